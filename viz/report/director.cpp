// The first page: what the director decides on. Everything on it is bounded in length, so that it stays one
// A4 page whatever the model; what is left out is counted and stands further down.
#include <fmt/format.h>

#include <algorithm>

#include "sim/graph/unconnected.hpp"
#include "viz/report/assumptions.hpp"
#include "viz/report/page.hpp"
#include "viz/text/recommendation.hpp"
#include "viz/text/tables.hpp"
#include "viz/text/width.hpp"

namespace hakyu::viz {

namespace {

constexpr std::size_t most_plans = 6;
constexpr std::size_t most_services = 4;
constexpr std::size_t most_advice = 330;  // columns of text: about three lines
constexpr std::size_t most_steps = 4;
constexpr std::size_t most_assumptions = 4;

/// Services that are ever down, by what their interruption weighs, heaviest first.
std::vector<std::size_t> hit_services(const Page& page, const sim::Simulation& s) {
  std::vector<std::size_t> hit;
  for (std::size_t i = 0; i < s.services.size(); ++i)
    if (s.services[i].down_hours.mean > 0.0) hit.push_back(i);
  const auto weight = [&](std::size_t i) {
    return page.system.services[i].weight * s.services[i].affected.mean;
  };
  std::ranges::stable_sort(hit, [&](std::size_t a, std::size_t b) { return weight(a) > weight(b); });
  return hit;
}

/// Sum of intervals: never narrower than the interval of the sum.
sim::Figure affected(const sim::Simulation& s) {
  sim::Figure sum;
  for (const sim::ServiceFigures& service : s.services) {
    sum.mean += service.affected.mean;
    sum.low += service.affected.low;
    sum.high += service.affected.high;
  }
  return sum;
}

/// A dot with its interval on a line from 0 to `max`: the picture in a cell of the table.
std::string dot(const sim::Figure& f, double max, bool filled) {
  const auto x = [&](double value) { return 3.0 + 94.0 * std::clamp(value / max, 0.0, 1.0); };
  return fmt::format(R"(<svg class="dot" viewBox="0 0 100 10" width="100" height="10" aria-hidden="true">)"
                     R"(<path d="M3 5h94" stroke="#ccc" stroke-width=".8"/>)"
                     R"(<path d="M{:.1f} 5H{:.1f}" stroke="#0072B2" stroke-width="2.4"/>)"
                     R"(<circle cx="{:.1f}" cy="5" r="3" fill="{}" stroke="#00324f"/></svg>)",
                     x(f.low), x(f.high), x(f.mean), filled ? "#0072B2" : "#fff");
}

void head(Markup& out, const Page& page) {
  const Words& w = page.words;
  const std::string& title = w(page.system.model->title());
  out.open("header").element("p", w("Assessment of plans to reduce risk"), "kind");
  out.element("h1", shortened(title.empty() ? w("(the model has no title)") : title, 60));
  const std::string period =
      w.span(page.system.start, page.system.start + models::Seconds(page.system.horizon));
  std::string facts = w.format("Period {0}; {1} simulated courses; confidence level {2}", period,
                               w.integer(page.ranking.replications), w.percent(page.ranking.confidence));
  if (page.input.generated) facts += w.format("; made {0}", *page.input.generated);
  out.element("p", facts, "facts").close("header").raw("\n");
}

/// Ends after "。", or after "." before a blank or line end; what separates sentences stays with the first.
std::vector<std::string_view> sentences_of(std::string_view text) {
  constexpr std::string_view full_stop = "。";
  std::vector<std::string_view> sentences;
  std::size_t start = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    std::size_t end = 0;
    if (text.substr(at).starts_with(full_stop)) end = at + full_stop.size();
    if (text[at] == '.' && at + 1 < text.size() && (text[at + 1] == ' ' || text[at + 1] == '\n'))
      end = at + 2;
    if (end == 0) continue;
    sentences.push_back(text.substr(start, end - start));
    start = end;
  }
  if (start < text.size()) sentences.push_back(text.substr(start));
  return sentences;
}

struct KeyFigure {
  std::string label, value, note;
};

/// When the first work begins and the last one ends, as expected.
KeyFigure work_figure(const Page& page) {
  const Words& w = page.words;
  const std::vector<sim::PlacedStep>& steps = page.placed[page.focus].steps;
  if (steps.empty()) return {w("period of work"), w("no work"), {}};
  sim::Time first = steps.front().start;
  sim::Time last = steps.front().work_end;
  for (const sim::PlacedStep& step : steps) {
    first = std::min(first, step.start);
    last = std::max(last, step.work_end);
  }
  return {w("period of work"), w.span(to_minute(page.system, first), to_minute(page.system, last)),
          w.count("{0} step", "{0} steps", steps.size())};
}

/// What the recommended plan is about in five numbers, each with that of doing nothing.
std::vector<KeyFigure> key_figures(const Page& page) {
  const Words& w = page.words;
  const sim::Simulation& s = page.focused().simulation;
  const std::size_t nothing = choose(page.system, page.ranking).do_nothing;
  std::vector<KeyFigure> figures{work_figure(page),
                                 {w("cost (yen)"), cost_text(page.names, s), {}},
                                 {w("impact (weighted patients)"), w.interval(s.impact), {}},
                                 {w("mean of the worst 1 in 20"), w.number(s.cvar95), {}},
                                 {w("exposure days left"), w.number(s.exposure_days.mean), {}}};
  if (nothing == Choice::none || nothing == page.focus) return figures;
  const sim::Simulation& none = page.ranking.plans[nothing].simulation;
  if (const auto d = difference(page.ranking, page.focus, nothing))
    figures[2].note = w.format("against doing nothing {0}", w.difference(d->mean));
  figures[3].note = w.format("doing nothing: {0}", w.number(none.cvar95));
  figures[4].note = w.format("doing nothing: {0}", w.number(none.exposure_days.mean));
  return figures;
}

/// The recommendation: which plan, its figures, how sure; the full text heads the comparison.
void advice(Markup& out, const Page& page) {
  const Recommendation told = recommend(page.system, page.ranking, page.words);
  std::vector<std::string_view> sentences = sentences_of(told.what.front());
  std::vector<std::string_view> reasons(
      sentences.begin() + std::min<std::ptrdiff_t>(1, std::ssize(sentences)), sentences.end());
  for (std::size_t i = 1; i < told.what.size(); ++i) reasons.emplace_back(told.what[i]);
  reasons.insert(reasons.end(), told.certain.begin(), told.certain.end());
  reasons.insert(reasons.end(), told.mind.begin(), told.mind.end());
  out.open("div", "recommendation");
  if (!sentences.empty()) out.element("p", shortened(sentences.front(), 120), "first");
  if (page.recommended < page.ranking.plans.size()) {
    out.open("div", "figures");
    for (const KeyFigure& each : key_figures(page))
      out.open("div")
          .element("span", each.label)
          .element("b", each.value)
          .element("small", each.note)
          .close("div");
    out.close("div").raw("\n");
  }
  std::string text;
  std::size_t shown = 0;
  for (std::size_t room = most_advice; shown < reasons.size() && display_width(reasons[shown]) <= room;
       ++shown) {
    room -= display_width(reasons[shown]);
    text += (text.empty() || page.words.japanese() ? "" : " ") + std::string(reasons[shown]);
  }
  out.open("p").text(text);
  if (shown < reasons.size()) out.text(" ").link("comparison", page.words("… continued under Comparison"));
  out.close("p").close("div").raw("\n");
}

/// The `most` heaviest services of a plan with their expected hours down.
void stops_cell(Markup& out, const Page& page, const sim::Simulation& s, std::size_t most) {
  const Words& w = page.words;
  const std::vector<std::size_t> hit = hit_services(page, s);
  if (hit.empty()) {
    out.element("td", w("none"));
    return;
  }
  std::string text;
  for (std::size_t i = 0; i < std::min(most, hit.size()); ++i) {
    if (i > 0) text += w("; ");
    text += shortened(page.names.node(page.system.services[hit[i]].node), 12) + " " +
            w.hours(s.services[hit[i]].down_hours.mean);
  }
  if (hit.size() > most) text += w.format("; {0} more", hit.size() - most);
  out.element("td", text);
}

void plan_row(Markup& out, const Page& page, std::size_t i, double max, std::size_t most) {
  const Words& w = page.words;
  const sim::RankedPlan& plan = page.ranking.plans[i];
  const sim::Simulation& s = plan.simulation;
  const bool chosen = i == page.recommended;
  out.open("tr", chosen ? "chosen" : "");
  out.open("td").open("b").text(plan_sign(i)).close("b").text(" " + shortened(page.names.plan(plan.id), 40));
  if (chosen) out.raw(" ").element("span", w("recommended"), "tag");
  if (!plan.admissible) out.raw(" ").element("span", w("✕ breaks a hard limit"), "tag bad");
  out.close("td").element("td", w.rank(plan.rank_best, plan.rank_worst), "number");
  out.open("td", "number").raw(dot(s.impact, max, chosen)).raw("<br>").text(w.interval(s.impact)).close("td");
  out.element("td", w.number(s.cvar95), "number");
  out.element("td", w.interval(affected(s)), "number");
  stops_cell(out, page, s, most);
  out.open("td", "number").text(w.number(s.exposure_days.mean)).raw("<br>");
  out.text("(" + w.number(s.exposure_days_kev.mean) + ")").close("td");
  out.element("td", cost_text(page.names, s), "number").close("tr").raw("\n");
}

/// Positions shown on the page: the first plans, and in any case the recommended one and doing nothing.
std::vector<std::size_t> shown_plans(const Page& page) {
  const auto does_nothing = [&](std::size_t i) { return page.placed[i].steps.empty(); };
  std::vector<std::size_t> shown;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < page.ranking.plans.size(); ++i)
    if (i == page.focus || does_nothing(i)) ++kept;
  std::size_t room = most_plans - std::min(most_plans, kept);
  for (std::size_t i = 0; i < page.ranking.plans.size(); ++i) {
    const bool must = i == page.focus || does_nothing(i);
    if (!must && room == 0) continue;
    if (!must) --room;
    if (shown.size() < most_plans) shown.push_back(i);
  }
  return shown;
}

