// Many replications of one plan.
#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "sim/montecarlo/replication.hpp"

namespace hakyu::sim {

/// A mean and its confidence interval at the level asked for. Where it cannot be given (one replication), low
/// = high = mean.
struct Figure {
  double mean = 0.0;
  double low = 0.0;
  double high = 0.0;
};

struct ServiceFigures {
  Figure down_hours, degraded_hours, affected, outages, longest_hours, tolerance_exceeded, limit_exceeded;
};

struct MeasureFigures {
  Figure in_force, failed, abandoned, skipped, latent,
      overrun;  ///< probabilities / mean counts per replication
};

struct SimulationOptions {
  std::uint32_t replications = 10'000;
  std::uint64_t seed = 1;
  double confidence = 0.95;
  unsigned threads = 0;                                                ///< 0: all cores
  std::function<void(std::uint64_t done, std::uint64_t of)> progress;  ///< called from one thread at a time
  const std::atomic<bool>* stop = nullptr;                             ///< set to true to end early
};

struct Simulation {
  models::Id plan;
  std::uint32_t replications = 0;  ///< done
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

/// Simulates `plan`. Bit-identical for any number of threads. Throws models::Error("no-replications") if
/// stopped before the first block.
[[nodiscard]] Simulation simulate(const System& system, const CompiledPlan& plan,
                                  const SimulationOptions& options);

}  // namespace hakyu::sim
