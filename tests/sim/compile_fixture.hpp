// Small models in memory, and what their compilation gives.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "sim/system.hpp"

namespace hakyu::sim::testing_compile {

using namespace std::chrono_literals;
using models::Date;
using models::Level;
using models::Model;
using models::Seconds;
constexpr Time hour = 3600;
constexpr Time day = 24 * hour;

inline models::LocalTime local(Date date, Seconds time = 0s) { return std::chrono::local_days(date) + time; }

/// Monday.
const models::LocalTime start = local(2026y / 12 / 7);

/// A study of 30 days in which nothing fails; load peaks every day 9–11.
inline Model model() {
  Model made;
  made.study.emplace();
  made.study->start = start;
  made.study->horizon = 30 * 24h;
  made.study->failures = models::Failures::none;
  made.calendar.load_peaks = {{models::DayKind::every, 9h, 11h, {}}};
  return made;
}

inline models::Resource& add_resource(Model& model, const std::string& id,
                                      const std::string& maintainer = {}) {
  models::Resource resource;
  resource.id = id;
  resource.maintainer = maintainer;
  return model.resources.emplace_back(std::move(resource));
}

inline models::Requirement needs(std::vector<models::Id> of, int up, int degraded) {
  models::Requirement requirement;
  requirement.of = std::move(of);
  requirement.k_up = up;
  requirement.k_degraded = degraded;
  return requirement;
}

inline models::Requirement needs_all(std::vector<models::Id> of) {
  const int all = static_cast<int>(of.size());
  return needs(std::move(of), all, all);
}

inline models::Law constant(Seconds value) { return models::Constant{value}; }

/// A measure of which everything is stated: an hour of work on its targets alone, nothing goes wrong.
inline models::Measure stated_measure(const std::string& id, std::vector<models::Id> targets) {
  models::Measure measure;
  measure.id = id;
  measure.targets = std::move(targets);
  measure.change = models::ChangeKind::os_update;
  measure.verified = models::Verified::yes;
  measure.work.emplace();
  measure.work->duration = constant(1h);
  measure.work->restart = models::RestartScope::vulnerable_component;
  measure.failure.emplace();
  measure.failure->probability = models::Estimate{0.0, {}, {}};
  measure.latent.emplace();
  measure.latent->probability = models::Estimate{0.0, {}, {}};
  measure.cost = 0.0;
  return measure;
}

inline models::Statement says(const std::string& id, models::Says what, std::vector<models::Id> when,
                              const std::string& resource) {
  models::Statement statement;
  statement.id = id;
  statement.by = "vendor";
  statement.says = what;
  statement.when = std::move(when);
  statement.resource = resource;
  return statement;
}

inline models::Step step_at(const std::string& measure, Time at) {
  return {models::StepKind::carry_out, measure, start + Seconds(at), {}};
}
inline models::Step step_after(const std::string& measure, const std::string& other, Seconds lag = 0s) {
  return {models::StepKind::carry_out, measure, models::After{other, lag}, {}};
}
inline models::Plan plan(const std::string& id, std::vector<models::Step> steps) {
  models::Plan made;
  made.id = id;
  made.steps = std::move(steps);
  return made;
}

inline CompileResult result_of(Model model, const models::Defaults& defaults = models::Defaults::shipped()) {
  return compile(std::make_shared<const Model>(std::move(model)), defaults);
}

/// The compiled system; the test fails if there is none.
inline System compiled(Model model) {
  CompileResult result = result_of(std::move(model));
  for (const models::Diagnostic& each : result.diagnostics)
    if (each.severity == models::Severity::error) ADD_FAILURE() << each.code << ' ' << each.found;
  if (!result.system) throw models::Error("not-compiled", "");
  return std::move(*result.system);
}

/// Codes of the errors and warnings, sorted.
inline std::vector<std::string> codes(const models::Diagnostics& all) {
  std::vector<std::string> found;
  for (const models::Diagnostic& each : all) found.push_back(each.code);
  std::sort(found.begin(), found.end());
  return found;
}

/// The assumptions about a field and a subject.
inline std::vector<Assumption> about(const System& system, std::string_view field,
                                     const std::string& subject) {
  std::vector<Assumption> found;
  for (const Assumption& each : system.assumptions)
    if (each.field == field && each.subject == subject) found.push_back(each);
  return found;
}

inline const models::DefaultRow& row(std::string_view field, std::string_view kind) {
  const models::DefaultRow* found = models::Defaults::shipped().find(field, kind);
  if (found == nullptr) throw models::Error("missing-default", std::string(field) + ' ' + std::string(kind));
  return *found;
}
inline double default_number(std::string_view field, std::string_view kind) {
  return std::get<models::Estimate>(row(field, kind).value).mean;
}
inline double default_mean(std::string_view field, std::string_view kind) {
  return Sampler(std::get<models::Law>(row(field, kind).value)).mean();
}

}  // namespace hakyu::sim::testing_compile
