// hakyu draft as a person or a script sees it: from an advisory to measures that the model takes.
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "tests/cli/process.hpp"

namespace {

using hakyu::test::Finished;
using hakyu::test::Folder;
using hakyu::test::hakyu;
using hakyu::test::has;
using hakyu::test::read_file;
using nlohmann::json;
namespace fs = std::filesystem;

// Of the general hospital: vCenter (restart stated) and the CR reader (nothing stated). The texts are
// hostile where an advisory could be.
constexpr const char* pumps_advisory =
    R"json({"document":{"category":"csaf_security_advisory","csaf_version":"2.0",
  "publisher":{"namespace":"https://example.jp"},"tracking":{"id":"A-1","version":"1"}},
  "product_tree":{"branches":[
    {"category":"vendor","name":"Fujifilm","branches":[{"category":"product_name","name":"FCR XC-2 (CR-IR 357)","branches":[
      {"category":"product_version_range","name":"vers:all/*","product":{"product_id":"CR","name":"FCR XC-2"}}]}]},
    {"category":"vendor","name":"VMware","branches":[{"category":"product_name","name":"vCenter Server","branches":[
      {"category":"product_version_range","name":"vers:all/*","product":{"product_id":"VC","name":"vCenter"}}]}]}]},
  "vulnerabilities":[
    {"cve":"CVE-2026-1","product_status":{"known_affected":["CR","VC"]},
     "scores":[{"products":["CR"],"cvss_v3":{"vectorString":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}}],
     "remediations":[
       {"category":"vendor_fix","details":"=cmd|' /C calc'!A0 \u001b[31m","product_ids":["CR"]},
       {"category":"mitigation","details":"Users should:","product_ids":["CR"]},
       {"category":"mitigation","details":"use a firewall","product_ids":["CR"]},
       {"category":"vendor_fix","details":"8.0 U3","product_ids":["VC"],"restart_required":{"category":"machine"}}]},
    {"cve":"CVE-2026-2","product_status":{"known_affected":["CR"]},
     "remediations":[{"category":"workaround","details":"unplug the network","product_ids":["CR"]}]}]})json";

class DraftTest : public ::testing::Test {
 protected:
  DraftTest() {
    EXPECT_EQ(hakyu({"import", "csaf", folder_.write("a.json", pumps_advisory), "--store", store()}).status,
              0);
  }
  [[nodiscard]] std::string store() const { return folder_.at("s.sqlite"); }
  [[nodiscard]] std::string measures() const { return folder_.at("measures.json"); }
  [[nodiscard]] Finished draft(std::vector<std::string> more) const {
    std::vector<std::string> all{"draft", "general-hospital", "--store", store()};
    all.insert(all.end(), more.begin(), more.end());
    return hakyu(all);
  }
  [[nodiscard]] json document(std::vector<std::string> more = {}) const {
    more.insert(more.end(), {"--json", "-"});
    const Finished done = draft(more);
    EXPECT_EQ(done.status, 0) << done.err;
    return json::parse(done.out);
  }
  Folder folder_;
};

TEST_F(DraftTest, TheMeasuresAreAModelThatIsCheckedAndRanked) {
  const Finished done = draft({"-o", measures()});
  ASSERT_EQ(done.status, 0) << done.err;
  EXPECT_TRUE(has(done.out, "draft-fix-cr-reader")) << done.out;
  const Finished check = hakyu({"check", "general-hospital", measures()});
  EXPECT_EQ(check.status, 0) << check.out;
  const std::string plan =
      folder_.write("plan.json", R"({"format": "hakyu/1", "plans": [{"id": "drafted", "steps": [
    {"measure": "draft-fix-cr-reader", "at": "2026-12-22T18:00"},
    {"measure": "draft-accept-cr-reader", "at": "2026-12-22T18:00"}]}]})");
  const Finished rank = hakyu({"rank", "general-hospital", measures(), plan, "--plans", "status-quo,drafted",
                               "--replications", "20", "--json", "-"});
  ASSERT_EQ(rank.status, 0) << rank.err;
  bool named = false;
  const json ranking = json::parse(rank.out);
  for (const auto& each : ranking["assumptions"])
    named = named || (each["field"] == "work.duration" && has(each.dump(), "draft-fix-cr-reader"));
  EXPECT_TRUE(named) << "the default that stands for the missing number is named";
}

