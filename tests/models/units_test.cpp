#include "models/read/units.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace hakyu::models::reading {
namespace {

using Problem = DurationProblem;

struct DurationCase {
  std::string_view text;
  Problem problem;
  std::int64_t seconds = 0;
};

class Durations : public testing::TestWithParam<DurationCase> {};

TEST_P(Durations, AreReadAsTheFormatSays) {
  const auto& [text, problem, seconds] = GetParam();
  const DurationText read = parse_duration(text);
  EXPECT_EQ(read.problem, problem) << text;
  EXPECT_EQ(read.value.count(), seconds) << text;
}

INSTANTIATE_TEST_SUITE_P(
    Texts, Durations,
    testing::Values(
        DurationCase{"90s", Problem::none, 90}, DurationCase{"15m", Problem::none, 900},
        DurationCase{"1h30m", Problem::none, 5400}, DurationCase{"2d", Problem::none, 172'800},
        DurationCase{"1w", Problem::none, 604'800}, DurationCase{"1w2d3h4m5s", Problem::none, 788'645},
        DurationCase{"PT15M", Problem::none, 900}, DurationCase{"P1DT2H", Problem::none, 93'600},
        DurationCase{"P2W", Problem::none, 1'209'600}, DurationCase{"PT1H30M5S", Problem::none, 5405},
        DurationCase{"0s", Problem::none, 0}, DurationCase{"36500000d", Problem::none, 3'153'600'000'000},
        DurationCase{"36500001d", Problem::overflow}, DurationCase{"36500000d1s", Problem::overflow},
        DurationCase{"99999999999999999w", Problem::overflow},
        DurationCase{"99999999999999999999999999999s", Problem::overflow},
        DurationCase{"-5m", Problem::negative}, DurationCase{"-PT5M", Problem::negative},
        DurationCase{"PT-5M", Problem::negative}, DurationCase{"", Problem::malformed},
        DurationCase{"15", Problem::malformed}, DurationCase{"m", Problem::malformed},
        DurationCase{"30m1h", Problem::malformed}, DurationCase{"1h1h", Problem::malformed},
        DurationCase{"1.5h", Problem::malformed}, DurationCase{"1h ", Problem::malformed},
        DurationCase{"P", Problem::malformed}, DurationCase{"PT", Problem::malformed},
        DurationCase{"P1Y", Problem::malformed}, DurationCase{"P1M", Problem::malformed},
        DurationCase{"P1W2D", Problem::malformed}, DurationCase{"PT15m", Problem::malformed},
        DurationCase{"5T", Problem::malformed}, DurationCase{"１５m", Problem::malformed}));

TEST(Duration, GuessesWhatWasMeant) {
  EXPECT_EQ(guess_duration("30 min"), "30m");
  EXPECT_EQ(guess_duration("2 hours"), "2h");
  EXPECT_EQ(guess_duration("15M"), "15m");
  EXPECT_EQ(guess_duration("2時間30分"), "2h30m");
  EXPECT_EQ(guess_duration("1週間"), "1w");
  EXPECT_EQ(guess_duration("3日"), "3d");
  EXPECT_EQ(guess_duration("soon"), "");
  EXPECT_EQ(guess_duration("15"), "");
}

RC_GTEST_PROP(Duration, ReadsBackWhatItWrites, ()) {
  const auto seconds = *rc::gen::inRange<std::int64_t>(0, longest_duration.count() + 1);
  const std::int64_t scale = *rc::gen::element<std::int64_t>(1, 60, 3600, 86'400, 604'800);
  const Seconds value{seconds / scale / scale * scale};
  const DurationText read = parse_duration(format_duration(value));
  RC_ASSERT(read.problem == Problem::none);
  RC_ASSERT(read.value == value);
}

TEST(Duration, IsWrittenAsPeopleWouldWriteIt) {
  EXPECT_EQ(format_duration(Seconds{0}), "0s");
  EXPECT_EQ(format_duration(Seconds{5400}), "1h30m");
  EXPECT_EQ(format_duration(Seconds{14 * 86'400}), "2w");
  EXPECT_EQ(format_duration(Seconds{365 * 86'400}), "365d");
}

TEST(Rate, CountsEventsPerSecond) {
  EXPECT_DOUBLE_EQ(parse_rate("3/h")->per_second, 3.0 / 3600.0);
  EXPECT_DOUBLE_EQ(parse_rate("0.02/y")->per_second, 0.02 / (8760.0 * 3600.0));
  EXPECT_DOUBLE_EQ(parse_rate("1e-3/d")->per_second, 0.001 / 86'400.0);
  for (const std::string_view bad :
       {"", "3", "3/", "/h", "-1/h", "3/x", "3 /h", "3/hh", "inf/y", "nan/y", "1e999/y"})
    EXPECT_FALSE(parse_rate(bad)) << bad;
}

RC_GTEST_PROP(Rate, ReadsBackExactlyWhatItWrites, ()) {
  const double count = *rc::gen::inRange(0, 1'000'000) / 1000.0;
  const double per = *rc::gen::element(1.0, 60.0, 3600.0, 86'400.0, 604'800.0, 31'536'000.0, 7.0);
  const Rate rate{count / per};
  const auto read = parse_rate(format_rate(rate));
  RC_ASSERT(read.has_value());
  RC_ASSERT(read->per_second == rate.per_second);
}

TEST(Rate, IsWrittenInTheUnitThatIsShortest) {
  EXPECT_EQ(format_rate(*parse_rate("0.02/y")), "0.02/y");
  EXPECT_EQ(format_rate(*parse_rate("3/h")), "3/h");
  EXPECT_EQ(format_rate(Rate{0.0}), "0/y");
}

TEST(Time, IsLocalWallClock) {
  using namespace std::chrono;
  EXPECT_EQ(*parse_time("2026-12-06T02:00"), local_days(2026y / 12 / 6) + 2h);
  EXPECT_EQ(*parse_time("2026-12-06T02:00:05"), local_days(2026y / 12 / 6) + 2h + 5s);
  for (const std::string_view bad :
       {"2026-12-06", "2026-12-06 02:00", "2026-12-06T24:00", "2026-12-06T02:00Z", "2026-12-06T02:00+09:00",
        "2026-02-29T00:00", "2026-12-06T2:00", "2026-12-06T02:60"})
    EXPECT_FALSE(parse_time(bad)) << bad;
  EXPECT_EQ(format_time(*parse_time("2026-12-06T02:00")), "2026-12-06T02:00");
  EXPECT_EQ(format_time(*parse_time("1969-12-31T23:59:59")), "1969-12-31T23:59:59");
}

TEST(DateText, MustExist) {
  EXPECT_TRUE(parse_date("2028-02-29"));
  for (const std::string_view bad :
       {"2026-02-29", "2026-13-01", "2026-00-01", "2026-1-1", "20261206", "2026/12/06", ""})
    EXPECT_FALSE(parse_date(bad)) << bad;
}

TEST(TimeOfDay, RunsToTheEndOfTheDay) {
  EXPECT_EQ(parse_time_of_day("08:30")->count(), 30'600);
  EXPECT_EQ(parse_time_of_day("24:00")->count(), 86'400);
  EXPECT_EQ(parse_time_of_day("23:59:59")->count(), 86'399);
  for (const std::string_view bad : {"24:01", "8:30", "08:60", "0830", "25:00", "08:30:60", "08-30"})
    EXPECT_FALSE(parse_time_of_day(bad)) << bad;
  EXPECT_EQ(format_time_of_day(Seconds{30'605}), "08:30:05");
}

}  // namespace
}  // namespace hakyu::models::reading
