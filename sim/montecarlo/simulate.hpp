// Many replications of one plan.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "sim/montecarlo/replication.hpp"
#include "sim/montecarlo/statistics.hpp"
#include "sim/stop.hpp"

namespace hakyu::sim {

/// Hours and counts per replication; the last two are probabilities (`share_figure`, so never of width 0).
struct ServiceFigures {
  Figure down_hours, degraded_hours, affected, outages, longest_hours, tolerance_exceeded, limit_exceeded;
};

/// `in_force` (at the end) and `overrun` are probabilities; the others are mean numbers of times per
/// replication, which are probabilities too if the plan carries the measure out once.
struct MeasureFigures {
  Figure in_force, failed, abandoned, skipped, latent, overrun;
};

struct SimulationOptions {
  std::uint32_t replications = 10'000;
  std::uint64_t seed = 1;
  double confidence = 0.95;
  unsigned threads = 0;                                                ///< 0: all cores
  std::function<void(std::uint64_t done, std::uint64_t of)> progress;  ///< called from one thread at a time
  const StopFlag* stop = nullptr;                                      ///< set to true to end early
};

/// The figures of one plan over the replications 0 … replications−1.
struct Simulation {
  models::Id plan;
  std::uint32_t replications = 0;  ///< done: without a gap, also when stopped early
  bool stopped_early = false;
  Figure impact;
  double cvar95 = 0.0;
  Figure exposure_days, exposure_days_kev;
  double cost = 0.0;
  std::vector<ServiceFigures> services;       ///< as in System::services
  std::map<std::string, double> cause_hours;  ///< mean hours per replication by set of causes
  std::vector<MeasureFigures> measures;       ///< as in System::measures
  double cut_share = 0.0;                     ///< share of down hours that lie in outages open at the horizon
  std::uint64_t events = 0;
};

/// Simulates `plan`. Bit-identical for any number of threads; a set `stop` flag is noticed at the
/// next event. Throws models::Error("no-replications") if none was done. Memory: 8 bytes per
/// replication. Complexity: replications × (one replication + services + measures).
[[nodiscard]] Simulation simulate(const System& system, const CompiledPlan& plan,
                                  const SimulationOptions& options);

}  // namespace hakyu::sim
