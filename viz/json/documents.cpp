#include "viz/json/documents.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>

#include "models/read/units.hpp"
#include "viz/json/gaps.hpp"
#include "viz/json/papers.hpp"
#include "viz/json/parts.hpp"
#include "viz/json/remote_help.hpp"
#include "viz/json/work_risk.hpp"

namespace hakyu::viz {

namespace {

using Json = nlohmann::ordered_json;

double finite(double value, const char* what) {
  if (!std::isfinite(value)) throw models::Error("not-finite", what);
  return value;
}

Json figure(const sim::Figure& f, const char* what) {
  return {{"mean", finite(f.mean, what)}, {"ci", {finite(f.low, what), finite(f.high, what)}}};
}

Json head(const char* format, const Provenance& provenance, const sim::System& system) {
  Json document = head(format, provenance, system.model->files);
  document["seed"] = provenance.seed.value_or(system.seed);
  document["start"] = iso_local(system.start);
  document["horizon"] = system.horizon;
  return document;
}

Json diagnostic(const models::Diagnostic& d, const DiagnosticSentence& sentence) {
  return {{"file", d.file},       {"line", d.line},         {"column", d.column},
          {"pointer", d.pointer}, {"code", d.code},         {"message", sentence(d)},
          {"found", d.found},     {"expected", d.expected}, {"suggestion", d.suggestion}};
}

Json violation(const sim::System& system, const sim::Violation& v) {
  const auto at = [&](sim::Time t) { return iso_local(system.start + std::chrono::seconds(t)); };
  const std::vector<models::SourceFile>& inputs = system.model->files;
  const std::string file = v.origin.file < inputs.size() ? inputs[v.origin.file].name : std::string();
  return {
      {"kind", name(v.kind)}, {"plan", v.plan.valid() ? system.plans[v.plan].id : std::string()},
      {"step", v.step},       {"measure", v.measure.valid() ? system.measure_ids[v.measure] : std::string()},
      {"from", at(v.from)},   {"to", at(v.to)},
      {"party", v.party},     {"what", v.what},
      {"file", file},         {"line", v.origin.line}};
}

Json violation_list(const sim::System& system, const std::vector<sim::Violation>& all) {
  Json list = Json::array();
  for (const sim::Violation& v : all) list.push_back(violation(system, v));
  return list;
}

Json systems(const models::Coverage& all) {
  Json list = Json::array();
  for (const models::SystemCoverage& each : all.systems) {
    Json fields = Json::object();
    for (std::size_t f = 0; f < all.fields.size(); ++f)
      fields[all.fields[f].field] = {{"of", each.of[f]}, {"stated", each.stated[f]}};
    list.push_back({{"system", each.system.empty() ? Json(nullptr) : Json(each.system)},
                    {"resources", each.resources},
                    {"fields", std::move(fields)}});
  }
  return list;
}

Json ages(const models::Coverage& all) {
  if (!all.ages) return nullptr;
  return {{"half_a_year", all.ages->half_a_year}, {"year", all.ages->year},
          {"two_years", all.ages->two_years},     {"older", all.ages->older},
          {"after_as_of", all.ages->later},       {"not_stated", all.ages->never}};
}

Json coverage(const models::Coverage& all) {
  Json fields = Json::object();
  for (const models::FieldCoverage& each : all.fields)
    fields[each.field] = {
        {"of", each.of}, {"stated", each.of - each.missing.size()}, {"missing", each.missing}};
  return {{"as_of", all.as_of ? Json(models::reading::format_date(*all.as_of)) : Json(nullptr)},
          {"resources", all.resources},
          {"fields", std::move(fields)},
          {"systems", systems(all)},
          {"ages", ages(all)},
          {"unowned", all.unowned},
          {"unconnected", all.unconnected},
          {"support_ended", all.support_ended},
          {"dependencies",
           {{"confirmed_by_both", all.confirmed_by_both},
            {"confirmed_by_one", all.confirmed_by_one},
            {"unconfirmed", all.confirmed_by_none}}},
          {"findings", {{"affected", all.findings_open}, {"unclear", all.findings_unclear}}}};
}

Json path(const sim::System& system, const sim::Reason& reason) {
  Json list = Json::array();
  for (const sim::Link& link : reason.path) list.push_back(system.node_ids[link.node]);
  return list;
}

void append_timed(Json& document, const sim::System& system, const sim::TimedImpact& timed) {
  Json intervals = Json::object();
  for (std::size_t node = 0; node < timed.intervals.size(); ++node) {
    if (timed.intervals[node].empty()) continue;
    Json spans = Json::array();
    for (const sim::LevelSpan& span : timed.intervals[node])
      spans.push_back({{"from", span.from}, {"to", span.to}, {"level", name(span.level)}});
    append(intervals, system.node_ids[node], std::move(spans));
  }
  document["intervals"] = std::move(intervals);
  Json buffers = Json::array();
  for (const sim::BufferSpan& span : timed.buffers)
    buffers.push_back({{"node", system.node_ids[system.graph.owner[span.requirement]]},
                       {"from", span.from},
                       {"to", span.to}});
  document["buffers"] = std::move(buffers);
}

Json service_figures(const sim::ServiceFigures& s) {
  return {{"down_hours", figure(s.down_hours, "down_hours")},
          {"degraded_hours", figure(s.degraded_hours, "degraded_hours")},
          {"affected", figure(s.affected, "affected")},
          {"outages", figure(s.outages, "outages")},
          {"longest_hours", figure(s.longest_hours, "longest_hours")},
          {"tolerance_exceeded", figure(s.tolerance_exceeded, "tolerance_exceeded")},
          {"limit_exceeded", figure(s.limit_exceeded, "limit_exceeded")}};
}

Json measure_figures(const sim::MeasureFigures& m) {
  return {{"in_force", figure(m.in_force, "in_force")},    {"failed", figure(m.failed, "failed")},
          {"abandoned", figure(m.abandoned, "abandoned")}, {"skipped", figure(m.skipped, "skipped")},
          {"latent", figure(m.latent, "latent")},          {"overrun", figure(m.overrun, "overrun")}};
}

Json services(const sim::System& system, const sim::Simulation& simulation) {
  Json object = Json::object();
  for (std::size_t i = 0; i < simulation.services.size(); ++i)
    append(object, system.node_ids[system.services[i].node], service_figures(simulation.services[i]));
  return object;
}

Json measures(const sim::System& system, const sim::Simulation& simulation) {
  Json object = Json::object();
  for (std::size_t i = 0; i < simulation.measures.size(); ++i)
    append(object, system.measure_ids[i], measure_figures(simulation.measures[i]));
  return object;
}

Json causes(const sim::Simulation& simulation) {
  Json object = Json::object();
  for (const auto& [set, hours] : simulation.cause_hours) append(object, set, finite(hours, "causes"));
  return object;
}

Json ranked_plan(const sim::System& system, const sim::RankedPlan& plan) {
  const sim::Simulation& s = plan.simulation;
  Json broken = Json::array();
  for (const sim::ServiceIndex service : plan.limits_broken)
    broken.push_back(system.node_ids[system.services[service].node]);
  const auto ci = [](const sim::Figure& f, const char* what) {
    return Json::array({finite(f.low, what), finite(f.high, what)});
  };
  Json out{{"rank", {{"best", plan.rank_best}, {"worst", plan.rank_worst}}},
           {"admissible", plan.admissible},
           {"limits_broken", std::move(broken)},
           {"impact", figure(s.impact, "impact")},
           {"cvar95", finite(s.cvar95, "cvar95")},
           {"exposure_days", finite(s.exposure_days.mean, "exposure_days")},
           {"exposure_days_ci", ci(s.exposure_days, "exposure_days")},
           {"exposure_days_kev", finite(s.exposure_days_kev.mean, "exposure_days_kev")},
           {"exposure_days_kev_ci", ci(s.exposure_days_kev, "exposure_days_kev")},
           {"cost", finite(s.cost, "cost")},
           {"best_probability", finite(plan.best_probability, "best_probability")},
           {"pareto", plan.pareto}};
  out["services"] = services(system, s);
  out["causes"] = causes(s);
  return out;
}

Json difference(const sim::Ranking& ranking, const sim::Difference& d) {
  return {{"a", ranking.plans[d.a].id},
          {"b", ranking.plans[d.b].id},
          {"mean", finite(d.difference.mean, "difference")},
          {"ci", {finite(d.difference.low, "difference"), finite(d.difference.high, "difference")}},
          {"verdict", name(d.verdict)},
          {"least_replications", d.least_replications}};
}

Json weight_changes(const sim::System& system, const sim::Ranking& ranking) {
  Json list = Json::array();
  for (const sim::WeightSensitivity& w : ranking.weight_sensitivity)
    list.push_back({{"service", system.node_ids[system.services[w.service].node]},
                    {"weight", finite(w.weight, "weight")},
                    {"a", ranking.plans[w.a].id},
                    {"b", ranking.plans[w.b].id}});
  return list;
}

}  // namespace

const char* name(models::Level level) {
  constexpr std::array names{"down", "degraded", "up"};
  return names[static_cast<std::size_t>(level)];
}

const char* name(sim::Verdict verdict) {
  constexpr std::array names{"a_better", "b_better", "equivalent", "undecided"};
  return names[static_cast<std::size_t>(verdict)];
}

const char* name(sim::StopReason reason) {
  constexpr std::array names{"all_decided", "replications_used_up", "interrupted"};
  return names[static_cast<std::size_t>(reason)];
}

const char* name(sim::ViolationKind kind) {
  constexpr std::array names{"outside_window", "in_blackout", "crew_exceeded",
                             "party_absent",   "lead_time",   "beyond_horizon"};
  return names[static_cast<std::size_t>(kind)];
}

std::string iso_local(models::LocalTime time) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss clock{time - day};
  std::string text = fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}", static_cast<int>(date.year()),
                                 static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                                 clock.hours().count(), clock.minutes().count());
  if (clock.seconds().count() != 0) text += fmt::format(":{:02}", clock.seconds().count());
  return text;
}

