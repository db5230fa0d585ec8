// Sizes beyond what stacks and quadratic loops bear: chains of 200,000 events, 50,000 modules.
#include <gtest/gtest.h>

#include <array>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/exact/analysis.hpp"
#include "sim/exact/cut_sets.hpp"

namespace {

using namespace hakyu::sim::exact;
using Clock = std::chrono::steady_clock;

constexpr std::uint32_t many = 200'000;

std::vector<Literal> events(Formula& formula, std::uint32_t count) {
  std::vector<Literal> made;
  for (std::uint32_t i = 0; i < count; ++i) made.push_back(formula.event());
  return made;
}

/// x0 ∧ (x1 ∨ (x2 ∧ (x3 ∨ …
Literal chain(Formula& formula, const std::vector<Literal>& events) {
  Literal root = events.back();
  for (std::size_t i = events.size() - 1; i-- > 0;)
    root = i % 2 == 0 ? formula.all_of(std::vector{events[i], root})
                      : formula.any_of(std::vector{events[i], root});
  return root;
}

TEST(ExactSize, ChainOfManyEventsIsExact) {
  Formula formula;
  const auto all = events(formula, many);
  const auto root = chain(formula, all);
  std::vector<double> probabilities(many);
  for (std::uint32_t i = 0; i < many; ++i) probabilities[i] = i % 2 == 0 ? 0.9999 : 0.0001;
  double expected = probabilities.back();
  for (std::size_t i = many - 1; i-- > 0;)
    expected =
        i % 2 == 0 ? probabilities[i] * expected : probabilities[i] + (1.0 - probabilities[i]) * expected;
  for (const bool modules : {true, false}) {
    BuildOptions options;
    options.modules = modules;
    options.simplify = modules;
    const auto made = Diagrams::build(formula, {&root, 1}, {}, options);
    ASSERT_TRUE(made) << modules;
    EXPECT_NEAR(made->probability(probabilities).front(), expected, 1e-9 * expected);
    const auto sets = CutSets::of(*made, 0);
    ASSERT_TRUE(sets);
    const auto count = sets->count(Limits{});
    ASSERT_TRUE(count);
    EXPECT_EQ(*count, many / 2);
  }
}

/// The parities of all events and of every third: no order keeps them from being combined event by event.
TEST(ExactSize, OperationsGoDeeperThanTheStack) {
  Formula formula;
  const auto all = events(formula, many);
  std::vector<Literal> thirds;
  for (std::size_t i = 0; i < all.size(); i += 3) thirds.push_back(all[i]);
  const auto odd = formula.exclusive_or(all);
  const auto odd_thirds = formula.exclusive_or(thirds);
  const std::vector roots{formula.all_of(std::vector{odd, odd_thirds}),
                          formula.at_least(2, std::vector{odd, odd_thirds, all.front()})};
  std::vector<double> probabilities(many);
  for (std::uint32_t i = 0; i < many; ++i) probabilities[i] = 1e-6 * (1 + i % 7);
  probabilities.front() = 0.25;
  // state: the two parities, and the first event
  std::array<double, 8> states{1.0};
  for (std::uint32_t i = 0; i < many; ++i) {
    const std::size_t change = (i % 3 == 0 ? 3U : 1U) | (i == 0 ? 4U : 0U);
    auto next = states;
    for (std::size_t s = 0; s < 8; ++s)
      next[s] = (1.0 - probabilities[i]) * states[s] + probabilities[i] * states[s ^ change];
    states = next;
  }
  BuildOptions options;
  options.modules = options.simplify = false;
  options.order = Order::depth_first;
  const auto made = Diagrams::build(formula, roots, {}, options);
  ASSERT_TRUE(made);
  const auto found = made->probability(probabilities);
  EXPECT_NEAR(found[0], states[3] + states[7], 1e-9);
  EXPECT_NEAR(found[1], states[3] + states[7] + states[5] + states[6], 1e-9);
  // Passes that walk down the diagram recursively end in a value, not in a crash.
  const auto sets = CutSets::of(*made, 0);
  EXPECT_TRUE(sets || sets.out_of() == OutOf::memory);
  const auto influences = made->influences(0, probabilities);
  EXPECT_TRUE(influences || influences.out_of() == OutOf::memory);
  Limits limits;
  limits.time = std::chrono::milliseconds(500);
  const auto start = Clock::now();
  EXPECT_FALSE(made->fussell_vesely(0, probabilities, limits));
  EXPECT_LT(Clock::now() - start, std::chrono::seconds(20));
}

TEST(ExactSize, ManyModulesInLinearTime) {
  const auto seconds = [](std::uint32_t modules) {
    Formula formula;
    std::vector<Literal> parts;
    for (std::uint32_t i = 0; i < modules; ++i) {
      const auto three = events(formula, 3);
      parts.push_back(formula.at_least(2, three));
    }
    const auto root = formula.any_of(parts);
    const auto start = Clock::now();
    const auto made = Diagrams::build(formula, {&root, 1});
    const std::chrono::duration<double> took = Clock::now() - start;
    EXPECT_TRUE(made);
    if (!made) return 0.0;
    EXPECT_GE(made->statistics().modules, modules);
    const double p = 1e-4;
    const double one = 3 * p * p - 2 * p * p * p;
    const std::vector<double> probabilities(3 * std::size_t{modules}, p);
    EXPECT_NEAR(made->probability(probabilities).front(), -std::expm1(modules * std::log1p(-one)), 1e-12);
    return took.count();
  };
  const double small = seconds(5'000);
  const double large = seconds(50'000);
  // Ten times the modules; quadratic would be a hundred times.
  EXPECT_LT(large, 40 * small + 1.0);
}

}  // namespace
