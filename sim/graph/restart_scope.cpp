#include "sim/graph/restart_scope.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace hakyu::sim {
namespace {

using models::ResourceKind;
using models::RestartScope;

bool is_machine(ResourceKind kind) {
  switch (kind) {
    case ResourceKind::server:
    case ResourceKind::virtual_machine:
    case ResourceKind::hypervisor:
    case ResourceKind::workstation:
    case ResourceKind::medical_device:
    case ResourceKind::appliance:
    case ResourceKind::firewall:
    case ResourceKind::vpn:
    case ResourceKind::network:
    case ResourceKind::storage:
      return true;
    case ResourceKind::facility:
    case ResourceKind::power:
    case ResourceKind::operating_system:
    case ResourceKind::database:
    case ResourceKind::middleware:
    case ResourceKind::application:
    case ResourceKind::cloud_service:
    case ResourceKind::external_system:
    case ResourceKind::backup:
    case ResourceKind::data:
      return false;
  }
  return false;
}

/// What an unstated scope is taken to be.
RestartScope assumed_scope(ResourceKind kind) {
  switch (kind) {
    case ResourceKind::operating_system:
      return RestartScope::machine;
    case ResourceKind::database:
    case ResourceKind::middleware:
    case ResourceKind::hypervisor:
    case ResourceKind::storage:
      return RestartScope::dependencies;
    default:
      return RestartScope::vulnerable_component;
  }
}

/// Collects the scope of one measure.
class Scope {
 public:
  Scope(const models::Model& model, const DependencyGraph& graph,
        const std::unordered_map<std::string, NodeIndex>& node_of, const std::vector<Time>& restart)
      : model_(model), graph_(graph), node_of_(node_of), restart_(restart) {}

  /// Adds the targets and what `scope` adds to them; for `machine` the targets are the machines themselves.
  void add(RestartScope scope, const std::vector<NodeIndex>& targets) {
    for (NodeIndex target : targets) include(target, 0);
    switch (scope) {
      case RestartScope::none:
      case RestartScope::unknown:
      case RestartScope::vulnerable_component:
      case RestartScope::machine:
        break;
      case RestartScope::parent:
        for (NodeIndex target : targets)
          if (const NodeIndex host = host_of(target); host.valid()) include(host, 0);
        break;
      case RestartScope::dependencies:
        add_dependents(targets);
        break;
      case RestartScope::connected:
        add_connected(targets);
        break;
      case RestartScope::zone:
        for (NodeIndex target : targets) add_same(target, &models::Resource::zone);
        break;
      case RestartScope::system:
        for (NodeIndex target : targets) add_same(target, &models::Resource::system);
        break;
    }
  }

  /// The first of the node and what it runs on that is a machine; else the node.
  [[nodiscard]] NodeIndex machine_of(NodeIndex target) const {
    std::unordered_set<std::uint32_t> seen;
    for (NodeIndex node = target; node.valid() && seen.insert(node.value).second; node = host_of(node))
      if (is_resource(node) && is_machine(model_.resources[node].kind)) return node;
    return target;
  }

  [[nodiscard]] RestartScope assumed_for(NodeIndex target) const {
    return is_resource(target) ? assumed_scope(model_.resources[target].kind)
                               : RestartScope::vulnerable_component;
  }

  [[nodiscard]] std::vector<ScopedNode> result() const {
    std::vector<ScopedNode> nodes;
    nodes.reserve(extra_.size());
    for (const auto& [node, extra] : extra_) nodes.push_back({NodeIndex(node), extra});
    std::sort(nodes.begin(), nodes.end(),
              [](const ScopedNode& a, const ScopedNode& b) { return a.node < b.node; });
    return nodes;
  }

 private:
  [[nodiscard]] bool is_resource(NodeIndex node) const { return node < model_.resources.size(); }

  /// A node that is limited for two reasons is limited for the longer time.
  void include(NodeIndex node, Time extra) {
    Time& known = extra_.try_emplace(node.value, extra).first->second;
    known = std::max(known, extra);
  }

