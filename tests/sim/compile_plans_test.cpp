#include <gmock/gmock.h>

#include "compile_fixture.hpp"
#include "sim/compile/fields.hpp"
#include "sim/plans/rank_assumptions.hpp"
#include "sim/plans/step_order.hpp"

namespace hakyu::sim {
namespace {

using namespace testing_compile;  // NOLINT(google-build-using-namespace): the fixture of this test
using testing::ElementsAre;
using testing::IsEmpty;

Model with_measures() {
  Model m = model();
  add_resource(m, "x");
  for (const char* id : {"a", "b", "c"}) m.measures.push_back(stated_measure(id, {"x"}));
  return m;
}

models::Step withdraw_at(const std::string& measure, Time at) {
  models::Step step = step_at(measure, at);
  step.kind = models::StepKind::withdraw;
  return step;
}

const StepAfter& after(const CompiledPlan& plan, std::size_t step) {
  return std::get<StepAfter>(plan.steps.at(step).when);
}

TEST(CompilePlans, TimesAttemptsAndWithdrawals) {
  Model m = with_measures();
  m.plans = {plan("p", {step_at("a", 2 * hour), step_after("b", "a", 30min), withdraw_at("a", 5 * hour),
                        step_at("a", 6 * hour)})};
  const System system = compiled(m);
  const CompiledPlan& p = system.plans.at(system.plan_of.at("p"));
  EXPECT_EQ(std::get<StepAt>(p.steps[0].when).at, 2 * hour);
  EXPECT_EQ(p.steps[0].attempt, 0U);
  EXPECT_EQ(after(p, 1).step, 0U);
  EXPECT_EQ(after(p, 1).lag, 1800);
  EXPECT_TRUE(p.steps[2].withdraw);
  EXPECT_EQ(p.steps[3].attempt, 1U);
  EXPECT_EQ(p.steps[3].measure, MeasureIndex(0));
}

TEST(CompilePlans, AfterMeansTheLastOneBeforeElseTheFirstAfter) {
  Model m = with_measures();
  m.plans = {
      plan("p", {step_after("b", "a"), step_at("a", hour), withdraw_at("a", 2 * hour), step_at("a", 3 * hour),
                 step_after("c", "a"), step_at("a", 9 * hour)}),
      plan("q", {step_at("a", hour), step_after("a", "a"), withdraw_at("b", 0), step_after("c", "b")})};
  const System system = compiled(m);
  EXPECT_EQ(after(system.plans[0], 0).step, 1U);
  EXPECT_EQ(after(system.plans[0], 4).step, 3U);
  EXPECT_EQ(after(system.plans[1], 1).step, 0U);
  EXPECT_EQ(after(system.plans[1], 3).step, 2U);  // only withdrawn: that step
  EXPECT_THAT(step_order(system.plans[0]), ElementsAre(1U, 0U, 2U, 3U, 4U, 5U));
}

TEST(CompilePlans, ErrorsAreFoundAllAtOnce) {
  Model m = with_measures();
  m.plans = {plan("late", {step_at("a", 30 * day)}), plan("early", {step_at("a", -1)}),
             plan("ring", {step_after("a", "b"), step_after("b", "c"), step_after("c", "a")}),
             plan("alone", {step_after("a", "b")}), plan("self", {step_after("a", "a")})};
  const CompileResult result = result_of(m);
  EXPECT_FALSE(result.system);
  EXPECT_THAT(codes(result.diagnostics), ElementsAre("after-cycle", "after-not-in-plan", "after-not-in-plan",
                                                     "step-beyond-horizon", "time-before-start"));
  for (const models::Diagnostic& each : result.diagnostics) {
    if (each.code == "step-beyond-horizon") {
      EXPECT_EQ(each.found, "2027-01-06T00:00");
      EXPECT_EQ(each.expected, "2027-01-06T00:00");
    }
    if (each.code == "after-cycle") {
      EXPECT_EQ(each.found, "a → b → c → a");
    }
  }
  m.plans = {plan("last", {step_at("a", 30 * day - 1)})};
  EXPECT_TRUE(result_of(m).system);
}

TEST(CompilePlans, ATailIntoARingIsOneRing) {
  Model m = with_measures();
  m.plans = {plan("p", {step_after("a", "b"), step_after("b", "c"), step_after("c", "b")})};
  EXPECT_THAT(codes(result_of(m).diagnostics), ElementsAre("after-cycle"));
}

TEST(CompilePlans, DoingNothingIsAlwaysThere) {
  Model m = with_measures();
  EXPECT_EQ(compiled(m).plans.at(0).id, "do-nothing");
  m.plans = {plan("p", {step_at("a", 0)}), plan("do-nothing", {step_at("b", 0)})};
  const System system = compiled(m);
  ASSERT_EQ(system.plans.size(), 3U);
  EXPECT_EQ(system.plans[2].id, "do-nothing-2");
  EXPECT_EQ(system.plan_of.at("do-nothing-2"), PlanIndex(2));
  EXPECT_THAT(system.plans[2].steps, IsEmpty());
  m.plans = {plan("p", {step_at("a", 0)}), plan("wait", {})};
  EXPECT_EQ(compiled(m).plans.size(), 2U);
}

TEST(StepOrder, ARingThrowsAndLongChainsDoNotOverflow) {
  CompiledPlan chain;
  constexpr std::uint32_t n = 300'000;
  for (std::uint32_t i = 0; i < n; ++i)
    chain.steps.push_back({false, MeasureIndex(0), StepAfter{i + 1, 0}, 0});
  chain.steps.push_back({false, MeasureIndex(0), StepAt{0}, 0});
  EXPECT_EQ(step_order(chain).front(), n);
  chain.steps.back().when = StepAfter{0, 0};
  EXPECT_THROW((void)step_order(chain), models::Error);
}

/// Codes for a plan with one step at `at`.
std::vector<std::string> codes_at(Model m, Time at) {
  m.plans = {plan("p", {step_at("a", at)})};
  return codes(result_of(std::move(m)).diagnostics);
}

TEST(CheckHorizon, WorkAndRollbackMayEndBeyond) {
  Model m = with_measures();
  const std::vector<std::string> warned{"may-end-beyond-horizon"};
  EXPECT_THAT(codes_at(m, 30 * day - hour), IsEmpty());
  EXPECT_EQ(codes_at(m, 30 * day - hour + 1), warned);
  m.measures[0].failure = models::Failure{models::Estimate{0.1, {}, {}}, constant(2h), {}};
  EXPECT_THAT(codes_at(m, 30 * day - 3 * hour), IsEmpty());
  EXPECT_EQ(codes_at(m, 30 * day - 3 * hour + 1), warned);
  m.measures[0].work->give_up_after = 30min;
  EXPECT_THAT(codes_at(m, 30 * day - 3 * hour + 1), IsEmpty());
  m.measures[0].failure->rollback = models::Exponential{2h};  // one in a thousand takes 13.8 h
  EXPECT_THAT(codes_at(m, 30 * day - 15 * hour), IsEmpty());
  EXPECT_EQ(codes_at(m, 30 * day - 14 * hour), warned);
}

TEST(CheckHorizon, TheNextLoadPeakMayLieBeyond) {
  Model m = with_measures();
  m.measures[0].latent = models::Latent{models::Estimate{0.1, {}, {}}, {}, Level::down, constant(1h), {}, {}};
  EXPECT_THAT(codes_at(m, 29 * day + 7 * hour), IsEmpty());  // in force at 8, peak 9–11
  EXPECT_EQ(codes_at(m, 29 * day + 8 * hour).size(), 1U);    // in force at 9: the peak of the day has opened
  m.calendar.load_peaks.clear();
  EXPECT_THAT(codes_at(m, 23 * day - hour), IsEmpty());
  EXPECT_EQ(codes_at(m, 23 * day).size(), 1U);
  m.measures[0].latent->probability = models::Estimate{0.0, {}, {}};
  EXPECT_THAT(codes_at(m, 23 * day), IsEmpty());
}

TEST(CheckHorizon, EffectsOfStatementsMayLieBeyond) {
  Model m = with_measures();
  m.statements = {says("st", models::Says::incompatible, {"a"}, "x")};
  EXPECT_THAT(codes_at(m, 29 * day + 12 * hour), IsEmpty());
  m.statements[0].appears = constant(12h);
  EXPECT_EQ(codes_at(m, 29 * day + 12 * hour).size(), 1U);
  m.statements[0].appears = models::AtLoadPeak{};
  EXPECT_EQ(codes_at(m, 29 * day + 12 * hour).size(), 1U);
}

TEST(CheckHorizon, FollowsChainsAndIsNotedForTheRanking) {
  Model m = with_measures();
  m.plans = {plan("p", {step_at("a", 29 * day + 22 * hour), step_after("b", "a", 30min)})};
  const CompileResult result = result_of(m);
  ASSERT_TRUE(result.system);
  ASSERT_THAT(codes(result.diagnostics), ElementsAre("may-end-beyond-horizon"));
  EXPECT_EQ(result.diagnostics[0].found, "2027-01-06T00:30");
  EXPECT_EQ(result.diagnostics[0].severity, models::Severity::warning);
  const std::vector<Assumption> noted = about(*result.system, rules::beyond_horizon, "b");
  ASSERT_EQ(noted.size(), 1U);
  EXPECT_EQ(noted[0].kind, "p");
}

TEST(RankAssumptions, NameARiskBeyondTheHorizonOnceAndOnlyOfComparedPlans) {
  Model m = with_measures();
  m.plans = {plan("p", {step_at("a", 30 * day - hour / 2)}), plan("q", {step_at("a", 30 * day - hour / 4)})};
  const System system = compiled(std::move(m));
  const std::vector<PlanIndex> compared{system.plan_of.at("p")};
  std::vector<Assumption> beyond;
  for (const Assumption& each : rank_assumptions(system, compared, {}))
    if (each.field == rules::beyond_horizon) beyond.push_back(each);
  ASSERT_EQ(beyond.size(), 1U);
  EXPECT_EQ(beyond[0].subject, "a");
  EXPECT_EQ(beyond[0].kind, "p");
}

TEST(CompileFindings, OpenOnesWithTheirRemedies) {
  Model m = with_measures();
  add_resource(m, "y");
  models::Vulnerability v;
  v.id = "CVE-1";
  v.aliases = {"JVN-1"};
  v.published = 2026y / 12 / 9;
  v.known_exploited = true;
  models::Vulnerability old;
  old.id = "CVE-2";
  old.published = 2020y / 1 / 1;
  m.vulnerabilities = {v, old};
  using models::FindingStatus;
  const FindingStatus all[] = {FindingStatus::affected, FindingStatus::not_affected, FindingStatus::fixed,
                               FindingStatus::under_investigation, FindingStatus::unknown};
  for (const FindingStatus status : all) {
    models::Finding finding;
    finding.vulnerability = status == FindingStatus::unknown ? "CVE-2" : "CVE-1";
    finding.resource = "x";
    finding.status = status;
    m.findings.push_back(finding);
  }
  m.measures[0].remediates = {{"JVN-1", {}, {0.5, {}, {}}, {}}, {"CVE-1", {"x"}, {0.75, {}, {}}, {}}};
  m.measures[1].remediates = {{"CVE-1", {"y"}, {}, {}}};
  m.measures[2].remediates = {{"CVE-2", {"y", "x"}, {}, {}}};
  const System system = compiled(m);
  ASSERT_EQ(system.findings.size(), 3U);
  EXPECT_EQ(system.findings[0].model_index, 0U);
  EXPECT_EQ(system.findings[0].from, 2 * day);
  EXPECT_TRUE(system.findings[0].known_exploited);
  ASSERT_EQ(system.findings[0].remedies.size(), 1U);  // the other one is for y
  EXPECT_EQ(system.findings[0].remedies[0].measure, MeasureIndex(0));
  EXPECT_EQ(system.findings[0].remedies[0].effectiveness, 0.75);
  EXPECT_EQ(system.findings[1].model_index, 3U);
  EXPECT_EQ(system.findings[2].model_index, 4U);
  EXPECT_EQ(system.findings[2].from, 0);
  EXPECT_FALSE(system.findings[2].known_exploited);
  ASSERT_EQ(system.findings[2].remedies.size(), 1U);
  EXPECT_EQ(system.findings[2].remedies[0].measure, MeasureIndex(2));
  EXPECT_EQ(about(system, rules::exploited, "CVE-2").size(), 1U);
  EXPECT_THAT(about(system, rules::exploited, "CVE-1"), IsEmpty());
}

}  // namespace
}  // namespace hakyu::sim
