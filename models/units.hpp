// Quantities as the model files state them.
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace hakyu::models {

/// Name of a thing in the model files: `[a-z0-9][a-z0-9._-]*`, unique within its kind.
using Id = std::string;

/// A span of whole seconds.
using Seconds = std::chrono::seconds;

/// Hospital local wall-clock time. Japan has no daylight saving time, so one local second is one second.
using LocalTime = std::chrono::local_seconds;

/// A calendar day of the hospital.
using Date = std::chrono::year_month_day;

/// Level of a node (semantics §1). The order is the order of the numbers.
enum class Level : std::uint8_t { down = 0, degraded = 1, up = 2 };

/// A probability, weight or effectiveness: its mean and, where stated, its 5 % and 95 % points.
struct Estimate {
  double mean = 0.0;
  std::optional<double> low;
  std::optional<double> high;
  friend bool operator==(const Estimate&, const Estimate&) = default;
};

/// Events per second; written as "0.02/y" in the files (a year is 8760 h).
struct Rate {
  double per_second = 0.0;
  friend auto operator<=>(const Rate&, const Rate&) = default;
};

}  // namespace hakyu::models
