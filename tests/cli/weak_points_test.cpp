// Single points of failure, importances in the graph, and what work does to the reserve: as a person or a
// script sees it.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <regex>

#include "tests/cli/process.hpp"

namespace {

using hakyu::test::Finished;
using hakyu::test::Folder;
using hakyu::test::hakyu;
using hakyu::test::has;
using hakyu::test::read_file;
using hakyu::test::scenario;
using nlohmann::json;

/// Without the breaks of lines.
std::string flowing(const std::string& text, const char* between) {
  return std::regex_replace(text, std::regex("\\n *"), between);
}

// s needs one of a (fails every 100 h) and b (every 50 h), and "bare", about which nothing is known. The plan
// takes a out of service for 2 h.
constexpr const char* model = R"({"format": "hakyu/1",
  "study": {"start": "2026-12-01T00:00", "horizon": "30d", "failures": "stated", "replications": 1000},
  "resources": [
    {"id": "a", "kind": "server", "reliability": {"time_to_failure": {"exponential": {"mean": "100h"}}, "time_to_repair": {"exponential": {"mean": "4h"}}}},
    {"id": "b", "kind": "server", "name": {"ja": "副系", "en": "standby"}, "reliability": {"time_to_failure": {"exponential": {"mean": "50h"}}, "time_to_repair": {"exponential": {"mean": "4h"}}}},
    {"id": "bare", "kind": "server"}],
  "services": [{"id": "s", "name": {"ja": "救急", "en": "emergency"}, "weight": 1, "demand": {"rate": "1/h"},
    "requires": ["bare", {"any_of": ["a", "b"]}]}],
  "measures": [{"id": "patch", "name": {"ja": "更新", "en": "update"}, "kind": "vendor_fix", "targets": ["a"], "verified": "yes", "change": "os_update",
    "work": {"duration": "2h", "restart": "vulnerable_component"}}],
  "plans": [{"id": "night", "name": {"ja": "夜間", "en": "night"}, "steps": [{"measure": "patch", "at": "2026-12-06T02:00"}]}]})";

TEST(WeakPoints, RankTellsWhatWorkDoesToTheReserve) {
  const Folder folder;
  const std::string file = folder.write("m.json", model);
  const Finished done = hakyu({"rank", file, "--json", "-", "--quiet"});
  ASSERT_EQ(done.status, 0) << done.err;
  const json night = json::parse(done.out)["risk_during_work"]["night"];
  ASSERT_EQ(night.size(), 1U);
  EXPECT_EQ(night[0]["measure"], "patch");
  EXPECT_EQ(night[0]["from"], "2026-12-06T02:00");
  EXPECT_EQ(night[0]["to"], "2026-12-06T04:00");
  const json& s = night[0]["services"]["s"];
  EXPECT_EQ(s["planned"], "up");
  EXPECT_EQ(s["down_alone"], json::array({"b"}));
  EXPECT_NEAR(s["usual_per_hour"].get<double>(), 1.0 / 100.0 / 50.0, 1e-12);
  EXPECT_NEAR(s["per_hour"].get<double>(), 1.0 / 50.0, 1e-12);
  EXPECT_NEAR(s["in_step"].get<double>(), 2.0 / 50.0, 1e-12);
  EXPECT_NEAR(s["unavailable"].get<double>(), 4.0 / 54.0, 1e-12);
}

TEST(WeakPoints, RankSaysItInBothLanguages) {
  const Folder folder;
  const std::string file = folder.write("m.json", model);
  const std::string en = flowing(hakyu({"--lang", "en", "rank", file}).out, " ");
  for (const char* part : {"“update”, Sun 6 Dec 02:00–04:00", "stopped if this one thing fails: standby",
                           "about 1 in 50", "about 1 in 5,000", "about 1 in 25"})
    EXPECT_TRUE(has(en, part)) << part << "\n" << en;
  const std::string ja = flowing(hakyu({"--lang", "ja", "rank", file}).out, "");
  for (const char* part : {"「更新」12月6日(日) 02:00〜04:00", "次の一つの故障で停止: 副系", "約50回に1回",
                           "約5,000回に", "約25回に1回", "作業開始時に、ほかはすべて正常"})
    EXPECT_TRUE(has(ja, part)) << part << "\n" << ja;
}

