// Comparing plans on common random numbers (semantics §9).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/montecarlo/experiment.hpp"
#include "sim/plans/sequential.hpp"
#include "sim/plans/violations.hpp"
#include "sim/plans/weights.hpp"
#include "sim/plans/work_risk.hpp"

namespace hakyu::sim {

/// impact(a) − impact(b), in common replications. The verdict is the first decision that a look reached (see
/// SequentialComparison); the interval is that of the last look, at its corrected level.
struct Difference {
  std::size_t a = 0, b = 0;  ///< positions in Ranking::plans
  Figure difference;
  Verdict verdict = Verdict::undecided;
  std::uint64_t least_replications = 0;  ///< n ≥ 20/p for the rarest thing that distinguishes the plans
  std::uint64_t decided_at = 0;          ///< replications at which the verdict was reached; 0 if undecided
};

struct RankedPlan {
  models::Id id;
  std::size_t rank_best = 1, rank_worst = 1;  ///< a range; a single number only if equal
  bool admissible = true;
  std::vector<ServiceIndex> limits_broken;  ///< services whose hard limit makes it inadmissible
  double best_probability = 0.0;
  bool pareto = false;
  double turn_back_latest =
      0.0;  ///< latest 切り戻し判断時刻 of its steps, seconds since the start; 0 if none
  Simulation simulation;
};

enum class StopReason : std::uint8_t { all_decided, replications_used_up, interrupted };

struct RankOptions {
  SimulationOptions simulation;
  /// Share of the worst plan's mean impact; if absent that of the study, or 0.01.
  std::optional<double> indifference;
  std::uint32_t first_look = 1000;  ///< replications; later looks at twice as many each
};

struct Ranking {
  std::vector<RankedPlan> plans;  ///< admissible first, then by mean impact
  std::vector<Difference> differences;
  std::vector<WeightSensitivity> weight_sensitivity;
  std::vector<Violation> violations;
  /// What else may stop services while the steps are worked on, as in `plans`; empty if the outcomes come
  /// from elsewhere than the simulation of the system.
  std::vector<PlanRisk> work_risks;
  Assumptions assumptions;  ///< what the order rests on
  std::uint32_t replications = 0;
  double confidence = 0.95;
  double indifference = 0.0;  ///< in impact units
  StopReason stopped_because = StopReason::replications_used_up;
};

/// Ranks `plans` (indices into System::plans, duplicates ignored; 現状維持 is added if missing).
///
/// Looks are taken at first_look · 2^j replications and when the replications are used up or interrupted. A
/// plan is inadmissible if for some service the estimated P(planned hours down > limit) exceeds 1 −
/// confidence: work whose duration is uncertain may always overrun, so a limit that is kept in all but 5 % of
/// cases counts as kept; the probability itself stands in `simulation`. Differences come in the order of the
/// ranking (a before b).
///
/// Bit-identical for any number of threads. Throws models::Error("no-replications") if interrupted before the
/// first replication, models::Error("unknown-plan") for an index out of range. Complexity: replications ×
/// plans × (one replication) + (replications + 1000) × plans² + 1000 × replications × plans.
[[nodiscard]] Ranking rank(const System& system, const std::vector<PlanIndex>& plans,
                           const RankOptions& options);

/// The same with outcomes from `factory` instead of the simulation of `system`.
[[nodiscard]] Ranking rank(const System& system, const std::vector<PlanIndex>& plans,
                           const RankOptions& options, const RunnerFactory& factory);

}  // namespace hakyu::sim
