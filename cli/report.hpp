// The report of a ranking, for all commands that write one.
#pragma once

#include <string>

#include "cli/program.hpp"
#include "sim/plans/rank.hpp"
#include "viz/report/report.hpp"

namespace hakyu::cli {

/// The page, with a picture of the recommended plan's worst moment. Without Graphviz the picture is missing
/// and a message says so.
[[nodiscard]] std::string report_page(const Program& program, const sim::System& system,
                                      const sim::Ranking& ranking, const viz::Audience& audience);

}  // namespace hakyu::cli
