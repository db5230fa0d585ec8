#include "models/import/matching/version.hpp"

#include <algorithm>
#include <optional>
#include <span>

#include "models/import/matching/characters.hpp"
#include "models/import/matching/package_versions.hpp"
#include "models/import/matching/version_words.hpp"
#include "models/import/text.hpp"

namespace hakyu::models::matching {

namespace {

constexpr std::size_t longest_version = 200;

bool is_word_letter(char c) { return is_letter(c) || static_cast<unsigned char>(c) >= 0x80; }

/// A number or a word.
struct Part {
  bool number = false;
  std::string text;  ///< of a number: without zeros before it
  std::string written;
  char before = '\0';  ///< '.', ' ' for any other sign or a word that says nothing, 0 for none
  bool operator==(const Part& other) const { return number == other.number && text == other.text; }
};
using Parts = std::vector<Part>;

Word kind_of(const Part& part) {
  if (part.number) return Word::other;
  for (const KnownWord& each : known_words)
    if (each.same_as == part.text) return each.kind;
  return Word::other;
}

/// A digest or the like: its digits and letters have no order.
bool is_opaque(std::string_view segment) {
  return segment.size() >= 7 && std::any_of(segment.begin(), segment.end(), is_digit) &&
         std::any_of(segment.begin(), segment.end(), is_word_letter) &&
         std::all_of(segment.begin(), segment.end(),
                     [](char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); });
}

/// Adds a word; gives what then stands before the next part.
char add_word(Parts& parts, std::string_view word, char before) {
  const KnownWord* entry = known_word(word);
  if (entry != nullptr && entry->kind == Word::label) return ' ';
  parts.push_back({false, std::string(entry != nullptr ? entry->same_as : word), {}, before});
  return '\0';
}

void add_segment(Parts& parts, std::string_view segment, char before) {
  if (is_opaque(segment)) return parts.push_back({false, "#" + std::string(segment), {}, before});
  for (std::size_t i = 0; i < segment.size();) {
    std::size_t end = i + 1;
    while (end < segment.size() && is_digit(segment[end]) == is_digit(segment[i])) ++end;
    std::string_view run = segment.substr(i, end - i);
    if (is_digit(segment[i])) {
      std::string written(run);
      run.remove_prefix(std::min(run.find_first_not_of('0'), run.size() - 1));
      parts.push_back({true, std::string(run), std::move(written), before});
      before = '\0';
    } else {
      before = add_word(parts, run, before);
    }
    i = end;
  }
}

Parts parts_of(std::string_view version) {
  std::string text = import::fold(version);
  for (std::size_t at = text.find("service pack"); at != std::string::npos; at = text.find("service pack"))
    text.erase(at + 7, 1);
  Parts parts;
  char before = '\0';
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i;
    while (end < text.size() && (is_digit(text[end]) || is_word_letter(text[end]))) ++end;
    const std::size_t words = parts.size();
    if (end > i) add_segment(parts, std::string_view(text).substr(i, end - i), before);
    const bool dot = end < text.size() && text[end] == '.';
    before = dot && parts.size() > words ? '.' : ' ';
    i = end + 1;
  }
  return parts;
}

/// Zeros before a word and at the end do not count: 1.0 is 1, 1.0.0a is 1a.
Parts without_idle_zeros(const Parts& parts) {
  Parts out;
  for (const Part& part : parts) {
    if (!part.number)
      while (out.size() > 1 && out.back().number && out.back().text == "0") out.pop_back();
    out.push_back(part);
  }
  while (out.size() > 1 && out.back().number && out.back().text == "0") out.pop_back();
  return out;
}

Order reversed(Order order) {
  if (order == Order::less) return Order::greater;
  return order == Order::greater ? Order::less : order;
}

/// Whether the word is a letter that ends a version, as in 1.0.2a; behind z comes za (0.9.8zh). Other pairs
/// of letters may mean anything (JP, EA).
bool is_letter_suffix(std::span<const Part> rest) {
  const std::string& text = rest[0].text;
  const bool counts = text.size() == 1 || (text.size() == 2 && text[0] == 'z');
  return counts && is_letter(text[0]) && rest[0].before == '\0' && (rest.size() == 1 || !rest[1].number);
}

