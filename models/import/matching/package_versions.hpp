// Version orders that a standard or a package manager defines. Internal to matching/.
#pragma once

#include <string_view>

#include "models/import/matching/version.hpp"

namespace hakyu::models::matching {

[[nodiscard]] Order compare_semver(std::string_view a, std::string_view b);
[[nodiscard]] Order compare_rpm(std::string_view a, std::string_view b);
[[nodiscard]] Order compare_deb(std::string_view a, std::string_view b);

}  // namespace hakyu::models::matching
