// The part of hakyu-check/1 about what the ledger leaves open.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <vector>

#include "sim/gaps/gaps.hpp"
#include "viz/chart/names.hpp"

namespace hakyu::viz {

/// The word of a kind of gap in documents and sheets.
[[nodiscard]] const char* name(sim::GapKind kind);

/// [{kind, resource, ask, question, needed_by, in_question, …}], the weightiest first. "ask" is null where
/// the hospital itself has to find out; "needed_by" {services, weight, resources} is null where no dependency
/// is stated. By kind: "vulnerability", "measures", "providers" and "claimed_by",
/// "others" (with the same number), "date".
[[nodiscard]] nlohmann::ordered_json gap_list(const std::vector<sim::Gap>& gaps, const ModelNames& names);

}  // namespace hakyu::viz
