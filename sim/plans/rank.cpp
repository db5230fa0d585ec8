#include "sim/plans/rank.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "models/diagnostic.hpp"
#include "sim/plans/bootstrap.hpp"
#include "sim/plans/distinguish.hpp"
#include "sim/plans/pareto.hpp"
#include "sim/plans/rank_assumptions.hpp"

namespace hakyu::sim {

namespace {

/// The plans to compare, each once, 現状維持 among them.
std::vector<PlanIndex> candidates(const System& system, const std::vector<PlanIndex>& asked) {
  std::vector<PlanIndex> plans;
  const auto add = [&](PlanIndex plan) {
    if (std::find(plans.begin(), plans.end(), plan) == plans.end()) plans.push_back(plan);
  };
  for (const PlanIndex plan : asked) {
    if (plan >= system.plans.size()) throw models::Error("unknown-plan", std::to_string(plan.value));
    add(plan);
  }
  const auto does_nothing = [&](PlanIndex plan) { return system.plans[plan].steps.empty(); };
  if (std::any_of(plans.begin(), plans.end(), does_nothing)) return plans;
  for (std::size_t i = 0; i < system.plans.size(); ++i) {
    if (!does_nothing(PlanIndex(i))) continue;
    add(PlanIndex(i));
    break;
  }
  return plans;
}

/// Positions of all pairs a < b among `plans` plans.
std::vector<std::pair<std::size_t, std::size_t>> all_pairs(std::size_t plans) {
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  for (std::size_t a = 0; a < plans; ++a)
    for (std::size_t b = a + 1; b < plans; ++b) pairs.emplace_back(a, b);
  return pairs;
}

/// The comparison of the candidates in the order in which they were given.
class Contest {
 public:
  Contest(const System& system, std::vector<PlanIndex> plans, const RankOptions& options,
          const RunnerFactory& factory)
      : system_(system),
        options_(options),
        plans_(std::move(plans)),
        pairs_(all_pairs(plans_.size())),
        experiment_(system, compiled(), options.simulation, factory),
        comparison_(options.simulation.confidence, least()) {}

  /// Looks until every pair is decided, the replications are used up or the stop flag is set.
  StopReason run() {
    const std::uint32_t most = options_.simulation.replications;
    const std::uint32_t first = std::max(options_.first_look, 1U);
    for (std::uint32_t j = 0;; ++j) {
      const std::uint32_t target = replications_at_look(first, j, most);
      const bool reached = experiment_.run_until(target);
      if (experiment_.done() == 0) throw models::Error("no-replications", "rank");
      // Without anything new another look would only spend error.
      if (experiment_.done() > fed_) look();
      if (!reached) return StopReason::interrupted;
      if (comparison_.finished()) return StopReason::all_decided;
      if (target == most) return StopReason::replications_used_up;
    }
  }

  [[nodiscard]] Ranking ranking(StopReason reason) const;

 private:
  [[nodiscard]] std::vector<const CompiledPlan*> compiled() const {
    std::vector<const CompiledPlan*> list;
    for (const PlanIndex plan : plans_) list.push_back(&system_.plans[plan]);
    return list;
  }

  [[nodiscard]] std::vector<std::uint64_t> least() const {
    std::vector<std::uint64_t> numbers;
    for (const auto& [a, b] : pairs_)
      numbers.push_back(least_replications(
          rarest_distinction(system_, system_.plans[plans_[a]], system_.plans[plans_[b]])));
    return numbers;
  }

  void look() {
    const std::span<const double> impacts = experiment_.impacts();
    for (; fed_ < experiment_.done(); ++fed_) {
      const double* row = impacts.data() + static_cast<std::size_t>(fed_) * plans_.size();
      for (std::size_t i = 0; i < pairs_.size(); ++i)
        comparison_.add(i, row[pairs_[i].first] - row[pairs_[i].second]);
    }
    comparison_.look(indifference());
  }