TEST_F(DraftTest, WithoutOutputNothingIsWritten) {
  EXPECT_EQ(draft({}).status, 0);
  EXPECT_FALSE(fs::exists(measures()));
}

TEST_F(DraftTest, DraftingAgainKeepsWhatPeopleSupplied) {
  ASSERT_EQ(draft({"-o", measures()}).status, 0);
  const std::string bytes = read_file(measures());
  const Finished again = draft({"-o", measures()});
  EXPECT_TRUE(has(again.err, "nothing changed")) << again.err;
  EXPECT_EQ(read_file(measures()), bytes);
  json edited = json::parse(bytes);
  for (auto& each : edited["measures"])
    if (each["id"] == "draft-fix-cr-reader") {
      each["work"] = {{"duration", "45m"}, {"restart", "machine"}};
      each["change"] = "firmware";
    }
  (void)folder_.write("measures.json", edited.dump(2));
  ASSERT_EQ(draft({"-o", measures()}).status, 0);
  json kept;
  const json merged = json::parse(read_file(measures()));
  for (const auto& each : merged["measures"])
    if (each["id"] == "draft-fix-cr-reader") kept = each;
  EXPECT_EQ(kept["work"]["duration"], "45m");
  EXPECT_EQ(kept["work"]["restart"], "machine");
  EXPECT_EQ(kept["change"], "firmware");
  const std::string note = kept["note"]["en"];
  EXPECT_TRUE(has(note, "To be supplied: work.downtime, failure.probability")) << note;
  // A newer pumps_advisory comes in beside them.
  std::string newer = pumps_advisory;
  newer.replace(newer.find("\"version\":\"1\""), 13, "\"version\":\"2\"");
  newer.replace(newer.find("unplug the network"), 18, "unplug the cable");
  ASSERT_EQ(hakyu({"import", "csaf", folder_.write("b.json", newer), "--store", store()}).status, 0);
  ASSERT_EQ(draft({"-o", measures()}).status, 0);
  const std::string now = read_file(measures());
  EXPECT_TRUE(has(now, "unplug the cable"));
  EXPECT_FALSE(has(now, "unplug the network")) << "what the pumps_advisory no longer says is gone";
  EXPECT_TRUE(has(now, "\"45m\""));
}

TEST_F(DraftTest, MeasuresForThingsThatAreGoneAreNoError) {
  ASSERT_EQ(draft({"-o", measures()}).status, 0);
  const std::string ward = folder_.write("ward.json", R"json({"format": "hakyu/1", "resources": [
    {"id": "cr", "kind": "medical_device", "maker": "Fujifilm", "model": "FCR XC-2 (CR-IR 357)"}]})json");
  const Finished done = hakyu({"draft", ward, "--store", store(), "-o", measures()});
  EXPECT_EQ(done.status, 0) << done.err;
  EXPECT_TRUE(has(read_file(measures()), "draft-fix-cr\""));
  EXPECT_FALSE(has(read_file(measures()), "draft-fix-cr-reader"));
}

TEST_F(DraftTest, TheDocumentSaysWhatIsKnownAndWhatIsNot) {
  const json all = document();
  EXPECT_EQ(all["format"], "hakyu-draft/1");
  const json& fix = all["measures"]["draft-fix-cr-reader"];
  EXPECT_EQ(fix["restart"], "unknown");
  EXPECT_EQ(fix["vulnerabilities"], json::array({"CVE-2026-1"}));
  const json& resource = all["resources"].at(0);
  bool scored = false;
  for (const auto& each : all["resources"])
    for (const auto& vulnerability : each["vulnerabilities"])
      for (const auto& vector : vulnerability["vectors"]) scored = scored || vector["score"] == 9.8;
  EXPECT_TRUE(scored);
  EXPECT_FALSE(resource["vulnerabilities"].at(0)["because"].empty());
  bool asked = false;
  for (const auto& each : all["to_be_supplied"])
    if (each["measure"] == "draft-fix-cr-reader" && each["field"] == "work.duration") {
      asked = true;
      EXPECT_EQ(each["ask"], "kaede");
      EXPECT_FALSE(each["until_then"].get<std::string>().empty());
    }
  EXPECT_TRUE(asked);
}

