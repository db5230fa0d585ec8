#include "sim/calendar.hpp"

#include <gtest/gtest.h>

#include <chrono>

namespace hakyu::sim {
namespace {

using namespace std::chrono_literals;
using models::DayKind;
using models::Seconds;
using models::WeeklyWindow;
constexpr std::int64_t day = 86'400;

models::LocalTime local(models::Date date, Seconds time = 0s) { return std::chrono::local_days(date) + time; }

/// Monday 2026-12-07; Wednesday the 9th and Saturday the 12th are holidays.
const models::LocalTime monday = local(2026y / 12 / 7);
models::Calendar calendar() {
  models::Calendar made;
  made.holidays = {2026y / 12 / 12, 2026y / 12 / 9};
  return made;
}

WeeklyWindow window(DayKind kind, Seconds from, Seconds to) { return {kind, from, to, {}}; }

std::vector<int> days_of(DayKind kind) {
  std::vector<int> days;
  for (const Interval& each : occurrences({window(kind, 9h, 10h)}, calendar(), monday, 0, 7 * day)) {
    EXPECT_EQ(each.from % day, 9 * 3600);
    EXPECT_EQ(each.to - each.from, 3600);
    days.push_back(static_cast<int>(each.from / day));
  }
  return days;
}

TEST(Occurrences, KindsOfDays) {
  EXPECT_EQ(days_of(DayKind::weekday), (std::vector<int>{0, 1, 3, 4}));
  EXPECT_EQ(days_of(DayKind::holiday), (std::vector<int>{2, 5}));
  EXPECT_EQ(days_of(DayKind::every), (std::vector<int>{0, 1, 2, 3, 4, 5, 6}));
  const DayKind plain[] = {DayKind::monday, DayKind::tuesday,  DayKind::wednesday, DayKind::thursday,
                           DayKind::friday, DayKind::saturday, DayKind::sunday};
  for (int i = 0; i < 7; ++i) EXPECT_EQ(days_of(plain[i]), std::vector<int>{i});  // regardless of holidays
}

TEST(Occurrences, RunIntoTheNextDayAndAreMerged) {
  const std::vector<WeeklyWindow> night{window(DayKind::monday, 22h, 6h)};
  EXPECT_EQ(occurrences(night, {}, monday, 0, 7 * day), (std::vector<Interval>{{22 * 3600, 30 * 3600}}));
  // The Monday night is under way when a study begins on Tuesday.
  EXPECT_EQ(occurrences(night, {}, monday + 24h, 0, 5 * day), (std::vector<Interval>{{0, 6 * 3600}}));
  EXPECT_EQ(occurrences(night, {}, monday + 24h, -3 * 3600, 5 * day),
            (std::vector<Interval>{{-2 * 3600, 6 * 3600}}));
  EXPECT_EQ(occurrences({window(DayKind::every, 0h, 0h)}, {}, monday, 0, 3 * day),
            (std::vector<Interval>{{0, 3 * day}}));
  EXPECT_EQ(occurrences({window(DayKind::monday, 12h, 14h), window(DayKind::every, 9h, 12h),
                         window(DayKind::monday, 13h, 15h)},
                        {}, monday, 0, 2 * day),
            (std::vector<Interval>{{9 * 3600, 15 * 3600}, {day + 9 * 3600, day + 12 * 3600}}));
}

TEST(Occurrences, AreCutAtTheEdges) {
  EXPECT_EQ(occurrences({window(DayKind::every, 9h, 12h)}, {}, monday, 10 * 3600, day + 10 * 3600),
            (std::vector<Interval>{{10 * 3600, 12 * 3600}, {day + 9 * 3600, day + 10 * 3600}}));
  EXPECT_TRUE(occurrences({window(DayKind::every, 9h, 12h)}, {}, monday, 5, 5).empty());
  EXPECT_TRUE(occurrences(std::vector<WeeklyWindow>{}, {}, monday, 0, day).empty());
}

TEST(Occurrences, OfNamedWindowsKnowDatesAndExceptions) {
  models::Window named;
  named.weekly = {window(DayKind::every, 22h, 2h)};
  named.except = {2026y / 12 / 8};
  named.dates = {{local(2026y / 12 / 8, 23h), local(2026y / 12 / 9, 1h), {}, {}}};
  EXPECT_EQ(occurrences(named, {}, monday, 0, 3 * day),
            (std::vector<Interval>{
                {0, 2 * 3600}, {22 * 3600, 26 * 3600}, {47 * 3600, 49 * 3600}, {70 * 3600, 72 * 3600}}));
}

/// Demand at an instant, straight from the definition.
double per_hour(const models::WeeklyDemand& demand, models::LocalTime at) {
  const auto date = std::chrono::floor<std::chrono::days>(at);
  const auto hour = static_cast<std::size_t>((at - date) / 1h);
  const models::Calendar holidays = calendar();
  for (const models::Date& each : holidays.holidays)
    if (std::chrono::local_days(each) == date)
      return demand.holiday ? (*demand.holiday)[hour]
                            : (demand.sunday     ? *demand.sunday
                               : demand.saturday ? *demand.saturday
                                                 : demand.weekday)[hour];
  const auto weekday = std::chrono::weekday(date);
  if (weekday == std::chrono::Sunday)
    return (demand.sunday ? *demand.sunday : demand.saturday ? *demand.saturday : demand.weekday)[hour];
  if (weekday == std::chrono::Saturday) return (demand.saturday ? *demand.saturday : demand.weekday)[hour];
  return demand.weekday[hour];
}

models::HourlyDemand hours(double offset) {
  models::HourlyDemand made{};
  for (std::size_t i = 0; i < 24; ++i) made[i] = offset + static_cast<double>(i * i % 7);
  return made;
}

TEST(DemandIntegral, EqualsTheSumOverMinutes) {
  models::WeeklyDemand demand;
  demand.weekday = hours(1);
  for (int stated = 0; stated < 8; ++stated) {
    demand.saturday = (stated & 1) != 0 ? std::optional(hours(10)) : std::nullopt;
    demand.sunday = (stated & 2) != 0 ? std::optional(hours(20)) : std::nullopt;
    demand.holiday = (stated & 4) != 0 ? std::optional(hours(30)) : std::nullopt;
    const models::LocalTime start = monday + 17min;
    const std::int64_t horizon = 8 * day;
    const DemandIntegral integral(demand, calendar(), start, horizon);
    double slow = 0.0;
    for (std::int64_t t = 0; t <= horizon; t += 60) {
      ASSERT_NEAR(integral.until(t), slow, 1e-9) << t << ' ' << stated;
      slow += per_hour(demand, start + Seconds(t)) / 60;
    }
  }
}

TEST(DemandIntegral, ConstantRate) {
  const DemandIntegral integral(models::Rate{2.0 / 3600}, {}, monday + 59min + 59s, 10 * day);
  EXPECT_EQ(integral.until(0), 0.0);
  EXPECT_NEAR(integral.until(1), 2.0 / 3600, 1e-15);
  EXPECT_NEAR(integral.until(10 * day), 480.0, 1e-9);
}

}  // namespace
}  // namespace hakyu::sim
