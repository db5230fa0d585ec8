// The models a command works on.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "cli/command_line.hpp"
#include "cli/program.hpp"
#include "models/read/read.hpp"
#include "sim/system.hpp"

namespace hakyu::cli {

struct InputOptions {
  std::vector<std::string> models;
  std::string defaults;  ///< an edited table of defaults; empty: the shipped one
};

void add_input(Command& command, InputOptions& options);

/// The files and folders that the command reads because of them; no output may take their place.
[[nodiscard]] std::vector<std::string> files_read(const InputOptions& options);

/// What could be read, with everything there is to say about it.
struct Input {
  models::Diagnostics diagnostics;  ///< of the files, the table of defaults and the compilation
  std::vector<models::SourceFile> files;
  std::shared_ptr<const models::Model> model;  ///< absent if the files have errors
  std::optional<sim::System> system;           ///< absent if there are errors, a missing study included
};

/// Reads and compiles. An argument that is no path names a shipped scenario.
[[nodiscard]] Input read_input(const InputOptions& options);

/// Changes the text of a file.
using TextChange = std::function<std::string(const std::string&)>;

/// Only reads, for commands that need no study. Throws Failure(Exit::problem) after listing the errors. `own`
/// names a file that the command itself writes, or nothing: each change of its text is tried, in their order,
/// until the model has no errors.
[[nodiscard]] models::Model read_model(const Program& program, const std::vector<std::string>& names,
                                       const std::string& own, const std::vector<TextChange>& changes);

/// The same for commands that need a model without errors: throws Failure(Exit::problem) after listing them
/// on standard error, and tells how many warnings there are.
[[nodiscard]] sim::System read_system(const Program& program, const InputOptions& options);

}  // namespace hakyu::cli