/// The order of what comes behind a version to the bare version.
Order behind(std::span<const Part> rest) {
  if (rest[0].number) return Order::greater;
  const Word kind = kind_of(rest[0]);
  if (kind == Word::before) return Order::less;
  return kind == Word::after || is_letter_suffix(rest) ? Order::greater : Order::unknown;
}

Order words(std::span<const Part> a, std::span<const Part> b, bool first) {
  const Word kind_a = kind_of(a[0]);
  const Word kind_b = kind_of(b[0]);
  if (kind_a == Word::before && kind_b == Word::before) return order_of(a[0].text, b[0].text);
  if (kind_a == Word::before && kind_b == Word::after) return Order::less;
  if (kind_a == Word::after && kind_b == Word::before) return Order::greater;
  const bool whole =
      first && a.size() == 1 && b.size() == 1 && a[0].text.size() == 1 && b[0].text.size() == 1;
  const bool letters = whole || (!first && is_letter_suffix(a) && is_letter_suffix(b));
  return letters ? order_of(a[0].text, b[0].text) : Order::unknown;
}

/// 1.05 is the fifth of 1 or a little more than 1.0: if the two readings differ, nothing is certain.
Order numbers(const Part& a, const Part& b, bool first) {
  const Order order = order_of(std::pair(a.text.size(), a.text), std::pair(b.text.size(), b.text));
  const bool padded = a.written != a.text || b.written != b.text;
  if (first || !padded || a.written.size() == b.written.size()) return order;
  return order_of(a.written, b.written) == order ? order : Order::unknown;
}

/// A half-year name: 22H2.
bool is_half_year(std::span<const Part> parts) {
  return parts.size() == 3 && parts[0].number && parts[1].text == "h" && parts[2].number;
}

/// Whether the versions are counted in different ways: 1809 or 2024 against 10.0, 22H2 against 10.0.
bool are_of_two_kinds(std::span<const Part> a, std::span<const Part> b) {
  if (is_half_year(a) != is_half_year(b)) return true;
  if (a.empty() || b.empty() || !a[0].number || !b[0].number) return false;
  constexpr std::size_t year = 4;
  return (a[0].text.size() >= year) != (b[0].text.size() >= year);
}

/// Whether one number is a place of the version and the other one that was added: 7.2.8.5, 7.2.8 build 5.
bool are_of_two_places(const Part& a, const Part& b) {
  return a.number && b.number && (a.before == '.') != (b.before == '.');
}

Order compare_parts(std::span<const Part> a, std::span<const Part> b) {
  std::size_t i = 0;
  const auto first = [&] { return i == 0 || !a[i - 1].number; };
  for (; i < a.size() && i < b.size() && a[i] == b[i]; ++i) {
    if (i > 0 && are_of_two_places(a[i], b[i])) return Order::unknown;
    if (a[i].number && numbers(a[i], b[i], first()) != Order::equal) return Order::unknown;
  }
  const auto rest_a = a.subspan(i);
  const auto rest_b = b.subspan(i);
  if (rest_a.empty() && rest_b.empty()) return Order::equal;
  if (rest_a.empty()) return i == 0 ? Order::unknown : reversed(behind(rest_b));
  if (rest_b.empty()) return i == 0 ? Order::unknown : behind(rest_a);
  if (i == 0 && are_of_two_kinds(a, b)) return Order::unknown;
  const Part& x = rest_a[0];
  const Part& y = rest_b[0];
  if (i > 0 && are_of_two_places(x, y)) return Order::unknown;
  if (x.number && y.number) return numbers(x, y, first());
  if (!x.number && !y.number) return words(rest_a, rest_b, i == 0);
  // A number against a word is certain only if the word stands for something before the release.
  if (x.number) return i > 0 && kind_of(y) == Word::before ? Order::greater : Order::unknown;
  return i > 0 && kind_of(x) == Word::before ? Order::less : Order::unknown;
}

