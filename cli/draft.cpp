// hakyu draft: what could be done about the vulnerabilities of the resources, and what has to be supplied?
#include <algorithm>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/input.hpp"
#include "cli/matching.hpp"
#include "cli/output.hpp"
#include "cli/results.hpp"
#include "models/coverage.hpp"
#include "models/import/drafting/drafts.hpp"
#include "models/write.hpp"
#include "sim/gaps/stakes.hpp"
#include "sim/levels/impact.hpp"
#include "viz/json/drafts.hpp"
#include "viz/sheets/drafts.hpp"
#include "viz/text/draft_words.hpp"
#include "viz/text/drafts.hpp"
#include "viz/text/width.hpp"

namespace hakyu::cli {

namespace {

namespace drafting = models::drafting;
namespace fs = std::filesystem;
namespace matching = models::matching;
using viz::msgid;

struct DraftArguments : MatchingArguments {
  std::string output, csv, xlsx, decisions, by, as_of;
  bool unclear = false;
};

bool by_system(const Program& program, const DraftArguments& options) {
  if (!options.by.empty() && options.by != "resource" && options.by != "system")
    throw Failure(Exit::usage, program.words.format("--by {0}: write “resource” or “system”.",
                                                    viz::printable(options.by)));
  return options.by == "system";
}

/// What services are lost with resources, by the dependencies of the model; it needs no study.
class Consequences {
 public:
  explicit Consequences(const models::Model& model) : stakes_(sim::stakes(model)) {
    auto copy = std::make_shared<models::Model>(model);
    if (!copy->study) {
      copy->study.emplace().horizon = std::chrono::hours(1);
      copy->plans.clear();
      copy->decisions.clear();
    }
    system_ = sim::compile(std::move(copy)).system;
    if (system_) before_ = sim::levels(*system_, {});
  }

  [[nodiscard]] bool known() const { return system_.has_value(); }

  /// Nothing if no service is stated to need one of them: that is unknown, not none.
  [[nodiscard]] std::optional<drafting::Loss> operator()(const std::vector<models::Id>& down) const {
    std::vector<sim::Limit> limits;
    for (const models::Id& id : down) {
      const sim::NodeIndex node = system_->node_of.at(id);
      if (stakes_[node].services == 0) return std::nullopt;
      limits.push_back({node, models::Level::down});
    }
    const std::vector<sim::Level> after = sim::levels(*system_, limits);
    drafting::Loss loss;
    loss.services = system_->model->services.size();
    for (std::size_t i = 0; i < loss.services; ++i) {
      const std::size_t node = system_->resource_count() + i;
      if (after[node] >= before_[node]) continue;
      (after[node] == models::Level::down ? loss.down : loss.degraded).push_back(system_->node_ids[node]);
    }
    return loss;
  }

