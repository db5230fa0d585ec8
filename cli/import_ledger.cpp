#include "cli/import_ledger.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <iterator>
#include <optional>

#include "cli/files.hpp"
#include "cli/output.hpp"
#include "models/import/ledger.hpp"
#include "models/write.hpp"
#include "viz/text/ledgers.hpp"
#include "viz/text/lists.hpp"
#include "viz/text/tables.hpp"
#include "viz/text/width.hpp"

namespace hakyu::cli {

namespace {

constexpr std::size_t unused_shown = 8, gone_shown = 5;

namespace fs = std::filesystem;
using viz::msgid;
namespace ledgers = models::import;

/// Says everything there is to say; ends the command if there are errors.
void say(const Program& program, const models::Diagnostics& diagnostics) {
  expect_good(program, diagnostics, program.words("Nothing was imported."));
}

ledgers::Mapping mapping_of(const Program& program, const std::string& name) {
  std::error_code ignored;
  const auto shipped = fs::exists(name, ignored) ? std::nullopt : ledgers::shipped_mapping(name);
  ledgers::MappingResult result =
      ledgers::read_mapping(name, shipped ? std::string(*shipped) : needed_file(program, name));
  say(program, result.diagnostics);
  return std::move(result.mapping);
}

std::vector<ledgers::Table> read_all(const Program& program, const ImportOptions& options,
                                     const std::string& encoding) {
  std::vector<ledgers::Table> all;
  models::Diagnostics diagnostics;
  for (const std::string& file : options.files) {
    ledgers::TableResult result = ledgers::read_tables(file, needed_file(program, file), encoding);
    std::move(result.tables.begin(), result.tables.end(), std::back_inserter(all));
    std::move(result.diagnostics.begin(), result.diagnostics.end(), std::back_inserter(diagnostics));
  }
  say(program, diagnostics);
  return all;
}

std::string where(const std::string& file, const std::string& sheet) {
  return viz::printable(sheet.empty() ? file : file + " / " + sheet);
}

std::string numbers(const viz::Words& words, const models::Model& m) {
  return words.format("resources: {0}; parties: {1}; contracts: {2}; dependencies: {3}; flows: {4}",
                      m.resources.size(), m.parties.size(), m.contracts.size(), m.dependencies.size(),
                      m.flows.size());
}

std::string summary(const viz::Words& words, const ledgers::LedgerResult& result) {
  std::string text;
  for (const ledgers::SheetReport& sheet : result.sheets) {
    text += where(sheet.file, sheet.sheet) + "\n  " + words.format("encoding: {0}", sheet.encoding) + "\n";
    if (!sheet.used) {
      text += "  " + words("not used: no headings that the mapping knows") + "\n";
      continue;
    }
    text += "  " +
            words.format("headings in row {0}; rows read: {1} (hidden: {2})", sheet.header_row, sheet.rows,
                         sheet.hidden) +
            "\n  ";
    text += sheet.connections
                ? words.format("connections: {0}; left out: {1}", sheet.resources, sheet.skipped)
                : words.format("rows taken: {0}; left out: {1}", sheet.resources, sheet.skipped);
    text += "\n";
    for (const auto& [heading, field] : sheet.columns)
      text += fmt::format("    {} → {}\n", viz::printable(heading), ledgers::field_name(field));
    for (const std::string& heading : sheet.unused)
      text += "    " + words.format("{0}: not used", viz::printable(heading)) + "\n";
  }
  return viz::on_screen(text + numbers(words, result.model)) + "\n";
}

/// The columns of which nothing would be taken; "" if there are none.
std::string left_out(const viz::Words& words, const std::vector<ledgers::Guess>& columns) {
  std::vector<std::string> headings;
  for (const ledgers::Guess& each : columns)
    if (each.field == ledgers::Field::ignore)
      headings.push_back(words.format("“{0}”", viz::printable(each.heading)));
  if (headings.empty()) return {};
  return viz::on_screen(
             words.format("Left out (columns: {0}): {1}. Where “ignore” stands in the mapping, write "
                          "what the column means, or “keep” to have it in the note.",
                          headings.size(), viz::listed(words, headings))) +
         "\n";
}

Exit propose(const Program& program, const ImportOptions& options) {
  const viz::Words& words = program.words;
  const ledgers::GuessResult guess = ledgers::guess_mapping(read_all(program, options, {}), options.sheet);
  say(program, guess.diagnostics);
  const std::string proposal = viz::guessed_columns(words, guess.columns) + left_out(words, guess.columns);
  if (options.output.empty() || options.dry_run) {
    write_standard_output(program, proposal + "\n" + guess.mapping);
  } else {
    write_standard_output(program, proposal);
    write_result(program, options.output, guess.mapping);
  }
  return guess.columns.empty() ? Exit::problem : Exit::done;
}

/// Columns of the sheets read that no line of the mapping knows: what stands in them is not in the model.
void tell_unused(const Program& program, const ledgers::LedgerResult& result) {
  std::vector<std::string> headings;
  for (const ledgers::SheetReport& sheet : result.sheets)
    if (sheet.used) headings.insert(headings.end(), sheet.unused.begin(), sheet.unused.end());
  if (headings.empty()) return;
  tell(program, program.words.format(
                    "Columns that were not used: {0} ({1}). Say in the mapping what they mean, or "
                    "“keep” to have them in the note.",
                    headings.size(), viz::first_few(program.words, headings, unused_shown, viz::printable)));
}

bool reads_connections(const ledgers::LedgerResult& result) {
  return std::any_of(result.sheets.begin(), result.sheets.end(),
                     [](const ledgers::SheetReport& sheet) { return sheet.used && sheet.connections; });
}

/// A ledger without its list of connections says nothing about them: those of the earlier import stay.
std::string with_earlier_connections(const Program& program, const std::string& path, std::string text) {
  const std::optional<std::string> record = earlier_import(path);
  if (!record) return text;
  ledgers::KeptConnections kept = ledgers::keep_connections(path, *record, text);
  if (kept.number > 0)
    tell(program,
         program.words.format("No list of connections was read this time: the dependencies and flows "
                              "of the earlier import were kept ({0}). To remove them, import a list "
                              "that has only its headings.",
                              kept.number));
  return std::move(kept.model);
}

/// Sections that a ledger fills.
constexpr std::array sections{std::pair{"resources", msgid("section", "resources")},
                              std::pair{"parties", msgid("section", "parties")},
                              std::pair{"contracts", msgid("section", "contracts")},
                              std::pair{"zones", msgid("section", "zones")},
                              std::pair{"dependencies", msgid("section", "dependencies")},
                              std::pair{"flows", msgid("section", "flows")}};

/// What the file lost, and what a file written by hand gained: neither may happen unnoticed.
void tell_changes(const Program& program, const FileUpdate& update) {
  const viz::Words& words = program.words;
  std::vector<std::string> added;
  for (const auto& [section, name] : sections)
    for (const ledgers::SectionChange& change : update.sections) {
      if (change.section != section) continue;
      if (change.added > 0) added.push_back(words.format("{0}: {1}", words(name), change.added));
      if (!change.gone.empty())
        tell(program, words.format("No longer in the ledger and taken out of the model – {0}: {1} ({2})",
                                   words(name), change.gone.size(),
                                   viz::first_few(words, change.gone, gone_shown, viz::printable)));
    }
  if (update.by_hand)
    tell(program, words.format("“{0}” was there already, and no import had written it. What was in it stays; "
                               "added from the ledger: {1}.",
                               viz::printable(update.path),
                               added.empty() ? words("nothing") : viz::listed(words, added)));
}

}  // namespace

Exit import_ledger(const Program& program, const ImportOptions& options) {
  const viz::Words& words = program.words;
  if (options.files.empty()) throw Failure(Exit::usage, words("Name at least one file to import."));
  std::vector<std::string> inputs = options.files;
  inputs.push_back(options.mapping);
  expect_place(program, options.output, inputs);
  const FolderTurn turn(program, options.dry_run ? std::string() : options.output);
  if (options.guess) return propose(program, options);
  if (options.mapping.empty())
    throw Failure(Exit::usage, words("--mapping is missing. --guess proposes one."));
  if (options.output.empty() && !options.dry_run)
    throw Failure(Exit::usage, words("-o is missing: the model file to write."));
  const ledgers::Mapping mapping = mapping_of(program, options.mapping);
  const std::vector<ledgers::Table> tables = read_all(program, options, mapping.encoding);
  const std::string name = options.output.empty() ? "ledger.json" : options.output;
  const ledgers::LedgerResult result = ledgers::make_ledger(tables, mapping, options.sheet, name);
  say(program, result.diagnostics);
  if (options.dry_run) {
    write_standard_output(program, summary(words, result));
    return Exit::done;
  }
  tell_unused(program, result);
  std::vector<models::Document> documents = models::write(result.model);
  // What is written must be readable: an id or a reference that is not is a defect, or an odd ledger.
  models::Diagnostics problems = models::read(documents).diagnostics;
  std::erase_if(problems,
                [](const models::Diagnostic& each) { return each.severity != models::Severity::error; });
  say(program, problems);
  std::string text = std::move(documents.front().text);
  if (!reads_connections(result)) text = with_earlier_connections(program, options.output, std::move(text));
  const FileUpdate update =
      updated_file(program, options.output, std::move(text), words("Nothing was imported."));
  write_update(program, update);
  tell_changes(program, update);
  if (!program.quiet) warn(program, words.format("Read from the ledger – {0}", numbers(words, result.model)));
  return Exit::done;
}

}  // namespace hakyu::cli
