#include "sim/montecarlo/sampler.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace hakyu::sim {

namespace {

constexpr double z95 = 1.6448536269514722;  ///< 95 % point of the standard normal law

double seconds(models::Seconds value) { return static_cast<double>(value.count()); }

/// The uniform numbers of one draw, taken two at a time from consecutive blocks.
struct Source {
  const Stream& stream;
  std::uint64_t entity;
  Purpose purpose;
  std::uint32_t index;
  std::uint32_t block = 0;

  UniformPair next() { return stream.uniforms(entity, purpose, index, block++); }
};

/// A gamma variate of shape ≥ 1 and scale 1: squeeze-free Marsaglia–Tsang, ACM TOMS 26 (2000) 363–372. The
/// normal is drawn by inversion so that the bits do not depend on the machine.
double gamma_variate(Source& source, double shape) {
  const double d = shape - 1.0 / 3.0;
  const double c = 1.0 / std::sqrt(9.0 * d);
  for (;;) {
    const UniformPair u = source.next();
    const double x = normal_quantile(u.first);
    const double root = 1.0 + c * x;
    if (root <= 0.0) continue;
    const double v = root * root * root;
    if (portable_log(u.second) < 0.5 * x * x + d - d * v + d * portable_log(v)) return d * v;
  }
}

/// Quantile of the beta law by the midpoint rule on 1,024 steps.
double beta_quantile(double a, double b, double u) {
  constexpr int steps = 1024;
  std::array<double, steps + 1> below{};
  for (std::size_t i = 0; i < steps; ++i) {
    const double x = (static_cast<double>(i) + 0.5) / steps;
    below[i + 1] = below[i] + portable_pow(x, a - 1.0) * portable_pow(1.0 - x, b - 1.0);
  }
  const double wanted = u * below.back();
  const auto above = std::lower_bound(below.begin() + 1, below.end() - 1, wanted);
  const auto step = static_cast<std::size_t>(above - below.begin()) - 1;
  return (static_cast<double>(step) + (wanted - below[step]) / (below[step + 1] - below[step])) / steps;
}

/// Sum of `phases` standard exponential variates. Sixteen factors of at least 2^-53 do not underflow.
double exponential_sum(Source& source, int phases) {
  double sum = 0.0;
  double product = 1.0;
  for (int i = 0; i < phases;) {
    const UniformPair u = source.next();
    product *= u.first;
    if (++i < phases) {
      product *= u.second;
      ++i;
    }
    if (i % 16 == 0 || i == phases) {
      sum -= portable_log(product);
      product = 1.0;
    }
  }
  return sum;
}

}  // namespace

Sampler::Sampler(const models::Law& law) {
  std::visit([this](const auto& each) { prepare(each); }, law);
}

void Sampler::prepare(const models::Constant& law) {
  kind_ = Kind::constant;
  a_ = mean_ = seconds(law.value);
  fixed_ = law.value.count();  // a double would lose seconds beyond 2^53
}

void Sampler::prepare(const models::Uniform& law) {
  if (law.low == law.high) return prepare(models::Constant{law.low});
  kind_ = Kind::uniform;
  a_ = seconds(law.low);
  b_ = seconds(law.high - law.low);
  mean_ = a_ + 0.5 * b_;
}

void Sampler::prepare(const models::Triangular& law) {
  if (law.min == law.max) return prepare(models::Constant{law.min});
  kind_ = Kind::triangular;
  a_ = seconds(law.min);
  b_ = seconds(law.max);
  c_ = seconds(law.mode - law.min);
  d_ = seconds(law.max - law.mode);
  mean_ = (a_ + b_ + seconds(law.mode)) / 3.0;
}

void Sampler::prepare(const models::Pert& law) {
  if (law.min == law.max) return prepare(models::Constant{law.min});
  kind_ = Kind::pert;
  a_ = seconds(law.min);
  b_ = seconds(law.max - law.min);
  c_ = 1.0 + 4.0 * seconds(law.mode - law.min) / b_;
  d_ = 1.0 + 4.0 * seconds(law.max - law.mode) / b_;
  mean_ = (a_ + seconds(law.max) + 4.0 * seconds(law.mode)) / 6.0;
}

void Sampler::prepare(const models::Exponential& law) {
  kind_ = Kind::exponential;
  a_ = mean_ = seconds(law.mean);
}

