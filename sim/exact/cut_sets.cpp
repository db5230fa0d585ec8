// From diagrams to zero-suppressed diagrams of their minimal solutions, and counting on those.
// Sources: Minato, DAC 1993 (zero suppression); Rauzy, Reliability Engineering and System Safety 40 (1993)
// 203 (minimal solutions and `without`).
#include "sim/exact/cut_sets.hpp"

#include <algorithm>
#include <utility>

#include "sim/exact/meter.hpp"

namespace hakyu::sim::exact {
namespace {

constexpr std::uint32_t none = 0xFFFFFFFFU;
constexpr std::uint32_t no_set = 0;
constexpr std::uint32_t empty_set = 1;

/// Families of sets. `high`: those with the variable, without it; `low`: the others.
class Families {
 public:
  Families(const Diagrams& diagrams, Meter& meter)
      : diagrams_(diagrams), meter_(meter), nodes_(2), buckets_(first_size, none), cache_(first_size) {}

  std::uint32_t node(std::uint32_t variable, std::uint32_t high, std::uint32_t low) {
    if (high == none || low == none) return none;
    if (high == no_set) return low;
    const auto at = bucket({variable, high, low});
    for (auto i = buckets_[at]; i != none; i = next_[i - 2])
      if (nodes_[i] == Diagrams::Node{variable, high, low}) return i;
    if (nodes_.size() >= buckets_.size()) {
      if (!grow()) return none;
      return node(variable, high, low);
    }
    const auto made = static_cast<std::uint32_t>(nodes_.size());
    nodes_.push_back({variable, high, low});
    next_.push_back(std::exchange(buckets_[at], made));
    return made;
  }

  /// The sets of `a` that contain no set of `b`. Both families are minimal.
  std::uint32_t without(std::uint32_t a, std::uint32_t b) {
    if (a == none || b == none) return none;
    if (b == empty_set || a == no_set || a == b) return no_set;
    if (b == no_set || a == empty_set) return a;
    if (const auto& known = cache_[slot(a, b)]; known.a == a && known.b == b) return known.result;
    const Meter::Descent descent(meter_);
    if (!descent.allowed() || !meter_.step()) return none;
    const auto of_a = nodes_[a];
    const auto of_b = nodes_[b];
    const auto rank_a = diagrams_.rank(of_a.variable);
    const auto rank_b = diagrams_.rank(of_b.variable);
    std::uint32_t result = none;
    if (rank_a > rank_b) {
      result = without(a, of_b.low);
    } else if (rank_a < rank_b) {
      const auto high = without(of_a.high, b);
      result = node(of_a.variable, high, without(of_a.low, b));
    } else {
      const auto high = without(without(of_a.high, of_b.high), of_b.low);
      result = node(of_a.variable, high, without(of_a.low, of_b.low));
    }
    if (result != none) cache_[slot(a, b)] = {a, b, result};
    return result;
  }
  [[nodiscard]] const std::vector<Diagrams::Node>& nodes() const { return nodes_; }
  [[nodiscard]] std::uint64_t memory() const {
    return nodes_.capacity() * sizeof(Diagrams::Node) +
           (next_.capacity() + buckets_.size()) * sizeof(std::uint32_t) + cache_.size() * sizeof(Remembered);
  }

 private:
  static constexpr std::size_t first_size = 1U << 10U;
  static constexpr std::size_t largest_cache = std::size_t{1} << 23U;
  struct Remembered {
    std::uint32_t a = none;
    std::uint32_t b = none;
    std::uint32_t result = none;
  };
  static std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
    auto x = (a ^ b * 0xD6E8FEB86659FD93U) * 0x9E3779B97F4A7C15U;
    x ^= x >> 32U;
    x *= 0xD6E8FEB86659FD93U;
    return x ^ (x >> 32U);
  }
  [[nodiscard]] std::size_t bucket(const Diagrams::Node& node) const {
    return static_cast<std::size_t>(mix(std::uint64_t{node.variable} << 32U | node.high, node.low)) &
           (buckets_.size() - 1);
  }
  [[nodiscard]] std::size_t slot(std::uint32_t a, std::uint32_t b) const {
    return static_cast<std::size_t>(mix(a, b)) & (cache_.size() - 1);
  }
  bool grow() {
    const auto size = buckets_.size() * 2;
    const auto bytes = size * (sizeof(Diagrams::Node) + 2 * sizeof(std::uint32_t)) +
                       std::min(size, largest_cache) * sizeof(Remembered);
    // While a table grows, the old one is there beside the new one.
    if (!meter_.may_hold(bytes + bytes / 2)) return false;
    nodes_.reserve(size);
    next_.reserve(size);
    buckets_.assign(size, none);
    for (std::uint32_t i = 2; i < nodes_.size(); ++i)
      next_[i - 2] = std::exchange(buckets_[bucket(nodes_[i])], i);
    if (size > largest_cache) return true;
    std::vector<Remembered> old(size);
    old.swap(cache_);
    for (const auto& entry : old)
      if (entry.result != none) cache_[slot(entry.a, entry.b)] = entry;
    return true;
  }

  const Diagrams& diagrams_;
  Meter& meter_;
  std::vector<Diagrams::Node> nodes_;
  std::vector<std::uint32_t> next_;
  std::vector<std::uint32_t> buckets_;
  std::vector<Remembered> cache_;
};

}  // namespace

class CutSetsBuilder {
 public:
  CutSetsBuilder(const Diagrams& diagrams, const Limits& limits)
      : diagrams_(diagrams), meter_(limits), families_(diagrams, meter_) {}

