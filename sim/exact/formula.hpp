// A Boolean formula with shared parts: what every exact engine starts from, whether it came from a hospital
// or from a fault tree. Events are the variables; gates combine literals; a literal is a node of the formula
// or its negation.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace hakyu::sim::exact {

/// An event, gate or constant, or its negation. `{0, false}` is the constant true.
struct Literal {
  std::uint32_t code = 0;  ///< twice the node's number, plus one if negated

  constexpr Literal() = default;
  constexpr Literal(std::uint32_t node, bool negated)
      : code(node << 1U | static_cast<std::uint32_t>(negated)) {}
  [[nodiscard]] constexpr std::uint32_t node() const { return code >> 1U; }
  [[nodiscard]] constexpr bool negated() const { return (code & 1U) != 0; }
  [[nodiscard]] constexpr Literal operator!() const { return {node(), !negated()}; }
  friend constexpr bool operator==(Literal, Literal) = default;
  friend constexpr auto operator<=>(Literal, Literal) = default;
};

inline constexpr Literal always{0, false};
inline constexpr Literal never{0, true};

enum class Kind : std::uint8_t { constant, event, all_of, any_of, at_least, exclusive_or };

/// What is left of an exclusive or.
struct Parity {
  std::vector<Literal> odd;  ///< rising, not negated, each once
  bool negated = false;      ///< of the whole
};

/// Negations move outside: an odd number of them negates the whole. Equal arguments cancel, and constants go.
[[nodiscard]] Parity cancelled(std::vector<Literal> arguments);

/// The formula. Nodes are numbered in the order in which they were made, so the arguments of a gate always
/// have smaller numbers than the gate: one loop over the numbers visits everything after what it is made of.
class Formula {
 public:
  /// A new variable. Variables are also numbered among themselves, from 0, in the order of their making.
  Literal event();
  /// Gates. Constants are propagated, a literal met twice is kept once where that is sound, `all_of` of
  /// nothing is true and `any_of` of nothing false. Pre-condition: the arguments come from this formula.
  /// O(number of arguments).
  Literal all_of(std::span<const Literal> arguments);
  Literal any_of(std::span<const Literal> arguments);
  /// True if at least `count` of the arguments are; an argument given twice counts twice.
  Literal at_least(std::uint32_t count, std::span<const Literal> arguments);
  /// True if an odd number of the arguments is.
  Literal exclusive_or(std::span<const Literal> arguments);

  /// Number of nodes, the constant included.
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(kinds_.size()); }
  [[nodiscard]] std::uint32_t events() const { return static_cast<std::uint32_t>(event_nodes_.size()); }
  [[nodiscard]] Kind kind(std::uint32_t node) const { return kinds_[node]; }
  /// Of an `at_least` gate: how many; of an event: its number among the events.
  [[nodiscard]] std::uint32_t number(std::uint32_t node) const { return numbers_[node]; }
  [[nodiscard]] std::uint32_t node_of_event(std::uint32_t event) const { return event_nodes_[event]; }
  [[nodiscard]] std::span<const Literal> arguments(std::uint32_t node) const {
    return {arguments_.data() + begins_[node], arguments_.data() + begins_[node + 1]};
  }

 private:
  Literal gate(Kind kind, std::uint32_t number, std::span<const Literal> arguments);

  std::vector<Kind> kinds_{Kind::constant};
  std::vector<std::uint32_t> numbers_{0};
  std::vector<std::uint32_t> begins_{0, 0};
  std::vector<Literal> arguments_;
  std::vector<std::uint32_t> event_nodes_;
};

/// Every node of `formula`, written into `into` with `events` (literals of `into`, one per event) in the
/// place of its events. O(size of the formula).
std::vector<Literal> substituted(const Formula& formula, std::span<const Literal> events, Formula& into);

/// The truth of every node in one world. `world` has one entry per event. O(size of the formula).
std::vector<bool> evaluate(const Formula& formula, std::span<const bool> world);

}  // namespace hakyu::sim::exact
