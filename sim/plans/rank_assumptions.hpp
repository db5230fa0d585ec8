// What the order of the compared plans rests on that nobody stated (semantics §4.7, §11).
#pragma once

#include <span>

#include "sim/assumption.hpp"
#include "sim/montecarlo/simulate.hpp"
#include "sim/system.hpp"

namespace hakyu::sim {

/// The assumptions of `system` except those about measures that no compared plan carries out or finds in
/// force, about statements that can take effect in none of them and about the end of other plans
/// ("may-end-beyond-horizon"); and, by rule, "outages-cut-at-horizon": subject the plan, value the share of
/// its down time that lies in outages still open at the end. Sorted, without duplicates.
[[nodiscard]] Assumptions rank_assumptions(const System& system, std::span<const PlanIndex> plans,
                                           std::span<const Simulation> simulations);

}  // namespace hakyu::sim
