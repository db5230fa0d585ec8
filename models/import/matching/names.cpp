#include "models/import/matching/names.hpp"

#include <algorithm>
#include <array>

#include "models/import/embedded.hpp"
#include "models/import/matching/characters.hpp"
#include "models/import/text.hpp"

namespace hakyu::models::matching {

namespace {

using Words = std::vector<std::string>;

void erase_all(std::string& text, std::string_view what) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at))
    text.erase(at, what.size());
}

/// Runs of letters and digits; characters beyond ASCII are letters, apart from the signs of `marks`.
Words split(std::string text) {
  for (const std::string_view mark : {"・", "、", "。", "「", "」", "®", "™", "’", "‐"})
    for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark))
      text.replace(at, mark.size(), " ");
  Words words;
  std::string word;
  for (const char c : text + " ") {
    if (is_alphanumeric(c) || static_cast<unsigned char>(c) >= 0x80) {
      word += c;
    } else if (!word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
  }
  return words;
}

template <class List>
bool contains(const List& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

constexpr std::array<std::string_view, 36> company_words{
    "inc", "incorporated", "corp",     "corporation", "co",    "company", "ltd", "limited", "llc",
    "llp", "gmbh",         "kgaa",     "kg",          "ag",    "se",      "sa",  "sas",     "spa",
    "srl", "bv",           "nv",       "plc",         "kk",    "ab",      "as",  "oy",      "oyj",
    "pte", "pty",          "holdings", "holding",     "group", "japan",   "usa", "us",      "international"};
constexpr std::array<std::string_view, 11> company_signs{
    "株式会社",     "(株)",         "有限会社",     "(有)",         "合同会社",        "合資会社",
    "一般社団法人", "一般財団法人", "公益財団法人", "独立行政法人", "国立研究開発法人"};

constexpr std::array<std::pair<std::string_view, std::string_view>, 9> small_kana{{{"ァ", "ア"},
                                                                                   {"ィ", "イ"},
                                                                                   {"ゥ", "ウ"},
                                                                                   {"ェ", "エ"},
                                                                                   {"ォ", "オ"},
                                                                                   {"ッ", "ツ"},
                                                                                   {"ャ", "ヤ"},
                                                                                   {"ュ", "ユ"},
                                                                                   {"ョ", "ヨ"}}};
constexpr std::array<std::string_view, 26> idle_words{
    "firmware",       "software",     "series",     "edition",      "the",          "for",
    "version",        "standard",     "datacenter", "enterprise",   "professional", "pro",
    "home",           "ltsc",         "x64",        "x86",          "64bit",        "32bit",
    "ファームウェア", "ソフトウェア", "シリーズ",   "エディション", "bit",          "system",
    "device",         "and"};
constexpr std::array<std::string_view, 22> common_words{
    "server",  "client",   "viewer",   "manager", "monitor", "monitors", "gateway", "workstation",
    "pacs",    "system",   "systems",  "station", "patient", "central",  "web",     "desktop",
    "service", "services", "platform", "network", "control", "pump"};

/// Whether the letters occur in the text in this order, the first at the beginning of a word.
bool abbreviates(std::string_view letters, std::string_view text) {
  if (letters.size() < 2 || !std::all_of(letters.begin(), letters.end(), is_letter)) return false;
  for (std::size_t start = 0; start < text.size(); ++start) {
    if (start > 0 && text[start - 1] != ' ') continue;
    std::size_t found = 0;
    for (const char c : text.substr(start)) {
      if (found == 0 && c != letters[0]) break;
      if (found < letters.size() && c == letters[found]) ++found;
    }
    if (found == letters.size()) return true;
  }
  return false;
}

/// Takes away abbreviations of the words before them: "Central Station (CS)". Others are kept: "Monitor (CT)"
/// is not "Monitor (MR)".
void erase_abbreviations(std::string& text) {
  for (auto open = text.find('('); open != std::string::npos; open = text.find('(', open + 1)) {
    const auto close = text.find(')', open);
    if (close == std::string::npos) return;
    const std::string_view all = text;
    if (abbreviates(all.substr(open + 1, close - open - 1), all.substr(0, open)))
      text.replace(open, close - open + 1, " ");
  }
}

bool is_number(const std::string& word) { return std::any_of(word.begin(), word.end(), is_digit); }

bool is_distinctive(const std::string& word) {
  return is_number(word) || (word.size() >= 4 && !contains(common_words, word));
}

}  // namespace

