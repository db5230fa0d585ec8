#include "sim/plans/work_risk.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "sim/exact/analysis.hpp"
#include "sim/exact/structure.hpp"
#include "sim/plans/plan_state.hpp"

namespace hakyu::sim {

namespace {

using exact::always;
using exact::Conditions;
using exact::Diagrams;
using exact::Formula;
using exact::Literal;
using exact::never;
using exact::Structure;

constexpr double second = 1.0 / 3600.0;  // in hours
constexpr double rounding = 1e-9;
constexpr std::size_t constants = 2;  // nodes at the beginning of every diagram

/// A situation: which of the conditions hold, and the levels that follow if nothing fails.
struct Situation {
  std::vector<std::size_t> on;  ///< numbers of conditions, ascending
  std::vector<Level> levels;
};

/// For each service the resources without a rate that the step makes more dangerous, or why that is not
/// known.
using Undecided = std::vector<exact::Outcome<std::vector<NodeIndex>>>;

/// A step in question; the situations are places in a list of different ones.
struct Step {
  StepRisk* made;
  double hours;
  std::size_t usual, during;
  const Undecided* undecided = nullptr;
};

/// All situations of all steps, and the conditions they are made of.
class Situations {
 public:
  explicit Situations(const System& system) : system_(system) {}

  std::size_t add(const Held& held) {
    std::vector<std::size_t> on;
    for (const Limit& limit : held.limits)
      if (limit.level != Level::up) on.push_back(number(limits_, {limit.node, limit.level}));
    const std::size_t flows = on.size();
    for (const FlowIndex flow : held.blocked) on.push_back(number(flows_, flow));
    const auto [at, added] = places_.try_emplace({on, flows}, found_.size());
    if (added) found_.push_back({std::move(on), levels(system_, held.limits, held.blocked)});
    if (added) flows_begin_.push_back(flows);
    return at->second;
  }

  /// To be called once, when all are added: numbers flows after limits.
  Conditions finish() {
    Conditions conditions;
    conditions.limits.resize(limits_.size());
    conditions.blocked.resize(flows_.size());
    for (const auto& [limit, i] : limits_) conditions.limits[i] = {limit.first, limit.second};
    for (const auto& [flow, i] : flows_) conditions.blocked[i] = flow;
    for (std::size_t s = 0; s < found_.size(); ++s)
      for (std::size_t i = flows_begin_[s]; i < found_[s].on.size(); ++i) found_[s].on[i] += limits_.size();
    return conditions;
  }

  [[nodiscard]] const Situation& operator[](std::size_t i) const { return found_[i]; }
  [[nodiscard]] std::size_t size() const { return found_.size(); }

 private:
  template <typename Key>
  static std::size_t number(std::map<Key, std::size_t>& numbers, const Key& key) {
    return numbers.try_emplace(key, numbers.size()).first->second;
  }

