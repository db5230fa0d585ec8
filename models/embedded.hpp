// Data files that are compiled into the library.
#pragma once

#include <string_view>

namespace hakyu::models::embedded {

/// models/defaults.json
[[nodiscard]] std::string_view defaults();

/// models/schema/hakyu-1.schema.json
[[nodiscard]] std::string_view schema();

}  // namespace hakyu::models::embedded
