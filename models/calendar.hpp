// Holidays, load peaks, work windows and blackout periods.
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "models/origin.hpp"
#include "models/units.hpp"

namespace hakyu::models {

/// Day of a weekly pattern. `holiday` matches the calendar's holidays only; `weekday` is Monday to Friday
/// except holidays; `every` is all days.
enum class DayKind : std::uint8_t {
  monday,
  tuesday,
  wednesday,
  thursday,
  friday,
  saturday,
  sunday,
  weekday,
  holiday,
  every
};

/// A window that repeats: on `day` from `from` to `to` after midnight; `to` ≤ `from` runs into the next day.
struct WeeklyWindow {
  DayKind day = DayKind::every;
  Seconds from{0};
  Seconds to{0};
  Annotation annotation;
  friend bool operator==(const WeeklyWindow&, const WeeklyWindow&) = default;
};

struct TimeSpan {
  LocalTime from{};
  LocalTime to{};
  Text text;
  Annotation annotation;
  friend bool operator==(const TimeSpan&, const TimeSpan&) = default;
};

struct Window {
  Id id;
  Text name;
  std::vector<WeeklyWindow> weekly;
  std::vector<TimeSpan> dates;
  std::vector<Date> except;
  Annotation annotation;
  friend bool operator==(const Window&, const Window&) = default;
};

struct Calendar {
  std::vector<Date> holidays;
  std::vector<WeeklyWindow> load_peaks;
  std::vector<Window> windows;
  std::vector<TimeSpan> blackouts;
  friend bool operator==(const Calendar&, const Calendar&) = default;
};

}  // namespace hakyu::models
