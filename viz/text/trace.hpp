// The event log of one replication as lines a person can follow.
#pragma once

#include <string>
#include <vector>

#include "sim/montecarlo/replication.hpp"
#include "viz/chart/names.hpp"
#include "viz/text/text.hpp"

namespace hakyu::viz {

/// The events of one replication in their order, as lines: when, what, why. "12月6日(日) 02:00  作業開始  EHR
/// 更新". A node that stays down while the causes change is said to stay so.
class TraceLog {
 public:
  /// `names` must outlive the log.
  explicit TraceLog(const Names& names);

  /// The next event, without line end. Complexity: that of its text.
  [[nodiscard]] std::string line(const sim::TraceEvent& event);

 private:
  [[nodiscard]] std::string change_of_level(const sim::TraceEvent& event);

  const Names& names_;
  std::vector<models::Level> levels_;  ///< per node, as last told
};

}  // namespace hakyu::viz
