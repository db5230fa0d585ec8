// Ranking plans, for all commands that show a ranking.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/input.hpp"
#include "cli/results.hpp"
#include "sim/plans/rank.hpp"

namespace hakyu::cli {

struct RankingOptions {
  std::vector<std::string> plans;  ///< empty: all
  MonteCarloOptions monte_carlo;
  std::optional<double> indifference;
};

void add_ranking(Command& command, RankingOptions& options);

struct Ranked {
  sim::Ranking ranking;
  std::uint64_t seed = 0;
  Exit status = Exit::done;  ///< interrupted if it was; the ranking is then that of the replications done
};

/// Ranks with a progress line; a signal ends it early and says how far it came.
[[nodiscard]] Ranked rank_plans(const Program& program, const sim::System& system,
                                const RankingOptions& options);

}  // namespace hakyu::cli
