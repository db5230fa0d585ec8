#include "sim/montecarlo/replication.hpp"

#include <algorithm>

#include "sim/montecarlo/run.hpp"

namespace hakyu::sim {

namespace {
constexpr std::uint32_t none = 0xFFFFFFFFU;
}

Replicator::Replicator(const System& system, const StopFlag* stop)
    : run_(std::make_unique<Run>(system, stop)) {}
Replicator::~Replicator() = default;
Replicator::Replicator(Replicator&&) noexcept = default;
Replicator& Replicator::operator=(Replicator&&) noexcept = default;

const Outcome& Replicator::run(const CompiledPlan& plan, std::uint32_t replication, std::uint64_t seed,
                               const TraceSink& trace) {
  return run_->run(plan, replication, seed, trace);
}

Replicator::Run::Run(const System& system, const StopFlag* stop)
    : system_(&system),
      stop_(stop),
      propagation_(system.graph, system.excluded),
      services_(system),
      exposure_(system),
      cycles_(system.failing.size()),
      operating_of_node_(system.graph.size(), none),
      in_force_(system.measures.size()),
      measures_(system.measures.size()),
      statements_(system.statements.size()) {
  if (system.failing.size() >= Event::max_ids || system.horizon >= Event::max_time)
    throw models::Error("too-large", "failing resources or horizon beyond what the event queue can hold");
  for (std::size_t f = 0; f < system.failing.size(); ++f) {
    const FailingResource& resource = system.failing[f];
    const bool inverts = resource.time_to_failure.inverts() && resource.time_to_repair.inverts();
    clocks_.push_back({.key = resource.key,
                       .beyond = inverts ? resource.time_to_failure.beyond(system.horizon - 1) : 1.0,
                       .inverts = inverts,
                       .operating = resource.ages_operating});
    if (resource.ages_operating) operating_of_node_[resource.node] = static_cast<std::uint32_t>(f);
  }
  std::vector<std::vector<StatementIndex>> of(system.measures.size());
  for (std::size_t s = 0; s < system.statements.size(); ++s)
    for (const MeasureIndex m : system.statements[s].when) of[m].emplace_back(s);
  for (const auto& list : of) {
    statements_of_measure_.items.insert(statements_of_measure_.items.end(), list.begin(), list.end());
    statements_of_measure_.end_row();
  }
}

void Replicator::Run::reset(const CompiledPlan& plan, const TraceSink& trace) {
  plan_ = &plan;
  trace_ = trace ? &trace : nullptr;
  propagation_.reset();
  queue_.clear();
  services_.reset();
  exposure_.reset();
  outcome_.services.assign(system_->services.size(), {});
  outcome_.measures.assign(system_->measures.size(), {});
  outcome_.causes.fill(0);
  outcome_.cost = 0.0;
  outcome_.events = 0;
  outcome_.cut_outage_seconds = 0;
  std::fill(in_force_.begin(), in_force_.end(), std::uint8_t{0});
  std::fill(measures_.begin(), measures_.end(), MeasureState{});
  for (std::size_t s = 0; s < statements_.size(); ++s)
    statements_[s] = {static_cast<std::uint32_t>(system_->statements[s].when.size()), never, false};
  steps_.assign(plan.steps.size(), {});
  ready_.clear();
  limits_.clear();
  travel_pending_.clear();
  now_ = 0;
}

const Outcome& Replicator::Run::run(const CompiledPlan& plan, std::uint32_t replication, std::uint64_t seed,
                                    const TraceSink& trace) {
  stream_ = Stream(seed, replication);
  reset(plan, trace);
  schedule_first_failures();
  schedule_plan();
  const Time horizon = system_->horizon;
  for (Time t = 0; t < horizon && !is_set(stop_);) {
    advance_to(t);
    t = propagation_.next_timer();
    t = std::min(t, queue_.top().time());
  }
  services_.close(horizon, outcome_);
  exposure_.close(horizon, outcome_);
  for (std::size_t m = 0; m < in_force_.size(); ++m) outcome_.measures[m].in_force_at_end = in_force_[m] != 0;
  return outcome_;
}

void Replicator::Run::advance_to(Time t) {
  now_ = t;
  do {
    while (queue_.top().time() == t) {
      ++outcome_.events;
      handle(queue_.take(), t);
    }
    propagation_.settle(t);
    if (!travel_pending_.empty()) repairs_that_may_need_travel(t);
    steps_started_ = false;
    if (!ready_.empty()) start_ready_steps(t);
  } while (steps_started_ || queue_.top().time() == t);
  commit(t);
}

void Replicator::Run::handle(const Event& event, Time t) {
  const std::uint32_t id = event.id();
  switch (static_cast<Due>(event.kind())) {
    case Due::repaired:
      propagation_.release(system_->failing[id].node, Level::down, Cause::failure);
      report({.at = t, .kind = EventKind::repaired, .node = system_->failing[id].node});
      schedule_failure(id, t);
      break;
    case Due::failure:
      if (!clocks_[id].operating || is_due(cycles_[id], t)) fail(id, t);
      break;
    case Due::limit_end:
      propagation_.release(limits_[id].node, limits_[id].level, limits_[id].cause);
      break;
    case Due::limit_begin:
      propagation_.limit(limits_[id].node, limits_[id].level, limits_[id].cause);
      schedule(limits_[id].until, Due::limit_end, id);
      break;
    case Due::work_end:
      work_ends(id, t);
      break;
    case Due::rollback_end:
      rollback_ends(id, t);
      break;
    case Due::latent_repaired:
      latent_repaired(MeasureIndex(id), t);
      break;
    case Due::statement_over:
      report({.at = t,
              .kind = EventKind::combination_over,
              .node = system_->statements[id].resource,
              .statement = StatementIndex(id)});
      break;
    case Due::expiry:
      if (in_force_[id] != 0) leave_force(MeasureIndex(id), t, EventKind::expired);
      break;
    case Due::latent_appears:
      latent_appears(MeasureIndex(id), t);
      break;
    case Due::statement_appears:
      statement_appears(StatementIndex(id), t);
      break;
    case Due::step:
      ready_.push_back(id);
      break;
  }
}

void Replicator::Run::commit(Time t) {
  const std::size_t resources = system_->resource_count();
  propagation_.commit([&](NodeIndex node, Level previous) {
    const Level level = propagation_.level(node);
    if (node >= resources)
      services_.change(ServiceIndex(node - resources), t, level, propagation_.causes(node), outcome_);
    else if (operating_of_node_[node] != none)
      pause_or_resume(node, previous, t);
    if (trace_ != nullptr && (level != previous || level != Level::up))
      report({.at = t,
              .kind = EventKind::level_change,
              .node = node,
              .level = level,
              .causes = propagation_.causes(node)});
  });
}

// ---------------------------------------------------------------- background failures (semantics §6)

void Replicator::Run::schedule_first_failures() {
  std::fill(cycles_.begin(), cycles_.end(), Cycle{});
  for (std::size_t f = 0; f < cycles_.size(); ++f) schedule_failure(f, 0);
}

void Replicator::Run::schedule_failure(std::size_t f, Time t) {
  const Clock& clock = clocks_[f];
  const FailingResource& resource = system_->failing[f];
  Cycle& cycle = cycles_[f];
  Time until = 0;
  if (clock.inverts) {
    const UniformPair u = stream_.uniforms(clock.key, Purpose::failure_cycle, cycle.number);
    if (u.first >= clock.beyond) return;
    cycle.repair_u = u.second;
    until = std::max<Time>(1, resource.time_to_failure.quantile(u.first));
  } else {
    until = std::max<Time>(
        1, resource.time_to_failure.draw(stream_, resource.key, Purpose::failure_cycle, cycle.number));
  }
  if (!clock.operating) {
    schedule(t + until, Due::failure, f);
    return;
  }
  // The clock runs only while the node is not down; whether it is will be known when second t has settled.
  cycle.remaining = until;
  cycle.running_since = -1;
  if (t == 0 && propagation_.level(resource.node) != Level::down) {
    cycle.running_since = 0;
    schedule(until, Due::failure, f);
  }
}

void Replicator::Run::pause_or_resume(NodeIndex node, Level previous, Time t) {
  const std::size_t f = operating_of_node_[node];
  Cycle& cycle = cycles_[f];
  const Level level = propagation_.level(node);
  if ((level == Level::down) == (previous == Level::down)) return;
  if (level == Level::down) {
    if (cycle.running_since < 0) return;
    cycle.remaining -= t - cycle.running_since;
    cycle.running_since = -1;
  } else if (cycle.remaining > 0) {
    cycle.running_since = t;
    schedule(t + cycle.remaining, Due::failure, f);
  }
}

void Replicator::Run::fail(std::size_t f, Time t) {
  const FailingResource& resource = system_->failing[f];
  Cycle& cycle = cycles_[f];
  cycle.remaining = 0;
  cycle.running_since = -1;
  propagation_.limit(resource.node, Level::down, Cause::failure);
  if (resource.needs_nodes.empty() && resource.needs_flows.empty())
    schedule_repair(f, t, 0);
  else
    travel_pending_.push_back(static_cast<std::uint32_t>(f));
}

bool Replicator::Run::needs_are_met(const FailingResource& resource) const {
  const auto up = [&](NodeIndex node) { return propagation_.level(node) == Level::up; };
  const auto open = [&](FlowIndex flow) { return !propagation_.blocked(flow); };
  return std::all_of(resource.needs_nodes.begin(), resource.needs_nodes.end(), up) &&
         std::all_of(resource.needs_flows.begin(), resource.needs_flows.end(), open);
}

void Replicator::Run::repairs_that_may_need_travel(Time t) {
  for (const std::uint32_t f : travel_pending_) {
    const FailingResource& resource = system_->failing[f];
    Time extra = 0;
    if (resource.extra_if_unavailable && !needs_are_met(resource))
      extra = resource.extra_if_unavailable->draw(stream_, resource.key, Purpose::travel, cycles_[f].number);
    schedule_repair(f, t, extra);
  }
  travel_pending_.clear();
}

void Replicator::Run::schedule_repair(std::size_t f, Time t, Time extra) {
  const FailingResource& resource = system_->failing[f];
  Cycle& cycle = cycles_[f];
  const Time repair =
      clocks_[f].inverts ? resource.time_to_repair.quantile(cycle.repair_u)
                         : resource.time_to_repair.draw(stream_, resource.key, Purpose::repair, cycle.number);
  ++cycle.number;
  report({.at = t, .kind = EventKind::failure, .node = resource.node, .extra_travel = extra > 0});
  schedule(t + std::max<Time>(1, repair) + extra, Due::repaired, f);
}

}  // namespace hakyu::sim
