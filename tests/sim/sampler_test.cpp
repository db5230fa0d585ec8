#include "sim/montecarlo/sampler.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <string>
#include <vector>

namespace hakyu::sim {
namespace {

using models::Law;
using models::Seconds;
constexpr std::int64_t unbounded = std::numeric_limits<std::int64_t>::max();
constexpr double grid = 0x1p-52;

/// Share of a beta(a, b) law below x by Simpson's rule: slow and independent of the sampler.
double beta_probability(double a, double b, double x) {
  const auto density = [=](double t) { return std::pow(t, a - 1) * std::pow(1 - t, b - 1); };
  const auto integral = [&](double to) {
    constexpr int n = 100;
    double sum = density(0.0) + density(to);
    for (int i = 1; i < n; ++i) sum += density(to * i / n) * (i % 2 == 1 ? 4 : 2);
    return sum * to / (3 * n);
  };
  return integral(x) / integral(1.0);
}

double erlang_probability(int k, double x) {
  double term = std::exp(-x), sum = 0.0;
  for (int i = 0; i < k; ++i) {
    sum += term;
    term *= x / (i + 1);
  }
  return 1.0 - sum;
}

struct Case {
  std::string name;
  Law law;
  std::function<double(double)> probability;  ///< P(X ≤ x)
  double mean;
};

/// Laws of a million seconds and more, so that rounding to whole seconds is invisible.
std::vector<Case> cases() {
  const double e6 = 1e6;
  const auto s = [](double x) { return Seconds{static_cast<std::int64_t>(x)}; };
  const double sigma = std::log(5.0) / 1.6448536269514722;
  return {
      {"uniform", models::Uniform{s(e6), s(3e6)}, [=](double x) { return (x - e6) / 2e6; }, 2e6},
      {"triangular", models::Triangular{s(e6), s(2e6), s(5e6)},
       [=](double x) {
         return x < 2e6 ? (x - e6) * (x - e6) / (4e6 * e6) : 1 - (5e6 - x) * (5e6 - x) / (4e6 * 3e6);
       },
       8e6 / 3},
      {"pert", models::Pert{s(e6), s(2e6), s(5e6)},
       [=](double x) { return beta_probability(2, 4, (x - e6) / 4e6); }, 14e6 / 6},
      {"pert at its edge", models::Pert{s(0), s(0), s(5e6)},
       [=](double x) { return 1 - std::pow(1 - x / 5e6, 5); }, 5e6 / 6},
      {"exponential", models::Exponential{s(3e6)}, [](double x) { return 1 - std::exp(-x / 3e6); }, 3e6},
      {"lognormal", models::LogNormal{s(2e6), s(10e6)},
       [=](double x) { return 0.5 * std::erfc(-std::log(x / 2e6) / sigma / std::sqrt(2.0)); },
       2e6 * std::exp(sigma * sigma / 2)},
      {"weibull", models::Weibull{s(2e6), 1.5},
       [](double x) { return 1 - std::exp(-std::pow(x / 2e6, 1.5)); }, 2e6 * std::tgamma(1 + 1 / 1.5)},
      {"weibull, falling hazard", models::Weibull{s(2e6), 0.7},
       [](double x) { return 1 - std::exp(-std::pow(x / 2e6, 0.7)); }, 2e6 * std::tgamma(1 + 1 / 0.7)},
      {"erlang 3", models::Erlang{s(3e6), 3}, [](double x) { return erlang_probability(3, x / 1e6); }, 3e6},
      {"erlang 40", models::Erlang{s(40e6), 40}, [](double x) { return erlang_probability(40, x / 1e6); },
       40e6},
  };
}

TEST(Sampler, DrawsFollowTheLaw) {
  constexpr std::size_t n = 40'000;
  for (const Case& each : cases()) {
    const Sampler sampler(each.law);
    const Stream stream(11, 4);
    std::vector<double> draws;
    double sum = 0.0, squares = 0.0;
    for (std::uint32_t i = 0; i < n; ++i) {
      draws.push_back(static_cast<double>(sampler.draw(stream, 99, Purpose::work_duration, i)));
      sum += draws.back();
      squares += draws.back() * draws.back();
    }
    std::sort(draws.begin(), draws.end());
    double distance = 0.0;
    for (std::size_t i = 0; i < n; ++i) {
      const double p = each.probability(draws[i]);
      distance = std::max({distance, std::fabs(p - static_cast<double>(i) / n),
                           std::fabs(p - static_cast<double>(i + 1) / n)});
    }
    EXPECT_LT(distance * std::sqrt(static_cast<double>(n)), 1.95) << each.name;  // Kolmogorov, P = 0.001
    const double average = sum / n;
    const double error = std::sqrt((squares / n - average * average) / n);
    EXPECT_NEAR(average, each.mean, 4 * error) << each.name;
    EXPECT_NEAR(sampler.mean() / each.mean, 1.0, 1e-12) << each.name;
  }
}

TEST(Sampler, QuantileInvertsTheDistributionFunction) {
  for (const Case& each : cases()) {
    const Sampler sampler(each.law);
    if (!sampler.inverts()) continue;
    std::int64_t before = 0;
    for (double u = 0.0005; u < 1.0; u += 0.0005) {
      const std::int64_t x = sampler.quantile(u);
      EXPECT_GE(each.probability(static_cast<double>(x)) + 1e-12, u) << each.name;
      EXPECT_LE(each.probability(static_cast<double>(x) - 1.0) - 1e-12, u) << each.name;
      EXPECT_GE(x, before) << each.name;
      before = x;
    }
  }
}

TEST(Sampler, ConstantsAreExactAndOtherLawsAtLeastOneSecond) {
  const Stream stream(1, 1);
  const auto draw = [&stream](const Law& law) { return Sampler(law).draw(stream, 1, Purpose::travel, 0); };
  EXPECT_EQ(draw(models::Constant{Seconds{0}}), 0);
  EXPECT_EQ(draw(models::Constant{Seconds{9'007'199'254'740'993}}), 9'007'199'254'740'993);
  EXPECT_EQ(draw(models::Uniform{Seconds{7}, Seconds{7}}), 7);
  EXPECT_EQ(draw(models::Triangular{Seconds{7}, Seconds{7}, Seconds{7}}), 7);
  EXPECT_EQ(draw(models::Pert{Seconds{7}, Seconds{7}, Seconds{7}}), 7);
  EXPECT_EQ(draw(models::LogNormal{Seconds{7}, Seconds{7}}), 7);
  EXPECT_EQ(Sampler().draw(stream, 1, Purpose::travel, 0), 0);
  EXPECT_EQ(Sampler(models::Exponential{Seconds{10}}).quantile(0.5 * grid), 1);
  EXPECT_EQ(Sampler(models::Empirical{{Seconds{0}, Seconds{5}}}).quantile(0.1), 1);
}

TEST(Sampler, RoundsUp) {
  EXPECT_EQ(Sampler(models::Uniform{Seconds{0}, Seconds{10}}).quantile(0.25), 3);
  EXPECT_EQ(Sampler(models::Uniform{Seconds{0}, Seconds{8}}).quantile(0.25), 2);
  EXPECT_EQ(Sampler(models::Exponential{Seconds{100}}).quantile(0.5), 70);  // 69.3
}

TEST(Sampler, EmpiricalGivesEveryValueTheSameShare) {
  const Sampler sampler(models::Empirical{{Seconds{30}, Seconds{10}, Seconds{20}, Seconds{10}}});
  EXPECT_EQ(sampler.quantile(0.2499), 10);
  EXPECT_EQ(sampler.quantile(0.4999), 10);
  EXPECT_EQ(sampler.quantile(0.5), 20);
  EXPECT_EQ(sampler.quantile(0.75), 30);
  EXPECT_EQ(sampler.quantile(1.0 - grid / 2), 30);
  EXPECT_EQ(sampler.mean(), 17.5);
  EXPECT_EQ(sampler.upper_bound(), 30);
}

TEST(Sampler, BeyondIsTheFirstGridPointAboveTheLimit) {
  for (const Case& each : cases()) {
    const Sampler sampler(each.law);
    if (!sampler.inverts()) continue;
    for (const std::int64_t limit : {1'200'000, 2'000'000, 2'900'000}) {
      const double u = sampler.beyond(limit);
      ASSERT_LT(u, 1.0) << each.name;
      EXPECT_GT(sampler.quantile(u), limit) << each.name;
      EXPECT_LE(sampler.quantile(u - grid), limit) << each.name;
      EXPECT_EQ(std::floor(u / grid) + 0.5, u / grid) << each.name;
    }
  }
}

TEST(Sampler, BeyondAtTheEnds) {
  const Sampler fixed(models::Constant{Seconds{10}});
  EXPECT_EQ(fixed.beyond(10), 1.0);
  EXPECT_EQ(fixed.beyond(9), 0.5 * grid);
  EXPECT_EQ(Sampler(models::Uniform{Seconds{1}, Seconds{4}}).beyond(4), 1.0);
}

TEST(Sampler, NearQuantileIsNearForEveryLaw) {
  for (const Case& each : cases())
    for (const double u : {0.05, 0.5, 0.95, 0.999})
      EXPECT_NEAR(each.probability(static_cast<double>(Sampler(each.law).near_quantile(u))), u, 0.06)
          << each.name;
}

TEST(Sampler, UpperBounds) {
  EXPECT_EQ(Sampler(models::Constant{Seconds{4}}).upper_bound(), 4);
  EXPECT_EQ(Sampler(models::Uniform{Seconds{1}, Seconds{4}}).upper_bound(), 4);
  EXPECT_EQ(Sampler(models::Triangular{Seconds{1}, Seconds{2}, Seconds{4}}).upper_bound(), 4);
  EXPECT_EQ(Sampler(models::Pert{Seconds{1}, Seconds{2}, Seconds{4}}).upper_bound(), 4);
  for (const Law& law : {Law{models::Exponential{Seconds{4}}}, Law{models::LogNormal{Seconds{4}, Seconds{5}}},
                         Law{models::Weibull{Seconds{4}, 2.0}}, Law{models::Erlang{Seconds{4}, 2}}})
    EXPECT_EQ(Sampler(law).upper_bound(), unbounded);
}

TEST(Sampler, HugeDrawsAreCut) {
  EXPECT_EQ(Sampler(models::LogNormal{Seconds{1}, Seconds{std::int64_t{1} << 55U}}).quantile(1 - grid / 2),
            Sampler::longest);
}

TEST(Sampler, GivesTheseSeconds) {
  const Stream stream(2026, 17);
  std::vector<std::int64_t> draws;
  for (const Case& each : cases()) draws.push_back(Sampler(each.law).draw(stream, 42, Purpose::rollback, 3));
  EXPECT_EQ(draws, (std::vector<std::int64_t>{2176066, 2776578, 2147394, 626377, 2660436, 2486422, 1846082,
                                              1684626, 889164, 35218360}));
}

}  // namespace
}  // namespace hakyu::sim
