#include "sim/exact/network.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <unordered_map>
#include <utility>

namespace hakyu::sim::exact {
namespace {

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
    bool negated = false;
    for (auto& argument : arguments) {
      negated ^= argument.negated();
      argument = Literal(argument.node(), false);
    }
    std::sort(arguments.begin(), arguments.end());
    std::vector<Literal> odd;
    for (const auto argument : arguments) {
      if (argument == always)
        negated = !negated;
      else if (!odd.empty() && odd.back() == argument)
        odd.pop_back();
      else
        odd.push_back(argument);
    }
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

std::vector<Literal> translated(std::span<const Literal> from, std::span<const Literal> to) {
  std::vector<Literal> result;
  for (const auto literal : from)
    result.push_back(literal.negated() ? !to[literal.node()] : to[literal.node()]);
  return result;
}

/// Copies what the roots reach, gate by gate, through `rebuild(gate, translated arguments, builder)`.
std::vector<bool> needed(const Network& network) {
  std::vector<bool> is_needed(network.size());
  for (const auto root : network.roots) is_needed[root.node()] = true;
  for (auto node = network.size(); node-- > network.events + 1;)
    if (is_needed[node])
      for (const auto argument : network.gate(node).arguments) is_needed[argument.node()] = true;
  return is_needed;
}

std::vector<Literal> identity(std::uint32_t size) {
  std::vector<Literal> to;
  for (std::uint32_t node = 0; node < size; ++node) to.emplace_back(node, false);
  return to;
}

/// Conjunctions that only one conjunction needs become part of it; the same for exclusive disjunctions.
Network flattened(const Network& network) {
  const auto is_needed = needed(network);
  const auto used = uses(network);
  Builder builder(network.events);
  auto to = identity(network.size());
  // What a gate consists of in the new network, for gates that a parent takes over.
  std::vector<std::vector<Literal>> parts(network.size());
  const auto taken_over = [&](const Network::Gate& parent, Literal argument) {
    if (!network.is_gate(argument.node()) || used[argument.node()] != 1) return false;
    const auto kind = network.gate(argument.node()).kind;
    return kind == parent.kind &&
           ((kind == Kind::all_of && !argument.negated()) || kind == Kind::exclusive_or);
  };
  std::vector<bool> is_taken(network.size());
  for (auto node = network.events + 1; node < network.size(); ++node)
    if (is_needed[node])
      for (const auto argument : network.gate(node).arguments)
        if (taken_over(network.gate(node), argument)) is_taken[argument.node()] = true;
  for (auto node = network.events + 1; node < network.size(); ++node) {
    if (!is_needed[node]) continue;
    const auto& gate = network.gate(node);
    std::vector<Literal> arguments;
    for (const auto argument : gate.arguments) {
      if (!taken_over(gate, argument)) {
        arguments.push_back(translated({&argument, 1}, to).front());
        continue;
      }
      const auto& inner = parts[argument.node()];
      arguments.insert(arguments.end(), inner.begin(), inner.end());
      if (argument.negated()) arguments.push_back(always);  // of an exclusive disjunction
    }
    if (is_taken[node])
      parts[node] = std::move(arguments);
    else
      to[node] = builder.gate(gate, std::move(arguments));
  }
  return builder.finish(translated(network.roots, to));
}

/// Under a conjunction with the argument x, x is true in whatever only this conjunction needs.
class Assumptions {
 public:
  explicit Assumptions(const Network& network)
      : network_(network), used_(uses(network)), is_needed_(needed(network)), builder_(network.events) {}

  Network result() {
    to_ = identity(network_.size());
    // Parents before children: what is assumed at a gate that is needed once is known when it is reached.
    assumed_.resize(network_.size());
    for (auto node = network_.size(); node-- > network_.events + 1;)
      if (is_needed_[node]) pass_down(node);
    for (auto node = network_.events + 1; node < network_.size(); ++node)
      if (is_needed_[node]) rebuild(node);
    return builder_.finish(translated(network_.roots, to_));
  }

 private:
  static constexpr std::size_t most = 64;