Json check_document(const CheckResult& result, const DiagnosticSentence& sentence,
                    const Provenance& provenance) {
  Json document = head("hakyu-check/1", provenance, *result.files);
  Json errors = Json::array();
  Json warnings = Json::array();
  for (const models::Diagnostic& d : *result.diagnostics)
    (d.severity == models::Severity::error ? errors : warnings).push_back(diagnostic(d, sentence));
  document["errors"] = std::move(errors);
  document["warnings"] = std::move(warnings);
  if (result.system != nullptr) {
    document["violations"] = violation_list(*result.system, result.violations);
    document["defaults"] = assumptions(result.system->assumptions);
  }
  if (result.coverage != nullptr) {
    document["coverage"] = coverage(*result.coverage);
    add_papers(document["coverage"], *result.model);
    document["gaps"] = gap_list(*result.gaps, *result.names);
  }
  return document;
}

Json impact_document(const sim::System& system, const sim::StaticImpact& impact,
                     const std::optional<sim::TimedImpact>& timed, const Provenance& provenance,
                     const sim::RemoteHelp& lost) {
  Json document = head("hakyu-impact/1", provenance, system);
  Json levels = Json::object();
  for (std::size_t node = 0; node < impact.levels.size(); ++node)
    append(levels, system.node_ids[node], name(impact.levels[node]));
  document["levels"] = std::move(levels);

  // A node may lose redundancy in several requirements: listed once, with the smallest margin.
  std::map<std::uint32_t, std::int64_t> margins;
  for (const sim::RedundancyLoss& loss : impact.reduced_redundancy) {
    const auto margin = static_cast<std::int64_t>(loss.providers_up) - loss.needed_up;
    const auto [at, added] = margins.emplace(loss.node.value, margin);
    if (!added) at->second = std::min(at->second, margin);
  }
  Json reduced = Json::array();
  Json margin_object = Json::object();
  for (const auto& [node, margin] : margins) {
    reduced.push_back(system.node_ids[node]);
    append(margin_object, system.node_ids[node], margin);
  }
  document["reduced_redundancy"] = std::move(reduced);
  document["margins"] = std::move(margin_object);

  Json because = Json::object();
  for (const auto& [node, reason] : impact.because)
    append(because, system.node_ids[node], path(system, reason));
  document["because"] = std::move(because);
  Json left_out = Json::object();
  for (const auto& [node, reason] : impact.because)
    if (reason.left_out > 0) append(left_out, system.node_ids[node], reason.left_out);
  document["links_left_out"] = std::move(left_out);
  add_remote_help(document, system, lost);
  if (timed) append_timed(document, system, *timed);
  document["defaults"] = assumptions(system.assumptions);
  return document;
}

