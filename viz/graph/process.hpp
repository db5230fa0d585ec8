// Running one program as a child, fed by a text, under limits: the only place of `viz` that touches
// processes.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace hakyu::viz {

struct ProcessLimits {
  std::chrono::milliseconds time{40'000};  ///< wall clock; the child is killed then
  std::chrono::seconds processor{8};       ///< processor time; does not depend on what else the machine does
  std::uint64_t memory = 2'147'483'648;    ///< address space in bytes
  std::uint64_t output = 268'435'456;      ///< bytes read; the child is killed beyond
};

struct ProcessResult {
  enum class End : std::uint8_t { exited, no_program, timed_out, too_much_output, killed };
  End end = End::exited;
  int status = 0;  ///< exit status if exited
  std::string output;
  std::string messages;  ///< standard error, at most 4 KiB
};

/// Runs `arguments[0]`, looked up in PATH, without a shell. The input is handed over only after the limits
/// are set on the child. Pre-condition: arguments is not empty.
[[nodiscard]] ProcessResult run_process(const std::vector<std::string>& arguments, const std::string& input,
                                        const ProcessLimits& limits);

}  // namespace hakyu::viz
