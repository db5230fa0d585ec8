// What a result rests on: what nobody stated and what the model marks as an assumption.
#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "viz/text/assumption_names.hpp"
#include "viz/text/lists.hpp"
#include "viz/text/tables.hpp"
#include "viz/text/width.hpp"

namespace hakyu::viz {

namespace {

constexpr std::size_t shown_subjects = 3;
constexpr std::size_t most_values = 3;  ///< of one field that authors marked, before they are only counted

bool is_stated(const sim::Assumption& a) { return a.kind == "stated"; }

/// What nobody answered comes first, then what decides how often changes go wrong; general rules come last.
int place_in_list(const sim::Assumption& a) {
  if (is_stated(a)) return 4;
  if (a.field.starts_with("statement")) return 0;
  if (a.kind == "rule") return 3;
  return a.field.starts_with("failure") || a.field.starts_with("latent") ? 1 : 2;
}

struct Group {
  sim::Assumption value;  ///< without subject and kind
  std::set<std::string> subjects, kinds;
  std::size_t things = 0;
  std::size_t values = 1;  ///< different values that were put together
};

std::vector<Group> grouped(const sim::Assumptions& assumptions) {
  std::map<std::string, std::set<std::string>> stated_values;
  for (const sim::Assumption& a : assumptions)
    if (is_stated(a)) stated_values[a.field].insert(a.value);
  using Key = std::tuple<int, std::string, std::string, std::string, std::string>;
  std::map<Key, Group> groups;
  for (const sim::Assumption& a : assumptions) {
    const bool only_counted = is_stated(a) && stated_values[a.field].size() > most_values;
    sim::Assumption value = a;
    if (only_counted) value.value = value.range = value.source = "";
    Group& group = groups[{place_in_list(a), value.field, value.value, value.range, value.source}];
    value.subject = value.ask = "";
    if (only_counted) group.values = stated_values[a.field].size();
    if (!a.subject.empty() && group.subjects.insert(a.subject).second) ++group.things;
    if (!a.kind.empty() && a.kind != "any" && a.kind != "rule" && !is_stated(a)) group.kinds.insert(a.kind);
    group.value = std::move(value);
  }
  std::vector<Group> all;
  for (auto& [key, group] : groups) all.push_back(std::move(group));
  return all;
}

std::string kinds_text(const Words& words, const Group& group) {
  // Of a plan's risk beyond the horizon the kind is the plan: it is named with the subject.
  if (group.kinds.empty() || group.value.field == "may-end-beyond-horizon") return {};
  std::vector<std::string> kinds;
  for (const std::string& kind : group.kinds) kinds.push_back(words.kind(group.value.field, kind));
  return words.format(" [{0}]", first_few(words, kinds, shown_subjects, printable));
}

std::string line(const AssumptionNames& names, const Group& group) {
  const Words& words = names.words();
  sim::Assumption told = group.value;
  told.value = names.value(told.value);
  std::string text = words.sentence(told) + kinds_text(words, group);
  if (group.things == 0) return text;
  std::vector<std::string> subjects;
  for (const std::string& id : group.subjects) subjects.push_back(names.name(id));
  return text + words.count(" – for {0} thing: {1}", " – for {0} things: {1}", group.things,
                            first_few(words, subjects, shown_subjects, printable));
}

std::string section(const AssumptionNames& names, const std::vector<Group>& groups, const std::string& title,
                    std::size_t limit) {
  if (groups.empty()) return {};
  const Words& words = names.words();
  std::string text = on_screen(title + "\n");
  for (std::size_t i = 0; i < std::min(limit, groups.size()); ++i)
    text += on_screen("  " + words(msgid("item", "- ")) + line(names, groups[i]) + "\n");
  if (groups.size() > limit)
    text += "  " +
            words.count("and {0} more (all of them: --json, or the report)",
                        "and {0} more (all of them: --json, or the report)", groups.size() - limit) +
            "\n";
  return text;
}

}  // namespace

std::string assumptions_text(const sim::System& system, const sim::Assumptions& assumptions,
                             const Words& words, std::size_t limit) {
  if (assumptions.empty()) return {};
  const Names all_names(system, words);
  const AssumptionNames names(all_names);
  std::vector<Group> silent;
  std::vector<Group> stated;
  for (Group& group : grouped(assumptions))
    (is_stated(group.value) ? stated : silent).push_back(std::move(group));
  return section(names, silent, words("What this rests on although nobody stated it (defaults and rules):"),
                 limit) +
         section(names, stated, words("What this rests on that the model marks as an assumption:"), limit);
}

}  // namespace hakyu::viz
