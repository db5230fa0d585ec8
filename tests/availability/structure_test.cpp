// The structure function against the fixed point of the levels, world by world, on random small systems full
// of cycles, quorums and soft requirements; and its probabilities against enumeration.
#include <gtest/gtest.h>

#include "sim/exact/structure.hpp"
#include "sim/levels/fixed_point.hpp"
#include "tests/properties/generate.hpp"
#include "tests/support/exact.hpp"
#include "tests/support/small_system.hpp"
#include "tests/support/system_builder.hpp"

namespace hakyu::test::structure_test {
namespace {

using sim::Level;
using sim::NodeIndex;
using sim::exact::Formula;
using sim::exact::Literal;
using sim::exact::Obstacle;
using sim::exact::Structure;

/// Every node of the reference system as a resource that fails.
sim::System failing_system(const reference::System& small) {
  sim::System system = system_of(small);
  auto model = std::make_shared<models::Model>();
  model->resources.resize(small.needs.size());
  system.model = model;
  system.flow_ids.resize(static_cast<std::size_t>(small.flows));
  for (std::size_t v = 0; v < small.needs.size(); ++v) {
    sim::FailingResource failing;
    failing.node = NodeIndex(v);
    failing.time_to_failure = sim::Sampler(exponential(std::chrono::hours(90 + static_cast<int>(v))));
    failing.time_to_repair = sim::Sampler(exponential(std::chrono::hours(10)));
    system.failing.push_back(failing);
  }
  return system;
}

bool holds(const std::vector<bool>& of, Literal literal) { return of[literal.node()] != literal.negated(); }

std::vector<bool> truths(const Formula& formula, unsigned world) {
  bool events[32] = {};
  for (std::uint32_t e = 0; e < formula.events(); ++e) events[e] = (world >> e & 1U) != 0;
  return evaluate(formula, std::span<const bool>(events, formula.events()));
}

TEST(StructureProperties, EveryWorldAgreesWithTheFixedPoint) {
  EXPECT_TRUE(rc::check("down and not up in every world, with blocked flows", [] {
    const reference::System small = *systems({.most_nodes = 7});
    const reference::Blocked blocked = *blocked_flows(small);
    sim::System system = failing_system(small);
    sim::CompiledMeasure block;
    block.in_force_at_start = true;
    for (std::size_t f = 0; f < blocked.size(); ++f)
      if (blocked[f]) block.blocks.emplace_back(f);
    system.measures.push_back(block);
    const auto made = sim::exact::structure(system);
    RC_ASSERT(static_cast<bool>(made));
    const std::size_t n = small.needs.size();
    for (unsigned world = 0; world < 1U << n; ++world) {
      reference::Levels intrinsic(n, 2);
      for (std::size_t v = 0; v < n; ++v)
        if ((world >> v & 1U) != 0) intrinsic[v] = 0;
      const reference::Levels levels = reference::greatest(small, intrinsic, blocked);
      const std::vector<bool> of = truths(made->formula, world);
      for (std::size_t v = 0; v < n; ++v) {
        RC_ASSERT(holds(of, made->down[v]) == (levels[v] == 0));
        RC_ASSERT(holds(of, made->not_up[v]) == (levels[v] < 2));
      }
    }
  }));
}

TEST(Structure, LossesThatAreTheSameAreOneGate) {
  SystemBuilder builder(1);
  const NodeIndex one =
      builder.repairable(exponential(std::chrono::hours(90)), exponential(std::chrono::hours(10)));
  const NodeIndex other =
      builder.repairable(exponential(std::chrono::hours(90)), exponential(std::chrono::hours(10)));
  const NodeIndex service = builder.service(per_hour(1));
  builder.require_all(service, {one, other});
  const auto made = sim::exact::structure(builder.build());
  ASSERT_TRUE(static_cast<bool>(made));
  EXPECT_EQ(made->down[service], made->not_up[service]) << "what only fails or works has one gate in exports";
}

TEST(Structure, LongCyclesAreSolvedInOneRound) {
  SystemBuilder builder(1);
  std::vector<NodeIndex> ring;
  for (int i = 0; i < 2000; ++i)
    ring.push_back(
        builder.repairable(exponential(std::chrono::hours(99)), exponential(std::chrono::hours(1))));
  for (std::size_t i = 0; i < ring.size(); ++i) builder.require_all(ring[i], {ring[(i + 1) % ring.size()]});
  const auto made = sim::exact::structure(builder.build());
  ASSERT_TRUE(made);
  bool world[2000] = {};
  world[1234] = true;
  const std::vector<bool> of = evaluate(made->formula, world);
  for (const NodeIndex node : ring) EXPECT_TRUE(holds(of, made->down[node]));
  EXPECT_LT(made->formula.size(), 20'000U);
}

TEST(Structure, UnavailabilityIsTheShareOfRepair) {
  SystemBuilder builder(1);
  const NodeIndex a = builder.repairable(models::Weibull{std::chrono::hours(100), 1.0},
                                         models::Constant{std::chrono::minutes(60)});
  const auto made = sim::exact::structure(builder.build());
  ASSERT_TRUE(made);
  ASSERT_EQ(made->event_nodes, std::vector<NodeIndex>{a});
  EXPECT_NEAR(made->unavailability[0], 1.0 / 101.0, 1e-15);
  EXPECT_NEAR(made->failure_rate[0], 0.01, 1e-15);
  EXPECT_NEAR(made->repair_rate[0], 1.0, 1e-15);
}

TEST(Structure, WhatHasNoFailureDataAndStopsANodeAloneIsNamed) {
  SystemBuilder builder(1);
  const NodeIndex alone = builder.resource();
  const NodeIndex one = builder.resource();
  const NodeIndex other = builder.resource();
  const NodeIndex known =
      builder.repairable(exponential(std::chrono::hours(9)), exponential(std::chrono::hours(1)));
  const NodeIndex elsewhere = builder.resource();
  const NodeIndex user = builder.service(per_hour(0.0));
  builder.require_all(user, {alone, known});
  builder.require(user, {one, other}, 1);
  const sim::System system = builder.build();
  const auto made = sim::exact::structure(system);
  ASSERT_TRUE(made);
  const std::vector<NodeIndex> asked{user, elsewhere};
  const auto found = sim::exact::unstated_single_failures(system, *made, asked);
  EXPECT_EQ(found[0], std::vector<NodeIndex>{alone});
  EXPECT_EQ(found[1], std::vector<NodeIndex>{elsewhere});
}

TEST(Structure, ExcludedAndLimitedNodesAreLostForSure) {
  SystemBuilder builder(1);
  const NodeIndex spare = builder.resource();
  const NodeIndex limited = builder.resource();
  const NodeIndex user = builder.resource();
  builder.require_all(user, {limited});
  sim::System system = builder.build();
  system.excluded[spare] = 1;
  sim::CompiledMeasure measure;
  measure.in_force_at_start = true;
  measure.limits = {{limited, Level::degraded}};
  system.measures.push_back(measure);
  const auto made = sim::exact::structure(system);
  ASSERT_TRUE(made);
  EXPECT_EQ(made->down[spare], sim::exact::always);
  EXPECT_EQ(made->not_up[limited], sim::exact::always);
  EXPECT_EQ(made->down[limited], sim::exact::never);
  EXPECT_EQ(made->not_up[user], sim::exact::always);
  EXPECT_EQ(made->never_fails, (std::vector<std::uint8_t>{0, 1, 1}));
}

TEST(Structure, RefusalsNameWhatStandsInTheWay) {
  SystemBuilder builder(1);
  const models::Law long_time = exponential(std::chrono::hours(99));
  const models::Law short_time = exponential(std::chrono::hours(1));
  const NodeIndex power = builder.repairable(long_time, short_time);
  const NodeIndex clocked = builder.repairable(long_time, short_time, true);
  const NodeIndex alone = builder.repairable(long_time, short_time, true);
  const NodeIndex helped = builder.repairable(long_time, short_time);
  builder.require_all(clocked, {power});
  sim::System system = builder.build();
  system.failing[3].needs_nodes = {power};
  system.failing[3].extra_if_unavailable = sim::Sampler(short_time);
  const auto made = sim::exact::structure(system);
  ASSERT_TRUE(made);
  using Refusals = std::vector<sim::exact::Refusal>;
  EXPECT_EQ(refusals(system, *made, power), Refusals{});
  EXPECT_EQ(refusals(system, *made, clocked), (Refusals{{Obstacle::operating_clock, clocked}}));
  EXPECT_EQ(refusals(system, *made, alone), Refusals{}) << "nothing but its own repair stops its clock";
  EXPECT_EQ(refusals(system, *made, helped), (Refusals{{Obstacle::needs, helped}}));
}

TEST(Structure, FiltersCountOnlyWhereSomethingCanBeLost) {
  for (const bool fails : {false, true}) {
    reference::System small;
    small.needs.resize(2);
    small.needs[1].push_back({.of = {0}, .holdover = 60, .over = {}});
    sim::System system = failing_system(small);
    if (!fails) system.failing.erase(system.failing.begin());
    const auto made = sim::exact::structure(system);
    ASSERT_TRUE(made);
    EXPECT_EQ(refusals(system, *made, NodeIndex(1)).size(), fails ? 1U : 0U);
  }
}

TEST(Structure, LimitsEndInAValue) {
  SystemBuilder builder(1);
  std::vector<NodeIndex> all;
  for (int i = 0; i < 100; ++i)
    all.push_back(builder.repairable(exponential(std::chrono::hours(9)), exponential(std::chrono::hours(1))));
  for (std::size_t i = 1; i < all.size(); ++i) builder.require_all(all[i], {all[i - 1]});
  sim::exact::Limits limits;
  limits.memory = 100;
  const auto made = sim::exact::structure(builder.build(), limits);
  ASSERT_FALSE(made);
  EXPECT_EQ(made.out_of(), sim::exact::OutOf::memory);
}

}  // namespace
}  // namespace hakyu::test::structure_test
