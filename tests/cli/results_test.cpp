// What the commands print: documents of the promised shape, the same for any number of threads.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/cli/process.hpp"

namespace {

using hakyu::test::Finished;
using hakyu::test::Folder;
using hakyu::test::hakyu;
using hakyu::test::has;
using hakyu::test::scenario;
using nlohmann::json;

json document(std::vector<std::string> arguments) {
  arguments.insert(arguments.end(), {"--json", "-", "--quiet"});
  const Finished done = hakyu(arguments);
  EXPECT_EQ(done.status, 0) << done.err;
  json parsed = json::parse(done.out, nullptr, false);
  EXPECT_FALSE(parsed.is_discarded()) << done.out.substr(0, 400);
  return parsed;
}

void expect_figure(const json& figure) {
  ASSERT_TRUE(figure.is_object()) << figure;
  ASSERT_TRUE(figure["mean"].is_number()) << figure;
  ASSERT_EQ(figure["ci"].size(), 2U) << figure;
  EXPECT_LE(figure["ci"][0], figure["mean"]);
  EXPECT_GE(figure["ci"][1], figure["mean"]);
}

TEST(Results, CheckReportsTheCoverageOfTheLedger) {
  const json result = document({"check", scenario("clinic")});
  EXPECT_EQ(result["format"], "hakyu-check/1");
  EXPECT_GT(result["coverage"]["resources"], 0);
  EXPECT_GT(result["coverage"]["fields"]["maintainer"]["of"], 0);
  EXPECT_NE(hakyu({"check", scenario("clinic")}).out.find("maintainer"), std::string::npos);
}

TEST(Results, CheckShowsContractsResponsibilitiesAndDecisions) {
  const hakyu::test::Folder folder;
  const std::string file = folder.write("m.json", R"({"format": "hakyu/1",
    "study": {"start": "2026-12-01T00:00", "horizon": "1d", "failures": "none"},
    "parties": [{"id": "v", "kind": "vendor", "name": "みなと"}, {"id": "h", "kind": "hospital"}],
    "resources": [{"id": "r", "kind": "server", "owner": "h"}],
    "contracts": [{"id": "c1", "parties": ["h", "v"], "scope": ["r"], "ends": "2026-03-31"}, {"id": "c2", "parties": ["v"], "scope": ["r"]}],
    "plans": [{"id": "later", "name": "後で", "steps": []}],
    "decisions": [{"plan": "later", "by": "院長", "date": "2026-11-20", "until": "2027-01-31"}]})");
  const json coverage = document({"check", file})["coverage"];
  EXPECT_EQ(coverage["contracts"]["c1"]["ends"], "2026-03-31");
  EXPECT_TRUE(coverage["contracts"]["c2"]["ends"].is_null());
  EXPECT_EQ(coverage["responsibilities"]["count"], 0);
  EXPECT_EQ(coverage["decisions"][0]["until"], "2027-01-31");
  EXPECT_GT(coverage["decisions"][0]["line"], 0);
  const std::string text = hakyu({"--lang", "ja", "check", file}).out;
  for (const char* part :
       {"契約: 2件、終了日の記載なし 1件", "rの契約: 2026年3月31日(火)に終了済み(h、みなと)",
        "役割分担: 記載なし", "計画「後で」: 決定者 院長", "有効期限"})
    EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
}

TEST(Results, Impact) {
  const json result = document({"impact", scenario("clinic"), "--down", "vpn-router"});
  EXPECT_EQ(result["format"], "hakyu-impact/1");
  EXPECT_EQ(result["levels"]["vpn-router"], "down");
  EXPECT_EQ(result["because"]["vpn-router"], json::array({"vpn-router"}));
  EXPECT_FALSE(result.contains("intervals"));
}

TEST(Results, ImpactOfAMeasureLimitsItsRestartScope) {
  const json result = document({"impact", scenario("clinic"), "--measure", "vpn-firmware", "--for", "1h"});
  EXPECT_EQ(result["levels"]["vpn-router"], "down");
  EXPECT_FALSE(result["intervals"]["vpn-router"].empty());
  for (const char* written : {"60m", "1時間", "６０分"})
    EXPECT_EQ(document({"impact", scenario("clinic"), "--measure", "vpn-firmware", "--for", written}), result)
        << written;
}

