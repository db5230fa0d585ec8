// hakyu graph: the dependency graph as a picture.
#include <memory>

#include "cli/commands.hpp"
#include "cli/exact.hpp"
#include "cli/find.hpp"
#include "cli/input.hpp"
#include "cli/output.hpp"
#include "cli/pictures.hpp"
#include "cli/results.hpp"
#include "sim/exact/node_importance.hpp"
#include "viz/chart/names.hpp"
#include "viz/graph/graph.hpp"
#include "viz/text/availability.hpp"
#include "viz/text/width.hpp"

namespace hakyu::cli {

namespace {

using viz::msgid;
namespace exact = sim::exact;

constexpr std::uint64_t deepest = 1000;

struct GraphArguments {
  InputOptions input;
  std::string output = "-", focus, by, plan, at;
  std::vector<std::string> down, degraded;
  std::optional<std::uint64_t> depth;
  std::optional<std::vector<std::string>> importance;
  std::optional<std::uint64_t> limit_memory;
  bool only_affected = false, thin = false, ignore_filters = false;
};

viz::Grouping grouping(const Program& program, const std::string& word) {
  if (word.empty() || word == "zone") return viz::Grouping::zone;
  if (word == "vendor") return viz::Grouping::vendor;
  if (word == "system") return viz::Grouping::system;
  throw Failure(Exit::usage, program.words.format("--by: “{0}” is neither zone nor vendor nor system.",
                                                  viz::printable(word)));
}

void show_levels(viz::GraphOptions& view, const Program& program, const sim::System& system,
                 const GraphArguments& options) {
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

std::string listed(const viz::Names& names, const std::vector<sim::NodeIndex>& nodes) {
  std::string text;
  for (const sim::NodeIndex node : nodes)
    text += (text.empty() ? "" : names.words()(msgid("list", ", "))) + names.node(node);
  return text;
}

/// Why there is no exact answer about some of the nodes, as `availability` says it; nothing if there is one.
std::string refused(const Program& program, const sim::System& system,
                    const std::vector<sim::NodeIndex>& nodes, const exact::Limits& limits) {
  const auto structure = exact::structure(system, limits);
  if (!structure) out_of_limits(program, structure.out_of());
  const viz::Names names(system, program.words);
  viz::Availability result;
  for (const sim::NodeIndex node : nodes) {
    viz::AskedNode& one = result.nodes.emplace_back();
    one.name = names.node(node);
    for (const exact::Refusal& each : exact::refusals(system, *structure, node))
      one.refused.emplace_back(each.obstacle, names.node(each.node));
  }
  return viz::refusals_text(result, program.words);
}

void show_importance(viz::GraphOptions& view, const Program& program, const sim::System& system,
                     const GraphArguments& options) {
  const viz::Words& words = program.words;
  view.importance_of = nodes_or_services(program, system, *options.importance);
  exact::Limits limits;
  limits.memory = options.limit_memory.value_or(usual_memory) << 20U;
  const std::string reasons = refused(program, system, view.importance_of, limits);
  if (!reasons.empty() && !options.ignore_filters) throw Failure(Exit::problem, "\n" + reasons);
  auto found = exact::node_importances(system, view.importance_of, limits);
  if (!found) out_of_limits(program, found.out_of());
  view.importance = std::move(*found);
  const bool all = options.importance->empty();
  view.notes.push_back(all ? words("Importance for any clinical service being down, in the long run")
                           : words.format("Importance for this being down, in the long run: {0}",
                                          listed(viz::Names(system, words), view.importance_of)));
  view.notes.push_back(words("Resources fail independently of each other."));
  if (!reasons.empty())
    view.notes.push_back(
        words("Buffers, recovery times, operating clocks and help needed for repairs were left out "
              "(--ignore-filters)."));
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

Exit graph(const Program& program, const GraphArguments& options) {
  const viz::Words& words = program.words;
  if (!options.plan.empty() && (!options.down.empty() || !options.degraded.empty()))
    throw Failure(Exit::usage, words("--plan cannot be combined with --down or --degraded."));
  if (options.importance && (!options.plan.empty() || !options.down.empty() || !options.degraded.empty()))
    throw Failure(Exit::usage, words("--importance cannot be combined with --plan, --down or --degraded."));
  if (options.ignore_filters && !options.importance)
    throw Failure(Exit::usage, words("--ignore-filters needs --importance."));
  if (!options.at.empty() && options.plan.empty()) throw Failure(Exit::usage, words("--at needs --plan."));
  const std::optional<viz::Format> format = format_of(program, options.output);
  expect_place(program, options.output, files_read(options.input));
  viz::GraphOptions view;
  view.language = words.language();
  view.by = grouping(program, options.by);
  view.only_affected = options.only_affected;
  view.thin = options.thin;
  const sim::System system = read_system(program, options.input);
  if (!options.focus.empty()) view.focus = find_node(program, system, options.focus);
  if (options.depth) view.depth = static_cast<unsigned>(*options.depth);
  show_levels(view, program, system, options);
  if (options.importance) show_importance(view, program, system, options);
  write_result(program, options.output,
               format ? draw(program, system, view, *format) : viz::dot(system, view));
  return Exit::done;
}

}  // namespace

void add_graph(CommandLine& line, const Program& program) {
  const auto options = std::make_shared<GraphArguments>();
  Command command = line.add("graph", msgid("draws what depends on what"),
                             "hakyu graph scenarios/clinic --down vpn-router -o clinic.svg");
  add_input(command, options->input);
  command.text("-o,--output", options->output, "FILE",
               msgid("picture to write: .svg, .png, .pdf or .dot (default: DOT to standard output)"));
  command.text("--focus", options->focus, "ID", msgid("only what this node needs and what needs it"));
  command.whole("--depth", options->depth, 1, deepest, msgid("how many steps around --focus (default 2)"));
  command.text("--by", options->by, "zone|vendor|system", msgid("what the boxes stand for (default zone)"));
  command.commas("--down", options->down, "ID,ID", msgid("nodes that are down (id, name or asset number)"));
  command.commas("--degraded", options->degraded, "ID,ID", msgid("nodes that are degraded"));
  command.text("--plan", options->plan, "ID", msgid("show what this plan limits"));
  command.text("--at", options->at, "TIME", msgid("at this time (with --plan; default: its worst moment)"));
  command.optional_commas(
      "--importance", options->importance, "ID,ID",
      msgid("borders as heavy as a resource matters for these nodes (default: any service)"));
  command.flag("--ignore-filters", options->ignore_filters,
               msgid("leave out buffers, recovery times, operating clocks and help needed for repairs"));
  command.whole("--limit-memory", options->limit_memory, 1, 1 << 24, msgid("memory in MiB (default: 2048)"));
  command.flag("--only-affected", options->only_affected,
               msgid("only what is not fully up; with --importance only single points of failure"));
  command.flag("--thin", options->thin, msgid("leave out lines that follow from longer chains"));
  command.run([options, &program] { return graph(program, *options); });
}

}  // namespace hakyu::cli
