// What a plan limits at a time, and the times at which that can change.
#include <algorithm>

#include "sim/plans/violations.hpp"
#include "viz/graph/graph.hpp"

namespace hakyu::viz {

namespace {

using sim::MeasureIndex;
using sim::Time;

// Whether each measure is in force at `at`, if everything goes as expected.
std::vector<std::uint8_t> in_force_at(const sim::System& system, const std::vector<sim::PlacedStep>& steps,
                                      Time at) {
  std::vector<Time> since(system.measures.size(), -1);
  std::vector<std::uint8_t> force(system.measures.size(), 0);
  for (std::size_t m = 0; m < force.size(); ++m) force[m] = system.measures[m].in_force_at_start ? 1 : 0;
  for (const sim::PlacedStep& step : steps) {  // the last change before `at` counts
    const Time when = step.withdraw ? step.start : step.work_end;
    if (when > at || when < since[step.measure]) continue;
    since[step.measure] = when;
    force[step.measure] = step.withdraw ? 0 : 1;
  }
  for (std::size_t m = 0; m < force.size(); ++m)
    if (system.measures[m].expires && at >= *system.measures[m].expires) force[m] = 0;
  return force;
}

}  // namespace

PlanState levels_at(const sim::System& system, const sim::CompiledPlan& plan, Time at) {
  PlanState state;
  const std::vector<sim::PlacedStep> steps = sim::place(system, plan);
  for (const sim::PlacedStep& step : steps) {
    if (step.withdraw || at < step.start) continue;
    const sim::CompiledMeasure& measure = system.measures[step.measure];
    if (at < step.work_end) state.in_work.push_back(step.measure);
    if (step.downtime_end <= step.start) continue;
    for (const sim::ScopedNode& scoped : measure.scope)
      if (at < step.downtime_end + scoped.extra) state.limits.push_back({scoped.node, measure.level_during});
  }
  const std::vector<std::uint8_t> force = in_force_at(system, steps, at);
  for (std::size_t m = 0; m < force.size(); ++m) {
    if (force[m] == 0) continue;
    state.in_force.emplace_back(m);
    for (const sim::StandingLimit& limit : system.measures[m].limits)
      state.limits.push_back({limit.node, limit.level});
    for (const sim::FlowIndex flow : system.measures[m].blocks) state.blocked.push_back(flow);
  }
  std::sort(state.blocked.begin(), state.blocked.end());
  state.blocked.erase(std::unique(state.blocked.begin(), state.blocked.end()), state.blocked.end());
  state.impact = sim::impact(system, state.limits, state.blocked);
  return state;
}

std::vector<Time> change_times(const sim::System& system, const sim::CompiledPlan& plan) {
  std::vector<Time> times{0};
  for (const sim::PlacedStep& step : sim::place(system, plan)) {
    for (const Time t : {step.start, step.work_end, step.downtime_end}) times.push_back(t);
    for (const sim::ScopedNode& scoped : system.measures[step.measure].scope)
      times.push_back(step.downtime_end + scoped.extra);
  }
  for (const sim::CompiledMeasure& measure : system.measures)
    if (measure.expires) times.push_back(*measure.expires);
  std::sort(times.begin(), times.end());
  times.erase(std::unique(times.begin(), times.end()), times.end());
  std::erase_if(times, [&](Time t) { return t < 0 || t >= system.horizon; });
  return times;
}

}  // namespace hakyu::viz