TEST(Results, ImpactOfWhatNothingIsStatedToNeedIsNoAllClear) {
  const Folder folder;
  const std::string model =
      folder.write("m.json", R"({"format": "hakyu/1", "study": {"start": "2026-12-06T00:00", "horizon": "1d"},
        "resources": [{"id": "vpn", "kind": "network"}, {"id": "app", "kind": "application", "requires": ["db"]},
                      {"id": "db", "kind": "database"}]})");
  EXPECT_TRUE(has(hakyu({"impact", model, "--down", "vpn"}).out, "No dependency is stated for vpn"));
  EXPECT_FALSE(has(hakyu({"impact", model, "--down", "db"}).out, "No dependency is stated"));
}

TEST(Results, WhatNobodyStatedIsNeitherUpNorFreeNorARuleThatIsKept) {
  const Folder folder;
  const std::string model =
      folder.write("m.json", R"({"format": "hakyu/1", "study": {"start": "2026-12-06T00:00", "horizon": "1d"},
        "resources": [{"id": "vpn", "kind": "network"}, {"id": "app", "kind": "application", "requires": ["db"]},
                      {"id": "db", "kind": "database"}],
        "measures": [{"id": "fix", "kind": "vendor_fix", "targets": ["db"]}],
        "plans": [{"id": "p", "steps": [{"measure": "fix", "at": "2026-12-06T03:00"}]}]})");
  for (const std::vector<std::string>& command : {std::vector<std::string>{"impact", model, "--down", "db"},
                                                  {"impact", model, "--down", "db", "--for", "1h"},
                                                  {"start-order", model}})
    EXPECT_TRUE(has(hakyu(command).out, "Of 1 thing no dependency is stated at all")) << command.front();
  const std::string picture = hakyu({"graph", model, "--down", "db", "-o", "-"}).out;
  EXPECT_TRUE(has(picture, "? vpn")) << picture;
  EXPECT_TRUE(has(picture, "not known: no dependency is stated")) << "legend and tooltip";
  EXPECT_FALSE(has(hakyu({"graph", model, "-o", "-"}).out, "? vpn")) << "no levels, nothing to be told";
  const std::string ranking = hakyu({"rank", model, "--replications", "200"}).out;
  EXPECT_TRUE(has(ranking, "not stated")) << "the cost: " << ranking;
  ASSERT_EQ(hakyu({"report", model, "--replications", "200", "-o", folder.at("r.html")}).status, 0);
  const std::string report = hakyu::test::read_file(folder.at("r.html"));
  EXPECT_TRUE(has(report, "nothing was checked"));
  EXPECT_FALSE(has(report, "All work keeps to windows"));
}

TEST(Results, ImpactForAWhileTakesAwayOnlyWhatGoesDownInIt) {
  const json shortly = document({"impact", scenario("clinic"), "--down", "mains", "--for", "5m"});
  EXPECT_TRUE(shortly.value("cut_remote_maintenance", json::array()).empty()) << "the battery lasts longer";
  const json longer = document({"impact", scenario("clinic"), "--down", "mains", "--for", "5h"});
  EXPECT_FALSE(longer.value("cut_remote_maintenance", json::array()).empty());
}

TEST(Results, ImpactOfAMeasureThatOnlyBlocksALineNamesTheRepairsItSlows) {
  const json result = document({"impact", scenario("clinic"), "--measure", "block-remote"});
  for (const auto& [node, level] : result["levels"].items()) EXPECT_EQ(level, "up") << node;
  ASSERT_TRUE(result["blocked_flows"].contains("remote-maint"));
  EXPECT_GT(result["blocked_flows"]["remote-maint"]["line"], 0);
  const json& record = result["slower_repairs"]["ehr"];
  EXPECT_EQ(record["party"], "minato");
  EXPECT_EQ(record["blocked"], json::array({"remote-maint"}));
  EXPECT_EQ(record["extra"], "triangular 2h 3h 4h");
  EXPECT_EQ(record["extra_from"], "assumed_in_model");
  EXPECT_GT(record["line"], 0);
  ASSERT_EQ(result["cut_remote_maintenance"].size(), 1U);
  EXPECT_EQ(result["cut_remote_maintenance"][0]["party"], "minato");
  const std::string text =
      hakyu({"--lang", "ja", "impact", scenario("clinic"), "--measure", "block-remote"}).out;
  for (const char* part :
       {"遮断される通信", "修理が長引くもの", "電子カルテ", "(モデルに", "使えなくなる遠隔保守"})
    EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
}

