#include "sim/graph/start_order.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/small_system.hpp"

namespace hakyu::sim {
namespace {

using ::testing::ElementsAre;
using ::testing::Eq;
using ::testing::IsEmpty;

NodeIndex n(std::size_t v) { return NodeIndex(v); }

reference::Requirement all_of(std::vector<int> of, int on_loss = 0) {
  const int k = static_cast<int>(of.size());
  return {std::move(of), k, k, on_loss, 0, 0, {}};
}

TEST(StartOrder, WavesFollowWhatIsRequired) {
  System system = test::system_of({{{all_of({1, 2})}, {all_of({2})}, {}, {all_of({0}, 1)}}, 0});
  system.restart = {10, 5, 60, 7};
  const StartOrder order = start_order(system);
  EXPECT_THAT(order.order, ElementsAre(ElementsAre(n(2), n(3)), ElementsAre(n(1)), ElementsAre(n(0))));
  EXPECT_THAT(order.deadlocks, IsEmpty());
  EXPECT_THAT(order.ready, ElementsAre(Eq(75), Eq(65), Eq(60), Eq(7)));
}

TEST(StartOrder, AQuorumIsReadyWithItsKthProvider) {
  System system = test::system_of({{{}, {}, {}, {{{0, 1, 2}, 2, 1, 0, 0, 0, {}}}}, 0});
  system.restart = {30, 10, 20, 1};
  EXPECT_THAT(start_order(system).ready[3], Eq(21));
}

TEST(StartOrder, DeadlocksAreGroupedAndKeepTheirDependentsDown) {
  // 0 ↔ 1; 2 waits for 0; 3 needs 2 or 4.
  System system =
      test::system_of({{{all_of({1})}, {all_of({0})}, {all_of({0})}, {{{2, 4}, 1, 1, 0, 0, 0, {}}}, {}}, 0});
  const StartOrder order = start_order(system);
  EXPECT_THAT(order.deadlocks, ElementsAre(ElementsAre(n(0), n(1)), ElementsAre(n(2))));
  EXPECT_THAT(order.order, ElementsAre(ElementsAre(n(4)), ElementsAre(n(3))));
  EXPECT_FALSE(order.ready[0].has_value());
  EXPECT_FALSE(order.ready[2].has_value());
  EXPECT_THAT(order.ready[3], Eq(0));
}

TEST(StartOrder, CirclesJoinedOnlySoftlyAreTwoGroups) {
  System system = test::system_of(
      {{{all_of({1}), all_of({2}, 1)}, {all_of({0})}, {all_of({3}), all_of({0}, 1)}, {all_of({2})}}, 0});
  EXPECT_EQ(start_order(system).deadlocks.size(), 2U);
}

TEST(StartOrder, WhatCanDoWithoutIsUpInFullLater) {
  // 0 and 1 can do without each other, 2 can do without both.
  System system = test::system_of({{{all_of({1}, 1)}, {all_of({0}, 1)}, {all_of({0, 1}, 1)}}, 0});
  system.restart = {10, 30, 5};
  StartOrder order = start_order(system);
  EXPECT_THAT(order.ready, ElementsAre(Eq(10), Eq(30), Eq(5)));
  EXPECT_THAT(order.in_full, ElementsAre(Eq(30), Eq(30), Eq(30)));
  system = test::system_of({{{all_of({1}, 1)}, {}, {{{0, 1}, 1, 1, 1, 0, 0, {}}}}, 0});
  system.restart = {10, 30, 5};
  system.excluded[1] = 1;
  order = start_order(system);
  EXPECT_THAT(order.ready[0], Eq(10));
  EXPECT_FALSE(order.in_full[0].has_value()) << "what it would need for that is out of use";
  EXPECT_FALSE(order.in_full[2].has_value()) << "0 is never more than degraded";
}

TEST(StartOrder, WhatIsOutOfUseNeverComesUp) {
  System system = test::system_of({{{}, {}}, 0});
  system.excluded[0] = 1;
  const StartOrder order = start_order(system);
  EXPECT_THAT(order.order, ElementsAre(ElementsAre(n(1))));
  EXPECT_FALSE(order.ready[0].has_value());
  EXPECT_THAT(order.deadlocks, IsEmpty());
}

}  // namespace
}  // namespace hakyu::sim
