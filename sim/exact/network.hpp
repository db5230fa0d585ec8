// The formula as it is prepared for diagrams: only what the roots need, disjunctions written as negated
// conjunctions, nested gates flattened, equal gates shared.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/exact/formula.hpp"
#include "sim/exact/meter.hpp"

namespace hakyu::sim::exact {

/// Nodes: 0 is the constant true, 1 … events the events, then the gates, each after its arguments. Only
/// `all_of`, `at_least` and `exclusive_or` occur: with negated literals, `all_of` also says `any_of`.
struct Network {
  struct Gate {
    Kind kind = Kind::all_of;
    std::uint32_t number = 0;
    std::vector<Literal> arguments;
    friend bool operator==(const Gate&, const Gate&) = default;
  };
  std::uint32_t events = 0;
  std::vector<Gate> gates;
  std::vector<Literal> roots;

  [[nodiscard]] std::uint32_t size() const { return events + 1 + static_cast<std::uint32_t>(gates.size()); }
  [[nodiscard]] bool is_gate(std::uint32_t node) const { return node > events; }
  /// Bytes held, about.
  [[nodiscard]] std::uint64_t memory() const;
  [[nodiscard]] const Gate& gate(std::uint32_t node) const { return gates[node - events - 1]; }
};

/// How often each node is an argument or a root.
std::vector<std::uint32_t> uses(const Network& network);

/// What `roots` need of `formula`, gate by gate. O(size).
Network reachable(const Formula& formula, std::span<const Literal> roots);

/// Bytes held while simplifying, about.
std::uint64_t memory_to_simplify(const Network& network);

/// An equivalent network, smaller or equal: gates that are needed once are merged into a gate of the same
/// kind, equal gates become one, constants disappear, what a conjunction has as an argument is taken as true
/// in the arguments that belong to it alone, and what the terms of a disjunction have in common is taken out.
/// A few passes of O(size · log size).
/// Does less once `meter` has reached a limit.
Network simplify(Network network, Meter& meter);

/// For every root: true if it needs no event negated and no event positive, respectively, so that it is
/// monotone. O(size).
bool is_monotone(const Network& network);

}  // namespace hakyu::sim::exact
