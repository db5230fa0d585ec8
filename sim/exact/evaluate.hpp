// The two passes over laid out diagrams that everything else is made of.
#pragma once

#include <span>
#include <vector>

#include "sim/exact/analysis.hpp"

namespace hakyu::sim::exact {

/// Probabilities that go with one vector of probabilities of the events.
struct Values {
  LargeVector<double> of_node;
  std::vector<double> of_variable;  ///< events, then modules
};

/// One pass forward. O(nodes).
Values values(const Diagrams& diagrams, std::span<const double> probabilities);

/// One pass in reverse. Result: for each variable the sum over its nodes of
/// (probability that a walk from the root comes to the node) · effect(node), where a walk inside a module
/// counts as much as the module's own sum. O(nodes).
template <typename Effect>
std::vector<double> reverse(const Diagrams& diagrams, std::uint32_t root, const Values& values,
                            const Effect& effect) {
  const auto nodes = diagrams.nodes();
  const auto modules = diagrams.modules();
  LargeVector<double> reached(nodes.size());
  std::vector<double> sum(values.of_variable.size());
  reached[root] = 1.0;
  const auto pass = [&](std::size_t begin, std::size_t end) {
    for (auto i = end; i-- > begin;) {
      if (reached[i] == 0.0) continue;
      const auto& node = nodes[i];
      const double p = values.of_variable[node.variable];
      sum[node.variable] += reached[i] * effect(node);
      reached[node.high] += reached[i] * p;
      reached[node.low] += reached[i] * (1.0 - p);
    }
  };
  pass(modules.empty() ? 2 : modules.back().end, nodes.size());
  for (auto m = modules.size(); m-- > 0;) {
    reached[0] = reached[1] = 0.0;
    reached[modules[m].root] = sum[diagrams.events() + m];
    pass(modules[m].begin, modules[m].end);
  }
  return sum;
}

}  // namespace hakyu::sim::exact
