// hakyu import: other people's formats into model files and into the store.
#pragma once

#include <string>
#include <vector>

#include "cli/command_line.hpp"
#include "cli/program.hpp"

namespace hakyu::cli {

/// Options of all kinds of imports; each kind says which it uses.
struct ImportOptions {
  std::string kind;
  std::vector<std::string> files;
  std::string mapping, output, sheet, store;
  bool guess = false;
  bool dry_run = false;
};

void add_import(CommandLine& line, const Program& program);

}  // namespace hakyu::cli
