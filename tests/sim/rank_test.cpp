#include "sim/plans/rank.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <cmath>
#include <memory>
#include <random>
#include <vector>

#include "sim/plans/distinguish.hpp"
#include "tests/support/system_builder.hpp"

namespace hakyu::sim {
namespace {

TEST(Looks, DoubleUntilTheReplicationsAreUsedUp) {
  EXPECT_EQ(replications_at_look(1000, 0, 10'000), 1000U);
  EXPECT_EQ(replications_at_look(1000, 3, 10'000), 8000U);
  EXPECT_EQ(replications_at_look(1000, 4, 10'000), 10'000U);
  EXPECT_EQ(replications_at_look(1000, 60, 10'000), 10'000U);
  EXPECT_EQ(replications_at_look(4'000'000'000U, 1, 4'294'967'295U), 4'294'967'295U);
}

TEST(Looks, ErrorsAddUpToTheErrorAllowed) {
  double sum = 0.0;
  for (std::uint32_t j = 0; j < 100'000; ++j) sum += error_at_look(0.05, j);
  EXPECT_LT(sum, 0.05);
  EXPECT_NEAR(sum, 0.05, 1e-6);
}

TEST(Looks, WaitForTwentyOccurrencesOfTheRarestEvent) {
  EXPECT_EQ(least_replications(std::nullopt), 0U);
  EXPECT_EQ(least_replications(1.0), 20U);
  EXPECT_EQ(least_replications(0.03), 667U);
  EXPECT_GT(least_replications(1e-300), 1'000'000'000'000ULL);
}

TEST(SequentialComparison, JudgesByTheInterval) {
  const std::vector<std::uint64_t> least{0, 0, 0, 300};
  SequentialComparison comparison(0.95, least);
  std::mt19937_64 random(1);
  std::normal_distribution<double> noise;
  const auto feed = [&](int count) {
    for (int i = 0; i < count; ++i) {
      const double x = noise(random);
      comparison.add(0, x - 2.0);
      comparison.add(1, x + 2.0);
      comparison.add(2, 0.01 * x);
      comparison.add(3, x - 2.0);
    }
  };
  feed(200);
  comparison.look(0.1);
  EXPECT_EQ(comparison.pairs()[0].verdict, Verdict::a_better);
  EXPECT_EQ(comparison.pairs()[1].verdict, Verdict::b_better);
  EXPECT_EQ(comparison.pairs()[2].verdict, Verdict::equivalent);
  EXPECT_EQ(comparison.pairs()[3].verdict, Verdict::undecided);
  EXPECT_FALSE(comparison.finished());
  feed(200);
  comparison.look(0.1);
  EXPECT_EQ(comparison.pairs()[3].verdict, Verdict::a_better);
  EXPECT_EQ(comparison.pairs()[3].decided_at, 400U);
  EXPECT_EQ(comparison.pairs()[0].decided_at, 200U);
  EXPECT_TRUE(comparison.finished());
}

TEST(SequentialComparison, PlansThatNeverDifferAreEquivalentEvenWithoutIndifference) {
  SequentialComparison comparison(0.95, std::vector<std::uint64_t>{0});
  for (int i = 0; i < 1000; ++i) comparison.add(0, 0.0);
  comparison.look(0.0);
  EXPECT_EQ(comparison.pairs()[0].verdict, Verdict::equivalent);
  EXPECT_EQ(comparison.pairs()[0].interval, (Figure{0.0, 0.0, 0.0}));
}

TEST(SequentialComparison, IntervalIsCorrectedForPairsAndLooks) {
  SequentialComparison one(0.95, std::vector<std::uint64_t>(1));
  SequentialComparison ten(0.95, std::vector<std::uint64_t>(10));
  Moments seen;
  for (int i = 0; i < 1000; ++i) {
    seen.add(i % 7);
    one.add(0, i % 7);
    for (std::size_t pair = 0; pair < 10; ++pair) ten.add(pair, i % 7);
  }
  one.look(0.0);
  ten.look(0.0);
  EXPECT_DOUBLE_EQ(one.pairs()[0].interval.high, seen.mean + half_width(seen, error_at_look(0.05, 0)));
  EXPECT_DOUBLE_EQ(ten.pairs()[3].interval.high, seen.mean + half_width(seen, error_at_look(0.05, 0) / 10.0));
  one.look(0.0);
  EXPECT_DOUBLE_EQ(one.pairs()[0].interval.high, seen.mean + half_width(seen, error_at_look(0.05, 1)));
}

/// Largest share of wrong rankings that 2,000 rankings at 95 % may show by chance.
constexpr int rankings = 2000;
const double allowed = rankings * 0.05 + 3.0 * std::sqrt(rankings * 0.05 * 0.95);

TEST(SequentialComparison, KeepsItsErrorRateForPlansThatAreEqualInDistribution) {
  std::mt19937_64 random(20260101);
  std::exponential_distribution<double> impact;
  int wrong = 0;
  for (int ranking = 0; ranking < rankings; ++ranking) {
    SequentialComparison comparison(0.95, std::vector<std::uint64_t>(3));
    std::uint32_t done = 0;
    for (std::uint32_t j = 0; j < 5; ++j) {
      for (; done < replications_at_look(250, j, 4000); ++done) {
        const double a = impact(random), b = impact(random), c = impact(random);
        comparison.add(0, a - b);
        comparison.add(1, a - c);
        comparison.add(2, b - c);
      }
      comparison.look(0.0);
    }
    for (const auto& pair : comparison.pairs())
      if (pair.verdict != Verdict::undecided) {
        ++wrong;
        break;
      }
  }
  EXPECT_LE(wrong, allowed);
  EXPECT_GT(wrong, 0);  // an interval that never excludes 0 would be useless
}

/// Plan a has a disaster of size 1000 with probability p, plan b costs 1000·p for certain: equal means.
int wrong_rankings_of_rare_disasters(double p, std::uint64_t least, bool both) {
  std::mt19937_64 random(20260202);
  std::geometric_distribution<std::uint32_t> gap(p);
  int wrong = 0;
  for (int ranking = 0; ranking < rankings; ++ranking) {
    SequentialComparison comparison(0.95, std::vector<std::uint64_t>{least});
    std::uint32_t done = 0, next_a = gap(random), next_b = both ? gap(random) : 0;
    for (std::uint32_t j = 0; j < 5 && comparison.pairs()[0].verdict == Verdict::undecided; ++j) {
      for (; done < replications_at_look(1000, j, 16'000); ++done) {
        double difference = both ? 0.0 : -1000.0 * p;
        if (done == next_a) {
          difference += 1000.0;
          next_a += 1 + gap(random);
        }
        if (both && done == next_b) {
          difference -= 1000.0;
          next_b += 1 + gap(random);
        }
        comparison.add(0, difference);
      }
      comparison.look(0.0);
    }
    wrong += comparison.pairs()[0].verdict != Verdict::undecided ? 1 : 0;
  }
  return wrong;
}

TEST(SequentialComparison, KeepsItsErrorRateForRareDisasters) {
  const double p = 0.002;
  EXPECT_LE(wrong_rankings_of_rare_disasters(p, least_replications(p), true), allowed);
  EXPECT_LE(wrong_rankings_of_rare_disasters(p, least_replications(p), false), allowed);
  // Without the wait for 20/p the first look would decide against the truth whenever nothing has happened
  // yet.
  EXPECT_GT(wrong_rankings_of_rare_disasters(p, 0, false), 2.0 * allowed);
}

TEST(RankRanges, CountWhoIsSignificantlyBetterAndWorse) {
  const std::vector<Judged> judged{{0, 1, Verdict::a_better},
                                   {0, 2, Verdict::a_better},
                                   {1, 2, Verdict::undecided},
                                   {3, 2, Verdict::b_better},
                                   {1, 3, Verdict::equivalent}};
  const auto ranges = rank_ranges(4, judged);
  EXPECT_EQ(ranges[0], (RankRange{1, 2}));
  EXPECT_EQ(ranges[1], (RankRange{2, 4}));
  EXPECT_EQ(ranges[2], (RankRange{2, 3}));
  EXPECT_EQ(ranges[3], (RankRange{2, 4}));
}

// ---- distinguishing probabilities -----------------------------------------------------------------------

CompiledStep step_at(std::size_t measure, Time at, bool withdraw = false) {
  CompiledStep step;
  step.measure = MeasureIndex(measure);
  step.when = StepAt{at};
  step.withdraw = withdraw;
  return step;
}

CompiledStep step_after(std::size_t measure, std::uint32_t step_number, Time lag) {
  CompiledStep step;
  step.measure = MeasureIndex(measure);
  step.when = StepAfter{step_number, lag};
  return step;
}

CompiledPlan plan_of(std::string id, std::vector<CompiledStep> steps) {
  return {std::move(id), std::move(steps)};
}

/// Four measures; failure 4 %, 3 %, 2 %, 1 %; latent 0.5 % for measure 3. Measure 1 requires measure 0.
System measures_only() {
  System system;
  system.measures.resize(4);
  for (std::size_t m = 0; m < 4; ++m) {
    system.measures[m].failure_probability = 0.04 - 0.01 * static_cast<double>(m);
    system.measure_ids.push_back(std::string("m").append(std::to_string(m)));
  }
  system.measures[3].latent_probability = 0.005;
  system.measures[1].requires_measures = {MeasureIndex(0)};
  return system;
}

TEST(Distinction, OfEqualPlansThereIsNone) {
  const System system = measures_only();
  const CompiledPlan plan = plan_of("p", {step_at(0, 100), step_after(1, 0, 5)});
  EXPECT_EQ(rarest_distinction(system, plan, plan), std::nullopt);
}

TEST(Distinction, IsTheRarestEventOfStepsThatDiffer) {
  const System system = measures_only();
  const CompiledPlan base = plan_of("a", {step_at(2, 100)});
  EXPECT_EQ(rarest_distinction(system, base, plan_of("b", {})), 0.02);
  EXPECT_EQ(rarest_distinction(system, base, plan_of("b", {step_at(2, 101)})), 0.02);
  EXPECT_EQ(rarest_distinction(system, base, plan_of("b", {step_at(2, 100), step_at(0, 50)})), 0.04);
  EXPECT_EQ(rarest_distinction(system, base, plan_of("b", {step_at(2, 100), step_at(3, 50)})), 0.005);
  // Withdrawing has no luck of its own.
  EXPECT_EQ(rarest_distinction(system, base, plan_of("b", {step_at(2, 100), step_at(3, 50, true)})),
            std::nullopt);
}

TEST(Distinction, ReachesWhatWaitsForOrRequiresADifferentStep) {
  const System system = measures_only();
  const CompiledPlan early = plan_of("a", {step_at(0, 100), step_after(2, 0, 5)});
  const CompiledPlan late = plan_of("b", {step_at(0, 200), step_after(2, 0, 5)});
  EXPECT_EQ(rarest_distinction(system, early, late), 0.02);
  // Measure 1 is carried out at the same time in both, but is skipped where measure 0 is missing.
  const CompiledPlan with = plan_of("a", {step_at(0, 100), step_at(1, 500)});
  const CompiledPlan without = plan_of("b", {step_at(1, 500)});
  EXPECT_EQ(rarest_distinction(system, with, without), 0.03);
}

TEST(Distinction, CountsStatementsThatOnlyOnePlanOrAnotherTimeCompletes) {
  System system = measures_only();
  CompiledStatement pair;
  pair.when = {MeasureIndex(0), MeasureIndex(2)};
  pair.probability = 0.001;
  system.statements.push_back(pair);
  const CompiledPlan one = plan_of("a", {step_at(0, 100)});
  const CompiledPlan two = plan_of("b", {step_at(0, 100), step_at(2, 300)});
  EXPECT_EQ(rarest_distinction(system, one, two), 0.001);
  EXPECT_EQ(rarest_distinction(system, two, plan_of("c", {step_at(0, 100), step_at(2, 400)})), 0.001);
  EXPECT_EQ(rarest_distinction(system, one, plan_of("c", {step_at(0, 150)})), 0.04);
  system.measures[2].in_force_at_start = true;
  EXPECT_EQ(rarest_distinction(system, one, plan_of("c", {step_at(0, 150)})), 0.001);
}

// ---- whole rankings on made-up outcomes ------------------------------------------------------------------

/// A system of two services and three measures, and plans whose outcome `made_up` invents.
System invented_system() {
  System system = measures_only();
  auto model = std::make_shared<models::Model>();
  model->services.resize(2);
  model->services[0].weight = {1.0, 0.25, 8.0};
  model->services[1].weight = {2.0, std::nullopt, std::nullopt};
  system.model = model;
  system.horizon = 90 * 86'400;
  system.services.resize(2);
  system.services[1].weight = 2.0;
  system.plans = {plan_of("nothing", {}), plan_of("work", {step_at(0, 100)}),
                  plan_of("same-work", {step_at(0, 100)}), plan_of("breaks-limit", {step_at(2, 100)})};
  for (std::size_t i = 0; i < system.plans.size(); ++i) system.plan_of[system.plans[i].id] = PlanIndex(i);
  test::complete_model(system);
  return system;
}

void invent(const CompiledPlan& plan, const Stream& stream, Outcome& outcome) {
  const auto luck = stream.uniforms(1, Purpose::failure_cycle, 0);
  outcome = Outcome{};
  outcome.services.resize(2);
  outcome.measures.resize(4);
  const bool nothing = plan.steps.empty();
  const bool breaks = plan.id == "breaks-limit";
  outcome.services[0].affected = 10.0 * luck.first + (nothing ? 30.0 : 20.0);
  outcome.services[1].affected = breaks ? 1.0 : nothing ? 2.0 : 2.5 + luck.second;
  outcome.services[1].down = static_cast<Time>(3600.0 * luck.second);
  outcome.services[1].limit_exceeded = breaks && luck.second < 0.08;  // more often than in 1 of 20
  outcome.impact = outcome.services[0].affected + 2.0 * outcome.services[1].affected;
  outcome.causes[bit(Cause::failure)] = outcome.services[1].down;
  outcome.exposure_days = nothing ? 90.0 : 30.0 + luck.first;
  outcome.cost = nothing ? 0.0 : 1000.0;
  outcome.cut_outage_seconds = breaks ? outcome.services[1].down / 2 : 0;
  outcome.events = 3;
}

RunnerFactory made_up() {
  return [] {
    return [outcome = std::make_shared<Outcome>()](const CompiledPlan& plan, std::uint32_t replication,
                                                   std::uint64_t seed) -> const Outcome& {
      invent(plan, Stream(seed, replication), *outcome);
      return *outcome;
    };
  };
}

const RankedPlan& find(const Ranking& ranking, const std::string& id) {
  for (const RankedPlan& plan : ranking.plans)
    if (plan.id == id) return plan;
  throw std::runtime_error(id);
}

RankOptions options_with(unsigned threads, std::uint32_t replications = 5000) {
  RankOptions options;
  options.simulation.threads = threads;
  options.simulation.replications = replications;
  return options;
}

TEST(Rank, OrdersPlansAndSaysWhatIsEqual) {
  const System system = invented_system();
  const Ranking ranking =
      rank(system, {PlanIndex(3), PlanIndex(2), PlanIndex(1)}, options_with(2), made_up());
  ASSERT_EQ(ranking.plans.size(), 4U);          // doing nothing was added
  EXPECT_EQ(ranking.plans[0].id, "same-work");  // equal impact: in the order given
  EXPECT_EQ(ranking.plans[1].id, "work");
  EXPECT_EQ(ranking.plans[2].id, "nothing");
  EXPECT_EQ(ranking.plans[3].id, "breaks-limit");  // the least impact of all, but inadmissible
  EXPECT_EQ(ranking.plans[3].rank_best, 1U);
  EXPECT_EQ(ranking.plans[3].rank_worst, 1U);
  EXPECT_EQ(ranking.plans[0].rank_best, 2U);
  EXPECT_EQ(ranking.plans[0].rank_worst, 3U);
  EXPECT_EQ(ranking.plans[2].rank_best, 4U);
  EXPECT_FALSE(ranking.plans[3].admissible);
  EXPECT_THAT(ranking.plans[3].limits_broken, testing::ElementsAre(ServiceIndex(1)));
  EXPECT_TRUE(ranking.plans[0].admissible);
  EXPECT_EQ(find(ranking, "breaks-limit").best_probability, 1.0);
  EXPECT_TRUE(find(ranking, "nothing").pareto);  // costs least
  EXPECT_FALSE(find(ranking, "work").pareto);  // as long exposed and as dear as breaks-limit, but more impact
  EXPECT_EQ(ranking.stopped_because, StopReason::all_decided);
  EXPECT_EQ(ranking.replications, 1000U);
  ASSERT_EQ(ranking.differences.size(), 6U);
  const Difference& equal = ranking.differences[0];
  EXPECT_EQ(equal.verdict, Verdict::equivalent);
  EXPECT_EQ(equal.difference, (Figure{0.0, 0.0, 0.0}));
  EXPECT_FALSE(std::signbit(equal.difference.mean));
  for (const Difference& pair : ranking.differences) {
    EXPECT_LT(pair.a, pair.b);
    const double means =
        ranking.plans[pair.a].simulation.impact.mean - ranking.plans[pair.b].simulation.impact.mean;
    EXPECT_NEAR(pair.difference.mean, means, 1e-9);
    EXPECT_EQ(pair.verdict == Verdict::a_better, pair.difference.high < 0.0);
    EXPECT_EQ(pair.verdict == Verdict::b_better, pair.difference.low > 0.0);
  }
}

TEST(Rank, WaitsForTheRarestDistinction) {
  System system = invented_system();
  system.measures[0].failure_probability = 0.004;  // 20/p = 5000
  const Ranking ranking = rank(system, {PlanIndex(1)}, options_with(2, 20'000), made_up());
  EXPECT_EQ(ranking.differences[0].least_replications, 5000U);
  EXPECT_EQ(ranking.replications, 8000U);
  EXPECT_EQ(ranking.differences[0].decided_at, 8000U);
  const Ranking too_few = rank(system, {PlanIndex(1)}, options_with(2, 3000), made_up());
  EXPECT_EQ(too_few.stopped_because, StopReason::replications_used_up);
  EXPECT_EQ(too_few.replications, 3000U);
  EXPECT_EQ(too_few.differences[0].verdict, Verdict::undecided);
  EXPECT_EQ(too_few.plans[0].rank_best, 1U);
  EXPECT_EQ(too_few.plans[0].rank_worst, 2U);
}

TEST(Rank, SaysWhichWeightTurnsTheOrder) {
  const System system = invented_system();
  const Ranking ranking = rank(system, {PlanIndex(1)}, options_with(1), made_up());
  // nothing: 35 w + 4, work: 25 w + 6 (means); equal at w = 0.2, outside 0.25–8.
  EXPECT_TRUE(ranking.weight_sensitivity.empty());
  auto model = std::make_shared<models::Model>(*system.model);
  model->services[0].weight.low = 0.1;
  System wider = invented_system();
  wider.model = model;
  const Ranking sensitive = rank(wider, {PlanIndex(1)}, options_with(1), made_up());
  ASSERT_EQ(sensitive.weight_sensitivity.size(), 1U);
  EXPECT_NEAR(sensitive.weight_sensitivity[0].weight, 0.2, 0.02);
}

TEST(Rank, ListsTheAssumptionsThatMatter) {
  System system = invented_system();
  const auto about = [](std::string field, std::string subject) {
    Assumption assumption;
    assumption.field = std::move(field);
    assumption.subject = std::move(subject);
    return assumption;
  };
  system.assumptions = {about("failure.probability", "m0"), about("failure.probability", "m1"),
                        about("buffers-refill-at-once", ""), about("resource.time_to_failure", "ehr")};
  const Ranking ranking = rank(system, {PlanIndex(1), PlanIndex(3)}, options_with(1), made_up());
  std::vector<std::string> listed;
  for (const Assumption& assumption : ranking.assumptions)
    listed.push_back(assumption.field + " " + assumption.subject);
  EXPECT_THAT(listed, testing::UnorderedElementsAre("failure.probability m0", "buffers-refill-at-once ",
                                                    "resource.time_to_failure ehr",
                                                    "outages-cut-at-horizon breaks-limit"));
}

TEST(Rank, IsTheSameToTheLastBitForAnyNumberOfThreads) {
  System system = invented_system();
  system.measures[0].failure_probability = 0.004;
  const std::vector<PlanIndex> all{PlanIndex(0), PlanIndex(1), PlanIndex(2), PlanIndex(3)};
  const Ranking one = rank(system, all, options_with(1, 9990), made_up());
  for (const unsigned threads : {2U, 7U}) {
    const Ranking other = rank(system, all, options_with(threads, 9990), made_up());
    ASSERT_EQ(other.plans.size(), one.plans.size());
    EXPECT_EQ(other.replications, one.replications);
    EXPECT_EQ(other.indifference, one.indifference);
    for (std::size_t i = 0; i < one.plans.size(); ++i) {
      EXPECT_EQ(other.plans[i].id, one.plans[i].id);
      EXPECT_EQ(other.plans[i].best_probability, one.plans[i].best_probability);
      EXPECT_EQ(other.plans[i].simulation.impact, one.plans[i].simulation.impact);
      EXPECT_EQ(other.plans[i].simulation.cvar95, one.plans[i].simulation.cvar95);
      EXPECT_EQ(other.plans[i].simulation.exposure_days, one.plans[i].simulation.exposure_days);
    }
    for (std::size_t i = 0; i < one.differences.size(); ++i) {
      EXPECT_EQ(other.differences[i].difference, one.differences[i].difference);
      EXPECT_EQ(other.differences[i].verdict, one.differences[i].verdict);
    }
  }
}

TEST(Rank, InterruptedTellsHowFarItCame) {
  const System system = invented_system();
  std::atomic<bool> stop{false};
  RankOptions options = options_with(2, 100'000);
  options.first_look = 50'000;
  options.simulation.stop = &stop;
  options.simulation.progress = [&](std::uint64_t done, std::uint64_t of) {
    EXPECT_EQ(of, 100'000U);
    if (done >= 300) stop = true;
  };
  const Ranking ranking = rank(system, {PlanIndex(1)}, options, made_up());
  EXPECT_EQ(ranking.stopped_because, StopReason::interrupted);
  EXPECT_GE(ranking.replications, 300U);
  EXPECT_LT(ranking.replications, 50'000U);
  EXPECT_TRUE(ranking.plans[0].simulation.stopped_early);
  stop = true;
  EXPECT_THROW((void)rank(system, {PlanIndex(1)}, options, made_up()), models::Error);
  EXPECT_THROW((void)rank(system, {PlanIndex(99)}, options, made_up()), models::Error);
}

}  // namespace
}  // namespace hakyu::sim
