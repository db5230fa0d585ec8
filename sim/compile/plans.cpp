#include <algorithm>

#include "sim/compile/parts.hpp"
#include "sim/compile/quantity_text.hpp"

namespace hakyu::sim::compiling {

namespace {

using models::Plan;
using models::Step;
using models::StepKind;

/// Finds the step that `after` means.
class StepsByMeasure {
 public:
  explicit StepsByMeasure(const Plan& plan) {
    for (std::uint32_t i = 0; i < plan.steps.size(); ++i)
      (plan.steps[i].kind == StepKind::carry_out ? carried_out_ : withdrawn_)[plan.steps[i].measure]
          .push_back(i);
  }

  /// Of the steps with `measure` the last one before `own`, else the first after it; steps that carry it out
  /// go before steps that withdraw it.
  [[nodiscard]] std::optional<std::uint32_t> meant(std::uint32_t own, const models::Id& measure) const {
    const std::optional<std::uint32_t> step = nearest(carried_out_, own, measure);
    return step ? step : nearest(withdrawn_, own, measure);
  }

 private:
  using Steps = std::unordered_map<std::string, std::vector<std::uint32_t>>;

  static std::optional<std::uint32_t> nearest(const Steps& steps, std::uint32_t own,
                                              const models::Id& measure) {
    const auto found = steps.find(measure);
    if (found == steps.end()) return std::nullopt;
    const std::vector<std::uint32_t>& all = found->second;
    const auto from_own = std::lower_bound(all.begin(), all.end(), own);
    if (from_own != all.begin()) return *(from_own - 1);
    const auto after = from_own != all.end() && *from_own == own ? from_own + 1 : from_own;
    return after == all.end() ? std::nullopt : std::optional(*after);
  }

  Steps carried_out_;
  Steps withdrawn_;
};

std::variant<StepAt, StepAfter> compiled_when(Context& context, const Plan& plan, const StepsByMeasure& steps,
                                              std::uint32_t own) {
  const Step& step = plan.steps[own];
  const System& system = context.system;
  const models::Origin& origin = step.annotation.origin;
  if (const auto* after = std::get_if<models::After>(&step.when)) {
    const std::optional<std::uint32_t> meant = steps.meant(own, after->measure);
    if (!meant) context.report(models::Severity::error, "after-not-in-plan", origin, after->measure, plan.id);
    return StepAfter{meant.value_or(own), after->lag.count()};
  }
  const Time at = (std::get<models::LocalTime>(step.when) - system.start).count();
  if (at < 0)
    context.report(models::Severity::error, "time-before-start", origin, time_text(system, at),
                   time_text(system, 0));
  if (at >= system.horizon)
    context.report(models::Severity::error, "step-beyond-horizon", origin, time_text(system, at),
                   time_text(system, system.horizon));
  return StepAt{at};
}

/// Reports the steps that wait for each other. Every step waits for at most one, so following the chain from
/// each unseen step finds all cycles in linear time.
void report_cycles(Context& context, const Plan& plan, const CompiledPlan& compiled) {
  std::vector<std::uint32_t> seen_from(compiled.steps.size(), 0);  // 1-based start of the walk that saw it
  for (std::uint32_t start = 1; start <= compiled.steps.size(); ++start) {
    std::uint32_t at = start - 1;
    while (seen_from[at] == 0) {
      seen_from[at] = start;
      const auto* after = std::get_if<StepAfter>(&compiled.steps[at].when);
      if (after == nullptr || after->step == at) break;  // a step after itself was reported already
      at = after->step;
      if (seen_from[at] != start) continue;
      std::string chain = plan.steps[at].measure;
      std::uint32_t member = at;
      do {
        member = std::get<StepAfter>(compiled.steps[member].when).step;
        chain += " → " + plan.steps[member].measure;
      } while (member != at);
      context.report(models::Severity::error, "after-cycle", plan.steps[at].annotation.origin, chain,
                     plan.id);
    }
  }
}

CompiledPlan compiled_plan(Context& context, const Plan& plan) {
  CompiledPlan compiled;
  compiled.id = plan.id;
  const StepsByMeasure steps(plan);
  std::map<MeasureIndex, std::uint32_t> attempts;
  for (std::uint32_t i = 0; i < plan.steps.size(); ++i) {
    CompiledStep step;
    step.withdraw = plan.steps[i].kind == StepKind::withdraw;
    step.measure = context.measure(plan.steps[i].measure);
    step.when = compiled_when(context, plan, steps, i);
    if (!step.withdraw) step.attempt = attempts[step.measure]++;
    compiled.steps.push_back(step);
  }
  report_cycles(context, plan, compiled);
  return compiled;
}

/// 現状維持 is always compared.
void add_doing_nothing(System& system) {
  const auto does_nothing = [](const CompiledPlan& plan) { return plan.steps.empty(); };
  if (std::any_of(system.plans.begin(), system.plans.end(), does_nothing)) return;
  models::Id id = "do-nothing";
  for (int number = 2; system.plan_of.contains(id); ++number) id = "do-nothing-" + std::to_string(number);
  system.plan_of.emplace(id, PlanIndex(system.plans.size()));
  system.plans.push_back({id, {}});
}

}  // namespace

void compile_plans(Context& context) {
  System& system = context.system;
  for (const Plan& plan : context.model.plans) {
    system.plan_of.emplace(plan.id, PlanIndex(system.plans.size()));
    system.plans.push_back(compiled_plan(context, plan));
  }
  add_doing_nothing(system);
}

}  // namespace hakyu::sim::compiling
