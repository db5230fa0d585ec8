// Versions and how they compare. Where the order is not certain, the answer is `unknown`: a wrong "newer"
// would call a device safe.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hakyu::models::matching {

/// How versions are ordered. generic is for everything that does not say; the others are exact.
enum class Scheme : std::uint8_t {
  generic,
  semver,  ///< semver.org 2.0.0 §11
  rpm,     ///< epoch:version-release, rpmvercmp
  deb      ///< epoch:upstream-revision, Debian policy §5.6.12
};

enum class Order : std::uint8_t { less, equal, greater, unknown };

/// The order of two values that can be compared in C++.
template <class T>
[[nodiscard]] Order order_of(const T& a, const T& b) {
  if (a == b) return Order::equal;
  return a < b ? Order::less : Order::greater;
}

/// The order of two versions. generic: numbers as numbers (leading zeros and zeros at the end do not count),
/// `V`, `Ver.` and the like before them left out; a single letter behind a number is a later one (11.2a);
/// alpha, beta, rc … come before, SP, patch, update … after the number they follow. Other words, a number
/// against a word, letters at the beginning that differ (U61, L81), numbers that may be decimals (1.05, 1.5)
/// and two ways of counting (1809 or 22H2 against 10.0) give unknown. semver: unknown if one of them is no
/// semantic version. Complexity: linear. Versions of over 200 bytes are unknown.
[[nodiscard]] Order compare(Scheme scheme, std::string_view a, std::string_view b);

/// Whether what a ledger has in its column of versions is one version and nothing else. Several
/// ("7.0.15/7.0.10"), "7.0.15 以前", "8.x" or "14.9?" are none: nothing can be excluded by them. Complexity:
/// linear.
[[nodiscard]] bool is_one_version(std::string_view text);

/// Whether two versions of Windows are of different lines: the same product has one number in the third place
/// (10.0.17763.…), so that what is greater there is no later state of it. `bound` decides whether it is
/// Windows at all.
[[nodiscard]] bool is_other_windows_line(std::string_view version, std::string_view bound);

/// Whether `whole` begins with all parts of `start` and has more: "7.3.1" with "7.3", not "7.31". Zeros at
/// the end count: "7.0" does not begin "7.1". generic only.
[[nodiscard]] bool begins(std::string_view start, std::string_view whole);

}  // namespace hakyu::models::matching
