#include <cmath>

#include "models/names.hpp"
#include "sim/compile/parts.hpp"

namespace hakyu::sim::compiling {

namespace {

/// Restart times. The default of a kind is noted once for the kind: a list of every device would hide the
/// rest. Where a restart lengthens an outage, the measure notes it for the device.
void compile_restarts(Context& context) {
  std::set<models::ResourceKind> assumed;
  for (const models::Resource& resource : context.model.resources) {
    Time seconds = 0;
    if (resource.restart) {
      seconds = resource.restart->count();
    } else {
      const std::string_view kind = models::name(resource.kind);
      if (assumed.insert(resource.kind).second) context.note_default(fields::restart, kind, {});
      seconds = static_cast<Time>(std::ceil(context.silent_law(fields::restart, kind).mean()));
    }
    context.system.restart.push_back(seconds);
  }
  context.system.restart.resize(context.system.node_ids.size(), 0);  // services restart at once
}

}  // namespace

void compile_nodes(Context& context) {
  const models::Model& model = context.model;
  System& system = context.system;
  const std::size_t count = model.resources.size() + model.services.size();
  system.node_ids.reserve(count);
  system.node_of.reserve(count);
  system.excluded.reserve(count);
  system.restart.reserve(count);
  for (const models::Resource& resource : model.resources) {
    system.node_ids.push_back(resource.id);
    system.excluded.push_back(resource.usable == models::Usable::in_use ? 0 : 1);
  }
  for (const models::Service& service : model.services) system.node_ids.push_back(service.id);
  system.excluded.resize(count, 0);
  for (std::size_t i = 0; i < count; ++i) system.node_of.emplace(system.node_ids[i], NodeIndex(i));
  for (std::size_t i = 0; i < model.flows.size(); ++i) {
    system.flow_ids.push_back(model.flows[i].id);
    system.flow_of.emplace(model.flows[i].id, FlowIndex(i));
  }
  for (std::size_t i = 0; i < model.measures.size(); ++i) {
    system.measure_ids.push_back(model.measures[i].id);
    system.measure_of.emplace(model.measures[i].id, MeasureIndex(i));
  }
  compile_restarts(context);
}

}  // namespace hakyu::sim::compiling
