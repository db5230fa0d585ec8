// What a plan puts on the hospital at a time, with expected durations and everything going as planned.
#pragma once

#include <optional>
#include <vector>

#include "sim/levels/impact.hpp"
#include "sim/plans/violations.hpp"

namespace hakyu::sim {

/// Limits and blocked flows that hold because of work and of measures in force.
struct Held {
  std::vector<Limit> limits;  ///< one per node, the lowest, sorted by node
  std::vector<FlowIndex> blocked;
};

/// Everything that holds at one moment or another of [from, to): for an upper bound it holds all the time.
/// `without`: this step's work limits nothing. Pre-condition: from < to.
[[nodiscard]] Held held_during(const System& system, const std::vector<PlacedStep>& steps, Time from, Time to,
                               std::optional<std::uint32_t> without = std::nullopt);

/// What a plan limits at a time: measures in force or being worked on, their limits and blocked flows.
struct PlanState {
  std::vector<Limit> limits;
  std::vector<FlowIndex> blocked;
  std::vector<MeasureIndex> in_force;
  std::vector<MeasureIndex> in_work;
  StaticImpact impact;  ///< greatest fixed point; buffers count as used up
};
[[nodiscard]] PlanState levels_at(const System& system, const CompiledPlan& plan, Time at);

/// The times at which `levels_at` can change: starts and ends of work, sorted, without duplicates. For
/// finding the worst moment of a plan.
[[nodiscard]] std::vector<Time> change_times(const System& system, const CompiledPlan& plan);

}  // namespace hakyu::sim
