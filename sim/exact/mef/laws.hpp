// Probability that a component is failed at time t (MEF 2.0d, built-in expressions). Rates per unit of time,
// times in the same unit. Values outside the domain of a law (negative rates) give what the formula gives:
// the caller refuses them.
#pragma once

#include "sim/montecarlo/math.hpp"

namespace hakyu::sim::exact::laws {

/// 1 − e^(−x) without cancellation for small x.
[[nodiscard]] double one_minus_exp(double x);
/// x^y, also for negative x with whole y; NaN where it is not real.
[[nodiscard]] double power(double x, double y);
/// Not repairable, failure rate λ.
[[nodiscard]] double exponential(double lambda, double t);
/// Fails on demand with probability γ, then at rate λ, repaired at rate μ.
[[nodiscard]] double glm(double gamma, double lambda, double mu, double t);
/// Scale α, shape β, no failure before t0.
[[nodiscard]] double weibull(double alpha, double beta, double t0, double t);
/// Tested, and repaired at once, at θ, θ + τ, θ + 2τ …; at the instant of a test the component is as just
/// before it.
[[nodiscard]] double tested(double lambda, double tau, double theta, double t);
/// Tested at θ, θ + τ, …; what a test finds failed is repaired at rate μ from then on.
[[nodiscard]] double tested_and_repaired(double lambda, double mu, double tau, double theta, double t);

}  // namespace hakyu::sim::exact::laws