void plan_table(Markup& out, const Page& page) {
  const Words& w = page.words;
  double max = 1e-9;
  for (const sim::RankedPlan& plan : page.ranking.plans) max = std::max(max, plan.simulation.impact.high);
  out.element("h2", w("The plans side by side"));
  out.open("table", "plans").open("thead").open("tr");
  for (const std::string& column :
       {w("plan"), w("rank"), w("impact (weighted patients)"), w("mean of the worst 1 in 20"),
        w("affected patients (visits)"), w("services that stop (expected)"),
        w("exposure days (known exploited)"), w("cost (yen)")})
    out.raw("<th scope=\"col\">").text(column).close("th");
  out.close("tr").close("thead").open("tbody").raw("\n");
  const std::vector<std::size_t> shown = shown_plans(page);
  for (const std::size_t i : shown) plan_row(out, page, i, max, shown.size() > 4 ? 1 : 2);
  out.close("tbody").close("table").raw("\n");
  std::string note =
      w("A rank is a range where the difference could not be confirmed. In brackets: interval.");
  if (shown.size() < page.ranking.plans.size())
    note += w.format(" {0} more plans follow below.", page.ranking.plans.size() - shown.size());
  out.element("p", note, "hint");
  out.element("p",
              w("Impact: visits that were not served as usual, each multiplied by the weight of its service. "
                "Exposure days: for each open vulnerability the days it stays open, summed up."),
              "hint");
}

