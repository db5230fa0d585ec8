#include <utility>

#include "sim/compile/parts.hpp"

namespace hakyu::sim {

namespace {

/// Load peaks are needed beyond the horizon: a defect may be waiting for the next one.
constexpr Time load_peak_margin = 14 * 86'400;

void compile_study(compiling::Context& context) {
  const models::Study& study = *context.model.study;
  System& system = context.system;
  system.start = study.start;
  system.horizon = study.horizon.count();
  system.seed = study.seed.value_or(1);
  system.load_peaks = openings(context.model.calendar.load_peaks, context.model.calendar, system.start, 0,
                               system.horizon + load_peak_margin);
  if (context.model.calendar.load_peaks.empty())
    system.latent_window = context.silent_law(fields::latent_window, "any");
}

}  // namespace

CompileResult compile(std::shared_ptr<const models::Model> model, const models::Defaults& defaults) {
  using namespace compiling;  // NOLINT(google-build-using-namespace): the steps, in order
  Context context(std::move(model), defaults);
  if (!context.model.study || context.model.study->horizon.count() <= 0) {
    context.report(models::Severity::error, "missing-study", {}, {}, "study.start, study.horizon");
    return {std::nullopt, std::move(context.diagnostics)};
  }
  compile_study(context);
  compile_nodes(context);
  compile_requirements(context);
  compile_reliability(context);
  compile_services(context);
  compile_measures(context);
  compile_statements(context);
  compile_silences(context);
  compile_plans(context);
  compile_findings(context);
  if (models::has_errors(context.diagnostics)) return {std::nullopt, std::move(context.diagnostics)};
  check_horizon(context);
  note_inputs(context);
  note_rules(context);
  context.system.assumptions = context.take_assumptions();
  return {std::move(context.system), std::move(context.diagnostics)};
}

}  // namespace hakyu::sim
