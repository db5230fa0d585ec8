// Local calendar of the study: load peaks, windows and demand as functions of seconds since the start.
#pragma once

#include <cstdint>
#include <vector>

#include "models/calendar.hpp"
#include "models/service.hpp"

namespace hakyu::sim {

/// Seconds since the start of the study; half-open [from, to).
struct Interval {
  std::int64_t from = 0;
  std::int64_t to = 0;
  friend bool operator==(const Interval&, const Interval&) = default;
};

/// Sorts, and joins what overlaps or touches.
[[nodiscard]] std::vector<Interval> merged(std::vector<Interval> all);

/// Occurrences of weekly windows that open between `from` and `to`, sorted, the earlier in the list first of
/// those that open together; each by itself, even if it overlaps another or begins where another ends.
[[nodiscard]] std::vector<Interval> openings(const std::vector<models::WeeklyWindow>& weekly,
                                             const models::Calendar& calendar, models::LocalTime start,
                                             std::int64_t from, std::int64_t to);

/// Occurrences of weekly windows between `from` and `to` (seconds since `start`, may be negative), merged,
/// sorted and disjoint. Holidays are those of `calendar`.
[[nodiscard]] std::vector<Interval> occurrences(const std::vector<models::WeeklyWindow>& weekly,
                                                const models::Calendar& calendar, models::LocalTime start,
                                                std::int64_t from, std::int64_t to);

/// The same for a named window with its dates and exceptions.
[[nodiscard]] std::vector<Interval> occurrences(const models::Window& window,
                                                const models::Calendar& calendar, models::LocalTime start,
                                                std::int64_t from, std::int64_t to);

/// ∫ λ(t) dt for a demand that is constant within each local hour: patient contacts.
class DemandIntegral {
 public:
  DemandIntegral() = default;
  /// Prepares [0, horizon]. Local hours need not start at second 0.
  DemandIntegral(const models::Demand& demand, const models::Calendar& calendar, models::LocalTime start,
                 std::int64_t horizon);

  /// Patient contacts in [0, t), 0 ≤ t ≤ horizon. Complexity: constant.
  [[nodiscard]] double until(std::int64_t t) const {
    const auto slot = static_cast<std::size_t>((t + phase_) / 3600);
    const auto rest = static_cast<double>((t + phase_) % 3600);
    return before_[slot] + per_second_[slot] * rest;
  }

 private:
  std::int64_t phase_ = 0;          ///< seconds of the first local hour that lie before the start
  std::vector<double> before_;      ///< contacts in [0, start of slot), negative part of slot 0 included
  std::vector<double> per_second_;  ///< demand in the slot
};

}  // namespace hakyu::sim
