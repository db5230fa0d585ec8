// How much hangs on a resource: the services and the other resources that need it.
#pragma once

#include <cstdint>
#include <vector>

#include "models/model.hpp"

namespace hakyu::sim {

/// What needs a resource, directly or through others, whatever alternatives there are: the question is what
/// its entry in the ledger touches, not what fails with it.
struct Stake {
  double weight = 0.0;          ///< of these services together (models::Service::weight)
  std::uint32_t services = 0;   ///< that need it
  std::uint32_t resources = 0;  ///< that need it, itself not counted
  bool connected = false;       ///< a dependency of it is stated; if not, the figures above are unknown
  bool in_question = false;     ///< target of a measure, or with a vulnerability that is open or not clear
};

/// One for each resource of the model, in its order. Retired resources need nothing. References to unknown
/// nodes are passed over. Complexity: O(services · edges + nodes · edges / 64).
[[nodiscard]] std::vector<Stake> stakes(const models::Model& model);

/// Which of two changes a decision more: what is in question first, then greater weight, then what nobody has
/// connected yet (unknown is not none), then more services, then more resources.
[[nodiscard]] bool weightier(const Stake& a, const Stake& b);

}  // namespace hakyu::sim
