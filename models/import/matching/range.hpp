// Which versions a source speaks of.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/import/matching/version.hpp"

namespace hakyu::models::matching {

enum class Comparator : std::uint8_t {
  equal,
  not_equal,
  less,
  less_equal,
  greater,
  greater_equal,
  series  ///< the version and everything that begins with it: 4.x, 4系
};

struct Bound {
  Comparator comparator = Comparator::equal;
  std::string version;
  friend bool operator==(const Bound&, const Bound&) = default;
};

/// All bounds hold. No bounds: every version.
using Interval = std::vector<Bound>;

struct VersionRange {
  std::vector<Interval> alternatives;  ///< one of them holds; none if not understood
  bool understood = false;
  bool prose = false;  ///< written for people: "4.2 and earlier" may include 4.2.3
  double confidence = 0.0;
  Scheme scheme = Scheme::generic;
  std::string qualifier;            ///< words before the version: "for Windows", "core"
  std::vector<std::string> scopes;  ///< the vulnerabilities it is restricted to (CVE-…), sorted; empty: all
  std::string original;             ///< as written
  friend bool operator==(const VersionRange&, const VersionRange&) = default;
};

/// Reads what people and programs write: VERS (`vers:npm/>=1|<2`), vls (`>=1.0|<2.0`), lists (`A10 | A11`),
/// CISA's forms (`< V4.33`, `vers:all/<V7`, `6.x`), English (`1.2 and earlier`, `prior to 1.2`) and JVN's
/// Japanese (`7.3.7 より前のバージョン`, `2.1.0以上 2.1.3以下`, `4.2 系`). A text that is not wholly
/// understood is not understood at all: of words before a version only few are harmless ("core", platforms),
/// and those of `product`, the maker's and the product's name ("FortiOS 7.2"). Complexity: linear. Texts of
/// over 2,000 bytes are not understood.
[[nodiscard]] VersionRange read_range(std::string_view text, std::string_view product = {});

/// Whether a version is in a range.
enum class Containment : std::uint8_t {
  inside,
  probably_inside,  ///< as written it is, but the version may be shortened or the text be coarse
  cannot_exclude,   ///< not understood, not comparable, or one of them may be shortened
  outside
};

/// `version` "" is an unknown one. Only what is certain is `outside`. Complexity: linear in both texts.
[[nodiscard]] Containment contains(const VersionRange& range, std::string_view version);

}  // namespace hakyu::models::matching
