#include "models/import/table.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "models/import/codes.hpp"
#include "models/import/csv.hpp"
#include "models/import/xlsx.hpp"
#include "models/read/report.hpp"

namespace hakyu::models::import {

TableResult read_tables(const std::string& file, std::string_view bytes, std::string_view encoding,
                        const TableLimits& limits) {
  if (bytes.size() > limits.bytes) {
    Table table;
    table.file = file;
    return {{},
            {about(table, 0, 0, Severity::error, codes::limit, fmt::format("{} B", bytes.size()),
                   fmt::format("{} B", limits.bytes))}};
  }
  if (bytes.starts_with("\xD0\xCF\x11\xE0")) {  // the old binary format, or an encrypted workbook
    Table table;
    table.file = file;
    return {{},
            {about(table, 0, 0, Severity::error, codes::workbook, "OLE2 (.xls, encrypted .xlsx)",
                   ".xlsx, .csv")}};
  }
  if (bytes.starts_with("PK\x03\x04")) return read_xlsx(file, bytes, limits);
  return read_csv(file, bytes, encoding, limits);
}

std::string cell_name(std::string_view sheet, std::uint32_t row, std::uint32_t column) {
  std::string letters;
  for (; column > 0; column = (column - 1) / 26) letters += static_cast<char>('A' + (column - 1) % 26);
  std::reverse(letters.begin(), letters.end());
  std::string name(sheet);
  if (row == 0) return name;
  if (!name.empty()) name += '!';
  return name + letters + std::to_string(row);
}

Diagnostic about(const Table& table, std::uint32_t row, std::uint32_t column, Severity severity,
                 std::string_view code, const std::string& found, std::string expected) {
  return {.severity = severity,
          .code = std::string(code),
          .file = table.file,
          .line = row,
          .column = column,
          .pointer = table.sheet.empty() && column == 0 ? std::string()  // the line says it
                                                        : cell_name(table.sheet, row, column),
          .found = reading::shortened(found),
          .expected = std::move(expected),
          .suggestion = {}};
}

}  // namespace hakyu::models::import
