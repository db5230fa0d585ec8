#include "sim/levels/impact.hpp"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

#include "models/diagnostic.hpp"
#include "sim/levels/fixed_point.hpp"

namespace hakyu::sim {
namespace {

constexpr std::uint32_t kFar = std::numeric_limits<std::uint32_t>::max();

std::vector<Level> limited(const System& system, const std::vector<Limit>& limits) {
  std::vector<Level> intrinsic(system.graph.size(), Level::up);
  for (std::size_t v = 0; v < intrinsic.size(); ++v)
    if (system.excluded[v] != 0) intrinsic[v] = Level::down;
  for (const Limit& limit : limits) {
    if (limit.node >= intrinsic.size())
      throw models::Error("invalid-levels", "no node " + std::to_string(limit.node));
    intrinsic[limit.node] = std::min(intrinsic[limit.node], limit.level);
  }
  return intrinsic;
}

std::vector<std::uint8_t> marked(const System& system, const std::vector<FlowIndex>& blocked) {
  std::vector<std::uint8_t> result(system.graph.users_of_flow.size(), 0);
  for (FlowIndex flow : blocked) {
    if (flow >= result.size()) throw models::Error("invalid-levels", "no flow " + std::to_string(flow));
    result[flow] = 1;
  }
  return result;
}

/// Finds the shortest chains from affected nodes to causes by searching from all causes at once, against the
/// direction in which losses are explained.
class Explanation {
 public:
  Explanation(const DependencyGraph& graph, const std::vector<Level>& intrinsic,
              const std::vector<std::uint8_t>& blocked, const std::vector<Level>& levels)
      : graph_(graph),
        levels_(levels),
        broken_(graph.requirement_count(), no),
        distance_(graph.size(), kFar),
        next_(graph.size()) {
    find_broken(blocked);
    start(intrinsic);
    search();
  }

  [[nodiscard]] Reason reason(NodeIndex node) const {
    Reason result;
    const std::size_t links = distance_[node] + std::size_t{1};
    const std::size_t kept = std::min(links, longest_path);
    result.left_out = links - kept;
    result.path.reserve(kept);
    NodeIndex at = node;
    while (result.path.size() + 1 < kept) {
      result.path.push_back({at, next_[at].requirement});
      at = next_[at].node;
    }
    const NodeIndex cause = next_[node].cause;
    result.path.push_back({cause, next_[cause].requirement});
    result.blocked_flow = next_[cause].requirement.valid();
    return result;
  }

 private:
  /// How a node's chain goes on. For a cause: its own requirement if a blocked flow broke it, else invalid.
  struct Next {
    RequirementIndex requirement;
    NodeIndex node;
    NodeIndex cause;
  };
  enum Broken : std::uint8_t { no, by_providers, by_flow };

  /// A requirement explains its owner's level if the level it allows is not above the level reached.
  void find_broken(const std::vector<std::uint8_t>& blocked) {
    for (std::size_t r = 0; r < graph_.requirement_count(); ++r) {
      const Level reached = levels_[graph_.owner[r]];
      if (reached != Level::up && allowed(r) <= reached) broken_[r] = by_providers;
    }
    for (std::size_t f = 0; f < blocked.size(); ++f)
      if (blocked[f] != 0)
        for (RequirementIndex r : graph_.users_of_flow[f])
          if (graph_.on_loss[r] <= levels_[graph_.owner[r]]) broken_[r] = by_flow;
  }

  /// What a requirement allows by the levels of its providers alone.
  [[nodiscard]] Level allowed(std::size_t r) const {
    std::uint32_t below_up = 0, down = 0;
    for (NodeIndex p : graph_.providers[r]) {
      if (levels_[p] != Level::up) ++below_up;
      if (levels_[p] == Level::down) ++down;
    }
    const Margin& margin = graph_.margin[r];
    if (below_up <= margin.up) return Level::up;
    return down <= margin.degraded ? Level::degraded : margin.on_loss;
  }

