#include <gmock/gmock.h>

#include "compile_fixture.hpp"
#include "sim/compile/fields.hpp"

namespace hakyu::sim {
namespace {

using namespace testing_compile;  // NOLINT(google-build-using-namespace): the fixture of this test
using models::Says;
using testing::ElementsAre;
using testing::IsEmpty;

/// An operating system of one vendor, two applications on it of others, and two patches of the former.
Model with_neighbours() {
  Model m = model();
  add_resource(m, "os", "acme");
  add_resource(m, "ehr", "bolt").requirements = {needs_all({"os"})};
  add_resource(m, "lab", "cato").runs_on = "os";
  add_resource(m, "own", "acme").runs_on = "os";
  add_resource(m, "orphan").runs_on = "os";
  m.measures = {stated_measure("p", {"os"}), stated_measure("q", {"os"})};
  return m;
}

const CompiledStatement* find(const System& system, const std::string& id) {
  const auto at = std::find(system.statement_ids.begin(), system.statement_ids.end(), id);
  return at == system.statement_ids.end()
             ? nullptr
             : &system.statements[static_cast<std::size_t>(at - system.statement_ids.begin())];
}

TEST(CompileStatements, TakeWhatIsStated) {
  Model m = with_neighbours();
  models::Statement s = says("st", Says::unverified, {"q", "p"}, "ehr");
  s.probability = models::Estimate{0.3, {}, {}};
  s.level = Level::degraded;
  s.appears = constant(5min);
  s.repair = constant(2h);
  m.statements = {s};
  const System system = compiled(m);
  const CompiledStatement* c = find(system, "st");
  ASSERT_NE(c, nullptr);
  EXPECT_EQ(c->key, stream_key("statement", "st"));
  EXPECT_THAT(c->when, ElementsAre(MeasureIndex(0), MeasureIndex(1)));  // a set
  EXPECT_EQ(c->resource, NodeIndex(1));
  EXPECT_EQ(c->probability, 0.3);
  EXPECT_EQ(c->level, Level::degraded);
  EXPECT_FALSE(c->at_load_peak);
  EXPECT_EQ(c->delay.mean(), 300.0);
  ASSERT_TRUE(c->repair);
  EXPECT_EQ(c->repair->mean(), 7200.0);
  EXPECT_EQ(c->origin, StatementOrigin::stated);
  EXPECT_EQ(c->model_index, 0U);
  EXPECT_THAT(about(system, fields::statement_probability, "st"), IsEmpty());
}

TEST(CompileStatements, AppearsAndRepairAsWords) {
  Model m = with_neighbours();
  models::Statement s = says("st", Says::incompatible, {"p"}, "ehr");
  s.appears = models::AtLoadPeak{};
  s.repair = models::Lasting{};
  m.statements = {s};
  const System system = compiled(m);
  EXPECT_TRUE(find(system, "st")->at_load_peak);
  EXPECT_FALSE(find(system, "st")->repair);
}

TEST(CompileStatements, WhatIsAbsentDependsOnWhatTheySay) {
  Model m = with_neighbours();
  m.measures[0].change = models::ChangeKind::firmware;
  for (const Says what : {Says::compatible, Says::conditional, Says::unverified}) {
    m.statements = {says("st", what, {"p"}, "ehr")};
    const System system = compiled(m);
    const std::string kind = std::string(what == Says::compatible    ? "compatible"
                                         : what == Says::conditional ? "conditional"
                                                                     : "unverified") +
                             "/firmware";
    const CompiledStatement* c = find(system, "st");
    EXPECT_EQ(c->probability, default_number(fields::statement_probability, kind)) << kind;
    EXPECT_GT(c->probability, 0.0);  // compatible is not "never"
    EXPECT_TRUE(c->at_load_peak);
    ASSERT_TRUE(c->repair);
    EXPECT_EQ(c->repair->mean(), default_mean(fields::statement_repair, kind));
    ASSERT_EQ(about(system, fields::statement_probability, "st").size(), 1U);
    EXPECT_EQ(about(system, fields::statement_probability, "st")[0].kind, kind);
    EXPECT_EQ(about(system, fields::statement_probability, "st")[0].ask, "vendor");
  }
  m.statements = {says("st", Says::incompatible, {"p"}, "ehr")};
  const System system = compiled(m);
  EXPECT_EQ(find(system, "st")->probability, 1.0);
  EXPECT_FALSE(find(system, "st")->at_load_peak);
  EXPECT_EQ(find(system, "st")->delay.mean(), 0.0);
  EXPECT_FALSE(find(system, "st")->repair);
  EXPECT_THAT(about(system, fields::statement_probability, "st"), IsEmpty());
}

TEST(CompileStatements, OfSeveralMeasuresTheRiskiestChangeCounts) {
  Model m = with_neighbours();
  const auto probability = [](const char* change) {
    return default_number(fields::statement_probability, std::string("unverified/") + change);
  };
  m.measures[0].change = models::ChangeKind::definition_update;
  m.measures[1].change = models::ChangeKind::database;
  ASSERT_NE(probability("definition_update"), probability("database"));
  m.statements = {says("st", Says::unverified, {"p", "q"}, "ehr")};
  EXPECT_EQ(find(compiled(m), "st")->probability,
            std::max(probability("definition_update"), probability("database")));
  std::swap(m.measures[0].change, m.measures[1].change);
  EXPECT_EQ(find(compiled(m), "st")->probability,
            std::max(probability("definition_update"), probability("database")));
}

TEST(CompileStatements, TheWorstAppliesAndContradictionsAreListed) {
  Model m = with_neighbours();
  m.statements = {says("good", Says::compatible, {"p"}, "ehr"), says("open", Says::unverified, {"p"}, "ehr"),
                  says("bad", Says::incompatible, {"p"}, "ehr"),
                  says("maybe", Says::conditional, {"p"}, "ehr")};
  m.statements[2].probability = models::Estimate{0.001, {}, {}};  // what is said goes before how likely
  for (const char* worst : {"bad", "open", "maybe", "good"}) {
    const CompileResult result = result_of(m);
    ASSERT_TRUE(result.system);
    EXPECT_NE(find(*result.system, worst), nullptr);
    const bool alone = m.statements.size() == 1;
    EXPECT_EQ(std::count(result.system->statement_ids.begin(), result.system->statement_ids.end(), "good"),
              alone ? 1 : 0);
    EXPECT_EQ(codes(result.diagnostics),
              alone ? std::vector<std::string>{} : std::vector<std::string>{"conflicting-statements"});
    std::erase_if(m.statements, [&](const models::Statement& each) { return each.id == worst; });
  }
}

TEST(CompileStatements, OfTheSameKindTheLikelierAndDeeperApplies) {
  Model m = with_neighbours();
  m.statements = {says("a", Says::unverified, {"p"}, "ehr"), says("b", Says::unverified, {"p"}, "ehr")};
  m.statements[0].probability = models::Estimate{0.1, {}, {}};
  m.statements[1].probability = models::Estimate{0.2, {}, {}};
  EXPECT_NE(find(compiled(m), "b"), nullptr);
  EXPECT_EQ(find(compiled(m), "a"), nullptr);
  EXPECT_THAT(result_of(m).diagnostics, IsEmpty());  // no contradiction
  m.statements[0].probability = models::Estimate{0.15, {}, {}};
  m.statements[1].level = Level::degraded;  // 0.2 × half as severe
  EXPECT_NE(find(compiled(m), "a"), nullptr);
}

TEST(CompileStatements, SupersededAndExpiredOnesAreLeftOut) {
  Model m = with_neighbours();
  m.statements = {says("old", Says::compatible, {"p"}, "ehr"), says("new", Says::unverified, {"p"}, "ehr"),
                  says("stale", Says::compatible, {"p"}, "lab")};
  m.statements[1].supersedes = "old";
  m.statements[2].valid_until = 2026y / 12 / 6;  // the day before the study
  const CompileResult result = result_of(m);
  ASSERT_TRUE(result.system);
  const System& system = *result.system;
  EXPECT_EQ(find(system, "old"), nullptr);
  EXPECT_NE(find(system, "new"), nullptr);
  EXPECT_EQ(find(system, "stale"), nullptr);
  EXPECT_NE(find(system, "silence:p:lab"), nullptr);  // an expired answer is no answer
  EXPECT_THAT(result.diagnostics, IsEmpty());
  ASSERT_EQ(about(system, rules::superseded, "old").size(), 1U);
  EXPECT_EQ(about(system, rules::superseded, "old")[0].value, "new");
  ASSERT_EQ(about(system, rules::expired, "stale").size(), 1U);
  EXPECT_EQ(about(system, rules::expired, "stale")[0].value, "2026-12-06");
  m.statements[2].valid_until = 2026y / 12 / 7;
  const System still = compiled(m);
  EXPECT_NE(find(still, "stale"), nullptr);
  EXPECT_EQ(about(still, rules::expires_within, "stale").size(), 1U);
  m.statements[2].valid_until = 2027y / 12 / 7;
  EXPECT_THAT(about(compiled(m), rules::expires_within, "stale"), IsEmpty());
}

TEST(CompileStatements, VersionsAreNotComparedAndThatIsSaid) {
  Model m = with_neighbours();
  m.statements = {says("st", Says::compatible, {"p"}, "ehr")};
  m.statements[0].versions = {"1.2", "1.3"};
  const std::vector<Assumption> noted = about(compiled(m), rules::versions, "st");
  ASSERT_EQ(noted.size(), 1U);
  EXPECT_EQ(noted[0].value, "1.2, 1.3");
}

TEST(CompileSilences, NeighboursOfOtherMaintainersAreAsked) {
  Model m = with_neighbours();
  m.statements = {says("st", Says::compatible, {"p"}, "ehr")};
  models::Service& service = m.services.emplace_back();
  service.id = "care";
  service.requirements = {needs_all({"os"})};
  const System system = compiled(m);
  // "own" has the same maintainer, "orphan" and the service have none, ({p}, ehr) is answered
  EXPECT_THAT(system.statement_ids, ElementsAre("st", "silence:p:lab", "silence:q:ehr", "silence:q:lab"));
  const CompiledStatement* c = find(system, "silence:p:lab");
  EXPECT_EQ(c->origin, StatementOrigin::silence);
  EXPECT_EQ(c->key, stream_key("statement", "silence:p:lab"));
  EXPECT_THAT(c->when, ElementsAre(MeasureIndex(0)));
  EXPECT_EQ(c->resource, NodeIndex(2));
  EXPECT_EQ(c->probability, default_number(fields::statement_probability, "silence/os_update"));
  EXPECT_EQ(c->level, Level::down);
  EXPECT_TRUE(c->at_load_peak);
  ASSERT_TRUE(c->repair);
  EXPECT_EQ(c->ask, "cato");
  EXPECT_FALSE(c->model_index);
  ASSERT_EQ(about(system, fields::statement_probability, "silence:p:lab").size(), 1U);
  EXPECT_EQ(about(system, fields::statement_probability, "silence:p:lab")[0].ask, "cato");
  EXPECT_EQ(about(system, rules::silence, "").size(), 1U);
}

TEST(CompileSilences, ADependencyStatedFromOutsideMakesANeighbour) {
  Model m = model();
  add_resource(m, "os", "acme");
  add_resource(m, "ehr", "bolt");
  m.measures = {stated_measure("p", {"os"})};
  EXPECT_THAT(compiled(m).statement_ids, IsEmpty());
  models::Dependency outside;
  outside.from = "ehr";
  outside.requirement = needs_all({"os"});
  m.dependencies = {outside};
  EXPECT_THAT(compiled(m).statement_ids, ElementsAre("silence:p:ehr"));
}

TEST(CompileSilences, OnlyAStatementAboutThisMeasureAloneIsAnAnswer) {
  Model m = with_neighbours();
  m.measures.pop_back();
  m.measures.push_back(stated_measure("q", {"orphan"}));
  m.statements = {says("both", Says::compatible, {"p", "q"}, "ehr"),
                  says("other", Says::compatible, {"q"}, "lab")};
  const System system = compiled(m);
  EXPECT_THAT(system.statement_ids, ElementsAre("both", "other", "silence:p:ehr", "silence:p:lab"));
}

TEST(CompileSilences, AcceptancesAndUnstatedMaintainersRaiseNoQuestion) {
  Model m = with_neighbours();
  m.measures[0].kind = models::MeasureKind::acceptance;
  m.measures[0].work.reset();
  m.measures.pop_back();
  EXPECT_THAT(compiled(m).statement_ids, IsEmpty());
  m = with_neighbours();
  m.resources[0].maintainer.clear();
  EXPECT_THAT(compiled(m).statement_ids, IsEmpty());
}

TEST(CompilePairs, TwoMeasuresConfirmedAloneAreUnverifiedTogether) {
  Model m = with_neighbours();
  m.resources[2].maintainer = "acme";  // lab: no silences
  m.statements = {says("p1", Says::compatible, {"p"}, "ehr"), says("q1", Says::conditional, {"q"}, "ehr")};
  const System system = compiled(m);
  EXPECT_THAT(system.statement_ids, ElementsAre("p1", "q1", "pair:p+q:ehr"));
  const CompiledStatement& c = system.statements[2];
  EXPECT_EQ(c.origin, StatementOrigin::unconfirmed_pair);
  EXPECT_THAT(c.when, ElementsAre(MeasureIndex(0), MeasureIndex(1)));
  EXPECT_EQ(c.resource, NodeIndex(1));
  EXPECT_EQ(c.probability, default_number(fields::statement_probability, "pair/any"));
  EXPECT_TRUE(c.at_load_peak);
  EXPECT_EQ(c.ask, "bolt");
  EXPECT_EQ(about(system, rules::pairs, "").size(), 1U);

  const auto ids_with = [](Model changed) { return compiled(std::move(changed)).statement_ids; };
  Model answered = m;
  answered.statements.push_back(says("both", Says::unverified, {"q", "p"}, "ehr"));
  EXPECT_THAT(ids_with(answered), ElementsAre("p1", "q1", "both"));
  Model doubtful = m;
  doubtful.statements[1].says = Says::unverified;
  EXPECT_THAT(ids_with(doubtful), ElementsAre("p1", "q1"));
  Model exclusive = m;
  exclusive.measures[1].conflicts = {"p"};
  EXPECT_THAT(ids_with(exclusive), ElementsAre("p1", "q1"));
  Model elsewhere = m;
  elsewhere.measures[1].targets = {"own"};  // ehr does not require it
  EXPECT_THAT(ids_with(elsewhere), ElementsAre("p1", "q1"));
  elsewhere.measures[1].targets = {"ehr"};  // acts on it directly
  EXPECT_THAT(ids_with(elsewhere), ElementsAre("p1", "q1", "pair:p+q:ehr"));
}

}  // namespace
}  // namespace hakyu::sim
