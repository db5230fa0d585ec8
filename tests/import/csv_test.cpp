#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "models/import/codes.hpp"
#include "models/import/table.hpp"
#include "viz/sheets/sheet.hpp"

namespace hakyu::models::import {
namespace {

std::vector<std::vector<std::string>> cells(const std::string& text) {
  const TableResult result = read_tables("a.csv", text);
  EXPECT_FALSE(has_errors(result.diagnostics)) << text;
  std::vector<std::vector<std::string>> all;
  for (const Table& table : result.tables)
    for (const Row& row : table.rows) {
      all.emplace_back();
      for (const Cell& cell : row.cells) all.back().push_back(cell.text);
    }
  return all;
}

using Rows = std::vector<std::vector<std::string>>;

TEST(Csv, ReadsQuotesAndLineBreaks) {
  EXPECT_EQ(cells("a,\"b\r\nc\",\"d\"\"e\"\r\n,,\r\nx"),
            (Rows{{"a", "b\r\nc", "d\"e"}, {"", "", ""}, {"x"}}));
  EXPECT_EQ(cells("24\" monitor,b\n"), (Rows{{"24\" monitor", "b"}}));
  EXPECT_EQ(cells("a,b,"), (Rows{{"a", "b", ""}}));
  EXPECT_EQ(cells(""), Rows{});
}

TEST(Csv, FindsTheDelimiter) {
  EXPECT_EQ(cells("a;b;c,d\n1;2;3\n"), (Rows{{"a", "b", "c,d"}, {"1", "2", "3"}}));
  EXPECT_EQ(cells("a\tb,x\n1\t2\n"), (Rows{{"a", "b,x"}, {"1", "2"}}));
  EXPECT_EQ(cells("title\na,b\n"), (Rows{{"title"}, {"a", "b"}}));
}

void expect_error(const std::string& text, std::string_view code, std::uint32_t row, std::uint32_t column,
                  const TableLimits& limits = {}) {
  const TableResult result = read_tables("a.csv", text, {}, limits);
  ASSERT_EQ(result.diagnostics.size(), 1U) << text;
  EXPECT_EQ(result.diagnostics[0].code, code);
  EXPECT_EQ(result.diagnostics[0].severity, Severity::error);
  EXPECT_EQ(result.diagnostics[0].line, row);
  EXPECT_EQ(result.diagnostics[0].column, column);
  EXPECT_TRUE(result.tables.empty()) << "nothing may be half read";
}

TEST(Csv, RefusesBrokenQuotesWithTheirPlace) {
  expect_error("a,b\n1,\"2", codes::quote, 2, 2);
  expect_error("a,b\n\"1\"x,2", codes::quote, 2, 1);
}

TEST(Csv, RefusesWhatIsTooLarge) {
  TableLimits limits;
  limits.cell_bytes = 10;
  expect_error("a,b\n1,12345678901", codes::limit, 2, 2, limits);
  limits = {};
  limits.rows = 2;
  expect_error("a\nb\nc\n", codes::limit, 3, 1, limits);
  limits = {};
  limits.columns = 2;
  expect_error("a,b,c\n", codes::limit, 1, 3, limits);
  limits = {};
  limits.bytes = 3;
  expect_error("a,b,c\n", codes::limit, 0, 0, limits);
}

TEST(Csv, RefusesBytesOfNoEncodingAndOldWorkbooks) {
  expect_error("abc,\x81\xFF\xFF", codes::encoding, 0, 0);
  expect_error("\xD0\xCF\x11\xE0old", codes::workbook, 0, 0);
}

TEST(Csv, WhatIsWrittenNeverBeginsAFormula) {
  for (const std::string text : {"=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "＝1+1"}) {
    const std::string cell = viz::csv_cell(text);
    const char first = cell[0] == '"' ? cell[1] : cell[0];
    EXPECT_EQ(first, '\'') << text;
  }
  EXPECT_EQ(viz::csv_cell("a,\"b\""), "\"a,\"\"b\"\"\"");
}

TEST(Csv, ReadsBackWhatWasWritten) {
  const bool holds = rc::check("cells survive", [] {
    const auto letters = rc::gen::element('a', '"', ',', ';', '\n', '\r', '\t', ' ', '1');
    const auto rows = *rc::gen::container<Rows>(
        rc::gen::container<std::vector<std::string>>(2, rc::gen::container<std::string>(letters)));
    std::string text = "x,y\n";
    for (int i = 0; i < 3; ++i) text += "x,y\n";
    for (const auto& row : rows)
      text += viz::csv_cell("k" + row[0]) + "," + viz::csv_cell("k" + row[1]) + "\n";
    const TableResult result = read_tables("a.csv", text);
    if (result.tables.empty() || result.tables[0].delimiter != ',')
      RC_DISCARD("another delimiter is as likely");
    RC_ASSERT(result.tables[0].rows.size() == rows.size() + 4);
    for (std::size_t i = 0; i < rows.size(); ++i)
      for (std::size_t c = 0; c < 2; ++c)
        RC_ASSERT(result.tables[0].rows[i + 4].cells[c].text == "k" + rows[i][c]);
  });
  EXPECT_TRUE(holds);
}

}  // namespace
}  // namespace hakyu::models::import
