#include "sim/levels/propagation.hpp"

#include <algorithm>
#include <cassert>
#include <functional>

namespace hakyu::sim {

Propagation::Propagation(const DependencyGraph& graph, std::span<const std::uint8_t> excluded)
    : graph_(&graph), excluded_(excluded.begin(), excluded.end()) {
  const std::size_t nodes = graph.size();
  const std::size_t requirements = graph.requirement_count();
  excluded_.resize(nodes, 0);
  initial_state_.resize(nodes);
  for (std::size_t v = 0; v < nodes; ++v) {
    if (excluded_[v] == 0) continue;
    State& state = initial_state_[v];
    state.level = state.intrinsic = state.committed_level = Level::down;
    state.causes = state.committed_causes = bit(Cause::out_of_use);
  }
  initial_requirement_.resize(requirements);
  for (std::size_t r = 0; r < requirements; ++r) {
    const Margin& margin = graph.margin[r];
    Counters& counters = initial_requirement_[r];
    counters.spare_up = margin.up;
    counters.spare_down = margin.degraded;
    counters.on_loss = margin.on_loss;
    counters.owner = graph.owner[r];
    counters.filter = graph.filter[r];
    counters.inside = graph.inside[r] != 0;
  }
  flow_blocks_.resize(graph.users_of_flow.size());
  filter_.resize(graph.filters.size());
  queued_.resize(graph.members.size());
  candidate_.resize(nodes);
  solve_below_up_.resize(requirements);
  solve_down_.resize(requirements);
  solve_queued_.resize(requirements);

  for (std::size_t c = 0; c < graph.members.size(); ++c) {
    bool recovers = false;
    if (graph.cyclic[c] != 0) {
      for (const NodeIndex v : graph.members[c])
        for (std::uint32_t r = graph.first_requirement[v]; r < graph.first_requirement[v + 1]; ++r) {
          if (graph.inside[r] == 0) continue;
          inside_.items.emplace_back(r);
          const FilterIndex f = graph.filter[r];
          recovers = recovers || (f.valid() && graph.filters[f].recovery > 0);
        }
    }
    inside_.end_row();
    has_recovery_.push_back(recovers ? 1 : 0);
  }
  reset();
}

void Propagation::reset() {
  state_ = initial_state_;
  requirement_ = initial_requirement_;
  for (const std::uint32_t c : queue_) queued_[c] = 0;
  std::fill(flow_blocks_.begin(), flow_blocks_.end(), std::uint16_t{0});
  std::fill(filter_.begin(), filter_.end(), FilterState{});
  limit_pool_.clear();
  free_limit_ = no_limit;
  queue_.clear();
  touched_.clear();
  touched_filters_.clear();
  reblocked_.clear();
  timers_.clear();
  now_ = 0;
}

// ---------------------------------------------------------------- limits and flows

void Propagation::limit(NodeIndex node, Level level, Cause cause) {
  State& state = state_[node];
  std::uint32_t slot = free_limit_;
  if (slot == no_limit) {
    slot = static_cast<std::uint32_t>(limit_pool_.size());
    limit_pool_.push_back({});
  } else {
    free_limit_ = limit_pool_[slot].next;
  }
  limit_pool_[slot] = {level, cause, state.limits};
  state.limits = slot;
  if (excluded_[node] == 0) state.intrinsic = std::min(state.intrinsic, level);
  enqueue(node);
}

void Propagation::release(NodeIndex node, Level level, Cause cause) {
  std::uint32_t* link = &state_[node].limits;
  while (*link != no_limit) {
    const std::uint32_t slot = *link;
    LimitEntry& entry = limit_pool_[slot];
    if (entry.level == level && entry.cause == cause) {
      *link = entry.next;
      entry.next = free_limit_;
      free_limit_ = slot;
      refresh_intrinsic(node);
      enqueue(node);
      return;
    }
    link = &entry.next;
  }
  assert(false && "release without a limit");
}

void Propagation::refresh_intrinsic(NodeIndex node) {
  State& state = state_[node];
  state.intrinsic = excluded_[node] != 0 ? Level::down : Level::up;
  for (std::uint32_t slot = state.limits; slot != no_limit; slot = limit_pool_[slot].next)
    state.intrinsic = std::min(state.intrinsic, limit_pool_[slot].level);
}

CauseSet Propagation::limit_causes(NodeIndex node, Level reached) const {
  CauseSet causes = excluded_[node] != 0 ? bit(Cause::out_of_use) : CauseSet{0};
  for (std::uint32_t slot = state_[node].limits; slot != no_limit; slot = limit_pool_[slot].next)
    if (limit_pool_[slot].level <= reached) causes |= bit(limit_pool_[slot].cause);
  return causes;
}

void Propagation::block(FlowIndex flow) {
  if (flow_blocks_[flow]++ != 0) return;
  for (const RequirementIndex r : graph_->users_of_flow[flow]) {
    ++requirement_[r].blocked;
    reblocked_.push_back(r);
  }
}

void Propagation::unblock(FlowIndex flow) {
  assert(flow_blocks_[flow] > 0);
  if (--flow_blocks_[flow] != 0) return;
  for (const RequirementIndex r : graph_->users_of_flow[flow]) {
    --requirement_[r].blocked;
    reblocked_.push_back(r);
  }
}

// ---------------------------------------------------------------- requirements

void Propagation::update_requirement(RequirementIndex r) {
  Counters& counters = requirement_[r];
  if (counters.inside) {
    enqueue(counters.owner);
    return;
  }
  const Level raw = counters.level(counters.below_up, counters.down);
  const FilterIndex f = counters.filter;
  Level felt = raw;
  if (f.valid()) {
    const Filter& filter = graph_->filters[f];
    const TimeFilter& memory = filter_[f].first;
    felt = memory.felt(memory.held(raw, now_, filter.holdover), now_, filter.recovery);
    touch_filter(f);
  }
  const bool lost = raw != Level::up || counters.raw != Level::up || felt != Level::up;
  counters.raw = raw;
  if (felt != counters.felt || lost) {  // a loss may change its causes only
    counters.felt = felt;
    enqueue(counters.owner);
  }
}

CauseSet Propagation::provider_causes(RequirementIndex r, Level reached, ComponentIndex pooled) const {
  CauseSet causes = requirement_[r].blocked != 0 ? bit(Cause::standing_effect) : CauseSet{0};
  for (const NodeIndex p : graph_->providers[r])
    if (state_[p].level <= reached && graph_->component[p] != pooled) causes |= state_[p].causes;
  return causes;
}

CauseSet Propagation::loss_causes(RequirementIndex r, Level reached, ComponentIndex pooled) const {
  CauseSet causes = requirement_[r].raw <= reached ? provider_causes(r, reached, pooled) : CauseSet{0};
  const FilterIndex f = graph_->filter[r];
  if (!f.valid()) return causes;
  // In a circle the second solution may be lost only because the first one is still recovering.
  const FilterState& memory = filter_[f];
  const bool recovering = graph_->inside[r] != 0 ? memory.first_felt <= reached && memory.first_raw > reached
                                                 : requirement_[r].raw > reached;
  if (recovering) causes |= memory.last_loss[static_cast<std::size_t>(reached)];
  return causes;
}

// ---------------------------------------------------------------- nodes

void Propagation::evaluate(NodeIndex node) {
  const std::uint32_t begin = graph_->first_requirement[node];
  const std::uint32_t end = graph_->first_requirement[node + 1];
  Level level = state_[node].intrinsic;
  for (std::uint32_t r = begin; r < end; ++r) level = std::min(level, requirement_[r].felt);
  CauseSet causes = 0;
  if (level != Level::up) {
    causes = limit_causes(node, level);
    for (std::uint32_t r = begin; r < end; ++r)
      if (requirement_[r].felt <= level) causes |= loss_causes(RequirementIndex(r), level, ComponentIndex());
  }
  assign(node, level, causes);
}

void Propagation::assign(NodeIndex node, Level level, CauseSet causes) {
  State& state = state_[node];
  if (state.level == level && state.causes == causes) return;
  const Level old = std::exchange(state.level, level);
  state.causes = causes;
  if (!state.touched) {
    state.touched = true;
    touched_.push_back(node);
  }
  const auto below_up =
      static_cast<std::uint32_t>(level != Level::up) - static_cast<std::uint32_t>(old != Level::up);
  const auto down =
      static_cast<std::uint32_t>(level == Level::down) - static_cast<std::uint32_t>(old == Level::down);
  const ComponentIndex own = graph_->component[node];
  for (const RequirementIndex r : graph_->dependents[node]) {
    Counters& counters = requirement_[r];
    if (counters.inside && graph_->component[counters.owner] == own) continue;  // solved already
    counters.below_up += below_up;
    counters.down += down;
    update_requirement(r);
  }
}

// ---------------------------------------------------------------- components with cycles (semantics §3)

void Propagation::solve(ComponentIndex c) {
  start_candidates(c);
  lower_to_solution(c, false);
  if (has_recovery_[c] != 0) {
    for (const RequirementIndex r : inside_[c])
      if (graph_->filter[r].valid())
        filter_[graph_->filter[r]].first_raw = requirement_[r].level(solve_below_up_[r], solve_down_[r]);
    apply_recovery(c);
    lower_to_solution(c, true);
  }
  for (const RequirementIndex r : inside_[c]) {
    Counters& counters = requirement_[r];
    counters.raw = requirement_[r].level(solve_below_up_[r], solve_down_[r]);
    counters.felt = counters.raw;
    const FilterIndex f = graph_->filter[r];
    if (!f.valid()) continue;
    const Filter& filter = graph_->filters[f];
    FilterState& memory = filter_[f];
    if (has_recovery_[c] == 0) memory.first_raw = counters.raw;
    const Level first_held = memory.first.held(memory.first_raw, now_, filter.holdover);
    const Level held =
        has_recovery_[c] != 0 ? memory.second.held(counters.raw, now_, filter.holdover) : first_held;
    memory.first_felt = memory.first.felt(first_held, now_, filter.recovery);
    counters.felt = std::min(held, memory.first_felt);
    touch_filter(f);
  }
  // Levels must be in place before causes are pooled over the members.
  for (const NodeIndex v : graph_->members[c]) std::swap(state_[v].level, candidate_[v]);
  const CauseSet pool = pooled_causes(c);
  for (const NodeIndex v : graph_->members[c]) {
    const Level level = state_[v].level;
    state_[v].level = candidate_[v];
    assign(v, level, level == Level::up ? CauseSet{0} : pool);
  }
}

void Propagation::start_candidates(ComponentIndex c) {
  for (const NodeIndex v : graph_->members[c]) {
    Level level = state_[v].intrinsic;
    for (std::uint32_t r = graph_->first_requirement[v]; r < graph_->first_requirement[v + 1]; ++r)
      if (graph_->inside[r] == 0) level = std::min(level, requirement_[r].felt);
    candidate_[v] = level;
  }
}

void Propagation::lower_to_solution(ComponentIndex c, bool second) {
  solve_queue_.clear();
  for (const RequirementIndex r : inside_[c]) {
    std::uint32_t below_up = 0;
    std::uint32_t down = 0;
    for (const NodeIndex p : graph_->providers[r]) {
      const Level level = graph_->component[p] == c ? candidate_[p] : state_[p].level;
      below_up += static_cast<std::uint32_t>(level != Level::up);
      down += static_cast<std::uint32_t>(level == Level::down);
    }
    solve_below_up_[r] = below_up;
    solve_down_[r] = down;
    solve_queue_.push_back(r);
    solve_queued_[r] = 1;
  }
  while (!solve_queue_.empty()) {
    const RequirementIndex r = solve_queue_.back();
    solve_queue_.pop_back();
    solve_queued_[r] = 0;
    Level level = requirement_[r].level(solve_below_up_[r], solve_down_[r]);
    if (const FilterIndex f = graph_->filter[r]; f.valid()) {
      const TimeFilter& memory = second ? filter_[f].second : filter_[f].first;
      level = memory.held(level, now_, graph_->filters[f].holdover);
    }
    const NodeIndex owner = graph_->owner[r];
    const Level old = candidate_[owner];
    if (level >= old) continue;
    candidate_[owner] = level;
    for (const RequirementIndex d : graph_->dependents[owner]) {
      if (graph_->inside[d] == 0 || graph_->component[graph_->owner[d]] != c) continue;
      solve_below_up_[d] += static_cast<std::uint32_t>(old == Level::up);
      solve_down_[d] += static_cast<std::uint32_t>(level == Level::down);
      if (solve_queued_[d] != 0) continue;
      solve_queued_[d] = 1;
      solve_queue_.push_back(d);
    }
  }
}

void Propagation::apply_recovery(ComponentIndex c) {
  for (const RequirementIndex r : inside_[c]) {
    const FilterIndex f = graph_->filter[r];
    if (!f.valid() || graph_->filters[f].recovery == 0) continue;
    const TimeFilter& memory = filter_[f].first;
    const Level held = memory.held(filter_[f].first_raw, now_, graph_->filters[f].holdover);
    Level& candidate = candidate_[graph_->owner[r]];
    candidate = std::min(candidate, memory.felt(held, now_, graph_->filters[f].recovery));
  }
}

CauseSet Propagation::pooled_causes(ComponentIndex c) const {
  CauseSet pool = 0;
  for (const NodeIndex v : graph_->members[c]) {
    const Level level = state_[v].level;
    if (level == Level::up) continue;
    pool |= limit_causes(v, level);
    for (std::uint32_t r = graph_->first_requirement[v]; r < graph_->first_requirement[v + 1]; ++r)
      if (requirement_[r].felt <= level) pool |= loss_causes(RequirementIndex(r), level, c);
  }
  return pool;
}

// ---------------------------------------------------------------- time

void Propagation::enqueue(NodeIndex node) {
  const ComponentIndex c = graph_->component[node];
  if (queued_[c] != 0) return;
  queued_[c] = 1;
  queue_.push_back(c.value);
  if (queue_.size() > 1) std::push_heap(queue_.begin(), queue_.end(), std::greater<>{});
}

void Propagation::settle(std::int64_t t) {
  now_ = t;
  for (const RequirementIndex r : reblocked_) update_requirement(r);
  reblocked_.clear();
  if (!timers_.empty() && timers_.front().first <= t) expire_timers(t);
  while (!queue_.empty()) {
    if (queue_.size() > 1) std::pop_heap(queue_.begin(), queue_.end(), std::greater<>{});
    const ComponentIndex c{queue_.back()};
    queue_.pop_back();
    queued_[c] = 0;
    if (graph_->cyclic[c] != 0)
      solve(c);
    else
      evaluate(graph_->members[c].front());
  }
}

void Propagation::expire_timers(std::int64_t t) {
  while (!timers_.empty() && timers_.front().first <= t) {
    const FilterIndex f = timers_.front().second;
    std::pop_heap(timers_.begin(), timers_.end(), std::greater<>{});
    timers_.pop_back();
    filter_[f].timer = never;
    update_requirement(graph_->filters[f].requirement);
    touch_filter(f);
  }
}

void Propagation::touch_filter(FilterIndex f) {
  if (filter_[f].touched) return;
  filter_[f].touched = true;
  touched_filters_.push_back(f);
}

void Propagation::commit_filters() {
  for (const FilterIndex f : touched_filters_) {
    FilterState& memory = filter_[f];
    memory.touched = false;
    const Filter& filter = graph_->filters[f];
    const RequirementIndex r = filter.requirement;
    const Level raw = requirement_[r].raw;
    const bool two_stages = graph_->inside[r] != 0 && has_recovery_[graph_->component[graph_->owner[r]]] != 0;
    const Level first_raw = two_stages ? memory.first_raw : raw;
    memory.first.commit(first_raw, memory.first.held(first_raw, now_, filter.holdover), now_);
    std::int64_t next = memory.first.next_change(now_, filter.holdover, filter.recovery);
    if (two_stages) {
      memory.second.commit(raw, memory.second.held(raw, now_, filter.holdover), now_);
      next = std::min(next, memory.second.next_change(now_, filter.holdover, 0));
    }
    for (const Level reached : {Level::down, Level::degraded})
      if (first_raw <= reached)
        memory.last_loss[static_cast<std::size_t>(reached)] = provider_causes(r, reached, ComponentIndex());
    if (next < memory.timer) {
      memory.timer = next;
      timers_.emplace_back(next, f);
      std::push_heap(timers_.begin(), timers_.end(), std::greater<>{});
    }
  }
  touched_filters_.clear();
}

}  // namespace hakyu::sim
