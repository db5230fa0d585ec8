#include "sim/plans/rank_assumptions.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <unordered_set>

#include "sim/compile/fields.hpp"
#include "sim/plans/distinguish.hpp"

namespace hakyu::sim {

namespace {

std::string percent(double share) {
  std::array<char, 64> text{};
  const auto end =
      std::to_chars(text.data(), text.data() + text.size(), share * 100.0, std::chars_format::fixed, 2).ptr;
  return std::string(text.data(), end) + "%";
}

/// Ids of measures and statements that play no part in any of the plans. An id that a node has too is left
/// out: its assumptions may be the node's.
std::unordered_set<std::string> bystanders(const System& system, std::span<const PlanIndex> plans) {
  std::unordered_set<std::string> ids;
  for (std::size_t m = 0; m < system.measures.size(); ++m) {
    const bool used =
        system.measures[m].in_force_at_start || std::any_of(plans.begin(), plans.end(), [&](PlanIndex plan) {
          const auto& steps = system.plans[plan].steps;
          return std::any_of(steps.begin(), steps.end(),
                             [&](const CompiledStep& step) { return step.measure == MeasureIndex(m); });
        });
    if (!used) ids.insert(system.measure_ids[m]);
  }
  for (std::size_t s = 0; s < system.statements.size(); ++s) {
    const bool possible = std::any_of(plans.begin(), plans.end(), [&](PlanIndex plan) {
      return can_take_effect(system, system.statements[s], system.plans[plan]);
    });
    if (!possible) ids.insert(system.statement_ids[s]);
  }
  std::erase_if(ids, [&](const std::string& id) { return system.node_of.contains(id); });
  return ids;
}

}  // namespace

Assumptions rank_assumptions(const System& system, std::span<const PlanIndex> plans,
                             std::span<const Simulation> simulations) {
  const std::unordered_set<std::string> unused = bystanders(system, plans);
  const auto of_other_plan = [&](const Assumption& assumption) {
    return assumption.field == rules::beyond_horizon &&
           std::none_of(plans.begin(), plans.end(),
                        [&](PlanIndex plan) { return system.plans[plan].id == assumption.kind; });
  };
  Assumptions result;
  std::copy_if(system.assumptions.begin(), system.assumptions.end(), std::back_inserter(result),
               [&](const Assumption& assumption) {
                 return !unused.contains(assumption.subject) && !of_other_plan(assumption);
               });
  for (const Simulation& simulation : simulations) {
    if (!(simulation.cut_share > 0.0)) continue;
    Assumption rule;
    rule.field = "outages-cut-at-horizon";
    rule.subject = simulation.plan;
    rule.kind = "rule";
    rule.value = percent(simulation.cut_share);
    result.push_back(std::move(rule));
  }
  std::sort(result.begin(), result.end());
  result.erase(std::unique(result.begin(), result.end()), result.end());
  return result;
}

}  // namespace hakyu::sim
