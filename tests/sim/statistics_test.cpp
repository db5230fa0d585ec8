#include "sim/montecarlo/statistics.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <random>
#include <vector>

#include "sim/plans/bootstrap.hpp"
#include "sim/plans/pareto.hpp"
#include "sim/plans/weights.hpp"

namespace hakyu::sim {
namespace {

Moments moments_of(const std::vector<double>& values) {
  Moments moments;
  for (const double x : values) moments.add(x);
  return moments;
}

std::vector<double> some_values(std::size_t least = 1) {
  const auto size = *rc::gen::inRange<std::size_t>(least, 300);
  const auto offset = *rc::gen::element(0.0, 1.0, 1e6, -1e9);
  std::vector<double> values;
  for (std::size_t i = 0; i < size; ++i) values.push_back(offset + *rc::gen::inRange(-1000, 1000) / 7.0);
  return values;
}

TEST(Moments, AgreeWithTwoPassesInHigherPrecision) {
  EXPECT_TRUE(rc::check([] {
    const std::vector<double> values = some_values(2);
    const auto n = static_cast<long double>(values.size());
    long double mean = 0.0L, squares = 0.0L;
    for (const double x : values) mean += x / n;
    for (const double x : values) squares += (x - mean) * (x - mean);
    const Moments moments = moments_of(values);
    RC_ASSERT(moments.count == values.size());
    RC_ASSERT(std::fabs(moments.mean - static_cast<double>(mean)) <= 1e-12 * (1.0 + std::fabs(moments.mean)));
    // The offset is up to a billion times the spread: a difference of squares would keep no digit.
    RC_ASSERT(std::fabs(moments.squares - static_cast<double>(squares)) <= 1e-6 * (1.0 + moments.squares));
  }));
}

TEST(Moments, MergingPartsIsTheWhole) {
  EXPECT_TRUE(rc::check([] {
    const std::vector<double> values = some_values();
    const auto cut = *rc::gen::inRange<std::size_t>(0, values.size() + 1);
    Moments parts = moments_of({values.begin(), values.begin() + static_cast<std::ptrdiff_t>(cut)});
    parts.merge(moments_of({values.begin() + static_cast<std::ptrdiff_t>(cut), values.end()}));
    const Moments whole = moments_of(values);
    RC_ASSERT(parts.count == whole.count);
    RC_ASSERT(std::fabs(parts.mean - whole.mean) <= 1e-12 * (1.0 + std::fabs(whole.mean)));
    RC_ASSERT(std::fabs(parts.squares - whole.squares) <= 1e-6 * (1.0 + whole.squares));
  }));
}

TEST(Moments, EqualValuesHaveExactlyTheirMeanAndNoSpread) {
  Moments moments;
  for (int i = 0; i < 7; ++i) moments.add(0.1);
  Moments more;
  for (int i = 0; i < 93; ++i) more.add(0.1);
  moments.merge(more);
  EXPECT_EQ(moments.mean, 0.1);
  EXPECT_EQ(moments.squares, 0.0);
  EXPECT_EQ(mean_figure(moments, 0.95), (Figure{0.1, 0.1, 0.1}));
}

TEST(Student, QuantileAgreesWithBoost) {
  for (const std::uint64_t freedom : {10ULL, 30ULL, 99ULL, 999ULL, 99'999ULL}) {
    const boost::math::students_t reference(static_cast<double>(freedom));
    for (const double u : {0.025, 0.1, 0.5, 0.9, 0.975, 0.995}) {
      const double want = boost::math::quantile(reference, u);
      EXPECT_NEAR(student_quantile(u, freedom), want, 1.5e-4 * std::fabs(want) + 1e-12)
          << u << " " << freedom;
    }
  }
  EXPECT_NEAR(student_quantile(0.975, 3), 3.182446, 0.004 * 3.182446);
  EXPECT_LT(student_quantile(0.975, 1), 12.7062);
  EXPECT_GT(student_quantile(0.975, 1), 0.88 * 12.7062);
}

TEST(Intervals, OfTheMeanCoverAsOftenAsPromised) {
  std::mt19937_64 random(7);
  std::exponential_distribution<double> exponential;
  std::normal_distribution<double> normal;
  int of_few_normal = 0, of_many_skewed = 0;
  constexpr int trials = 4000;
  for (int trial = 0; trial < trials; ++trial) {
    Moments few, many;
    for (int i = 0; i < 6; ++i) few.add(normal(random));
    for (int i = 0; i < 200; ++i) many.add(exponential(random));
    const Figure a = signed_figure(few, 0.95);
    const Figure b = mean_figure(many, 0.95);
    of_few_normal += a.low <= 0.0 && 0.0 <= a.high ? 1 : 0;
    of_many_skewed += b.low <= 1.0 && 1.0 <= b.high ? 1 : 0;
  }
  EXPECT_NEAR(of_few_normal, 0.95 * trials, 3.5 * std::sqrt(trials * 0.95 * 0.05));
  EXPECT_NEAR(of_many_skewed, 0.945 * trials, 3.5 * std::sqrt(trials * 0.945 * 0.055));
}

TEST(Intervals, OfAQuantityThatIsNeverNegativeStartAtZero) {
  Moments moments;
  moments.add(0.0);
  moments.add(0.0);
  moments.add(5.0);
  EXPECT_EQ(mean_figure(moments, 0.95).low, 0.0);
  EXPECT_LT(signed_figure(moments, 0.95).low, 0.0);
}

TEST(Shares, AreWilsonIntervals) {
  const Figure ten = share_figure(10, 100, 0.95);  // Newcombe 1998 gives 0.0552–0.1744
  EXPECT_DOUBLE_EQ(ten.mean, 0.1);
  EXPECT_NEAR(ten.low, 0.055229, 5e-7);
  EXPECT_NEAR(ten.high, 0.174366, 5e-7);
  const double z2 = 3.841458820694124;
  const Figure none = share_figure(0, 1000, 0.95);
  EXPECT_EQ(none.mean, 0.0);
  EXPECT_EQ(none.low, 0.0);
  EXPECT_NEAR(none.high, z2 / (1000.0 + z2), 1e-15);
  const Figure all = share_figure(1000, 1000, 0.95);
  EXPECT_EQ(all.mean, 1.0);
  EXPECT_EQ(all.high, 1.0);
  EXPECT_NEAR(all.low, 1000.0 / (1000.0 + z2), 1e-12);
  EXPECT_EQ(share_figure(1, 1, 0.95), (Figure{1.0, 1.0, 1.0}));
}

TEST(Shares, OfSeveralPerReplicationAreMeansOfTheirNumber) {
  const Figure twice = share_figure(30, 100, 0.95, 2);
  const Figure once = share_figure(15, 100, 0.95);
  EXPECT_DOUBLE_EQ(twice.mean, 0.3);
  EXPECT_NEAR(twice.low, 2.0 * once.low, 1e-15);
  EXPECT_NEAR(twice.high, 2.0 * once.high, 1e-15);
}

TEST(Shares, CoverRareProbabilities) {
  std::mt19937_64 random(11);
  std::binomial_distribution<unsigned> events(2000, 0.001);
  int covered = 0;
  constexpr int trials = 4000;
  for (int trial = 0; trial < trials; ++trial) {
    const Figure figure = share_figure(events(random), 2000, 0.95);
    covered += figure.low <= 0.001 && 0.001 <= figure.high ? 1 : 0;
  }
  EXPECT_GT(covered, 0.93 * trials);
}

TEST(WorstTwentieth, IsTheLeastOfItsDefinition) {
  EXPECT_TRUE(rc::check([] {
    const std::vector<double> values = some_values();
    const double tail = 0.05 * static_cast<double>(values.size());
    double least = INFINITY;  // the minimum lies at one of the values
    for (const double c : values) {
      double excess = 0.0;
      for (const double x : values) excess += std::max(x - c, 0.0);
      least = std::min(least, c + excess / tail);
    }
    RC_ASSERT(std::fabs(worst_twentieth_mean(values) - least) <= 1e-9 * (1.0 + std::fabs(least)));
  }));
  EXPECT_EQ(worst_twentieth_mean({}), 0.0);
  EXPECT_EQ(worst_twentieth_mean({3.5}), 3.5);
}

TEST(Pareto, FrontIsWhatNothingDominates) {
  const std::vector<Objectives> plans{
      {10, 0, 5, 3}, {10, 0, 5, 3}, {9, 0, 6, 3}, {10, 0, 6, 3}, {11, 0, 5, 3}};
  EXPECT_EQ(pareto_front(plans), (std::vector<bool>{true, true, true, false, false}));
  EXPECT_FALSE(dominates(plans[0], plans[1]));
  EXPECT_TRUE(dominates(plans[0], plans[3]));
}

TEST(Bootstrap, GivesTheNormalProbabilityOfTwoMeans) {
  std::mt19937_64 random(3);
  std::normal_distribution<double> noise;
  constexpr std::size_t rows = 4000;
  std::vector<double> impacts;
  Moments difference;
  for (std::size_t i = 0; i < rows; ++i) {
    const double a = 10.0 + noise(random), b = 10.02 + noise(random);
    impacts.insert(impacts.end(), {a, b});
    difference.add(b - a);
  }
  const double z = difference.mean / std::sqrt(difference.variance() / rows);
  const double want = boost::math::cdf(boost::math::normal(), z);
  const std::vector<double> shares = best_probabilities(impacts, 2, 5, 2);
  EXPECT_NEAR(shares[0], want, 4.0 * std::sqrt(want * (1.0 - want) / 1000.0) + 1e-3);
  EXPECT_NEAR(shares[0] + shares[1], 1.0, 1e-12);
}

TEST(Bootstrap, SplitsTiesAndDoesNotDependOnThreads) {
  std::mt19937_64 random(4);
  std::exponential_distribution<double> exponential;
  std::vector<double> impacts;
  for (int i = 0; i < 999; ++i) {
    const double x = exponential(random);
    impacts.insert(impacts.end(), {x, exponential(random), x});
  }
  const std::vector<double> one = best_probabilities(impacts, 3, 9, 1);
  EXPECT_EQ(one[0], one[2]);
  EXPECT_GT(one[0], 0.0);
  EXPECT_EQ(one, best_probabilities(impacts, 3, 9, 2));
  EXPECT_EQ(one, best_probabilities(impacts, 3, 9, 7));
  EXPECT_NE(one, best_probabilities(impacts, 3, 10, 1));
  EXPECT_EQ(best_probabilities(impacts, 1, 9, 1), (std::vector<double>{1.0}));
}

TEST(WeightSensitivity, FindsWhereTheOrderTurns) {
  // Service 0 weighs 1 (0.5–4), service 1 weighs 2. Impacts: a = 10·1 + 5·2 = 20, b = 4·1 + 9·2 = 22.
  const std::vector<PlanMeans> plans{{20.0, {10.0, 5.0}}, {22.0, {4.0, 9.0}}, {30.0, {14.0, 8.0}}};
  const std::vector<WeightRange> ranges{{ServiceIndex(0), 1.0, 0.5, 4.0}};
  const auto found = weight_sensitivity(plans, ranges);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].a, 0U);
  EXPECT_EQ(found[0].b, 1U);
  EXPECT_DOUBLE_EQ(found[0].weight, 1.0 + 2.0 / 6.0);  // 10w + 10 = 4w + 18
  EXPECT_TRUE(weight_sensitivity(plans, std::vector<WeightRange>{{ServiceIndex(0), 1.0, 0.5, 1.2}}).empty());
  EXPECT_TRUE(weight_sensitivity(plans, std::vector<WeightRange>{{ServiceIndex(1), 2.0, 1.9, 2.5}}).empty());
  const auto other = weight_sensitivity(plans, std::vector<WeightRange>{{ServiceIndex(1), 2.0, 1.0, 2.5}});
  ASSERT_EQ(other.size(), 1U);
  EXPECT_DOUBLE_EQ(other[0].weight, 1.5);  // 10 + 5w = 4 + 9w
}

}  // namespace
}  // namespace hakyu::sim
