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

Names::Names(const sim::System& system, const Words& words) : system_(system), words_(words) {
  const models::Model& model = *system.model;
  collect(model.resources, words, nodes_);
  collect(model.services, words, nodes_);
  collect(model.measures, words, measures_);
  collect(model.plans, words, plans_);
  collect(model.parties, words, parties_);
  collect(model.calendar.windows, words, windows_);
  for (const sim::CompiledPlan& plan : system.plans)
    if (plan.steps.empty() && !plans_.contains(plan.id)) plans_.emplace(plan.id, words("do nothing"));
}

const std::string& Names::find(const Map& table, const models::Id& id) {
  const auto at = table.find(id);
  return at == table.end() ? id : at->second;
}

const std::string& Names::node(sim::NodeIndex node) const { return find(nodes_, system_.node_ids[node]); }
const std::string& Names::node(const models::Id& id) const { return find(nodes_, id); }
const std::string& Names::measure(sim::MeasureIndex measure) const {
  return find(measures_, system_.measure_ids[measure]);
}
const std::string& Names::measure(const models::Id& id) const { return find(measures_, id); }
const std::string& Names::plan(const models::Id& id) const { return find(plans_, id); }
const std::string& Names::party(const models::Id& id) const { return find(parties_, id); }
const std::string& Names::window(const models::Id& id) const { return find(windows_, id); }

std::string plan_sign(std::size_t position) {
  if (position < 26) return std::string(1, static_cast<char>('A' + position));
  return "P" + std::to_string(position + 1);
}

}  // namespace hakyu::viz
