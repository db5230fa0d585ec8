// hakyu report: one HTML page for those who decide, those who do the work, or one vendor.
#include "cli/report.hpp"

#include <memory>

#include "cli/commands.hpp"
#include "cli/find.hpp"
#include "cli/output.hpp"
#include "cli/pictures.hpp"
#include "cli/rank.hpp"
#include "sim/plans/plan_state.hpp"
#include "viz/text/recommendation.hpp"
#include "viz/text/width.hpp"

namespace hakyu::cli {

namespace {

using viz::msgid;
namespace exact = sim::exact;

constexpr std::size_t most_pairs = 3;  // shown of each service

struct ReportArguments {
  InputOptions input;
  RankingOptions ranking;
  std::string output = "hakyu-report.html", audience = "operations";
};

viz::Audience audience_of(const Program& program, const sim::System& system, const std::string& word) {
  std::optional<viz::Audience> audience = viz::audience(word);
  if (!audience)
    throw Failure(Exit::usage, program.words.format(
                                   "--audience: “{0}” is neither management nor operations nor vendor:ID.",
                                   viz::printable(word)));
  if (audience->kind == viz::Audience::Kind::vendor)
    audience->vendor = find_party(program, system, audience->vendor);
  return *audience;
}

std::optional<viz::WorstMoment> worst_moment(const Program& program, const sim::System& system,
                                             const sim::Ranking& ranking) {
  const viz::Choice choice = viz::choose(system, ranking);
  if (choice.plan == viz::Choice::none) return std::nullopt;
  const sim::CompiledPlan& plan = system.plans[system.plan_of.at(ranking.plans[choice.plan].id)];
  const std::optional<sim::Time> at = worst_time(system, plan);
  if (!at) return std::nullopt;
  viz::GraphOptions view;
  view.language = program.words.language();
  view.only_affected = true;
  show_plan(view, program, system, plan, *at);
  return viz::WorstMoment{draw(program, system, view, viz::Format::svg), view.notes.back(),
                          sim::levels_at(system, plan, *at).impact};
}

Exit report(const Program& program, const ReportArguments& options) {
  expect_place(program, options.output, files_read(options.input));
  const sim::System system = read_system(program, options.input);
  const viz::Audience audience = audience_of(program, system, options.audience);
  const Ranked ranked = rank_plans(program, system, options.ranking);
  if (ranked.status != Exit::done) throw Failure(ranked.status, program.words("No report was written."));
  write_result(program, options.output, report_page(program, system, ranked.ranking, audience));
  return Exit::done;
}

}  // namespace

std::string report_page(const Program& program, const sim::System& system, const sim::Ranking& ranking,
                        const viz::Audience& audience) {
  viz::ReportInput input;
  input.system = &system;
  input.ranking = &ranking;
  input.language = program.words.language();
  input.audience = audience;
  input.version = program.version;
  std::vector<sim::NodeIndex> services;
  for (const sim::CompiledService& service : system.services) services.push_back(service.node);
  exact::Limits limits;  // of memory alone: the same page on every machine
  limits.memory = std::uint64_t{256} << 20U;
  input.weak_points = exact::weak_points(system, services, most_pairs, limits);
  try {
    input.worst = worst_moment(program, system, ranking);
  } catch (const Failure& problem) {
    warn(program, problem.what());
    warn(program, program.words("The report is written without the picture."));
  }
  return viz::html(input);
}

void add_report(CommandLine& line, const Program& program) {
  const auto options = std::make_shared<ReportArguments>();
  Command command =
      line.add("report", msgid("writes one page for the director, for operations or for a vendor"),
               "hakyu report scenarios/clinic -o clinic.html --audience management");
  add_input(command, options->input);
  command.text("-o,--output", options->output, "FILE", msgid("page to write (default hakyu-report.html)"));
  command.text("--audience", options->audience, "management|operations|vendor:ID",
               msgid("for whom (default operations: everything)"));
  add_ranking(command, options->ranking);
  command.run([options, &program] { return report(program, *options); });
}

}  // namespace hakyu::cli
