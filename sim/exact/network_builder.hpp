// How networks are made: each distinct gate once, constants gone.
#pragma once

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "sim/exact/network.hpp"

namespace hakyu::sim::exact {

/// Of gates whose arguments are sorted.
struct GateHash {
  std::size_t operator()(const Network::Gate& gate) const {
    std::uint64_t x = static_cast<std::uint64_t>(gate.kind) * 31 + gate.number;
    for (const auto argument : gate.arguments) x = (x ^ argument.code) * 0x9E3779B97F4A7C15U ^ (x >> 29U);
    return static_cast<std::size_t>(x);
  }
};

/// Makes the gates of a new network, each distinct one once.
class Builder {
 public:
  explicit Builder(std::uint32_t events) { made_.events = events; }

  // Callers give theirs away. NOLINTNEXTLINE(performance-unnecessary-value-param)
  Literal all_of(std::vector<Literal> arguments) {
    // The order of first occurrence is kept: orders of variables start from it.
    auto sorted = arguments;
    std::sort(sorted.begin(), sorted.end());
    sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
    const auto opposite = [](Literal a, Literal b) { return a == !b; };
    if (std::adjacent_find(sorted.begin(), sorted.end(), opposite) != sorted.end()) return never;
    if (std::binary_search(sorted.begin(), sorted.end(), never)) return never;
    std::vector<Literal> kept;
    std::vector<bool> is_kept(sorted.size());
    for (const auto argument : arguments) {
      const auto at = std::lower_bound(sorted.begin(), sorted.end(), argument) - sorted.begin();
      if (argument == always || is_kept[static_cast<std::size_t>(at)]) continue;
      is_kept[static_cast<std::size_t>(at)] = true;
      kept.push_back(argument);
    }
    if (kept.empty()) return always;
    return kept.size() == 1 ? kept.front() : make({Kind::all_of, 0, std::move(kept)});
  }
  Literal any_of(std::vector<Literal> arguments) {
    for (auto& argument : arguments) argument = !argument;
    return !all_of(std::move(arguments));
  }
  Literal at_least(std::uint32_t count, std::vector<Literal> arguments) {
    const auto certain = static_cast<std::uint32_t>(std::erase(arguments, always));
    std::erase(arguments, never);
    if (count <= certain) return always;
    count -= certain;
    if (count > arguments.size()) return never;
    if (count == arguments.size()) return all_of(std::move(arguments));
    if (count == 1) return any_of(std::move(arguments));
    return make({Kind::at_least, count, std::move(arguments)});
  }
  Literal exclusive_or(std::vector<Literal> arguments) {
    auto [odd, negated] = cancelled(std::move(arguments));
    Literal whole = never;
    if (!odd.empty()) whole = odd.size() == 1 ? odd.front() : make({Kind::exclusive_or, 0, std::move(odd)});
    return negated ? !whole : whole;
  }
  Literal gate(const Network::Gate& like, std::vector<Literal> arguments) {
    if (like.kind == Kind::all_of) return all_of(std::move(arguments));
    if (like.kind == Kind::at_least) return at_least(like.number, std::move(arguments));
    return exclusive_or(std::move(arguments));
  }
  [[nodiscard]] const Network& made() const { return made_; }
  Network finish(std::vector<Literal> roots) {
    made_.roots = std::move(roots);
    return std::move(made_);
  }

 private:
  Literal make(Network::Gate gate) {
    const auto node = made_.size();
    auto key = gate;
    std::sort(key.arguments.begin(), key.arguments.end());
    const auto [found, is_new] = known_.emplace(std::move(key), node);
    if (is_new) made_.gates.push_back(std::move(gate));
    return {found->second, false};
  }
  Network made_;
  std::unordered_map<Network::Gate, std::uint32_t, GateHash> known_;
};

/// Literals of one network as literals of another: `to` has one for each node.
std::vector<Literal> translated(std::span<const Literal> from, std::span<const Literal> to);

/// For each node: true if a root needs it.
std::vector<bool> needed(const Network& network);

}  // namespace hakyu::sim::exact
