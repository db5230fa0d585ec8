// Which nodes a picture shows.
#pragma once

#include <cstdint>
#include <vector>

#include "viz/graph/graph.hpp"

namespace hakyu::viz {

/// 1 per node that is to be shown. Focus: what it needs and what needs it, each up to `depth` away, but not
/// what else its providers serve. Complexity: O(nodes + edges).
[[nodiscard]] std::vector<std::uint8_t> selected(const sim::System& system, const GraphOptions& options);

/// 1 per node that is below up, has lost redundancy, lives on a buffer or is a cause.
[[nodiscard]] std::vector<std::uint8_t> affected(const sim::System& system, const GraphOptions& options);

}  // namespace hakyu::viz
