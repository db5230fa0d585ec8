// Inputs that their author marked as assumptions, and the rules that were used (semantics §11).
#include <algorithm>

#include "models/read/units.hpp"
#include "sim/compile/parts.hpp"
#include "sim/compile/quantity_text.hpp"

namespace hakyu::sim::compiling {

namespace {

using models::reading::format_duration;

/// Joins what is not empty; a label says which number it is where several of a kind stand side by side.
void append(std::string& text, const std::string& more, const char* label = nullptr) {
  if (more.empty()) return;
  if (!text.empty()) text += "; ";
  if (label != nullptr) text += std::string(label) + ' ';
  text += more;
}

std::string text_of(const std::optional<models::Law>& law) { return law ? law_text(*law) : std::string(); }
std::string text_of(const std::optional<models::Estimate>& share) {
  return share ? percent(share->mean) : std::string();
}
std::string range_of(const std::optional<models::Estimate>& share) {
  return share ? percent_range(*share) : std::string();
}

void note_requirements(Context& context, const std::vector<models::Requirement>& all, About about) {
  for (const models::Requirement& each : all) {
    std::string value;
    for (const models::Id& id : each.of) value += (value.empty() ? "" : ", ") + id;
    if (each.holdover.count() > 0) append(value, "holdover " + format_duration(each.holdover));
    if (each.recovery.count() > 0) append(value, "recovery " + format_duration(each.recovery));
    context.note_stated(each.annotation, stated::requirement, about, value);
  }
}

void note_resource(Context& context, const models::Resource& resource) {
  const About about{resource.id, resource.maintainer};
  context.note_stated(resource.annotation, stated::resource, about);
  note_requirements(context, resource.requirements, about);
  if (!resource.reliability) return;
  const models::Reliability& reliability = *resource.reliability;
  if (!reliability.annotation.assumption) return;
  std::string value;
  append(value, text_of(reliability.time_to_failure), "failure");
  append(value, text_of(reliability.time_to_repair), "repair");
  append(value, text_of(reliability.extra_if_unavailable), "extra");
  append(value, text_of(reliability.availability), "availability");
  context.note_stated(reliability.annotation, stated::reliability, about, value,
                      range_of(reliability.availability));
}

void note_service(Context& context, const models::Service& service) {
  const About about{service.id, {}};
  context.note_stated(service.annotation, stated::service, about, "weight " + plain(service.weight.mean),
                      service.weight.low && service.weight.high
                          ? plain(*service.weight.low) + "–" + plain(*service.weight.high)
                          : std::string());
  note_requirements(context, service.requirements, about);
  if (!service.fallback) return;
  std::string value = "capacity " + percent(service.fallback->capacity);
  if (service.fallback->sustain) append(value, format_duration(*service.fallback->sustain), "sustain");
  append(value, percent(service.fallback->exhausted), "exhausted");
  context.note_stated(service.fallback->annotation, stated::fallback, about, value);
}

void note_measure(Context& context, const models::Measure& measure) {
  const About about{measure.id, measure.by};
  context.note_stated(measure.annotation, stated::measure, about);
  if (measure.work) {
    std::string value = text_of(measure.work->duration);
    append(value, text_of(measure.work->downtime), "downtime");
    context.note_stated(measure.work->annotation, stated::work, about, value);
  }
  if (measure.failure) {
    std::string value = text_of(measure.failure->probability);
    append(value, text_of(measure.failure->rollback), "rollback");
    context.note_stated(measure.failure->annotation, stated::failure, about, value,
                        range_of(measure.failure->probability));
  }
  if (measure.latent) {
    std::string value = text_of(measure.latent->probability);
    append(value, text_of(measure.latent->repair), "repair");
    context.note_stated(measure.latent->annotation, stated::latent, about, value,
                        range_of(measure.latent->probability));
  }
  for (const models::Remediation& each : measure.remediates)
    context.note_stated(each.annotation, stated::remediates, about,
                        each.vulnerability + ' ' + percent(each.effectiveness.mean),
                        percent_range(each.effectiveness));
  for (const models::Effect& each : measure.effects)
    context.note_stated(each.annotation, stated::effect, about);
}

/// Only statements that are used; the others were left out with their own note.
void note_statements(Context& context) {
  for (const CompiledStatement& each : context.system.statements) {
    if (!each.model_index) continue;
    const models::Statement& statement = context.model.statements[*each.model_index];
    context.note_stated(statement.annotation, stated::statement, {statement.id, statement.by},
                        text_of(statement.probability), range_of(statement.probability));
  }
}

void note_dependency(Context& context, const models::Dependency& dependency) {
  const About about{dependency.from, context.maintainer(context.node(dependency.from))};
  std::string providers;
  for (const models::Id& id : dependency.requirement.of) providers += (providers.empty() ? "" : ", ") + id;
  context.note_stated(dependency.annotation, stated::dependency, about, providers);
  note_requirements(context, {dependency.requirement}, about);
  if (dependency.confirmed_by.empty()) context.note_rule(rules::dependency, about, providers);
}

bool waits_for_load(const System& system) {
  const auto latent = [](const CompiledMeasure& each) { return each.latent_probability > 0.0; };
  const auto at_peak = [](const CompiledStatement& each) {
    return each.at_load_peak && each.probability > 0.0;
  };
  return std::any_of(system.measures.begin(), system.measures.end(), latent) ||
         std::any_of(system.statements.begin(), system.statements.end(), at_peak);
}

}  // namespace

void note_inputs(Context& context) {
  const models::Model& model = context.model;
  context.note_stated(model.study->annotation, stated::study, {});
  for (const models::Resource& each : model.resources) note_resource(context, each);
  for (const models::Service& each : model.services) note_service(context, each);
  for (const models::Dependency& each : model.dependencies) note_dependency(context, each);
  for (const models::Measure& each : model.measures) note_measure(context, each);
  for (const OpenFinding& each : context.system.findings) {
    const models::Finding& finding = model.findings[each.model_index];
    context.note_stated(finding.annotation, stated::finding, {finding.resource, {}}, finding.vulnerability);
  }
  note_statements(context);
}

void note_rules(Context& context) {
  const System& system = context.system;
  if (!system.failing.empty()) context.note_rule(rules::new_at_start);
  const auto bridges = [](const Filter& filter) { return filter.holdover > 0; };
  if (std::any_of(system.graph.filters.begin(), system.graph.filters.end(), bridges))
    context.note_rule(rules::buffers_refill);
  if (context.model.calendar.load_peaks.empty() && waits_for_load(system))
    context.note_default(fields::latent_window, "any", {});
}

}  // namespace hakyu::sim::compiling
