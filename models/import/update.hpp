// Importing again: what the ledger changed comes in, what people added by hand stays.
#pragma once

#include <optional>
#include <string>

#include "models/diagnostic.hpp"

namespace hakyu::models::import {

struct UpdateResult {
  std::string model;   ///< text of the model file; exactly the old bytes if nothing changes
  std::string record;  ///< what this import said, for the next one
  Diagnostics diagnostics;
  std::size_t changes = 0;  ///< values that the ledger changed in an existing model
};

/// Merges three ways: what the earlier import said (`record`), what the model says now (`current`), what the
/// ledger says now (`imported`). Objects of lists are matched by id (dependencies by both ends, findings by
/// resource and vulnerability, software by name, remote lines by party). Where ledger and people changed the
/// same value differently, that of the people stays and a conflict is reported. Without a record everything
/// in the model is people's. `name` is the name of the model file. Complexity: O(size · log).
[[nodiscard]] UpdateResult update_model(const std::string& name, const std::optional<std::string>& record,
                                        const std::string& current, const std::string& imported);

/// The text of a model file without one of its sections; a text that cannot be parsed is returned as it is.
[[nodiscard]] std::string without_section(const std::string& text, const char* section);

}  // namespace hakyu::models::import
