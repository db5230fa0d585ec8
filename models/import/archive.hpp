// The parts of a zip archive, unpacked within limits.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "models/import/table.hpp"

namespace hakyu::models::import {

/// What went wrong, for a diagnostic.
struct ArchiveProblem {
  std::string_view code;
  std::string found, expected;
};

/// A zip archive in memory. Sizes are checked before and while unpacking, so that a small file cannot fill
/// the memory.
class Archive {
 public:
  /// `bytes` must outlive the object.
  Archive(std::string_view bytes, const TableLimits& limits);
  ~Archive();
  Archive(const Archive&) = delete;
  Archive& operator=(const Archive&) = delete;

  /// The part, or no value if there is none or it cannot be unpacked (see problem).
  [[nodiscard]] std::optional<std::string> part(const std::string& name);
  [[nodiscard]] const std::optional<ArchiveProblem>& problem() const { return problem_; }

 private:
  void fail(std::string_view code, std::string found, std::string expected);

  struct Handle;
  std::unique_ptr<Handle> handle_;
  TableLimits limits_;
  std::size_t unpacked_ = 0;
  std::optional<ArchiveProblem> problem_;
};

}  // namespace hakyu::models::import
