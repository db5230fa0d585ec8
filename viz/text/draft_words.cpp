#include "viz/text/draft_words.hpp"

#include <map>
#include <set>

#include "sim/compile/quantity_text.hpp"
#include "viz/text/gaps.hpp"
#include "viz/text/lists.hpp"
#include "viz/text/matches.hpp"
#include "viz/text/width.hpp"

namespace hakyu::viz {

namespace {

using namespace models::drafting;
using models::scores::CvssError;
using models::scores::CvssSeverity;

using Terms = std::map<std::string, Message, std::less<>>;

const Terms& outcome_terms() {
  static const Terms terms{{"defer", msgid("outcome", "defer")},
                           {"scheduled", msgid("outcome", "scheduled")},
                           {"out-of-cycle", msgid("outcome", "out-of-cycle")},
                           {"immediate", msgid("outcome", "immediate")},
                           {"fix on system upgrade", msgid("outcome", "on system upgrade")},
                           {"60 days", msgid("outcome", "60 days")},
                           {"14 days", msgid("outcome", "14 days")},
                           {"3 days", msgid("outcome", "3 days")},
                           {"3 days & forensic investigation", msgid("outcome", "3 days and forensics")}};
  return terms;
}

const Terms& point_terms() {
  static const Terms terms{{"exploitation", msgid("decision point", "exploitation")},
                           {"system exposure", msgid("decision point", "exposure")},
                           {"automatable", msgid("decision point", "automatable")},
                           {"human impact", msgid("decision point", "human impact")},
                           {"mission impact", msgid("decision point", "mission impact")},
                           {"in kev", msgid("decision point", "in KEV")},
                           {"publicly exposed", msgid("decision point", "publicly exposed")},
                           {"technical impact", msgid("decision point", "technical impact")}};
  return terms;
}

const Terms& value_terms() {
  static const Terms terms{{"none", msgid("decision value", "none")},
                           {"public poc", msgid("decision value", "public proof of concept")},
                           {"active", msgid("decision value", "active")},
                           {"small", msgid("decision value", "small")},
                           {"controlled", msgid("decision value", "controlled")},
                           {"open", msgid("decision value", "open")},
                           {"no", msgid("decision value", "no")},
                           {"yes", msgid("decision value", "yes")},
                           {"low", msgid("decision value", "low")},
                           {"medium", msgid("decision value", "medium")},
                           {"high", msgid("decision value", "high")},
                           {"very high", msgid("decision value", "very high")},
                           {"degraded", msgid("decision value", "degraded")},
                           {"mef support crippled", msgid("decision value", "support crippled")},
                           {"mef failure", msgid("decision value", "essential function fails")},
                           {"mission failure", msgid("decision value", "mission fails")},
                           {"partial", msgid("decision value", "partial")},
                           {"total", msgid("decision value", "total")}};
  return terms;
}

std::string term(const Words& w, const Terms& terms, const std::string& word) {
  const auto found = terms.find(word);
  return found == terms.end() ? word : w(found->second);
}

std::string services(const ModelNames& names, const std::vector<models::Id>& ids) {
  constexpr std::size_t most = 3;
  const Words& w = names.words();
  std::vector<std::string> all;
  for (std::size_t i = 0; i < std::min(most, ids.size()); ++i) all.push_back(printable(names.node(ids[i])));
  const std::string text = listed(w, all);
  return ids.size() > most ? w.format("{0} and {1} more", text, ids.size() - most) : text;
}

std::string because(const ModelNames& names, const models::drafting::Answer& answer) {
  const Words& w = names.words();
  const std::string what = answer.what.empty() ? "" : printable(answer.what.front());
  switch (answer.because) {
    case Because::not_known:
      return {};
    case Because::known_exploited:
      return w("in CISA's catalogue of known exploited vulnerabilities");
    case Because::not_in_catalogue:
      return w.format("not listed as of the catalogue in the store, {0}; what was listed since is not known",
                      document_name(what));
    case Because::stated_not_listed:
      return w("stated as not known to be exploited");
    case Because::exploit_metric:
    case Because::automatable_metric:
      return w.format("a CVSS vector says {0}", what);
    case Because::over_the_network:
      return w("a CVSS vector says: over the network, without effort, rights or help");
    case Because::whole_product:
      return w("a CVSS vector says: confidentiality, integrity and availability are lost");
    case Because::way_from_outside:
      return w("the model states a way from outside");
    case Because::way_through_others:
      return w("the model states a way through other things; a direct one is not ruled out");
    case Because::services_stop:
      return w.format("without everything that has this vulnerability these stop: {0}",
                      services(names, answer.what));
    case Because::services_limp:
      return answer.what.empty()
                 ? w("without everything that has this vulnerability no service stops")
                 : w.format(
                       "without everything that has this vulnerability nothing stops, these get worse: {0}",
                       services(names, answer.what));
    case Because::stops_alone:
      return w.format("without this resource these stop: {0}", services(names, answer.what));
    case Because::human_impact:
      return w("from mission impact; whether patients can come to harm, people have to say");
  }
  return {};
}

std::string reason(const ModelNames& names, const models::scores::DecisionPoint& point,
                   const models::drafting::Answer& answer) {
  const Words& w = names.words();
  std::vector<std::string> values;
  for (const std::string& each : answer.values) values.push_back(term(w, value_terms(), each));
  std::string value;
  for (const std::string& each : values)
    value += (value.empty() ? "" : w(msgid("alternatives", " or "))) + each;
  const std::string text =
      w.format("{0}: {1} ({2})", term(w, point_terms(), point.name), value, because(names, answer));
  return answer.assumption ? w.format("{0} [assumption]", text) : text;
}

std::string severity_name(const Words& w, double score) {
  switch (models::scores::severity(score)) {
    case CvssSeverity::none:
      return w(msgid("cvss", "none"));
    case CvssSeverity::low:
      return w(msgid("cvss", "low"));
    case CvssSeverity::medium:
      return w(msgid("cvss", "medium"));
    case CvssSeverity::high:
      return w(msgid("cvss", "high"));
    case CvssSeverity::critical:
      return w(msgid("cvss", "critical"));
  }
  return {};
}

struct Supplied {
  Message name, unit;
};

const std::map<std::string, Supplied, std::less<>>& supplied() {
  static const Message time = msgid("unit", "minutes or hours"), share = msgid("unit", "0 to 1"),
                       word = msgid("unit", "a word");
  static const std::map<std::string, Supplied, std::less<>> all{
      {"change", {msgid("supply", "kind of change"), word}},
      {"work.restart", {msgid("supply", "what stands still (restart)"), word}},
      {"work.duration", {msgid("supply", "duration of the work"), time}},
      {"work.downtime", {msgid("supply", "downtime within the work"), time}},
      {"failure.probability", {msgid("supply", "probability that it fails"), share}},
      {"failure.rollback", {msgid("supply", "time to roll back"), time}},
      {"latent.probability", {msgid("supply", "probability of a hidden defect"), share}},
      {"latent.repair", {msgid("supply", "time to repair a hidden defect"), time}},
      {"remediates.effectiveness", {msgid("supply", "effectiveness"), share}},
      {"effects",
       {msgid("supply", "what it takes away while in force"), msgid("unit", "node or flow, and level")}},
      {"cost", {msgid("supply", "cost"), msgid("unit", "yen")}},
      {"owner", {msgid("supply", "who accepts the risk"), msgid("unit", "party")}},
      {"expires", {msgid("supply", "until when it is accepted"), msgid("unit", "date")}},
      {"review_when", {msgid("supply", "when it is reviewed"), msgid("unit", "text")}}};
  return all;
}

/// The categories of CSAF in words; others as the advisory writes them.
std::string category_name(const Words& w, const std::string& category) {
  static const std::map<std::string, Message, std::less<>> names{
      {"vendor_fix", msgid("category", "vendor fix")},
      {"mitigation", msgid("category", "mitigation")},
      {"workaround", msgid("category", "workaround")},
      {"optional_patch", msgid("category", "optional patch")},
      {"fix_planned", msgid("category", "fix planned")},
      {"none_available", msgid("category", "no remediation available")},
      {"no_fix_planned", msgid("category", "no fix planned")}};
  if (category.empty()) return w("no category");
  const auto found = names.find(category);
  return found == names.end() ? printable(category) : w(found->second);
}

/// "ICSMA-26-001-01 [vendor fix] ": what must not be passed on says so.
std::string introduction(const Words& w, const models::store::StoredDocument& document,
                         const std::string& category) {
  const bool restricted =
      document.label.find("AMBER") != std::string::npos || document.label.find("RED") != std::string::npos;
  return document_name(document.key) + (restricted ? " (TLP:" + printable(document.label) + ")" : "") + " [" +
         category_name(w, category) + "] ";
}

std::string default_value(const Words& w, const models::DefaultRow& row) {
  const auto* law = std::get_if<models::Law>(&row.value);
  return w.value(law != nullptr ? sim::compiling::law_text(*law)
                                : sim::compiling::percent(std::get<models::Estimate>(row.value).mean));
}

}  // namespace

std::string who_may_know(const ModelNames& names, const models::Model& model, const DraftRow& row) {
  const std::string& maker = model.resources[row.resource].maker;
  return printable(row.ask.empty() && !maker.empty() ? maker : whom(names, row.ask));
}

std::string without_remedy(const ModelNames& names, const models::Model& model, const Drafts& drafts,
                           const DraftRow& row, std::size_t most) {
  if (row.without_remedy.empty()) return {};
  const std::string ids = first_few(names.words(), row.without_remedy, most, [&](std::size_t c) {
    return printable(drafts.cases[c].found.vulnerability.id);
  });
  return names.words().format(
      "No advisory in the store names anything that could be carried out against {0}. Ask what can be done: "
      "{1}.",
      ids, who_may_know(names, model, row));
}

std::string outcomes(const Words& w, const models::scores::DecisionTable& table, const OutcomeSpan& span) {
  const std::string low = term(w, outcome_terms(), table.outcomes[span.low]);
  if (span.low == span.high) return low;
  // The shorter term first.
  return w.format(msgid("outcome", "{0} to {1}"), term(w, outcome_terms(), table.outcomes[span.high]), low);
}

std::vector<std::string> reasons(const ModelNames& names, const Urgency& urgency) {
  const Words& w = names.words();
  std::vector<std::string> all, open;
  std::set<std::string> said;
  const auto add = [&](const models::scores::DecisionPoint& point, const models::drafting::Answer& answer) {
    if (!said.insert(point.name).second) return;
    if (answer.values.size() < point.values.size())
      all.push_back(reason(names, point, answer));
    else
      open.push_back(term(w, point_terms(), point.name));
  };
  for (const Priority* priority : {&urgency.ssvc, &urgency.bod})
    for (std::size_t i = 0; i < priority->answers.size(); ++i) {
      if (priority->table->points[i].name == "human impact")
        add(models::scores::decision_table("ssvc-human-impact").points[1], urgency.mission);
      add(priority->table->points[i], priority->answers[i]);
    }
  if (!open.empty()) all.push_back(w.format("not known, every value is possible: {0}", listed(w, open)));
  return all;
}

std::string score(const Words& w, const ScoredVector& vector) {
  if (const auto* error = std::get_if<CvssError>(&vector.result))
    return w.format("this CVSS vector cannot be read: {0} (at “{1}”)", printable(vector.text),
                    printable(error->found));
  const double value = models::scores::overall(std::get<models::scores::CvssScores>(vector.result));
  return w.format("CVSS {0}: {1} ({2})", std::string(models::scores::name(*vector.version)), w.number(value),
                  severity_name(w, value));
}

std::string figures(const Words& w, const JudgedCase& each) {
  const models::Vulnerability& v = each.found.vulnerability;
  std::vector<std::string> all;
  if (v.known_exploited.value_or(false)) all.emplace_back("KEV");
  if (each.cvss) all.push_back("CVSS " + w.number(*each.cvss));
  if (v.epss) all.push_back("EPSS " + w.percent(*v.epss));
  if (is_unclear(each.found)) all.push_back(w.name(each.found.status));
  return listed(w, all);
}

std::string covered_by(const ModelNames& names, const JudgedCase& each) {
  const Words& w = names.words();
  std::vector<std::string> all;
  for (const models::Id& id : each.covered_by) all.push_back(printable(names.measure(id)));
  const std::string text = listed(w, all);
  return each.fix_left ? w.format("{0} – an advisory names a vendor fix as well", text) : text;
}

std::string restart_said(const Words& w, const Advice& advice) {
  const auto& outage = advice.outage;
  if (outage.original.empty()) return {};
  return w.format("about restarting: “{0}” ({1})", printable(outage.original), w.name(outage.scope));
}

std::string advice_text(const Words& w, const Advice& advice) {
  std::string text = introduction(w, advice.document, advice.category) + printable(advice.text);
  for (const std::string& each : advice.links) text += " " + printable(each);
  for (const std::string& each : advice.entitlements)
    text += " " + w.format("(condition: {0})", printable(each));
  return text;
}

std::string remedy_text(const Words& w, const Remedy& remedy) {
  return introduction(w, remedy.document, remedy.record.kind) + printable(remedy.record.text) +
         (remedy.record.url.empty() ? "" : " " + printable(remedy.record.url));
}

std::string stands_still(const Words& w, const models::Measure& measure) {
  if (measure.kind == models::MeasureKind::acceptance) return w(msgid("stands still", "nothing is done"));
  return w.name(measure.work ? measure.work->restart : models::RestartScope::unknown);
}

std::string supplied_name(const Words& w, const std::string& field) {
  const auto found = supplied().find(field);
  return found == supplied().end() ? field : w(found->second.name);
}

std::string supplied_unit(const Words& w, const std::string& field) {
  const auto found = supplied().find(field);
  return found == supplied().end() ? std::string() : w(found->second.unit);
}

std::string until_then(const Words& w, const ToSupply& missing) {
  if (missing.until != nullptr) return w.format("{0} (documented default)", default_value(w, *missing.until));
  if (missing.field == "work.restart") return w("unknown; a rule by the kind of component is used and named");
  if (missing.field == "work.downtime") return w("as long as the work");
  if (missing.field == "change") return w("the defaults for changes of unstated kind");
  if (missing.field == "remediates.effectiveness") return w("0: it counts as no help");
  if (missing.field == "effects") return w("none: nothing is simulated to be taken away");
  if (missing.field == "cost") return w("0, named as an assumption");
  return w("nothing: the acceptance is not in force");
}

}  // namespace hakyu::viz
