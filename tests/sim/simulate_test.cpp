#include "sim/montecarlo/simulate.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <stdexcept>
#include <vector>

#include "sim/montecarlo/experiment.hpp"

namespace hakyu::sim::simulate_test {
namespace {

/// One service, one measure that the plan carries out twice.
System small_system() {
  System system;
  system.services.resize(1);
  system.measures.resize(2);
  return system;
}

CompiledPlan small_plan() {
  CompiledPlan plan;
  plan.id = "p";
  plan.steps.resize(2);
  for (CompiledStep& step : plan.steps) step.measure = MeasureIndex(0);
  return plan;
}

/// A different, irregular outcome for every replication.
Outcome outcome_of(std::uint32_t replication, std::uint64_t seed) {
  const auto luck = Stream(seed, replication).uniforms(42, Purpose::failure_cycle, 0);
  Outcome outcome;
  outcome.services.resize(1);
  outcome.measures.resize(2);
  ServiceOutcome& service = outcome.services[0];
  service.down = static_cast<Time>(7200.0 * luck.first);
  service.degraded = static_cast<Time>(100.0 * luck.second);
  service.affected = 3.0 * luck.first + luck.second;
  service.outages = static_cast<std::uint32_t>(4.0 * luck.second);
  service.longest = service.down / 2;
  service.tolerance_exceeded = service.down > 3600;
  outcome.measures[0].in_force_at_end = luck.second < 0.75;
  outcome.measures[0].failed = luck.second < 0.25 ? 2 : 0;
  outcome.impact = service.affected * service.affected;
  outcome.causes[bit(Cause::failure) | bit(Cause::failed_change)] = service.down;
  outcome.cut_outage_seconds = service.down / 4;
  outcome.exposure_days = luck.first;
  outcome.cost = 12.5;
  outcome.events = replication % 3;
  return outcome;
}

RunnerFactory irregular() {
  return [] {
    return [kept = std::make_shared<Outcome>()](const CompiledPlan&, std::uint32_t replication,
                                                std::uint64_t seed) -> const Outcome& {
      *kept = outcome_of(replication, seed);
      return *kept;
    };
  };
}

SimulationOptions options_with(unsigned threads, std::uint32_t replications) {
  SimulationOptions options;
  options.threads = threads;
  options.replications = replications;
  options.seed = 77;
  return options;
}

Simulation run(unsigned threads, std::uint32_t replications, const std::vector<std::uint32_t>& targets) {
  const System system = small_system();
  const CompiledPlan plan = small_plan();
  Experiment experiment(system, {&plan}, options_with(threads, replications), irregular());
  for (const std::uint32_t target : targets) EXPECT_TRUE(experiment.run_until(target));
  return experiment.simulation(0);
}

void expect_same_bits(const Simulation& a, const Simulation& b) {
  EXPECT_EQ(a.replications, b.replications);
  EXPECT_EQ(a.impact, b.impact);
  EXPECT_EQ(a.cvar95, b.cvar95);
  EXPECT_EQ(a.exposure_days, b.exposure_days);
  EXPECT_EQ(a.cut_share, b.cut_share);
  EXPECT_EQ(a.cause_hours, b.cause_hours);
  EXPECT_EQ(a.events, b.events);
  EXPECT_EQ(a.services[0].down_hours, b.services[0].down_hours);
  EXPECT_EQ(a.services[0].affected, b.services[0].affected);
  EXPECT_EQ(a.services[0].longest_hours, b.services[0].longest_hours);
  EXPECT_EQ(a.services[0].tolerance_exceeded, b.services[0].tolerance_exceeded);
  EXPECT_EQ(a.measures[0].failed, b.measures[0].failed);
}

TEST(Experiment, FiguresAreThoseOfTheOutcomes) {
  constexpr std::uint32_t n = 1234;
  const Simulation got = run(2, n, {n});
  double down = 0.0, affected = 0.0, impact = 0.0, failed = 0.0, exceeded = 0.0, in_force = 0.0,
         outages = 0.0;
  double cut = 0.0;
  std::uint64_t events = 0;
  for (std::uint32_t i = 0; i < n; ++i) {
    const Outcome outcome = outcome_of(i, 77);
    down += static_cast<double>(outcome.services[0].down);
    cut += static_cast<double>(outcome.cut_outage_seconds);
    affected += outcome.services[0].affected;
    outages += outcome.services[0].outages;
    impact += outcome.impact;
    failed += outcome.measures[0].failed;
    exceeded += outcome.services[0].tolerance_exceeded ? 1.0 : 0.0;
    in_force += outcome.measures[0].in_force_at_end ? 1.0 : 0.0;
    events += outcome.events;
  }
  EXPECT_EQ(got.plan, "p");
  EXPECT_EQ(got.replications, n);
  EXPECT_FALSE(got.stopped_early);
  EXPECT_NEAR(got.impact.mean, impact / n, 1e-12);
  EXPECT_NEAR(got.services[0].down_hours.mean, down / n / 3600.0, 1e-12);
  EXPECT_NEAR(got.services[0].affected.mean, affected / n, 1e-12);
  EXPECT_NEAR(got.services[0].outages.mean, outages / n, 1e-12);
  EXPECT_NEAR(got.services[0].tolerance_exceeded.mean, exceeded / n, 1e-12);
  EXPECT_NEAR(got.measures[0].in_force.mean, in_force / n, 1e-12);
  EXPECT_NEAR(got.measures[0].failed.mean, failed / n, 1e-12);
  EXPECT_LE(got.measures[0].failed.high, 2.0);
  EXPECT_EQ(got.measures[1].failed, Figure{});  // not in the plan: nothing uncertain about it
  EXPECT_NEAR(got.cause_hours.at("failed_change+failure"), down / n / 3600.0, 1e-12);
  EXPECT_EQ(got.cause_hours.size(), 1U);
  EXPECT_NEAR(got.cut_share, cut / down, 1e-12);
  EXPECT_EQ(got.cost, 12.5);
  EXPECT_EQ(got.events, events);
  EXPECT_LT(got.impact.low, got.impact.mean);
  EXPECT_GT(got.cvar95, got.impact.high);
  EXPECT_GT(got.services[0].limit_exceeded.high, 0.0);  // never seen is not impossible
}

TEST(Experiment, IsTheSameToTheLastBitForAnyNumberOfThreads) {
  const Simulation one = run(1, 5003, {5003});
  expect_same_bits(one, run(2, 5003, {5003}));
  expect_same_bits(one, run(7, 5003, {5003}));
}

TEST(Experiment, ContinuedFromLookToLookIsTheSameAsInOneGo) {
  expect_same_bits(run(2, 5003, {5003}), run(2, 5003, {1000, 2000, 4000, 5003}));
}

TEST(Experiment, InterruptedHoldsTheFirstReplicationsWithoutAGap) {
  const System system = small_system();
  const CompiledPlan plan = small_plan();
  std::atomic<bool> stop{false};
  std::atomic<std::uint64_t> last_progress{0};
  SimulationOptions options = options_with(7, 1'000'000);
  options.stop = &stop;
  options.progress = [&](std::uint64_t done, std::uint64_t) {
    EXPECT_GE(done, last_progress);
    last_progress = done;
    if (done >= 1000) stop = true;
  };
  Experiment experiment(system, {&plan}, options, irregular());
  EXPECT_FALSE(experiment.run_until(1'000'000));
  EXPECT_GE(experiment.done(), 1000U);
  EXPECT_LT(experiment.done(), 1'000'000U);
  EXPECT_EQ(experiment.done(), last_progress);
  EXPECT_FALSE(experiment.run_until(1'000'000));
  const Simulation stopped = experiment.simulation(0);
  EXPECT_TRUE(stopped.stopped_early);
  expect_same_bits(stopped, run(1, experiment.done(), {experiment.done()}));
}

TEST(Experiment, PassesOnAnErrorOfAReplication) {
  const System system = small_system();
  const CompiledPlan plan = small_plan();
  const RunnerFactory failing = [] {
    return [](const CompiledPlan&, std::uint32_t replication, std::uint64_t) -> const Outcome& {
      static const Outcome good = outcome_of(0, 1);
      if (replication == 321) throw std::runtime_error("replication 321");
      return good;
    };
  };
  Experiment experiment(system, {&plan}, options_with(2, 5000), failing);
  EXPECT_THROW(experiment.run_until(5000), std::runtime_error);
}

TEST(OrderedBlocks, TakesBlocksInOrderAndItsThreadsShareNoWorkerOrSlot) {
  const OrderedBlocks threads(7);
  std::vector<std::atomic<int>> in_worker(threads.workers()), in_slot(threads.slots());
  std::size_t next = 0;
  EXPECT_TRUE(threads.run(
      500,
      [&](const Ticket& ticket) {
        EXPECT_EQ(in_worker[ticket.worker].fetch_add(1), 0);
        EXPECT_EQ(in_slot[ticket.slot].fetch_add(1), 0);
        volatile double spin = 1.0;
        for (std::size_t i = 0; i < (ticket.block % 5) * 2000; ++i) spin = spin * 1.0000001;
        in_worker[ticket.worker].fetch_sub(1);
      },
      [&](const Ticket& ticket) {
        EXPECT_EQ(ticket.block, next++);
        in_slot[ticket.slot].fetch_sub(1);
        return true;
      }));
  EXPECT_EQ(next, 500U);
}

}  // namespace
}  // namespace hakyu::sim::simulate_test
