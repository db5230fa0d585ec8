// Cold start: in which order things come up, what waits for each other, and when each service is ready
// (semantics §2).
#pragma once

#include <vector>

#include "sim/system.hpp"

namespace hakyu::sim {

struct StartOrder {
  std::vector<std::vector<NodeIndex>> order;  ///< waves of nodes that can be started together
  std::vector<std::vector<NodeIndex>>
      deadlocks;  ///< groups that wait for each other (a group of one: for another group): down in the least,
                  ///< above down in the greatest fixed point
  std::vector<std::optional<Time>> ready;  ///< per node, seconds from power-on; absent if it never comes up
};

[[nodiscard]] StartOrder start_order(const System& system);

}  // namespace hakyu::sim