  void start(const std::vector<Level>& intrinsic) {
    for (std::size_t v = 0; v < graph_.size(); ++v) {
      const NodeIndex node(v);
      if (levels_[v] == Level::up) continue;
      if (intrinsic[v] == levels_[v]) {
        reach(node, {RequirementIndex(), NodeIndex(), node}, 0);
        continue;
      }
      for (std::uint32_t r = graph_.first_requirement[v]; r < graph_.first_requirement[v + 1]; ++r)
        if (broken_[r] == by_flow) {
          reach(node, {RequirementIndex(r), NodeIndex(), node}, 0);
          break;
        }
    }
  }

  void reach(NodeIndex node, Next next, std::uint32_t distance) {
    distance_[node] = distance;
    next_[node] = next;
    queue_.push_back(node);
  }

  void search() {
    for (std::size_t i = 0; i < queue_.size(); ++i) {
      const NodeIndex node = queue_[i];
      for (RequirementIndex r : graph_.dependents[node]) {
        const NodeIndex owner = graph_.owner[r];
        if (broken_[r] == no || distance_[owner] != kFar || levels_[node] > levels_[owner]) continue;
        reach(owner, first_in_model(owner, distance_[node]), distance_[node] + 1);
      }
    }
  }

  /// Of all ways on from `owner` to nodes at `distance`, the first requirement and provider of the model.
  [[nodiscard]] Next first_in_model(NodeIndex owner, std::uint32_t distance) const {
    for (std::uint32_t r = graph_.first_requirement[owner]; r < graph_.first_requirement[owner + 1]; ++r) {
      if (broken_[r] == no) continue;
      for (NodeIndex p : graph_.providers[r])
        if (distance_[p] == distance && levels_[p] <= levels_[owner])
          return {RequirementIndex(r), p, next_[p].cause};
    }
    return {};  // not reached: the search came from such a provider
  }

  const DependencyGraph& graph_;
  const std::vector<Level>& levels_;
  std::vector<Broken> broken_;
  std::vector<std::uint32_t> distance_;
  std::vector<Next> next_;
  std::vector<NodeIndex> queue_;
};

std::vector<RedundancyLoss> redundancy_losses(const DependencyGraph& graph,
                                              const std::vector<Level>& levels) {
  std::vector<RedundancyLoss> result;
  for (NodeIndex node : reduced_redundancy(graph, levels))
    for (std::uint32_t r = graph.first_requirement[node]; r < graph.first_requirement[node + 1]; ++r) {
      const auto providers = graph.providers[r];
      const auto up = std::count_if(providers.begin(), providers.end(),
                                    [&](NodeIndex p) { return levels[p] == Level::up; });
      const auto providers_up = static_cast<std::uint32_t>(up);
      if (graph.k_up[r] < providers.size() && providers_up < providers.size())
        result.push_back({node, RequirementIndex(r), providers_up, graph.k_up[r]});
    }
  return result;
}

}  // namespace

std::vector<Level> levels(const System& system, const std::vector<Limit>& limits,
                          const std::vector<FlowIndex>& blocked) {
  return greatest_fixed_point(system.graph, limited(system, limits), marked(system, blocked));
}

StaticImpact impact(const System& system, const std::vector<Limit>& limits,
                    const std::vector<FlowIndex>& blocked) {
  const std::vector<Level> intrinsic = limited(system, limits);
  const std::vector<std::uint8_t> blocked_flows = marked(system, blocked);
  StaticImpact result;
  result.levels = greatest_fixed_point(system.graph, intrinsic, blocked_flows);
  result.reduced_redundancy = redundancy_losses(system.graph, result.levels);
  const Explanation explanation(system.graph, intrinsic, blocked_flows, result.levels);
  for (std::size_t v = 0; v < result.levels.size(); ++v)
    if (result.levels[v] != Level::up) result.because.emplace_back(v, explanation.reason(NodeIndex(v)));
  return result;
}

}  // namespace hakyu::sim
