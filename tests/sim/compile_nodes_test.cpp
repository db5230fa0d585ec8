#include <gmock/gmock.h>

#include "compile_fixture.hpp"
#include "sim/compile/fields.hpp"

namespace hakyu::sim {
namespace {

using namespace testing_compile;  // NOLINT(google-build-using-namespace): the fixture of this test
using testing::ElementsAre;
using testing::IsEmpty;

TEST(CompileNodes, ResourcesComeFirstInOrderThenServices) {
  Model m = model();
  add_resource(m, "b");
  add_resource(m, "a");
  m.services.emplace_back().id = "s";
  m.flows.emplace_back().id = "f";
  const System system = compiled(m);
  EXPECT_THAT(system.node_ids, ElementsAre("b", "a", "s"));
  EXPECT_EQ(system.node_of.at("a"), NodeIndex(1));
  EXPECT_EQ(system.flow_of.at("f"), FlowIndex(0));
  EXPECT_FALSE(system.is_service(NodeIndex(1)));
  EXPECT_TRUE(system.is_service(NodeIndex(2)));
}

TEST(CompileNodes, StudyIsTaken) {
  Model m = model();
  m.study->seed = 77;
  const System system = compiled(m);
  EXPECT_EQ(system.seed, 77U);
  EXPECT_EQ(system.horizon, 30 * day);
  EXPECT_EQ(system.start, start);
  ASSERT_EQ(system.load_peaks.size(), 44U);  // fourteen days beyond the horizon
  EXPECT_EQ(system.load_peaks.back(), (Interval{43 * day + 9 * hour, 43 * day + 11 * hour}));
}

TEST(CompileNodes, LoadPeaksOpenEachByItself) {
  Model m = model();
  m.calendar.load_peaks = {{models::DayKind::every, 0h, 24h, {}}, {models::DayKind::every, 12h, 18h, {}}};
  const System whole_days = compiled(m);
  ASSERT_EQ(whole_days.load_peaks.size(), 88U);
  EXPECT_EQ(whole_days.load_peaks[1], (Interval{12 * hour, 18 * hour}));
  EXPECT_EQ(whole_days.load_peaks[2], (Interval{day, 2 * day})) << "a new one opens where another ends";
  EXPECT_FALSE(whole_days.latent_window);
  m.calendar.load_peaks = {{models::DayKind::holiday, 9h, 11h, {}}};
  const System never = compiled(m);
  EXPECT_TRUE(never.load_peaks.empty());
  EXPECT_FALSE(never.latent_window) << "stated, although none comes";
}

TEST(CompileNodes, WithoutAStudyThereIsNoSystem) {
  Model m = model();
  m.study.reset();
  const CompileResult result = result_of(m);
  EXPECT_FALSE(result.system);
  EXPECT_THAT(codes(result.diagnostics), ElementsAre("missing-study"));
}

TEST(CompileNodes, RestartIsStatedOrTheDefaultOfTheKindNotedOnce) {
  Model m = model();
  add_resource(m, "a").restart = 7min;
  add_resource(m, "b");
  add_resource(m, "c");
  m.services.emplace_back().id = "s";
  const System system = compiled(m);
  EXPECT_EQ(system.restart[0], 420);
  EXPECT_EQ(static_cast<double>(system.restart[1]), std::ceil(default_mean(fields::restart, "server")));
  EXPECT_EQ(system.restart[3], 0);
  EXPECT_EQ(about(system, fields::restart, "").size(), 1U);
}

TEST(CompileRequirements, HostFirstThenOwnThenStatedFromOutside) {
  Model m = model();
  add_resource(m, "host");
  add_resource(m, "x");
  add_resource(m, "y");
  models::Resource& app = add_resource(m, "app");
  app.runs_on = "host";
  app.requirements = {needs({"x", "y"}, 1, 1)};
  app.requirements[0].on_loss = Level::degraded;
  app.requirements[0].holdover = 5min;
  app.requirements[0].recovery = 1min;
  app.requirements[0].over = {"f"};
  m.flows.emplace_back().id = "f";
  models::Dependency outside;
  outside.from = "app";
  outside.requirement = needs_all({"y"});
  m.dependencies = {outside};
  const System system = compiled(m);
  const DependencyGraph& graph = system.graph;
  ASSERT_EQ(graph.requirement_count(), 3U);
  EXPECT_EQ(graph.first_requirement[3], 0U);
  EXPECT_THAT(graph.providers[0], ElementsAre(NodeIndex(0)));
  EXPECT_EQ(graph.on_loss[0], Level::down);
  EXPECT_THAT(graph.providers[1], ElementsAre(NodeIndex(1), NodeIndex(2)));
  EXPECT_EQ(graph.k_up[1], 1U);
  EXPECT_EQ(graph.on_loss[1], Level::degraded);
  EXPECT_THAT(graph.over[1], ElementsAre(FlowIndex(0)));
  EXPECT_EQ(graph.filters.at(graph.filter[1]).holdover, 300);
  EXPECT_EQ(graph.filters.at(graph.filter[1]).recovery, 60);
  EXPECT_THAT(graph.providers[2], ElementsAre(NodeIndex(2)));
  EXPECT_EQ(about(system, rules::buffers_refill, "").size(), 1U);
  ASSERT_EQ(about(system, rules::dependency, "app").size(), 1U);
  EXPECT_EQ(about(system, rules::dependency, "app")[0].value, "y");
}

TEST(CompileRequirements, ExcludedProvidersDoNotCount) {
  for (const models::Usable usable :
       {models::Usable::spare, models::Usable::repair, models::Usable::retired}) {
    Model m = model();
    add_resource(m, "a");
    add_resource(m, "b").usable = usable;
    add_resource(m, "c").requirements = {needs({"a", "b"}, 1, 1)};
    const System system = compiled(m);
    EXPECT_THAT(system.excluded, ElementsAre(0, 1, 0));
    EXPECT_THAT(system.graph.providers[0], ElementsAre(NodeIndex(0)));
    EXPECT_EQ(system.graph.k_up[0], 1U);
  }
}

TEST(CompileRequirements, AQuorumThatCanNeverBeMetIsAnError) {
  const auto with = [](models::Requirement requirement) {
    Model m = model();
    add_resource(m, "a");
    add_resource(m, "b").usable = models::Usable::retired;
    requirement.annotation.origin.pointer = "/resources/2/requires/0";
    add_resource(m, "c").requirements = {std::move(requirement)};
    return result_of(m);
  };
  for (const models::Requirement& bad :
       {needs_all({"a", "b"}), needs({"a", "b"}, 2, 1), needs({"b"}, 1, 1)}) {
    const CompileResult result = with(bad);
    EXPECT_FALSE(result.system);
    ASSERT_THAT(codes(result.diagnostics), ElementsAre("quorum-unreachable"));
    EXPECT_EQ(result.diagnostics[0].pointer, "/resources/2/requires/0");
    EXPECT_EQ(result.diagnostics[0].found, bad.of.size() == 2 ? "1" : "0");
    EXPECT_EQ(result.diagnostics[0].expected, bad.of.size() == 2 ? "2" : "1");
  }
  EXPECT_TRUE(with(needs({"a", "b"}, 1, 1)).system);
}

TEST(CompileRequirements, ARetiredHostIsAnErrorAndARetiredGuestIsNot) {
  Model m = model();
  add_resource(m, "host").usable = models::Usable::retired;
  add_resource(m, "guest").runs_on = "host";
  EXPECT_THAT(codes(result_of(m).diagnostics), ElementsAre("quorum-unreachable"));
  m.resources[1].usable = models::Usable::retired;
  EXPECT_EQ(compiled(m).graph.requirement_count(), 0U);
}

TEST(CompileReliability, ModesOfTheStudy) {
  Model m = model();
  add_resource(m, "silent", "acme");
  models::Resource& stated = add_resource(m, "stated");
  stated.reliability.emplace();
  stated.reliability->time_to_failure = models::Exponential{100h};
  add_resource(m, "spare").usable = models::Usable::spare;
  const auto failing = [&m](models::Failures mode) {
    m.study->failures = mode;
    return compiled(m);
  };
  EXPECT_THAT(failing(models::Failures::none).failing, IsEmpty());

  const System only_stated = failing(models::Failures::stated);
  ASSERT_EQ(only_stated.failing.size(), 1U);
  EXPECT_EQ(only_stated.failing[0].node, NodeIndex(1));
  EXPECT_EQ(only_stated.failing[0].time_to_failure.mean(), 360'000.0);
  EXPECT_EQ(only_stated.failing[0].time_to_repair.mean(), default_mean(fields::time_to_repair, "server"));
  EXPECT_EQ(only_stated.failing[0].key, stream_key("resource", "stated"));
  EXPECT_THAT(about(only_stated, fields::time_to_failure, "stated"), IsEmpty());
  EXPECT_EQ(about(only_stated, fields::time_to_repair, "stated").size(), 1U);

  const System by_default = failing(models::Failures::default_);
  ASSERT_EQ(by_default.failing.size(), 2U);
  EXPECT_EQ(by_default.failing[0].time_to_failure.mean(), default_mean(fields::time_to_failure, "server"));
  const std::vector<Assumption> noted = about(by_default, fields::time_to_failure, "silent");
  ASSERT_EQ(noted.size(), 1U);
  EXPECT_EQ(noted[0].kind, "server");
  EXPECT_EQ(noted[0].ask, "acme");
  EXPECT_EQ(noted[0].source, row(fields::time_to_failure, "server").source);
  EXPECT_FALSE(noted[0].value.empty());
}

TEST(CompileReliability, AvailabilityAloneIsForExactComputationsOnly) {
  Model m = model();
  m.study->failures = models::Failures::default_;
  models::Resource& resource = add_resource(m, "a");
  resource.reliability.emplace();
  resource.reliability->availability = models::Estimate{0.99, {}, {}};
  const System system = compiled(m);
  EXPECT_THAT(system.failing, IsEmpty());
  EXPECT_EQ(about(system, rules::availability_only, "a").size(), 1U);
}

TEST(CompileReliability, NeedsNameNodesAndFlows) {
  Model m = model();
  m.study->failures = models::Failures::stated;
  m.flows.emplace_back().id = "line";
  add_resource(m, "router");
  models::Resource& resource = add_resource(m, "a");
  resource.reliability.emplace();
  resource.reliability->time_to_failure = constant(100h);
  resource.reliability->time_to_repair = constant(1h);
  resource.reliability->ages = models::Ages::operating;
  resource.reliability->needs = {"line", "router"};
  const System assumed = compiled(m);
  ASSERT_EQ(assumed.failing.size(), 1U);
  EXPECT_THAT(assumed.failing[0].needs_nodes, ElementsAre(NodeIndex(0)));
  EXPECT_THAT(assumed.failing[0].needs_flows, ElementsAre(FlowIndex(0)));
  EXPECT_TRUE(assumed.failing[0].ages_operating);
  ASSERT_TRUE(assumed.failing[0].extra_if_unavailable);
  EXPECT_EQ(assumed.failing[0].extra_if_unavailable->mean(),
            default_mean(fields::extra_if_unavailable, "server"));
  EXPECT_EQ(about(assumed, fields::extra_if_unavailable, "a").size(), 1U);
  m.resources[1].reliability->extra_if_unavailable = constant(2h);
  EXPECT_EQ(compiled(m).failing[0].extra_if_unavailable->mean(), 7200.0);
  m.resources[1].reliability->needs.clear();
  EXPECT_FALSE(compiled(m).failing[0].extra_if_unavailable);
}

TEST(CompileReliability, ACombinationWithoutARowIsAnErrorNamedOnce) {
  Model m = model();
  add_resource(m, "a").restart = 1min;
  add_resource(m, "b").restart = 1min;
  m.study->failures = models::Failures::default_;
  const CompileResult result = result_of(m, models::Defaults{});
  EXPECT_FALSE(result.system);
  EXPECT_THAT(codes(result.diagnostics), ElementsAre("missing-default", "missing-default"));
  EXPECT_EQ(result.diagnostics[0].found, "resource.time_to_failure server");
}

TEST(CompileServices, TakeWhatIsStated) {
  Model m = model();
  models::Service& service = m.services.emplace_back();
  service.id = "s";
  service.weight = {3.0, 2.0, 4.0};
  service.demand = models::Rate{6.0 / 3600};
  service.degraded_capacity = 0.75;
  service.fallback = models::Fallback{0.5, 4h, 0.25, {}};
  service.tolerance = 30min;
  service.limit = 8h;
  const System system = compiled(m);
  ASSERT_EQ(system.services.size(), 1U);
  const CompiledService& s = system.services[0];
  EXPECT_EQ(s.node, NodeIndex(0));
  EXPECT_EQ(s.weight, 3.0);
  EXPECT_NEAR(s.demand.until(day), 144.0, 1e-9);
  EXPECT_EQ(s.degraded_capacity, 0.75);
  EXPECT_EQ(s.fallback_capacity, 0.5);
  EXPECT_EQ(s.fallback_sustain, 4 * hour);
  EXPECT_EQ(s.fallback_exhausted, 0.25);
  EXPECT_EQ(s.tolerance, 1800);
  EXPECT_EQ(s.limit, 8 * hour);
  EXPECT_THAT(about(system, fields::fallback_capacity, "s"), IsEmpty());
}

TEST(CompileServices, WhatIsNotStatedIsNoted) {
  Model m = model();
  models::Service& service = m.services.emplace_back();
  service.id = "s";
  System system = compiled(m);
  EXPECT_EQ(about(system, fields::fallback_capacity, "s").size(), 1U);
  EXPECT_EQ(about(system, fields::demand, "s").size(), 1U);
  EXPECT_NEAR(system.services[0].demand.until(hour), default_number(fields::demand, "any"), 1e-12);
  EXPECT_FALSE(system.services[0].tolerance);
  m.services[0].fallback = models::Fallback{0.5, std::nullopt, 0.0, {}};
  system = compiled(m);
  EXPECT_EQ(about(system, fields::fallback_sustain, "s").size(), 1U);
  EXPECT_EQ(static_cast<double>(system.services[0].fallback_sustain),
            std::ceil(default_mean(fields::fallback_sustain, "any")));
}

}  // namespace
}  // namespace hakyu::sim
