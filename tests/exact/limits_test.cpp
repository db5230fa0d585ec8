// Running out of memory or time, or being stopped, is a value: at every place and in every thread.
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <random>
#include <thread>
#include <vector>

#include "random_formula.hpp"

namespace {

using namespace hakyu::sim::exact;

/// Products of pairs that any order of this kind keeps apart: the diagram has 2^pairs nodes.
Formula hard(std::uint32_t pairs, Literal& root) {
  Formula formula;
  std::vector<Literal> events;
  for (std::uint32_t i = 0; i < 3 * pairs; ++i) events.push_back(formula.event());
  std::mt19937 random(5);
  std::vector<Literal> gates;
  for (std::uint32_t i = 0; i < 4 * pairs; ++i) {
    const auto pick = [&] { return events[random() % events.size()]; };
    gates.push_back(
        formula.exclusive_or(std::vector{pick(), formula.all_of(std::vector{pick(), pick()}), pick()}));
  }
  root = formula.at_least(2 * pairs, gates);
  return formula;
}

TEST(ExactLimits, MemoryEndsInAValue) {
  Literal root;
  const auto formula = hard(40, root);
  for (const std::uint64_t memory : {0ULL, 1ULL << 16U, 1ULL << 20U, 1ULL << 22U}) {
    Limits limits;
    limits.memory = memory;
    const auto made = Diagrams::build(formula, {&root, 1}, limits);
    ASSERT_FALSE(made);
    EXPECT_EQ(made.out_of(), OutOf::memory);
  }
}

TEST(ExactLimits, TimeEndsInAValueSoonAfterwards) {
  Literal root;
  const auto formula = hard(40, root);
  for (const auto time : {std::chrono::milliseconds(0), std::chrono::milliseconds(50)}) {
    Limits limits;
    limits.time = time;
    const auto start = std::chrono::steady_clock::now();
    const auto made = Diagrams::build(formula, {&root, 1}, limits);
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(10));
    ASSERT_FALSE(made);
    EXPECT_EQ(made.out_of(), OutOf::time);
  }
}

TEST(ExactLimits, StopEndsInAValueInEveryThread) {
  Literal root;
  const auto formula = hard(40, root);
  std::atomic<bool> stop = false;
  Limits limits;
  limits.stop = &stop;
  std::vector<OutOf> reasons(3, OutOf::memory);
  std::vector<std::thread> threads;
  for (auto& reason : reasons)
    threads.emplace_back([&] {
      const auto made = Diagrams::build(formula, {&root, 1}, limits);
      if (!made) reason = made.out_of();
    });
  std::this_thread::sleep_for(std::chrono::milliseconds(30));
  stop = true;
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(reasons, std::vector<OutOf>(3, OutOf::stopped));
}

TEST(ExactLimits, EveryAnalysisHasThem) {
  std::mt19937 random(11);
  const auto made = hakyu::test::random_formula(random, 14, 60, false);
  const auto diagrams = Diagrams::build(made.formula, made.roots);
  ASSERT_TRUE(diagrams);
  std::atomic<bool> stop = true;
  Limits limits;
  limits.stop = &stop;
  EXPECT_FALSE(diagrams->influences(0, made.probabilities, limits));
  EXPECT_FALSE(diagrams->frequency(0, made.rates, limits));
  EXPECT_FALSE(diagrams->fussell_vesely(0, made.probabilities, limits));
  EXPECT_FALSE(CutSets::of(*diagrams, 0, limits));
  const auto sets = CutSets::of(*diagrams, 0);
  ASSERT_TRUE(sets);
  const auto list = sets->list(made.probabilities, {}, limits);
  ASSERT_FALSE(list);
  EXPECT_EQ(list.out_of(), OutOf::stopped);
  limits.stop = nullptr;
  limits.memory = 16;
  EXPECT_FALSE(sets->list(made.probabilities, {}, limits));
}

TEST(ExactLimits, ThreadsWithTheirOwnDiagramsGetTheSameValues) {
  std::mt19937 random(12);
  const auto made = hakyu::test::random_formula(random, 14, 60, true);
  const auto expected = Diagrams::build(made.formula, made.roots)->probability(made.probabilities);
  std::vector<std::vector<double>> results(4);
  std::vector<std::thread> threads;
  for (auto& result : results)
    threads.emplace_back(
        [&] { result = Diagrams::build(made.formula, made.roots)->probability(made.probabilities); });
  for (auto& thread : threads) thread.join();
  for (const auto& result : results) EXPECT_EQ(result, expected);
}

}  // namespace
