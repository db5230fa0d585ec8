#include "sim/montecarlo/statistics.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include "sim/montecarlo/math.hpp"

namespace hakyu::sim {

void Moments::merge(const Moments& later) {
  if (later.count == 0) return;
  if (count == 0) {
    *this = later;
    return;
  }
  const auto here = static_cast<double>(count);
  const auto there = static_cast<double>(later.count);
  const double all = here + there;
  const double delta = later.mean - mean;
  mean += delta * (there / all);
  squares += later.squares + delta * delta * (here * there / all);
  count += later.count;
}

double student_quantile(double u, std::uint64_t freedom) {
  const double z = normal_quantile(u);
  if (freedom == 0) return z;
  const double v = 1.0 / static_cast<double>(freedom);
  const double q = z * z;
  const double g1 = z * (q + 1.0) / 4.0;
  const double g2 = z * ((5.0 * q + 16.0) * q + 3.0) / 96.0;
  const double g3 = z * (((3.0 * q + 19.0) * q + 17.0) * q - 15.0) / 384.0;
  const double g4 = z * ((((79.0 * q + 776.0) * q + 1482.0) * q - 1920.0) * q - 945.0) / 92160.0;
  return z + v * (g1 + v * (g2 + v * (g3 + v * g4)));
}

double half_width(const Moments& moments, double error) {
  const double variance = moments.variance();
  if (!(variance > 0.0)) return 0.0;
  // The lower tail keeps small errors exact; the law is symmetric.
  const double t = -student_quantile(error / 2.0, moments.count - 1);
  return t * std::sqrt(variance / static_cast<double>(moments.count));
}

Figure signed_figure(const Moments& moments, double confidence) {
  const double half = half_width(moments, 1.0 - confidence);
  return {moments.mean, moments.mean - half, moments.mean + half};
}

Figure mean_figure(const Moments& moments, double confidence) {
  Figure figure = signed_figure(moments, confidence);
  figure.low = std::max(figure.low, 0.0);
  return figure;
}

Figure share_figure(std::uint64_t total, std::uint64_t count, double confidence, std::uint64_t most) {
  if (count == 0) return {};
  const auto n = static_cast<double>(count);
  const auto top = static_cast<double>(most);
  const double share = static_cast<double>(total) / (n * top);
  const Figure figure{static_cast<double>(total) / n, 0.0, top};
  if (count == 1) return {figure.mean, figure.mean, figure.mean};
  const double z = -normal_quantile((1.0 - confidence) / 2.0);
  const double q = z * z / n;
  const double middle = (share + q / 2.0) / (1.0 + q);
  const double half = std::sqrt(q * (share * (1.0 - share) + q / 4.0)) / (1.0 + q);
  // The ends 0 and `most` are exact where nothing, or everything, was seen; rounding must not move them.
  const double low = total == 0 ? 0.0 : std::max(middle - half, 0.0) * top;
  const double high = total == most * count ? top : std::min(middle + half, 1.0) * top;
  return {figure.mean, std::min(low, figure.mean), std::max(high, figure.mean)};
}

Figure scaled(const Figure& figure, double factor) {
  return {figure.mean * factor, figure.low * factor, figure.high * factor};
}

double worst_twentieth_mean(std::vector<double> values) {
  if (values.empty()) return 0.0;
  const std::size_t whole = values.size() / 20;  // 0.05 n = whole + rest/20, all in whole numbers
  const std::size_t rest = values.size() % 20;
  const auto edge = values.begin() + static_cast<std::ptrdiff_t>(std::min(whole, values.size() - 1));
  std::nth_element(values.begin(), edge, values.end(), std::greater<>());
  std::sort(values.begin(), edge, std::greater<>());  // one order of summing, whatever nth_element did
  double sum = 0.0;
  for (auto value = values.begin(); value != edge; ++value) sum += *value;
  sum += *edge * (static_cast<double>(rest) / 20.0);
  return sum / (static_cast<double>(values.size()) / 20.0);
}

}  // namespace hakyu::sim
