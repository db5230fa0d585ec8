// Ranking, Pareto and services.
#include "viz/chart/plan_charts.hpp"

#include <algorithm>
#include <cmath>

#include "viz/text/tables.hpp"
#include "viz/text/width.hpp"

namespace hakyu::viz {

namespace {

Axis numbers(std::string title, double max, int count, const Words& words) {
  Axis axis;
  axis.title = std::move(title);
  for (const double at : round_ticks(std::max(max, 1e-9), count)) {
    const bool whole = at == std::floor(at) && at < 1e15;
    axis.ticks.push_back({at, whole ? words.integer(static_cast<std::int64_t>(at)) : words.number(at)});
  }
  axis.max = axis.ticks.back().at;
  return axis;
}

Axis rows(std::size_t count) {
  Axis axis;
  axis.max = static_cast<double>(std::max<std::size_t>(count, 1));
  return axis;
}

double middle(std::size_t row) { return static_cast<double>(row) + 0.5; }

std::string signed_name(const sim::Ranking& ranking, std::size_t position, const Names& names) {
  return plan_sign(position) + " " + names.plan(ranking.plans[position].id);
}

Look look_of(const sim::RankedPlan& plan, bool recommended) {
  if (!plan.admissible) return Look::broken_plan;
  return recommended ? Look::recommended : Look::plan;
}

std::vector<LegendEntry> plan_legend(const sim::Ranking& ranking, const Words& words) {
  std::vector<LegendEntry> legend{{Look::recommended, Shape::circle, words("recommended plan")},
                                  {Look::plan, Shape::circle, words("other plan")}};
  const auto broken = [](const sim::RankedPlan& plan) { return !plan.admissible; };
  if (std::ranges::any_of(ranking.plans, broken))
    legend.push_back({Look::broken_plan, Shape::cross, words("breaks a hard limit")});
  return legend;
}

}  // namespace

Chart ranking_chart(const sim::Ranking& ranking, std::size_t recommended, const Names& names) {
  const Words& w = names.words();
  Chart chart;
  chart.id = "ranking";
  chart.title = w("Impact on care by plan");
  chart.description = w("A dot is the mean, the line its confidence interval; further left is better.");
  chart.y = rows(ranking.plans.size());
  chart.table.columns = {w("plan"), w("rank"), w("impact (weighted patients)"), w("lower end"),
                         w("upper end")};
  double max = 0.0;
  for (std::size_t i = 0; i < ranking.plans.size(); ++i) {
    const sim::RankedPlan& plan = ranking.plans[i];
    const sim::Figure& f = plan.simulation.impact;
    const Look look = look_of(plan, i == recommended);
    const std::string name = signed_name(ranking, i, names);
    const std::string tooltip = name + ": " + w.interval(f);
    max = std::max({max, f.high, f.mean});
    chart.y.ticks.push_back({middle(i), name});
    chart.lines.push_back({f.low, middle(i), f.high, middle(i), look, tooltip});
    chart.points.push_back(
        {f.mean, middle(i), plan.admissible ? Shape::circle : Shape::cross, 1.0, look, "", tooltip});
    chart.table.rows.push_back(
        {name, w.rank(plan.rank_best, plan.rank_worst), w.number(f.mean), w.number(f.low), w.number(f.high)});
  }
  chart.x = numbers(w("impact (weighted patients)"), max, 6, w);
  chart.legend = plan_legend(ranking, w);
  return chart;
}

Chart pareto_chart(const sim::Ranking& ranking, std::size_t recommended, const Names& names) {
  const Words& w = names.words();
  Chart chart;
  chart.id = "pareto";
  chart.rows = false;
  chart.title = w("Impact on care against exposure");
  chart.description = w("Further left means fewer days with open vulnerabilities, further down less impact.");
  chart.table.columns = {w("plan"), w("on the Pareto front"), w("exposure days"),
                         w("impact (weighted patients)"), w("cost (yen)")};
  chart.table.text_columns = 2;
  double days = 0.0, impact = 0.0, cost = 0.0;
  for (const sim::RankedPlan& plan : ranking.plans) {
    days = std::max(days, plan.simulation.exposure_days.mean);
    impact = std::max(impact, plan.simulation.impact.mean);
    cost = std::max(cost, plan.simulation.cost);
  }
  for (std::size_t i = 0; i < ranking.plans.size(); ++i) {
    const sim::RankedPlan& plan = ranking.plans[i];
    const sim::Simulation& s = plan.simulation;
    const std::string name = signed_name(ranking, i, names);
    const Shape shape = !plan.admissible ? Shape::cross : plan.pareto ? Shape::circle : Shape::square;
    const std::string tooltip =
        w.format("{0}: exposure days {1}, impact {2}, cost {3}", name, w.number(s.exposure_days.mean),
                 w.number(s.impact.mean), cost_text(names, s));
    chart.points.push_back({s.exposure_days.mean, s.impact.mean, shape,
                            cost > 0.0 ? 0.7 + 2.3 * s.cost / cost : 1.0, look_of(plan, i == recommended),
                            plan_sign(i), tooltip});
    chart.table.rows.push_back({name, w(plan.pareto ? msgid("yes") : msgid("no")),
                                w.number(s.exposure_days.mean), w.number(s.impact.mean),
                                cost_text(names, s)});
  }
  chart.x = numbers(w("exposure days"), days, 6, w);
  chart.y = numbers(w("impact (weighted patients)"), impact, 5, w);
  chart.legend = {{Look::recommended, Shape::circle, w("recommended plan")},
                  {Look::plan, Shape::circle, w("on the Pareto front")},
                  {Look::plan, Shape::square, w("another plan is better in every respect")}};
  if (std::ranges::any_of(ranking.plans, [](const sim::RankedPlan& plan) { return !plan.admissible; }))
    chart.legend.push_back({Look::broken_plan, Shape::cross, w("breaks a hard limit")});
  return chart;
}

double longest_stop(const sim::Ranking& ranking) {
  double longest = 0.0;
  for (const sim::RankedPlan& plan : ranking.plans)
    for (const sim::ServiceFigures& s : plan.simulation.services)
      longest = std::max(longest, s.down_hours.mean + s.degraded_hours.mean);
  return longest;
}

Chart service_chart(const sim::Ranking& ranking, std::size_t position, double longest, const Names& names) {
  const Words& w = names.words();
  const sim::System& system = names.system();
  const std::vector<sim::ServiceFigures>& services = ranking.plans[position].simulation.services;
  Chart chart;
  chart.id = "services-" + std::to_string(position + 1);
  chart.title = w.format("Services under plan {0}", signed_name(ranking, position, names));
  chart.description = w("Expected hours in which a service is down or degraded.");
  chart.row_height = 20.0;
  chart.y = rows(services.size());
  chart.x = numbers(w("expected hours"), longest, 8, w);
  chart.table.columns = {w("service"),        w("hours down"),        w("hours degraded"),
                         w("longest outage"), w("affected patients"), w("beyond the tolerance")};
  for (std::size_t i = 0; i < services.size(); ++i) {
    const sim::ServiceFigures& s = services[i];
    const std::string& name = names.node(system.services[i].node);
    const double down = s.down_hours.mean;
    const double both = down + s.degraded_hours.mean;
    const auto row = static_cast<double>(i);
    chart.y.ticks.push_back({middle(i), name});
    chart.bars.push_back({0.0, down, row + 0.18, row + 0.82, Look::down,
                          w.format("{0}: {1} down", name, w.hours(s.down_hours))});
    chart.bars.push_back({down, both, row + 0.18, row + 0.82, Look::degraded,
                          w.format("{0}: {1} degraded", name, w.hours(s.degraded_hours))});
    const bool tolerance = system.services[i].tolerance.has_value();
    chart.table.rows.push_back({name, w.hours(s.down_hours), w.hours(s.degraded_hours),
                                w.hours(s.longest_hours.mean), w.interval(s.affected),
                                tolerance ? w.percent(s.tolerance_exceeded) : w("not stated")});
  }
  chart.legend = {{Look::down, Shape::square, w(msgid("level", "down"))},
                  {Look::degraded, Shape::square, w(msgid("level", "degraded"))}};
  return chart;
}

}  // namespace hakyu::viz
