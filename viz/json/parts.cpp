#include "viz/json/parts.hpp"

#include <nlohmann/json.hpp>

namespace hakyu::viz {

using Json = nlohmann::ordered_json;

void append(Json& object, std::string key, Json value) {
  object.get_ref<Json::object_t&>().emplace_back(std::move(key), std::move(value));
}

namespace {

Json files(const std::vector<models::SourceFile>& all) {
  Json list = Json::array();
  for (const models::SourceFile& file : all) {
    Json one{{"name", file.name}, {"sha256", file.sha256}};
    if (!file.from.empty()) one["from"] = file.from;
    list.push_back(std::move(one));
  }
  return list;
}

}  // namespace

Json head(const char* format, const Provenance& provenance, const std::vector<models::SourceFile>& inputs) {
  return {{"format", format}, {"version", provenance.version}, {"files", files(inputs)}};
}

Json ids(const sim::System& system, const std::vector<sim::NodeIndex>& nodes) {
  Json all = Json::array();
  for (const sim::NodeIndex node : nodes) all.push_back(system.node_ids[node]);
  return all;
}

Json assumptions(const sim::Assumptions& all) {
  Json list = Json::array();
  for (const sim::Assumption& a : all)
    list.push_back({{"field", a.field},
                    {"subject", a.subject},
                    {"kind", a.kind},
                    {"value", a.value},
                    {"range", a.range},
                    {"source", a.source},
                    {"ask", a.ask}});
  return list;
}

}  // namespace hakyu::viz
