// Questions about many roots: each is answered exactly if it can be, however hard they are together.
#include <gtest/gtest.h>

#include <chrono>
#include <random>
#include <set>
#include <thread>
#include <utility>
#include <vector>

#include "random_formula.hpp"
#include "sim/exact/availability.hpp"
#include "sim/exact/cut_sets.hpp"

namespace {

using namespace hakyu::sim::exact;

/// Services that each need some of many redundant pairs out of 100 shared parts: each is simple; that any is
/// lost is the covering of a large random graph.
TEST(ExactAnswer, RootsThatAreHardTogetherAreAnsweredOneByOne) {
  constexpr std::size_t parts = 100;
  constexpr double p = 0.01;
  Formula formula;
  std::vector<Literal> events;
  for (std::size_t i = 0; i < parts; ++i) events.push_back(formula.event());
  std::mt19937 random(3);
  std::vector<Literal> roots;
  std::vector<std::set<std::pair<std::size_t, std::size_t>>> pairs(40);
  for (auto& own : pairs) {
    while (own.size() < 12) {
      const auto a = random() % parts;
      const auto b = random() % parts;
      if (a != b) own.insert({std::min(a, b), std::max(a, b)});
    }
    std::vector<Literal> causes;
    for (const auto& [a, b] : own) causes.push_back(formula.all_of(std::vector{events[a], events[b]}));
    roots.push_back(formula.any_of(causes));
  }
  roots.push_back(roots.front());  // asked twice
  const std::vector<double> probabilities(parts, p);
  Question question{.roots = roots,
                    .probabilities = probabilities,
                    .rates = {},
                    .explained = {40, 7},
                    .cut_sets = CutSetQuery{}};
  AnswerOptions options;
  options.limits.time = std::chrono::seconds(60);
  const auto found = answer(formula, question, options);
  ASSERT_TRUE(found);
  for (const auto& each : found->roots) EXPECT_TRUE(each.exact());
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    // Bonferroni: the sum of the causes, less that of their pairs.
    double both = 0.0;
    for (auto x = pairs[i].begin(); x != pairs[i].end(); ++x)
      for (auto y = std::next(x); y != pairs[i].end(); ++y)
        both +=
            x->first == y->first || x->second == y->second || x->first == y->second || x->second == y->first
                ? p * p * p
                : p * p * p * p;
    EXPECT_LE(found->roots[i].mean, 12 * p * p);
    EXPECT_GE(found->roots[i].mean, 12 * p * p - both);
  }
  EXPECT_EQ(found->roots[40].mean, found->roots[0].mean);
  ASSERT_EQ(found->explanations.size(), 2U);
  EXPECT_EQ(found->explanations[0].root, 40U);
  EXPECT_EQ(found->explanations[1].root, 7U);
  for (const auto& why : found->explanations) EXPECT_EQ(why.count, "12");
}

/// 2 of the 3 first events, and parities of many triples, whose diagram no order makes small.
struct EasyAndHard {
  Formula formula;
  Literal easy, hard;
};
EasyAndHard easy_and_hard() {
  EasyAndHard made;
  std::vector<Literal> events;
  for (int i = 0; i < 90; ++i) events.push_back(made.formula.event());
  std::mt19937 random(5);
  std::vector<Literal> gates;
  for (int i = 0; i < 120; ++i) {
    const auto pick = [&] { return events[random() % events.size()]; };
    gates.push_back(made.formula.exclusive_or(
        std::vector{pick(), made.formula.all_of(std::vector{pick(), pick()}), pick()}));
  }
  made.hard = made.formula.at_least(60, gates);
  made.easy = made.formula.at_least(2, std::vector{events[0], events[1], events[2]});
  return made;
}

TEST(ExactAnswer, OnlyTheRootThatIsOutOfReachIsDrawn) {
  const auto made = easy_and_hard();
  const std::vector roots{made.hard, made.easy, made.hard};
  const std::vector<double> probabilities(90, 0.5);
  const Question question{.roots = roots,
                          .probabilities = probabilities,
                          .rates = {},
                          .explained = {0, 1},
                          .cut_sets = CutSetQuery{}};
  AnswerOptions options;
  options.worlds.worlds = 10'000;
  for (const bool by_memory : {true, false}) {
    SCOPED_TRACE(by_memory);
    options.limits = {};
    if (by_memory)
      options.limits.memory = std::uint64_t{4} << 20U;
    else
      options.limits.time = std::chrono::milliseconds(400);
    options.method = Method::automatic;
    const auto found = answer(made.formula, question, options);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->fell_back, by_memory ? OutOf::memory : OutOf::time);
    EXPECT_TRUE(found->roots[1].exact());
    EXPECT_DOUBLE_EQ(found->roots[1].mean, 0.5);
    for (const std::size_t hard : {0U, 2U}) {
      EXPECT_GE(found->roots[hard].worlds, 10'000U);
      EXPECT_LT(found->roots[hard].low, found->roots[hard].high);
      EXPECT_EQ(found->roots[hard].hits, found->roots[0].hits);
    }
    EXPECT_FALSE(found->explanations[0].count);
    EXPECT_EQ(found->explanations[1].count, "3");
    options.method = Method::diagrams;
    EXPECT_FALSE(answer(made.formula, question, options));
  }
}

/// For the thread sanitizer: several threads, each with diagrams of its own, and all with the same ones.
TEST(ExactThreads, BuildAndAskAtOnce) {
  std::mt19937 random(21);
  const auto made = hakyu::test::random_formula(random, 14, 60, true);
  const auto shared = Diagrams::build(made.formula, made.roots);
  ASSERT_TRUE(shared);
  const auto expected = shared->probability(made.probabilities);
  const auto share = shared->fussell_vesely(0, made.probabilities);
  ASSERT_TRUE(share);
  const auto count = CutSets::of(*shared, 0)->count();
  const auto agrees = [&](const Diagrams& diagrams) {
    const auto own_share = diagrams.fussell_vesely(0, made.probabilities);
    const auto sets = CutSets::of(diagrams, 0);
    return diagrams.probability(made.probabilities) == expected && own_share && *own_share == *share &&
           sets && sets->count() == count && sets->list(made.probabilities) &&
           diagrams.importances(0, made.probabilities).size() == made.probabilities.size();
  };
  std::vector<int> right(4);
  std::vector<std::thread> threads;
  for (auto& own : right)
    threads.emplace_back([&] {
      const auto diagrams = Diagrams::build(made.formula, made.roots);
      own = diagrams && agrees(*diagrams) && agrees(*shared) ? 1 : 0;
    });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(right, std::vector<int>(4, 1));
}

}  // namespace
