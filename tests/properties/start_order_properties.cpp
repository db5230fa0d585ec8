// Cold start on random small systems: waves, deadlocks and ready times against their definitions.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "sim/graph/start_order.hpp"
#include "tests/properties/generate.hpp"
#include "tests/support/small_system.hpp"

namespace hakyu::test {
namespace {

using reference::Levels;
using reference::Requirement;
using reference::System;

constexpr sim::Time kNever = 1'000'000'000;

struct ColdStart {
  System system;
  std::vector<int> excluded;
  std::vector<int> restart;
  sim::StartOrder order;

  [[nodiscard]] Levels intrinsic() const {
    Levels levels;
    for (int out : excluded) levels.push_back(out != 0 ? 0 : 2);
    return levels;
  }
};

ColdStart start() {
  ColdStart c;
  c.system = *systems({9, 3, false, false});
  const std::size_t nodes = c.system.needs.size();
  c.excluded = *rc::gen::container<std::vector<int>>(nodes, rc::gen::element(0, 0, 0, 0, 1));
  c.restart = *rc::gen::container<std::vector<int>>(nodes, rc::gen::inRange(0, 4));
  sim::System system = system_of(c.system);
  system.excluded.assign(c.excluded.begin(), c.excluded.end());
  system.restart.assign(c.restart.begin(), c.restart.end());
  c.order = sim::start_order(system);
  return c;
}

TEST(StartOrderProperties, WavesAreTheRoundsOfTheLeastFixedPoint) {
  EXPECT_TRUE(rc::check("a node is in the first round in which it is above down", [] {
    const ColdStart c = start();
    const Levels intrinsic = c.intrinsic();
    std::vector<std::vector<sim::NodeIndex>> expected;
    Levels levels(intrinsic.size(), 0);
    while (true) {
      Levels next = intrinsic;
      for (std::size_t v = 0; v < next.size(); ++v)
        for (const Requirement& r : c.system.needs[v])
          next[v] = std::min(next[v], reference::raw(r, levels, {}));
      if (next == levels) break;
      std::vector<sim::NodeIndex> wave;
      for (std::size_t v = 0; v < next.size(); ++v)
        if (levels[v] == 0 && next[v] > 0) wave.emplace_back(v);
      if (!wave.empty()) expected.push_back(wave);
      levels = next;
    }
    RC_ASSERT(c.order.order == expected);
  }));
}

TEST(StartOrderProperties, DeadlocksAreDownInTheLeastAndNotInTheGreatest) {
  EXPECT_TRUE(rc::check("groups are disjoint and hold exactly the deadlocked nodes", [] {
    const ColdStart c = start();
    const Levels least = reference::least(c.system, c.intrinsic());
    const Levels greatest = reference::greatest(c.system, c.intrinsic());
    std::set<std::size_t> expected, found;
    for (std::size_t v = 0; v < least.size(); ++v)
      if (least[v] == 0 && greatest[v] > 0) expected.insert(v);
    for (const auto& group : c.order.deadlocks) {
      RC_ASSERT(!group.empty());
      for (sim::NodeIndex v : group) RC_ASSERT(found.insert(v).second);
    }
    RC_ASSERT(found == expected);
  }));
}

/// The k-th smallest ready time of the providers.
sim::Time kth(const Requirement& r, const std::vector<sim::Time>& ready) {
  std::vector<sim::Time> times;
  for (int p : r.of) times.push_back(ready[static_cast<std::size_t>(p)]);
  std::sort(times.begin(), times.end());
  return times[static_cast<std::size_t>(r.k_up - 1)];
}

TEST(StartOrderProperties, ReadyTimesSolveTheirEquation) {
  EXPECT_TRUE(rc::check("ready_v = restart_v + max of the k_up-th smallest, from never downwards", [] {
    const ColdStart c = start();
    std::vector<sim::Time> ready(c.restart.size(), kNever);
    for (std::size_t round = 0; round <= ready.size() + 1; ++round) {
      std::vector<sim::Time> next(ready.size(), kNever);
      for (std::size_t v = 0; v < ready.size(); ++v) {
        if (c.excluded[v] != 0) continue;
        sim::Time wait = 0;
        for (const Requirement& r : c.system.needs[v])
          if (r.on_loss == 0) wait = std::max(wait, kth(r, ready));
        next[v] = std::min(kNever, wait + c.restart[v]);
      }
      ready = next;
    }
    for (std::size_t v = 0; v < ready.size(); ++v) RC_ASSERT(c.order.ready[v].value_or(kNever) == ready[v]);
  }));
}

TEST(StartOrderProperties, InFullIsUpInTheGreatestFixedPointOfWhatIsReady) {
  EXPECT_TRUE(rc::check("up at a time if and only if that is not before in_full", [] {
    const ColdStart c = start();
    for (sim::Time t = 0; t <= 40; ++t) {
      Levels there;
      for (const std::optional<sim::Time>& ready : c.order.ready)
        there.push_back(ready && *ready <= t ? 2 : 0);
      const Levels levels = reference::greatest(c.system, there);
      for (std::size_t v = 0; v < levels.size(); ++v)
        RC_ASSERT((levels[v] == 2) == (c.order.in_full[v].value_or(kNever) <= t));
    }
  }));
}

}  // namespace
}  // namespace hakyu::test
