// Where models come from, and what happens with wrong ones.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <nlohmann/json.hpp>

#include "tests/cli/process.hpp"

namespace {

using hakyu::test::Finished;
using hakyu::test::Folder;
using hakyu::test::hakyu;
using hakyu::test::has;
using hakyu::test::scenario;
using nlohmann::json;

TEST(Input, AShippedScenarioByItsName) {
  const Folder empty;
  const Finished done = hakyu({"check", "clinic"}, {.folder = empty.path()});
  EXPECT_EQ(done.status, 0) << done.out << done.err;
}

TEST(Input, APathGoesBeforeTheNameOfAScenario) {
  const Folder folder;
  folder.write("clinic", "not a model");
  EXPECT_EQ(hakyu({"check", "clinic"}, {.folder = folder.path()}).status, 1);
}

TEST(Input, AMissingFileIsAnErrorOfTheInput) {
  for (const char* command : {"check", "rank", "start-order"}) {
    const Finished done = hakyu({command, "/no/such/model.json"});
    EXPECT_EQ(done.status, 1) << command;
    EXPECT_TRUE(has(done.out + done.err, "/no/such/model.json")) << done.err;
  }
}

/// Opening one waits for a writer who may never come; the pipes of a shell have one.
TEST(Input, ANamedPipeIsRefusedInsteadOfWaitedFor) {
  const Folder folder;
  const std::string pipe = (folder.path() / "pipe.json").string();
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  for (const std::vector<std::string>& command : {std::vector<std::string>{"check", pipe},
                                                  {"check", folder.path().string()},
                                                  {"availability", "--mef", pipe}}) {
    const Finished done = hakyu(command);
    EXPECT_EQ(done.status, 1) << done.out << done.err;
    EXPECT_TRUE(has(done.out + done.err, "pipe.json")) << done.out << done.err;
  }
}

TEST(Input, EveryWrongModelIsToldWhatToDoNext) {
  const Folder folder;
  const std::string csv = folder.write("ledger.csv", "no,name\n");
  const std::string only = folder.write("only.json", R"({"format": "hakyu/1", "resources": []})");
  std::filesystem::create_directory(folder.at("empty"));
  const std::vector<std::pair<std::string, std::string>> cases{
      {"clinik", "Did you mean “clinic”?"},
      {"no-such-model", "general-hospital"},
      {csv, "hakyu import ledger"},
      {folder.at("empty"), "Name the folder of the model"},
      {only, "\"horizon\": \"30d\""}};
  for (const auto& [model, hint] : cases) {
    const Finished done = hakyu({"start-order", model});
    EXPECT_EQ(done.status, 1) << model;
    EXPECT_TRUE(has(done.err, hint)) << done.err;
    EXPECT_FALSE(has(done.err, "hakyu: :")) << done.err;
    EXPECT_EQ(has(done.err, "study"), model == only) << "follows from the first error: " << done.err;
  }
}

TEST(Input, EveryErrorIsListedWithItsPlace) {
  const Folder folder;
  const std::string file = folder.write("m.json", R"({
  "format": "hakyu/1",
  "study": {"start": "2026-12-01T00:00", "horizon": "1 day"},
  "resources": [{"id": "a", "kind": "sever"}]
})");
  const Finished in_words = hakyu({"impact", file, "--down", "a"});
  EXPECT_EQ(in_words.status, 1);
  EXPECT_EQ(in_words.out, "");
  EXPECT_TRUE(has(in_words.err, "m.json:3:")) << in_words.err;
  EXPECT_TRUE(has(in_words.err, "m.json:4:")) << in_words.err;
  EXPECT_TRUE(has(in_words.err, "server")) << in_words.err;
  const Finished as_document = hakyu({"check", file, "--json", "-"});
  EXPECT_EQ(as_document.status, 1);
  const json document = json::parse(as_document.out, nullptr, false);
  ASSERT_FALSE(document.is_discarded()) << as_document.out;
  EXPECT_EQ(document["format"], "hakyu-check/1");
  EXPECT_EQ(document["errors"].size(), 2U);
  for (const json& error : document["errors"]) {
    EXPECT_GT(error["line"], 0);
    EXPECT_FALSE(error["message"].get<std::string>().empty());
  }
}

TEST(Input, StrictCheckEndsWithOneOnWarnings) {
  const Finished plain = hakyu({"check", scenario("clinic"), "--json", "-"});
  const json document = json::parse(plain.out, nullptr, false);
  ASSERT_FALSE(document.is_discarded()) << plain.out;
  EXPECT_EQ(plain.status, 0);
  const bool remarks = !document["warnings"].empty();
  EXPECT_EQ(hakyu({"check", scenario("clinic"), "--strict"}).status, remarks ? 1 : 0);
}

TEST(Input, AnEditedTableOfDefaultsIsUsed) {
  const Folder folder;
  const Finished broken =
      hakyu({"check", scenario("clinic"), "--defaults", folder.write("broken.json", "{\"rows\": [")});
  EXPECT_EQ(broken.status, 1);
  EXPECT_TRUE(has(broken.out, "broken.json")) << broken.out;
  const Finished absent = hakyu({"check", scenario("clinic"), "--defaults", folder.at("absent.json")});
  EXPECT_EQ(absent.status, 1);
  // A table without rows: what was a default is now missing, and never zero.
  const Finished empty =
      hakyu({"check", scenario("clinic"), "--defaults",
             folder.write("empty.json", "{\"format\": \"hakyu-defaults/1\", \"rows\": []}")});
  EXPECT_EQ(empty.status, 1) << empty.out;
}

TEST(Check, AContractIsCalledByItsDocumentOrByWhatItCovers) {
  const Folder folder;
  const std::string file = folder.write("model.json", R"({"format": "hakyu/1",
    "parties": [{"id": "h", "kind": "hospital"}, {"id": "v", "kind": "vendor"}],
    "systems": [{"id": "ehr", "name": {"ja": "電子カルテ", "en": "records"}}],
    "resources": [{"id": "a", "kind": "server", "system": "ehr"}, {"id": "b", "kind": "server", "system": "lab"}],
    "contracts": [
      {"id": "c-1", "parties": ["h", "v"], "scope": ["ehr"], "ends": "2030-03-31"},
      {"id": "c-2", "parties": ["h", "v"], "scope": ["lab"], "ends": "2030-03-31"},
      {"id": "c-3", "parties": ["h", "v"], "scope": ["ehr"], "ends": "2030-03-31",
       "document": {"ja": "保守契約書", "en": "maintenance contract"}}]})");
  const Finished english = hakyu({"check", file});
  EXPECT_EQ(english.status, 0) << english.out;
  for (const char* text :
       {"  contract for records: ends on", "  contract for lab: ends on", "  maintenance contract: ends on"})
    EXPECT_TRUE(has(english.out, text)) << text << "\n" << english.out;
  const Finished japanese = hakyu({"check", file, "--lang", "ja"});
  for (const char* text : {"  電子カルテの契約: 2030年", "  保守契約書: 2030年"})
    EXPECT_TRUE(has(japanese.out, text)) << text << "\n" << japanese.out;
}

}  // namespace
