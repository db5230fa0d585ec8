// Silence is not consent: what nobody stated about neighbours and pairs (semantics §5).
#include <algorithm>
#include <map>

#include "sim/compile/combination.hpp"
#include "sim/compile/parts.hpp"

namespace hakyu::sim::compiling {

namespace {

using models::Says;

/// Nodes that directly require `target`, ascending; down ones that are out of use aside.
std::vector<NodeIndex> direct_dependents(const System& system, NodeIndex target) {
  std::vector<NodeIndex> nodes;
  for (const RequirementIndex r : system.graph.dependents[target]) nodes.push_back(system.graph.owner[r]);
  std::sort(nodes.begin(), nodes.end());
  nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
  return nodes;
}

bool makes_a_change(const System& system, MeasureIndex measure) { return system.measures[measure].has_work; }

/// Neighbours whose maintainer is another party than that of the target of a measure: they must answer.
std::vector<NodeIndex> neighbours(const Context& context, MeasureIndex measure) {
  std::vector<NodeIndex> found;
  for (const models::Id& id : context.model.measures[measure].targets) {
    const NodeIndex target = context.node(id);
    const models::Id& own = context.maintainer(target);
    if (own.empty()) continue;
    for (const NodeIndex node : direct_dependents(context.system, target)) {
      const models::Id& other = context.maintainer(node);
      if (!other.empty() && other != own) found.push_back(node);
    }
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

void add(Context& context, CompiledStatement statement, const models::Id& id) {
  context.system.statements.push_back(std::move(statement));
  context.system.statement_ids.push_back(id);
}

/// All in force before the study began, and no plan touches them: operation has answered what nobody stated.
bool answered_by_operation(const Context& context, const std::vector<MeasureIndex>& when) {
  const auto settled = [&](MeasureIndex m) {
    const models::Id& id = context.system.measure_ids[m];
    const auto touches = [&](const models::Plan& plan) {
      return std::any_of(plan.steps.begin(), plan.steps.end(),
                         [&](const models::Step& step) { return step.measure == id; });
    };
    return context.system.measures[m].in_force_at_start &&
           std::none_of(context.model.plans.begin(), context.model.plans.end(), touches);
  };
  return std::all_of(when.begin(), when.end(), settled);
}

void add_silences(Context& context) {
  const std::set<Combination> known = covered(context.system);
  bool any = false;
  for (std::size_t i = 0; i < context.model.measures.size(); ++i) {
    const MeasureIndex measure(i);
    if (!makes_a_change(context.system, measure) || answered_by_operation(context, {measure})) continue;
    const std::string kind = "silence/" + change_of(context, measure);
    for (const NodeIndex node : neighbours(context, measure)) {
      Combination about{{measure}, node};
      if (known.contains(about)) continue;
      const models::Id id = "silence:" + context.system.measure_ids[i] + ':' + context.system.node_ids[node];
      add(context, unverified(context, std::move(about), StatementOrigin::silence, id, kind), id);
      any = true;
    }
  }
  if (any) context.note_rule(rules::silence);
}

/// True if the measure acts on `node` or on what it directly requires.
bool touches(const Context& context, MeasureIndex measure, NodeIndex node) {
  for (const models::Id& id : context.model.measures[measure].targets) {
    const NodeIndex target = context.node(id);
    if (target == node) return true;
    const auto requirements = context.system.graph.dependents[target];
    if (std::any_of(requirements.begin(), requirements.end(),
                    [&](RequirementIndex r) { return context.system.graph.owner[r] == node; }))
      return true;
  }
  return false;
}

/// Per node, the measures that touch it and are confirmed for it alone, ascending.
std::map<NodeIndex, std::vector<MeasureIndex>> confirmed_alone(const Context& context) {
  std::map<NodeIndex, std::vector<MeasureIndex>> by_node;
  for (const CompiledStatement& each : context.system.statements) {
    if (each.when.size() != 1 || !each.model_index) continue;
    const Says says = context.model.statements[*each.model_index].says;
    if (says != Says::compatible && says != Says::conditional) continue;
    const MeasureIndex measure = each.when.front();
    if (makes_a_change(context.system, measure) && touches(context, measure, each.resource))
      by_node[each.resource].push_back(measure);
  }
  for (auto& [node, measures] : by_node) std::sort(measures.begin(), measures.end());
  return by_node;
}

/// Two measures that are never in force together are no combination.
bool exclude_each_other(const System& system, MeasureIndex a, MeasureIndex b) {
  const std::vector<MeasureIndex>& conflicts = system.measures[a].conflicts;
  return std::binary_search(conflicts.begin(), conflicts.end(), b);
}

void add_pairs(Context& context) {
  const std::set<Combination> known = covered(context.system);
  bool any = false;
  for (const auto& [node, measures] : confirmed_alone(context)) {
    for (std::size_t i = 0; i < measures.size(); ++i) {
      for (std::size_t j = i + 1; j < measures.size(); ++j) {
        Combination about{{measures[i], measures[j]}, node};
        if (known.contains(about) || exclude_each_other(context.system, measures[i], measures[j]) ||
            answered_by_operation(context, about.first))
          continue;
        const models::Id id = "pair:" + context.system.measure_ids[measures[i]] + '+' +
                              context.system.measure_ids[measures[j]] + ':' + context.system.node_ids[node];
        add(context, unverified(context, std::move(about), StatementOrigin::unconfirmed_pair, id, "pair/any"),
            id);
        any = true;
      }
    }
  }
  if (any) context.note_rule(rules::pairs);
}

}  // namespace

CompiledStatement unverified(Context& context, Combination about, StatementOrigin origin,
                             const models::Id& id, const std::string& kind) {
  CompiledStatement made;
  made.key = context.key("statement", id, {});
  made.when = std::move(about.first);
  made.resource = about.second;
  made.ask = context.maintainer(made.resource);
  made.probability = context.number(fields::statement_probability, kind, {id, made.ask});
  made.at_load_peak = true;
  made.repair = context.law(std::nullopt, fields::statement_repair, kind, {id, made.ask});
  made.origin = origin;
  return made;
}

void compile_silences(Context& context) {
  add_silences(context);
  add_pairs(context);
}

}  // namespace hakyu::sim::compiling
