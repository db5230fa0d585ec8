// Plain text tables for a terminal.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace hakyu::viz {

enum class Align : std::uint8_t { left, right };

/// A table whose columns are as wide as their widest cell on the screen (East Asian characters count two).
class Table {
 public:
  struct Column {
    std::string title;
    Align align = Align::left;
    std::size_t limit = 60;  ///< longer cells are shortened with "…"
  };

  explicit Table(std::vector<Column> columns) : columns_(std::move(columns)) {}

  /// Adds a row. Cells may come from model files: they are made printable. Pre-condition: one cell per
  /// column.
  void add(std::vector<std::string> cells);
  [[nodiscard]] bool empty() const { return rows_.empty(); }
  [[nodiscard]] std::size_t size() const { return rows_.size(); }

  /// Title, rule, rows; every line indented and ended; no blanks at the end of lines. Empty without rows.
  /// Long titles take several lines; so do the cells of the widest left-aligned columns where the table would
  /// pass the 80th column of the screen, the last column first.
  [[nodiscard]] std::string text(std::size_t indent = 2) const;

 private:
  [[nodiscard]] std::vector<std::size_t> widths(std::size_t indent) const;
  [[nodiscard]] std::vector<std::size_t> narrowed(std::vector<std::size_t> all, std::size_t excess) const;
  [[nodiscard]] std::vector<std::size_t> widths(std::size_t indent, std::size_t usual_title) const;

  std::vector<Column> columns_;
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace hakyu::viz
