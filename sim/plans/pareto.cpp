#include "sim/plans/pareto.hpp"

#include <algorithm>

namespace hakyu::sim {

bool dominates(const Objectives& a, const Objectives& b) {
  bool better = false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i] > b[i]) return false;
    better = better || a[i] < b[i];
  }
  return better;
}

std::vector<bool> pareto_front(std::span<const Objectives> plans) {
  std::vector<bool> front(plans.size());
  for (std::size_t i = 0; i < plans.size(); ++i)
    front[i] = std::none_of(plans.begin(), plans.end(),
                            [&](const Objectives& other) { return dominates(other, plans[i]); });
  return front;
}

}  // namespace hakyu::sim
