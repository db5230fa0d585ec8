#include "models/import/values.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "models/import/text.hpp"
#include "models/read/sha256.hpp"

namespace hakyu::models::import {

namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }

/// Reads from the front of a text.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}
  [[nodiscard]] bool done() const { return rest_.empty(); }
  bool skip(std::string_view word) {
    if (!rest_.starts_with(word)) return false;
    rest_.remove_prefix(word.size());
    return true;
  }
  std::optional<int> number(std::size_t longest) {
    std::size_t n = 0;
    while (n < rest_.size() && digit(rest_[n])) ++n;
    if (n == 0 || n > longest) return std::nullopt;
    int value = 0;
    std::from_chars(rest_.data(), rest_.data() + n, value);
    digits_ = n;
    rest_.remove_prefix(n);
    return value;
  }
  [[nodiscard]] std::size_t digits() const { return digits_; }
  [[nodiscard]] std::string_view rest() const { return rest_; }

 private:
  std::string_view rest_;
  std::size_t digits_ = 0;
};

struct Era {
  std::string_view word;
  int before_first;  ///< year of the first minus one
  int last;          ///< year of the era in which it ended
};
constexpr std::array eras{Era{"令和", 2018, 99}, Era{"平成", 1988, 31}, Era{"昭和", 1925, 64},
                          Era{"r", 2018, 99},    Era{"h", 1988, 31},    Era{"s", 1925, 64}};

std::optional<int> read_year(Scanner& scan) {
  for (const Era& era : eras) {
    if (!scan.skip(era.word)) continue;
    const std::optional<int> year = scan.skip("元") ? std::optional(1) : scan.number(2);
    if (!year || *year < 1 || *year > era.last) return std::nullopt;
    return era.before_first + *year;
  }
  const std::optional<int> year = scan.number(4);
  return year && scan.digits() == 4 && *year >= 1900 && *year <= 2200 ? year : std::nullopt;
}

bool skip_separator(Scanner& scan, std::string_view unit) {
  return scan.skip(unit) || scan.skip("/") || scan.skip(".") || scan.skip("-");
}

std::optional<Date> valid(int year, int month, int day) {
  const Date date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                  std::chrono::day(static_cast<unsigned>(day))};
  return date.ok() ? std::optional(date) : std::nullopt;
}

std::optional<DateReading> month_of(int year, int month, bool end) {
  if (!valid(year, month, 1)) return std::nullopt;
  const auto first = std::chrono::year(year) / static_cast<int>(month);
  const Date date = end ? Date(first / std::chrono::last) : Date(first / 1);
  return DateReading{date, false};
}

/// "2026-12-06 00:00:00" → "2026-12-06": spreadsheets export days with a time. Only if it is separated.
std::string without_time(std::string_view text) {
  const std::string all = fold(text);
  const std::size_t blank = all.find(' ');
  const std::size_t colon = all.find(':');
  return compact(
      colon != std::string::npos && blank != std::string::npos && blank < colon ? all.substr(0, blank) : all);
}

std::optional<DateReading> digits_only(const std::string& text, bool end) {
  int value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.size() == 8)
    if (const auto date = valid(value / 10000, value / 100 % 100, value % 100))
      return DateReading{*date, true};
  if (text.size() == 6 && value / 100 >= 1900 && value / 100 <= 2200)
    return month_of(value / 100, value % 100, end);
  if (text.size() == 5)
    if (const auto date = date_of_serial(value)) return DateReading{*date, false};
  return std::nullopt;
}

constexpr std::array<std::string_view, 22> yes_words{
    "○",  "〇", "◯",    "◎",   "有", "有り", "あり", "はい", "済", "済み", "該当",
    "可", "要", "必要", "yes", "y",  "true", "on",   "1",    "✓",  "✔",    "レ"};
constexpr std::array<std::string_view, 21> no_words{
    "×",    "✕",    "✗",  "✖", "x",     "無",  "無し", "なし", "いいえ", "未",      "非該当",
    "不可", "不要", "no", "n", "false", "off", "0",    "無い", "ない",   "該当なし"};
constexpr std::array<std::string_view, 7> nothing_words{"-", "--", "ー", "―", "n/a", "na", "未記入"};
constexpr std::array<std::string_view, 7> unknown_words{"?",    "不明",    "未確認", "未定",
                                                        "不詳", "unknown", "確認中"};
constexpr std::array<std::string_view, 8> same_words{"同上", "〃", "″", "々", "\"", "''", "ditto", "↑"};

template <std::size_t N>
bool one_of(const std::array<std::string_view, N>& words, std::string_view text) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

std::optional<std::uint32_t> ipv4(std::string_view text) {
  Scanner scan(text);
  std::uint32_t all = 0;
  for (int part = 0; part < 4; ++part) {
    if (part > 0 && !scan.skip(".")) return std::nullopt;
    const auto value = scan.number(3);
    if (!value || *value > 255) return std::nullopt;
    all = all << 8U | static_cast<std::uint32_t>(*value);
  }
  return scan.done() ? std::optional(all) : std::nullopt;
}

