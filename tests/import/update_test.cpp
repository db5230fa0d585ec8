#include "models/import/update.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "models/import/codes.hpp"

namespace hakyu::models::import {
namespace {

using nlohmann::json;

std::string model(const std::string& resources) {
  return R"({"format": "hakyu/1", "resources": [)" + resources + "]}";
}

const std::string old_ledger = model(
    R"({"id": "a", "kind": "server", "name": "A", "model": "X1", "addresses": ["10.0.0.1"]}, {"id": "b", "kind": "server"})");

json resources(const UpdateResult& result) { return json::parse(result.model)["resources"]; }

TEST(Update, ImportingTheSameAgainChangesNoByte) {
  const std::string edited =
      "// by hand\n" +
      model(R"({"id": "a", "kind": "vpn", "restart": "5m"}, {"id": "mine", "kind": "power"})");
  const UpdateResult result = update_model("m.json", old_ledger, edited, old_ledger);
  EXPECT_EQ(result.model, edited);
  EXPECT_EQ(result.changes, 0U);
  EXPECT_TRUE(result.diagnostics.empty());
}

TEST(Update, TakesTheLedgersChangesAndKeepsThePeoples) {
  const std::string mine = model(
      R"({"id": "a", "kind": "server", "name": "A", "model": "X1", "addresses": ["10.0.0.1", "10.9.9.9"], "restart": "5m", "requires": ["ups"]}, {"id": "b", "kind": "server"}, {"id": "ups", "kind": "power"})");
  const std::string now = model(
      R"({"id": "a", "kind": "server", "name": "A", "model": "X2", "addresses": ["10.0.0.2"]}, {"id": "c", "kind": "vpn"})");
  const UpdateResult result = update_model("m.json", old_ledger, mine, now);
  EXPECT_TRUE(result.diagnostics.empty());
  const json all = resources(result);
  ASSERT_EQ(all.size(), 3U) << result.model;
  EXPECT_EQ(all[0]["model"], "X2");
  EXPECT_EQ(all[0]["restart"], "5m");
  EXPECT_EQ(all[0]["addresses"], (json{"10.9.9.9", "10.0.0.2"}));
  EXPECT_EQ(all[1]["id"], "ups");
  EXPECT_EQ(all[2]["id"], "c");
  EXPECT_EQ(result.record, now);
  EXPECT_EQ(update_model("m.json", result.record, result.model, now).model, result.model);
}

TEST(Update, ReportsConflictsAndKeepsThePeoplesValue) {
  const std::string mine = model(
      R"({"id": "a", "kind": "server", "name": "A", "model": "mine", "addresses": ["10.0.0.1"]}, {"id": "b", "kind": "server", "note": "by hand"})");
  const std::string now =
      model(R"({"id": "a", "kind": "server", "name": "A", "model": "X2", "addresses": ["10.0.0.1"]})");
  const UpdateResult result = update_model("m.json", old_ledger, mine, now);
  ASSERT_EQ(result.diagnostics.size(), 2U);
  for (const Diagnostic& each : result.diagnostics) EXPECT_EQ(each.code, codes::conflict);
  EXPECT_EQ(result.diagnostics[0].found, "\"mine\"");
  EXPECT_EQ(result.diagnostics[0].expected, "\"X2\"");
  EXPECT_EQ(resources(result)[0]["model"], "mine");
  EXPECT_EQ(resources(result).size(), 2U) << "a device that was edited by hand is not removed silently";
}

TEST(Update, WithoutARecordEverythingIsThePeoples) {
  const UpdateResult result =
      update_model("m.json", std::nullopt, model(R"({"id": "a", "kind": "vpn"})"),
                   model(R"({"id": "a", "kind": "server"}, {"id": "b", "kind": "server"})"));
  EXPECT_EQ(result.diagnostics.size(), 1U);
  EXPECT_EQ(resources(result)[0]["kind"], "vpn");
  EXPECT_EQ(resources(result).size(), 2U);
}

TEST(Update, RefusesAFileThatAnotherCommandWrote) {
  const std::string other =
      R"({"format": "hakyu/1", "title": {"ja": "対策の下書き", "en": "Drafted measures"}, "measures": []})";
  for (const auto& [record, now] : {std::pair{old_ledger, other}, {other, old_ledger}}) {
    const UpdateResult result = update_model("m.json", record, record, now);
    ASSERT_EQ(result.diagnostics.size(), 1U);
    EXPECT_EQ(result.diagnostics[0].code, codes::other_writer);
    EXPECT_TRUE(has_errors(result.diagnostics));
  }
  const std::string titled_by_hand = R"({"title": "Ours", "resources": []})";
  EXPECT_FALSE(has_errors(update_model("m.json", old_ledger, titled_by_hand, model("")).diagnostics));
}

TEST(Update, NamesWhatTheLedgerNoLongerSays) {
  const UpdateResult result = update_model(
      "m.json", old_ledger, old_ledger,
      model(R"({"id": "b", "kind": "server"}, {"id": "c", "kind": "vpn"}, {"id": "d", "kind": "vpn"})"));
  ASSERT_EQ(result.sections.size(), 1U);
  EXPECT_EQ(result.sections[0].section, "resources");
  EXPECT_EQ(result.sections[0].gone, std::vector<std::string>{"a (A)"});
  EXPECT_EQ(result.sections[0].added, 2U);
}

TEST(Update, ConnectionsStayIfNoListCame) {
  const auto with = [](const std::string& more) {
    return R"({"format": "hakyu/1", )" + more + R"("resources": [{"id": "a", "kind": "server"},
        {"id": "b", "kind": "server"}]})";
  };
  const std::string record = with(
      R"("parties": [{"id": "p", "kind": "vendor", "name": "P"}, {"id": "q", "kind": "vendor", "name": "Q"}],
         "flows": [{"id": "f", "from": "a", "to": "b"}, {"id": "g", "from": "a", "to": "gone"}],
         "dependencies": [{"from": "a", "requirement": {"all_of": ["b"], "over": ["f"]}, "claimed_by": "p"},
                          {"from": "a", "requirement": "gone"}],)");
  const KeptConnections kept = keep_connections("m.json", record, with(""));
  EXPECT_EQ(kept.number, 2U);
  const json now = json::parse(kept.model);
  ASSERT_EQ(now["dependencies"].size(), 1U);
  EXPECT_EQ(now["flows"].size(), 1U) << "what refers to a device that is gone cannot stay";
  ASSERT_EQ(now["parties"].size(), 1U) << "only those that the dependencies name";
  EXPECT_EQ(now["parties"][0]["id"], "p");
  EXPECT_EQ(keep_connections("m.json", kept.model, with("")).model, kept.model);
  EXPECT_EQ(keep_connections("m.json", with(""), with("")).model, with(""));
}

TEST(Update, RefusesDamagedFiles) {
  for (const auto& [record, mine] :
       {std::pair<std::string, std::string>{"{", old_ledger}, {old_ledger, "not json"}}) {
    const UpdateResult result = update_model("m.json", record, mine, old_ledger);
    ASSERT_EQ(result.diagnostics.size(), 1U);
    EXPECT_EQ(result.diagnostics[0].code, codes::record);
    EXPECT_TRUE(has_errors(result.diagnostics));
  }
}

}  // namespace
}  // namespace hakyu::models::import
