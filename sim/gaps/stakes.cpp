#include "sim/gaps/stakes.hpp"

#include <algorithm>
#include <bit>
#include <tuple>
#include <unordered_map>

#include "sim/graph/components.hpp"

namespace hakyu::sim {

namespace {

/// Where the edges of each vertex begin in a sorted list, and where the last ones end.
std::vector<std::uint32_t> first_edges(const std::vector<Edge>& edges, std::size_t vertices) {
  std::vector<std::uint32_t> first(vertices + 1, 0);
  for (const Edge& edge : edges) ++first[edge.first + 1];
  for (std::size_t i = 1; i < first.size(); ++i) first[i] += first[i - 1];
  return first;
}

/// Resources first, then services; an edge leads from a node to what it needs.
struct Needs {
  std::unordered_map<models::Id, std::uint32_t> node_of;
  std::vector<Edge> edges;  ///< sorted, without duplicates
  std::vector<std::uint32_t> first;

  explicit Needs(const models::Model& model) {
    for (const models::Resource& each : model.resources) name(each.id);
    for (const models::Service& each : model.services) name(each.id);
    for (const models::Resource& each : model.resources) {
      if (each.usable == models::Usable::retired) continue;
      if (!each.runs_on.empty()) add(each.id, each.runs_on);
      for (const models::Requirement& r : each.requirements) add(each.id, r);
    }
    for (const models::Service& each : model.services)
      for (const models::Requirement& r : each.requirements) add(each.id, r);
    for (const models::Dependency& each : model.dependencies) add(each.from, each.requirement);
    std::sort(edges.begin(), edges.end());
    edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
    first = first_edges(edges, node_of.size());
  }

 private:
  void name(const models::Id& id) { node_of.emplace(id, static_cast<std::uint32_t>(node_of.size())); }
  void add(const models::Id& from, const models::Id& to) {
    const auto a = node_of.find(from), b = node_of.find(to);
    if (a != node_of.end() && b != node_of.end() && a->second != b->second)
      edges.emplace_back(a->second, b->second);
  }
  void add(const models::Id& from, const models::Requirement& requirement) {
    for (const models::Id& to : requirement.of) add(from, to);
  }
};

/// Adds each service to all that it needs.
void add_services(const models::Model& model, const Needs& needs, std::vector<Stake>& all) {
  std::vector<std::uint32_t> seen(needs.node_of.size(), 0), stack;
  std::uint32_t round = 0;
  for (const models::Service& service : model.services) {
    ++round;
    stack.assign(1, needs.node_of.at(service.id));
    seen[stack.front()] = round;
    while (!stack.empty()) {
      const std::uint32_t node = stack.back();
      stack.pop_back();
      if (node < all.size()) {
        all[node].weight += service.weight.mean;
        ++all[node].services;
      }
      for (std::uint32_t e = needs.first[node]; e < needs.first[node + 1]; ++e) {
        const std::uint32_t next = needs.edges[e].second;
        if (seen[next] == round) continue;
        seen[next] = round;
        stack.push_back(next);
      }
    }
  }
}

/// Counts for each resource those that reach it: 64 of them at a time walk down the graph of components as
/// one word, so that neither a deep nor a dense ledger takes long.
void add_resources(const Needs& needs, std::vector<Stake>& all) {
  const Components components = strong_components(needs.node_of.size(), needs.edges);
  std::vector<Edge> between;
  for (const auto& [from, to] : needs.edges)
    if (components.of[from] != components.of[to])
      between.emplace_back(components.of[from], components.of[to]);
  std::sort(between.begin(), between.end());
  between.erase(std::unique(between.begin(), between.end()), between.end());
  const std::vector<std::uint32_t> first = first_edges(between, components.count);
  std::vector<std::uint32_t> reached_by(components.count, 0);
  std::vector<std::uint64_t> word(components.count, 0);
  for (std::size_t block = 0; block < all.size(); block += 64) {
    const std::size_t end = std::min(block + 64, all.size());
    std::uint32_t greatest = 0;
    for (std::size_t i = block; i < end; ++i) {
      word[components.of[i]] |= std::uint64_t{1} << (i - block);
      greatest = std::max(greatest, components.of[i]);
    }
    // A component leads only to smaller numbers: from the greatest down, every word is complete when read.
    for (std::uint32_t c = greatest + 1; c-- > 0;) {
      if (word[c] == 0) continue;
      for (std::uint32_t e = first[c]; e < first[c + 1]; ++e) word[between[e].second] |= word[c];
      reached_by[c] += static_cast<std::uint32_t>(std::popcount(word[c]));
      word[c] = 0;
    }
  }
  for (std::size_t i = 0; i < all.size(); ++i)
    all[i].resources = reached_by[components.of[i]] - 1;  // not itself
}

void mark_questions(const models::Model& model, const Needs& needs, std::vector<Stake>& all) {
  const auto mark = [&](const models::Id& id) {
    const auto at = needs.node_of.find(id);
    if (at != needs.node_of.end() && at->second < all.size()) all[at->second].in_question = true;
  };
  for (const models::Measure& each : model.measures)
    for (const models::Id& id : each.targets) mark(id);
  for (const models::Finding& each : model.findings)
    if (each.status != models::FindingStatus::fixed && each.status != models::FindingStatus::not_affected)
      mark(each.resource);
}

}  // namespace

std::vector<Stake> stakes(const models::Model& model) {
  const Needs needs(model);
  std::vector<Stake> all(model.resources.size());
  for (const auto& [from, to] : needs.edges)
    for (const std::uint32_t node : {from, to})
      if (node < all.size()) all[node].connected = true;
  add_services(model, needs, all);
  if (!all.empty()) add_resources(needs, all);
  mark_questions(model, needs, all);
  return all;
}

bool weightier(const Stake& a, const Stake& b) {
  const auto key = [](const Stake& s) {
    return std::tuple(s.in_question, s.weight, !s.connected, s.services, s.resources);
  };
  return key(a) > key(b);
}

}  // namespace hakyu::sim
