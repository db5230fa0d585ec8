#include "models/import/matching/names.hpp"

#include <algorithm>
#include <array>

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

/// What ledgers write where they know of no maker, as keys.
constexpr std::array<std::string_view, 16> no_makers{"―",       "—",    "不明",   "なし",   "無し",   "無",
                                                     "未確認",  "未定", "未記入", "未登録", "その他", "各社",
                                                     "unknown", "none", "na",     "tbd"};

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

/// Further words that many makers put into the names of their products.
constexpr std::array<std::string_view, 66> generic_words{
    "file",        "image",    "imaging",     "print",   "printer",    "backup",     "database",
    "application", "app",      "mail",        "email",   "remote",     "mobile",     "home",
    "video",       "data",     "center",      "access",  "point",      "router",     "switch",
    "camera",      "firewall", "wireless",    "storage", "cloud",      "security",   "management",
    "information", "terminal", "console",     "unit",    "units",      "controller", "portal",
    "agent",       "local",    "update",      "domain",  "wifi",       "lan",        "vpn",
    "ups",         "nas",      "pc",          "ct",      "mr",         "mri",        "ris",
    "his",         "ehr",      "medical",     "health",  "healthcare", "care",       "hospital",
    "clinical",    "x",        "ray",         "サーバ",  "サーバー",   "システム",   "端末",
    "装置",        "管理",     "クライアント"};

constexpr std::array<std::string_view, 6> former_signs{"旧", "元", "former", "ex-", "now ", "現"};

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

/// Takes away what stands in parentheses and tells no products apart: abbreviations of the words before them,
/// "Central Station (CS)", and former names, "Vue PACS(旧Carestream)". Others are kept: "Monitor (CT)" is not
/// "Monitor (MR)".
void erase_remarks(std::string& text) {
  for (auto open = text.find('('); open != std::string::npos; open = text.find('(', open + 1)) {
    const auto close = text.find(')', open);
    if (close == std::string::npos) return;
    const std::string_view all = text, inside = all.substr(open + 1, close - open - 1);
    const bool former = std::any_of(former_signs.begin(), former_signs.end(),
                                    [&](std::string_view sign) { return inside.starts_with(sign); });
    if (former || abbreviates(inside, all.substr(0, open))) text.replace(open, close - open + 1, " ");
  }
}

bool is_number(const std::string& word) { return std::any_of(word.begin(), word.end(), is_digit); }

bool is_distinctive(const std::string& word) {
  return is_number(word) || (word.size() >= 4 && !contains(common_words, word));
}

bool is_generic(const std::string& word) {
  return std::all_of(word.begin(), word.end(), is_digit) || contains(common_words, word) ||
         contains(generic_words, word);
}

/// Whether the character that begins at `at` is a letter of ASCII or katakana.
bool is_foreign(std::string_view text, std::size_t at) {
  const std::string_view kana_first = "ァ", kana_last = "ヿ";
  if (at >= text.size()) return false;
  const std::string_view character = text.substr(at, kana_first.size());
  return is_letter(text[at]) || (character >= kana_first && character <= kana_last);
}

/// Takes away the country of a branch: "フォーティネットジャパン", "日本マイクロソフト", but not that of
/// "日本電気" or "NTT東日本", whose name it is.
void erase_country(std::string& key) {
  const std::string_view japan = "日本";
  if (key.starts_with(japan) && is_foreign(key, japan.size())) key.erase(0, japan.size());
  for (const std::string_view country : {"ジヤパン", "日本支社", "日本法人", "日本", "japan"}) {
    if (!key.ends_with(country) || key.size() <= country.size() + 3) continue;
    const std::size_t rest = key.size() - country.size();
    const std::size_t last = is_letter(key[rest - 1]) ? rest - 1 : rest - japan.size() / 2;
    if (country == japan && !is_foreign(key, last)) continue;
    key.resize(rest);
  }
}

/// One word for the processors a product is for, "Windows 10 for x64-based Systems", and two for a year and
/// its release: "2012R2".
Words regrouped(const Words& words) {
  Words result;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i];
    const bool release = word.size() == 6 && word[4] == 'r' &&
                         std::all_of(word.begin(), word.begin() + 4, is_digit) && is_digit(word[5]);
    if (i + 2 < words.size() && words[i + 1] == "based" && words[i + 2] == "systems") {
      result.push_back(word + "based");
      i += 2;
    } else if (i + 2 < words.size() && words[i + 1] == "bit" && words[i + 2] == "systems") {
      result.push_back(word + "bitbased");
      i += 2;
    } else if (release) {
      result.push_back(word.substr(0, 4));
      result.push_back(word.substr(4));
    } else {
      result.push_back(word);
    }
  }
  return result;
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
  if (contains(no_makers, key)) return {};
  erase_country(key);
  return key;
}

std::vector<std::string> product_words(std::string_view name, std::string_view vendor) {
  std::string text = import::fold(name);
  std::replace(text.begin(), text.end(), '_', ' ');
  erase_remarks(text);
  Words words = regrouped(split(std::move(text)));
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

bool tells_product(const std::vector<std::string>& words) {
  if (words.size() == 1)
    return words[0].size() >= 4 && is_number(words[0]) &&
           std::any_of(words[0].begin(), words[0].end(), is_letter);
  return product_key(words).size() >= 6 && !std::all_of(words.begin(), words.end(), is_generic);
}

bool names_resemble(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  const std::set<std::string> left(a.begin(), a.end());
  const std::set<std::string> right(b.begin(), b.end());
  std::size_t shared = 0;
  bool distinctive = false, uncommon = false;
  bool numbers_left = false, numbers_right = false;  // that the other does not have
  for (const std::string& word : left) {
    if (right.contains(word)) {
      ++shared;
      distinctive = distinctive || is_distinctive(word);
      uncommon = uncommon || !contains(common_words, word);
    } else {
      numbers_left = numbers_left || is_number(word);
    }
  }
  for (const std::string& word : right)
    numbers_right = numbers_right || (!left.contains(word) && is_number(word));
  const std::size_t all = left.size() + right.size() - shared;
  const bool within = shared == left.size() || shared == right.size();
  distinctive = distinctive || (uncommon && shared > 1);
  return distinctive && within && 2 * shared >= all && !(numbers_left && numbers_right);
}

}  // namespace hakyu::models::matching
