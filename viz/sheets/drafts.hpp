// Drafted measures for a spreadsheet.
#pragma once

#include <vector>

#include "models/import/drafting/drafts.hpp"
#include "viz/sheets/sheet.hpp"
#include "viz/text/text.hpp"

namespace hakyu::viz {

/// Two sheets: the measures (with rows for what is stated, covered or unclear and gives no measure), most
/// urgent first; and what is to be supplied, by whom.
[[nodiscard]] std::vector<Sheet> draft_sheets(const models::Model& model,
                                              const models::drafting::Drafts& drafts, const Words& words);

}  // namespace hakyu::viz