std::string dotted(std::uint32_t a) {
  return fmt::format("{}.{}.{}.{}", a >> 24U, a >> 16U & 255U, a >> 8U & 255U, a & 255U);
}

/// The last address of a range: whole, or only its last part.
std::optional<std::uint32_t> range_end(std::uint32_t first, std::string_view text) {
  if (const auto whole = ipv4(text)) return whole;
  Scanner scan(text);
  const auto last = scan.number(3);
  if (!last || *last > 255 || !scan.done()) return std::nullopt;
  return (first & 0xFFFFFF00U) | static_cast<std::uint32_t>(*last);
}

bool read_range(std::string_view token, Addresses& into) {
  const std::size_t mark = token.find_first_of("~-");
  if (mark == std::string_view::npos) return false;
  const auto first = ipv4(token.substr(0, mark));
  if (!first) return false;
  const auto last = range_end(*first, token.substr(mark + 1));
  if (!last || *last < *first) return false;
  ++into.ranges;
  if (*last - *first >= 256U)
    into.list.push_back(dotted(*first) + "-" + dotted(*last));
  else
    for (std::uint32_t a = *first; a <= *last; ++a) into.list.push_back(dotted(a));
  return true;
}

bool is_other_address(std::string_view token) {
  const std::size_t slash = token.find('/');
  if (slash != std::string_view::npos) {
    Scanner scan(token.substr(slash + 1));
    const auto bits = scan.number(2);
    return ipv4(token.substr(0, slash)) && bits && *bits <= 32 && scan.done();
  }
  const bool hexadecimal = token.find_first_not_of("0123456789abcdef:-.") == std::string_view::npos;
  const auto colons = std::count(token.begin(), token.end(), ':');
  const auto dashes = std::count(token.begin(), token.end(), '-');
  const bool mac = token.size() == 17 && (colons == 5 || dashes == 5);
  return hexadecimal && (mac || (colons >= 2 && colons <= 7 && dashes == 0));
}

/// Replaces what separates items by line breaks.
std::string with_breaks(std::string_view text, std::initializer_list<std::string_view> separators) {
  std::string out(text);
  for (const std::string_view mark : separators)
    for (std::size_t at = out.find(mark); at != std::string::npos; at = out.find(mark, at + 1))
      out.replace(at, mark.size(), "\n");
  return out;
}

std::vector<std::string> lines(const std::string& text) {
  std::vector<std::string> out;
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t to = std::min(text.find('\n', from), text.size());
    std::string item = trimmed(std::string_view(text).substr(from, to - from));
    if (!item.empty()) out.push_back(std::move(item));
    from = to + 1;
  }
  return out;
}

}  // namespace

