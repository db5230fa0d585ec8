// Independent parts of a network and the order of the variables in the diagram of each.
// Sources: Dutuit, Rauzy, IEEE Trans. Reliability 45 (1996) 422 (modules in linear time); Minato, Ishiura,
// Yajima, DAC 1990 (dynamic weights).
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

/// Takes regions out of one network. What concerns the whole network is made once, so that each region costs
/// what it holds. Pre-condition: network and flags outlive this and stay as they are.
class Regions {
 public:
  Regions(const Network& network, const std::vector<bool>& is_module);
  /// The region under `roots`, which ends at events and at modules, with its variables in `order` (not
  /// automatic). O(size of the region · log of it); `fresh_first`, `fresh_share` and `weighted` cost more,
  /// but no more than some millions of steps: beyond, they go on as `shared_first`.
  Region region(std::span<const Literal> roots, Order order);
  /// A number for each node of the region taken last: 0 is the constant, then from 1 as they were met.
  [[nodiscard]] std::uint32_t place(std::uint32_t node) const { return place_[node]; }

 private:
  struct Step {
    std::uint32_t next;
    std::uint32_t node;
    std::vector<Literal> arguments;
  };
  void meet(Region& region, std::uint32_t node, bool is_root, Order order);
  std::uint32_t distinct_below(std::uint32_t node, bool fresh, std::uint32_t enough);
  double freshness(std::uint32_t node, Order order, double enough);
  void bring_least_fresh(Step& step, Order order);
  void sort_by_weight(Region& region) const;
  [[nodiscard]] bool ends_at(std::uint32_t node) const {
    return !network_->is_gate(node) || (*is_module_)[node];
  }

  const Network* network_;
  const std::vector<bool>* is_module_;
  std::vector<std::uint32_t> used_;
  std::vector<std::uint32_t> place_;  ///< 0: not met
  std::vector<std::uint32_t> met_;
  std::vector<Step> path_;
  std::vector<std::uint32_t> distinct_;   ///< events and modules below each node; 0: not counted yet
  std::vector<std::uint32_t> looked_in_;  ///< in which search below each node was seen last
  std::vector<std::uint32_t> to_look_at_;
  std::uint32_t search_ = 0;
  std::uint32_t looks_ = 0;  ///< of all searches in this region
};

}  // namespace hakyu::sim::exact
