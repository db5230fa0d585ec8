// Version orders that a standard or a package manager defines. Internal to matching/.
#pragma once

#include <optional>
#include <string_view>

#include "models/import/matching/version.hpp"

namespace hakyu::models::matching {

[[nodiscard]] Order compare_semver(std::string_view a, std::string_view b);
[[nodiscard]] Order compare_rpm(std::string_view a, std::string_view b);
[[nodiscard]] Order compare_deb(std::string_view a, std::string_view b);

/// The upstream version in a version that only a distribution writes: with an epoch or its sign
/// ("32:9.11.36-3", "9.11.36-3.el8", "7.74.0-1.3+deb11u7"). Nothing for others.
[[nodiscard]] std::optional<std::string_view> upstream_of_package(std::string_view text);

}  // namespace hakyu::models::matching
