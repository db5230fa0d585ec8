#include <algorithm>

#include "models/names.hpp"
#include "sim/compile/parts.hpp"
#include "sim/graph/restart_scope.hpp"

namespace hakyu::sim::compiling {

namespace {

using models::Measure;

/// A measure while it is compiled, with the kinds of its rows in the table of defaults.
struct Draft {
  Context& context;
  const Measure& measure;
  CompiledMeasure& compiled;
  std::vector<NodeIndex> targets;
  std::string change;           ///< "os_update"
  std::string change_verified;  ///< "os_update/yes"
  About about;
};

Draft draft(Context& context, const Measure& measure, CompiledMeasure& compiled) {
  const std::string change(models::name(measure.change));
  return {context,
          measure,
          compiled,
          context.nodes(measure.targets),
          change,
          change + '/' + std::string(models::name(measure.verified)),
          {measure.id, measure.by}};
}

/// Nodes of a restart scope as text, the first few of them.
std::string scope_text(const System& system, const std::vector<ScopedNode>& scope) {
  constexpr std::size_t most = 5;
  std::string text;
  for (std::size_t i = 0; i < scope.size() && i < most; ++i)
    text += (i == 0 ? "" : ", ") + system.node_ids[scope[i].node];
  if (scope.size() > most) text += ", … (" + std::to_string(scope.size()) + ')';
  return text;
}

/// Work with an absent scope, duration or downtime is unknown, never "none".
void compile_work(const Draft& d) {
  static const models::Work nothing_stated;
  const models::Work& work = d.measure.work ? *d.measure.work : nothing_stated;
  const System& system = d.context.system;
  d.compiled.duration = d.context.law(work.duration, fields::work_duration, d.change, d.about);
  if (work.downtime) d.compiled.downtime = Sampler(*work.downtime);
  bool assumed = false;
  d.compiled.scope = restart_scope(d.context.model, system.graph, system.node_of, system.restart,
                                   work.restart, d.targets, &assumed);
  if (assumed) d.context.note_rule(rules::restart_scope, d.about, scope_text(system, d.compiled.scope));
  for (const ScopedNode& each : d.compiled.scope) {  // a default restart that lengthens an outage
    if (each.extra == 0 || system.is_service(each.node)) continue;
    const models::Resource& resource = d.context.model.resources[each.node];
    if (!resource.restart)
      d.context.note_default(fields::restart, models::name(resource.kind),
                             {resource.id, resource.maintainer});
  }
  d.compiled.level_during = work.level_during;
  if (work.give_up_after) d.compiled.give_up_after = work.give_up_after->count();
}

void compile_failure(const Draft& d) {
  static const models::Failure nothing_stated;
  const models::Failure& failure = d.measure.failure ? *d.measure.failure : nothing_stated;
  d.compiled.failure_probability =
      failure.probability ? failure.probability->mean
                          : d.context.number(fields::failure_probability, d.change_verified, d.about);
  if (failure.rollback)
    d.compiled.rollback = Sampler(*failure.rollback);
  else if (d.compiled.give_up_after || d.compiled.failure_probability > 0.0)
    d.compiled.rollback = d.context.law(std::nullopt, fields::rollback, d.change, d.about);
}

void compile_latent(const Draft& d) {
  static const models::Latent nothing_stated;
  const models::Latent& latent = d.measure.latent ? *d.measure.latent : nothing_stated;
  d.compiled.latent_probability =
      latent.probability ? latent.probability->mean
                         : d.context.number(fields::latent_probability, d.change_verified, d.about);
  d.compiled.latent_nodes = latent.affects.empty() ? d.targets : d.context.nodes(latent.affects);
  d.compiled.latent_level = latent.level;
  d.compiled.latent_keeps = latent.then == models::AfterDefect::keep;
  if (latent.repair)
    d.compiled.latent_repair = Sampler(*latent.repair);
  else if (d.compiled.latent_probability > 0.0)
    d.compiled.latent_repair = d.context.law(std::nullopt, fields::latent_repair, d.change, d.about);
}

/// Standing limits and blocked flows. The other effects act on attacks, which are not simulated here.
void compile_effects(const Draft& d) {
  for (const models::Effect& effect : d.measure.effects) {
    if (const auto* limits = std::get_if<models::LimitsNode>(&effect.what))
      d.compiled.limits.push_back({d.context.node(limits->node), limits->level});
    else if (const auto* blocks = std::get_if<models::BlocksFlow>(&effect.what))
      d.compiled.blocks.push_back(d.context.flow(blocks->flow));
  }
}

/// The measure expires when the day it is valid to is over.
std::optional<Time> expiry(const System& system, const std::optional<models::Date>& date) {
  if (!date) return std::nullopt;
  const models::LocalTime end = std::chrono::local_days(*date) + std::chrono::days(1);
  return (end - system.start).count();
}

/// Of the windows that are named, joined; work may begin in one that opened before the study.
std::vector<Interval> compiled_windows(const Context& context, const std::vector<models::Id>& named) {
  constexpr Time margin = 7 * 86'400;
  const models::Calendar& calendar = context.model.calendar;
  std::vector<Interval> all;
  for (const models::Window& window : calendar.windows) {
    if (std::find(named.begin(), named.end(), window.id) == named.end()) continue;
    const std::vector<Interval> each =
        occurrences(window, calendar, context.system.start, -margin, context.system.horizon + margin);
    all.insert(all.end(), each.begin(), each.end());
  }
  return merged(std::move(all));
}

CompiledMeasure compiled_measure(Context& context, const Measure& measure) {
  CompiledMeasure compiled;
  const Draft d = draft(context, measure, compiled);
  compiled.key = context.key("measure", measure.id, measure.annotation.origin);
  compiled.has_work = measure.kind != models::MeasureKind::acceptance || measure.work.has_value();
  if (compiled.has_work) {
    compile_work(d);
    compile_failure(d);
    compile_latent(d);
  }
  compile_effects(d);
  compiled.requires_measures = context.measures(measure.requires_measures);
  compiled.conflicts_stated = context.measures(measure.conflicts);
  compiled.windows = compiled_windows(context, measure.windows);
  compiled.expires = expiry(context.system, measure.expires);
  compiled.in_force_at_start = measure.in_force_at_start && compiled.expires.value_or(1) > 0;
  if (measure.cost)
    compiled.cost = *measure.cost;
  else
    context.note_rule(rules::cost, d.about, "0");
  return compiled;
}

/// Conflicts hold in both directions.
void close_conflicts(std::vector<CompiledMeasure>& measures) {
  for (CompiledMeasure& each : measures) each.conflicts = each.conflicts_stated;
  for (std::size_t i = 0; i < measures.size(); ++i)
    for (const MeasureIndex other : measures[i].conflicts_stated)
      measures[other].conflicts.push_back(MeasureIndex(i));
  for (CompiledMeasure& each : measures) {
    std::sort(each.conflicts.begin(), each.conflicts.end());
    each.conflicts.erase(std::unique(each.conflicts.begin(), each.conflicts.end()), each.conflicts.end());
  }
}

}  // namespace

void compile_measures(Context& context) {
  context.system.measures.reserve(context.model.measures.size());
  for (const Measure& measure : context.model.measures)
    context.system.measures.push_back(compiled_measure(context, measure));
  close_conflicts(context.system.measures);
}

}  // namespace hakyu::sim::compiling
