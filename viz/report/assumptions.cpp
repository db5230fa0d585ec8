#include "viz/report/assumptions.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <tuple>

#include "viz/text/assumption_names.hpp"

namespace hakyu::viz {

namespace {

/// "12.5%" → 12.5; nothing for any other text.
std::optional<double> share(const std::string& text) {
  double percent = 0.0;
  const char* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, percent);
  if (error != std::errc{} || end - rest != 1 || *rest != '%') return std::nullopt;
  return percent;
}

/// What several values have in common, for a reader who wants the size of it.
std::string in_short(const std::vector<std::string>& values, const Words& words) {
  if (values.empty()) return {};
  if (values.size() == 1) return values.front();
  const bool all_shares =
      std::ranges::all_of(values, [](const std::string& v) { return share(v).has_value(); });
  if (!all_shares) return words.format("{0} different values", values.size());
  const auto [low, high] = std::ranges::minmax_element(
      values, [](const std::string& a, const std::string& b) { return share(a) < share(b); });
  return words.format("{0} to {1}", *low, *high);
}

}  // namespace

std::string AssumedValue::about(const Words& words, std::size_t most) const {
  if (subjects.empty()) return words("general");
  std::string text;
  for (std::size_t i = 0; i < std::min(most, subjects.size()); ++i)
    text += (i == 0 ? "" : words(", ")) + subjects[i];
  if (subjects.size() > most) text += words.format("; {0} more", subjects.size() - most);
  return text;
}

std::vector<AssumedValue> grouped(const sim::Assumptions& all, const Names& names) {
  const AssumptionNames named(names);
  std::vector<AssumedValue> groups;
  std::map<std::tuple<std::string, std::string, std::string, std::string, bool>, std::size_t> known;
  for (const sim::Assumption& a : all) {
    const bool stated = a.kind == "stated";
    const auto [at, added] = known.try_emplace({a.field, a.value, a.range, a.source, stated}, groups.size());
    if (added) {
      groups.push_back({a, {}});
      groups.back().value.subject.clear();
      groups.back().value.ask.clear();
      groups.back().value.value = named.value(a.value);
    }
    if (!a.subject.empty()) groups[at->second].subjects.push_back(named.name(a.subject));
  }
  return groups;
}

std::vector<AssumedField> by_field(const sim::Assumptions& all, const Names& names) {
  const AssumptionNames named(names);
  const Words& words = names.words();
  std::vector<AssumedField> fields;
  std::vector<std::vector<std::string>> values;
  for (const sim::Assumption& a : all) {
    std::size_t at = 0;
    while (at < fields.size() && fields[at].field != a.field) ++at;
    if (at == fields.size()) {
      fields.push_back({a.field, 0, 0, a.kind == "rule", {}});
      values.emplace_back();
    }
    ++fields[at].count;
    if (a.source.empty() || a.source == "assumption") ++fields[at].unsourced;
    const std::string value = words.value(named.value(a.value));
    if (!value.empty() && std::ranges::find(values[at], value) == values[at].end())
      values[at].push_back(value);
  }
  for (std::size_t i = 0; i < fields.size(); ++i) fields[i].values = in_short(values[i], words);
  const auto place = [](const AssumedField& f) {
    return f.rule ? 2 : f.field.ends_with("probability") ? 0 : 1;
  };
  std::ranges::stable_sort(fields, [&](const AssumedField& a, const AssumedField& b) {
    return place(a) != place(b) ? place(a) < place(b) : a.count > b.count;
  });
  return fields;
}

}  // namespace hakyu::viz
