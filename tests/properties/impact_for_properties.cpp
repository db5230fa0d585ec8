// Outages of limited length on random small systems with time filters and cycles, second by second against
// the slow reference; and any course of limits against it through the incremental propagation.
#include <gtest/gtest.h>

#include <algorithm>
#include <utility>

#include "sim/levels/impact.hpp"
#include "sim/levels/propagation.hpp"
#include "tests/properties/generate.hpp"
#include "tests/support/small_system.hpp"

namespace hakyu::test {
namespace {

using reference::Blocked;
using reference::History;
using reference::Levels;
using reference::System;

constexpr int kTicks = 90;  // the longest chains of buffers and recoveries of 7 nodes have ended by then

/// Levels per second from the spans of a timed what-if.
History from_spans(const sim::TimedImpact& impact) {
  History history(kTicks, Levels(impact.intervals.size(), 2));
  for (std::size_t v = 0; v < impact.intervals.size(); ++v)
    for (const sim::LevelSpan& span : impact.intervals[v])
      for (sim::Time t = span.from; t < std::min<sim::Time>(span.to, kTicks); ++t)
        history[static_cast<std::size_t>(t)][v] = static_cast<int>(span.level);
  return history;
}

struct Outage {
  System system;
  Levels limits;
  Blocked blocked;
  int duration = 1;

  [[nodiscard]] History by_reference() const {
    History intrinsic(kTicks, Levels(limits.size(), 2));
    std::vector<Blocked> flows(kTicks, Blocked(blocked.size(), false));
    for (int t = 0; t < duration; ++t) {
      intrinsic[static_cast<std::size_t>(t)] = limits;
      flows[static_cast<std::size_t>(t)] = blocked;
    }
    return reference::over_time(system, intrinsic, flows);
  }

  [[nodiscard]] sim::TimedImpact by_engine() const {
    std::vector<sim::Limit> as_limits;
    for (std::size_t v = 0; v < limits.size(); ++v)
      if (limits[v] < 2) as_limits.push_back({sim::NodeIndex(v), sim::Level(limits[v])});
    std::vector<sim::FlowIndex> flows;
    for (std::size_t f = 0; f < blocked.size(); ++f)
      if (blocked[f]) flows.emplace_back(f);
    return sim::impact_for(system_of(system), as_limits, duration, flows);
  }
};

Outage outage(Shape shape) {
  Outage result;
  result.system = *systems(shape);
  result.limits = *intrinsic_levels(result.system);
  result.blocked = *blocked_flows(result.system);
  result.duration = *rc::gen::inRange(1, 20);
  return result;
}

void check_spans(const sim::TimedImpact& impact) {
  for (const auto& spans : impact.intervals)
    for (std::size_t i = 0; i < spans.size(); ++i) {
      RC_ASSERT(spans[i].from < spans[i].to);
      RC_ASSERT(spans[i].to < kTicks);  // everything comes up again
      if (i == 0) continue;             // RC_ASSERT takes expressions apart: its || evaluates both sides
      const bool apart = spans[i - 1].to < spans[i].from;
      const bool next_level = spans[i - 1].to == spans[i].from && spans[i - 1].level != spans[i].level;
      RC_ASSERT(apart || next_level);
    }
}

TEST(ImpactForProperties, AgreesWithTheReferenceSecondBySecond) {
  for (const bool acyclic : {true, false})
    EXPECT_TRUE(rc::check(acyclic ? "without cycles" : "with cycles", [acyclic] {
      const Outage o = outage({7, 3, true, acyclic});
      const sim::TimedImpact impact = o.by_engine();
      RC_ASSERT(from_spans(impact) == o.by_reference());
      check_spans(impact);
    }));
}

TEST(ImpactForProperties, BuffersAreTheTimesInWhichOnlyTheyKeepANodeUp) {
  EXPECT_TRUE(rc::check("without cycles, by scanning the windows", [] {
    const Outage o = outage({6, 2, true, true});
    const History levels = o.by_reference();
    std::vector<sim::BufferSpan> expected;
    std::size_t index = 0;
    for (std::size_t node = 0; node < o.system.needs.size(); ++node)
      for (const reference::Requirement& r : o.system.needs[node]) {
        std::vector<int> raw;
        int before = -1;  // level felt while bridged, −1 while not
        for (int t = 0; t < kTicks; ++t) {
          const auto now = static_cast<std::size_t>(t);
          raw.push_back(reference::raw(r, levels[now], t < o.duration ? o.blocked : Blocked{}));
          int felt = 2;
          for (int b = std::max(0, t - r.recovery); b <= t; ++b) {
            int held = b < r.holdover ? 2 : 0;
            for (int a = std::max(0, b - r.holdover); a <= b; ++a)
              held = std::max(held, raw[static_cast<std::size_t>(a)]);
            felt = std::min(felt, held);
          }
          const int bridged = felt > raw.back() && levels[now][node] == 2 ? felt : -1;
          if (bridged == before) continue;
          if (before >= 0) expected.back().to = t;
          if (bridged >= 0) expected.push_back({sim::RequirementIndex(index), t, -1});
          before = bridged;
        }
        ++index;
      }
    std::stable_sort(expected.begin(), expected.end(),
                     [](const auto& a, const auto& b) { return a.from < b.from; });
    RC_ASSERT(o.by_engine().buffers == expected);
  }));
}

TEST(PropagationProperties, AnyCourseOfLimitsAgreesWithTheReference) {
  EXPECT_TRUE(rc::check("limits and blocks that come and go at random", [] {
    const System system = *systems({6, 3, true, false});
    const int ticks = 40;
    History intrinsic(1, Levels(system.needs.size(), 2));
    std::vector<Blocked> blocked(1, Blocked(static_cast<std::size_t>(system.flows), false));
    for (int t = 1; t < ticks; ++t) {
      const bool change = *rc::gen::inRange(0, 4) == 0;
      intrinsic.push_back(change ? *intrinsic_levels(system) : intrinsic.back());
      blocked.push_back(change ? *blocked_flows(system) : blocked.back());
    }
    const History expected = reference::over_time(system, intrinsic, blocked);

    const sim::DependencyGraph graph = graph_of(system);
    sim::Propagation propagation(graph);
    for (int tick = 1; tick < ticks; ++tick) {
      const auto t = static_cast<std::size_t>(tick);
      bool due = propagation.next_timer() <= tick;
      for (std::size_t v = 0; v < graph.size(); ++v) {
        if (intrinsic[t][v] == intrinsic[t - 1][v]) continue;
        due = true;
        const sim::NodeIndex node(v);
        if (intrinsic[t - 1][v] < 2)
          propagation.release(node, sim::Level(intrinsic[t - 1][v]), sim::Cause::failure);
        if (intrinsic[t][v] < 2) propagation.limit(node, sim::Level(intrinsic[t][v]), sim::Cause::failure);
      }
      for (std::size_t f = 0; f < blocked[t].size(); ++f) {
        if (blocked[t][f] == blocked[t - 1][f]) continue;
        due = true;
        if (blocked[t][f])
          propagation.block(sim::FlowIndex(f));
        else
          propagation.unblock(sim::FlowIndex(f));
      }
      if (due) {  // seconds at which nothing is due are left out, as the engines do
        propagation.settle(tick);
        propagation.commit([](sim::NodeIndex, sim::Level) {});
      }
      for (std::size_t v = 0; v < graph.size(); ++v)
        RC_ASSERT(static_cast<int>(propagation.level(sim::NodeIndex(v))) == expected[t][v]);
    }
  }));
}

}  // namespace
}  // namespace hakyu::test
