#include "viz/chart/names.hpp"

namespace hakyu::viz {

namespace {

template <class Things, class Map>
void collect(const Things& things, const Words& words, Map& table) {
  for (const auto& thing : things) {
    const std::string& name = words(thing.name);
    table.emplace(thing.id, name.empty() ? thing.id : name);
  }
}

}  // namespace

ModelNames::ModelNames(const models::Model& model, const Words& words) : words_(words) {
  collect(model.resources, words, nodes_);
  collect(model.services, words, nodes_);
  collect(model.measures, words, measures_);
  collect(model.plans, words, plans_);
  collect(model.parties, words, parties_);
  collect(model.calendar.windows, words, windows_);
  collect(model.zones, words, zones_);
  collect(model.systems, words, systems_);
}

const std::string& ModelNames::find(const Map& table, const models::Id& id) {
  const auto at = table.find(id);
  return at == table.end() ? id : at->second;
}

const std::string& ModelNames::part(const std::string& id) const {
  return nodes_.contains(id) ? node(id) : system_name(id);
}

Names::Names(const sim::System& system, const Words& words)
    : ModelNames(*system.model, words), system_(system) {
  for (const sim::CompiledPlan& plan : system.plans)
    if (plan.steps.empty()) add_plan(plan.id, words("do nothing"));
}

const std::string& Names::node(sim::NodeIndex node) const { return ModelNames::node(system_.node_ids[node]); }
const std::string& Names::measure(sim::MeasureIndex measure) const {
  return ModelNames::measure(system_.measure_ids[measure]);
}

std::string plan_sign(std::size_t position) {
  if (position < 26) return std::string(1, static_cast<char>('A' + position));
  return "P" + std::to_string(position + 1);
}

}  // namespace hakyu::viz
