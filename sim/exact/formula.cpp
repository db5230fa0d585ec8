#include "sim/exact/formula.hpp"

#include <algorithm>
#include <cassert>
#include <optional>

namespace hakyu::sim::exact {

Literal Formula::event() {
  const auto node = size();
  kinds_.push_back(Kind::event);
  numbers_.push_back(events());
  begins_.push_back(static_cast<std::uint32_t>(arguments_.size()));
  event_nodes_.push_back(node);
  return {node, false};
}

Literal Formula::gate(Kind kind, std::uint32_t number, std::span<const Literal> arguments) {
  const auto node = size();
  kinds_.push_back(kind);
  numbers_.push_back(number);
  arguments_.insert(arguments_.end(), arguments.begin(), arguments.end());
  begins_.push_back(static_cast<std::uint32_t>(arguments_.size()));
  return {node, false};
}

namespace {

/// Sorted, each once, without `neutral`; nothing if the gate has the value `!neutral` whatever the events
/// are.
std::optional<std::vector<Literal>> simplify(std::span<const Literal> arguments, Literal neutral) {
  std::vector<Literal> kept(arguments.begin(), arguments.end());
  std::sort(kept.begin(), kept.end());
  kept.erase(std::unique(kept.begin(), kept.end()), kept.end());
  std::erase(kept, neutral);
  // Sorted, a node and its negation are neighbours.
  const auto opposite = [](Literal a, Literal b) { return a == !b; };
  const bool decided = std::find(kept.begin(), kept.end(), !neutral) != kept.end() ||
                       std::adjacent_find(kept.begin(), kept.end(), opposite) != kept.end();
  return decided ? std::nullopt : std::optional(std::move(kept));
}

}  // namespace

Literal Formula::all_of(std::span<const Literal> arguments) {
  const auto kept = simplify(arguments, always);
  if (!kept) return never;
  if (kept->empty()) return always;
  return kept->size() == 1 ? kept->front() : gate(Kind::all_of, 0, *kept);
}

Literal Formula::any_of(std::span<const Literal> arguments) {
  const auto kept = simplify(arguments, never);
  if (!kept) return always;
  if (kept->empty()) return never;
  return kept->size() == 1 ? kept->front() : gate(Kind::any_of, 0, *kept);
}

Literal Formula::at_least(std::uint32_t count, std::span<const Literal> arguments) {
  std::vector<Literal> kept(arguments.begin(), arguments.end());
  const auto certain = static_cast<std::uint32_t>(std::erase(kept, always));
  std::erase(kept, never);
  if (count <= certain) return always;
  count -= certain;
  if (count > kept.size()) return never;
  if (count == 1) return any_of(kept);
  if (count == kept.size()) return all_of(kept);
  return gate(Kind::at_least, count, kept);
}

Parity cancelled(std::vector<Literal> arguments) {
  Parity left;
  for (Literal& argument : arguments) {
    left.negated ^= argument.negated();
    argument = Literal(argument.node(), false);
  }
  std::ranges::sort(arguments);
  for (const Literal argument : arguments) {
    if (argument == always)
      left.negated = !left.negated;
    else if (!left.odd.empty() && left.odd.back() == argument)
      left.odd.pop_back();
    else
      left.odd.push_back(argument);
  }
  return left;
}

Literal Formula::exclusive_or(std::span<const Literal> arguments) {
  const auto [odd, negated] = cancelled({arguments.begin(), arguments.end()});
  if (odd.empty()) return negated ? always : never;
  const auto whole = odd.size() == 1 ? odd.front() : gate(Kind::exclusive_or, 0, odd);
  return negated ? !whole : whole;
}

namespace {

bool truth(const Formula& formula, std::uint32_t node, const std::vector<bool>& of) {
  const auto arguments = formula.arguments(node);
  const auto holds = [&](Literal literal) { return of[literal.node()] != literal.negated(); };
  const auto held = static_cast<std::size_t>(std::ranges::count_if(arguments, holds));
  switch (formula.kind(node)) {
    case Kind::constant:
      return true;
    case Kind::all_of:
      return held == arguments.size();
    case Kind::any_of:
      return held > 0;
    case Kind::at_least:
      return held >= formula.number(node);
    case Kind::exclusive_or:
      return held % 2 == 1;
    case Kind::event:
      break;
  }
  assert(false);
  return false;
}

Literal rewritten(const Formula& formula, std::uint32_t node, const std::vector<Literal>& of,
                  std::span<const Literal> events, Formula& into) {
  std::vector<Literal> arguments;
  for (const Literal each : formula.arguments(node))
    arguments.push_back(each.negated() ? !of[each.node()] : of[each.node()]);
  switch (formula.kind(node)) {
    case Kind::constant:
      return always;
    case Kind::event:
      return events[formula.number(node)];
    case Kind::all_of:
      return into.all_of(arguments);
    case Kind::any_of:
      return into.any_of(arguments);
    case Kind::at_least:
      return into.at_least(formula.number(node), arguments);
    case Kind::exclusive_or:
      return into.exclusive_or(arguments);
  }
  assert(false);
  return never;
}

}  // namespace

std::vector<Literal> substituted(const Formula& formula, std::span<const Literal> events, Formula& into) {
  assert(events.size() == formula.events());
  std::vector<Literal> of;
  for (std::uint32_t node = 0; node < formula.size(); ++node)
    of.push_back(rewritten(formula, node, of, events, into));
  return of;
}

std::vector<bool> evaluate(const Formula& formula, std::span<const bool> world) {
  assert(world.size() == formula.events());
  std::vector<bool> of(formula.size());
  for (std::uint32_t node = 0; node < formula.size(); ++node)
    of[node] = formula.kind(node) == Kind::event ? world[formula.number(node)] : truth(formula, node, of);
  return of;
}

}  // namespace hakyu::sim::exact
