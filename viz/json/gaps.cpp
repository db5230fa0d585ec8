#include "viz/json/gaps.hpp"

#include <array>
#include <nlohmann/json.hpp>

#include "models/read/units.hpp"
#include "viz/text/gaps.hpp"

namespace hakyu::viz {

namespace {

using Json = nlohmann::ordered_json;

Json needed_by(const sim::Stake& stake) {
  if (!stake.connected) return nullptr;
  return {{"services", stake.services}, {"weight", stake.weight}, {"resources", stake.resources}};
}

Json gap_object(const sim::Gap& gap, const ModelNames& names) {
  Json out{{"kind", name(gap.kind)},
           {"resource", gap.resource},
           {"ask", gap.ask.empty() ? Json(nullptr) : Json(gap.ask)},
           {"question", question(names, gap)},
           {"needed_by", needed_by(gap.stake)},
           {"in_question", gap.stake.in_question}};
  if (!gap.vulnerability.empty()) out["vulnerability"] = gap.vulnerability;
  if (!gap.others.empty()) out["others"] = gap.others;
  if (!gap.measures.empty()) out["measures"] = gap.measures;
  if (gap.kind == sim::GapKind::confirmation) {
    out["providers"] = gap.providers;
    out["claimed_by"] = gap.claimed_by.empty() ? Json(nullptr) : Json(gap.claimed_by);
  }
  if (gap.date) out["date"] = models::reading::format_date(*gap.date);
  return out;
}

}  // namespace

const char* name(sim::GapKind kind) {
  constexpr std::array names{"finding",      "statement", "work",          "dependencies", "confirmation",
                             "remote_party", "version",   "support_ended", "support_ends", "unowned",
                             "maintainer",   "number",    "stale",         "owner",        "location"};
  return names.at(static_cast<std::size_t>(kind));
}

Json gap_list(const std::vector<sim::Gap>& gaps, const ModelNames& names) {
  Json list = Json::array();
  for (const sim::Gap& gap : gaps) list.push_back(gap_object(gap, names));
  return list;
}

}  // namespace hakyu::viz