  Outcome<CutSets> build(std::uint32_t root) {
    const auto nodes = diagrams_.nodes();
    if (!meter_.hold_beside(nodes.size() * (sizeof(Diagrams::Node) + sizeof(std::uint32_t))))
      return *meter_.reason();
    const auto is_needed = needed(root);
    // The minimal solutions of every node, in the diagrams' order: children and modules come first.
    std::vector<std::uint32_t> solutions(nodes.size(), no_set);
    solutions[1] = empty_set;
    for (std::uint32_t i = 2; i < nodes.size() && meter_.step(); ++i) {
      if (!is_needed[i]) continue;
      const auto low = solutions[nodes[i].low];
      const auto high = families_.without(solutions[nodes[i].high], low);
      solutions[i] = families_.node(nodes[i].variable, high, low);
      if (solutions[i] == none) return meter_.reason().value_or(OutOf::memory);
    }
    if (meter_.reason()) return *meter_.reason();
    const auto kept = families_.nodes().size() * (sizeof(Diagrams::Node) + sizeof(std::uint32_t));
    if (!meter_.may_hold(families_.memory() + kept)) return *meter_.reason();
    return compact(solutions[root], solutions);
  }

 private:
  /// The nodes that the root needs, those of its modules included.
  [[nodiscard]] std::vector<bool> needed(std::uint32_t root) const {
    const auto nodes = diagrams_.nodes();
    std::vector<bool> is_needed(nodes.size());
    is_needed[root] = true;
    for (auto i = static_cast<std::uint32_t>(nodes.size()); i-- > 2;) {
      if (!is_needed[i]) continue;
      is_needed[nodes[i].high] = is_needed[nodes[i].low] = true;
      if (nodes[i].variable >= diagrams_.events())
        is_needed[diagrams_.modules()[nodes[i].variable - diagrams_.events()].root] = true;
    }
    return is_needed;
  }

  /// Keeps what the root needs, in the same order.
  CutSets compact(std::uint32_t root, const std::vector<std::uint32_t>& solutions) const {
    const auto& all = families_.nodes();
    const auto modules = diagrams_.modules();
    std::vector<bool> keep(all.size());
    keep[root] = true;
    for (auto i = static_cast<std::uint32_t>(all.size()); i-- > 2;) {
      if (!keep[i]) continue;
      keep[all[i].high] = keep[all[i].low] = true;
      if (all[i].variable >= diagrams_.events())
        keep[solutions[modules[all[i].variable - diagrams_.events()].root]] = true;
    }
    CutSets made;
    made.events_ = diagrams_.events();
    made.nodes_.resize(2);
    std::vector<std::uint32_t> to(all.size(), no_set);
    to[1] = empty_set;
    for (std::uint32_t i = 2; i < all.size(); ++i) {
      if (!keep[i]) continue;
      to[i] = static_cast<std::uint32_t>(made.nodes_.size());
      made.nodes_.push_back({all[i].variable, to[all[i].high], to[all[i].low]});
    }
    for (const auto& module : modules) made.of_modules_.push_back(to[solutions[module.root]]);
    made.root_ = to[root];
    return made;
  }

  const Diagrams& diagrams_;
  Meter meter_;
  Families families_;
};

Outcome<CutSets> CutSets::of(const Diagrams& diagrams, std::size_t root, const Limits& limits) {
  return CutSetsBuilder(diagrams, limits).build(diagrams.node_of_root(root));
}

Count CutSets::count() const {
  Limits none_at_all;
  none_at_all.memory = std::numeric_limits<std::uint64_t>::max();
  return *count(none_at_all);
}

Outcome<Count> CutSets::count(const Limits& limits) const {
  Meter meter(limits);
  auto bytes = std::uint64_t{nodes_.size()} * sizeof(Count);
  if (!meter.may_hold(bytes)) return *meter.reason();
  std::vector<Count> of(nodes_.size());
  of[empty_set] = 1;
  for (std::uint32_t i = 2; i < nodes_.size(); ++i) {
    if (!meter.step() || !meter.may_hold(bytes)) return *meter.reason();
    const auto& node = nodes_[i];
    of[i] = node.variable < events_ ? of[node.high]
                                    : Count(of[node.high] * of[of_modules_[node.variable - events_]]);
    of[i] += of[node.low];
    const auto limbs = of[i].backend().size();  // two of them need no memory of their own
    if (limbs > 2) bytes += limbs * sizeof(boost::multiprecision::limb_type);
  }
  return of[root_];
}

std::vector<Count> CutSets::counts_by_order(std::uint32_t order) const {
  const std::size_t width = std::size_t{order} + 1;
  std::vector<std::vector<Count>> of(nodes_.size(), std::vector<Count>(width));
  of[empty_set][0] = 1;
  for (std::uint32_t i = 2; i < nodes_.size(); ++i) {
    const auto& node = nodes_[i];
    of[i] = of[node.low];
    const auto& high = of[node.high];
    if (node.variable < events_) {
      for (std::size_t k = 1; k < width; ++k) of[i][k] += high[k - 1];
      continue;
    }
    const auto& inner = of[of_modules_[node.variable - events_]];
    for (std::size_t k = 0; k < width; ++k)
      for (std::size_t j = 0; j <= k; ++j)
        if (inner[j] != 0 && high[k - j] != 0) of[i][k] += inner[j] * high[k - j];
  }
  return of[root_];
}

double CutSets::rare_event_sum(std::span<const double> probabilities) const {
  std::vector<double> of(nodes_.size());
  of[empty_set] = 1.0;
  for (std::uint32_t i = 2; i < nodes_.size(); ++i) {
    const auto& node = nodes_[i];
    const double p =
        node.variable < events_ ? probabilities[node.variable] : of[of_modules_[node.variable - events_]];
    of[i] = p * of[node.high] + of[node.low];
  }
  return of[root_];
}

}  // namespace hakyu::sim::exact
