// Levels of all nodes at one instant, without time filters (semantics §2).
#pragma once

#include <span>
#include <vector>

#include "sim/graph/dependency_graph.hpp"

namespace hakyu::sim {

/// Greatest fixed point: levels if every node starts at its intrinsic level and is lowered until nothing
/// changes. `intrinsic` has one entry per node; `blocked` one per flow (empty: none). Complexity: O(nodes +
/// edges).
[[nodiscard]] std::vector<Level> greatest_fixed_point(const DependencyGraph& graph,
                                                      std::span<const Level> intrinsic,
                                                      std::span<const std::uint8_t> blocked = {});

/// Least fixed point: levels reached from everything off (cold start).
[[nodiscard]] std::vector<Level> least_fixed_point(const DependencyGraph& graph,
                                                   std::span<const Level> intrinsic,
                                                   std::span<const std::uint8_t> blocked = {});

/// Nodes that are up although a requirement with k_up < |P| has a provider that is not up.
[[nodiscard]] std::vector<NodeIndex> reduced_redundancy(const DependencyGraph& graph,
                                                        std::span<const Level> levels);

}  // namespace hakyu::sim
