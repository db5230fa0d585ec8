// Language-neutral values and kinds of assumptions in words.
#include <array>
#include <optional>

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

constexpr std::array laws{
    Term{"uniform", msgid("law", "uniform")},
    Term{"triangular", msgid("law", "triangular")},
    Term{"pert", msgid("law", "PERT")},
    Term{"exponential", msgid("law", "exponential, mean")},
    Term{"lognormal", msgid("law", "lognormal, median and 95 %")},
    Term{"weibull", msgid("law", "Weibull")},
    Term{"erlang", msgid("law", "Erlang")},
    Term{"empirical", msgid("law", "one of")},
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

// "lognormal 5h34m 17h" → the law's name and the rest, if the value begins with a law.
std::optional<Message> take_law(std::string_view& value) {
  std::string_view rest = value;
  const std::optional<Message> law = find(laws, next_part(rest, ' '));
  if (law) value = rest;
  return law;
}

}  // namespace

std::string Words::value(std::string_view value) const {
  std::string text;
  if (const std::optional<Message> law = take_law(value)) text = translate(*law) + ": ";
  for (bool first = true; !value.empty(); first = false) {
    const std::string_view part = next_part(value, ' ');
    const models::reading::DurationText read = models::reading::parse_duration(part);
    text += first ? "" : " / ";
    text += read.problem == models::reading::DurationProblem::none ? duration(read.value) : std::string(part);
  }
  return text;
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
