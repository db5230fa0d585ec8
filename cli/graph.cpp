// hakyu graph: the dependency graph as a picture.
#include <memory>

#include "cli/commands.hpp"
#include "cli/find.hpp"
#include "cli/input.hpp"
#include "cli/output.hpp"
#include "cli/pictures.hpp"
#include "cli/results.hpp"
#include "viz/graph/graph.hpp"
#include "viz/text/width.hpp"

namespace hakyu::cli {

namespace {

using viz::msgid;

constexpr std::uint64_t deepest = 1000;

struct Options {
  InputOptions input;
  std::string output = "-", focus, by, plan, at;
  std::vector<std::string> down, degraded;
  std::optional<std::uint64_t> depth;
  bool only_affected = false, thin = false;
};

viz::Grouping grouping(const Program& program, const std::string& word) {
  if (word.empty() || word == "zone") return viz::Grouping::zone;
  if (word == "vendor") return viz::Grouping::vendor;
  if (word == "system") return viz::Grouping::system;
  throw Failure(Exit::usage, program.words.format("--by: “{0}” is neither zone nor vendor nor system.",
                                                  viz::printable(word)));
}

void show_levels(viz::GraphOptions& view, const Program& program, const sim::System& system,
                 const Options& options) {
  if (!options.plan.empty()) {
    const sim::CompiledPlan& plan = system.plans[find_plan(program, system, options.plan)];
    const auto at = options.at.empty() ? worst_time(system, plan).value_or(0)
                                       : parse_time(program, system, "--at", options.at);
    return show_plan(view, program, system, plan, at);
  }
  std::vector<sim::Limit> limits;
  for (const sim::NodeIndex node : find_nodes(program, system, options.down))
    limits.push_back({node, models::Level::down});
  for (const sim::NodeIndex node : find_nodes(program, system, options.degraded))
    limits.push_back({node, models::Level::degraded});
  if (!limits.empty()) viz::show(view, system, limits, sim::impact(system, limits));
}

/// What the ending of the file's name asks for; nothing for DOT.
std::optional<viz::Format> format_of(const Program& program, const std::string& file) {
  const std::string ending = std::filesystem::path(file).extension().string();
  if (file == "-" || ending == ".dot" || ending == ".gv") return std::nullopt;
  if (ending == ".svg") return viz::Format::svg;
  if (ending == ".png") return viz::Format::png;
  if (ending == ".pdf") return viz::Format::pdf;
  throw Failure(Exit::usage,
                program.words.format("-o: the name “{0}” should end with .svg, .png, .pdf or .dot.",
                                     viz::printable(file)));
}

Exit graph(const Program& program, const Options& options) {
  const viz::Words& words = program.words;
  if (!options.plan.empty() && (!options.down.empty() || !options.degraded.empty()))
    throw Failure(Exit::usage, words("--plan cannot be combined with --down or --degraded."));
  if (!options.at.empty() && options.plan.empty()) throw Failure(Exit::usage, words("--at needs --plan."));
  const std::optional<viz::Format> format = format_of(program, options.output);
  expect_place(program, options.output);
  viz::GraphOptions view;
  view.language = words.language();
  view.by = grouping(program, options.by);
  view.only_affected = options.only_affected;
  view.thin = options.thin;
  const sim::System system = read_system(program, options.input);
  if (!options.focus.empty()) view.focus = find_node(program, system, options.focus);
  if (options.depth) view.depth = static_cast<unsigned>(*options.depth);
  show_levels(view, program, system, options);
  write_result(program, options.output,
               format ? draw(program, system, view, *format) : viz::dot(system, view));
  return Exit::done;
}

}  // namespace

void add_graph(CommandLine& line, const Program& program) {
  const auto options = std::make_shared<Options>();
  Command command = line.add("graph", msgid("draws what depends on what"),
                             "hakyu graph scenarios/clinic --down vpn-router -o clinic.svg");
  add_input(command, options->input);
  command.text("-o,--output", options->output, "FILE",
               msgid("picture to write: .svg, .png, .pdf or .dot (default: DOT to standard output)"));
  command.text("--focus", options->focus, "ID", msgid("only what this node needs and what needs it"));
  command.whole("--depth", options->depth, 1, deepest, msgid("how many steps around --focus (default 2)"));
  command.text("--by", options->by, "zone|vendor|system", msgid("what the boxes stand for (default zone)"));
  command.list("--down", options->down, "ID", msgid("nodes that are down (id, name or asset number)"));
  command.list("--degraded", options->degraded, "ID", msgid("nodes that are degraded"));
  command.text("--plan", options->plan, "ID", msgid("show what this plan limits"));
  command.text("--at", options->at, "TIME", msgid("at this time (with --plan; default: its worst moment)"));
  command.flag("--only-affected", options->only_affected, msgid("only what is not fully up"));
  command.flag("--thin", options->thin, msgid("leave out lines that follow from longer chains"));
  command.run([options, &program] { return graph(program, *options); });
}

}  // namespace hakyu::cli
