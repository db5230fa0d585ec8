// Tables, event log and recommendation: right words for right numbers.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "sim/causes.hpp"
#include "tests/viz/graph/hospital.hpp"
#include "viz/text/recommendation.hpp"
#include "viz/text/table.hpp"
#include "viz/text/tables.hpp"
#include "viz/text/trace.hpp"
#include "viz/text/width.hpp"

namespace hakyu::viz {
namespace {

using models::Language;
using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::Not;

std::vector<std::string> lines(const std::string& text) {
  std::vector<std::string> all;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) all.push_back(line);
  return all;
}

TEST(Tables, ColumnsLineUpOnTheScreen) {
  Table table({{"名称"}, {"n", Align::right}, {"x"}});
  table.add({"電子カルテ", "5", "a"});
  table.add({"AD", "12,345", "b"});
  const std::vector<std::string> text = lines(table.text());
  ASSERT_EQ(text.size(), 4U);
  EXPECT_EQ(text[2], "  電子カルテ       5  a");
  EXPECT_EQ(text[3], "  AD          12,345  b");
  EXPECT_EQ(display_width(text[2]), display_width(text[3]));
}

TEST(Tables, StayOnAScreenOf80Columns) {
  Table table(
      {{"名称", Align::left, 30}, {"悪い方から20回に1回の平均", Align::right}, {"理由", Align::left, 600}});
  std::string long_text;
  for (int i = 0; i < 30; ++i) long_text += "← 電子カルテ ";
  table.add({"外来診療", "1,234", long_text});
  for (const std::string& line : lines(table.text())) EXPECT_LE(display_width(line), 80U) << line;
  EXPECT_THAT(table.text(), Not(HasSubstr("…"))) << "wrapped, not cut";
}

TEST(Tables, LongNamesInFrontOfNumbersTakeSeveralLines) {
  Table table({{"対策"}, {"n", Align::right}, {"m", Align::right}});
  table.add({"部門サーバの Windows 更新 A群(検査・放射線・生理・健診)", "12345678901234", "12345678901234"});
  const std::string text = table.text();
  for (const std::string& line : lines(text)) EXPECT_LE(display_width(line), 80U) << line;
  EXPECT_THAT(text, HasSubstr("健診)")) << "nothing is cut off";
  EXPECT_GT(std::count(text.begin(), text.end(), '\n'), 3);
}

TEST(Tables, CellsCannotSteerTheTerminal) {
  Table table({{"x", Align::left, 5}});
  table.add({"\x1b[31mlong name"});
  EXPECT_THAT(table.text(), Not(HasSubstr("\x1b")));
  EXPECT_THAT(table.text(), HasSubstr("…"));
}

TEST(Tables, ImpactNamesTheChainToTheCause) {
  const sim::System system = test::small_hospital();
  const std::vector<sim::Limit> limits{{system.node_of.at("ehr"), models::Level::down}};
  const std::string ja = impact_text(system, sim::impact(system, limits), Words(Language::ja));
  EXPECT_THAT(ja, HasSubstr("✕ 停止  外来"));
  EXPECT_THAT(ja, HasSubstr("▲ 縮退  救急"));
  EXPECT_THAT(ja, HasSubstr("← pc ← 電子カルテ"));
  EXPECT_LT(ja.find("外来"), ja.find("pc ")) << "services first";
  const std::vector<sim::Limit> one{{system.node_of.at("db-a"), models::Level::down}};
  const std::string reduced = impact_text(system, sim::impact(system, one), Words(Language::en));
  EXPECT_THAT(reduced, HasSubstr("1 with reduced redundancy"));
  EXPECT_THAT(reduced, HasSubstr("◐ EHR"));
}

TEST(Tables, WhatIsOutOfUseIsNoImpact) {
  const sim::System system = test::small_hospital();
  ASSERT_EQ(system.graph.size(), 11U);
  const std::vector<sim::Limit> limits{{system.node_of.at("printer"), models::Level::down}};
  const std::string text = impact_text(system, sim::impact(system, limits), Words(Language::en));
  EXPECT_THAT(text, HasSubstr("1 down, "));
  EXPECT_THAT(text, HasSubstr("of 10\n"));
  EXPECT_THAT(text, Not(HasSubstr("old"))) << "it was retired before";
}

TEST(Tables, ImpactSaysHowManyLinksOfAChainWereLeftOut) {
  const sim::System system = test::small_hospital();
  const std::vector<sim::Limit> limits{{system.node_of.at("ehr"), models::Level::down}};
  sim::StaticImpact impact = sim::impact(system, limits);
  for (auto& [node, reason] : impact.because) reason.left_out = node == system.node_of.at("pc") ? 12 : 0;
  EXPECT_THAT(impact_text(system, impact, Words(Language::en)), HasSubstr("← (12 links left out) ← EHR"));
  EXPECT_THAT(impact_text(system, impact, Words(Language::ja)), HasSubstr("←(途中12段を省略) ← 電子カルテ"));
}

TEST(Tables, TimedImpactShowsBuffers) {
  const sim::System system = test::small_hospital();
  const std::vector<sim::Limit> limits{{system.node_of.at("ups"), models::Level::down}};
  const std::string text = impact_text(system, sim::impact_for(system, limits, 3600), Words(Language::ja));
  EXPECT_THAT(text, HasSubstr("+10分")) << "database A lives on its battery for ten minutes";
  EXPECT_THAT(text, HasSubstr("予備で継続"));
}

TEST(Tables, StartOrderTellsTheCircleFromThoseThatOnlyWait) {
  const sim::System system =
      test::small_hospital();  // the directory and the name service wait for each other
  const std::string text = start_order_text(system, sim::start_order(system), Words(Language::en));
  EXPECT_THAT(text,
              HasSubstr("Deadlock: these wait for each other and do not come up by themselves: ad, dns\n"));
  EXPECT_THAT(text, HasSubstr("Not in a circle, but does not come up either: EHR waits for ad\n"));
  EXPECT_THAT(text, HasSubstr("Outpatients waits for pc\n"));
  EXPECT_THAT(
      start_order_text(system, sim::start_order(system), Words(Language::ja)),
      HasSubstr("相互待ちの輪には入っていないが、立ち上がらないもの:\n  電子カルテ(adの起動を待つため)"));
}

TEST(Tables, StartOrderTellsDegradedFromUp) {
  const sim::System system = test::small_hospital();
  sim::StartOrder order = sim::start_order(system);
  const sim::NodeIndex emergency = system.node_of.at("emergency");
  order.ready[emergency] = 0;
  order.in_full[emergency] = 1500;
  EXPECT_THAT(start_order_text(system, order, Words(Language::ja)), ContainsRegex("救急 +すぐに +25分\n"));
  order.in_full[emergency] = std::nullopt;
  EXPECT_THAT(start_order_text(system, order, Words(Language::en)),
              ContainsRegex("at once +stays degraded\n"));
}

TEST(Tables, AssumptionsOfAuthorsAreNotCountedAsUnstated) {
  const sim::System system = test::small_hospital();
  const sim::Assumptions all{{"effect", "cut", "stated", "", "", "assumption", ""},
                             {"requirement", "ehr", "stated", "db-a; holdover 10m", "", "assumption", ""},
                             {"restart-scope-unknown", "patch", "rule", "db-a, db-b", "", "assumption", ""}};
  const std::string text = assumptions_text(system, all, Words(Language::ja));
  const std::size_t silent = text.find("記載がないため");
  const std::size_t stated = text.find("モデルに仮定と明記した値");
  ASSERT_NE(silent, std::string::npos) << text;
  ASSERT_NE(stated, std::string::npos) << text;
  EXPECT_LT(silent, text.find("作業で止まる範囲"));
  EXPECT_LT(text.find("作業で止まる範囲"), stated);
  EXPECT_THAT(text, HasSubstr("データベース1号機、つなぎ時間 10分")) << "names, not ids";
  EXPECT_THAT(text, HasSubstr("データベース1号機, データベース2号機"));
}

TEST(Tables, DiagnosticsAreCounted) {
  models::Diagnostic d;
  d.code = "empty-list";
  d.file = "a.json";
  d.line = 3;
  const std::string text = diagnostics_text({d, d}, Words(Language::en));
  EXPECT_THAT(text,
              HasSubstr("a.json:3: error: The list is empty; at least one item is needed. [empty-list]"));
  d.file = std::string(70, 'a') + ".json";
  EXPECT_THAT(diagnostics_text({d}, Words(Language::en)),
              testing::StartsWith(
                  d.file + ":3:\n  error: The list is empty; at least one item is needed. [empty-list]\n"))
      << "a line as wide as the screen";
  EXPECT_THAT(text, HasSubstr("2 errors, 0 warnings"));
}

TEST(Tables, ViolationsAreGroupedByPlanAndSayWhatIsMissing) {
  const sim::System system = test::small_hospital();
  sim::Violation crew;
  crew.kind = sim::ViolationKind::crew_exceeded;
  crew.plan = system.plan_of.at("p");
  crew.measure = sim::MeasureIndex(0);
  crew.from = 7200;
  crew.to = 7805;
  crew.party = "miyama";
  crew.what = "7/3";
  sim::Violation lead = crew;
  lead.kind = sim::ViolationKind::lead_time;
  lead.what = "2w";
  const Words ja(Language::ja);
  EXPECT_EQ(sentence(system, crew, ja),
            "p、手順1「patch」 12月6日(日) 02:00〜02:11: 作業要員が不足(深山電機)[7人必要、要員3人]");
  const std::string text = violations_text(system, {crew, lead}, ja);
  EXPECT_THAT(text, HasSubstr("\n  p\n    手順1"));
  EXPECT_THAT(text, HasSubstr("[14日前までに着手が必要]"));
  EXPECT_EQ(violations_text(system, {}, ja), "");
  const std::string counted = violations_text(system, {crew, lead, lead}, ja, 2);
  EXPECT_THAT(counted, HasSubstr("\n  p: 3件(作業要員が不足 1件、準備期間が不足 2件)\n"));
  EXPECT_THAT(counted, HasSubstr("hakyu check"));
  EXPECT_EQ(counted.find("手順1"), std::string::npos);
}

TEST(Tables, TheReasonOfABlackoutIsToldInTheLanguageOfTheReader) {
  sim::System system = test::small_hospital();
  const auto model = std::make_shared<models::Model>(*system.model);
  model->calendar.blackouts.push_back({{}, {}, {"", "締め日", "closing day"}, {}});
  system.model = model;
  sim::Violation closed;
  closed.kind = sim::ViolationKind::in_blackout;
  closed.plan = system.plan_of.at("p");
  closed.measure = sim::MeasureIndex(0);
  closed.what = "締め日";
  EXPECT_THAT(sentence(system, closed, Words(Language::en)), HasSubstr("[closing day]"));
  EXPECT_THAT(sentence(system, closed, Words(Language::ja)), HasSubstr("[締め日]"));
}

TEST(Tables, NoProseIsWiderThanTheScreen) {
  const std::string long_line =
      "  ・" + std::string(50, 'x') + " あいうえおかきくけこさしすせそたちつてと、なにぬねの(はひふ) ほ";
  std::istringstream lines(on_screen(long_line + "\nshort\n\n" + long_line));
  std::vector<std::string> all;
  for (std::string line; std::getline(lines, line);) {
    EXPECT_LE(display_width(line), screen_columns) << line;
    all.push_back(line);
  }
  ASSERT_EQ(all.size(), 6U);
  EXPECT_TRUE(all[0].starts_with("  ・x")) << all[0];
  EXPECT_TRUE(all[1].starts_with("    ")) << "the rest stands below the text, not below the mark: " << all[1];
  EXPECT_EQ(all[2], "short");
  EXPECT_EQ(on_screen("a\n"), "a\n");
}

TEST(Trace, SaysWhenWhatAndWhy) {
  const sim::System system = test::small_hospital();
  const Words words(Language::ja);
  const Names names(system, words);
  sim::TraceEvent change;
  change.at = 7200;
  change.kind = sim::EventKind::level_change;
  change.node = system.node_of.at("ehr");
  change.level = models::Level::down;
  change.causes = sim::bit(sim::Cause::planned_work);
  TraceLog log(names);
  EXPECT_EQ(log.line(change), "12月6日(日) 02:00  ✕ 「電子カルテ」 停止 – 原因: 計画作業");
  change.causes = static_cast<sim::CauseSet>(change.causes | sim::bit(sim::Cause::failure));
  EXPECT_EQ(log.line(change), "12月6日(日) 02:00  ✕ 「電子カルテ」 停止のまま – 原因が変化: 故障 + 計画作業")
      << "nothing has stopped a second time";
  change.level = models::Level::up;
  change.causes = 0;
  EXPECT_EQ(log.line(change), "12月6日(日) 02:00  ● 「電子カルテ」 正常");
  sim::TraceEvent start;
  start.kind = sim::EventKind::step_started;
  start.measure = sim::MeasureIndex(0);
  EXPECT_EQ(log.line(start), "12月6日(日) 00:00  作業開始 「patch」");
}

// A ranking made up for the recommendation: plan "p" and doing nothing, and copies with other numbers.
class Recommendations : public ::testing::Test {
 protected:
  void add(const models::Id& id, double impact, double exposure, double kev = 0.0) {
    sim::RankedPlan plan;
    plan.id = id;
    plan.simulation.plan = id;
    plan.simulation.impact = {impact, impact - 1, impact + 1};
    plan.simulation.exposure_days = {exposure, exposure, exposure};
    plan.simulation.exposure_days_kev = {kev, kev, kev};
    ranking.plans.push_back(plan);
  }
  void differ(std::size_t a, std::size_t b, sim::Verdict verdict) {
    const double mean = ranking.plans[a].simulation.impact.mean - ranking.plans[b].simulation.impact.mean;
    ranking.differences.push_back({a, b, {mean, mean - 2, mean + 2}, verdict, 0, 0});
  }
  [[nodiscard]] models::Id nothing() const {
    for (const sim::CompiledPlan& plan : system.plans)
      if (plan.steps.empty()) return plan.id;
    return "none";
  }
  [[nodiscard]] std::string text(Language language = Language::en) const {
    return recommendation(system, ranking, Words(language));
  }

