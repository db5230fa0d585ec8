// Simulation and ranking with the engine itself: the same bits on any number of threads, equal plans,
// scaling.

#include <gtest/gtest.h>

#include <vector>

#include "sim/montecarlo/simulate.hpp"
#include "sim/plans/rank.hpp"
#include "tests/support/system_builder.hpp"

namespace hakyu::test {
namespace {

using models::Seconds;

/// Twelve servers in four redundant groups under two services; a risky patch of one server and a silent
/// neighbour.
sim::System hospital(double contacts, double weight = 1.0, sim::Time days = 60) {
  SystemBuilder builder(days * 86'400);
  const models::Law repair = models::LogNormal{Seconds(4 * 3600), Seconds(20 * 3600)};
  const std::vector<models::Law> lives{exponential(std::chrono::hours(500)),
                                       models::Weibull{Seconds(700 * 3600), 1.7},
                                       models::Erlang{Seconds(600 * 3600), 2}};
  std::vector<std::vector<sim::NodeIndex>> groups(4);
  for (std::size_t i = 0; i < 12; ++i)
    groups[i / 3].push_back(builder.repairable(lives[i % 3], repair, i % 4 == 0));
  for (int s = 0; s < 2; ++s) {
    const sim::NodeIndex service = builder.service(per_hour(contacts), weight);
    for (const auto& group : groups) builder.require(service, group, s == 0 ? 2 : 3);
  }
  sim::System system = builder.build();
  sim::CompiledMeasure patch;
  patch.key = sim::stream_key("measure", "patch");
  patch.duration = sim::Sampler(models::Triangular{Seconds(1800), Seconds(3600), Seconds(9000)});
  patch.scope = {{groups[0][0], 0}, {groups[1][1], 600}};
  patch.failure_probability = 0.1;
  patch.rollback = sim::Sampler(models::Law{models::Constant{Seconds(5400)}});
  patch.latent_probability = 0.2;
  patch.latent_nodes = {groups[2][0]};
  patch.latent_repair = sim::Sampler(repair);
  patch.cost = 10.0;
  system.measures = {patch};
  system.measure_ids = {"patch"};
  system.load_peaks = {{3 * 86'400, 3 * 86'400 + 7200}, {10 * 86'400, 10 * 86'400 + 7200}};
  sim::CompiledStep step;
  step.measure = sim::MeasureIndex(0);
  step.when = sim::StepAt{86'400};
  system.plans = {{"nothing", {}}, {"patch", {step}}, {"same", {step}}};
  step.when = sim::StepAt{5 * 86'400};
  system.plans.push_back({"later", {step}});
  complete_model(system);
  return system;
}

sim::SimulationOptions options_with(unsigned threads, std::uint32_t replications) {
  sim::SimulationOptions options;
  options.threads = threads;
  options.replications = replications;
  return options;
}

void expect_same(const sim::Simulation& a, const sim::Simulation& b) {
  EXPECT_EQ(a.impact, b.impact);
  EXPECT_EQ(a.cvar95, b.cvar95);
  EXPECT_EQ(a.cause_hours, b.cause_hours);
  EXPECT_EQ(a.events, b.events);
  EXPECT_EQ(a.cut_share, b.cut_share);
  ASSERT_EQ(a.services.size(), b.services.size());
  for (std::size_t s = 0; s < a.services.size(); ++s) {
    EXPECT_EQ(a.services[s].down_hours, b.services[s].down_hours);
    EXPECT_EQ(a.services[s].affected, b.services[s].affected);
    EXPECT_EQ(a.services[s].longest_hours, b.services[s].longest_hours);
    EXPECT_EQ(a.services[s].outages, b.services[s].outages);
  }
  ASSERT_EQ(a.measures.size(), b.measures.size());
  for (std::size_t m = 0; m < a.measures.size(); ++m) {
    EXPECT_EQ(a.measures[m].failed, b.measures[m].failed);
    EXPECT_EQ(a.measures[m].in_force, b.measures[m].in_force);
  }
}

TEST(Engine, SimulatesTheSameToTheLastBitForAnyNumberOfThreads) {
  const sim::System system = hospital(7.0);
  const sim::Simulation one = sim::simulate(system, system.plans[1], options_with(1, 1010));
  expect_same(one, sim::simulate(system, system.plans[1], options_with(2, 1010)));
  expect_same(one, sim::simulate(system, system.plans[1], options_with(7, 1010)));
  EXPECT_GT(one.impact.low, 0.0);
}

TEST(Engine, RanksTheSameToTheLastBitForAnyNumberOfThreads) {
  const sim::System system = hospital(7.0);
  const std::vector<sim::PlanIndex> all{sim::PlanIndex(0), sim::PlanIndex(1), sim::PlanIndex(2),
                                        sim::PlanIndex(3)};
  sim::RankOptions options;
  options.simulation = options_with(1, 2000);
  const sim::Ranking one = sim::rank(system, all, options);
  for (const unsigned threads : {2U, 7U}) {
    options.simulation.threads = threads;
    const sim::Ranking other = sim::rank(system, all, options);
    ASSERT_EQ(one.plans.size(), other.plans.size());
    for (std::size_t i = 0; i < one.plans.size(); ++i) {
      EXPECT_EQ(one.plans[i].id, other.plans[i].id);
      EXPECT_EQ(one.plans[i].best_probability, other.plans[i].best_probability);
      expect_same(one.plans[i].simulation, other.plans[i].simulation);
    }
    for (std::size_t i = 0; i < one.differences.size(); ++i)
      EXPECT_EQ(one.differences[i].difference, other.differences[i].difference);
  }
}

TEST(Engine, TwoEqualPlansDifferByExactlyNothing) {
  const sim::System system = hospital(7.0);
  sim::RankOptions options;
  options.simulation = options_with(2, 1000);
  const sim::Ranking ranking = sim::rank(system, {sim::PlanIndex(1), sim::PlanIndex(2)}, options);
  ASSERT_EQ(ranking.plans.size(), 3U);
  for (const sim::Difference& pair : ranking.differences) {
    if (ranking.plans[pair.a].id == "nothing" || ranking.plans[pair.b].id == "nothing") continue;
    EXPECT_EQ(pair.difference, (sim::Figure{0.0, 0.0, 0.0}));
    EXPECT_EQ(pair.verdict, sim::Verdict::equivalent);
    EXPECT_EQ(pair.least_replications, 0U);
    EXPECT_EQ(ranking.plans[pair.a].best_probability, ranking.plans[pair.b].best_probability);
  }
}

TEST(Engine, CommonRandomNumbersLeaveOnlyWhatThePlansChange) {
  // One plan does nothing, the other is a shade worse; the difference is known far better than either impact.
  const sim::System system = hospital(7.0);
  sim::RankOptions options;
  options.simulation = options_with(2, 4000);
  const sim::Ranking ranking = sim::rank(system, {sim::PlanIndex(1)}, options);
  const sim::Figure& impact = ranking.plans[0].simulation.impact;
  const sim::Figure& difference = ranking.differences[0].difference;
  EXPECT_LT(difference.high - difference.low, impact.high - impact.low);
  EXPECT_EQ(ranking.plans[0].id, "nothing");
}

TEST(Engine, TwiceTheDemandOrWeightIsExactlyTwiceTheImpact) {
  const sim::System once = hospital(7.0), twice = hospital(14.0), heavy = hospital(7.0, 2.0);
  const sim::Simulation a = sim::simulate(once, once.plans[1], options_with(2, 500));
  const sim::Simulation b = sim::simulate(twice, twice.plans[1], options_with(2, 500));
  const sim::Simulation c = sim::simulate(heavy, heavy.plans[1], options_with(2, 500));
  EXPECT_EQ(b.impact, sim::scaled(a.impact, 2.0));
  EXPECT_EQ(c.impact, sim::scaled(a.impact, 2.0));
  EXPECT_EQ(b.cvar95, 2.0 * a.cvar95);
  EXPECT_EQ(b.services[0].affected, sim::scaled(a.services[0].affected, 2.0));
  EXPECT_EQ(c.services[0].affected, a.services[0].affected);
  EXPECT_EQ(b.services[0].down_hours, a.services[0].down_hours);
}

TEST(Engine, ALongerHorizonOnlyAddsToWhatAShorterOneSaw) {
  const sim::System month = hospital(7.0, 1.0, 30), two = hospital(7.0, 1.0, 60);
  sim::Replicator shorter(month), longer(two);
  double both = 0.0, first = 0.0;
  for (std::uint32_t i = 0; i < 400; ++i) {
    const sim::Outcome a = shorter.run(month.plans[1], i, 3);
    const sim::Outcome& b = longer.run(two.plans[1], i, 3);
    for (std::size_t s = 0; s < a.services.size(); ++s) {
      ASSERT_LE(a.services[s].down, b.services[s].down);
      ASSERT_LE(a.services[s].affected, b.services[s].affected * (1.0 + 1e-12));
      ASSERT_LE(a.services[s].outages, b.services[s].outages);
    }
    ASSERT_LE(a.events, b.events);
    both += b.impact;
    first += a.impact;
  }
  EXPECT_GT(both, 1.5 * first);
}

}  // namespace
}  // namespace hakyu::test
