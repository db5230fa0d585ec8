#include "sim/plans/distinguish.hpp"

#include <algorithm>

namespace hakyu::sim {

namespace {

/// Whether two steps start at the same time as far as their own statements go. `depth` bounds chains that a
/// plan closes into a ring; such steps never start, and calling them different is the cautious answer.
bool same_start(const CompiledPlan& a, const CompiledStep& first, const CompiledPlan& b,
                const CompiledStep& second, std::size_t depth) {
  if (depth == 0 || first.when.index() != second.when.index()) return false;
  if (const auto* at = std::get_if<StepAt>(&first.when)) return at->at == std::get<StepAt>(second.when).at;
  const auto& after = std::get<StepAfter>(first.when);
  const auto& other = std::get<StepAfter>(second.when);
  const CompiledStep& awaited = a.steps[after.step];
  const CompiledStep& other_awaited = b.steps[other.step];
  return after.lag == other.lag && awaited.measure == other_awaited.measure &&
         awaited.withdraw == other_awaited.withdraw && awaited.attempt == other_awaited.attempt &&
         same_start(a, awaited, b, other_awaited, depth - 1);
}

std::vector<const CompiledStep*> steps_of(const CompiledPlan& plan, MeasureIndex measure) {
  std::vector<const CompiledStep*> found;
  for (const CompiledStep& step : plan.steps)
    if (step.measure == measure) found.push_back(&step);
  return found;
}

bool same_steps(const CompiledPlan& a, const CompiledPlan& b, MeasureIndex measure) {
  const auto first = steps_of(a, measure);
  const auto second = steps_of(b, measure);
  const std::size_t depth = std::max(a.steps.size(), b.steps.size()) + 1;
  return std::equal(first.begin(), first.end(), second.begin(), second.end(),
                    [&](const CompiledStep* x, const CompiledStep* y) {
                      return x->withdraw == y->withdraw && same_start(a, *x, b, *y, depth);
                    });
}

bool carries_out(const CompiledPlan& plan, MeasureIndex measure) {
  return std::any_of(plan.steps.begin(), plan.steps.end(),
                     [&](const CompiledStep& step) { return !step.withdraw && step.measure == measure; });
}

bool waits_for_any(const CompiledPlan& plan, MeasureIndex measure, const std::vector<std::uint8_t>& marked) {
  return std::any_of(plan.steps.begin(), plan.steps.end(), [&](const CompiledStep& step) {
    const auto* after = std::get_if<StepAfter>(&step.when);
    return step.measure == measure && after != nullptr && marked[plan.steps[after->step].measure] != 0;
  });
}

bool any_marked(const std::vector<MeasureIndex>& measures, const std::vector<std::uint8_t>& marked) {
  return std::any_of(measures.begin(), measures.end(), [&](MeasureIndex m) { return marked[m] != 0; });
}

}  // namespace

std::vector<std::uint8_t> distinguishing_measures(const System& system, const CompiledPlan& a,
                                                  const CompiledPlan& b) {
  std::vector<std::uint8_t> marked(system.measures.size(), 0);
  for (std::size_t m = 0; m < marked.size(); ++m) marked[m] = same_steps(a, b, MeasureIndex(m)) ? 0 : 1;
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t m = 0; m < marked.size(); ++m) {
      const MeasureIndex measure(m);
      if (marked[m] != 0 || !(carries_out(a, measure) || carries_out(b, measure))) continue;
      const CompiledMeasure& one = system.measures[m];
      if (any_marked(one.requires_measures, marked) || any_marked(one.conflicts, marked) ||
          waits_for_any(a, measure, marked) || waits_for_any(b, measure, marked)) {
        marked[m] = 1;
        changed = true;
      }
    }
  }
  return marked;
}

bool can_take_effect(const System& system, const CompiledStatement& statement, const CompiledPlan& plan) {
  return std::all_of(statement.when.begin(), statement.when.end(), [&](MeasureIndex measure) {
    return system.measures[measure].in_force_at_start || carries_out(plan, measure);
  });
}

std::optional<double> rarest_distinction(const System& system, const CompiledPlan& a, const CompiledPlan& b) {
  const std::vector<std::uint8_t> marked = distinguishing_measures(system, a, b);
  std::optional<double> rarest;
  const auto consider = [&](double p) {
    if (p > 0.0 && (!rarest || p < *rarest)) rarest = p;
  };
  for (std::size_t m = 0; m < marked.size(); ++m) {
    const MeasureIndex measure(m);
    if (marked[m] == 0 || !(carries_out(a, measure) || carries_out(b, measure))) continue;
    consider(system.measures[m].failure_probability);
    consider(system.measures[m].latent_probability);
  }
  for (const CompiledStatement& statement : system.statements) {
    const bool in_a = can_take_effect(system, statement, a);
    const bool in_b = can_take_effect(system, statement, b);
    if (in_a != in_b || (in_a && any_marked(statement.when, marked))) consider(statement.probability);
  }
  return rarest;
}

}  // namespace hakyu::sim
