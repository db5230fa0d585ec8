// hakyu match as a person or a script sees it: from an advisory to findings, judged in a spreadsheet.
#include <gtest/gtest.h>

#include <filesystem>
#include <future>
#include <nlohmann/json.hpp>

#include "tests/cli/process.hpp"

namespace {

using hakyu::test::Finished;
using hakyu::test::Folder;
using hakyu::test::hakyu;
using hakyu::test::has;
using hakyu::test::How;
using hakyu::test::read_file;
namespace fs = std::filesystem;

constexpr const char* advisory = R"({"document":{"category":"csaf_security_advisory","csaf_version":"2.0",
  "publisher":{"namespace":"https://example.jp"},"tracking":{"id":"A-1","version":"1"}},
  "product_tree":{"branches":[{"category":"vendor","name":"Acme","branches":[
    {"category":"product_name","name":"Pump","branches":[
      {"category":"product_version_range","name":"< 2.0","product":{"product_id":"P","name":"Acme Pump < 2.0"}}]}]}]},
  "vulnerabilities":[{"cve":"CVE-2026-1","product_status":{"known_affected":["P"]}},
                     {"cve":"CVE-2026-2","product_status":{"known_affected":["P"]}}]})";
constexpr const char* ward = R"({"format": "hakyu/1", "resources": [
  {"id": "pump-1", "kind": "medical_device", "name": {"ja": "ポンプ1", "en": "pump 1"}, "maker": "Acme", "model": "Pump",
   "software": [{"name": "firmware", "version": "1.4"}]},
  {"id": "pump-2", "kind": "medical_device", "name": "=pump 2", "maker": "Acme", "model": "Pump"}]})";

constexpr const char* vex_of_nothing = R"({"document":{"category":"csaf_vex","csaf_version":"2.0",
  "publisher":{"namespace":"https://example.jp"},"tracking":{"id":"N-1","version":"1"}},
  "product_tree":{"full_product_names":[{"product_id":"P","name":"Another thing"}]},
  "vulnerabilities":[{"cve":"CVE-2026-9","product_status":{"known_affected":["P"]}}]})";

class MatchTest : public ::testing::Test {
 protected:
  MatchTest() {
    fs::create_directory(folder_.path() / "model");
    (void)folder_.write("model/ward.json", ward);
    EXPECT_EQ(hakyu({"import", "csaf", folder_.write("a.json", advisory), "--store", store()}).status, 0);
  }
  [[nodiscard]] std::string store() const { return folder_.at("s.sqlite"); }
  [[nodiscard]] std::string model() const { return folder_.at("model"); }
  [[nodiscard]] std::string findings() const { return folder_.at("model/findings.json"); }
  [[nodiscard]] Finished match(std::vector<std::string> more) const {
    std::vector<std::string> all{"match", model(), "--store", store()};
    all.insert(all.end(), more.begin(), more.end());
    return hakyu(all);
  }
  [[nodiscard]] std::string status(const std::string& resource, const std::string& vulnerability) const {
    const Finished done = match({"-o", findings(), "--json", "-"});
    const auto document = nlohmann::json::parse(done.out);
    for (const auto& each : document["findings"])
      if (each["resource"] == resource && each["vulnerability"] == vulnerability) return each["status"];
    return "absent";
  }
  Folder folder_;
};

TEST_F(MatchTest, DecisionsAreAboutResourcesOfTheModelByAnyOfTheirNames) {
  const std::vector<std::string> why{"--reason", "no network", "--by", "Sato"};
  std::vector<std::string> by_name{"-o", findings(), "--reject", "ポンプ1=CVE-2026-1"}, unknown = by_name;
  unknown.back() = "pomp-1=CVE-2026-1";
  by_name.insert(by_name.end(), why.begin(), why.end());
  unknown.insert(unknown.end(), why.begin(), why.end());
  const Finished refused = match(unknown);
  EXPECT_EQ(refused.status, 2);
  EXPECT_TRUE(has(refused.err, "pump-1")) << refused.err;
  EXPECT_FALSE(fs::exists(findings() + ".decisions"));
  EXPECT_EQ(match(by_name).status, 0);
  EXPECT_EQ(status("pump-1", "CVE-2026-1"), "not_affected");
}

