#include "models/import/wording.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "models/import/text.hpp"
#include "models/import/values.hpp"

namespace hakyu::models::import {

namespace {

using WordList = std::initializer_list<std::string_view>;

bool equals_one(std::string_view text, WordList words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

bool ends_with_one(std::string_view text, WordList words) {
  return std::any_of(words.begin(), words.end(), [&](auto word) { return text.ends_with(word); });
}

bool starts_with_one(std::string_view text, WordList words) {
  return std::any_of(words.begin(), words.end(), [&](auto word) { return text.starts_with(word); });
}

bool contains_one(std::string_view text, WordList words) {
  return std::any_of(words.begin(), words.end(),
                     [&](auto word) { return text.find(word) != std::string_view::npos; });
}

constexpr std::array<std::string_view, 5> company_forms{"株式会社", "(株)", "有限会社", "(有)", "合同会社"};

bool is_number(std::string_view text) {
  return !text.empty() && text.find_first_of("0123456789") != std::string_view::npos &&
         (read_quantity(text) || text.find_first_not_of("0123456789.,-+%¥") == std::string_view::npos);
}

/// "03-1234-5678", "tel:03-1234-5678": long enough to be no number of a branch.
bool is_phone(std::string_view text) {
  std::string digits = compact(text);
  for (const std::string_view mark : {"tel", "電話", ":", ".", "-", "+", "(", ")"})
    for (std::size_t at = digits.find(mark); at != std::string::npos; at = digits.find(mark))
      digits.erase(at, mark.size());
  return digits.size() >= 6 && digits.find_first_not_of("0123456789") == std::string::npos;
}

}  // namespace

bool names_nothing(std::string_view text) {
  return says_nothing(text) || equals_one(compact(text), {"なし", "無し", "無", "無い", "ない", "該当なし",
                                                          "特になし", "×", "✕", "none", "nil"});
}

bool sums_up(const std::vector<std::string>& texts) {
  bool labelled = false;
  for (const std::string& each : texts) {
    const std::string text = compact(each);
    if (text.empty() || is_number(text)) continue;
    if (!equals_one(text, {"計", "total", "subtotal", "sum"}) &&
        !ends_with_one(text, {"合計", "小計", "総計", "合計台数", "総台数", "grandtotal"}))
      return false;
    labelled = true;
  }
  return labelled;
}

bool names_hospital(std::string_view text) {
  return equals_one(compact(text), {"病院", "当院", "自院", "本院", "院内", "院内対応", "院内保守", "自営",
                                    "自己所有", "hospital"});
}

bool names_department(std::string_view text) {
  const std::string name = compact(text);
  return ends_with_one(name, {"課", "科", "室", "部", "係"}) && company(name) == name &&
         !contains_one(name, {"事業部", "営業", "サービス部", "保守部", "サポート", "カスタマ"});
}

NameAndPhone split_phone(std::string_view text) {
  const std::string all = trimmed(text);
  std::size_t at = 1;
  while (at < all.size() &&
         !(starts_with_one(std::string_view(all).substr(at), {"(", "（", " ", "　", "\n"}) &&
           is_phone(std::string_view(all).substr(at))))
    ++at;
  if (at >= all.size()) return {all, {}};
  std::string phone = fold(std::string_view(all).substr(at));
  while (!phone.empty() && (phone.front() == '(' || phone.front() == ' ')) phone.erase(0, 1);
  if (phone.ends_with(')')) phone.pop_back();
  return {trimmed(std::string_view(all).substr(0, at)), phone};
}

std::string company(std::string_view name) {
  std::string all = compact(name);
  for (const std::string_view form : company_forms)
    for (std::size_t at = all.find(form); at != std::string::npos; at = all.find(form))
      all.erase(at, form.size());
  return all.empty() ? compact(name) : all;
}

std::vector<std::string> host_names(std::string_view text) {
  std::vector<std::string> all;
  for (const std::string& item : split_list(text)) {
    const std::string name = fold(item);
    const std::size_t mark = name.find('~');
    const std::size_t digits =
        mark == std::string::npos ? 0 : mark - (name.find_last_not_of("0123456789", mark - 1) + 1);
    std::string last = mark == std::string::npos ? std::string() : trimmed(name.substr(mark + 1));
    const std::string stem = digits == 0 ? std::string() : name.substr(0, mark - digits);
    if (last.starts_with(stem)) last.erase(0, stem.size());
    int from = 0, to = -1;
    if (digits > 0 && digits <= 6 && !stem.empty() && !last.empty() && last.size() <= 6 &&
        last.find_first_not_of("0123456789") == std::string::npos) {
      std::from_chars(name.data() + stem.size(), name.data() + mark, from);
      std::from_chars(last.data(), last.data() + last.size(), to);
    }
    if (to < from || to - from >= 256) {
      all.push_back(item);
      continue;
    }
    // As the ledger writes it, where that has the same bytes.
    const std::string start = item.size() > stem.size() && fold(item.substr(0, stem.size())) == stem
                                  ? item.substr(0, stem.size())
                                  : stem;
    for (int i = from; i <= to; ++i) all.push_back(fmt::format("{}{:0{}}", start, i, digits));
  }
  return all;
}

std::vector<std::string> split_software(std::string_view text) {
  constexpr char kept = '\x01';
  std::string all(text);
  for (std::size_t i = 1; i + 1 < all.size(); ++i)
    if (all[i] == '/' && all[i - 1] != ' ' && all[i + 1] >= '0' && all[i + 1] <= '9') all[i] = kept;
  std::vector<std::string> items = split_list(all);
  for (std::string& each : items) std::replace(each.begin(), each.end(), kept, '/');
  return items;
}

bool is_bare_version(std::string_view text) {
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  std::string all = fold(text);
  for (const std::string_view start : {"version", "ver.", "ver", "rev.", "rev", "v"})
    if (all.starts_with(start)) {
      all = trimmed(all.substr(start.size()));
      break;
    }
  std::size_t i = 0;
  while (i < all.size() && digit(all[i])) ++i;
  if (i == 0 || i + 1 >= all.size() || all[i] != '.' || !digit(all[i + 1])) return false;
  for (std::size_t at = 0; at < all.size();) {  // a word without a number is a name: "8.1 pro"
    const std::size_t end = std::min(all.find(' ', at), all.size());
    if (std::none_of(all.begin() + static_cast<std::ptrdiff_t>(at),
                     all.begin() + static_cast<std::ptrdiff_t>(end), digit))
      return false;
    at = end + 1;
  }
  return true;
}

}  // namespace hakyu::models::import
