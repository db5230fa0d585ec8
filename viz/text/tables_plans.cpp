// Tables of simulate and rank.
#include <algorithm>
#include <map>

#include "viz/chart/names.hpp"
#include "viz/text/table.hpp"
#include "viz/text/tables.hpp"
#include "viz/text/width.hpp"

namespace hakyu::viz {

namespace {

std::string services_table(const Names& names, const sim::Simulation& simulation) {
  const Words& words = names.words();
  Table table({{words("service"), Align::left, 40},
               {words("down"), Align::right},
               {words("degraded"), Align::right},
               {words("patients affected (contacts)"), Align::right},
               {words("outages"), Align::right},
               {words("longest outage"), Align::right},
               {words("beyond tolerance"), Align::right},
               {words("beyond hard limit"), Align::right}});
  const sim::System& system = names.system();
  for (std::size_t i = 0; i < simulation.services.size(); ++i) {
    const sim::ServiceFigures& f = simulation.services[i];
    const sim::CompiledService& service = system.services[i];
    table.add({names.node(service.node), words.hours(f.down_hours), words.hours(f.degraded_hours),
               words.interval(f.affected), words.number(f.outages.mean), words.hours(f.longest_hours.mean),
               service.tolerance ? words.percent(f.tolerance_exceeded.mean) : "–",
               service.limit ? words.percent(f.limit_exceeded.mean) : "–"});
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
  Table table({{words("measure"), Align::left, 44},
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

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : ", ") + part;
  return text;
}

std::string remarks(const Names& names, const sim::RankedPlan& plan) {
  const Words& words = names.words();
  std::vector<std::string> parts;
  if (!plan.admissible) {
    std::vector<std::string> services;
    for (const sim::ServiceIndex s : plan.limits_broken)
      services.push_back(names.node(names.system().services[s].node));
    parts.push_back(words.format("not admissible: hard limit of {0}", joined(services)));
  }
  if (plan.pareto) parts.push_back(words("no plan is better in every respect"));
  return joined(parts);
}

std::string plans_table(const Names& names, const sim::Ranking& ranking) {
  const Words& words = names.words();
  Table table({{words("rank"), Align::right},
               {""},
               {words("plan"), Align::left, 44},
               {words("impact on care (weighted)"), Align::right},
               {words("mean of the worst 1 in 20"), Align::right},
               {words("exposure days"), Align::right},
               {words("of these known exploited"), Align::right},
               {words("cost"), Align::right},
               {words("best in"), Align::right},
               {words("remarks"), Align::left, 60}});
  for (std::size_t i = 0; i < ranking.plans.size(); ++i) {
    const sim::RankedPlan& plan = ranking.plans[i];
    const sim::Simulation& s = plan.simulation;
    table.add({words.rank(plan.rank_best, plan.rank_worst), plan_sign(i), names.plan(plan.id),
               words.interval(s.impact), words.number(s.cvar95), words.number(s.exposure_days.mean),
               words.number(s.exposure_days_kev.mean), words.number(s.cost),
               words.percent(plan.best_probability), remarks(names, plan)});
  }
  return table.text();
}

std::string differences_table(const Names& names, const sim::Ranking& ranking) {
  const Words& words = names.words();
  Table table({{words("pair")}, {words("difference in impact"), Align::right}, {words("verdict")}});
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

void append_section(std::string& text, const std::string& section) {
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
  text +=
      words.format("Exposure days: {0}; of these known exploited: {1}",
                   words.interval(simulation.exposure_days), words.interval(simulation.exposure_days_kev)) +
      "\n";
  append_section(text, services_table(names, simulation));
  append_section(text, causes_table(words, simulation));
  append_section(text, measures_table(names, simulation));
  if (simulation.cut_share > 0.0)
    text += "\n" +
            words.format(
                "{0} of the time down lies in outages that were still open at the end of the study "
                "and were cut there.",
                words.percent(simulation.cut_share)) +
            "\n";
  return text;
}

std::string ranking_text(const sim::System& system, const sim::Ranking& ranking, const Words& words) {
  const Names names(system, words);
  std::string text = plans_table(names, ranking);
  text += words("A range of ranks means: same rank, no difference could be confirmed.") + "\n";
  append_section(text, differences_table(names, ranking));
  append_section(text, words.format("{0}; ended because: {1}; confidence {2}",
                                    words.count("{0} replication", "{0} replications", ranking.replications),
                                    words.name(ranking.stopped_because), words.percent(ranking.confidence)) +
                           "\n");
  text += sensitivity_text(names, ranking);
  append_section(text, violations_text(system, ranking.violations, words));
  append_section(text, assumptions_text(ranking.assumptions, words));
  return text;
}

namespace {

/// What nobody answered comes first, then what decides how often changes go wrong; general rules come last.
int place_in_list(const sim::Assumption& a) {
  if (a.field.starts_with("statement")) return 0;
  if (a.kind == "stated") return 4;
  if (a.kind == "rule") return 3;
  return a.field.starts_with("failure") || a.field.starts_with("latent") ||
                 a.field.starts_with("restart-scope")
             ? 1
             : 2;
}

}  // namespace

std::string assumptions_text(const sim::Assumptions& assumptions, const Words& words, std::size_t limit) {
  if (assumptions.empty()) return {};
  using Key = std::tuple<int, std::string, std::string, std::string, std::string, std::string>;
  std::map<Key, std::vector<std::string>> groups;
  for (const sim::Assumption& a : assumptions)
    groups[{place_in_list(a), a.field, a.kind, a.value, a.range, a.source}].push_back(a.subject);
  std::string text = words("What this rests on although nobody stated it (assumptions):") + "\n";
  std::size_t shown = 0;
  for (const auto& [key, subjects] : groups) {
    if (shown++ == limit) break;
    const auto& [place, field, kind, value, range, source] = key;
    sim::Assumption one{field, subjects.size() == 1 ? subjects.front() : "", kind, value, range, source, ""};
    text += "  " + words.sentence(one);
    if (!kind.empty() && kind != "any" && kind != "stated" && kind != "rule")
      text += words.format(" [{0}]", printable(words.kind(field, kind)));
    if (subjects.size() > 1) text += words.count(" – for {0} thing", " – for {0} things", subjects.size());
    text += "\n";
  }
  if (groups.size() > limit)
    text += "  " +
            words.count("and {0} more (all of them: --json, or the report)",
                        "and {0} more (all of them: --json, or the report)", groups.size() - limit) +
            "\n";
  return text;
}

}  // namespace hakyu::viz