TEST_F(MatchTest, PartsOfAnSbomCountForTheDeviceItIsAbout) {
  const std::string sbom = folder_.write("sbom.json", R"({"bomFormat": "CycloneDX", "specVersion": "1.5",
    "serialNumber": "urn:uuid:1", "metadata": {"component": {"type": "device", "name": "Pump", "version": "1.4",
      "supplier": {"name": "Acme"}}},
    "components": [{"type": "library", "name": "Tiny", "version": "3", "purl": "pkg:npm/tiny@3.0.0"}]})");
  const std::string other = folder_.write("other.json", R"({"bomFormat": "CycloneDX", "specVersion": "1.5",
    "serialNumber": "urn:uuid:2", "metadata": {"component": {"type": "device", "name": "Monitor", "version": "1"}},
    "components": [{"type": "library", "name": "Tiny", "version": "3"}]})");
  const std::string osv = folder_.write("osv.json", R"({"id": "OSV-7", "modified": "2026-01-01T00:00:00Z",
    "affected": [{"package": {"ecosystem": "npm", "name": "tiny", "purl": "pkg:npm/tiny"},
      "ranges": [{"type": "SEMVER", "events": [{"introduced": "0"}, {"fixed": "3.1.0"}]}]}]})");
  ASSERT_EQ(hakyu({"import", "advisories", sbom, other, osv, "--store", store()}).status, 0);
  EXPECT_EQ(status("pump-1", "OSV-7"), "affected");
  EXPECT_EQ(status("pump-2", "OSV-7"), "affected") << "the ledger states no version";
  const Finished done = match({});
  EXPECT_TRUE(has(done.out, "SBOMs and scans: 1 of 2")) << done.out;
  EXPECT_TRUE(has(done.out, "Monitor 1")) << done.out;
  EXPECT_TRUE(has(done.out, "- Acme Pump 1.4 – pump 1, =pump 2")) << done.out;
  EXPECT_TRUE(has(read_file(findings()), "Acme Pump 1.4 の部品表・スキャン"));
}

TEST_F(MatchTest, TakesTheStoreBesideTheModelBeforeTheOneInThisFolder) {
  fs::create_directory(folder_.path() / "elsewhere");
  const How there{.folder = folder_.path() / "elsewhere"};
  EXPECT_EQ(hakyu({"match", model()}, there).status, 1) << "neither";
  fs::copy_file(store(), folder_.path() / "elsewhere/vulnerabilities.sqlite");
  EXPECT_TRUE(has(hakyu({"match", model()}, there).out, "2 findings are unclear"));
  EXPECT_EQ(
      hakyu({"import", "csaf", folder_.write("none.json", vex_of_nothing), "--store", folder_.at("model")})
          .status,
      0);
  EXPECT_FALSE(has(hakyu({"match", model()}, there).out, "2 findings are unclear"))
      << "the one beside the model";
  EXPECT_EQ(hakyu({"match", folder_.at("model/ward.json")}, there).status, 0);
}

TEST_F(MatchTest, WritesFindingsThatTheModelTakes) {
  const Finished first = match({"-o", findings()});
  EXPECT_EQ(first.status, 0) << first.err;
  EXPECT_TRUE(has(first.out, "2 findings are unclear")) << first.out;
  const std::string bytes = read_file(findings());
  EXPECT_TRUE(has(bytes, "the version is in the range")) << bytes;
  EXPECT_TRUE(has(bytes, "台帳にバージョンがない")) << "evidence in both languages";
  const Finished check = hakyu({"check", model()});
  EXPECT_EQ(check.status, 0) << check.out;
  const Finished again = match({"-o", findings()});
  EXPECT_TRUE(has(again.err, "nothing changed")) << "its own findings do not stand against it: " << again.err;
  EXPECT_EQ(read_file(findings()), bytes);
}

TEST_F(MatchTest, WhatHasNoRoomInTheListIsCounted) {
  std::string pumps;
  for (int i = 0; i < 12; ++i)
    pumps +=
        std::string(i == 0 ? "" : ",") + R"({"id": "p)" + std::to_string(i) +
        R"(", "kind": "medical_device", "maker": "Acme", "model": "Pump", "software": [{"name": "firmware",)" +
        R"( "version": "1.4"}]})";
  (void)folder_.write("model/more.json", R"({"format": "hakyu/1", "resources": [)" + pumps + "]}");
  const Finished done = match({});
  EXPECT_TRUE(has(done.out, "… and 8 more (affected: 6, unclear: 2)")) << done.out;
}

TEST_F(MatchTest, WithoutOutputNothingIsWritten) {
  EXPECT_EQ(match({}).status, 0);
  EXPECT_EQ(std::distance(fs::directory_iterator(model()), fs::directory_iterator()), 1);
}

