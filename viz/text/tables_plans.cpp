// Tables of simulate and rank.
#include <algorithm>
#include <map>

#include "viz/chart/names.hpp"
#include "viz/text/table.hpp"
#include "viz/text/tables.hpp"
#include "viz/text/width.hpp"
#include "viz/text/work_risk.hpp"

namespace hakyu::viz {

namespace {

constexpr std::size_t most_violations = 5;  ///< of a plan, told in full beside a ranking

std::string lost_time_table(const Names& names, const sim::Simulation& simulation) {
  const Words& words = names.words();
  Table table({{words("service"), Align::left, 30},
               {words("down"), Align::right},
               {words("degraded"), Align::right}});
  for (std::size_t i = 0; i < simulation.services.size(); ++i) {
    const sim::ServiceFigures& f = simulation.services[i];
    table.add({names.node(names.system().services[i].node), words.hours(f.down_hours),
               words.hours(f.degraded_hours)});
  }
  return table.text();
}

std::string patients_table(const Names& names, const sim::Simulation& simulation) {
  const Words& words = names.words();
  Table table({{words("service"), Align::left, 30},
               {words("patients affected (contacts)"), Align::right},
               {words("outages"), Align::right},
               {words("longest outage"), Align::right}});
  for (std::size_t i = 0; i < simulation.services.size(); ++i) {
    const sim::ServiceFigures& f = simulation.services[i];
    table.add({names.node(names.system().services[i].node), words.interval(f.affected),
               words.number(f.outages.mean), words.hours(f.longest_hours.mean)});
  }
  return table.text();
}

// Only services for which somebody stated one.
std::string limits_table(const Names& names, const sim::Simulation& simulation) {
  const Words& words = names.words();
  Table table({{words("service"), Align::left, 30},
               {words("beyond tolerance"), Align::right},
               {words("beyond hard limit"), Align::right}});
  for (std::size_t i = 0; i < simulation.services.size(); ++i) {
    const sim::ServiceFigures& f = simulation.services[i];
    const sim::CompiledService& service = names.system().services[i];
    if (!service.tolerance && !service.limit) continue;
    table.add(
        {names.node(service.node),
         service.tolerance ? words.percent(f.tolerance_exceeded.mean) : words(msgid("limit", "not stated")),
         service.limit ? words.percent(f.limit_exceeded.mean) : words(msgid("limit", "not stated"))});
  }
  return table.text();
}

std::string causes_table(const Words& words, const sim::Simulation& simulation) {
  std::vector<std::pair<double, std::string>> causes;
  double total = 0.0;
  for (const auto& [set, hours] : simulation.cause_hours) {
    causes.emplace_back(hours, set);
    total += hours;
  }
  std::stable_sort(causes.begin(), causes.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  Table table({{words("causes of lost service time"), Align::left, 70},
               {words("per run"), Align::right},
               {words("share"), Align::right}});
  for (const auto& [hours, set] : causes)
    if (hours > 0.0) table.add({words.causes(set), words.hours(hours), words.percent(hours / total)});
  return table.text();
}

std::string measures_table(const Names& names, const sim::Simulation& simulation) {
  const Words& words = names.words();
  Table table({{words("measure")},
               {words("in force at the end"), Align::right},
               {words("failed"), Align::right},
               {words("given up"), Align::right},
               {words("skipped"), Align::right},
               {words("hidden defect"), Align::right},
               {words("overrun"), Align::right}});
  for (std::size_t i = 0; i < simulation.measures.size(); ++i) {
    const sim::MeasureFigures& f = simulation.measures[i];
    const double any = f.in_force.mean + f.failed.mean + f.abandoned.mean + f.skipped.mean;
    if (any == 0.0) continue;
    const auto percent = [&](const sim::Figure& figure) { return words.percent(figure.mean); };
    table.add({names.measure(sim::MeasureIndex(i)), percent(f.in_force), percent(f.failed),
               percent(f.abandoned), percent(f.skipped), percent(f.latent), percent(f.overrun)});
  }
  return table.text();
}

std::string joined(const std::vector<std::string>& parts, const std::string& separator) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : separator) + part;
  return text;
}

std::string remarks(const Names& names, const sim::RankedPlan& plan) {
  const Words& words = names.words();
  std::vector<std::string> parts;
  if (!plan.admissible) {
    std::vector<std::string> services;
    for (const sim::ServiceIndex s : plan.limits_broken)
      services.push_back(names.node(names.system().services[s].node));
    parts.push_back(
        words.format("not admissible: hard limit of {0}", joined(services, words(msgid("list", ", ")))));
  }
  if (plan.pareto) parts.push_back(words("no plan is better in every respect"));
  return joined(parts, words(msgid("list", ", ")));
}

std::string plans_table(const Names& names, const sim::Ranking& ranking) {
  const Words& words = names.words();
  Table table({{words("rank"), Align::right},
               {""},
               {words("plan")},
               {words("impact on care (weighted)"), Align::right}});
  for (std::size_t i = 0; i < ranking.plans.size(); ++i) {
    const sim::RankedPlan& plan = ranking.plans[i];
    table.add({words.rank(plan.rank_best, plan.rank_worst), plan_sign(i), names.plan(plan.id),
               words.interval(plan.simulation.impact)});
  }
  return table.text();
}

std::string plan_figures_table(const Names& names, const sim::Ranking& ranking) {
  const Words& words = names.words();
  Table table({{""},
               {words("mean of the worst 1 in 20"), Align::right},
               {words("exposure days"), Align::right},
               {words("of these known exploited"), Align::right},
               {words("cost (yen)"), Align::right},
               {words("best in"), Align::right},
               {words("remarks"), Align::left, 400}});
  for (std::size_t i = 0; i < ranking.plans.size(); ++i) {
    const sim::RankedPlan& plan = ranking.plans[i];
    const sim::Simulation& s = plan.simulation;
    table.add({plan_sign(i), words.number(s.cvar95), words.number(s.exposure_days.mean),
               words.number(s.exposure_days_kev.mean), cost_text(names, s),
               words.percent(plan.best_probability), remarks(names, plan)});
  }
  return table.text();
}

std::string differences_table(const Names& names, const sim::Ranking& ranking) {
  const Words& words = names.words();
  Table table(
      {{words("pair")}, {words("difference in impact"), Align::right}, {words("verdict"), Align::left, 200}});
  for (const sim::Difference& d : ranking.differences) {
    std::string verdict = words.name(d.verdict);
    if (d.verdict == sim::Verdict::undecided && d.least_replications > ranking.replications)
      verdict += words.format(" (needs at least {0} replications)",
                              words.integer(static_cast<std::int64_t>(d.least_replications)));
    table.add({plan_sign(d.a) + " − " + plan_sign(d.b), words.difference(d.difference), verdict});
  }
  return table.text();
}

std::string sensitivity_text(const Names& names, const sim::Ranking& ranking) {
  std::string text;
  for (const sim::WeightSensitivity& each : ranking.weight_sensitivity) {
    const sim::NodeIndex node = names.system().services[each.service].node;
    text += names.words().format(
                "Warning: with the weight {weight} of “{service}” (within its stated range) the order of {a} "
                "and {b} changes.",
                fmt::arg("weight", names.words().number(each.weight)),
                fmt::arg("service", printable(names.node(node))), fmt::arg("a", plan_sign(each.a)),
                fmt::arg("b", plan_sign(each.b))) +
            "\n";
  }
  return text;
}

void append_table(std::string& text, const std::string& section) {
  if (!section.empty()) text += (text.empty() ? "" : "\n") + section;
}

}  // namespace

