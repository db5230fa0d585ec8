// ReliaWiki, "Introduction to Repairable Systems", availability of a series system by simulation: A fails
// after every 100 h and B after every 120 h of operation, a repair takes 10 h, 300 h in all. What stands
// still does not age: while one is repaired the other waits.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <utility>
#include <vector>

#include "sim/montecarlo/simulate.hpp"
#include "tests/support/system_builder.hpp"

namespace hakyu::test::reliawiki_test {
namespace {

constexpr sim::Time hour = 3600;

/// With `operating`, each needs the other, so that it is down, and its clock stands, while the other is
/// repaired.
sim::System series(bool operating) {
  SystemBuilder builder(300 * hour);
  const models::Law repair = models::Constant{std::chrono::hours(10)};
  const auto a = builder.repairable(models::Constant{std::chrono::hours(100)}, repair, operating);
  const auto b = builder.repairable(models::Constant{std::chrono::hours(120)}, repair, operating);
  if (operating) {
    builder.require_all(a, {b});
    builder.require_all(b, {a});
  }
  builder.require_all(builder.service(per_hour(1.0)), {a, b});
  return builder.build();
}

/// (hour, resource) of every failure.
std::vector<std::pair<sim::Time, std::string>> failures(const sim::System& system) {
  std::vector<std::pair<sim::Time, std::string>> seen;
  sim::Replicator replicator(system);
  (void)replicator.run(system.plans[0], 0, 1, [&](const sim::TraceEvent& event) {
    if (event.kind == sim::EventKind::failure)
      seen.emplace_back(event.at / hour, system.node_ids[event.node]);
  });
  return seen;
}

TEST(ReliaWikiRepairableSeries, RepairsStartAt100_130_220_270WithOperatingClocks) {
  EXPECT_THAT(failures(series(true)), testing::ElementsAre(std::pair(100, "r0"), std::pair(130, "r1"),
                                                           std::pair(220, "r0"), std::pair(270, "r1")));
}

TEST(ReliaWikiRepairableSeries, Is40HoursDownAndAvailable086667) {
  const sim::System system = series(true);
  sim::SimulationOptions options;
  options.replications = 10;
  const sim::Simulation result = sim::simulate(system, system.plans[0], options);
  EXPECT_EQ(result.services[0].down_hours.mean, 40.0);
  EXPECT_EQ(result.services[0].outages.mean, 4.0);
  EXPECT_NEAR(1.0 - result.services[0].down_hours.mean / 300.0, 0.86667, 5e-6);
  EXPECT_NEAR(result.impact.mean, 40.0, 1e-9);
}

TEST(ReliaWikiRepairableSeries, CalendarClocksGiveOtherTimes) {
  EXPECT_THAT(failures(series(false)), testing::ElementsAre(std::pair(100, "r0"), std::pair(120, "r1"),
                                                            std::pair(210, "r0"), std::pair(250, "r1")));
}

}  // namespace
}  // namespace hakyu::test::reliawiki_test