/// Java's 1.8.0_202, 1.8.0 update 202 as 8u202; nothing for others.
std::optional<Parts> as_java(const Parts& parts) {
  const std::size_t update = parts.size() > 3 && parts[3].text == "update" ? 4 : 3;
  const bool old = parts.size() == update + 1 && parts[0].text == "1" && parts[1].text.size() == 1 &&
                   parts[1].text >= "5" && parts[1].text <= "8" && parts[2].text == "0" &&
                   parts[update].number && parts[update].before != '.';
  if (!old) return std::nullopt;
  return Parts{parts[1], {false, "update", {}, '\0'}, parts[update]};
}

bool is_java_update(const Parts& parts) {
  return parts.size() == 3 && parts[0].number && parts[1].text == "update" && parts[2].number;
}

/// Java counts in two ways, and what looks like one may be another product's: unless both are Java's, both
/// readings must agree.
Order compare_java(const Parts& a, const Parts& b, Order plain) {
  const auto java_a = as_java(a), java_b = as_java(b);
  if (!java_a && !java_b) return plain;
  const Parts& left = java_a ? *java_a : a;
  const Parts& right = java_b ? *java_b : b;
  const Order order = compare_parts(without_idle_zeros(left), without_idle_zeros(right));
  const bool both = is_java_update(left) && is_java_update(right);
  return both || order == plain ? order : Order::unknown;
}

Order compare_upstream(std::string_view a, std::string_view b) {
  const Parts parts_a = parts_of(a), parts_b = parts_of(b);
  if (parts_a.empty() || parts_b.empty()) return Order::unknown;
  return compare_java(parts_a, parts_b,
                      compare_parts(without_idle_zeros(parts_a), without_idle_zeros(parts_b)));
}

/// A distribution corrects old versions without counting them up, so that an older one may be corrected; and
/// two of unknown distributions have no order.
Order compare_generic(std::string_view a, std::string_view b) {
  const auto package_a = upstream_of_package(a), package_b = upstream_of_package(b);
  if (!package_a && !package_b) return compare_upstream(a, b);
  if (package_a && package_b) return a == b ? Order::equal : Order::unknown;
  if (package_b) return reversed(compare_generic(b, a));
  const Order order = compare_upstream(*package_a, b);
  return order == Order::less ? Order::unknown : order;
}

}  // namespace

Order compare(Scheme scheme, std::string_view a, std::string_view b) {
  if (a.size() > longest_version || b.size() > longest_version) return Order::unknown;
  switch (scheme) {
    case Scheme::semver:
      return compare_semver(a, b);
    case Scheme::rpm:
      return compare_rpm(a, b);
    case Scheme::deb:
      return compare_deb(a, b);
    case Scheme::generic:
      break;
  }
  return compare_generic(a, b);
}

bool begins(std::string_view start, std::string_view whole) {
  if (start.size() > longest_version || whole.size() > longest_version) return false;
  const Parts a = parts_of(start);
  const Parts b = parts_of(whole);
  return !a.empty() && a.size() < b.size() && std::equal(a.begin(), a.end(), b.begin());
}

bool adds_to(std::string_view start, std::string_view whole) {
  if (start.size() > longest_version || whole.size() > longest_version) return false;
  const Parts a = without_idle_zeros(parts_of(start)), b = without_idle_zeros(parts_of(whole));
  if (a.empty() || a.size() >= b.size() || !std::equal(a.begin(), a.end(), b.begin())) return false;
  std::size_t i = a.size();
  const auto is_place = [&] { return b[i].number && b[i].before == '.'; };
  while (i + 1 < b.size() && is_place() && b[i].text == "0") ++i;
  return !is_place();
}

bool is_other_windows_line(std::string_view version, std::string_view bound) {
  constexpr std::string_view windows = "10.0.";
  constexpr unsigned first_build = 10240;
  const auto build_of = [&](std::string_view text) {
    unsigned build = 0;
    if (!text.starts_with(windows)) return build;
    for (const char c : text.substr(windows.size(), 6)) {
      if (!is_digit(c)) break;
      build = build * 10 + static_cast<unsigned>(c - '0');
    }
    return build;
  };
  if (build_of(bound) < first_build) return false;
  if (windows.starts_with(version)) return false;  // "10.0" is of no line
  return build_of(version) != build_of(bound);
}

}  // namespace hakyu::models::matching
