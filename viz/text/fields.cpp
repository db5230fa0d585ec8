// What an assumption is about: fields of models/defaults.json and rules of the computation.
#include <algorithm>
#include <array>

#include "viz/text/text.hpp"

namespace hakyu::viz {

namespace {

struct FieldName {
  std::string_view field;
  Message name;
};

constexpr std::array field_names{
    FieldName{"resource.time_to_failure", msgid("field", "time between failures")},
    FieldName{"resource.time_to_repair", msgid("field", "time to repair")},
    FieldName{"resource.restart", msgid("field", "restart time")},
    FieldName{"resource.extra_if_unavailable",
              msgid("field", "extra repair time when remote help is not available")},
    FieldName{"work.duration", msgid("field", "duration of the work")},
    FieldName{"failure.probability", msgid("field", "probability that the change fails")},
    FieldName{"failure.rollback", msgid("field", "time to roll back")},
    FieldName{"latent.probability", msgid("field", "probability of a hidden defect after the change")},
    FieldName{"latent.repair", msgid("field", "time to repair a hidden defect")},
    FieldName{"statement.probability", msgid("field", "probability that measures do not work together")},
    FieldName{"statement.repair", msgid("field", "time to repair an effect of a combination")},
    FieldName{"service.fallback.capacity", msgid("field", "share of demand that paper operation serves")},
    FieldName{"service.fallback.sustain", msgid("field", "how long paper operation can be kept up")},
    FieldName{"service.demand", msgid("field", "patient contacts per hour")},
    FieldName{"all-up-and-new-at-start", msgid("field", "everything works and is new when the study starts")},
    FieldName{"buffers-refill-at-once", msgid("field", "a buffer that was used is full again at once")},
    FieldName{"latent.window", msgid("field", "no load peaks are given: time until a hidden defect shows")},
    FieldName{"no-failure-data",
              msgid("field", "no failure data are known: counted as never failing by itself")},
    FieldName{"independent-failures",
              msgid("field", "resources fail independently of each other and have long been in operation")},
    FieldName{"measures-stay-in-force",
              msgid("field", "what is in force at the start stays in force; no plan is carried out")},
    FieldName{"silence-is-unverified", msgid("field", "a neighbour that said nothing counts as unverified")},
    FieldName{"pairs-are-unverified",
              msgid("field", "measures confirmed alone count as unverified together")},
    FieldName{"restart-scope-unknown", msgid("field", "what the work stops is not stated")},
    FieldName{"availability-without-laws",
              msgid("field", "a stated availability without laws does not enter the simulation")},
    FieldName{"measure.cost", msgid("field", "the cost of the measure is not stated and counts as 0")},
    FieldName{"superseded-statement",
              msgid("field", "a statement that was replaced by a newer one is left out")},
    FieldName{"expired-statement", msgid("field", "a statement that is no longer valid is left out")},
    FieldName{"statement-expires-within-study",
              msgid("field", "a statement that expires within the study is used to the end")},
    FieldName{"statement-versions-not-compared",
              msgid("field", "the versions of a statement are not compared with the installed ones")},
    FieldName{"dependency-unconfirmed",
              msgid("field", "a dependency that the other side has not confirmed is taken as true")},
    FieldName{"vulnerability.known_exploited",
              msgid("field", "not known whether the vulnerability is exploited: counted as not exploited")},
    FieldName{"may-end-beyond-horizon",
              msgid("field", "part of the risk of the plan may lie after the end of the study")},
    FieldName{"outages-cut-at-horizon",
              msgid("field", "outages still open at the end of the study are cut there")},
    FieldName{"requirement", msgid("field", "a requirement")},
    FieldName{"dependency", msgid("field", "a dependency stated from outside")},
    FieldName{"reliability", msgid("field", "the reliability")},
    FieldName{"resource", msgid("field", "the resource")},
    FieldName{"service", msgid("field", "the service")},
    FieldName{"fallback", msgid("field", "paper operation")},
    FieldName{"measure", msgid("field", "the measure")},
    FieldName{"work", msgid("field", "the work")},
    FieldName{"failure", msgid("field", "the failure of the change")},
    FieldName{"latent", msgid("field", "the hidden defect")},
    FieldName{"remediates", msgid("field", "what the measure remedies")},
    FieldName{"effect", msgid("field", "an effect of the measure")},
    FieldName{"statement", msgid("field", "a statement")},
    FieldName{"finding", msgid("field", "a finding")},
    FieldName{"study", msgid("field", "the study")},
};

}  // namespace

std::string Words::field(std::string_view field) const {
  const auto* found = std::find_if(field_names.begin(), field_names.end(),
                                   [&](const FieldName& each) { return each.field == field; });
  return found == field_names.end() ? std::string(field) : translate(found->name);
}

}  // namespace hakyu::viz
