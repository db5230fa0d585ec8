#include "models/import/csv.hpp"

#include <fmt/core.h>

#include <map>

#include "models/import/codes.hpp"
#include "models/import/text.hpp"
#include "models/read/report.hpp"

namespace hakyu::models::import {

namespace {

/// Reads records one after the other. A quote inside a cell that is not quoted is an ordinary character.
class CsvReader {
 public:
  CsvReader(std::string_view text, char delimiter, const TableLimits& limits)
      : text_(text), delimiter_(delimiter), limits_(&limits) {}

  [[nodiscard]] bool done() const { return at_ >= text_.size() || !code_.empty(); }
  [[nodiscard]] std::string_view code() const { return code_; }
  [[nodiscard]] const std::string& found() const { return found_; }
  [[nodiscard]] const std::string& expected() const { return expected_; }

  void record(Row& row) {
    for (;;) {
      row.cells.emplace_back();
      std::string& cell = row.cells.back().text;
      if (at_ < text_.size() && text_[at_] == '"')
        quoted(cell);
      else
        plain(cell);
      if (cell.size() > limits_->cell_bytes)
        fail(codes::limit, fmt::format("cell {} B", cell.size()), fmt::format("{} B", limits_->cell_bytes));
      if (row.cells.size() > limits_->columns)
        fail(codes::limit, fmt::format("{} columns", row.cells.size()), fmt::format("{}", limits_->columns));
      if (done() && !at_delimiter()) return;
      if (at_delimiter()) {
        ++at_;
        if (at_ >= text_.size()) row.cells.emplace_back();  // an empty last cell
        if (done()) return;
        continue;
      }
      end_of_line();
      return;
    }
  }

 private:
  [[nodiscard]] bool at_delimiter() const {
    return code_.empty() && at_ < text_.size() && text_[at_] == delimiter_;
  }

  void end_of_line() {
    if (text_[at_] == '\r') ++at_;
    if (at_ < text_.size() && text_[at_] == '\n') ++at_;
  }

  void plain(std::string& cell) {
    const std::size_t start = at_;
    while (at_ < text_.size() && text_[at_] != delimiter_ && text_[at_] != '\n' && text_[at_] != '\r') ++at_;
    cell.assign(text_.substr(start, at_ - start));
  }

  void quoted(std::string& cell) {
    const std::size_t opened = at_++;
    for (;;) {
      const std::size_t quote = text_.find('"', at_);
      if (quote == std::string_view::npos)
        return fail(codes::quote, reading::shortened(text_.substr(opened, 200)), "\"");
      cell.append(text_.substr(at_, quote - at_));
      at_ = quote + 1;
      if (at_ >= text_.size() || text_[at_] != '"') break;
      cell += '"';
      ++at_;
    }
    while (at_ < text_.size() && text_[at_] == ' ' && delimiter_ != ' ') ++at_;
    if (at_ < text_.size() && text_[at_] != delimiter_ && text_[at_] != '\n' && text_[at_] != '\r')
      fail(codes::quote, reading::shortened(text_.substr(at_, 200)), std::string(1, delimiter_));
  }

  void fail(std::string_view code, std::string found, std::string expected) {
    if (!code_.empty()) return;
    code_ = code;
    found_ = std::move(found);
    expected_ = std::move(expected);
  }

  std::string_view text_;
  char delimiter_;
  const TableLimits* limits_;
  std::size_t at_ = 0;
  std::string_view code_;
  std::string found_, expected_;
};

/// The delimiter that gives the first records the most cells, in the most uniform way.
char find_delimiter(std::string_view text, const TableLimits& limits) {
  char best = ',';
  std::size_t best_score = 0;
  for (const char delimiter : {',', '\t', ';'}) {
    CsvReader reader(text, delimiter, limits);
    std::map<std::size_t, std::size_t> widths;
    for (int i = 0; i < 50 && !reader.done(); ++i) {
      Row row;
      reader.record(row);
      if (row.cells.size() > 1) ++widths[row.cells.size()];
    }
    std::size_t score = 0;
    for (const auto& [width, times] : widths) score = std::max(score, (width - 1) * times);
    if (score > best_score) {
      best = delimiter;
      best_score = score;
    }
  }
  return best;
}

}  // namespace

TableResult read_csv(const std::string& file, std::string_view bytes, std::string_view encoding,
                     const TableLimits& limits) {
  TableResult result;
  Table table;
  table.file = file;
  const Decoded decoded = decode(bytes, encoding);
  if (decoded.encoding.empty()) {
    const unsigned bad =
        decoded.bad_at < bytes.size() ? static_cast<unsigned char>(bytes[decoded.bad_at]) : 0U;
    result.diagnostics.push_back(about(table, 0, 0, Severity::error, codes::encoding,
                                       fmt::format("0x{:02X}, offset {}", bad, decoded.bad_at),
                                       "UTF-8, UTF-16, CP932, EUC-JP"));
    return result;
  }
  table.encoding = decoded.encoding;
  table.delimiter = find_delimiter(decoded.text, limits);
  CsvReader reader(decoded.text, table.delimiter, limits);
  std::size_t cells = 0;
  while (!reader.done()) {
    Row& row = table.rows.emplace_back();
    row.number = static_cast<std::uint32_t>(table.rows.size());
    reader.record(row);
    cells += row.cells.size();
    const auto column = static_cast<std::uint32_t>(row.cells.size());
    if (!reader.code().empty())
      result.diagnostics.push_back(about(table, row.number, column, Severity::error, reader.code(),
                                         reader.found(), reader.expected()));
    else if (table.rows.size() > limits.rows || cells > limits.cells)
      result.diagnostics.push_back(about(table, row.number, column, Severity::error, codes::limit,
                                         fmt::format("{} rows, {} cells", table.rows.size(), cells),
                                         fmt::format("{} rows, {} cells", limits.rows, limits.cells)));
    if (!result.diagnostics.empty()) return result;
  }
  result.tables.push_back(std::move(table));
  return result;
}

}  // namespace hakyu::models::import
