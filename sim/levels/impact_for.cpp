#include <algorithm>
#include <string>
#include <tuple>

#include "models/diagnostic.hpp"
#include "sim/levels/impact.hpp"
#include "sim/levels/propagation.hpp"

namespace hakyu::sim {
namespace {

/// Follows one outage until everything has settled.
class Outage {
 public:
  explicit Outage(const System& system)
      : system_(system),
        graph_(system.graph),
        propagation_(graph_, system.excluded),
        watched_(graph_.filters.size(), 0),
        open_(graph_.filters.size()) {
    result_.intervals.resize(graph_.size());
  }

  void begin(const std::vector<Limit>& limits, const std::vector<FlowIndex>& blocked) {
    for (const Limit& limit : limits) propagation_.limit(limit.node, limit.level, Cause::failure);
    for (FlowIndex flow : blocked) propagation_.block(flow);
    watch_flows(blocked);
    step(0);
  }

  /// Goes on to every moment before `end` at which something changes.
  void run_until(Time end) {
    while (propagation_.next_timer() < end) step(propagation_.next_timer());
  }

  /// The flows open and limits end, those that outlast the outage later.
  void end(std::vector<Limit> limits, const std::vector<FlowIndex>& blocked, Time duration) {
    std::stable_sort(limits.begin(), limits.end(),
                     [](const Limit& a, const Limit& b) { return a.longer < b.longer; });
    for (FlowIndex flow : blocked) propagation_.unblock(flow);
    Time longer = 0;
    for (const Limit& limit : limits) {
      if (limit.longer > longer) {
        step(duration + longer);
        longer = limit.longer;
        run_until(duration + longer);
      }
      propagation_.release(limit.node, limit.level, Cause::failure);
    }
    step(duration + longer);
  }

  TimedImpact result() && {
    std::sort(result_.buffers.begin(), result_.buffers.end(), [](const BufferSpan& a, const BufferSpan& b) {
      return std::tuple(a.from, a.requirement, a.to) < std::tuple(b.from, b.requirement, b.to);
    });
    return std::move(result_);
  }

 private:
  /// A bridged loss: since when, and what is felt of the requirement meanwhile.
  struct Bridge {
    Time from = -1;  ///< −1: none
    Level felt = Level::up;
  };

  void step(Time t) {
    propagation_.settle(t);
    propagation_.commit([&](NodeIndex node, Level previous) {
      note_level(node, previous, t);
      for (RequirementIndex r : graph_.dependents[node]) watch(r);
    });
    note_buffers(t);
  }

  /// Spans stay open (to = never) until the node leaves the level.
  void note_level(NodeIndex node, Level previous, Time t) {
    const Level level = propagation_.level(node);
    if (level == previous || system_.excluded[node] != 0) return;
    std::vector<LevelSpan>& spans = result_.intervals[node];
    if (previous != Level::up) spans.back().to = t;
    if (level != Level::up) spans.push_back({t, Propagation::never, level});
  }

  void watch_flows(const std::vector<FlowIndex>& blocked) {
    for (FlowIndex flow : blocked)
      for (RequirementIndex r : graph_.users_of_flow[flow]) watch(r);
  }

  /// Keeps an eye on a requirement that may have been lost and has a holdover.
  void watch(RequirementIndex r) {
    const FilterIndex f = graph_.filter[r];
    if (!f.valid() || graph_.filters[f].holdover == 0 || watched_[f] != 0) return;
    watched_[f] = 1;
    watching_.push_back(f);
  }

  void note_buffers(Time t) {
    std::erase_if(watching_, [&](FilterIndex f) {
      const RequirementIndex r = graph_.filters[f].requirement;
      const Level raw = propagation_.raw(r);
      const Level felt = propagation_.felt(r);
      Bridge& bridge = open_[f];
      // "On buffer" is said of a node that is up only because the loss is bridged.
      const bool bridged = felt > raw && propagation_.level(graph_.owner[r]) == Level::up;
      if (bridge.from >= 0 && (!bridged || felt != bridge.felt)) {
        result_.buffers.push_back({r, bridge.from, t});
        bridge.from = -1;
      }
      if (bridged && bridge.from < 0) bridge = {t, felt};
      if (raw != Level::up) return false;
      watched_[f] = 0;
      return true;
    });
  }

  const System& system_;
  const DependencyGraph& graph_;
  Propagation propagation_;
  TimedImpact result_;
  std::vector<std::uint8_t> watched_;  ///< per filter: is in watching_
  std::vector<FilterIndex> watching_;  ///< requirements with a holdover that are lost
  std::vector<Bridge> open_;           ///< per filter
};

void check(const System& system, const std::vector<Limit>& limits, Time duration,
           const std::vector<FlowIndex>& blocked) {
  if (duration < 0) throw models::Error("invalid-levels", "duration " + std::to_string(duration));
  for (const Limit& limit : limits)
    if (limit.node >= system.graph.size())
      throw models::Error("invalid-levels", "no node " + std::to_string(limit.node));
  for (FlowIndex flow : blocked)
    if (flow >= system.graph.users_of_flow.size())
      throw models::Error("invalid-levels", "no flow " + std::to_string(flow));
}

}  // namespace

TimedImpact impact_for(const System& system, const std::vector<Limit>& limits, Time duration,
                       const std::vector<FlowIndex>& blocked) {
  check(system, limits, duration, blocked);
  Outage outage(system);
  if (duration > 0) {
    outage.begin(limits, blocked);
    outage.run_until(duration);
    outage.end(limits, blocked, duration);
    outage.run_until(Propagation::never);
  }
  return std::move(outage).result();
}

std::vector<Level> worst_levels(const System& system, const TimedImpact& impact) {
  std::vector<Level> worst(system.graph.size(), Level::up);
  for (std::size_t i = 0; i < worst.size(); ++i) {
    if (system.excluded[i] != 0) worst[i] = Level::down;
    for (const LevelSpan& span : impact.intervals[i]) worst[i] = std::min(worst[i], span.level);
  }
  return worst;
}

}  // namespace hakyu::sim
