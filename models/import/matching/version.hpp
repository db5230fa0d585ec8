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
/// `V`, `Ver.` and the like before them left out; a letter glued to a number is a later one (11.2a); alpha,
/// beta, rc … come before, SP, patch, update … after the number they follow; 1.8.0_202 of Java is 8u202.
/// Other words, a number against a word, a place of the version against what was added to it (7.2.8.5, 7.2.8
/// build 5), letters at the beginning that differ (U61, L81), numbers that may be decimals (1.05, 1.5) and
/// two ways of counting (1809 or 22H2 against 10.0) give unknown; so does a distribution's package whose
/// upstream version is older (9.11.36-3.el8): corrections are ported back. semver: unknown if one of them is
/// no semantic version. rpm, deb: unknown if an epoch that only one of them states decides, since many
/// sources leave it out. Complexity: linear. Versions of over 200 bytes are unknown.
[[nodiscard]] Order compare(Scheme scheme, std::string_view a, std::string_view b);

/// What a ledger has in its column of versions, if it is one version and nothing else; else "". Several
/// ("7.0.15/7.0.10", "9 3"), "7.0.15 以前", "8.x", "14.9?", "0" and words that are not understood are none:
/// nothing can be excluded by them. What does not belong to the version is left out: "(64bit)", "2台".
/// Complexity: linear.
[[nodiscard]] std::string plain_version(std::string_view cell);

/// Whether two versions of Windows are of different lines: the same product has one number in the third place
/// (10.0.17763.…), so that what is greater there is no later state of it. `bound` decides whether it is
/// Windows at all.
[[nodiscard]] bool is_other_windows_line(std::string_view version, std::string_view bound);

/// Whether `whole` begins with all parts of `start` and has more: "7.3.1" with "7.3", not "7.31". Zeros at
/// the end count: "7.0" does not begin "7.1". generic only.
[[nodiscard]] bool begins(std::string_view start, std::string_view whole);

/// Whether `whole` is `start` with something behind it that is no further place of the version: "7.2 SP1",
/// "7.2-1", "7.2b" with "7.2". Who writes "7.2" may mean these as well. generic only.
[[nodiscard]] bool adds_to(std::string_view start, std::string_view whole);

}  // namespace hakyu::models::matching
