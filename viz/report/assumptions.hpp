// Assumptions told once for all the things they are about.
#pragma once

#include <string>
#include <vector>

#include "viz/chart/names.hpp"

namespace hakyu::viz {

/// One assumption and everything it was made for.
struct AssumedValue {
  sim::Assumption value;              ///< subject and ask empty; ids in the value are names
  std::vector<std::string> subjects;  ///< names, in the order of the system's list; empty if general

  /// The first `most` subjects, and how many more there are.
  [[nodiscard]] std::string about(const Words& words, std::size_t most) const;
};

/// Groups that agree in everything but the subject (and whom to ask), in the order of their first member.
/// Complexity: n log n.
[[nodiscard]] std::vector<AssumedValue> grouped(const sim::Assumptions& all, const Names& names);

/// All assumptions about one field.
struct AssumedField {
  std::string field;          ///< id of the field
  std::size_t count = 0;      ///< assumptions
  std::size_t unsourced = 0;  ///< of these without a source
  bool rule = false;          ///< a rule of the computation, not a value
  std::string values;         ///< in words: the value, the range of percentages, or how many values there are
};

/// Chances first, then by how often they were made; rules last. Complexity: n log n.
[[nodiscard]] std::vector<AssumedField> by_field(const sim::Assumptions& all, const Names& names);

}  // namespace hakyu::viz