std::string simulation_text(const sim::System& system, const sim::Simulation& simulation, double confidence,
                            const Words& words) {
  const Names names(system, words);
  std::string text =
      words.format("Plan “{0}”: {1}", printable(names.plan(simulation.plan)),
                   words.count("{0} replication", "{0} replications", simulation.replications)) +
      "\n";
  if (simulation.stopped_early) text += words("Stopped early: fewer replications than asked for.") + "\n";
  text += words.format("Impact on care (weighted number of patients): {0}; intervals at {1}",
                       words.interval(simulation.impact), words.percent(confidence)) +
          "\n";
  text += words.format("Mean of the worst 1 in 20: {0}", words.number(simulation.cvar95)) + "\n";
  text += on_screen(words.format("Exposure days: {0}; of these known exploited: {1}",
                                 words.interval(simulation.exposure_days),
                                 words.interval(simulation.exposure_days_kev)) +
                    "\n");
  append_table(text, lost_time_table(names, simulation));
  append_table(text, patients_table(names, simulation));
  append_table(text, limits_table(names, simulation));
  append_table(text, causes_table(words, simulation));
  append_table(text, measures_table(names, simulation));
  if (simulation.cut_share > 0.0)
    text += on_screen(
        "\n" +
        words.format("{0} of the time down lies in outages that were still open at the end of the study "
                     "and were cut there.",
                     words.percent(simulation.cut_share)) +
        "\n");
  return text;
}

std::string ranking_text(const sim::System& system, const sim::Ranking& ranking, const Words& words) {
  const Names names(system, words);
  std::string text = plans_table(names, ranking);
  const bool ranges = std::ranges::any_of(
      ranking.plans, [](const sim::RankedPlan& plan) { return plan.rank_best != plan.rank_worst; });
  if (ranges) text += words("A range of ranks means: same rank, no difference could be confirmed.") + "\n";
  append_table(text, plan_figures_table(names, ranking));
  append_table(text, differences_table(names, ranking));
  append_table(
      text, on_screen(words.format("{0}; ended because: {1}; confidence {2}",
                                   words.count("{0} replication", "{0} replications", ranking.replications),
                                   words.name(ranking.stopped_because), words.percent(ranking.confidence)) +
                      "\n"));
  text += on_screen(sensitivity_text(names, ranking));
  append_table(text, violations_text(system, ranking.violations, words, most_violations));
  append_table(text, work_risks_text(system, ranking, words));
  append_table(text, assumptions_text(system, ranking.assumptions, words));
  return text;
}

std::string cost_text(const Names& names, const sim::Simulation& simulation) {
  const sim::System& system = names.system();
  const Words& words = names.words();
  bool complete = true;
  for (const sim::CompiledStep& step : system.plans[system.plan_of.at(simulation.plan)].steps)
    complete =
        complete && (step.withdraw || system.model == nullptr || system.model->measures[step.measure].cost);
  if (complete) return words.number(simulation.cost);
  if (simulation.cost == 0.0) return words(msgid("cost", "not stated"));
  return words.format(msgid("cost", "{0} or more"), words.number(simulation.cost));
}

}  // namespace hakyu::viz
