#include "models/read/units.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>

namespace hakyu::models::reading {

namespace {

struct Unit {
  char letter;
  std::int64_t seconds;
};

// In falling order: the order in which a duration names them.
constexpr std::array<Unit, 5> units{{{'w', 604'800}, {'d', 86'400}, {'h', 3600}, {'m', 60}, {'s', 1}}};
constexpr double year_seconds = 8760.0 * 3600.0;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Reads digits at the front of `text`; nullopt if there are none. Too many saturate.
std::optional<std::int64_t> take_number(std::string_view& text) {
  if (text.empty() || !is_digit(text.front())) return std::nullopt;
  constexpr std::int64_t most = std::int64_t{1} << 52;  // far above the longest duration in any unit
  std::int64_t value = 0;
  for (; !text.empty() && is_digit(text.front()); text.remove_prefix(1))
    value = std::min(most, value * 10 + (text.front() - '0'));
  return value;
}

/// Adds number–unit pairs at the front of `text`, whose units come from `allowed` and fall in that order.
/// False if they are malformed. Stops at the end or at a 'T'.
bool add_parts(std::string_view& text, std::string_view allowed, Seconds& sum, bool& overflow) {
  bool any = false;
  std::size_t at = 0;
  while (!text.empty() && text.front() != 'T') {
    const std::optional<std::int64_t> count = take_number(text);
    if (!count || text.empty()) return false;
    const std::size_t unit = allowed.find(text.front(), at);
    if (unit == std::string_view::npos) return false;
    at = unit + 1;
    text.remove_prefix(1);
    const char letter = allowed[unit] < 'a' ? static_cast<char>(allowed[unit] - 'A' + 'a') : allowed[unit];
    for (const Unit& u : units) {
      if (u.letter != letter) continue;
      if (*count > longest_duration.count() / u.seconds)
        overflow = true;
      else
        sum += Seconds(*count * u.seconds);
    }
    any = true;
  }
  return any;
}

bool add_iso_parts(std::string_view text, Seconds& sum, bool& overflow) {
  text.remove_prefix(1);  // the P
  if (text.empty()) return false;
  if (text.front() != 'T' && !add_parts(text, text.ends_with('W') ? "W" : "D", sum, overflow)) return false;
  if (text.empty()) return true;
  text.remove_prefix(1);  // the T
  return add_parts(text, "HMS", sum, overflow) && text.empty();
}

template <class Number>
bool take_exact(std::string_view text, std::size_t from, std::size_t count, Number& out) {
  if (text.size() < from + count) return false;
  unsigned value = 0;
  for (std::size_t i = from; i < from + count; ++i) {
    if (!is_digit(text[i])) return false;
    value = value * 10 + static_cast<unsigned>(text[i] - '0');
  }
  out = static_cast<Number>(value);
  return true;
}

}  // namespace

DurationText parse_duration(std::string_view text) {
  const bool negative = text.starts_with('-') || text.find('-', 1) != std::string_view::npos;
  std::string positive;
  if (negative) {
    for (const char c : text)
      if (c != '-') positive += c;
    text = positive;
  }
  Seconds sum{0};
  bool overflow = false;
  const bool iso = text.starts_with('P');
  const bool good =
      iso ? add_iso_parts(text, sum, overflow) : add_parts(text, "wdhms", sum, overflow) && text.empty();
  if (!good) return {DurationProblem::malformed, Seconds{0}};
  if (negative) return {DurationProblem::negative, Seconds{0}};
  if (overflow || sum > longest_duration) return {DurationProblem::overflow, Seconds{0}};
  return {DurationProblem::none, sum};
}

std::string guess_duration(std::string_view text) {
  // Longer words first: "minutes" must not leave "inutes" behind.
  constexpr std::array<std::pair<std::string_view, char>, 23> spellings{
      {{"minutes", 'm'}, {"minute", 'm'}, {"seconds", 's'}, {"second", 's'}, {"hours", 'h'}, {"hour", 'h'},
       {"weeks", 'w'},   {"week", 'w'},   {"days", 'd'},    {"day", 'd'},    {"mins", 'm'},  {"min", 'm'},
       {"secs", 's'},    {"sec", 's'},    {"hrs", 'h'},     {"hr", 'h'},     {"時間", 'h'},  {"週間", 'w'},
       {"日間", 'd'},    {"分間", 'm'},   {"秒", 's'},      {"分", 'm'},     {"日", 'd'}}};
  if (text.size() > 100) return {};
  std::string plain;
  for (const char c : text)
    if (c != ' ') plain += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  for (const auto& [word, letter] : spellings)
    for (std::size_t at = plain.find(word); at != std::string::npos; at = plain.find(word))
      plain.replace(at, word.size(), 1, letter);
  return parse_duration(plain).problem == DurationProblem::none ? plain : std::string{};
}

std::string format_duration(Seconds value) {
  std::string text;
  std::int64_t rest = value.count();
  for (const Unit& unit : units) {
    // Weeks only when whole: "14d" and "2w" are the same, "1w3d12h" is hard to read.
    if (unit.letter == 'w' && (rest == 0 || rest % unit.seconds != 0)) continue;
    if (rest >= unit.seconds) text += std::to_string(rest / unit.seconds) + unit.letter;
    rest %= unit.seconds;
  }
  return text.empty() ? "0s" : text;
}

std::optional<Rate> parse_rate(std::string_view text) {
  if (text.empty() || !(is_digit(text.front()) || text.front() == '.')) return std::nullopt;
  double count = 0.0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  const std::string_view rest(end, static_cast<std::size_t>(text.data() + text.size() - end));
  if (error != std::errc{} || rest.size() != 2 || rest[0] != '/' || !std::isfinite(count))
    return std::nullopt;
  if (rest[1] == 'y') return Rate{count / year_seconds};
  for (const Unit& unit : units)
    if (rest[1] == unit.letter) return Rate{count / static_cast<double>(unit.seconds)};
  return std::nullopt;
}

std::string format_rate(Rate rate) {
  if (rate.per_second == 0.0) return "0/y";
  const auto exact = [&](double seconds, char letter) -> std::string {
    const double count = rate.per_second * seconds;
    // A few neighbours: the division when reading may round to the number next to ours.
    for (const double candidate : {count, std::nextafter(count, 0.0), std::nextafter(count, 2.0 * count)}) {
      std::string text = format_number(candidate) + "/" + letter;
      const std::optional<Rate> back = parse_rate(text);
      if (back && *back == rate) return text;
    }
    return {};
  };
  std::string best = exact(1.0, 's');
  const auto shorter = [&](const std::string& text) {
    if (!text.empty() && text.size() < best.size()) best = text;
  };
  shorter(exact(year_seconds, 'y'));
  for (const Unit& unit : units) shorter(exact(static_cast<double>(unit.seconds), unit.letter));
  return best;
}

std::optional<Date> parse_date(std::string_view text) {
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  if (!take_exact(text, 0, 4, year) || !take_exact(text, 5, 2, month) || !take_exact(text, 8, 2, day))
    return std::nullopt;
  const Date date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
  return date.ok() ? std::optional(date) : std::nullopt;
}

std::string format_date(const Date& date) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

std::optional<Seconds> parse_time_of_day(std::string_view text) {
  int hour = 0;
  int minute = 0;
  int second = 0;
  if (text.size() != 5 && text.size() != 8) return std::nullopt;
  if (text[2] != ':' || !take_exact(text, 0, 2, hour) || !take_exact(text, 3, 2, minute)) return std::nullopt;
  if (text.size() == 8 && (text[5] != ':' || !take_exact(text, 6, 2, second))) return std::nullopt;
  if (minute > 59 || second > 59) return std::nullopt;
  const Seconds value{hour * 3600 + minute * 60 + second};
  return value <= Seconds{86'400} ? std::optional(value) : std::nullopt;
}

std::string format_time_of_day(Seconds value) {
  const auto n = value.count();
  const std::string text = fmt::format("{:02}:{:02}", n / 3600, n / 60 % 60);
  return n % 60 == 0 ? text : text + fmt::format(":{:02}", n % 60);
}

std::optional<LocalTime> parse_time(std::string_view text) {
  if (text.size() < 16 || text[10] != 'T') return std::nullopt;
  const std::optional<Date> date = parse_date(text.substr(0, 10));
  const std::optional<Seconds> clock = parse_time_of_day(text.substr(11));
  if (!date || !clock || *clock == Seconds{86'400}) return std::nullopt;
  return std::chrono::local_days(*date) + *clock;
}

std::string format_time(LocalTime time) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  return format_date(Date{day}) + "T" + format_time_of_day(time - day);
}

std::string format_number(double value) {
  std::array<char, 40> buffer{};
  const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
  return error == std::errc{} ? std::string(buffer.data(), end) : std::string{};
}

}  // namespace hakyu::models::reading