std::optional<Date> date_of_serial(double serial, bool from_1904) {
  using namespace std::chrono;
  if (!(serial >= 0.0 && serial < 200'000.0)) return std::nullopt;
  const sys_days start = from_1904 ? sys_days(year(1904) / 1 / 1) : sys_days(year(1899) / 12 / 30);
  const Date date(start + days(static_cast<int>(std::floor(serial))));
  if (date.year() < year(1950) || date.year() > year(2150)) return std::nullopt;
  return date;
}

std::string iso_date(Date date) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

std::optional<DateReading> read_date(std::string_view text, bool end) {
  const std::string all = without_time(text);
  if (!all.empty() && std::all_of(all.begin(), all.end(), digit)) return digits_only(all, end);
  Scanner scan(all);
  const std::optional<int> year = read_year(scan);
  if (!year) return std::nullopt;
  if (!skip_separator(scan, "年")) return std::nullopt;
  const std::optional<int> month = scan.number(2);
  if (!month || *month < 1 || *month > 12) return std::nullopt;
  scan.skip("月末");
  if (scan.done()) return month_of(*year, *month, end);
  if (scan.skip("月") && scan.done()) return month_of(*year, *month, end);
  if (scan.rest().empty() || (!digit(scan.rest().front()) && !skip_separator(scan, "月")))
    return std::nullopt;
  const std::optional<int> day = scan.number(2);
  scan.skip("日");
  if (!day || !scan.done()) return std::nullopt;
  const std::optional<Date> date = valid(*year, *month, *day);
  return date ? std::optional(DateReading{*date, true}) : std::nullopt;
}

std::optional<bool> read_yes_no(std::string_view text) {
  std::string word = compact(text);
  const std::size_t remark = word.find('(');
  if (remark != std::string::npos && remark > 0 && word.ends_with(')')) word.resize(remark);
  if (one_of(yes_words, word)) return true;
  if (one_of(no_words, word)) return false;
  return std::nullopt;
}

bool says_nothing(std::string_view text) {
  const std::string word = compact(text);
  return word.empty() || one_of(nothing_words, word) || one_of(unknown_words, word);
}

bool says_unknown(std::string_view text) { return one_of(unknown_words, compact(text)); }

bool says_same(std::string_view text) {
  const std::string original = trimmed(text);
  return one_of(same_words, original) || one_of(same_words, compact(original));
}

std::optional<int> read_quantity(std::string_view text) {
  std::string all = compact(text);
  std::erase(all, ',');
  Scanner scan(all);
  for (const std::string_view times : {"×", "x", "*"})
    if (scan.skip(times)) break;
  const auto value = scan.number(7);
  if (!value) return std::nullopt;
  for (const std::string_view unit : {"台", "本", "式", "個", "セット", "組"})
    if (scan.skip(unit)) break;
  for (const std::string_view together : {"まとめて記載", "まとめて", "まとめ", "分"})
    if (scan.skip(together)) break;
  return scan.done() ? value : std::nullopt;
}

std::optional<int> quantity_in_prose(std::string_view text) {
  const std::string all = compact(text);
  for (std::size_t at = 0; at < all.size(); ++at) {
    if (!digit(all[at]) || (at > 0 && digit(all[at - 1]))) continue;
    Scanner scan(std::string_view(all).substr(at));
    const auto value = scan.number(4);
    if (!value || *value < 1) continue;
    const std::string_view before = std::string_view(all).substr(0, at);
    const bool times = before.ends_with("×") || before.ends_with("*") ||
                       (before.ends_with("x") && before.size() > 1 &&
                        !std::isalnum(static_cast<unsigned char>(before[before.size() - 2])));
    const bool units = scan.skip("台");
    if (times && (scan.done() || units)) return value;
    if (units && (before.ends_with("計") || scan.skip("まとめ") || scan.skip("分"))) return value;
  }
  return std::nullopt;
}

Addresses read_addresses(std::string_view text) {
  // "10.0.0.1 ～ 4": blanks around the mark of a range do not separate.
  std::string all = fold(text);
  for (const std::string_view spaced : {" ~", "~ ", " - "})
    for (std::size_t at = all.find(spaced); at != std::string::npos; at = all.find(spaced))
      all.replace(at, spaced.size(), spaced.find('~') != std::string_view::npos ? "~" : "-");
  Addresses result;
  for (const std::string& token : lines(with_breaks(all, {",", "、", ";", " "}))) {
    if (ipv4(token) || is_other_address(token))
      result.list.push_back(token);
    else if (!read_range(token, result))
      result.others.push_back(token);
  }
  return result;
}

std::vector<std::string> split_list(std::string_view text) {
  return lines(with_breaks(text, {"、", "，", ",", ";", "；", "／", "/", "\r"}));
}

std::string make_id(std::string_view text, std::string_view prefix) {
  const std::string all = compact(text);
  std::string id;
  bool lossy = false;
  for (const char c : all) {
    const bool fits =
        digit(c) || (c >= 'a' && c <= 'z') || ((c == '-' || c == '.' || c == '_') && !id.empty());
    lossy = lossy || !fits;
    if (fits)
      id += c;
    else if (!id.empty() && id.back() != '-')
      id += '-';
  }
  if (id.size() > 100) {
    id.resize(100);
    lossy = true;
  }
  if (!lossy) return id;
  while (id.ends_with('-')) id.pop_back();
  if (id.empty()) id = prefix;
  return id + "-" + reading::sha256(all).substr(0, 8);
}

bool is_windows(std::string_view name) {
  const std::string text = compact(name);
  return text.find("windows") != std::string::npos ||
         (text.starts_with("win") && text.size() > 3 && text[3] >= '0' && text[3] <= '9');
}

bool may_be_windows_version(std::string_view text) {
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  const auto is_one = [&](std::string_view word) {
    for (const std::string_view start : {"10.0", "6.0", "6.1", "6.2", "6.3", "5.1", "5.2", "sp", "lts"})
      if (word.starts_with(start)) return true;
    for (const std::string_view whole : {"7", "8", "8.1", "10", "11", "r2"})
      if (word == whole) return true;
    const std::size_t digits =
        std::min(static_cast<std::size_t>(std::find_if_not(word.begin(), word.end(), digit) - word.begin()),
                 word.size());
    const std::string_view rest = word.substr(digits);
    if (digits == 2 && rest.size() == 2) return rest[0] == 'h' && digit(rest[1]);  // 22H2
    if (digits == 4) return rest.empty();                                          // 1809, 2019
    return digits == 5 && (rest.empty() || rest[0] == '.');                        // a build
  };
  const std::string folded = fold(text);
  for (std::size_t at = 0; at < folded.size();) {
    const std::size_t end = std::min(folded.find_first_of(" ()/,v", at), folded.size());
    if (end > at && is_one(std::string_view(folded).substr(at, end - at))) return true;
    at = end + 1;
  }
  return false;
}

}  // namespace hakyu::models::import
