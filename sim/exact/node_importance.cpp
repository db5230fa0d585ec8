#include "sim/exact/node_importance.hpp"

#include "sim/exact/analysis.hpp"

namespace hakyu::sim::exact {

Outcome<std::vector<std::optional<NodeImportance>>> node_importances(const System& system,
                                                                     std::span<const NodeIndex> nodes,
                                                                     const Limits& limits) {
  auto made = structure(system, limits, Events::all);
  if (!made) return made.out_of();
  std::vector<Literal> downs;
  for (const NodeIndex node : nodes) downs.push_back(made->down[node]);
  const Literal root = made->formula.any_of(downs);
  const auto diagrams = Diagrams::build(made->formula, {&root, 1}, limits);
  if (!diagrams) return diagrams.out_of();
  const std::vector<double> nothing_fails(made->unavailability.size(), 0.0);
  const std::vector<Importance> importances = diagrams->importances(0, made->unavailability);
  const std::vector<Importance> alone = diagrams->importances(0, nothing_fails);
  std::vector<std::optional<NodeImportance>> result(system.graph.size());
  for (std::size_t e = 0; e < made->event_nodes.size(); ++e) {
    const NodeIndex node = made->event_nodes[e];
    result[node] = {importances[e].birnbaum, alone[e].birnbaum > 0.5, made->never_fails[node] == 0};
  }
  return result;
}

}  // namespace hakyu::sim::exact
