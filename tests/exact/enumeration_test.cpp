// Everything the diagrams answer against looking at every world of thousands of random formulas.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "random_formula.hpp"

namespace {

using namespace hakyu::sim::exact;
using hakyu::test::RandomFormula;

/// Where a value was computed from differences, rounding of 1e-15 or so of what was subtracted remains.
void expect_close(double value, double expected, const char* what) {
  if (std::isinf(expected)) {
    EXPECT_EQ(value, expected) << what;
  } else {
    EXPECT_NEAR(value, expected, 1e-9 * std::max(1e-3, std::abs(expected))) << what;
  }
}

double with(const std::vector<bool>& table, std::vector<double> probabilities, std::size_t event, double p) {
  probabilities[event] = p;
  return hakyu::test::probability(table, probabilities);
}

double ratio(double a, double b) {
  if (b == 0.0) return a == 0.0 ? 1.0 : std::numeric_limits<double>::infinity();
  return a / b;
}

void check_importances(const RandomFormula& random, const Diagrams& diagrams, std::size_t root,
                       const std::vector<bool>& table) {
  const auto& p = random.probabilities;
  const double whole = hakyu::test::probability(table, p);
  const auto importances = diagrams.importances(root, p);
  ASSERT_EQ(importances.size(), p.size());
  for (std::size_t event = 0; event < p.size(); ++event) {
    const double high = with(table, p, event, 1.0);
    const double low = with(table, p, event, 0.0);
    expect_close(importances[event].birnbaum, high - low, "birnbaum");
    if (whole > 1e-9 || whole == 0.0) {
      expect_close(importances[event].criticality, whole == 0.0 ? 0.0 : (high - low) * p[event] / whole,
                   "criticality");
      expect_close(importances[event].risk_achievement_worth, ratio(high, whole), "achievement");
    }
    if (low > 1e-9 || low == 0.0)
      expect_close(importances[event].risk_reduction_worth, ratio(whole, low), "reduction");
    expect_close(diagrams.probability_given(p, static_cast<std::uint32_t>(event))[root], high, "given");
  }
}

void check_frequency(const RandomFormula& random, const Diagrams& diagrams, std::size_t root,
                     const std::vector<bool>& table) {
  std::vector<double> down;
  for (const auto& rate : random.rates) down.push_back(rate.failure / (rate.failure + rate.repair));
  // Flow from true worlds to false ones... of the root's failure: from every world where it is false to every
  // neighbour where it is true.
  double flow = 0.0;
  for (std::size_t state = 0; state < table.size(); ++state) {
    double p = 1.0;
    for (std::size_t i = 0; i < down.size(); ++i) p *= (state >> i & 1U) != 0 ? down[i] : 1.0 - down[i];
    for (std::size_t i = 0; i < down.size(); ++i)
      if (!table[state] && table[state ^ (std::size_t{1} << i)])
        flow += p * ((state >> i & 1U) != 0 ? random.rates[i].repair : random.rates[i].failure);
  }
  const auto frequency = diagrams.frequency(root, random.rates);
  ASSERT_TRUE(frequency);
  const double unavailable = hakyu::test::probability(table, down);
  expect_close(frequency->frequency, flow, "frequency");
  expect_close(frequency->unavailability, unavailable, "unavailability");
  if (flow > 1e-9) {
    expect_close(frequency->mean_up, (1.0 - unavailable) / flow, "mean up");
    expect_close(frequency->mean_down, unavailable / flow, "mean down");
  }
}

std::uint32_t as_world(const CutSet& set) {
  std::uint32_t world = 0;
  for (const auto event : set.events) world |= 1U << event;
  return world;
}

void check_list(const CutSets& sets, const std::vector<std::uint32_t>& minimal,
                const std::vector<double>& p) {
  std::vector<CutSet> expected;
  for (const auto world : minimal) {
    CutSet set;
    set.probability = 1.0;
    for (std::uint32_t i = 0; i < p.size(); ++i)
      if ((world >> i & 1U) != 0) {
        set.events.push_back(i);
        set.probability *= p[i];
      }
    expected.push_back(set);
  }
  for (const CutSetQuery& query : {CutSetQuery{1U << 15U}, CutSetQuery{3}, CutSetQuery{1U << 15U, 2},
                                   CutSetQuery{1U << 15U, 32, 1e-2}, CutSetQuery{2, 3, 1e-3}}) {
    std::vector<double> wanted;
    for (const auto& set : expected)
      if (set.events.size() <= query.order && set.probability >= query.probability)
        wanted.push_back(set.probability);
    std::sort(wanted.rbegin(), wanted.rend());
    const auto list = sets.list(p, query);
    ASSERT_TRUE(list);
    ASSERT_EQ(list->sets.size(), std::min(wanted.size(), query.most));
    EXPECT_EQ(list->complete, wanted.size() <= query.most);
    for (std::size_t i = 0; i < list->sets.size(); ++i) {
      EXPECT_NEAR(list->sets[i].probability, wanted[i], 1e-12 * wanted[i]);
      EXPECT_TRUE(std::binary_search(minimal.begin(), minimal.end(), as_world(list->sets[i])));
      if (i > 0) {
        EXPECT_NE(list->sets[i].events, list->sets[i - 1].events);
      }
    }
  }
}

void check_cut_sets(const RandomFormula& random, const Diagrams& diagrams, std::size_t root,
                    const std::vector<bool>& table) {
  const auto minimal = hakyu::test::minimal_worlds(table);
  const auto sets = CutSets::of(diagrams, root);
  ASSERT_TRUE(sets);
  EXPECT_EQ(sets->count(), minimal.size());
  std::vector<Count> by_order(5);
  double sum = 0.0;
  for (const auto world : minimal) {
    double p = 1.0;
    std::size_t order = 0;
    for (std::size_t i = 0; i < random.probabilities.size(); ++i)
      if ((world >> i & 1U) != 0) {
        p *= random.probabilities[i];
        ++order;
      }
    sum += p;
    if (order < by_order.size()) ++by_order[order];
  }
  EXPECT_EQ(sets->counts_by_order(4), by_order);
  expect_close(sets->rare_event_sum(random.probabilities), sum, "rare event sum");
  check_list(*sets, minimal, random.probabilities);
}

void check_fussell_vesely(const RandomFormula& random, const Diagrams& diagrams, std::size_t root,
                          const std::vector<bool>& table) {
  const double whole = hakyu::test::probability(table, random.probabilities);
  if (whole < 1e-9) return;
  const auto minimal = hakyu::test::minimal_worlds(table);
  const auto shares = diagrams.fussell_vesely(root, random.probabilities);
  ASSERT_TRUE(shares);
  for (std::size_t event = 0; event < random.probabilities.size(); ++event) {
    std::vector<bool> happened(table.size());
    for (const auto set : minimal) {
      if ((set >> event & 1U) == 0) continue;
      for (std::size_t state = 0; state < table.size(); ++state)
        if ((state & set) == set) happened[state] = true;
    }
    expect_close((*shares)[event], hakyu::test::probability(happened, random.probabilities) / whole,
                 "Fussell-Vesely");
  }
}

void check_all(const RandomFormula& random, const BuildOptions& options) {
  const auto diagrams = Diagrams::build(random.formula, random.roots, {}, options);
  ASSERT_TRUE(diagrams);
  const auto probabilities = diagrams->probability(random.probabilities);
  ASSERT_EQ(probabilities.size(), random.roots.size());
  for (std::size_t root = 0; root < random.roots.size(); ++root) {
    const auto table = hakyu::test::truth_table(random.formula, random.roots[root]);
    const double expected = hakyu::test::probability(table, random.probabilities);
    EXPECT_NEAR(probabilities[root], expected, 1e-12 * expected);
    check_importances(random, *diagrams, root, table);
    check_frequency(random, *diagrams, root, table);
    check_cut_sets(random, *diagrams, root, table);
    check_fussell_vesely(random, *diagrams, root, table);
  }
}

void run(std::uint32_t seed, std::uint32_t count, std::uint32_t events, std::uint32_t gates, bool coherent) {
  std::mt19937 random(seed);
  for (std::uint32_t i = 0; i < count && !testing::Test::HasFatalFailure(); ++i) {
    SCOPED_TRACE(i);
    const auto formula = hakyu::test::random_formula(random, events, gates, coherent);
    check_all(formula, {});
    if (testing::Test::HasFailure()) return;
  }
}

TEST(ExactEnumeration, SmallCoherentFormulas) { run(1, 2000, 5, 7, true); }
TEST(ExactEnumeration, SmallFormulasWithNegation) { run(2, 2000, 5, 7, false); }
TEST(ExactEnumeration, CoherentFormulasWithModules) { run(3, 60, 9, 8, true); }
TEST(ExactEnumeration, FormulasWithNegationAndModules) { run(4, 60, 9, 8, false); }
TEST(ExactEnumeration, DeepCoherentFormulas) { run(5, 20, 10, 40, true); }
TEST(ExactEnumeration, DeepFormulasWithNegation) { run(6, 20, 10, 40, false); }

TEST(ExactEnumeration, ProbabilitiesOfLargerFormulas) {
  std::mt19937 random(7);
  for (int i = 0; i < 20; ++i) {
    const auto made = hakyu::test::random_formula(random, 12, 30, i % 2 == 0);
    const auto diagrams = Diagrams::build(made.formula, made.roots);
    ASSERT_TRUE(diagrams);
    const double expected =
        hakyu::test::probability(hakyu::test::truth_table(made.formula, made.roots[0]), made.probabilities);
    EXPECT_NEAR(diagrams->probability(made.probabilities)[0], expected, 1e-12 * expected);
  }
}

TEST(ExactEnumeration, EveryOrderAndPreparationGivesTheSameValues) {
  std::mt19937 random(8);
  for (int i = 0; i < 30; ++i) {
    SCOPED_TRACE(i);
    const auto made = hakyu::test::random_formula(random, 7, 12, i % 2 == 0);
    for (const auto order :
         {Order::depth_first, Order::shared_first, Order::fresh_first, Order::fresh_share, Order::weighted})
      for (const bool modules : {false, true})
        for (const bool simplify : {false, true}) check_all(made, {order, modules, simplify});
    if (HasFailure()) return;
  }
}

TEST(ExactEnumeration, ManyVectorsAreBitIdenticalToOneByOne) {
  std::mt19937 random(9);
  std::uniform_real_distribution<double> uniform;
  const auto made = hakyu::test::random_formula(random, 12, 30, false);
  const auto diagrams = Diagrams::build(made.formula, made.roots);
  ASSERT_TRUE(diagrams);
  constexpr std::size_t count = 21;
  std::vector<double> vectors(count * 12);
  for (auto& p : vectors) p = uniform(random);
  std::vector<double> expected;
  for (std::size_t i = 0; i < count; ++i) {
    const auto one = diagrams->probability(std::span<const double>(vectors).subspan(i * 12, 12));
    expected.insert(expected.end(), one.begin(), one.end());
  }
  EXPECT_EQ(diagrams->probabilities(vectors, count), expected);
  EXPECT_TRUE(diagrams->probabilities({}, 0).empty());
}

TEST(ExactEnumeration, ConstantsAndSingleEventsAreAnswered) {
  Formula formula;
  const auto a = formula.event();
  formula.event();
  const std::vector<Literal> roots{always, never, a, !a};
  const auto diagrams = Diagrams::build(formula, roots);
  ASSERT_TRUE(diagrams);
  EXPECT_EQ(diagrams->probability(std::vector<double>{0.25, 0.5}),
            (std::vector<double>{1.0, 0.0, 0.25, 0.75}));
  const std::vector<int> counts{1, 0, 1, 1};
  for (std::size_t root = 0; root < roots.size(); ++root)
    EXPECT_EQ(CutSets::of(*diagrams, root)->count(), counts[root]) << root;
  const auto importance = diagrams->importances(1, std::vector<double>{0.25, 0.5});
  EXPECT_EQ(importance[0].risk_achievement_worth, 1.0);
  EXPECT_EQ(diagrams->importances(2, std::vector<double>{0.25, 0.5})[0].risk_reduction_worth,
            std::numeric_limits<double>::infinity());
}

TEST(ExactEnumeration, SmallProbabilitiesKeepTheirDigits) {
  Formula formula;
  std::vector<Literal> events;
  for (int i = 0; i < 10; ++i) events.push_back(formula.event());
  const auto root = formula.at_least(8, events);
  const auto diagrams = Diagrams::build(formula, {&root, 1});
  const double p = 1e-5;
  const double expected =
      45 * std::pow(p, 8) * (1 - p) * (1 - p) + 10 * std::pow(p, 9) * (1 - p) + std::pow(p, 10);
  EXPECT_NEAR(diagrams->probability(std::vector<double>(10, p))[0], expected, 1e-13 * expected);
  EXPECT_EQ(CutSets::of(*diagrams, 0)->count(), 45);
}

}  // namespace