TEST_F(MatchTest, PeopleDecideInASpreadsheet) {
  const std::string list = folder_.at("list.csv");
  EXPECT_EQ(match({"-o", findings(), "--csv", list}).status, 0);
  std::string text = read_file(list);
  EXPECT_TRUE(has(text, ",pump-2,'=pump 2,")) << "no formula: " << text;
  // A person rejects one row: the four blank cells before its resource.
  const std::string row = ",,,,pump-2,'=pump 2,,CVE-2026-1";
  const std::size_t at = text.find(row);
  ASSERT_NE(at, std::string::npos) << text;
  text.replace(at, row.size(), "not affected,no network,Sato,2024-11-20,pump-2,'=pump 2,,CVE-2026-1");
  const std::string filled = folder_.write("filled.csv", text);
  const Finished done = match({"-o", findings(), "--answers", filled});
  EXPECT_EQ(done.status, 0) << done.err;
  EXPECT_TRUE(has(done.err, "1 new decision")) << done.err;
  EXPECT_EQ(status("pump-2", "CVE-2026-1"), "not_affected");
  EXPECT_EQ(status("pump-2", "CVE-2026-2"), "unknown");
  const Finished again = match({"-o", findings(), "--answers", filled});
  EXPECT_FALSE(has(again.err, "new decision")) << again.err;
  // The decision outlives the findings and a store that knows nothing.
  fs::remove(findings());
  EXPECT_EQ(status("pump-2", "CVE-2026-1"), "not_affected");
  EXPECT_TRUE(has(read_file(findings()), "no network"));
}

TEST_F(MatchTest, AWorkbookInJapaneseIsReadBack) {
  const std::string book = folder_.at("list.xlsx");
  EXPECT_EQ(match({"--xlsx", book, "--lang", "ja"}).status, 0);
  const Finished none = match({"-o", findings(), "--answers", book, "--lang", "ja"});
  EXPECT_EQ(none.status, 0) << none.err << "a list without answers is no error";
  EXPECT_TRUE(has(none.out, "人の判断が必要")) << none.out;
}

TEST_F(MatchTest, DecisionsOnTheCommandLineNeedAReasonAndAnAuthor) {
  EXPECT_EQ(match({"-o", findings(), "--confirm", "pump-2=CVE-2026-1"}).status, 2);
  EXPECT_EQ(match({"-o", findings(), "--confirm", "pump-2", "--reason", "r", "--by", "S"}).status, 2);
  EXPECT_EQ(match({"--confirm", "pump-2=CVE-2026-1", "--reason", "r", "--by", "S"}).status, 2)
      << "nowhere to keep it";
  for (const char* alone : {"--reason", "--by"}) {
    const Finished nothing = match({"-o", findings(), alone, "S"});
    EXPECT_EQ(nothing.status, 2) << alone << " alone decides nothing";
    EXPECT_TRUE(has(nothing.err, "--confirm")) << nothing.err;
  }
  EXPECT_FALSE(fs::exists(findings()));
  EXPECT_EQ(match({"-o", findings(), "--confirm", "pump-2=CVE-2026-1", "--reason", "r", "--by", "S"}).status,
            0);
  EXPECT_EQ(status("pump-2", "CVE-2026-1"), "affected");
  const Finished lost =
      match({"-o", findings(), "--reject", "pump-9=CVE-2026-1", "--reason", "r", "--by", "S"});
  EXPECT_TRUE(has(lost.err, "pump-9")) << lost.err;
}

TEST_F(MatchTest, ADecisionAboutNothingThatIsKnownSaysSo) {
  const auto decide = [&](const char* verdict, const char* what) {
    return match({"-o", findings(), verdict, what, "--reason", "r", "--by", "S"});
  };
  const Finished unknown = decide("--confirm", "pump-2=CVE-2025-99999");
  EXPECT_EQ(unknown.status, 0) << "people may know more";
  EXPECT_TRUE(has(unknown.err, "CVE-2025-99999 is not in the vulnerability store. Check the number."))
      << unknown.err;
  EXPECT_EQ(status("pump-2", "CVE-2025-99999"), "affected");
  const Finished vain = decide("--reject", "pump-2=CVE-2025-88888");
  EXPECT_TRUE(has(vain.err, "no candidate CVE-2025-88888 for “pump-2”, so rejecting it changes nothing"))
      << vain.err;
  EXPECT_FALSE(has(decide("--reject", "pump-2=CVE-2026-1").err, "changes nothing"));
  for (const char* malformed :
       {"pump-2=CVE-20255-1", "pump-2=cve-2025-1234", "pump-2=CVE-2025-", "pump-2=CVE2025-1"}) {
    const Finished refused = decide("--confirm", malformed);
    EXPECT_EQ(refused.status, 2) << malformed;
    EXPECT_TRUE(has(refused.err, "srv-pacs=CVE-2026-1234")) << refused.err;
  }
  EXPECT_EQ(decide("--confirm", "pump-2=JVNDB-2025-000002").status, 0) << "another kind of number";
  const std::string list = folder_.write("list.csv",
                                         "判断,理由,判断した人,判断した日,資源ID,脆弱性\n"
                                         "非該当,銘板,佐藤,2020-01-01,pump-1,CVE-2024-7777\n");
  const Finished answers = match({"-o", findings(), "--answers", list, "--lang", "ja"});
  EXPECT_TRUE(has(answers.err, "CVE-2024-7777 は脆弱性データベースにありません。番号を確認してください"))
      << answers.err;
}

