// What brings a node down alone or in pairs, whatever is known about how often it fails: for reports.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "sim/exact/structure.hpp"

namespace hakyu::sim::exact {

struct WeakPoints {
  NodeIndex node;
  std::vector<NodeIndex> alone;                 ///< single points of failure, the most probable first
  std::vector<std::array<NodeIndex, 2>> pairs;  ///< minimal double faults, the most probable first
  std::string pair_count;                       ///< how many there are, decimal
  std::optional<OutOf> out_of;                  ///< then the others are empty
};

/// Of each of `nodes`, all that stop it alone and at most `most_pairs` pairs. Every resource in use counts,
/// also those about whose failures nothing is known (after the others); measures in force at the start stay
/// in force. Buffers and recovery times change when a loss is felt, not what brings it about. Limits apply to
/// each node. Complexity: one diagram for each node.
[[nodiscard]] std::vector<WeakPoints> weak_points(const System& system, const std::vector<NodeIndex>& nodes,
                                                  std::size_t most_pairs, const Limits& limits = {});

}  // namespace hakyu::sim::exact
