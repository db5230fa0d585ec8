// The passes that make a network smaller.
#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "sim/exact/network.hpp"
#include "sim/exact/network_builder.hpp"

namespace hakyu::sim::exact {
namespace {

std::vector<Literal> identity(std::uint32_t size) {
  std::vector<Literal> to;
  for (std::uint32_t node = 0; node < size; ++node) to.emplace_back(node, false);
  return to;
}

/// Conjunctions that only one conjunction needs become part of it; the same for exclusive disjunctions.
class Flattening {
 public:
  explicit Flattening(const Network& network)
      : network_(network),
        used_(uses(network)),
        is_needed_(needed(network)),
        is_taken_(network.size()),
        builder_(network.events) {}

  Network result() {
    auto to = identity(network_.size());
    for (auto node = network_.events + 1; node < network_.size(); ++node)
      if (is_needed_[node])
        for (const auto argument : network_.gate(node).arguments)
          if (is_part(network_.gate(node), argument)) is_taken_[argument.node()] = true;
    for (auto node = network_.events + 1; node < network_.size(); ++node)
      if (is_needed_[node] && !is_taken_[node])
        to[node] = builder_.gate(network_.gate(node), translated(parts(node), to));
    return builder_.finish(translated(network_.roots, to));
  }

 private:
  struct Step {
    std::uint32_t node;
    std::uint32_t next;
  };
  [[nodiscard]] bool is_part(const Network::Gate& parent, Literal argument) const {
    if (!network_.is_gate(argument.node()) || used_[argument.node()] != 1) return false;
    const auto kind = network_.gate(argument.node()).kind;
    return kind == parent.kind &&
           ((kind == Kind::all_of && !argument.negated()) || kind == Kind::exclusive_or);
  }
  /// The arguments of a gate with, in the place of each gate that it takes over, the parts of that one. One
  /// walk for each gate that stays: handing the parts up a chain gate by gate would copy them every time.
  [[nodiscard]] std::vector<Literal> parts(std::uint32_t top) const {
    std::vector<Literal> result;
    std::vector<Step> path{{top, 0}};
    while (!path.empty()) {
      auto& [node, next] = path.back();
      const auto& arguments = network_.gate(node).arguments;
      if (next == arguments.size()) {
        path.pop_back();
        continue;
      }
      const auto argument = arguments[next++];
      if (!is_taken_[argument.node()]) {
        result.push_back(argument);
        continue;
      }
      if (argument.negated()) result.push_back(always);  // of an exclusive disjunction
      path.push_back({argument.node(), 0});
    }
    return result;
  }

  const Network& network_;
  std::vector<std::uint32_t> used_;
  std::vector<bool> is_needed_;
  std::vector<bool> is_taken_;
  Builder builder_;
};

Network flattened(const Network& network) { return Flattening(network).result(); }

/// Under a conjunction with the argument x, x is true in whatever only this conjunction needs.
class Assumptions {
 public:
  static constexpr std::size_t most = 64;  ///< at one gate

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
    factor(terms, others, 0);
    return builder_.all_of(std::move(others));
  }
  /// Deeper, terms are left as they are: the stack must bear it, and long terms that are nearly equal have
  /// thousands of literals in common.
  static constexpr std::uint32_t deepest = 1000;

  /// Appends to `others` the negations of the terms, the most common literal taken out as often as possible.
  void factor(Terms terms, std::vector<Literal>& others, std::uint32_t depth) {
    while (terms.size() > 1 && depth < deepest) {
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
      factor(std::move(with), inner, depth + 1);
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

std::uint64_t memory_to_simplify(const Network& network) {
  // The old network, the new one and the table of known gates; what is assumed at each gate, and what links
  // it in the table.
  constexpr std::uint64_t bytes_per_gate = 64 + (Assumptions::most + 8) * sizeof(Literal);
  return 3 * network.memory() + network.gates.size() * bytes_per_gate;
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

}  // namespace hakyu::sim::exact
