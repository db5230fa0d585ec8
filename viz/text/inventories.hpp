// SBOMs and scans, as text for the screen.
#pragma once

#include <string>
#include <vector>

#include "models/import/matching/inventories.hpp"
#include "viz/text/text.hpp"

namespace hakyu::viz {

/// Which inventories belong to which resources, and which belong to none and why. Empty without inventories.
[[nodiscard]] std::string inventories_text(const models::Model& model,
                                           const std::vector<models::matching::Inventory>& inventories,
                                           const Words& words);

}  // namespace hakyu::viz