TEST(Results, Simulate) {
  const json result = document(
      {"simulate", scenario("clinic"), "--plan", "sunday-all", "--replications", "400", "--seed", "5"});
  EXPECT_EQ(result["format"], "hakyu-simulate/1");
  EXPECT_EQ(result["plan"], "sunday-all");
  EXPECT_EQ(result["replications"], 400);
  EXPECT_EQ(result["seed"], 5);
  expect_figure(result["impact"]);
  ASSERT_FALSE(result["services"].empty());
  for (const json& service : result["services"])
    for (const char* name : {"down_hours", "degraded_hours", "affected", "outages", "longest_hours",
                             "tolerance_exceeded", "limit_exceeded"})
      expect_figure(service[name]);
  for (const json& measure : result["measures"])
    for (const char* name : {"in_force", "failed", "abandoned", "skipped", "overrun"})
      expect_figure(measure[name]);
}

TEST(Results, Rank) {
  const json result = document({"rank", scenario("clinic"), "--replications", "1000"});
  EXPECT_EQ(result["format"], "hakyu-rank/1");
  EXPECT_GE(result["plans"].size(), 4U);
  for (const json& plan : result["plans"]) {
    expect_figure(plan["impact"]);
    EXPECT_LE(plan["rank"]["best"], plan["rank"]["worst"]);
  }
  for (const char* key : {"differences", "assumptions", "violations", "stopped_because"})
    EXPECT_TRUE(result.contains(key)) << key;
}

TEST(Results, RankOfSomePlansAlwaysComparesDoingNothing) {
  const json result =
      document({"rank", scenario("clinic"), "--plans", "sunday-all,vpn-at-lunch", "--replications", "500"});
  EXPECT_EQ(result["plans"].size(), 3U);
  EXPECT_TRUE(result["plans"].contains("status-quo"));
}

TEST(Results, StartOrder) {
  const json result = document({"start-order", scenario("clinic")});
  EXPECT_EQ(result["format"], "hakyu-start/1");
  EXPECT_FALSE(result["order"].empty());
  EXPECT_GT(result["in_full"]["reception"], 0);
}

TEST(Results, TheCaptionOfTheWorstMomentHasNoSeconds) {
  const Finished done = hakyu(
      {"--lang", "en", "graph", scenario("clinic"), "--plan", "sunday-all", "--at", "2026-12-13T10:32:41"});
  EXPECT_EQ(done.status, 0) << done.err;
  EXPECT_NE(done.out.find("10:33"), std::string::npos) << done.out;
  EXPECT_EQ(done.out.find("10:32:41"), std::string::npos) << done.out;
}

TEST(Results, ThreadsDoNotMatter) {
  const auto rank = [](const char* threads) {
    return hakyu({"rank", scenario("clinic"), "--replications", "1500", "--threads", threads, "--json", "-"})
        .out;
  };
  const std::string one = rank("1");
  EXPECT_FALSE(one.empty());
  EXPECT_EQ(one, rank("2"));
  EXPECT_EQ(one, rank("7"));
}

TEST(Results, TheSeedMatters) {
  const auto impact = [](const char* seed) {
    return document({"simulate", scenario("clinic"), "--plan", "status-quo", "--replications", "300",
                     "--seed", seed})["impact"];
  };
  EXPECT_EQ(impact("1"), impact("1"));
  EXPECT_NE(impact("1"), impact("2"));
}

TEST(Results, TraceOfOneReplicationIsTheSameEveryTime) {
  const std::vector<std::string> arguments{"simulate",   scenario("clinic"), "--plan",
                                           "sunday-all", "--trace",          "3"};
  const Finished first = hakyu(arguments);
  EXPECT_EQ(first.status, 0) << first.err;
  EXPECT_NE(first.out, "");
  EXPECT_EQ(first.out, hakyu(arguments).out);
}

TEST(Results, TextIsInTheLanguageAskedFor) {
  for (const char* command : {"check", "rank", "start-order"}) {
    const auto text = [&](const char* language) {
      std::vector<std::string> arguments{"--lang", language, command, scenario("clinic")};
      if (std::string(command) == "rank") arguments.insert(arguments.end(), {"--replications", "200"});
      const Finished done = hakyu(arguments);
      EXPECT_EQ(done.status, 0) << done.err;
      return done.out;
    };
    EXPECT_NE(text("ja"), text("en")) << command;
  }
}

}  // namespace
