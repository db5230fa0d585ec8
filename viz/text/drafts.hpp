// What was drafted, on a terminal.
#pragma once

#include <string>

#include "models/import/drafting/drafts.hpp"
#include "viz/text/text.hpp"

namespace hakyu::viz {

/// `draft`: by resource, most urgent first: what to do, how urgent and why, alternatives, what stands still,
/// what is to be supplied; then whom to ask. At most 20 resources in full.
[[nodiscard]] std::string drafts_text(const models::Model& model, const models::drafting::Drafts& drafts,
                                      const Words& words);

}  // namespace hakyu::viz
