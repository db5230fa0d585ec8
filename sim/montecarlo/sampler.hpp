// Drawing durations from laws, bit for bit the same on every machine.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "models/law.hpp"
#include "sim/montecarlo/math.hpp"
#include "sim/montecarlo/random.hpp"

namespace hakyu::sim {

/// A law prepared for drawing. Draws are whole seconds, rounded up; a law that is not constant gives at
/// least 1. A law that has shrunk to a point (a uniform on [a, a]) counts as constant. Draws are at most
/// `longest`.
class Sampler {
 public:
  static constexpr std::int64_t longest = std::int64_t{1} << 60U;

  Sampler() = default;  ///< constant 0
  explicit Sampler(const models::Law& law);

  /// Draw number `index` of `entity` for `purpose`.
  [[nodiscard]] std::int64_t draw(const Stream& stream, std::uint64_t entity, Purpose purpose,
                                  std::uint32_t index) const;

  /// True if the law is drawn by inverting its distribution function with one uniform number (all but pert
  /// and erlang).
  [[nodiscard]] bool inverts() const { return kind_ < Kind::pert; }

  /// Inverse distribution function, whole seconds rounded up. Pre-condition: inverts(), 0 < u < 1. Monotone
  /// in u. Complexity: constant.
  [[nodiscard]] std::int64_t quantile(double u) const {
    if (kind_ == Kind::exponential) return whole(-a_ * portable_log(1.0 - u));
    return quantile_of_others(u);
  }

  /// Smallest u (on the grid of Stream) from which quantile(u) > limit; 1 if there is none. Lets a caller
  /// skip draws that fall beyond a horizon without computing them. Pre-condition: inverts().
  [[nodiscard]] double beyond(std::int64_t limit) const;

  /// For planning, not for drawing: the quantile of any law, 0 < u < 1; for pert within a
  /// thousandth of its width, for erlang by Wilson and Hilferty's approximation (1931).
  [[nodiscard]] std::int64_t near_quantile(double u) const;

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

  /// Seconds rounded up, between 1 and `longest`.
  [[nodiscard]] static std::int64_t whole(double seconds) {
    if (!(seconds < static_cast<double>(longest))) return longest;
    const auto below = static_cast<std::int64_t>(seconds);
    const std::int64_t up = below + static_cast<std::int64_t>(static_cast<double>(below) < seconds);
    return up < 1 ? 1 : up;
  }

  void prepare(const models::Constant& law);
  void prepare(const models::Uniform& law);
  void prepare(const models::Triangular& law);
  void prepare(const models::Pert& law);
  void prepare(const models::Exponential& law);
  void prepare(const models::LogNormal& law);
  void prepare(const models::Weibull& law);
  void prepare(const models::Erlang& law);
  void prepare(const models::Empirical& law);
  [[nodiscard]] std::int64_t quantile_of_others(double u) const;

  Kind kind_ = Kind::constant;
  std::int64_t fixed_ = 0;                        ///< of constant
  int phases_ = 1;                                ///< of erlang
  double a_ = 0.0, b_ = 0.0, c_ = 0.0, d_ = 0.0;  ///< parameters; see `prepare` of the kind
  double mean_ = 0.0;
  std::vector<std::int64_t> values_;  ///< of empirical, sorted
};

}  // namespace hakyu::sim
