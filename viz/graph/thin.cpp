// Thinner pictures: transitive reduction, and hubs that do not bend the layout.
#include <algorithm>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/strong_components.hpp>

#include "viz/graph/view.hpp"

namespace hakyu::viz {

namespace {

using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS>;

bool hard(const sim::DependencyGraph& graph, const View& view, const ViewEdge& edge) {
  if (view.nodes[edge.from].kind != ViewNode::Kind::node || view.nodes[edge.to].kind != ViewNode::Kind::node)
    return false;
  return std::any_of(edge.requirements.begin(), edge.requirements.end(), [&](sim::RequirementIndex r) {
    return graph.on_loss[r] == models::Level::down && graph.k_up[r] == graph.providers[r].size() &&
           !graph.filter[r].valid();
  });
}

// Strongly connected component of every node; Boost numbers components so that targets come first.
std::vector<std::size_t> components(const View& view, const std::vector<std::size_t>& edges,
                                    std::size_t* count) {
  Graph graph(view.nodes.size());
  for (const std::size_t e : edges) boost::add_edge(view.edges[e].from, view.edges[e].to, graph);
  std::vector<std::size_t> component(view.nodes.size());
  *count = boost::strong_components(
      graph, boost::make_iterator_property_map(component.begin(), boost::get(boost::vertex_index, graph)));
  return component;
}

// For the acyclic graph of components: which edges (by their ends) do not follow from longer chains. Targets
// have smaller numbers than sources, so the reachable sets can be filled in order of number.
class Reduction {
 public:
  Reduction(std::size_t count, std::vector<std::vector<std::size_t>> targets)
      : targets_(std::move(targets)), reach_(count, std::vector<bool>(count, false)) {
    for (std::size_t c = 0; c < count; ++c) {
      reach_[c][c] = true;
      for (const std::size_t t : targets_[c])
        for (std::size_t i = 0; i <= t; ++i)
          if (reach_[t][i]) reach_[c][i] = true;
    }
  }
  [[nodiscard]] bool follows(std::size_t from, std::size_t to) const {
    return std::any_of(targets_[from].begin(), targets_[from].end(),
                       [&](std::size_t t) { return t != to && reach_[t][to]; });
  }

 private:
  std::vector<std::vector<std::size_t>> targets_;
  std::vector<std::vector<bool>> reach_;
};

}  // namespace

std::size_t thin_out(const sim::System& system, View& view) {
  std::vector<std::size_t> edges;
  for (std::size_t e = 0; e < view.edges.size(); ++e)
    if (hard(system.graph, view, view.edges[e])) edges.push_back(e);
  std::size_t count = 0;
  const std::vector<std::size_t> component = components(view, edges, &count);
  std::vector<std::vector<std::size_t>> targets(count);
  for (const std::size_t e : edges) {
    const std::size_t from = component[view.edges[e].from];
    const std::size_t to = component[view.edges[e].to];
    if (from != to) targets[from].push_back(to);
  }
  const Reduction reduction(count, std::move(targets));
  std::vector<std::uint8_t> removed(view.edges.size(), 0);
  for (const std::size_t e : edges) {
    const ViewEdge& edge = view.edges[e];
    const std::size_t from = component[edge.from];
    const std::size_t to = component[edge.to];
    if (from != to && !edge.lost && reduction.follows(from, to)) removed[e] = 1;
  }
  std::size_t at = 0;
  const std::size_t before = view.edges.size();
  std::erase_if(view.edges, [&](const ViewEdge&) { return removed[at++] != 0; });
  return before - view.edges.size();
}

std::size_t number_hubs(View& view, std::size_t enough, std::size_t limit) {
  if (view.edges.size() <= enough) return 0;
  std::vector<std::size_t> into(view.nodes.size(), 0);
  for (const ViewEdge& edge : view.edges) ++into[edge.to];
  std::vector<std::size_t> hubs;
  for (std::size_t i = 0; i < into.size(); ++i)
    if (into[i] > limit) hubs.push_back(i);
  std::stable_sort(hubs.begin(), hubs.end(), [&](std::size_t a, std::size_t b) { return into[a] > into[b]; });
  constexpr std::size_t most_numbers = 20;  // more could not be kept apart
  std::size_t left = view.edges.size();
  for (std::size_t h = 0; h < hubs.size() && h < most_numbers && left > enough; ++h) {
    left -= into[hubs[h]];
    view.nodes[hubs[h]].number = h + 1;
    view.nodes[hubs[h]].users = into[hubs[h]];
  }
  for (const ViewEdge& edge : view.edges)
    if (const std::size_t number = view.nodes[edge.to].number; number > 0)
      view.nodes[edge.from].references.push_back({number, edge.soft, edge.lost});
  for (ViewNode& node : view.nodes)
    std::sort(node.references.begin(), node.references.end(),
              [](const ViewReference& a, const ViewReference& b) { return a.number < b.number; });
  return std::erase_if(view.edges, [&](const ViewEdge& edge) { return view.nodes[edge.to].number > 0; });
}

void relax_hubs(View& view, std::size_t limit) {
  std::vector<std::vector<std::size_t>> into(view.nodes.size());
  for (std::size_t e = 0; e < view.edges.size(); ++e) into[view.edges[e].to].push_back(e);
  std::vector<Line> lines;
  for (const ViewEdge& edge : view.edges) lines.emplace_back(edge.from, edge.to);
  const std::vector<std::size_t> depth = chain_lengths(view.nodes.size(), lines);
  for (const std::vector<std::size_t>& edges : into) {
    if (edges.size() <= limit) continue;
    const std::size_t deepest = *std::max_element(
        edges.begin(), edges.end(),
        [&](std::size_t a, std::size_t b) { return depth[view.edges[a].from] < depth[view.edges[b].from]; });
    for (const std::size_t e : edges) {
      view.edges[e].hub = !view.edges[e].lost;
      view.edges[e].constraint = e == deepest;
    }
  }
}

}  // namespace hakyu::viz
