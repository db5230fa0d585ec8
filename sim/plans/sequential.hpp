// Looking at paired differences again and again without fooling oneself (semantics §9).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "sim/montecarlo/statistics.hpp"

namespace hakyu::sim {

enum class Verdict : std::uint8_t { a_better, b_better, equivalent, undecided };

/// Number of replications at which look `j` (0, 1, …) is taken: first · 2^j, at most `most`.
/// Pre-condition: first > 0.
[[nodiscard]] std::uint32_t replications_at_look(std::uint32_t first, std::uint32_t j, std::uint32_t most);

/// Share of wrong intervals allowed at look `j`: error · 6/(π² (j+1)²), which sums to `error` over all looks.
[[nodiscard]] double error_at_look(double error, std::uint32_t j);

/// Smallest n with n ≥ 20/p; 0 if there is no p. Pre-condition: 0 < p ≤ 1.
[[nodiscard]] std::uint64_t least_replications(std::optional<double> p);

/// Decides, for pairs of plans, which is better, from the differences of their impacts in common
/// replications.
///
/// At look j every pair gets an interval of error α·6/(π²(j+1)²)/pairs. By the union bound all intervals of
/// all pairs at all looks hold together with probability at least 1 − α. So a decision taken at any look is
/// as good as one taken at the last: the first decision of a pair stands and is never taken back, even if the
/// (again valid) interval of a later look should reach 0.
///
/// The intervals are normal approximations; below 20 expected occurrences of the rarest event that tells two
/// plans apart they are not to be trusted, hence `least`.
class SequentialComparison {
 public:
  struct Pair {
    Moments differences;      ///< impact(a) − impact(b)
    std::uint64_t least = 0;  ///< not decided with fewer replications
    Figure interval;          ///< of the last look
    Verdict verdict = Verdict::undecided;
    std::uint64_t decided_at = 0;  ///< replications when decided; 0 if undecided
  };

  /// One entry of `least` per pair; `confidence` = 1 − α is for all pairs and looks together.
  SequentialComparison(double confidence, std::span<const std::uint64_t> least);

  /// The next difference of a pair. Between two looks every pair must be given the same number.
  void add(std::size_t pair, double difference) { pairs_[pair].differences.add(difference); }

  /// Takes the next look. A pair is decided if its interval excludes 0, equivalent if the interval lies
  /// within ±`indifference` (≥ 0; so two plans that never differ are equivalent, whatever it is).
  void look(double indifference);

  /// True if every pair is decided or equivalent.
  [[nodiscard]] bool finished() const;
  [[nodiscard]] std::uint32_t looks() const { return looks_; }
  [[nodiscard]] const std::vector<Pair>& pairs() const { return pairs_; }

 private:
  double error_;
  std::uint32_t looks_ = 0;
  std::vector<Pair> pairs_;
};

/// Rank range of each of `plans` plans: from 1 + (number significantly better) to plans − (number
/// significantly worse).
struct RankRange {
  std::size_t best = 1;
  std::size_t worst = 1;
  friend bool operator==(const RankRange&, const RankRange&) = default;
};

/// A verdict about two plans, by position.
struct Judged {
  std::size_t a = 0, b = 0;
  Verdict verdict = Verdict::undecided;
};
[[nodiscard]] std::vector<RankRange> rank_ranges(std::size_t plans, std::span<const Judged> judged);

}  // namespace hakyu::sim
