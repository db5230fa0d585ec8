// Where plans break conditions, as sentences.
#include <algorithm>
#include <map>

#include "viz/chart/names.hpp"
#include "viz/text/tables.hpp"
#include "viz/text/width.hpp"

namespace hakyu::viz {

namespace {

using sim::Violation;
using sim::ViolationKind;

// The reason of a blackout period as the model writes it, in the reader's language.
std::string blackout_reason(const Names& names, const std::string& written) {
  for (const models::TimeSpan& each : names.system().model->calendar.blackouts)
    if (written == each.text.plain || written == each.text.ja || written == each.text.en)
      return names.words()(each.text);
  return written;
}

// Which windows, how many people, how long a lead: `what` in words.
std::string details(const Names& names, const Violation& v) {
  const Words& words = names.words();
  switch (v.kind) {
    case ViolationKind::outside_window: {
      std::string windows;
      for (std::string_view rest = v.what; !rest.empty();) {
        const std::string_view id = rest.substr(0, rest.find(", "));
        rest.remove_prefix(std::min(rest.size(), id.size() + 2));
        windows += (windows.empty() ? "" : words(msgid("list", ", "))) + names.window(models::Id(id));
      }
      return windows;
    }
    case ViolationKind::crew_exceeded: {
      const std::size_t slash = v.what.find('/');
      if (slash == std::string::npos) return v.what;
      return words.format("{0} needed, {1} there", v.what.substr(0, slash), v.what.substr(slash + 1));
    }
    case ViolationKind::lead_time:
      return words.format("needs {0}", words.value(v.what));
    case ViolationKind::party_absent:
      return words.format("{0} needed", v.what);
    case ViolationKind::in_blackout:
      return blackout_reason(names, v.what);
    case ViolationKind::beyond_horizon:
      return v.what;
  }
  return v.what;
}

std::string rule_name(const Words& words, ViolationKind kind) {
  switch (kind) {
    case ViolationKind::outside_window:
      return words(msgid("rule", "windows"));
    case ViolationKind::in_blackout:
      return words(msgid("rule", "blackout periods"));
    case ViolationKind::crew_exceeded:
    case ViolationKind::party_absent:
      return words(msgid("rule", "crews"));
    case ViolationKind::lead_time:
      return words(msgid("rule", "lead times"));
    case ViolationKind::beyond_horizon:
      break;
  }
  return words.name(kind);
}

}  // namespace

std::string step_sentence(const Names& names, const Violation& v) {
  const Words& words = names.words();
  // Times in whole minutes: seconds of an expected duration mean nothing to a reader.
  const std::string more = details(names, v);
  const std::string what = more.empty() ? "" : words.format(" [{0}]", printable(more));
  const std::string party = v.party.empty() ? "" : words.format(" ({0})", printable(names.party(v.party)));
  const auto at = [&](sim::Time t) {
    return names.system().start + std::chrono::seconds(t - ((t % 60) + 60) % 60);
  };
  return words.format("step {step} “{measure}”, {when}: {kind}{party}{what}", fmt::arg("step", v.step + 1),
                      fmt::arg("measure", printable(names.measure(v.measure))),
                      fmt::arg("when", words.span(at(v.from), at(v.to + 59))),
                      fmt::arg("kind", words.name(v.kind)), fmt::arg("party", party), fmt::arg("what", what));
}

std::string sentence(const sim::System& system, const Violation& violation, const Words& words) {
  const Names names(system, words);
  return words.format("{0}, {1}", printable(names.plan(system.plans[violation.plan].id)),
                      step_sentence(names, violation));
}

namespace {

/// "24 (lead time too short 15, too few people 7)"
std::string counted(const std::vector<const Violation*>& all, const Words& words) {
  std::map<ViolationKind, std::size_t> kinds;
  for (const Violation* each : all) ++kinds[each->kind];
  std::string text;
  for (const auto& [kind, number] : kinds)
    text +=
        (text.empty() ? "" : words(msgid("list", ", "))) + words.format("{0} {1}", words.name(kind), number);
  return words.count("{0} violation ({1})", "{0} violations ({1})", all.size(), text);
}

}  // namespace

std::string violations_text(const sim::System& system, const std::vector<Violation>& violations,
                            const Words& words, std::size_t most) {
  if (violations.empty()) return {};
  const Names names(system, words);
  std::string text = words("Conditions that plans violate (they are simulated as written):") + "\n";
  std::map<std::uint32_t, std::vector<const Violation*>> by_plan;
  for (const Violation& each : violations) by_plan[each.plan.value].push_back(&each);
  bool all_told = true;
  for (const auto& [plan, broken] : by_plan) {
    text += "  " + printable(names.plan(system.plans[plan].id));
    if (broken.size() > most) {
      all_told = false;
      text += words.format(": {0}", counted(broken, words)) + "\n";
      continue;
    }
    text += "\n";
    for (const Violation* each : broken) text += "    " + step_sentence(names, *each) + "\n";
  }
  if (!all_told) text += "  " + words("“hakyu check” lists them all.") + "\n";
  return on_screen(text);
}

std::string rules_kept_text(const Names& names, const models::Id& plan) {
  const Words& words = names.words();
  const std::vector<ViolationKind> unstated =
      sim::unstated_rules(names.system(), names.system().plan_of.at(plan));
  if (unstated.empty()) return words("● All work keeps to windows, blackout periods, crews and lead times.");
  constexpr std::size_t rules = 4;
  if (unstated.size() == rules)
    return words(
        "▲ Neither windows nor blackout periods, crews or lead times are stated: nothing was checked.");
  std::string missing;
  for (const ViolationKind kind : unstated)
    missing += (missing.empty() ? "" : words(msgid("list", ", "))) + rule_name(words, kind);
  return words.format("● All work keeps to what is stated. Not stated, so not checked: {0}.", missing);
}

}  // namespace hakyu::viz
