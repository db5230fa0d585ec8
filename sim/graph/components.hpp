// Strongly connected components of a list of edges, by Boost.Graph.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

namespace hakyu::sim {

using Edge = std::pair<std::uint32_t, std::uint32_t>;  ///< from, to

struct Components {
  std::vector<std::uint32_t> of;  ///< component of each vertex
  std::size_t count = 0;
};

/// Strongly connected components, numbered so that the component an edge leads to never has a greater number
/// than the one it comes from. Tarjan's algorithm (SIAM J. Comput. 1, 1972) with a stack of its own: a chain
/// of a million vertices is fine. Pre-conditions: `edges` sorted by their first vertex, all vertices below
/// `vertices`. Complexity: O(vertices + edges).
[[nodiscard]] Components strong_components(std::size_t vertices, const std::vector<Edge>& edges);

}  // namespace hakyu::sim
