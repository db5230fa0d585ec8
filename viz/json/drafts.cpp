#include "viz/json/drafts.hpp"

#include <nlohmann/json.hpp>

#include "models/names.hpp"
#include "viz/json/parts.hpp"
#include "viz/json/stored.hpp"
#include "viz/text/draft_words.hpp"

namespace hakyu::viz {

using namespace models::drafting;
using models::scores::CvssError;
using models::scores::CvssScores;
using Json = nlohmann::ordered_json;

namespace {

Json span_array(const char* table, const std::optional<OutcomeSpan>& span) {
  Json all = Json::array();
  const auto& outcomes = models::scores::decision_table(table).outcomes;
  if (span)
    for (std::size_t i = span->low; i <= span->high; ++i) all.push_back(outcomes[i]);
  return all;
}

Json priority_object(const Priority& priority) {
  Json points = Json::object();
  for (std::size_t i = 0; i < priority.answers.size(); ++i)
    points[priority.table->points[i].name] = {{"values", priority.answers[i].values},
                                              {"assumption", priority.answers[i].assumption}};
  return {{"outcomes", priority.outcomes}, {"points", std::move(points)}};
}

Json vector_object(const ScoredVector& vector) {
  if (const auto* error = std::get_if<CvssError>(&vector.result))
    return {{"vector", vector.text}, {"problem", error->found}, {"score", nullptr}};
  const CvssScores& scores = std::get<CvssScores>(vector.result);
  return {{"vector", vector.text},
          {"version", std::string(models::scores::name(*vector.version))},
          {"base", scores.base},
          {"temporal", or_null(scores.temporal)},
          {"environmental", or_null(scores.environmental)},
          {"score", models::scores::overall(scores)}};
}

Json outage_object(const models::advisories::Outage& outage) {
  constexpr const char* sources[] = {"csaf", "msrc", "unknown"};
  return {{"scope", models::name(outage.scope)},
          {"source", sources[static_cast<std::size_t>(outage.source)]},
          {"original", outage.original}};
}

Json advice_object(const Advice& each) {
  return {{"category", each.category},
          {"text", each.text},
          {"links", each.links},
          {"vulnerabilities", each.vulnerabilities},
          {"restart", outage_object(each.outage)},
          {"available_from", each.available_from},
          {"entitlements", each.entitlements},
          {"document", document_object(each.document)}};
}

Json remedy_object(const Remedy& each) {
  return {{"category", each.record.kind},
          {"text", each.record.text},
          {"url", each.record.url},
          {"document", document_object(each.document)}};
}

template <class List, class Make>
Json array_of(const List& list, Make make) {
  Json all = Json::array();
  for (const auto& each : list) all.push_back(make(each));
  return all;
}

Json case_object(const ModelNames& names, const JudgedCase& each) {
  const models::Vulnerability& v = each.found.vulnerability;
  return {{"id", v.id},
          {"status", models::name(each.found.status)},
          {"stated_by_model", each.found.stated},
          {"known_exploited", or_null(v.known_exploited)},
          {"epss", or_null(v.epss)},
          {"cvss", or_null(each.cvss)},
          {"vectors", array_of(each.vectors, vector_object)},
          {"ssvc", priority_object(each.urgency.ssvc)},
          {"bod_26_04", priority_object(each.urgency.bod)},
          {"because", reasons(names, each.urgency)},
          {"covered_by", each.covered_by},
          {"fix_left", each.fix_left},
          {"unidentified", array_of(each.found.unidentified, remedy_object)}};
}

Json row_object(const ModelNames& names, const models::Model& model, const Drafts& drafts,
                const DraftRow& row) {
  return {{"id", model.resources[row.resource].id},
          {"ssvc", span_array("ssvc-deployer", row.ssvc)},
          {"bod_26_04", span_array("cisa-bod-26-04", row.bod)},
          {"vulnerabilities",
           array_of(row.cases, [&](std::size_t c) { return case_object(names, drafts.cases[c]); })},
          {"measures", array_of(row.measures, [&](std::size_t m) { return drafts.measures[m].measure.id; })},
          {"without_remedy", array_of(row.without_remedy,
                                      [&](std::size_t c) { return drafts.cases[c].found.vulnerability.id; })},
          {"stated", array_of(row.facts, advice_object)},
          {"unclear", row.unclear}};
}

Json measure_object(const Drafts& drafts, const Draft& draft) {
  const models::Measure& m = draft.measure;
  Json vulnerabilities = Json::array();
  for (const std::size_t c : draft.cases) {
    const models::Id& id = drafts.cases[c].found.vulnerability.id;
    if (std::find(vulnerabilities.begin(), vulnerabilities.end(), id) == vulnerabilities.end())
      vulnerabilities.push_back(id);
  }
  const bool work = m.kind != models::MeasureKind::acceptance;
  const models::RestartScope scope = m.work ? m.work->restart : models::RestartScope::unknown;
  return {{"kind", models::name(m.kind)},
          {"targets", m.targets},
          {"vulnerabilities", std::move(vulnerabilities)},
          {"restart", work ? Json(models::name(scope)) : Json(nullptr)},
          {"ssvc", span_array("ssvc-deployer", draft.ssvc)},
          {"bod_26_04", span_array("cisa-bod-26-04", draft.bod)},
          {"advice", array_of(draft.advice, advice_object)},
          {"available_from", or_null(draft.later)},
          {"missing", draft.missing}};
}

}  // namespace

Json draft_document(const models::Model& model, const Drafts& drafts, const Words& words,
                    const Provenance& provenance) {
  const ModelNames names(model, words);
  Json document = head("hakyu-draft/1", provenance, model.files);
  document["resources"] =
      array_of(drafts.rows, [&](const DraftRow& row) { return row_object(names, model, drafts, row); });
  Json measures = Json::object();
  for (const Draft& each : drafts.measures) append(measures, each.measure.id, measure_object(drafts, each));
  document["measures"] = std::move(measures);
  document["to_be_supplied"] = array_of(drafts.to_supply, [&](const ToSupply& each) -> Json {
    return {{"measure", drafts.measures[each.measure].measure.id},
            {"field", each.field},
            {"name", supplied_name(words, each.field)},
            {"unit", supplied_unit(words, each.field)},
            {"ask", each.ask.empty() ? Json(nullptr) : Json(each.ask)},
            {"until_then", until_then(words, each)}};
  });
  return document;
}

}  // namespace hakyu::viz
