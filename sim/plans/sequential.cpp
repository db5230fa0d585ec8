#include "sim/plans/sequential.hpp"

#include <algorithm>
#include <cmath>

namespace hakyu::sim {

std::uint32_t replications_at_look(std::uint32_t first, std::uint32_t j, std::uint32_t most) {
  const std::uint64_t wanted = j < 32 ? static_cast<std::uint64_t>(first) << j : most;
  return static_cast<std::uint32_t>(std::min<std::uint64_t>(wanted, most));
}

double error_at_look(double error, std::uint32_t j) {
  constexpr double six_over_pi_squared = 0.60792710185402662866;
  const double look = static_cast<double>(j) + 1.0;
  return error * six_over_pi_squared / (look * look);
}

std::uint64_t least_replications(std::optional<double> p) {
  if (!p) return 0;
  constexpr double beyond_reach = 9.0e18;  // of any run; keeps the conversion defined
  return static_cast<std::uint64_t>(std::min(std::ceil(20.0 / *p), beyond_reach));
}

SequentialComparison::SequentialComparison(double confidence, std::span<const std::uint64_t> least)
    : error_(1.0 - confidence), pairs_(least.size()) {
  for (std::size_t i = 0; i < pairs_.size(); ++i) pairs_[i].least = least[i];
}

void SequentialComparison::look(double indifference) {
  const double error =
      error_at_look(error_, looks_) / static_cast<double>(std::max<std::size_t>(pairs_.size(), 1));
  ++looks_;
  for (Pair& pair : pairs_) {
    const Moments& seen = pair.differences;
    const double half = half_width(seen, error);
    pair.interval = {seen.mean, seen.mean - half, seen.mean + half};
    if (pair.verdict != Verdict::undecided || seen.count < std::max<std::uint64_t>(pair.least, 2)) continue;
    if (pair.interval.high < 0.0)
      pair.verdict = Verdict::a_better;
    else if (pair.interval.low > 0.0)
      pair.verdict = Verdict::b_better;
    else if (pair.interval.low >= -indifference && pair.interval.high <= indifference)
      pair.verdict = Verdict::equivalent;
    if (pair.verdict != Verdict::undecided) pair.decided_at = seen.count;
  }
}

bool SequentialComparison::finished() const {
  return std::none_of(pairs_.begin(), pairs_.end(),
                      [](const Pair& pair) { return pair.verdict == Verdict::undecided; });
}

std::vector<RankRange> rank_ranges(std::size_t plans, std::span<const Judged> judged) {
  std::vector<RankRange> ranges(plans, RankRange{1, plans});
  for (const Judged& pair : judged) {
    if (pair.verdict != Verdict::a_better && pair.verdict != Verdict::b_better) continue;
    const bool a_wins = pair.verdict == Verdict::a_better;
    --ranges[a_wins ? pair.a : pair.b].worst;
    ++ranges[a_wins ? pair.b : pair.a].best;
  }
  return ranges;
}

}  // namespace hakyu::sim
