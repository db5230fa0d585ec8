#include "viz/json/matches.hpp"

#include <nlohmann/json.hpp>

#include "models/import/matching/words.hpp"
#include "models/names.hpp"
#include "models/read/units.hpp"
#include "viz/json/parts.hpp"
#include "viz/json/stored.hpp"
#include "viz/text/matches.hpp"

namespace hakyu::viz {

using namespace models::matching;
using Json = nlohmann::ordered_json;

namespace {

Json decision_object(const Decision& decision) {
  return {{"decision", name(decision.verdict)},
          {"about", decision.product.empty() ? "vulnerability" : "product"},
          {"reason", decision.reason},
          {"by", decision.by},
          {"date", models::reading::format_date(decision.date)}};
}

Json finding_object(const models::Model& model, const Matcher& matcher, const Candidate& each,
                    const Words& words) {
  const Match& match = each.match;
  const models::Vulnerability& v = *each.vulnerability;
  return {{"resource", model.resources[match.resource].id},
          {"vulnerability", v.id},
          {"status", models::name(match.status)},
          {"method", name(match.method)},
          {"confidence", match.confidence},
          {"evidence", evidence(matcher, each, words)},
          {"document", each.document ? document_object(*each.document) : Json(nullptr)},
          {"known_exploited", or_null(v.known_exploited)},
          {"unlisted_until",
           each.unlisted_until ? Json(models::reading::format_date(*each.unlisted_until)) : Json(nullptr)},
          {"cvss", or_null(each.cvss)},
          {"epss", or_null(v.epss)},
          {"decision", match.decision ? decision_object(*match.decision) : Json(nullptr)},
          {"stated", each.stated ? Json(models::name(*each.stated)) : Json(nullptr)}};
}

Json inventory_object(const models::Model& model, const Inventory& inventory) {
  Json object{{"document", inventory.document},
              {"subject", inventory.subject.empty() ? Json() : Json(inventory.subject)},
              {"parts", inventory.parts},
              {"resources", Json::array()},
              {"other_version", inventory.other_version}};
  for (const std::size_t resource : inventory.resources)
    object["resources"].push_back(model.resources[resource].id);
  return object;
}

}  // namespace

Json match_document(const models::Model& model, const Matcher& matcher,
                    const std::vector<Candidate>& candidates, const std::vector<Inventory>& inventories,
                    const Words& words, const Provenance& provenance) {
  Json document = head("hakyu-match/1", provenance, model.files);
  Json list = Json::array();
  for (const Candidate& each : candidates) list.push_back(finding_object(model, matcher, each, words));
  document["findings"] = std::move(list);
  document["inventories"] = Json::array();
  for (const Inventory& each : inventories) document["inventories"].push_back(inventory_object(model, each));
  return document;
}

}  // namespace hakyu::viz
