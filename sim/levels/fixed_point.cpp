#include "sim/levels/fixed_point.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "models/diagnostic.hpp"

namespace hakyu::sim {
namespace {

void check(const DependencyGraph& graph, std::span<const Level> intrinsic,
           std::span<const std::uint8_t> blocked) {
  if (intrinsic.size() != graph.size())
    throw models::Error("invalid-levels",
                        "one intrinsic level per node, got " + std::to_string(intrinsic.size()));
  if (!blocked.empty() && blocked.size() != graph.users_of_flow.size())
    throw models::Error("invalid-levels", "one entry per flow, got " + std::to_string(blocked.size()));
}

/// A number for the level up and one for degraded.
struct Count {
  std::uint32_t up = 0;
  std::uint32_t degraded = 0;
};

/// Lowers levels until nothing changes. Only requirements of what is lost are touched.
class Lowering {
 public:
  Lowering(const DependencyGraph& graph, std::span<const Level> intrinsic)
      : graph_(graph),
        level_(intrinsic.begin(), intrinsic.end()),
        told_(intrinsic.size(), Level::up),
        lost_(graph.requirement_count()) {
    for (std::size_t v = 0; v < level_.size(); ++v)
      if (level_[v] != Level::up) waiting_.emplace_back(v);
  }

  void block(FlowIndex flow) {
    for (RequirementIndex r : graph_.users_of_flow[flow]) lower(graph_.owner[r], graph_.on_loss[r]);
  }

  std::vector<Level> run() && {
    while (!waiting_.empty()) {
      const NodeIndex node = waiting_.back();
      waiting_.pop_back();
      const Level before = std::exchange(told_[node], level_[node]);
      if (before != level_[node]) tell_dependents(node, before, level_[node]);
    }
    return std::move(level_);
  }

 private:
  void lower(NodeIndex node, Level level) {
    if (level >= level_[node]) return;
    level_[node] = level;
    waiting_.push_back(node);
  }

  void tell_dependents(NodeIndex node, Level before, Level now) {
    const std::uint32_t left_up = before == Level::up ? 1 : 0;
    const std::uint32_t left_degraded = now == Level::down ? 1 : 0;
    for (RequirementIndex r : graph_.dependents[node]) {
      const Margin& margin = graph_.margin[r];
      if (level_[margin.owner] <= margin.on_loss) continue;  // cannot lower its owner any further
      Count lost{left_up, left_degraded};
      if (margin.degraded > 0) {  // otherwise this provider alone decides, and nothing needs counting
        lost.up = lost_[r].up += left_up;
        lost.degraded = lost_[r].degraded += left_degraded;
      } else {
        lost.up = 1;
      }
      if (lost.degraded > margin.degraded)
        lower(margin.owner, margin.on_loss);
      else if (lost.up > margin.up)
        lower(margin.owner, Level::degraded);
    }
  }

  const DependencyGraph& graph_;
  std::vector<Level> level_;
  std::vector<Level> told_;         ///< the level dependents know of
  std::vector<Count> lost_;         ///< per requirement: providers below up, and below degraded
  std::vector<NodeIndex> waiting_;  ///< nodes that may have to tell their dependents
};

/// Raises levels from down until nothing changes. A node counts the requirements that still hold it back.
class Raising {
 public:
  Raising(const DependencyGraph& graph, std::span<const Level> intrinsic,
          std::span<const std::uint8_t> blocked)
      : graph_(graph),
        intrinsic_(intrinsic),
        level_(graph.size(), Level::down),
        told_(graph.size(), Level::down),
        missing_(graph.size()),
        reached_(graph.requirement_count()),
        blocked_(graph.requirement_count(), 0) {
    for (std::size_t f = 0; f < blocked.size(); ++f)
      if (blocked[f] != 0)
        for (RequirementIndex r : graph_.users_of_flow[f]) blocked_[r] = 1;
    for (const Margin& margin : graph_.margin) {
      ++missing_[margin.owner].up;
      if (margin.on_loss == Level::down) ++missing_[margin.owner].degraded;
    }
  }

  std::vector<Level> run() && {
    for (std::size_t v = 0; v < level_.size(); ++v) raise(NodeIndex(v));
    while (!waiting_.empty()) {
      const NodeIndex node = waiting_.back();
      waiting_.pop_back();
      const Level before = std::exchange(told_[node], level_[node]);
      if (before != level_[node]) tell_dependents(node, before);
    }
    return std::move(level_);
  }

 private:
  void raise(NodeIndex node) {
    const Count missing = missing_[node];
    const Level allowed = missing.degraded > 0 ? Level::down : missing.up > 0 ? Level::degraded : Level::up;
    const Level level = std::min(intrinsic_[node], allowed);
    if (level <= level_[node]) return;
    level_[node] = level;
    waiting_.push_back(node);
  }

  void tell_dependents(NodeIndex node, Level before) {
    for (RequirementIndex r : graph_.dependents[node]) {
      if (blocked_[r] != 0) continue;
      Count& reached = reached_[r];
      Count& missing = missing_[graph_.owner[r]];
      if (before == Level::down && ++reached.degraded == graph_.k_degraded[r] &&
          graph_.on_loss[r] == Level::down)
        --missing.degraded;
      if (level_[node] == Level::up && ++reached.up == graph_.k_up[r]) --missing.up;
      raise(graph_.owner[r]);
    }
  }

  const DependencyGraph& graph_;
  std::span<const Level> intrinsic_;
  std::vector<Level> level_;
  std::vector<Level> told_;
  std::vector<Count> missing_;  ///< per node: requirements that keep it below up, and below degraded
  std::vector<Count> reached_;  ///< per requirement: providers that are up, and at least degraded
  std::vector<std::uint8_t> blocked_;
  std::vector<NodeIndex> waiting_;
};

}  // namespace

std::vector<Level> greatest_fixed_point(const DependencyGraph& graph, std::span<const Level> intrinsic,
                                        std::span<const std::uint8_t> blocked) {
  check(graph, intrinsic, blocked);
  Lowering lowering(graph, intrinsic);
  for (std::size_t f = 0; f < blocked.size(); ++f)
    if (blocked[f] != 0) lowering.block(FlowIndex(f));
  return std::move(lowering).run();
}

std::vector<Level> least_fixed_point(const DependencyGraph& graph, std::span<const Level> intrinsic,
                                     std::span<const std::uint8_t> blocked) {
  check(graph, intrinsic, blocked);
  return Raising(graph, intrinsic, blocked).run();
}

std::vector<NodeIndex> reduced_redundancy(const DependencyGraph& graph, std::span<const Level> levels) {
  const auto lost_one = [&](std::uint32_t r) {
    if (graph.margin[r].up == 0) return false;
    const auto providers = graph.providers[r];
    return std::any_of(providers.begin(), providers.end(),
                       [&](NodeIndex p) { return levels[p] != Level::up; });
  };
  std::vector<NodeIndex> result;
  for (std::size_t v = 0; v < graph.size(); ++v) {
    if (levels[v] != Level::up) continue;
    bool reduced = false;
    for (std::uint32_t r = graph.first_requirement[v]; r < graph.first_requirement[v + 1] && !reduced; ++r)
      reduced = lost_one(r);
    if (reduced) result.emplace_back(v);
  }
  return result;
}

}  // namespace hakyu::sim