 private:
  std::vector<sim::Stake> stakes_;
  std::optional<sim::System> system_;
  std::vector<sim::Level> before_;  ///< with nothing down
};

/// Whether one of the models is the file, or a folder that holds it.
bool holds(const std::vector<std::string>& models, const std::string& file) {
  std::error_code ignored;
  const fs::path target = fs::weakly_canonical(file, ignored);
  return std::any_of(models.begin(), models.end(), [&](const std::string& name) {
    const fs::path base = fs::weakly_canonical(name, ignored);
    const bool inside =
        std::mismatch(base.begin(), base.end(), target.begin(), target.end()).first == base.end();
    return inside && (base == target || target.extension() == ".json");
  });
}

/// With the measures drafted earlier, which people may have completed. If they no longer fit the model, they
/// are drafted anew.
models::Model model_of(const Program& program, const DraftArguments& options) {
  std::vector<std::string> names = options.models;
  std::error_code ignored;
  if (!options.output.empty() && fs::exists(options.output, ignored) && !holds(names, options.output))
    names.push_back(options.output);
  return read_model(program, names, options.output,
                    {[](const std::string& text) { return text; }, drafting::without_measures});
}

std::optional<std::size_t> own_file(const models::Model& model, const std::string& output) {
  std::error_code ignored;
  for (std::size_t i = 0; !output.empty() && i < model.files.size(); ++i)
    if (fs::equivalent(model.files[i].name, output, ignored)) return i;
  return std::nullopt;
}

/// Those of --decisions, else those that `match` keeps beside the files of the model.
std::vector<matching::Decision> decisions_of(const Program& program, const DraftArguments& options,
                                             const models::Model& model) {
  if (!options.decisions.empty()) {
    std::error_code ignored;
    if (!fs::exists(options.decisions, ignored)) unreadable(program, options.decisions);
    return kept_decisions(program, options.decisions);
  }
  std::vector<matching::Decision> all;
  for (const models::SourceFile& file : model.files) {
    const std::vector<matching::Decision> more = kept_decisions(program, file.name + ".decisions");
    all.insert(all.end(), more.begin(), more.end());
  }
  return all;
}

std::vector<drafting::Case> cases_of(const Program& program, const DraftArguments& options,
                                     const models::Model& model, const models::store::Store& store) {
  const std::vector<matching::Decision> decided = decisions_of(program, options, model);
  const matching::Vendors vendors = makers(program, options.vendors);
  const std::vector<matching::FoundSoftware> found = matching::inventories(model, store, vendors).found;
  const matching::Identities identities(model, vendors, found);
  matching::Matcher matcher(model, identities, decided);
  match_store(program, matcher, store);
  warn_of_lost_decisions(program, model, decided);
  return drafting::cases(model, matcher, matching::candidates(model, matcher, matcher.matches(), store),
                         store);
}

void write_model(const Program& program, const DraftArguments& options, const models::Model& model,
                 const drafting::Drafts& drafts) {
  if (options.output.empty()) return;
  const models::Model drafted =
      drafting::draft_model(drafts, options.output, viz::draft_wording(model, drafts));
  write_update(program, updated_file(program, options.output, models::write(drafted).front().text,
                                     program.words("Nothing was drafted.")));
}

void write_views(const Program& program, const DraftArguments& options, const models::Model& model,
                 const drafting::Drafts& drafts) {
  if (!options.csv.empty() || !options.xlsx.empty()) {
    const std::vector<viz::Sheet> sheets = viz::draft_sheets(model, drafts, program.words);
    if (!options.csv.empty()) write_result(program, options.csv, viz::csv(sheets.front()));
    if (!options.xlsx.empty()) write_workbook(program, options.xlsx, sheets);
  }
  if (!options.json.empty())
    write_result(program, options.json,
                 viz::bytes(viz::draft_document(model, drafts, program.words, provenance(program))));
  else if (options.csv != "-" && options.xlsx != "-")
    write_standard_output(program, viz::drafts_text(model, drafts, program.words));
}

Exit draft(const Program& program, const DraftArguments& options) {
  std::vector<std::string> inputs = files_read(options);
  inputs.insert(inputs.end(), {options.output, options.decisions});
  expect_place(program, options.output);
  for (const std::string& file : {options.csv, options.xlsx, options.json})
    expect_place(program, file, inputs);
  const FolderTurn turn(program, options.output);
  if (options.output == "-")
    throw Failure(Exit::usage,
                  program.words("-o needs the name of a file: what people supply is kept in it."));
  drafting::DraftOptions drafting_options;
  drafting_options.by_system = by_system(program, options);
  drafting_options.unclear = options.unclear;
  drafting_options.as_of = reference_date(program, options.as_of);
  const models::Model model = model_of(program, options);
  if (!drafting_options.as_of) drafting_options.as_of = models::study_date(model);
  drafting_options.own_file = own_file(model, options.output);
  const models::store::Store store = needed_store(program, options.store, options.models);
  drafting_options.catalogue = matching::known_exploited_catalogue(store);
  const Consequences consequences(model);
  if (consequences.known()) drafting_options.losses = std::cref(consequences);
  const drafting::Drafts drafts = drafting::draft(model, cases_of(program, options, model, store),
                                                  drafting_options, models::Defaults::shipped());
  write_model(program, options, model, drafts);
  write_views(program, options, model, drafts);
  return Exit::done;
}

}  // namespace

void add_draft(CommandLine& line, const Program& program) {
  const auto options = std::make_shared<DraftArguments>();
  Command command =
      line.add("draft", msgid("what could be done about it, how urgently, and what has to be supplied?"),
               "hakyu draft scenarios/general-hospital --store vulnerabilities.sqlite -o measures.json");
  add_matching(command, *options);
  command.text("-o,--output", options->output, "FILE",
               msgid("model file with the measures, to write or update (without it nothing is written)"));
  command.text("--by", options->by, "resource|system",
               msgid("system: one measure for all resources of a system that get the same fixes"));
  command.flag("--unclear", options->unclear, msgid("also draft for findings nobody has confirmed yet"));
  command.text("--csv", options->csv, "FILE", msgid("the measures, as CSV for a spreadsheet"));
  command.text("--xlsx", options->xlsx, "FILE", msgid("workbook: the measures, and what has to be supplied"));
  command.text("--decisions", options->decisions, "FILE",
               msgid("decisions of “hakyu match” (default: those beside the files of the model)"));
  command.text("--as-of", options->as_of, "DATE",
               msgid("day at which remediations must be available; else the start of the study"));
  command.run([options, &program] { return draft(program, *options); });
}

}  // namespace hakyu::cli
