#include "viz/json/work_risk.hpp"

#include <nlohmann/json.hpp>

#include "viz/json/documents.hpp"
#include "viz/json/parts.hpp"

namespace hakyu::viz {

namespace {

using Json = nlohmann::ordered_json;

Json refusals(const sim::System& system, const std::vector<sim::exact::Refusal>& refused) {
  Json all = Json::array();
  for (const sim::exact::Refusal& each : refused)
    all.push_back({{"reason", name(each.obstacle)}, {"node", system.node_ids[each.node]}});
  return all;
}

Json service(const sim::System& system, const sim::ServiceRisk& risk) {
  Json one{{"usual", name(risk.usual)}, {"planned", name(risk.planned)}};
  if (risk.planned == models::Level::down) return one;
  one["down_alone"] = ids(system, risk.alone);
  if (risk.in_step) {
    one["usual_per_hour"] = *risk.usual_per_hour;
    one["per_hour"] = *risk.per_hour;
    one["in_step"] = *risk.in_step;
  }
  if (risk.unavailability) one["unavailable"] = *risk.unavailability;
  if (!risk.refused.empty()) one["unavailable_refused"] = refusals(system, risk.refused);
  if (!risk.no_rate.empty()) one["no_failure_rate"] = ids(system, risk.no_rate);
  if (risk.out_of) one["limit_reached"] = name(*risk.out_of);
  return one;
}

}  // namespace

Json work_risks(const sim::System& system, const sim::Ranking& ranking) {
  const auto at = [&](sim::Time t) { return iso_local(system.start + models::Seconds(t)); };
  Json plans = Json::object();
  for (std::size_t i = 0; i < ranking.work_risks.size() && i < ranking.plans.size(); ++i) {
    Json steps = Json::array();
    for (const sim::StepRisk& step : ranking.work_risks[i].steps) {
      Json services = Json::object();
      for (const sim::ServiceRisk& each : step.services)
        append(services, system.node_ids[system.services[each.service].node], service(system, each));
      steps.push_back({{"step", step.step},
                       {"measure", system.measure_ids[step.measure]},
                       {"from", at(step.from)},
                       {"to", at(step.to)},
                       {"services", std::move(services)}});
    }
    append(plans, ranking.plans[i].id, std::move(steps));
  }
  return plans;
}

}  // namespace hakyu::viz
