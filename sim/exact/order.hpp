// Independent parts of a network and the order of the variables in the diagram of each.
// Sources: Dutuit, Rauzy, IEEE Trans. Reliability 45 (1996) 422 (modules in linear time).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/exact/analysis.hpp"
#include "sim/exact/network.hpp"

namespace hakyu::sim::exact {

/// Arguments of a conjunction that nothing else needs become a gate of their own, so that they can be a
/// module. O(size).
Network grouped(const Network& network);

/// For each node: true if it is a gate whose events are needed by nothing outside it, so that its value is
/// independent of everything else. O(size).
std::vector<bool> find_modules(const Network& network);

/// A part that gets one diagram: the roots of the network, or one module.
struct Region {
  std::vector<Literal> roots;
  std::vector<std::uint32_t> variables;  ///< events and modules (nodes), in the order of the diagram
  std::vector<std::uint32_t> gates;      ///< each after its arguments
};

/// The region under `roots`, which ends at events and at modules, with its variables in `order` (not
/// automatic). O(size · log size).
Region region(const Network& network, std::span<const Literal> roots, const std::vector<bool>& is_module,
              Order order);

}  // namespace hakyu::sim::exact
