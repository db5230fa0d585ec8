#include "sim/montecarlo/simulate.hpp"

#include "models/diagnostic.hpp"
#include "sim/montecarlo/experiment.hpp"

namespace hakyu::sim {

Simulation simulate(const System& system, const CompiledPlan& plan, const SimulationOptions& options) {
  Experiment experiment(system, {&plan}, options, replicators(system, options.stop));
  experiment.run_until(options.replications);
  if (experiment.done() == 0) throw models::Error("no-replications", plan.id);
  return experiment.simulation(0);
}

}  // namespace hakyu::sim
