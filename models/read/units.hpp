// Texts of the model files ⇄ quantities: durations, rates, times, dates. No JSON, no diagnostics.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "models/units.hpp"

namespace hakyu::models::reading {

/// Longest duration: 100,000 years of 365 days.
inline constexpr Seconds longest_duration{std::int64_t{100'000} * 365 * 86'400};

enum class DurationProblem : std::uint8_t { none, malformed, negative, overflow };

struct DurationText {
  DurationProblem problem = DurationProblem::none;
  Seconds value{0};
};

/// `90s`, `1h30m`, `2d`, `1w` (units in falling order, each once) or ISO 8601 `PT15M`, `P1DT2H`, `P2W`
/// without years, months and fractions.
[[nodiscard]] DurationText parse_duration(std::string_view text);

/// What the writer of a malformed duration may have meant ("30 min" → "30m", "2時間" → "2h"), or "".
[[nodiscard]] std::string guess_duration(std::string_view text);

/// The shortest text that parse_duration reads back: "90m" is written "1h30m". Not negative.
[[nodiscard]] std::string format_duration(Seconds value);

/// `0.02/y`, `3/h`: a number ≥ 0 and one of s, m, h, d, w, y (a year is 8760 h).
[[nodiscard]] std::optional<Rate> parse_rate(std::string_view text);

/// A text that parse_rate reads back to exactly this rate.
[[nodiscard]] std::string format_rate(Rate rate);

/// `2026-12-06T02:00`, seconds optional; local wall clock, so no zone.
[[nodiscard]] std::optional<LocalTime> parse_time(std::string_view text);
[[nodiscard]] std::string format_time(LocalTime time);

/// `2026-12-06`; the day must exist.
[[nodiscard]] std::optional<Date> parse_date(std::string_view text);
[[nodiscard]] std::string format_date(const Date& date);

/// `08:30`, seconds optional, `24:00` for the end of the day; as seconds after midnight.
[[nodiscard]] std::optional<Seconds> parse_time_of_day(std::string_view text);
[[nodiscard]] std::string format_time_of_day(Seconds value);

/// The shortest decimal text of a finite number that reads back to the same number.
[[nodiscard]] std::string format_number(double value);

}  // namespace hakyu::models::reading
