// The charts of a ranking: built from results, told in words, numbers also as a table.
#pragma once

#include <chrono>
#include <cstddef>

#include "viz/chart/chart.hpp"
#include "viz/chart/names.hpp"

namespace hakyu::viz {

/// Mean impact of every plan with its interval. `recommended` is a position in ranking.plans.
[[nodiscard]] Chart ranking_chart(const sim::Ranking& ranking, std::size_t recommended, const Names& names);

/// Impact against exposure days, size by cost; plans on the Pareto front are told by their shape.
[[nodiscard]] Chart pareto_chart(const sim::Ranking& ranking, std::size_t recommended, const Names& names);

/// Expected hours down and degraded of each service under one plan. `longest` is the common end of the axis,
/// so that the pictures of several plans can be compared; see longest_stop.
[[nodiscard]] Chart service_chart(const sim::Ranking& ranking, std::size_t position, double longest,
                                  const Names& names);

/// Largest expected hours down plus degraded of any service under any plan.
[[nodiscard]] double longest_stop(const sim::Ranking& ranking);

/// All plans over the whole study: when work is planned, and the blackout periods.
[[nodiscard]] Chart schedule_chart(const sim::Ranking& ranking, const Names& names);

/// The steps of one plan by the clock: a row per step, against the hours of its day (and the night after),
/// with windows, blackouts, turn-back times. Pre-condition: `placed` is not empty.
[[nodiscard]] Chart gantt_chart(std::size_t position, const std::vector<sim::PlacedStep>& placed,
                                const Names& names);

/// Local time of `t`, to the minute: expected times are no more exact than that.
[[nodiscard]] inline models::LocalTime to_minute(const sim::System& system, sim::Time t) {
  return std::chrono::round<std::chrono::minutes>(system.start + models::Seconds(t));
}

/// Local time of `t` seconds after the start of the study.
[[nodiscard]] inline models::LocalTime local(const sim::System& system, sim::Time t) {
  return system.start + models::Seconds(t);
}

}  // namespace hakyu::viz
