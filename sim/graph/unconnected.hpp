// Nodes of which nothing is stated that an effect could spread along.
#pragma once

#include <vector>

#include "sim/system.hpp"

namespace hakyu::sim {

/// Nodes in use that require nothing and that nothing requires, rising: whether they are affected cannot be
/// told.
[[nodiscard]] inline std::vector<NodeIndex> unconnected(const System& system) {
  std::vector<NodeIndex> found;
  for (std::size_t i = 0; i < system.graph.size(); ++i)
    if (system.excluded[i] == 0 && system.graph.is_unconnected(NodeIndex(i))) found.emplace_back(i);
  return found;
}

}  // namespace hakyu::sim
