#include "viz/text/work_risk.hpp"

#include <algorithm>

#include "viz/chart/names.hpp"
#include "viz/text/width.hpp"

namespace hakyu::viz {

namespace {

using sim::NodeIndex;
using sim::ServiceRisk;

constexpr std::size_t most_steps = 3;     // of a plan, on the terminal
constexpr std::size_t most_services = 2;  // of a step, on the terminal
constexpr std::size_t most_names = 5;
constexpr std::size_t screen = 80;  // columns

std::string listed(const Names& names, const std::vector<NodeIndex>& nodes) {
  const Words& words = names.words();
  std::string text;
  for (std::size_t i = 0; i < std::min(nodes.size(), most_names); ++i)
    text += (i == 0 ? "" : words(msgid("list", ", "))) + names.node(nodes[i]);
  if (nodes.size() > most_names) text += words.format(" and {0} more", nodes.size() - most_names);
  return text;
}

std::string reason(const Names& names, const ServiceRisk& risk) {
  const Words& words = names.words();
  if (!risk.no_rate.empty())
    return words.format("not computed: no time between failures is stated for {0}",
                        listed(names, risk.no_rate));
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
  made.service = names.node(names.system().services[risk.service].node);
  if (risk.planned == models::Level::down) {
    made.stops = true;
    made.planned = words("stops as planned");
    return made;
  }
  if (risk.planned != risk.usual) made.planned = words("degraded as planned");
  made.alone = listed(names, risk.alone);
  made.reason = reason(names, risk);
  if (!risk.in_step || !raised(risk)) return made;
  made.usual = words.computed_one_in(*risk.usual_per_hour);
  made.per_hour = words.computed_one_in(*risk.per_hour);
  made.in_step = words.computed_one_in(*risk.in_step);
  return made;
}

/// What stops as planned is certain; what is not known might be as bad.
double weight(const ServiceRisk& risk) {
  if (risk.planned == models::Level::down) return 2.0;
  return raised(risk) ? risk.in_step.value_or(1.0) : 0.0;
}

std::string indented(const std::string& text, std::size_t indent) {
  std::string all;
  for (const std::string& each : wrapped(printable(text), screen - indent))
    all += std::string(indent, ' ') + each + "\n";
  return all;
}

std::string line_text(const WorkRiskLine& each, const Words& words) {
  std::string text = each.service + ": " + each.planned;
  if (!each.per_hour.empty())
    text += (each.planned.empty() ? "" : words(msgid("list", ", "))) +
            words.format("goes down in {0} hours of such work (otherwise in {1}); in this step {2}",
                         each.per_hour, each.usual, each.in_step);
  else if (!each.reason.empty())
    text += (each.planned.empty() ? "" : words(msgid("list", ", "))) + each.reason;
  std::string all = indented(text, 6);
  if (!each.alone.empty())
    all += indented(words.format("no reserve: stopped if this one thing fails: {0}", each.alone), 8);
  return all;
}

std::string step_text(const WorkRiskStep& step, const Words& words) {
  std::string text = indented(
      words.format("“{0}”, {1} (limits something for {2})", step.measure, step.when, step.length), 4);
  std::string stopped;
  std::size_t shown = 0;
  std::string endangered;
  std::size_t more = 0;
  for (const WorkRiskLine& each : step.services) {
    if (each.stops)
      stopped += (stopped.empty() ? "" : words(msgid("list", ", "))) + each.service;
    else if (shown < most_services)
      endangered += line_text(each, words), ++shown;
    else
      ++more;
  }
  if (!stopped.empty()) text += indented(words.format("Stops as planned: {0}", stopped), 6);
  text += endangered;
  if (more > 0)
    text += indented(words.count("and {0} more service (--json)", "and {0} more services (--json)", more), 6);
  return text;
}

std::string plan_text(const Names& names, std::size_t position, const models::Id& plan,
                      const sim::PlanRisk& risk) {
  std::vector<WorkRiskStep> steps = work_risk_steps(names, risk);
  std::erase_if(steps, [](const WorkRiskStep& step) { return step.worst == 0.0; });
  if (steps.empty()) return {};
  std::stable_sort(steps.begin(), steps.end(),
                   [](const WorkRiskStep& a, const WorkRiskStep& b) { return a.worst > b.worst; });
  std::string text = "  " + plan_sign(position) + " " + printable(names.plan(plan)) + "\n";
  for (std::size_t i = 0; i < std::min(steps.size(), most_steps); ++i)
    text += step_text(steps[i], names.words());
  if (steps.size() > most_steps)
    text += indented(names.words().count("and {0} more step (--json)", "and {0} more steps (--json)",
                                         steps.size() - most_steps),
                     4);
  return text;
}

}  // namespace

std::vector<WorkRiskStep> work_risk_steps(const Names& names, const sim::PlanRisk& risk) {
  const sim::System& system = names.system();
  const auto minute = [&](sim::Time t) { return system.start + std::chrono::seconds(t - t % 60); };
  std::vector<WorkRiskStep> made;
  for (const sim::StepRisk& step : risk.steps) {
    if (step.services.empty()) continue;
    WorkRiskStep one;
    one.measure = names.measure(step.measure);
    one.when = names.words().span(minute(step.from), minute(step.to + 59));
    one.length = names.words().duration(step.to - step.from);
    std::vector<const ServiceRisk*> order;
    for (const ServiceRisk& each : step.services) {
      order.push_back(&each);
      if (each.planned != models::Level::down) one.worst = std::max(one.worst, weight(each));
    }
    std::stable_sort(order.begin(), order.end(),
                     [](const ServiceRisk* a, const ServiceRisk* b) { return weight(*a) > weight(*b); });
    for (const ServiceRisk* each : order) one.services.push_back(line(names, *each));
    made.push_back(std::move(one));
  }
  return made;
}

std::string work_risk_basis(const Words& words) {
  return words(
      "Assumed: everything else works when the step begins (check it then); resources fail independently at "
      "their stated or assumed rates; the work takes its expected time. Buffers and repairs in that time are "
      "not counted, so the truth is at most this. That the work itself goes wrong is not in it: the ranking "
      "counts that.");
}

std::string work_risks_text(const sim::System& system, const sim::Ranking& ranking, const Words& words) {
  const Names names(system, words);
  std::string text;
  for (std::size_t i = 0; i < ranking.work_risks.size() && i < ranking.plans.size(); ++i)
    text += plan_text(names, i, ranking.plans[i].id, ranking.work_risks[i]);
  if (text.empty()) return {};
  return words("What a failure of something else can stop while the work is going on:") + "\n" + text +
         indented(work_risk_basis(words), 2);
}

}  // namespace hakyu::viz
