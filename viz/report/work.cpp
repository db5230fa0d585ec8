// The work plan: when what is done, by the clock, and where it breaks a rule.
#include <algorithm>
#include <functional>
#include <utility>

#include "models/merge.hpp"
#include "viz/report/page.hpp"
#include "viz/text/tables.hpp"
#include "viz/text/work_risk.hpp"

namespace hakyu::viz {

namespace {

constexpr std::size_t most_violations_told = 6;  // of a plan that is not recommended

/// Who does the steps of a plan, with how many people, after which lead time.
DataTable crews(const Page& page, const PlacedPlan& plan) {
  const Words& w = page.words;
  DataTable table;
  table.columns = {w("measure"), w("by"), w("people"), w("lead time"), w("vendor has verified it")};
  table.text_columns = table.columns.size();
  for (const sim::PlacedStep& step : plan.steps) {
    if (step.withdraw) continue;
    const models::Measure& measure = page.system.model->measures[step.measure];
    std::string people;
    if (measure.work)
      for (const models::Crew& crew : measure.work->crew)
        people +=
            (people.empty() ? "" : w(", ")) + w.format("{0}: {1}", page.names.party(crew.party), crew.people);
    table.rows.push_back(
        {page.names.measure(step.measure), measure.by.empty() ? w("unknown") : page.names.party(measure.by),
         people.empty() ? w("not stated") : people,
         measure.lead_time ? w.duration(*measure.lead_time) : w("not stated"), w.name(measure.verified)});
  }
  return table;
}

/// The steps above what they do to the services, in a table of all steps.
void add_risk_rows(DataTable& table, const Words& w, const WorkRiskSteps& steps) {
  std::string work;
  for (const std::string& step : steps.steps) work += (work.empty() ? "" : w(msgid("steps", "; "))) + step;
  table.rows.push_back({work});
  for (const WorkRiskLine& each : steps.lines) {
    if (each.per_hour.empty() && each.reason.empty()) {
      table.rows.push_back({each.services, each.alone, each.planned, "–", "–"});
      continue;
    }
    const std::string services =
        each.services + (each.planned.empty() ? "" : w.format(" ({0})", each.planned));
    table.rows.push_back(
        {services, each.alone, each.reason.empty() ? each.per_hour : each.reason, each.usual, each.in_step});
  }
}

/// What a failure of something else can stop meanwhile. Of the plan told in detail every step, of the others
/// the worst.
void risks(Markup& out, const Page& page, const PlacedPlan& plan) {
  constexpr std::size_t most_rows = 3;
  const Words& w = page.words;
  if (plan.position >= page.ranking.work_risks.size()) return;
  std::vector<WorkRiskSteps> all = work_risk_steps(page.names, page.ranking.work_risks[plan.position]);
  std::size_t left_out = 0;
  if (plan.position != page.focus && all.size() > most_rows) {
    std::ranges::stable_sort(all, std::greater(), &WorkRiskSteps::worst);
    for (std::size_t i = most_rows; i < all.size(); ++i) left_out += all[i].steps.size();
    all.resize(most_rows);
  }
  DataTable table;
  table.columns = {w("service"), w("then stopped if this one thing fails"),
                   w("goes down, per hour of the work"), w("per hour without the work"),
                   w("in the whole work")};
  table.text_columns = 2;
  for (const WorkRiskSteps& steps : all) add_risk_rows(table, w, steps);
  if (table.rows.empty()) return;
  out.element("h4", w("What a failure of something else can stop during the work"));
  out.element("p", work_risk_basis(w), "hint").table(table, "risks");
  if (left_out > 0)
    out.element("p",
                w.count("{0} more step is left out here (“hakyu rank --json” has all).",
                        "{0} more steps are left out here (“hakyu rank --json” has all).", left_out),
                "hint");
}

void one_plan(Markup& out, const Page& page, const PlacedPlan& plan) {
  const Words& w = page.words;
  out.element("h3", page.plan_name(plan.position));
  if (plan.steps.empty()) {
    out.element("p", w("This plan has no work."));
    return;
  }
  out.figure(gantt_chart(plan.position, plan.steps, page.names), w);
  const std::vector<std::string> broken = violations_of(page, plan.position);
  std::vector<std::string> shown = broken;
  if (plan.position != page.focus && broken.size() > most_violations_told) {
    shown.resize(most_violations_told);
    shown.push_back(
        w.format("{0} more (“hakyu check” lists them all)", broken.size() - most_violations_told));
  }
  if (broken.empty()) {
    out.element("p", rules_kept_text(page.names, page.ranking.plans[plan.position].id));
  } else {
    out.element("p", w("▲ This plan breaks rules (it was simulated as written):"), "warning");
    out.list(shown);
  }
  if (plan.position == page.focus) out.table(crews(page, plan));
  risks(out, page, plan);
}

}  // namespace

std::vector<std::string> violations_of(const Page& page, std::size_t position) {
  const models::Id& id = page.ranking.plans[position].id;
  std::vector<std::string> all;
  for (const sim::Violation& v : page.ranking.violations)
    if (page.system.plans[v.plan].id == id) all.push_back(step_sentence(page.names, v));
  return all;
}

void work_plan(Markup& out, const Page& page) {
  out.open("section", "", "work").element("h2", page.words("Work plan"));
  out.figure(schedule_chart(page.ranking, page.names), page.words);
  one_plan(out, page, page.placed[page.focus]);
  for (const PlacedPlan& plan : page.placed)
    if (plan.position != page.focus && !plan.steps.empty()) one_plan(out, page, plan);
  out.close("section").raw("\n");
}

void findings(Markup& out, const Page& page) {
  const Words& w = page.words;
  const models::Model& model = *page.system.model;
  DataTable table;
  table.columns = {w("vulnerability"),
                   w("resource"),
                   w("status"),
                   w("known exploited (KEV)"),
                   w("chance of exploitation (EPSS)"),
                   w("closed by")};
  table.text_columns = table.columns.size();
  const std::vector<models::Vulnerability> vulnerabilities = models::merged(model.vulnerabilities);
  for (const sim::OpenFinding& open : page.system.findings) {
    const models::Finding& finding = model.findings[open.model_index];
    const auto known = std::ranges::find(vulnerabilities, finding.vulnerability, &models::Vulnerability::id);
    const models::Vulnerability* v = known == vulnerabilities.end() ? nullptr : &*known;
    std::string remedies;
    for (const sim::OpenFinding::Remedy& remedy : open.remedies)
      remedies += (remedies.empty() ? "" : w(", ")) + page.names.measure(remedy.measure);
    std::string title = finding.vulnerability;
    if (v != nullptr && !v->title.empty()) title += " " + w(v->title);
    const bool stated = v != nullptr && v->known_exploited.has_value();
    table.rows.push_back({title, page.names.node(finding.resource), w.name(finding.status),
                          stated ? w(*v->known_exploited ? msgid("yes") : msgid("no")) : w("unknown"),
                          v != nullptr && v->epss ? w.percent(*v->epss) : w("unknown"),
                          remedies.empty() ? w("nothing") : remedies});
  }
  out.open("section", "", "findings").element("h2", w("Open vulnerabilities"));
  if (table.rows.empty()) {
    out.element("p", w("The model names no open vulnerability. That does not mean that there is none."));
  } else {
    out.table(table, "findings");
  }
  out.close("section").raw("\n");
}

}  // namespace hakyu::viz
