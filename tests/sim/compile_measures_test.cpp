#include <gmock/gmock.h>

#include "compile_fixture.hpp"
#include "sim/compile/fields.hpp"

namespace hakyu::sim {
namespace {

using namespace testing_compile;  // NOLINT(google-build-using-namespace): the fixture of this test
using testing::ElementsAre;
using testing::IsEmpty;

/// A machine, and an operating system on it.
Model with_machine() {
  Model m = model();
  add_resource(m, "machine", "acme");
  models::Resource& os = add_resource(m, "os", "acme");
  os.kind = models::ResourceKind::operating_system;
  os.runs_on = "machine";
  return m;
}

TEST(CompileMeasures, TakeWhatIsStated) {
  Model m = with_machine();
  models::Measure measure = stated_measure("patch", {"os"});
  measure.work->downtime = constant(20min);
  measure.work->level_during = Level::degraded;
  measure.work->give_up_after = 3h;
  measure.failure = models::Failure{models::Estimate{0.1, {}, {}}, constant(2h), {}};
  measure.latent = models::Latent{models::Estimate{0.2, {}, {}}, {"machine"}, Level::degraded, constant(4h),
                                  models::AfterDefect::keep,     {}};
  measure.cost = 5.0;
  measure.expires = 2026y / 12 / 10;
  measure.in_force_at_start = true;
  m.flows.emplace_back().id = "line";
  measure.effects.push_back({models::LimitsNode{"machine", Level::degraded}, {}});
  measure.effects.push_back({models::BlocksFlow{"line"}, {}});
  m.measures = {measure};
  const System system = compiled(m);
  const CompiledMeasure& c = system.measures.at(0);
  EXPECT_EQ(c.key, stream_key("measure", "patch"));
  EXPECT_TRUE(c.in_force_at_start);
  EXPECT_TRUE(c.has_work);
  EXPECT_EQ(c.duration.mean(), 3600.0);
  ASSERT_TRUE(c.downtime);
  EXPECT_EQ(c.downtime->mean(), 1200.0);
  EXPECT_THAT(c.scope, ElementsAre(ScopedNode{NodeIndex(1), 0}));
  EXPECT_EQ(c.level_during, Level::degraded);
  EXPECT_EQ(c.give_up_after, 3 * hour);
  EXPECT_EQ(c.failure_probability, 0.1);
  EXPECT_EQ(c.rollback.mean(), 7200.0);
  EXPECT_EQ(c.latent_probability, 0.2);
  EXPECT_THAT(c.latent_nodes, ElementsAre(NodeIndex(0)));
  EXPECT_EQ(c.latent_level, Level::degraded);
  EXPECT_EQ(c.latent_repair.mean(), 4.0 * hour);
  EXPECT_TRUE(c.latent_keeps);
  ASSERT_EQ(c.limits.size(), 1U);
  EXPECT_EQ(c.limits[0].node, NodeIndex(0));
  EXPECT_EQ(c.limits[0].level, Level::degraded);
  EXPECT_THAT(c.blocks, ElementsAre(FlowIndex(0)));
  EXPECT_EQ(c.expires, 4 * day);  // the whole of the 10th still counts
  EXPECT_EQ(c.cost, 5.0);
  for (const Assumption& each : system.assumptions) EXPECT_NE(each.subject, "patch") << each.field;
}

TEST(CompileMeasures, UnknownStaysUnknown) {
  Model m = with_machine();
  models::Measure measure;
  measure.id = "patch";
  measure.by = "acme";
  measure.targets = {"os"};
  measure.change = models::ChangeKind::os_update;
  for (const models::MeasureKind kind : {models::MeasureKind::vendor_fix, models::MeasureKind::workaround,
                                         models::MeasureKind::mitigation, models::MeasureKind::change}) {
    measure.kind = kind;
    m.measures = {measure};
    const System system = compiled(m);
    const CompiledMeasure& c = system.measures.at(0);
    EXPECT_TRUE(c.has_work);
    EXPECT_EQ(c.duration.mean(), default_mean(fields::work_duration, "os_update"));
    EXPECT_FALSE(c.downtime);
    EXPECT_THAT(c.scope, ElementsAre(ScopedNode{NodeIndex(0), 0}));  // an operating system: its machine
    EXPECT_EQ(c.level_during, Level::down);
    EXPECT_EQ(c.failure_probability, default_number(fields::failure_probability, "os_update/unknown"));
    EXPECT_GT(c.failure_probability, 0.0);
    EXPECT_EQ(c.rollback.mean(), default_mean(fields::rollback, "os_update"));
    EXPECT_EQ(c.latent_probability, default_number(fields::latent_probability, "os_update/unknown"));
    EXPECT_THAT(c.latent_nodes, ElementsAre(NodeIndex(1)));
    EXPECT_EQ(c.latent_repair.mean(), default_mean(fields::latent_repair, "os_update"));
    EXPECT_FALSE(c.latent_keeps);
    for (const std::string_view field :
         {fields::work_duration, fields::failure_probability, fields::rollback, fields::latent_probability,
          fields::latent_repair, rules::restart_scope, rules::cost}) {
      ASSERT_EQ(about(system, field, "patch").size(), 1U) << field;
      EXPECT_EQ(about(system, field, "patch")[0].ask, "acme") << field;
    }
    EXPECT_EQ(about(system, rules::restart_scope, "patch")[0].value, "machine");
    EXPECT_EQ(about(system, fields::failure_probability, "patch")[0].kind, "os_update/unknown");
  }
}

TEST(CompileMeasures, AnAcceptanceChangesNothing) {
  Model m = with_machine();
  models::Measure measure;
  measure.id = "accept";
  measure.kind = models::MeasureKind::acceptance;
  measure.targets = {"os"};
  m.measures = {measure};
  const System system = compiled(m);
  EXPECT_FALSE(system.measures[0].has_work);
  EXPECT_THAT(system.measures[0].scope, IsEmpty());
  EXPECT_EQ(system.measures[0].failure_probability, 0.0);
  EXPECT_EQ(system.measures[0].latent_probability, 0.0);
  EXPECT_THAT(about(system, fields::work_duration, "accept"), IsEmpty());
}

TEST(CompileMeasures, RollbackAndRepairDefaultsOnlyWhereTheyCanHappen) {
  Model m = with_machine();
  m.measures = {stated_measure("sure", {"os"}), stated_measure("timed", {"os"})};
  m.measures[1].work->give_up_after = 2h;
  m.measures[0].work->restart = models::RestartScope::none;
  const System system = compiled(m);
  EXPECT_THAT(about(system, fields::rollback, "sure"), IsEmpty());
  EXPECT_EQ(about(system, fields::rollback, "timed").size(), 1U);
  EXPECT_THAT(about(system, fields::latent_repair, "sure"), IsEmpty());
  EXPECT_THAT(system.measures[0].scope, IsEmpty());
}

TEST(CompileMeasures, ConflictsHoldBothWaysAndRequirementsOneWay) {
  Model m = with_machine();
  m.measures = {stated_measure("a", {"os"}), stated_measure("b", {"os"}), stated_measure("c", {"os"})};
  m.measures[0].conflicts = {"b"};
  m.measures[1].conflicts = {"a"};
  m.measures[2].conflicts = {"a"};
  m.measures[2].requires_measures = {"b"};
  const System system = compiled(m);
  EXPECT_THAT(system.measures[0].conflicts, ElementsAre(MeasureIndex(1), MeasureIndex(2)));
  EXPECT_THAT(system.measures[0].conflicts_stated, ElementsAre(MeasureIndex(1)));
  EXPECT_THAT(system.measures[1].conflicts, ElementsAre(MeasureIndex(0)));
  EXPECT_THAT(system.measures[2].conflicts, ElementsAre(MeasureIndex(0)));
  EXPECT_THAT(system.measures[2].requires_measures, ElementsAre(MeasureIndex(1)));
  EXPECT_THAT(system.measures[1].requires_measures, IsEmpty());
}

TEST(CompileMeasures, WhatHasExpiredIsNotInForceAtTheStart) {
  Model m = with_machine();
  m.measures = {stated_measure("old", {"os"})};
  m.measures[0].in_force_at_start = true;
  m.measures[0].expires = 2026y / 12 / 6;
  EXPECT_FALSE(compiled(m).measures[0].in_force_at_start);
  m.measures[0].expires = 2026y / 12 / 7;
  EXPECT_TRUE(compiled(m).measures[0].in_force_at_start);
}

TEST(CompileMeasures, ADefaultRestartThatLengthensAnOutageIsNoted) {
  Model m = model();
  add_resource(m, "db");
  add_resource(m, "app", "acme").requirements = {needs_all({"db"})};
  m.measures = {stated_measure("patch", {"db"})};
  m.measures[0].work->restart = models::RestartScope::dependencies;
  const System system = compiled(m);
  EXPECT_THAT(system.measures[0].scope,
              ElementsAre(ScopedNode{NodeIndex(0), 0}, ScopedNode{NodeIndex(1), system.restart[1]}));
  ASSERT_EQ(about(system, fields::restart, "app").size(), 1U);
  EXPECT_EQ(about(system, fields::restart, "app")[0].ask, "acme");
}

TEST(CompileMeasures, LatentWindowIsNotedWithoutLoadPeaks) {
  Model m = with_machine();
  m.measures = {stated_measure("a", {"os"})};
  m.calendar.load_peaks.clear();
  EXPECT_THAT(about(compiled(m), fields::latent_window, ""), IsEmpty());
  m.measures[0].latent->probability = models::Estimate{0.1, {}, {}};
  ASSERT_EQ(about(compiled(m), fields::latent_window, "").size(), 1U);
  EXPECT_EQ(about(compiled(m), fields::latent_window, "")[0].value, "uniform 0s 1w");
  EXPECT_EQ(compiled(m).latent_window->upper_bound(), 7 * 86'400);
  m.calendar.load_peaks = {{models::DayKind::every, 9h, 11h, {}}};
  EXPECT_THAT(about(compiled(m), fields::latent_window, ""), IsEmpty());
}

TEST(CompileInputs, MarkedAsAssumptionsAreListedWithTheirSource) {
  Model m = with_machine();
  m.measures = {stated_measure("a", {"os"})};
  m.measures[0].by = "acme";
  m.measures[0].failure->probability = models::Estimate{0.02, 0.005, 0.04};
  m.measures[0].failure->annotation.assumption = true;
  m.measures[0].failure->annotation.source = "a survey";
  m.measures[0].work->annotation.assumption = true;
  m.resources[1].requirements = {needs_all({"machine"})};
  m.resources[1].requirements[0].holdover = 10min;
  m.resources[1].requirements[0].annotation.assumption = true;
  m.resources[1].requirements.push_back(m.resources[1].requirements[0]);  // said twice, listed once
  const System system = compiled(m);
  const std::vector<Assumption> failure = about(system, stated::failure, "a");
  ASSERT_EQ(failure.size(), 1U);
  EXPECT_EQ(failure[0].kind, "stated");
  EXPECT_EQ(failure[0].value, "2%");
  EXPECT_EQ(failure[0].range, "0.5%–4%");
  EXPECT_EQ(failure[0].source, "a survey");
  EXPECT_EQ(failure[0].ask, "acme");
  ASSERT_EQ(about(system, stated::work, "a").size(), 1U);
  EXPECT_EQ(about(system, stated::work, "a")[0].value, "1h");
  EXPECT_EQ(about(system, stated::work, "a")[0].source, "assumption");
  ASSERT_EQ(about(system, stated::requirement, "os").size(), 1U);
  EXPECT_EQ(about(system, stated::requirement, "os")[0].value, "machine; holdover 10m");
  EXPECT_THAT(about(system, stated::latent, "a"), IsEmpty());
  EXPECT_TRUE(std::is_sorted(system.assumptions.begin(), system.assumptions.end()));
  EXPECT_EQ(std::adjacent_find(system.assumptions.begin(), system.assumptions.end()),
            system.assumptions.end());
}

}  // namespace
}  // namespace hakyu::sim
