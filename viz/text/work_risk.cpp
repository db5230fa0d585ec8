#include "viz/text/work_risk.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "viz/chart/names.hpp"
#include "viz/text/lists.hpp"
#include "viz/text/width.hpp"

namespace hakyu::viz {

namespace {

using sim::NodeIndex;
using sim::ServiceRisk;

constexpr std::size_t most_risky_steps = 2;  // of a plan, on the terminal
constexpr std::size_t most_risky_names = 5;
constexpr double noticeable = 1.1;  // times the risk without the work

std::string some(const Names& names, const std::vector<NodeIndex>& nodes) {
  return first_few(names.words(), nodes, most_risky_names, [&](NodeIndex node) { return names.node(node); });
}

std::string reason(const Names& names, const ServiceRisk& risk) {
  const Words& words = names.words();
  if (!risk.no_rate.empty())
    return words.format("not computed: no time between failures is stated for {0}",
                        some(names, risk.no_rate));
  if (!risk.out_of) return {};
  return *risk.out_of == sim::exact::OutOf::memory
             ? words("not computed: more memory than allowed would be needed")
             : words("not computed: interrupted");
}

/// More likely to go down than without the work; what is not known might be.
bool raised(const ServiceRisk& risk) {
  constexpr double rounding = 1e-9;
  if (!risk.in_step || !risk.alone.empty()) return true;
  return *risk.per_hour > *risk.usual_per_hour * (1.0 + rounding);
}

WorkRiskLine line(const Names& names, const ServiceRisk& risk) {
  const Words& words = names.words();
  WorkRiskLine made;
  made.services = names.node(names.system().services[risk.service].node);
  if (risk.planned == models::Level::down) {
    made.stops = true;
    made.planned = words("stops as planned");
    return made;
  }
  if (risk.planned != risk.usual) made.planned = words("degraded as planned");
  made.alone = some(names, risk.alone);
  made.reason = reason(names, risk);
  if (!risk.in_step || !raised(risk)) return made;
  made.usual = words.computed_one_in(*risk.usual_per_hour);
  made.per_hour = words.computed_one_in(*risk.per_hour);
  made.in_step = words.computed_one_in(*risk.in_step);
  return made;
}

/// Probability that comes with the work, of what could be computed.
double added(const ServiceRisk& risk) {
  if (!risk.in_step || *risk.per_hour <= 0.0) return 0.0;
  return *risk.in_step * (1.0 - *risk.usual_per_hour / *risk.per_hour);
}

/// What stops as planned is certain; what is not known might be as bad.
double weight(const ServiceRisk& risk) {
  if (risk.planned == models::Level::down) return 2.0;
  return risk.in_step ? added(risk) : 1.0;
}

bool is_noticeable(const ServiceRisk& risk) {
  return risk.in_step && (!risk.alone.empty() || *risk.per_hour > noticeable * *risk.usual_per_hour);
}

std::string indented(const std::string& text, std::size_t indent) {
  std::string all;
  for (const std::string& each : wrapped(printable(text), screen_columns - indent))
    all += std::string(indent, ' ') + each + "\n";
  return all;
}

/// A step and the service that it endangers most.
struct Endangered {
  const sim::StepRisk* step;
  const ServiceRisk* service;
};

std::vector<Endangered> endangered(const sim::PlanRisk& plan) {
  std::vector<Endangered> all;
  for (const sim::StepRisk& step : plan.steps) {
    const ServiceRisk* worst = nullptr;
    for (const ServiceRisk& each : step.services)
      if (is_noticeable(each) && (worst == nullptr || added(each) > added(*worst))) worst = &each;
    if (worst != nullptr) all.push_back({&step, worst});
  }
  std::stable_sort(all.begin(), all.end(), [](const Endangered& a, const Endangered& b) {
    return added(*a.service) > added(*b.service);
  });
  return all;
}

/// In whole minutes, so that all of it is inside.
std::string when(const Names& names, const sim::StepRisk& step) {
  const auto minute = [&](sim::Time t) { return names.system().start + std::chrono::seconds(t - t % 60); };
  return names.words().span(minute(step.from), minute(step.to + 59));
}

std::string plan_text(const Names& names, std::size_t position, const models::Id& plan,
                      const sim::PlanRisk& risk) {
  const Words& words = names.words();
  std::string text;
  std::size_t shown = 0;
  for (const Endangered& each : endangered(risk)) {
    if (shown++ == most_risky_steps) break;
    const WorkRiskLine about = line(names, *each.service);
    text +=
        indented(words.format("“{0}”, {1}: {2} goes down during it: {3} (per hour {4}; without the work {5})",
                              names.measure(each.step->measure), when(names, *each.step), about.services,
                              about.in_step, about.per_hour, about.usual),
                 4);
    if (!about.alone.empty())
      text += indented(words.format("no reserve: stopped if this one thing fails: {0}", about.alone), 6);
  }
  if (text.empty()) return {};
  return "  " + plan_sign(position) + " " + printable(names.plan(plan)) + "\n" + text;
}

/// How much is not known, and why, once for all plans.
std::string not_computed_text(const Names& names, const std::vector<sim::PlanRisk>& plans) {
  const Words& words = names.words();
  std::size_t unrated = 0, out_of_reach = 0;
  std::set<NodeIndex> unrated_nodes;
  for (const sim::PlanRisk& plan : plans)
    for (const sim::StepRisk& step : plan.steps)
      for (const ServiceRisk& each : step.services) {
        unrated += each.no_rate.empty() ? 0 : 1;
        unrated_nodes.insert(each.no_rate.begin(), each.no_rate.end());
        out_of_reach += each.out_of ? 1 : 0;
      }
  std::string text;
  if (unrated > 0)
    text += indented(
        words.count("Not computed for {0} service in a step: how often these fail, which the work makes more "
                    "dangerous, is not stated: {1}",
                    "Not computed for {0} services in steps: how often these fail, which the work makes more "
                    "dangerous, is not stated: {1}",
                    unrated, some(names, {unrated_nodes.begin(), unrated_nodes.end()})),
        2);
  if (out_of_reach > 0)
    text += indented(words.count("Not computed for {0} service in a step: interrupted, or more memory than "
                                 "allowed would be needed.",
                                 "Not computed for {0} services in steps: interrupted, or more memory than "
                                 "allowed would be needed.",
                                 out_of_reach),
                     2);
  return text;
}

bool same_answer(const WorkRiskLine& a, const WorkRiskLine& b) {
  const auto answer = [](const WorkRiskLine& line) {
    return std::tie(line.stops, line.planned, line.alone, line.usual, line.per_hour, line.in_step,
                    line.reason);
  };
  return answer(a) == answer(b);
}

WorkRiskSteps one_step(const Names& names, const sim::StepRisk& step) {
  WorkRiskSteps one;
  one.steps.push_back(when(names, step) + " " + names.measure(step.measure));
  std::vector<const ServiceRisk*> order;
  for (const ServiceRisk& each : step.services) {
    order.push_back(&each);
    if (each.planned != models::Level::down) one.worst = std::max(one.worst, weight(each));
  }
  std::stable_sort(order.begin(), order.end(),
                   [](const ServiceRisk* a, const ServiceRisk* b) { return weight(*a) > weight(*b); });
  for (const ServiceRisk* each : order) {
    WorkRiskLine next = line(names, *each);
    const auto same =
        std::ranges::find_if(one.lines, [&](const WorkRiskLine& known) { return same_answer(known, next); });
    if (same == one.lines.end())
      one.lines.push_back(std::move(next));
    else
      same->services += names.words()(msgid("list", ", ")) + next.services;
  }
  return one;
}

}  // namespace

std::vector<WorkRiskSteps> work_risk_steps(const Names& names, const sim::PlanRisk& risk) {
  std::vector<WorkRiskSteps> made;
  for (const sim::StepRisk& step : risk.steps) {
    if (step.services.empty()) continue;
    WorkRiskSteps one = one_step(names, step);
    const auto same = std::ranges::find_if(made, [&](const WorkRiskSteps& other) {
      return std::ranges::equal(one.lines, other.lines, [](const WorkRiskLine& a, const WorkRiskLine& b) {
        return a.services == b.services && same_answer(a, b);
      });
    });
    if (same == made.end()) {
      made.push_back(std::move(one));
      continue;
    }
    same->steps.push_back(std::move(one.steps.front()));
    same->worst = std::max(same->worst, one.worst);
  }
  return made;
}

std::string work_risk_basis(const Words& words) {
  return words(
      "Assumed: everything else works when the step begins (check it then); resources fail independently at "
      "their stated or assumed rates; the work takes its expected time. Buffers and repairs in that time are "
      "not counted, so the truth is at most this. Neither is what stops the service with or without the work "
      "and whose rate is not known. That the work itself goes wrong is not in it: the ranking counts that.");
}

std::string work_risks_text(const sim::System& system, const sim::Ranking& ranking, const Words& words) {
  const Names names(system, words);
  std::string text;
  for (std::size_t i = 0; i < ranking.work_risks.size() && i < ranking.plans.size(); ++i)
    text += plan_text(names, i, ranking.plans[i].id, ranking.work_risks[i]);
  if (!text.empty())
    text +=
        indented(words("The two steps of each plan that add most, with the service they endanger most; what "
                       "adds less than a tenth is left out (--json has all)."),
                 2);
  text += not_computed_text(names, ranking.work_risks);
  if (text.empty()) return {};
  return words("What a failure of something else can stop while the work is going on:") + "\n" + text +
         indented(work_risk_basis(words), 2);
}

}  // namespace hakyu::viz
