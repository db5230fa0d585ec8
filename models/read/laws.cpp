// Laws of durations.
#include "models/read/reader.hpp"

namespace hakyu::models::reading {

namespace {

constexpr Rule positive{.not_zero = true};

const std::vector<std::string_view>& law_names() {
  static const std::vector<std::string_view> names{"uniform",   "triangular", "pert",   "exponential",
                                                   "lognormal", "weibull",    "erlang", "empirical"};
  return names;
}

/// Durations of a list of exactly N, not falling.
template <std::size_t N>
bool ordered(Context& context, const Value& value, std::array<Seconds, N>& out, std::string_view order) {
  if (!expect(context, value, JsonKind::array)) return false;
  if (value.size() != N) {
    add(context.report, value, {codes::wrong_count, std::to_string(value.size()), std::to_string(N)});
    return false;
  }
  bool good = true;
  std::string found;
  for (const Value item : value) {
    good = decode(context, item, out[item.node().ordinal], {}) && good;
    found += (found.empty() ? "" : ", ") + item.shown();
  }
  if (!good) return false;
  if (std::is_sorted(out.begin(), out.end())) return true;
  add(context.report, value, {codes::law_order, found, std::string(order)});
  return false;
}

/// A required parameter of a law.
template <class T>
bool parameter(Context& context, const Value& object, std::string_view key, T& out, const Rule& rule) {
  const auto value = object.find(key);
  if (!value) report_missing_key(context, object, key);
  return value && decode(context, *value, out, rule);
}

template <class L>
bool three_points(Context& context, const Value& value, Law& out) {
  std::array<Seconds, 3> points{};
  if (!ordered(context, value, points, "min <= mode <= max")) return false;
  out = L{points[0], points[1], points[2]};
  return true;
}

bool uniform(Context& context, const Value& value, Law& out) {
  std::array<Seconds, 2> points{};
  if (!ordered(context, value, points, "low <= high")) return false;
  out = Uniform{points[0], points[1]};
  return true;
}

bool exponential(Context& context, const Value& value, Law& out) {
  Exponential law;
  if (!expect(context, value, JsonKind::object)) return false;
  const bool good = parameter(context, value, "mean", law.mean, positive);
  finish_inner_object(context, value, {"mean"});
  if (good) out = law;
  return good;
}

bool lognormal(Context& context, const Value& value, Law& out) {
  LogNormal law;
  if (!expect(context, value, JsonKind::object)) return false;
  bool good = parameter(context, value, "median", law.median, positive);
  good = parameter(context, value, "p95", law.p95, positive) && good;
  finish_inner_object(context, value, {"median", "p95"});
  if (good && law.p95 <= law.median) {
    const std::string found = value.find("median")->shown() + ", " + value.find("p95")->shown();
    add(context.report, value, {codes::law_order, found, "median < p95"});
    good = false;
  }
  if (good) out = law;
  return good;
}

bool weibull(Context& context, const Value& value, Law& out) {
  Weibull law;
  if (!expect(context, value, JsonKind::object)) return false;
  bool good = parameter(context, value, "scale", law.scale, positive);
  good = parameter(context, value, "shape", law.shape, Rule{.min = 0.05, .max = 100.0}) && good;
  finish_inner_object(context, value, {"scale", "shape"});
  if (good) out = law;
  return good;
}

bool erlang(Context& context, const Value& value, Law& out) {
  Erlang law;
  if (!expect(context, value, JsonKind::object)) return false;
  bool good = parameter(context, value, "mean", law.mean, positive);
  good = parameter(context, value, "k", law.k, Rule{.min = 1.0, .max = 1000.0}) && good;
  finish_inner_object(context, value, {"mean", "k"});
  if (good) out = law;
  return good;
}

bool empirical(Context& context, const Value& value, Law& out) {
  Empirical law;
  if (!decode(context, value, law.values, Rule{.not_empty = true})) return false;
  const bool good = law.values.size() == value.size() && !law.values.empty();
  if (good) out = std::move(law);
  return good;
}

using LawReader = bool (*)(Context&, const Value&, Law&);
constexpr std::array<LawReader, 8> law_readers{
    &uniform,  &three_points<Triangular>, &three_points<Pert>, &exponential, &lognormal, &weibull, &erlang,
    &empirical};

/// Whether every draw of the law is zero.
bool always_zero(const Law& law) {
  if (const auto* constant = std::get_if<Constant>(&law)) return constant->value == Seconds{0};
  if (const auto* uniform_law = std::get_if<Uniform>(&law)) return uniform_law->high == Seconds{0};
  if (const auto* triangular = std::get_if<Triangular>(&law)) return triangular->max == Seconds{0};
  if (const auto* pert = std::get_if<Pert>(&law)) return pert->max == Seconds{0};
  if (const auto* sample = std::get_if<Empirical>(&law))
    return std::all_of(sample->values.begin(), sample->values.end(),
                       [](Seconds s) { return s == Seconds{0}; });
  return false;
}

}  // namespace

bool decode(Context& context, const Value& value, Law& out, const Rule& rule) {
  if (!value.is(JsonKind::object)) {
    Constant law;
    if (!decode(context, value, law.value, rule)) return false;
    out = law;
    return true;
  }
  const auto& names = law_names();
  std::optional<Value> stated;
  std::size_t which = 0;
  std::string found;
  for (const Value member : value) {
    const auto at = std::find(names.begin(), names.end(), member.key());
    if (at == names.end()) continue;
    found += (found.empty() ? "" : ", ") + std::string(member.key());
    if (stated) add(context.report, value, {codes::conflicting_keys, found, alternatives(names)});
    stated = member;
    which = static_cast<std::size_t>(at - names.begin());
  }
  if (!stated) {
    std::string near;
    for (const Value member : value)
      if (near.empty()) near = nearest(member.key(), names);
    add(context.report, value, {codes::bad_law, value.shown(), "duration | " + alternatives(names), near});
    return false;
  }
  finish_inner_object(context, value, names);
  if (!law_readers[which](context, *stated, out)) return false;
  if (!rule.not_zero || !always_zero(out)) return true;
  add(context.report, value, {codes::zero_duration, value.shown(), "> 0s"});
  return false;
}

}  // namespace hakyu::models::reading