  [[nodiscard]] NodeIndex find(const models::Id& id) const {
    const auto found = node_of_.find(id);
    return found == node_of_.end() ? NodeIndex() : found->second;
  }

  [[nodiscard]] NodeIndex host_of(NodeIndex node) const {
    if (!is_resource(node) || model_.resources[node].runs_on.empty()) return {};
    return find(model_.resources[node].runs_on);
  }

  void add_same(NodeIndex target, models::Id models::Resource::*group) {
    if (!is_resource(target)) return;
    const models::Id& wanted = model_.resources[target].*group;
    if (wanted.empty()) return;
    for (std::size_t v = 0; v < model_.resources.size(); ++v)
      if (model_.resources[v].*group == wanted) include(NodeIndex(v), 0);
  }

  /// Nodes that lose a quorum without the scope so far, until nothing changes. A quorum fails when not even
  /// `degraded` is left: a dependent that goes on with less is not restarted.
  void add_dependents(const std::vector<NodeIndex>& targets) {
    std::unordered_set<std::uint32_t> reached;
    std::vector<NodeIndex> waiting;
    const auto reach = [&](NodeIndex node) {
      if (reached.insert(node.value).second) waiting.push_back(node);
    };
    for (NodeIndex target : targets) reach(target);
    std::unordered_map<std::uint32_t, std::uint32_t> lost;
    while (!waiting.empty()) {
      const NodeIndex node = waiting.back();
      waiting.pop_back();
      for (RequirementIndex r : graph_.dependents[node]) {
        const Margin& margin = graph_.margin[r];
        if (margin.on_loss != Level::down || ++lost[r.value] <= margin.degraded) continue;
        if (!reached.contains(margin.owner.value)) include(margin.owner, restart_[margin.owner]);
        reach(margin.owner);
      }
    }
  }

  /// Nodes that an end of a flow stands for.
  [[nodiscard]] bool stands_for(const models::Id& end, NodeIndex node) const {
    if (find(end) == node) return true;
    return is_resource(node) && !end.empty() && model_.resources[node].zone == end;
  }

  void include_end(const models::Id& end) {
    if (const NodeIndex node = find(end); node.valid()) include(node, 0);
    for (std::size_t v = 0; v < model_.resources.size(); ++v)
      if (!end.empty() && model_.resources[v].zone == end) include(NodeIndex(v), 0);
  }

  void add_connected(const std::vector<NodeIndex>& targets) {
    for (const models::Flow& flow : model_.flows) {
      bool from = false, to = false;
      for (NodeIndex target : targets) {
        from = from || stands_for(flow.from, target);
        to = to || stands_for(flow.to, target);
      }
      if (from) include_end(flow.to);
      if (to) include_end(flow.from);
    }
  }

  const models::Model& model_;
  const DependencyGraph& graph_;
  const std::unordered_map<std::string, NodeIndex>& node_of_;
  const std::vector<Time>& restart_;
  std::unordered_map<std::uint32_t, Time> extra_;
};

}  // namespace

std::vector<ScopedNode> restart_scope(const models::Model& model, const DependencyGraph& graph,
                                      const std::unordered_map<std::string, NodeIndex>& node_of,
                                      const std::vector<Time>& restart, models::RestartScope scope,
                                      const std::vector<NodeIndex>& targets, bool* assumed) {
  if (assumed != nullptr) *assumed = scope == RestartScope::unknown;
  if (scope == RestartScope::none) return {};
  Scope collected(model, graph, node_of, restart);
  std::vector<NodeIndex> with_dependents;
  for (NodeIndex target : targets) {
    const RestartScope meant = scope == RestartScope::unknown ? collected.assumed_for(target) : scope;
    if (meant == RestartScope::machine)
      collected.add(meant, {collected.machine_of(target)});
    else if (meant == RestartScope::dependencies)
      with_dependents.push_back(target);
    else
      collected.add(meant, {target});
  }
  // Together, because a quorum may fail only without several of the targets.
  collected.add(RestartScope::dependencies, with_dependents);
  return collected.result();
}

}  // namespace hakyu::sim
