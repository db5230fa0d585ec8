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
    FieldName{"work.duration", msgid("field", "duration of the work")},
    FieldName{"work.restart", msgid("field", "what the work stops")},
    FieldName{"failure.probability", msgid("field", "probability that the change fails")},
    FieldName{"failure.rollback", msgid("field", "time to roll back")},
    FieldName{"latent.probability", msgid("field", "probability of a hidden defect after the change")},
    FieldName{"latent.repair", msgid("field", "time to repair a hidden defect")},
    FieldName{"buffers-refill-at-once", msgid("field", "a buffer that was used is full again at once")},
};

}  // namespace

std::string Words::field(std::string_view field) const {
  const auto* found = std::find_if(field_names.begin(), field_names.end(),
                                   [&](const FieldName& each) { return each.field == field; });
  return found == field_names.end() ? std::string(field) : translate(found->name);
}

}  // namespace hakyu::viz
