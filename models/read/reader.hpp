// Values → members of the model, driven by the descriptions in models/fields.
#pragma once

#include <algorithm>
#include <array>
#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "models/diagnostic_codes.hpp"
#include "models/fields/calendar.hpp"
#include "models/fields/field.hpp"
#include "models/fields/measure.hpp"
#include "models/fields/model.hpp"
#include "models/fields/party.hpp"
#include "models/fields/plan.hpp"
#include "models/fields/resource.hpp"
#include "models/fields/service.hpp"
#include "models/fields/vulnerability.hpp"
#include "models/names.hpp"
#include "models/read/context.hpp"
#include "models/read/suggest.hpp"

namespace hakyu::models::reading {

using fields::Rule;
using fields::Type;

// ---- single values; each returns whether `out` was set, and reports why not
bool decode(Context& context, const Value& value, std::string& out, const Rule& rule);
bool decode(Context& context, const Value& value, Text& out, const Rule& rule);
bool decode(Context& context, const Value& value, bool& out, const Rule& rule);
bool decode(Context& context, const Value& value, double& out, const Rule& rule);
bool decode(Context& context, const Value& value, int& out, const Rule& rule);
bool decode(Context& context, const Value& value, std::int64_t& out, const Rule& rule);
bool decode(Context& context, const Value& value, std::uint64_t& out, const Rule& rule);
bool decode(Context& context, const Value& value, Seconds& out, const Rule& rule);
bool decode(Context& context, const Value& value, Rate& out, const Rule& rule);
bool decode(Context& context, const Value& value, LocalTime& out, const Rule& rule);
bool decode(Context& context, const Value& value, Date& out, const Rule& rule);
bool decode(Context& context, const Value& value, Estimate& out, const Rule& rule);
bool decode(Context& context, const Value& value, Law& out, const Rule& rule);
bool decode(Context& context, const Value& value, Demand& out, const Rule& rule);
bool decode(Context& context, const Value& value, HourlyDemand& out, const Rule& rule);

/// A requirement is an object or just a provider's id.
bool decode(Context& context, const Value& value, Requirement& out, const Rule& rule);

/// A section that may stand in one file only, and one that is merged from several.
bool decode(Context& context, const Value& value, std::optional<Study>& out, const Rule& rule);
bool decode(Context& context, const Value& value, std::optional<Threat>& out, const Rule& rule);

/// Reports items of a list of references that name the same thing.
void report_duplicate_items(Context& context, const Value& list);

/// Reports a value of another JSON type than `expected`.
void wrong_type(Context& context, const Value& value, std::string_view expected);
/// Whether `value` is of this kind; reports it otherwise.
bool expect(Context& context, const Value& value, JsonKind kind);
/// Words joined by " | ", as `expected` shows alternatives.
std::string alternatives(const std::vector<std::string_view>& words);

bool is_annotation_key(std::string_view key);
/// Reads "source", "assumption" and "note" of an object.
void read_annotation(Context& context, const Value& object, Annotation& out);
/// Reports keys that are not among `known` or annotations.
void report_unknown_keys(Context& context, const Value& object, const std::vector<std::string_view>& known);
/// Reports that `key` is missing; an unknown key of the object that looks like it is suggested.
void report_missing_key(Context& context, const Value& object, std::string_view key);
/// Gives an annotation of `object`, if it says anything, to the innermost object that keeps annotations.
void keep_inner(Context& context, const Value& object, Annotation annotation);
/// For an object without annotation of its own: unknown keys are reported and its annotation, if any, is kept
/// by the innermost object around it.
void finish_inner_object(Context& context, const Value& object, const std::vector<std::string_view>& known);

// ---- what several keys say together
void read_special(fields::QuorumKeys, Context&, const Value& object, Requirement& out);
void read_special(fields::PortKeys, Context&, const Value& object, Flow& out);
void read_special(fields::TimeOfDayKeys, Context&, const Value& object, WeeklyWindow& out);
void read_special(fields::ReportingKeys, Context&, const Value& object, Contract& out);
void read_special(fields::ScopeKeys, Context&, const Value& object, Responsibility& out);
void read_special(fields::EffectKeys, Context&, const Value& object, Effect& out);
void read_special(fields::KnownExploitedKeys, Context&, const Value& object, Vulnerability& out);
void read_special(fields::AppearsKeys, Context&, const Value& object, Statement& out);
void read_special(fields::RepairKeys, Context&, const Value& object, Statement& out);
void read_special(fields::StepKeys, Context&, const Value& object, Step& out);

// ---- what the members of one object must satisfy together
void check(Context&, const Value& object, const Resource& read);
void check(Context&, const Value& object, const Reliability& read);
void check(Context&, const Value& object, const Service& read);
void check(Context&, const Value& object, const TimeSpan& read);
void check(Context&, const Value& object, const Measure& read);
void check(Context&, const Value& object, const Plan& read);
void check(Context&, const Value& object, const Vulnerability& read);
template <class T>
void check(Context&, const Value&, const T&) {}

// ---- described objects
template <class T>
concept Annotated = requires(T& t) {
  { t.annotation } -> std::same_as<Annotation&>;
};

/// Collects the keys of a described object.
struct KeyList {
  std::vector<std::string_view> keys;

