#include "viz/text/width.hpp"

#include <algorithm>
#include <cstdint>

#include <unicode/uchar.h>
#include <boost/locale/utf.hpp>

namespace hakyu::viz {

namespace {

struct Character {
  UChar32 code = -1;  ///< negative: not UTF-8
  std::size_t bytes = 1;
};

Character next_character(std::string_view text) {
  namespace utf = boost::locale::utf;
  const char* at = text.data();
  const utf::code_point code = utf::utf_traits<char>::decode(at, text.data() + text.size());
  if (code == utf::illegal || code == utf::incomplete) return {};
  return {static_cast<UChar32>(code), static_cast<std::size_t>(at - text.data())};
}

std::size_t columns(UChar32 c) {
  if (c < 0) return 1;
  const int type = u_charType(c);
  if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR ||
      type == U_CONTROL_CHAR)
    return 0;
  const int width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

bool steers(UChar32 c) {
  if (u_charType(c) == U_CONTROL_CHAR || c == 0x2028 || c == 0x2029) return true;
  return u_hasBinaryProperty(c, UCHAR_BIDI_CONTROL) != 0;
}

}  // namespace

std::size_t display_width(std::string_view utf8) {
  std::size_t width = 0;
  while (!utf8.empty()) {
    const Character c = next_character(utf8);
    width += columns(c.code);
    utf8.remove_prefix(c.bytes);
  }
  return width;
}

std::string shortened(std::string_view utf8, std::size_t limit) {
  if (display_width(utf8) <= limit) return std::string(utf8);
  if (limit == 0) return {};
  std::size_t width = 0;
  std::size_t bytes = 0;
  while (bytes < utf8.size()) {
    const Character c = next_character(utf8.substr(bytes));
    if (width + columns(c.code) > limit - 1) break;
    width += columns(c.code);
    bytes += c.bytes;
  }
  return std::string(utf8.substr(0, bytes)) + "…";
}

namespace {

// Marks that must not begin a line.
bool closes(UChar32 c) {
  const int type = u_charType(c);
  if (type == U_END_PUNCTUATION || type == U_FINAL_PUNCTUATION) return true;
  constexpr std::u32string_view marks = U",.:;!?%、。，．・：；ー〜々";
  return marks.find(static_cast<char32_t>(c)) != std::u32string_view::npos;
}

bool opens(UChar32 c) {
  const int type = u_charType(c);
  return type == U_START_PUNCTUATION || type == U_INITIAL_PUNCTUATION;
}

}  // namespace

std::vector<std::string> wrapped(std::string_view utf8, std::size_t limit) {
  std::vector<std::string> lines;
  while (display_width(utf8) > limit) {
    std::size_t bytes = 0;
    std::size_t width = 0;
    std::size_t end = 0;   // of the line: the last place where it may be broken
    std::size_t next = 0;  // where the next line begins
    UChar32 before = -1;
    while (bytes < utf8.size()) {
      const Character c = next_character(utf8.substr(bytes));
      const bool wide = columns(c.code) == 2 || columns(before) == 2;
      if (bytes > 0 && wide && c.code != ' ' && !closes(c.code) && !opens(before)) end = next = bytes;
      if (width + columns(c.code) > limit) break;
      width += columns(c.code);
      bytes += c.bytes;
      before = c.code;
      if (bytes < utf8.size() && utf8[bytes] == ' ') {
        end = bytes;
        next = std::min(utf8.find_first_not_of(' ', bytes), utf8.size());
      }
    }
    if (end == 0) end = next = bytes > 0 ? bytes : next_character(utf8).bytes;
    lines.emplace_back(utf8.substr(0, end));
    utf8.remove_prefix(next);
  }
  if (!utf8.empty() || lines.empty()) lines.emplace_back(utf8);
  return lines;
}

std::string on_screen(std::string_view utf8) {
  std::string text;
  while (!utf8.empty()) {
    const std::size_t length = std::min(utf8.find('\n'), utf8.size());
    std::string_view line = utf8.substr(0, length);
    const std::string indent(std::min(line.find_first_not_of(' '), line.size()), ' ');
    line.remove_prefix(indent.size());
    // A name may be longer than the indented rest of the screen: half of it is always used.
    const std::size_t room =
        std::max(screen_columns / 2, screen_columns - std::min(indent.size() + 2, screen_columns));
    std::vector<std::string> parts = wrapped(line, room + 2);
    text += indent + parts.front();
    if (parts.size() > 1) {
      const std::string_view rest = line.substr(line.find(parts[1], parts.front().size()));
      for (const std::string& part : wrapped(rest, room)) text += "\n" + indent + "  " + part;
    }
    if (length < utf8.size()) text += '\n';
    utf8.remove_prefix(std::min(length + 1, utf8.size()));
  }
  return text;
}

std::string printable(std::string_view utf8) {
  std::string clean;
  clean.reserve(utf8.size());
  while (!utf8.empty()) {
    const Character c = next_character(utf8);
    if (c.code < 0)
      clean += "\xEF\xBF\xBD";
    else if (steers(c.code))
      clean += ' ';
    else
      clean += utf8.substr(0, c.bytes);
    utf8.remove_prefix(c.bytes);
  }
  return clean;
}

}  // namespace hakyu::viz
