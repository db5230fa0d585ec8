#include "cli/results.hpp"

#include <array>
#include <filesystem>
#include <limits>

#include "cli/output.hpp"
#include "models/import/text.hpp"
#include "models/read/units.hpp"
#include "viz/text/width.hpp"

namespace hakyu::cli {

namespace {

using viz::msgid;

constexpr std::uint64_t most_replications = 100'000'000;
constexpr std::uint64_t most_threads = 1024;
constexpr std::uint64_t usual_replications = 10'000;

/// "2時間30分" as the program writes it, "2h30m".
std::string with_latin_units(const std::string& text) {
  std::string plain = models::import::compact(text);
  constexpr std::array<std::pair<std::string_view, std::string_view>, 5> units{
      {{"週間", "w"}, {"日", "d"}, {"時間", "h"}, {"分", "m"}, {"秒", "s"}}};
  for (const auto& [word, unit] : units)
    for (auto at = plain.find(word); at != std::string::npos; at = plain.find(word))
      plain.replace(at, word.size(), unit);
  return plain;
}

}  // namespace

void add_json(Command& command, std::string& file) {
  command.text("--json", file, "FILE",
               msgid("write the result as a JSON document instead (- = standard output)"));
}

void add_monte_carlo(Command& command, MonteCarloOptions& options) {
  command.whole("--replications", options.replications, 1, most_replications,
                msgid("replications at most (default: of the study, else 10,000)"));
  command.whole("--seed", options.seed, 0, std::numeric_limits<std::uint64_t>::max(),
                msgid("seed of the random numbers (default: of the study, else 1)"));
  command.whole("--threads", options.threads, 0, most_threads,
                msgid("threads; 0 = all cores (results do not depend on it)"));
  command.between("--confidence", options.confidence, 0.0, 1.0,
                  msgid("confidence of the intervals (default: of the study, else 0.95)"));
}

sim::SimulationOptions simulation_options(const sim::System& system, const MonteCarloOptions& options) {
  const auto& study = system.model->study;
  sim::SimulationOptions out;
  const std::uint64_t of_study =
      study && study->replications ? static_cast<std::uint64_t>(*study->replications) : usual_replications;
  out.replications = static_cast<std::uint32_t>(options.replications.value_or(of_study));
  out.seed = options.seed.value_or(system.seed);
  if (study) out.confidence = study->confidence;
  if (options.confidence) out.confidence = *options.confidence;
  out.threads = static_cast<unsigned>(options.threads.value_or(0));
  return out;
}

viz::Provenance provenance(const Program& program, const std::optional<std::uint64_t>& seed) {
  return {.version = program.version, .seed = seed};
}

namespace {

std::filesystem::path folder_of(const std::string& path) {
  if (path == "-") return std::filesystem::temp_directory_path();
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  return folder.empty() ? std::filesystem::path(".") : folder;
}

std::string workbook(const Program& program, const std::string& path, const std::vector<viz::Sheet>& sheets) {
  try {
    return viz::workbook(sheets, folder_of(path));
  } catch (const models::Error& error) {
    throw Failure(Exit::failure, program.words.format("“{0}” could not be written: {1}.",
                                                      viz::printable(path), error.what()));
  }
}

}  // namespace

void write_workbook(const Program& program, const std::string& path, const std::vector<viz::Sheet>& sheets) {
  write_result(program, path, workbook(program, path, sheets));
}

sim::Time parse_time(const Program& program, const sim::System& system, const char* option,
                     const std::string& text) {
  const auto time = models::reading::parse_time(text);
  if (!time)
    throw Failure(Exit::usage, program.words.format("{0}: “{1}” is not a time; write it like {2}.", option,
                                                    viz::printable(text), "2026-12-06T02:00"));
  const sim::Time at = (*time - system.start).count();
  if (at < 0 || at > system.horizon)
    throw Failure(Exit::usage,
                  program.words.format(
                      "{0}: {1} lies outside the study ({2}).", option, viz::printable(text),
                      program.words.span(system.start, system.start + models::Seconds(system.horizon))));
  return at;
}

std::optional<models::Date> reference_date(const Program& program, const std::string& stated) {
  if (stated.empty()) return std::nullopt;
  const auto date = models::reading::parse_date(stated);
  if (!date)
    throw Failure(Exit::usage, program.words.format("--as-of {0}: not a date. Write it like 2026-12-06.",
                                                    viz::printable(stated)));
  return date;
}

sim::Time parse_duration(const Program& program, const char* option, const std::string& text) {
  auto parsed = models::reading::parse_duration(text);
  if (parsed.problem != models::reading::DurationProblem::none)
    parsed = models::reading::parse_duration(with_latin_units(text));
  if (parsed.problem != models::reading::DurationProblem::none || parsed.value.count() == 0)
    throw Failure(Exit::usage, program.words.format("{0}: “{1}” is not a duration; write it like {2}.",
                                                    option, viz::printable(text), "90m, 2h30m, 1d, 30分"));
  return parsed.value.count();
}

}  // namespace hakyu::cli
