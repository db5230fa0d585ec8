// The order in which the steps of a plan can be placed in time.
#pragma once

#include <vector>

#include "sim/system.hpp"

namespace hakyu::sim {

/// All steps, each after the step it waits for; otherwise in file order as far as possible. Throws
/// models::Error "after-cycle" if steps wait for each other. Complexity: linear.
[[nodiscard]] std::vector<std::uint32_t> step_order(const CompiledPlan& plan);

}  // namespace hakyu::sim