TEST_F(DraftTest, TheProductDecidesWhichFixIsMeant) {
  const json all = document({"--unclear"});
  for (const auto& [id, measure] : all["measures"].items())
    for (const auto& each : measure["advice"]) {
      const bool reader = measure["targets"] == json::array({"cr-reader"});
      EXPECT_EQ(each["text"] == "8.0 U3", !reader) << id;
    }
}

TEST_F(DraftTest, WordsOfAdvisoriesStayWords) {
  const std::string list = folder_.at("list.csv"), book = folder_.at("book.xlsx");
  const Finished done = draft({"-o", measures(), "--csv", list, "--xlsx", book});
  ASSERT_EQ(done.status, 0) << done.err;
  EXPECT_TRUE(has(read_file(book), "PK"));
  for (const std::string& text : {done.out, read_file(list), read_file(measures())})
    EXPECT_FALSE(has(text, "\x1b")) << "no control character";
  const std::string csv = read_file(list);
  EXPECT_TRUE(has(csv, "[vendor fix] =cmd")) << csv;
  EXPECT_FALSE(has(csv, ",=") || has(csv, ",\"=") || has(csv, "\n=")) << "no cell is a formula: " << csv;
}

TEST_F(DraftTest, BothLanguagesFitTheScreen) {
  const Finished english = draft({}), japanese = draft({"--lang", "ja"});
  EXPECT_TRUE(has(english.out, "To be supplied by people")) << english.out;
  EXPECT_TRUE(has(english.out, "Stands still: unknown")) << english.out;
  EXPECT_TRUE(has(japanese.out, "止まる範囲: 不明")) << japanese.out;
  EXPECT_TRUE(has(japanese.out, "要記入")) << japanese.out;
  EXPECT_FALSE(has(japanese.out, "To supply")) << japanese.out;
}

TEST_F(DraftTest, BySystem) {
  EXPECT_EQ(draft({"--by", "system"}).status, 0);
  EXPECT_EQ(document({"--by", "resource"})["measures"], document()["measures"]);
}

TEST_F(DraftTest, WhatIsWrongIsSaid) {
  const Finished by = draft({"--by", "zone"});
  EXPECT_EQ(by.status, 2);
  EXPECT_TRUE(has(by.err, "zone") && has(by.err, "system")) << by.err;
  EXPECT_EQ(draft({"-o", "-"}).status, 2);
  const Finished day = draft({"--as-of", "tomorrow"});
  EXPECT_EQ(day.status, 2);
  EXPECT_TRUE(has(day.err, "--as-of tomorrow")) << day.err;
  const Finished none = hakyu({"draft", "general-hospital", "--store", folder_.at("none.sqlite")});
  EXPECT_EQ(none.status, 1);
  EXPECT_TRUE(has(none.err, "hakyu import advisories")) << none.err;
  EXPECT_EQ(draft({"--decisions", folder_.at("none.decisions")}).status, 1);
}

TEST_F(DraftTest, NothingToDraftIsNotNothingWrong) {
  const std::string ward = folder_.write(
      "ward.json", R"({"format": "hakyu/1", "resources": [{"id": "bed", "kind": "facility"}]})");
  const Finished done = hakyu({"draft", ward, "--store", store(), "-o", measures()});
  EXPECT_EQ(done.status, 0) << done.err;
  EXPECT_TRUE(has(done.out, "That does not mean that nothing is")) << done.out;
  EXPECT_EQ(hakyu({"check", ward, measures()}).status, 0);
}

TEST_F(DraftTest, DecisionsBesideTheModelHold) {
  const std::string findings = folder_.at("findings.json");
  const Finished decided = hakyu({"match", "general-hospital", "--store", store(), "-o", findings, "--reject",
                                  "cr-reader=CVE-2026-1", "--reason", "not connected", "--by", "Sato"});
  ASSERT_EQ(decided.status, 0) << decided.err;
  const Finished done = hakyu({"draft", "general-hospital", findings, "--store", store()});
  EXPECT_EQ(done.status, 0) << done.err;
  EXPECT_FALSE(has(done.out, "draft-fix-cr-reader")) << done.out;
  const Finished apart = draft({"--decisions", findings + ".decisions"});
  EXPECT_FALSE(has(apart.out, "draft-fix-cr-reader")) << apart.out;
}

}  // namespace
