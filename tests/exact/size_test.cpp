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

/// Whatever the size, ten times as much takes about ten times as long; quadratic would be a hundred times.
template <typename Seconds>
void expect_linear(const Seconds& seconds) {
  const double small = seconds(5'000);
  const double large = seconds(50'000);
  EXPECT_LT(large, 40 * small + 1.0);
}

/// Gates of one kind become one; an event that stands in each of them is what modules do not take out.
TEST(ExactSize, ChainsOfOneKindInLinearTime) {
  for (const bool gate_first : {true, false})
    for (const bool shared : {true, false})
      expect_linear([&](std::uint32_t gates) {
        Formula formula;
        const auto all = events(formula, shared ? 2 : gates + 1);
        Literal root = all.back();
        for (std::uint32_t i = 0; i < gates; ++i) {
          const auto event = all[shared ? 0 : i];
          root = formula.any_of(gate_first ? std::vector{root, event} : std::vector{event, root});
        }
        const auto start = Clock::now();
        const auto made = Diagrams::build(formula, {&root, 1});
        const std::chrono::duration<double> took = Clock::now() - start;
        EXPECT_TRUE(made);
        if (!made) return 0.0;
        const std::vector<double> probabilities(all.size(), 1e-6);
        const double some = -std::expm1(static_cast<double>(all.size()) * std::log1p(-1e-6));
        EXPECT_NEAR(made->probability(probabilities).front(), some, 1e-11);
        return took.count();
      });
}

/// Without any one of them nothing happens: each is evaluated anew, and there are many of them.
TEST(ExactSize, ImportancesOfManySingleEventsInLinearTime) {
  expect_linear([](std::uint32_t count) {
    Formula formula;
    const auto all = events(formula, count);
    const auto root = formula.all_of(all);
    const auto made = Diagrams::build(formula, {&root, 1});
    EXPECT_TRUE(made);
    if (!made) return 0.0;
    const std::vector<double> probabilities(count, 0.9999);
    const auto start = Clock::now();
    const auto importances = made->importances(0, probabilities);
    const std::chrono::duration<double> took = Clock::now() - start;
    for (const auto& each : importances) EXPECT_TRUE(std::isinf(each.risk_reduction_worth));
    return took.count();
  });
}

TEST(ExactSize, ManyModulesInLinearTime) {
  expect_linear([](std::uint32_t modules) {
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
  });
}

}  // namespace
