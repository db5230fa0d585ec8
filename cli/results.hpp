// Options and steps that several commands have in common.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/command_line.hpp"
#include "cli/program.hpp"
#include "sim/montecarlo/simulate.hpp"
#include "sim/system.hpp"
#include "viz/json/documents.hpp"
#include "viz/sheets/sheet.hpp"

namespace hakyu::cli {

void add_json(Command& command, std::string& file);

/// How many replications, from which seed, on how many threads; absent values come from the model's study.
struct MonteCarloOptions {
  std::optional<std::uint64_t> replications, seed, threads;
  std::optional<double> confidence;
};

void add_monte_carlo(Command& command, MonteCarloOptions& options);

[[nodiscard]] sim::SimulationOptions simulation_options(const sim::System& system,
                                                        const MonteCarloOptions& options);

[[nodiscard]] viz::Provenance provenance(const Program& program,
                                         const std::optional<std::uint64_t>& seed = std::nullopt);

/// Writes a workbook to the file, or to standard output if `path` is "-".
void write_workbook(const Program& program, const std::string& path, const std::vector<viz::Sheet>& sheets);

/// `2026-12-06T02:00` as seconds since the start of the study, within [0, horizon].
[[nodiscard]] sim::Time parse_time(const Program& program, const sim::System& system, const char* option,
                                   const std::string& text);

/// The day of --as-of; no value if it is not given.
[[nodiscard]] std::optional<models::Date> reference_date(const Program& program, const std::string& stated);

/// `90m`, `PT1H30M`: more than nothing.
[[nodiscard]] sim::Time parse_duration(const Program& program, const char* option, const std::string& text);

}  // namespace hakyu::cli
