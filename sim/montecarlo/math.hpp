// Elementary functions that give the same bits on every machine and with every C library (semantics §9).
// They use only +, −, ×, ÷ and square roots of IEEE 754 doubles, which are exactly specified; the build
// forbids contraction into fused operations. Rounding mode: to nearest (the default).
#pragma once

#include <bit>
#include <cstdint>
#include <limits>

namespace hakyu::sim {

namespace math_detail {

inline constexpr double ln2_high = 0x1.62e42fefa3800p-1;  // 42 bits: k · ln2_high is exact for |k| < 2048
inline constexpr double ln2_low = 0x1.ef35793c76730p-45;

/// Logarithm of what is not a positive normal number.
[[nodiscard]] double log_of_special(double x);

/// log(x · 2^shift) for the bit pattern of a positive normal x. Scheme of the Sun/FreeBSD library: x = 2^k (1
/// + f) with √½ ≤ 1 + f < √2, s = f/(2 + f), log(1 + f) = f − (f²/2 − s (f²/2 + s² P(s²))). P is our own
/// Chebyshev fit of (2 artanh(s)/s − 2)/s²; its error adds less than 5e-18 relative.
[[nodiscard]] inline double log_of_normal(std::uint64_t bits, int shift) {
  constexpr std::uint64_t root_half = 0x3FE6A09E667F3BCDULL;  // bits of √½
  constexpr std::uint64_t mantissa = 0x000FFFFFFFFFFFFFULL;
  const std::uint64_t moved = bits - root_half;
  const auto exponent = static_cast<std::int32_t>(static_cast<std::int64_t>(moved) >> 52U);
  const double k = exponent + shift;
  const double f = std::bit_cast<double>((moved & mantissa) + root_half) - 1.0;
  const double s = f / (2.0 + f);
  const double z = s * s;
  const double w = z * z;
  const double even = 0x1.5555555555558p-1 +
                      w * (0x1.2492492df14bfp-2 + w * (0x1.7462b4ac51915p-3 + w * 0x1.2b584c80de001p-3));
  const double odd = 0x1.99999999952e2p-2 + w * (0x1.c71c62e57c0cfp-3 + w * 0x1.39fe603f8739ep-3);
  const double rest = z * (even + z * odd);
  const double half = 0.5 * f * f;
  return k * ln2_high - ((half - (s * (half + rest) + k * ln2_low)) - f);
}

}  // namespace math_detail

/// Natural logarithm, error below 1 unit in the last place. log(0) = −∞; negative or NaN: NaN.
[[nodiscard]] inline double portable_log(double x) {
  const auto bits = std::bit_cast<std::uint64_t>(x);
  constexpr std::uint64_t smallest_normal = 0x0010000000000000ULL;
  constexpr std::uint64_t infinity = 0x7FF0000000000000ULL;
  if (bits - smallest_normal >= infinity - smallest_normal) return math_detail::log_of_special(x);
  return math_detail::log_of_normal(bits, 0);
}

/// e^x, error at most 1 unit in the last place (2 where the result is subnormal). Overflows to ∞, underflows
/// to 0.
[[nodiscard]] double portable_exp(double x);

/// x^y for x ≥ 0, as exp(y · log x): relative error about |y · log x| · 2e-16. 0^0 = 1.
[[nodiscard]] double portable_pow(double x, double y);

/// Quantile of the standard normal law, relative error about 1e-16 before rounding. ±∞ at 1 and 0.
/// Source: Wichura, Algorithm AS 241 (PPND16), Applied Statistics 37 (1988) 477–484.
[[nodiscard]] double normal_quantile(double u);

/// Γ(x) for x > 0, relative error about 1e-14; ∞ from x ≈ 171.7. Stirling's series with argument shift.
[[nodiscard]] double portable_gamma(double x);

}  // namespace hakyu::sim
