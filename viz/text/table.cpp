#include "viz/text/table.hpp"

#include <algorithm>
#include <cassert>

#include "viz/text/width.hpp"

namespace hakyu::viz {

namespace {

constexpr std::size_t narrow_title = 8;     ///< columns a title gets though its cells need fewer
constexpr std::size_t wide_title = 12;      ///< the same where the screen has room for it
constexpr std::size_t narrowest_title = 6;  ///< the same where it has none otherwise
constexpr std::size_t least_last = 22;      ///< columns the last column gets at least, even beyond the screen
constexpr std::size_t least_text = 16;      ///< the same of other left-aligned columns

void append_line(std::string& text, std::string line) {
  line.erase(line.find_last_not_of(' ') + 1);
  text += line + '\n';
}

// The narrowest a title may get: no word of letters is cut.
std::size_t least_title(const std::string& title, std::size_t usual) {
  std::size_t least = std::min(display_width(title), usual);
  for (std::size_t from = 0; from < title.size();) {
    const std::size_t to = std::min(title.find(' ', from), title.size());
    const std::string word = title.substr(from, to - from);
    if (word.size() == display_width(word)) least = std::max(least, word.size());
    from = to + 1;
  }
  return least;
}

}  // namespace

void Table::add(std::vector<std::string> cells) {
  assert(cells.size() == columns_.size());
  for (std::size_t i = 0; i < cells.size(); ++i) cells[i] = shortened(printable(cells[i]), columns_[i].limit);
  rows_.push_back(std::move(cells));
}

std::vector<std::size_t> Table::widths(std::size_t indent) const {
  for (const std::size_t title : {wide_title, narrow_title, narrowest_title}) {
    std::vector<std::size_t> all = widths(indent, title);
    std::size_t sum = indent;
    for (const std::size_t width : all) sum += width + 2;
    if (sum <= screen_columns + 2) return all;
    if (title == narrowest_title) return narrowed(std::move(all), sum - screen_columns - 2);
  }
  return {};
}

// The widest of the left-aligned columns but the last, narrower by what is too much for the screen.
std::vector<std::size_t> Table::narrowed(std::vector<std::size_t> all, std::size_t excess) const {
  std::size_t widest = all.size();
  for (std::size_t i = 0; i + 1 < all.size(); ++i)
    if (columns_[i].align == Align::left && (widest == all.size() || all[i] > all[widest])) widest = i;
  if (widest < all.size() && all[widest] > least_text)
    all[widest] -= std::min(excess, all[widest] - least_text);
  return all;
}

std::vector<std::size_t> Table::widths(std::size_t indent, std::size_t usual_title) const {
  std::vector<std::size_t> all;
  std::size_t before = indent;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    std::size_t width = 0;
    for (const auto& row : rows_) width = std::max(width, display_width(row[i]));
    // A long title of numbers gets several lines.
    const std::string& title = columns_[i].title;
    width = std::max(
        width, columns_[i].align == Align::left ? display_width(title) : least_title(title, usual_title));
    if (i + 1 == columns_.size() && columns_[i].align == Align::left && before + width > screen_columns)
      width = std::max(least_last, screen_columns - std::min(before, screen_columns));
    all.push_back(width);
    before += width + 2;
  }
  return all;
}

std::string Table::text(std::size_t indent) const {
  if (rows_.empty()) return {};
  const std::vector<std::size_t> width = widths(indent);
  // One row as lines on the screen; cells that need fewer lines than others stand at the top.
  const auto lines = [&](const auto& cell) {
    std::vector<std::vector<std::string>> cells;
    std::size_t height = 0;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      cells.push_back(wrapped(cell(i), std::max(width[i], std::size_t{2})));
      height = std::max(height, cells.back().size());
    }
    std::string text;
    for (std::size_t at = 0; at < height; ++at) {
      std::string line(indent, ' ');
      for (std::size_t i = 0; i < columns_.size(); ++i) {
        const std::string part = at < cells[i].size() ? cells[i][at] : std::string();
        const std::size_t used = std::min(display_width(part), width[i]);
        const std::string padding(width[i] - used, ' ');
        line += (i > 0 ? "  " : "") + (columns_[i].align == Align::right ? padding + part : part + padding);
      }
      append_line(text, std::move(line));
    }
    return text;
  };
  std::string text = lines([&](std::size_t i) { return columns_[i].title; });
  text += lines([&](std::size_t i) { return std::string(width[i], '-'); });
  for (const auto& row : rows_) text += lines([&](std::size_t i) { return row[i]; });
  return text;
}

}  // namespace hakyu::viz
