// hakyu-availability/1
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "viz/json/parts.hpp"
#include "viz/text/availability.hpp"

namespace hakyu::viz {

namespace {

using Json = nlohmann::ordered_json;
using namespace sim::exact;  // NOLINT(google-build-using-namespace): this file only speaks of its results

/// A number, or "infinite": a document has no other way to write that.
Json worth(double value) { return std::isfinite(value) ? Json(value) : Json("infinite"); }

Json importances(const Availability& result, const Explanation& why) {
  Json all = Json::object();
  for (std::size_t e = 0; e < why.importances.size(); ++e) {
    const Importance& row = why.importances[e];
    Json one{{"birnbaum", row.birnbaum}, {"criticality", row.criticality}};
    if (!why.fussell_vesely.empty()) one["fussell_vesely"] = why.fussell_vesely[e];
    one["risk_achievement_worth"] = worth(row.risk_achievement_worth);
    one["risk_reduction_worth"] = worth(row.risk_reduction_worth);
    append(all, result.event_ids[e], std::move(one));
  }
  return all;
}

void append_cut_sets(Json& list, const Availability& result, const AskedNode& node) {
  if (!node.why || !node.why->cut_sets) return;
  for (const CutSet& set : node.why->cut_sets->sets) {
    Json ids = Json::array();
    for (const std::uint32_t event : set.events) ids.push_back(result.event_ids[event]);
    list.push_back({{"of", node.id}, {"nodes", std::move(ids)}, {"probability", set.probability}});
  }
}

Json asked_node(const Availability& result, const AskedNode& node) {
  Json one = Json::object();
  if (node.down) {
    one["unavailable"] = node.down->mean;
    if (node.not_up) one["degraded"] = std::max(0.0, node.not_up->mean - node.down->mean);
    one["method"] = node.down->exact() ? "bdd" : "montecarlo";
    one["ci"] = {node.down->low, node.down->high};
  }
  if (node.why && node.why->frequency) {
    const Frequency& f = *node.why->frequency;
    one["outages_per_hour"] = f.frequency;
    one["mean_hours_up"] = worth(f.mean_up);
    one["mean_hours_down"] = worth(f.mean_down);
  }
  if (node.why && node.why->count) {
    one["cut_sets"] = *node.why->count;
    one["cut_sets_complete"] = node.why->cut_sets && node.why->cut_sets->complete;
  }
  if (result.hospital != nullptr) {
    Json ids = Json::array();
    for (const auto& [id, name] : node.unstated) ids.push_back(id);
    one["down_alone_without_failure_data"] = std::move(ids);
  }
  if (!node.refused.empty()) {
    Json reasons = Json::array();
    for (const auto& [what, name] : node.refused)
      reasons.push_back({{"reason", viz::name(what)}, {"node", name}});
    one["refused"] = std::move(reasons);
  }
  return one;
}

}  // namespace

const char* name(OutOf what) {
  if (what == OutOf::memory) return "memory";
  return what == OutOf::time ? "time" : "stopped";
}

const char* name(Obstacle what) {
  if (what == Obstacle::time_filter) return "time-filter";
  return what == Obstacle::operating_clock ? "operating-clock" : "needs";
}

nlohmann::ordered_json availability_document(const Availability& result,
                                             const std::vector<models::SourceFile>& files,
                                             const Provenance& provenance) {
  Json document = head("hakyu-availability/1", provenance, files);
  if (result.worlds > 0) {
    if (provenance.seed) document["seed"] = *provenance.seed;
    document["worlds"] = result.worlds;
    document["confidence"] = result.confidence;
  }
  Json nodes = Json::object();
  Json cut_sets = Json::array();
  Json importance_of = Json::object();
  for (const AskedNode& node : result.nodes) {
    append(nodes, node.id, asked_node(result, node));
    append_cut_sets(cut_sets, result, node);
    if (node.why && !node.why->importances.empty())
      append(importance_of, node.id, importances(result, *node.why));
  }
  document["nodes"] = std::move(nodes);
  document["cut_sets"] = std::move(cut_sets);
  document["importance"] = result.any ? importances(result, *result.any) : Json::object();
  if (result.nodes.size() > 1) document["importance_of"] = std::move(importance_of);
  document["filters_ignored"] = result.filters_ignored;
  if (result.hospital == nullptr) document["deviates"] = result.deviates;
  Json statistics{{"bdd_nodes", result.statistics.nodes},
                  {"modules", result.statistics.modules},
                  {"seconds", result.seconds}};
  if (result.fell_back) statistics["limit_reached"] = name(*result.fell_back);
  document["statistics"] = std::move(statistics);
  document["assumptions"] = assumptions(result.assumptions);
  return document;
}

}  // namespace hakyu::viz
