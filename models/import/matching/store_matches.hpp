// A whole vulnerability store held against the resources of a model.
#pragma once

#include <cstdint>
#include <functional>

#include "models/import/matching/matcher.hpp"
#include "models/import/store/store.hpp"

namespace hakyu::models::matching {

/// Gives the matcher every product of the store whose maker and name fit, or whose identifiers might. Only
/// products whose names fit are read, so that the whole NVD is no burden. `progress` may be empty; it is
/// called with the number of names compared so far. Complexity: a look-up for each name of the store, plus
/// the products that fit.
void add_store(Matcher& matcher, const store::Store& store,
               const std::function<void(std::uint64_t names)>& progress = {});

}  // namespace hakyu::models::matching
