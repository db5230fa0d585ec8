#include "cli/program.hpp"

#include <fmt/core.h>

#include <cstdio>

namespace hakyu::cli {

void warn(const Program& program, const std::string& line) {
  fmt::print(stderr, "{}: {}\n", program.name, line);
}

void tell(const Program& program, const std::string& line) {
  if (!program.quiet) warn(program, line);
}

}  // namespace hakyu::cli
