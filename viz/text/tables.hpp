// Results as text for a terminal: tables that people read, with all warnings that belong to them.
#pragma once

#include <string>
#include <vector>

#include "models/diagnostic.hpp"
#include "sim/graph/start_order.hpp"
#include "sim/levels/impact.hpp"
#include "sim/levels/remote_help.hpp"
#include "sim/plans/rank.hpp"
#include "sim/system.hpp"
#include "viz/text/text.hpp"

namespace hakyu::viz {

class Names;

/// `check`: every finding with its place, errors first, and how many of each there are.
[[nodiscard]] std::string diagnostics_text(const models::Diagnostics& diagnostics, const Words& words);

/// "← EHR ← EHR database ← storage": from the affected node back to the cause.
[[nodiscard]] std::string chain(const Names& names, const sim::Reason& reason);

/// `impact`: services first, then resources, each with its level and the chain back to the cause; then what
/// has lost redundancy, with the margin left.
[[nodiscard]] std::string impact_text(const sim::System& system, const sim::StaticImpact& impact,
                                      const Words& words);
/// `impact --for`: when each node is below up, counted from the start of the outage, and which buffers
/// bridged what.
[[nodiscard]] std::string impact_text(const sim::System& system, const sim::TimedImpact& impact,
                                      const Words& words);

/// `impact`: which flows are blocked, which repairs take longer and which remote maintenance is cut, each
/// with where it is stated; empty if nothing of the kind is lost.
[[nodiscard]] std::string remote_help_text(const sim::System& system, const sim::RemoteHelp& help,
                                           const Words& words);

/// `simulate`: impact, services, causes and measures of one plan.
[[nodiscard]] std::string simulation_text(const sim::System& system, const sim::Simulation& simulation,
                                          double confidence, const Words& words);

/// `rank`: the plans, their differences, what they violate and what the order rests on.
[[nodiscard]] std::string ranking_text(const sim::System& system, const sim::Ranking& ranking,
                                       const Words& words);

/// `start-order`: waves, deadlocks, and when each service is ready after power-on.
[[nodiscard]] std::string start_order_text(const sim::System& system, const sim::StartOrder& order,
                                           const Words& words);

/// Where plans break windows, blackouts, crews, attendance or lead times; empty if nowhere. Of a plan with
/// more than `most` violations only how many there are of each kind.
[[nodiscard]] std::string violations_text(const sim::System& system,
                                          const std::vector<sim::Violation>& violations, const Words& words,
                                          std::size_t most = static_cast<std::size_t>(-1));

/// One violation without its plan, as the head of a list of a plan's violations: which step, when, what.
[[nodiscard]] std::string step_sentence(const Names& names, const sim::Violation& violation);

/// One violation as a sentence.
[[nodiscard]] std::string sentence(const sim::System& system, const sim::Violation& violation,
                                   const Words& words);

/// Of a plan that breaks no rule: which rules that is said of, and which are not stated and so not checked.
[[nodiscard]] std::string rules_kept_text(const Names& names, const models::Id& plan);

/// What a plan costs; where the cost of a measure is not stated, at least how much, or that it is not stated.
[[nodiscard]] std::string cost_text(const Names& names, const sim::Simulation& simulation);

/// Assumptions in two lists: what nobody stated (defaults and rules), and what the model marks as an
/// assumption. Each grouped by what is assumed, with the names of the first things it concerns; at most
/// `limit` groups of each, and how many more there are.
[[nodiscard]] std::string assumptions_text(const sim::System& system, const sim::Assumptions& assumptions,
                                           const Words& words, std::size_t limit = 30);

/// Says of those of the nodes that need nothing and that nothing needs that no effect found is not no effect;
/// "" if there are none. Each is named once.
[[nodiscard]] std::string unconnected_text(const sim::System& system,
                                           const std::vector<sim::NodeIndex>& nodes, const Words& words);

}  // namespace hakyu::viz
