// Language-neutral values and kinds of assumptions in words.
#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "models/measure.hpp"
#include "models/names.hpp"
#include "models/read/units.hpp"
#include "models/resource.hpp"
#include "models/statement.hpp"
#include "viz/text/text.hpp"

namespace hakyu::viz {

namespace {

struct Term {
  std::string_view word;
  Message text;
};

// The numbers of the law in their order; a wrong number of them leaves the text as it is.
struct LawTerm {
  std::string_view word;
  std::size_t numbers;
  Message text;
};

constexpr std::array laws{
    LawTerm{"uniform", 2, msgid("law", "{0} to {1} (uniform)")},
    LawTerm{"triangular", 3, msgid("law", "{0} to {2}, mostly {1} (triangular)")},
    LawTerm{"pert", 3, msgid("law", "{0} to {2}, mostly {1} (PERT)")},
    LawTerm{"exponential", 1, msgid("law", "{0} on average (exponential)")},
    LawTerm{"lognormal", 2, msgid("law", "half within {0}, 95% within {1} (lognormal)")},
    LawTerm{"weibull", 2, msgid("law", "63% within {0}, shape {1} (Weibull)")},
    LawTerm{"erlang", 2, msgid("law", "{0} on average in {1} phases (Erlang)")},
};

// What a number of an author's assumption is.
constexpr std::array labels{
    Term{"holdover", msgid("label", "bridged for")},
    Term{"recovery", msgid("label", "recovery")},
    Term{"failure", msgid("label", "time between failures")},
    Term{"repair", msgid("label", "time to repair")},
    Term{"extra", msgid("label", "added if remote help is not available")},
    Term{"availability", msgid("label", "availability")},
    Term{"weight", msgid("label", "weight")},
    Term{"capacity", msgid("label", "share served on paper")},
    Term{"sustain", msgid("label", "can be kept up for")},
    Term{"exhausted", msgid("label", "share served afterwards")},
    Term{"downtime", msgid("label", "downtime")},
    Term{"rollback", msgid("label", "rollback")},
};

// Units of the ranges in the table of defaults.
constexpr std::array units{
    Term{"x", msgid("range", "{0} to {1} times")},     Term{"%", msgid("range", "{0} to {1}%")},
    Term{"h", msgid("range", "{0} to {1} h")},         Term{"min", msgid("range", "{0} to {1} min")},
    Term{"d", msgid("range", "{0} to {1} d")},         Term{"y", msgid("range", "{0} to {1} years")},
    Term{"/h", msgid("range", "{0} to {1} per hour")},
};

constexpr std::array sources{
    Term{"press reports of 7 outages of hospital records in Japan with a clear end, 2020-2025 (Fukui, "
         "Hiroshima, "
         "Iwate, Toyama, EM Systems and others): lognormal fit, median 5.6 h, sigma 0.68",
         msgid("source",
               "press reports of 7 outages of hospital records in Japan with a clear end, 2020-2025 (Fukui, "
               "Hiroshima, Iwate, Toyama, EM Systems and others): lognormal fit, median 5.6 h, sigma 0.68")},
    Term{"assumption; a published sample of a hospital service agreement asks for arrival within 2 h",
         msgid("source",
               "assumption; a published sample of a hospital service agreement asks for arrival within 2 h")},
    Term{"assumption: planned time x overrun (lognormal, median 1.1, sigma 0.35)",
         msgid("source", "assumption: planned time x overrun (lognormal, median 1.1, sigma 0.35)")},
    Term{
        "27 h for the replacement of a hospital's record system (Japanese Association of Rural Medicine, "
        "abstracts "
        "57:199, 2008); spread assumed",
        msgid(
            "source",
            "27 h for the replacement of a hospital's record system (Japanese Association of Rural Medicine, "
            "abstracts 57:199, 2008); spread assumed")},
    Term{"assumption; 14.8-24.4 % of sampled fixes were wrong (Yin et al., FSE 2011)",
         msgid("source", "assumption; 14.8-24.4 % of sampled fixes were wrong (Yin et al., FSE 2011)")},
    Term{"assumption; change failure rate 5 % at best (DORA reports)",
         msgid("source", "assumption; change failure rate 5 % at best (DORA reports)")},
    Term{"assumption; one event in 10-15 years and product (CrowdStrike 2024-07-19), several pushes a day",
         msgid("source",
               "assumption; one event in 10-15 years and product (CrowdStrike 2024-07-19), several pushes a "
               "day")},
    Term{
        "assumption; replacement of a record system failing on its first working day (Kobe 2026-01-05)",
        msgid(
            "source",
            "assumption; replacement of a record system failing on its first working day (Kobe 2026-01-05)")},
    Term{"JAMA Netw Open 2025 (PMC12276631), US hospitals in the CrowdStrike outage of 2024-07-19: lognormal "
         "fit, "
         "median 4.6 h, sigma 1.33",
         msgid("source",
               "JAMA Netw Open 2025 (PMC12276631), US hospitals in the CrowdStrike outage of 2024-07-19: "
               "lognormal "
               "fit, median 4.6 h, sigma 1.33")},
    Term{"assumption; care was restricted 2 h into the outage at Iwate Prefectural Central Hospital "
         "(2024-01-31)",
         msgid("source",
               "assumption; care was restricted 2 h into the outage at Iwate Prefectural Central Hospital "
               "(2024-01-31)")},
};

constexpr std::array kinds{
    Term{"yes", msgid("kind", "verified by the vendor")},
    Term{"no", msgid("kind", "not verified")},
    Term{"unknown", msgid("kind", "not known whether verified")},
    Term{"silence", msgid("kind", "no answer yet")},
    Term{"pair", msgid("kind", "combination of two measures confirmed alone")},
    Term{"any", msgid("kind", "all kinds")},
    Term{"unstated", msgid("kind", "kind of change not stated")},
};

template <std::size_t n>
std::optional<Message> find(const std::array<Term, n>& terms, std::string_view word) {
  for (const Term& term : terms)
    if (term.word == word) return term.text;
  return std::nullopt;
}

// Takes the part up to the next `separator` off the front.
std::string_view next_part(std::string_view& text, char separator) {
  const std::string_view part = text.substr(0, text.find(separator));
  text.remove_prefix(part.size() == text.size() ? text.size() : part.size() + 1);
  return part;
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> all;
  while (!text.empty())
    if (const std::string_view part = next_part(text, ' '); !part.empty()) all.push_back(part);
  return all;
}

// A duration, date or time in words; other text as it is.
std::string one_value(const Words& words, std::string_view text) {
  const models::reading::DurationText read = models::reading::parse_duration(text);
  if (read.problem == models::reading::DurationProblem::none) return words.duration(read.value);
  if (const auto time = models::reading::parse_time(text)) return words.time(*time);
  if (const auto date = models::reading::parse_date(text)) return words.date(*date);
  return std::string(text);
}

std::optional<std::string> law_in_words(const Words& words, std::string_view text) {
  const std::vector<std::string_view> parts = words_of(text);
  if (parts.size() < 2) return std::nullopt;
  std::vector<std::string> numbers;
  for (std::size_t i = 1; i < parts.size(); ++i) numbers.push_back(one_value(words, parts[i]));
  if (parts.front() == "empirical") {
    std::string all;
    for (const std::string& each : numbers) all += (all.empty() ? "" : words(msgid("list", ", "))) + each;
    return words.format(msgid("law", "one of {0}"), all);
  }
  for (const LawTerm& law : laws)
    if (law.word == parts.front() && law.numbers == numbers.size()) {
      numbers.resize(3);
      return words.format(law.text, numbers[0], numbers[1], numbers[2]);
    }
  return std::nullopt;
}

// "repair lognormal 8h 2d" → "time to repair half within 8 h, …".
std::string part_in_words(const Words& words, std::string_view part) {
  while (part.starts_with(' ')) part.remove_prefix(1);
  std::string text;
  std::string_view rest = part;
  if (const auto label = find(labels, next_part(rest, ' ')); label && !rest.empty()) {
    text = words(*label) + " ";
    part = rest;
  }
  return text + law_in_words(words, part).value_or(one_value(words, part));
}

struct Bound {
  std::string_view number, unit;
};

// "15 min" → 15, min; "2h" → 2, h.
std::optional<Bound> bound(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  const std::size_t end = std::min(text.find_first_not_of("0123456789."), text.size());
  if (end == 0) return std::nullopt;
  std::string_view unit = text.substr(end);
  while (unit.starts_with(' ')) unit.remove_prefix(1);
  if (unit == "m") unit = "min";
  return Bound{text.substr(0, end), unit};
}

}  // namespace

std::string Words::value(std::string_view value) const {
  std::string text;
  while (!value.empty()) {
    const std::string_view part = next_part(value, ';');
    text += (text.empty() ? "" : translate(msgid("list", ", "))) + part_in_words(*this, part);
  }
  return text;
}

std::string Words::range(std::string_view range) const {
  constexpr std::string_view dash = "–";
  const bool long_dash = range.find(dash) != std::string_view::npos;
  const std::size_t at = long_dash ? range.find(dash) : range.find('-');
  if (at == std::string_view::npos) return std::string(range);
  const std::optional<Bound> low = bound(range.substr(0, at));
  const std::optional<Bound> high = bound(range.substr(at + (long_dash ? dash.size() : 1)));
  if (!low || !high) return std::string(range);
  if (!low->unit.empty() && low->unit != high->unit)  // "90 d-1 y"
    return format("{0}–{1}", duration_of(low->number, low->unit), duration_of(high->number, high->unit));
  if (high->unit.empty()) return format("{0}–{1}", low->number, high->number);
  const std::optional<Message> unit = find(units, high->unit);
  return unit ? format(*unit, low->number, high->number) : std::string(range);
}

std::string Words::duration_of(std::string_view number, std::string_view unit) const {
  const models::reading::DurationText read =
      models::reading::parse_duration(std::string(number) + std::string(unit == "min" ? "m" : unit));
  if (unit != "y" && read.problem == models::reading::DurationProblem::none) return duration(read.value);
  if (unit == "y") return format("{0} years", number);
  return std::string(number) + " " + std::string(unit);
}

std::string Words::source(std::string_view source) const {
  const std::optional<Message> known = find(sources, source);
  return known ? translate(*known) : std::string(source);
}

std::string Words::kind(std::string_view field, std::string_view kind) const {
  const bool of_resource = field.starts_with("resource.");
  std::string text;
  while (!kind.empty()) {
    const std::string_view word = next_part(kind, '/');
    if (!text.empty()) text += " / ";
    const auto resource = models::value_of<models::ResourceKind>(word);
    if (of_resource && resource)
      text += name(*resource);
    else if (const auto known = find(kinds, word))
      text += translate(*known);
    else if (const auto says = models::value_of<models::Says>(word))
      text += name(*says);
    else if (const auto change = models::value_of<models::ChangeKind>(word))
      text += name(*change);
    else
      text += word;
  }
  return text;
}

}  // namespace hakyu::viz
