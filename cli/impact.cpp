// hakyu impact: these nodes are limited – who is affected, through what?
#include <memory>

#include <nlohmann/json.hpp>

#include "cli/commands.hpp"
#include "cli/find.hpp"
#include "cli/input.hpp"
#include "cli/output.hpp"
#include "cli/results.hpp"
#include "sim/levels/impact.hpp"
#include "sim/levels/remote_help.hpp"
#include "viz/text/tables.hpp"
#include "viz/text/width.hpp"

namespace hakyu::cli {

namespace {

using viz::msgid;

struct ImpactArguments {
  InputOptions input;
  std::vector<std::string> down, degraded, measures;
  std::string at, lasting, json;
};

struct WhatIf {
  std::vector<sim::Limit> limits;
  std::vector<sim::FlowIndex> blocked;
  sim::Assumptions assumptions;  ///< rules that stood in for what a measure does not say
};

/// A measure counts with all it does to availability: its restart scope and its standing effects.
WhatIf what_if(const Program& program, const sim::System& system, const ImpactArguments& options) {
  WhatIf all;
  for (const sim::NodeIndex node : find_nodes(program, system, options.down))
    all.limits.push_back({node, models::Level::down});
  for (const sim::NodeIndex node : find_nodes(program, system, options.degraded))
    all.limits.push_back({node, models::Level::degraded});
  for (const std::string& word : options.measures) {
    const sim::MeasureIndex m = find_measure(program, system, word);
    const sim::CompiledMeasure& measure = system.measures[m];
    for (const sim::ScopedNode& each : measure.scope)
      all.limits.push_back({each.node, measure.level_during, each.extra});
    for (const sim::StandingLimit& each : measure.limits) all.limits.push_back({each.node, each.level});
    all.blocked.insert(all.blocked.end(), measure.blocks.begin(), measure.blocks.end());
    for (const sim::Assumption& each : system.assumptions)
      if (each.subject == system.measure_ids[m] && each.field.starts_with("restart-scope"))
        all.assumptions.push_back(each);
  }
  return all;
}

Exit impact(const Program& program, const ImpactArguments& options) {
  const viz::Words& words = program.words;
  if (!options.at.empty() && options.lasting.empty())
    throw Failure(Exit::usage, words("--at needs --for: how long does the outage last?"));
  expect_place(program, options.json, files_read(options.input));
  const sim::System system = read_system(program, options.input);
  if (options.down.empty() && options.degraded.empty() && options.measures.empty())
    throw Failure(
        Exit::usage,
        words.format("Name what is limited: --down, --degraded or --measure, for example --down {0}.",
                     system.node_ids.empty() ? "ID" : viz::printable(system.node_ids.front())));
  const WhatIf limited = what_if(program, system, options);
  const sim::StaticImpact for_ever = sim::impact(system, limited.limits, limited.blocked);
  std::optional<sim::TimedImpact> timed;
  sim::Time lasting = 0;
  if (!options.lasting.empty()) {
    lasting = parse_duration(program, "--for", options.lasting);
    timed = sim::impact_for(system, limited.limits, lasting, limited.blocked);
  }
  std::string outage;
  if (!options.at.empty()) {
    const models::LocalTime begin =
        system.start + models::Seconds(parse_time(program, system, "--at", options.at));
    outage = words.format("Outage: {0}", words.span(begin, begin + models::Seconds(lasting))) + "\n";
  }
  const sim::RemoteHelp lost = sim::lost_remote_help(
      system, timed ? sim::worst_levels(system, *timed) : for_ever.levels, limited.blocked);
  const std::string remote = viz::remote_help_text(system, lost, words);
  std::vector<sim::NodeIndex> nodes;
  for (const sim::Limit& each : limited.limits) nodes.push_back(each.node);
  const std::string unconnected = viz::unconnected_text(system, nodes, words);
  const std::string assumed = viz::assumptions_text(system, limited.assumptions, words);
  if (!options.json.empty())
    write_result(program, options.json,
                 viz::bytes(viz::impact_document(system, for_ever, timed, provenance(program), lost)));
  else
    write_standard_output(
        program,
        outage +
            (timed ? viz::impact_text(system, *timed, words) : viz::impact_text(system, for_ever, words)) +
            (unconnected.empty() ? "" : "\n" + viz::on_screen(unconnected) + "\n") +
            (remote.empty() ? "" : "\n" + remote) + (assumed.empty() ? "" : "\n" + assumed));
  return Exit::done;
}

}  // namespace

void add_impact(CommandLine& line, const Program& program) {
  const auto options = std::make_shared<ImpactArguments>();
  Command command = line.add("impact", msgid("who is affected, and through what, if these nodes stop?"),
                             "hakyu impact scenarios/clinic --down vpn-router");
  add_input(command, options->input);
  command.commas("--down", options->down, "ID,ID", msgid("nodes that are down (id, name or asset number)"));
  command.commas("--degraded", options->degraded, "ID,ID", msgid("nodes that are degraded"));
  command.commas("--measure", options->measures, "ID,ID",
                 msgid("measures: what carrying them out limits, and what they limit or block in force"));
  command.text("--for", options->lasting, "DURATION",
               msgid("how long, such as 90m; without it for ever, when all buffers are used up"));
  command.text("--at", options->at, "TIME", msgid("when it begins, such as 2026-12-06T02:00 (with --for)"));
  add_json(command, options->json);
  command.run([options, &program] { return impact(program, *options); });
}

}  // namespace hakyu::cli
