#include "tests/support/exact.hpp"

#include <Eigen/Dense>
#include <cstddef>

// Eigen's own headers do not keep to our warnings.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wshadow"
#include <unsupported/Eigen/MatrixFunctions>
#pragma GCC diagnostic pop

#include "sim/levels/fixed_point.hpp"

namespace hakyu::test {

std::vector<double> availabilities(const sim::System& system) {
  std::vector<double> result;
  for (const sim::FailingResource& resource : system.failing) {
    const double up = resource.time_to_failure.mean();
    result.push_back(up / (up + resource.time_to_repair.mean()));
  }
  return result;
}

Levels levels_with(const sim::System& system, unsigned down) {
  Levels intrinsic(system.graph.size(), sim::Level::up);
  for (std::size_t i = 0; i < system.failing.size(); ++i)
    if ((down >> i & 1U) != 0) intrinsic[system.failing[i].node] = sim::Level::down;
  return sim::greatest_fixed_point(system.graph, intrinsic);
}

double expectation(const sim::System& system, const std::vector<double>& up,
                   const std::function<double(const Levels&)>& reward) {
  double sum = 0.0;
  for (unsigned down = 0; down < 1U << up.size(); ++down) {
    double probability = 1.0;
    for (std::size_t i = 0; i < up.size(); ++i) probability *= (down >> i & 1U) != 0 ? 1.0 - up[i] : up[i];
    sum += probability * reward(levels_with(system, down));
  }
  return sum;
}

Transient markov(const sim::System& system, double hours,
                 const std::function<double(const Levels&)>& reward) {
  const std::size_t n = system.failing.size();
  const auto states = static_cast<Eigen::Index>(std::size_t{1} << n);
  // Rows of [Q I; 0 0] · hours: its exponential holds exp(Q t) and the integral of exp(Q s) over [0, t].
  Eigen::MatrixXd block = Eigen::MatrixXd::Zero(2 * states, 2 * states);
  for (Eigen::Index from = 0; from < states; ++from) {
    block(from, states + from) = hours;
    for (std::size_t i = 0; i < n; ++i) {
      const Eigen::Index to = from ^ static_cast<Eigen::Index>(std::size_t{1} << i);
      const sim::Sampler& law =
          to > from ? system.failing[i].time_to_failure : system.failing[i].time_to_repair;
      const double rate = 3600.0 / law.mean();
      block(from, to) += rate * hours;
      block(from, from) -= rate * hours;
    }
  }
  const Eigen::MatrixXd exponential = block.exp();
  Transient result;
  for (Eigen::Index to = 0; to < states; ++to) {
    const double value = reward(levels_with(system, static_cast<unsigned>(to)));
    result.at_end += exponential(0, to) * value;
    result.on_average += exponential(0, states + to) * value / hours;
  }
  return result;
}

}  // namespace hakyu::test
