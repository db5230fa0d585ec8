// Text on a terminal: how wide it is, and what must not reach it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace hakyu::viz {

/// Columns that UTF-8 text takes in a terminal with fixed width: wide and full-width characters (Unicode
/// Standard Annex 11) take two, combining and formatting ones none, ambiguous ones one. Bytes that are no
/// UTF-8 count as one each. Complexity: linear.
[[nodiscard]] std::size_t display_width(std::string_view utf8);

/// The longest start of the text that fits into `columns`, with "…" if something was cut off.
[[nodiscard]] std::string shortened(std::string_view utf8, std::size_t columns);

/// The text in lines of at most `columns`, broken at blanks and between phrases of Japanese text, never
/// inside a word of letters or a number nor before a closing mark; what has no such place is broken between
/// wide characters, else cut. Empty text is one empty line. Pre-condition: columns > 1. Complexity: length ×
/// lines.
[[nodiscard]] std::vector<std::string> wrapped(std::string_view utf8, std::size_t columns);

/// Columns of a terminal as it comes.
inline constexpr std::size_t screen_columns = 80;

/// Prose for the screen: lines that are wider than it are broken, the further parts indented by two columns
/// more than the first. Complexity as for `wrapped`.
[[nodiscard]] std::string on_screen(std::string_view utf8);

/// The text without what could steer a terminal or hide in a report: control characters (also escape
/// sequences) and direction overrides become spaces, bytes that are no UTF-8 become U+FFFD. Names in model
/// files are untrusted.
[[nodiscard]] std::string printable(std::string_view utf8);

}  // namespace hakyu::viz
