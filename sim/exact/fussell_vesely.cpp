// Fussell–Vesely importance as an exact probability. For a monotone function f, a state contains a minimal
// cut set with the event e if and only if some state below it makes f true with e and false without e. So
// the union of those cut sets is e ∧ (f(e = 1) ∧ ¬f(e = 0))↑, where g↑ is true above every state that makes g
// true. Within a module that union is independent of the rest and the probabilities multiply.
#include <algorithm>
#include <unordered_map>
#include <vector>

#include "sim/exact/analysis.hpp"
#include "sim/exact/bdd.hpp"
#include "sim/exact/evaluate.hpp"

namespace hakyu::sim::exact {
namespace {

using Edge = Bdd::Edge;

/// One diagram put back into a store, with the operations above.
class Part {
 public:
  Part(const Diagrams& diagrams, Meter& meter, std::vector<double>& of_variable)
      : diagrams_(diagrams), meter_(meter), bdd_(meter), of_variable_(of_variable) {}

  /// The function of `root`, whose nodes start at `begin`; made monotone.
  Edge take(std::uint32_t begin, std::uint32_t root) {
    if (root < 2) return root == 1 ? Bdd::yes : Bdd::no;
    std::vector<Edge> edge(root + 1 - begin, Bdd::none);
    const auto of = [&](std::uint32_t node) {
      return node == 0 ? Edge{Bdd::no} : node == 1 ? Edge{Bdd::yes} : edge[node - begin];
    };
    for (auto i = begin; i <= root; ++i) {
      const auto& node = diagrams_.nodes()[i];
      const auto level = diagrams_.rank(node.variable);
      variable_[level] = node.variable;
      edge[i - begin] = bdd_.node(level, of(node.high), of(node.low));
    }
    return diagrams_.monotone() ? edge.back() : upward(edge.back());
  }
  Edge upward(Edge f) {
    if (f == Bdd::none || f <= Bdd::no) return f;
    if (const auto known = upward_.find(f); known != upward_.end()) return known->second;
    const Meter::Descent descent(meter_);
    if (!descent.allowed() || !goes_on()) return Bdd::none;
    const auto level = bdd_.level(f);
    const auto low = upward(bdd_.low(f));
    const auto high = upward(bdd_.high(f));
    const auto result = bdd_.node(level, bdd_.any(high, low), low);
    if (result != Bdd::none) upward_.emplace(f, result);
    return result;
  }
  /// f with the variable at `level` fixed. `known` belongs to one level and value.
  Edge with(Edge f, std::uint32_t level, bool value, std::unordered_map<Edge, Edge>& known) {
    if (f == Bdd::none || bdd_.level(f) > level) return f;
    if (bdd_.level(f) == level) return value ? bdd_.high(f) : bdd_.low(f);
    if (const auto found = known.find(f); found != known.end()) return found->second;
    const Meter::Descent descent(meter_);
    if (!descent.allowed() || !goes_on(known.size())) return Bdd::none;
    const auto high = with(bdd_.high(f), level, value, known);
    const auto low = with(bdd_.low(f), level, value, known);
    const auto result = bdd_.node(bdd_.level(f), high, low);
    if (result != Bdd::none) known.emplace(f, result);
    return result;
  }
  double probability(Edge f) {
    if (f <= Bdd::no || f == Bdd::none) return f == Bdd::yes ? 1.0 : 0.0;
    if (const auto known = probability_.find(f); known != probability_.end()) return known->second;
    const Meter::Descent descent(meter_);
    if (!descent.allowed() || !goes_on()) return 0.0;
    const double p = of_variable_[variable_.at(bdd_.level(f))];
    const double result = p * probability(bdd_.high(f)) + (1.0 - p) * probability(bdd_.low(f));
    probability_.emplace(f, result);
    return result;
  }
  /// For each variable of f: probability that the other events of one of its minimal cut sets with that
  /// variable have happened, times `factor`. False if a limit was reached.
  bool shares(Edge f, double factor, std::vector<double>& share) {
    for (const auto& [level, variable] : variable_) {
      std::unordered_map<Edge, Edge> known_high;
      std::unordered_map<Edge, Edge> known_low;
      const auto high = with(f, level, true, known_high);
      const auto low = with(f, level, false, known_low);
      const auto critical = upward(bdd_.all(high, Bdd::negation(low)));
      if (critical == Bdd::none) return false;
      share[variable] = factor * probability(critical);
      if (meter_.reason()) return false;
    }
    return f != Bdd::none;
  }

 private:
  /// False if a limit is reached. What is remembered counts like the tables do.
  bool goes_on(std::size_t more = 0) {
    constexpr std::uint64_t bytes_per_entry = 40;
    const auto entries = upward_.size() + probability_.size() + 2 * more;
    return meter_.step() && meter_.hold_beside(diagrams_.nodes().size_bytes() + entries * bytes_per_entry) &&
           meter_.may_hold(bdd_.memory());
  }

  const Diagrams& diagrams_;
  Meter& meter_;
  Bdd bdd_;
  std::vector<double>& of_variable_;
  std::unordered_map<std::uint32_t, std::uint32_t> variable_;  ///< by level
  std::unordered_map<Edge, Edge> upward_;
  std::unordered_map<Edge, double> probability_;
};

}  // namespace

Outcome<std::vector<double>> Diagrams::fussell_vesely(std::size_t root, std::span<const double> probabilities,
                                                      const Limits& limits) const {
  Meter meter(limits);
  auto value = values(*this, probabilities);
  const double whole = value.of_node[roots_[root]];
  std::vector<double> share(value.of_variable.size());
  const auto out = [&] { return meter.reason().value_or(OutOf::memory); };
  // A module that is not monotone counts with its cut sets, as everything here does.
  for (std::size_t m = 0; m < modules_.size() && !monotone_; ++m) {
    Part part(*this, meter, value.of_variable);
    const auto function = part.take(modules_[m].begin, modules_[m].root);
    if (function == Bdd::none) return out();
    value.of_variable[events_ + m] = part.probability(function);
  }
  const auto begin = modules_.empty() ? 2U : modules_.back().end;
  Part top(*this, meter, value.of_variable);
  if (!top.shares(top.take(begin, roots_[root]), 1.0, share)) return out();
  for (auto m = modules_.size(); m-- > 0;) {
    if (share[events_ + m] == 0.0) continue;
    Part part(*this, meter, value.of_variable);
    if (!part.shares(part.take(modules_[m].begin, modules_[m].root), share[events_ + m], share)) return out();
  }
  if (meter.reason()) return *meter.reason();
  share.resize(events_);
  for (std::uint32_t event = 0; event < events_; ++event)
    share[event] = whole == 0.0 ? 0.0 : share[event] * probabilities[event] / whole;
  return share;
}

}  // namespace hakyu::sim::exact
