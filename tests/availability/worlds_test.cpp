// Worlds drawn in parallel: right frequencies for every kind of gate and every way of drawing, the same
// numbers for any number of threads, intervals that keep their promise.
#include <gtest/gtest.h>

#include <cmath>

#include "sim/exact/worlds.hpp"

namespace hakyu::sim::exact {
namespace {

double exact(const Formula& formula, Literal root, const std::vector<double>& p) {
  double sum = 0.0;
  for (unsigned world = 0; world < 1U << p.size(); ++world) {
    bool events[20] = {};
    double weight = 1.0;
    for (std::size_t i = 0; i < p.size(); ++i) {
      events[i] = (world >> i & 1U) != 0;
      weight *= events[i] ? p[i] : 1.0 - p[i];
    }
    const std::vector<bool> of = evaluate(formula, std::span<const bool>(events, p.size()));
    if (of[root.node()] != root.negated()) sum += weight;
  }
  return sum;
}

struct Case {
  Formula formula;
  std::vector<Literal> roots;
  std::vector<double> p;
};

/// Every kind of gate and literal over rare, frequent, nearly certain, impossible and certain events.
Case all_kinds() {
  Case made;
  made.p = {0.001, 0.02, 0.2, 0.3, 0.5, 0.7, 0.9, 0.999, 0.0, 1.0, 0.02, 0.3};
  std::vector<Literal> e;
  for (std::size_t i = 0; i < made.p.size(); ++i) e.push_back(made.formula.event());
  Formula& f = made.formula;
  made.roots = e;
  made.roots.push_back(!e[2]);
  made.roots.push_back(f.all_of(std::vector{e[3], !e[4], e[7]}));
  made.roots.push_back(f.any_of(std::vector{e[0], e[1], e[10], !e[9]}));
  for (const std::uint32_t k : {2U, 3U, 5U, 7U})
    made.roots.push_back(f.at_least(k, std::vector{e[2], e[3], !e[4], e[5], e[6], e[11], e[10], e[1]}));
  made.roots.push_back(f.exclusive_or(std::vector{e[2], e[4], !e[6]}));
  made.roots.push_back(!made.roots.back());
  made.roots.push_back(always);
  made.roots.push_back(never);
  return made;
}

TEST(Worlds, FrequenciesAgreeWithEnumeration) {
  const Case given = all_kinds();
  const auto drawn = draw_worlds(given.formula, given.roots, given.p,
                                 {.worlds = 4'000'000, .seed = 7, .confidence = 0.99999});
  ASSERT_TRUE(drawn);
  for (std::size_t i = 0; i < given.roots.size(); ++i) {
    const double truth = exact(given.formula, given.roots[i], given.p);
    const Estimate& found = (*drawn)[i];
    EXPECT_GE(found.worlds, 4'000'000U);
    EXPECT_LE(found.low, truth + 1e-12) << i;
    EXPECT_GE(found.high, truth - 1e-12) << i;
    EXPECT_LT(found.high - found.low, 0.0025) << i;
  }
}

TEST(Worlds, EventsAreIndependentAlsoOfOneProbability) {
  // Events of one probability are drawn together: pairs must still meet as often as independent ones.
  for (const double p : {0.02, 0.2, 0.4}) {
    Formula formula;
    std::vector<Literal> e;
    for (int i = 0; i < 6; ++i) e.push_back(formula.event());
    std::vector<Literal> pairs;
    for (std::size_t i = 0; i < e.size(); ++i)
      for (std::size_t j = i + 1; j < e.size(); ++j) pairs.push_back(formula.all_of(std::vector{e[i], e[j]}));
    const auto drawn =
        draw_worlds(formula, pairs, std::vector<double>(6, p), {.worlds = 3'000'000, .confidence = 0.99999});
    ASSERT_TRUE(drawn);
    for (const Estimate& each : *drawn) {
      EXPECT_LE(each.low, p * p);
      EXPECT_GE(each.high, p * p);
    }
  }
}

TEST(Worlds, TheNumberOfThreadsDoesNotMatter) {
  const Case given = all_kinds();
  std::vector<std::uint64_t> first;
  for (const unsigned threads : {1U, 2U, 7U}) {
    const auto drawn = draw_worlds(given.formula, given.roots, given.p,
                                   {.worlds = 3'000'000, .seed = 5, .threads = threads});
    ASSERT_TRUE(drawn);
    std::vector<std::uint64_t> hits;
    for (const Estimate& each : *drawn) hits.push_back(each.hits);
    if (first.empty()) first = hits;
    EXPECT_EQ(hits, first);
  }
  const auto other = draw_worlds(given.formula, given.roots, given.p, {.worlds = 3'000'000, .seed = 6});
  ASSERT_TRUE(other);
  EXPECT_NE((*other)[2].hits, first[2]) << "another seed";
}

TEST(Worlds, HitsScatterAsIndependentWorldsDo) {
  // 200 seeds: the variance of the number of hits is n p (1 − p), not less (worlds too even) nor more.
  Formula formula;
  const std::vector<Literal> roots{formula.event(), formula.event()};
  const std::vector<double> p{0.01, 0.4};
  double sum[2] = {};
  double squares[2] = {};
  double n = 0.0;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const auto drawn = draw_worlds(formula, roots, p, {.worlds = 1, .seed = seed, .threads = 1});
    ASSERT_TRUE(drawn);
    for (std::size_t i = 0; i < 2; ++i) {
      n = static_cast<double>((*drawn)[i].worlds);
      const double z =
          (static_cast<double>((*drawn)[i].hits) - n * p[i]) / std::sqrt(n * p[i] * (1.0 - p[i]));
      sum[i] += z;
      squares[i] += z * z;
    }
  }
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_LT(std::fabs(sum[i]) / std::sqrt(200.0), 4.0);
    EXPECT_NEAR(squares[i] / 200.0, 1.0, 0.4);
  }
}

