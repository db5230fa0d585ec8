// How far a long computation is, on a terminal only.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "cli/program.hpp"

namespace hakyu::cli {

/// A line on standard error that is written over about ten times a second and wiped away in the end. Does
/// nothing where standard error is no terminal or the program is to be quiet.
class Progress {
 public:
  explicit Progress(const Program& program);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void show(std::uint64_t done, std::uint64_t of);
  void end();  ///< wipes the line away

 private:
  const Program* program_;
  bool shown_ = false;
  bool terminal_;
  std::chrono::steady_clock::time_point begun_;
  std::chrono::steady_clock::time_point last_;
};

}  // namespace hakyu::cli