void stops(Markup& out, const Page& page) {
  const Words& w = page.words;
  const sim::Simulation& s = page.focused().simulation;
  const std::vector<std::size_t> hit = hit_services(page, s);
  out.open("div").element("h2", w.format("What stops under plan {0}", plan_sign(page.focus)));
  if (hit.empty()) {
    out.element("p", w("No service stopped in the simulation.")).close("div");
    return;
  }
  DataTable table;
  table.columns = {w("service"), w("down (expected)"), w("longest outage"), w("beyond the tolerance")};
  for (std::size_t i = 0; i < std::min(most_services, hit.size()); ++i) {
    const sim::ServiceFigures& f = s.services[hit[i]];
    const bool tolerance = page.system.services[hit[i]].tolerance.has_value();
    table.rows.push_back({shortened(page.names.node(page.system.services[hit[i]].node), 20),
                          w.hours(f.down_hours.mean), w.hours(f.longest_hours.mean),
                          tolerance ? w.percent(f.tolerance_exceeded.mean) : w("not stated")});
  }
  out.table(table, "stops");
  if (hit.size() > most_services)
    out.open("p", "hint")
        .link("services", w.format("{0} more services", hit.size() - most_services))
        .close("p");
  out.close("div").raw("\n");
}

void turn_back(Markup& out, const Page& page) {
  const Words& w = page.words;
  out.open("div").element("h2", w("Turn-back time"));
  std::vector<std::string> items;
  std::size_t without = 0;
  for (const sim::PlacedStep& step : page.placed[page.focus].steps) {
    if (step.withdraw) continue;
    if (step.turn_back) {
      items.push_back(page.at(*step.turn_back) + " " + shortened(page.names.measure(step.measure), 36));
    } else if (page.system.measures[step.measure].has_work) {
      ++without;
    }
  }
  const std::size_t all = items.size();
  if (items.size() > most_steps) items.resize(most_steps);
  if (all == 0 && without == 0) out.element("p", w("This plan has no work."));
  out.list(items, "plain");
  std::string rest;
  if (all > most_steps) rest += w.format("{0} more in the work plan. ", all - most_steps);
  if (without > 0) rest += w.format("For {0} steps no turn-back time is stated.", without);
  if (!rest.empty()) out.element("p", rest, "hint");
  const std::size_t breaks = violations_of(page, page.focus).size();
  out.element(
      "p",
      breaks == 0
          ? rules_kept_text(page.names, page.focused().simulation.plan)
          : w.format(
                "▲ Violations of windows, blackout periods, crews or lead times: {0} (see the work plan)",
                breaks),
      breaks == 0 ? "hint" : "warning");
  out.close("div").raw("\n");
}