TEST(Worlds, LimitsEndInAValue) {
  const Case given = all_kinds();
  Limits limits;
  limits.memory = 10;
  const auto none = draw_worlds(given.formula, given.roots, given.p, {}, limits);
  ASSERT_FALSE(none);
  EXPECT_EQ(none.out_of(), OutOf::memory);
  limits = {};
  limits.time = std::chrono::milliseconds(20);
  const auto some = draw_worlds(given.formula, given.roots, given.p,
                                {.worlds = 1'000'000'000'000ULL, .threads = 1}, limits);
  ASSERT_TRUE(some) << "what was drawn until then";
  EXPECT_LT((*some)[0].worlds, 1'000'000'000'000ULL);
}

// Values by R's binom.test (k of n, 95 %).
TEST(ClopperPearson, AgreesWithTables) {
  EXPECT_EQ(clopper_pearson(0, 10, 0.95).low, 0.0);
  EXPECT_NEAR(clopper_pearson(0, 10, 0.95).high, 0.3084971078, 1e-9);
  EXPECT_NEAR(clopper_pearson(1, 10, 0.95).low, 0.002528579, 1e-8);
  EXPECT_NEAR(clopper_pearson(1, 10, 0.95).high, 0.4450161, 1e-6);
  EXPECT_NEAR(clopper_pearson(7, 20, 0.95).low, 0.1539092, 1e-6);
  EXPECT_NEAR(clopper_pearson(7, 20, 0.95).high, 0.5921885, 1e-6);
  EXPECT_EQ(clopper_pearson(10, 10, 0.95).high, 1.0);
  EXPECT_NEAR(clopper_pearson(10, 10, 0.95).low, 1.0 - 0.3084971078, 1e-9);
}

// Closed form: with no hit the upper end is 1 − (α/2)^(1/n).
TEST(ClopperPearson, HoldsForManyWorlds) {
  for (const std::uint64_t n : {1000ULL, 1'000'000ULL, 1'000'000'000ULL}) {
    const double expected = -std::expm1(std::log(0.025) / static_cast<double>(n));
    EXPECT_NEAR(clopper_pearson(0, n, 0.95).high / expected, 1.0, 1e-8);
  }
  const Interval01 middle = clopper_pearson(500'000'000, 1'000'000'000, 0.95);
  EXPECT_NEAR(middle.low, 0.5 - 1.959964 * std::sqrt(0.25e-9), 1e-8);
  EXPECT_NEAR(middle.high, 0.5 + 1.959964 * std::sqrt(0.25e-9), 1e-8);
}

}  // namespace
}  // namespace hakyu::sim::exact
