// Speed of the exact engine on fault trees of the Aralia collection: building, evaluating many vectors, all
// importances. Needs the trees beside the source (../shared/data/aralia).
#include <benchmark/benchmark.h>

#include <string>
#include <vector>

#include "../exact/aralia.hpp"
#include "sim/exact/analysis.hpp"
#include "sim/exact/worlds.hpp"

namespace {

using namespace hakyu::sim::exact;

hakyu::test::FaultTree tree(const std::string& name) {
  return hakyu::test::read_aralia(HAKYU_SOURCE_DIR "/../shared/data/aralia/" + name + ".xml");
}

void exact_build(benchmark::State& state, const std::string& name) {
  const auto read = tree(name);
  for (auto _ : state) {
    const auto diagrams = Diagrams::build(read.formula, {&read.top, 1});
    benchmark::DoNotOptimize(diagrams->nodes().data());
    state.counters["nodes"] = static_cast<double>(diagrams->statistics().nodes);
    state.counters["peak"] = static_cast<double>(diagrams->statistics().peak_nodes);
  }
}
BENCHMARK_CAPTURE(exact_build, jbd9601, "jbd9601")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(exact_build, edf9203, "edf9203")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(exact_build, cea9601, "cea9601")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(exact_build, das9701, "das9701")->Unit(benchmark::kMillisecond)->Iterations(1);

void exact_vectors(benchmark::State& state, const std::string& name) {
  const auto read = tree(name);
  const auto diagrams = Diagrams::build(read.formula, {&read.top, 1});
  constexpr std::size_t count = 64;
  std::vector<double> vectors;
  for (std::size_t i = 0; i < count; ++i)
    vectors.insert(vectors.end(), read.probabilities.begin(), read.probabilities.end());
  for (auto _ : state) benchmark::DoNotOptimize(diagrams->probabilities(vectors, count));
  state.counters["nodes/s"] = benchmark::Counter(static_cast<double>(count * diagrams->statistics().nodes),
                                                 benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK_CAPTURE(exact_vectors, jbd9601, "jbd9601");
BENCHMARK_CAPTURE(exact_vectors, edf9203, "edf9203");

void exact_importances(benchmark::State& state, const std::string& name) {
  const auto read = tree(name);
  const auto diagrams = Diagrams::build(read.formula, {&read.top, 1});
  for (auto _ : state) benchmark::DoNotOptimize(diagrams->importances(0, read.probabilities));
}
BENCHMARK_CAPTURE(exact_importances, jbd9601, "jbd9601")->Unit(benchmark::kMicrosecond);

// Drawn at the tree's own probabilities, on one core.
void exact_worlds(benchmark::State& state, const std::string& name) {
  const auto read = tree(name);
  WorldsOptions options;
  options.worlds = 5'000'000;
  options.threads = 1;
  for (auto _ : state) {
    benchmark::DoNotOptimize(draw_worlds(read.formula, {&read.top, 1}, read.probabilities, options));
    ++options.seed;
  }
  state.counters["worlds/s"] =
      benchmark::Counter(static_cast<double>(options.worlds), benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK_CAPTURE(exact_worlds, jbd9601, "jbd9601")->Unit(benchmark::kMillisecond);

}  // namespace
