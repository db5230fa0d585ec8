// Drawing, for all commands that write pictures.
#pragma once

#include <optional>
#include <string>

#include "cli/program.hpp"
#include "sim/system.hpp"
#include "viz/graph/graph.hpp"

namespace hakyu::cli {

/// The picture's bytes. Throws Failure(Exit::failure) with what Graphviz said if it cannot be drawn; tells if
/// it had to be simplified.
[[nodiscard]] std::string draw(const Program& program, const sim::System& system,
                               const viz::GraphOptions& options, viz::Format format);

/// The time at which the plan, going as planned, takes the most from the services (weighted contacts not
/// served in the hour from then on); nothing if it limits nothing at any time.
[[nodiscard]] std::optional<sim::Time> worst_time(const sim::System& system, const sim::CompiledPlan& plan);

/// Name of the plan in the language of the program; its id if it has none.
[[nodiscard]] std::string plan_name(const Program& program, const sim::System& system, const models::Id& id);

/// Shows in a picture what the plan limits at a time.
void show_plan(viz::GraphOptions& options, const Program& program, const sim::System& system,
               const sim::CompiledPlan& plan, sim::Time at);

}  // namespace hakyu::cli
