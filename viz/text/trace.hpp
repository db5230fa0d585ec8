// The event log of one replication as lines a person can follow.
#pragma once

#include <string>

#include "sim/montecarlo/replication.hpp"
#include "viz/chart/names.hpp"
#include "viz/text/text.hpp"

namespace hakyu::viz {

/// One event: when, what, why. "12月6日(日) 02:00  作業開始  EHR 更新". Without line end.
[[nodiscard]] std::string trace_line(const Names& names, const sim::TraceEvent& event);

}  // namespace hakyu::viz
