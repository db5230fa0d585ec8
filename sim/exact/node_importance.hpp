// How much each resource matters for some nodes: what a picture shows.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "sim/exact/structure.hpp"

namespace hakyu::sim::exact {

struct NodeImportance {
  /// P(one of the nodes is down | it has failed) − P(… | it works): also of a resource about whose failures
  /// nothing is known, since its own probability does not enter.
  double birnbaum = 0.0;
  bool alone = false;            ///< brings one of them down if nothing else fails: a single point of failure
  bool failures_stated = false;  ///< something is known about its failures
};

/// For at least one of `nodes` being down in the steady state; one entry per node of the system, absent for
/// services and for resources out of use. Measures in force at the start stay in force. Time filters,
/// operating clocks and needs are left out: see `refusals`. Errors: a limit was reached. Complexity: one
/// diagram, two passes.
[[nodiscard]] Outcome<std::vector<std::optional<NodeImportance>>> node_importances(
    const System& system, std::span<const NodeIndex> nodes, const Limits& limits = {});

}  // namespace hakyu::sim::exact
