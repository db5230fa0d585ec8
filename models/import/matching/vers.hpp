// Lists of bounds as intervals. Internal to matching/.
#pragma once

#include <string>
#include <vector>

#include "models/import/matching/range.hpp"

namespace hakyu::models::matching {

/// The intervals of a list of bounds in rising order (VERS): a lower bound and the upper one behind it
/// belong together; what is excluded is excluded from all.
[[nodiscard]] std::vector<Interval> intervals_of(const std::vector<Bound>& list);

}  // namespace hakyu::models::matching
