// hakyu availability as a person or a script sees it.
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <random>

#include "tests/cli/process.hpp"

namespace {

using hakyu::test::Finished;
using hakyu::test::Folder;
using hakyu::test::hakyu;
using hakyu::test::has;
using hakyu::test::scenario;
using nlohmann::json;

std::size_t times(const std::string& text, const std::string& part) {
  std::size_t n = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++n;
  return n;
}

json document(std::vector<std::string> arguments, int status = 0) {
  arguments.insert(arguments.begin(), "availability");
  arguments.insert(arguments.end(), {"--json", "-", "--quiet"});
  const Finished done = hakyu(arguments);
  EXPECT_EQ(done.status, status) << done.err;
  json parsed = json::parse(done.out, nullptr, false);
  EXPECT_FALSE(parsed.is_discarded()) << done.out.substr(0, 400) << done.err;
  return parsed;
}

// Two of the resources have failure data: a alone stops s (1/10), b and c together (1/100); "bare" has none
// and stops s alone; "sure" never fails as stated.
constexpr const char* small = R"({"format": "hakyu/1",
  "study": {"start": "2026-12-01T00:00", "horizon": "30d", "failures": "stated"},
  "resources": [
    {"id": "a", "kind": "server", "reliability": {"time_to_failure": {"exponential": {"mean": "9h"}}, "time_to_repair": {"exponential": {"mean": "1h"}}}},
    {"id": "b", "kind": "server", "reliability": {"availability": 0.9}},
    {"id": "c", "kind": "server", "reliability": {"availability": 0.9}},
    {"id": "sure", "kind": "facility", "reliability": {"availability": 1}},
    {"id": "bare", "kind": "server"}],
  "services": [{"id": "s", "name": {"ja": "救急", "en": "emergency"}, "weight": 1,
    "requires": ["a", "sure", "bare", {"any_of": ["b", "c"]}]}]})";

constexpr const char* tree = R"(<opsa-mef><define-fault-tree name="t">
  <define-gate name="top"><or><basic-event name="A"/><and><basic-event name="B"/><basic-event name="C"/></and></or></define-gate>
  <define-basic-event name="A"><float value="0.1"/></define-basic-event>
  <define-basic-event name="B"><float value="0.2"/></define-basic-event>
  <define-basic-event name="C"><float value="0.3"/></define-basic-event>
</define-fault-tree></opsa-mef>)";

TEST(Availability, TheSmallHospitalIsComputedByHand) {
  const Folder folder;
  const json found = document({folder.write("m.json", small)});
  EXPECT_EQ(found["format"], "hakyu-availability/1");
  const json& s = found["nodes"]["s"];
  EXPECT_NEAR(s["unavailable"].get<double>(), 1.0 - 0.9 * 0.99, 1e-12);
  EXPECT_EQ(s["method"], "bdd");
  EXPECT_EQ(s["cut_sets"], "3");
  EXPECT_EQ(s["down_alone_without_failure_data"], json::array({"bare"}));
  EXPECT_NEAR(found["importance"]["a"]["birnbaum"].get<double>(), 0.99, 1e-12);
  EXPECT_NEAR(found["importance"]["b"]["birnbaum"].get<double>(), 0.09, 1e-12);
}

TEST(Availability, TheTextGroupsCutSetsUnderOneHeadingPerService) {
  const Folder folder;
  const std::string file = folder.write("m.json", small);
  const std::string ja = hakyu({"--lang", "ja", "availability", file}).out;
  for (const char* part :
       {"診療機能「救急」を停止させる最小の組合せ: 3通り", "    a: 1年に36日", "(0.1)",
        "    b と c: 1年に3日", "故障データの記載がないもの", "    bare\n", "記載では起きない"})
    EXPECT_TRUE(has(ja, part)) << part << "\n" << ja;
  EXPECT_EQ(times(ja, "一つで停止させるもの:"), 1U);
  EXPECT_EQ(times(ja, "二つ同時で停止させるもの:"), 1U);
  EXPECT_FALSE(has(ja, "(0)")) << ja;
  const std::string en = hakyu({"--lang", "en", "availability", file}).out;
  EXPECT_TRUE(has(en, "Down if this one thing fails:\n    a: 36 d")) << en;
  EXPECT_TRUE(has(en, "failure data not stated")) << en;
}

