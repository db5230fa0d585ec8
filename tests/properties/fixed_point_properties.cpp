// Fixed points on random small systems with cycles: agreement with naive iteration, monotonicity,
// independence of the order of nodes, and the numbering of components.
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "sim/levels/fixed_point.hpp"
#include "tests/properties/generate.hpp"
#include "tests/support/small_system.hpp"

namespace hakyu::test {
namespace {

using reference::Blocked;
using reference::Levels;
using reference::System;

Levels computed_greatest(const System& system, const Levels& intrinsic, const Blocked& blocked = {}) {
  return numbers_of(sim::greatest_fixed_point(graph_of(system), levels_of(intrinsic), flags_of(blocked)));
}

Levels computed_least(const System& system, const Levels& intrinsic, const Blocked& blocked = {}) {
  return numbers_of(sim::least_fixed_point(graph_of(system), levels_of(intrinsic), flags_of(blocked)));
}

bool nowhere_above(const Levels& a, const Levels& b) {
  return std::equal(a.begin(), a.end(), b.begin(), [](int x, int y) { return x <= y; });
}

TEST(FixedPointProperties, AgreeWithNaiveIteration) {
  EXPECT_TRUE(rc::check("greatest, least and reduced redundancy as by naive iteration", [] {
    const System system = *systems();
    const Levels intrinsic = *intrinsic_levels(system);
    const Blocked blocked = *blocked_flows(system);
    const Levels levels = computed_greatest(system, intrinsic, blocked);
    RC_ASSERT(levels == reference::greatest(system, intrinsic, blocked));
    RC_ASSERT(computed_least(system, intrinsic, blocked) == reference::least(system, intrinsic, blocked));
    std::vector<int> reduced;
    for (sim::NodeIndex v : sim::reduced_redundancy(graph_of(system), levels_of(levels)))
      reduced.push_back(static_cast<int>(v.value));
    RC_ASSERT(reduced == reference::reduced_redundancy(system, levels));
  }));
}

TEST(FixedPointProperties, LeastIsNowhereAboveGreatest) {
  EXPECT_TRUE(rc::check("least ≤ greatest ≤ intrinsic", [] {
    const System system = *systems();
    const Levels intrinsic = *intrinsic_levels(system);
    const Levels high = computed_greatest(system, intrinsic);
    RC_ASSERT(nowhere_above(computed_least(system, intrinsic), high));
    RC_ASSERT(nowhere_above(high, intrinsic));
  }));
}

TEST(FixedPointProperties, MonotoneInIntrinsicLevels) {
  EXPECT_TRUE(rc::check("lower intrinsic levels and more blocked flows never give higher levels", [] {
    const System system = *systems();
    const Levels better = *intrinsic_levels(system);
    const Levels other = *intrinsic_levels(system);
    Levels worse = better;
    for (std::size_t v = 0; v < worse.size(); ++v) worse[v] = std::min(better[v], other[v]);
    const Blocked blocked = *blocked_flows(system);
    RC_ASSERT(nowhere_above(computed_greatest(system, worse, blocked), computed_greatest(system, better)));
    RC_ASSERT(nowhere_above(computed_least(system, worse, blocked), computed_least(system, better)));
  }));
}

/// The system with node v called name[v].
System renamed(const System& system, const std::vector<int>& name) {
  System result = system;
  for (std::size_t v = 0; v < system.needs.size(); ++v) {
    auto& needs = result.needs[static_cast<std::size_t>(name[v])];
    needs = system.needs[v];
    std::reverse(needs.begin(), needs.end());
    for (reference::Requirement& r : needs)
      for (int& p : r.of) p = name[static_cast<std::size_t>(p)];
  }
  return result;
}

TEST(FixedPointProperties, IndependentOfTheOrderOfNodes) {
  EXPECT_TRUE(rc::check("renumbering nodes renumbers levels", [] {
    const System system = *systems();
    const Levels intrinsic = *intrinsic_levels(system);
    std::vector<int> name(system.needs.size());
    std::iota(name.begin(), name.end(), 0);
    for (std::size_t i = name.size(); i > 1; --i)
      std::swap(name[i - 1], name[static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(i)))]);
    Levels renamed_intrinsic = intrinsic;
    for (std::size_t v = 0; v < name.size(); ++v)
      renamed_intrinsic[static_cast<std::size_t>(name[v])] = intrinsic[v];
    const Levels there = computed_greatest(renamed(system, name), renamed_intrinsic);
    const Levels here = computed_greatest(system, intrinsic);
    for (std::size_t v = 0; v < name.size(); ++v)
      RC_ASSERT(there[static_cast<std::size_t>(name[v])] == here[v]);
  }));
}

TEST(FixedPointProperties, OneMoreProviderToChooseFromNeverHurts) {
  EXPECT_TRUE(rc::check("adding a provider to a quorum of the same size", [] {
    const System system = *systems();
    const Levels intrinsic = *intrinsic_levels(system);
    System more = system;
    for (auto& needs : more.needs)
      for (reference::Requirement& r : needs) {
        const int extra = *rc::gen::inRange(0, static_cast<int>(system.needs.size()));
        if (std::find(r.of.begin(), r.of.end(), extra) == r.of.end()) r.of.push_back(extra);
      }
    RC_ASSERT(nowhere_above(computed_greatest(system, intrinsic), computed_greatest(more, intrinsic)));
    RC_ASSERT(nowhere_above(computed_least(system, intrinsic), computed_least(more, intrinsic)));
  }));
}

TEST(ComponentProperties, ProvidersComeFirst) {
  EXPECT_TRUE(rc::check("components are those of the reference, providers' first", [] {
    const System system = *systems();
    const sim::DependencyGraph graph = graph_of(system);
    const std::vector<int> expected = reference::components(system);
    for (std::size_t a = 0; a < graph.size(); ++a) {
      for (std::size_t b = 0; b < graph.size(); ++b)
        RC_ASSERT((graph.component[a] == graph.component[b]) == (expected[a] == expected[b]));
      const auto members = graph.members[graph.component[a]];
      RC_ASSERT(std::count(members.begin(), members.end(), sim::NodeIndex(a)) == 1);
    }
    for (std::size_t r = 0; r < graph.requirement_count(); ++r) {
      const sim::ComponentIndex own = graph.component[graph.owner[r]];
      bool inside = false;
      for (sim::NodeIndex p : graph.providers[r]) {
        RC_ASSERT(graph.component[p] <= own);
        inside = inside || graph.component[p] == own;
      }
      RC_ASSERT((graph.inside[r] != 0) == inside);
      RC_ASSERT(!inside || graph.cyclic[own] != 0);
    }
  }));
}

}  // namespace
}  // namespace hakyu::test