TEST_F(MatchTest, AListWithJudgementsIsNotOverwritten) {
  const std::string heads = "decision,reason,decided by,decided on,resource id,vulnerability\n";
  const auto list = [&](const std::string& row) { return folder_.write("list.csv", heads + row + "\n"); };
  const std::string filled = list("not affected,no network,Sato,2024-11-20,pump-2,CVE-2026-1");
  const std::string bytes = read_file(filled);
  const Finished refused = match({"-o", findings(), "--csv", filled});
  EXPECT_EQ(refused.status, 1);
  EXPECT_TRUE(has(refused.err, "--answers")) << refused.err;
  EXPECT_EQ(read_file(filled), bytes);
  EXPECT_FALSE(fs::exists(findings())) << "nothing is written";
  EXPECT_EQ(match({"-o", findings(), "--answers", filled}).status, 0);
  EXPECT_EQ(match({"-o", findings(), "--csv", filled}).status, 0) << "they are decisions now";
  EXPECT_TRUE(has(read_file(filled), "not affected,no network,Sato"));
  for (const char* row : {"perhaps,x,Sato,,pump-2,CVE-2026-2", ",half a reason,,,pump-2,CVE-2026-2"})
    EXPECT_EQ(match({"-o", findings(), "--csv", list(row)}).status, 1) << row;
  EXPECT_EQ(match({"-o", findings(), "--csv", list(",,,,pump-2,CVE-2026-2")}).status, 0) << "nobody judged";
  EXPECT_EQ(match({"--csv", folder_.write("list.csv", "another,file\n")}).status, 0);
}

TEST_F(MatchTest, ADecisionThatReversesAnEarlierOneSaysSo) {
  const auto decide = [&](const char* verdict, const char* reason, const char* by) {
    return match({"-o", findings(), verdict, "pump-2=CVE-2026-1", "--reason", reason, "--by", by});
  };
  EXPECT_FALSE(has(decide("--reject", "no network", "Sato").err, "reversed"));
  EXPECT_FALSE(has(decide("--reject", "seen again", "Ito").err, "reversed")) << "the same once more";
  const Finished reversed = decide("--confirm", "it has a network", "Abe");
  EXPECT_TRUE(has(reversed.err, "pump-2 – CVE-2026-1: an earlier decision is reversed. Abe decided on"));
  EXPECT_TRUE(has(reversed.err, "Until now: Ito decided on")) << reversed.err;
  EXPECT_TRUE(has(reversed.err, "not affected (seen again)")) << reversed.err;
  const std::string late = folder_.write("late.csv",
                                         "判断,理由,判断した人,判断した日,資源ID,脆弱性\n"
                                         "非該当,銘板,佐藤,2020-01-01,pump-2,CVE-2026-1\n");
  const Finished older = match({"-o", findings(), "--answers", late, "--lang", "ja"});
  EXPECT_TRUE(has(older.err, "逆の判断が後の日付で既にある")) << older.err;
  EXPECT_EQ(status("pump-2", "CVE-2026-1"), "affected");
  const std::string kept = hakyu::test::read_file(findings() + ".decisions");
  const Finished again = match({"-o", findings(), "--answers", late, "--lang", "ja"});
  EXPECT_EQ(again.status, 0) << again.err;
  EXPECT_EQ(hakyu::test::read_file(findings() + ".decisions"), kept) << "an old list read again adds nothing";
}

