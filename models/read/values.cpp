// Single values: texts, ids, numbers, durations, times, estimates, demand.
#include <cmath>

#include "models/read/reader.hpp"
#include "models/read/units.hpp"

namespace hakyu::models::reading {

namespace {

constexpr std::string_view id_pattern = "[a-z0-9][a-z0-9._-]*";
constexpr std::string_view duration_examples = "\"90s\" | \"15m\" | \"1h30m\" | \"2d\" | \"1w\" | \"PT15M\"";

bool is_id(std::string_view text) {
  const auto alphanumeric = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  if (text.empty() || text.size() > 200 || !alphanumeric(text.front())) return false;
  for (const char c : text)
    if (!alphanumeric(c) && c != '.' && c != '_' && c != '-') return false;
  return true;
}

bool is_free_id(std::string_view text) {
  if (text.empty() || text.size() > 200) return false;
  for (const char c : text)
    if (static_cast<unsigned char>(c) <= ' ' || c == '\x7F') return false;
  return true;
}

std::string lower_case_id(std::string_view text) {
  std::string id;
  for (const char c : text.substr(0, 200)) {
    if (c >= 'A' && c <= 'Z')
      id += static_cast<char>(c - 'A' + 'a');
    else
      id += c == ' ' ? '-' : c;
  }
  return is_id(id) ? id : std::string{};
}

bool define(Context& context, const Value& value, const Rule& rule) {
  const bool any_text = rule.defines == fields::system;
  const bool good = any_text       ? !value.text().empty()
                    : rule.free_id ? is_free_id(value.text())
                                   : is_id(value.text());
  if (!good) {
    const std::string expected = any_text || rule.free_id ? "[^ ]+" : std::string(id_pattern);
    const std::string suggestion = any_text || rule.free_id ? "" : lower_case_id(value.text());
    add(context.report, value, {codes::bad_id, value.shown(), expected, suggestion});
    return false;
  }
  if (rule.defines != fields::alias) context.names.define(rule.defines, value, context.report);
  return true;
}

std::string range(const Rule& rule) {
  std::string text;
  if (rule.min > std::numeric_limits<double>::lowest()) text += format_number(rule.min) + " <= ";
  text += "x";
  if (rule.max < std::numeric_limits<double>::max()) text += " <= " + format_number(rule.max);
  return text;
}

bool in_range(Context& context, const Value& value, double number, const Rule& rule) {
  if (number >= rule.min && number <= rule.max) return true;
  add(context.report, value, {codes::out_of_range, value.shown(), range(rule)});
  return false;
}

template <class Integer>
bool decode_whole(Context& context, const Value& value, Integer& out, const Rule& rule) {
  if (!expect(context, value, JsonKind::number)) return false;
  if (!in_range(context, value, value.node().number, rule)) return false;
  const std::optional<Integer> whole = value.whole<Integer>();
  if (whole)
    out = *whole;
  else if (value.node().integer)
    add(context.report, value,
        {codes::out_of_range, value.shown(),
         std::to_string(std::numeric_limits<Integer>::min()) +
             " <= x <= " + std::to_string(std::numeric_limits<Integer>::max())});
  else
    wrong_type(context, value, "integer");
  return whole.has_value();
}

/// Reads a text with one of the parsers of units.hpp.
template <class T>
bool decode_text(Context& context, const Value& value, T& out,
                 std::optional<T> (*parse_text)(std::string_view), std::string_view code,
                 std::string_view examples) {
  const std::optional<T> read = value.is(JsonKind::string) ? parse_text(value.text()) : std::nullopt;
  if (read)
    out = *read;
  else
    add(context.report, value, {code, value.shown(), std::string(examples)});
  return read.has_value();
}

}  // namespace

bool decode(Context& context, const Value& value, std::string& out, const Rule& rule) {
  if (!expect(context, value, JsonKind::string)) return false;
  if (rule.defines != 0 && !define(context, value, rule)) return false;
  if (rule.refers != 0) context.names.use(rule.refers, value);
  out = value.text();
  if (rule.speaks && !context.from.empty() && context.from != value.text())
    add(context.report, value,
        {codes::foreign_statement, value.shown(), std::string(context.from), "", Severity::warning});
  return true;
}

bool decode(Context& context, const Value& value, Text& out, const Rule&) {
  if (value.is(JsonKind::string)) {
    out.plain = value.text();
    return true;
  }
  if (!value.is(JsonKind::object)) {
    wrong_type(context, value, "string | {\"ja\": …, \"en\": …}");
    return false;
  }
  const auto ja = value.find("ja");
  const auto en = value.find("en");
  if (ja) decode(context, *ja, out.ja, {});
  if (en) decode(context, *en, out.en, {});
  if (!ja && !en) report_missing_key(context, value, "ja | en");
  for (const Value member : value)  // a text has no source of its own
    if (member.key() != "ja" && member.key() != "en")
      add_at_key(context.report, member, {codes::unknown_key, shortened(member.key()), "ja | en"});
  return true;
}

bool decode(Context& context, const Value& value, bool& out, const Rule& rule) {
  if (rule.yes_no && value.is(JsonKind::string) && (value.text() == "yes" || value.text() == "no")) {
    out = value.text() == "yes";
    return true;
  }
  if (!value.is(JsonKind::boolean)) {
    wrong_type(context, value, rule.yes_no ? "\"yes\" | \"no\"" : "true | false");
    return false;
  }
  out = value.node().number != 0.0;
  return true;
}

bool decode(Context& context, const Value& value, double& out, const Rule& rule) {
  if (!expect(context, value, JsonKind::number)) return false;
  if (!in_range(context, value, value.node().number, rule)) return false;
  out = value.node().number;
  return true;
}

bool decode(Context& context, const Value& value, int& out, const Rule& rule) {
  return decode_whole(context, value, out, rule);
}
bool decode(Context& context, const Value& value, std::int64_t& out, const Rule& rule) {
  return decode_whole(context, value, out, rule);
}
bool decode(Context& context, const Value& value, std::uint64_t& out, const Rule& rule) {
  return decode_whole(context, value, out, rule);
}

bool decode(Context& context, const Value& value, Seconds& out, const Rule& rule) {
  const bool text = value.is(JsonKind::string);
  const DurationText read =
      text ? parse_duration(value.text()) : DurationText{DurationProblem::malformed, {}};
  const auto problem = [&](std::string_view code, std::string expected, std::string suggestion = {}) {
    add(context.report, value, {code, value.shown(), std::move(expected), std::move(suggestion)});
    return false;
  };
  switch (read.problem) {
    case DurationProblem::malformed:
      return problem(codes::bad_duration, std::string(duration_examples),
                     text ? guess_duration(value.text()) : "");
    case DurationProblem::negative:
      return problem(codes::negative_duration, ">= 0s");
    case DurationProblem::overflow:
      return problem(codes::duration_overflow, "<= " + format_duration(longest_duration));
    case DurationProblem::none:
      break;
  }
  if (rule.not_zero && read.value == Seconds{0}) return problem(codes::zero_duration, "> 0s");
  if (read.value > rule.longest) return problem(codes::out_of_range, "<= " + format_duration(rule.longest));
  out = read.value;
  return true;
}

bool decode(Context& context, const Value& value, Rate& out, const Rule&) {
  return decode_text(context, value, out, &parse_rate, codes::bad_rate, "\"0.02/y\" | \"3/h\"");
}

bool decode(Context& context, const Value& value, LocalTime& out, const Rule&) {
  return decode_text(context, value, out, &parse_time, codes::bad_time, "\"2026-12-06T02:00\"");
}

bool decode(Context& context, const Value& value, Date& out, const Rule&) {
  return decode_text(context, value, out, &parse_date, codes::bad_date, "\"2026-12-06\"");
}

bool decode(Context& context, const Value& value, Estimate& out, const Rule& rule) {
  if (value.is(JsonKind::number)) return decode(context, value, out.mean, rule);
  if (!value.is(JsonKind::object)) {
    wrong_type(context, value, "number | {\"mean\": …, \"low\": …, \"high\": …}");
    return false;
  }
  Estimate read;
  const auto mean = value.find("mean");
  const auto low = value.find("low");
  const auto high = value.find("high");
  if (!mean) report_missing_key(context, value, "mean");
  bool good = mean && decode(context, *mean, read.mean, rule);
  if (low) good = decode(context, *low, read.low, rule) && good;
  if (high) good = decode(context, *high, read.high, rule) && good;
  finish_inner_object(context, value, {"mean", "low", "high"});
  if (!good) return false;
  if (read.low.value_or(read.mean) > read.mean || read.high.value_or(read.mean) < read.mean) {
    const std::string found =
        (low ? low->shown() : "") + " / " + mean->shown() + " / " + (high ? high->shown() : "");
    add(context.report, value, {codes::estimate_order, found, "low <= mean <= high"});
    return false;
  }
  out = read;
  return true;
}

bool decode(Context& context, const Value& value, HourlyDemand& out, const Rule&) {
  if (!expect(context, value, JsonKind::array)) return false;
  if (value.size() != out.size()) {
    add(context.report, value,
        {codes::wrong_count, std::to_string(value.size()), std::to_string(out.size())});
    return false;
  }
  bool good = true;
  for (const Value item : value)
    good = decode(context, item, out[item.node().ordinal], fields::not_negative) && good;
  return good;
}

bool decode(Context& context, const Value& value, Demand& out, const Rule& rule) {
  if (!expect(context, value, JsonKind::object)) return false;
  const auto rate = value.find("rate");
  const auto weekly = value.find("weekly");
  const std::vector<std::string_view> known{"rate", "weekly"};
  if (rate && weekly)
    add(context.report, value, {codes::conflicting_keys, "rate, weekly", alternatives(known)});
  if (!rate && !weekly) report_missing_key(context, value, alternatives(known));
  if (rate) {
    Rate read;
    if (decode(context, *rate, read, rule)) out = read;
  }
  if (weekly) {
    WeeklyDemand read;
    if (decode(context, *weekly, read, rule)) out = read;
  }
  finish_inner_object(context, value, known);
  return rate || weekly;
}

}  // namespace hakyu::models::reading
