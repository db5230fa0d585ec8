// Comparing plans on common random numbers (semantics §9).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/montecarlo/simulate.hpp"
#include "sim/plans/violations.hpp"

namespace hakyu::sim {

enum class Verdict : std::uint8_t { a_better, b_better, equivalent, undecided };

struct Difference {
  std::size_t a = 0, b = 0;  ///< positions in Ranking::plans
  Figure difference;         ///< impact(a) − impact(b), interval at the level of the last look
  Verdict verdict = Verdict::undecided;
  std::uint64_t least_replications = 0;  ///< n ≥ 20/p for the rarest thing that distinguishes the plans
};

struct RankedPlan {
  models::Id id;
  std::size_t rank_best = 1, rank_worst = 1;  ///< a range; a single number only if equal
  bool admissible = true;
  std::vector<ServiceIndex> limits_broken;  ///< services whose hard limit makes it inadmissible
  double best_probability = 0.0;
  bool pareto = false;
  double turn_back_latest = 0.0;
  Simulation simulation;
};

enum class StopReason : std::uint8_t { all_decided, replications_used_up, interrupted };

/// A service weight whose stated range changes the order of two plans.
struct WeightSensitivity {
  ServiceIndex service;
  double weight = 0.0;  ///< within the range, at which the order changes
  std::size_t a = 0, b = 0;
};

struct RankOptions {
  SimulationOptions simulation;
  std::optional<double> indifference;  ///< share of the worst plan's impact; default 0.01
  std::uint32_t first_look = 1000;
};

struct Ranking {
  std::vector<RankedPlan> plans;  ///< admissible first, then by mean impact
  std::vector<Difference> differences;
  std::vector<WeightSensitivity> weight_sensitivity;
  std::vector<Violation> violations;
  Assumptions assumptions;  ///< what the order rests on
  std::uint32_t replications = 0;
  double confidence = 0.95;
  double indifference = 0.0;  ///< in impact units
  StopReason stopped_because = StopReason::replications_used_up;
};

/// Ranks `plans` (indices into System::plans; 現状維持 is added if missing). Bit-identical for any number of
/// threads.
[[nodiscard]] Ranking rank(const System& system, std::vector<PlanIndex> plans, const RankOptions& options);

}  // namespace hakyu::sim
