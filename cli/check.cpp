// hakyu check: is the model right, do its plans keep their windows, and what does the ledger leave open?
#include <algorithm>
#include <memory>

#include <nlohmann/json.hpp>

#include "cli/commands.hpp"
#include "cli/input.hpp"
#include "cli/output.hpp"
#include "cli/results.hpp"
#include "sim/gaps/gaps.hpp"
#include "sim/plans/violations.hpp"
#include "viz/sheets/ledger.hpp"
#include "viz/text/coverage.hpp"
#include "viz/text/gaps.hpp"
#include "viz/text/tables.hpp"
#include "viz/text/width.hpp"

namespace hakyu::cli {

namespace {

using viz::msgid;

struct CheckArguments {
  InputOptions input;
  std::string json, csv, xlsx, as_of;
  bool strict = false;
};

/// What is said about a model that could be read.
struct Ledger {
  models::Coverage coverage;
  std::vector<sim::Gap> gaps;
};

std::vector<sim::Violation> all_violations(const sim::System& system) {
  std::vector<sim::Violation> all;
  for (std::size_t plan = 0; plan < system.plans.size(); ++plan) {
    std::vector<sim::Violation> more = sim::violations(system, sim::PlanIndex(plan));
    std::move(more.begin(), more.end(), std::back_inserter(all));
  }
  return all;
}

/// Only a simulation needs a period; the ledger can be judged without one.
void allow_missing_study(models::Diagnostics& diagnostics) {
  for (models::Diagnostic& each : diagnostics)
    if (each.code == "missing-study") each.severity = models::Severity::warning;
}

Ledger ledger_of(const Input& input, std::optional<models::Date> as_of) {
  const models::Model& model = *input.model;
  if (!as_of) as_of = models::study_date(model);
  models::Coverage coverage = models::coverage(model, as_of);
  std::vector<sim::Gap> gaps = sim::gaps(model, coverage, input.system ? &*input.system : nullptr);
  return {std::move(coverage), std::move(gaps)};
}

void write_sheets(const Program& program, const CheckArguments& options, const models::Model& model,
                  const Ledger& ledger) {
  if (!options.csv.empty())
    write_result(program, options.csv, viz::csv(viz::gap_sheet(model, ledger.gaps, program.words)));
  if (!options.xlsx.empty())
    write_workbook(program, options.xlsx,
                   viz::ledger_sheets(model, ledger.coverage, ledger.gaps, program.words));
}

std::string text(const Program& program, const Input& input, const std::optional<Ledger>& ledger,
                 const std::vector<sim::Violation>& violations) {
  const viz::Words& words = program.words;
  std::string all = viz::diagnostics_text(input.diagnostics, words);
  if (input.system) all += viz::violations_text(*input.system, violations, words);
  if (!ledger) return all;
  return all + "\n" + viz::coverage_text(*input.model, ledger->coverage, words) + "\n" +
         viz::gaps_text(*input.model, ledger->gaps, words);
}

std::string document(const Program& program, const Input& input, const std::optional<Ledger>& ledger,
                     const std::vector<sim::Violation>& violations) {
  const viz::Words& words = program.words;
  viz::CheckResult result{};
  result.diagnostics = &input.diagnostics;
  result.files = &input.files;
  result.violations = violations;
  if (input.system) result.system = &*input.system;
  std::optional<viz::ModelNames> names;
  if (ledger) {
    result.coverage = &ledger->coverage;
    result.gaps = &ledger->gaps;
    result.model = input.model.get();
    result.names = &names.emplace(*input.model, words);
  }
  const auto sentence = [&words](const models::Diagnostic& each) { return words.sentence(each); };
  return viz::bytes(viz::check_document(result, sentence, provenance(program)));
}

Exit check(const Program& program, const CheckArguments& options) {
  const std::vector<std::string> inputs = files_read(options.input);
  for (const std::string& file : {options.json, options.csv, options.xlsx})
    expect_place(program, file, inputs);
  const std::optional<models::Date> as_of = reference_date(program, options.as_of);
  Input input = read_input(options.input);
  allow_missing_study(input.diagnostics);
  const bool errors = models::has_errors(input.diagnostics);
  std::vector<sim::Violation> violations;
  if (input.system) violations = all_violations(*input.system);
  std::optional<Ledger> ledger;
  if (!errors) ledger = ledger_of(input, as_of);
  if (ledger) write_sheets(program, options, *input.model, *ledger);
  if (!options.json.empty())
    write_result(program, options.json, document(program, input, ledger, violations));
  else if (options.csv != "-" && options.xlsx != "-")
    write_standard_output(program, text(program, input, ledger, violations));
  const bool remarks = !input.diagnostics.empty() || !violations.empty();
  return errors || (options.strict && remarks) ? Exit::problem : Exit::done;
}

}  // namespace

void add_check(CommandLine& line, const Program& program) {
  const auto options = std::make_shared<CheckArguments>();
  Command command = line.add(
      "check",
      msgid(
          "is the model complete and right? do the plans keep their windows? what has to be asked of whom?"),
      "hakyu check scenarios/clinic");
  add_input(command, options->input);
  command.text("--as-of", options->as_of, "DATE",
               msgid("day at which ages and ends of support are judged; else the start of the study"));
  command.text("--csv", options->csv, "FILE", msgid("what to find out, as CSV for a spreadsheet"));
  command.text("--xlsx", options->xlsx, "FILE",
               msgid("workbook: coverage, what to find out, and a sheet of questions for each party"));
  command.flag("--strict", options->strict, msgid("warnings and plan violations also end with status 1"));
  add_json(command, options->json);
  command.run([options, &program] { return check(program, *options); });
}

}  // namespace hakyu::cli
