// The same question as the diagrams, answered by drawing worlds: how often is each root true? Hundreds of
// worlds are evaluated by every machine word operation, so that a formula too large for an exact answer
// still gets one with a guaranteed interval.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/exact/formula.hpp"
#include "sim/exact/limits.hpp"

namespace hakyu::sim::exact {

struct WorldsOptions {
  std::uint64_t worlds = 10'000'000;  ///< at least one; rounded up to whole blocks
  std::uint64_t seed = 1;
  unsigned threads = 0;      ///< 0: as many as the machine offers; the result does not depend on it
  double confidence = 0.95;  ///< of each interval, in (0, 1)
};

/// How often a root was true; without worlds: its exact probability.
struct Estimate {
  std::uint64_t hits = 0;
  std::uint64_t worlds = 0;
  double mean = 0.0;
  double low = 0.0;   ///< exact (Clopper–Pearson) interval: it misses the truth with at most
  double high = 1.0;  ///< 1 − confidence, whatever the truth is
  [[nodiscard]] bool exact() const { return worlds == 0; }
};

/// Draws worlds in which every event happens independently with its probability and counts the roots that
/// are true. Every world is independent of the others and every probability is met to 2^−52. When the time
/// runs out or a stop is asked for, what was drawn until then (whole blocks, from the first on) is the
/// answer, with `Estimate::worlds` telling how many; memory or time too short for a single block is an
/// error. Pre-conditions: one probability in [0, 1] per event; roots are literals of the formula.
/// Complexity: O(worlds · (arguments / 512 + Σ min(p, 1 − p))).
/// Method: an event's worlds are drawn by their number (binomial) and places (uniform, without repetition)
/// if it or its opposite is rare, otherwise bit by bit against the binary digits of its probability. Philox
/// counter-based streams (Salmon et al., SC 2011).
[[nodiscard]] Outcome<std::vector<Estimate>> draw_worlds(const Formula& formula,
                                                         std::span<const Literal> roots,
                                                         std::span<const double> probabilities,
                                                         const WorldsOptions& options = {},
                                                         const Limits& limits = {});

/// Exact two-sided interval for a probability after `hits` of `worlds`. Source: Clopper, Pearson, Biometrika
/// 26 (1934) 404. The ends are right to about 1e-9 relative. Pre-condition: hits ≤ worlds, worlds > 0.
struct Interval01 {
  double low = 0.0;
  double high = 1.0;
};
[[nodiscard]] Interval01 clopper_pearson(std::uint64_t hits, std::uint64_t worlds, double confidence);

}  // namespace hakyu::sim::exact
