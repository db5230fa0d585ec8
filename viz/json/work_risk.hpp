// Risk during the work, as part of hakyu-rank/1.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "sim/plans/rank.hpp"

namespace hakyu::viz {

/// {plan: [{step, measure, from, to, services: {id: …}}]}; times are local, "per_hour" and "in_step" are
/// probabilities.
[[nodiscard]] nlohmann::ordered_json work_risks(const sim::System& system, const sim::Ranking& ranking);

}  // namespace hakyu::viz
