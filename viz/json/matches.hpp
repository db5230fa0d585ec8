// hakyu-match/1: what matching found.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <vector>

#include "models/import/matching/candidates.hpp"
#include "models/import/matching/inventories.hpp"
#include "viz/json/documents.hpp"
#include "viz/text/text.hpp"

namespace hakyu::viz {

/// {findings[{resource, vulnerability, status, method, confidence, evidence, document, known_exploited,
/// unlisted_until, cvss, epss, decision, stated}], inventories[{document, subject, parts, resources,
/// other_version}]}: what is not known is null. In the order of `candidates` and of `inventories`.
[[nodiscard]] nlohmann::ordered_json match_document(
    const models::Model& model, const models::matching::Matcher& matcher,
    const std::vector<models::matching::Candidate>& candidates,
    const std::vector<models::matching::Inventory>& inventories, const Words& words,
    const Provenance& provenance);

}  // namespace hakyu::viz
