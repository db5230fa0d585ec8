#include "sim/exact/mef/laws.hpp"

#include <cmath>
#include <limits>

namespace hakyu::sim::exact::laws {

double one_minus_exp(double x) {
  // Kahan: the rounding errors of e^−x and of its logarithm cancel.
  const double u = portable_exp(-x);
  if (u == 1.0) return x;
  const double below = 1.0 - u;
  if (below == 1.0 || !std::isfinite(u)) return below;
  return below * x / -portable_log(u);
}

double power(double x, double y) {
  if (x >= 0.0) return portable_pow(x, y);
  if (y != std::floor(y)) return std::numeric_limits<double>::quiet_NaN();
  const double size = portable_pow(-x, y);
  return std::fmod(y, 2.0) == 0.0 ? size : -size;
}

double exponential(double lambda, double t) { return one_minus_exp(lambda * t); }

double glm(double gamma, double lambda, double mu, double t) {
  const double rate = lambda + mu;
  if (rate == 0.0) return gamma;
  const double gone = one_minus_exp(rate * t);
  return gamma * (1.0 - gone) + lambda / rate * gone;
}

double weibull(double alpha, double beta, double t0, double t) {
  return t <= t0 ? 0.0 : one_minus_exp(portable_pow((t - t0) / alpha, beta));
}

double tested(double lambda, double tau, double theta, double t) {
  if (t <= theta) return exponential(lambda, t);
  const double since = std::fmod(t - theta, tau);
  return exponential(lambda, since > 0.0 ? since : tau);
}

namespace {

/// Of a component in repair at time 0: failed at s, be it still or again.
double repaired_and_failed(double lambda, double mu, double s) {
  const double still = portable_exp(-mu * s);
  // Density of the end of repair times the probability of a failure in what is left of s.
  const double difference = lambda - mu;
  const double again = difference == 0.0
                           ? one_minus_exp(lambda * s) - lambda * s * still
                           : one_minus_exp(mu * s) - mu * still * one_minus_exp(difference * s) / difference;
  return still + again;
}

}  // namespace

double tested_and_repaired(double lambda, double mu, double tau, double theta, double t) {
  if (t <= theta) return exponential(lambda, t);
  const double periods = std::floor((t - theta) / tau);
  // Over one period the probability of being failed at its end is F + r (C − F), r at its beginning.
  const double fresh = exponential(lambda, tau);
  const double ratio = repaired_and_failed(lambda, mu, tau) - fresh;
  const double power_of_ratio = power(ratio, periods);
  const double sum = ratio == 1.0 ? periods : (1.0 - power_of_ratio) / (1.0 - ratio);
  const double at_test = exponential(lambda, theta) * power_of_ratio + fresh * sum;
  const double since = t - theta - periods * tau;
  const double fresh_since = exponential(lambda, since);
  return fresh_since + at_test * (repaired_and_failed(lambda, mu, since) - fresh_since);
}

}  // namespace hakyu::sim::exact::laws
