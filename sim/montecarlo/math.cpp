#include "sim/montecarlo/math.hpp"

#include <array>
#include <cmath>

namespace hakyu::sim {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

using Coefficients = std::array<double, 8>;

/// c[0] + c[1] x + … + c[7] x^7.
double polynomial(const Coefficients& c, double x) {
  double sum = c[7];
  for (std::size_t i = 7; i-- > 0;) sum = sum * x + c[i];
  return sum;
}

/// 2^k for −1022 ≤ k ≤ 1023.
double power_of_two(int k) { return std::bit_cast<double>(static_cast<std::uint64_t>(k + 1023) << 52U); }

/// value · 2^k, rounded once; value in [½, 2], −1080 ≤ k ≤ 1024.
double scaled(double value, int k) {
  if (k > 1023) return value * 2.0 * power_of_two(k - 1);
  if (k >= -1022) return value * power_of_two(k);
  return value * power_of_two(k + 100) * 0x1p-100;
}

// Numerators and denominators of the three regions of AS 241.
constexpr Coefficients central_over{
    3.3871328727963666080e0,  1.3314166789178437745e+2, 1.9715909503065514427e+3, 1.3731693765509461125e+4,
    4.5921953931549871457e+4, 6.7265770927008700853e+4, 3.3430575583588128105e+4, 2.5090809287301226727e+3};
constexpr Coefficients central_under{1.0,
                                     4.2313330701600911252e+1,
                                     6.8718700749205790830e+2,
                                     5.3941960214247511077e+3,
                                     2.1213794301586595867e+4,
                                     3.9307895800092710610e+4,
                                     2.8729085735721942674e+4,
                                     5.2264952788528545610e+3};
constexpr Coefficients middle_over{1.42343711074968357734e0,  4.63033784615654529590e0,
                                   5.76949722146069140550e0,  3.64784832476320460504e0,
                                   1.27045825245236838258e0,  2.41780725177450611770e-1,
                                   2.27238449892691845833e-2, 7.74545014278341407640e-4};
constexpr Coefficients middle_under{1.0,
                                    2.05319162663775882187e0,
                                    1.67638483018380384940e0,
                                    6.89767334985100004550e-1,
                                    1.48103976427480074590e-1,
                                    1.51986665636164571966e-2,
                                    5.47593808499534494600e-4,
                                    1.05075007164441684324e-9};
constexpr Coefficients far_over{6.65790464350110377720e0,  5.46378491116411436990e0,
                                1.78482653991729133580e0,  2.96560571828504891230e-1,
                                2.65321895265761230930e-2, 1.24266094738807843860e-3,
                                2.71155556874348757815e-5, 2.01033439929228813265e-7};
constexpr Coefficients far_under{1.0,
                                 5.99832206555887937690e-1,
                                 1.36929880922735805310e-1,
                                 1.48753612908506148525e-2,
                                 7.86869131145613259100e-4,
                                 1.84631831751005468180e-5,
                                 1.42151175831644588870e-7,
                                 2.04426310338993978564e-15};

/// √(2π) and the first terms B(2n)/(2n (2n − 1)) of Stirling's series.
constexpr double root_two_pi = 2.50662827463100050242;
constexpr std::array<double, 7> stirling{1.0 / 12,   -1.0 / 360,      1.0 / 1260, -1.0 / 1680,
                                         1.0 / 1188, -691.0 / 360360, 1.0 / 156};

}  // namespace

namespace math_detail {

double log_of_special(double x) {
  if (x == 0.0) return -infinity;
  if (!(x > 0.0)) return not_a_number;
  if (x == infinity) return infinity;
  return log_of_normal(std::bit_cast<std::uint64_t>(x * 0x1p54), -54);  // subnormal
}

}  // namespace math_detail

double portable_exp(double x) {
  if (x != x) return not_a_number;
  if (x > 709.79) return infinity;
  if (x < -745.14) return 0.0;
  constexpr double to_integer = 0x1.8p52;  // adding and subtracting it rounds to the nearest integer
  const double k = (x * 0x1.71547652b82fep+0 + to_integer) - to_integer;
  const double high = x - k * math_detail::ln2_high;
  const double low = k * math_detail::ln2_low;
  const double r = high - low;
  // (e^r − 1 − r)/r², own Chebyshev fit on |r| ≤ ln 2/2; its error adds less than 2e-17 relative.
  constexpr std::array<double, 10> c{0x1.0000000000001p-1,  0x1.5555555555556p-3,  0x1.5555555553d63p-5,
                                     0x1.11111111109b3p-7,  0x1.6c16c1788bd90p-10, 0x1.a01a01a7c41d5p-13,
                                     0x1.a019b90d2ae7ap-16, 0x1.71de0dae63bb3p-19, 0x1.289185613a3d6p-22,
                                     0x1.af38a9b0ec855p-26};
  const double z = r * r;
  const double upper = (c[6] + c[7] * r) + z * (c[8] + c[9] * r);
  const double tail = (c[0] + c[1] * r) + z * ((c[2] + c[3] * r) + z * ((c[4] + c[5] * r) + z * upper));
  const double lost = (high - r) - low;  // rounding error of r
  return scaled(1.0 + (r + (z * tail + lost)), static_cast<int>(k));
}

double portable_pow(double x, double y) {
  if (y == 0.0 || x == 1.0) return 1.0;
  if (y == 1.0) return x;
  return portable_exp(y * portable_log(x));
}

double normal_quantile(double u) {
  const double q = u - 0.5;
  if (q >= -0.425 && q <= 0.425) {
    const double r = 0.180625 - q * q;
    return q * (polynomial(central_over, r) / polynomial(central_under, r));
  }
  const double tail = q < 0.0 ? u : 1.0 - u;
  if (!(tail > 0.0)) return q < 0.0 ? -infinity : infinity;
  const double r = std::sqrt(-portable_log(tail));
  const double z = r <= 5.0 ? polynomial(middle_over, r - 1.6) / polynomial(middle_under, r - 1.6)
                            : polynomial(far_over, r - 5.0) / polynomial(far_under, r - 5.0);
  return q < 0.0 ? -z : z;
}

double portable_gamma(double x) {
  if (!(x > 0.0)) return not_a_number;
  double divisor = 1.0;
  for (; x < 12.0; x += 1.0) divisor *= x;
  const double inverse = 1.0 / x;
  const double square = inverse * inverse;
  double series = 0.0;
  for (std::size_t i = stirling.size(); i-- > 0;) series = series * square + stirling[i];
  // x^(x − ½) in two halves, so that it overflows only where Γ does.
  const double half_power = portable_exp((x - 0.5) * 0.5 * portable_log(x));
  const double scale = portable_exp(series * inverse - x);
  return root_two_pi * (half_power * scale) * half_power / divisor;
}

}  // namespace hakyu::sim
