// The part of hakyu-check/1 about contracts, responsibilities and decisions.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "models/model.hpp"

namespace hakyu::viz {

/// Adds "contracts" {id: {parties, ends}}, "responsibilities" {count, without_roles} and "decisions"
/// [{plan, by, date, until, default_if_expired, file, line}]; a date nobody stated is null. Texts are objects
/// of the languages they are stated in.
void add_papers(nlohmann::ordered_json& coverage, const models::Model& model);

}  // namespace hakyu::viz
