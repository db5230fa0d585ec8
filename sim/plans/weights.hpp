// Whether the order of plans hangs on how services are weighted (semantics §7).
#pragma once

#include <span>
#include <vector>

#include "sim/index.hpp"

namespace hakyu::sim {

/// A service weight whose stated range changes the order of two plans.
struct WeightSensitivity {
  ServiceIndex service;
  double weight = 0.0;  ///< within the range, at which the order changes
  std::size_t a = 0, b = 0;
};

/// The range in which the weight of a service is stated to lie.
struct WeightRange {
  ServiceIndex service;
  double weight = 1.0;  ///< used
  double low = 1.0, high = 1.0;
};

/// Mean impact of a plan and the part of it that each service's contacts make, unweighted.
struct PlanMeans {
  double impact = 0.0;
  std::vector<double> affected;  ///< per service
};

/// All pairs a < b of plans whose order by mean impact changes when one weight moves within its range, the
/// others staying as they are. Impact is linear in a weight, so means are enough:
/// impact(a) − impact(b) = D + (w − weight) · (affected_a − affected_b) is 0 at one w. Complexity: O(ranges ·
/// plans²).
[[nodiscard]] std::vector<WeightSensitivity> weight_sensitivity(std::span<const PlanMeans> plans,
                                                                std::span<const WeightRange> ranges);

}  // namespace hakyu::sim