std::string vendor_key(std::string_view name) {
  std::string text = import::fold(name);
  for (const std::string_view sign : company_signs) erase_all(text, sign);
  // フィルム, フイルム, フイルムー: one maker, several spellings.
  for (const auto& [small, large] : small_kana)
    for (auto at = text.find(small); at != std::string::npos; at = text.find(small))
      text.replace(at, small.size(), large);
  erase_all(text, "ー");
  // "General Electric (GE)": what stands in parentheses is another name.
  if (const auto open = text.find('('); open != std::string::npos && open > 0) text.resize(open);
  erase_all(text, ".");
  std::replace(text.begin(), text.end(), '_', ' ');
  Words words = split(std::move(text));
  while (words.size() > 1 && contains(company_words, words.back())) words.pop_back();
  if (words.size() > 1 && words.front() == "the") words.erase(words.begin());
  std::string key;
  for (const std::string& word : words) key += word;
  for (const std::string_view country : {"ジヤパン", "日本支社", "日本法人"})
    if (key.size() > country.size() + 3 && key.ends_with(country)) key.resize(key.size() - country.size());
  return key;
}

std::vector<std::string> product_words(std::string_view name, std::string_view vendor) {
  std::string text = import::fold(name);
  std::replace(text.begin(), text.end(), '_', ' ');
  erase_abbreviations(text);
  Words words = split(std::move(text));
  std::string maker = import::fold(vendor);
  std::replace(maker.begin(), maker.end(), '_', ' ');
  Words vendor_words = split(std::move(maker));
  while (vendor_words.size() > 1 && contains(company_words, vendor_words.back())) vendor_words.pop_back();
  if (!vendor_words.empty() && words.size() > vendor_words.size() &&
      std::equal(vendor_words.begin(), vendor_words.end(), words.begin()))
    words.erase(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(vendor_words.size()));
  Words kept;
  for (const std::string& word : words)
    if (!contains(idle_words, word)) kept.push_back(word);
  return kept.empty() ? words : kept;
}

bool begin_with(const std::vector<std::string>& words, const std::vector<std::string>& start) {
  return start.size() <= words.size() && std::equal(start.begin(), start.end(), words.begin());
}

std::string product_key(const std::vector<std::string>& words) {
  std::string key;
  for (const std::string& word : words) key += word;
  return key;
}

bool names_resemble(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  const std::set<std::string> left(a.begin(), a.end());
  const std::set<std::string> right(b.begin(), b.end());
  std::size_t shared = 0;
  bool distinctive = false;
  bool numbers_left = false, numbers_right = false;  // that the other does not have
  for (const std::string& word : left) {
    if (right.contains(word)) {
      ++shared;
      distinctive = distinctive || is_distinctive(word);
    } else {
      numbers_left = numbers_left || is_number(word);
    }
  }
  for (const std::string& word : right)
    numbers_right = numbers_right || (!left.contains(word) && is_number(word));
  const std::size_t all = left.size() + right.size() - shared;
  const bool within = shared == left.size() || shared == right.size();
  return distinctive && within && 2 * shared >= all && !(numbers_left && numbers_right);
}

std::string Vendors::id_of(std::string_view name) const {
  std::string key = vendor_key(name);
  const auto found = id_of_key_.find(key);
  return found == id_of_key_.end() ? key : found->second;
}

std::vector<std::string> Vendors::related(const std::string& id) const {
  std::set<std::string> seen{id};
  std::vector<std::string> open{id};
  while (!open.empty()) {
    const std::string at = open.back();
    open.pop_back();
    for (const Succession& each : successions_) {
      if (each.from == at && seen.insert(each.to).second) open.push_back(each.to);
      if (each.to == at && seen.insert(each.from).second) open.push_back(each.from);
    }
  }
  seen.erase(id);
  return {seen.begin(), seen.end()};
}

