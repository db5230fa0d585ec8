// hakyu demo: the main job on a shipped scenario.
#include <filesystem>
#include <memory>

#include "cli/commands.hpp"
#include "cli/data.hpp"
#include "cli/output.hpp"
#include "cli/pictures.hpp"
#include "cli/rank.hpp"
#include "cli/report.hpp"
#include "viz/text/recommendation.hpp"
#include "viz/text/tables.hpp"
#include "viz/text/width.hpp"

namespace hakyu::cli {

namespace {

namespace fs = std::filesystem;
using viz::msgid;

struct DemoArguments {
  std::string scenario = "general-hospital", folder = "hakyu-demo";
  MonteCarloOptions monte_carlo;
};

fs::path find_scenario(const Program& program, const std::string& name) {
  if (const auto found = scenario(name)) return *found;
  std::string text =
      program.words.format("There is no scenario “{0}”. These are shipped:", viz::printable(name));
  for (const std::string& each : scenario_names()) text += "\n  " + each;
  throw Failure(Exit::usage, text);
}

fs::path make_folder(const Program& program, const std::string& name) {
  std::error_code error;
  fs::create_directories(name, error);
  if (error)
    throw Failure(Exit::failure, program.words.format("“{0}” could not be written: {1}.",
                                                      viz::printable(name), error.message()));
  return name;
}

Exit demo(const Program& program, const DemoArguments& options) {
  const viz::Words& words = program.words;
  const fs::path model = find_scenario(program, options.scenario);
  const sim::System system = read_system(program, {.models = {model.string()}, .defaults = {}});
  write_standard_output(program, viz::printable(words(system.model->title())) + "\n\n");
  const Ranked ranked =
      rank_plans(program, system, {.plans = {}, .monte_carlo = options.monte_carlo, .indifference = {}});
  write_standard_output(program, viz::ranking_text(system, ranked.ranking, words) + "\n" +
                                     viz::on_screen(viz::recommendation(system, ranked.ranking, words)) +
                                     "\n");
  if (ranked.status != Exit::done) return ranked.status;

  const fs::path folder = make_folder(program, options.folder);
  const auto write = [&](const char* name, const std::string& bytes, viz::Message what) {
    write_file(program, folder / name, bytes);
    write_standard_output(program, words.format("{0}: {1}", words(what), (folder / name).string()) + "\n");
  };
  write("report.html", report_page(program, system, ranked.ranking, {}),
        msgid("Report (open it in a browser)"));
  viz::GraphOptions view;
  view.language = words.language();
  write("graph.svg", draw(program, system, view, viz::Format::svg), msgid("Dependency graph"));
  write("graph.png", draw(program, system, view, viz::Format::png), msgid("The same as a PNG picture"));
  return Exit::done;
}

}  // namespace

void add_demo(CommandLine& line, const Program& program) {
  const auto options = std::make_shared<DemoArguments>();
  Command command = line.add(
      "demo", msgid("shows the main job on a shipped scenario: ranking, graph and report"), "hakyu demo");
  command.optional_word("SCENARIO", options->scenario,
                        msgid("name of a shipped scenario (default general-hospital)"));
  command.text("-o,--output", options->folder, "FOLDER", msgid("where to write (default hakyu-demo)"));
  add_monte_carlo(command, options->monte_carlo);
  command.run([options, &program] { return demo(program, *options); });
}

}  // namespace hakyu::cli