Json simulate_document(const sim::System& system, const sim::Simulation& simulation,
                       const Provenance& provenance) {
  Json document = head("hakyu-simulate/1", provenance, system);
  document["plan"] = simulation.plan;
  document["replications"] = simulation.replications;
  document["stopped_early"] = simulation.stopped_early;
  document["impact"] = figure(simulation.impact, "impact");
  document["cvar95"] = finite(simulation.cvar95, "cvar95");
  document["exposure_days"] = figure(simulation.exposure_days, "exposure_days");
  document["exposure_days_kev"] = figure(simulation.exposure_days_kev, "exposure_days_kev");
  document["cost"] = finite(simulation.cost, "cost");
  document["services"] = services(system, simulation);
  document["causes"] = causes(simulation);
  document["measures"] = measures(system, simulation);
  document["cut_share"] = finite(simulation.cut_share, "cut_share");
  document["events"] = simulation.events;
  document["defaults"] = assumptions(system.assumptions);
  return document;
}

Json rank_document(const sim::System& system, const sim::Ranking& ranking, const Provenance& provenance) {
  Json document = head("hakyu-rank/1", provenance, system);
  document["replications"] = ranking.replications;
  document["confidence"] = finite(ranking.confidence, "confidence");
  // Absolute, in units of impact; the share is that of the worst plan's mean, which is how it is asked for.
  double worst = 0.0;
  for (const sim::RankedPlan& plan : ranking.plans) worst = std::max(worst, plan.simulation.impact.mean);
  document["indifference"] = finite(ranking.indifference, "indifference");
  document["indifference_unit"] = "impact";
  document["indifference_share"] =
      worst > 0.0 ? Json(finite(ranking.indifference / worst, "indifference")) : Json(nullptr);
  Json plans = Json::object();
  for (const sim::RankedPlan& plan : ranking.plans) append(plans, plan.id, ranked_plan(system, plan));
  document["plans"] = std::move(plans);
  Json differences = Json::array();
  for (const sim::Difference& d : ranking.differences) differences.push_back(difference(ranking, d));
  document["differences"] = std::move(differences);
  document["weights_that_change_the_order"] = weight_changes(system, ranking);
  document["assumptions"] = assumptions(ranking.assumptions);
  document["violations"] = violation_list(system, ranking.violations);
  document["risk_during_work"] = work_risks(system, ranking);
  document["stopped_because"] = name(ranking.stopped_because);
  document["defaults"] = assumptions(system.assumptions);
  return document;
}

Json start_document(const sim::System& system, const sim::StartOrder& order, const Provenance& provenance) {
  Json document = head("hakyu-start/1", provenance, system);
  Json waves = Json::array();
  for (const auto& wave : order.order) waves.push_back(ids(system, wave));
  document["order"] = std::move(waves);
  Json deadlocks = Json::array();
  for (const auto& group : order.deadlocks) deadlocks.push_back(ids(system, group));
  document["deadlocks"] = std::move(deadlocks);
  Json waiting = Json::object();
  for (const sim::Waiter& each : sim::waiters(system, order))
    append(waiting, system.node_ids[each.node], ids(system, each.for_nodes));
  document["waiting_for_deadlocks"] = std::move(waiting);
  const auto times = [&](const std::vector<std::optional<sim::Time>>& of) {
    Json all = Json::object();
    for (std::size_t node = 0; node < of.size(); ++node)
      append(all, system.node_ids[node], of[node] ? Json(*of[node]) : Json(nullptr));
    return all;
  };
  document["ready"] = times(order.ready);
  document["in_full"] = times(order.in_full);
  document["defaults"] = assumptions(system.assumptions);
  return document;
}

std::string bytes(const Json& document) {
  return document.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace hakyu::viz
