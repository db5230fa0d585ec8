// What a picture shows: nothing is dropped without saying so.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <numeric>
#include <set>

#include "tests/viz/graph/hospital.hpp"
#include "viz/graph/view.hpp"

namespace hakyu::viz {
namespace {

using models::Language;
using sim::NodeIndex;
using Kind = ViewNode::Kind;

class Views : public ::testing::Test {
 protected:
  View view() const { return make_view(system, options, Words(options.language)); }
  NodeIndex node(const char* id) const { return system.node_of.at(id); }

  sim::System system = test::small_hospital();
  GraphOptions options;
};

std::set<std::string> shown(const sim::System& system, const View& view) {
  std::set<std::string> ids;
  for (const ViewNode& node : view.nodes)
    if (node.kind == Kind::node) ids.insert(system.node_ids[node.node]);
  return ids;
}

// Requirements of the system that appear behind at least one line.
std::set<std::uint32_t> drawn_requirements(const View& view) {
  std::set<std::uint32_t> drawn;
  for (const ViewEdge& edge : view.edges)
    for (const sim::RequirementIndex r : edge.requirements) drawn.insert(r.value);
  return drawn;
}

TEST_F(Views, ShowEveryNodeAndEveryRequirement) {
  const View all = view();
  EXPECT_EQ(shown(system, all).size(), system.graph.size());
  EXPECT_EQ(drawn_requirements(all).size(), system.graph.requirement_count());
  EXPECT_TRUE(all.notes.empty());
}

TEST_F(Views, ARedundantRequirementHasItsOwnNode) {
  const View all = view();
  const auto quorum = std::find_if(all.nodes.begin(), all.nodes.end(),
                                   [](const ViewNode& n) { return n.kind == Kind::quorum; });
  ASSERT_NE(quorum, all.nodes.end());
  const auto at = static_cast<std::size_t>(quorum - all.nodes.begin());
  std::set<std::string> from, to;
  for (const ViewEdge& edge : all.edges) {
    if (edge.to == at) from.insert(system.node_ids[all.nodes[edge.from].node]);
    if (edge.from == at) to.insert(system.node_ids[all.nodes[edge.to].node]);
  }
  EXPECT_EQ(from, (std::set<std::string>{"ehr"}));
  EXPECT_EQ(to, (std::set<std::string>{"db-a", "db-b"}));
}

TEST_F(Views, SoftEdgesAreMarked) {
  const View all = view();
  for (const ViewEdge& edge : all.edges) {
    const bool soft_owner = std::all_of(edge.requirements.begin(), edge.requirements.end(), [&](auto r) {
      return system.graph.on_loss[r] == models::Level::degraded;
    });
    EXPECT_EQ(edge.soft, soft_owner);
  }
  EXPECT_EQ(std::count_if(all.edges.begin(), all.edges.end(), [](const ViewEdge& e) { return e.soft; }), 2);
}

TEST_F(Views, FocusGoesBothWaysButNotSideways) {
  options.focus = node("ehr");
  options.depth = 1;
  const View near = view();
  EXPECT_EQ(shown(system, near),
            (std::set<std::string>{"ehr", "db-a", "db-b", "ad", "ups", "printer", "pc", "emergency"}));
  EXPECT_EQ(near.notes.size(), 2U) << "the depth and the number of hidden nodes";
  for (const ViewNode& each : near.nodes)
    if (each.kind == Kind::node && each.node == node("ad")) {
      EXPECT_EQ(each.hidden_neighbours, 1U) << "dns";
    }
  options.depth = 2;
  EXPECT_TRUE(shown(system, view()).contains("outpatient"));
  options.focus = node("printer");
  EXPECT_FALSE(shown(system, view()).contains("db-a")) << "what the printer's users need otherwise";
}

TEST_F(Views, OnlyAffected) {
  const std::vector<sim::Limit> limits{{node("ehr"), models::Level::down}};
  show(options, system, limits, sim::impact(system, limits));
  options.only_affected = true;
  EXPECT_EQ(shown(system, view()), (std::set<std::string>{"ehr", "pc", "outpatient", "emergency"}))
      << "what is out of use was down before";
}

TEST_F(Views, LostEdgesLeadFromTheAffectedToTheCause) {
  const std::vector<sim::Limit> limits{{node("db-a"), models::Level::down},
                                       {node("db-b"), models::Level::down}};
  show(options, system, limits, sim::impact(system, limits));
  const View all = view();
  std::set<std::string> owners;
  for (const ViewEdge& edge : all.edges)
    if (edge.lost)
      for (const auto r : edge.requirements) owners.insert(system.node_ids[system.graph.owner[r]]);
  EXPECT_EQ(owners, (std::set<std::string>{"ehr", "pc", "outpatient", "emergency"}));
  EXPECT_EQ(options.reduced_redundancy.size(), 0U);
  EXPECT_EQ(options.why[node("outpatient")].find("← pc"), 0U) << options.why[node("outpatient")];
}

TEST_F(Views, ARetiredProviderDoesNotCount) {
  const auto old = node("old");
  EXPECT_NE(system.excluded[old], 0);
}

TEST(Collapsing, KeepsEveryNodeAndRequirementCounted) {
  const sim::System system = test::wide_hospital(12, 10);
  GraphOptions options;
  const std::vector<sim::Limit> limits{{system.node_of.at("s3"), models::Level::down}};
  show(options, system, limits, sim::impact(system, limits));
  for (const std::size_t most : {0U, 20U, 40U, 60U, 1000U}) {
    options.max_nodes = most;
    const View view = make_view(system, options, Words(Language::en));
    std::size_t members = 0, down = 0, drawn = 0;
    std::set<std::uint32_t> inside;
    for (const ViewNode& node : view.nodes) {
      if (node.kind != Kind::quorum) ++drawn;
      if (node.kind == Kind::node) {
        ++members;
        down += options.levels[node.node] == models::Level::down ? 1 : 0;
      }
      if (node.kind == Kind::group) {
        members += node.members;
        down += node.down;
      }
    }
    EXPECT_EQ(members, system.graph.size());
    EXPECT_EQ(down, static_cast<std::size_t>(
                        std::count(options.levels.begin(), options.levels.end(), models::Level::down)));
    if (most >= 14) {
      EXPECT_LE(drawn, most);
    }
    const bool said = std::any_of(view.notes.begin(), view.notes.end(), [](const std::string& note) {
      return note.find("drawn together") != std::string::npos;
    });
    EXPECT_EQ(said, most < 1000U) << "collapsing is said";
    if (most == 40) {
      EXPECT_TRUE(std::any_of(view.nodes.begin(), view.nodes.end(), [&](const ViewNode& n) {
        return n.kind == Kind::node && n.node == system.node_of.at("s3");
      })) << "the affected group is opened first";
    }
  }
}

// Which nodes each node reaches along edges; brute force (Warshall).
std::vector<std::vector<bool>> closure(const View& view) {
  const std::size_t n = view.nodes.size();
  std::vector<std::vector<bool>> reach(n, std::vector<bool>(n, false));
  for (const ViewEdge& edge : view.edges) reach[edge.from][edge.to] = true;
  for (std::size_t k = 0; k < n; ++k)
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j < n; ++j)
        if (reach[i][k] && reach[k][j]) reach[i][j] = true;
  return reach;
}

TEST(Thinning, KeepsWhatIsReachable) {
  const sim::System system = test::wide_hospital(3, 4);
  GraphOptions options;
  View view = make_view(system, options, Words(Language::en));
  const auto before = closure(view);
  const std::size_t edges = view.edges.size();
  const std::size_t removed = thin_out(system, view);
  EXPECT_EQ(closure(view), before);
  EXPECT_EQ(view.edges.size() + removed, edges);
  // Each of 12 machines needs its server, the network and the power supply; the server needs the other two,
  // the network needs power: 12 · 2 + 3 · 1 lines follow from longer chains.
  EXPECT_EQ(removed, 27U);
  options.thin = true;
  EXPECT_EQ(make_view(system, options, Words(Language::en)).notes.size(), 1U);
}

TEST(Thinning, LeavesSoftBridgedRedundantAndCyclicEdges) {
  const sim::System system = test::small_hospital();
  GraphOptions options;
  View view = make_view(system, options, Words(Language::en));
  const auto kept = [&](const char* from, const char* to) {
    return std::any_of(view.edges.begin(), view.edges.end(), [&](const ViewEdge& e) {
      return view.nodes[e.from].kind == Kind::node && view.nodes[e.to].kind == Kind::node &&
             view.nodes[e.from].node == system.node_of.at(from) &&
             view.nodes[e.to].node == system.node_of.at(to);
    });
  };
  thin_out(system, view);
  EXPECT_FALSE(kept("ehr", "ups")) << "follows from ehr → ad → ups";
  EXPECT_TRUE(kept("ad", "dns"));
  EXPECT_TRUE(kept("dns", "ad"));
  EXPECT_TRUE(kept("db-a", "ups"));
  EXPECT_TRUE(kept("ehr", "printer"));
}

// Lines into each node, drawn or replaced by numbers, per id of the target.
std::size_t users_of(const sim::System& system, const View& view, const char* id) {
  std::size_t number = 0, users = 0;
  for (const ViewNode& node : view.nodes)
    if (node.kind == Kind::node && node.node == system.node_of.at(id)) number = node.number;
  for (const ViewEdge& edge : view.edges)
    if (view.nodes[edge.to].kind == Kind::node && view.nodes[edge.to].node == system.node_of.at(id)) ++users;
  for (const ViewNode& node : view.nodes)
    for (const ViewReference& reference : node.references)
      if (number > 0 && reference.number == number) ++users;
  return users;
}

TEST(Hubs, NumbersReplaceLinesOneForOne) {
  const sim::System system = test::wide_hospital(5, 8);
  View view = make_view(system, GraphOptions{}, Words(Language::en));
  EXPECT_EQ(users_of(system, view, "power"), 5U * 8U + 5U + 1U);
  EXPECT_EQ(users_of(system, view, "net"), 5U * 8U + 5U);
  EXPECT_TRUE(std::none_of(view.edges.begin(), view.edges.end(),
                           [&](const ViewEdge& e) { return view.nodes[e.to].number > 0; }));
  EXPECT_EQ(view.notes.size(), 1U) << "numbers are explained";
  EXPECT_EQ(number_hubs(view), 0U) << "little is left";
  EXPECT_LE(view.edges.size(), 120U);
}

TEST(Hubs, SmallGraphsKeepTheirLines) {
  const sim::System system = test::small_hospital();
  const View view = make_view(system, GraphOptions{}, Words(Language::en));
  for (const ViewNode& node : view.nodes) EXPECT_EQ(node.number, 0U);
}

TEST(Columns, ServicesStandLeftAndOnlyLinesToTheRightPlaceNodes) {
  const sim::System system = test::wide_hospital(12, 10);
  const View view = make_view(system, GraphOptions{}, Words(Language::en));
  ASSERT_TRUE(in_columns(view));
  std::size_t constraining = 0;
  for (const ViewEdge& edge : view.edges)
    if (edge.constraint) {
      ++constraining;
      EXPECT_LT(*view.nodes[edge.from].layer, *view.nodes[edge.to].layer);
    }
  EXPECT_GT(constraining, 12U);
  std::size_t last = 0;
  for (const ViewNode& node : view.nodes) {
    last = std::max(last, *node.layer);
    if (node.box == 0) {
      EXPECT_LE(*node.layer, 2U);
    }
  }
  EXPECT_GE(last, 5U) << "more than one column";
}

TEST(Columns, ALargePictureIsNoTower) {
  const sim::System system = test::wide_hospital(12, 10);
  const RenderResult drawn = draw(system, GraphOptions{}, Format::svg);
  ASSERT_TRUE(drawn.ok()) << drawn.messages;
  double width = 0.0, height = 0.0;
  ASSERT_EQ(std::sscanf(drawn.picture.c_str() + drawn.picture.find("<svg width"),
                        "<svg width=\"%lfpt\" height=\"%lfpt\"", &width, &height),
            2);
  EXPECT_GT(width, 0.75 * height);
  EXPECT_LT(width, 2.2 * height);
}

TEST(Columns, ASmallPictureAndAFocusAreLeftToGraphviz) {
  EXPECT_FALSE(in_columns(make_view(test::small_hospital(), GraphOptions{}, Words(Language::en))));
  const sim::System system = test::wide_hospital(12, 10);
  GraphOptions options;
  options.focus = system.node_of.at("net");
  const View view = make_view(system, options, Words(Language::en));
  EXPECT_GT(view.nodes.size(), 60U);
  EXPECT_FALSE(in_columns(view));
}

TEST(Hubs, OneLineStillPlacesThem) {
  View view;
  view.nodes.resize(40);
  for (std::size_t i = 0; i + 1 < 39; ++i) view.edges.push_back({i, i + 1, false, false, false, true, {}});
  for (std::size_t i = 0; i < 39; ++i) view.edges.push_back({i, 39, false, false, false, true, {}});
  relax_hubs(view);
  std::size_t constraining = 0;
  for (const ViewEdge& edge : view.edges)
    if (edge.to == 39 && edge.constraint) {
      ++constraining;
      EXPECT_EQ(edge.from, 38U) << "the end of the chain";
    }
  EXPECT_EQ(constraining, 1U);
}

TEST(Quorums, AreSharedByThoseWhoNeedTheSame) {
  const sim::System system = test::system_of(R"({"format": "hakyu/1",
    "study": {"start": "2026-12-06T00:00", "horizon": "7d", "failures": "none"},
    "resources": [{"id": "a1", "kind": "server"}, {"id": "a2", "kind": "server"},
      {"id": "x", "kind": "server", "requires": [{"any_of": ["a1", "a2"]}]},
      {"id": "y", "kind": "server", "requires": [{"any_of": ["a2", "a1"]}]},
      {"id": "z", "kind": "server", "requires": [{"at_least": 1, "of": ["a1", "a2", "x"]}]}],
    "services": [{"id": "s", "requires": ["x", "y", "z"], "demand": {"rate": "1/h"}}]})");
  const View view = make_view(system, GraphOptions{}, Words(Language::en));
  EXPECT_EQ(std::count_if(view.nodes.begin(), view.nodes.end(),
                          [](const ViewNode& n) { return n.kind == Kind::quorum; }),
            2);
  EXPECT_EQ(drawn_requirements(view).size(), system.graph.requirement_count());
}

}  // namespace
}  // namespace hakyu::viz
