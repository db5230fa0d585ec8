// What the order of the compared plans rests on that nobody stated (semantics §4.7, §11).
#pragma once

#include <span>

#include "sim/assumption.hpp"
#include "sim/montecarlo/simulate.hpp"
#include "sim/plans/violations.hpp"
#include "sim/system.hpp"

namespace hakyu::sim {

/// The assumptions of `system` except those about measures that no compared plan carries out or finds in
/// force, and about statements that can take effect in none of them; and, by rule:
/// - "may-end-beyond-horizon": subject the measure, kind the plan – work, rollback or the load peak after it
/// may
///   lie beyond the horizon, so that part of its risk is not counted;
/// - "outages-cut-at-horizon": subject the plan, value the share of its down time that lies in such outages.
/// Sorted, without duplicates.
[[nodiscard]] Assumptions rank_assumptions(const System& system, std::span<const PlanIndex> plans,
                                           std::span<const Violation> violations,
                                           std::span<const Simulation> simulations);

}  // namespace hakyu::sim
