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
      : graph_(graph), level_(intrinsic.begin(), intrinsic.end()), told_(intrinsic.size(), Level::up) {
    for (std::size_t v = 0; v < level_.size(); ++v)
      if (level_[v] != Level::up) waiting_.emplace_back(v);
  }

  void block(FlowIndex flow) {
    for (RequirementIndex r : graph_.users_of_flow[flow]) lower(graph_.owner[r], graph_.on_loss[r]);
  }

  std::vector<Level> run() && {
    for (std::size_t i = 0; i < waiting_.size(); ++i) {
      look_ahead(i);
      const NodeIndex node = waiting_[i];
      const Level before = std::exchange(told_[node], level_[node]);
      if (before != level_[node]) tell_dependents(node, before, level_[node]);
    }
    return std::move(level_);
  }

 private:
  /// Nodes wait in a queue, so what they will read is known well before: asking for it early hides most of
  /// the time the memory takes.
  void look_ahead(std::size_t i) const {
    constexpr std::size_t near = 8, far = 16;
    if (i + far >= waiting_.size()) return;
    __builtin_prefetch(&graph_.dependents.offsets[waiting_[i + far]]);
    __builtin_prefetch(graph_.dependent.data() + graph_.dependents.offsets[waiting_[i + near]]);
  }

  void lower(NodeIndex node, Level level) {
    if (level >= level_[node]) return;
    level_[node] = level;
    waiting_.push_back(node);
  }

  void tell_dependents(NodeIndex node, Level before, Level now) {
    const std::uint32_t end = graph_.dependents.offsets[node + 1];
    for (std::uint32_t i = graph_.dependents.offsets[node]; i < end; ++i) {
      const Dependent dependent = graph_.dependent[i];
      const NodeIndex owner(dependent.owner);
      const Level on_loss = dependent.soft != 0 ? Level::degraded : Level::down;
      if (level_[owner] <= on_loss) continue;  // cannot lower its owner any further
      if (dependent.counted != 0)
        count(graph_.dependents.items[i], before, now);
      else
        lower(owner, std::max(now, on_loss));
    }
  }

  void count(RequirementIndex r, Level before, Level now) {
    const Margin& margin = graph_.margin[r];
    if (lost_.empty()) lost_.resize(graph_.requirement_count());
    Count& lost = lost_[r];
    if (before == Level::up) ++lost.up;
    if (now == Level::down) ++lost.degraded;
    if (lost.degraded > margin.degraded)
      lower(margin.owner, margin.on_loss);
    else if (lost.up > margin.up)
      lower(margin.owner, Level::degraded);
  }

  const DependencyGraph& graph_;
  std::vector<Level> level_;
  std::vector<Level> told_;         ///< the level dependents know of
  std::vector<Count> lost_;         ///< per requirement: providers below up, and down; empty until one counts
  std::vector<NodeIndex> waiting_;  ///< queue of nodes that may have to tell their dependents
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
