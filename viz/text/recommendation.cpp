#include "viz/text/recommendation.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>

#include "viz/chart/names.hpp"
#include "viz/text/tables.hpp"
#include "viz/text/width.hpp"

namespace hakyu::viz {

namespace {

using sim::RankedPlan;
using sim::Ranking;
using sim::Verdict;

bool has_steps(const sim::System& system, const RankedPlan& plan) {
  const auto at = system.plan_of.find(plan.id);
  return at == system.plan_of.end() || !system.plans[at->second].steps.empty();
}

double exposure(const RankedPlan& plan, bool known_exploited) {
  return known_exploited ? plan.simulation.exposure_days_kev.mean : plan.simulation.exposure_days.mean;
}

// Sign of a's impact against b's: −1 confirmed smaller, +1 confirmed larger, 0 undecided or equal.
int compare(const Ranking& ranking, std::size_t a, std::size_t b, Verdict* verdict) {
  for (const sim::Difference& d : ranking.differences) {
    if (!(d.a == a && d.b == b) && !(d.a == b && d.b == a)) continue;
    *verdict = d.verdict;
    if (d.verdict == Verdict::a_better) return d.a == a ? -1 : 1;
    if (d.verdict == Verdict::b_better) return d.b == a ? -1 : 1;
    return 0;
  }
  *verdict = Verdict::undecided;
  return 0;
}

/// Admissible plans that leave at most so many exposure days, and of known-exploited vulnerabilities too.
std::vector<std::size_t> candidates(const Ranking& ranking, double most, double most_known_exploited) {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < ranking.plans.size(); ++i) {
    const RankedPlan& plan = ranking.plans[i];
    if (plan.admissible && exposure(plan, false) <= most && exposure(plan, true) <= most_known_exploited)
      found.push_back(i);
  }
  return found;
}

/// The candidates that reduce what doing nothing leaves open, and in `choice` what they have in common.
std::vector<std::size_t> reducing(const Ranking& ranking, const RankedPlan& nothing, Choice& choice) {
  constexpr double any = std::numeric_limits<double>::infinity();
  for (const bool known_exploited : {true, false}) {
    const double open = exposure(nothing, known_exploited);
    for (const Reduction reduction : {Reduction::half, Reduction::some}) {
      const double most = reduction == Reduction::half ? open / 2.0 : std::nextafter(open, 0.0);
      std::vector<std::size_t> found = known_exploited ? candidates(ranking, any, most)
                                                       : candidates(ranking, most, exposure(nothing, true));
      if (open <= 0.0 || found.empty()) continue;
      choice.reduction = reduction;
      choice.known_exploited = known_exploited;
      return found;
    }
  }
  return {};
}

}  // namespace

Choice choose(const sim::System& system, const Ranking& ranking) {
  Choice choice;
  for (std::size_t i = 0; i < ranking.plans.size() && choice.do_nothing == Choice::none; ++i)
    if (!has_steps(system, ranking.plans[i])) choice.do_nothing = i;
  std::vector<std::size_t> found;
  if (choice.do_nothing != Choice::none) {
    const RankedPlan& nothing = ranking.plans[choice.do_nothing];
    choice.leaves_open = exposure(nothing, false) > 0.0;
    found = reducing(ranking, nothing, choice);
  }
  constexpr double any = std::numeric_limits<double>::infinity();
  if (found.empty()) found = candidates(ranking, any, any);
  if (found.empty()) return choice;
  const auto impact = [&](std::size_t i) { return ranking.plans[i].simulation.impact.mean; };
  choice.plan = *std::min_element(found.begin(), found.end(),
                                  [&](std::size_t a, std::size_t b) { return impact(a) < impact(b); });
  std::copy_if(found.begin(), found.end(), std::back_inserter(choice.rivals),
               [&](std::size_t i) { return i != choice.plan; });
  return choice;
}

namespace {

class Writer {
 public:
  Writer(const sim::System& system, const Ranking& ranking, const Words& words)
      : ranking_(ranking), words_(words), names_(system, words), choice_(choose(system, ranking)) {}

  Recommendation recommendation() {
    if (choice_.plan == Choice::none) {
      none_admissible();
      unconnected_targets();
    } else {
      what_to_do();
      unconnected_targets();
      part_ = &told_.costs;
      what_it_costs();
      part_ = &told_.certain;
      how_sure();
      part_ = &told_.mind;
      other_plans();
    }
    part_ = &told_.mind;
    what_is_not_counted();
    return std::move(told_);
  }

