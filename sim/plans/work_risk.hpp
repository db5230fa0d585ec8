// What may happen to a service while a planned step is being worked on, because something else fails then:
// its reserve is gone for that time (semantics §10).
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "sim/exact/limits.hpp"
#include "sim/exact/obstacle.hpp"
#include "sim/stop.hpp"
#include "sim/system.hpp"

namespace hakyu::sim {

/// What one step does to one service beside what it stops as planned. All probabilities are of the service
/// being down.
struct ServiceRisk {
  ServiceIndex service;
  Level usual = Level::up;    ///< without the step, if nothing fails
  Level planned = Level::up;  ///< during the step, if nothing else fails
  /// Resources that would bring the service down all by themselves if they failed during the step, and would
  /// not without it; in node order. Also those about whose failures nothing is known.
  std::vector<NodeIndex> alone;
  /// Probability that the service goes down because something else fails within an hour, or within the whole
  /// step, if everything else works when that time begins. Absent: see `no_rate` and `out_of`, or the service
  /// is down as planned.
  std::optional<double> usual_per_hour, per_hour, in_step;
  /// Probability that the service is down at a moment of the step, whatever has failed before it began
  /// (steady state). Absent: see `out_of` and `refused`, or the service is down as planned.
  std::optional<double> unavailability;
  std::vector<exact::Refusal> refused;
  /// How often these fail is not known, and the work makes them more dangerous for the service. Others that
  /// nothing is known about stop it with or without the work and are not counted.
  std::vector<NodeIndex> no_rate;
  std::optional<exact::OutOf> out_of;
};

struct StepRisk {
  std::uint32_t step = 0;
  MeasureIndex measure;
  Time from = 0, to = 0;              ///< in which the step limits something, by expected durations
  std::vector<ServiceRisk> services;  ///< those that the step touches, in their order
};

struct PlanRisk {
  PlanIndex plan;
  std::vector<StepRisk> steps;  ///< those whose work limits something, in the order of the plan
};

struct WorkRiskOptions {
  std::uint64_t memory = std::uint64_t{256} << 20U;  ///< bytes, of one service's diagrams
  const StopFlag* stop = nullptr;
};

/// Every step of every plan. Exact evaluation of decision diagrams; what goes into them is chosen so that the
/// truth is never above the result:
/// - failures: in time d a resource fails with probability min(1, d / E[time to failure]), which no law
///   exceeds once it has been in operation for long;
/// - nothing is repaired in that time, and no buffer bridges a loss;
/// - whatever the plan limits at some moment of the step is limited all the time;
/// - things whose failure rate is not known do not fail, and where that could hide what the work adds,
/// nothing
///   is computed.
/// Failing changes, latent defects and combinations are not in it: the simulation of the plan has them.
/// Bounded by memory alone, so that results are the same on every machine. Complexity: one diagram per
/// service and (services × steps) evaluations of it. Throws models::Error("unknown-plan") for an index out of
/// range.
[[nodiscard]] std::vector<PlanRisk> work_risks(const System& system, const std::vector<PlanIndex>& plans,
                                               const WorkRiskOptions& options = {});

}  // namespace hakyu::sim
