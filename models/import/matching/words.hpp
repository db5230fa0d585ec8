// The words of matching in files for programs.
#pragma once

#include <string_view>

#include "models/import/matching/matcher.hpp"

namespace hakyu::models::matching {

[[nodiscard]] constexpr std::string_view name(Method method) {
  constexpr std::string_view names[] = {"exact", "range", "vendor_product", "alias", "manual"};
  return names[static_cast<std::size_t>(method)];
}

[[nodiscard]] constexpr std::string_view name(Verdict verdict) {
  return verdict == Verdict::confirm ? "confirm" : "reject";
}

}  // namespace hakyu::models::matching