 private:
  [[nodiscard]] const RankedPlan& plan(std::size_t i) const { return ranking_.plans[i]; }
  [[nodiscard]] std::string name(std::size_t i) const {
    return words_.format("{0} “{1}”", plan_sign(i), printable(names_.plan(plan(i).id)));
  }
  [[nodiscard]] std::string list(const std::vector<std::size_t>& plans) const {
    std::string text;
    for (const std::size_t i : plans) text += (text.empty() ? "" : words_(msgid("list", ", "))) + name(i);
    return text;
  }
  void say(std::string sentence) { part_->push_back(std::move(sentence)); }

  void none_admissible() {
    say(words_("No plan can be recommended: every compared plan breaks a hard limit of a service."));
    for (std::size_t i = 0; i < ranking_.plans.size(); ++i) say(broken_limits(i));
  }

  [[nodiscard]] std::string broken_limits(std::size_t i) const {
    std::string services;
    for (const sim::ServiceIndex s : plan(i).limits_broken)
      services += (services.empty() ? "" : words_(msgid("list", ", "))) +
                  printable(names_.node(names_.system().services[s].node));
    return words_.format("{0} is not admissible: planned downtime beyond the hard limit of {1}.", name(i),
                         services);
  }

  void what_to_do() {
    const std::string chosen = name(choice_.plan);
    const std::string days = choice_.known_exploited
                                 ? words_("exposure days of known exploited vulnerabilities")
                                 : words_("exposure days");
    if (choice_.reduction == Reduction::half)
      say(words_.format(
          "Recommended: {0}. Of the plans that at least halve the {1} of doing nothing it has the "
          "least impact on care.",
          chosen, days));
    else if (choice_.reduction == Reduction::some)
      say(words_.format(
          "Recommended: {0}. Of the plans that reduce the {1} of doing nothing it has the least "
          "impact on care; no plan halves them.",
          chosen, days));
    else if (choice_.plan == choice_.do_nothing && choice_.leaves_open)
      say(words_.format(
          "Recommended by the impact on care: {0}. No compared plan that is admissible leaves fewer "
          "exposure days.",
          chosen));
    else
      say(words_.format("Recommended by the impact on care: {0}.", chosen));
  }

  /// Work on what nothing is stated to need has no effect in the computation, whatever it has in the
  /// hospital.
  void unconnected_targets() {
    const sim::System& system = names_.system();
    std::vector<sim::NodeIndex> targets;
    for (const sim::CompiledPlan& plan : system.plans)
      for (const sim::CompiledStep& step : plan.steps)
        for (const sim::ScopedNode& target : system.measures[step.measure].scope)
          targets.push_back(target.node);
    if (std::string text = unconnected_text(system, targets, words_); !text.empty()) say(std::move(text));
  }

  void what_it_costs() {
    const sim::Simulation& s = plan(choice_.plan).simulation;
    double patients = 0.0;
    for (const sim::ServiceFigures& service : s.services) patients += service.affected.mean;
    say(
        words_.format("Expected impact on care (weighted number of patients): {0}; patients affected "
                      "(contacts): {1}; mean of the worst 1 in 20: {2}.",
                      words_.interval(s.impact), words_.number(patients), words_.number(s.cvar95)));
    say(words_.format("Exposure days left: {0}, of these of known exploited vulnerabilities: {1}.",
                      words_.number(s.exposure_days.mean), words_.number(s.exposure_days_kev.mean)));
    against_doing_nothing();
  }

  void against_doing_nothing() {
    if (choice_.do_nothing == Choice::none || choice_.do_nothing == choice_.plan) return;
    const std::optional<sim::Figure> f = difference(ranking_, choice_.plan, choice_.do_nothing);
    if (!f) return;
    const sim::Simulation& nothing = plan(choice_.do_nothing).simulation;
    say(words_.format("Against doing nothing: impact {0}, exposure days {1} instead of {2}.",
                      words_.difference(*f), words_.number(plan(choice_.plan).simulation.exposure_days.mean),
                      words_.number(nothing.exposure_days.mean)));
  }

