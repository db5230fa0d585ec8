#include "sim/levels/remote_help.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/levels/impact.hpp"
#include "tests/sim/compile_fixture.hpp"

namespace hakyu::sim {
namespace {

using namespace testing_compile;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// A record that minato repairs over the line "rm" through "vpn", an archive with the same need whose travel
/// time nobody states, and a robot that requires something over "rm".
System hospital() {
  Model made = model();
  made.study->failures = models::Failures::stated;
  add_resource(made, "vpn");
  models::Reliability repaired;
  repaired.time_to_failure = constant(24h);
  repaired.time_to_repair = constant(1h);
  repaired.needs = {"rm", "vpn"};
  models::Resource& archive = add_resource(made, "archive");
  archive.reliability = repaired;
  models::Resource& record = add_resource(made, "record");
  repaired.extra_if_unavailable = models::Triangular{2h, 3h, 4h};
  repaired.annotation.assumption = true;
  record.reliability = repaired;
  record.remote_maintenance.push_back({"minato", "vpn", {"rm", "rm-2"}, true, {}});
  models::Resource& robot = add_resource(made, "robot");
  robot.requirements.push_back(needs_all({"record"}));
  robot.requirements.back().over = {"rm"};
  models::Resource& old = add_resource(made, "old");
  old.reliability = repaired;
  old.usable = models::Usable::retired;
  for (const char* id : {"rm", "rm-2", "other"}) {
    models::Flow flow;
    flow.id = id;
    flow.from = "vpn";
    flow.to = "record";
    made.flows.push_back(flow);
  }
  return compiled(std::move(made));
}

TEST(RemoteHelp, ABlockedLineMakesRepairsSlower) {
  const System system = hospital();
  const FlowIndex rm = system.flow_of.at("rm");
  const RemoteHelp help = lost_remote_help(system, impact(system, {}, {rm}).levels, {rm, rm});
  ASSERT_EQ(help.blocked.size(), 1U);
  EXPECT_EQ(help.blocked[0].flow, rm);
  EXPECT_THAT(help.blocked[0].required_by, ElementsAre(system.node_of.at("robot")));
  ASSERT_EQ(help.slower.size(), 2U);
  EXPECT_EQ(help.slower[0].node, system.node_of.at("archive"));
  EXPECT_EQ(help.slower[0].from, ExtraFrom::table_of_defaults);
  EXPECT_NE(help.slower[0].extra, "");
  EXPECT_EQ(help.slower[1].node, system.node_of.at("record"));
  EXPECT_THAT(help.slower[1].blocked, ElementsAre(rm));
  EXPECT_THAT(help.slower[1].not_up, IsEmpty());
  EXPECT_EQ(help.slower[1].extra, "triangular 2h 3h 4h");
  EXPECT_EQ(help.slower[1].from, ExtraFrom::assumed_in_model);
  ASSERT_EQ(help.cut.size(), 1U);
  EXPECT_EQ(help.cut[0].node, system.node_of.at("record"));
  EXPECT_THAT(help.cut[0].blocked, ElementsAre(rm));
  EXPECT_FALSE(help.cut[0].via.valid());
}

TEST(RemoteHelp, ADeviceThatIsNotUpCutsTheLineToo) {
  const System system = hospital();
  const NodeIndex vpn = system.node_of.at("vpn");
  const RemoteHelp help = lost_remote_help(system, impact(system, {{vpn, Level::degraded}}, {}).levels, {});
  EXPECT_THAT(help.blocked, IsEmpty());
  ASSERT_EQ(help.slower.size(), 2U);
  EXPECT_THAT(help.slower[1].not_up, ElementsAre(vpn));
  ASSERT_EQ(help.cut.size(), 1U);
  EXPECT_EQ(help.cut[0].via, vpn);
}

TEST(RemoteHelp, NothingIsLostWhereNothingIsCut) {
  const System system = hospital();
  const FlowIndex other = system.flow_of.at("other");
  EXPECT_TRUE(lost_remote_help(system, std::vector(system.graph.size(), Level::up), {}).empty());
  const RemoteHelp help = lost_remote_help(system, std::vector(system.graph.size(), Level::up), {other});
  EXPECT_EQ(help.blocked.size(), 1U);
  EXPECT_THAT(help.slower, IsEmpty());
  EXPECT_THAT(help.cut, IsEmpty());
}

TEST(RemoteHelp, RefusesWrongSizes) {
  const System system = hospital();
  EXPECT_THROW((void)lost_remote_help(system, {}, {}), models::Error);
  EXPECT_THROW((void)lost_remote_help(system, std::vector(system.graph.size(), Level::up), {FlowIndex(9)}),
               models::Error);
}

}  // namespace
}  // namespace hakyu::sim
