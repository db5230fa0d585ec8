// The dependency graph of a hospital in arrays: nodes, requirements, providers, components (semantics §1–3).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "models/units.hpp"
#include "sim/index.hpp"

namespace hakyu::sim {

using models::Level;

/// Time filter of a requirement (semantics §3). Both in seconds; at least one is positive.
struct Filter {
  RequirementIndex requirement;
  std::int64_t holdover = 0;
  std::int64_t recovery = 0;
};

/// One requirement before the graph is built.
struct RequirementInput {
  NodeIndex owner;
  std::vector<NodeIndex> providers;  ///< without duplicates
  std::uint32_t k_up = 1;
  std::uint32_t k_degraded = 1;
  Level on_loss = Level::down;
  std::int64_t holdover = 0;
  std::int64_t recovery = 0;
  std::vector<FlowIndex> over;
};

/// How many providers a requirement can spare, packed for the engines that follow losses through the graph.
struct Margin {
  NodeIndex owner;
  std::uint32_t up = 0;        ///< |providers| − k_up: with more than these below up, the owner is not up
  std::uint32_t degraded = 0;  ///< |providers| − k_degraded ≥ up: with more than these down, on_loss holds
  Level on_loss = Level::down;
};

/// What a provider's loss means for one that requires it, in one word: following losses through a large graph
/// is a matter of memory reads, and this saves those of the requirement's own arrays.
struct Dependent {
  std::uint32_t owner : 30;   ///< of the requirement
  std::uint32_t counted : 1;  ///< 0: the requirement is all_of, so that this provider alone decides
  std::uint32_t soft : 1;     ///< on_loss is degraded
};

/// Immutable. Nodes are 0 … size()−1; the requirements of a node are consecutive.
class DependencyGraph {
 public:
  DependencyGraph() = default;

  /// Builds the arrays. Pre-conditions: 1 ≤ k_degraded ≤ k_up ≤ |providers|, indices in range; the order of
  /// the requirements of one node is kept; models::Error "invalid-graph" if one is broken. Strongly connected
  /// components by Boost.Graph, numbered so that providers come before dependents. Complexity: O(nodes +
  /// edges).
  DependencyGraph(std::size_t nodes, std::size_t flows, std::vector<RequirementInput> requirements);

  [[nodiscard]] std::size_t size() const {
    return first_requirement.empty() ? 0 : first_requirement.size() - 1;
  }
  [[nodiscard]] std::size_t requirement_count() const { return owner.size(); }
  /// Whether the node requires nothing and nothing requires it, so that nothing spreads to it or from it.
  [[nodiscard]] bool is_unconnected(NodeIndex node) const {
    return dependents[node].empty() && first_requirement[node] == first_requirement[node + 1];
  }

  // per node
  std::vector<std::uint32_t> first_requirement;  ///< size()+1
  Lists<RequirementIndex> dependents;            ///< requirements that name the node as a provider
  std::vector<Dependent> dependent;              ///< one for each of dependents.items
  std::vector<ComponentIndex> component;

  // per requirement
  std::vector<NodeIndex> owner;
  std::vector<std::uint32_t> k_up;
  std::vector<std::uint32_t> k_degraded;
  std::vector<Level> on_loss;
  std::vector<Margin> margin;  ///< the same facts again, side by side
  Lists<NodeIndex> providers;
  Lists<FlowIndex> over;
  std::vector<FilterIndex> filter;  ///< invalid if the requirement has no time filter
  std::vector<std::uint8_t>
      inside;  ///< 1 if any provider lies in the owner's component and that component is cyclic

  // per filter, flow, component
  std::vector<Filter> filters;
  Lists<RequirementIndex> users_of_flow;
  Lists<NodeIndex> members;  ///< of each component, topological: providers' components first
  std::vector<std::uint8_t>
      cyclic;  ///< 1 if the component has a cycle (two members, or a node requiring itself)
};

}  // namespace hakyu::sim
