// Where the data that comes with the program lies.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace hakyu::cli {

/// Folder of the shipped scenarios: of the installation the program belongs to, else of the sources it was
/// built from. Empty if there is neither.
[[nodiscard]] std::filesystem::path scenarios_folder();

/// Names of the shipped scenarios, sorted.
[[nodiscard]] std::vector<std::string> scenario_names();

/// Folder of the shipped scenario `name`, if there is one.
[[nodiscard]] std::optional<std::filesystem::path> scenario(const std::string& name);

}  // namespace hakyu::cli
