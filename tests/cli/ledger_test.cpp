// From a ledger to questions: import ledger and check, as a person calls them.
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/cli/process.hpp"

namespace {

namespace fs = std::filesystem;
using hakyu::test::Finished;
using hakyu::test::Folder;
using hakyu::test::hakyu;
using hakyu::test::read_file;
using hakyu::test::scenario;
using nlohmann::json;

const std::string ledger_csv =
    "管理番号,機器名,機器種別,保守業者,リモート保守,サポート期限,確認日\n"
    "SV-1,検査サーバ,サーバ,A社,有,R8.3.31,2024/5/1\n"
    "SV-2,薬剤サーバ,サーバ,,有,,\n"
    "SV-2,予備サーバ,サーバ,A社,無,,\n";

Finished import(const Folder& folder, const std::string& csv, std::vector<std::string> more = {}) {
  std::vector<std::string> arguments{"import",    "ledger", folder.write("ledger.csv", csv), "--mapping",
                                     "it-ledger", "-o",     folder.at("ledger.json")};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return hakyu(arguments);
}

json checked(const std::vector<std::string>& models, std::vector<std::string> more = {}) {
  std::vector<std::string> arguments{"check"};
  arguments.insert(arguments.end(), models.begin(), models.end());
  arguments.insert(arguments.end(), more.begin(), more.end());
  arguments.insert(arguments.end(), {"--json", "-", "--quiet"});
  const Finished done = hakyu(arguments);
  EXPECT_EQ(done.status, 0) << done.err;
  return json::parse(done.out, nullptr, false);
}

std::size_t count(const json& gaps, const std::string& kind) {
  std::size_t n = 0;
  for (const json& each : gaps) n += each["kind"] == kind ? 1U : 0U;
  return n;
}

TEST(LedgerCommand, ImportsSaysWhatIsDoubtfulAndChangesNothingTheSecondTime) {
  const Folder folder;
  const Finished first = import(folder, ledger_csv);
  EXPECT_EQ(first.status, 0) << first.err;
  EXPECT_NE(first.err.find("SV-2"), std::string::npos) << "the number that stands twice";
  const std::string model = read_file(folder.at("ledger.json"));
  const Finished again = import(folder, ledger_csv);
  EXPECT_EQ(again.status, 0) << again.err;
  EXPECT_NE(again.err.find("nothing changed"), std::string::npos) << again.err;
  EXPECT_EQ(read_file(folder.at("ledger.json")), model);
}

TEST(LedgerCommand, OtherCommandsDoNotTakeAwayWhatTheLedgerSaid) {
  const Folder folder;
  EXPECT_EQ(import(folder, ledger_csv).status, 0);
  const std::string ledger = folder.at("ledger.json"), store = folder.at("s.sqlite");
  const std::string scores = folder.write("epss.csv", "cve,epss\nCVE-2026-1,0.5\n");
  EXPECT_EQ(hakyu({"import", "advisories", scores, "--store", store}).status, 0);
  const std::string model = read_file(ledger), record = read_file(ledger + ".imported");
  for (const char* command : {"draft", "match"}) {
    const Finished done = hakyu({command, ledger, "--store", store, "-o", ledger});
    EXPECT_EQ(done.status, 1) << done.err;
    EXPECT_NE(done.err.find("another command"), std::string::npos) << done.err;
    EXPECT_EQ(read_file(ledger), model);
    EXPECT_EQ(read_file(ledger + ".imported"), record);
  }
}

TEST(LedgerCommand, NothingVanishesUnnoticed) {
  const Folder folder;
  const std::string list =
      folder.write("list.csv", "接続元,接続先,ポート,記入者\nSV-1,薬剤サーバ,443,情報課\n");
  ASSERT_EQ(import(folder, ledger_csv, {list}).status, 0);
  const json first = json::parse(read_file(folder.at("ledger.json")));
  ASSERT_EQ(first["dependencies"].size(), 1U);
  const Finished alone = import(folder, ledger_csv);
  EXPECT_NE(alone.err.find("were kept (2)"), std::string::npos) << alone.err;
  EXPECT_EQ(json::parse(read_file(folder.at("ledger.json"))), first);
  const Finished shorter = import(folder, ledger_csv.substr(0, ledger_csv.find("SV-2")));
  EXPECT_NE(shorter.err.find("taken out of the model – resources: 2 (sv-2"), std::string::npos)
      << shorter.err;
  EXPECT_NE(shorter.err.find("taken out of the model – dependencies: 1 (sv-1 → sv-2"), std::string::npos)
      << shorter.err;
  EXPECT_EQ(hakyu({"check", folder.at("ledger.json")}).status, 0) << "the file is still a model";
}

TEST(LedgerCommand, AFileWrittenByHandIsNotFilledUnnoticed) {
  const Folder folder;
  folder.write("ledger.json",
               R"({"format": "hakyu/1", "title": "Ours", "parties": [{"id": "x", "name": "X"}]})");
  const Finished done = import(folder, ledger_csv);
  EXPECT_NE(done.err.find("no import had written it"), std::string::npos) << done.err;
  EXPECT_NE(done.err.find("added from the ledger: resources: 3, parties: 1"), std::string::npos) << done.err;
  EXPECT_EQ(json::parse(read_file(folder.at("ledger.json")))["title"], "Ours");
  EXPECT_EQ(import(folder, ledger_csv).err.find("no import had written it"), std::string::npos);
}

TEST(LedgerCommand, ADryRunWritesNothing) {
  const Folder folder;
  const Finished done = hakyu(
      {"import", "ledger", folder.write("ledger.csv", ledger_csv), "--mapping", "it-ledger", "--dry-run"});
  EXPECT_EQ(done.status, 0) << done.err;
  EXPECT_NE(done.out.find("管理番号"), std::string::npos);
  EXPECT_EQ(std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator()), 1);
}

