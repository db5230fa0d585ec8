#include "sim/calendar.hpp"

#include <algorithm>
#include <chrono>

namespace hakyu::sim {

namespace {

using std::chrono::days;
using std::chrono::local_days;
using std::chrono::weekday;

constexpr std::int64_t seconds_per_day = 86'400;

/// A set of days. Complexity of a question: logarithmic.
class DaySet {
 public:
  explicit DaySet(const std::vector<models::Date>& dates) {
    for (const models::Date& date : dates) days_.push_back(local_days(date));
    std::sort(days_.begin(), days_.end());
  }
  [[nodiscard]] bool contains(local_days day) const {
    return std::binary_search(days_.begin(), days_.end(), day);
  }

 private:
  std::vector<local_days> days_;
};

bool is(local_days day, models::DayKind kind, const DaySet& holidays) {
  const unsigned from_monday = weekday(day).iso_encoding() - 1;
  switch (kind) {
    case models::DayKind::weekday:
      return from_monday < 5 && !holidays.contains(day);
    case models::DayKind::holiday:
      return holidays.contains(day);
    case models::DayKind::every:
      return true;
    default:
      return from_monday == static_cast<unsigned>(kind);  // monday … sunday are 0 … 6
  }
}

/// Adds what lies within [from, to) of an interval.
void add_clipped(std::vector<Interval>& all, Interval interval, std::int64_t from, std::int64_t to) {
  interval.from = std::max(interval.from, from);
  interval.to = std::min(interval.to, to);
  if (interval.from < interval.to) all.push_back(interval);
}

/// Occurrences of weekly windows that begin on a day not in `except` (sorted), clipped, in no order.
std::vector<Interval> weekly_occurrences(const std::vector<models::WeeklyWindow>& weekly,
                                         const models::Calendar& calendar,
                                         const std::vector<models::Date>& except, models::LocalTime start,
                                         std::int64_t from, std::int64_t to) {
  std::vector<Interval> all;
  if (weekly.empty() || from >= to) return all;
  const DaySet holidays(calendar.holidays);
  const DaySet excepted(except);
  const local_days last = std::chrono::floor<days>(start + models::Seconds(to));
  // One day earlier: its windows may run into the first day.
  for (local_days day = std::chrono::floor<days>(start + models::Seconds(from)) - days(1); day <= last;
       day += days(1)) {
    if (excepted.contains(day)) continue;
    const std::int64_t midnight = (models::LocalTime(day) - start).count();
    for (const models::WeeklyWindow& window : weekly) {
      if (!is(day, window.day, holidays)) continue;
      const std::int64_t over = window.to <= window.from ? seconds_per_day : 0;
      add_clipped(all, {midnight + window.from.count(), midnight + window.to.count() + over}, from, to);
    }
  }
  return all;
}

const models::HourlyDemand& demand_on(const models::WeeklyDemand& demand, local_days day,
                                      const DaySet& holidays) {
  const models::HourlyDemand& saturday = demand.saturday ? *demand.saturday : demand.weekday;
  const models::HourlyDemand& sunday = demand.sunday ? *demand.sunday : saturday;
  if (holidays.contains(day)) return demand.holiday ? *demand.holiday : sunday;
  if (is(day, models::DayKind::sunday, holidays)) return sunday;
  return is(day, models::DayKind::saturday, holidays) ? saturday : demand.weekday;
}

}  // namespace

std::vector<Interval> merged(std::vector<Interval> all) {
  std::sort(all.begin(), all.end(), [](const Interval& a, const Interval& b) { return a.from < b.from; });
  std::vector<Interval> joined;
  for (const Interval& each : all) {
    if (!joined.empty() && each.from <= joined.back().to)
      joined.back().to = std::max(joined.back().to, each.to);
    else
      joined.push_back(each);
  }
  return joined;
}

std::vector<Interval> openings(const std::vector<models::WeeklyWindow>& weekly,
                               const models::Calendar& calendar, models::LocalTime start, std::int64_t from,
                               std::int64_t to) {
  std::vector<Interval> all = weekly_occurrences(weekly, calendar, {}, start, from, to);
  std::stable_sort(all.begin(), all.end(),
                   [](const Interval& a, const Interval& b) { return a.from < b.from; });
  return all;
}

std::vector<Interval> occurrences(const std::vector<models::WeeklyWindow>& weekly,
                                  const models::Calendar& calendar, models::LocalTime start,
                                  std::int64_t from, std::int64_t to) {
  return merged(weekly_occurrences(weekly, calendar, {}, start, from, to));
}

std::vector<Interval> occurrences(const models::Window& window, const models::Calendar& calendar,
                                  models::LocalTime start, std::int64_t from, std::int64_t to) {
  std::vector<Interval> all = weekly_occurrences(window.weekly, calendar, window.except, start, from, to);
  for (const models::TimeSpan& span : window.dates)
    add_clipped(all, {(span.from - start).count(), (span.to - start).count()}, from, to);
  return merged(std::move(all));
}

DemandIntegral::DemandIntegral(const models::Demand& demand, const models::Calendar& calendar,
                               models::LocalTime start, std::int64_t horizon) {
  using std::chrono::hours;
  const auto first_hour = std::chrono::floor<hours>(start);
  phase_ = (start - first_hour).count();
  const auto slots = static_cast<std::size_t>((horizon + phase_) / 3600 + 1);
  const DaySet holidays(calendar.holidays);
  const auto* weekly = std::get_if<models::WeeklyDemand>(&demand);
  before_.reserve(slots);
  per_second_.reserve(slots);
  double contacts = 0.0;  // since the first local hour, which may lie before the start
  for (std::size_t i = 0; i < slots; ++i) {
    const auto hour = first_hour + hours(static_cast<std::int64_t>(i));
    const local_days day = std::chrono::floor<days>(hour);
    const double per_hour =
        weekly == nullptr
            ? std::get<models::Rate>(demand).per_second * 3600.0
            : demand_on(*weekly, day, holidays)[static_cast<std::size_t>((hour - day) / hours(1))];
    before_.push_back(contacts);
    per_second_.push_back(per_hour / 3600.0);
    contacts += per_hour;
  }
  const double before_start = per_second_.front() * static_cast<double>(phase_);
  for (double& each : before_) each -= before_start;
}

}  // namespace hakyu::sim
