#include "models/import/matching/decisions.hpp"

#include <gtest/gtest.h>

namespace hakyu::models::matching {
namespace {

using namespace std::chrono_literals;

Decision about(const char* vulnerability, Verdict verdict, Date date) {
  return {verdict, "pacs", vulnerability, {}, {}, "構成を確認", "山田", date};
}

TEST(Decisions, SurviveTheFile) {
  const std::vector<Decision> all{about("CVE-2025-1", Verdict::reject, 2026y / 11 / 20),
                                  {Verdict::confirm,
                                   "mx-1",
                                   {},
                                   "Philips",
                                   "IntelliVue MX800",
                                   "銘板 \"MX800\"",
                                   "佐藤",
                                   2026y / 11 / 21}};
  const DecisionsResult read = read_decisions("d", write_decisions(all));
  EXPECT_TRUE(read.diagnostics.empty());
  EXPECT_EQ(read.decisions, all);
  EXPECT_EQ(read_decisions("d", write_decisions({})).decisions.size(), 0U);
}

TEST(Decisions, TheNewerOneCounts) {
  const std::vector<Decision> all{about("CVE-2025-1", Verdict::reject, 2026y / 11 / 20),
                                  about("CVE-2025-1", Verdict::confirm, 2026y / 11 / 22),
                                  about("CVE-2025-1", Verdict::reject, 2026y / 11 / 21),
                                  about("CVE-2025-2", Verdict::reject, 2026y / 11 / 21)};
  const auto now = in_force(all);
  ASSERT_EQ(now.size(), 2U);
  EXPECT_EQ(now[0], all[1]);
}

TEST(Decisions, WithoutReasonAuthorOrDateAreErrors) {
  struct Row {
    const char *text, *code, *pointer;
  };
  const Row rows[] = {
      {R"({"format": "x", "decisions": []})", "unsupported-format", "/format"},
      {R"({"format": "hakyu-decisions/1", "decisions": [{"decision": "maybe"}]})", "unknown-word",
       "/decisions/0/decision"},
      {R"({"format": "hakyu-decisions/1", "decisions": [{"decision": "confirm", "resource": "a", "vulnerability": "C", "by": "x", "date": "2026-01-01"}]})",
       "missing-key", "/decisions/0"},
      {R"({"format": "hakyu-decisions/1", "decisions": [{"decision": "confirm", "resource": "a", "vulnerability": "C", "reason": "r", "by": "x", "date": "2026-13-01"}]})",
       "bad-date", "/decisions/0/date"},
      {R"({"format": "hakyu-decisions/1", "decisions": [{"decision": "confirm", "resource": "a", "reason": "r", "by": "x", "date": "2026-01-01"}]})",
       "missing-key", "/decisions/0"},
      {R"({"format": "hakyu-decisions/1", "decisions": [{"decision": "confirm", "resource": "a", "vulnerability": "C", "reason": "r", "by": "x", "date": "2026-01-01", "dato": 1}]})",
       "unknown-key", "/decisions/0/dato"},
      {R"({"format": "hakyu-decisions/1", "decisions": [3]})", "wrong-type", "/decisions/0"}};
  for (const Row& row : rows) {
    const DecisionsResult result = read_decisions("d.json", row.text);
    ASSERT_EQ(result.diagnostics.size(), 1U) << row.text;
    EXPECT_EQ(result.diagnostics[0].code, row.code) << row.text;
    EXPECT_EQ(result.diagnostics[0].pointer, row.pointer) << row.text;
    EXPECT_TRUE(result.decisions.empty());
  }
}

}  // namespace
}  // namespace hakyu::models::matching
