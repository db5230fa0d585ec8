// Charts: the same data in picture, specification and table; nothing that a text of the model could steer.
#include "viz/chart/chart.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <pugixml.hpp>

#include "../report/example.hpp"
#include "viz/chart/escape.hpp"
#include "viz/chart/plan_charts.hpp"

namespace hakyu::viz {
namespace {

using Json = nlohmann::ordered_json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

struct Charts {
  explicit Charts(const std::string& mark = "", models::Language language = models::Language::ja)
      : example(hakyu::testing::example(mark)), words(language), names(example.system, words) {
    const auto placed = sim::place(example.system, example.system.plans[1]);
    all = {ranking_chart(example.ranking, 1, names), pareto_chart(example.ranking, 1, names),
           service_chart(example.ranking, 1, longest_stop(example.ranking), names),
           schedule_chart(example.ranking, names), gantt_chart(1, placed, names)};
  }
  testing::Example example;
  Words words;
  Names names;
  std::vector<Chart> all;
};

/// All strings of a JSON value, keys included.
void strings(const Json& json, std::vector<std::string>& out) {
  if (json.is_string()) out.push_back(json.get<std::string>());
  if (!json.is_structured()) return;
  for (const auto& [key, value] : json.items()) {
    if (json.is_object()) out.push_back(key);
    strings(value, out);
  }
}

TEST(Charts, EverySvgIsWellFormedAndNamed) {
  for (const Chart& chart : Charts("</svg><script>alert(1)</script>&\"'\x01").all) {
    const std::string picture = svg(chart);
    pugi::xml_document xml;
    EXPECT_TRUE(xml.load_string(picture.c_str())) << chart.id;
    EXPECT_THAT(picture, Not(HasSubstr("<script")));
    EXPECT_FALSE(std::string(xml.child("svg").child_value("title")).empty());
    EXPECT_FALSE(std::string(xml.child("svg").child_value("desc")).empty());
  }
}

TEST(Charts, SpecificationsHoldDataOnly) {
  for (const Chart& chart : Charts("datum.x + 1").all) {
    std::vector<std::string> all;
    strings(vega(chart), all);
    for (const std::string& each : all) {
      EXPECT_NE(each, "signal") << chart.id;
      EXPECT_NE(each, "expr") << chart.id;
      EXPECT_NE(each, "url") << chart.id;
      EXPECT_NE(each, "href") << chart.id;
      EXPECT_THAT(each, Not(HasSubstr("//"))) << chart.id;
    }
  }
}

TEST(Charts, SpecificationCarriesEveryMark) {
  for (const Chart& chart : Charts().all) {
    const Json spec = vega(chart);
    EXPECT_EQ(spec["data"][0]["values"].size(), chart.bars.size());
    EXPECT_EQ(spec["data"][1]["values"].size(), chart.lines.size());
    EXPECT_EQ(spec["data"][2]["values"].size(), chart.points.size());
    for (std::size_t i = 0; i < chart.points.size(); ++i)
      EXPECT_EQ(spec["data"][2]["values"][i]["x"].get<double>(), chart.points[i].x);
  }
}

TEST(Charts, TablesHaveOneCellPerColumnAndAsManyRowsAsThePicture) {
  const Charts charts;
  for (const Chart& chart : charts.all) {
    EXPECT_FALSE(chart.table.rows.empty()) << chart.id;
    for (const auto& row : chart.table.rows) EXPECT_EQ(row.size(), chart.table.columns.size()) << chart.id;
  }
  EXPECT_EQ(charts.all[0].table.rows.size(), charts.all[0].points.size());
  EXPECT_EQ(charts.all[1].table.rows.size(), charts.all[1].points.size());
}

TEST(RankingChart, PictureAndTableTellTheSameNumbers) {
  const Charts charts;
  const Chart& chart = charts.all[0];
  for (std::size_t i = 0; i < chart.points.size(); ++i) {
    const sim::Figure& f = charts.example.ranking.plans[i].simulation.impact;
    EXPECT_EQ(chart.points[i].x, f.mean);
    EXPECT_EQ(chart.lines[i].x1, f.low);
    EXPECT_EQ(chart.lines[i].x2, f.high);
    EXPECT_EQ(chart.table.rows[i][2], charts.words.number(f.mean));
    EXPECT_THAT(chart.points[i].tooltip, HasSubstr(charts.words.interval(f)));
  }
}

TEST(GanttChart, ShowsTurnBackWindowAndOneNightInOrder) {
  const Charts charts;
  const Chart& chart = charts.all[4];
  ASSERT_EQ(chart.table.rows.size(), 2U);
  // 22:00 on 13 December, two hours of work; the turn-back time is three hours after the start.
  EXPECT_EQ(chart.table.rows[0][2], "12月13日(日) 22:00");
  EXPECT_EQ(chart.table.rows[0][3], "12月14日(月) 01:00");
  EXPECT_EQ(chart.table.rows[0][4], "12月14日(月) 00:00");
  const auto work = [&](std::size_t n) {
    std::vector<Bar> bars;
    for (const Bar& bar : chart.bars)
      if (bar.look == Look::work) bars.push_back(bar);
    return bars.at(n);
  };
  EXPECT_EQ(work(0).x1, 22 * 3600.0);
  EXPECT_EQ(work(0).x2, 24 * 3600.0);
  EXPECT_GT(work(1).x1, work(0).x2);  // the same night: further right, not back at the left
  const auto window = [](const Bar& bar) { return bar.look == Look::window; };
  EXPECT_TRUE(std::ranges::any_of(chart.bars, window));
}

TEST(ScheduleChart, ShowsBlackouts) {
  const Charts charts;
  const Chart& chart = charts.all[3];
  ASSERT_FALSE(chart.bars.empty());
  EXPECT_EQ(chart.bars[0].look, Look::blackout);
  EXPECT_EQ(chart.bars[0].x1, 4 * 86400.0);
  EXPECT_EQ(chart.bars[0].x2, 10 * 86400.0);
}

TEST(RoundTicks, CoverTheRangeInRoundSteps) {
  EXPECT_THAT(round_ticks(10.0, 5), ElementsAre(0.0, 2.0, 4.0, 6.0, 8.0, 10.0));
  EXPECT_THAT(round_ticks(730.0, 4), ElementsAre(0.0, 200.0, 400.0, 600.0, 800.0));
  for (const double max : {1e-9, 0.003, 0.7, 1.0, 99.0, 1e6, 3e11}) {
    const std::vector<double> ticks = round_ticks(max, 6);
    EXPECT_GE(ticks.back(), max);
    EXPECT_LE(ticks.size(), 14U) << max;
    EXPECT_GE(ticks.size(), 2U) << max;
  }
}

TEST(Escaped, LeavesNoMarkupAndNoTricks) {
  EXPECT_EQ(escaped("<a href=\"x\">'&"), "&lt;a href=&quot;x&quot;&gt;&#39;&amp;");
  EXPECT_THAT(escaped("a\xE2\x80\xAE"
                      "b"),
              Not(HasSubstr("\xE2\x80\xAE")));  // direction override
  EXPECT_THAT(escaped("\xC3"), HasSubstr("\xEF\xBF\xBD"));
}

TEST(Charts, AreDrawnTheSameAgain) {
  const Charts a;
  const Charts b;
  for (std::size_t i = 0; i < a.all.size(); ++i) {
    EXPECT_EQ(svg(a.all[i]), svg(b.all[i]));
    EXPECT_EQ(vega(a.all[i]).dump(), vega(b.all[i]).dump());
  }
}

}  // namespace
}  // namespace hakyu::viz
