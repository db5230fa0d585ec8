// Numbers, probabilities, durations and times as people write them.
#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "sim/montecarlo/simulate.hpp"
#include "viz/text/text.hpp"

namespace hakyu::viz {

namespace {

constexpr std::int64_t kMinute = 60;
constexpr std::int64_t kHour = 3600;
constexpr std::int64_t kDay = 86400;

// "1234567.8" → "1,234,567.8"
std::string grouped(std::string digits) {
  const std::size_t start = digits.starts_with('-') ? 1 : 0;
  const std::size_t dot = std::min(digits.find('.'), digits.size());
  for (std::size_t at = dot; at > start + 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

// Decimals for a number of this size: none from 100 on, one below.
int decimals(double magnitude) { return magnitude < 99.95 ? 1 : 0; }

std::string plain(double value, int places) {
  const double least = std::pow(10.0, -places);
  if (value != 0.0 && std::abs(value) < least && places > 0)
    return fmt::format("{}{:.{}f}", value > 0 ? "<" : ">-", least, places);
  if (value == 0.0) return "0";
  return grouped(fmt::format("{:.{}f}", value, places));
}

// What is not zero at `places` decimals, and what differs there.
bool readable(double mean, double low, double high, int places) {
  const double scale = std::pow(10.0, places);
  const auto seen = [&](double v) { return v == 0.0 || std::abs(v) * scale >= 1.0; };
  const auto apart = [&](double a, double b) {
    return a == b || std::round(a * scale) != std::round(b * scale);
  };
  return seen(mean) && seen(low) && seen(high) && apart(low, mean) && apart(mean, high);
}

// Decimals for a mean with its interval, the same for all three, so that the interval contains the mean also
// as it is shown: up to two more than the largest of them needs, if a smaller one would vanish otherwise.
int decimals(double mean, double low, double high) {
  const double largest = std::max({std::abs(mean), std::abs(low), std::abs(high)});
  const int usual = decimals(largest);
  int places = usual;
  // Of numbers of 100 and more nobody reads decimals.
  const int most = usual == 0 ? 0 : usual + 2;
  while (places < most && !readable(mean, low, high, places)) ++places;
  return places;
}

// Never "+<0.1": the sign stands before the number, "<" before both.
std::string with_sign(double value, int places) {
  std::string text = plain(value, places);
  if (value > 0.0) text.insert(text.starts_with('<') ? 1 : 0, "+");
  return text;
}

std::int64_t rounded_to(std::int64_t seconds, std::int64_t unit) {
  return (seconds + unit / 2) / unit * unit;
}

// Two significant digits: 347 → 350.
std::int64_t two_digits(double value) {
  double scale = 1.0;
  while (value / scale >= 100.0) scale *= 10.0;
  return std::llround(std::round(value / scale) * scale);
}

}  // namespace

std::string Words::integer(std::int64_t value) const { return grouped(std::to_string(value)); }

std::string Words::number(double value) const {
  if (std::isnan(value)) return translate(msgid("unknown"));
  if (std::isinf(value)) return value > 0 ? "∞" : "-∞";
  return plain(value, decimals(std::abs(value)));
}

std::string Words::difference(double value) const {
  if (!std::isfinite(value)) return number(value);
  return with_sign(value, decimals(value, value, value));
}

std::string Words::interval(double mean, double low, double high) const {
  if (!std::isfinite(mean) || !std::isfinite(low) || !std::isfinite(high)) return number(mean);
  if (low == high) return number(mean);
  const int places = decimals(mean, low, high);
  return format("{0} ({1}–{2})", plain(mean, places), plain(low, places), plain(high, places));
}

std::string Words::interval(const sim::Figure& figure) const {
  return interval(figure.mean, figure.low, figure.high);
}

std::string Words::difference(const sim::Figure& f) const {
  if (f.low == f.high || !std::isfinite(f.low) || !std::isfinite(f.high)) return difference(f.mean);
  const int places = decimals(f.mean, f.low, f.high);
  return format(msgid("difference", "{0} ({1} to {2})"), with_sign(f.mean, places), with_sign(f.low, places),
                with_sign(f.high, places));
}

std::string Words::rank(std::size_t best, std::size_t worst) const {
  if (best == worst) return std::to_string(best);
  return format("{0}–{1}", best, worst);
}

std::string Words::percent(double p) const {
  if (std::isnan(p)) return translate(msgid("unknown"));
  if (p <= 0.0) return "0%";
  if (p >= 1.0) return "100%";
  if (p < 0.001) return "<0.1%";
  if (p > 0.999) return ">99.9%";
  const bool fine = p < 0.0995 || p > 0.9905;
  return fmt::format("{:.{}f}%", p * 100.0, fine ? 1 : 0);
}

std::string Words::percent(const sim::Figure& f) const {
  if (f.low == f.high) return percent(f.mean);
  return format("{0} ({1}–{2})", percent(f.mean), percent(std::max(0.0, f.low)),
                percent(std::min(1.0, f.high)));
}

std::string Words::about_percent(double p) const {
  if (std::isnan(p) || p <= 0.0 || p >= 1.0 || p < 0.001 || p > 0.999) return percent(p);
  const double hundred = p * 100.0;
  const bool fine = hundred < 0.95 || hundred > 99.05;
  return format("about {0}%", fmt::format("{:.{}f}", hundred, fine ? 1 : 0));
}

std::string Words::one_in(double p) const {
  if (std::isnan(p)) return translate(msgid("unknown"));
  if (p <= 0.0) return translate(msgid("never in the simulation"));
  if (p >= 1.0) return translate(msgid("every time"));
  if (p < 1e-4) return translate(msgid("less than 1 in 10,000"));
  if (p >= 0.95) return translate(msgid("almost every time"));
  if (p > 0.4) return format("about {0} in 10", std::clamp(std::lround(p * 10.0), 4L, 9L));
  return format("about 1 in {0}", integer(two_digits(1.0 / p)));
}

std::string Words::computed_one_in(double p) const {
  constexpr double least = 1e-12;
  if (p <= 0.0) return translate(msgid("none"));
  if (p < least) return format("less than 1 in {0}", integer(std::llround(1.0 / least)));
  if (p >= 1e-4) return one_in(p);
  const double tens = std::pow(10.0, std::floor(std::log10(1.0 / p)) - 1.0);
  return format("about 1 in {0}", integer(std::llround(std::round(1.0 / p / tens) * tens)));
}

std::string Words::frequency(double p) const {
  if (std::isnan(p) || p <= 0.0 || p >= 0.95) return one_in(p);
  const Message word = p < 0.01  ? msgid("rare")
                       : p < 0.1 ? msgid("occasional")
                       : p < 0.5 ? msgid("frequent")
                                 : msgid("more often than not");
  return format("{0} ({1})", translate(word), one_in(p));
}

std::string Words::duration(std::int64_t seconds) const {
  if (seconds < 0) return "-" + duration(-seconds);
  if (seconds == 0) return translate(msgid("0 min"));
  std::int64_t s = seconds >= kHour ? rounded_to(seconds, kMinute) : seconds;
  if (s >= kDay) s = rounded_to(seconds, kHour);
  if (s >= kDay)
    return two_units(msgid("{0} d {1} h"), msgid("{0} d"), msgid("{0} h"), s / kDay, s % kDay / kHour);
  if (s >= kHour)
    return two_units(msgid("{0} h {1} min"), msgid("{0} h"), msgid("{0} min"), s / kHour,
                     s % kHour / kMinute);
  return two_units(msgid("{0} min {1} s"), msgid("{0} min"), msgid("{0} s"), s / kMinute, s % kMinute);
}

std::string Words::two_units(Message both, Message large, Message small, std::int64_t n_large,
                             std::int64_t n_small) const {
  if (n_small == 0) return format(large, integer(n_large));
  if (n_large == 0) return format(small, integer(n_small));
  return format(both, integer(n_large), integer(n_small));
}

std::string Words::hours(double h) const {
  if (std::isnan(h)) return translate(msgid("unknown"));
  if (std::isinf(h)) return "∞";
  const double seconds = h * 3600.0;
  if (seconds == 0.0) return duration(std::int64_t{0});
  if (std::abs(seconds) < 60.0) return translate(msgid("<1 min"));
  return duration(std::llround(seconds / 60.0) * kMinute);
}

std::string Words::hours(const sim::Figure& f) const {
  if (f.low == f.high) return hours(f.mean);
  const bool long_enough = std::max(std::abs(f.mean), std::abs(f.high)) >= 1.0;
  const double unit = long_enough ? 1.0 : 60.0;
  const int places = decimals(f.mean * unit, std::max(0.0, f.low) * unit, f.high * unit);
  const auto text = [&](double v) { return plain(v * unit, places); };
  return format(long_enough ? msgid("{0} h ({1}–{2})") : msgid("{0} min ({1}–{2})"), text(f.mean),
                text(std::max(0.0, f.low)), text(f.high));
}

namespace {

struct Broken {
  models::Date date;
  unsigned weekday;
  std::string clock;
};

Broken broken(models::LocalTime time) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::int64_t s = (time - day).count();
  std::string clock = fmt::format("{:02}:{:02}", s / kHour, s % kHour / kMinute);
  if (s % kMinute != 0) clock += fmt::format(":{:02}", s % kMinute);
  return {models::Date(day), std::chrono::weekday(day).c_encoding(), std::move(clock)};
}

Message month_name(models::Date date) {
  static constexpr std::array<Message, 12> names{
      msgid("month", "Jan"), msgid("month", "Feb"), msgid("month", "Mar"), msgid("month", "Apr"),
      msgid("month", "May"), msgid("month", "Jun"), msgid("month", "Jul"), msgid("month", "Aug"),
      msgid("month", "Sep"), msgid("month", "Oct"), msgid("month", "Nov"), msgid("month", "Dec")};
  return names[(static_cast<unsigned>(date.month()) + 11U) % 12U];
}

}  // namespace

std::string Words::weekday(unsigned sunday_is_0) const {
  static constexpr std::array<Message, 7> names{
      msgid("weekday", "Sun"), msgid("weekday", "Mon"), msgid("weekday", "Tue"), msgid("weekday", "Wed"),
      msgid("weekday", "Thu"), msgid("weekday", "Fri"), msgid("weekday", "Sat")};
  return translate(names[sunday_is_0 % 7U]);
}

std::string Words::time(models::LocalTime time) const {
  const Broken b = broken(time);
  return format("{weekday} {day} {month} {clock}", fmt::arg("weekday", weekday(b.weekday)),
                fmt::arg("day", static_cast<unsigned>(b.date.day())),
                fmt::arg("month", translate(month_name(b.date))), fmt::arg("clock", b.clock));
}

std::string Words::span(models::LocalTime from, models::LocalTime to) const {
  const bool same_day =
      std::chrono::floor<std::chrono::days>(from) == std::chrono::floor<std::chrono::days>(to);
  return format("{0}–{1}", time(from), same_day ? broken(to).clock : time(to));
}

std::string Words::date(models::Date date) const {
  const unsigned day = std::chrono::weekday(std::chrono::local_days(date)).c_encoding();
  return format("{weekday} {day} {month} {year}", fmt::arg("weekday", weekday(day)),
                fmt::arg("day", static_cast<unsigned>(date.day())),
                fmt::arg("month", translate(month_name(date))),
                fmt::arg("year", static_cast<int>(date.year())));
}

}  // namespace hakyu::viz