  const System& system_;
  std::map<std::pair<NodeIndex, Level>, std::size_t> limits_;
  std::map<FlowIndex, std::size_t> flows_;
  std::map<std::pair<std::vector<std::size_t>, std::size_t>, std::size_t> places_;
  std::vector<Situation> found_;
  std::vector<std::size_t> flows_begin_;
};

/// Nothing says how often it fails: an availability is stated and nothing else, or nothing at all.
bool no_rate(const Structure& structure, std::size_t event) {
  return structure.failure_rate[event] == 0.0 &&
         (structure.unavailability[event] > 0.0 || structure.never_fails[structure.event_nodes[event]] != 0);
}

/// What stands for a literal, given what stands for each node.
Literal of(Literal literal, const std::vector<Literal>& nodes) {
  return literal.negated() ? !nodes[literal.node()] : nodes[literal.node()];
}

/// The same formulas under the conditions of one situation: events of resources are kept (those without a
/// rate: only if they may fail), conditions are decided.
std::vector<Literal> under(const Situation& situation, const Structure& structure,
                           const std::vector<Literal>& resources, bool all_fail, Formula& into) {
  std::vector<Literal> events(structure.formula.events(), never);
  for (std::size_t e = 0; e < resources.size(); ++e)
    if (all_fail || !no_rate(structure, e)) events[e] = resources[e];
  for (const std::size_t i : situation.on) events[resources.size() + i] = always;
  return exact::substituted(structure.formula, events, into);
}

/// Whether `root` is true in some state that becomes one in which it is not when `event` is undone.
exact::Outcome<bool> brought_about_by(std::uint32_t event, const Formula& formula, Literal root,
                                      const exact::Limits& limits) {
  Formula both;
  std::vector<Literal> events;
  for (std::uint32_t e = 0; e < formula.events(); ++e) events.push_back(both.event());
  const auto root_with = [&](Literal value) {
    events[event] = value;
    return of(root, exact::substituted(formula, events, both));
  };
  const Literal change[] = {root_with(always), !root_with(never)};
  const Literal changed = both.all_of(change);
  const auto diagrams = Diagrams::build(both, {&changed, 1}, limits);
  if (!diagrams) return diagrams.out_of();
  return diagrams->node_of_root(0) != 0;
}

/// Resources without a rate that bring `root` about, alone or with others.
exact::Outcome<std::vector<NodeIndex>> without_rate(const Structure& structure, const Formula& formula,
                                                    Literal root, const exact::Limits& limits) {
  const auto diagrams = Diagrams::build(formula, {&root, 1}, limits);
  if (!diagrams) return diagrams.out_of();
  std::vector<NodeIndex> found;
  if (diagrams->node_of_root(0) == 0) return found;
  std::set<std::uint32_t> met;
  for (const Diagrams::Node& node : diagrams->nodes().subspan(constants))
    if (node.variable < structure.event_nodes.size() && no_rate(structure, node.variable))
      met.insert(node.variable);
  for (const std::uint32_t event : met) {
    const auto brings = brought_about_by(event, formula, root, limits);
    if (!brings) return brings.out_of();
    if (*brings) found.push_back(structure.event_nodes[event]);
  }
  return found;
}

/// The work may cost more than what is computed from known rates where a service is down because of it, and
/// would not be if only resources with a rate had failed.
Undecided undecided(const System& system, const Structure& structure, const Situation& usual,
                    const Situation& during, const exact::Limits& limits) {
  Formula formula;
  std::vector<Literal> resources;
  for (std::size_t e = 0; e < structure.event_nodes.size(); ++e) resources.push_back(formula.event());
  const auto before = under(usual, structure, resources, true, formula);
  const auto now = under(during, structure, resources, true, formula);
  const auto by_rates = under(during, structure, resources, false, formula);
  Undecided made;
  for (const CompiledService& service : system.services) {
    const Literal down = structure.down[service.node];
    const Literal all[] = {of(down, now), !of(down, before), !of(down, by_rates)};
    made.push_back(without_rate(structure, formula, formula.all_of(all), limits));
  }
  return made;
}

/// Asks the diagrams of one service; remembers what it was asked.
class Asked {
 public:
  Asked(const Structure& structure, const Situations& situations, const Diagrams& diagrams)
      : structure_(structure), situations_(situations), diagrams_(diagrams) {}

  /// P(down) if every resource fails within `hours` or not.
  double within(std::size_t situation, double hours) {
    const auto [at, added] = within_.try_emplace({situation, hours}, 0.0);
    if (!added) return at->second;
    std::vector<double> p = vector(situation);
    for (std::size_t e = 0; e < structure_.event_nodes.size(); ++e)
      p[e] = std::min(1.0, structure_.failure_rate[e] * hours);
    return at->second = diagrams_.probability(p).front();
  }
  double steady(std::size_t situation) {
    std::vector<double> p = vector(situation);
    std::copy(structure_.unavailability.begin(), structure_.unavailability.end(), p.begin());
    return diagrams_.probability(p).front();
  }
  /// Per resource's event: whether it brings the service down if nothing else fails. Birnbaum's importance
  /// at failure probabilities of 0 says exactly that.
  const std::vector<std::uint8_t>& alone(std::size_t situation) {
    const auto [at, added] = alone_.try_emplace(situation);
    if (!added) return at->second;
    const std::vector<exact::Importance> all = diagrams_.importances(0, vector(situation));
    at->second.resize(structure_.event_nodes.size());
    for (std::size_t e = 0; e < at->second.size(); ++e) at->second[e] = all[e].birnbaum > 0.5 ? 1 : 0;
    return at->second;
  }

 private:
  [[nodiscard]] std::vector<double> vector(std::size_t situation) const {
    std::vector<double> p(structure_.formula.events(), 0.0);
    for (const std::size_t i : situations_[situation].on) p[structure_.event_nodes.size() + i] = 1.0;
    return p;
  }

