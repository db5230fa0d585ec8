#include "models/import/matching/editions.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "models/import/matching/characters.hpp"
#include "models/import/text.hpp"

namespace hakyu::models::matching {

namespace {

enum Group : std::size_t { edition, hardware, thing, groups };

struct EditionWord {
  std::string_view word, means;
  Group group;
};
constexpr std::array<EditionWord, 16> edition_words{{{"standard", "standard", edition},
                                                     {"datacenter", "datacenter", edition},
                                                     {"enterprise", "enterprise", edition},
                                                     {"professional", "professional", edition},
                                                     {"pro", "professional", edition},
                                                     {"home", "home", edition},
                                                     {"ltsc", "ltsc", edition},
                                                     {"x64", "64bit", hardware},
                                                     {"64bit", "64bit", hardware},
                                                     {"x86", "32bit", hardware},
                                                     {"32bit", "32bit", hardware},
                                                     {"firmware", "firmware", thing},
                                                     {"ファームウェア", "firmware", thing},
                                                     {"software", "software", thing},
                                                     {"ソフトウェア", "software", thing},
                                                     {"device", "device", thing}}};

using EditionsStated = std::array<std::set<std::string_view>, groups>;

EditionsStated editions_in(std::string_view name) {
  EditionsStated stated;
  std::string word;
  for (const char c : import::fold(name) + " ") {
    if (is_alphanumeric(c) || static_cast<unsigned char>(c) >= 0x80) {
      word += c;
      continue;
    }
    for (const EditionWord& each : edition_words)
      if (word == each.word) stated[each.group].insert(each.means);
    word.clear();
  }
  return stated;
}

bool has_all(const std::set<std::string_view>& of, const std::set<std::string_view>& words) {
  return std::includes(of.begin(), of.end(), words.begin(), words.end());
}

}  // namespace

Edition compare_editions(std::string_view product, std::string_view resource) {
  const EditionsStated ours = editions_in(resource), theirs = editions_in(product);
  Edition result = Edition::same;
  for (std::size_t group = 0; group < groups; ++group) {
    if (has_all(ours[group], theirs[group])) continue;
    if (!has_all(theirs[group], ours[group])) return Edition::other;
    // "Box firmware" is no narrower than "Box".
    if (group != thing) result = Edition::narrower;
  }
  return result;
}

bool same_edition(std::string_view a, std::string_view b) { return editions_in(a) == editions_in(b); }

}  // namespace hakyu::models::matching
