#include "models/read/semantics.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "models/diagnostic_codes.hpp"
#include "models/names.hpp"
#include "models/read/units.hpp"

namespace hakyu::models::reading {

namespace {

/// About an object of the model, where it stands; `member` of it, if not the whole.
Diagnostic about(const Context& context, const Annotation& object, std::string_view code, std::string found,
                 const char* member = "") {
  const Origin& origin = object.origin;
  Diagnostic d;
  d.code = code;
  d.file = context.files[origin.file].name;
  d.line = origin.line;
  d.column = origin.column;
  d.pointer = origin.pointer + member;
  d.found = std::move(found);
  return d;
}

void check_step_times(Context& context, const Model& model) {
  if (!model.study) return;
  const LocalTime start = model.study->start;
  for (const auto& [value, time] : context.step_times)
    if (time < start)
      add(context.report, value, {codes::time_before_start, value.shown(), ">= " + format_time(start)});
}

void check_withdrawn(Context& context, const Model& model) {
  std::unordered_map<std::string_view, bool> in_force;
  for (const Measure& measure : model.measures) in_force.emplace(measure.id, measure.in_force_at_start);
  for (const Value& value : context.withdrawn) {
    const auto found = in_force.find(value.text());
    if (found != in_force.end() && !found->second)
      add(context.report, value, {codes::withdraw_not_in_force, value.shown(), "", "", Severity::warning});
  }
}

/// Each resource runs on at most one other, so cycles are found by walking.
void check_runs_on(Context& context) {
  std::unordered_map<std::string_view, Value> host;
  for (const auto& [id, value] : context.runs_on) host.emplace(id, value);
  std::unordered_map<std::string_view, std::size_t> walked_in;
  for (std::size_t walk = 0; walk < context.runs_on.size(); ++walk) {
    std::string_view at = context.runs_on[walk].first;
    while (host.contains(at) && walked_in.try_emplace(at, walk).second) at = host.at(at).text();
    const auto seen = walked_in.find(at);
    if (seen == walked_in.end() || seen->second != walk || !host.contains(at)) continue;
    const Value& first = host.at(at);
    if (first.text() == at) continue;  // runs on itself: reported with the resource
    // The walk came back to a node it had passed itself. If it began in an older walk's tail, `seen` differs.
    std::string chain(at);
    std::string_view next = first.text();
    for (; next != at; next = host.at(next).text()) chain += " → " + std::string(next);
    add(context.report, first, {codes::runs_on_cycle, shortened(chain + " → " + std::string(at))});
  }
}

void check_requires_conflict(Context& context, const Model& model) {
  // Conflicts are symmetric: what m requires may be what states the conflict with m.
  std::unordered_set<std::string> conflicts;
  for (const Measure& measure : model.measures)
    for (const Id& other : measure.conflicts) conflicts.insert(measure.id + ' ' + other);
  for (const Measure& measure : model.measures)
    for (const Id& needed : measure.requires_measures) {
      if (!conflicts.contains(needed + ' ' + measure.id)) continue;
      context.report.add(about(context, measure.annotation, codes::requires_conflict, needed));
    }
}

/// Several files may name a system, but not differently.
void check_system_names(Context& context, const Model& model) {
  std::unordered_map<std::string_view, const SystemName*> first;
  for (const SystemName& each : model.systems) {
    const SystemName& before = *first.try_emplace(each.id, &each).first->second;
    if (before.name == each.name) continue;
    const Origin& place = before.annotation.origin;
    Diagnostic d = about(context, each.annotation, codes::duplicate_id, each.id);
    d.expected = context.files[place.file].name + ":" + std::to_string(place.line) + ":" +
                 std::to_string(place.column);
    context.report.add(std::move(d));
  }
}

/// Who made a statement: the party named, else the author of the file.
const Id& speaker(const Model& model, const Statement& statement) {
  return statement.by.empty() ? model.author(statement.annotation.origin) : statement.by;
}

/// A party may take back only what it said itself: else a vendor's "incompatible" could be talked away.
void check_supersedes(Context& context, const Model& model) {
  std::unordered_map<std::string_view, const Statement*> by_id;
  for (const Statement& each : model.statements) by_id.emplace(each.id, &each);
  for (const Statement& each : model.statements) {
    const auto old = by_id.find(each.supersedes);
    if (each.supersedes.empty() || old == by_id.end()) continue;
    const Id& first = speaker(model, *old->second);
    const Id& now = speaker(model, each);
    if (first == now) continue;
    Diagnostic d = about(context, each.annotation, codes::foreign_supersede,
                         each.supersedes + " (" + (first.empty() ? "?" : first) + ")", "/supersedes");
    d.severity = Severity::warning;
    d.expected = now.empty() ? "?" : now;
    context.report.add(std::move(d));
  }
}

/// One name for all that a vulnerability is known under.
std::unordered_map<std::string_view, std::string_view> vulnerability_names(const Model& model) {
  std::unordered_map<std::string_view, std::string_view> names;
  for (const Vulnerability& each : model.vulnerabilities) {
    std::vector<std::string_view> all{each.id};
    all.insert(all.end(), each.aliases.begin(), each.aliases.end());
    const auto known =
        std::find_if(all.begin(), all.end(), [&](std::string_view name) { return names.contains(name); });
    const std::string_view name = known == all.end() ? each.id : names.at(*known);
    for (const std::string_view other : all) names.try_emplace(other, name);
  }
  return names;
}

bool is_closed(const Finding& finding) {
  return finding.status == FindingStatus::not_affected || finding.status == FindingStatus::fixed;
}

/// Several files may say the same of a vulnerability and a resource. What one of them calls open is counted
/// as open (sim::compiling::compile_findings), so nobody may believe the other one.
void check_findings(Context& context, const Model& model) {
  const auto names = vulnerability_names(model);
  std::unordered_map<std::string, const Finding*> first;
  for (const Finding& each : model.findings) {
    const auto name = names.find(each.vulnerability);
    std::string key(name == names.end() ? each.vulnerability : name->second);
    const Finding& before = *first.try_emplace(key + ' ' + each.resource, &each).first->second;
    if (is_closed(before) == is_closed(each)) continue;
    const Origin& place = before.annotation.origin;
    Diagnostic d = about(context, each.annotation, codes::contradicting_findings,
                         std::string(models::name(each.status)));
    d.severity = Severity::warning;
    d.expected = std::string(models::name(before.status)) + " (" + context.files[place.file].name + ":" +
                 std::to_string(place.line) + ":" + std::to_string(place.column) + ")";
    context.report.add(std::move(d));
  }
}

}  // namespace

void check_whole(Context& context, const Model& model) {
  context.names.check(context.report);
  check_step_times(context, model);
  check_withdrawn(context, model);
  check_runs_on(context);
  check_requires_conflict(context, model);
  check_supersedes(context, model);
  check_system_names(context, model);
  check_findings(context, model);
}

}  // namespace hakyu::models::reading
