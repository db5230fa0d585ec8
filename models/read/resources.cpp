// Resources, services, requirements, flows and the calendar: what their keys say together.
#include "models/read/reader.hpp"
#include "models/read/units.hpp"

namespace hakyu::models::reading {

namespace {

int count(const std::vector<Id>& list) {
  return static_cast<int>(std::min<std::size_t>(list.size(), std::numeric_limits<int>::max()));
}

void read_providers(Context& context, const Value& value, Requirement& out) {
  decode(context, value, out.of, Rule{.refers = fields::node, .not_empty = true});
}

void check_quorum(Context& context, const Value& object, const Requirement& out) {
  const int n = count(out.of);
  if (n == 0) return;  // reported already
  if (out.k_degraded >= 1 && out.k_degraded <= out.k_up && out.k_up <= n) return;
  const std::string found = std::to_string(out.k_degraded) + ", " + std::to_string(out.k_up);
  add(context.report, *object.find("at_least"),
      {codes::quorum_range, found, "1 <= degraded_at_least <= at_least <= " + std::to_string(n)});
}

void read_at_least(Context& context, const Value& object, const Value& at_least, Requirement& out) {
  const auto of = object.find("of");
  if (!of)
    report_missing_key(context, object, "of");
  else
    read_providers(context, *of, out);
  bool good = decode(context, at_least, out.k_up, {});
  out.k_degraded = out.k_up;
  if (const auto degraded = object.find("degraded_at_least"))
    good = decode(context, *degraded, out.k_degraded, {}) && good;
  if (good && of && of->is(JsonKind::array) && out.of.size() == of->size())
    check_quorum(context, object, out);
}

}  // namespace

bool decode(Context& context, const Value& value, Requirement& out, const Rule& rule) {
  if (value.is(JsonKind::string)) {
    out.annotation.origin = value.origin();
    out.of.emplace_back();
    return decode(context, value, out.of.back(), fields::refers_to_node);
  }
  if (value.is(JsonKind::object)) return decode<Requirement>(context, value, out, rule);
  wrong_type(context, value, "id | {…}");
  return false;
}

void read_special(fields::QuorumKeys, Context& context, const Value& object, Requirement& out) {
  const auto all = object.find("all_of");
  const auto any = object.find("any_of");
  const auto at_least = object.find("at_least");
  const std::vector<std::string_view> ways{"all_of", "any_of", "at_least"};
  const int stated = int{all.has_value()} + int{any.has_value()} + int{at_least.has_value()};
  if (stated == 0) report_missing_key(context, object, alternatives(ways));
  if (stated > 1) {
    std::string found;
    for (const std::string_view way : ways)
      if (object.find(way)) found += (found.empty() ? "" : ", ") + std::string(way);
    add(context.report, object, {codes::conflicting_keys, found, alternatives(ways)});
    return;
  }
  if (at_least) return read_at_least(context, object, *at_least, out);
  for (const std::string_view only : {"of", "degraded_at_least"})
    if (const auto stray = object.find(only); stray && stated > 0)
      add_at_key(context.report, *stray, {codes::conflicting_keys, std::string(only), "at_least"});
  if (all) read_providers(context, *all, out);
  if (any) read_providers(context, *any, out);
  out.k_up = out.k_degraded = all ? count(out.of) : 1;
}

void read_special(fields::PortKeys, Context& context, const Value& object, Flow& out) {
  const auto ports = object.find("ports");
  if (!ports || !expect(context, *ports, JsonKind::array)) return;
  for (const Value port : *ports) {
    int number = 0;
    if (port.is(JsonKind::string))
      out.ports.emplace_back(port.text());
    else if (!port.is(JsonKind::number))
      wrong_type(context, port, "string | number");
    else if (decode(context, port, number, Rule{.min = 0.0, .max = 65535.0}))
      out.ports.push_back(std::to_string(number));
  }
}

void read_special(fields::TimeOfDayKeys, Context& context, const Value& object, WeeklyWindow& out) {
  const auto read = [&](std::string_view key, Seconds latest, Seconds& target) {
    const auto value = object.find(key);
    if (!value) return report_missing_key(context, object, key);
    const auto time = value->is(JsonKind::string) ? parse_time_of_day(value->text()) : std::nullopt;
    if (time && *time <= latest)
      target = *time;
    else
      add(context.report, *value, {codes::bad_time_of_day, value->shown(), "\"00:00\" … \"24:00\""});
  };
  read("from", Seconds{86'399}, out.from);
  read("to", Seconds{86'400}, out.to);
}

void check(Context& context, const Value& object, const TimeSpan& read) {
  const auto from = object.find("from");
  const auto to = object.find("to");
  if (!from || !to || !from->is(JsonKind::string) || !to->is(JsonKind::string)) return;
  const bool both = parse_time(from->text()) && parse_time(to->text());
  if (both && read.to <= read.from)
    add(context.report, *to, {codes::time_order, from->shown() + ", " + to->shown(), "from < to"});
}

void check(Context& context, const Value& object, const Reliability& read) {
  if (!read.availability || (!read.time_to_failure && !read.time_to_repair)) return;
  add(context.report, *object.find("availability"),
      {codes::conflicting_keys, "availability, time_to_failure",
       "availability | time_to_failure, time_to_repair"});
}

void check(Context& context, const Value& object, const Resource& read) {
  if (!read.runs_on.empty() && read.runs_on == read.id)
    add(context.report, *object.find("runs_on"), {codes::self_reference, read.id});
  const auto id = object.find("id");
  if (const auto host = object.find("runs_on"); id && host) context.runs_on.emplace_back(id->text(), *host);
  const auto list = object.find("requires");
  if (!list) return;
  for (const Requirement& requirement : read.requirements) {
    if (std::find(requirement.of.begin(), requirement.of.end(), read.id) == requirement.of.end()) continue;
    for (const Value item : *list)
      if (item.node().at.line == requirement.annotation.origin.line &&
          item.node().at.column == requirement.annotation.origin.column)
        add(context.report, item, {codes::self_reference, read.id, "", "", Severity::warning});
  }
}

void check(Context& context, const Value& object, const Service& read) {
  const double capacity = read.fallback ? read.fallback->capacity : 0.0;
  const double exhausted = read.fallback ? read.fallback->exhausted : 0.0;
  if (read.degraded_capacity >= capacity && capacity >= exhausted) return;
  const std::string found = format_number(read.degraded_capacity) + ", " + format_number(capacity) + ", " +
                            format_number(exhausted);
  const auto fallback = object.find("fallback");
  add(context.report, fallback ? *fallback : object,
      {codes::capacity_order, found,
       "1 >= degraded_capacity >= fallback.capacity >= fallback.exhausted >= 0"});
}

}  // namespace hakyu::models::reading
