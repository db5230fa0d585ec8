// The end of the first page: what was decided so far, who does the work, and where to sign.
#include <algorithm>

#include "viz/report/page.hpp"
#include "viz/text/width.hpp"

namespace hakyu::viz {

namespace {

constexpr std::size_t most_decisions = 3;
constexpr std::size_t most_performers = 3;

std::string or_dash(const std::string& text, std::size_t columns) {
  return text.empty() ? "–" : shortened(text, columns);
}

void decisions(Markup& out, const Page& page) {
  const Words& w = page.words;
  DataTable table;
  table.columns = {w("plan decided so far"), w("decided by"), w("until"), w("to be reviewed when"),
                   w("if nobody decides")};
  table.text_columns = table.columns.size();
  std::vector<const models::Decision*> all;
  for (const models::Decision& decision : page.system.model->decisions) all.push_back(&decision);
  std::stable_partition(all.begin(), all.end(), [&](const models::Decision* decision) {
    return decision->plan == page.focused().id;
  });
  for (const models::Decision* decision : all) {
    if (table.rows.size() == most_decisions) break;
    table.rows.push_back({shortened(page.names.plan(decision->plan), 26), or_dash(w(decision->by), 24),
                          decision->until ? w.date(*decision->until) : "–",
                          or_dash(w(decision->review_when), 36),
                          or_dash(w(decision->default_if_expired), 36)});
  }
  if (table.rows.empty()) {
    out.element("p", w("▲ The model does not say who decides until when. Fill it in here: decided by "
                       "____________ until ____________"));
  } else {
    out.table(table);
  }
}

/// Who carries the work out: by the responsibilities for its targets, else by the measures.
std::string performers(const Page& page) {
  const models::Model& model = *page.system.model;
  std::vector<std::string> parties;
  const auto add = [&](const models::Id& id) {
    if (!id.empty() && std::ranges::find(parties, page.names.party(id)) == parties.end())
      parties.push_back(page.names.party(id));
  };
  for (const sim::PlacedStep& step : page.placed[page.focus].steps) {
    const models::Measure& measure = model.measures[step.measure];
    add(measure.by);
    if (measure.work)
      for (const models::Crew& crew : measure.work->crew) add(crew.party);
  }
  std::string text;
  for (std::size_t i = 0; i < std::min(most_performers, parties.size()); ++i)
    text += (i == 0 ? "" : page.words(", ")) + shortened(parties[i], 34);
  if (parties.size() > most_performers)
    text += page.words.format("; {0} more", parties.size() - most_performers);
  return text;
}

}  // namespace

void approval(Markup& out, const Page& page) {
  const Words& w = page.words;
  out.open("section", "approval").element("h2", w("Approval"));
  decisions(out, page);
  const std::string who = performers(page);
  if (!who.empty()) out.element("p", w.format("Work is done by: {0}", who));
  out.element("p",
              w("Decision: □ approved  □ approved with conditions  □ sent back     Plan chosen: "
                "________     Next review: ____-__-__"),
              "choice");
  out.open("table", "seals").open("tr");
  for (const std::string& role : {w("Made by: system operator"), w("Checked by: planning manager"),
                                  w("Checked by: safety manager"), w("Approved by: hospital director")})
    out.open("td").element("span", role).element("small", w("date / signature or seal")).close("td");
  out.close("tr").close("table").close("section").raw("\n");
}

}  // namespace hakyu::viz
