// Tables of the scoring systems, compiled into the library.
#pragma once

#include <string_view>

namespace hakyu::models::embedded {

/// models/import/scores/cvss4.json
[[nodiscard]] std::string_view cvss4();

/// models/import/scores/decisions.json
[[nodiscard]] std::string_view decisions();

}  // namespace hakyu::models::embedded
