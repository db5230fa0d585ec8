// Which nodes a measure limits while it is carried out (semantics §4, table of restart scopes).
#pragma once

#include <vector>

#include "models/measure.hpp"
#include "models/model.hpp"
#include "sim/graph/dependency_graph.hpp"
#include "sim/system.hpp"

namespace hakyu::sim {

/// Scope of `scope` for `targets`, without duplicates, in node order. `restart` has one entry per node (used
/// by `dependencies`). The rule for `unknown` is applied here; *assumed tells whether it was.
[[nodiscard]] std::vector<ScopedNode> restart_scope(const models::Model& model, const DependencyGraph& graph,
                                                    const std::unordered_map<std::string, NodeIndex>& node_of,
                                                    const std::vector<Time>& restart,
                                                    models::RestartScope scope,
                                                    const std::vector<NodeIndex>& targets,
                                                    bool* assumed = nullptr);

}  // namespace hakyu::sim
