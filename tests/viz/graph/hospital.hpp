// Hospitals for the tests of pictures.
#pragma once

#include <string>

#include "sim/system.hpp"

namespace hakyu::test {

/// Reads and compiles a model written as JSON. Throws std::runtime_error with the diagnostics if it has
/// errors.
[[nodiscard]] sim::System system_of(const std::string& json);

/// Twelve nodes: two services, a redundant pair, a soft dependency, a battery, a cycle, two zones, one plan.
[[nodiscard]] sim::System small_hospital();

/// `wards` zones with `beds` machines each on one server per zone, all on one network and one power supply.
[[nodiscard]] sim::System wide_hospital(std::size_t wards, std::size_t beds);

}  // namespace hakyu::test
