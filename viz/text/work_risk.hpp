// What else may stop services while planned work is going on, in words: for the terminal and the report.
#pragma once

#include <string>
#include <vector>

#include "sim/plans/rank.hpp"
#include "viz/text/text.hpp"

namespace hakyu::viz {

class Names;

/// What holds for services during a step, ready to be shown.
struct WorkRiskLine {
  std::string services;  ///< their names
  bool stops = false;    ///< as planned; then the others but `planned` are empty
  std::string
      planned;        ///< "stops as planned", or what the work alone makes of it; empty if it stays as it is
  std::string alone;  ///< names of the new single points of failure; empty if there are none
  std::string usual, per_hour, in_step;  ///< "1 in 25"; all empty if it stops as planned
  std::string reason;                    ///< why the three could not be computed
};

/// Steps that all do the same to the services they touch.
struct WorkRiskSteps {
  std::vector<std::string> steps;  ///< when and what, in the order of the plan
  double worst = 0.0;  ///< the largest probability that one adds for a service; 1 if one is not known
  /// Services of which the same holds are together: what stops as planned first, then the most endangered
  /// first.
  std::vector<WorkRiskLine> lines;
};

/// Steps of a plan that endanger or stop a service, in the order of the plan.
[[nodiscard]] std::vector<WorkRiskSteps> work_risk_steps(const Names& names, const sim::PlanRisk& risk);

/// What the numbers rest on, as sentences.
[[nodiscard]] std::string work_risk_basis(const Words& words);

/// For the terminal: of every plan the steps that endanger services most, and how much could not be computed.
/// Empty if no step touches a service.
[[nodiscard]] std::string work_risks_text(const sim::System& system, const sim::Ranking& ranking,
                                          const Words& words);

}  // namespace hakyu::viz
