#include "models/import/matching/answers.hpp"

#include <gtest/gtest.h>

namespace hakyu::models::matching {
namespace {

using namespace std::chrono_literals;

constexpr Date today = 2026y / 11 / 28;

DecisionsResult read(const std::string& csv) {
  const import::TableResult tables = import::read_tables("list.csv", csv);
  EXPECT_TRUE(tables.diagnostics.empty());
  std::vector<Resource> resources(2);
  resources[0].id = "pacs";
  resources[1].id = "mon";
  return read_answers(tables.tables, resources, today);
}

TEST(Answers, EveryKindOfDecisionInBothLanguagesAndAnyOrderOfColumns) {
  const DecisionsResult japanese = read(
      "一覧\n"
      "資源ID,脆弱性,判断,理由,判断した人,判断した日,アドバイザリのメーカー,アドバイザリの製品\n"
      "pacs,CVE-1,該当,画面で確認,山田,2026/11/20,P,Vue\n"
      "pacs,CVE-2,非該当,機能なし,山田,,P,Vue\n"
      "pacs,CVE-3,,,,,P,Vue\n"
      "mon,CVE-4,同じ製品,銘板,佐藤,令和8年11月21日,GE,Carescape\n"
      "mon,CVE-5,別の製品,銘板,佐藤,,GE,Other\n");
  ASSERT_TRUE(japanese.diagnostics.empty());
  const std::vector<Decision> expected{
      {Verdict::confirm, "pacs", "CVE-1", "", "", "画面で確認", "山田", 2026y / 11 / 20},
      {Verdict::reject, "pacs", "CVE-2", "", "", "機能なし", "山田", today},
      {Verdict::confirm, "mon", "", "GE", "Carescape", "銘板", "佐藤", 2026y / 11 / 21},
      {Verdict::reject, "mon", "", "GE", "Other", "銘板", "佐藤", today}};
  EXPECT_EQ(japanese.decisions, expected);
  const DecisionsResult english = read(
      "Decision,Reason,Decided by,Decided on,Resource id,Vulnerability\n"
      "Affected,seen,Y,2026-11-20,pacs,CVE-1\nNot affected,'=no,Y,,pacs,CVE-2\n");
  ASSERT_EQ(english.decisions.size(), 2U);
  EXPECT_EQ(english.decisions[0].verdict, Verdict::confirm);
  EXPECT_EQ(english.decisions[1].verdict, Verdict::reject);
  EXPECT_EQ(english.decisions[1].reason, "=no")
      << "without the apostrophe that keeps it from being a formula";
}

TEST(Answers, TwoAnswersToOneQuestionAreRefused) {
  const std::string headings = "判断,理由,判断した人,資源ID,脆弱性\n";
  const DecisionsResult copied = read(headings + "該当,画面,山田,pacs,CVE-1\n非該当,画面,山田,pacs,CVE-1\n");
  ASSERT_EQ(copied.diagnostics.size(), 1U);
  EXPECT_EQ(copied.diagnostics[0].code, codes::contradiction);
  EXPECT_EQ(copied.diagnostics[0].line, 3U);
  EXPECT_TRUE(copied.decisions.empty());
  EXPECT_TRUE(read(headings + "該当,画面,山田,pacs,CVE-1\n該当,画面,佐藤,pacs,CVE-1\n").diagnostics.empty())
      << "twice the same";
}

TEST(Answers, WhatIsIncompleteIsRefusedAsAWhole) {
  struct Row {
    const char *row, *code;
    std::uint32_t column;
  };
  const Row rows[] = {{"多分,理由,山田,,pacs,CVE-2,P,V", "answers-no-decision", 1},
                      {"該当,,山田,,pacs,CVE-2,P,V", "answers-unfounded", 2},
                      {"該当,理由,,,pacs,CVE-2,P,V", "answers-unfounded", 3},
                      {"該当,理由,山田,昨日,pacs,CVE-2,P,V", "answers-date", 4},
                      {"該当,理由,山田,2026-11-29,pacs,CVE-2,P,V", "answers-future", 4},
                      {"該当,理由,山田,,pasc,CVE-2,P,V", "answers-no-resource", 5},
                      {"該当,理由,山田,,,CVE-2,P,V", "answers-unfounded", 5},
                      {"非該当,理由,山田,,pacs,,P,V", "answers-unfounded", 6},
                      {"別の製品,理由,山田,,pacs,CVE-2,,", "answers-no-product", 1}};
  for (const Row& each : rows) {
    const DecisionsResult result = read(
        "判断,理由,判断した人,判断した日,資源ID,脆弱性,アドバイザリのメーカー,アドバイザリの製品\n"
        "該当,理由,山田,,pacs,CVE-1,P,V\n" +
        std::string(each.row) + "\n");
    ASSERT_EQ(result.diagnostics.size(), 1U) << each.row;
    EXPECT_EQ(result.diagnostics[0].code, each.code) << each.row;
    EXPECT_EQ(result.diagnostics[0].line, 3U) << each.row;
    EXPECT_EQ(result.diagnostics[0].column, each.column) << each.row;
    EXPECT_TRUE(result.decisions.empty()) << each.row;
  }
  const std::string headings = "判断,理由,判断した人,資源ID,脆弱性\n";
  EXPECT_EQ(read(headings + "該当,x,山田,pasc,CVE-1\n").diagnostics.at(0).suggestion, "pacs");
  const auto heading = [](const std::string& text) { return read(text).diagnostics.at(0).expected; };
  EXPECT_EQ(heading(headings + "該当,,山田,pacs,CVE-1\n"), "理由");
  EXPECT_EQ(heading("Decision,Reason,Decided by,Resource id,Vulnerability\naffected,,Y,pacs,CVE-1\n"),
            "Reason")
      << "as the list has it";
  const DecisionsResult other = read("a,b\n1,2\n");
  ASSERT_EQ(other.diagnostics.size(), 1U);
  EXPECT_EQ(other.diagnostics[0].code, "answers-no-headings");
}

}  // namespace
}  // namespace hakyu::models::matching
