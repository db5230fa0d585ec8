#include "sim/graph/restart_scope.hpp"

#include <gtest/gtest.h>

#include <map>

namespace hakyu::sim {
namespace {

using models::ResourceKind;
using models::RestartScope;

/// A small hospital: what runs on what, zones, systems and flows.
class Hospital {
 public:
  void add(const std::string& id, ResourceKind kind, const std::string& runs_on = "",
           const std::string& zone = "", const std::string& system = "") {
    models::Resource resource;
    resource.id = id;
    resource.kind = kind;
    resource.runs_on = runs_on;
    resource.zone = zone;
    resource.system = system;
    node_of[id] = NodeIndex(model.resources.size());
    model.resources.push_back(resource);
    restart.push_back(0);
    if (!runs_on.empty()) require(id, {runs_on}, 1, 1);
  }

  void require(const std::string& owner, const std::vector<std::string>& providers, std::uint32_t k_up,
               std::uint32_t k_degraded, Level on_loss = Level::down) {
    RequirementInput input;
    input.owner = node_of.at(owner);
    for (const std::string& provider : providers) input.providers.push_back(node_of.at(provider));
    input.k_up = k_up;
    input.k_degraded = k_degraded;
    input.on_loss = on_loss;
    requirements.push_back(input);
  }

  void flow(const std::string& from, const std::string& to) {
    models::Flow f;
    f.id = from + "-" + to;
    f.from = from;
    f.to = to;
    model.flows.push_back(f);
  }

  /// Nodes of the scope with what they take longer than the work.
  std::map<std::string, Time> scope(RestartScope scope, const std::vector<std::string>& targets) {
    const DependencyGraph graph(model.resources.size(), 0, requirements);
    std::vector<NodeIndex> nodes;
    for (const std::string& target : targets) nodes.push_back(node_of.at(target));
    std::map<std::string, Time> result;
    const auto scoped = restart_scope(model, graph, node_of, restart, scope, nodes, &assumed);
    for (std::size_t i = 0; i < scoped.size(); ++i) {
      EXPECT_TRUE(i == 0 || scoped[i - 1].node < scoped[i].node);
      result[model.resources[scoped[i].node].id] = scoped[i].extra;
    }
    return result;
  }

