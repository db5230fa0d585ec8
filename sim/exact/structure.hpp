// The structure function of a hospital: for every node and level a monotone Boolean function of which
// resources are in failure (semantics §2, §10), all in one formula.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/exact/formula.hpp"
#include "sim/exact/limits.hpp"
#include "sim/exact/obstacle.hpp"
#include "sim/levels/impact.hpp"

namespace hakyu::sim::exact {

/// Unavailabilities of resources and what follows for every node. Independent of time: measures in force at
/// the start stay in force, no plan is carried out.
struct Structure {
  Formula formula;                     ///< events: "this resource is in failure"
  std::vector<NodeIndex> event_nodes;  ///< per event
  std::vector<double> unavailability;  ///< per event: E[repair] / (E[failure] + E[repair])
  std::vector<double>
      failure_rate;  ///< per event and hour: 1 / E[failure]; 0 if only an availability is stated
  std::vector<double>
      repair_rate;              ///< per event and hour: 1 / E[repair]; 0 if only an availability is stated
  std::vector<Literal> down;    ///< per node: level = down
  std::vector<Literal> not_up;  ///< per node: level ≤ degraded
  std::vector<std::uint8_t>
      never_fails;  ///< per node: 1 for a resource in use about whose failures nothing is known
};

/// Which resources have an event.
enum class Events : std::uint8_t {
  stated,  ///< those about whose failures something is known
  all      ///< all in use; the others with probability 0
};

/// What may be put on the hospital from outside – work, standing effects of measures – and is no failure.
struct Conditions {
  std::vector<Limit> limits;  ///< levels below up
  std::vector<FlowIndex> blocked;
};

/// Builds the formula. Cycles: the greatest fixed point of the levels is the least one of being lost, reached
/// from "nothing is lost" in as many rounds as there are nodes whose removal breaks all cycles of a
/// component. Errors: the formula would exceed the memory limit, or the time is over. Complexity: O(edges),
/// times the number of rounds inside components with cycles.
[[nodiscard]] Outcome<Structure> structure(const System& system, const Limits& limits = {},
                                           Events events = Events::stated);

/// The same for all resources, with each condition as an event of its own, to be given the probability 0 or
/// 1: one formula for many situations. The conditions' events follow those of the resources (`event_nodes`
/// does not list them), the limits first. Measures in force at the start are conditions like all others: only
/// those given hold.
[[nodiscard]] Outcome<Structure> structure(const System& system, const Conditions& conditions,
                                           const Limits& limits = {});

/// Everything in the cone of `node` that stands against a steady-state answer, sorted; empty if nothing does.
/// What cannot be lost does not count: a buffer before a provider that never fails changes nothing.
[[nodiscard]] std::vector<Refusal> refusals(const System& system, const Structure& structure, NodeIndex node);

/// Resources about whose failures nothing is known but which, if they failed, would bring `node` down all by
/// themselves; one list per entry of `nodes`, in node order. No event stands for them, so that no cut set
/// names them. Complexity: O(edges) for each such resource that the nodes depend on.
[[nodiscard]] std::vector<std::vector<NodeIndex>> unstated_single_failures(const System& system,
                                                                           const Structure& structure,
                                                                           std::span<const NodeIndex> nodes);

/// Nodes that `nodes` depend on, themselves included, as flags per node. O(edges).
[[nodiscard]] std::vector<std::uint8_t> cone(const System& system, std::span<const NodeIndex> nodes);

}  // namespace hakyu::sim::exact
