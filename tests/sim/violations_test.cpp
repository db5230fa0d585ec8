#include "sim/plans/violations.hpp"

#include <gmock/gmock.h>

#include "compile_fixture.hpp"

namespace hakyu::sim::violations_test {
namespace {

using namespace testing_compile;  // NOLINT(google-build-using-namespace): the fixture of this test
using testing::ElementsAre;
using testing::IsEmpty;

Model with_measures() {
  Model m = model();
  add_resource(m, "x");
  m.measures = {stated_measure("a", {"x"}), stated_measure("b", {"x"})};
  return m;
}

/// "kind party what" of what the only plan violates.
std::vector<std::string> violated(Model m, std::vector<models::Step> steps) {
  static const char* const names[] = {"window", "blackout", "crew", "absent", "lead", "beyond"};
  m.plans = {plan("p", std::move(steps))};
  std::vector<std::string> found;
  for (const Violation& each : violations(compiled(std::move(m)), PlanIndex(0)))
    found.push_back(std::to_string(each.step) + ' ' + names[static_cast<int>(each.kind)] + ' ' + each.party +
                    ' ' + each.what);
  return found;
}

TEST(Place, MeansAndBounds) {
  Model m = with_measures();
  m.measures[0].work->duration = models::Exponential{1h};
  m.measures[0].work->downtime = constant(10min);
  m.measures[0].work->give_up_after = 2h;
  m.measures[0].failure->rollback = constant(30min);
  m.measures[1].work->restart = models::RestartScope::none;
  m.plans = {plan("p", {step_after("b", "a", 15min), step_at("a", day)})};
  const System system = compiled(m);
  const std::vector<PlacedStep> steps = place(system, system.plans[0]);
  ASSERT_EQ(steps.size(), 2U);
  EXPECT_EQ(steps[1].start, day);
  EXPECT_EQ(steps[1].work_end, day + hour);
  EXPECT_EQ(steps[1].downtime_end, day + 600);
  EXPECT_EQ(steps[1].turn_back, day + 2 * hour);
  EXPECT_EQ(steps[1].latest_end, day + 2 * hour + 1800);  // 95 % would be three hours
  EXPECT_EQ(steps[0].start, day + hour + 900);
  EXPECT_EQ(steps[0].downtime_end, steps[0].start);
  EXPECT_EQ(steps[0].latest_end, steps[0].work_end);
  EXPECT_FALSE(steps[0].turn_back);
}

TEST(Place, ARingThrows) {
  const System system = compiled(with_measures());
  CompiledPlan ring{"ring", {{false, MeasureIndex(0), StepAfter{0, 0}, 0}}};
  EXPECT_THROW((void)place(system, ring), models::Error);
}

TEST(Violations, RulesAboutWhichNothingIsStatedAreNamed) {
  Model m = with_measures();
  m.plans = {plan("p", {step_at("a", day)}), plan("none", {})};
  using enum ViolationKind;
  EXPECT_THAT(unstated_rules(compiled(m), PlanIndex(0)),
              ElementsAre(outside_window, in_blackout, crew_exceeded, lead_time));
  EXPECT_EQ(unstated_rules(compiled(m), PlanIndex(1)).size(), 4U) << "no work, nothing checked";
  m.measures[0].lead_time = 24h;
  m.measures[1].work->crew = {{"v", 1, {}}};
  m.parties.resize(1);
  m.parties[0].id = "v";
  m.parties[0].people = 2;
  EXPECT_THAT(unstated_rules(compiled(m), PlanIndex(0)),
              ElementsAre(outside_window, in_blackout, crew_exceeded))
      << "the crew is that of a measure that is not in the plan";
  m.plans[0].steps.push_back(step_at("b", 2 * day));
  EXPECT_THAT(unstated_rules(compiled(m), PlanIndex(0)), ElementsAre(outside_window, in_blackout));
}

TEST(Violations, Windows) {
  Model m = with_measures();
  models::Window night;
  night.id = "night";
  night.weekly = {{models::DayKind::every, 22h, 23h, {}}};
  models::Window late = night;
  late.id = "late";
  late.weekly = {{models::DayKind::every, 23h, 1h, {}}};
  m.calendar.windows = {night, late};
  m.measures[0].windows = {"night"};
  EXPECT_THAT(violated(m, {step_at("a", 22 * hour)}), IsEmpty());
  EXPECT_THAT(violated(m, {step_at("a", 22 * hour + 1)}), ElementsAre("0 window  night"));
  EXPECT_THAT(violated(m, {step_at("a", 12 * hour)}), ElementsAre("0 window  night"));
  m.measures[0].windows = {"night", "late"};  // one runs on into the other
  EXPECT_THAT(violated(m, {step_at("a", 22 * hour + 1800)}), IsEmpty());
  EXPECT_THAT(violated(m, {step_at("a", 24 * hour + 1)}), ElementsAre("0 window  night, late"));
}

TEST(Violations, Blackouts) {
  Model m = with_measures();
  models::TimeSpan span{start + 24h, start + 48h, {}, {}};
  span.text.ja = "作業禁止";
  m.calendar.blackouts = {span};
  EXPECT_THAT(violated(m, {step_at("a", 23 * hour)}), IsEmpty());
  EXPECT_THAT(violated(m, {step_at("a", 23 * hour + 1)}), ElementsAre("0 blackout  作業禁止"));
  EXPECT_THAT(violated(m, {step_at("a", 48 * hour - 1)}), ElementsAre("0 blackout  作業禁止"));
  EXPECT_THAT(violated(m, {step_at("a", 48 * hour)}), IsEmpty());
  models::Step withdrawal = step_at("a", 24 * hour);
  withdrawal.kind = models::StepKind::withdraw;
  EXPECT_THAT(violated(m, {withdrawal}), ElementsAre("0 blackout  作業禁止"));
}

TEST(Violations, Crews) {
  Model m = with_measures();
  m.parties.emplace_back().id = "acme";
  m.parties[0].people = 3;
  m.measures[0].work->crew = {{"acme", 2, {}}};
  m.measures[1].work->crew = {{"acme", 1, {}}, {"acme", 1, {}}};
  EXPECT_THAT(violated(m, {step_at("a", 0), step_at("b", hour)}), IsEmpty());
  EXPECT_THAT(violated(m, {step_at("a", 0), step_at("b", hour - 1)}), ElementsAre("1 crew acme 4/3"));
  EXPECT_THAT(violated(m, {step_at("a", hour - 1), step_at("b", 0)}), ElementsAre("0 crew acme 4/3"));
  EXPECT_THAT(violated(m, {step_at("a", 0), step_at("b", 0)}), ElementsAre("1 crew acme 4/3"));
  m.parties[0].people = 1;
  EXPECT_THAT(violated(m, {step_at("a", 0)}), ElementsAre("0 crew acme 2/1"));
  m.parties[0].people.reset();  // nobody said how many they are
  EXPECT_THAT(violated(m, {step_at("a", 0)}), IsEmpty());
}

TEST(Violations, Attendance) {
  Model m = with_measures();
  m.parties.emplace_back().id = "acme";
  m.parties[0].attendance = {{models::DayKind::weekday, 9h, 18h, {}}};
  m.measures[0].work->crew = {{"acme", 1, {}}};
  EXPECT_THAT(violated(m, {step_at("a", 17 * hour)}), IsEmpty());
  EXPECT_THAT(violated(m, {step_at("a", 17 * hour + 1)}), ElementsAre("0 absent acme 1"));
  EXPECT_THAT(violated(m, {step_at("a", 5 * day + 10 * hour)}), ElementsAre("0 absent acme 1"));  // Saturday
}

TEST(Violations, LeadTimesAndTheHorizon) {
  Model m = with_measures();
  m.measures[0].lead_time = 3 * 24h;
  m.measures[0].by = "acme";
  EXPECT_THAT(violated(m, {step_at("a", 3 * day - 1)}), ElementsAre("0 lead acme 3d"));
  EXPECT_THAT(violated(m, {step_at("a", 3 * day)}), IsEmpty());
  EXPECT_THAT(violated(m, {step_at("a", 30 * day - 1800)}), ElementsAre("0 beyond  30m"));
}

TEST(Violations, CarryThePlaceOfTheStep) {
  Model m = with_measures();
  m.measures[0].lead_time = 24h;
  m.plans = {plan("ok", {}), plan("p", {step_at("b", 0), step_at("a", hour)})};
  m.plans[1].steps[1].annotation.origin.line = 42;
  const std::vector<Violation> found = violations(compiled(m), PlanIndex(1));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].plan, PlanIndex(1));
  EXPECT_EQ(found[0].step, 1U);
  EXPECT_EQ(found[0].measure, MeasureIndex(0));
  EXPECT_EQ(found[0].from, hour);
  EXPECT_EQ(found[0].to, 2 * hour);
  EXPECT_EQ(found[0].origin.line, 42U);
  EXPECT_THAT(violations(compiled(m), PlanIndex(0)), IsEmpty());
}

TEST(Violations, NeedTheModelTheSystemWasCompiledFrom) {
  Model m = with_measures();
  m.plans = {plan("p", {step_at("a", day)})};
  System system = compiled(std::move(m));
  EXPECT_NO_THROW((void)violations(system, PlanIndex(0)));
  EXPECT_THROW((void)violations(system, PlanIndex(9)), models::Error);
  const auto whole = system.model;
  Model torn = *whole;
  torn.plans.clear();
  system.model = std::make_shared<const Model>(torn);
  EXPECT_THROW((void)violations(system, PlanIndex(0)), models::Error);
  torn = *whole;
  torn.measures.clear();
  system.model = std::make_shared<const Model>(torn);
  EXPECT_THROW((void)violations(system, PlanIndex(0)), models::Error);
  system.model = nullptr;
  EXPECT_THROW((void)violations(system, PlanIndex(0)), models::Error);
}

}  // namespace
}  // namespace hakyu::sim::violations_test
