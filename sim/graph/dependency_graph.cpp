#include "sim/graph/dependency_graph.hpp"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

#include "models/diagnostic.hpp"
#include "sim/graph/components.hpp"

namespace hakyu::sim {
namespace {

constexpr std::size_t kMostItems = std::numeric_limits<std::uint32_t>::max() - 1;
constexpr std::uint32_t kMostNodes = 1U << 30U;  // see Dependent

[[noreturn]] void refuse(const char* what, std::size_t number) {
  throw models::Error("invalid-graph", std::string(what) + " " + std::to_string(number));
}

void check(std::size_t nodes, std::size_t flows, const std::vector<RequirementInput>& requirements) {
  if (nodes > kMostNodes) refuse("too many nodes:", nodes);
  std::size_t edges = 0;
  for (std::size_t r = 0; r < requirements.size(); ++r) {
    const RequirementInput& input = requirements[r];
    if (input.owner >= nodes) refuse("owner out of range in requirement", r);
    if (input.k_degraded < 1 || input.k_up < input.k_degraded || input.k_up > input.providers.size())
      refuse("quorum out of range in requirement", r);
    if (input.on_loss == Level::up) refuse("on_loss is up in requirement", r);
    if (input.holdover < 0 || input.recovery < 0) refuse("negative time filter in requirement", r);
    for (NodeIndex p : input.providers)
      if (p >= nodes) refuse("provider out of range in requirement", r);
    for (FlowIndex f : input.over)
      if (f >= flows) refuse("flow out of range in requirement", r);
    edges += input.providers.size();
  }
  if (requirements.size() > kMostItems || edges > kMostItems) refuse("too many requirement edges:", edges);
}

/// Offsets of rows from the number of items per row, which is stored one place later: counts[row + 1].
std::vector<std::uint32_t> summed(std::vector<std::uint32_t> counts) {
  for (std::size_t i = 1; i < counts.size(); ++i) counts[i] += counts[i - 1];
  return counts;
}

/// Turns lists round: for each of `rows` values, the rows of `lists` that contain it, ascending.
template <class To, class From>
Lists<To> inverted(const Lists<From>& lists, std::size_t rows) {
  Lists<To> result;
  std::vector<std::uint32_t> counts(rows + 1, 0);
  for (From item : lists.items) ++counts[item + 1];
  result.offsets = summed(std::move(counts));
  result.items.resize(lists.items.size());
  std::vector<std::uint32_t> next(result.offsets.begin(), result.offsets.end() - 1);
  for (std::size_t row = 0; row < lists.size(); ++row)
    for (From item : lists[row]) result.items[next[item]++] = To(row);
  return result;
}

/// Positions of the requirements, grouped by owner, in the given order within one owner.
std::vector<std::uint32_t> by_owner(const std::vector<RequirementInput>& requirements,
                                    const std::vector<std::uint32_t>& first_requirement) {
  std::vector<std::uint32_t> next(first_requirement.begin(), first_requirement.end() - 1);
  std::vector<std::uint32_t> order(requirements.size());
  for (std::size_t r = 0; r < requirements.size(); ++r)
    order[next[requirements[r].owner]++] = static_cast<std::uint32_t>(r);
  return order;
}

void append_requirement(DependencyGraph& graph, const RequirementInput& input) {
  const RequirementIndex r(graph.owner.size());
  graph.owner.push_back(input.owner);
  graph.k_up.push_back(input.k_up);
  graph.k_degraded.push_back(input.k_degraded);
  graph.on_loss.push_back(input.on_loss);
  const auto providers = static_cast<std::uint32_t>(input.providers.size());
  graph.margin.push_back({input.owner, providers - input.k_up, providers - input.k_degraded, input.on_loss});
  graph.providers.items.insert(graph.providers.items.end(), input.providers.begin(), input.providers.end());
  graph.providers.end_row();
  graph.over.items.insert(graph.over.items.end(), input.over.begin(), input.over.end());
  graph.over.end_row();
  FilterIndex filter;
  if (input.holdover > 0 || input.recovery > 0) {
    filter = FilterIndex(graph.filters.size());
    graph.filters.push_back({r, input.holdover, input.recovery});
  }
  graph.filter.push_back(filter);
}

std::vector<Dependent> in_short(const DependencyGraph& graph) {
  std::vector<Dependent> result;
  result.reserve(graph.dependents.items.size());
  for (RequirementIndex r : graph.dependents.items) {
    const Margin& margin = graph.margin[r];
    const std::uint32_t counted = margin.degraded > 0 ? 1 : 0;
    const std::uint32_t soft = margin.on_loss == Level::degraded ? 1 : 0;
    result.push_back({margin.owner.value & (kMostNodes - 1U), counted & 1U, soft & 1U});
  }
  return result;
}

/// An edge from each owner to each of its providers; owners ascend, so the edges are sorted.
std::vector<Edge> provider_edges(const DependencyGraph& graph) {
  std::vector<Edge> edges;
  edges.reserve(graph.providers.items.size());
  for (std::size_t r = 0; r < graph.requirement_count(); ++r)
    for (NodeIndex p : graph.providers[r]) edges.emplace_back(graph.owner[r].value, p.value);
  return edges;
}

void find_components(DependencyGraph& graph, std::size_t nodes) {
  const Components found = strong_components(nodes, provider_edges(graph));
  graph.component.reserve(nodes);
  for (std::uint32_t c : found.of) graph.component.emplace_back(c);
  Lists<ComponentIndex> component_of;
  component_of.items = graph.component;
  component_of.offsets.resize(nodes + 1);
  for (std::size_t v = 0; v <= nodes; ++v) component_of.offsets[v] = static_cast<std::uint32_t>(v);
  graph.members = inverted<NodeIndex>(component_of, found.count);

  // Requirements within one component exist only in cycles, including a node that requires itself.
  graph.cyclic.assign(found.count, 0);
  graph.inside.assign(graph.requirement_count(), 0);
  for (std::size_t r = 0; r < graph.requirement_count(); ++r) {
    const ComponentIndex own = graph.component[graph.owner[r]];
    const auto providers = graph.providers[r];
    if (std::any_of(providers.begin(), providers.end(),
                    [&](NodeIndex p) { return graph.component[p] == own; })) {
      graph.inside[r] = 1;
      graph.cyclic[own] = 1;
    }
  }
}

}  // namespace

DependencyGraph::DependencyGraph(std::size_t nodes, std::size_t flows,
                                 std::vector<RequirementInput> requirements) {
  check(nodes, flows, requirements);
  std::vector<std::uint32_t> counts(nodes + 1, 0);
  for (const RequirementInput& input : requirements) ++counts[input.owner + 1];
  first_requirement = summed(std::move(counts));
  for (std::uint32_t r : by_owner(requirements, first_requirement))
    append_requirement(*this, requirements[r]);
  dependents = inverted<RequirementIndex>(providers, nodes);
  for (std::size_t v = 0; v < nodes; ++v)  // rows ascend, so a provider named twice shows as neighbours
    if (const auto row = dependents[v]; std::adjacent_find(row.begin(), row.end()) != row.end())
      refuse("same provider twice in a requirement on node", v);
  dependent = in_short(*this);
  users_of_flow = inverted<RequirementIndex>(over, flows);
  find_components(*this, nodes);
}

}  // namespace hakyu::sim
