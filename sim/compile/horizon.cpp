// A plan must not win by pushing its risk past the end of the study (semantics §4.7).
#include <algorithm>

#include "sim/compile/parts.hpp"
#include "sim/compile/quantity_text.hpp"
#include "sim/plans/step_order.hpp"

namespace hakyu::sim::compiling {

namespace {

/// The longest draw; for a law without bound the one that 999 of 1,000 do not exceed.
Time longest(const Sampler& law) {
  const std::int64_t bound = law.upper_bound();
  return bound == std::numeric_limits<std::int64_t>::max() ? law.near_quantile(0.999) : bound;
}

/// What may still happen after a measure has come into force.
struct Aftermath {
  bool at_load_peak = false;
  Time delay = 0;
};

std::vector<Aftermath> aftermaths(const System& system) {
  std::vector<Aftermath> all(system.measures.size());
  for (std::size_t m = 0; m < all.size(); ++m)
    all[m].at_load_peak = system.measures[m].latent_probability > 0.0;
  for (const CompiledStatement& each : system.statements) {
    if (each.probability <= 0.0) continue;
    for (const MeasureIndex m : each.when) {
      if (each.at_load_peak)
        all[m].at_load_peak = true;
      else
        all[m].delay = std::max(all[m].delay, longest(each.delay));
    }
  }
  return all;
}

/// Work, and rollback after it, that the step may take at most.
struct Longest {
  Time work = 0;
  Time rollback = 0;
};

Longest longest(const System& system, const CompiledStep& step) {
  const CompiledMeasure& measure = system.measures[step.measure];
  if (step.withdraw || !measure.has_work) return {};
  const bool may_fail = measure.failure_probability > 0.0 || measure.give_up_after;
  return {std::min(longest(measure.duration), measure.give_up_after.value_or(Sampler::longest)),
          may_fail ? longest(measure.rollback) : 0};
}

/// End of the first load peak that opens after t.
Time peak_after(const System& system, Time t) {
  if (system.latent_window) return t + longest(*system.latent_window);
  const auto opens_after = [](Time time, const Interval& peak) { return time < peak.from; };
  const auto peak = std::upper_bound(system.load_peaks.begin(), system.load_peaks.end(), t, opens_after);
  return peak != system.load_peaks.end() ? peak->to : std::max(t, system.horizon + 1);
}

/// Per step, the latest end of everything it may cause at once: work, rollback, effects under load.
std::vector<Time> risk_over(const System& system, const CompiledPlan& plan,
                            const std::vector<Aftermath>& after) {
  std::vector<Time> end(plan.steps.size());
  std::vector<Time> over(plan.steps.size());
  for (const std::uint32_t i : step_order(plan)) {
    const CompiledStep& step = plan.steps[i];
    const auto* waits = std::get_if<StepAfter>(&step.when);
    const Time start = waits != nullptr ? end[waits->step] + waits->lag : std::get<StepAt>(step.when).at;
    const Longest most = longest(system, step);
    end[i] = std::min(start + most.work + most.rollback, Sampler::longest);
    over[i] = std::max(end[i], start + most.work + after[step.measure].delay);
    if (after[step.measure].at_load_peak) over[i] = std::max(over[i], peak_after(system, start + most.work));
  }
  return over;
}

}  // namespace

void check_horizon(Context& context) {
  const System& system = context.system;
  const std::vector<Aftermath> after = aftermaths(system);
  for (std::size_t p = 0; p < context.model.plans.size(); ++p) {
    const models::Plan& plan = context.model.plans[p];
    const std::vector<Time> all = risk_over(system, system.plans[p], after);
    for (std::uint32_t i = 0; i < plan.steps.size(); ++i) {
      if (plan.steps[i].kind == models::StepKind::withdraw) continue;
      const Time over = all[i];
      if (over <= system.horizon) continue;
      context.report(models::Severity::warning, "may-end-beyond-horizon", plan.steps[i].annotation.origin,
                     time_text(system, over), time_text(system, system.horizon));
      context.note_rule(rules::beyond_horizon, {plan.steps[i].measure, {}}, time_text(system, over), plan.id);
    }
  }
}

}  // namespace hakyu::sim::compiling
