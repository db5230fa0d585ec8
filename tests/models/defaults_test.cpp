#include "models/defaults.hpp"

#include <gtest/gtest.h>

#include "models/model.hpp"
#include "models/names.hpp"
#include "tests/models/helpers.hpp"

namespace hakyu::models {
namespace {

const DefaultRow& row(std::string_view field, std::string_view kind) {
  const DefaultRow* found = Defaults::shipped().find(field, kind);
  static const DefaultRow none;
  EXPECT_NE(found, nullptr) << field << " / " << kind;
  return found == nullptr ? none : *found;
}

void expect_law(std::string_view field, std::string_view kind) {
  EXPECT_TRUE(std::holds_alternative<Law>(row(field, kind).value)) << field << " / " << kind;
}

Estimate estimate(std::string_view field, std::string_view kind) {
  const auto* value = std::get_if<Estimate>(&row(field, kind).value);
  EXPECT_NE(value, nullptr) << field << " / " << kind;
  return value == nullptr ? Estimate{} : *value;
}

TEST(ShippedDefaults, HaveARowForEveryKindOfResource) {
  for (const Word<ResourceKind>& kind : words<ResourceKind>())
    for (const char* field : {"resource.time_to_failure", "resource.time_to_repair", "resource.restart",
                              "resource.extra_if_unavailable"})
      expect_law(field, kind.name);
}

TEST(ShippedDefaults, HaveARowForEveryKindOfChange) {
  for (const Word<ChangeKind>& change : words<ChangeKind>()) {
    const std::string kind(change.name);
    for (const char* field : {"work.duration", "failure.rollback", "latent.repair"}) expect_law(field, kind);
    for (const char* says : {"compatible/", "conditional/", "unverified/", "silence/"})
      EXPECT_GT(estimate("statement.probability", says + kind).mean, 0.0) << says << kind;
    for (const Word<Verified>& verified : words<Verified>()) {
      const std::string both = kind + "/" + std::string(verified.name);
      EXPECT_GT(estimate("failure.probability", both).mean, 0.0);
      EXPECT_GT(estimate("latent.probability", both).mean, 0.0);
    }
  }
}

TEST(ShippedDefaults, HaveTheGeneralRows) {
  expect_law("statement.repair", "any");
  expect_law("latent.window", "any");
  expect_law("service.fallback.sustain", "any");
  EXPECT_EQ(estimate("service.demand", "any").mean, 1.0);
  EXPECT_EQ(estimate("service.fallback.capacity", "any").mean, 0.0);
  EXPECT_GT(estimate("statement.probability", "pair/any").mean, 0.0);
  EXPECT_EQ(std::get<Law>(row("latent.window", "any").value), Law(Uniform{Seconds{0}, Seconds{7 * 86'400}}));
}

TEST(ShippedDefaults, AreNeverOptimisticAboutWhatIsNotKnown) {
  const auto mean = [](std::string_view field, const std::string& kind) {
    return estimate(field, kind).mean;
  };
  for (const Word<ChangeKind>& change : words<ChangeKind>()) {
    const std::string kind(change.name);
    for (const char* field : {"failure.probability", "latent.probability"}) {
      EXPECT_GE(mean(field, kind + "/no"), mean(field, kind + "/yes"));
      EXPECT_EQ(mean(field, kind + "/unknown"), mean(field, kind + "/no"));
    }
    EXPECT_LT(mean("statement.probability", "compatible/" + kind),
              mean("statement.probability", "unverified/" + kind));
    EXPECT_GE(mean("statement.probability", "silence/" + kind),
              mean("statement.probability", "unverified/" + kind))
        << "not asking must not look safer than an honest \"unverified\"";
  }
}

TEST(ShippedDefaults, StateRangeSourceAndNoteInBothLanguages) {
  for (const DefaultRow& r : Defaults::shipped().rows()) {
    EXPECT_FALSE(r.range.empty()) << r.field << r.kind;
    EXPECT_FALSE(r.source.empty()) << r.field << r.kind;
    EXPECT_FALSE(r.note.ja.empty()) << r.field << r.kind;
    EXPECT_FALSE(r.note.en.empty()) << r.field << r.kind;
    EXPECT_TRUE(r.assumption || !r.source.starts_with("assumption")) << r.field << r.kind;
    if (const auto* e = std::get_if<Estimate>(&r.value); e != nullptr && e->low) {
      EXPECT_LE(*e->low, e->mean);
      EXPECT_LE(e->mean, *e->high);
    }
  }
}

TEST(ShippedDefaults, SayNothingWhereTheyHaveNoRow) {
  EXPECT_EQ(Defaults::shipped().find("work.duration", "no-such-change"), nullptr);
  EXPECT_EQ(Defaults::shipped().find("no.such.field", "any"), nullptr);
}

TEST(DefaultsTable, ReportsWhatItCannotRead) {
  Diagnostics found;
  const Defaults table = Defaults::parse(R"({"format": "hakyu-defaults/1", "rows": [
    {"field": "a", "kind": "any", "value": "1h", "range": "r", "source": "s"},
    {"field": "a", "kind": "any", "value": "2h", "range": "r", "source": "s"},
    {"field": "b", "kind": "any", "value": "2x", "range": "r", "source": "s"},
    {"field": "c", "kind": "any", "range": "r", "source": "s", "valeu": 3}]})",
                                         "table.json", found);
  ASSERT_EQ(table.rows().size(), 1U) << describe_all(found);
  EXPECT_EQ(std::get<Law>(table.find("a", "whatever")->value), Law(Constant{Seconds{3600}}));
  EXPECT_NE(first_with(found, codes::duplicate_id), nullptr);
  EXPECT_NE(first_with(found, codes::bad_duration), nullptr);
  EXPECT_EQ(first_with(found, codes::unknown_key)->suggestion, "value");
  EXPECT_EQ(first_with(found, codes::missing_key)->expected, "value");
}

}  // namespace
}  // namespace hakyu::models
