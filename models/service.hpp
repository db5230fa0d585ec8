// Clinical and business services and their demand (semantics §7).
#pragma once

#include <array>
#include <optional>
#include <variant>
#include <vector>

#include "models/requirement.hpp"

namespace hakyu::models {

/// Patient contacts per hour for each hour of the day.
using HourlyDemand = std::array<double, 24>;

/// Demand by kind of day. Absent days fall back: saturday → weekday, sunday → saturday, holiday → sunday.
struct WeeklyDemand {
  HourlyDemand weekday{};
  std::optional<HourlyDemand> saturday, sunday, holiday;
  friend bool operator==(const WeeklyDemand&, const WeeklyDemand&) = default;
};

using Demand = std::variant<Rate, WeeklyDemand>;

/// Paper operation (紙運用): the share of demand served while down, for how long, and what is left
/// afterwards.
struct Fallback {
  double capacity = 0.0;
  std::optional<Seconds> sustain;  ///< absent: stated nowhere, a default applies
  double exhausted = 0.0;
  Annotation annotation;
  friend bool operator==(const Fallback&, const Fallback&) = default;
};

enum class ImpactClass : std::uint8_t { unstated, I, II, III, IV };

struct Service {
  Id id;
  std::vector<Requirement> requirements;
  Text name;
  Text department;
  Estimate weight{1.0, std::nullopt, std::nullopt};
  std::optional<Demand> demand;
  double degraded_capacity = 0.5;
  std::optional<Fallback> fallback;
  std::optional<Seconds> tolerance;
  std::optional<Seconds> limit;
  ImpactClass impact_class = ImpactClass::unstated;
  Annotation annotation;
  friend bool operator==(const Service&, const Service&) = default;
};

}  // namespace hakyu::models
