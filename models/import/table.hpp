// Tables as people keep them: rows of texts, with where they stood.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "models/diagnostic.hpp"

namespace hakyu::models::import {

struct Cell {
  std::string text;     ///< UTF-8, as written; dates of a workbook as 2026-12-06
  bool merged = false;  ///< repeats the first cell of merged cells
};

struct Row {
  std::uint32_t number = 0;  ///< 1-based, as the spreadsheet counts
  bool hidden = false;
  std::vector<Cell> cells;
};

struct Table {
  std::string file;
  std::string sheet;      ///< empty for CSV
  std::string encoding;   ///< as detected: "UTF-8", "UTF-8 (BOM)", "CP932", …; "XLSX"
  char delimiter = '\0';  ///< of CSV
  std::vector<Row> rows;
};

struct TableResult {
  std::vector<Table> tables;  ///< empty if there are errors: nothing is half read
  Diagnostics diagnostics;
};

/// Most that is read; beyond, the file is refused with a diagnostic.
struct TableLimits {
  std::size_t bytes = 256U << 20U;  ///< of a file, and of a workbook after unpacking
  std::size_t ratio = 200;          ///< of unpacked to packed size of a part larger than 1 MiB
  std::size_t rows = 1'048'576;
  std::size_t columns = 16'384;
  std::size_t cells = 20'000'000;
  std::size_t cell_bytes = 1U << 20U;
};

/// Reads a CSV file or a workbook (by its content, not by its name). `encoding` overrides the detection if
/// not empty. Never throws on bad content. Complexity: linear.
[[nodiscard]] TableResult read_tables(const std::string& file, std::string_view bytes,
                                      std::string_view encoding = {}, const TableLimits& limits = {});

/// "B5", or "Sheet!B5".
[[nodiscard]] std::string cell_name(std::string_view sheet, std::uint32_t row, std::uint32_t column);

/// A diagnostic about a cell; row and column are 1-based, 0 if unknown.
[[nodiscard]] Diagnostic about(const Table& table, std::uint32_t row, std::uint32_t column, Severity severity,
                               std::string_view code, const std::string& found, std::string expected = {});

}  // namespace hakyu::models::import
