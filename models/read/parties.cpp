// Contracts and responsibilities, vulnerabilities, and sections that several files share.
#include "models/read/reader.hpp"

namespace hakyu::models::reading {

void read_special(fields::ReportingKeys, Context& context, const Value& object, Contract& out) {
  const auto reporting = object.find("reporting");
  if (!reporting || !expect(context, *reporting, JsonKind::object)) return;
  const std::string_view key = fields::ReportingKeys::within;
  const auto within = reporting->find(key);
  if (within)
    decode(context, *within, out.vulnerability_reporting, {});
  else
    report_missing_key(context, *reporting, key);
  finish_inner_object(context, *reporting, {key});
}

void read_special(fields::ScopeKeys, Context& context, const Value& object, Responsibility& out) {
  const Rule rule = fields::refers_to(fields::node | fields::system);
  const auto scope = object.find("scope");
  if (!scope) return report_missing_key(context, object, "scope");
  if (scope->is(JsonKind::string)) {
    out.scope.emplace_back();
    decode(context, *scope, out.scope.back(), rule);
    return;
  }
  if (!scope->is(JsonKind::array)) return wrong_type(context, *scope, "id | [system, system]");
  const std::size_t n = scope->size();
  if (n < 1 || n > 2) add(context.report, *scope, {codes::wrong_count, std::to_string(n), "1 | 2"});
  decode(context, *scope, out.scope, rule);
}

void read_special(fields::KnownExploitedKeys, Context& context, const Value& object, Vulnerability& out) {
  const auto kev = object.find("kev");
  if (!kev) return;
  if (kev->is(JsonKind::boolean)) {
    out.known_exploited = kev->node().number != 0.0;
    return;
  }
  if (!kev->is(JsonKind::string)) return wrong_type(context, *kev, "date | true | false");
  if (decode(context, *kev, out.known_exploited_since, {})) out.known_exploited = true;
}

void check(Context& context, const Value& object, const Vulnerability& read) {
  const auto id = object.find("id");
  const auto aliases = object.find("aliases");
  if (!id || read.id.empty() || !aliases || !aliases->is(JsonKind::array)) return;
  for (const Value alias : *aliases)
    if (alias.is(JsonKind::string)) context.names.define_alias(alias, id->text());
}

bool decode(Context& context, const Value& value, std::optional<Study>& out, const Rule& rule) {
  if (out) {
    const Origin& first = out->annotation.origin;
    const std::string where = std::to_string(first.line) + ":" + std::to_string(first.column);
    add_at_key(context.report, value,
               {codes::duplicate_section, "study", context.files[first.file].name + ":" + where});
    return false;
  }
  return decode<Study>(context, value, out.emplace(), rule);
}

bool decode(Context& context, const Value& value, std::optional<Threat>& out, const Rule& rule) {
  if (!out) return decode<Threat>(context, value, out.emplace(), rule);
  Threat more;
  if (!decode<Threat>(context, value, more, rule)) return false;
  if (out->dwell && more.dwell) {
    const Value dwell = *value.find("dwell");
    const Origin& first = out->annotation.origin;
    add_at_key(context.report, dwell, {codes::duplicate_section, "dwell", context.files[first.file].name});
  }
  if (more.dwell) out->dwell = more.dwell;
  const auto append = [](auto& to, auto& from) {
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
  };
  append(out->entries, more.entries);
  append(out->goals, more.goals);
  append(out->recovery, more.recovery);
  // The dwell time's annotation goes where the dwell time goes.
  std::vector<InnerAnnotation>& inner = more.annotation.inner;
  const auto rest = std::stable_partition(
      inner.begin(), inner.end(), [](const InnerAnnotation& a) { return !a.pointer.starts_with("/dwell"); });
  std::move(rest, inner.end(), std::back_inserter(out->annotation.inner));
  inner.erase(rest, inner.end());
  keep_inner(context, value, std::move(more.annotation));
  return true;
}

}  // namespace hakyu::models::reading
