// Ebeling, "An Introduction to Reliability and Maintainability Engineering", example 11.3: components with
// constant failure rate 0.1/h and repair rate 0.2/h; one, two in series, two in parallel.
//
// For two components the printed means over 10 h (0.596364, 0.948128) put the components' mean availability
// 0.772246 into the formula of the arrangement: 0.772246² and 1 − (1 − 0.772246)². They are not the mean of
// the arrangement's availability over time, as the components are up together more often than that: both are
// best at the start. The mean over time, which a simulation must give, is ∫ A(t)² dt / 10 h = 4/9 + 4/27 (1 −
// e⁻³) + (1 − e⁻⁶)/54 = 0.603689 in series, and 2 · 0.772246 − 0.603689 = 0.940802 in parallel.

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "sim/montecarlo/simulate.hpp"
#include "tests/support/exact.hpp"
#include "tests/support/system_builder.hpp"

namespace hakyu::test {
namespace {

struct Arrangement {
  const char* name;
  std::size_t components;
  std::uint32_t needed;
  double at_10_hours, mean_over_10_hours, of_means, steady;
};

constexpr Arrangement arrangements[] = {{"Single", 1, 1, 0.683262, 0.772246, 0.772246, 2.0 / 3.0},
                                        {"Series", 2, 2, 0.466847, 0.603689, 0.596364, 0.444444},
                                        {"Parallel", 2, 1, 0.899677, 0.940802, 0.948128, 0.888889}};

constexpr sim::Time hour = 3600;

sim::System arrange(const Arrangement& arrangement, sim::Time horizon, const models::Demand& demand) {
  SystemBuilder builder(horizon);
  std::vector<sim::NodeIndex> components;
  for (std::size_t i = 0; i < arrangement.components; ++i)
    components.push_back(
        builder.repairable(exponential(std::chrono::hours(10)), exponential(std::chrono::hours(5))));
  builder.require(builder.service(demand), components, arrangement.needed);
  return builder.build();
}

/// 1 while the service is up.
std::function<double(const Levels&)> served(const sim::System& system) {
  return [node = system.services[0].node](const Levels& levels) {
    return levels[node] == sim::Level::up ? 1.0 : 0.0;
  };
}

/// Unavailability: contacts lost when `contacts` come in all. 99.9 % interval.
sim::Figure lost_share(const sim::System& system, std::uint32_t replications, double contacts) {
  sim::SimulationOptions options;
  options.replications = replications;
  options.confidence = 0.999;
  options.seed = 113;
  return sim::scaled(sim::simulate(system, system.plans[0], options).impact, 1.0 / contacts);
}

void expect_availability(const sim::Figure& lost, double availability, double width) {
  EXPECT_LE(1.0 - lost.high, availability);
  EXPECT_GE(1.0 - lost.low, availability);
  EXPECT_LT(lost.high - lost.low, width);
}

class EbelingExample11_3 : public testing::TestWithParam<Arrangement> {};

TEST_P(EbelingExample11_3, ByMatrixExponential) {
  const Arrangement& arrangement = GetParam();
  const sim::System system = arrange(arrangement, 10 * hour, per_hour(1.0));
  const Transient transient = markov(system, 10.0, served(system));
  EXPECT_NEAR(transient.at_end, arrangement.at_10_hours, 5e-7);
  EXPECT_NEAR(transient.on_average, arrangement.mean_over_10_hours, 5e-7);
  EXPECT_NEAR(markov(system, 1000.0, served(system)).at_end, arrangement.steady, 5e-7);
  EXPECT_NEAR(expectation(system, availabilities(system), served(system)), arrangement.steady, 5e-7);
}

TEST_P(EbelingExample11_3, ArrangementOfMeansAsPrinted) {
  const sim::System system = arrange(GetParam(), 10 * hour, per_hour(1.0));
  const sim::System alone = arrange(arrangements[0], 10 * hour, per_hour(1.0));
  const double mean = markov(alone, 10.0, served(alone)).on_average;
  const std::vector<double> means(system.failing.size(), mean);
  EXPECT_NEAR(expectation(system, means, served(system)), GetParam().of_means, 5e-7);
}

TEST_P(EbelingExample11_3, AtTenHoursBySimulation) {
  // Only the second after the tenth hour has demand: one contact, lost if the service is down then.
  models::WeeklyDemand demand;
  demand.weekday[10] = 3600.0;
  const sim::System system = arrange(GetParam(), 10 * hour + 1, demand);
  expect_availability(lost_share(system, 200'000, 1.0), GetParam().at_10_hours, 0.01);
}

TEST_P(EbelingExample11_3, MeanOverTenHoursBySimulation) {
  const sim::System system = arrange(GetParam(), 10 * hour, per_hour(1.0));
  expect_availability(lost_share(system, 100'000, 10.0), GetParam().mean_over_10_hours, 0.01);
}

TEST_P(EbelingExample11_3, SteadyStateBySimulation) {
  // From everything new the mean over 20,000 h is better than the steady state by 1 h / 20,000 h.
  const sim::System system = arrange(GetParam(), 20'000 * hour, per_hour(1.0));
  expect_availability(lost_share(system, 500, 20'000.0), GetParam().steady, 0.005);
}

INSTANTIATE_TEST_SUITE_P(Arrangements, EbelingExample11_3, testing::ValuesIn(arrangements),
                         [](const auto& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace hakyu::test
