// hakyu check: is the model right, and do its plans keep their windows?
#include <algorithm>
#include <memory>

#include <nlohmann/json.hpp>

#include "cli/commands.hpp"
#include "cli/input.hpp"
#include "cli/output.hpp"
#include "cli/results.hpp"
#include "sim/plans/violations.hpp"
#include "viz/text/coverage.hpp"
#include "viz/text/tables.hpp"

namespace hakyu::cli {

namespace {

using viz::msgid;

struct Options {
  InputOptions input;
  std::string json;
  bool strict = false;
};

std::vector<sim::Violation> all_violations(const sim::System& system) {
  std::vector<sim::Violation> all;
  for (std::size_t plan = 0; plan < system.plans.size(); ++plan) {
    std::vector<sim::Violation> more = sim::violations(system, sim::PlanIndex(plan));
    std::move(more.begin(), more.end(), std::back_inserter(all));
  }
  return all;
}

Exit check(const Program& program, const Options& options) {
  const Input input = read_input(options.input);
  viz::CheckResult result{.diagnostics = &input.diagnostics,
                          .files = &input.files,
                          .system = nullptr,
                          .violations = {},
                          .coverage = nullptr};
  models::Coverage coverage;
  if (input.system) {
    coverage = models::coverage(*input.system->model);
    result.coverage = &coverage;
    result.system = &*input.system;
    result.violations = all_violations(*input.system);
  }
  const viz::Words& words = program.words;
  if (!options.json.empty()) {
    const auto sentence = [&words](const models::Diagnostic& each) { return words.sentence(each); };
    write_result(program, options.json,
                 viz::bytes(viz::check_document(result, sentence, provenance(program))));
  } else {
    std::string text = viz::diagnostics_text(input.diagnostics, words);
    if (input.system)
      text += viz::violations_text(*input.system, result.violations, words) + "\n" +
              viz::coverage_text(*input.system->model, coverage, words);
    write_standard_output(program, text);
  }
  const bool remarks = !input.diagnostics.empty() || !result.violations.empty();
  return !input.system || (options.strict && remarks) ? Exit::problem : Exit::done;
}

}  // namespace

void add_check(CommandLine& line, const Program& program) {
  const auto options = std::make_shared<Options>();
  Command command =
      line.add("check", msgid("is the model complete and right? do the plans keep their windows?"),
               "hakyu check scenarios/clinic");
  add_input(command, options->input);
  command.flag("--strict", options->strict, msgid("warnings and plan violations also end with status 1"));
  add_json(command, options->json);
  command.run([options, &program] { return check(program, *options); });
}

}  // namespace hakyu::cli
