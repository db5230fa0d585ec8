// Which nodes a picture shows: all, those around a focus, or the affected ones.
#include "viz/graph/select.hpp"

#include <deque>

namespace hakyu::viz {

namespace {

using sim::NodeIndex;
using sim::RequirementIndex;

// Marks what is reached from `start` in at most `depth` steps; next(node, visit) names the neighbours.
template <class Next>
void reach(std::vector<std::uint8_t>& marked, NodeIndex start, unsigned depth, Next next) {
  std::vector<std::uint8_t> seen(marked.size(), 0);
  std::deque<std::pair<NodeIndex, unsigned>> queue{{start, 0}};
  seen[start] = 1;
  while (!queue.empty()) {
    const auto [node, steps] = queue.front();
    queue.pop_front();
    marked[node] = 1;
    if (steps == depth) continue;
    next(node, [&, far = steps + 1](NodeIndex neighbour) {
      if (seen[neighbour] != 0) return;
      seen[neighbour] = 1;
      queue.emplace_back(neighbour, far);
    });
  }
}

std::vector<std::uint8_t> around(const sim::DependencyGraph& graph, NodeIndex focus, unsigned depth) {
  std::vector<std::uint8_t> marked(graph.size(), 0);
  reach(marked, focus, depth, [&](NodeIndex node, auto visit) {
    for (std::uint32_t r = graph.first_requirement[node]; r < graph.first_requirement[node + 1]; ++r)
      for (const NodeIndex p : graph.providers[r]) visit(p);
  });
  reach(marked, focus, depth, [&](NodeIndex node, auto visit) {
    for (const RequirementIndex r : graph.dependents[node]) visit(graph.owner[r]);
  });
  return marked;
}

}  // namespace

std::vector<std::uint8_t> affected(const sim::System& system, const GraphOptions& options) {
  std::vector<std::uint8_t> marked(system.graph.size(), 0);
  for (std::size_t i = 0; i < options.levels.size(); ++i)
    if (options.levels[i] != models::Level::up && system.excluded[i] == 0)
      marked[i] = 1;  // out of use: before too
  for (std::size_t i = 0; i < options.importance.size(); ++i)
    if (options.importance[i] && options.importance[i]->alone) marked[i] = 1;
  for (const auto* list :
       {&options.reduced_redundancy, &options.on_buffer, &options.causes, &options.importance_of})
    for (const NodeIndex node : *list) marked[node] = 1;
  return marked;
}

std::vector<std::uint8_t> selected(const sim::System& system, const GraphOptions& options) {
  std::vector<std::uint8_t> marked = options.focus ? around(system.graph, *options.focus, options.depth)
                                                   : std::vector<std::uint8_t>(system.graph.size(), 1);
  if (!options.only_affected) return marked;
  const std::vector<std::uint8_t> hit = affected(system, options);
  for (std::size_t i = 0; i < marked.size(); ++i)
    marked[i] = static_cast<std::uint8_t>(marked[i] != 0 && hit[i] != 0);
  return marked;
}

}  // namespace hakyu::viz
