// Speed of the levels: a what-if on a million nodes with three million requirement edges, and building the
// graph.
#include <benchmark/benchmark.h>

#include <cstdint>

#include "sim/levels/fixed_point.hpp"
#include "sim/levels/impact.hpp"

namespace {

using hakyu::sim::DependencyGraph;
using hakyu::sim::Level;
using hakyu::sim::NodeIndex;
using hakyu::sim::RequirementInput;

constexpr std::size_t kNodes = 1'000'000;

/// A small generator of our own: the graph must not depend on the machine.
class Numbers {
 public:
  std::size_t below(std::size_t limit) {
    state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<std::size_t>((state_ >> 33U) % limit);
  }

 private:
  std::uint64_t state_ = 1;
};

/// Every node needs one earlier node and, one time in two, two of four earlier nodes: three edges a node.
std::vector<RequirementInput> layered() {
  Numbers numbers;
  std::vector<RequirementInput> inputs;
  inputs.reserve(kNodes * 3 / 2);
  for (std::size_t v = 8; v < kNodes; ++v) {
    RequirementInput one;
    one.owner = NodeIndex(v);
    one.providers = {NodeIndex(numbers.below(v))};
    inputs.push_back(one);
    if (v % 2 == 0) continue;
    RequirementInput quorum;
    quorum.owner = NodeIndex(v);
    const std::size_t first = numbers.below(v - 4);
    for (std::size_t i = 0; i < 4; ++i) quorum.providers.emplace_back(first + i);
    quorum.k_up = quorum.k_degraded = 2;
    inputs.push_back(quorum);
  }
  return inputs;
}

/// Every node needs each of three random nodes: nearly everything is one circle, and all of it falls.
std::vector<RequirementInput> tangled() {
  Numbers numbers;
  std::vector<RequirementInput> inputs;
  inputs.reserve(kNodes * 3);
  for (std::size_t v = 0; v < kNodes; ++v)
    for (std::size_t i = 0; i < 3; ++i) {
      RequirementInput one;
      one.owner = NodeIndex(v);
      one.providers = {NodeIndex(numbers.below(kNodes))};
      inputs.push_back(one);
    }
  return inputs;
}

/// Every node needs two of three random nodes: counted quorums, and all of it falls once enough has.
std::vector<RequirementInput> quorums() {
  Numbers numbers;
  std::vector<RequirementInput> inputs;
  inputs.reserve(kNodes);
  for (std::size_t v = 0; v < kNodes; ++v) {
    RequirementInput two;
    two.owner = NodeIndex(v);
    const std::size_t a = numbers.below(kNodes - 2);
    const std::size_t b = a + 1 + numbers.below(kNodes - 2 - a);
    two.providers = {NodeIndex(a), NodeIndex(b), NodeIndex(kNodes - 1)};
    two.k_up = two.k_degraded = 2;
    inputs.push_back(two);
  }
  return inputs;
}

const DependencyGraph& graph(std::vector<RequirementInput> (*make)()) {
  static std::vector<std::pair<std::vector<RequirementInput> (*)(), DependencyGraph>> known = [] {
    std::vector<std::pair<std::vector<RequirementInput> (*)(), DependencyGraph>> all;
    all.reserve(3);  // references into it are handed out
    return all;
  }();
  for (const auto& [maker, built] : known)
    if (maker == make) return built;
  known.emplace_back(make, DependencyGraph(kNodes, 0, make()));
  return known.back().second;
}

template <std::vector<RequirementInput> (*make)()>
void what_if(benchmark::State& state) {
  const DependencyGraph& built = graph(make);
  std::vector<Level> intrinsic(kNodes, Level::up);
  for (std::int64_t i = 0; i < state.range(0); ++i)
    intrinsic[static_cast<std::size_t>(i) * (kNodes / static_cast<std::size_t>(state.range(0)))] =
        Level::down;
  std::size_t affected = 0;
  for (auto _ : state) {
    const std::vector<Level> levels = greatest_fixed_point(built, intrinsic);
    affected = 0;
    state.PauseTiming();
    for (Level level : levels) affected += level != Level::up ? 1U : 0U;
    state.ResumeTiming();
  }
  state.counters["edges"] = static_cast<double>(built.providers.items.size());
  state.counters["affected"] = static_cast<double>(affected);
}
BENCHMARK(what_if<layered>)->Name("what_if/layered")->Arg(1)->Arg(1000)->Unit(benchmark::kMillisecond);
BENCHMARK(what_if<tangled>)->Name("what_if/tangled")->Arg(1)->Arg(1000)->Unit(benchmark::kMillisecond);
BENCHMARK(what_if<quorums>)->Name("what_if/quorums")->Arg(1)->Arg(100'000)->Unit(benchmark::kMillisecond);

void impact_with_reasons(benchmark::State& state) {
  hakyu::sim::System system;
  system.graph = graph(layered);
  system.excluded.assign(kNodes, 0);
  for (auto _ : state) benchmark::DoNotOptimize(impact(system, {{NodeIndex(0), Level::down}}));
}
BENCHMARK(impact_with_reasons)->Unit(benchmark::kMillisecond);

void build_graph(benchmark::State& state) {
  const std::vector<RequirementInput> inputs = layered();
  for (auto _ : state) {
    state.PauseTiming();
    std::vector<RequirementInput> copy = inputs;
    state.ResumeTiming();
    benchmark::DoNotOptimize(DependencyGraph(kNodes, 0, std::move(copy)));
  }
}
BENCHMARK(build_graph)->Unit(benchmark::kMillisecond);

}  // namespace
