// hakyu rank: all plans on common random numbers, and what to do.
#include "cli/rank.hpp"

#include <memory>

#include <nlohmann/json.hpp>

#include "cli/commands.hpp"
#include "cli/find.hpp"
#include "cli/interrupt.hpp"
#include "cli/output.hpp"
#include "cli/progress.hpp"
#include "viz/text/recommendation.hpp"
#include "viz/text/tables.hpp"
#include "viz/text/width.hpp"

namespace hakyu::cli {

namespace {

using viz::msgid;

struct RankArguments {
  InputOptions input;
  RankingOptions ranking;
  std::string json;
};

Exit rank(const Program& program, const RankArguments& options) {
  expect_place(program, options.json, files_read(options.input));
  const sim::System system = read_system(program, options.input);
  const Ranked ranked = rank_plans(program, system, options.ranking);
  if (!options.json.empty())
    write_result(program, options.json,
                 viz::bytes(viz::rank_document(system, ranked.ranking, provenance(program, ranked.seed))));
  else
    write_standard_output(
        program, viz::ranking_text(system, ranked.ranking, program.words) + "\n" +
                     viz::on_screen(viz::recommendation(system, ranked.ranking, program.words)) + "\n");
  return ranked.status;
}

std::vector<sim::PlanIndex> chosen_plans(const Program& program, const sim::System& system,
                                         const std::vector<std::string>& names) {
  std::vector<sim::PlanIndex> plans;
  plans.reserve(names.size());
  for (const std::string& name : names) plans.push_back(find_plan(program, system, name));
  if (names.empty())
    for (std::size_t i = 0; i < system.plans.size(); ++i) plans.emplace_back(i);
  return plans;
}

}  // namespace

void add_ranking(Command& command, RankingOptions& options) {
  command.commas("--plans", options.plans, "ID,ID",
                 msgid("plans to compare (default: all; doing nothing is always compared)"));
  add_monte_carlo(command, options.monte_carlo);
  command.between("--indifference", options.indifference, 0.0, 1.0,
                  msgid("differences below this share of the worst plan do not matter (default 0.01)"));
}

Ranked rank_plans(const Program& program, const sim::System& system, const RankingOptions& options) {
  sim::RankOptions how;
  how.simulation = simulation_options(system, options.monte_carlo);
  how.indifference = options.indifference;
  const std::vector<sim::PlanIndex> plans = chosen_plans(program, system, options.plans);

  const Interrupt interrupt;
  how.simulation.stop = interrupt.flag();
  Progress progress(program);
  how.simulation.progress = [&progress](std::uint64_t done, std::uint64_t of) { progress.show(done, of); };
  Ranked ranked;
  ranked.seed = how.simulation.seed;
  ranked.ranking = watched(program, interrupt, [&] { return sim::rank(system, plans, how); });
  progress.end();
  if (ranked.ranking.stopped_because == sim::StopReason::interrupted)
    ranked.status = interrupted(program, ranked.ranking.replications, how.simulation.replications);
  return ranked;
}

void add_rank(CommandLine& line, const Program& program) {
  const auto options = std::make_shared<RankArguments>();
  Command command =
      line.add("rank", msgid("compares the plans and says which one is best, and how sure that is"),
               "hakyu rank scenarios/clinic");
  add_input(command, options->input);
  add_ranking(command, options->ranking);
  add_json(command, options->json);
  command.run([options, &program] { return rank(program, *options); });
}

}  // namespace hakyu::cli
