// The list of matches for people to judge, with room for their answers. models::matching::read_answers reads
// it back.
#pragma once

#include <vector>

#include "models/import/matching/candidates.hpp"
#include "viz/sheets/sheet.hpp"
#include "viz/text/text.hpp"

namespace hakyu::viz {

/// One row for each candidate, in their order; the first columns are to be filled in.
[[nodiscard]] Sheet match_sheet(const models::Model& model, const models::matching::Matcher& matcher,
                                const std::vector<models::matching::Candidate>& candidates,
                                const Words& words);

}  // namespace hakyu::viz