TEST(Availability, OfCutsAndOrderChooseWhatIsShown) {
  const Folder folder;
  const std::string file = folder.write("m.json", small);
  const json none = document({file, "--cuts", "0"});
  EXPECT_TRUE(none["cut_sets"].empty());
  EXPECT_FALSE(none["nodes"]["s"].contains("cut_sets"));
  const json first = document({file, "--cuts", "1"});
  ASSERT_EQ(first["cut_sets"].size(), 1U);
  EXPECT_EQ(first["cut_sets"][0]["nodes"], json::array({"a"}));
  EXPECT_EQ(first["nodes"]["s"]["cut_sets_complete"], false);
  const json short_sets = document({file, "--order", "1"})["cut_sets"];
  EXPECT_FALSE(short_sets.empty());
  for (const json& set : short_sets) EXPECT_EQ(set["nodes"].size(), 1U);
  const json b = document({file, "--of", "b"});
  EXPECT_EQ(b["nodes"].size(), 1U);
  EXPECT_NEAR(b["nodes"]["b"]["unavailable"].get<double>(), 0.1, 1e-12);
}

TEST(Availability, AFaultTreeIsComputedAndItsCutSetsOnlyWhenAskedFor) {
  const Folder folder;
  const std::string file = folder.write("t.xml", tree);
  const json found = document({"--mef", file});
  EXPECT_NEAR(found["nodes"]["top"]["unavailable"].get<double>(), 1.0 - 0.9 * 0.94, 1e-12);
  EXPECT_TRUE(found["cut_sets"].empty());
  EXPECT_EQ(found["deviates"], 0);
  EXPECT_EQ(document({"--mef", file, "--cuts", "10"})["cut_sets"].size(), 2U);
}

TEST(Availability, AnExportedServiceGivesTheSameNumber) {
  const Folder folder;
  const std::string xml = folder.at("out.xml");
  const double direct =
      document({folder.write("m.json", small), "--to-mef", xml})["nodes"]["s"]["unavailable"];
  const json back = document({"--mef", xml, "--of", "s"});
  EXPECT_NEAR(back["nodes"]["s"]["unavailable"].get<double>(), direct, 1e-12);
}

TEST(Availability, DrawnWorldsDoNotDependOnThreadsAndContainTheExactValue) {
  const Folder folder;
  const std::string file = folder.write("m.json", small);
  const std::vector<std::string> drawn{file,     "--method", "montecarlo",   "--worlds", "200000",
                                       "--seed", "5",        "--confidence", "0.999999", "--threads"};
  auto one = drawn, two = drawn;
  one.emplace_back("1");
  two.emplace_back("2");
  const json found = document(one)["nodes"]["s"];
  EXPECT_EQ(found, document(two)["nodes"]["s"]);
  EXPECT_EQ(found["method"], "montecarlo");
  EXPECT_LT(found["ci"][0].get<double>(), 0.109);
  EXPECT_GT(found["ci"][1].get<double>(), 0.109);
}

/// "easy" needs one of two parts out of 60; "hard" needs 40 of 80 groups of three of them, for which no small
/// diagram exists.
json easy_and_hard() {
  json resources = json::array(), groups = json::array();
  std::minstd_rand random(7);
  const auto part = [&](unsigned third) { return "r" + std::to_string(20 * third + random() % 20); };
  for (int i = 0; i < 60; ++i)
    resources.push_back({{"id", "r" + std::to_string(i)},
                         {"kind", "server"},
                         {"reliability", {{"availability", i < 2 ? 0.9 : 0.2}}}});
  for (int i = 0; i < 80; ++i) {
    groups.push_back("g" + std::to_string(i));
    resources.push_back({{"id", groups.back()},
                         {"kind", "application"},
                         {"reliability", {{"availability", 1}}},
                         {"requires", {{{"any_of", {part(0), part(1), part(2)}}}}}});
  }
  return {{"format", "hakyu/1"},
          {"study", {{"start", "2026-12-01T00:00"}, {"horizon", "30d"}, {"failures", "stated"}}},
          {"resources", resources},
          {"services",
           {{{"id", "easy"}, {"weight", 1}, {"requires", {{{"any_of", {"r0", "r1"}}}}}},
            {{"id", "hard"}, {"weight", 1}, {"requires", {{{"at_least", 40}, {"of", groups}}}}}}}};
}

