// Tables to be opened with a spreadsheet: CSV and workbooks. Whatever text they carry, it stays text.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace hakyu::viz {

/// Text or number; nothing else gets into a cell, least of all a formula.
using SheetCell = std::variant<std::string, double>;

struct SheetColumn {
  std::string title;
  double width = 12;  ///< in characters
};

struct Sheet {
  std::string name;
  std::string title;  ///< a line above the headings; may be empty (CSV has none)
  std::vector<SheetColumn> columns;
  std::vector<std::vector<SheetCell>> rows;  ///< one cell per column
};

/// UTF-8 with byte order mark, CRLF (RFC 4180), as Excel opens it in Japan by a double click.
[[nodiscard]] std::string csv(const Sheet& sheet);

/// A cell of a CSV file: quoted where needed, and never beginning with a character that would make it a
/// formula (= + - @, also full-width ones, tab, carriage return): such a text gets an apostrophe.
[[nodiscard]] std::string csv_cell(std::string_view text);

/// The bytes of an .xlsx workbook; the same sheets give the same bytes. All texts are cells of type text in
/// the number format “text”, so that they stay text when somebody edits them. Control characters are left
/// out, cells longer than a spreadsheet allows (32,767 characters) shortened. `scratch` is an existing folder
/// in which the library may write one file, removed again. Throws models::Error("workbook") if that is not
/// possible. Pre-condition: at least one sheet.
[[nodiscard]] std::string workbook(const std::vector<Sheet>& sheets, const std::filesystem::path& scratch);

/// Names as a workbook allows them: without []:*?/\, at most 31 UTF-16 units, no apostrophe at the ends, not
/// empty, and all different where upper and lower case do not count.
[[nodiscard]] std::vector<std::string> sheet_names(const std::vector<Sheet>& sheets);

}  // namespace hakyu::viz
