// The reasons of a what-if on random small systems: every link holds, chains are shortest, nothing is left
// unexplained.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "sim/levels/impact.hpp"
#include "tests/properties/generate.hpp"
#include "tests/support/small_system.hpp"

namespace hakyu::test {
namespace {

using reference::Blocked;
using reference::Levels;
using reference::Requirement;
using reference::System;

struct Question {
  System system;
  Levels intrinsic;
  Blocked blocked;
  Levels levels;  ///< by the reference

  [[nodiscard]] bool flow_blocked(const Requirement& r) const {
    return std::any_of(r.over.begin(), r.over.end(),
                       [&](int f) { return blocked[static_cast<std::size_t>(f)]; });
  }
  /// True if the requirement is a reason for the level that node v has.
  [[nodiscard]] bool broken(std::size_t v, const Requirement& r) const {
    return levels[v] < 2 && reference::raw(r, levels, blocked) <= levels[v];
  }
  [[nodiscard]] bool cause(std::size_t v) const {
    if (levels[v] == 2) return false;
    if (intrinsic[v] == levels[v]) return true;
    const auto& needs = system.needs[v];
    return std::any_of(needs.begin(), needs.end(),
                       [&](const Requirement& r) { return flow_blocked(r) && broken(v, r); });
  }
};

Question ask() {
  Question q;
  q.system = *systems();
  q.intrinsic = *intrinsic_levels(q.system);
  q.blocked = *blocked_flows(q.system);
  q.levels = reference::greatest(q.system, q.intrinsic, q.blocked);
  return q;
}

sim::StaticImpact answer(const Question& q) {
  std::vector<sim::Limit> limits;
  for (std::size_t v = 0; v < q.intrinsic.size(); ++v)
    if (q.intrinsic[v] < 2) limits.push_back({sim::NodeIndex(v), sim::Level(q.intrinsic[v])});
  std::vector<sim::FlowIndex> blocked;
  for (std::size_t f = 0; f < q.blocked.size(); ++f)
    if (q.blocked[f]) blocked.emplace_back(f);
  return sim::impact(system_of(q.system), limits, blocked);
}

/// Links from each node to its nearest cause, by relaxing until nothing changes.
std::vector<std::size_t> distances(const Question& q) {
  constexpr std::size_t far = 1000;
  std::vector<std::size_t> distance(q.levels.size(), far);
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t v = 0; v < distance.size(); ++v) {
      std::size_t best = q.cause(v) ? 1 : far;
      for (const Requirement& r : q.system.needs[v])
        for (int p : r.of)
          if (q.broken(v, r) && q.levels[static_cast<std::size_t>(p)] <= q.levels[v])
            best = std::min(best, distance[static_cast<std::size_t>(p)] + 1);
      if (best < distance[v]) {
        distance[v] = best;
        changed = true;
      }
    }
  }
  return distance;
}

/// The requirement `index` of the graph, which must be one of node v.
const Requirement& requirement_of(const System& system, std::size_t v, sim::RequirementIndex index) {
  std::size_t first = 0;
  for (std::size_t w = 0; w < v; ++w) first += system.needs[w].size();
  RC_ASSERT(index >= first);
  RC_ASSERT(index < first + system.needs[v].size());
  return system.needs[v][index - first];
}

void check_path(const Question& q, const sim::Reason& reason) {
  RC_ASSERT(!reason.path.empty());
  for (std::size_t i = 0; i + 1 < reason.path.size(); ++i) {
    const std::size_t v = reason.path[i].node;
    const Requirement& r = requirement_of(q.system, v, reason.path[i].requirement);
    const int next = static_cast<int>(reason.path[i + 1].node.value);
    RC_ASSERT(q.broken(v, r));
    RC_ASSERT(std::count(r.of.begin(), r.of.end(), next) == 1);
    RC_ASSERT(q.levels[static_cast<std::size_t>(next)] <= q.levels[v]);
  }
  const sim::Link& last = reason.path.back();
  const std::size_t v = last.node;
  RC_ASSERT(reason.blocked_flow == last.requirement.valid());
  if (reason.blocked_flow) {
    const Requirement& r = requirement_of(q.system, v, last.requirement);
    RC_ASSERT(q.flow_blocked(r));
    RC_ASSERT(q.broken(v, r));
  } else {
    RC_ASSERT(q.intrinsic[v] == q.levels[v]);
  }
}

TEST(ImpactProperties, EveryLossIsExplainedByAShortestChain) {
  EXPECT_TRUE(rc::check("reasons", [] {
    const Question q = ask();
    const sim::StaticImpact impact = answer(q);
    RC_ASSERT(numbers_of(impact.levels) == q.levels);
    const std::vector<std::size_t> shortest = distances(q);
    std::size_t next = 0;
    for (std::size_t v = 0; v < q.levels.size(); ++v) {
      if (q.levels[v] == 2) continue;
      RC_ASSERT(next < impact.because.size());
      const auto& [node, reason] = impact.because[next++];
      RC_ASSERT(node == sim::NodeIndex(v));
      RC_ASSERT(reason.path.front().node == node);
      RC_ASSERT(reason.path.size() == shortest[v]);
      RC_ASSERT(reason.left_out == 0U);
      check_path(q, reason);
    }
    RC_ASSERT(next == impact.because.size());
  }));
}

TEST(ImpactProperties, RedundancyLeftIsCounted) {
  EXPECT_TRUE(rc::check("one entry per requirement that lost a provider it can spare", [] {
    const Question q = ask();
    std::vector<std::array<std::size_t, 4>> expected, found;
    std::size_t index = 0;
    for (std::size_t v = 0; v < q.levels.size(); ++v)
      for (const Requirement& r : q.system.needs[v]) {
        const auto up = std::count_if(r.of.begin(), r.of.end(),
                                      [&](int p) { return q.levels[static_cast<std::size_t>(p)] == 2; });
        const auto needed = static_cast<std::size_t>(r.k_up);
        if (q.levels[v] == 2 && needed < r.of.size() && static_cast<std::size_t>(up) < r.of.size())
          expected.push_back({v, index, static_cast<std::size_t>(up), needed});
        ++index;
      }
    for (const sim::RedundancyLoss& loss : answer(q).reduced_redundancy)
      found.push_back({loss.node, loss.requirement, loss.providers_up, loss.needed_up});
    RC_ASSERT(found == expected);
  }));
}

}  // namespace
}  // namespace hakyu::test
