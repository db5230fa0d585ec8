// Two-terminal reliability of networks, exhaustively enumerated values: 3×3 grid from corner to corner
// (edges work with 0.9), dodecahedron between antipodes (0.5 and 0.9). And the static and-or tree of the
// tests of Storm-dft: 0.5625 at the top, 0.75 at its gates, 0.5 at its events; its inputs are reconstructed
// from these values.
#include <gtest/gtest.h>

#include <utility>
#include <vector>

#include "sim/exact/analysis.hpp"
#include "sim/exact/worlds.hpp"

namespace hakyu::test {
namespace {

using namespace sim::exact;  // NOLINT(google-build-using-namespace): this file only tests it

using Edges = std::vector<std::pair<std::size_t, std::size_t>>;

struct Network {
  Formula formula;
  Literal connected;
};

/// Edges as events; a node is reached if a neighbour is and the edge between works. After as many rounds as
/// there are other nodes every path has been followed.
Network network(std::size_t nodes, const Edges& edges, std::size_t from, std::size_t to) {
  Network made;
  std::vector<Literal> works;
  for (std::size_t e = 0; e < edges.size(); ++e) works.push_back(made.formula.event());
  std::vector<Literal> reached(nodes, never);
  reached[from] = always;
  for (std::size_t round = 1; round < nodes; ++round) {
    std::vector<std::vector<Literal>> ways(nodes);
    for (std::size_t v = 0; v < nodes; ++v) ways[v].push_back(reached[v]);
    for (std::size_t e = 0; e < edges.size(); ++e) {
      const auto [a, b] = edges[e];
      ways[b].push_back(made.formula.all_of(std::vector<Literal>{works[e], reached[a]}));
      ways[a].push_back(made.formula.all_of(std::vector<Literal>{works[e], reached[b]}));
    }
    for (std::size_t v = 0; v < nodes; ++v) reached[v] = made.formula.any_of(ways[v]);
  }
  made.connected = reached[to];
  return made;
}

double reliability(const Network& network, double p) {
  const auto diagrams = Diagrams::build(network.formula, std::vector<Literal>{network.connected});
  EXPECT_TRUE(diagrams);
  return diagrams->probability(std::vector<double>(network.formula.events(), p)).front();
}

Edges grid() {
  Edges edges;
  for (std::size_t row = 0; row < 3; ++row)
    for (std::size_t column = 0; column < 3; ++column) {
      const std::size_t v = 3 * row + column;
      if (column < 2) edges.emplace_back(v, v + 1);
      if (row < 2) edges.emplace_back(v, v + 3);
    }
  return edges;
}

/// As the generalised Petersen graph GP(10, 2); the antipode of the outer node i is the outer node i + 5.
Edges dodecahedron() {
  Edges edges;
  for (std::size_t i = 0; i < 10; ++i) {
    edges.emplace_back(i, (i + 1) % 10);
    edges.emplace_back(i, i + 10);
    edges.emplace_back(i + 10, (i + 2) % 10 + 10);
  }
  return edges;
}

TEST(Networks, Grid3x3CornerToCorner) {
  const Network made = network(9, grid(), 0, 8);
  EXPECT_NEAR(reliability(made, 0.9), 0.9725021714, 5e-11);
  WorldsOptions how;
  how.worlds = 400'000;
  how.confidence = 0.999999;
  const auto drawn =
      draw_worlds(made.formula, std::vector<Literal>{made.connected}, std::vector<double>(12, 0.9), how);
  ASSERT_TRUE(drawn);
  EXPECT_LT(drawn->front().low, 0.9725021714);
  EXPECT_GT(drawn->front().high, 0.9725021714);
}

TEST(Networks, DodecahedronBetweenAntipodes) {
  const Network made = network(20, dodecahedron(), 0, 5);
  EXPECT_NEAR(reliability(made, 0.5), 0.2902550139, 5e-11);
  EXPECT_NEAR(reliability(made, 0.9), 0.9971203987, 5e-11);
}

TEST(StormDft, StaticAndOrTree) {
  Formula formula;
  std::vector<Literal> e;
  for (int i = 0; i < 4; ++i) e.push_back(formula.event());
  const Literal left = formula.any_of(std::vector<Literal>{e[0], e[1]});
  const Literal right = formula.any_of(std::vector<Literal>{e[2], e[3]});
  const std::vector<Literal> roots{formula.all_of(std::vector<Literal>{left, right}), left, e[0]};
  const auto diagrams = Diagrams::build(formula, roots);
  ASSERT_TRUE(diagrams);
  EXPECT_EQ(diagrams->probability(std::vector<double>(4, 0.5)), (std::vector<double>{0.5625, 0.75, 0.5}));
}

}  // namespace
}  // namespace hakyu::test
