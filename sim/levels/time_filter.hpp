// Holdover and recovery of a requirement (semantics §3), as a pure function of what was committed and of now.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>

#include "sim/graph/dependency_graph.hpp"

namespace hakyu::sim {

/// What a time filter remembers of the past: for "at least degraded" (0) and "up" (1), since when the raw
/// level is lost, and since when the held level is there again. Everything was up before t = 0.
///
/// With raw lost since a and h = holdover, held is lost from a + h on; with held there again since b and
/// d = recovery, felt is there from b + d on. Within one second the functions may be asked any number of
/// times with different raw levels; only `commit` makes the last answer history.
class TimeFilter {
 public:
  static constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();

  /// held(t) if the raw level now is `raw`.
  [[nodiscard]] Level held(Level raw, std::int64_t t, std::int64_t holdover) const {
    Level result = Level::down;
    for (int i = 0; i < 2; ++i)
      if (raw > Level(i) || t - lost_from(i, t) < holdover) result = Level(i + 1);
    return result;
  }

  /// felt(t) if held(t) is `held`.
  [[nodiscard]] Level felt(Level held, std::int64_t t, std::int64_t recovery) const {
    Level result = Level::down;
    for (int i = 0; i < 2; ++i)
      if (held > Level(i) && t - there_from(i, t) >= recovery) result = Level(i + 1);
    return result;
  }

  /// Makes second t history.
  void commit(Level raw, Level held, std::int64_t t) {
    for (std::size_t i = 0; i < 2; ++i) {
      const auto threshold = Level(i);
      if (raw > threshold)
        lost_since_[i] = never;
      else if (lost_since_[i] == never)
        lost_since_[i] = t;
      if (held <= threshold)
        there_since_[i] = never;
      else if (there_since_[i] == never)
        there_since_[i] = t;
    }
  }

  /// The next time after t at which held or felt changes if raw stays as committed; `never` if none.
  [[nodiscard]] std::int64_t next_change(std::int64_t t, std::int64_t holdover, std::int64_t recovery) const {
    std::int64_t next = never;
    for (std::size_t i = 0; i < 2; ++i) {
      if (lost_since_[i] != never && lost_since_[i] + holdover > t)
        next = std::min(next, lost_since_[i] + holdover);
      if (there_since_[i] != never && there_since_[i] + recovery > t)
        next = std::min(next, there_since_[i] + recovery);
    }
    return next;
  }

 private:
  static constexpr std::int64_t always = std::numeric_limits<std::int64_t>::min() / 4;

  [[nodiscard]] std::int64_t lost_from(int i, std::int64_t t) const {
    const std::int64_t since = lost_since_[static_cast<std::size_t>(i)];
    return since == never ? t : since;
  }
  [[nodiscard]] std::int64_t there_from(int i, std::int64_t t) const {
    const std::int64_t since = there_since_[static_cast<std::size_t>(i)];
    return since == never ? t : since;
  }

  std::array<std::int64_t, 2> lost_since_{never, never};
  std::array<std::int64_t, 2> there_since_{always, always};
};

}  // namespace hakyu::sim
