#include <gtest/gtest.h>

#include "models/read/sha256.hpp"
#include "tests/models/everything.hpp"
#include "tests/models/helpers.hpp"

namespace hakyu::models {
namespace {

using namespace std::chrono_literals;

ReadResult both() {
  return read({{"hospital.json", std::string(everything)}, {"vendor.json", std::string(from_vendor)}});
}

TEST(Read, AcceptsEveryKeyOfTheFormat) {
  const Diagnostics found = both().diagnostics;
  EXPECT_TRUE(found.empty()) << describe_all(found);
}

TEST(Read, KeepsWhatTheFilesSay) {
  const Model m = both().model;
  EXPECT_EQ(m.title().ja, "病院");
  EXPECT_EQ(m.study->seed, 18446744073709551615ULL);
  EXPECT_EQ(m.study->failures, Failures::stated);
  const Resource& db = m.resources.at(0);
  EXPECT_EQ(db.runs_on, "os");
  ASSERT_EQ(db.requirements.size(), 5U) << "runs_on stays a field of its own";
  EXPECT_EQ(db.requirements[0].of, std::vector<Id>{"os"});
  EXPECT_EQ(db.requirements[1].k_up, 1);
  EXPECT_EQ(db.requirements[1].holdover, 10min);
  EXPECT_EQ(db.requirements[1].on_loss, Level::degraded);
  EXPECT_TRUE(db.requirements[1].annotation.assumption);
  EXPECT_EQ(db.requirements[2].k_up, 2);
  EXPECT_EQ(db.requirements[2].k_degraded, 1);
  EXPECT_EQ(db.requirements[3].k_up, 2);
  EXPECT_EQ(db.requirements[3].k_degraded, 2);
  EXPECT_EQ(db.reliability->ages, Ages::operating);
  EXPECT_EQ(*db.reliability->time_to_failure, Law(Weibull{2400h, 1.5}));
  EXPECT_EQ(m.resources.at(2).reliability->time_to_repair, Law(Empirical{{1h, 2h, 2h}}));
  const auto& weekly = std::get<WeeklyDemand>(*m.services.at(0).demand);
  EXPECT_EQ(weekly.weekday[23], 0.25);
  EXPECT_FALSE(weekly.saturday);
  EXPECT_DOUBLE_EQ(std::get<Rate>(*m.services.at(1).demand).per_second, 7.3 / 86'400.0);
  EXPECT_EQ(m.services.at(1).impact_class, ImpactClass::IV);
  EXPECT_EQ(m.flows.at(0).ports, (std::vector<std::string>{"443", "3389"}));
  EXPECT_EQ(m.vulnerabilities.at(0).known_exploited, true);
  EXPECT_EQ(m.vulnerabilities.at(1).known_exploited, false);
  EXPECT_FALSE(m.vulnerabilities.at(1).ransomware) << "absent stays unknown";
}

TEST(Read, KeepsMeasuresStatementsAndPlans) {
  const Model m = both().model;
  const Measure& fix = m.measures.at(0);
  EXPECT_EQ(fix.work->restart, RestartScope::vulnerable_component);
  EXPECT_EQ(fix.latent->then, AfterDefect::keep);
  ASSERT_EQ(fix.effects.size(), 5U);
  EXPECT_EQ(std::get<ReducesHazard>(fix.effects[2].what).factor, 0.15);
  EXPECT_EQ(std::get<ReplacesRecovery>(fix.effects[4].what).law, Law(Uniform{24h, 48h}));
  EXPECT_TRUE(m.measures.at(1).work) << "an empty object is not the same as nothing";
  EXPECT_FALSE(m.measures.at(1).work->duration);
  EXPECT_EQ(m.measures.at(1).work->restart, RestartScope::unknown);
  EXPECT_EQ(m.measures.at(1).verified, Verified::unknown);
  EXPECT_EQ(std::get<Law>(*m.statements.at(0).appears), Law(Constant{2h}));
  EXPECT_TRUE(std::holds_alternative<AtLoadPeak>(*m.statements.at(1).appears));
  EXPECT_TRUE(std::holds_alternative<Lasting>(*m.statements.at(1).repair));
  EXPECT_TRUE(std::holds_alternative<Lasting>(*m.statements.at(2).repair));
  const Plan& plan = m.plans.at(0);
  EXPECT_EQ(std::get<After>(plan.steps.at(1).when), (After{"wall", 30min}));
  EXPECT_EQ(plan.steps.at(2).kind, StepKind::withdraw);
  EXPECT_EQ(m.responsibilities.at(0).initial, false);
  EXPECT_EQ(m.responsibilities.at(1).scope, (std::vector<std::string>{"ehr", "lab"}));
  EXPECT_EQ(m.contracts.at(0).vulnerability_reporting, 72h);
}

TEST(Read, MergesFilesAndRemembersWhoSaidWhat) {
  const Model m = both().model;
  EXPECT_EQ(m.calendar.holidays.size(), 2U);
  EXPECT_EQ(m.calendar.windows.size(), 2U);
  EXPECT_EQ(m.threat->entries.size(), 2U);
  EXPECT_EQ(m.author(m.measures.back().annotation.origin), "v");
  EXPECT_EQ(m.author(m.measures.front().annotation.origin), "h");
  EXPECT_EQ(m.files.at(1).sha256, reading::sha256(from_vendor));
}

TEST(Read, KnowsWhereEveryObjectStands) {
  const Model m =
      read_text("{\"format\": \"hakyu/1\",\n  \"zones\": [{\"id\": \"病\"},\r\n /* 二 */ {\"id\": \"b\"}]}")
          .model;
  const Origin& origin = m.zones.at(1).annotation.origin;
  EXPECT_EQ(origin.line, 3U);
  EXPECT_EQ(origin.column, 10U) << "counted in characters, not bytes";
  EXPECT_EQ(origin.pointer, "/zones/1");
}

TEST(Read, KeepsTheSourcesOfValuesWithoutAPlaceOfTheirOwn) {
  const Model m = both().model;
  const auto& inner = m.services.at(0).annotation.inner;
  const auto has = [&](std::string_view pointer, std::string_view source) {
    return std::any_of(inner.begin(), inner.end(),
                       [&](const InnerAnnotation& a) { return a.pointer == pointer && a.source == source; });
  };
  EXPECT_TRUE(has("/weight", "director"));
  EXPECT_TRUE(has("/demand", "log"));
  const Reliability& reliability = *m.resources.at(0).reliability;
  ASSERT_EQ(reliability.annotation.inner.size(), 2U);
  EXPECT_EQ(m.files.at(0).annotation.inner.at(0).pointer, "/calendar");
  EXPECT_EQ(m.files.at(1).annotation.inner.at(0).pointer, "/threat");
}

TEST(Read, AcceptsTheShippedScenarios) {
  for (const auto& entry :
       std::filesystem::directory_iterator(std::string(HAKYU_SOURCE_DIR) + "/scenarios")) {
    if (entry.path().filename().string().find("variants") != std::string::npos) continue;
    Diagnostics found;
    const auto documents = load({entry.path()}, found);
    const ReadResult result = read(documents);
    EXPECT_FALSE(documents.empty()) << entry.path();
    EXPECT_FALSE(has_errors(result.diagnostics)) << entry.path() << '\n' << describe_all(result.diagnostics);
  }
}

TEST(Read, AcceptsTheWorkedCases) {
  const std::filesystem::path cases = std::string(HAKYU_SOURCE_DIR) + "/../shared/cases";
  if (!std::filesystem::exists(cases)) GTEST_SKIP();
  for (const auto& entry : std::filesystem::directory_iterator(cases)) {
    const std::string name = entry.path().filename().string();
    if (!name.ends_with(".json") || name.ends_with(".expected.json")) continue;
    const ReadResult result = read_text(slurp(entry.path()), name);
    EXPECT_TRUE(result.diagnostics.empty()) << describe_all(result.diagnostics);
    EXPECT_EQ(read(write(result.model)).model, result.model) << name;
  }
}

TEST(Read, AStatementReplacedByAnotherPartyIsAWarning) {
  const auto document = [](const char* now) {
    return std::string(
               R"({"format": "hakyu/1", "parties": [{"id": "v", "kind": "vendor"}, {"id": "w", "kind": "vendor"}],
      "resources": [{"id": "x", "kind": "server"}], "measures": [{"id": "m", "kind": "vendor_fix", "targets": ["x"]}],
      "statements": [{"id": "old", "by": "v", "when": ["m"], "resource": "x", "says": "incompatible"},
                     {"id": "new", "by": ")") +
           now + R"(", "when": ["m"], "resource": "x", "says": "compatible", "supersedes": "old"}]})";
  };
  EXPECT_EQ(first_with(read_text(document("v")).diagnostics, codes::foreign_supersede), nullptr);
  const ReadResult result = read_text(document("w"));
  const Diagnostic* found = first_with(result.diagnostics, codes::foreign_supersede);
  ASSERT_NE(found, nullptr) << describe_all(result.diagnostics);
  EXPECT_EQ(found->severity, Severity::warning);
  EXPECT_EQ(found->found, "old (v)");
  EXPECT_EQ(found->expected, "w");
  EXPECT_EQ(found->pointer, "/statements/1/supersedes");
  EXPECT_GT(found->line, 0U);
}

}  // namespace
}  // namespace hakyu::models
