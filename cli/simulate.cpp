// hakyu simulate: one plan by Monte Carlo, or the event log of one replication.
#include <limits>
#include <memory>

#include <nlohmann/json.hpp>

#include "cli/commands.hpp"
#include "cli/find.hpp"
#include "cli/input.hpp"
#include "cli/interrupt.hpp"
#include "cli/output.hpp"
#include "cli/pictures.hpp"
#include "cli/progress.hpp"
#include "cli/results.hpp"
#include "sim/montecarlo/replication.hpp"
#include "sim/montecarlo/simulate.hpp"
#include "sim/plans/rank_assumptions.hpp"
#include "viz/text/tables.hpp"
#include "viz/text/trace.hpp"

namespace hakyu::cli {

namespace {

using viz::msgid;

struct SimulateArguments {
  InputOptions input;
  std::string plan, json;
  MonteCarloOptions monte_carlo;
  std::optional<std::uint64_t> trace;
};

// Without --plan: the only one that has steps.
sim::PlanIndex choose_plan(const Program& program, const sim::System& system, const std::string& word) {
  if (!word.empty()) return find_plan(program, system, word);
  std::vector<sim::PlanIndex> with_steps;
  std::string names;
  for (std::size_t i = 0; i < system.plans.size(); ++i) {
    names += "\n  " + system.plans[i].id + " (" + plan_name(program, system, system.plans[i].id) + ")";
    if (!system.plans[i].steps.empty()) with_steps.emplace_back(i);
  }
  if (with_steps.size() == 1) return with_steps.front();
  if (system.plans.size() == 1) return sim::PlanIndex(0);
  throw Failure(Exit::usage, program.words("Choose a plan with --plan:") + names);
}

Exit trace(const Program& program, const sim::System& system, const sim::CompiledPlan& plan,
           const sim::SimulationOptions& how, std::uint64_t replication) {
  const viz::Names names{system, program.words};
  viz::TraceLog lines(names);
  std::string log;
  sim::Replicator replicator(system);
  replicator.run(plan, static_cast<std::uint32_t>(replication), how.seed,
                 [&](const sim::TraceEvent& event) { log += lines.line(event) + "\n"; });
  write_standard_output(program, log);
  return Exit::done;
}

sim::Assumptions assumptions(const sim::System& system, sim::PlanIndex plan,
                             const sim::Simulation& simulation) {
  return sim::rank_assumptions(system, {{plan}}, {{simulation}});
}

Exit simulate(const Program& program, const SimulateArguments& options) {
  const viz::Words& words = program.words;
  if (options.trace && !options.json.empty())
    throw Failure(Exit::usage, words("--trace writes an event log and cannot be combined with --json."));
  expect_place(program, options.json, files_read(options.input));
  const sim::System system = read_system(program, options.input);
  const sim::PlanIndex chosen = choose_plan(program, system, options.plan);
  const sim::CompiledPlan& plan = system.plans[chosen];
  sim::SimulationOptions how = simulation_options(system, options.monte_carlo);
  if (options.trace) return trace(program, system, plan, how, *options.trace);

  const Interrupt interrupt;
  how.stop = interrupt.flag();
  Progress progress(program);
  how.progress = [&progress](std::uint64_t done, std::uint64_t of) { progress.show(done, of); };
  const sim::Simulation simulation =
      watched(program, interrupt, [&] { return sim::simulate(system, plan, how); });
  progress.end();
  if (!options.json.empty())
    write_result(program, options.json,
                 viz::bytes(viz::simulate_document(system, simulation, provenance(program, how.seed))));
  else
    write_standard_output(program,
                          viz::simulation_text(system, simulation, how.confidence, words) + "\n" +
                              viz::assumptions_text(system, assumptions(system, chosen, simulation), words));
  if (!simulation.stopped_early) return Exit::done;
  return interrupted(program, simulation.replications, how.replications);
}

}  // namespace

void add_simulate(CommandLine& line, const Program& program) {
  const auto options = std::make_shared<SimulateArguments>();
  Command command = line.add("simulate", msgid("what one plan does to the services, by many simulated runs"),
                             "hakyu simulate scenarios/clinic --plan sunday-all");
  add_input(command, options->input);
  command.text("--plan", options->plan, "ID", msgid("plan to simulate (id or name)"));
  add_monte_carlo(command, options->monte_carlo);
  command.whole("--trace", options->trace, 0, std::numeric_limits<std::uint32_t>::max(),
                msgid("event log of replication N (counted from 0) instead of the figures"));
  add_json(command, options->json);
  command.run([options, &program] { return simulate(program, *options); });
}

}  // namespace hakyu::cli
