#include "sim/plans/plan_state.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace hakyu::sim {

namespace {

/// Whether each measure is in force at `at`, if everything goes as expected.
std::vector<std::uint8_t> in_force_at(const System& system, const std::vector<PlacedStep>& steps, Time at) {
  std::vector<Time> since(system.measures.size(), -1);
  std::vector<std::uint8_t> force(system.measures.size(), 0);
  for (std::size_t m = 0; m < force.size(); ++m) force[m] = system.measures[m].in_force_at_start ? 1 : 0;
  for (const PlacedStep& step : steps) {  // the last change before `at` counts
    const Time when = step.withdraw ? step.start : step.work_end;
    if (when > at || when < since[step.measure]) continue;
    since[step.measure] = when;
    force[step.measure] = step.withdraw ? 0 : 1;
  }
  for (std::size_t m = 0; m < force.size(); ++m)
    if (system.measures[m].expires && at >= *system.measures[m].expires) force[m] = 0;
  return force;
}

/// What the work of a step limits, each with the end of the limit.
template <typename Each>
void for_each_limit(const System& system, const PlacedStep& step, const Each& each) {
  if (step.withdraw || step.downtime_end <= step.start) return;
  const CompiledMeasure& measure = system.measures[step.measure];
  for (const ScopedNode& scoped : measure.scope)
    each(Limit{scoped.node, measure.level_during}, step.downtime_end + scoped.extra);
}

std::vector<Time> all_change_times(const System& system, const std::vector<PlacedStep>& steps) {
  std::vector<Time> times{0};
  for (const PlacedStep& step : steps) {
    for (const Time t : {step.start, step.work_end, step.downtime_end}) times.push_back(t);
    for (const ScopedNode& scoped : system.measures[step.measure].scope)
      times.push_back(step.downtime_end + scoped.extra);
  }
  for (const CompiledMeasure& measure : system.measures)
    if (measure.expires) times.push_back(*measure.expires);
  std::sort(times.begin(), times.end());
  times.erase(std::unique(times.begin(), times.end()), times.end());
  return times;
}

}  // namespace

Held held_during(const System& system, const std::vector<PlacedStep>& steps, Time from, Time to,
                 std::optional<std::uint32_t> without) {
  std::map<NodeIndex, Level> lowest;
  const auto hold = [&](const Limit& limit) {
    const auto [at, added] = lowest.try_emplace(limit.node, limit.level);
    if (!added) at->second = std::min(at->second, limit.level);
  };
  for (const PlacedStep& step : steps)
    if (step.step != without && step.start < to)
      for_each_limit(system, step, [&](const Limit& limit, Time until) {
        if (until > from) hold(limit);
      });
  std::set<FlowIndex> blocked;
  const auto add_standing = [&](Time at) {
    const std::vector<std::uint8_t> force = in_force_at(system, steps, at);
    for (std::size_t m = 0; m < force.size(); ++m) {
      if (force[m] == 0) continue;
      for (const StandingLimit& limit : system.measures[m].limits) hold({limit.node, limit.level});
      blocked.insert(system.measures[m].blocks.begin(), system.measures[m].blocks.end());
    }
  };
  add_standing(from);
  for (const Time at : all_change_times(system, steps))
    if (from < at && at < to) add_standing(at);
  Held held;
  for (const auto& [node, level] : lowest) held.limits.push_back({node, level});
  held.blocked.assign(blocked.begin(), blocked.end());
  return held;
}

PlanState levels_at(const System& system, const CompiledPlan& plan, Time at) {
  PlanState state;
  const std::vector<PlacedStep> steps = place(system, plan);
  for (const PlacedStep& step : steps) {
    if (step.withdraw || at < step.start) continue;
    if (at < step.work_end) state.in_work.push_back(step.measure);
    for_each_limit(system, step, [&](const Limit& limit, Time until) {
      if (at < until) state.limits.push_back(limit);
    });
  }
  const std::vector<std::uint8_t> force = in_force_at(system, steps, at);
  for (std::size_t m = 0; m < force.size(); ++m) {
    if (force[m] == 0) continue;
    state.in_force.emplace_back(m);
    for (const StandingLimit& limit : system.measures[m].limits)
      state.limits.push_back({limit.node, limit.level});
    for (const FlowIndex flow : system.measures[m].blocks) state.blocked.push_back(flow);
  }
  std::sort(state.blocked.begin(), state.blocked.end());
  state.blocked.erase(std::unique(state.blocked.begin(), state.blocked.end()), state.blocked.end());
  state.impact = impact(system, state.limits, state.blocked);
  return state;
}

std::vector<Time> change_times(const System& system, const CompiledPlan& plan) {
  std::vector<Time> times = all_change_times(system, place(system, plan));
  std::erase_if(times, [&](Time t) { return t < 0 || t >= system.horizon; });
  return times;
}

}  // namespace hakyu::sim
