// Where a plan breaks windows, blackouts, crews, attendance or lead times (semantics §4.6): reported, never
// enforced.
#pragma once

#include <string>
#include <vector>

#include "sim/system.hpp"

namespace hakyu::sim {

enum class ViolationKind : std::uint8_t {
  outside_window,
  in_blackout,
  crew_exceeded,
  party_absent,
  lead_time,
  beyond_horizon
};

struct Violation {
  ViolationKind kind = ViolationKind::outside_window;
  PlanIndex plan;
  std::uint32_t step = 0;
  MeasureIndex measure;
  Time from = 0, to = 0;  ///< expected work (by mean duration)
  models::Id party;       ///< crew, attendance, lead time
  std::string what;       ///< window ids, blackout text in the model's words, crew numbers "3/2", days "14d"
  models::Origin origin;  ///< of the step
};

/// Checks a plan with expected durations; `after` steps are placed by them. Pre-condition: `system` was
/// compiled from its model, so that plans, steps and measures have the same places in both; models::Error
/// "incomplete-model" if not, "unknown-plan" for an index out of range. Complexity: O(steps² + windows).
[[nodiscard]] std::vector<Violation> violations(const System& system, PlanIndex plan);

/// Of windows, blackout periods, crews and lead times (in this order) those about which nothing is stated
/// that a step of the plan could break. Pre-condition as for `violations`.
[[nodiscard]] std::vector<ViolationKind> unstated_rules(const System& system, PlanIndex plan);

/// A step placed in time by mean durations: for Gantt charts and for the levels at a given time.
struct PlacedStep {
  std::uint32_t step = 0;
  MeasureIndex measure;
  bool withdraw = false;
  Time start = 0;
  Time work_end = 0;  ///< mean duration
  Time downtime_end = 0;
  Time latest_end = 0;            ///< 95 %: longest work before giving up, plus rollback (mean)
  std::optional<Time> turn_back;  ///< 切り戻し判断時刻
};

[[nodiscard]] std::vector<PlacedStep> place(const System& system, const CompiledPlan& plan);

}  // namespace hakyu::sim
