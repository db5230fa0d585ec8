#include "cli/data.hpp"

#include <algorithm>

namespace hakyu::cli {

namespace fs = std::filesystem;

fs::path scenarios_folder() {
  std::error_code ignored;
  const fs::path program = fs::read_symlink("/proc/self/exe", ignored);
  for (const fs::path& folder : {program.parent_path().parent_path() / "share" / "hakyu" / "scenarios",
                                 fs::path(HAKYU_SOURCE_DIR) / "scenarios"})
    if (fs::is_directory(folder, ignored)) return folder;
  return {};
}

std::vector<std::string> scenario_names() {
  std::vector<std::string> names;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(scenarios_folder(), ignored))
    if (entry.is_directory(ignored)) names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

std::optional<fs::path> scenario(const std::string& name) {
  const std::vector<std::string> names = scenario_names();
  if (std::find(names.begin(), names.end(), name) == names.end()) return std::nullopt;
  return scenarios_folder() / name;
}

}  // namespace hakyu::cli
