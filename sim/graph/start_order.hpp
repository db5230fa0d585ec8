// Cold start: in which order things come up, what waits for each other, and when each service is ready
// (semantics §2).
#pragma once

#include <vector>

#include "sim/system.hpp"

namespace hakyu::sim {

struct StartOrder {
  std::vector<std::vector<NodeIndex>> order;  ///< waves of nodes that can be started together
  std::vector<std::vector<NodeIndex>>
      deadlocks;  ///< groups that wait for each other (a group of one: for itself, or for another group):
                  ///< down in the least, above down in the greatest fixed point
  std::vector<std::optional<Time>> ready;  ///< per node, seconds from power-on; absent if it never comes up
  /// Per node, from when it is not even degraded: once it is ready and everything it requires is up, with or
  /// without a reserve; absent if something it requires never is.
  std::vector<std::optional<Time>> in_full;
};

[[nodiscard]] StartOrder start_order(const System& system);

/// A group of deadlocks whose member does not wait for itself: it is not in a circle, but waits for others
/// that do not come up.
struct Waiter {
  NodeIndex node;
  std::vector<NodeIndex> for_nodes;  ///< members of other deadlocks, ascending, without duplicates
};

/// Those of `order.deadlocks` that only wait for another one. Complexity: linear in the deadlocks'
/// requirements.
[[nodiscard]] std::vector<Waiter> waiters(const System& system, const StartOrder& order);

}  // namespace hakyu::sim
