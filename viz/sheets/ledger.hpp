// What the ledger states and leaves out, as sheets.
#pragma once

#include <vector>

#include "models/coverage.hpp"
#include "sim/gaps/gaps.hpp"
#include "viz/sheets/sheet.hpp"
#include "viz/text/text.hpp"

namespace hakyu::viz {

/// One row for each gap, the weightiest first: number, kind (as in hakyu-check/1), the resource, what is
/// missing, the question, whom to ask, and what depends on it.
[[nodiscard]] Sheet gap_sheet(const models::Model& model, const std::vector<sim::Gap>& gaps,
                              const Words& words);

/// Fields, systems, all gaps, then one sheet of questions for each party with room for the answers.
[[nodiscard]] std::vector<Sheet> ledger_sheets(const models::Model& model, const models::Coverage& coverage,
                                               const std::vector<sim::Gap>& gaps, const Words& words);

}  // namespace hakyu::viz
