#include "models/import/drafting/fields.hpp"

#include <algorithm>

#include "models/names.hpp"

namespace hakyu::models::drafting {

namespace {

bool is_acceptance(const Measure& m) { return m.kind == MeasureKind::acceptance; }
bool is_work(const Measure& m) { return !is_acceptance(m); }
/// Advisories do not say how much a workaround or mitigation helps, nor what it takes away.
bool is_partial(const Measure& m) {
  return m.kind == MeasureKind::workaround || m.kind == MeasureKind::mitigation;
}

bool states_effectiveness(const Measure& m) {
  return !m.remediates.empty() && std::none_of(m.remediates.begin(), m.remediates.end(), [](const auto& r) {
    return r.annotation.assumption && r.effectiveness.mean == 0.0;
  });
}

struct Field {
  std::string_view name;
  bool (*applies)(const Measure&);
  bool (*stated)(const Measure&);
};

constexpr Field all_fields[] = {
    {"change", is_work, [](const Measure& m) { return m.change != ChangeKind::unstated; }},
    {"work.restart", is_work, states_restart},
    {"work.duration", is_work, states_duration},
    {"work.downtime", is_work, states_downtime},
    {"failure.probability", is_work, [](const Measure& m) { return m.failure && m.failure->probability; }},
    {"failure.rollback", is_work, [](const Measure& m) { return m.failure && m.failure->rollback; }},
    {"latent.probability", is_work, [](const Measure& m) { return m.latent && m.latent->probability; }},
    {"latent.repair", is_work, [](const Measure& m) { return m.latent && m.latent->repair; }},
    {"remediates.effectiveness", is_partial, states_effectiveness},
    {"effects", is_partial, [](const Measure& m) { return !m.effects.empty(); }},
    {"cost", is_work, [](const Measure& m) { return m.cost.has_value(); }},
    {"owner", is_acceptance, [](const Measure& m) { return !m.owner.empty(); }},
    {"expires", is_acceptance, [](const Measure& m) { return m.expires.has_value(); }},
    {"review_when", is_acceptance, [](const Measure& m) { return !m.review_when.empty(); }},
};

}  // namespace

std::vector<std::string> missing_fields(const Measure& drafted, const Measure* earlier) {
  std::vector<std::string> missing;
  for (const Field& field : all_fields)
    if (field.applies(drafted) && !field.stated(drafted) && (earlier == nullptr || !field.stated(*earlier)))
      missing.emplace_back(field.name);
  return missing;
}

const DefaultRow* default_of(const Defaults& defaults, std::string_view field, const Measure& drafted,
                             const Measure* earlier) {
  const Measure& m = earlier == nullptr ? drafted : *earlier;
  const std::string change(name(m.change));
  if (field.ends_with(".probability"))
    return defaults.find(field, change + "/" + std::string(name(m.verified)));
  return defaults.find(field, change);
}

}  // namespace hakyu::models::drafting
