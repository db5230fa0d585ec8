// The shipped JSON Schema against the reader: the same keys, the same words, the same verdicts.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "models/embedded.hpp"
#include "models/read/reader.hpp"
#include "models/read/schema_gate.hpp"
#include "tests/models/everything.hpp"
#include "tests/models/helpers.hpp"

namespace hakyu::models {
namespace {

using nlohmann::json;

const json& schema() {
  static const json parsed = json::parse(embedded::schema());
  return parsed;
}

std::set<std::string> keys(const json& object) {
  std::set<std::string> out;
  for (const auto& [key, value] : object.items())
    if (!reading::is_annotation_key(key)) out.insert(key);
  return out;
}

template <class T>
void expect_same_keys(const std::string& definition) {
  const auto& known = reading::keys_of<T>();
  EXPECT_EQ(keys(schema()["definitions"][definition]["properties"]),
            std::set<std::string>(known.begin(), known.end()))
      << definition;
  EXPECT_EQ(schema()["definitions"][definition]["additionalProperties"], false) << definition;
  for (const char* key : {"source", "assumption", "note"})
    EXPECT_TRUE(schema()["definitions"][definition]["properties"].contains(key)) << definition;
}

TEST(Schema, HasTheReadersKeys) {
  expect_same_keys<Study>("study");
  expect_same_keys<Calendar>("calendar");
  expect_same_keys<WeeklyWindow>("weekly_window");
  expect_same_keys<TimeSpan>("time_span");
  expect_same_keys<Window>("window");
  expect_same_keys<Party>("party");
  expect_same_keys<Contract>("contract");
  expect_same_keys<Role>("role");
  expect_same_keys<Responsibility>("responsibility");
  expect_same_keys<Decision>("decision");
  expect_same_keys<Requirement>("requirement_object");
  expect_same_keys<Dependency>("dependency");
  expect_same_keys<Software>("software");
  expect_same_keys<RemoteMaintenance>("remote_maintenance");
  expect_same_keys<Reliability>("reliability");
  expect_same_keys<Backup>("backup");
  expect_same_keys<Resource>("resource");
  expect_same_keys<Zone>("zone");
  expect_same_keys<SystemName>("system_name");
  expect_same_keys<Flow>("flow");
  expect_same_keys<Credential>("credential");
  expect_same_keys<WeeklyDemand>("weekly_demand");
  expect_same_keys<Fallback>("fallback");
  expect_same_keys<Service>("service");
}

TEST(Schema, HasTheReadersKeysForMeasuresAndPlans) {
  expect_same_keys<Vulnerability>("vulnerability");
  expect_same_keys<Finding>("finding");
  expect_same_keys<Remediation>("remediation");
  expect_same_keys<Effect>("effect");
  expect_same_keys<Crew>("crew");
  expect_same_keys<Work>("work");
  expect_same_keys<Failure>("failure");
  expect_same_keys<Latent>("latent");
  expect_same_keys<Measure>("measure");
  expect_same_keys<Statement>("statement");
  expect_same_keys<After>("after");
  expect_same_keys<Step>("step");
  expect_same_keys<Plan>("plan");
  expect_same_keys<WhileOpen>("while_open");
  expect_same_keys<Entry>("entry");
  expect_same_keys<SystemRecovery>("system_recovery");
  expect_same_keys<Threat>("threat");
}

TEST(Schema, HasTheReadersSections) {
  std::set<std::string> known{"format", "title", "from"};
  for (const std::string_view key : reading::keys_of<Model>()) known.emplace(key);
  EXPECT_EQ(keys(schema()["properties"]), known);
}

template <class E>
void expect_same_words(const std::string& pointer) {
  std::set<std::string> known;
  for (const Word<E>& word : words<E>())
    if (word.use != WordUse::internal) known.emplace(word.name);
  const json& listed = schema()["definitions"].at(json::json_pointer(pointer + "/enum"));
  EXPECT_EQ(std::set<std::string>(listed.begin(), listed.end()), known) << pointer;
}

TEST(Schema, HasTheReadersWords) {
  expect_same_words<Level>("/level");
  expect_same_words<DayKind>("/weekly_window/properties/day");
  expect_same_words<Failures>("/study/properties/failures");
  expect_same_words<PartyKind>("/party/properties/kind");
  expect_same_words<Patching>("/contract/properties/patching");
  expect_same_words<RoleKind>("/role/properties/role");
  expect_same_words<Phase>("/role/properties/phase");
  expect_same_words<RequirementKind>("/requirement_object/properties/kind");
  expect_same_words<ResourceKind>("/resource/properties/kind");
  expect_same_words<Ages>("/reliability/properties/ages");
  expect_same_words<Usable>("/resource/properties/usable");
  expect_same_words<Procurement>("/resource/properties/procurement");
  expect_same_words<ImpactClass>("/service/properties/impact_class");
  expect_same_words<FindingStatus>("/finding/properties/status");
  expect_same_words<MeasureKind>("/measure/properties/kind");
  expect_same_words<Treatment>("/measure/properties/treatment");
  expect_same_words<ChangeKind>("/measure/properties/change");
  expect_same_words<Verified>("/measure/properties/verified");
  expect_same_words<RestartScope>("/work/properties/restart");
  expect_same_words<AfterDefect>("/latent/properties/then");
  expect_same_words<Says>("/statement/properties/says");
  expect_same_words<Warranty>("/statement/properties/warranty");
}

void expect_titles(const json& properties, const std::string& where) {
  for (const auto& [key, property] : properties.items()) {
    EXPECT_TRUE(property.contains("title")) << where << '/' << key;
    const std::string text = property.value("description", "");
    EXPECT_FALSE(text.empty()) << where << '/' << key;
  }
}

TEST(Schema, DescribesEveryKeyInBothLanguages) {
  expect_titles(schema()["properties"], "");
  for (const auto& [name, definition] : schema()["definitions"].items()) {
    EXPECT_NE(definition.value("title", "").find(" / "), std::string::npos) << name;
    if (definition.contains("properties")) expect_titles(definition["properties"], name);
  }
}

/// What the schema alone says about a document.
Diagnostics by_schema(std::string_view text) {
  reading::Report report;
  reading::Tree tree;
  tree.file = "m.json";
  EXPECT_TRUE(reading::parse(text, tree, report));
  reading::SchemaCheck(reading::Value(tree, 0)).finish(report);
  return std::move(report).finish();
}

TEST(SchemaGate, AcceptsEveryKeyOfTheFormat) {
  const Diagnostics found = by_schema(everything);
  EXPECT_TRUE(found.empty()) << describe_all(found);
}

TEST(SchemaGate, RefusesOnItsOwnWhatTheReaderRefuses) {
  for (
      const char* text :
      {R"({"format": "hakyu/2"})", R"({"zones": []})", R"({"format": "hakyu/1", "zonse": []})",
       R"({"format": "hakyu/1", "zones": [{}]})", R"({"format": "hakyu/1", "zones": [{"id": 3}]})",
       R"({"format": "hakyu/1", "resources": [{"id": "a", "kind": "sever"}]})",
       R"({"format": "hakyu/1", "resources": [{"id": "a", "kind": "server", "requires": [{"all_of": []}]}]})",
       R"({"format": "hakyu/1", "resources": [{"id": "a", "kind": "server", "requires": [{"any_of": ["a"], "all_of": ["a"]}]}]})",
       R"({"format": "hakyu/1", "resources": [{"id": "a", "kind": "server", "restart": 15}]})",
       R"({"format": "hakyu/1", "services": [{"id": "a", "requires": [], "degraded_capacity": 2}]})",
       R"({"format": "hakyu/1", "plans": [{"id": "a", "steps": [{"measure": "m"}]}]})"})
    EXPECT_EQ(by_schema(text).size(), 1U) << text << '\n' << describe_all(by_schema(text));
}

TEST(SchemaGate, NamesThePlace) {
  const Diagnostics found = by_schema(
      "{\"format\": \"hakyu/1\",\n \"resources\": [{\"id\": \"a\", \"kind\": \"server\", \"quantity\": "
      "\"3\"}]}");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].code, codes::schema);
  EXPECT_EQ(found[0].line, 2U);
  EXPECT_EQ(found[0].pointer, "/resources/0/quantity");
}

}  // namespace
}  // namespace hakyu::models