TEST(LedgerCommand, AMappingThatIsProposedCanBeUsed) {
  const Folder folder;
  const std::string csv = folder.write("ledger.csv", ledger_csv);
  EXPECT_EQ(hakyu({"import", "ledger", csv, "--guess", "-o", folder.at("m.json")}).status, 0);
  const Finished done =
      hakyu({"import", "ledger", csv, "--mapping", folder.at("m.json"), "-o", folder.at("ledger.json")});
  EXPECT_EQ(done.status, 0) << done.err;
}

TEST(LedgerCommand, AProposalNamesTheColumnsItLeavesOut) {
  const Folder folder;
  const std::string csv =
      folder.write("ledger.csv", "管理番号,品番,版数,減価償却,稟議\nA-1,VX-1,2.0,5年,済\n");
  const Finished done = hakyu({"import", "ledger", csv, "--guess"});
  EXPECT_NE(done.out.find("Left out (columns: 2): “減価償却”, “稟議”."), std::string::npos) << done.out;
  const Finished kept =
      hakyu({"import", "ledger", csv, "--guess", "-o", folder.at("m.json"), "--lang", "ja"});
  EXPECT_NE(kept.out.find("取り込まない列(2列)"), std::string::npos) << kept.out;
}

TEST(LedgerCommand, WhatCannotBeReadLeavesNothingBehind) {
  const Folder folder;
  for (const std::string& bad : {std::string("a,b\n1,2\n"), std::string("管理番号,機器名\n\"1,x\n"),
                                 std::string("PK\x03\x04 broken")}) {
    const Finished done = import(folder, bad);
    EXPECT_EQ(done.status, 1) << bad;
    EXPECT_NE(done.err.find("ledger.csv"), std::string::npos) << done.err;
    EXPECT_FALSE(fs::exists(folder.at("ledger.json")));
    EXPECT_FALSE(fs::exists(folder.at("ledger.json.imported")));
  }
  EXPECT_EQ(
      hakyu({"import", "ledger", folder.at("absent.csv"), "--mapping", "it-ledger", "--dry-run"}).status, 1);
  EXPECT_EQ(hakyu({"import", "ledger", folder.at("ledger.csv")}).status, 2) << "no mapping";
}

TEST(LedgerCommand, ALedgerWithoutAStudyIsChecked) {
  const Folder folder;
  ASSERT_EQ(import(folder, ledger_csv).status, 0);
  const json result = checked({folder.at("ledger.json")});
  EXPECT_EQ(result["errors"].size(), 0U);
  EXPECT_EQ(result["warnings"][0]["code"], "missing-study");
  EXPECT_EQ(result["coverage"]["as_of"], nullptr);
  EXPECT_EQ(result["coverage"]["ages"], nullptr);
  EXPECT_EQ(result["coverage"]["resources"], 3);
  EXPECT_EQ(count(result["gaps"], "remote_party"), 1U);
  EXPECT_EQ(count(result["gaps"], "unowned"), 1U);
  EXPECT_EQ(count(result["gaps"], "number"), 2U);
  EXPECT_EQ(count(result["gaps"], "support_ended"), 0U) << "without a date nothing is old";
  EXPECT_EQ(hakyu({"check", folder.at("ledger.json"), "--strict"}).status, 1);
  EXPECT_EQ(hakyu({"impact", folder.at("ledger.json"), "--down", "sv-1"}).status, 1)
      << "a simulation needs a study";
}

