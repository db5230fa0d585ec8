// Questions to vendors: silence is not consent, and an answer with conditions is not a yes.
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "sim/gaps/gaps.hpp"
#include "viz/report/assumptions.hpp"
#include "viz/report/page.hpp"

namespace hakyu::viz {

namespace {

std::string measures_text(const Page& page, const std::vector<sim::MeasureIndex>& when, bool with_party) {
  const Words& w = page.words;
  std::string text;
  for (const sim::MeasureIndex m : when) {
    const models::Measure& measure = page.system.model->measures[m];
    text += (text.empty() ? "" : w(" and ")) + page.names.measure(m);
    if (with_party && !measure.by.empty()) text += w.format(" ({0})", page.names.party(measure.by));
  }
  return text;
}

std::string state_of(const Page& page, const sim::CompiledStatement& s) {
  const Words& w = page.words;
  std::string text = w.name(s.origin);
  if (s.origin == sim::StatementOrigin::stated && s.model_index) {
    const models::Statement& stated = page.system.model->statements[*s.model_index];
    text = w.name(stated.says);
    if (!stated.conditions.empty()) text += w.format(": {0}", w(stated.conditions));
    if (!stated.reason.empty()) text += w.format(" ({0})", w(stated.reason));
  }
  return text + w.format("; counted with {0}", w.percent(s.probability));
}

/// Rows of one party's sheet, with room for the answer.
DataTable answer_sheet(const Page& page, const std::vector<Question>& questions) {
  const Words& w = page.words;
  DataTable table;
  table.columns = {w("no."),
                   w("when this is done"),
                   w("does this keep working?"),
                   w("so far"),
                   w("answer"),
                   w("conditions or reason / alternative / by when")};
  table.text_columns = table.columns.size();
  for (const Question& q : questions)
    table.rows.push_back({std::to_string(table.rows.size() + 1), q.when, q.about, q.state,
                          w("□ applicable □ conditional □ not applicable"), ""});
  return table;
}

constexpr std::size_t most_asked = 12;

/// What the answer to a question changes is asked in the question, not as a number.
bool is_own_number(const sim::Assumption& a) { return !a.field.starts_with("statement"); }

/// Numbers that were assumed and that this party could give.
DataTable missing_numbers(const Page& page, const models::Id& party) {
  const Words& w = page.words;
  sim::Assumptions own;
  for (const sim::Assumption& a : page.system.assumptions)
    if (a.ask == party && !party.empty() && is_own_number(a)) own.push_back(a);
  DataTable table;
  table.columns = {w("what"), w("value"), w("range"), w("about"), w("correct value")};
  table.text_columns = table.columns.size();
  for (const AssumedValue& each : grouped(own, page.names))
    table.rows.push_back({w.field(each.value.field), w.value(each.value.value), w.range(each.value.range),
                          each.about(w, most_asked), ""});
  return table;
}

void sheet(Markup& out, const Page& page, const models::Id& party, const std::vector<Question>& list) {
  const Words& w = page.words;
  out.open("div", "party")
      .element("h3", party.empty() ? w("Nobody is known to ask") : page.names.party(party));
  if (!list.empty()) out.table(answer_sheet(page, list), "answers");
  const DataTable numbers = missing_numbers(page, party);
  if (!numbers.rows.empty()) {
    out.element("p", w("Please correct these assumptions if you know better:"), "lead");
    out.table(numbers, "assumed");
  }
  if (!party.empty())
    out.element("p", w("Answered by ____________________   date ____-__-__   please return by ____-__-__"),
                "choice");
  out.close("div").raw("\n");
}

/// The hospital's own numbers stand in the list of assumptions; it need not write to itself about them.
bool is_hospital(const Page& page, const models::Id& party) {
  const auto& parties = page.system.model->parties;
  const auto at = std::ranges::find(parties, party, &models::Party::id);
  return at != parties.end() && at->kind == models::PartyKind::hospital;
}

std::map<models::Id, std::vector<Question>> by_party(const Page& page) {
  std::map<models::Id, std::vector<Question>> sheets;
  for (Question& q : questions_of(page)) {
    const models::Id to = q.to;
    sheets[to].push_back(std::move(q));
  }
  for (const sim::Assumption& a : page.system.assumptions)
    if (!a.ask.empty() && !is_hospital(page, a.ask) && is_own_number(a)) sheets.try_emplace(a.ask);
  return sheets;
}

bool is_own(const Page& page, const sim::PlacedStep& step, const models::Id& vendor) {
  const models::Measure& measure = page.system.model->measures[step.measure];
  if (step.withdraw) return false;
  if (measure.by == vendor) return true;
  return measure.work && std::ranges::any_of(measure.work->crew,
                                             [&](const models::Crew& crew) { return crew.party == vendor; });
}

/// Own work of a vendor in all plans.
DataTable own_work(const Page& page, const models::Id& vendor) {
  const Words& w = page.words;
  DataTable table;
  table.columns = {w("measure"), w("start"), w("turn-back time"), w("expected end"), w("latest end (95 %)")};
  for (const PlacedPlan& plan : page.placed) {
    bool named = false;
    for (const sim::PlacedStep& step : plan.steps) {
      if (!is_own(page, step, vendor)) continue;
      if (!std::exchange(named, true)) table.rows.push_back({page.plan_name(plan.position)});
      table.rows.push_back({page.names.measure(step.measure), page.at(step.start),
                            step.turn_back ? page.at(*step.turn_back) : w("not stated"),
                            page.at(step.work_end), page.at(step.latest_end)});
    }
  }
  return table;
}

std::string party_of(const Page& page, const models::Id& vendor) {
  const auto& parties = page.system.model->parties;
  if (std::ranges::find(parties, vendor, &models::Party::id) == parties.end())
    throw models::Error("unknown-party", vendor);
  return page.names.party(vendor);
}

}  // namespace

std::vector<Question> questions_of(const Page& page) {
  std::set<std::uint32_t> chosen;
  for (const sim::PlacedStep& step : page.placed[page.focus].steps) chosen.insert(step.measure.value);
  std::vector<Question> all;
  for (const sim::CompiledStatement& s : page.system.statements) {
    if (!sim::leaves_a_question(page.system, s)) continue;
    const models::Id to = sim::party_to_ask(page.system, s);
    const bool here =
        std::ranges::all_of(s.when, [&](sim::MeasureIndex m) { return chosen.contains(m.value); });
    all.push_back({to, s.origin == sim::StatementOrigin::stated, page.names.node(s.resource),
                   measures_text(page, s.when, true), state_of(page, s), here});
  }
  return all;
}

void questions(Markup& out, const Page& page) {
  const Words& w = page.words;
  out.open("section", "", "questions").element("h2", w("Questions to vendors"));
  out.element("p", w("Silence is not consent: a neighbour that has not answered is simulated as unverified. "
                     "Every answer makes the result firmer."));
  const auto sheets = by_party(page);
  if (sheets.empty()) out.element("p", w("There are no open questions."));
  for (const auto& [party, list] : sheets) sheet(out, page, party, list);
  out.close("section").raw("\n");
}

void vendor_sheet(Markup& out, const Page& page, const models::Id& vendor) {
  const Words& w = page.words;
  const std::string name = party_of(page, vendor);
  out.open("section", "sheet", "vendor").open("header");
  out.element("p", w("Questions before measures against vulnerabilities are carried out"), "kind");
  out.element("h1", w.format("To {0}", name));
  const std::string& title = w(page.system.model->title());
  out.element("p", w.format("From {0}", title.empty() ? w("(the model has no title)") : title), "facts");
  out.close("header");
  const DataTable work = own_work(page, vendor);
  out.element("h2", w("Your work in the plans"));
  if (work.rows.empty()) {
    out.element("p", w("None of the plans contains work by you."));
  } else {
    out.table(work);
  }
  const auto sheets = by_party(page);
  const auto mine = sheets.find(vendor);
  out.element("h2", w("Questions to you"));
  if (mine == sheets.end()) {
    out.element("p", w("There are no open questions."));
  } else {
    sheet(out, page, vendor, mine->second);
  }
  out.close("section").raw("\n");
}

}  // namespace hakyu::viz
