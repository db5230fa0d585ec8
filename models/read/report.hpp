// Collects diagnostics, keeps them within the limit and in order.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "models/diagnostic.hpp"

namespace hakyu::models::reading {

/// Most diagnostics that one call of read lists.
inline constexpr std::size_t diagnostics_limit = 1000;

/// `text` cut to what fits into a message, at a character's boundary.
[[nodiscard]] std::string shortened(std::string_view text);

class Report {
 public:
  /// Errors never lose their place to warnings; beyond the limit they are only counted.
  void add(Diagnostic diagnostic);

  [[nodiscard]] std::size_t count() const { return errors_ + warnings_; }

  /// Whether errors were dropped.
  [[nodiscard]] bool overflown() const { return errors_ > kept_errors_.size(); }

  /// Pointers of the kept errors in one file, sorted.
  [[nodiscard]] std::vector<std::string> error_pointers(std::string_view file) const;

  /// Sorted by file, line, column, pointer and code; if there were too many, "too-many" stands last.
  [[nodiscard]] Diagnostics finish() &&;

 private:
  Diagnostics kept_errors_;
  Diagnostics kept_warnings_;
  std::size_t errors_ = 0;
  std::size_t warnings_ = 0;
};

}  // namespace hakyu::models::reading
