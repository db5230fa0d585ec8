#include <unicode/unistr.h>

#include <set>

#include "viz/sheets/sheet.hpp"
#include "viz/text/width.hpp"

namespace hakyu::viz {

namespace {

constexpr int longest_name = 31;  // UTF-16 units

/// The first units, without cutting a character in two.
icu::UnicodeString start_of(const icu::UnicodeString& text, int units) {
  if (text.length() <= units) return text;
  return icu::UnicodeString(text, 0, text.getChar32Start(units));
}

icu::UnicodeString allowed(const std::string& name) {
  icu::UnicodeString text = icu::UnicodeString::fromUTF8(printable(name)).trim();
  for (const char16_t mark : u"[]:*?/\\'")
    if (mark != 0) text.findAndReplace(icu::UnicodeString(mark), icu::UnicodeString(u' '));
  text = start_of(text, longest_name).trim();
  return text.isEmpty() ? icu::UnicodeString(u"-") : text;
}

}  // namespace

std::vector<std::string> sheet_names(const std::vector<Sheet>& sheets) {
  std::vector<std::string> names;
  // "History" is what Excel keeps for itself.
  std::set<icu::UnicodeString> taken{icu::UnicodeString(u"history")};
  for (const Sheet& sheet : sheets) {
    const icu::UnicodeString first = allowed(sheet.name);
    icu::UnicodeString name = first;
    for (int n = 2; !taken.insert(icu::UnicodeString(name).foldCase()).second; ++n) {
      const icu::UnicodeString mark = icu::UnicodeString::fromUTF8(" (" + std::to_string(n) + ")");
      name = start_of(first, longest_name - mark.length()) + mark;
    }
    std::string utf8;
    names.push_back(name.toUTF8String(utf8));
  }
  return names;
}

}  // namespace hakyu::viz
