#include "sim/exact/weak_points.hpp"

#include "sim/exact/analysis.hpp"
#include "sim/exact/cut_sets.hpp"

namespace hakyu::sim::exact {

namespace {

std::optional<OutOf> fill(WeakPoints& made, const Structure& structure, std::size_t most,
                          const Limits& limits) {
  const Literal root = structure.down[made.node];
  const auto diagrams = Diagrams::build(structure.formula, {&root, 1}, limits);
  if (!diagrams) return diagrams.out_of();
  const auto sets = CutSets::of(*diagrams, 0, limits);
  if (!sets) return sets.out_of();
  CutSetQuery query;
  query.order = 1;
  query.most = structure.event_nodes.size();
  const auto alone = sets->list(structure.unavailability, query, limits);
  if (!alone) return alone.out_of();
  query.order = 2;
  query.most = most + alone->sets.size();
  const auto both = sets->list(structure.unavailability, query, limits);
  if (!both) return both.out_of();
  made.pair_count = sets->counts_by_order(2)[2].str();
  for (const CutSet& set : alone->sets)
    if (set.events.size() == 1) made.alone.push_back(structure.event_nodes[set.events[0]]);
  for (const CutSet& set : both->sets)
    if (set.events.size() == 2 && made.pairs.size() < most)
      made.pairs.push_back({structure.event_nodes[set.events[0]], structure.event_nodes[set.events[1]]});
  return std::nullopt;
}

}  // namespace

std::vector<WeakPoints> weak_points(const System& system, const std::vector<NodeIndex>& nodes,
                                    std::size_t most, const Limits& limits) {
  std::vector<WeakPoints> found;
  const auto made = structure(system, limits, Events::all);
  for (const NodeIndex node : nodes) {
    WeakPoints one;
    one.node = node;
    one.out_of = made ? fill(one, *made, most, limits) : std::optional(made.out_of());
    found.push_back(std::move(one));
  }
  return found;
}

}  // namespace hakyu::sim::exact
