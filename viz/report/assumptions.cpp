#include "viz/report/assumptions.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace hakyu::viz {

namespace {

/// "measure and measure → resource" for every statement, stated or made up.
std::unordered_map<std::string, std::string> statement_names(const Names& names) {
  const sim::System& system = names.system();
  std::unordered_map<std::string, std::string> all;
  for (std::size_t i = 0; i < std::min(system.statements.size(), system.statement_ids.size()); ++i) {
    const sim::CompiledStatement& statement = system.statements[i];
    std::string text;
    for (const sim::MeasureIndex measure : statement.when)
      text += (text.empty() ? "" : names.words()(" and ")) + names.measure(measure);
    all.emplace(system.statement_ids[i], text + " → " + names.node(statement.resource));
  }
  return all;
}

std::string listed(const std::vector<std::string>& items, std::size_t most, const Words& words) {
  std::string text;
  for (std::size_t i = 0; i < std::min(most, items.size()); ++i)
    text += (i == 0 ? "" : words(", ")) + items[i];
  if (items.size() > most) text += words.format("; {0} more", items.size() - most);
  return text;
}

}  // namespace

std::string AssumedValue::sentence(const Names& names, std::size_t most) const {
  sim::Assumption told = value;
  told.subject = listed(subjects, most, names.words());
  return names.words().sentence(told);
}

std::string AssumedValue::about(const Words& words) const {
  return subjects.empty() ? words("general") : listed(subjects, subjects.size(), words);
}

std::vector<AssumedValue> grouped(const sim::Assumptions& all, const Names& names) {
  const std::unordered_map<std::string, std::string> statements = statement_names(names);
  const auto subject = [&](const std::string& id) {
    if (const auto at = statements.find(id); at != statements.end()) return at->second;
    const std::string& node = names.node(id);
    return node == id ? names.measure(id) : node;
  };
  std::vector<AssumedValue> groups;
  std::map<std::tuple<std::string, std::string, std::string, std::string, bool>, std::size_t> known;
  for (const sim::Assumption& a : all) {
    const bool stated = a.kind == "stated";
    const auto [at, added] = known.try_emplace({a.field, a.value, a.range, a.source, stated}, groups.size());
    if (added) {
      groups.push_back({a, {}});
      groups.back().value.subject.clear();
      groups.back().value.ask.clear();
    }
    if (!a.subject.empty()) groups[at->second].subjects.push_back(subject(a.subject));
  }
  return groups;
}

}  // namespace hakyu::viz