  template <class M, class T>
  void required(std::string_view key, M T::*, const Rule& = {}) {
    keys.push_back(key);
  }
  template <class M, class T>
  void optional(std::string_view key, M T::*, const Rule& = {}) {
    keys.push_back(key);
  }
  template <class Tag>
  void special(Tag) {
    keys.insert(keys.end(), Tag::keys.begin(), Tag::keys.end());
  }
};

template <class T>
const std::vector<std::string_view>& keys_of() {
  static const std::vector<std::string_view> keys = [] {
    KeyList list;
    describe(list, Type<T>{});
    return list.keys;
  }();
  return keys;
}

template <class T>
concept Described = requires(KeyList& list) {
  describe(list, Type<T>{});
};

template <Described T>
bool decode(Context& context, const Value& value, T& out, const Rule& rule);
template <class E>
requires std::is_enum_v<E>
bool decode(Context& context, const Value& value, E& out, const Rule& rule);
template <class T>
bool decode(Context& context, const Value& value, std::optional<T>& out, const Rule& rule);
template <class T>
bool decode(Context& context, const Value& value, std::vector<T>& out, const Rule& rule);

/// Reads the members of one object as its description names them.
template <class T>
class ObjectReader {
 public:
  ObjectReader(Context& context, const Value& object, T& out)
      : context_(context), object_(object), out_(out) {}

  template <class M>
  void required(std::string_view key, M T::*member, const Rule& rule = {}) {
    if (!read(key, member, rule)) report_missing_key(context_, object_, key);
  }
  template <class M>
  void optional(std::string_view key, M T::*member, const Rule& rule = {}) {
    read(key, member, rule);
  }
  template <class Tag>
  void special(Tag tag) {
    read_special(tag, context_, object_, out_);
  }

 private:
  template <class M>
  bool read(std::string_view key, M T::*member, const Rule& rule) {
    const std::optional<Value> value = object_.find(key);
    if (value) decode(context_, *value, out_.*member, rule);
    return value.has_value();
  }

  Context& context_;
  const Value& object_;
  T& out_;
};

template <Described T>
bool decode(Context& context, const Value& value, T& out, const Rule&) {
  if (!expect(context, value, JsonKind::object)) return false;
  ObjectReader<T> reader(context, value, out);
  if constexpr (Annotated<T>) {
    Annotation* const outer = context.holder;
    const Value outer_value = context.holder_value;
    out.annotation.origin = value.origin();
    context.holder = &out.annotation;
    context.holder_value = value;
    describe(reader, Type<T>{});
    read_annotation(context, value, out.annotation);
    report_unknown_keys(context, value, keys_of<T>());
    context.holder = outer;
    context.holder_value = outer_value;
  } else {
    describe(reader, Type<T>{});
    finish_inner_object(context, value, keys_of<T>());
  }
  check(context, value, out);
  return true;
}

template <class E>
requires std::is_enum_v<E>
bool decode(Context& context, const Value& value, E& out, const Rule&) {
  if (!expect(context, value, JsonKind::string)) return false;
  const std::optional<E> found = value_of<E>(value.text());
  if (found) {
    out = *found;
    return true;
  }
  std::vector<std::string_view> known;
  for (const Word<E>& word : words<E>())
    if (word.use == WordUse::canonical) known.push_back(word.name);
  add(context.report, value,
      {codes::unknown_word, value.shown(), alternatives(known), nearest(value.text(), known)});
  return false;
}

template <class T>
bool decode(Context& context, const Value& value, std::optional<T>& out, const Rule& rule) {
  T read{};
  if (!decode(context, value, read, rule)) return false;
  out = std::move(read);
  return true;
}

/// Items are appended, so that sections of several files become one list.
template <class T>
bool decode(Context& context, const Value& value, std::vector<T>& out, const Rule& rule) {
  if (!expect(context, value, JsonKind::array)) return false;
  const std::size_t before = out.size();
  out.reserve(before + value.size());
  for (const Value item : value) {
    out.emplace_back();
    if (!decode(context, item, out.back(), rule) && !Described<T>) out.pop_back();
  }
  if constexpr (std::is_same_v<T, std::string>)
    if (rule.refers != 0) report_duplicate_items(context, value);
  if (rule.not_empty && value.size() == 0) add(context.report, value, {codes::empty_list, "[]", ">= 1"});
  return true;
}

}  // namespace hakyu::models::reading
