#include "viz/json/papers.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "models/read/units.hpp"

namespace hakyu::viz {

namespace {

using Json = nlohmann::ordered_json;

Json date(const std::optional<models::Date>& stated) {
  return stated ? Json(models::reading::format_date(*stated)) : Json(nullptr);
}

Json text(const models::Text& stated) {
  if (!stated.plain.empty()) return stated.plain;
  Json languages = Json::object();
  if (!stated.ja.empty()) languages["ja"] = stated.ja;
  if (!stated.en.empty()) languages["en"] = stated.en;
  return languages;
}

Json decision(const models::Model& model, const models::Decision& each) {
  const models::Origin& origin = each.annotation.origin;
  return {{"plan", each.plan},
          {"by", text(each.by)},
          {"date", date(each.date)},
          {"until", date(each.until)},
          {"default_if_expired", text(each.default_if_expired)},
          {"file", origin.file < model.files.size() ? model.files[origin.file].name : std::string()},
          {"line", origin.line}};
}

}  // namespace

void add_papers(Json& coverage, const models::Model& model) {
  Json contracts = Json::object();
  for (const models::Contract& each : model.contracts)
    contracts[each.id] = {{"parties", each.parties}, {"ends", date(each.ends)}};
  coverage["contracts"] = std::move(contracts);
  const auto empty = std::count_if(model.responsibilities.begin(), model.responsibilities.end(),
                                   [](const models::Responsibility& each) { return each.roles.empty(); });
  coverage["responsibilities"] = {{"count", model.responsibilities.size()}, {"without_roles", empty}};
  Json decisions = Json::array();
  for (const models::Decision& each : model.decisions) decisions.push_back(decision(model, each));
  coverage["decisions"] = std::move(decisions);
}

}  // namespace hakyu::viz
