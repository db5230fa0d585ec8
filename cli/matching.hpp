// What the commands have in common that hold the vulnerability store against the model.
#pragma once

#include <string>
#include <vector>

#include "cli/command_line.hpp"
#include "cli/program.hpp"
#include "models/import/matching/candidates.hpp"
#include "models/import/matching/inventories.hpp"

namespace hakyu::cli {

/// What commands are told that hold the store against a model.
struct MatchingArguments {
  std::vector<std::string> models, vendors;
  std::string store, json;
};

/// The model, --store, --vendors and --json.
void add_matching(Command& command, MatchingArguments& arguments);

/// The files and folders that the command reads because of them; no view may take their place.
[[nodiscard]] std::vector<std::string> files_read(const MatchingArguments& arguments);

/// Says what there is to say; errors end the command, because nothing was matched.
void expect_matchable(const Program& program, const models::Diagnostics& diagnostics);

/// The decisions of people kept in a file; none if it is not there.
[[nodiscard]] std::vector<models::matching::Decision> kept_decisions(const Program& program,
                                                                     const std::string& file);

/// Resources may have gone since somebody decided about them.
void warn_of_lost_decisions(const Program& program, const models::Model& model,
                            const std::vector<models::matching::Decision>& decisions);

/// The names of makers that come with the program, and those of the files.
[[nodiscard]] models::matching::Vendors makers(const Program& program, const std::vector<std::string>& files);

/// Holds the whole store against the model, with progress on a terminal; can be interrupted.
void match_store(const Program& program, models::matching::Matcher& matcher,
                 const models::store::Store& store);

}  // namespace hakyu::cli
