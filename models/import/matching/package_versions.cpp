#include "models/import/matching/package_versions.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <utility>
#include <vector>

#include "models/import/matching/characters.hpp"

namespace hakyu::models::matching {

namespace {

/// Two numbers as text, of any length.
Order numbers(std::string_view a, std::string_view b) {
  a.remove_prefix(std::min(a.find_first_not_of('0'), a.size()));
  b.remove_prefix(std::min(b.find_first_not_of('0'), b.size()));
  return order_of(std::pair(a.size(), a), std::pair(b.size(), b));
}

bool is_number(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t to = std::min(text.find(separator, from), text.size());
    parts.push_back(text.substr(from, to - from));
    from = to + 1;
  }
  return parts;
}

// ---- semver

struct Semver {
  std::array<std::string_view, 3> core;
  std::vector<std::string_view> pre;  ///< empty for a release
};

std::optional<Semver> read_semver(std::string_view text) {
  if (text.starts_with('v') || text.starts_with('V')) text.remove_prefix(1);
  text = text.substr(0, text.find('+'));
  Semver version;
  const auto dash = text.find('-');
  if (dash != std::string_view::npos) version.pre = split(text.substr(dash + 1), '.');
  const auto core = split(text.substr(0, dash), '.');
  if (core.empty() || core.size() > 3) return std::nullopt;
  for (std::size_t i = 0; i < 3; ++i) {
    version.core.at(i) = i < core.size() ? core[i] : "0";  // OSV writes "0" for 0.0.0
    if (!is_number(version.core.at(i))) return std::nullopt;
  }
  for (const std::string_view each : version.pre)
    if (each.empty() ||
        !std::all_of(each.begin(), each.end(), [](char c) { return is_alphanumeric(c) || c == '-'; }))
      return std::nullopt;
  return version;
}

Order pre_release(const std::vector<std::string_view>& a, const std::vector<std::string_view>& b) {
  if (a.empty() || b.empty()) return order_of(a.empty(), b.empty());
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
    const bool number_a = is_number(a[i]);
    const bool number_b = is_number(b[i]);
    if (number_a != number_b) return number_a ? Order::less : Order::greater;
    const Order each = number_a ? numbers(a[i], b[i]) : order_of(a[i], b[i]);
    if (each != Order::equal) return each;
  }
  return order_of(a.size(), b.size());
}

// ---- rpm and deb

/// Takes "epoch:" away; "" if there is none.
std::string_view take_epoch(std::string_view& text) {
  const auto colon = text.find(':');
  if (colon == std::string_view::npos || !is_number(text.substr(0, colon))) return {};
  const std::string_view epoch = text.substr(0, colon);
  text.remove_prefix(colon + 1);
  return epoch;
}

/// Takes the longest beginning that satisfies `test`.
template <class Test>
std::string_view take(std::string_view& text, Test test) {
  std::size_t end = 0;
  while (end < text.size() && test(text[end])) ++end;
  const std::string_view taken = text.substr(0, end);
  text.remove_prefix(end);
  return taken;
}

/// rpm's own order of versions and of releases: ~ before, ^ behind everything.
Order rpmvercmp(std::string_view a, std::string_view b) {
  const auto is_separator = [](char c) { return !is_alphanumeric(c) && c != '~' && c != '^'; };
  if (a == b) return Order::equal;
  while (!a.empty() || !b.empty()) {
    take(a, is_separator);
    take(b, is_separator);
    const bool tilde_a = a.starts_with('~');
    const bool tilde_b = b.starts_with('~');
    if (tilde_a || tilde_b) {
      if (!tilde_a) return Order::greater;
      if (!tilde_b) return Order::less;
      a.remove_prefix(1);
      b.remove_prefix(1);
      continue;
    }
    const bool caret_a = a.starts_with('^');
    const bool caret_b = b.starts_with('^');
    if (caret_a || caret_b) {
      if (a.empty()) return Order::less;
      if (b.empty()) return Order::greater;
      if (!caret_a) return Order::greater;
      if (!caret_b) return Order::less;
      a.remove_prefix(1);
      b.remove_prefix(1);
      continue;
    }
    if (a.empty() || b.empty()) break;
    const bool number = is_digit(a.front());
    const std::string_view part_a = number ? take(a, is_digit) : take(a, is_letter);
    const std::string_view part_b = number ? take(b, is_digit) : take(b, is_letter);
    if (part_b.empty()) return number ? Order::greater : Order::less;
    const Order each = number ? numbers(part_a, part_b) : order_of(part_a, part_b);
    if (each != Order::equal) return each;
  }
  return order_of(!a.empty(), !b.empty());
}

