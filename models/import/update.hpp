// Importing again: what the ledger changed comes in, what people added by hand stays.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/diagnostic.hpp"

namespace hakyu::models::import {

/// What an update added to a section of the model file ("resources"), and what it took out of it because the
/// ledger no longer says it.
struct SectionChange {
  std::string section;
  std::vector<std::string> gone;  ///< as people know them: "it-0035 (Paceart)", "it-0001 → it-0003"
  std::size_t added = 0;
};

struct UpdateResult {
  std::string model;   ///< text of the model file; exactly the old bytes if nothing changes
  std::string record;  ///< what this import said, for the next one
  Diagnostics diagnostics;
  std::size_t changes = 0;  ///< values that the ledger changed in an existing model
  std::vector<SectionChange> sections;
};

/// Merges three ways: what the earlier import said (`record`), what the model says now (`current`), what the
/// ledger says now (`imported`). Objects of lists are matched by id (dependencies by both ends, findings by
/// resource and vulnerability, software by name, remote lines by party). Where ledger and people changed the
/// same value differently, that of the people stays and a conflict is reported. Without a record everything
/// in the model is people's. `name` is the name of the model file. Complexity: O(size · log).
[[nodiscard]] UpdateResult update_model(const std::string& name, const std::optional<std::string>& record,
                                        const std::string& current, const std::string& imported);

struct KeptConnections {
  std::string model;
  std::size_t number = 0;  ///< of the dependencies and flows that were kept
};

/// What was imported, with the dependencies and flows of the earlier import and the parties that they name:
/// for a ledger that comes without its list of connections, which says nothing about them. What refers to a
/// device that is no longer in the ledger is not kept. `name` is the name of the model file.
[[nodiscard]] KeptConnections keep_connections(const std::string& name, const std::string& record,
                                               const std::string& imported);

/// The text of a model file without one of its sections; a text that cannot be parsed is returned as it is.
[[nodiscard]] std::string without_section(const std::string& text, const char* section);

}  // namespace hakyu::models::import
