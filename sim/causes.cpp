#include "sim/causes.hpp"

#include <algorithm>
#include <vector>

namespace hakyu::sim {

std::string name(CauseSet set) {
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < cause_names.size(); ++i)
    if ((set >> i & 1U) != 0U) names.push_back(cause_names[i]);
  std::sort(names.begin(), names.end());
  std::string joined;
  for (std::string_view each : names) {
    if (!joined.empty()) joined += '+';
    joined += each;
  }
  return joined;
}

}  // namespace hakyu::sim
