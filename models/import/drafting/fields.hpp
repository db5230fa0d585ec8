// The fields of a measure that people have to supply. Internal to drafting/.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "models/import/drafting/drafts.hpp"

namespace hakyu::models::drafting {

/// Fields that neither the draft nor `earlier` (what people made of an earlier draft; may be null) states.
[[nodiscard]] std::vector<std::string> missing_fields(const Measure& drafted, const Measure* earlier);

/// What the table of defaults gives for such a field; null if it has no row for it. `earlier` as above: what
/// kind of change people called it chooses the row.
[[nodiscard]] const DefaultRow* default_of(const Defaults& defaults, std::string_view field,
                                           const Measure& drafted, const Measure* earlier);

}  // namespace hakyu::models::drafting
