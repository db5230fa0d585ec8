// Ranking, pairs, services and the worst moment.
#include <algorithm>

#include "viz/report/page.hpp"
#include "viz/report/sanitise.hpp"
#include "viz/text/lists.hpp"
#include "viz/text/recommendation.hpp"
#include "viz/text/tables.hpp"

namespace hakyu::viz {

namespace {

/// Those who decide need the pairs with the plan they decide on.
void pairs(Markup& out, const Page& page) {
  const bool all = page.input.audience.kind != Audience::Kind::management;
  const Words& w = page.words;
  DataTable table;
  table.columns = {w("plans"), w("difference in impact"), w("verdict")};
  for (const sim::Difference& d : page.ranking.differences)
    if (all || d.a == page.focus || d.b == page.focus)
      table.rows.push_back(
          {plan_sign(d.a) + " − " + plan_sign(d.b), w.difference(d.difference), w.name(d.verdict)});
  if (page.ranking.differences.empty()) return;
  out.element(
      "h3", all ? w("Every pair of plans") : w.format("Plan {0} against the others", plan_sign(page.focus)));
  out.element(
      "p",
      w.format("Differences below {0} count as equivalent. Both plans of a pair met the same failures, "
               "durations and luck.",
               w.number(page.ranking.indifference)),
      "hint");
  out.table(table);
}

void order_limits(Markup& out, const Page& page) {
  const Words& w = page.words;
  std::vector<std::string> items;
  for (const sim::WeightSensitivity& s : page.ranking.weight_sensitivity)
    items.push_back(
        w.format("▲ With weight {0} for {1} (within its stated range) the order of {2} and {3} changes",
                 w.number(s.weight), page.names.node(page.system.services[s.service].node), plan_sign(s.a),
                 plan_sign(s.b)));
  if (!items.empty()) out.list(items, "warnings");
}

constexpr std::size_t plans_across = 8;  // columns that fit on a page

/// One figure of every service under every plan.
template <class Cell>
void across(Markup& out, const Page& page, const std::string& title, Cell cell) {
  const std::size_t plans = page.ranking.plans.size();
  out.element("h3", title);
  for (std::size_t from = 0; from < plans; from += plans_across) {
    const std::size_t to = std::min(plans, from + plans_across);
    DataTable table;
    table.columns = {page.words("service")};
    for (std::size_t i = from; i < to; ++i) table.columns.push_back(plan_sign(i));
    for (std::size_t s = 0; s < page.system.services.size(); ++s) {
      std::vector<std::string> row{page.names.node(page.system.services[s].node)};
      for (std::size_t i = from; i < to; ++i)
        row.push_back(cell(page.ranking.plans[i].simulation.services[s], s));
      table.rows.push_back(std::move(row));
    }
    out.table(table);
  }
}

void services_by_plan(Markup& out, const Page& page) {
  const Words& w = page.words;
  across(out, page, w("All plans: expected hours down"),
         [&](const sim::ServiceFigures& f, std::size_t) { return w.hours(f.down_hours.mean); });
  across(out, page, w("All plans: expected hours degraded"),
         [&](const sim::ServiceFigures& f, std::size_t) { return w.hours(f.degraded_hours.mean); });
  across(out, page, w("All plans: how often the tolerance is exceeded"),
         [&](const sim::ServiceFigures& f, std::size_t s) {
           return page.system.services[s].tolerance ? w.percent(f.tolerance_exceeded.mean) : w("not stated");
         });
}

std::string pairs_of(const Page& page, const sim::exact::WeakPoints& weak) {
  std::string text;
  for (const auto& [one, other] : weak.pairs)
    text += (text.empty() ? "" : page.words("; ")) + page.names.node(one) +
            page.words(msgid("cut set", " and ")) + page.names.node(other);
  if (weak.pair_count != std::to_string(weak.pairs.size()))
    text += page.words.format("; {0} pairs in all", weak.pair_count);
  return text.empty() ? page.words("none") : text;
}

/// What stops each service alone or in pairs, whether or not a plan is carried out.
void weak_points(Markup& out, const Page& page) {
  constexpr std::size_t most_names = 12;
  const Words& w = page.words;
  if (page.input.weak_points.empty()) return;
  DataTable table;
  table.columns = {w("service"), w("stopped if this one thing fails"),
                   w("stopped if these two fail at the same time (the most probable)")};
  table.text_columns = table.columns.size();
  for (const sim::exact::WeakPoints& weak : page.input.weak_points)
    table.rows.push_back({page.names.node(weak.node),
                          weak.out_of ? w("not computed: more memory than allowed would be needed")
                          : weak.alone.empty()
                              ? w("none")
                              : first_few(w, weak.alone, most_names,
                                          [&](sim::NodeIndex node) { return page.names.node(node); }),
                          weak.out_of ? "" : pairs_of(page, weak)});
  out.element("h3", w("Single points of failure and double faults, without any plan"));
  out.element("p", w("Also of resources about whose failures nothing is known. A buffer may delay the stop."),
              "hint");
  out.table(table);
}

}  // namespace

void comparison(Markup& out, const Page& page) {
  const Words& w = page.words;
  out.open("section", "", "comparison").element("h2", w("Comparison of the plans"));
  const Recommendation told = recommend(page.system, page.ranking, w);
  for (const std::vector<std::string>* part : {&told.what, &told.costs, &told.certain, &told.mind})
    if (!part->empty()) out.list(*part);
  order_limits(out, page);
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
    if (i == page.focus || page.placed[i].steps.empty())
      out.figure(service_chart(page.ranking, i, longest, page.names), w);
  if (longest > 0.0) services_by_plan(out, page);
  weak_points(out, page);
  out.close("section").raw("\n");
}

namespace {

/// What the picture shows of the services, for those who read it on paper.
void stopped_services(Markup& out, const Page& page) {
  const Words& w = page.words;
  if (!page.input.worst->impact) return;
  const sim::StaticImpact& impact = *page.input.worst->impact;
  DataTable table;
  table.columns = {w("service"), w("level"), w("why")};
  table.text_columns = table.columns.size();
  for (const sim::CompiledService& service : page.system.services) {
    const models::Level level = impact.levels[service.node];
    if (level == models::Level::up) continue;
    const auto why =
        std::ranges::find(impact.because, service.node, [](const auto& each) { return each.first; });
    table.rows.push_back({page.names.node(service.node),
                          std::string(Words::symbol(level)) + " " + w.name(level),
                          why == impact.because.end() ? "" : chain(page.names, why->second)});
  }
  if (table.rows.empty()) {
    out.element("p", w("No service is below normal at this moment."));
  } else {
    out.table(table, "levels");
  }
}

}  // namespace

void worst_moment(Markup& out, const Page& page) {
  if (!page.input.worst) return;
  const std::string picture = harmless_svg(page.input.worst->svg, "worst-");
  out.open("section", "worst-moment", "worst")
      .element("h2", page.words("The worst moment of the recommended plan"));
  out.element("p", page.input.worst->caption);
  stopped_services(out, page);
  if (picture.empty()) {
    out.element("p", page.words("▲ The picture could not be drawn."), "warning");
  } else {
    out.open("div", "graph").raw(picture).close("div");
  }
  out.close("section").raw("\n");
}

}  // namespace hakyu::viz
