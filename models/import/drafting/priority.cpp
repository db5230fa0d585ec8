#include "models/import/drafting/priority.hpp"

#include <algorithm>
#include <initializer_list>
#include <set>

namespace hakyu::models::drafting {

namespace {

using scores::CvssVector;
using scores::CvssVersion;
using scores::DecisionTable;

Answer unknown(const DecisionTable& table, std::size_t point) {
  return {table.points[point].values, Because::not_known, {}, false};
}

std::vector<CvssVector> vectors_of(const Vulnerability& v) {
  std::vector<CvssVector> all;
  for (const std::string& text : v.cvss) {
    auto parsed = scores::parse_cvss(text);
    if (auto* vector = std::get_if<CvssVector>(&parsed)) all.push_back(std::move(*vector));
  }
  return all;
}

std::string stated(const CvssVector& vector, const char* metric) {
  return std::string(metric) + ":" + std::string(vector.value(metric));
}

/// Not listed, or an exploit that nobody has reported, is no proof that none exists.
Answer exploitation(const DecisionTable& table, const Vulnerability& v, const std::vector<CvssVector>& all) {
  if (v.known_exploited.value_or(false)) return {{"active"}, Because::known_exploited, {}, false};
  Answer found = unknown(table, 0);
  for (const CvssVector& each : all) {
    const std::string_view value = each.value("E");
    if (each.version == CvssVersion::v4_0 && value == "A")
      return {{"active"}, Because::exploit_metric, {stated(each, "E")}, false};
    if (value == "P" || value == "POC" || value == "F" || value == "H")
      found = {{"public poc"}, Because::exploit_metric, {stated(each, "E")}, false};
  }
  return found;
}

Answer in_catalogue(const DecisionTable& table, const Vulnerability& v,
                    const matching::Catalogue& catalogue) {
  if (v.known_exploited.value_or(false)) return {{"yes"}, Because::known_exploited, {}, false};
  if (v.known_exploited) return {{"no"}, Because::stated_not_listed, {}, false};
  if (matching::unlisted_until(catalogue, v))
    return {{"no"}, Because::not_in_catalogue, {catalogue.document}, false};
  return unknown(table, 0);
}

bool has(const CvssVector& vector, std::initializer_list<std::pair<const char*, const char*>> metrics) {
  return std::all_of(metrics.begin(), metrics.end(),
                     [&](const auto& each) { return vector.value(each.first) == each.second; });
}

bool over_the_network(const CvssVector& v) {
  switch (v.version) {
    case CvssVersion::v2_0:
      return has(v, {{"AV", "N"}, {"AC", "L"}, {"Au", "N"}});
    case CvssVersion::v3_0:
    case CvssVersion::v3_1:
      return has(v, {{"AV", "N"}, {"AC", "L"}, {"PR", "N"}, {"UI", "N"}});
    case CvssVersion::v4_0:
      return has(v, {{"AV", "N"}, {"AC", "L"}, {"AT", "N"}, {"PR", "N"}, {"UI", "N"}});
  }
  return false;
}

/// `point`: of "automatable" in the table. What a supplier states about it stands above what a vector
/// suggests; a vector that suggests nothing rules nothing out.
Answer automatable(const DecisionTable& table, std::size_t point, const std::vector<CvssVector>& all) {
  std::set<std::string> said;
  Answer found = unknown(table, point);
  for (const CvssVector& each : all) {
    if (each.version != CvssVersion::v4_0 || !each.states("AU") || each.value("AU") == "X") continue;
    said.insert(each.value("AU") == "Y" ? "yes" : "no");
    found = {{said.begin(), said.end()}, Because::automatable_metric, {stated(each, "AU")}, false};
  }
  if (!said.empty()) return found;
  for (const CvssVector& each : all)
    if (over_the_network(each)) return {{"yes"}, Because::over_the_network, {}, true};
  return found;
}

Answer technical_impact(const DecisionTable& table, const std::vector<CvssVector>& all) {
  for (const CvssVector& v : all) {
    const bool whole = has(v, {{"C", "H"}, {"I", "H"}, {"A", "H"}}) ||
                       has(v, {{"C", "C"}, {"I", "C"}, {"A", "C"}}) ||
                       has(v, {{"VC", "H"}, {"VI", "H"}, {"VA", "H"}});
    if (whole) return {{"total"}, Because::whole_product, {}, true};
  }
  return unknown(table, 3);
}

/// Number of a value of mission impact that a loss amounts to: at least and at most.
std::pair<std::size_t, std::size_t> mission_of(const Loss& loss) {
  if (!loss.down.empty() && loss.down.size() == loss.services) return {3, 3};
  if (loss.down.size() > 1)
    return {2, 3};  // several: whether the mission fails with them is for people to say
  if (!loss.down.empty()) return {2, 2};
  return {0, loss.degraded.empty() ? 0 : 1};
}

Answer mission_impact(const DecisionTable& table, const Circumstances& c) {
  const auto& values = table.points[1].values;
  const std::size_t low = c.alone ? mission_of(*c.alone).first : 0;
  const std::size_t high = c.together ? mission_of(*c.together).second : values.size() - 1;
  if (!c.alone || (low == 0 && high + 1 == values.size())) return unknown(table, 1);
  Answer answer;
  for (std::size_t i = low; i <= std::max(low, high); ++i) answer.values.push_back(values[i]);
  const Loss& loss = c.together ? *c.together : *c.alone;
  const bool stops = !loss.down.empty();
  answer.because = !c.together ? Because::stops_alone
                   : stops     ? Because::services_stop
                               : Because::services_limp;
  answer.what = stops ? loss.down : loss.degraded;
  answer.assumption = true;
  return answer;
}

/// Whether patients can come to harm is for people to say: every safety impact is possible.
Answer human_impact(const DecisionTable& human, const Answer& mission) {
  const bool known = mission.because != Because::not_known;
  return {possible_outcomes(human, {unknown(human, 0), mission}),
          known ? Because::human_impact : Because::not_known,
          {},
          known};
}

Answer exposure(Reach reach, const DecisionTable& table) {
  if (reach == Reach::direct) return {{"open"}, Because::way_from_outside, {}, false};
  // A direct way that nobody has written down remains possible.
  if (reach == Reach::indirect) return {{"controlled", "open"}, Because::way_through_others, {}, true};
  return unknown(table, 1);
}

void enumerate(const DecisionTable& table, const std::vector<Answer>& answers, scores::Answers& chosen,
               std::set<std::string>& found) {
  if (chosen.size() == answers.size()) {
    for (std::string& each : scores::possible_outcomes(table, chosen)) found.insert(std::move(each));
    return;
  }
  for (const std::string& value : answers[chosen.size()].values) {
    chosen.emplace_back(value);
    enumerate(table, answers, chosen, found);
    chosen.pop_back();
  }
}

}  // namespace

std::vector<std::string> possible_outcomes(const DecisionTable& table, const std::vector<Answer>& answers) {
  std::set<std::string> found;
  scores::Answers chosen;
  enumerate(table, answers, chosen, found);
  std::vector<std::string> sorted;
  for (const std::string& each : table.outcomes)
    if (found.contains(each)) sorted.push_back(each);
  return sorted;
}

Urgency urgency(const Vulnerability& v, const Circumstances& c) {
  const DecisionTable& ssvc = scores::decision_table("ssvc-deployer");
  const DecisionTable& human = scores::decision_table("ssvc-human-impact");
  const DecisionTable& bod = scores::decision_table("cisa-bod-26-04");
  const std::vector<CvssVector> vectors = vectors_of(v);
  Urgency result;
  result.mission = mission_impact(human, c);
  result.ssvc = {&ssvc,
                 {exploitation(ssvc, v, vectors), exposure(c.reach, ssvc), automatable(ssvc, 2, vectors),
                  human_impact(human, result.mission)},
                 {}};
  const Answer exposed =
      c.reach == Reach::direct ? Answer{{"yes"}, Because::way_from_outside, {}, false} : unknown(bod, 1);
  result.bod = {&bod,
                {in_catalogue(bod, v, c.catalogue), exposed, automatable(bod, 2, vectors),
                 technical_impact(bod, vectors)},
                {}};
  for (Priority* each : {&result.ssvc, &result.bod})
    each->outcomes = possible_outcomes(*each->table, each->answers);
  return result;
}

std::vector<ScoredVector> scored(const std::vector<std::string>& vectors) {
  std::vector<ScoredVector> all;
  for (const std::string& text : vectors) {
    const auto parsed = scores::parse_cvss(text);
    if (const auto* vector = std::get_if<CvssVector>(&parsed))
      all.push_back({text, scores::score(*vector), vector->version});
    else
      all.push_back({text, std::get<scores::CvssError>(parsed), std::nullopt});
  }
  return all;
}

}  // namespace hakyu::models::drafting
