// hakyu-draft/1: drafted measures with urgency, reasons and what is to be supplied.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "models/import/drafting/drafts.hpp"
#include "viz/json/documents.hpp"
#include "viz/text/text.hpp"

namespace hakyu::viz {

/// {resources[{id, ssvc, bod_26_04, vulnerabilities[…], measures[ids], stated[…], unclear}], measures{id:
/// {kind, targets, vulnerabilities, restart, ssvc, bod_26_04, advice[…], available_from, missing}},
/// to_be_supplied[{measure, field, name, unit, ask, until_then}]}. Outcomes are the words of the decision
/// tables, all that are possible, least urgent first. What is not known is null. Most urgent first.
[[nodiscard]] nlohmann::ordered_json draft_document(const models::Model& model,
                                                    const models::drafting::Drafts& drafts,
                                                    const Words& words, const Provenance& provenance);

}  // namespace hakyu::viz
