// From the plain systems of the reference to what the engines read.
#pragma once

#include <vector>

#include "sim/system.hpp"
#include "tests/reference/reference.hpp"

namespace hakyu::test {

/// Requirements of the reference, one per provider list, in the order of nodes.
std::vector<sim::RequirementInput> inputs_of(const reference::System& system);

sim::DependencyGraph graph_of(const reference::System& system);

/// A system with the graph alone: nothing excluded, no restart times, an empty model.
sim::System system_of(const reference::System& system);

std::vector<sim::Level> levels_of(const reference::Levels& levels);
reference::Levels numbers_of(const std::vector<sim::Level>& levels);
std::vector<std::uint8_t> flags_of(const reference::Blocked& blocked);

}  // namespace hakyu::test