  /// In units of impact: the share asked for of the worst plan's mean so far.
  [[nodiscard]] double indifference() const {
    double worst = 0.0;
    for (std::size_t i = 0; i < plans_.size(); ++i)
      worst = std::max(worst, experiment_.tally(i).impact().mean);
    return share() * worst;
  }

  [[nodiscard]] double share() const {
    if (options_.indifference) return *options_.indifference;
    const models::Model* model = system_.model.get();
    const bool stated = model != nullptr && model->study && model->study->indifference;
    return stated ? *model->study->indifference : 0.01;
  }

  [[nodiscard]] RankedPlan ranked(std::size_t i) const;
  [[nodiscard]] std::vector<RankedPlan> figures() const;
  [[nodiscard]] std::vector<Difference> differences(const std::vector<std::size_t>& order) const;
  [[nodiscard]] Difference difference(std::size_t pair, const std::vector<std::size_t>& position) const;
  [[nodiscard]] std::vector<WeightSensitivity> sensitivity(const std::vector<std::size_t>& order) const;

  const System& system_;
  const RankOptions& options_;
  std::vector<PlanIndex> plans_;
  std::vector<std::pair<std::size_t, std::size_t>> pairs_;
  Experiment experiment_;
  SequentialComparison comparison_;
  std::uint32_t fed_ = 0;
};

/// Latest time by which the plan's work can still be turned back.
double latest_turn_back(const System& system, const CompiledPlan& plan) {
  double latest = 0.0;
  for (const PlacedStep& step : place(system, plan))
    if (step.turn_back) latest = std::max(latest, static_cast<double>(*step.turn_back));
  return latest;
}

RankedPlan Contest::ranked(std::size_t i) const {
  RankedPlan plan;
  plan.simulation = experiment_.simulation(i);
  plan.id = plan.simulation.plan;
  const double allowed = 1.0 - options_.simulation.confidence;
  for (std::size_t s = 0; s < plan.simulation.services.size(); ++s)
    if (plan.simulation.services[s].limit_exceeded.mean > allowed) plan.limits_broken.emplace_back(s);
  plan.admissible = plan.limits_broken.empty();
  plan.turn_back_latest = latest_turn_back(system_, experiment_.plan(i));
  return plan;
}

Difference Contest::difference(std::size_t pair, const std::vector<std::size_t>& position) const {
  const SequentialComparison::Pair& judged = comparison_.pairs()[pair];
  Difference result;
  result.a = position[pairs_[pair].first];
  result.b = position[pairs_[pair].second];
  result.difference = judged.interval;
  result.verdict = judged.verdict;
  result.least_replications = judged.least;
  result.decided_at = judged.decided_at;
  if (result.a < result.b) return result;
  std::swap(result.a, result.b);
  // 0 − x, not −x: a difference of nothing is 0, never −0.
  result.difference = {0.0 - judged.interval.mean, 0.0 - judged.interval.high, 0.0 - judged.interval.low};
  if (judged.verdict == Verdict::a_better) result.verdict = Verdict::b_better;
  if (judged.verdict == Verdict::b_better) result.verdict = Verdict::a_better;
  return result;
}

std::vector<WeightSensitivity> Contest::sensitivity(const std::vector<std::size_t>& order) const {
  std::vector<PlanMeans> means;
  for (const std::size_t i : order) {
    PlanMeans plan{experiment_.tally(i).impact().mean, {}};
    for (std::size_t s = 0; s < system_.services.size(); ++s)
      plan.affected.push_back(experiment_.tally(i).affected(s));
    means.push_back(std::move(plan));
  }
  std::vector<WeightRange> ranges;
  const std::size_t stated = system_.model == nullptr ? 0 : system_.model->services.size();
  for (std::size_t s = 0; s < std::min(stated, system_.services.size()); ++s) {
    const models::Estimate& weight = system_.model->services[s].weight;
    if (!weight.low && !weight.high) continue;
    const double used = system_.services[s].weight;
    ranges.push_back({ServiceIndex(s), used, weight.low.value_or(used), weight.high.value_or(used)});
  }
  return weight_sensitivity(means, ranges);
}

std::vector<RankedPlan> Contest::figures() const {
  std::vector<RankedPlan> plans;
  std::vector<Objectives> objectives;
  for (std::size_t i = 0; i < plans_.size(); ++i) {
    plans.push_back(ranked(i));
    const Simulation& simulation = plans.back().simulation;
    // No attacks are simulated yet, so their impact is the same 0 for every plan.
    objectives.push_back({simulation.impact.mean, 0.0, simulation.exposure_days.mean, simulation.cost});
  }
  const std::vector<double> best = best_probabilities(experiment_.impacts(), plans.size(),
                                                      options_.simulation.seed, options_.simulation.threads);
  const std::vector<bool> front = pareto_front(objectives);
  for (std::size_t i = 0; i < plans.size(); ++i) {
    plans[i].best_probability = best[i];
    plans[i].pareto = front[i];
  }
  return plans;
}

std::vector<Difference> Contest::differences(const std::vector<std::size_t>& order) const {
  std::vector<std::size_t> position(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) position[order[i]] = i;
  std::vector<Difference> result;
  for (std::size_t i = 0; i < pairs_.size(); ++i) result.push_back(difference(i, position));
  std::sort(result.begin(), result.end(), [](const Difference& x, const Difference& y) {
    return std::pair(x.a, x.b) < std::pair(y.a, y.b);
  });
  return result;
}

/// Positions of the plans: admissible first, then by mean impact.
std::vector<std::size_t> best_first(const std::vector<RankedPlan>& plans) {
  std::vector<std::size_t> order(plans.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    if (plans[a].admissible != plans[b].admissible) return plans[a].admissible;
    return plans[a].simulation.impact.mean < plans[b].simulation.impact.mean;
  });
  return order;
}

void set_ranks(Ranking& ranking) {
  std::vector<Judged> judged;
  for (const Difference& pair : ranking.differences) judged.push_back({pair.a, pair.b, pair.verdict});
  const std::vector<RankRange> ranges = rank_ranges(ranking.plans.size(), judged);
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    ranking.plans[i].rank_best = ranges[i].best;
    ranking.plans[i].rank_worst = ranges[i].worst;
  }
}

