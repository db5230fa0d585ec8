#include "cli/files.hpp"

#include <chrono>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "cli/output.hpp"
#include "models/read/read.hpp"
#include "viz/text/width.hpp"

namespace hakyu::cli {

namespace fs = std::filesystem;

void unreadable(const Program& program, const std::string& path) {
  throw Failure(Exit::problem,
                program.words.format("“{0}” cannot be read. Check the name and the access rights.",
                                     viz::printable(path)));
}

std::optional<std::string> read_file(const std::string& path) {
  if (models::is_named_pipe(path)) return std::nullopt;
  std::ifstream in(path, std::ios::binary);
  std::error_code ignored;
  if (!in || fs::is_directory(path, ignored)) return std::nullopt;
  std::string bytes((std::istreambuf_iterator<char>(in)), {});
  return in.bad() ? std::nullopt : std::optional(std::move(bytes));
}

std::string needed_file(const Program& program, const std::string& path) {
  if (auto bytes = read_file(path)) return *std::move(bytes);
  unreadable(program, path);
}

void show(const Program& program, const models::Diagnostics& diagnostics, std::size_t most) {
  std::size_t shown = 0;
  for (const models::Diagnostic& each : diagnostics) {
    if (each.severity != models::Severity::error && program.quiet) continue;
    if (++shown > most) continue;
    const std::string place = viz::Words::place(each);
    warn(program, (place.empty() ? "" : place + ": ") + program.words.sentence(each));
  }
  if (shown > most) warn(program, program.words.format("… and {0} more of the kind", shown - most));
}

void expect_good(const Program& program, const models::Diagnostics& diagnostics, const std::string& nothing) {
  show(program, diagnostics);
  if (models::has_errors(diagnostics)) throw Failure(Exit::problem, nothing);
}

namespace {
std::string record_of(const std::string& path) { return path + ".imported"; }
}  // namespace

std::optional<std::string> earlier_import(const std::string& path) { return read_file(record_of(path)); }

FileUpdate updated_file(const Program& program, const std::string& path, std::string text,
                        const std::string& nothing) {
  std::error_code ignored;
  // A device or a pipe has no content to update, and reading it might never end; nor is a record kept of it.
  if (fs::exists(path, ignored) && !fs::is_regular_file(path, ignored))
    return {path, std::move(text), std::nullopt, false, {}};
  const std::optional<std::string> current = read_file(path), record = earlier_import(path);
  FileUpdate update{path, std::nullopt, text, current && !record, {}};
  if (!current) {
    update.model = std::move(text);
  } else {
    models::import::UpdateResult merged = models::import::update_model(path, record, *current, text);
    expect_good(program, merged.diagnostics, nothing);
    if (*current != merged.model) update.model = std::move(merged.model);
    update.record = std::move(merged.record);
    update.sections = std::move(merged.sections);
  }
  if (record == update.record) update.record.reset();
  return update;
}

void write_update(const Program& program, const FileUpdate& update) {
  if (update.model)
    write_result(program, update.path, *update.model);
  else
    tell(program, program.words.format("{0}: nothing changed", viz::printable(update.path)));
  if (update.record) write_file(program, record_of(update.path), *update.record);
}

namespace {

constexpr const char* store_name = "vulnerabilities.sqlite";

/// The store beside one of the models, else the one in this folder.
std::string store_beside(const std::vector<std::string>& models) {
  std::error_code ignored;
  for (const std::string& model : models) {
    const fs::path folder =
        fs::is_directory(model, ignored) ? fs::path(model) : fs::path(model).parent_path();
    if (fs::exists(folder / store_name, ignored)) return (folder / store_name).string();
  }
  return store_name;
}

}  // namespace

std::string store_path(const std::string& option) {
  std::error_code ignored;
  if (option.empty()) return store_name;
  return fs::is_directory(option, ignored) ? (fs::path(option) / store_name).string() : option;
}

std::string store_to_read(const std::string& option, const std::vector<std::string>& models) {
  return option.empty() ? store_beside(models) : store_path(option);
}

models::store::Store needed_store(const Program& program, const std::string& option,
                                  const std::vector<std::string>& models) {
  const std::string path = store_to_read(option, models);
  std::error_code ignored;
  if (!fs::exists(path, ignored))
    throw Failure(Exit::problem,
                  program.words.format("There is no store “{0}”. “hakyu import advisories FILE…” makes one; "
                                       "--store names another.",
                                       viz::printable(path)));
  models::Diagnostics problems;
  auto opened = models::store::Store::open(path, models::store::Store::Access::read, problems);
  if (opened) return *std::move(opened);
  show(program, problems);
  throw Failure(Exit::problem, program.words("Nothing was matched."));
}

models::Date today() {
  const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm local{};
  ::localtime_r(&now, &local);
  return models::Date(std::chrono::year(local.tm_year + 1900),
                      std::chrono::month(static_cast<unsigned>(local.tm_mon) + 1),
                      std::chrono::day(static_cast<unsigned>(local.tm_mday)));
}

}  // namespace hakyu::cli
