#include "sim/compile/context.hpp"

#include <algorithm>
#include <utility>

#include "sim/compile/quantity_text.hpp"

namespace hakyu::sim::compiling {

Context::Context(std::shared_ptr<const models::Model> shared_model, const models::Defaults& defaults)
    : model(*shared_model), defaults_(defaults) {
  system.model = std::move(shared_model);
}

const Context::Row& Context::row(std::string_view field, std::string_view kind) {
  auto kinds = rows_.find(field);
  if (kinds == rows_.end()) kinds = rows_.try_emplace(std::string(field)).first;
  if (const auto known = kinds->second.find(kind); known != kinds->second.end()) return known->second;
  Row prepared;
  prepared.row = defaults_.find(field, kind);
  if (prepared.row == nullptr) {
    report(models::Severity::error, "missing-default", {}, std::string(field) + ' ' + std::string(kind));
  } else if (const auto* law = std::get_if<models::Law>(&prepared.row->value)) {
    prepared.law = Sampler(*law);
    prepared.number = prepared.law.mean();
    prepared.value = law_text(*law);
  } else {
    prepared.number = std::get<models::Estimate>(prepared.row->value).mean;
    prepared.value = field.ends_with(".probability") ? percent(prepared.number) : plain(prepared.number);
  }
  return kinds->second.emplace(std::string(kind), std::move(prepared)).first->second;
}

const Sampler& Context::silent_law(std::string_view field, std::string_view kind) {
  return row(field, kind).law;
}

double Context::silent_number(std::string_view field, std::string_view kind) {
  return row(field, kind).number;
}

void Context::note_default(std::string_view field, std::string_view kind, About about) {
  const Row& used = row(field, kind);
  if (used.row == nullptr) return;
  auto list = assumptions_.find(field);
  if (list == assumptions_.end()) list = assumptions_.try_emplace(std::string(field)).first;
  list->second.push_back({std::string(field), std::string(about.subject), std::string(kind), used.value,
                          used.row->range, used.row->source, std::string(about.ask)});
}

Sampler Context::law(const std::optional<models::Law>& stated, std::string_view field, std::string_view kind,
                     About about) {
  if (stated) return Sampler(*stated);
  note_default(field, kind, about);
  return silent_law(field, kind);
}

double Context::number(std::string_view field, std::string_view kind, About about) {
  note_default(field, kind, about);
  return silent_number(field, kind);
}

void Context::note_rule(std::string_view rule, About about, std::string value, std::string kind) {
  assumptions_[std::string(rule)].push_back({std::string(rule), std::string(about.subject), std::move(kind),
                                             std::move(value), "", "assumption", std::string(about.ask)});
}

void Context::note_stated(const models::Annotation& annotation, std::string_view field, About about,
                          std::string value, std::string range) {
  if (!annotation.assumption) return;
  const std::string source = annotation.source.empty() ? "assumption" : annotation.source;
  assumptions_[std::string(field)].push_back({std::string(field), std::string(about.subject), "stated",
                                              std::move(value), std::move(range), source,
                                              std::string(about.ask)});
}

void Context::report(models::Severity severity, std::string_view code, const models::Origin& origin,
                     std::string found, std::string expected) {
  models::Diagnostic diagnostic;
  diagnostic.severity = severity;
  diagnostic.code = code;
  if (origin.line > 0 && origin.file < model.files.size()) diagnostic.file = model.files[origin.file].name;
  diagnostic.line = origin.line;
  diagnostic.column = origin.column;
  diagnostic.pointer = origin.pointer;
  diagnostic.found = std::move(found);
  diagnostic.expected = std::move(expected);
  diagnostics.push_back(std::move(diagnostic));
}

std::vector<MeasureIndex> Context::measures(const std::vector<models::Id>& ids) const {
  std::vector<MeasureIndex> indices;
  indices.reserve(ids.size());
  for (const models::Id& id : ids) indices.push_back(measure(id));
  return indices;
}

std::vector<NodeIndex> Context::nodes(const std::vector<models::Id>& ids) const {
  std::vector<NodeIndex> indices;
  indices.reserve(ids.size());
  for (const models::Id& id : ids) indices.push_back(node(id));
  return indices;
}

const models::Id& Context::maintainer(NodeIndex node) const {
  static const models::Id nobody;
  return node < model.resources.size() ? model.resources[node].maintainer : nobody;
}

std::uint64_t Context::key(std::string_view kind, const models::Id& id, const models::Origin& origin) {
  const std::uint64_t made = stream_key(kind, id);
  std::string named = std::string(kind) + ':' + id;
  const auto [known, added] = keys_.try_emplace(made, named);
  if (!added && known->second != named)
    report(models::Severity::error, "key-collision", origin, known->second + ", " + named);
  return made;
}

Assumptions Context::take_assumptions() {
  std::size_t count = 0;
  for (const auto& [field, noted] : assumptions_) count += noted.size();
  Assumptions all;
  all.reserve(count);
  // The fields ascend, so sorting each list is enough. The entries are large: places are sorted instead.
  const auto before = [](const Assumption* a, const Assumption* b) {
    const int order = a->subject.compare(b->subject);
    return order != 0 ? order < 0 : *a < *b;
  };
  std::vector<Assumption*> places;
  for (auto& [field, noted] : assumptions_) {
    places.clear();
    for (Assumption& each : noted) places.push_back(&each);
    std::sort(places.begin(), places.end(), before);
    for (Assumption* each : places)
      if (all.empty() || all.back() != *each) all.push_back(std::move(*each));
  }
  assumptions_.clear();
  return all;
}

}  // namespace hakyu::sim::compiling
