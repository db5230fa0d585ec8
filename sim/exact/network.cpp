#include "sim/exact/network.hpp"

#include <algorithm>
#include <utility>

#include "sim/exact/network_builder.hpp"

namespace hakyu::sim::exact {

std::vector<Literal> translated(std::span<const Literal> from, std::span<const Literal> to) {
  std::vector<Literal> result;
  for (const auto literal : from)
    result.push_back(literal.negated() ? !to[literal.node()] : to[literal.node()]);
  return result;
}

std::vector<bool> needed(const Network& network) {
  std::vector<bool> is_needed(network.size());
  for (const auto root : network.roots) is_needed[root.node()] = true;
  for (auto node = network.size(); node-- > network.events + 1;)
    if (is_needed[node])
      for (const auto argument : network.gate(node).arguments) is_needed[argument.node()] = true;
  return is_needed;
}

std::uint64_t Network::memory() const {
  constexpr std::uint64_t of_allocation = 24;  // of the arguments of one gate, beside themselves
  auto bytes = std::uint64_t{gates.size()} * (sizeof(Gate) + of_allocation);
  for (const auto& gate : gates) bytes += gate.arguments.size() * sizeof(Literal);
  return bytes + size() * sizeof(Literal);
}

std::vector<std::uint32_t> uses(const Network& network) {
  std::vector<std::uint32_t> used(network.size());
  for (const auto root : network.roots) ++used[root.node()];
  const auto is_needed = needed(network);
  for (auto node = network.events + 1; node < network.size(); ++node)
    if (is_needed[node])
      for (const auto argument : network.gate(node).arguments) ++used[argument.node()];
  return used;
}

Network reachable(const Formula& formula, std::span<const Literal> roots) {
  std::vector<bool> is_needed(formula.size());
  for (const auto root : roots) is_needed[root.node()] = true;
  for (auto node = formula.size(); node-- > 0;)
    if (is_needed[node])
      for (const auto argument : formula.arguments(node)) is_needed[argument.node()] = true;
  Builder builder(formula.events());
  std::vector<Literal> to(formula.size());
  for (std::uint32_t node = 1; node < formula.size(); ++node) {
    if (!is_needed[node]) continue;
    auto arguments = translated(formula.arguments(node), to);
    const auto kind = formula.kind(node);
    if (kind == Kind::event)
      to[node] = {formula.number(node) + 1, false};
    else if (kind == Kind::any_of)
      to[node] = builder.any_of(std::move(arguments));
    else
      to[node] = builder.gate({kind, formula.number(node), {}}, std::move(arguments));
  }
  return builder.finish(translated(roots, to));
}

bool is_monotone(const Network& network) {
  // In which polarities each node is needed: 1 positive, 2 negative.
  std::vector<unsigned> needed_as(network.size());
  const auto need = [&](Literal literal, unsigned as) {
    needed_as[literal.node()] |= literal.negated() ? (as >> 1U | (as & 1U) << 1U) : as;
  };
  for (const auto root : network.roots) need(root, 1);
  for (auto node = network.size(); node-- > network.events + 1;) {
    if (needed_as[node] == 0) continue;
    const auto& gate = network.gate(node);
    for (const auto argument : gate.arguments)
      need(argument, gate.kind == Kind::exclusive_or ? 3U : needed_as[node]);
  }
  return std::none_of(needed_as.begin() + 1, needed_as.begin() + 1 + network.events,
                      [](unsigned as) { return (as & 2U) != 0; });
}

}  // namespace hakyu::sim::exact
