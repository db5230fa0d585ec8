#include "sim/compile/quantity_text.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "models/read/units.hpp"

namespace hakyu::sim::compiling {

namespace {

using models::reading::format_duration;
using models::reading::format_number;

struct Words {
  std::string operator()(const models::Constant& law) const { return format_duration(law.value); }
  std::string operator()(const models::Uniform& law) const {
    return "uniform " + format_duration(law.low) + ' ' + format_duration(law.high);
  }
  std::string operator()(const models::Triangular& law) const { return three("triangular ", law); }
  std::string operator()(const models::Pert& law) const { return three("pert ", law); }
  std::string operator()(const models::Exponential& law) const {
    return "exponential " + format_duration(law.mean);
  }
  std::string operator()(const models::LogNormal& law) const {
    return "lognormal " + format_duration(law.median) + ' ' + format_duration(law.p95);
  }
  std::string operator()(const models::Weibull& law) const {
    return "weibull " + format_duration(law.scale) + ' ' + format_number(law.shape);
  }
  std::string operator()(const models::Erlang& law) const {
    return "erlang " + format_duration(law.mean) + ' ' + std::to_string(law.k);
  }
  std::string operator()(const models::Empirical& law) const {
    std::string text = "empirical";
    for (const models::Seconds value : law.values) text += ' ' + format_duration(value);
    return text;
  }

 private:
  template <class Law>
  static std::string three(const char* name, const Law& law) {
    return name + format_duration(law.min) + ' ' + format_duration(law.mode) + ' ' + format_duration(law.max);
  }
};

}  // namespace

std::string percent(double share) {
  const double rounded = std::round(share * 1e8) / 1e6;  // 0.07 · 100 is not 7
  return format_number(rounded != 0.0 ? rounded : share * 100.0) + '%';
}

std::string plain(double number) { return format_number(number); }

std::string percent_range(const models::Estimate& estimate) {
  if (!estimate.low && !estimate.high) return {};
  return percent(estimate.low.value_or(estimate.mean)) + "–" + percent(estimate.high.value_or(estimate.mean));
}

std::string time_text(const System& system, Time t) {
  using namespace std::chrono_literals;
  constexpr models::LocalTime last = std::chrono::local_days(9999y / 12 / 31) + 24h - 1s;
  const Time most = (last - system.start).count();
  return models::reading::format_time(system.start + models::Seconds(std::min(t, most)));
}

std::string law_text(const models::Law& law) { return std::visit(Words{}, law); }

}  // namespace hakyu::sim::compiling
