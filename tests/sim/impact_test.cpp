#include "sim/levels/impact.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "models/diagnostic.hpp"
#include "sim/levels/fixed_point.hpp"
#include "tests/support/small_system.hpp"

namespace hakyu::sim::impact_test {
namespace {

using reference::Requirement;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr Level down = Level::down, degraded = Level::degraded, up = Level::up;

NodeIndex n(std::size_t v) { return NodeIndex(v); }
RequirementIndex q(std::size_t r) { return RequirementIndex(r); }

std::vector<NodeIndex> nodes_of(const Reason& reason) {
  std::vector<NodeIndex> result;
  for (const Link& link : reason.path) result.push_back(link.node);
  return result;
}

TEST(FixedPoint, ColdStartAndRunningDifferInACycle) {
  // Directory and name service need each other; a third needs either or goes on without, degraded.
  const reference::System system{
      {{{{1}, 1, 1, 0, 0, 0, {}}}, {{{0}, 1, 1, 0, 0, 0, {}}}, {{{0, 1}, 1, 1, 1, 0, 0, {}}}}, 0};
  const DependencyGraph graph = test::graph_of(system);
  const std::vector<Level> intact(3, up);
  EXPECT_THAT(greatest_fixed_point(graph, intact), ElementsAre(up, up, up));
  EXPECT_THAT(least_fixed_point(graph, intact), ElementsAre(down, down, degraded));
}

TEST(FixedPoint, QuorumFallsInTwoSteps) {
  const reference::System system{{{}, {}, {}, {{{0, 1, 2}, 3, 2, 0, 0, 0, {}}}}, 0};
  const DependencyGraph graph = test::graph_of(system);
  EXPECT_EQ(greatest_fixed_point(graph, std::vector{up, up, up, up})[3], up);
  EXPECT_EQ(greatest_fixed_point(graph, std::vector{down, up, up, up})[3], degraded);
  EXPECT_EQ(greatest_fixed_point(graph, std::vector{degraded, degraded, degraded, up})[3], degraded);
  EXPECT_EQ(greatest_fixed_point(graph, std::vector{down, degraded, down, up})[3], down);
}

TEST(FixedPoint, RefusesWrongSizes) {
  const DependencyGraph graph = test::graph_of({{{}, {}}, 1});
  EXPECT_THROW((void)greatest_fixed_point(graph, std::vector{up}), models::Error);
  EXPECT_THROW((void)least_fixed_point(graph, std::vector{up, up}, std::vector<std::uint8_t>{0, 0}),
               models::Error);
}

TEST(Impact, TellsTheShortestChainAndItsRequirements) {
  // 0 power; 1 server on power; 2 database on server; 3 record needs the database and, softly, power.
  System system = test::system_of({{{},
                                    {{{0}, 1, 1, 0, 0, 0, {}}},
                                    {{{1}, 1, 1, 0, 0, 0, {}}},
                                    {{{0}, 1, 1, 1, 0, 0, {}}, {{2}, 1, 1, 0, 0, 0, {}}}},
                                   0});
  const StaticImpact impact = sim::impact(system, {{n(0), down}});
  EXPECT_THAT(impact.levels, ElementsAre(down, down, down, down));
  ASSERT_EQ(impact.because.size(), 4U);
  const Reason& record = impact.because[3].second;
  // Soft power explains "degraded", not "down": the way leads through the database.
  EXPECT_THAT(nodes_of(record), ElementsAre(n(3), n(2), n(1), n(0)));
  EXPECT_EQ(record.path[0].requirement, q(3));
  EXPECT_EQ(record.path[2].requirement, q(0));
  EXPECT_FALSE(record.path[3].requirement.valid());
  EXPECT_FALSE(record.blocked_flow);
}

TEST(Impact, ABlockedFlowIsACause) {
  System system = test::system_of({{{}, {{{0}, 1, 1, 1, 0, 0, {1}}}, {{{1}, 1, 1, 0, 0, 0, {}}}}, 2});
  const StaticImpact impact = sim::impact(system, {}, {FlowIndex(1)});
  EXPECT_THAT(impact.levels, ElementsAre(up, degraded, degraded));
  ASSERT_EQ(impact.because.size(), 2U);
  const Reason& reason = impact.because[1].second;
  EXPECT_THAT(nodes_of(reason), ElementsAre(n(2), n(1)));
  EXPECT_EQ(reason.path.back().requirement, q(0));
  EXPECT_TRUE(reason.blocked_flow);
  EXPECT_THAT(sim::impact(system, {}, {FlowIndex(0)}).because, IsEmpty());
}

TEST(Impact, TiesGoToTheFirstInTheModel) {
  System system = test::system_of({{{}, {}, {{{1}, 1, 1, 0, 0, 0, {}}, {{0, 1}, 2, 2, 0, 0, 0, {}}}}, 0});
  const StaticImpact impact = sim::impact(system, {{n(0), down}, {n(1), down}});
  EXPECT_THAT(nodes_of(impact.because[2].second), ElementsAre(n(2), n(1)));
  EXPECT_EQ(impact.because[2].second.path[0].requirement, q(0));
}

TEST(Impact, CountsTheRedundancyLeft) {
  System system = test::system_of({{{}, {}, {}, {{{0, 1, 2}, 1, 1, 0, 0, 0, {}}}}, 0});
  const StaticImpact impact = sim::impact(system, {{n(1), degraded}});
  EXPECT_EQ(impact.levels[3], up);
  ASSERT_EQ(impact.reduced_redundancy.size(), 1U);
  EXPECT_EQ(impact.reduced_redundancy[0].node, n(3));
  EXPECT_EQ(impact.reduced_redundancy[0].providers_up, 2U);
  EXPECT_EQ(impact.reduced_redundancy[0].needed_up, 1U);
}

TEST(Impact, WhatIsOutOfUseIsDownByItself) {
  System system = test::system_of({{{}, {}}, 0});
  system.excluded[1] = 1;
  const StaticImpact impact = sim::impact(system, {});
  EXPECT_THAT(impact.levels, ElementsAre(up, down));
  ASSERT_EQ(impact.because.size(), 1U);
  EXPECT_THAT(nodes_of(impact.because[0].second), ElementsAre(n(1)));
  EXPECT_THAT(impact_for(system, {{n(0), down}}, 5).intervals,
              ElementsAre(ElementsAre(LevelSpan{0, 5, down}), IsEmpty()));
}

TEST(Impact, LongChainsAreShortenedNotLost) {
  reference::System chain;
  chain.needs.resize(200'000);
  for (std::size_t v = 1; v < chain.needs.size(); ++v)
    chain.needs[v] = {{{static_cast<int>(v) - 1}, 1, 1, 0, 0, 0, {}}};
  const StaticImpact impact = sim::impact(test::system_of(chain), {{n(0), down}});
  const Reason& last = impact.because.back().second;
  EXPECT_EQ(last.path.size(), longest_path);
  EXPECT_EQ(last.left_out, chain.needs.size() - longest_path);
  EXPECT_EQ(last.path.front().node, n(chain.needs.size() - 1));
  EXPECT_EQ(last.path[1].node, n(chain.needs.size() - 2));
  EXPECT_EQ(last.path.back().node, n(0));
  EXPECT_FALSE(last.path.back().requirement.valid());
  EXPECT_EQ(impact.because[longest_path - 1].second.left_out, 0U);
}

TEST(ImpactFor, HoldoverAndRecoveryShiftTheLoss) {
  // Semantics §3: a loss on [a, b) with b − a > h is felt on [a + h, b + d), a shorter one leaves no trace.
  System system = test::system_of({{{}, {{{0}, 1, 1, 0, 60, 30, {}}}}, 0});
  const TimedImpact long_loss = impact_for(system, {{n(0), down}}, 100);
  EXPECT_THAT(long_loss.intervals,
              ElementsAre(ElementsAre(LevelSpan{0, 100, down}), ElementsAre(LevelSpan{60, 130, down})));
  EXPECT_THAT(long_loss.buffers, ElementsAre(BufferSpan{q(0), 0, 60}));
  const TimedImpact bridged = impact_for(system, {{n(0), down}}, 60);
  EXPECT_THAT(bridged.intervals, ElementsAre(ElementsAre(LevelSpan{0, 60, down}), IsEmpty()));
  EXPECT_THAT(bridged.buffers, ElementsAre(BufferSpan{q(0), 0, 60}));
  EXPECT_THAT(worst_levels(system, long_loss), ElementsAre(down, down));
  EXPECT_THAT(worst_levels(system, bridged), ElementsAre(down, models::Level::up));
}

TEST(ImpactFor, ALimitMayOutlastTheOutage) {
  System system = test::system_of({{{}, {}, {{{0, 1}, 2, 2, 0, 0, 0, {}}}}, 0});
  EXPECT_THAT(impact_for(system, {{n(1), down, 40}, {n(0), down}}, 100).intervals,
              ElementsAre(ElementsAre(LevelSpan{0, 100, down}), ElementsAre(LevelSpan{0, 140, down}),
                          ElementsAre(LevelSpan{0, 140, down})));
}

TEST(ImpactFor, TwoThatWaitForEachOthersRecoveryComeBack) {
  System system = test::system_of({{{{{1}, 1, 1, 0, 0, 20, {}}}, {{{0}, 1, 1, 0, 0, 10, {}}}}, 0});
  EXPECT_THAT(impact_for(system, {{n(0), down}}, 100).intervals,
              ElementsAre(ElementsAre(LevelSpan{0, 120, down}), ElementsAre(LevelSpan{0, 120, down})));
}

TEST(ImpactFor, RefusesWhatIsNotThere) {
  System system = test::system_of({{{}}, 0});
  EXPECT_THROW((void)sim::impact(system, {{n(1), down}}), models::Error);
  EXPECT_THROW((void)sim::impact(system, {}, {FlowIndex(0)}), models::Error);
  EXPECT_THROW((void)impact_for(system, {{n(0), down}}, -1), models::Error);
  EXPECT_THAT(impact_for(system, {{n(0), down}}, 0).intervals, ElementsAre(IsEmpty()));
}

}  // namespace
}  // namespace hakyu::sim::impact_test
