// Exact answers by enumerating which resources are down: slow, for small systems in tests.
#pragma once

#include <functional>
#include <vector>

#include "sim/system.hpp"

namespace hakyu::test {

/// Levels of all nodes.
using Levels = std::vector<sim::Level>;

/// Steady-state availability of each failing resource, from the means of its laws.
[[nodiscard]] std::vector<double> availabilities(const sim::System& system);

/// Levels when exactly the failing resources marked in `down` are down.
[[nodiscard]] Levels levels_with(const sim::System& system, unsigned down);

/// Σ over all 2^n sets of failing resources of P(exactly these are down) · reward(levels), resources being
/// independent and up with these probabilities (product form).
[[nodiscard]] double expectation(const sim::System& system, const std::vector<double>& up,
                                 const std::function<double(const Levels&)>& reward);

/// Expected reward at `hours` and its mean over [0, hours], all up at 0, when times to failure and to repair
/// are exponential with the means of the laws: matrix exponential of the generator of the Markov chain of all
/// sets.
struct Transient {
  double at_end = 0.0;
  double on_average = 0.0;
};
[[nodiscard]] Transient markov(const sim::System& system, double hours,
                               const std::function<double(const Levels&)>& reward);

}  // namespace hakyu::test
