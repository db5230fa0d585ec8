#include "cli/input.hpp"

#include <iterator>
#include <memory>
#include <utility>

#include "cli/data.hpp"
#include "models/defaults.hpp"
#include "models/diagnostic_codes.hpp"
#include "models/read/suggest.hpp"
#include "viz/text/width.hpp"

namespace hakyu::cli {

namespace {

namespace fs = std::filesystem;
using viz::msgid;

std::vector<fs::path> paths_of(const std::vector<std::string>& names) {
  std::vector<fs::path> paths;
  for (const std::string& name : names) {
    std::error_code ignored;
    const auto shipped = fs::exists(name, ignored) ? std::nullopt : scenario(name);
    paths.emplace_back(shipped ? *shipped : fs::path(name));
  }
  return paths;
}

/// What could have been meant by a name that is nowhere.
void name_scenarios(models::Diagnostics& diagnostics) {
  const std::vector<std::string> names = scenario_names();
  for (models::Diagnostic& each : diagnostics) {
    if (each.code != models::codes::not_found) continue;
    for (const std::string& name : names) each.expected += (each.expected.empty() ? "" : ", ") + name;
    each.suggestion = models::reading::nearest(each.found, {names.begin(), names.end()});
  }
}

void append(models::Diagnostics& all, models::Diagnostics more) {
  std::move(more.begin(), more.end(), std::back_inserter(all));
}

/// "model.json:3:7 /plans/0: ", or nothing if the place is unknown or would only repeat the name.
std::string placed(const models::Diagnostic& each) {
  const std::string place = viz::Words::place(each);
  return place.empty() || place == each.found ? "" : viz::printable(place) + ": ";
}

/// Says what is wrong with the model and ends the command.
[[noreturn]] void fail(const Program& program, const models::Diagnostics& diagnostics) {
  std::uint64_t errors = 0;
  for (const models::Diagnostic& each : diagnostics) {
    if (each.severity != models::Severity::error) continue;
    ++errors;
    warn(program, placed(each) + program.words.sentence(each));
  }
  throw Failure(Exit::problem,
                program.words.count("{0} error in the model.", "{0} errors in the model.", errors));
}

models::Defaults read_defaults(const std::string& path, models::Diagnostics& diagnostics) {
  if (path.empty()) return models::Defaults::shipped();
  const std::vector<models::Document> documents = models::load({path}, diagnostics);
  if (documents.size() != 1) return models::Defaults::shipped();  // a diagnostic says why
  return models::Defaults::parse(documents.front().text, documents.front().name, diagnostics);
}

}  // namespace

void add_input(Command& command, InputOptions& options) {
  command.models(options.models);
  command.text("--defaults", options.defaults, "FILE",
               msgid("table of defaults to use instead of the shipped one (models/defaults.json)"));
}

std::vector<std::string> files_read(const InputOptions& options) {
  std::vector<std::string> all{options.defaults};
  for (const fs::path& each : paths_of(options.models)) all.push_back(each.string());
  return all;
}

Input read_input(const InputOptions& options) {
  Input input;
  const std::vector<models::Document> documents = models::load(paths_of(options.models), input.diagnostics);
  name_scenarios(input.diagnostics);
  const models::Defaults defaults = read_defaults(options.defaults, input.diagnostics);
  const bool unreadable = models::has_errors(input.diagnostics);
  models::ReadResult read = models::read(documents);
  append(input.diagnostics, std::move(read.diagnostics));
  input.files = read.model.files;
  if (unreadable || models::has_errors(input.diagnostics)) return input;
  input.model = std::make_shared<const models::Model>(std::move(read.model));
  sim::CompileResult compiled = sim::compile(input.model, defaults);
  append(input.diagnostics, std::move(compiled.diagnostics));
  if (!models::has_errors(input.diagnostics)) input.system = std::move(compiled.system);
  return input;
}

models::Model read_model(const Program& program, const std::vector<std::string>& names,
                         const std::string& own, const std::vector<TextChange>& changes) {
  models::Diagnostics of_files;
  const std::vector<models::Document> documents = models::load(paths_of(names), of_files);
  name_scenarios(of_files);
  models::Diagnostics diagnostics;
  for (const TextChange& change : changes) {
    std::vector<models::Document> changed = documents;
    std::error_code ignored;
    for (models::Document& each : changed)
      if (!own.empty() && fs::equivalent(each.name, own, ignored)) each.text = change(each.text);
    diagnostics = of_files;
    models::ReadResult read = models::read(changed);
    append(diagnostics, std::move(read.diagnostics));
    if (!models::has_errors(diagnostics)) return std::move(read.model);
  }
  fail(program, diagnostics);
}

sim::System read_system(const Program& program, const InputOptions& options) {
  Input input = read_input(options);
  if (!input.system) fail(program, input.diagnostics);
  // What was compiled has no errors.
  if (const std::uint64_t warnings = input.diagnostics.size(); warnings > 0)
    tell(program, program.words.count("{0} warning about the model; “hakyu check” shows it.",
                                      "{0} warnings about the model; “hakyu check” shows them.", warnings));
  return std::move(*input.system);
}

}  // namespace hakyu::cli
