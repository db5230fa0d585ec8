// Numbers, probabilities, durations and times as people write them.
#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <limits>

#include "models/text.hpp"
#include "sim/montecarlo/simulate.hpp"
#include "viz/text/text.hpp"

namespace hakyu::viz {
namespace {

using models::Language;
using namespace std::chrono_literals;

class Quantities : public ::testing::Test {
 protected:
  Words ja{Language::ja};
  Words en{Language::en};
};

models::LocalTime at(int year, unsigned month, unsigned day, std::chrono::seconds time) {
  return std::chrono::local_days(
             models::Date(std::chrono::year(year), std::chrono::month(month), std::chrono::day(day))) +
         time;
}

TEST_F(Quantities, NumbersHaveTheDigitsAReaderNeeds) {
  EXPECT_EQ(en.number(0), "0");
  EXPECT_EQ(en.number(0.04), "<0.1");
  EXPECT_EQ(en.number(-0.04), ">-0.1");
  EXPECT_EQ(en.number(0.36), "0.4");
  EXPECT_EQ(en.number(12.34), "12.3");
  EXPECT_EQ(en.number(99.96), "100");
  EXPECT_EQ(en.number(123.4), "123");
  EXPECT_EQ(en.number(1234.4), "1,234");
  EXPECT_EQ(en.number(-1234567.8), "-1,234,568");
  EXPECT_EQ(en.integer(-123), "-123");
  EXPECT_EQ(en.integer(-1234), "-1,234");
}

TEST_F(Quantities, UnknownAndInfiniteStayWhatTheyAre) {
  EXPECT_EQ(ja.number(std::nan("")), "不明");
  EXPECT_EQ(ja.percent(std::nan("")), "不明");
  EXPECT_EQ(ja.number(std::numeric_limits<double>::infinity()), "∞");
  EXPECT_EQ(en.difference(-std::numeric_limits<double>::infinity()), "-∞");
}

TEST_F(Quantities, Intervals) {
  EXPECT_EQ(ja.interval(12.3, 11.8, 12.9), "12.3(11.8〜12.9)");
  EXPECT_EQ(en.interval(12.3, 11.8, 12.9), "12.3 (11.8–12.9)");
  EXPECT_EQ(en.interval(1234.5, 1200.2, 1300.7), "1,234 (1,200–1,301)");
  EXPECT_EQ(en.interval(3, 3, 3), "3.0") << "without spread there is no interval";
  EXPECT_EQ(en.difference(sim::Figure{-5, -7.25, 2}), "-5.0 (-7.2 to +2.0)");
}

TEST_F(Quantities, DifferencesShowSignsAndIntervalsContainTheMean) {
  EXPECT_EQ(en.difference(sim::Figure{-0.4, -0.8, -0.04}), "-0.40 (-0.80 to -0.04)");
  EXPECT_EQ(ja.difference(sim::Figure{-0.5, -1.0, 0.02}), "-0.50(-1.00〜+0.02)");
  EXPECT_EQ(en.difference(sim::Figure{-0.34, -0.41, -0.27}), "-0.34 (-0.41 to -0.27)")
      << "mean and end of the interval are different numbers";
  EXPECT_EQ(en.difference(sim::Figure{0.5, -0.00001, 1}), "+0.500 (>-0.001 to +1.000)");
  EXPECT_EQ(en.difference(0.04), "+0.04");
  EXPECT_EQ(en.difference(-0.04), "-0.04");
  EXPECT_EQ(en.difference(0.00004), "<+0.001");
  EXPECT_EQ(en.interval(0.3, 0.04, 0.56), "0.30 (0.04–0.56)");
  EXPECT_EQ(en.difference(sim::Figure{-221.2, -242.3, -199.4}), "-221 (-242 to -199)");
}

TEST_F(Quantities, RanksAreRangesUnlessCertain) {
  EXPECT_EQ(ja.rank(2, 2), "2");
  EXPECT_EQ(ja.rank(2, 4), "2〜4");
  EXPECT_EQ(en.rank(1, 3), "1–3");
}

TEST_F(Quantities, PercentagesNeverLookCertainWhenTheyAreNot) {
  EXPECT_EQ(en.percent(0), "0%");
  EXPECT_EQ(en.percent(1e-9), "<0.1%");
  EXPECT_EQ(en.percent(0.042), "4.2%");
  EXPECT_EQ(en.percent(0.4), "40%");
  EXPECT_EQ(en.percent(0.99999), ">99.9%");
  EXPECT_EQ(en.percent(1), "100%");
  EXPECT_EQ(ja.about_percent(0.041), "約4%");
  EXPECT_EQ(en.about_percent(0.041), "about 4%");
  EXPECT_EQ(en.about_percent(0.004), "about 0.4%");
}

TEST_F(Quantities, FrequenciesInWords) {
  EXPECT_EQ(ja.one_in(0.04), "約25回に1回");
  EXPECT_EQ(en.one_in(0.0029), "about 1 in 340");
  EXPECT_EQ(ja.one_in(0.5), "10回に約5回");
  EXPECT_EQ(ja.one_in(0), "試行中には発生せず");
  EXPECT_EQ(ja.frequency(0.005), "まれ(約200回に1回)");
  EXPECT_EQ(en.frequency(0.05), "occasional (about 1 in 20)");
}

TEST_F(Quantities, DurationsUseTheTwoUnitsThatMatter) {
  EXPECT_EQ(ja.duration(9000), "2時間30分");
  EXPECT_EQ(en.duration(9000), "2 h 30 min");
  EXPECT_EQ(ja.duration(0), "0分");
  EXPECT_EQ(ja.duration(45), "45秒");
  EXPECT_EQ(ja.duration(3599), "59分59秒");
  EXPECT_EQ(ja.duration(86400 - 20), "1日") << "rounding carries over";
  EXPECT_EQ(en.duration(2 * 86400 + 3 * 3600 + 1799), "2 d 3 h");
  EXPECT_EQ(en.duration(-60), "-1 min");
  EXPECT_EQ(ja.hours(0.001), "1分未満");
  EXPECT_EQ(ja.hours(sim::Figure{1.5, 1.2, 1.9}), "1.5時間(1.2〜1.9)");
  EXPECT_EQ(en.hours(sim::Figure{0.5, 0.4, 0.75}), "30.0 min (24.0–45.0)");
}

TEST_F(Quantities, TimesAndDates) {
  EXPECT_EQ(ja.time(at(2026, 12, 6, 2h)), "12月6日(日) 02:00");
  EXPECT_EQ(en.time(at(2026, 12, 6, 2h)), "Sun 6 Dec 02:00");
  EXPECT_EQ(en.time(at(2026, 12, 6, 2h + 5s)), "Sun 6 Dec 02:00:05");
  EXPECT_EQ(ja.span(at(2026, 12, 6, 2h), at(2026, 12, 6, 5h + 30min)), "12月6日(日) 02:00〜05:30");
  EXPECT_EQ(en.span(at(2026, 12, 6, 22h), at(2026, 12, 7, 1h)), "Sun 6 Dec 22:00–Mon 7 Dec 01:00");
  EXPECT_EQ(ja.date(models::Date(2026y / 12 / 6)), "2026年12月6日(日)");
  EXPECT_EQ(en.date(models::Date(2026y / 12 / 6)), "Sun 6 Dec 2026");
}

}  // namespace
}  // namespace hakyu::viz
