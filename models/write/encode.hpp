// Members of the model → JSON, driven by the descriptions in models/fields.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "models/fields/calendar.hpp"
#include "models/fields/measure.hpp"
#include "models/fields/model.hpp"
#include "models/fields/party.hpp"
#include "models/fields/plan.hpp"
#include "models/fields/resource.hpp"
#include "models/fields/service.hpp"
#include "models/fields/vulnerability.hpp"
#include "models/names.hpp"

namespace hakyu::models::writing {

using Json = nlohmann::ordered_json;
using fields::Rule;
using fields::Type;

// ---- single values
Json encode(const std::string& value, const Rule& rule);
Json encode(const Text& value, const Rule& rule);
Json encode(bool value, const Rule& rule);
Json encode(double value, const Rule& rule);
Json encode(int value, const Rule& rule);
Json encode(std::int64_t value, const Rule& rule);
Json encode(std::uint64_t value, const Rule& rule);
Json encode(Seconds value, const Rule& rule);
Json encode(Rate value, const Rule& rule);
Json encode(LocalTime value, const Rule& rule);
Json encode(const Date& value, const Rule& rule);
Json encode(const Estimate& value, const Rule& rule);
Json encode(const Law& value, const Rule& rule);
Json encode(const Demand& value, const Rule& rule);
Json encode(const HourlyDemand& value, const Rule& rule);
Json encode(const Requirement& value, const Rule& rule);

// ---- members that several keys make up
void write_special(fields::QuorumKeys, const Requirement& object, Json& out);
void write_special(fields::PortKeys, const Flow& object, Json& out);
void write_special(fields::TimeOfDayKeys, const WeeklyWindow& object, Json& out);
void write_special(fields::ReportingKeys, const Contract& object, Json& out);
void write_special(fields::ScopeKeys, const Responsibility& object, Json& out);
void write_special(fields::EffectKeys, const Effect& object, Json& out);
void write_special(fields::KnownExploitedKeys, const Vulnerability& object, Json& out);
void write_special(fields::AppearsKeys, const Statement& object, Json& out);
void write_special(fields::RepairKeys, const Statement& object, Json& out);
void write_special(fields::StepKeys, const Step& object, Json& out);

/// Adds "source", "assumption" and "note" to an object and to the values below it that have their own.
void write_annotation(const Annotation& annotation, Json& out);

template <class T>
Json encode_object(const T& object);
template <class E>
requires std::is_enum_v<E> Json encode(E value, const Rule&);
template <class T>
Json encode(const std::optional<T>& value, const Rule& rule);
template <class T>
Json encode(const std::vector<T>& list, const Rule& rule);
template <class T>
requires std::is_class_v<T> Json encode(const T& object, const Rule&);

template <class E>
requires std::is_enum_v<E> Json encode(E value, const Rule&) { return name(value); }
template <class T>
Json encode(const std::optional<T>& value, const Rule& rule) {
  return encode(*value, rule);
}
template <class T>
Json encode(const std::vector<T>& list, const Rule& rule) {
  Json out = Json::array();
  for (const T& item : list) out.push_back(encode(item, rule));
  return out;
}
template <class T>
requires std::is_class_v<T> Json encode(const T& object, const Rule&) { return encode_object(object); }

/// Writes the members of one object in the order of its description; what equals its default stays away.
template <class T>
class ObjectWriter {
 public:
  ObjectWriter(const T& object, Json& out) : object_(object), out_(out) {}

  template <class M>
  void required(const char* key, M T::*member, const Rule& rule = {}) {
    out_[key] = encode(object_.*member, rule);
  }
  template <class M>
  void optional(const char* key, M T::*member, const Rule& rule = {}) {
    if (!(object_.*member == blank().*member)) out_[key] = encode(object_.*member, rule);
  }
  template <class Tag>
  void special(Tag tag) {
    write_special(tag, object_, out_);
  }

 private:
  static const T& blank() {
    static const T value{};
    return value;
  }

  const T& object_;
  Json& out_;
};

template <class T>
Json encode_object(const T& object) {
  Json out = Json::object();
  ObjectWriter<T> writer(object, out);
  describe(writer, Type<T>{});
  if constexpr (requires { object.annotation; }) write_annotation(object.annotation, out);
  return out;
}

}  // namespace hakyu::models::writing