TEST(LedgerCommand, AgesAndEndsAreJudgedAtTheStatedDate) {
  const Folder folder;
  ASSERT_EQ(import(folder, ledger_csv).status, 0);
  const json late = checked({folder.at("ledger.json")}, {"--as-of", "2026-04-01"});
  EXPECT_EQ(late["coverage"]["as_of"], "2026-04-01");
  EXPECT_EQ(late["coverage"]["ages"]["two_years"], 1);
  EXPECT_EQ(count(late["gaps"], "support_ended"), 1U);
  EXPECT_EQ(count(late["gaps"], "stale"), 1U);
  EXPECT_EQ(count(checked({folder.at("ledger.json")}, {"--as-of", "2026-03-31"})["gaps"], "support_ended"),
            0U);
  EXPECT_EQ(hakyu({"check", folder.at("ledger.json"), "--as-of", "soon"}).status, 2);
}

TEST(LedgerCommand, QuestionsGoIntoSheets) {
  const Folder folder;
  ASSERT_EQ(import(folder, ledger_csv + "SV-3,=cmd|' /C calc'!A0,サーバ,\"=A/[社]\",,,\n").status, 0);
  const Finished done = hakyu({"check", folder.at("ledger.json"), "--csv", folder.at("q.csv"), "--xlsx",
                               folder.at("q.xlsx"), "--lang", "ja"});
  EXPECT_EQ(done.status, 0) << done.err;
  const std::string csv = read_file(folder.at("q.csv"));
  EXPECT_TRUE(csv.starts_with("\xEF\xBB\xBF"));
  EXPECT_EQ(csv.find(",=cmd"), std::string::npos);
  EXPECT_NE(csv.find("'=cmd"), std::string::npos);
  EXPECT_TRUE(read_file(folder.at("q.xlsx")).starts_with("PK\x03\x04"));
  // The workbook is one that the program itself can read: its sheets have no headings of a ledger.
  const Finished read = hakyu({"import", "ledger", folder.at("q.xlsx"), "--guess"});
  EXPECT_NE(read.status, 3) << read.err;
  const std::string first = read_file(folder.at("q.xlsx"));
  hakyu({"check", folder.at("ledger.json"), "--xlsx", folder.at("q.xlsx"), "--lang", "ja", "--quiet"});
  EXPECT_EQ(read_file(folder.at("q.xlsx")), first) << "the same input, the same bytes";
}

TEST(LedgerCommand, OneDocumentAtATimeGoesToStandardOutput) {
  const Folder folder;
  ASSERT_EQ(import(folder, ledger_csv).status, 0);
  const Finished csv = hakyu({"check", folder.at("ledger.json"), "--csv", "-"});
  EXPECT_TRUE(csv.out.starts_with("\xEF\xBB\xBF"));
  EXPECT_EQ(csv.out.find("Ledger:"), std::string::npos);
  EXPECT_EQ(hakyu({"check", folder.at("ledger.json"), "--csv", "/nowhere/q.csv"}).status, 2);
  EXPECT_EQ(hakyu({"check", folder.at("ledger.json"), "--xlsx", "/nowhere/q.xlsx"}).status, 2);
}

TEST(LedgerCommand, TheGeneralHospitalComesFromItsLedger) {
  const Folder folder;
  const std::string from = scenario("general-hospital/ledger");
  const Finished done = hakyu({"import", "ledger", from + "/ledger.xlsx", "--mapping",
                               from + "/mapping.jsonc", "-o", folder.at("m.json")});
  EXPECT_EQ(done.status, 0) << done.err;
  const json ledger = checked({folder.at("m.json")}), model = checked({scenario("general-hospital")});
  EXPECT_EQ(ledger["coverage"]["resources"], model["coverage"]["resources"]);
  for (const auto& [field, counts] : model["coverage"]["fields"].items())
    EXPECT_EQ(ledger["coverage"]["fields"][field]["stated"], counts["stated"]) << field;
}

TEST(LedgerCommand, SilencesOfNeighboursAreQuestions) {
  const json result = checked({scenario("general-hospital")});
  EXPECT_EQ(result["coverage"]["as_of"], "2026-12-21");
  std::size_t statements = 0;
  for (const json& each : result["gaps"])
    if (each["kind"] == "statement") {
      ++statements;
      EXPECT_FALSE(each["measures"].empty());
    }
  EXPECT_GE(statements, 35U) << "the scenario states 35 silences";
  EXPECT_TRUE(result["gaps"][0]["in_question"]);
}

}  // namespace
