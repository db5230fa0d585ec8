#include "cli/pictures.hpp"

#include <algorithm>

#include "sim/plans/plan_state.hpp"
#include "viz/chart/plan_charts.hpp"
#include "viz/text/width.hpp"

namespace hakyu::cli {

namespace {

constexpr sim::Time hour = 3600;

double lost_share(const sim::CompiledService& service, models::Level level) {
  switch (level) {
    case models::Level::up:
      return 0.0;
    case models::Level::degraded:
      return 1.0 - service.degraded_capacity;
    case models::Level::down:
      return 1.0 - service.fallback_capacity;
  }
  return 0.0;
}

// Weighted contacts not served from `at` on, if the levels stayed as they are for an hour.
double loss(const sim::System& system, const std::vector<models::Level>& levels, sim::Time at) {
  const sim::Time from = std::clamp<sim::Time>(at, 0, system.horizon);
  const sim::Time to = std::min(from + hour, system.horizon);
  double sum = 0.0;
  for (const sim::CompiledService& service : system.services)
    sum += service.weight * (service.demand.until(to) - service.demand.until(from)) *
           lost_share(service, levels[service.node]);
  return sum;
}

// For times at which nobody comes: how much is below up at all.
std::size_t below_up(const std::vector<models::Level>& levels) {
  return static_cast<std::size_t>(std::count_if(
      levels.begin(), levels.end(), [](models::Level level) { return level != models::Level::up; }));
}

}  // namespace

std::string draw(const Program& program, const sim::System& system, const viz::GraphOptions& options,
                 viz::Format format) {
  const viz::Words& words = program.words;
  viz::RenderResult result = viz::draw(system, options, format);
  switch (result.problem) {
    case viz::RenderProblem::none:
      break;
    case viz::RenderProblem::no_program:
      throw Failure(Exit::failure, words("Pictures need Graphviz: install the package graphviz."));
    case viz::RenderProblem::timed_out:
      throw Failure(Exit::failure,
                    words("The picture took too long to draw. Use --focus, or --by to group."));
    case viz::RenderProblem::failed:
      throw Failure(Exit::failure,
                    words.format("The picture could not be drawn: {0}", viz::printable(result.messages)));
  }
  if (result.detail != viz::Detail::full)
    tell(program, words("The picture was simplified to be drawn in time; it says what was left out."));
  return std::move(result.picture);
}

std::optional<sim::Time> worst_time(const sim::System& system, const sim::CompiledPlan& plan) {
  std::optional<sim::Time> worst;
  std::pair<double, std::size_t> most{0.0, 0};
  for (const sim::Time at : sim::change_times(system, plan)) {
    if (at >= system.horizon) continue;
    const std::vector<models::Level> levels = sim::levels_at(system, plan, at).impact.levels;
    const std::pair<double, std::size_t> here{loss(system, levels, at), below_up(levels)};
    if (here > most) {
      most = here;
      worst = at;
    }
  }
  return worst;
}

std::string plan_name(const Program& program, const sim::System& system, const models::Id& id) {
  for (const models::Plan& plan : system.model->plans)
    if (plan.id == id && !plan.name.empty()) return program.words(plan.name);
  return id;
}

void show_plan(viz::GraphOptions& options, const Program& program, const sim::System& system,
               const sim::CompiledPlan& plan, sim::Time at) {
  const sim::PlanState state = sim::levels_at(system, plan, at);
  viz::show(options, system, state.limits, state.impact);
  options.notes.push_back(program.words.format("Plan “{0}” at {1}, if everything goes as planned",
                                               plan_name(program, system, plan.id),
                                               program.words.time(viz::to_minute(system, at))));
}

}  // namespace hakyu::cli