  void how_sure() {
    std::vector<std::size_t> better_than, equal, unknown;
    for (const std::size_t rival : choice_.rivals) {
      Verdict verdict{};
      const int sign = compare(ranking_, choice_.plan, rival, &verdict);
      (sign < 0 ? better_than : verdict == Verdict::equivalent ? equal : unknown).push_back(rival);
    }
    const std::string confidence = words_.percent(ranking_.confidence);
    if (!better_than.empty())
      say(words_.format("Confirmed to have less impact than: {0} (confidence {1}).", list(better_than),
                        confidence));
    if (!equal.empty()) say(words_.format("Practically the same impact: {0}.", list(equal)));
    if (!unknown.empty())
      say(
          words_.format("Same rank: no difference could be confirmed to {0}; more replications or better "
                        "data could change the choice.",
                        list(unknown)));
    const RankedPlan& chosen = plan(choice_.plan);
    say(words_.format(
        "Rank among all plans by impact alone: {0} of {1}; smallest impact in {2} of resampled comparisons.",
        words_.rank(chosen.rank_best, chosen.rank_worst), ranking_.plans.size(),
        words_.percent(chosen.best_probability)));
  }

  void other_plans() {
    for (std::size_t i = 0; i < ranking_.plans.size(); ++i)
      if (!plan(i).admissible) say(broken_limits(i));
    const auto violations = static_cast<std::uint64_t>(std::count_if(
        ranking_.violations.begin(), ranking_.violations.end(),
        [&](const sim::Violation& v) { return names_.system().plans[v.plan].id == plan(choice_.plan).id; }));
    if (violations > 0)
      say(words_.count(
          "Settle first: the recommended plan violates {0} condition (windows, people, lead times).",
          "Settle first: the recommended plan violates {0} conditions (windows, people, lead times).",
          violations));
    if (choice_.do_nothing == Choice::none) return;
    if (choice_.do_nothing != choice_.plan)
      say(words_(
          "Doing nothing instead is an acceptance of risk: it needs an approval, an owner and a date."));
    else if (choice_.leaves_open)
      say(words_("Doing nothing is an acceptance of risk: it needs an approval, an owner and a date."));
  }

  void what_is_not_counted() {
    bool attacks = false;
    for (const RankedPlan& each : ranking_.plans)
      for (const auto& [causes, hours] : each.simulation.cause_hours)
        attacks = attacks || causes.find("attack") != std::string::npos;
    if (!attacks)
      say(
          words_("Consequences of attacks are not part of these figures; exposure days only count how long "
                 "known vulnerabilities stay open."));
    what_it_rests_on();
    if (ranking_.stopped_because == sim::StopReason::interrupted)
      say(words_("The comparison was interrupted: fewer replications than asked for."));
  }

  void what_it_rests_on() {
    const auto stated = static_cast<std::uint64_t>(
        std::count_if(ranking_.assumptions.begin(), ranking_.assumptions.end(),
                      [](const sim::Assumption& each) { return each.kind == "stated"; }));
    const std::uint64_t silent = ranking_.assumptions.size() - stated;
    if (silent > 0)
      say(words_.count("The result rests on {0} value or rule that nobody stated; see the list.",
                       "The result rests on {0} values and rules that nobody stated; see the list.", silent));
    if (stated > 0)
      say(words_.count("It also rests on {0} input that the model marks as an assumption.",
                       "It also rests on {0} inputs that the model marks as assumptions.", stated));
  }

  const Ranking& ranking_;
  const Words& words_;
  Names names_;
  Choice choice_;
  Recommendation told_;
  std::vector<std::string>* part_ = &told_.what;
};

}  // namespace

std::optional<sim::Figure> difference(const Ranking& ranking, std::size_t a, std::size_t b) {
  for (const sim::Difference& d : ranking.differences) {
    if (d.a == a && d.b == b) return d.difference;
    if (d.a == b && d.b == a) {
      sim::Figure f = d.difference;
      f.mean = -d.difference.mean;
      f.low = -d.difference.high;
      f.high = -d.difference.low;
      return f;
    }
  }
  return std::nullopt;
}

std::string Recommendation::text() const {
  std::string all;
  for (const std::vector<std::string>* part : {&what, &costs, &certain, &mind})
    for (const std::string& sentence : *part) all += sentence + "\n";
  return all;
}

Recommendation recommend(const sim::System& system, const Ranking& ranking, const Words& words) {
  return Writer(system, ranking, words).recommendation();
}

std::string recommendation(const sim::System& system, const Ranking& ranking, const Words& words) {
  return recommend(system, ranking, words).text();
}

}  // namespace hakyu::viz
