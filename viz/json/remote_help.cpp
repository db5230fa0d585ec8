#include "viz/json/remote_help.hpp"

#include <array>
#include <nlohmann/json.hpp>

#include "viz/json/parts.hpp"

namespace hakyu::viz {

namespace {

using Json = nlohmann::ordered_json;

Json node_ids(const sim::System& system, const std::vector<sim::NodeIndex>& nodes) {
  Json list = Json::array();
  for (const sim::NodeIndex node : nodes) list.push_back(system.node_ids[node]);
  return list;
}

Json flow_ids(const sim::System& system, const std::vector<sim::FlowIndex>& flows) {
  Json list = Json::array();
  for (const sim::FlowIndex flow : flows) list.push_back(system.flow_ids[flow]);
  return list;
}

/// Adds where something is stated.
Json with_place(Json object, const sim::System& system, const models::Origin& origin) {
  const std::vector<models::SourceFile>& inputs = system.model->files;
  object["file"] = origin.file < inputs.size() ? inputs[origin.file].name : std::string();
  object["line"] = origin.line;
  return object;
}

Json blocked_flows(const sim::System& system, const sim::RemoteHelp& lost) {
  Json object = Json::object();
  for (const sim::BlockedFlow& each : lost.blocked)
    append(object, system.flow_ids[each.flow],
           with_place({{"required_by", node_ids(system, each.required_by)}}, system,
                      system.model->flows[each.flow].annotation.origin));
  return object;
}

const char* origin_of(sim::ExtraFrom from) {
  constexpr std::array names{"stated", "assumed_in_model", "table_of_defaults", "unknown"};
  return names[static_cast<std::size_t>(from)];
}

Json slower_repairs(const sim::System& system, const sim::RemoteHelp& lost) {
  Json object = Json::object();
  for (const sim::SlowerRepair& each : lost.slower) {
    const models::Resource& resource = system.model->resources[each.node];
    append(object, resource.id,
           with_place({{"party", resource.maintainer},
                       {"blocked", flow_ids(system, each.blocked)},
                       {"not_up", node_ids(system, each.not_up)},
                       {"extra", each.extra},
                       {"extra_from", origin_of(each.from)}},
                      system, resource.reliability->annotation.origin));
  }
  return object;
}

Json cut_lines(const sim::System& system, const sim::RemoteHelp& lost) {
  Json list = Json::array();
  for (const sim::CutLine& each : lost.cut) {
    const models::RemoteMaintenance& line = system.model->resources[each.node].remote_maintenance[each.line];
    list.push_back(with_place({{"node", system.node_ids[each.node]},
                               {"party", line.party},
                               {"blocked", flow_ids(system, each.blocked)},
                               {"via", each.via.valid() ? Json(line.via) : Json(nullptr)}},
                              system, line.annotation.origin));
  }
  return list;
}

}  // namespace

void add_remote_help(Json& document, const sim::System& system, const sim::RemoteHelp& lost) {
  document["blocked_flows"] = blocked_flows(system, lost);
  document["slower_repairs"] = slower_repairs(system, lost);
  document["cut_remote_maintenance"] = cut_lines(system, lost);
}

}  // namespace hakyu::viz
