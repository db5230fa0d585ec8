// Ge, Kim, Kim: "Evaluating Security and Availability of Multiple Redundancy Designs when Applying Security
// Patches", DSN-W 2017 (arXiv 1705.00128): capacity-oriented availability (COA) of a network of one DNS
// server, two web, two application servers and one database, each patched every 720 h. Reward of COA: share
// of servers that are up if every tier has one up, else 0.

#include <gtest/gtest.h>

#include <array>
#include <numeric>
#include <string>
#include <vector>

#include "sim/montecarlo/simulate.hpp"
#include "tests/support/exact.hpp"
#include "tests/support/system_builder.hpp"

namespace hakyu::test {
namespace {

using models::Seconds;

struct Design {
  std::array<int, 4> servers;  ///< DNS, web, application, database
  double availability;
};

constexpr std::array<Design, 6> designs{{{{1, 2, 2, 1}, 0.9970722},
                                         {{2, 1, 1, 1}, 0.9961664},
                                         {{1, 2, 1, 1}, 0.9960974},
                                         {{1, 1, 2, 1}, 0.9964424},
                                         {{1, 1, 1, 2}, 0.9963734},
                                         {{1, 1, 1, 1}, 0.9956138}}};

constexpr std::array<int, 4> patch_minutes{40, 35, 60, 55};

enum class Repair { exponential, constant, uniform, erlang };

models::Law patch_law(Repair repair, int minutes) {
  const Seconds mean = std::chrono::minutes(minutes);
  switch (repair) {
    case Repair::constant:
      return models::Constant{mean};
    case Repair::uniform:
      return models::Uniform{mean / 2, mean + mean / 2};
    case Repair::erlang:
      return models::Erlang{mean, 3};
    case Repair::exponential:
      break;
  }
  return models::Exponential{mean};
}

/// A service per tier (any server of it) and per server (itself and every tier): the latter's contacts served
/// normally are the reward.
sim::System network(const Design& design, Repair repair, sim::Time horizon) {
  SystemBuilder builder(horizon);
  std::vector<sim::NodeIndex> all;
  std::array<std::vector<sim::NodeIndex>, 4> tiers;
  for (std::size_t tier = 0; tier < tiers.size(); ++tier)
    for (int i = 0; i < design.servers[tier]; ++i) {
      tiers[tier].push_back(
          builder.repairable(exponential(std::chrono::hours(720)), patch_law(repair, patch_minutes[tier])));
      all.push_back(tiers[tier].back());
    }
  std::vector<sim::NodeIndex> tier_services;
  for (const auto& tier : tiers) {
    tier_services.push_back(builder.service(per_hour(0.0), 0.0));
    builder.require(tier_services.back(), tier, 1);
  }
  for (const sim::NodeIndex server : all) {
    const sim::NodeIndex service = builder.service(per_hour(1.0));
    builder.require_all(service, {server});
    builder.require_all(service, tier_services);
  }
  return builder.build();
}

class Ge2017 : public testing::TestWithParam<Design> {};

TEST_P(Ge2017, CapacityOrientedAvailabilityByProductForm) {
  const sim::System system = network(GetParam(), Repair::exponential, 3600);
  const double servers = static_cast<double>(system.failing.size());
  const double availability = expectation(system, availabilities(system), [&](const Levels& levels) {
    double up = 0.0;
    for (std::size_t s = 4; s < system.services.size(); ++s)
      up += levels[system.services[s].node] == sim::Level::up ? 1.0 : 0.0;
    return up / servers;
  });
  EXPECT_NEAR(availability, GetParam().availability, 5e-7);
}

TEST_P(Ge2017, CapacityOrientedAvailabilityBySimulation) {
  // 99.9 %: 24 intervals are checked. From everything new, the first hours are better than the steady state
  // by about one patch's length in ten years, far less than the width.
  constexpr sim::Time horizon = 10LL * 365 * 24 * 3600;
  for (const Repair repair : {Repair::exponential, Repair::constant, Repair::uniform, Repair::erlang}) {
    const sim::System system = network(GetParam(), repair, horizon);
    sim::SimulationOptions options;
    options.replications = 400;
    options.confidence = 0.999;
    options.seed = 2017;
    const sim::Simulation result = sim::simulate(system, system.plans[0], options);
    const double contacts =
        static_cast<double>(system.failing.size()) * (static_cast<double>(horizon) / 3600.0);
    EXPECT_LE(1.0 - result.impact.high / contacts, GetParam().availability) << static_cast<int>(repair);
    EXPECT_GE(1.0 - result.impact.low / contacts, GetParam().availability) << static_cast<int>(repair);
    EXPECT_LT((result.impact.high - result.impact.low) / contacts, 1e-4);
  }
}

INSTANTIATE_TEST_SUITE_P(Designs, Ge2017, testing::ValuesIn(designs), [](const auto& test) {
  std::string name;
  for (const int count : test.param.servers) name += std::to_string(count);
  return name;
});

}  // namespace
}  // namespace hakyu::test
