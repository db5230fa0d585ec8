// Cells of a ledger → one version.
#include <algorithm>
#include <vector>

#include "models/import/matching/characters.hpp"
#include "models/import/matching/version.hpp"
#include "models/import/matching/version_words.hpp"
#include "models/import/text.hpp"

namespace hakyu::models::matching {

namespace {

constexpr std::size_t longest_cell = 200;

/// What stands between blanks, or in parentheses.
struct CellWord {
  std::string text;
  bool aside = false;  ///< in parentheses
};

std::vector<CellWord> cell_words(const std::string& folded) {
  std::vector<CellWord> words;
  CellWord word;
  const auto end_word = [&](bool aside) {
    if (!word.text.empty()) words.push_back(std::move(word));
    word = {{}, aside};
  };
  for (const char c : folded) {
    if (c == ' ' || c == '(' || c == ')')
      end_word(c == '(' || (c == ' ' && word.aside));
    else
      word.text += c;
  }
  end_word(false);
  return words;
}

bool is_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

/// What surely does not belong to the version: for which processor it was made, how many there are.
bool is_decoration(std::string_view word) {
  for (const std::string_view each :
       {"64bit", "32bit", "64-bit", "32-bit", "64ビット", "32ビット", "64bit版", "32bit版", "64ビット版",
        "32ビット版", "x64", "x86", "x86_64", "amd64", "日本語版"})
    if (word == each) return true;
  constexpr std::string_view pieces = "台";
  return word.ends_with(pieces) && is_digits(word.substr(0, word.size() - pieces.size()));
}

/// Numbers of a dotted number: 3 of "7.2.8-1".
std::size_t places(std::string_view text) {
  std::size_t count = 1, i = 0;
  for (; i < text.size() && (is_digit(text[i]) || text[i] == '.'); ++i) count += text[i] == '.' ? 1 : 0;
  return count;
}

/// "7.0-7.2", "5.5.5-10.3.39": from one to another, or two products.
bool is_pair(std::string_view word) {
  const auto dash = word.find('-');
  if (dash == std::string_view::npos || dash + 1 == word.size() || !is_digit(word[dash + 1])) return false;
  const std::string_view first = word.substr(0, dash), second = word.substr(dash + 1);
  const std::size_t here = places(first), there = places(second);
  constexpr std::size_t long_version = 3;
  const bool same_start = first.substr(0, first.find('.')) == second.substr(0, second.find('.'));
  return here > 1 && there > 1 && (same_start || (here >= long_version && there >= long_version));
}

/// A number as spreadsheets write it (4.7E+01), a place left open (8.x), or a way to another one (7.0~7.2;
/// with letters behind it, it is Debian's sign).
bool is_spoilt(std::string_view word) {
  for (auto at = word.find('~'); at != std::string_view::npos; at = word.find('~', at + 1))
    if (at + 1 == word.size() || !is_letter(word[at + 1])) return true;
  for (std::size_t i = 1; i + 1 < word.size(); ++i) {
    if (i + 2 < word.size() && is_digit(word[i - 1]) && word[i] == 'e' && word[i + 1] == '+') return true;
    if (word[i] == '.' && word[i + 1] == 'x' && (i + 2 == word.size() || !is_alphanumeric(word[i + 2])))
      return true;
  }
  return false;
}

/// One word that may be a version: whatever its letters are, comparing copes with them.
bool may_be_version(std::string_view word) {
  constexpr std::string_view signs = ".-+_~:";
  return std::all_of(word.begin(), word.end(),
                     [&](char c) { return is_alphanumeric(c) || signs.find(c) != std::string_view::npos; }) &&
         std::any_of(word.begin(), word.end(), is_alphanumeric) && !is_pair(word) && !is_spoilt(word);
}

/// Letters at the beginning that are a word with a meaning: "sp" of "sp1"; "" if they are none.
std::string_view meaning(std::string_view word) {
  std::size_t end = 0;
  while (end < word.size() && (is_letter(word[end]) || static_cast<unsigned char>(word[end]) >= 0x80)) ++end;
  return known_word(word.substr(0, end)) != nullptr ? word.substr(0, end) : std::string_view{};
}

/// What may stand behind a version: "sp1", "build", "rev.2", and the number of a word before it.
bool may_follow(const CellWord& word, bool after_word, bool dotted) {
  if (is_digits(word.text)) return after_word || (word.aside && dotted);
  const std::string_view known = meaning(word.text);
  std::string_view rest = std::string_view(word.text).substr(known.size());
  if (rest.starts_with('.')) rest.remove_prefix(1);
  return !known.empty() && (rest.empty() || is_digits(rest));
}

void replace_all(std::string& text, std::string_view what, std::string_view with) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
    text.replace(at, what.size(), with);
}

bool is_nothing(std::string_view version) {
  return version.find_first_not_of("0.") == std::string_view::npos;
}

}  // namespace

std::string plain_version(std::string_view cell) {
  std::string folded = import::fold(cell);
  if (folded.size() > longest_cell) return {};
  replace_all(folded, "service pack", "sp");
  for (const std::string_view label : {"バージョン", "ファームウェア"}) replace_all(folded, label, " ");
  std::vector<CellWord> words = cell_words(folded);
  const std::size_t all = words.size();
  std::erase_if(words, [](const CellWord& each) { return is_decoration(each.text); });
  const bool whole = words.size() == all;
  std::string version;
  bool begun = false, after_word = false, dotted = false;
  for (CellWord& word : words) {
    if (word.text.ends_with("版")) word.text.resize(word.text.size() - std::string_view("版").size());
    const std::string_view bare = std::string_view(word.text).substr(0, word.text.find_last_not_of('.') + 1);
    const bool known = meaning(bare) == bare;
    if (begun && !may_follow(word, after_word, dotted)) return {};
    if (!begun && !known) {
      if (word.aside || !may_be_version(word.text)) return {};
      begun = true;
      dotted = places(bare.substr(std::min(bare.find_first_of("0123456789"), bare.size()))) > 1;
    }
    after_word = known;
    if (word.text.empty()) continue;
    version += (version.empty() ? "" : " ") + (word.aside ? "(" + word.text + ")" : word.text);
  }
  if (!begun) return {};
  if (is_nothing(version)) return {};
  return whole ? import::trimmed(cell) : version;
}

}  // namespace hakyu::models::matching
