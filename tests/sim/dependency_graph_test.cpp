#include "sim/graph/dependency_graph.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "models/diagnostic.hpp"

namespace hakyu::sim {
namespace {

using ::testing::ElementsAre;

RequirementInput all_of(std::size_t owner, std::vector<NodeIndex> providers) {
  RequirementInput input;
  input.owner = NodeIndex(owner);
  input.k_up = input.k_degraded = static_cast<std::uint32_t>(providers.size());
  input.providers = std::move(providers);
  return input;
}

NodeIndex n(std::size_t v) { return NodeIndex(v); }
RequirementIndex q(std::size_t r) { return RequirementIndex(r); }

TEST(DependencyGraph, GroupsRequirementsByOwnerAndKeepsTheirOrder) {
  RequirementInput over_flow = all_of(2, {n(1)});
  over_flow.over = {FlowIndex(1)};
  RequirementInput quorum = all_of(2, {n(0), n(1), n(3)});
  quorum.k_up = 2;
  quorum.k_degraded = 1;
  quorum.on_loss = Level::degraded;
  quorum.holdover = 5;
  const DependencyGraph graph(4, 2, {over_flow, all_of(0, {n(3)}), quorum});

  EXPECT_THAT(graph.first_requirement, ElementsAre(0U, 1U, 1U, 3U, 3U));
  EXPECT_THAT(graph.owner, ElementsAre(n(0), n(2), n(2)));
  EXPECT_THAT(graph.providers[1], ElementsAre(n(1)));
  EXPECT_THAT(graph.providers[2], ElementsAre(n(0), n(1), n(3)));
  EXPECT_THAT(graph.dependents[1], ElementsAre(q(1), q(2)));
  EXPECT_THAT(graph.dependents[2], ElementsAre());
  EXPECT_THAT(graph.dependents[3], ElementsAre(q(0), q(2)));
  EXPECT_THAT(graph.users_of_flow[0], ElementsAre());
  EXPECT_THAT(graph.users_of_flow[1], ElementsAre(q(1)));
  EXPECT_FALSE(graph.filter[1].valid());
  ASSERT_TRUE(graph.filter[2].valid());
  EXPECT_EQ(graph.filters[graph.filter[2]].requirement, q(2));
  EXPECT_EQ(graph.filters[graph.filter[2]].holdover, 5);
  EXPECT_EQ(graph.margin[2].owner, n(2));
  EXPECT_EQ(graph.margin[2].up, 1U);
  EXPECT_EQ(graph.margin[2].degraded, 2U);
  EXPECT_EQ(graph.margin[2].on_loss, Level::degraded);
}

TEST(DependencyGraph, NumbersComponentsProvidersFirst) {
  // 0 → 1 ↔ 2 → 3, and 4 requires itself.
  const DependencyGraph graph(
      5, 0, {all_of(0, {n(1)}), all_of(1, {n(2)}), all_of(2, {n(1), n(3)}), all_of(4, {n(4)})});
  EXPECT_EQ(graph.component[1], graph.component[2]);
  EXPECT_LT(graph.component[3], graph.component[2]);
  EXPECT_LT(graph.component[2], graph.component[0]);
  EXPECT_EQ(graph.members.size(), 4U);
  EXPECT_THAT(graph.members[graph.component[1]], ElementsAre(n(1), n(2)));
  EXPECT_EQ(graph.cyclic[graph.component[1]], 1);
  EXPECT_EQ(graph.cyclic[graph.component[4]], 1);
  EXPECT_EQ(graph.cyclic[graph.component[0]], 0);
  EXPECT_EQ(graph.cyclic[graph.component[3]], 0);
  EXPECT_THAT(graph.inside, ElementsAre(0, 1, 1, 1));
}

TEST(DependencyGraph, AChainOfAMillionNodesDoesNotExhaustTheStack) {
  constexpr std::size_t length = 1'000'000;
  std::vector<RequirementInput> chain;
  chain.reserve(length - 1);
  for (std::size_t v = 1; v < length; ++v) chain.push_back(all_of(v, {n(v - 1)}));
  const DependencyGraph graph(length, 0, std::move(chain));
  EXPECT_EQ(graph.members.size(), length);
  EXPECT_EQ(graph.component[0], ComponentIndex(0));
  EXPECT_EQ(graph.component[length - 1], ComponentIndex(length - 1));
}

TEST(DependencyGraph, RefusesBrokenPreconditions) {
  const auto broken = [](const std::function<void(RequirementInput&)>& change) {
    RequirementInput input = all_of(0, {n(1), n(2)});
    change(input);
    try {
      const DependencyGraph graph(3, 1, {input});
    } catch (const models::Error& error) {
      return error.code();
    }
    return std::string("accepted");
  };
  EXPECT_EQ(broken([](RequirementInput&) {}), "accepted");
  EXPECT_EQ(broken([](RequirementInput& i) { i.owner = n(3); }), "invalid-graph");
  EXPECT_EQ(broken([](RequirementInput& i) { i.providers = {n(1), n(3)}; }), "invalid-graph");
  EXPECT_EQ(broken([](RequirementInput& i) { i.providers = {n(1), n(1)}; }), "invalid-graph");
  EXPECT_EQ(broken([](RequirementInput& i) { i.k_up = 3; }), "invalid-graph");
  EXPECT_EQ(broken([](RequirementInput& i) { i.k_up = 1; }), "invalid-graph");  // below k_degraded
  EXPECT_EQ(broken([](RequirementInput& i) { i.k_degraded = 0; }), "invalid-graph");
  EXPECT_EQ(broken([](RequirementInput& i) { i.on_loss = Level::up; }), "invalid-graph");
  EXPECT_EQ(broken([](RequirementInput& i) { i.holdover = -1; }), "invalid-graph");
  EXPECT_EQ(broken([](RequirementInput& i) { i.over = {FlowIndex(1)}; }), "invalid-graph");
}

}  // namespace
}  // namespace hakyu::sim
