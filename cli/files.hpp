// Files that commands read, and what is said about their contents.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "cli/program.hpp"
#include "models/diagnostic.hpp"
#include "models/import/store/store.hpp"
#include "models/import/update.hpp"
#include "models/units.hpp"

namespace hakyu::cli {

/// Ends the command: the file cannot be read.
[[noreturn]] void unreadable(const Program& program, const std::string& path);

/// The bytes of a file; no value if it cannot be read.
[[nodiscard]] std::optional<std::string> read_file(const std::string& path);
/// The same; a file that cannot be read ends the command.
[[nodiscard]] std::string needed_file(const Program& program, const std::string& path);

/// Says on standard error what there is to say, at most `most` sentences; without warnings if the program is
/// to be quiet.
void show(const Program& program, const models::Diagnostics& diagnostics,
          std::size_t most = static_cast<std::size_t>(-1));

/// The same; errors end the command, with `nothing` as the last word ("Nothing was imported.").
void expect_good(const Program& program, const models::Diagnostics& diagnostics, const std::string& nothing);

/// What is to be written so that a model file that the program makes is there or up to date.
struct FileUpdate {
  std::string path;
  std::optional<std::string> model;   ///< none: it stays as it is
  std::optional<std::string> record;  ///< of what the program made of it, kept beside it as FILE.imported
  bool by_hand = false;               ///< the file was there, and no import had written it
  std::vector<models::import::SectionChange> sections;  ///< what a file that was there gains and loses
};

/// The record of the earlier import into a model file, if there is one.
[[nodiscard]] std::optional<std::string> earlier_import(const std::string& path);

/// Prepares it: what people changed in the file stays (see models::import::update_model). Errors end the
/// command, before anything is written; `nothing` as above.
[[nodiscard]] FileUpdate updated_file(const Program& program, const std::string& path, std::string text,
                                      const std::string& nothing);

/// Writes it, and says so.
void write_update(const Program& program, const FileUpdate& update);

/// The store that --store names: a file, or the folder it lies in; by default in this folder.
[[nodiscard]] std::string store_path(const std::string& option);

/// The store that is read: without --store the one beside one of the models, else the one in this folder.
[[nodiscard]] std::string store_to_read(const std::string& option, const std::vector<std::string>& models);

/// Opens store_to_read. Ends the command if there is none.
[[nodiscard]] models::store::Store needed_store(const Program& program, const std::string& option,
                                                const std::vector<std::string>& models);

/// This day on the clock of the machine. Only what people do carries it, never a result.
[[nodiscard]] models::Date today();

}  // namespace hakyu::cli