TEST(WeakPoints, RankSaysOnceWhatIsNotKnown) {
  const Folder folder;
  json unrated = json::parse(model);
  unrated["resources"][1]["reliability"] = {{"availability", 0.99}};
  unrated["plans"].push_back(unrated["plans"][0]);
  unrated["plans"][1]["id"] = "later";
  const std::string file = folder.write("m.json", unrated.dump());
  const std::string en = flowing(hakyu({"--lang", "en", "rank", file}).out, " ");
  const std::string said = "Not computed for 2 services in steps";
  const auto at = en.find(said);
  ASSERT_NE(at, std::string::npos) << en;
  EXPECT_EQ(en.find(said, at + 1), std::string::npos);
  EXPECT_TRUE(has(en.substr(at, 300), "standby")) << en;
  EXPECT_FALSE(has(en, "goes down during it")) << en;
}

TEST(WeakPoints, TheReportHasThemForTheServicesAndForTheWork) {
  const Folder folder;
  const std::string file = folder.write("m.json", model);
  const std::string page = folder.at("r.html");
  ASSERT_EQ(hakyu({"--lang", "ja", "report", file, "-o", page, "--quiet"}).status, 0);
  const std::string html = read_file(page);
  for (const char* part : {"単一障害点と二重故障", "<td>bare</td>", "<td>a と 副系</td>",
                           "作業中にほかの故障が重なると停止するもの", "約50回に1回"})
    EXPECT_TRUE(has(html, part)) << part;
}

TEST(WeakPoints, TheGraphShowsImportances) {
  const Folder folder;
  const std::string file = folder.write("m.json", model);
  const Finished done = hakyu({"--lang", "en", "graph", file, "--importance", "s"});
  ASSERT_EQ(done.status, 0) << done.err;
  // Birnbaum: of a the unavailability of b, 4/54, and the reverse, 4/104; bare stops s for sure.
  for (const char* part : {"◇ bare", "Birnbaum importance: 0.0741", "Birnbaum importance: 0.0385",
                           "Birnbaum importance: 0.997", "▶ emergency", "Importance for this being down"})
    EXPECT_TRUE(has(done.out, part)) << part << "\n" << done.out;
  const Finished any = hakyu({"--lang", "ja", "graph", file, "--importance"});
  EXPECT_TRUE(has(any.out, "診療機能のどれか")) << any.err;
  const Finished only = hakyu({"--lang", "ja", "graph", file, "--importance", "--only-affected"});
  EXPECT_FALSE(has(only.out, "副系")) << only.out;
  EXPECT_TRUE(has(only.out, "◇ bare"));
}

TEST(WeakPoints, TheGraphRefusesWhatHasNoExactAnswer) {
  const Finished en = hakyu({"--lang", "en", "graph", scenario("clinic"), "--importance", "reception"});
  EXPECT_EQ(en.status, 1);
  EXPECT_EQ(en.out, "");
  EXPECT_TRUE(has(en.err, "has no exact steady-state answer") && has(en.err, "--ignore-filters")) << en.err;
  const Finished ja = hakyu({"--lang", "ja", "graph", scenario("clinic"), "--importance", "reception"});
  EXPECT_EQ(ja.status, 1);
  EXPECT_TRUE(has(ja.err, "つなぎ時間")) << ja.err;
  const Finished without =
      hakyu({"--lang", "en", "graph", scenario("clinic"), "--importance", "reception", "--ignore-filters"});
  EXPECT_EQ(without.status, 0) << without.err;
  EXPECT_TRUE(has(without.out, "were left out")) << "in the picture";
}

TEST(WeakPoints, WhatDoesNotGoTogetherIsWrongUsage) {
  const std::string clinic = scenario("clinic");
  EXPECT_EQ(hakyu({"graph", clinic, "--importance", "--down", "mains"}).status, 2);
  EXPECT_EQ(hakyu({"graph", clinic, "--importance", "--plan", "sunday-all"}).status, 2);
  EXPECT_EQ(hakyu({"graph", clinic, "--ignore-filters"}).status, 2);
  EXPECT_NE(hakyu({"graph", clinic, "--importance", "nobody"}).status, 0);
}

}  // namespace