  void pass_down(std::uint32_t node) {
    const auto& gate = network_.gate(node);
    for (const auto argument : gate.arguments) {
      if (!network_.is_gate(argument.node()) || used_[argument.node()] != 1) continue;
      auto below = assumed_[node];
      if (gate.kind == Kind::all_of)
        for (const auto other : gate.arguments) {
          if (below.size() >= most) break;
          if (other != argument) below.push_back(other);
        }
      std::sort(below.begin(), below.end());
      below.erase(std::unique(below.begin(), below.end()), below.end());
      assumed_[argument.node()] = std::move(below);
    }
  }
  void rebuild(std::uint32_t node) {
    const auto& gate = network_.gate(node);
    const auto& assumed = assumed_[node];
    std::vector<Literal> arguments;
    for (const auto argument : gate.arguments) {
      const bool holds = std::binary_search(assumed.begin(), assumed.end(), argument);
      const bool fails = std::binary_search(assumed.begin(), assumed.end(), !argument);
      const bool mine = network_.is_gate(argument.node()) && used_[argument.node()] == 1;
      arguments.push_back(holds && !mine   ? always
                          : fails && !mine ? never
                                           : translated({&argument, 1}, to_).front());
    }
    to_[node] = builder_.gate(gate, std::move(arguments));
  }

  const Network& network_;
  std::vector<std::uint32_t> used_;
  std::vector<bool> is_needed_;
  Builder builder_;
  std::vector<Literal> to_;
  std::vector<std::vector<Literal>> assumed_;
};

/// a∧b ∨ a∧c is a ∧ (b ∨ c): for terms that only this disjunction needs.
class Factoring {
 public:
  Factoring(const Network& network, Meter& meter)
      : network_(network),
        meter_(meter),
        used_(uses(network)),
        is_needed_(needed(network)),
        builder_(network.events) {}

  Network result() {
    to_ = identity(network_.size());
    for (auto node = network_.events + 1; node < network_.size(); ++node) {
      if (!is_needed_[node]) continue;
      const auto& gate = network_.gate(node);
      to_[node] = gate.kind == Kind::all_of ? conjunction(gate)
                                            : builder_.gate(gate, translated(gate.arguments, to_));
    }
    return builder_.finish(translated(network_.roots, to_));
  }

 private:
  using Terms = std::vector<std::vector<Literal>>;

  /// all_of(others, ¬term, ¬term, …) = others ∧ ¬(term ∨ term ∨ …).
  Literal conjunction(const Network::Gate& gate) {
    std::vector<Literal> others;
    Terms terms;
    for (const auto argument : gate.arguments) {
      const auto node = argument.node();
      const bool is_term = argument.negated() && network_.is_gate(node) && used_[node] == 1 &&
                           network_.gate(node).kind == Kind::all_of;
      const auto now = translated({&argument, 1}, to_).front();
      const auto made = now.node();
      if (is_term && now.negated() && builder_.made().is_gate(made) &&
          builder_.made().gate(made).kind == Kind::all_of)
        terms.push_back(builder_.made().gate(made).arguments);
      else
        others.push_back(now);
    }
    factor(terms, others);
    return builder_.all_of(std::move(others));
  }
  /// Appends to `others` the negations of the terms, the most common literal taken out as often as possible.
  void factor(Terms terms, std::vector<Literal>& others) {
    while (terms.size() > 1) {
      // Every round reads all terms: many of them count as many steps.
      for (const auto& term : terms)
        for (std::size_t i = 0; i < term.size() + 1; ++i) meter_.step();
      if (meter_.reason()) break;
      const auto common = most_common(terms);
      if (!common) break;
      std::vector<Literal> inner;
      Terms rest;
      Terms with;
      for (auto& term : terms) {
        const auto had = std::find(term.begin(), term.end(), *common);
        if (had == term.end()) {
          rest.push_back(std::move(term));
        } else {
          term.erase(had);
          with.push_back(std::move(term));
        }
      }
      factor(std::move(with), inner);
      others.push_back(!builder_.all_of({*common, !builder_.all_of(std::move(inner))}));
      terms = std::move(rest);
    }
    for (auto& term : terms) others.push_back(!builder_.all_of(std::move(term)));
  }
  static std::optional<Literal> most_common(const Terms& terms) {
    std::map<Literal, std::size_t> count;
    for (const auto& term : terms)
      for (const auto literal : term) ++count[literal];
    const auto best = std::max_element(count.begin(), count.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    if (best == count.end() || best->second < 2) return std::nullopt;
    return best->first;
  }

  const Network& network_;
  Meter& meter_;
  std::vector<std::uint32_t> used_;
  std::vector<bool> is_needed_;
  Builder builder_;
  std::vector<Literal> to_;
};

}  // namespace

std::uint64_t Network::memory() const {
  auto bytes = std::uint64_t{gates.size()} * sizeof(Gate);
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

Network simplify(Network network, Meter& meter) {
  constexpr int passes = 4;
  for (int pass = 0; pass < passes && !meter.reason(); ++pass) {
    auto next = flattened(Factoring(flattened(Assumptions(flattened(network)).result()), meter).result());
    const bool same = next.gates == network.gates && next.roots == network.roots;
    network = std::move(next);
    if (same) break;
  }
  return network;
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
