// Assumptions as people read them: the same value for many things is said once.
#pragma once

#include <string>
#include <vector>

#include "viz/chart/names.hpp"

namespace hakyu::viz {

/// One value that was assumed, and all the things it was assumed for.
struct AssumedValue {
  sim::Assumption value;              ///< subject and ask empty
  std::vector<std::string> subjects;  ///< names, in the order of the system's list; empty if general

  /// As a sentence, with at most `most` subjects by name and the number of the others.
  [[nodiscard]] std::string sentence(const Names& names, std::size_t most) const;
  /// The subjects, all of them.
  [[nodiscard]] std::string about(const Words& words) const;
};

/// Groups that agree in everything but the subject (and whom to ask), in the order of their first member.
/// Made-up ids of silences and pairs are told by the names of their measures and resource. Complexity: n log
/// n.
[[nodiscard]] std::vector<AssumedValue> grouped(const sim::Assumptions& all, const Names& names);

}  // namespace hakyu::viz
