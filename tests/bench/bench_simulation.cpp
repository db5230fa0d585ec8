// Speed of replications and of a ranking.

#include <benchmark/benchmark.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "models/read/read.hpp"
#include "sim/montecarlo/simulate.hpp"
#include "sim/plans/rank.hpp"
#include "tests/support/system_builder.hpp"

namespace {

using namespace hakyu;
using models::Seconds;

constexpr sim::Time year = 365LL * 86'400;

/// 34 groups, each up while two of its three repairable components are. The same model as simpy_groups.py.
sim::System groups() {
  test::SystemBuilder builder(10 * year);
  std::vector<std::vector<sim::NodeIndex>> members(34);
  for (auto& group : members)
    for (int i = 0; i < 3; ++i)
      group.push_back(builder.repairable(test::exponential(std::chrono::hours(1000)),
                                         test::exponential(std::chrono::hours(10))));
  for (const auto& group : members) builder.require(builder.service(test::per_hour(1.0)), group, 2);
  return builder.build();
}

/// Runs replications of doing nothing; reports events per second, ns per event and ns per node.
void run_replications(benchmark::State& state, const sim::System& system) {
  sim::Replicator replicator(system);
  std::uint64_t events = 0;
  std::uint32_t replication = 0;
  double impact = 0.0;
  for (auto _ : state) {
    const sim::Outcome& outcome = replicator.run(system.plans[0], replication++, 1);
    events += outcome.events;
    impact += outcome.impact;
  }
  const auto handled = static_cast<double>(events);
  state.counters["events_per_replication"] = handled / static_cast<double>(replication);
  // Contacts lost at one per hour and group: with the peer's number a check that both simulate the same.
  state.counters["down_hours"] = impact / static_cast<double>(replication);
  state.counters["events"] = benchmark::Counter(handled, benchmark::Counter::kIsRate);
  state.counters["s_per_event"] =
      benchmark::Counter(handled, benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
  state.counters["s_per_node"] =
      benchmark::Counter(static_cast<double>(replication) * static_cast<double>(system.graph.size()),
                         benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

void two_of_three_groups(benchmark::State& state) {
  const sim::System system = groups();
  run_replications(state, system);
}
BENCHMARK(two_of_three_groups)->Unit(benchmark::kMillisecond);

/// A generated hospital: layers of power, network, hosts, servers and applications, each resource with MTTF 1
/// year and a repair of 8 h, some redundant, and fifty services on top.
sim::System generated_hospital(std::size_t resources, sim::Time horizon) {
  test::SystemBuilder builder(horizon);
  std::vector<sim::NodeIndex> nodes;
  std::uint64_t state = 0x853C49E6748FEA9BULL;
  const auto pick = [&](std::size_t below) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<std::size_t>((state >> 33U) % below);
  };
  for (std::size_t i = 0; i < resources; ++i) {
    nodes.push_back(builder.repairable(test::exponential(std::chrono::hours(8760)),
                                       test::exponential(std::chrono::hours(8))));
    const std::size_t layer = resources / 5;
    if (i < layer) continue;
    const std::size_t below = (i / layer - 1) * layer;
    builder.require_all(nodes[i], {nodes[below + pick(layer)]});
    const std::size_t one = below + pick(layer - 1);
    if (pick(2) == 0) builder.require(nodes[i], {nodes[one], nodes[one + 1]}, 1);
  }
  for (int s = 0; s < 50; ++s) {
    const sim::NodeIndex service = builder.service(test::per_hour(4.0));
    for (int i = 0; i < 4; ++i) builder.require_all(service, {nodes[resources - 1 - pick(resources / 5)]});
  }
  return builder.build();
}

void hospital_of_5000_nodes_90_days(benchmark::State& state) {
  const sim::System system = generated_hospital(5000, 90 * 86'400);
  run_replications(state, system);
}
BENCHMARK(hospital_of_5000_nodes_90_days)->Unit(benchmark::kMillisecond);

/// One second of horizon: hardly anything happens, so this is what starting a replication costs.
void start_of_a_replication_5000_nodes(benchmark::State& state) {
  const sim::System system = generated_hospital(5000, 1);
  run_replications(state, system);
}
BENCHMARK(start_of_a_replication_5000_nodes)->Unit(benchmark::kMicrosecond);

/// The reference hospital over its horizon: its first six plans, 10,000 replications each.
void general_hospital_6_plans_10000_replications(benchmark::State& state) {
  models::Diagnostics problems;
  const std::filesystem::path folder =
      std::filesystem::path(HAKYU_SOURCE_DIR) / "scenarios" / "general-hospital";
  models::ReadResult read = models::read(models::load({folder}, problems));
  if (models::has_errors(problems) || models::has_errors(read.diagnostics)) {
    state.SkipWithError("the scenario has errors");
    return;
  }
  const sim::CompileResult compiled =
      sim::compile(std::make_shared<const models::Model>(std::move(read.model)));
  if (!compiled.system) {
    state.SkipWithError("the scenario does not compile");
    return;
  }
  const sim::System& system = *compiled.system;
  std::vector<sim::PlanIndex> plans;
  for (std::size_t i = 0; i < system.plans.size() && plans.size() < 6; ++i) plans.emplace_back(i);
  sim::RankOptions options;
  options.simulation.replications = 10'000;
  options.first_look = 10'000;  // no early end
  std::uint64_t events = 0;
  for (auto _ : state) {
    const sim::Ranking ranking = sim::rank(system, plans, options);
    for (const sim::RankedPlan& plan : ranking.plans) events += plan.simulation.events;
  }
  state.counters["plans"] = static_cast<double>(plans.size());
  state.counters["days"] = static_cast<double>(system.horizon) / 86'400.0;
  state.counters["nodes"] = static_cast<double>(system.graph.size());
  state.counters["events"] = benchmark::Counter(static_cast<double>(events), benchmark::Counter::kIsRate);
}
BENCHMARK(general_hospital_6_plans_10000_replications)
    ->Unit(benchmark::kSecond)
    ->UseRealTime()
    ->Iterations(1);

}  // namespace
