#include "sim/graph/start_order.hpp"

#include <algorithm>
#include <functional>
#include <limits>
#include <map>
#include <queue>
#include <utility>

#include "sim/graph/components.hpp"
#include "sim/levels/fixed_point.hpp"

namespace hakyu::sim {
namespace {

/// A node comes up once each of its on_loss-down requirements has enough providers. This counts them down.
class Waiting {
 public:
  /// `needed` tells how many providers a requirement needs.
  Waiting(const System& system, const std::vector<std::uint32_t>& needed)
      : graph_(system.graph), needed_(needed), open_(graph_.size(), 0) {
    for (std::size_t r = 0; r < graph_.requirement_count(); ++r)
      if (graph_.on_loss[r] == Level::down) ++open_[graph_.owner[r]];
  }

  [[nodiscard]] bool free(NodeIndex node) const { return open_[node] == 0; }

  /// `node` has come up; calls `now_free` for each node that waits for nothing any more.
  template <class Callback>
  void came_up(NodeIndex node, Callback now_free) {
    for (RequirementIndex r : graph_.dependents[node])
      if (graph_.on_loss[r] == Level::down && --needed_[r] == 0)
        if (const NodeIndex owner = graph_.owner[r]; --open_[owner] == 0) now_free(owner);
  }

 private:
  const DependencyGraph& graph_;
  std::vector<std::uint32_t> needed_;  ///< per requirement: providers still missing (wraps once it is met)
  std::vector<std::uint32_t> open_;    ///< per node: on_loss-down requirements still missing providers
};

/// Rounds of the least fixed point: a node is in the first round in which it is above down.
std::vector<std::vector<NodeIndex>> waves(const System& system) {
  const DependencyGraph& graph = system.graph;
  Waiting waiting(system, graph.k_degraded);
  std::vector<std::vector<NodeIndex>> result;
  std::vector<NodeIndex> wave;
  for (std::size_t v = 0; v < graph.size(); ++v)
    if (system.excluded[v] == 0 && waiting.free(NodeIndex(v))) wave.emplace_back(v);
  while (!wave.empty()) {
    std::vector<NodeIndex> next;
    for (NodeIndex node : wave)
      waiting.came_up(node, [&](NodeIndex freed) {
        if (system.excluded[freed] == 0) next.push_back(freed);
      });
    std::sort(next.begin(), next.end());
    result.push_back(std::exchange(wave, std::move(next)));
  }
  return result;
}

/// ready_v = restart_v + max over on_loss-down requirements of the k_up-th smallest ready of the providers.
/// Handled in order of time, the k_up-th provider of a requirement to arrive is the k_up-th smallest.
std::vector<std::optional<Time>> ready_times(const System& system) {
  using At = std::pair<Time, std::uint32_t>;
  Waiting waiting(system, system.graph.k_up);
  std::vector<std::optional<Time>> ready(system.graph.size());
  std::priority_queue<At, std::vector<At>, std::greater<>> queue;
  const auto start = [&](NodeIndex node, Time at) {
    if (system.excluded[node] == 0) queue.emplace(at + system.restart[node], node.value);
  };
  for (std::size_t v = 0; v < system.graph.size(); ++v)
    if (waiting.free(NodeIndex(v))) start(NodeIndex(v), 0);
  while (!queue.empty()) {
    const auto [at, number] = queue.top();
    queue.pop();
    const NodeIndex node(number);
    ready[node] = at;
    waiting.came_up(node, [&, now = at](NodeIndex freed) { start(freed, now); });
  }
  return ready;
}

/// At any time, what is ready by then is up as far as the greatest fixed point of the levels lets it. Back in
/// time, latest first: what is not ready yet takes along whatever is not up without it.
std::vector<std::optional<Time>> times_in_full(const System& system,
                                               const std::vector<std::optional<Time>>& ready) {
  const DependencyGraph& graph = system.graph;
  std::vector<std::uint32_t> spare(graph.requirement_count());  // providers up beyond those needed
  for (std::size_t r = 0; r < spare.size(); ++r)
    spare[r] = static_cast<std::uint32_t>(graph.providers[r].size()) - graph.k_up[r];
  std::vector<NodeIndex> latest;
  for (std::size_t v = 0; v < graph.size(); ++v) latest.emplace_back(v);
  const auto when = [&](NodeIndex v) { return ready[v].value_or(std::numeric_limits<Time>::max()); };
  std::stable_sort(latest.begin(), latest.end(), [&](NodeIndex a, NodeIndex b) { return when(a) > when(b); });
  std::vector<std::uint8_t> up(graph.size(), 1);
  std::vector<std::optional<Time>> in_full(graph.size());
  std::vector<NodeIndex> losing;
  for (const NodeIndex from : latest) {
    losing.push_back(from);
    while (!losing.empty()) {
      const NodeIndex node = losing.back();
      losing.pop_back();
      if (std::exchange(up[node], std::uint8_t{0}) == 0) continue;
      in_full[node] = ready[from];
      for (const RequirementIndex r : graph.dependents[node])
        if (spare[r]-- == 0) losing.push_back(graph.owner[r]);
    }
  }
  return in_full;
}

/// Levels of the least and the greatest fixed point with everything in use intact.
struct BothEnds {
  std::vector<Level> least;
  std::vector<Level> greatest;
  [[nodiscard]] bool stuck(NodeIndex node) const {
    return least[node] == Level::down && greatest[node] != Level::down;
  }
};

BothEnds fixed_points(const System& system) {
  std::vector<Level> intrinsic(system.graph.size(), Level::up);
  for (std::size_t v = 0; v < intrinsic.size(); ++v)
    if (system.excluded[v] != 0) intrinsic[v] = Level::down;
  return {least_fixed_point(system.graph, intrinsic), greatest_fixed_point(system.graph, intrinsic)};
}

/// True if the requirement keeps its owner down in the least fixed point.
bool unmet(const DependencyGraph& graph, std::uint32_t r, const std::vector<Level>& least) {
  if (graph.on_loss[r] != Level::down) return false;
  const auto providers = graph.providers[r];
  const auto working =
      std::count_if(providers.begin(), providers.end(), [&](NodeIndex p) { return least[p] != Level::down; });
  return static_cast<std::size_t>(working) < graph.k_degraded[r];
}

/// Nodes that are down in the least and above down in the greatest fixed point, grouped by who waits for whom
/// in a circle; a group of one only waits for another group. Groups that are waited for come first.
std::vector<std::vector<NodeIndex>> deadlocked(const System& system) {
  const DependencyGraph& graph = system.graph;
  const BothEnds levels = fixed_points(system);
  std::vector<std::uint32_t> place(graph.size());
  std::vector<NodeIndex> nodes;
  for (std::size_t v = 0; v < graph.size(); ++v) {
    place[v] = static_cast<std::uint32_t>(nodes.size());
    if (levels.stuck(NodeIndex(v))) nodes.emplace_back(v);
  }
  std::vector<Edge> waits_for;
  for (NodeIndex v : nodes)
    for (std::uint32_t r = graph.first_requirement[v]; r < graph.first_requirement[v + 1]; ++r)
      if (unmet(graph, r, levels.least))
        for (NodeIndex p : graph.providers[r])
          if (levels.stuck(p)) waits_for.emplace_back(place[v], place[p]);

  const Components groups = strong_components(nodes.size(), waits_for);
  std::vector<std::vector<NodeIndex>> result(groups.count);
  for (std::size_t i = 0; i < nodes.size(); ++i) result[groups.of[i]].push_back(nodes[i]);
  return result;
}

}  // namespace

std::vector<Waiter> waiters(const System& system, const StartOrder& order) {
  const DependencyGraph& graph = system.graph;
  std::vector<std::uint8_t> stuck(graph.size(), 0);
  for (const auto& group : order.deadlocks)
    for (const NodeIndex node : group) stuck[node] = 1;
  std::vector<Waiter> all;
  for (const auto& group : order.deadlocks) {
    if (group.size() != 1) continue;
    Waiter waiter{group.front(), {}};
    for (std::uint32_t r = graph.first_requirement[waiter.node]; r < graph.first_requirement[waiter.node + 1];
         ++r)
      if (graph.on_loss[r] == Level::down)
        for (const NodeIndex p : graph.providers[r])
          if (stuck[p] != 0) waiter.for_nodes.push_back(p);
    std::sort(waiter.for_nodes.begin(), waiter.for_nodes.end());
    waiter.for_nodes.erase(std::unique(waiter.for_nodes.begin(), waiter.for_nodes.end()),
                           waiter.for_nodes.end());
    const bool for_itself =
        std::find(waiter.for_nodes.begin(), waiter.for_nodes.end(), waiter.node) != waiter.for_nodes.end();
    if (!for_itself) all.push_back(std::move(waiter));
  }
  return all;
}

StartOrder start_order(const System& system) {
  StartOrder order{waves(system), deadlocked(system), ready_times(system), {}};
  order.in_full = times_in_full(system, order.ready);
  return order;
}

}  // namespace hakyu::sim
