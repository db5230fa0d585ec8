#include "sim/montecarlo/math.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>

namespace hakyu::sim {
namespace {

/// Distance of `got` from `want` in units in the last place of `want`.
double ulps(double got, long double want) {
  int exponent = 0;
  std::frexp(static_cast<double>(want), &exponent);
  return std::fabs(static_cast<double>(static_cast<long double>(got) - want)) /
         std::ldexp(1.0, exponent - 53);
}

std::uint64_t bits(double x) { return std::bit_cast<std::uint64_t>(x); }

/// Φ(x) by the C library's erfc: an independent inverse of the quantile.
double normal_probability(double x) { return 0.5 * std::erfc(-x / std::sqrt(2.0)); }

TEST(PortableLog, IsWithinOneUnitOverTheWholeRange) {
  if (std::numeric_limits<long double>::digits <= 53) GTEST_SKIP() << "needs a longer long double";
  std::mt19937_64 random(1);
  double worst = 0.0;
  for (int i = 0; i < 300'000; ++i) {
    const double any = std::bit_cast<double>(random() % 0x7FEFFFFFFFFFFFFFULL + 1);  // also subnormal
    const double unit = (static_cast<double>(random() >> 12U) + 0.5) * 0x1p-52;
    const double near_one = 0.99 + 0.02 * unit;
    for (const double x : {any, unit, near_one})
      worst = std::max(worst, ulps(portable_log(x), std::log(static_cast<long double>(x))));
  }
  EXPECT_LT(worst, 1.0);
}

TEST(PortableLog, GivesTheseBits) {
  const struct {
    double x, value;
  } cases[] = {{0x1p-53, -0x1.25e4f7b2737fap+5},
               {1e-9, -0x1.4b927f32bffb8p+4},
               {0.1, -0x1.26bb1bbb55515p+1},
               {0.5, -0x1.62e42fefa39efp-1},
               {0x1.6a09e667f3bccp-1, -0x1.62e42fefa39f1p-2},
               {0x1.6a09e667f3bcdp-1, -0x1.62e42fefa39eep-2},
               {0.999999, -0x1.0c6f82d74d230p-20},
               {1.5, 0x1.9f323ecbf984cp-2},
               {3.0, 0x1.193ea7aad030ap+0},
               {1e10, 0x1.7069e2aa2aa5bp+4},
               {1e300, 0x1.5963447f87fb5p+9},
               {5e-324, -0x1.74385446d71c3p+9}};
  for (const auto& each : cases) EXPECT_EQ(bits(portable_log(each.x)), bits(each.value)) << each.x;
}

TEST(PortableLog, SpecialArguments) {
  EXPECT_EQ(portable_log(1.0), 0.0);
  EXPECT_EQ(portable_log(0.0), -std::numeric_limits<double>::infinity());
  EXPECT_EQ(portable_log(std::numeric_limits<double>::infinity()), std::numeric_limits<double>::infinity());
  EXPECT_TRUE(std::isnan(portable_log(-1.0)));
  EXPECT_TRUE(std::isnan(portable_log(std::numeric_limits<double>::quiet_NaN())));
}

TEST(PortableExp, IsWithinOneUnitOverTheWholeRange) {
  if (std::numeric_limits<long double>::digits <= 53) GTEST_SKIP() << "needs a longer long double";
  std::mt19937_64 random(2);
  double worst = 0.0;
  for (int i = 0; i < 300'000; ++i) {
    const double unit = static_cast<double>(random() >> 11U) * 0x1p-53;
    for (const double x : {1417.0 * unit - 708.0, unit - 0.5, 60.0 * unit - 30.0})
      worst = std::max(worst, ulps(portable_exp(x), std::exp(static_cast<long double>(x))));
  }
  EXPECT_LE(worst, 1.0);
}

TEST(PortableExp, GivesTheseBits) {
  const struct {
    double x, value;
  } cases[] = {{-740.0, 0x0.0000000000055p-1022},
               {-36.7, 0x1.0998b04bdd190p-53},
               {-1.0, 0x1.78b56362cef38p-2},
               {-1e-9, 0x1.fffffff768fa1p-1},
               {0.0, 1.0},
               {0.3, 0x1.599058c8c1a96p+0},
               {1.0, 0x1.5bf0a8b14576ap+1},
               {10.5, 0x1.1bb7015e84d3bp+15},
               {700.0, 0x1.d945df4f8ec8ep+1009}};
  for (const auto& each : cases) EXPECT_EQ(bits(portable_exp(each.x)), bits(each.value)) << each.x;
}

TEST(PortableExp, OverflowsAndUnderflows) {
  EXPECT_EQ(portable_exp(710.0), std::numeric_limits<double>::infinity());
  EXPECT_TRUE(std::isfinite(portable_exp(709.78)));
  EXPECT_EQ(portable_exp(-746.0), 0.0);
  EXPECT_GT(portable_exp(-745.0), 0.0);
  EXPECT_TRUE(std::isnan(portable_exp(std::numeric_limits<double>::quiet_NaN())));
}

TEST(PortablePow, FollowsTheLibrary) {
  for (const double x : {1e-12, 0.03, 0.5, 1.0, 1.7, 36.0, 1e6})
    for (const double y : {0.0, 0.2, 0.5, 1.0 / 1.5, 1.0, 2.0, 3.3})
      EXPECT_NEAR(portable_pow(x, y) / std::pow(x, y), 1.0, 4e-14) << x << '^' << y;
  EXPECT_EQ(portable_pow(0.0, 0.5), 0.0);
  EXPECT_EQ(portable_pow(0.0, 0.0), 1.0);
}

TEST(NormalQuantile, InvertsTheDistributionFunction) {
  for (double u = 1e-15; u < 0.5; u *= 1.07) {
    EXPECT_NEAR(normal_probability(normal_quantile(u)) / u, 1.0, 6e-14) << u;
    EXPECT_NEAR(normal_quantile(1.0 - u), -normal_quantile(1.0 - (1.0 - u)), 1e-13 * 9) << u;
  }
  EXPECT_EQ(normal_quantile(0.5), 0.0);
  EXPECT_NEAR(normal_quantile(0.95), 1.6448536269514722, 1e-15);
  EXPECT_NEAR(normal_quantile(0.975), 1.9599639845400545, 1e-15);
  EXPECT_EQ(normal_quantile(0.0), -std::numeric_limits<double>::infinity());
  EXPECT_EQ(normal_quantile(1.0), std::numeric_limits<double>::infinity());
}

TEST(NormalQuantile, GivesTheseBits) {
  const struct {
    double u, value;
  } cases[] = {{0x1p-53, -0x1.06b48528cea51p+3}, {1e-12, -0x1.c234fba57a32ap+2},
               {0.001, -0x1.8b8cbb7204470p+1},   {0.05, -0x1.a515209676abdp+0},
               {0.075, -0x1.7085226d3e523p+0},   {0.3, -0x1.0c7e39582c5fap-1},
               {0.95, 0x1.a515209676ab8p+0},     {0.9999, 0x1.dc08bb712897ap+1}};
  for (const auto& each : cases) EXPECT_EQ(bits(normal_quantile(each.u)), bits(each.value)) << each.u;
}

TEST(PortableGamma, FollowsTheLibrary) {
  for (double x = 0.01; x < 170.0; x *= 1.1) EXPECT_NEAR(portable_gamma(x) / std::tgamma(x), 1.0, 1e-13) << x;
  EXPECT_NEAR(portable_gamma(5.0), 24.0, 1e-12);
}

}  // namespace
}  // namespace hakyu::sim