/// Debian's order of characters: ~ before the end, letters before the others.
int weight(char c) {
  if (c == '~') return -1;
  return is_letter(c) ? static_cast<unsigned char>(c) : static_cast<unsigned char>(c) + 256;
}

Order debvercmp(std::string_view a, std::string_view b) {
  const auto is_other = [](char c) { return !is_digit(c); };
  while (!a.empty() || !b.empty()) {
    const std::string_view text_a = take(a, is_other);
    const std::string_view text_b = take(b, is_other);
    for (std::size_t i = 0; i < std::max(text_a.size(), text_b.size()); ++i) {
      const int x = i < text_a.size() ? weight(text_a[i]) : 0;
      const int y = i < text_b.size() ? weight(text_b[i]) : 0;
      if (x != y) return order_of(x, y);
    }
    const Order each = numbers(take(a, is_digit), take(b, is_digit));
    if (each != Order::equal) return each;
  }
  return Order::equal;
}

}  // namespace

Order compare_semver(std::string_view a, std::string_view b) {
  const auto left = read_semver(a);
  const auto right = read_semver(b);
  if (!left || !right) return Order::unknown;
  for (std::size_t i = 0; i < 3; ++i)
    if (const Order each = numbers(left->core.at(i), right->core.at(i)); each != Order::equal) return each;
  return pre_release(left->pre, right->pre);
}

namespace {

Order rpm_without_epoch(std::string_view a, std::string_view b) {
  const auto dash_a = a.rfind('-');
  const auto dash_b = b.rfind('-');
  if (const Order each = rpmvercmp(a.substr(0, dash_a), b.substr(0, dash_b)); each != Order::equal)
    return each;
  // A release that only one of them states decides nothing.
  if (dash_a == std::string_view::npos || dash_b == std::string_view::npos) return Order::equal;
  return rpmvercmp(a.substr(dash_a + 1), b.substr(dash_b + 1));
}

Order deb_without_epoch(std::string_view a, std::string_view b) {
  const auto dash_a = a.rfind('-');
  const auto dash_b = b.rfind('-');
  if (const Order each = debvercmp(a.substr(0, dash_a), b.substr(0, dash_b)); each != Order::equal)
    return each;
  const auto revision = [](std::string_view text, std::size_t dash) {
    return dash == std::string_view::npos ? std::string_view{} : text.substr(dash + 1);
  };
  return debvercmp(revision(a, dash_a), revision(b, dash_b));
}

/// A missing epoch is 0. But many sources leave it out: one that only one of them states must agree with the
/// rest.
template <class Compare>
Order with_epoch(std::string_view a, std::string_view b, Compare rest) {
  const std::string_view epoch_a = take_epoch(a), epoch_b = take_epoch(b);
  const Order epoch = numbers(epoch_a, epoch_b), order = rest(a, b);
  if (epoch == Order::equal) return order;
  return epoch_a.empty() == epoch_b.empty() || epoch == order ? epoch : Order::unknown;
}

}  // namespace

Order compare_rpm(std::string_view a, std::string_view b) { return with_epoch(a, b, rpm_without_epoch); }

Order compare_deb(std::string_view a, std::string_view b) { return with_epoch(a, b, deb_without_epoch); }

std::optional<std::string_view> upstream_of_package(std::string_view text) {
  const bool epoch = !take_epoch(text).empty();
  const auto is_signed = [&](std::string_view sign) {
    const auto at = text.find(sign);
    return at != std::string_view::npos && at + sign.size() < text.size() && is_digit(text[at + sign.size()]);
  };
  constexpr std::string_view signs[] = {".el", ".fc", ".amzn", "+deb", "~deb", "ubuntu", "~bpo"};
  if (!epoch && std::none_of(std::begin(signs), std::end(signs), is_signed)) return std::nullopt;
  text = text.substr(0, text.rfind('-'));
  return text.substr(0, std::min(text.find('+'), text.find("~deb")));
}

}  // namespace hakyu::models::matching
