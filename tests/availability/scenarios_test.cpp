// Exact against simulated, for the shipped scenarios (semantics §10): where an exact answer exists it lies
// within the interval of the simulation; where it is refused there is a reason, and the answer without what
// stands against it agrees with the simulation of the same hospital without it.
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>

#include "models/read/read.hpp"
#include "sim/exact/analysis.hpp"
#include "sim/exact/structure.hpp"
#include "sim/montecarlo/replication.hpp"

namespace hakyu::test {
namespace {

constexpr sim::Time hour = 3600;
constexpr sim::Time year = 365 * 24 * hour;
/// Everything is new at the start. After a year, hundreds of repairs long, that is forgotten.
constexpr sim::Time warm_up = year;
constexpr sim::Time observed = 4 * year;
constexpr std::uint32_t replications = 400;
/// Of 1,600 years, half an hour: what is rarer may go unseen.
constexpr double too_rare = 0.5 * hour / (static_cast<double>(observed) * replications);
/// Of each interval: some sixty are looked at.
constexpr double quantile = 4.0;  // of the normal distribution: 0.006 % outside

struct Scenario {
  const char* name;
  bool exact;  ///< every service has an exact answer
};

/// Plans are not what this is about; and a bare availability, which says nothing about when things fail,
/// enters exact answers only.
sim::System system_of(const std::string& name) {
  models::Diagnostics problems;
  auto read = models::read(models::load({std::string(HAKYU_SOURCE_DIR) + "/scenarios/" + name}, problems));
  read.model.plans.clear();
  read.model.decisions.clear();
  for (models::Resource& each : read.model.resources)
    if (each.reliability && each.reliability->availability) each.reliability.reset();
  read.model.study->horizon = models::Seconds(warm_up + observed);
  auto compiled = sim::compile(std::make_shared<const models::Model>(std::move(read.model)));
  EXPECT_TRUE(compiled.system) << name;
  return std::move(*compiled.system);
}

/// Without time filters, operating clocks and help needed for repairs; and without what is no failure.
sim::System without_obstacles(sim::System system) {
  system.graph.filters.clear();
  system.graph.filter.assign(system.graph.filter.size(), sim::FilterIndex());
  for (sim::FailingResource& each : system.failing) {
    each.ages_operating = false;
    each.extra_if_unavailable.reset();
  }
  system.statements.clear();
  return system;
}

struct Share {
  double mean = 0.0, error = 0.0;
};

/// Share of the time after the warm-up in which each service is down: the same course is run to both ends.
std::vector<Share> simulated(const sim::System& system) {
  sim::System short_system = system;
  short_system.horizon = warm_up;
  sim::Replicator whole(system), start(short_system);
  const std::size_t n = system.services.size();
  std::vector<double> sum(n, 0.0), squares(n, 0.0);
  for (std::uint32_t i = 0; i < replications; ++i) {
    std::vector<sim::Time> before;
    for (const auto& each : start.run(short_system.plans[0], i, 5).services) before.push_back(each.down);
    const sim::Outcome& outcome = whole.run(system.plans[0], i, 5);
    for (std::size_t s = 0; s < n; ++s) {
      const double share =
          static_cast<double>(outcome.services[s].down - before[s]) / static_cast<double>(observed);
      sum[s] += share;
      squares[s] += share * share;
    }
  }
  std::vector<Share> shares;
  for (std::size_t s = 0; s < n; ++s) {
    const double mean = sum[s] / replications;
    shares.push_back({mean, std::sqrt((squares[s] / replications - mean * mean) / (replications - 1))});
  }
  return shares;
}

double exactly(const sim::exact::Structure& structure, sim::NodeIndex node) {
  const sim::exact::Literal root = structure.down[node];
  const auto diagrams = sim::exact::Diagrams::build(structure.formula, {&root, 1});
  EXPECT_TRUE(diagrams);
  return diagrams->probability(structure.unavailability).front();
}

void expect_agreement(const sim::System& system) {
  const auto structure = sim::exact::structure(system);
  ASSERT_TRUE(structure);
  const std::vector<Share> shares = simulated(system);
  std::size_t seen = 0;
  for (std::size_t s = 0; s < shares.size(); ++s) {
    const sim::NodeIndex node = system.services[s].node;
    ASSERT_TRUE(sim::exact::refusals(system, *structure, node).empty()) << system.node_ids[node];
    EXPECT_NEAR(shares[s].mean, exactly(*structure, node), quantile * shares[s].error + too_rare)
        << system.node_ids[node];
    seen += shares[s].error < 0.2 * shares[s].mean ? 1 : 0;
  }
  EXPECT_GE(2 * seen, shares.size()) << "the intervals are too wide to say anything";
}

class Scenarios : public testing::TestWithParam<Scenario> {};

TEST_P(Scenarios, ExactAndSimulatedAvailabilityAgree) {
  const sim::System system = system_of(GetParam().name);
  const auto structure = sim::exact::structure(system);
  ASSERT_TRUE(structure);
  for (const sim::CompiledService& service : system.services)
    EXPECT_EQ(sim::exact::refusals(system, *structure, service.node).empty(), GetParam().exact)
        << system.node_ids[service.node];
  expect_agreement(GetParam().exact ? system : without_obstacles(system));
}

INSTANTIATE_TEST_SUITE_P(Shipped, Scenarios,
                         testing::Values(Scenario{"clinic", false}, Scenario{"general-hospital", false},
                                         Scenario{"ge-2017", true},
                                         Scenario{"ge-2017-variants/app-2.json", true},
                                         Scenario{"ge-2017-variants/db-2.json", true},
                                         Scenario{"ge-2017-variants/dns-2.json", true},
                                         Scenario{"ge-2017-variants/single.json", true},
                                         Scenario{"ge-2017-variants/web-2.json", true}),
                         [](const auto& test) {
                           std::string name;
                           for (const char c : std::string(test.param.name))
                             if (std::isalnum(static_cast<unsigned char>(c)) != 0) name += c;
                           return name;
                         });

}  // namespace
}  // namespace hakyu::test
