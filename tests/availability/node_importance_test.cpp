// Importances of resources for some nodes, against enumeration on random small systems.
#include <gtest/gtest.h>

#include <cmath>

#include "sim/exact/node_importance.hpp"
#include "tests/properties/generate.hpp"
#include "tests/support/small_system.hpp"
#include "tests/support/system_builder.hpp"

namespace hakyu::test {
namespace {

using sim::NodeIndex;

/// Every third node has no failure data; the flows marked in `blocked` are blocked for good.
sim::System system_with_failures(const reference::System& small, const reference::Blocked& blocked) {
  sim::System system = system_of(small);
  auto model = std::make_shared<models::Model>();
  model->resources.resize(small.needs.size());
  system.model = model;
  system.flow_ids.resize(static_cast<std::size_t>(small.flows));
  for (std::size_t v = 0; v < small.needs.size(); ++v) {
    if (v % 3 == 2) continue;
    sim::FailingResource failing;
    failing.node = NodeIndex(v);
    failing.time_to_failure = sim::Sampler(exponential(std::chrono::hours(9 + static_cast<int>(v))));
    failing.time_to_repair = sim::Sampler(exponential(std::chrono::hours(2)));
    system.failing.push_back(failing);
  }
  sim::CompiledMeasure standing;
  standing.in_force_at_start = true;
  for (std::size_t f = 0; f < blocked.size(); ++f)
    if (blocked[f]) standing.blocks.emplace_back(f);
  system.measures.push_back(standing);
  return system;
}

/// P(one of `asked` is down | node `x` is down or works).
double given(const sim::System& system, const reference::System& small, const reference::Blocked& blocked,
             const std::vector<std::size_t>& asked, std::size_t x, bool failed) {
  double sum = 0.0;
  for (unsigned world = 0; world < 1U << system.failing.size(); ++world) {
    reference::Levels own(small.needs.size(), 2);
    double p = 1.0;
    for (std::size_t f = 0; f < system.failing.size(); ++f) {
      const sim::FailingResource& each = system.failing[f];
      const double q =
          each.time_to_repair.mean() / (each.time_to_failure.mean() + each.time_to_repair.mean());
      p *= (world >> f & 1U) != 0 ? q : 1.0 - q;
      if ((world >> f & 1U) != 0) own[each.node] = 0;
    }
    own[x] = failed ? 0 : 2;
    const reference::Levels levels = reference::greatest(small, own, blocked);
    bool lost = false;
    for (const std::size_t node : asked) lost |= levels[node] == 0;
    if (lost) sum += p;
  }
  return sum;
}

TEST(NodeImportanceProperties, IsWhatFailingMakesOfTheProbability) {
  EXPECT_TRUE(rc::check("Birnbaum and single points of failure", [] {
    const reference::System small = *systems({.most_nodes = 6});
    const reference::Blocked blocked = *blocked_flows(small);
    const sim::System system = system_with_failures(small, blocked);
    const std::size_t n = small.needs.size();
    const std::vector<std::size_t> asked{*rc::gen::inRange<std::size_t>(0, n),
                                         *rc::gen::inRange<std::size_t>(0, n)};
    const std::vector<NodeIndex> nodes{NodeIndex(asked[0]), NodeIndex(asked[1])};
    const auto found = sim::exact::node_importances(system, nodes);
    RC_ASSERT(static_cast<bool>(found));
    const auto lost_if = [&](std::size_t down) {
      reference::Levels own(n, 2);
      if (down < n) own[down] = 0;
      const reference::Levels levels = reference::greatest(small, own, blocked);
      return levels[asked[0]] == 0 || levels[asked[1]] == 0;
    };
    for (std::size_t x = 0; x < n; ++x) {
      const auto& one = (*found)[x];
      RC_ASSERT(one.has_value());
      const double difference =
          given(system, small, blocked, asked, x, true) - given(system, small, blocked, asked, x, false);
      RC_ASSERT(std::abs(one->birnbaum - difference) < 1e-12);
      RC_ASSERT(one->alone == (lost_if(x) && !lost_if(n)));
      RC_ASSERT(one->failures_stated == (x % 3 != 2));
    }
  }));
}

TEST(NodeImportance, OutOfUseAndLimitsOfMemory) {
  SystemBuilder builder(1);
  const NodeIndex spare = builder.resource();
  const NodeIndex used = builder.resource();
  const NodeIndex user = builder.service(per_hour(1.0));
  builder.require_all(user, {used});
  sim::System system = builder.build();
  system.excluded[spare] = 1;
  const auto found = sim::exact::node_importances(system, {&user, 1});
  ASSERT_TRUE(found);
  EXPECT_FALSE((*found)[spare] || (*found)[user]);
  EXPECT_TRUE((*found)[used]->alone);
  EXPECT_EQ((*found)[used]->birnbaum, 1.0);
  const auto none = sim::exact::node_importances(system, {&user, 1}, {.memory = 1});
  ASSERT_FALSE(none);
  EXPECT_EQ(none.out_of(), sim::exact::OutOf::memory);
}

}  // namespace
}  // namespace hakyu::test
