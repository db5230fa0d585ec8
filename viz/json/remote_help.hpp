// The part of hakyu-impact/1 about what is blocked and whom that keeps from helping.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "sim/levels/remote_help.hpp"

namespace hakyu::viz {

/// Adds "blocked_flows" {flow: {required_by, file, line}}, "slower_repairs" {resource: {party, blocked,
/// not_up, extra, extra_from, file, line}} and "cut_remote_maintenance" [{node, party, blocked, via, file,
/// line}].
void add_remote_help(nlohmann::ordered_json& document, const sim::System& system,
                     const sim::RemoteHelp& lost);

}  // namespace hakyu::viz
