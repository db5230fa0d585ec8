// Means, intervals and tails of simulated quantities (semantics §9), bit for bit the same on every machine.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace hakyu::sim {

/// A mean and its confidence interval at the level asked for. Where it cannot be given (one replication), low
/// = high = mean.
struct Figure {
  double mean = 0.0;
  double low = 0.0;
  double high = 0.0;
  friend bool operator==(const Figure&, const Figure&) = default;
};

/// Number, mean and sum of squared deviations of observations, without cancellation.
/// Source: Welford, Technometrics 4 (1962) 419; merging: Chan, Golub, LeVeque, Am. Statistician 37 (1983)
/// 242.
struct Moments {
  std::uint64_t count = 0;
  double mean = 0.0;
  double squares = 0.0;  ///< Σ (x − mean)²

  void add(double x) {
    ++count;
    const double delta = x - mean;
    mean += delta / static_cast<double>(count);
    squares += delta * (x - mean);
  }
  /// Appends the observations of `later`. The result depends on where a series is cut into parts, so callers
  /// cut it in the same places whatever the number of threads.
  void merge(const Moments& later);

  /// Unbiased estimate; 0 for fewer than two observations.
  [[nodiscard]] double variance() const { return count < 2 ? 0.0 : squares / static_cast<double>(count - 1); }
};

/// Half-width of the two-sided interval for a mean: t · s/√n, where `error` is the share of intervals allowed
/// to miss (0 < error < 1). 0 for fewer than two observations and for observations that are all equal, as
/// those of a plan without randomness are.
[[nodiscard]] double half_width(const Moments& moments, double error);

/// Interval for the mean of a quantity that is never negative: mean ± half-width, cut at 0.
/// All observations equal gives width 0: right for a plan without randomness, silent about anything that was
/// too rare to happen; `share_figure` is the one that speaks about rare events.
[[nodiscard]] Figure mean_figure(const Moments& moments, double confidence);

/// The same for a quantity of either sign.
[[nodiscard]] Figure signed_figure(const Moments& moments, double confidence);

/// Interval for the mean of `total` over `count` replications of a number between 0 and `most` in each, by
/// Wilson's score: for 0/1 outcomes the usual interval for a probability, for others at least as wide as
/// needed. 0 of n still has a positive upper end (about 3.8/n at 95 %): what did not happen may happen.
/// Source: Wilson, J. Am. Statistical Association 22 (1927) 209. Pre-condition: total ≤ most · count, most >
/// 0.
[[nodiscard]] Figure share_figure(std::uint64_t total, std::uint64_t count, double confidence,
                                  std::uint64_t most = 1);

/// `figure` in another unit: every number times `factor` ≥ 0.
[[nodiscard]] Figure scaled(const Figure& figure, double factor);

/// Quantile of Student's t with `freedom` degrees of freedom for 0 < u < 1: the Cornish–Fisher expansion
/// around the normal quantile to order freedom⁻⁴ (Abramowitz & Stegun 26.7.5). Error at 0.975: below 1e-4
/// relative from 10 degrees on; 0.4 % at 3, 11 % too small at 1.
[[nodiscard]] double student_quantile(double u, std::uint64_t freedom);

/// Mean of the worst 5 % of values: min over c of c + Σ max(x − c, 0) / (0.05 n), exactly. The observation on
/// the edge of the 5 % counts with the part that belongs to it. 0 without values. Complexity: O(n) on
/// average. Source: Rockafellar, Uryasev, J. of Risk 2 (2000) 21.
[[nodiscard]] double worst_twentieth_mean(std::vector<double> values);

}  // namespace hakyu::sim
