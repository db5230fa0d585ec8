#include "viz/text/width.hpp"

#include <algorithm>
#include <cstdint>
#include <memory>

#include <unicode/brkiter.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>
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

/// Bytes of the longest start of the text that fits into `limit` columns.
std::size_t fitting(std::string_view utf8, std::size_t limit) {
  std::size_t width = 0;
  std::size_t bytes = 0;
  while (bytes < utf8.size()) {
    const Character c = next_character(utf8.substr(bytes));
    if (width + columns(c.code) > limit) break;
    width += columns(c.code);
    bytes += c.bytes;
  }
  return bytes;
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
  return std::string(utf8.substr(0, fitting(utf8, limit - 1))) + "…";
}

namespace {

Character last_character(std::string_view text) {
  std::size_t at = text.size();
  while (at > 0 && (static_cast<unsigned char>(text[--at]) & 0xC0U) == 0x80U) {
  }
  return next_character(text.substr(at));
}

/// Numbers, words of letters and names of files stay whole, and so do intervals.
bool may_part(UChar32 before, UChar32 after) {
  constexpr UChar32 wave_dash = 0x301C;
  return before == ' ' || (before != wave_dash && (columns(before) == 2 || columns(after) == 2));
}

/// Where lines may begin by these rules (Unicode Standard Annex 14), in bytes, ascending; nowhere if the
/// rules are not there. Made anew each time: a copy of an iterator forgets about phrases.
std::vector<std::size_t> line_starts(std::string_view utf8, const char* rules) {
  std::vector<std::size_t> starts;
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> places(
      icu::BreakIterator::createLineInstance(icu::Locale(rules), status));
  if (U_FAILURE(status) != 0) return starts;
  UText* text = utext_openUTF8(nullptr, utf8.data(), static_cast<std::int64_t>(utf8.size()), &status);
  places->setText(text, status);
  while (U_SUCCESS(status) != 0 && places->next() != icu::BreakIterator::DONE) {
    const auto at = static_cast<std::size_t>(places->current());
    if (utf8.substr(0, at).ends_with("← ")) continue;  // belongs to the name that follows
    if (may_part(last_character(utf8.substr(0, at)).code, next_character(utf8.substr(at)).code))
      starts.push_back(at);
  }
  utext_close(text);
  return starts;
}

/// The last of `starts` in (begin, end], or `begin`.
std::size_t last_start(const std::vector<std::size_t>& starts, std::size_t begin, std::size_t end) {
  const auto after = std::upper_bound(starts.begin(), starts.end(), end);
  return after == starts.begin() ? begin : std::max(begin, *std::prev(after));
}

}  // namespace

std::vector<std::string> wrapped(std::string_view utf8, std::size_t limit) {
  std::vector<std::string> lines;
  std::vector<std::size_t> phrases;
  std::size_t begin = 0;
  while (display_width(utf8.substr(begin)) > limit) {
    if (begin == 0) phrases = line_starts(utf8, "ja@lb=strict;lw=phrase");
    const std::string_view rest = utf8.substr(begin);
    const std::size_t fits = std::max(fitting(rest, limit), next_character(rest).bytes);
    const std::size_t most = std::min(utf8.find_first_not_of(' ', begin + fits), utf8.size());
    std::size_t end = last_start(phrases, begin, most);
    // A blank in the second half of the line is a better place than one within a text.
    for (const std::size_t at : phrases)
      if (at > begin + (most - begin) / 2 && at <= most && utf8[at - 1] == ' ') end = at;
    if (end == begin) end = last_start(line_starts(utf8, "ja@lb=strict"), begin, most);
    if (end == begin) end = most;
    const std::string_view line = utf8.substr(begin, end - begin);
    lines.emplace_back(line.substr(0, line.find_last_not_of(' ') + 1));
    begin = end;
  }
  if (begin < utf8.size() || lines.empty()) lines.emplace_back(utf8.substr(begin));
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
