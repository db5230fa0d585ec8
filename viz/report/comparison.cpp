// Ranking, pairs, services and the worst moment.
#include "viz/report/page.hpp"
#include "viz/report/sanitise.hpp"
#include "viz/text/recommendation.hpp"

namespace hakyu::viz {

namespace {

void pairs(Markup& out, const Page& page) {
  const Words& w = page.words;
  DataTable table;
  table.columns = {w("plans"), w("difference in impact"), w("verdict")};
  for (const sim::Difference& d : page.ranking.differences)
    table.rows.push_back(
        {plan_sign(d.a) + " − " + plan_sign(d.b), w.difference(d.difference), w.name(d.verdict)});
  if (table.rows.empty()) return;
  out.element("h3", w("Every pair of plans"));
  out.element(
      "p",
      w.format("Differences below {0} count as equivalent. Both plans of a pair met the same failures, "
               "durations and luck.",
               w.number(page.ranking.indifference)),
      "hint");
  out.table(table);
}

void limits(Markup& out, const Page& page) {
  const Words& w = page.words;
  std::vector<std::string> items;
  for (std::size_t i = 0; i < page.ranking.plans.size(); ++i)
    for (const sim::ServiceIndex service : page.ranking.plans[i].limits_broken)
      items.push_back(w.format("✕ Plan {0} breaks the limit for planned downtime of {1}", page.plan_name(i),
                               page.names.node(page.system.services[service].node)));
  for (const sim::WeightSensitivity& s : page.ranking.weight_sensitivity)
    items.push_back(
        w.format("▲ With weight {0} for {1} (within its stated range) the order of {2} and {3} changes",
                 w.number(s.weight), page.names.node(page.system.services[s.service].node), plan_sign(s.a),
                 plan_sign(s.b)));
  if (!items.empty()) out.list(items, "warnings");
}

}  // namespace

void comparison(Markup& out, const Page& page) {
  const Words& w = page.words;
  out.open("section", "", "comparison").element("h2", w("Comparison of the plans"));
  out.element("p", recommendation(page.system, page.ranking, w));
  limits(out, page);
  out.figure(ranking_chart(page.ranking, page.recommended, page.names), w);
  out.figure(pareto_chart(page.ranking, page.recommended, page.names), w);
  DataTable best;
  best.columns = {w("plan"), w("share of resamples in which it is best"), w("mean of the worst 1 in 20")};
  for (std::size_t i = 0; i < page.ranking.plans.size(); ++i) {
    const sim::RankedPlan& plan = page.ranking.plans[i];
    best.rows.push_back(
        {page.plan_name(i), w.percent(plan.best_probability), w.number(plan.simulation.cvar95)});
  }
  out.element("h3", w("How sure")).table(best);
  pairs(out, page);
  out.close("section").raw("\n");
}

void services(Markup& out, const Page& page) {
  const Words& w = page.words;
  out.open("section", "", "services").element("h2", w("Impact on each service"));
  const double longest = longest_stop(page.ranking);
  if (longest <= 0.0) out.element("p", w("No service stopped in the simulation."));
  for (std::size_t i = 0; longest > 0.0 && i < page.ranking.plans.size(); ++i)
    out.figure(service_chart(page.ranking, i, longest, page.names), w);
  out.close("section").raw("\n");
}

void worst_moment(Markup& out, const Page& page) {
  if (!page.input.worst) return;
  const std::string picture = harmless_svg(page.input.worst->svg, "worst-");
  out.open("section", "", "worst").element("h2", page.words("The worst moment of the recommended plan"));
  out.element("p", page.input.worst->caption);
  if (picture.empty()) {
    out.element("p", page.words("▲ The picture could not be drawn."), "warning");
  } else {
    out.open("div", "graph").raw(picture).close("div");
  }
  out.close("section").raw("\n");
}

}  // namespace hakyu::viz
