// What all documents have in common.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "sim/assumption.hpp"
#include "sim/system.hpp"
#include "viz/json/documents.hpp"

namespace hakyu::viz {

/// Appends without the linear search of ordered_json::operator[]: ids are unique by construction, and a
/// hospital may have a million of them.
void append(nlohmann::ordered_json& object, std::string key, nlohmann::ordered_json value);

/// Head of every document.
[[nodiscard]] nlohmann::ordered_json head(const char* format, const Provenance& provenance,
                                          const std::vector<models::SourceFile>& inputs);

/// Ids of nodes, in their order.
[[nodiscard]] nlohmann::ordered_json ids(const sim::System& system, const std::vector<sim::NodeIndex>& nodes);

[[nodiscard]] nlohmann::ordered_json assumptions(const sim::Assumptions& all);

}  // namespace hakyu::viz
