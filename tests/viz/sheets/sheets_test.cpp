// What is written for spreadsheets: read back, it is what it was, and nothing in it is a formula.
#include "viz/sheets/sheet.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "models/diagnostic.hpp"
#include "models/import/archive.hpp"
#include "models/import/table.hpp"

namespace hakyu::viz {
namespace {

namespace fs = std::filesystem;
using models::import::read_tables;
using models::import::Table;
using testing::ElementsAre;

const std::vector<std::string> hostile{"=cmd|' /C calc'!A0", "+1", "-1+2", "@SUM(A1)", "＝1+1"};

/// A folder that must be empty again in the end.
class Scratch {
 public:
  Scratch() : path_(fs::temp_directory_path() / ("hakyu-sheets-" + std::to_string(::getpid()))) {
    fs::create_directory(path_);
  }
  ~Scratch() {
    EXPECT_TRUE(fs::is_empty(path_)) << "nothing is left behind";
    fs::remove_all(path_);
  }
  [[nodiscard]] const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

Sheet sample() {
  Sheet sheet{"確認事項", "題名", {{"番号", 6}, {"内容", 30}}, {}};
  for (const std::string& each : hostile) sheet.rows.push_back({1.0, each});
  sheet.rows.push_back({0.5, "a \"b\", c\nd"});
  sheet.rows.push_back({"", ""});
  return sheet;
}

TEST(Sheets, CsvHasAMarkAndWindowsLineEnds) {
  const std::string text = csv({"x", "not written", {{"a", 1}, {"b", 1}}, {{1.0, "x"}, {2.5, "日本"}}});
  EXPECT_EQ(text,
            "\xEF\xBB\xBF"
            "a,b\r\n1,x\r\n2.5,日本\r\n");
}

TEST(Sheets, NoCellOfACsvBeginsAFormula) {
  const std::string text = csv(sample());
  const Table table = read_tables("a.csv", text).tables.at(0);
  EXPECT_EQ(table.encoding, "UTF-8 (BOM)");
  ASSERT_EQ(table.rows.size(), 8U);
  for (std::size_t i = 0; i < hostile.size(); ++i)
    EXPECT_EQ(table.rows[i + 1].cells.at(1).text, "'" + hostile[i]);
}

TEST(Sheets, AWorkbookReadsBackAndHoldsNoFormula) {
  const Scratch scratch;
  const std::string bytes = workbook({sample()}, scratch.path());
  const auto read = read_tables("a.xlsx", bytes);
  ASSERT_TRUE(read.diagnostics.empty());
  const Table& table = read.tables.at(0);
  EXPECT_EQ(table.sheet, "確認事項");
  EXPECT_EQ(table.rows.at(0).cells.at(0).text, "題名");
  EXPECT_EQ(table.rows.at(1).cells.at(1).text, "内容");
  for (std::size_t i = 0; i < hostile.size(); ++i)
    EXPECT_EQ(table.rows.at(i + 2).cells.at(1).text, hostile[i]) << "text stays as it is";
  EXPECT_EQ(table.rows.at(7).cells.at(0).text, "0.5");
  models::import::Archive archive(bytes, {});
  const std::string part = archive.part("xl/worksheets/sheet1.xml").value();
  EXPECT_EQ(part.find("<f>"), std::string::npos);
  EXPECT_EQ(part.find("<hyperlink"), std::string::npos);
}

TEST(Sheets, TheSameSheetsGiveTheSameBytes) {
  const Scratch scratch;
  EXPECT_EQ(workbook({sample()}, scratch.path()), workbook({sample()}, scratch.path()));
}

TEST(Sheets, ALongOrControlledCellDoesNotBreakTheWorkbook) {
  const Scratch scratch;
  Sheet sheet{"a", "", {{"x", 5}}, {{std::string(40'000, 'x')}, {"a\x01\x1B[31m\xFF"}}};
  const auto read = read_tables("a.xlsx", workbook({sheet}, scratch.path()));
  ASSERT_TRUE(read.diagnostics.empty());
  EXPECT_LE(read.tables.at(0).rows.at(1).cells.at(0).text.size(), 32'767U);
  EXPECT_EQ(read.tables.at(0).rows.at(2).cells.at(0).text.find('\x1B'), std::string::npos);
}

TEST(Sheets, NamesAreThoseAWorkbookAllows) {
  const auto named = [](const std::vector<std::string>& names) {
    std::vector<Sheet> sheets;
    for (const std::string& each : names) sheets.push_back({each, "", {}, {}});
    return sheet_names(sheets);
  };
  EXPECT_THAT(named({"a/b[c]:*?\\d", "'x'", "", "History"}),
              ElementsAre("a b c     d", "x", "-", "History (2)"));
  EXPECT_THAT(named({"Vendor", "VENDOR", "vendor"}), ElementsAre("Vendor", "VENDOR (2)", "vendor (3)"));
  const std::string longest(31, 'a');
  EXPECT_THAT(named({longest + "b", longest + "c"}), ElementsAre(longest, std::string(27, 'a') + " (2)"));
  // 𠮷 takes two units: it is not cut in two.
  EXPECT_EQ(named({std::string(30, 'a') + "𠮷"}).front(), std::string(30, 'a'));
}

TEST(Sheets, AWorkbookOfSuchNamesCanBeWritten) {
  const Scratch scratch;
  std::vector<Sheet> sheets;
  for (const char* name :
       {"a/b", "a:b", "History", "", "'", "ほしの画像情報(株)ほしの画像情報(株)ほしの画像情報(株)"})
    sheets.push_back({name, "", {{"x", 5}}, {{"y"}}});
  const auto read = read_tables("a.xlsx", workbook(sheets, scratch.path()));
  EXPECT_EQ(read.tables.size(), sheets.size());
}

TEST(Sheets, AFolderThatIsNotThereIsAnError) {
  EXPECT_THROW((void)workbook({sample()}, "/nowhere/at/all"), models::Error);
}

}  // namespace
}  // namespace hakyu::viz
