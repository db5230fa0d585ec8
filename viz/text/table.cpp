#include "viz/text/table.hpp"

#include <algorithm>
#include <cassert>

#include "viz/text/width.hpp"

namespace hakyu::viz {

namespace {

void append_line(std::string& text, std::string line) {
  line.erase(line.find_last_not_of(' ') + 1);
  text += line + '\n';
}

}  // namespace

void Table::add(std::vector<std::string> cells) {
  assert(cells.size() == columns_.size());
  for (std::size_t i = 0; i < cells.size(); ++i) cells[i] = shortened(printable(cells[i]), columns_[i].limit);
  rows_.push_back(std::move(cells));
}

std::string Table::text(std::size_t indent) const {
  if (rows_.empty()) return {};
  std::vector<std::size_t> widths;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    std::size_t width = display_width(columns_[i].title);
    for (const auto& row : rows_) width = std::max(width, display_width(row[i]));
    widths.push_back(width);
  }
  const auto line = [&](const auto& cell) {
    std::string text(indent, ' ');
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (i > 0) text += "  ";
      const std::string padding(widths[i] - display_width(cell(i)), ' ');
      text += columns_[i].align == Align::right ? padding + cell(i) : cell(i) + padding;
    }
    return text;
  };
  std::string text;
  append_line(text, line([&](std::size_t i) { return columns_[i].title; }));
  append_line(text, line([&](std::size_t i) { return std::string(widths[i], '-'); }));
  for (const auto& row : rows_) append_line(text, line([&](std::size_t i) { return row[i]; }));
  return text;
}

}  // namespace hakyu::viz