TEST_F(MatchTest, TheSameCpeOrPurlIsEnoughWhateverTheNames) {
  const std::string named = folder_.write("named.json", R"({"document":{"category":"csaf_security_advisory",
    "csaf_version":"2.0","publisher":{"namespace":"https://example.jp"},"tracking":{"id":"A-7","version":"1"}},
    "product_tree":{"full_product_names":[
      {"product_id":"P","name":"The suite","product_identification_helper":{"cpe":"cpe:2.3:a:maker:foo:8.0:*:*:*:*:*:*:*"}},
      {"product_id":"Q","name":"A library","product_identification_helper":{"purl":"pkg:pypi/bar@1.0"}}]},
    "vulnerabilities":[{"cve":"CVE-2026-7","product_status":{"known_affected":["P","Q"]}}]})");
  ASSERT_EQ(hakyu({"import", "csaf", named, "--store", store()}).status, 0);
  (void)folder_.write("model/more.json", R"({"format": "hakyu/1", "resources": [
    {"id": "srv-1", "kind": "server", "software": [
      {"name": "Something", "version": "8.0", "cpe": "cpe:2.3:a:maker:foo:8.0:*:*:*:*:*:*:*"}]},
    {"id": "srv-2", "kind": "server", "software": [{"name": "Else", "version": "1.0", "purl": "pkg:pypi/bar@1.0"}]},
    {"id": "srv-3", "kind": "server", "software": [
      {"name": "Something", "version": "8.1", "cpe": "cpe:2.3:a:maker:foo:8.1:*:*:*:*:*:*:*"}]}]})");
  EXPECT_EQ(status("srv-1", "CVE-2026-7"), "affected");
  EXPECT_EQ(status("srv-2", "CVE-2026-7"), "unknown") << "no version is stated beside the purl";
  EXPECT_EQ(status("srv-3", "CVE-2026-7"), "absent") << "another version";
}

TEST_F(MatchTest, DecisionsMadeAtTheSameTimeAreAllKept) {
  const std::vector<std::string> people{"Abe", "Ito", "Kato", "Mori", "Sato", "Ueda"};
  std::vector<std::future<Finished>> running;
  for (const std::string& each : people)
    running.push_back(std::async(std::launch::async, [&, each] {
      return match(
          {"-o", findings(), "--confirm", "pump-2=CVE-2026-1", "--reason", "seen by " + each, "--by", each});
    }));
  for (auto& each : running) EXPECT_EQ(each.get().status, 0);
  const std::string kept = hakyu::test::read_file(findings() + ".decisions");
  for (const std::string& each : people) EXPECT_TRUE(has(kept, each)) << kept;
}

TEST_F(MatchTest, DecisionsAreKeptOnlyIfTheFindingsCanBe) {
  const std::string content = R"({"format": "hakyu/1", "title": {"ja": "台帳"}})";
  const std::string ledger = folder_.write("own.json", content);
  folder_.write("own.json.imported", content);  // made by another command
  const Finished refused =
      match({"-o", ledger, "--confirm", "pump-2=CVE-2026-1", "--reason", "r", "--by", "S"});
  EXPECT_NE(refused.status, 0);
  EXPECT_FALSE(fs::exists(ledger + ".decisions")) << refused.err;
}

TEST_F(MatchTest, AnAnswerAboutAnUnknownResourceNamesItsRow) {
  const Finished bad = match({"-o", findings(), "--answers",
                              folder_.write("bad.csv",
                                            "判断,理由,判断した人,資源ID,脆弱性\n"
                                            "該当,画面,佐藤,pump-3x,CVE-2026-1\n")});
  EXPECT_EQ(bad.status, 1);
  EXPECT_TRUE(has(bad.err, "bad.csv:2:4")) << bad.err;
  EXPECT_TRUE(has(bad.err, "There is no resource “pump-3x” in the model")) << bad.err;
}

TEST_F(MatchTest, WhatIsWrongIsSaidAndNothingIsLost) {
  EXPECT_EQ(match({"-o", findings()}).status, 0);
  const std::string bytes = read_file(findings());
  const Finished bad =
      match({"-o", findings(), "--answers", folder_.write("bad.csv", "判断,理由\n該当,x\n")});
  EXPECT_EQ(bad.status, 1);
  EXPECT_TRUE(has(bad.err, "bad.csv")) << bad.err;
  EXPECT_EQ(read_file(findings()), bytes);
  const Finished none = hakyu({"match", model(), "--store", folder_.at("none.sqlite")});
  EXPECT_EQ(none.status, 1);
  EXPECT_TRUE(has(none.err, "hakyu import advisories")) << none.err;
  EXPECT_FALSE(fs::exists(folder_.at("none.sqlite"))) << "reading makes no store";
  (void)folder_.write("model/findings.json.decisions", "{\"format\": \"hakyu-decisions/1\", ");
  EXPECT_EQ(match({"-o", findings()}).status, 1);
  EXPECT_EQ(read_file(findings()), bytes);
}

}  // namespace