Ranking Contest::ranking(StopReason reason) const {
  Ranking result;
  std::vector<RankedPlan> plans = figures();
  const std::vector<std::size_t> order = best_first(plans);
  std::vector<Simulation> simulations;
  for (const std::size_t i : order) {
    simulations.push_back(plans[i].simulation);
    result.plans.push_back(std::move(plans[i]));
    const std::vector<Violation> found = violations(system_, plans_[i]);
    result.violations.insert(result.violations.end(), found.begin(), found.end());
  }
  result.differences = differences(order);
  set_ranks(result);
  result.weight_sensitivity = sensitivity(order);
  result.assumptions = rank_assumptions(system_, plans_, simulations);
  result.replications = experiment_.done();
  result.confidence = options_.simulation.confidence;
  result.indifference = indifference();
  result.stopped_because = reason;
  return result;
}

}  // namespace

Ranking rank(const System& system, const std::vector<PlanIndex>& plans, const RankOptions& options) {
  Ranking ranking = rank(system, plans, options, replicators(system, options.simulation.stop));
  std::vector<PlanIndex> ranked;
  for (const RankedPlan& plan : ranking.plans) {
    const auto at = std::find_if(system.plans.begin(), system.plans.end(),
                                 [&](const CompiledPlan& each) { return each.id == plan.id; });
    ranked.emplace_back(static_cast<std::size_t>(at - system.plans.begin()));
  }
  WorkRiskOptions how;
  how.stop = options.simulation.stop;
  ranking.work_risks = work_risks(system, ranked, how);
  return ranking;
}

Ranking rank(const System& system, const std::vector<PlanIndex>& plans, const RankOptions& options,
             const RunnerFactory& factory) {
  Contest contest(system, candidates(system, plans), options, factory);
  return contest.ranking(contest.run());
}

}  // namespace hakyu::sim