  sim::System system = test::small_hospital();
  sim::Ranking ranking;
};

TEST_F(Recommendations, DoingNothingDoesNotWinByLeavingDoorsOpen) {
  add(nothing(), 1, 100);
  add("p", 5, 10);
  differ(0, 1, sim::Verdict::a_better);
  EXPECT_THAT(text(), HasSubstr("Recommended: B “p”. Of the plans that at least halve"));
  EXPECT_THAT(
      text(),
      HasSubstr("Against doing nothing: impact +4.0 (+2.0 to +6.0), exposure days 10.0 instead of 100"));
  EXPECT_THAT(text(), HasSubstr("acceptance of risk"));
  EXPECT_THAT(text(Language::ja), HasSubstr("推奨: B「p」"));
  EXPECT_THAT(text(Language::ja), HasSubstr("リスク保有(受容)"));
}

TEST_F(Recommendations, KnownExploitedVulnerabilitiesDecideIfThereAreAny) {
  add(nothing(), 1, 100, 20);
  add("p", 2, 10, 20);
  add("q", 9, 90, 1);
  EXPECT_EQ(choose(system, ranking).plan, 2U) << "only q treats what is exploited";
  EXPECT_THAT(text(), HasSubstr("that at least halve the exposure days of known exploited vulnerabilities"));
}

TEST_F(Recommendations, WhatIsNotExploitedCountsIfNoPlanTreatsWhatIs) {
  add(nothing(), 1, 60, 30);
  add("p", 5, 36, 30);
  add("q", 2, 20, 31);
  EXPECT_EQ(choose(system, ranking).plan, 1U) << "q leaves more open of what is exploited";
  EXPECT_THAT(text(), HasSubstr("Of the plans that reduce the exposure days of doing nothing"));
  EXPECT_THAT(text(), Not(HasSubstr("leaves fewer")));
  ranking.plans[1].admissible = false;
  EXPECT_THAT(text(), HasSubstr("No compared plan that is admissible leaves fewer exposure days."));
  EXPECT_THAT(text(Language::ja), HasSubstr("現状維持はリスク保有(受容)であり"))
      << "also when it is recommended";
}

TEST_F(Recommendations, SaysWhenNoDifferenceCouldBeConfirmed) {
  add("p", 5, 10);
  add("q", 6, 10);
  add(nothing(), 7, 100);
  differ(0, 1, sim::Verdict::undecided);
  differ(0, 2, sim::Verdict::a_better);
  ranking.plans[0].rank_worst = 2;
  EXPECT_THAT(text(Language::ja), HasSubstr("同順位(差を確認できず): B「q」"));
  EXPECT_THAT(text(), HasSubstr("1–2 of 3"));
}

TEST_F(Recommendations, InadmissiblePlansAreNeverRecommended) {
  add("p", 5, 10);
  add("q", 6, 10);
  add(nothing(), 1, 100);
  ranking.plans[0].admissible = false;
  ranking.plans[0].limits_broken = {sim::ServiceIndex(0)};
  EXPECT_EQ(choose(system, ranking).plan, 1U);
  EXPECT_THAT(text(),
              HasSubstr("A “p” is not admissible: planned downtime beyond the hard limit of Outpatients."));
  for (sim::RankedPlan& plan : ranking.plans) plan.admissible = false;
  EXPECT_THAT(text(), HasSubstr("No plan can be recommended"));
}

TEST_F(Recommendations, WorkOnWhatNothingIsStatedToNeedIsNamed) {
  add(nothing(), 1, 100);
  add("p", 5, 10);
  EXPECT_THAT(text(), Not(HasSubstr("No dependency is stated")));
  system.measures[0].scope.push_back({system.node_of.at("old"), 0});
  EXPECT_THAT(text(), HasSubstr("No dependency is stated for old"));
  for (sim::RankedPlan& plan : ranking.plans) plan.admissible = false;
  EXPECT_THAT(text(Language::ja), HasSubstr("影響がないという意味ではありません"));
}

TEST_F(Recommendations, NeverCallAnythingSafe) {
  add(nothing(), 0, 0);
  add("p", 0, 0);
  for (const Language language : {Language::ja, Language::en})
    for (const char* word : {"安全", "問題なし", "safe", "no risk"})
      EXPECT_THAT(text(language), Not(HasSubstr(word)));
  EXPECT_THAT(text(), HasSubstr("Consequences of attacks are not part of these figures"));
}

}  // namespace
}  // namespace hakyu::viz
