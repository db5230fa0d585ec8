// Names and asset numbers wherever an id is expected.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/cli/process.hpp"

namespace {

using hakyu::test::Finished;
using hakyu::test::Folder;
using hakyu::test::hakyu;

constexpr const char* model = R"({
  "format": "hakyu/1",
  "study": {"start": "2026-12-01T00:00", "horizon": "1d", "failures": "none"},
  "resources": [
    {"id": "ehr", "kind": "server", "name": {"ja": "電子カルテ", "en": "Health record"}, "asset_number": "A-17"},
    {"id": "lab-a", "kind": "server", "name": "検体検査"},
    {"id": "lab-b", "kind": "server", "name": "検体検査"},
    {"id": "a-18", "kind": "server", "asset_number": "A-17b"}
  ],
  "services": [{"id": "ward", "requires": ["ehr"], "demand": {"rate": "1/h"}}]
})";

Finished down(const std::string& word) {
  const Folder folder;
  return hakyu({"impact", folder.write("m.json", model), "--down", word, "--json", "-", "--quiet"});
}

std::string level_of_ehr(const std::string& word) {
  const Finished done = down(word);
  EXPECT_EQ(done.status, 0) << word << ": " << done.err;
  const auto document = nlohmann::json::parse(done.out, nullptr, false);
  return document.is_discarded() ? done.out : document["levels"]["ehr"].get<std::string>();
}

TEST(Find, ByIdNameInEitherLanguageAndAssetNumber) {
  for (const char* word : {"ehr", "電子カルテ", "Health record", "health RECORD", "A-17", "a-17"})
    EXPECT_EQ(level_of_ehr(word), "down") << word;
  EXPECT_EQ(level_of_ehr("a-18"), "up");
}

TEST(Find, AmbiguousNamesListTheCandidates) {
  const Finished done = down("検体検査");
  EXPECT_EQ(done.status, 2);
  EXPECT_EQ(done.out, "");
  for (const char* id : {"lab-a", "lab-b"}) EXPECT_NE(done.err.find(id), std::string::npos) << done.err;
}

TEST(Find, UnknownNamesSuggestTheNearest) {
  const Finished done = down("lab-aa");
  EXPECT_EQ(done.status, 2);
  EXPECT_NE(done.err.find("Did you mean “lab-a (検体検査)”?"), std::string::npos) << done.err;
  EXPECT_EQ(down("zzzzzzzzzz").err.find("Did you mean"), std::string::npos);
}

TEST(Find, UnknownWordsSuggestWhatContainsThem) {
  const std::string both = down("検体").err;
  for (const char* thing : {"lab-a (検体検査)", "lab-b (検体検査)"})
    EXPECT_NE(both.find(thing), std::string::npos) << both;
  const std::string record = down("カルテ").err;
  EXPECT_NE(record.find("Did you mean “ehr (Health record)”?"), std::string::npos) << record;
  EXPECT_NE(down("RECORD").err.find("“ehr (Health record)”"), std::string::npos);
}

TEST(Find, ControlCharactersOfAWordDoNotReachTheTerminal) {
  const Finished done = down("\x1b[31mred");
  EXPECT_EQ(done.status, 2);
  EXPECT_EQ(done.err.find('\x1b'), std::string::npos) << done.err;
}

TEST(Find, PlansToo) {
  const Folder folder;
  const std::string file = folder.write("m.json", model);
  const Finished done = hakyu({"simulate", file, "--plan", "none-such"});
  EXPECT_EQ(done.status, 2);
  EXPECT_NE(done.err.find("none-such"), std::string::npos) << done.err;
}

}  // namespace
