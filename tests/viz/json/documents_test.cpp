// Result documents: the shapes other programs rely on.
#include "viz/json/documents.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "../report/example.hpp"

namespace hakyu::viz {
namespace {

using Json = nlohmann::ordered_json;
using ::testing::ElementsAre;

const Provenance provenance{"1.2.3", 7};

std::vector<std::string> keys(const Json& object) {
  std::vector<std::string> all;
  for (const auto& [key, value] : object.items()) all.push_back(key);
  return all;
}

TEST(RankDocument, NamesItsMakingAndEveryPlanById) {
  const testing::Example e = hakyu::testing::example();
  const Json d = rank_document(e.system, e.ranking, provenance);
  EXPECT_EQ(d["format"], "hakyu-rank/1");
  EXPECT_EQ(d["version"], "1.2.3");
  EXPECT_EQ(d["seed"], 7);
  EXPECT_EQ(d["replications"], 10'000);
  EXPECT_EQ(d["start"], "2026-12-01T00:00");
  EXPECT_EQ(d["files"][0]["sha256"], std::string(64, 'a'));
  EXPECT_EQ(d["defaults"].size(), e.system.assumptions.size());
  EXPECT_EQ(d["assumptions"][0]["value"], "1.5%");
  EXPECT_THAT(keys(d["plans"]), ElementsAre("status-quo", "sunday", "weekday"));
  EXPECT_EQ(d["stopped_because"], "all_decided");
  EXPECT_EQ(d["indifference"], e.ranking.indifference) << "absolute";
  EXPECT_EQ(d["indifference_unit"], "impact");
  double worst = 0.0;
  for (const sim::RankedPlan& plan : e.ranking.plans) worst = std::max(worst, plan.simulation.impact.mean);
  EXPECT_EQ(d["indifference_share"], e.ranking.indifference / worst);
}

TEST(RankDocument, CarriesTheFiguresUnchanged) {
  const testing::Example e = hakyu::testing::example();
  const Json d = rank_document(e.system, e.ranking, provenance);
  const Json& plan = d["plans"]["sunday"];
  EXPECT_EQ(plan["rank"], (Json{{"best", 2}, {"worst", 3}}));
  EXPECT_EQ(plan["impact"], (Json{{"mean", 141.75}, {"ci", {135.25, 148.25}}}));
  EXPECT_EQ(plan["cvar95"], 862.0);
  EXPECT_EQ(plan["exposure_days"], 10.5);
  EXPECT_EQ(plan["exposure_days_kev"], 5.5);
  EXPECT_EQ(plan["cost"], 110'000.0);
  EXPECT_EQ(plan["best_probability"], 0.05);
  EXPECT_EQ(plan["pareto"], true);
  EXPECT_EQ(plan["admissible"], true);
  EXPECT_EQ(d["plans"]["weekday"]["admissible"], false);
  EXPECT_EQ(d["plans"]["weekday"]["limits_broken"], Json::array({"emergency"}));
  const Json& difference = d["differences"][0];
  EXPECT_EQ(difference["a"], "status-quo");
  EXPECT_EQ(difference["b"], "sunday");
  EXPECT_EQ(difference["ci"], (Json{-41.25, -33.75}));
  EXPECT_EQ(difference["verdict"], "a_better");
  const Json& violation = d["violations"][0];
  EXPECT_EQ(violation["kind"], "crew_exceeded");
  EXPECT_EQ(violation["plan"], "sunday");
  EXPECT_EQ(violation["measure"], "os-update");
  EXPECT_EQ(violation["from"], "2026-12-13T22:00");
}

TEST(SimulateDocument, EveryFigureHasAMeanAndAnInterval) {
  const testing::Example e = hakyu::testing::example();
  const Json d = simulate_document(e.system, e.ranking.plans[1].simulation, provenance);
  EXPECT_EQ(d["format"], "hakyu-simulate/1");
  EXPECT_EQ(d["plan"], "sunday");
  EXPECT_THAT(keys(d["services"]), ElementsAre("emergency", "outpatient"));
  EXPECT_THAT(keys(d["services"]["emergency"]),
              ElementsAre("down_hours", "degraded_hours", "affected", "outages", "longest_hours",
                          "tolerance_exceeded", "limit_exceeded"));
  for (const auto& [name, figure] : d["services"]["emergency"].items())
    EXPECT_THAT(keys(figure), ElementsAre("mean", "ci")) << name;
  EXPECT_EQ(d["services"]["emergency"]["down_hours"]["mean"], 1.75);
  EXPECT_EQ(d["causes"]["failed_change+failure"], 0.125);
  EXPECT_THAT(keys(d["measures"]), ElementsAre("os-update", "segment"));
  EXPECT_EQ(d["measures"]["os-update"]["in_force"]["mean"], 0.97);
}

TEST(ImpactDocument, LevelsReasonsMarginsAndIntervals) {
  const testing::Example e = hakyu::testing::example();
  sim::StaticImpact impact;
  impact.levels = {sim::Level::down, sim::Level::up, sim::Level::degraded, sim::Level::up};
  impact.reduced_redundancy = {{sim::NodeIndex(3), sim::RequirementIndex(0), 2, 1},
                               {sim::NodeIndex(3), sim::RequirementIndex(0), 1, 1}};
  impact.because.emplace_back(
      sim::NodeIndex(2),
      sim::Reason{{{sim::NodeIndex(2), sim::RequirementIndex(0)}, {sim::NodeIndex(0), {}}}, false});
  Json d = impact_document(e.system, impact, std::nullopt, provenance);
  EXPECT_EQ(d["format"], "hakyu-impact/1");
  EXPECT_EQ(
      d["levels"],
      (Json{{"server", "down"}, {"lab-import", "up"}, {"emergency", "degraded"}, {"outpatient", "up"}}));
  EXPECT_EQ(d["reduced_redundancy"], Json::array({"outpatient"}));
  EXPECT_EQ(d["margins"]["outpatient"], 0);
  EXPECT_EQ(d["because"]["emergency"], Json::array({"emergency", "server"}));
  EXPECT_FALSE(d.contains("intervals"));
  EXPECT_EQ(d["links_left_out"], Json::object());
  impact.because[0].second.left_out = 7;
  EXPECT_EQ(impact_document(e.system, impact, std::nullopt, provenance)["links_left_out"],
            (Json{{"emergency", 7}}));

  sim::TimedImpact timed;
  timed.intervals = {{{0, 4500, sim::Level::down}}, {}, {{4500, 5100, sim::Level::degraded}}, {}};
  d = impact_document(e.system, impact, timed, provenance);
  EXPECT_THAT(keys(d["intervals"]), ElementsAre("server", "emergency"));
  EXPECT_EQ(d["intervals"]["emergency"],
            Json::array({Json{{"from", 4500}, {"to", 5100}, {"level", "degraded"}}}));
}

TEST(StartDocument, WavesDeadlocksAndReadyTimes) {
  const testing::Example e = hakyu::testing::example();
  sim::StartOrder order;
  order.order = {{sim::NodeIndex(0), sim::NodeIndex(1)}, {sim::NodeIndex(2)}};
  order.deadlocks = {{sim::NodeIndex(3)}};
  order.ready = {0, 600, 1200, std::nullopt};
  const Json d = start_document(e.system, order, provenance);
  EXPECT_EQ(d["order"], (Json{{"server", "lab-import"}, Json::array({"emergency"})}));
  EXPECT_EQ(d["deadlocks"], Json::array({Json::array({"outpatient"})}));
  EXPECT_EQ(d["ready"]["emergency"], 1200);
  EXPECT_TRUE(d["ready"]["outpatient"].is_null());
}

TEST(CheckDocument, SeparatesErrorsFromWarnings) {
  const models::Diagnostics diagnostics{
      {models::Severity::error, "unknown-reference", "a.json", 3, 9, "/x", "srv", "", "server"},
      {models::Severity::warning, "step-near-horizon", "a.json", 5, 1, "/y", "", "", ""}};
  std::vector<models::SourceFile> files(1);
  files[0].name = "a.json";
  files[0].sha256 = std::string(64, 'b');
  CheckResult result;
  result.diagnostics = &diagnostics;
  result.files = &files;
  const auto sentence = [](const models::Diagnostic& d) { return "about " + d.code; };
  const Json d = check_document(result, sentence, provenance);
  EXPECT_EQ(d["format"], "hakyu-check/1");
  ASSERT_EQ(d["errors"].size(), 1U);
  ASSERT_EQ(d["warnings"].size(), 1U);
  EXPECT_EQ(d["errors"][0]["line"], 3);
  EXPECT_EQ(d["errors"][0]["message"], "about unknown-reference");
  EXPECT_EQ(d["errors"][0]["suggestion"], "server");
}

TEST(Documents, RefuseNumbersThatAreNotFinite) {
  for (const double bad : {std::nan(""), std::numeric_limits<double>::infinity()}) {
    testing::Example e = hakyu::testing::example();
    e.ranking.plans[1].simulation.services[0].affected.low = bad;
    EXPECT_THROW((void)rank_document(e.system, e.ranking, provenance), models::Error);
    EXPECT_THROW((void)simulate_document(e.system, e.ranking.plans[1].simulation, provenance), models::Error);
  }
}

TEST(Documents, BytesAreTheSameAgainAndReadBack) {
  const testing::Example e = hakyu::testing::example("\xFF\"\\");
  const std::string once = bytes(rank_document(e.system, e.ranking, provenance));
  EXPECT_EQ(once, bytes(rank_document(e.system, e.ranking, provenance)));
  EXPECT_EQ(Json::parse(once)["plans"].size(), 3U);
  EXPECT_EQ(once.back(), '\n');
}

TEST(IsoLocal, ShowsSecondsOnlyIfThereAreAny) {
  const models::LocalTime t(std::chrono::local_days(std::chrono::year{2026} / 12 / 6));
  EXPECT_EQ(iso_local(t + std::chrono::hours(2)), "2026-12-06T02:00");
  EXPECT_EQ(iso_local(t - std::chrono::seconds(1)), "2026-12-05T23:59:59");
}

}  // namespace
}  // namespace hakyu::viz