/// Chances first: they move the order most. What each is about stands further down.
void rests_on(Markup& out, const Page& page) {
  const Words& w = page.words;
  out.open("div").element("h2", w("What is assumed"));
  std::vector<std::string> items;
  for (const AssumedField& each : by_field(page.ranking.assumptions, page.names)) {
    if (items.size() == most_assumptions || each.rule) continue;
    const std::string value = each.values.empty() ? "" : w.format(": {0}", each.values);
    items.push_back(shortened(w.field(each.field) + value, 76) +
                    w.format(" ({0} in all, {1} without a source)", each.count, each.unsourced));
  }
  out.list(items);
  out.open("p", "hint")
      .link("assumptions", w.format("All {0} assumptions", page.system.assumptions.size()))
      .close("p");
  out.close("div").raw("\n");
}

/// Of which devices it is not known whether they have a vulnerability, or what they hang together with.
std::string not_told(const Page& page) {
  using models::FindingStatus;
  const models::Model& model = *page.system.model;
  const auto unclear = std::ranges::count_if(model.findings, [](const models::Finding& finding) {
    return finding.status == FindingStatus::under_investigation || finding.status == FindingStatus::unknown;
  });
  const auto unconnected = std::ranges::count_if(
      sim::unconnected(page.system), [&](sim::NodeIndex node) { return !page.system.is_service(node); });
  if (unclear == 0 && unconnected == 0) return {};
  return page.words.format(
      "Vulnerabilities that a device may have: {0}; devices without any stated dependency: {1}", unclear,
      unconnected);
}

void open_questions(Markup& out, const Page& page) {
  const Words& w = page.words;
  std::size_t silent = 0, here = 0, weak = 0;
  for (const Question& q : questions_of(page)) {
    silent += q.answered ? 0 : 1;
    here += !q.answered && q.in_focus ? 1 : 0;
    weak += q.answered ? 1 : 0;
  }
  out.open("div").element("h2", w("What is not known yet"));
  std::vector<std::string> items{w.format("Unanswered questions to vendors: {0} ({1} of them about plan {2})",
                                          silent, here, plan_sign(page.focus)),
                                 w.format("Answers that are conditional or unverified: {0}", weak)};
  if (const std::string unclear = not_told(page); !unclear.empty()) items.push_back(unclear);
  if (!page.ranking.weight_sensitivity.empty())
    items.push_back(w("▲ Other weights within their stated range change the order."));
  items.push_back(w("Attacks are not part of the simulation; exposure days stand for them."));
  out.list(items).close("div").raw("\n");
}

}  // namespace

void director_page(Markup& out, const Page& page) {
  out.open("section", "sheet director", "decision");
  head(out, page);
  advice(out, page);
  plan_table(out, page);
  out.open("div", "columns");
  stops(out, page);
  turn_back(out, page);
  out.close("div").open("div", "columns");
  rests_on(out, page);
  open_questions(out, page);
  out.close("div");
  approval(out, page);
  out.close("section").raw("\n");
}

}  // namespace hakyu::viz
