// What all objects have in common: annotations, unknown and missing keys.
#include <algorithm>
#include <unordered_set>

#include "models/read/reader.hpp"

namespace hakyu::models::reading {

namespace {

std::string_view json_type(JsonKind kind) {
  switch (kind) {
    case JsonKind::null:
      return "null";
    case JsonKind::boolean:
      return "true | false";
    case JsonKind::number:
      return "number";
    case JsonKind::string:
      return "string";
    case JsonKind::array:
      return "[…]";
    case JsonKind::object:
      return "{…}";
  }
  return {};
}

}  // namespace

void wrong_type(Context& context, const Value& value, std::string_view expected) {
  add(context.report, value, {codes::wrong_type, value.shown(), std::string(expected)});
}

bool expect(Context& context, const Value& value, JsonKind kind) {
  if (value.is(kind)) return true;
  wrong_type(context, value, json_type(kind));
  return false;
}

std::string alternatives(const std::vector<std::string_view>& words) {
  std::string text;
  for (const std::string_view word : words) text += (text.empty() ? "" : " | ") + std::string(word);
  return text;
}

bool is_annotation_key(std::string_view key) {
  return key == "source" || key == "assumption" || key == "note" || key == "$schema";
}

void read_annotation(Context& context, const Value& object, Annotation& out) {
  if (const auto source = object.find("source")) decode(context, *source, out.source, {});
  if (const auto assumption = object.find("assumption")) decode(context, *assumption, out.assumption, {});
  if (const auto note = object.find("note")) decode(context, *note, out.note, {});
}

void report_unknown_keys(Context& context, const Value& object, const std::vector<std::string_view>& known) {
  for (const Value member : object) {
    if (is_annotation_key(member.key())) continue;
    if (std::find(known.begin(), known.end(), member.key()) != known.end()) continue;
    add_at_key(
        context.report, member,
        {codes::unknown_key, shortened(member.key()), alternatives(known), nearest(member.key(), known)});
  }
}

void report_missing_key(Context& context, const Value& object, std::string_view key) {
  std::vector<std::string_view> present;
  for (const Value member : object)
    if (present.size() < 100) present.push_back(member.key());
  add(context.report, object, {codes::missing_key, "", std::string(key), nearest(key, present)});
}

void keep_inner(Context& context, const Value& object, Annotation annotation) {
  if (context.holder == nullptr) return;
  const std::string relative = object.pointer().substr(context.holder_value.pointer().size());
  if (!annotation.source.empty() || annotation.assumption || !annotation.note.empty())
    context.holder->inner.push_back(
        {relative, std::move(annotation.source), annotation.assumption, std::move(annotation.note)});
  for (InnerAnnotation& inner : annotation.inner) {
    inner.pointer.insert(0, relative);
    context.holder->inner.push_back(std::move(inner));
  }
}

void finish_inner_object(Context& context, const Value& object, const std::vector<std::string_view>& known) {
  report_unknown_keys(context, object, known);
  Annotation annotation;
  read_annotation(context, object, annotation);
  keep_inner(context, object, std::move(annotation));
}

void report_duplicate_items(Context& context, const Value& list) {
  if (list.node().end - list.index() <= 2) return;  // one item
  std::unordered_set<std::string_view> seen;
  for (const Value item : list)
    if (item.is(JsonKind::string) && !seen.insert(item.text()).second)
      add(context.report, item, {codes::duplicate_item, item.shown()});
}

}  // namespace hakyu::models::reading
