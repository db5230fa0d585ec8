#include <algorithm>
#include <cmath>
#include <numbers>

#include "sim/exact/worlds.hpp"
#include "sim/montecarlo/math.hpp"

namespace hakyu::sim::exact {

namespace {

/// log Γ(x) − Stirling's leading terms, for x ≥ 1: the part that is small, from its series at x + shift.
double stirling_rest(double x) {
  const double y = 1.0 / (x * x);
  return (1.0 / 12.0 - y * (1.0 / 360.0 - y * (1.0 / 1260.0 - y * (1.0 / 1680.0 - y * (1.0 / 1188.0))))) / x;
}

double log_gamma(double x) {
  double shift = 0.0;
  for (; x < 12.0; x += 1.0) shift += portable_log(x);
  return (x - 0.5) * portable_log(x) - x + 0.5 * portable_log(2.0 * std::numbers::pi) + stirling_rest(x) -
         shift;
}

/// log(Γ(a + b) / (Γ(a) Γ(b))) for a ≤ b; the large terms of Stirling's formula cancel on paper.
double log_of_inverse_beta(double a, double b) {
  if (b < 12.0) return log_gamma(a + b) - log_gamma(a) - log_gamma(b);
  return a * portable_log(a + b) + (b - 0.5) * std::log1p(a / b) - a + stirling_rest(a + b) -
         stirling_rest(b) - log_gamma(a);
}

/// Continued fraction of the incomplete beta function by Lentz's method (Numerical Recipes §6.4); converges
/// in O(√max(a, b)) steps for x < (a + 1)/(a + b + 2).
double beta_fraction(double a, double b, double x) {
  constexpr double tiny = 1e-300;
  const auto guarded = [](double value) { return std::fabs(value) < tiny ? tiny : value; };
  double c = 1.0;
  double d = 1.0 / guarded(1.0 - (a + b) * x / (a + 1.0));
  double result = d;
  for (double m = 1.0; m < 1e7; m += 1.0) {
    const double even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
    d = 1.0 / guarded(1.0 + even * d);
    c = guarded(1.0 + even / c);
    result *= d * c;
    const double odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
    d = 1.0 / guarded(1.0 + odd * d);
    c = guarded(1.0 + odd / c);
    const double step = d * c;
    result *= step;
    if (std::fabs(step - 1.0) < 1e-15) break;
  }
  return result;
}

/// P(Beta(a, b) ≤ x). `front`: log(Γ(a + b) / (Γ(a) Γ(b))).
double beta_distribution(double a, double b, double x, double front) {
  if (x <= 0.0) return 0.0;
  if (x >= 1.0) return 1.0;
  const double power = portable_exp(front + a * portable_log(x) + b * std::log1p(-x));
  if (x < (a + 1.0) / (a + b + 2.0)) return power * beta_fraction(a, b, x) / a;
  return 1.0 - power * beta_fraction(b, a, 1.0 - x) / b;
}

/// The x with P(Beta(a, b) ≤ x) = u, by bisection: first of the exponent, then of the digits.
double beta_quantile(double a, double b, double u) {
  const double front = log_of_inverse_beta(std::min(a, b), std::max(a, b));
  double low = 0.0;
  double high = 1.0;
  for (double x = 0.5; x > 1e-300 && beta_distribution(a, b, x, front) > u; x *= 0.5) high = x;
  if (high < 1.0) low = high * 0.5;
  for (int i = 0; i < 60 && high - low > 1e-13 * high; ++i) {
    const double middle = 0.5 * (low + high);
    (beta_distribution(a, b, middle, front) > u ? high : low) = middle;
  }
  return 0.5 * (low + high);
}

}  // namespace

Interval01 clopper_pearson(std::uint64_t hits, std::uint64_t worlds, double confidence) {
  const double error = 0.5 * (1.0 - confidence);
  const auto k = static_cast<double>(hits);
  const auto n = static_cast<double>(worlds);
  Interval01 result;
  // Beyond the middle the mirror image is better conditioned.
  const auto lower = [&](double successes) {
    if (successes == 0.0) return 0.0;
    if (2.0 * successes <= n) return beta_quantile(successes, n - successes + 1.0, error);
    return 1.0 - beta_quantile(n - successes + 1.0, successes, 1.0 - error);
  };
  const auto upper = [&](double successes) {
    if (successes == n) return 1.0;
    if (2.0 * successes <= n) return beta_quantile(successes + 1.0, n - successes, 1.0 - error);
    return 1.0 - beta_quantile(n - successes, successes + 1.0, error);
  };
  result.low = lower(k);
  result.high = upper(k);
  return result;
}

}  // namespace hakyu::sim::exact
