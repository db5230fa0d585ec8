// Cut sets, most probable first: best-first search through the zero-suppressed diagram. The best that can
// still come of a half-made set is known exactly (a maximum computed once per node), so every set that comes
// out of the queue complete is the most probable one that is left.
#include <algorithm>
#include <limits>
#include <queue>
#include <tuple>
#include <vector>

#include "sim/exact/cut_sets.hpp"
#include "sim/exact/meter.hpp"

namespace hakyu::sim::exact {
namespace {

using Node = Diagrams::Node;
constexpr std::uint32_t nothing = 0xFFFFFFFFU;
// What a set of the list and each of its events take until they are told: themselves, their part of a
// document and its text.
constexpr std::uint64_t bytes_per_set = 800;
constexpr std::uint64_t bytes_per_event = 160;

class Search {
 public:
  Search(std::span<const Node> nodes, std::span<const std::uint32_t> modules, std::uint32_t events,
         std::span<const double> probabilities, const CutSetQuery& query, const Limits& limits)
      : nodes_(nodes),
        modules_(modules),
        events_(events),
        probabilities_(probabilities),
        query_(query),
        meter_(limits) {
    bound();
  }

  Outcome<CutSetList> run(std::uint32_t root) {
    CutSetList list;
    if (!meter_.may_hold(held(list))) return *meter_.reason();
    push({root, nothing, nothing, 0, 1.0, 1.0});
    while (!queue_.empty() && meter_.step()) {
      const auto partial = queue_.top();
      if (partial.node == 1 && partial.rest == nothing) {
        if (list.sets.size() >= query_.most) break;
        queue_.pop();
        list.sets.push_back(finished(partial));
        listed_events_ += list.sets.back().events.size();
      } else {
        queue_.pop();
        expand(partial);
      }
      if (!meter_.may_hold(held(list))) break;
    }
    if (meter_.reason()) return *meter_.reason();
    list.complete = queue_.empty();
    std::sort(list.sets.begin(), list.sets.end(), before);
    return list;
  }

 private:
  /// A set being made: what is chosen so far, the node to continue at, and where to go on after the end of
  /// the module that node is in.
  struct Partial {
    std::uint32_t node;
    std::uint32_t rest;    ///< index of a Rest
    std::uint32_t chosen;  ///< index of a Chosen
    std::uint32_t order;   ///< events chosen
    double probability;    ///< of those
    double best;           ///< of the whole, at most
    friend bool operator<(const Partial& a, const Partial& b) {
      return std::tie(a.best, b.order, b.node) < std::tie(b.best, a.order, a.node);
    }
  };
  struct Chosen {
    std::uint32_t event;
    std::uint32_t before;
  };
  struct Rest {
    std::uint32_t node;
    std::uint32_t rest;
    std::uint32_t fewest;
    double best;
  };

  static bool before(const CutSet& a, const CutSet& b) {
    if (a.probability != b.probability) return a.probability > b.probability;
    if (a.events.size() != b.events.size()) return a.events.size() < b.events.size();
    return a.events < b.events;
  }
  std::uint64_t held(const CutSetList& list) const {
    // While a table grows, the old one is there beside the new one.
    const auto tables =
        queue_.size() * sizeof(Partial) + chosen_.size() * sizeof(Chosen) + rests_.size() * sizeof(Rest);
    return 2 * tables + list.sets.size() * bytes_per_set + listed_events_ * bytes_per_event +
           nodes_.size() * (sizeof(double) + sizeof(std::uint32_t));
  }
  /// For every node the most probable and the shortest of its sets.
  void bound() {
    best_.resize(nodes_.size());
    fewest_.resize(nodes_.size(), nothing / 4);
    best_[1] = 1.0;
    fewest_[1] = 0;
    for (std::uint32_t i = 2; i < nodes_.size(); ++i) {
      const auto& node = nodes_[i];
      const bool is_event = node.variable < events_;
      const auto inner = is_event ? 0 : modules_[node.variable - events_];
      const double p = is_event ? probabilities_[node.variable] : best_[inner];
      best_[i] = std::max(best_[node.low], p * best_[node.high]);
      const auto high = fewest_[node.high] + (is_event ? 1 : fewest_[inner]);
      fewest_[i] = std::min({fewest_[node.low], high, nothing / 4});
    }
  }
  void push(Partial partial) {
    if (partial.node == 0) return;
    const bool ends = partial.rest == nothing;
    const auto fewest = fewest_[partial.node] + (ends ? 0 : rests_[partial.rest].fewest);
    if (partial.order + fewest > query_.order) return;
    partial.best = partial.probability * best_[partial.node] * (ends ? 1.0 : rests_[partial.rest].best);
    // A rounding of the bound must not lose a set at the cut-off itself.
    if (partial.best * (1.0 + 1e-12) < query_.probability) return;
    if (partial.node == 1 && ends && partial.probability < query_.probability) return;
    queue_.push(partial);
  }
  void expand(const Partial& from) {
    if (from.node == 1) {  // the module is done
      const auto rest = rests_[from.rest];
      push({rest.node, rest.rest, from.chosen, from.order, from.probability, 0.0});
      return;
    }
    const auto& node = nodes_[from.node];
    push({node.low, from.rest, from.chosen, from.order, from.probability, 0.0});
    if (node.variable < events_) {
      const double probability = from.probability * probabilities_[node.variable];
      chosen_.push_back({node.variable, from.chosen});
      push({node.high, from.rest, static_cast<std::uint32_t>(chosen_.size() - 1), from.order + 1, probability,
            0.0});
      return;
    }
    const bool ends = from.rest == nothing;
    rests_.push_back({node.high, from.rest, fewest_[node.high] + (ends ? 0 : rests_[from.rest].fewest),
                      best_[node.high] * (ends ? 1.0 : rests_[from.rest].best)});
    push({modules_[node.variable - events_], static_cast<std::uint32_t>(rests_.size() - 1), from.chosen,
          from.order, from.probability, 0.0});
  }
  [[nodiscard]] CutSet finished(const Partial& partial) const {
    CutSet set;
    for (auto i = partial.chosen; i != nothing; i = chosen_[i].before) set.events.push_back(chosen_[i].event);
    std::sort(set.events.begin(), set.events.end());
    // In the order of the events, so that the number does not depend on the diagram.
    set.probability = 1.0;
    for (const auto event : set.events) set.probability *= probabilities_[event];
    return set;
  }

  std::span<const Node> nodes_;
  std::span<const std::uint32_t> modules_;
  std::uint32_t events_;
  std::span<const double> probabilities_;
  CutSetQuery query_;
  Meter meter_;
  std::uint64_t listed_events_ = 0;  ///< in all sets of the list
  std::vector<double> best_;
  std::vector<std::uint32_t> fewest_;
  std::vector<Chosen> chosen_;
  std::vector<Rest> rests_;
  std::priority_queue<Partial> queue_;
};

}  // namespace

Outcome<CutSetList> CutSets::list(std::span<const double> probabilities, const CutSetQuery& query,
                                  const Limits& limits) const {
  return Search(nodes_, of_modules_, events_, probabilities, query, limits).run(root_);
}

}  // namespace hakyu::sim::exact
