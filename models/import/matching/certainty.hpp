// How sure matches are. Internal to matching/.
#pragma once

#include "models/import/matching/matcher.hpp"

namespace hakyu::models::matching {

// How sure a match is: the product of these. They are judgements, stated in docs/import, not measurements.
[[nodiscard]] constexpr double certainty(Fit fit) {
  constexpr double of[] = {1.0, 1.0, 0.95, 0.8, 0.75, 0.6, 0.5, 0.4, 0.3, 0.25};
  return of[static_cast<std::size_t>(fit)];
}
[[nodiscard]] constexpr double certainty(Containment containment) {
  constexpr double of[] = {1.0, 0.8, 0.5, 1.0};
  return of[static_cast<std::size_t>(containment)];
}
inline constexpr double other_part_certainty = 0.9, unproven_context_certainty = 0.9;

/// Fits that may make a resource "affected", or take that away. The others only make candidates for people.
[[nodiscard]] constexpr bool is_strong(Fit fit) { return fit <= Fit::renamed; }
[[nodiscard]] constexpr bool may_deny(Fit fit) { return fit <= Fit::implied; }

}  // namespace hakyu::models::matching
