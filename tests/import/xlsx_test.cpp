#include <gtest/gtest.h>

#include "models/import/codes.hpp"
#include "models/import/table.hpp"
#include "tests/import/workbook.hpp"

namespace hakyu::models::import {
namespace {

using tests::workbook_parts;
using tests::zip_of;

TableResult read(const std::string& sheet, const std::string& properties = "") {
  return read_tables("a.xlsx", zip_of(workbook_parts(sheet, properties)));
}

TEST(Workbook, ReadsStringsNumbersAndDates) {
  const TableResult result = read(
      "<sheetData><row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"C2\" t=\"s\"><v>1</v></c></row>"
      "<row r=\"4\" hidden=\"1\"><c r=\"A4\" t=\"inlineStr\"><is><t>SV-1</t></is></c><c r=\"B4\" "
      "s=\"1\"><v>45931</v></c>"
      "<c r=\"C4\" s=\"2\"><v>45931</v></c><c r=\"D4\" t=\"b\"><v>1</v></c><c r=\"E4\" "
      "t=\"str\"><f>A1</f><v>x</v></c></row></sheetData>");
  ASSERT_TRUE(result.diagnostics.empty());
  ASSERT_EQ(result.tables.size(), 1U);
  const Table& table = result.tables[0];
  EXPECT_EQ(table.sheet, "台帳");
  ASSERT_EQ(table.rows.size(), 2U);
  EXPECT_EQ(table.rows[0].number, 2U);
  EXPECT_EQ(table.rows[0].cells[0].text, "管理番号");
  EXPECT_EQ(table.rows[0].cells[1].text, "");
  EXPECT_EQ(table.rows[0].cells[2].text, "機器名")
      << "runs are joined, reading aids are not part of the text";
  EXPECT_TRUE(table.rows[1].hidden);
  EXPECT_EQ(table.rows[1].cells[0].text, "SV-1");
  EXPECT_EQ(table.rows[1].cells[1].text, "2025-10-01");
  EXPECT_EQ(table.rows[1].cells[2].text, "45931") << "a quoted d is no day";
  EXPECT_EQ(table.rows[1].cells[3].text, "TRUE");
  EXPECT_EQ(table.rows[1].cells[4].text, "x") << "the stored result, not the formula";
}

TEST(Workbook, CountsFrom1904IfItSaysSo) {
  const TableResult result = read(
      "<sheetData><row r=\"1\"><c r=\"A1\" s=\"1\"><v>44469</v></c></row></sheetData>", "date1904=\"1\"");
  EXPECT_EQ(result.tables.at(0).rows.at(0).cells.at(0).text, "2025-10-01");
}

TEST(Workbook, RepeatsMergedCells) {
  const TableResult result = read(
      "<sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"C1\"><v>1</v></c></row><row r=\"2\"><c "
      "r=\"C2\"><v>2</v></c></row></sheetData>"
      "<mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells>");
  const auto& rows = result.tables.at(0).rows;
  for (const Row& row : rows)
    for (int c = 0; c < 2; ++c) EXPECT_EQ(row.cells.at(static_cast<std::size_t>(c)).text, "管理番号");
  EXPECT_FALSE(rows[0].cells[0].merged);
  EXPECT_TRUE(rows[1].cells[0].merged);
  EXPECT_EQ(rows[1].cells[2].text, "2");
}

TEST(Workbook, SaysWhereAFormulaHasNoResult) {
  const TableResult result =
      read("<sheetData><row r=\"3\"><c r=\"B3\"><f>cmd|' /C calc'!A0</f></c></row></sheetData>");
  ASSERT_EQ(result.diagnostics.size(), 1U);
  EXPECT_EQ(result.diagnostics[0].code, codes::formula);
  EXPECT_EQ(result.diagnostics[0].pointer, "台帳!B3");
  EXPECT_EQ(result.tables.at(0).rows.at(0).cells.at(1).text, "");
}

void expect_refused(const std::string& bytes, std::string_view code, const TableLimits& limits = {}) {
  const TableResult result = read_tables("a.xlsx", bytes, {}, limits);
  ASSERT_TRUE(has_errors(result.diagnostics));
  EXPECT_EQ(result.diagnostics[0].code, code);
  EXPECT_TRUE(result.tables.empty()) << "nothing may be half read";
}

TEST(Workbook, RefusesEntities) {
  auto parts = workbook_parts("<sheetData/>");
  parts["xl/sharedStrings.xml"] =
      "<!DOCTYPE sst [<!ENTITY a \"aaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><sst><si><t>&b;</t></si></sst>";
  expect_refused(zip_of(parts), codes::workbook);
}

TEST(Workbook, RefusesBombs) {
  const std::string bomb =
      zip_of(workbook_parts("<sheetData>" + std::string(20'000'000, ' ') + "</sheetData>"));
  ASSERT_LT(bomb.size(), 100'000U);
  expect_refused(bomb, codes::limit);
  TableLimits limits;
  limits.bytes = 1000;
  limits.ratio = 1'000'000;
  const std::string plain = zip_of({{"xl/_rels/workbook.xml.rels", std::string(2000, 'x')}});
  ASSERT_LT(plain.size(), 1000U);
  expect_refused(plain, codes::limit, limits);
}

TEST(Workbook, RefusesCellsOutOfPlaceAndTooMany) {
  expect_refused(
      zip_of(workbook_parts("<sheetData><row r=\"1\"><c r=\"ZZZ1\"><v>1</v></c></row></sheetData>")),
      codes::limit);
  expect_refused(zip_of(workbook_parts("<sheetData><row r=\"2\"/><row r=\"1\"/></sheetData>")), codes::limit);
  expect_refused(zip_of(workbook_parts("<sheetData><row r=\"9999999\"/></sheetData>")), codes::limit);
  TableLimits limits;
  limits.cells = 3;
  expect_refused(zip_of(workbook_parts(
                     "<sheetData><row r=\"1\"><c r=\"A1\"/><c "
                     "r=\"B1\"/></row></sheetData><mergeCells><mergeCell ref=\"A1:D1\"/></mergeCells>")),
                 codes::limit, limits);
}

TEST(Workbook, RefusesDamage) {
  const std::string whole =
      zip_of(workbook_parts("<sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row></sheetData>"));
  for (std::size_t cut = 4; cut < whole.size(); cut += 7)
    expect_refused(whole.substr(0, cut), codes::damaged);
  expect_refused(zip_of(workbook_parts("<sheetData><row>")), codes::workbook);
  expect_refused(
      zip_of(workbook_parts("<sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>7</v></c></row></sheetData>")),
      codes::workbook);
  expect_refused(zip_of({{"word/document.xml", "<x/>"}}), codes::workbook);
}

}  // namespace
}  // namespace hakyu::models::import