  models::Model model;
  std::unordered_map<std::string, NodeIndex> node_of;
  std::vector<RequirementInput> requirements;
  std::vector<Time> restart;
  bool assumed = false;
};

using Scope = std::map<std::string, Time>;

Hospital record_system() {
  Hospital h;
  h.add("host", ResourceKind::hypervisor, "", "servers", "platform");
  h.add("vm", ResourceKind::virtual_machine, "host", "servers", "record");
  h.add("os", ResourceKind::operating_system, "vm", "servers", "record");
  h.add("db", ResourceKind::database, "os", "", "record");
  h.add("app", ResourceKind::application, "os", "clinic", "record");
  h.add("cloud", ResourceKind::cloud_service);
  return h;
}

TEST(RestartScope, TargetAlone) {
  Hospital h = record_system();
  EXPECT_EQ(h.scope(RestartScope::none, {"db"}), Scope{});
  EXPECT_EQ(h.scope(RestartScope::vulnerable_component, {"db"}), (Scope{{"db", 0}}));
  EXPECT_FALSE(h.assumed);
}

TEST(RestartScope, ParentIsWhatTheTargetRunsOn) {
  Hospital h = record_system();
  EXPECT_EQ(h.scope(RestartScope::parent, {"db"}), (Scope{{"db", 0}, {"os", 0}}));
  EXPECT_EQ(h.scope(RestartScope::parent, {"host"}), (Scope{{"host", 0}}));
}

TEST(RestartScope, MachineIsTheFirstMachineOfTheChain) {
  Hospital h = record_system();
  EXPECT_EQ(h.scope(RestartScope::machine, {"db"}), (Scope{{"vm", 0}}));
  EXPECT_EQ(h.scope(RestartScope::machine, {"vm"}), (Scope{{"vm", 0}}));
  EXPECT_EQ(h.scope(RestartScope::machine, {"cloud"}), (Scope{{"cloud", 0}}));
}

TEST(RestartScope, ACircleOfHostsEnds) {
  Hospital h;
  h.add("a", ResourceKind::application);
  h.add("b", ResourceKind::application, "a");
  h.model.resources[0].runs_on = "b";
  EXPECT_EQ(h.scope(RestartScope::machine, {"a"}), (Scope{{"a", 0}}));
}

TEST(RestartScope, DependenciesFollowFailingQuorums) {
  Hospital h;
  for (const char* id : {"db1", "db2", "app", "soft", "either", "most", "web"})
    h.add(id, ResourceKind::application);
  h.require("app", {"db1"}, 1, 1);
  h.require("web", {"app"}, 1, 1);
  h.require("soft", {"db1"}, 1, 1, Level::degraded);
  h.require("either", {"db1", "db2"}, 1, 1);
  h.require("most", {"db1", "db2"}, 2, 1);  // goes on degraded
  h.restart = {100, 200, 5, 6, 7, 8, 9};
  EXPECT_EQ(h.scope(RestartScope::dependencies, {"db1"}), (Scope{{"db1", 0}, {"app", 5}, {"web", 9}}));
  // Both together: the quorum fails although neither alone breaks it.
  EXPECT_EQ(h.scope(RestartScope::dependencies, {"db1", "db2"}),
            (Scope{{"db1", 0}, {"db2", 0}, {"app", 5}, {"either", 7}, {"most", 8}, {"web", 9}}));
}

TEST(RestartScope, ConnectedIsTheOtherEndOfFlows) {
  Hospital h = record_system();
  h.flow("app", "cloud");
  h.flow("servers", "db");
  h.flow("clinic", "host");
  EXPECT_EQ(h.scope(RestartScope::connected, {"app"}), (Scope{{"app", 0}, {"cloud", 0}, {"host", 0}}));
  EXPECT_EQ(h.scope(RestartScope::connected, {"cloud"}), (Scope{{"app", 0}, {"cloud", 0}}));
  EXPECT_EQ(h.scope(RestartScope::connected, {"db"}), (Scope{{"db", 0}, {"host", 0}, {"os", 0}, {"vm", 0}}));
}

TEST(RestartScope, ZoneAndSystem) {
  Hospital h = record_system();
  EXPECT_EQ(h.scope(RestartScope::zone, {"os"}), (Scope{{"host", 0}, {"os", 0}, {"vm", 0}}));
  EXPECT_EQ(h.scope(RestartScope::zone, {"db"}), (Scope{{"db", 0}}));
  EXPECT_EQ(h.scope(RestartScope::system, {"db"}), (Scope{{"app", 0}, {"db", 0}, {"os", 0}, {"vm", 0}}));
  EXPECT_EQ(h.scope(RestartScope::system, {"cloud"}), (Scope{{"cloud", 0}}));
}

TEST(RestartScope, UnknownIsTakenByKindAndSaidSo) {
  Hospital h = record_system();
  h.require("app", {"db"}, 1, 1);
  h.restart[h.node_of.at("app")] = 300;
  EXPECT_EQ(h.scope(RestartScope::unknown, {"os"}), (Scope{{"vm", 0}}));
  EXPECT_TRUE(h.assumed);
  EXPECT_EQ(h.scope(RestartScope::unknown, {"db"}), (Scope{{"db", 0}, {"app", 300}}));
  EXPECT_EQ(h.scope(RestartScope::unknown, {"app"}), (Scope{{"app", 0}}));
  for (const ResourceKind kind :
       {ResourceKind::middleware, ResourceKind::hypervisor, ResourceKind::storage}) {
    h.model.resources[h.node_of.at("db")].kind = kind;
    EXPECT_EQ(h.scope(RestartScope::unknown, {"db"}).size(), 2U);
  }
  h.model.resources[h.node_of.at("db")].kind = ResourceKind::server;
  EXPECT_EQ(h.scope(RestartScope::unknown, {"db"}).size(), 1U);
  EXPECT_TRUE(h.assumed);
}

}  // namespace
}  // namespace hakyu::sim