void Sampler::prepare(const models::LogNormal& law) {
  if (law.p95 <= law.median || law.median.count() <= 0) return prepare(models::Constant{law.median});
  kind_ = Kind::lognormal;
  a_ = seconds(law.median);
  b_ = portable_log(seconds(law.p95) / a_) / z95;
  mean_ = a_ * portable_exp(0.5 * b_ * b_);
}

void Sampler::prepare(const models::Weibull& law) {
  kind_ = Kind::weibull;
  a_ = seconds(law.scale);
  b_ = 1.0 / law.shape;
  mean_ = a_ * portable_gamma(1.0 + b_);
}

void Sampler::prepare(const models::Erlang& law) {
  if (law.k <= 1) return prepare(models::Exponential{law.mean});
  kind_ = Kind::erlang;
  phases_ = law.k;
  mean_ = seconds(law.mean);
  a_ = mean_ / law.k;
}

void Sampler::prepare(const models::Empirical& law) {
  if (law.values.empty()) return;
  kind_ = Kind::empirical;
  for (const models::Seconds value : law.values) values_.push_back(value.count());
  std::sort(values_.begin(), values_.end());  // makes the quantile monotone
  if (values_.front() == values_.back()) return prepare(models::Constant{law.values.front()});
  for (const std::int64_t value : values_) mean_ += static_cast<double>(value);
  mean_ /= static_cast<double>(values_.size());
}

std::int64_t Sampler::quantile_of_others(double u) const {
  switch (kind_) {
    case Kind::constant:
      return fixed_;
    case Kind::uniform:
      return whole(a_ + u * b_);
    case Kind::triangular: {
      const double width = c_ + d_;
      if (u * width < c_) return whole(a_ + std::sqrt(u * width * c_));
      return whole(b_ - std::sqrt((1.0 - u) * width * d_));
    }
    case Kind::lognormal:
      return whole(a_ * portable_exp(b_ * normal_quantile(u)));
    case Kind::weibull:
      return whole(a_ * portable_pow(-portable_log(1.0 - u), b_));
    case Kind::empirical: {
      const auto place = static_cast<std::size_t>(u * static_cast<double>(values_.size()));
      return std::max<std::int64_t>(1, values_[std::min(place, values_.size() - 1)]);
    }
    default:
      return whole(-a_ * portable_log(1.0 - u));
  }
}

std::int64_t Sampler::draw(const Stream& stream, std::uint64_t entity, Purpose purpose,
                           std::uint32_t index) const {
  if (kind_ == Kind::constant) return fixed_;
  if (inverts()) return quantile(stream.uniforms(entity, purpose, index).first);
  Source source{stream, entity, purpose, index};
  if (kind_ == Kind::erlang) return whole(a_ * exponential_sum(source, phases_));
  const double left = gamma_variate(source, c_);
  const double right = gamma_variate(source, d_);
  return whole(a_ + b_ * (left / (left + right)));
}

std::int64_t Sampler::near_quantile(double u) const {
  if (inverts()) return quantile(u);
  const double z = normal_quantile(u);
  if (kind_ == Kind::erlang) {
    const double ninth = 1.0 / (9.0 * phases_);
    const double root = 1.0 - ninth + z * std::sqrt(ninth);
    return whole(mean_ * root * root * root);
  }
  return whole(a_ + b_ * beta_quantile(c_, d_, u));
}

double Sampler::beyond(std::int64_t limit) const {
  const auto at = [](std::uint64_t k) { return (static_cast<double>(k) + 0.5) * 0x1p-52; };
  constexpr std::uint64_t end = std::uint64_t{1} << 52U;
  std::uint64_t first = 0;  // every k below is known to give at most the limit
  std::uint64_t last = end;
  while (first < last) {
    const std::uint64_t middle = first + (last - first) / 2;
    if (quantile(at(middle)) > limit)
      last = middle;
    else
      first = middle + 1;
  }
  return first == end ? 1.0 : at(first);
}

std::int64_t Sampler::upper_bound() const {
  switch (kind_) {
    case Kind::constant:
      return fixed_;
    case Kind::empirical:
      return values_.back();
    case Kind::uniform:
    case Kind::pert:
      return std::max<std::int64_t>(1, static_cast<std::int64_t>(a_ + b_));
    case Kind::triangular:
      return std::max<std::int64_t>(1, static_cast<std::int64_t>(b_));
    default:
      return std::numeric_limits<std::int64_t>::max();
  }
}

}  // namespace hakyu::sim
