// Drawing durations from laws, bit for bit the same on every machine.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "models/law.hpp"
#include "sim/montecarlo/random.hpp"

namespace hakyu::sim {

/// A law prepared for drawing. Draws are whole seconds, rounded up; a law that is not constant gives at
/// least 1.
class Sampler {
 public:
  Sampler() = default;  ///< constant 0
  explicit Sampler(const models::Law& law);

  /// Draw number `index` of `entity` for `purpose`.
  [[nodiscard]] std::int64_t draw(const Stream& stream, std::uint64_t entity, Purpose purpose,
                                  std::uint32_t index) const;

  /// True if the law is drawn by inverting its distribution function with one uniform number (all but pert
  /// and erlang).
  [[nodiscard]] bool inverts() const { return kind_ < Kind::pert; }

  /// Inverse distribution function, whole seconds rounded up. Pre-condition: inverts(), 0 < u < 1. Monotone
  /// in u.
  [[nodiscard]] std::int64_t quantile(double u) const;

  /// Smallest u (on the grid of Stream) from which quantile(u) > limit; 1 if there is none. Lets a caller
  /// skip draws that fall beyond a horizon without computing them. Pre-condition: inverts().
  [[nodiscard]] double beyond(std::int64_t limit) const;

  /// Exact mean of the law in seconds (before rounding).
  [[nodiscard]] double mean() const { return mean_; }
  /// Upper bound of a draw; INT64_MAX if unbounded.
  [[nodiscard]] std::int64_t upper_bound() const;

 private:
  enum class Kind : std::uint8_t {
    constant,
    uniform,
    triangular,
    exponential,
    lognormal,
    weibull,
    empirical,
    pert,
    erlang
  };
  Kind kind_ = Kind::constant;
  int phases_ = 1;
  double a_ = 0.0, b_ = 0.0, c_ = 0.0, d_ = 0.0;  ///< parameters; meaning depends on the kind
  double mean_ = 0.0;
  std::vector<double> values_;
};

}  // namespace hakyu::sim