  const Structure& structure_;
  const Situations& situations_;
  const Diagrams& diagrams_;
  std::map<std::pair<std::size_t, double>, double> within_;
  std::map<std::size_t, std::vector<std::uint8_t>> alone_;
};

/// Fills in probabilities and what is new; false if the step does not touch the service.
bool fill(ServiceRisk& risk, const Step& step, const Structure& structure, Asked& asked) {
  const auto& before = asked.alone(step.usual);
  const auto& now = asked.alone(step.during);
  for (std::size_t e = 0; e < now.size(); ++e)
    if (now[e] > before[e]) risk.alone.push_back(structure.event_nodes[e]);
  std::sort(risk.alone.begin(), risk.alone.end());
  const double usual = asked.within(step.usual, 1.0);
  const double during = asked.within(step.during, 1.0);
  const bool touched = during > usual * (1.0 + rounding) || !risk.alone.empty() || !risk.no_rate.empty();
  if (risk.refused.empty()) risk.unavailability = asked.steady(step.during);
  if (!risk.no_rate.empty()) return touched;
  risk.usual_per_hour = usual;
  risk.per_hour = during;
  risk.in_step = asked.within(step.during, step.hours);
  return touched;
}

void add_service(const System& system, const Structure& structure, const Situations& situations,
                 const std::vector<Step>& steps, ServiceIndex service, const exact::Limits& limits) {
  const NodeIndex node = system.services[service].node;
  const std::vector<exact::Refusal> refused = exact::refusals(system, structure, node);
  const Literal root = structure.down[node];
  const auto diagrams = Diagrams::build(structure.formula, {&root, 1}, limits);
  std::optional<Asked> asked;
  if (diagrams) asked.emplace(structure, situations, *diagrams);
  for (const Step& step : steps) {
    ServiceRisk risk;
    risk.service = service;
    risk.usual = situations[step.usual].levels[node];
    risk.planned = situations[step.during].levels[node];
    if (risk.usual == Level::down) continue;
    bool touched = risk.planned != risk.usual;
    if (risk.planned != Level::down) {
      risk.refused = refused;
      const auto& undecided = (*step.undecided)[service];
      if (!diagrams || !undecided)
        risk.out_of = diagrams ? undecided.out_of() : diagrams.out_of();
      else
        risk.no_rate = *undecided;
      touched |= risk.out_of || fill(risk, step, structure, *asked);
    }
    if (touched) step.made->services.push_back(std::move(risk));
  }
}

/// There is not even a formula: nothing is known about any service but what the work itself does.
void add_unknown(const System& system, const Situations& situations, const std::vector<Step>& steps,
                 exact::OutOf reason) {
  for (const Step& step : steps)
    for (std::size_t s = 0; s < system.services.size(); ++s) {
      ServiceRisk risk;
      risk.service = ServiceIndex(s);
      risk.usual = situations[step.usual].levels[system.services[s].node];
      risk.planned = situations[step.during].levels[system.services[s].node];
      if (risk.usual == Level::down) continue;
      if (risk.planned != Level::down) risk.out_of = reason;
      step.made->services.push_back(std::move(risk));
    }
}

/// When the step limits something, the dependents' own restarts included.
Time end_of(const System& system, const PlacedStep& step) {
  Time extra = 0;
  for (const ScopedNode& each : system.measures[step.measure].scope) extra = std::max(extra, each.extra);
  return step.downtime_end + extra;
}

}  // namespace

std::vector<PlanRisk> work_risks(const System& system, const std::vector<PlanIndex>& plans,
                                 const WorkRiskOptions& options) {
  std::vector<PlanRisk> made;
  Situations situations(system);
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  for (const PlanIndex plan : plans) {
    if (plan >= system.plans.size()) throw models::Error("unknown-plan", std::to_string(plan.value));
    PlanRisk& one = made.emplace_back();
    one.plan = plan;
    const std::vector<PlacedStep> placed = place(system, system.plans[plan]);
    for (const PlacedStep& step : placed) {
      if (step.withdraw || step.downtime_end <= step.start) continue;
      const Time to = end_of(system, step);
      one.steps.push_back({step.step, step.measure, step.start, to, {}});
      pairs.emplace_back(situations.add(held_during(system, placed, step.start, to, step.step)),
                         situations.add(held_during(system, placed, step.start, to)));
    }
  }
  std::vector<Step> steps;
  for (PlanRisk& plan : made)
    for (StepRisk& step : plan.steps) {
      const auto& [usual, during] = pairs[steps.size()];
      steps.push_back({&step, static_cast<double>(step.to - step.from) * second, usual, during});
    }
  if (steps.empty()) return made;
  exact::Limits limits;
  limits.memory = options.memory;
  limits.stop = options.stop;
  const auto structure = exact::structure(system, situations.finish(), limits);
  if (!structure) {
    add_unknown(system, situations, steps, structure.out_of());
    return made;
  }
  std::map<std::pair<std::size_t, std::size_t>, Undecided> known;
  for (Step& step : steps) {
    const auto [at, added] = known.try_emplace({step.usual, step.during});
    if (added)
      at->second = undecided(system, *structure, situations[step.usual], situations[step.during], limits);
    step.undecided = &at->second;
  }
  for (std::size_t s = 0; s < system.services.size(); ++s)
    add_service(system, *structure, situations, steps, ServiceIndex(s), limits);
  return made;
}

}  // namespace hakyu::sim
