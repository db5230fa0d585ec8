#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "viz/sheets/sheet.hpp"
#include "viz/text/width.hpp"

namespace hakyu::viz {

namespace {

constexpr std::array<std::string_view, 10> starts_formula{"=",  "+",  "-",  "@",  "\t",
                                                          "\r", "＝", "＋", "－", "＠"};

std::string cell(const SheetCell& value) {
  if (const auto* number = std::get_if<double>(&value)) return fmt::format("{}", *number);
  return csv_cell(printable(std::get<std::string>(value)));
}

}  // namespace

std::string csv_cell(std::string_view text) {
  const bool formula = std::any_of(starts_formula.begin(), starts_formula.end(),
                                   [&](std::string_view start) { return text.starts_with(start); });
  std::string out = formula ? "'" : "";
  out += text;
  if (out.find_first_of(",;\t\"\r\n") == std::string::npos) return out;
  std::string quoted = "\"";
  for (const char c : out) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

std::string csv(const Sheet& sheet) {
  std::string out = "\xEF\xBB\xBF";
  for (std::size_t i = 0; i < sheet.columns.size(); ++i)
    out += (i == 0 ? "" : ",") + cell(sheet.columns[i].title);
  out += "\r\n";
  for (const auto& row : sheet.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) out += (i == 0 ? "" : ",") + cell(row[i]);
    out += "\r\n";
  }
  return out;
}

}  // namespace hakyu::viz
