#include "models/write/encode.hpp"

#include <cmath>

#include "models/read/units.hpp"

namespace hakyu::models::writing {

using namespace reading;

Json encode(const std::string& value, const Rule&) { return value; }

Json encode(const Text& value, const Rule&) {
  if (value.ja.empty() && value.en.empty()) return value.plain;
  Json out = Json::object();
  if (!value.ja.empty()) out["ja"] = value.ja;
  if (!value.en.empty()) out["en"] = value.en;
  return out;
}

Json encode(bool value, const Rule& rule) {
  if (rule.yes_no) return value ? "yes" : "no";
  return value;
}

Json encode(double value, const Rule&) {
  constexpr double exact = 9007199254740992.0;  // 2^53
  if (value == std::floor(value) && std::abs(value) <= exact) return static_cast<std::int64_t>(value);
  return value;
}

Json encode(int value, const Rule&) { return value; }
Json encode(std::int64_t value, const Rule&) { return value; }
Json encode(std::uint64_t value, const Rule&) { return value; }
Json encode(Seconds value, const Rule&) { return format_duration(value); }
Json encode(Rate value, const Rule&) { return format_rate(value); }
Json encode(LocalTime value, const Rule&) { return format_time(value); }
Json encode(const Date& value, const Rule&) { return format_date(value); }

Json encode(const Estimate& value, const Rule& rule) {
  if (!value.low && !value.high) return encode(value.mean, rule);
  Json out = {{"mean", encode(value.mean, rule)}};
  if (value.low) out["low"] = encode(*value.low, rule);
  if (value.high) out["high"] = encode(*value.high, rule);
  return out;
}

namespace {

struct LawEncoder {
  static Json list(std::initializer_list<Seconds> values) {
    Json out = Json::array();
    for (const Seconds value : values) out.push_back(format_duration(value));
    return out;
  }
  Json operator()(const Constant& law) const { return format_duration(law.value); }
  Json operator()(const Uniform& law) const { return {{"uniform", list({law.low, law.high})}}; }
  Json operator()(const Triangular& law) const {
    return {{"triangular", list({law.min, law.mode, law.max})}};
  }
  Json operator()(const Pert& law) const { return {{"pert", list({law.min, law.mode, law.max})}}; }
  Json operator()(const Exponential& law) const {
    return {{"exponential", {{"mean", format_duration(law.mean)}}}};
  }
  Json operator()(const LogNormal& law) const {
    return {{"lognormal", {{"median", format_duration(law.median)}, {"p95", format_duration(law.p95)}}}};
  }
  Json operator()(const Weibull& law) const {
    return {{"weibull", {{"scale", format_duration(law.scale)}, {"shape", encode(law.shape, {})}}}};
  }
  Json operator()(const Erlang& law) const {
    return {{"erlang", {{"mean", format_duration(law.mean)}, {"k", law.k}}}};
  }
  Json operator()(const Empirical& law) const { return {{"empirical", encode(law.values, {})}}; }
};

struct EffectEncoder {
  template <class T>
  Json operator()(const T& effect) const {
    return encode_object(effect);
  }
};

}  // namespace

Json encode(const Law& value, const Rule&) { return std::visit(LawEncoder{}, value); }

Json encode(const HourlyDemand& value, const Rule& rule) {
  Json out = Json::array();
  for (const double hour : value) out.push_back(encode(hour, rule));
  return out;
}

Json encode(const Demand& value, const Rule& rule) {
  if (const auto* rate = std::get_if<Rate>(&value)) return {{"rate", encode(*rate, rule)}};
  return {{"weekly", encode_object(std::get<WeeklyDemand>(value))}};
}

Json encode(const Requirement& value, const Rule&) {
  Requirement simple;
  simple.of = value.of;
  if (value.of.size() == 1 && value == simple) return value.of.front();
  return encode_object(value);
}

void write_special(fields::QuorumKeys, const Requirement& object, Json& out) {
  const auto n = static_cast<int>(object.of.size());
  if (object.k_up == n && object.k_degraded == n) {
    out["all_of"] = object.of;
  } else if (object.k_up == 1 && object.k_degraded == 1) {
    out["any_of"] = object.of;
  } else {
    out["at_least"] = object.k_up;
    out["of"] = object.of;
    if (object.k_degraded != object.k_up) out["degraded_at_least"] = object.k_degraded;
  }
}

void write_special(fields::PortKeys, const Flow& object, Json& out) {
  if (!object.ports.empty()) out["ports"] = object.ports;
}

void write_special(fields::TimeOfDayKeys, const WeeklyWindow& object, Json& out) {
  out["from"] = format_time_of_day(object.from);
  out["to"] = format_time_of_day(object.to);
}

void write_special(fields::ReportingKeys, const Contract& object, Json& out) {
  if (object.vulnerability_reporting)
    out["reporting"] = {{fields::ReportingKeys::within, format_duration(*object.vulnerability_reporting)}};
}

void write_special(fields::ScopeKeys, const Responsibility& object, Json& out) {
  if (object.scope.size() == 1)
    out["scope"] = object.scope.front();
  else
    out["scope"] = object.scope;
}

void write_special(fields::EffectKeys, const Effect& object, Json& out) {
  out = std::visit(EffectEncoder{}, object.what);
}

void write_special(fields::KnownExploitedKeys, const Vulnerability& object, Json& out) {
  if (object.known_exploited_since)
    out["kev"] = format_date(*object.known_exploited_since);
  else if (object.known_exploited)
    out["kev"] = *object.known_exploited;
}

void write_special(fields::AppearsKeys, const Statement& object, Json& out) {
  if (!object.appears) return;
  if (const Law* after = std::get_if<Law>(&*object.appears))
    out["appears"] = {{"after", encode(*after, {})}};
  else
    out["appears"] = {{"at", "load_peak"}};
}

void write_special(fields::RepairKeys, const Statement& object, Json& out) {
  if (!object.repair) return;
  if (const Law* repair = std::get_if<Law>(&*object.repair))
    out["repair"] = encode(*repair, {});
  else
    out["lasting"] = true;
}

void write_special(fields::StepKeys, const Step& object, Json& out) {
  out[object.kind == StepKind::carry_out ? "measure" : "withdraw"] = object.measure;
  if (const auto* at = std::get_if<LocalTime>(&object.when))
    out["at"] = format_time(*at);
  else
    out["after"] = encode_object(std::get<After>(object.when));
}

void write_annotation(const Annotation& annotation, Json& out) {
  const auto write = [](Json& object, const auto& from) {
    if (!from.source.empty()) object["source"] = from.source;
    if (from.assumption) object["assumption"] = true;
    if (!from.note.empty()) object["note"] = encode(from.note, {});
  };
  write(out, annotation);
  for (const InnerAnnotation& inner : annotation.inner) {
    Json& target = out[Json::json_pointer(inner.pointer)];
    // An annotated estimate is an object even where a number would say the same.
    if (target.is_number()) target = Json{{"mean", target}};
    write(target, inner);
  }
}

}  // namespace hakyu::models::writing
