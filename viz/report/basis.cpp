// What the result rests on: limits, assumptions, causes, inputs, the run.
#include <algorithm>
#include <filesystem>
#include <map>

#include "viz/report/assumptions.hpp"
#include "viz/report/page.hpp"

namespace hakyu::viz {

namespace {

void limits(Markup& out, const Page& page) {
  const Words& w = page.words;
  out.element("h3", w("What this report cannot say"));
  std::vector<std::string> items{
      w("It tells what follows from the model. What the model does not know has no effect in the "
        "simulation."),
      w("Attacks are not part of the simulation; exposure days stand for them."),
      w("Buffers (batteries, printed lists, caches) are full again as soon as supply returns."),
      w("Background failures are independent of each other."),
      w("One patient may be counted in several services: affected patients are visits, not persons."),
      w("It does not replace the vendor's verification nor the judgement of those responsible for care.")};
  double cut = 0.0;
  for (const sim::RankedPlan& plan : page.ranking.plans) cut = std::max(cut, plan.simulation.cut_share);
  if (cut > 0.0)
    items.push_back(
        w.format("Up to {0} of the hours down lie in outages that were still open at the end of the "
                 "period; what comes after it is not counted.",
                 w.percent(cut)));
  out.list(items);
}

/// Long references are told once, below the table.
class Sources {
 public:
  explicit Sources(const Words& words) : words_(words) {}
  std::string cite(const sim::Assumption& a) {
    if (a.kind == "stated") return words_("assumption in the model");
    if (a.source.empty() || a.source == "assumption") return words_("assumption");
    const auto at = std::ranges::find(list_, a.source);
    const auto number = at - list_.begin() + 1;
    if (at == list_.end()) list_.push_back(a.source);
    return "[" + std::to_string(number) + "]";
  }
  void tell(Markup& out) const {
    std::size_t number = 0;
    for (const std::string& source : list_)
      out.element("p", "[" + std::to_string(++number) + "] " + source, "hint");
  }

