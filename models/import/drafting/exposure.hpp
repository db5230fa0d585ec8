// Whether the model states a way from outside to a resource.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "models/model.hpp"

namespace hakyu::models::drafting {

enum class Reach : std::uint8_t {
  unknown,   ///< no way is stated; that does not mean that there is none
  indirect,  ///< through other things, or by remote maintenance
  direct     ///< a flow from outside leads to it, it stands outside, or attacks are said to begin there
};

/// One for each resource. Outside are the zones whose trust is stated to be 0. A resource is reached as what
/// it runs on; inside a zone everything reaches everything. Complexity: O((zones + resources) · flows) at
/// worst.
[[nodiscard]] std::vector<Reach> reach_from_outside(const Model& model);

}  // namespace hakyu::models::drafting
