// hakyu match: which vulnerabilities of the store concern which resources?
#include <algorithm>
#include <boost/algorithm/string/predicate.hpp>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/find.hpp"
#include "cli/input.hpp"
#include "cli/matching.hpp"
#include "cli/output.hpp"
#include "cli/results.hpp"
#include "models/import/matching/answers.hpp"
#include "models/import/matching/candidates.hpp"
#include "models/write.hpp"
#include "viz/json/matches.hpp"
#include "viz/sheets/matches.hpp"
#include "viz/text/inventories.hpp"
#include "viz/text/matches.hpp"
#include "viz/text/width.hpp"

namespace hakyu::cli {

namespace {

namespace matching = models::matching;
using viz::msgid;

struct MatchArguments : MatchingArguments {
  std::vector<std::string> answers, confirm, reject;
  std::string output, csv, xlsx, decisions, reason, by;
  bool all = false;
};

std::string decisions_file(const MatchArguments& options) {
  if (!options.decisions.empty() || options.output.empty()) return options.decisions;
  return options.output + ".decisions";
}

/// Whether it begins like the number of a CVE, but has not its form.
bool is_malformed(const std::string& id) {
  if (!boost::algorithm::istarts_with(id, "CVE")) return false;
  const auto digits = [&](std::size_t from, std::size_t to) {
    return from < to && to <= id.size() &&
           std::all_of(id.begin() + static_cast<std::ptrdiff_t>(from),
                       id.begin() + static_cast<std::ptrdiff_t>(to),
                       [](char c) { return c >= '0' && c <= '9'; });
  };
  return !(id.starts_with("CVE-") && digits(4, 8) && id[8] == '-' && digits(9, id.size()));
}

/// "RESOURCE=VULNERABILITY" of --confirm and --reject.
matching::Decision decision_of(const Program& program, const MatchArguments& options,
                               const models::Model& model, matching::Verdict verdict,
                               const std::string& text) {
  const std::size_t at = text.find('=');
  if (at == std::string::npos || at == 0 || at + 1 == text.size() || is_malformed(text.substr(at + 1)))
    throw Failure(Exit::usage, program.words.format("“{0}”: write it like {1}.", viz::printable(text),
                                                    "srv-pacs=CVE-2026-1234"));
  if (options.reason.empty() || options.by.empty())
    throw Failure(Exit::usage,
                  program.words("--confirm and --reject need --reason and --by: why, and who decided."));
  matching::Decision decision;
  decision.verdict = verdict;
  decision.resource = find_resource(program, model, text.substr(0, at)).id;
  decision.vulnerability = text.substr(at + 1);
  decision.reason = options.reason;
  decision.by = options.by;
  decision.date = today();
  return decision;
}

/// What was decided with this call.
std::vector<matching::Decision> new_decisions(const Program& program, const MatchArguments& options,
                                              const models::Model& model) {
  std::vector<matching::Decision> all;
  if (!options.answers.empty()) {
    std::vector<models::import::Table> tables;
    for (const std::string& file : options.answers) {
      models::import::TableResult read = models::import::read_tables(file, needed_file(program, file));
      expect_matchable(program, read.diagnostics);
      std::move(read.tables.begin(), read.tables.end(), std::back_inserter(tables));
    }
    matching::AnswersResult result = matching::read_answers(tables, model.resources, today());
    expect_matchable(program, result.diagnostics);
    all = std::move(result.decisions);
  }
  for (const std::string& each : options.confirm)
    all.push_back(decision_of(program, options, model, matching::Verdict::confirm, each));
  for (const std::string& each : options.reject)
    all.push_back(decision_of(program, options, model, matching::Verdict::reject, each));
  return all;
}

/// Those kept so far, and the new ones that say something new.
struct Decisions {
  std::vector<matching::Decision> all;
  std::vector<matching::Decision> added;
  std::vector<std::string> reversals;  ///< in words
};

Decisions decisions(const Program& program, const MatchArguments& options, const models::Model& model) {
  Decisions result;
  const std::string file = decisions_file(options);
  result.all = kept_decisions(program, file);
  const std::vector<matching::Decision> before = matching::in_force(result.all);
  for (matching::Decision& each : new_decisions(program, options, model)) {
    const auto old =
        std::find_if(result.all.rbegin(), result.all.rend(),
                     [&](const matching::Decision& other) { return matching::same_subject(each, other); });
    // A list carries earlier decisions along, even such as were reversed since; the day may have been left
    // out.
    const bool same = old != result.all.rend() && old->verdict == each.verdict &&
                      old->reason == each.reason && old->by == each.by;
    const bool of_old =
        each.date < today() && std::find(result.all.begin(), result.all.end(), each) != result.all.end();
    if (same || of_old) continue;
    for (const matching::Decision& other : before)
      if (matching::same_subject(each, other) && other.verdict != each.verdict)
        result.reversals.push_back(viz::reversal(program.words, other, each));
    result.added.push_back(each);
    result.all.push_back(std::move(each));
  }
  if (!result.added.empty() && file.empty())
    throw Failure(Exit::usage, program.words("Decisions have to be kept: name the model file to write (-o), "
                                             "or a file for them (--decisions)."));
  return result;
}

/// Refuses to write over a list in which people have judged what is not decided yet.
void expect_no_judgements(const Program& program, const models::Model& model, const std::string& file,
                          const std::vector<matching::Decision>& decisions) {
  const auto bytes = file.empty() || file == "-" ? std::nullopt : read_file(file);
  if (!bytes) return;
  const models::import::TableResult tables = models::import::read_tables(file, *bytes);
  const matching::AnswersResult list = matching::read_answers(tables.tables, model.resources, today());
  const auto kept = [&](const matching::Decision& each) {
    return std::any_of(decisions.begin(), decisions.end(), [&](const matching::Decision& other) {
      return matching::same_subject(each, other) && each.verdict == other.verdict &&
             each.reason == other.reason && each.by == other.by;
    });
  };
  // Another file than a list is no concern of ours; one with mistakes holds judgements all the same.
  const auto mistakes =
      std::count_if(list.diagnostics.begin(), list.diagnostics.end(), [](const models::Diagnostic& each) {
        return each.severity == models::Severity::error && each.code != matching::codes::no_answers;
      });
  if (mistakes == 0 && list.unfinished == 0 &&
      std::all_of(list.decisions.begin(), list.decisions.end(), kept))
    return;
  throw Failure(
      Exit::problem,
      program.words.format("{0} holds judgements of people that are not among the decisions, so it is "
                           "not overwritten. Take them up with --answers {0}, or name another file "
                           "for the new list.",
                           viz::printable(file)));
}

/// Says which new decisions are about nothing that is known: a number may be mistyped.
void warn_of_baseless(const Program& program, const models::Model& model,
                      const std::vector<matching::Decision>& added,
                      const std::vector<matching::Candidate>& candidates, const models::store::Store& store) {
  constexpr std::size_t most = 10;
  std::vector<std::string> warnings;
  for (const matching::Decision& each : added) {
    if (each.vulnerability.empty()) continue;
    // A decision about something that matching did not find has no pairing.
    const bool found =
        std::any_of(candidates.begin(), candidates.end(), [&](const matching::Candidate& candidate) {
          return candidate.match.pairing && candidate.match.vulnerability == each.vulnerability &&
                 model.resources[candidate.match.resource].id == each.resource;
        });
    const std::string id = viz::printable(each.vulnerability);
    if (!store.vulnerability(each.vulnerability) && store.ids_of_alias(each.vulnerability).empty())
      warnings.push_back(
          program.words.format("{0} is not in the vulnerability store. Check the number.", id));
    if (each.verdict == matching::Verdict::reject && !found)
      warnings.push_back(
          program.words.format("Matching has no candidate {0} for “{1}”, so rejecting it changes nothing.",
                               id, viz::printable(each.resource)));
  }
  for (std::size_t i = 0; i < std::min(most, warnings.size()); ++i) warn(program, warnings[i]);
  if (warnings.size() > most)
    warn(program, program.words.format("… and {0} more decisions of the kind", warnings.size() - most));
}

/// No value without -o.
std::optional<FileUpdate> findings_file(const Program& program, const MatchArguments& options,
                                        const models::Model& model, const matching::Matcher& matcher,
                                        const std::vector<matching::Candidate>& candidates) {
  if (options.output.empty()) return std::nullopt;
  const auto evidence = [&](const matching::Candidate& each) { return viz::evidence(matcher, each); };
  std::vector<models::Document> file =
      models::write(matching::findings_model(model, candidates, options.output, evidence));
  return updated_file(program, options.output, std::move(file.front().text),
                      program.words("Nothing was matched."));
}

void write_lists(const Program& program, const MatchArguments& options, const models::Model& model,
                 const matching::Matcher& matcher, const std::vector<matching::Candidate>& candidates) {
  if (options.csv.empty() && options.xlsx.empty()) return;
  const viz::Sheet sheet = viz::match_sheet(model, matcher, candidates, program.words);
  if (!options.csv.empty()) write_result(program, options.csv, viz::csv(sheet));
  if (!options.xlsx.empty()) write_workbook(program, options.xlsx, {sheet});
}

Exit match(const Program& program, const MatchArguments& options) {
  std::vector<std::string> inputs = files_read(options);
  inputs.insert(inputs.end(), options.answers.begin(), options.answers.end());
  inputs.insert(inputs.end(), {options.output, decisions_file(options)});
  for (const std::string& file : {options.output, options.decisions}) expect_place(program, file);
  for (const std::string& file : {options.csv, options.xlsx, options.json})
    expect_place(program, file, inputs);
  if (options.output == "-")
    throw Failure(Exit::usage, program.words("-o needs the name of a file: decisions are kept beside it."));
  const bool decides = !options.confirm.empty() || !options.reject.empty();
  if (!decides && !(options.reason.empty() && options.by.empty()))
    throw Failure(Exit::usage,
                  program.words("--reason and --by belong to --confirm or --reject; without them they decide "
                                "nothing."));
  const FolderTurn turn(program, decisions_file(options));
  const models::Model model =
      read_model(program, options.models, options.output, {models::matching::without_findings});
  const Decisions decided = decisions(program, options, model);
  for (const std::string& file : {options.csv, options.xlsx})
    expect_no_judgements(program, model, file, decided.all);
  const models::store::Store store = needed_store(program, options.store, options.models);
  const matching::Vendors vendors = makers(program, options.vendors);
  const matching::Inventories inventories = matching::inventories(model, store, vendors);
  const matching::Identities identities(model, vendors, inventories.found);
  matching::Matcher matcher(model, identities, decided.all);
  match_store(program, matcher, store);
  const std::vector<matching::Candidate> candidates =
      matching::candidates(model, matcher, matcher.matches({.excluded = options.all}), store);
  warn_of_lost_decisions(program, model, decided.all);
  const std::optional<FileUpdate> findings = findings_file(program, options, model, matcher, candidates);
  if (!decided.added.empty()) {
    write_result(program, decisions_file(options), matching::write_decisions(decided.all));
    tell(program, program.words.count("{0} new decision.", "{0} new decisions.", decided.added.size()));
    for (const std::string& each : decided.reversals) warn(program, each);
    warn_of_baseless(program, model, decided.added, candidates, store);
  }
  if (findings) write_update(program, *findings);
  write_lists(program, options, model, matcher, candidates);
  if (!options.json.empty())
    write_result(program, options.json,
                 viz::bytes(viz::match_document(model, matcher, candidates, inventories.all, program.words,
                                                provenance(program))));
  else if (options.csv != "-" && options.xlsx != "-")
    write_standard_output(program, viz::matches_text(model, candidates, program.words) +
                                       viz::left_out_text(matcher.left_out(), program.words) +
                                       viz::inventories_text(model, inventories.all, program.words));
  return Exit::done;
}

}  // namespace

void add_match(CommandLine& line, const Program& program) {
  const auto options = std::make_shared<MatchArguments>();
  Command command =
      line.add("match", msgid("which vulnerabilities of the store concern which resources?"),
               "hakyu match scenarios/general-hospital --store vulnerabilities.sqlite -o findings.json");
  add_matching(command, *options);
  command.text("-o,--output", options->output, "FILE",
               msgid("model file with the findings, to write or update (without it nothing is written)"));
  command.text("--csv", options->csv, "FILE", msgid("list to be judged, as CSV for a spreadsheet"));
  command.text("--xlsx", options->xlsx, "FILE", msgid("list to be judged, as a workbook"));
  command.list("--answers", options->answers, "FILE",
               msgid("takes decisions from such a list that people filled in (CSV or workbook)"));
  command.list("--confirm", options->confirm, "RESOURCE=VULNERABILITY", msgid("it is affected"));
  command.list("--reject", options->reject, "RESOURCE=VULNERABILITY", msgid("it is not affected"));
  command.text("--reason", options->reason, "TEXT", msgid("why it was decided so"));
  command.text("--by", options->by, "NAME", msgid("who decided"));
  command.text("--decisions", options->decisions, "FILE",
               msgid("where decisions are kept (default: the file of -o with .decisions behind it)"));
  command.flag("--all", options->all, msgid("also list what a version rules out, as not affected"));
  command.run([options, &program] { return match(program, *options); });
}

}  // namespace hakyu::cli
