#include "models/import/header.hpp"

#include <algorithm>

#include "models/import/text.hpp"

namespace hakyu::models::import {

namespace {

std::string heading(const Table& table, std::size_t first, std::size_t rows, std::size_t column) {
  std::string all, last;
  for (std::size_t i = first; i < std::min(first + rows, table.rows.size()); ++i) {
    const std::vector<Cell>& cells = table.rows[i].cells;
    const std::string text = column < cells.size() ? one_line(cells[column].text) : std::string();
    if (!text.empty() && text != last) all += (all.empty() ? "" : " ") + text;
    if (!text.empty()) last = text;
  }
  return all;
}

Header header_at(const Table& table, const std::map<std::string, Field>& known, std::size_t row,
                 std::size_t rows) {
  Header header;
  header.row = row;
  header.below = row + rows;
  std::size_t width = 0;
  for (std::size_t i = row; i < std::min(row + rows, table.rows.size()); ++i)
    width = std::max(width, table.rows[i].cells.size());
  for (std::size_t column = 0; column < width; ++column) {
    const std::string text = heading(table, row, rows, column);
    if (text.empty()) continue;
    const auto found = known.find(compact(text));
    const Field field = found == known.end() ? Field::ignore : found->second;
    header.matched += found == known.end() ? 0U : 1U;
    if (field == Field::ignore)
      header.unused.push_back(text);
    else
      header.columns.push_back({static_cast<std::uint32_t>(column + 1), text, field});
  }
  return header;
}

}  // namespace

std::string one_line(const std::string& text) {
  std::string out;
  for (const char c : trimmed(text))
    if (c == '\n' || c == '\r' || c == '\t') {
      if (!out.empty() && out.back() != ' ') out += ' ';
    } else {
      out += c;
    }
  return out;
}

std::optional<Header> find_header(const Table& table, const std::map<std::string, Field>& known,
                                  std::uint32_t stated, std::uint32_t rows) {
  std::optional<Header> best;
  for (std::size_t i = 0; i < table.rows.size() && (stated != 0 || i < 50); ++i) {
    if (stated != 0 && table.rows[i].number != stated) continue;
    Header header = header_at(table, known, i, rows);
    if (header.matched >= std::min<std::size_t>(2, known.size()) && (!best || header.matched > best->matched))
      best = std::move(header);
  }
  return best;
}

}  // namespace hakyu::models::import