void Vendors::name(const std::string& id, const std::vector<std::string>& names) {
  for (const std::string& each : names)
    if (std::string key = vendor_key(each); !key.empty()) id_of_key_.emplace(std::move(key), id);
}

void Vendors::add(const std::vector<std::string>& names) {
  std::string id;
  for (const std::string& each : names)
    if (const auto found = id_of_key_.find(vendor_key(each)); id.empty() && found != id_of_key_.end())
      id = found->second;
  if (id.empty() && !names.empty()) id = vendor_key(names.back());
  if (!id.empty()) name(id, names);
}

std::optional<ImpliedMaker> Vendors::maker_in(const std::vector<std::string>& words) const {
  std::string key;
  for (std::size_t n = 0; n + 1 < words.size() && n < 3; ++n) {
    key += words[n];
    if (const auto found = id_of_key_.find(key); found != id_of_key_.end())
      return ImpliedMaker{found->second, n + 1, 0};
  }
  std::optional<ImpliedMaker> longest;
  for (const auto& [name, id] : products_)
    if (begin_with(words, name) && (!longest || longest->name < name.size()))
      longest = ImpliedMaker{id, 0, name.size()};
  return longest;
}

std::string Vendors::spaced(const std::string& name) const {
  std::string folded = import::fold(name);
  std::string text = folded.size() == name.size() ? name : folded;
  const auto space = [&](const Words& product) {
    if (product.size() != 1 || product[0].size() < 4) return;
    const std::string& word = product[0];
    const std::size_t at = folded.find(word), end = at + word.size();
    if (at == std::string::npos || (at > 0 && folded[at - 1] != ' ')) return;
    if (end >= folded.size() || !is_digit(folded[end])) return;
    folded.insert(end, 1, ' ');
    text.insert(end, 1, ' ');
  };
  for (const auto& [words, id] : products_) space(words);
  for (const Whole& each : wholes_) space(each.words);
  return text;
}

std::vector<std::string> Vendors::written_out(const std::vector<std::string>& words) const {
  std::vector<std::string> all;
  for (const std::string& word : words) {
    const auto digits = std::find_if(word.begin(), word.end(), is_digit);
    const auto found = words_.find(std::string(word.begin(), digits));
    if (found == words_.end() || !std::all_of(digits, word.end(), is_digit)) {
      all.push_back(word);
      continue;
    }
    all.insert(all.end(), found->second.begin(), found->second.end());
    if (digits != word.end()) all.emplace_back(digits, word.end());
  }
  return all;
}

std::vector<std::pair<std::string, std::string>> Vendors::parts_of(
    const std::string& maker, const std::vector<std::string>& words) const {
  std::string known = maker;
  std::size_t before = 0;  // words of the maker's name
  if (const auto implied = known.empty() ? maker_in(words) : std::nullopt) {
    known = implied->id;
    before = implied->words;
  }
  const Words name(words.begin() + static_cast<std::ptrdiff_t>(before), words.end());
  std::vector<std::pair<std::string, std::string>> found;
  for (const Whole& each : wholes_)
    if (each.maker == known && begin_with(name, each.words))
      for (const std::string& part : each.parts) found.emplace_back(known, part);
  return found;
}

void Vendors::product(const std::string& id, const std::vector<std::string>& names) {
  for (const std::string& each : names) products_.emplace_back(product_words(each, {}), id);
}

void Vendors::parts(const std::string& id, const std::vector<std::string>& names,
                    const std::vector<std::string>& parts) {
  for (const std::string& each : names) wholes_.push_back({id, product_words(each, {}), parts});
}

void Vendors::word(const std::string& word, const std::string& means) {
  words_[import::fold(word)] = product_words(means, {});
}

void Vendors::add(Succession succession) { successions_.push_back(std::move(succession)); }

const Vendors& Vendors::shipped() {
  static const Vendors vendors = read_vendors("vendors.json", embedded::matching_vendors(), {}).vendors;
  return vendors;
}

}  // namespace hakyu::models::matching
