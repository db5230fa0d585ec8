#include <algorithm>
#include <array>
#include <cassert>

#include "sim/exact/evaluate.hpp"

namespace hakyu::sim::exact {
namespace {

/// So many vectors go through the diagram together: one cache line per node.
constexpr std::size_t lanes = 8;
using Lanes = std::array<double, lanes>;

/// Fills `value` (one entry per node) from the probabilities of the variables; fills in those of modules.
template <typename Value, typename Combine>
void forward(const Diagrams& diagrams, std::vector<Value>& variable, LargeVector<Value>& value,
             const Combine& combine) {
  const auto nodes = diagrams.nodes();
  const auto pass = [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const auto& node = nodes[i];
      combine(value[i], variable[node.variable], value[node.high], value[node.low]);
    }
  };
  std::size_t done = 2;
  std::size_t module_variable = diagrams.events();
  for (const auto& module : diagrams.modules()) {
    pass(module.begin, module.end);
    variable[module_variable++] = value[module.root];
    done = module.end;
  }
  pass(done, nodes.size());
}

// Sums of products of non-negative numbers only: every digit of a small probability stays.
constexpr auto combine_one = [](double& result, double p, double high, double low) {
  result = p * high + (1.0 - p) * low;
};
constexpr auto combine_lanes = [](Lanes& result, const Lanes& p, const Lanes& high, const Lanes& low) {
  for (std::size_t lane = 0; lane < lanes; ++lane)
    result[lane] = p[lane] * high[lane] + (1.0 - p[lane]) * low[lane];
};

}  // namespace

Values values(const Diagrams& diagrams, std::span<const double> probabilities) {
  assert(probabilities.size() == diagrams.events());
  Values result;
  result.of_variable.assign(probabilities.begin(), probabilities.end());
  result.of_variable.resize(diagrams.events() + diagrams.modules().size());
  result.of_node.resize(diagrams.nodes().size());
  result.of_node[1] = 1.0;
  forward(diagrams, result.of_variable, result.of_node, combine_one);
  return result;
}

std::vector<double> Diagrams::probability(std::span<const double> probabilities) const {
  const auto value = values(*this, probabilities).of_node;
  std::vector<double> result;
  result.reserve(roots_.size());
  for (const auto root : roots_) result.push_back(value[root]);
  return result;
}

std::vector<double> Diagrams::probabilities(std::span<const double> vectors, std::size_t count) const {
  assert(vectors.size() == count * events_);
  std::vector<Lanes> variable(events_ + modules_.size());
  LargeVector<Lanes> value(nodes_.size());
  value[1].fill(1.0);
  std::vector<double> result(count * roots_.size());
  for (std::size_t first = 0; first < count; first += lanes) {
    const auto used = std::min(lanes, count - first);
    for (std::size_t lane = 0; lane < used; ++lane)
      for (std::size_t event = 0; event < events_; ++event)
        variable[event][lane] = vectors[(first + lane) * events_ + event];
    forward(*this, variable, value, combine_lanes);
    for (std::size_t lane = 0; lane < used; ++lane)
      for (std::size_t root = 0; root < roots_.size(); ++root)
        result[(first + lane) * roots_.size() + root] = value[roots_[root]][lane];
  }
  return result;
}

std::vector<double> Diagrams::probability_given(std::span<const double> probabilities,
                                                std::uint32_t event) const {
  std::vector<double> given(probabilities.begin(), probabilities.end());
  given[event] = 1.0;
  return probability(given);
}

}  // namespace hakyu::sim::exact
