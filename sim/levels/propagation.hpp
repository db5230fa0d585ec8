// Levels over time, kept up to date incrementally: limits come and go, levels follow (semantics §1–3).
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "sim/causes.hpp"
#include "sim/graph/dependency_graph.hpp"
#include "sim/levels/time_filter.hpp"

namespace hakyu::sim {

/// The state of a dependency graph that moves through time.
///
/// Use: change limits and flows, `settle(t)` (any number of times within the same second t), read levels,
/// `commit` once when second t is complete, then go on to a later second. `settle` must be called at the
/// latest at `next_timer()`. The result depends only on what holds at the end of each second.
///
/// Only what changes is touched: a change costs O(dependents of changed nodes); a component with a cycle is
/// solved anew, O(its edges), whenever one of its inputs changes.
class Propagation {
 public:
  static constexpr std::int64_t never = TimeFilter::never;

  /// The graph must outlive the object. Nodes with `excluded[node] != 0` are down for ever (out of use).
  explicit Propagation(const DependencyGraph& graph, std::span<const std::uint8_t> excluded = {});

  /// Back to "everything up before t = 0", without limits. Complexity: O(nodes + requirements), a few ns
  /// each.
  void reset();

  /// Limits the node to at most `level`, because of `cause`; limits add up until each is released.
  void limit(NodeIndex node, Level level, Cause cause);
  /// Releases one limit. Pre-condition: such a limit is in place.
  void release(NodeIndex node, Level level, Cause cause);

  /// Blocks a flow (counted); requirements over it are lost.
  void block(FlowIndex flow);
  void unblock(FlowIndex flow);

  /// Brings all levels to what holds at second `t` (not decreasing from call to call).
  void settle(std::int64_t t);

  /// Ends the second that was settled last; calls changed(node, previous level) for every node whose level or
  /// set of causes differs from the previous commit, in the order in which they first changed.
  template <class Changed>
  void commit(Changed&& changed) {
    commit_filters();
    for (const NodeIndex node : touched_) {
      State& state = state_[node];
      state.touched = false;
      if (state.level == state.committed_level && state.causes == state.committed_causes) continue;
      const Level previous = std::exchange(state.committed_level, state.level);
      state.committed_causes = state.causes;
      changed(node, previous);
    }
    touched_.clear();
  }

  /// The next second at which a holdover or recovery ends; `never` if none.
  [[nodiscard]] std::int64_t next_timer() const { return timers_.empty() ? never : timers_.front().first; }

  [[nodiscard]] Level level(NodeIndex node) const { return state_[node].level; }
  /// Causes of the node's loss; empty if it is up (semantics §7).
  [[nodiscard]] CauseSet causes(NodeIndex node) const { return state_[node].causes; }
  [[nodiscard]] bool blocked(FlowIndex flow) const { return flow_blocks_[flow] != 0; }
  /// Level of the requirement before and after its time filters, as settled.
  [[nodiscard]] Level raw(RequirementIndex requirement) const { return requirement_[requirement].raw; }
  [[nodiscard]] Level felt(RequirementIndex requirement) const { return requirement_[requirement].felt; }

 private:
  static constexpr std::uint32_t no_limit = 0xFFFFFFFFU;

  struct State {
    Level level = Level::up;
    Level intrinsic = Level::up;
    CauseSet causes = 0;
    bool touched = false;
    Level committed_level = Level::up;
    CauseSet committed_causes = 0;
    std::uint32_t limits = no_limit;  ///< head of a list in limit_pool_
  };
  /// A requirement with all that following a change needs, side by side in memory.
  struct Counters {
    std::uint32_t below_up = 0;    ///< providers below up
    std::uint32_t down = 0;        ///< providers down
    std::uint32_t spare_up = 0;    ///< |providers| − k_up: more below up, and the requirement is not up
    std::uint32_t spare_down = 0;  ///< |providers| − k_degraded: more down, and on_loss holds
    NodeIndex owner;
    FilterIndex filter;
    std::uint16_t blocked = 0;  ///< flows of it that are blocked
    Level on_loss = Level::down;
    Level raw = Level::up;
    Level felt = Level::up;
    bool inside = false;  ///< solved with its owner's component

    [[nodiscard]] Level level(std::uint32_t providers_below_up, std::uint32_t providers_down) const {
      if (blocked != 0) return on_loss;
      if (providers_below_up <= spare_up) return Level::up;
      return providers_down <= spare_down ? Level::degraded : on_loss;
    }
  };
  struct LimitEntry {
    Level level;
    Cause cause;
    std::uint32_t next;
  };
  struct FilterState {
    TimeFilter first;   ///< of felt (outside a component), or of the first solution P (inside)
    TimeFilter second;  ///< inside a component: of the second solution
    Level first_raw = Level::up;
    Level first_felt = Level::up;
    CauseSet last_loss[2] = {0, 0};  ///< causes of the last raw loss below degraded / below up
    bool touched = false;
    std::int64_t timer = never;  ///< earliest entry in timers_
  };

  // one requirement
  void update_requirement(RequirementIndex r);
  [[nodiscard]] CauseSet loss_causes(RequirementIndex r, Level reached, ComponentIndex pooled) const;
  [[nodiscard]] CauseSet provider_causes(RequirementIndex r, Level reached, ComponentIndex pooled) const;

  // one node
  void refresh_intrinsic(NodeIndex node);
  [[nodiscard]] CauseSet limit_causes(NodeIndex node, Level reached) const;
  void evaluate(NodeIndex node);
  void assign(NodeIndex node, Level level, CauseSet causes);

  // one component with a cycle
  void solve(ComponentIndex component);
  void start_candidates(ComponentIndex component);
  void lower_to_solution(ComponentIndex component, bool second);
  void apply_recovery(ComponentIndex component);
  [[nodiscard]] CauseSet pooled_causes(ComponentIndex component) const;

  void enqueue(NodeIndex node);
  void touch_filter(FilterIndex filter);
  void commit_filters();
  void expire_timers(std::int64_t t);

  const DependencyGraph* graph_;
  std::vector<std::uint8_t> excluded_;
  std::vector<State> initial_state_;
  std::vector<State> state_;
  std::vector<Counters> initial_requirement_;
  std::vector<Counters> requirement_;
  std::vector<std::uint16_t> flow_blocks_;
  std::vector<FilterState> filter_;
  std::vector<LimitEntry> limit_pool_;
  std::uint32_t free_limit_ = no_limit;
  std::vector<std::uint32_t> queue_;  ///< min-heap of component indices to settle
  std::vector<std::uint8_t> queued_;  ///< per component: waits in the queue
  std::vector<NodeIndex> touched_;
  std::vector<FilterIndex> touched_filters_;
  std::vector<RequirementIndex> reblocked_;                   ///< flows changed since the last settle
  std::vector<std::pair<std::int64_t, FilterIndex>> timers_;  ///< min-heap
  std::int64_t now_ = 0;

  // per cyclic component: its inside requirements, and whether any has a recovery
  Lists<RequirementIndex> inside_;
  std::vector<std::uint8_t> has_recovery_;
  // working memory of solve
  std::vector<Level> candidate_;
  std::vector<std::uint32_t> solve_below_up_, solve_down_;
  std::vector<RequirementIndex> solve_queue_;
  std::vector<std::uint8_t> solve_queued_;
};

}  // namespace hakyu::sim
