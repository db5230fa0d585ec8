// The words that version texts are made of. Internal to matching/.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "models/import/matching/range.hpp"

namespace hakyu::models::matching {

struct RangeWord {
  enum class Kind : std::uint8_t {
    version,
    bound_before,  ///< stands before its version: <, prior to
    bound_behind,  ///< stands behind its version: 未満, and earlier
    upper_behind,  ///< 以下, まで: closes a range that から began, else like bound_behind
    from,          ///< から, ~, through
    series,        ///< 系
    all,           ///< すべてのバージョン, *
    only,          ///< のみ
    list,          ///< 、 , and
    alternative,   ///< |
    scope,         ///< （CVE-…）
    other          ///< anything else
  };
  Kind kind = Kind::other;
  Comparator comparator = Comparator::equal;
  std::string text;  ///< of a version (labels taken away), a scope, or another word
};

/// Splits a text that was folded (models/import/text.hpp) into words; labels like "Ver." are left out.
[[nodiscard]] std::vector<RangeWord> words_of(std::string_view folded);

}  // namespace hakyu::models::matching