 private:
  const Words& words_;
  std::vector<std::string> list_;
};

constexpr std::size_t most_subjects = 6;

/// For those who decide: how many of each there are, and how many of them nobody can vouch for.
void assumed_fields(Markup& out, const Page& page) {
  const Words& w = page.words;
  out.open("h3", "", "assumptions").text(w("What is assumed")).close("h3");
  DataTable table;
  table.columns = {w("what"), w("value"), w("how many"), w("of these without a source")};
  table.text_columns = 2;
  for (const AssumedField& each : by_field(page.system.assumptions, page.names))
    table.rows.push_back({w.field(each.field), each.rule ? w("rule of the computation") : each.values,
                          w.integer(static_cast<std::int64_t>(each.count)),
                          each.rule ? "–" : w.integer(static_cast<std::int64_t>(each.unsourced))});
  if (table.rows.empty()) {
    out.element("p", w("No default was used."));
    return;
  }
  out.table(table);
  out.element("p", w("Each of them stands in the report for operations."), "hint");
}

void assumptions(Markup& out, const Page& page) {
  const Words& w = page.words;
  out.open("h3", "", "assumptions").text(w("All assumptions")).close("h3");
  DataTable table;
  table.columns = {w("what"), w("value"), w("range"), w("about"), w("source")};
  table.text_columns = table.columns.size();
  Sources sources(w);
  for (const AssumedValue& each : grouped(page.system.assumptions, page.names))
    table.rows.push_back({w.field(each.value.field), w.value(each.value.value), w.range(each.value.range),
                          each.about(w, most_subjects), sources.cite(each.value)});
  if (table.rows.empty()) {
    out.element("p", w("No default was used."));
    return;
  }
  out.table(table, "assumed");
  out.element("p", w("“hakyu rank --json” names everything that each of them is about."), "hint");
  sources.tell(out);
}

void causes(Markup& out, const Page& page) {
  const Words& w = page.words;
  std::map<std::string, std::vector<double>> hours;
  const std::size_t plans = page.ranking.plans.size();
  for (std::size_t i = 0; i < plans; ++i)
    for (const auto& [set, mean] : page.ranking.plans[i].simulation.cause_hours)
      hours.try_emplace(set, plans, 0.0).first->second[i] = mean;
  if (hours.empty()) return;
  DataTable table;
  table.columns = {w("causes (expected hours lost by all services)")};
  for (std::size_t i = 0; i < plans; ++i) table.columns.push_back(plan_sign(i));
  for (const auto& [set, means] : hours) {
    std::vector<std::string> row{w.causes(set)};
    for (const double mean : means) row.push_back(w.number(mean));
    table.rows.push_back(std::move(row));
  }
  out.element("h3", w("Causes of the hours lost")).table(table);
}

void measures(Markup& out, const Page& page) {
  const Words& w = page.words;
  const std::vector<sim::MeasureFigures>& figures = page.focused().simulation.measures;
  DataTable table;
  table.columns = {w("measure"), w("in force at the end"), w("failed"), w("abandoned"),
                   w("skipped"), w("hidden defect"),       w("overrun")};
  std::vector<bool> used(figures.size(), false);
  for (const sim::PlacedStep& step : page.placed[page.focus].steps) {
    const std::size_t m = step.measure;
    if (m >= figures.size() || used[m]) continue;
    used[m] = true;
    const sim::MeasureFigures& f = figures[m];
    table.rows.push_back({page.names.measure(step.measure), w.percent(f.in_force.mean),
                          w.percent(f.failed.mean), w.percent(f.abandoned.mean), w.percent(f.skipped.mean),
                          w.percent(f.latent.mean), w.percent(f.overrun.mean)});
  }
  if (table.rows.empty()) return;
  out.element("h3", w.format("What becomes of the measures under plan {0}", plan_sign(page.focus)));
  out.table(table);
}

void responsibilities(Markup& out, const Page& page) {
  const Words& w = page.words;
  DataTable table;
  table.columns = {w("item"), w("part of the hospital"), w("who"), w("target date"), w("agreement")};
  table.text_columns = table.columns.size();
  for (const models::Responsibility& r : page.system.model->responsibilities) {
    std::string scope, roles;
    for (const std::string& each : r.scope) scope += (scope.empty() ? "" : w(", ")) + page.names.part(each);
    for (const models::Role& role : r.roles)
      roles += (roles.empty() ? "" : w(", ")) + w.format("{0}: {1} ({2})", page.names.party(role.party),
                                                         w.name(role.role), w.name(role.phase));
    table.rows.push_back({r.item, scope, roles.empty() ? w("nobody") : roles,
                          r.target ? w.date(*r.target) : "–", w(r.agreement)});
  }
  if (!table.rows.empty()) out.element("h3", w("Responsibilities")).table(table);
}

/// A file with the folder it lies in: where that is on the machine is nobody else's business.
std::string in_folder(const std::string& file) {
  const std::filesystem::path path(file);
  return (path.parent_path().filename() / path.filename()).string();
}

void inputs(Markup& out, const Page& page) {
  const Words& w = page.words;
  DataTable files;
  files.columns = {w("input file"), w("written by"), "SHA-256"};
  files.text_columns = files.columns.size();
  for (const models::SourceFile& file : page.system.model->files)
    files.rows.push_back({in_folder(file.name),
                          file.from.empty() ? w("not stated") : page.names.party(file.from), file.sha256});
  out.element("h3", w("Inputs and run")).table(files, "hashes");

  DataTable run;
  run.columns = {w("what"), w("value")};
  run.rows = {{w("program"), "hakyu " + page.input.version},
              {w("seed"), std::to_string(page.system.seed)},
              {w("simulated courses per plan"), w.integer(page.ranking.replications)},
              {w("confidence level"), w.percent(page.ranking.confidence)},
              {w("equivalent below"), w.number(page.ranking.indifference)},
              {w("stopped because"), w.name(page.ranking.stopped_because)}};
  out.table(run);
}

}  // namespace

void basis(Markup& out, const Page& page) {
  out.open("section", "", "basis").element("h2", page.words("What this rests on"));
  limits(out, page);
  if (page.input.audience.kind == Audience::Kind::management)
    assumed_fields(out, page);
  else
    assumptions(out, page);
  causes(out, page);
  measures(out, page);
  responsibilities(out, page);
  inputs(out, page);
  out.close("section").raw("\n");
}

}  // namespace hakyu::viz
