#include "cli/matching.hpp"

#include <algorithm>

#include "cli/files.hpp"
#include "cli/input.hpp"
#include "cli/interrupt.hpp"
#include "cli/progress.hpp"
#include "cli/results.hpp"
#include "models/import/matching/store_matches.hpp"
#include "viz/text/width.hpp"

namespace hakyu::cli {

namespace matching = models::matching;
using viz::msgid;

void add_matching(Command& command, MatchingArguments& arguments) {
  command.models(arguments.models);
  command.text("--store", arguments.store, "FILE",
               msgid("store of the vulnerabilities: a file or a folder (default: vulnerabilities.sqlite "
                     "beside the model, else here)"));
  command.list("--vendors", arguments.vendors, "FILE",
               msgid("further names of makers: MyJVN's lists of makers and products"));
  add_json(command, arguments.json);
}

std::vector<std::string> files_read(const MatchingArguments& arguments) {
  std::vector<std::string> all = files_read(InputOptions{.models = arguments.models, .defaults = {}});
  all.insert(all.end(), arguments.vendors.begin(), arguments.vendors.end());
  all.push_back(store_to_read(arguments.store, arguments.models));
  return all;
}

void expect_matchable(const Program& program, const models::Diagnostics& diagnostics) {
  expect_good(program, diagnostics, program.words("Nothing was matched."));
}

std::vector<matching::Decision> kept_decisions(const Program& program, const std::string& file) {
  const auto bytes = file.empty() ? std::nullopt : read_file(file);
  if (!bytes) return {};
  matching::DecisionsResult read = matching::read_decisions(file, *bytes, today());
  expect_matchable(program, read.diagnostics);
  return std::move(read.decisions);
}

matching::Vendors makers(const Program& program, const std::vector<std::string>& files) {
  matching::Vendors all = matching::Vendors::shipped();
  for (const std::string& file : files) {
    matching::VendorsResult read = matching::read_vendors(file, needed_file(program, file), std::move(all));
    expect_matchable(program, read.diagnostics);
    all = std::move(read.vendors);
  }
  return all;
}

void match_store(const Program& program, matching::Matcher& matcher, const models::store::Store& store) {
  const Interrupt interrupt;
  Progress progress(program);
  const std::uint64_t of = store.brand_count();
  matching::add_store(matcher, store, [&](std::uint64_t names) {
    if (interrupt.happened())
      throw Failure(Exit::interrupted, program.words("Interrupted. Nothing was written."));
    progress.show(names, of);
  });
}

void warn_of_lost_decisions(const Program& program, const models::Model& model,
                            const std::vector<matching::Decision>& decisions) {
  for (const matching::Decision& each : matching::in_force(decisions)) {
    const bool there =
        std::any_of(model.resources.begin(), model.resources.end(),
                    [&](const models::Resource& resource) { return resource.id == each.resource; });
    if (!there)
      warn(program, program.words.format("A decision speaks of “{0}”, which is not in the model: {1}",
                                         viz::printable(each.resource),
                                         viz::printable(each.vulnerability + each.product)));
  }
}

}  // namespace hakyu::cli
