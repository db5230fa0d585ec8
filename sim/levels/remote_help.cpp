#include "sim/levels/remote_help.hpp"

#include <algorithm>

#include "sim/compile/fields.hpp"
#include "sim/compile/quantity_text.hpp"

namespace hakyu::sim {

namespace {

/// What is cut, by index.
struct Cut {
  const System& system;
  const std::vector<Level>& levels;
  std::vector<std::uint8_t> flow;

  [[nodiscard]] bool is_blocked(const models::Id& id) const {
    const auto found = system.flow_of.find(id);
    return found != system.flow_of.end() && flow[found->second] != 0;
  }
  [[nodiscard]] bool is_not_up(const models::Id& id) const {
    const auto found = system.node_of.find(id);
    return found != system.node_of.end() && levels[found->second] != Level::up;
  }
};

std::vector<BlockedFlow> blocked_flows(const System& system, const std::vector<std::uint8_t>& blocked) {
  std::vector<BlockedFlow> all;
  std::vector<std::size_t> place(blocked.size());
  for (std::size_t f = 0; f < blocked.size(); ++f) {
    place[f] = all.size();
    if (blocked[f] != 0) all.push_back({FlowIndex(f), {}});
  }
  for (std::size_t r = 0; r < system.graph.requirement_count(); ++r)
    for (const FlowIndex f : system.graph.over[r])
      if (blocked[f] != 0) {
        std::vector<NodeIndex>& users = all[place[f]].required_by;
        // The requirements of a node stand together.
        if (users.empty() || users.back() != system.graph.owner[r]) users.push_back(system.graph.owner[r]);
      }
  return all;
}

/// The law that stood in for one that is not stated; empty if nothing needed it.
std::string default_extra(const System& system, const models::Id& resource) {
  for (const Assumption& each : system.assumptions)
    if (each.field == fields::extra_if_unavailable && each.subject == resource) return each.value;
  return {};
}

void add_slower(const Cut& cut, NodeIndex node, const models::Resource& resource, RemoteHelp& help) {
  if (!resource.reliability) return;
  const models::Reliability& stated = *resource.reliability;
  SlowerRepair repair{node, {}, {}, {}, ExtraFrom::unknown};
  for (const models::Id& need : stated.needs) {
    if (cut.is_blocked(need)) repair.blocked.push_back(cut.system.flow_of.at(need));
    if (cut.is_not_up(need)) repair.not_up.push_back(cut.system.node_of.at(need));
  }
  if (repair.blocked.empty() && repair.not_up.empty()) return;
  if (stated.extra_if_unavailable) {
    repair.extra = compiling::law_text(*stated.extra_if_unavailable);
    repair.from = stated.annotation.assumption ? ExtraFrom::assumed_in_model : ExtraFrom::stated;
  } else {
    repair.extra = default_extra(cut.system, resource.id);
    if (!repair.extra.empty()) repair.from = ExtraFrom::table_of_defaults;
  }
  help.slower.push_back(std::move(repair));
}

void add_cut(const Cut& cut, NodeIndex node, const models::Resource& resource, RemoteHelp& help) {
  for (std::size_t i = 0; i < resource.remote_maintenance.size(); ++i) {
    const models::RemoteMaintenance& stated = resource.remote_maintenance[i];
    CutLine line{node, i, {}, {}};
    for (const models::Id& flow : stated.over)
      if (cut.is_blocked(flow)) line.blocked.push_back(cut.system.flow_of.at(flow));
    if (cut.is_not_up(stated.via)) line.via = cut.system.node_of.at(stated.via);
    if (!line.blocked.empty() || line.via.valid()) help.cut.push_back(std::move(line));
  }
}

}  // namespace

RemoteHelp lost_remote_help(const System& system, const std::vector<Level>& levels,
                            const std::vector<FlowIndex>& blocked) {
  if (levels.size() != system.graph.size()) throw models::Error("invalid-levels", "one level per node");
  Cut cut{system, levels, std::vector<std::uint8_t>(system.flow_ids.size(), 0)};
  for (const FlowIndex f : blocked) {
    if (f >= cut.flow.size()) throw models::Error("invalid-levels", "flow out of range");
    cut.flow[f] = 1;
  }
  RemoteHelp help{blocked_flows(system, cut.flow), {}, {}};
  const std::vector<models::Resource>& resources = system.model->resources;
  for (std::size_t i = 0; i < resources.size(); ++i) {
    if (system.excluded[i] != 0) continue;
    add_slower(cut, NodeIndex(i), resources[i], help);
    add_cut(cut, NodeIndex(i), resources[i], help);
  }
  return help;
}

}  // namespace hakyu::sim