TEST(Availability, ExactAndDrawnAnswersStandSideBySide) {
  const Folder folder;
  const std::vector<std::string> asked{folder.write("m.json", easy_and_hard().dump()), "--limit-memory", "2",
                                       "--worlds", "100000"};
  const json found = document(asked);
  const json& easy = found["nodes"]["easy"];
  EXPECT_EQ(easy["method"], "bdd");
  EXPECT_NEAR(easy["unavailable"].get<double>(), 0.01, 1e-12);
  EXPECT_EQ(easy["ci"], json::array({easy["unavailable"], easy["unavailable"]}));
  const json& hard = found["nodes"]["hard"];
  EXPECT_EQ(hard["method"], "montecarlo");
  EXPECT_LT(hard["ci"][0], hard["unavailable"]);
  EXPECT_GT(hard["ci"][1], hard["unavailable"]);
  EXPECT_FALSE(hard.contains("cut_sets"));
  EXPECT_EQ(found["statistics"]["limit_reached"], "memory");
  for (const json& set : found["cut_sets"]) EXPECT_EQ(set["of"], "easy");
  EXPECT_EQ(found["importance_of"].size(), 1U) << "drawn worlds have none";
  EXPECT_TRUE(found["importance"].empty());

  std::vector<std::string> text{"--lang", "en", "availability"};
  text.insert(text.end(), asked.begin(), asked.end());
  const std::string en = hakyu(text).out;
  for (const char* part : {"Exact where no interval is given", "The memory limit was reached",
                           "Drawn at random: ", "easy ", "hard ", "What matters most for any of them"})
    EXPECT_TRUE(has(en, part)) << part << "\n" << en;
  const std::string easy_row = en.substr(en.find("easy "), 60), hard_row = en.substr(en.find("hard "), 60);
  EXPECT_TRUE(has(easy_row, " 0.01 ")) << easy_row;
  EXPECT_TRUE(has(hard_row, " (0.") && has(hard_row, "–0.")) << hard_row;
}

TEST(Availability, WhatHasNoExactAnswerIsRefusedWithTheReason) {
  const json found = document({scenario("clinic")}, 1);
  std::string reasons;
  for (const json& each : found["nodes"]["billing"]["refused"])
    reasons += each["reason"].get<std::string>() + " ";
  EXPECT_TRUE(has(reasons, "time-filter") && has(reasons, "needs")) << reasons;
  EXPECT_FALSE(found["nodes"]["billing"].contains("unavailable"));
  const json without = document({scenario("clinic"), "--ignore-filters"});
  EXPECT_EQ(without["filters_ignored"], true);
  EXPECT_GT(without["nodes"]["billing"]["unavailable"], 0.0);
}

TEST(Availability, AnOperatingClockIsRefusedIfOthersCanStopIt) {
  const Folder folder;
  const std::string file = folder.write("m.json", R"({"format": "hakyu/1",
    "study": {"start": "2026-12-01T00:00", "horizon": "30d", "failures": "stated"},
    "resources": [
      {"id": "p", "kind": "power", "reliability": {"availability": 0.9}},
      {"id": "r", "kind": "server", "requires": ["p"], "reliability": {"ages": "operating",
        "time_to_failure": {"exponential": {"mean": "9h"}}, "time_to_repair": {"exponential": {"mean": "1h"}}}}],
    "services": [{"id": "s", "weight": 1, "requires": ["r"]}]})");
  EXPECT_EQ(document({file}, 1)["nodes"]["s"]["refused"][0]["reason"], "operating-clock");
}

TEST(Availability, WrongUsageAndBrokenTreesAreNamed) {
  const Folder folder;
  const std::string file = folder.write("m.json", small);
  const std::string xml = folder.write("t.xml", tree);
  EXPECT_EQ(hakyu({"availability"}).status, 2);
  EXPECT_EQ(hakyu({"availability", file, "--mef", xml}).status, 2);
  const Finished method = hakyu({"--lang", "en", "availability", file, "--method", "guess"});
  EXPECT_EQ(method.status, 2);
  EXPECT_TRUE(has(method.err, "guess")) << method.err;
  EXPECT_NE(hakyu({"availability", file, "--of", "nobody"}).status, 0);
  EXPECT_EQ(hakyu({"availability", file, "--confidence", "1"}).status, 2);
  EXPECT_EQ(hakyu({"availability", file, "--limit-memory", "0"}).status, 2);
  EXPECT_EQ(hakyu({"availability", "--mef", folder.at("absent.xml")}).status, 1);
  const Finished broken =
      hakyu({"availability", "--mef", folder.write("b.xml", "<opsa-mef><define-fault-tree")});
  EXPECT_EQ(broken.status, 1);
  EXPECT_TRUE(has(broken.err, "b.xml:1:")) << broken.err;
  EXPECT_EQ(broken.out, "");
}

TEST(Availability, AraliaTreesThroughTheCommand) {
  const std::string folder = HAKYU_SOURCE_DIR "/../shared/data/aralia/";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "data absent";
  const std::vector<std::pair<const char*, double>> published{
      {"chinese", 0.001170581811},  {"das9201", 0.01342366773},  {"das9202", 0.01011538126},
      {"das9204", 2.169415951e-11}, {"isp9603", 0.003233264387}, {"isp9605", 1.371708805e-05},
      {"isp9607", 9.495101854e-07}};
  for (const auto& [name, value] : published) {
    const json nodes = document({"--mef", folder + name + ".xml"})["nodes"];
    EXPECT_NEAR(nodes.begin().value()["unavailable"].get<double>() / value, 1.0, 1e-9) << name;
  }
}

}  // namespace
