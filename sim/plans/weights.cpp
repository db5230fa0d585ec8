#include "sim/plans/weights.hpp"

namespace hakyu::sim {

namespace {

/// True if going from one end of the range to the other, or from the weight used to an end, turns the order.
bool turns(double at_low, double at_weight, double at_high) {
  const auto opposite = [](double x, double y) { return (x < 0.0 && y > 0.0) || (x > 0.0 && y < 0.0); };
  return opposite(at_low, at_weight) || opposite(at_high, at_weight) || opposite(at_low, at_high);
}

}  // namespace

std::vector<WeightSensitivity> weight_sensitivity(std::span<const PlanMeans> plans,
                                                  std::span<const WeightRange> ranges) {
  std::vector<WeightSensitivity> found;
  for (const WeightRange& range : ranges) {
    for (std::size_t a = 0; a < plans.size(); ++a) {
      for (std::size_t b = a + 1; b < plans.size(); ++b) {
        const double difference = plans[a].impact - plans[b].impact;
        const double slope = plans[a].affected[range.service] - plans[b].affected[range.service];
        const double at_low = difference + (range.low - range.weight) * slope;
        const double at_high = difference + (range.high - range.weight) * slope;
        if (!turns(at_low, difference, at_high)) continue;
        found.push_back({range.service, range.weight - difference / slope, a, b});
      }
    }
  }
  return found;
}

}  // namespace hakyu::sim
