// What several files or sources say about one vulnerability.
#pragma once

#include <vector>

#include "models/vulnerability.hpp"

namespace hakyu::models {

/// Joins what two sources say about one vulnerability. Commutative, associative and idempotent: vectors,
/// aliases and sources are united, the earliest date of exploitation and the score of the newest day win.
[[nodiscard]] Vulnerability merged(const Vulnerability& a, const Vulnerability& b);
/// All of them, one for each id, sorted by id.
[[nodiscard]] std::vector<Vulnerability> merged(const std::vector<Vulnerability>& all);

}  // namespace hakyu::models
