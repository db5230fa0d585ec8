// How often each plan would come out best if the study were repeated (semantics §9).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace hakyu::sim {

inline constexpr std::uint32_t bootstrap_resamples = 1000;

/// Share of 1,000 bootstrap resamples of whole replications in which each plan has the smallest mean impact;
/// plans that tie share the resample equally. Shares sum to 1. `impacts` has one row of `plans` numbers per
/// replication. Resamples are keyed by (seed, resample), so the result does not depend on `threads`.
/// Pre-conditions: plans > 0, at least one row, fewer than 2³² rows. Complexity: O(1000 · rows · plans).
/// Source: Efron, Annals of Statistics 7 (1979) 1.
[[nodiscard]] std::vector<double> best_probabilities(std::span<const double> impacts, std::size_t plans,
                                                     std::uint64_t seed, unsigned threads);

}  // namespace hakyu::sim
