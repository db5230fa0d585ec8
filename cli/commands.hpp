// The commands. Each is declared and carried out in the file of its name.
#pragma once

#include "cli/command_line.hpp"
#include "cli/program.hpp"

namespace hakyu::cli {

void add_check(CommandLine& line, const Program& program);
void add_impact(CommandLine& line, const Program& program);
void add_simulate(CommandLine& line, const Program& program);
void add_rank(CommandLine& line, const Program& program);
void add_start_order(CommandLine& line, const Program& program);
void add_graph(CommandLine& line, const Program& program);
void add_report(CommandLine& line, const Program& program);
void add_availability(CommandLine& line, const Program& program);
void add_match(CommandLine& line, const Program& program);
void add_draft(CommandLine& line, const Program& program);
void add_demo(CommandLine& line, const Program& program);

}  // namespace hakyu::cli
