// hakyu availability: how likely is each service down, what brings it down, what matters most?
#include <algorithm>
#include <limits>
#include <memory>
#include <nlohmann/json.hpp>

#include "cli/commands.hpp"
#include "cli/exact.hpp"
#include "cli/files.hpp"
#include "cli/find.hpp"
#include "cli/input.hpp"
#include "cli/interrupt.hpp"
#include "cli/output.hpp"
#include "cli/results.hpp"
#include "models/read/sha256.hpp"
#include "sim/exact/open_psa.hpp"
#include "viz/chart/names.hpp"
#include "viz/text/availability.hpp"
#include "viz/text/tables.hpp"
#include "viz/text/width.hpp"

namespace hakyu::cli {

namespace {

using viz::msgid;
namespace exact = sim::exact;

constexpr std::uint64_t usual_cut_sets = 20;
constexpr std::int64_t usual_time = 60;
constexpr std::chrono::nanoseconds few_seconds = std::chrono::seconds(2);

struct AvailabilityArguments {
  InputOptions input;
  std::vector<std::string> of, mef;
  std::string to_mef, method = "auto", limit_time, mission_time, json;
  std::optional<std::uint64_t> cuts, order, limit_memory, seed, threads, worlds;
  std::optional<double> confidence;
  bool ignore_filters = false;
};

exact::AnswerOptions answer_options(const Program& program, const AvailabilityArguments& options,
                                    std::uint64_t seed, const Interrupt& interrupt) {
  exact::AnswerOptions out;
  if (options.method == "bdd")
    out.method = exact::Method::diagrams;
  else if (options.method == "montecarlo")
    out.method = exact::Method::worlds;
  else if (options.method != "auto")
    throw Failure(Exit::usage, program.words.format("--method: “{0}” is not one of auto, bdd, montecarlo.",
                                                    viz::printable(options.method)));
  out.limits.memory = options.limit_memory.value_or(usual_memory) << 20U;
  out.limits.time = std::chrono::seconds(
      options.limit_time.empty() ? usual_time : parse_duration(program, "--limit-time", options.limit_time));
  out.limits.stop = interrupt.flag();
  out.worlds.seed = seed;
  out.worlds.worlds = options.worlds.value_or(out.worlds.worlds);
  out.worlds.threads = static_cast<unsigned>(options.threads.value_or(0));
  out.worlds.confidence = options.confidence.value_or(out.worlds.confidence);
  return out;
}

/// Which cut sets are listed: all kinds if a number or an order was asked for, else single points of failure
/// and pairs (hospitals), else none (fault trees: never computed when not asked for).
std::optional<exact::CutSetQuery> cut_set_query(const AvailabilityArguments& options, bool hospital) {
  if (!hospital && !options.cuts && !options.order) return std::nullopt;
  if (options.cuts == 0U) return std::nullopt;
  exact::CutSetQuery query;
  query.most = options.cuts.value_or(usual_cut_sets);
  if (options.order)
    query.order = static_cast<std::uint32_t>(*options.order);
  else if (hospital && !options.cuts)
    query.order = 2;
  return query;
}

/// Who asked for a list of cut sets and gets none is told so.
void note_missing_lists(const Program& program, const std::vector<viz::AskedNode*>& nodes) {
  for (const viz::AskedNode* node : nodes)
    if (node->why && !node->why->cut_sets)
      warn(program, program.words.format("{0}: the cut sets could not be listed within the limits "
                                         "(--limit-time, --limit-memory, or a smaller --cuts).",
                                         viz::printable(node->id)));
}

/// Puts the question and fills in what the nodes, in the order of `downs`, have as an answer. `not_ups` is
/// empty for fault trees.
void ask(const Program& program, const AvailabilityArguments& options, std::uint64_t seed,
         exact::Formula& formula, const std::vector<exact::Literal>& downs,
         const std::vector<exact::Literal>& not_ups, const std::vector<exact::Rates>& rates,
         const std::vector<viz::AskedNode*>& nodes, viz::Availability& result) {
  if (downs.empty()) return;
  const Interrupt interrupt;
  const exact::AnswerOptions how = answer_options(program, options, seed, interrupt);
  std::vector<exact::Literal> roots = downs;
  roots.insert(roots.end(), not_ups.begin(), not_ups.end());
  exact::Question question{.roots = roots,
                           .probabilities = result.probabilities,
                           .rates = rates,
                           .explained = {},
                           .cut_sets = cut_set_query(options, result.hospital != nullptr)};
  question.fussell_vesely = question.cut_sets.has_value();  // the two belong together and can be costly
  for (std::size_t i = 0; i < downs.size(); ++i) question.explained.push_back(i);
  auto found = exact::answer(formula, question, how);
  if (!found) out_of_limits(program, found.out_of());
  result.fell_back = found->fell_back;
  result.statistics = found->statistics;
  result.seconds = found->seconds;
  for (const exact::Estimate& each : found->roots) result.worlds = std::max(result.worlds, each.worlds);
  result.confidence = how.worlds.confidence;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    nodes[i]->down = found->roots[i];
    if (!not_ups.empty()) nodes[i]->not_up = found->roots[downs.size() + i];
    if (found->roots[i].exact()) nodes[i]->why = std::move(found->explanations[i]);
  }
  if (question.cut_sets) note_missing_lists(program, nodes);
  if (result.worlds > 0) return;  // that any is lost is no easier than what was out of reach
  if (downs.size() == 1) {
    result.any = nodes.front()->why;
    return;
  }
  // That any of them is lost can be far harder than each of them: it may cost as long as they did, or a
  // little.
  const exact::Literal any = formula.any_of(downs);
  exact::Question of_any{.roots = {&any, 1},
                         .probabilities = result.probabilities,
                         .rates = {},
                         .explained = {0},
                         .cut_sets = std::nullopt};
  exact::AnswerOptions rest = how;
  rest.method = exact::Method::diagrams;
  const auto used =
      std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::duration<double>(found->seconds));
  rest.limits.time =
      std::max(std::chrono::nanoseconds(0), std::min(how.limits.time - used, std::max(used, few_seconds)));
  if (auto more = exact::answer(formula, of_any, rest)) result.any = std::move(more->explanations.front());
}

void show(const Program& program, const AvailabilityArguments& options, const viz::Availability& result,
          const std::vector<models::SourceFile>& files, std::uint64_t seed) {
  if (options.json.empty())
    write_standard_output(program, viz::availability_text(result, program.words));
  else
    write_result(program, options.json,
                 viz::bytes(viz::availability_document(result, files, provenance(program, seed))));
}

// ---- hospitals

/// What the answer rests on: defaults for the reliability of what the nodes depend on, and the rules.
sim::Assumptions assumptions_of(const sim::System& system, const exact::Structure& structure,
                                const std::vector<std::uint8_t>& inside) {
  sim::Assumptions all;
  const auto concerns = [&](const std::string& subject) {
    const auto node = system.node_of.find(subject);
    return node != system.node_of.end() && inside[node->second] != 0;
  };
  for (const sim::Assumption& each : system.assumptions) {
    const bool reliability = each.field == "resource.time_to_failure" ||
                             each.field == "resource.time_to_repair" || each.field == "reliability";
    const bool graph =
        each.field == "dependency-unconfirmed" || each.field == "requirement" || each.field == "dependency";
    if ((reliability || graph) && concerns(each.subject)) all.push_back(each);
  }
  for (std::size_t node = 0; node < structure.never_fails.size(); ++node)
    if (structure.never_fails[node] != 0 && inside[node] != 0)
      all.push_back({"no-failure-data",
                     system.node_ids[node],
                     "rule",
                     {},
                     {},
                     "assumption",
                     system.model->resources[node].maintainer});
  all.push_back({"independent-failures", {}, "rule", {}, {}, "assumption", {}});
  const bool standing =
      std::any_of(system.measures.begin(), system.measures.end(), [](const sim::CompiledMeasure& m) {
        return m.in_force_at_start && (!m.limits.empty() || !m.blocks.empty());
      });
  if (standing) all.push_back({"measures-stay-in-force", {}, "rule", {}, {}, "assumption", {}});
  std::sort(all.begin(), all.end());
  return all;
}

std::vector<exact::Rates> rates_of(const exact::Structure& structure) {
  std::vector<exact::Rates> rates;
  for (std::size_t e = 0; e < structure.event_nodes.size(); ++e) {
    // A stated availability has no rates: then no frequency can be told.
    if (structure.repair_rate[e] <= 0.0 && structure.unavailability[e] > 0.0) return {};
    rates.push_back({structure.failure_rate[e], structure.repair_rate[e]});
  }
  return rates;
}

void export_services(const Program& program, const AvailabilityArguments& options,
                     const exact::Structure& structure, const viz::Availability& result,
                     const std::vector<sim::NodeIndex>& nodes) {
  exact::FaultTree tree;
  tree.formula = structure.formula;
  tree.event_names = result.event_ids;
  tree.probabilities = structure.unavailability;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const sim::NodeIndex node = nodes[i];
    const std::string& id = result.nodes[i].id;
    tree.tops.push_back(structure.down[node]);
    tree.top_names.push_back(id);
    if (structure.not_up[node] == structure.down[node]) continue;
    tree.tops.push_back(structure.not_up[node]);
    tree.top_names.push_back(id + "-not-up");
  }
  write_result(program, options.to_mef, exact::to_open_psa(tree, "hakyu"));
}

Exit of_hospital(const Program& program, const AvailabilityArguments& options) {
  const sim::System system = read_system(program, options.input);
  const std::vector<sim::NodeIndex> nodes = nodes_or_services(program, system, options.of);
  exact::Limits limits;
  limits.memory = options.limit_memory.value_or(usual_memory) << 20U;
  auto made = exact::structure(system, limits);
  if (!made) out_of_limits(program, made.out_of());
  exact::Structure& structure = *made;
  const viz::Names names(system, program.words);
  viz::Availability result;
  result.hospital = &system;
  result.probabilities = structure.unavailability;
  for (const sim::NodeIndex node : structure.event_nodes) {
    result.event_ids.push_back(system.node_ids[node]);
    result.event_names.push_back(names.node(node));
  }
  std::vector<exact::Literal> downs, not_ups;
  std::vector<std::size_t> answered;
  const auto unstated = exact::unstated_single_failures(system, structure, nodes);
  for (const sim::NodeIndex node : nodes) {
    viz::AskedNode& one = result.nodes.emplace_back();
    one.id = system.node_ids[node];
    one.name = names.node(node);
    one.service = system.is_service(node);
    for (const sim::NodeIndex each : unstated[result.nodes.size() - 1])
      one.unstated.emplace_back(system.node_ids[each], names.node(each));
    const auto against = exact::refusals(system, structure, node);
    result.filters_ignored |= options.ignore_filters && !against.empty();
    if (!options.ignore_filters)
      for (const exact::Refusal& each : against)
        one.refused.emplace_back(each.obstacle, names.node(each.node));
    if (!one.refused.empty()) continue;
    answered.push_back(result.nodes.size() - 1);
    downs.push_back(structure.down[node]);
    not_ups.push_back(structure.not_up[node]);
  }
  result.assumptions = assumptions_of(system, structure, exact::cone(system, nodes));
  if (!options.to_mef.empty()) export_services(program, options, structure, result, nodes);
  std::vector<viz::AskedNode*> places;
  for (const std::size_t i : answered) places.push_back(&result.nodes[i]);
  const std::uint64_t seed = options.seed.value_or(system.seed);
  const std::vector<exact::Rates> rates = rates_of(structure);
  ask(program, options, seed, structure.formula, downs, not_ups, rates, places, result);
  show(program, options, result, system.model->files, seed);
  return answered.empty() ? Exit::problem : Exit::done;
}

// ---- fault trees

double mission_time(const Program& program, const AvailabilityArguments& options) {
  if (options.mission_time.empty()) return exact::OpenPsaOptions{}.mission_time;
  return static_cast<double>(parse_duration(program, "--mission-time", options.mission_time)) / 3600.0;
}

Exit of_fault_tree(const Program& program, const AvailabilityArguments& options) {
  std::vector<std::string> texts;
  std::vector<models::SourceFile> files;
  for (const std::string& path : options.mef) {
    texts.push_back(needed_file(program, path));
    files.emplace_back();
    files.back().name = path;
    files.back().sha256 = models::reading::sha256(texts.back());
  }
  std::vector<exact::XmlText> documents;
  for (std::size_t i = 0; i < texts.size(); ++i) documents.push_back({options.mef[i], texts[i]});
  exact::OpenPsaOptions how;
  how.mission_time = mission_time(program, options);
  how.tops = options.of;
  how.memory = options.limit_memory.value_or(usual_memory) << 20U;
  exact::OpenPsaResult read = exact::read_open_psa(documents, how);
  if (!read.diagnostics.empty() && (!read.tree || !program.quiet))
    warn(program, "\n" + viz::diagnostics_text(read.diagnostics, program.words));
  if (!read.tree) return Exit::problem;
  exact::FaultTree& tree = *read.tree;
  if (!options.to_mef.empty()) write_result(program, options.to_mef, exact::to_open_psa(tree, "hakyu"));
  viz::Availability result;
  result.probabilities = tree.probabilities;
  result.event_ids = tree.event_names;
  result.event_names = tree.event_names;
  result.deviates = tree.deviates;
  for (const std::string& name : tree.top_names) {
    result.nodes.emplace_back();
    result.nodes.back().id = name;
    result.nodes.back().name = name;
  }
  std::vector<viz::AskedNode*> places;
  for (viz::AskedNode& node : result.nodes) places.push_back(&node);
  const std::uint64_t seed = options.seed.value_or(1);
  ask(program, options, seed, tree.formula, tree.tops, {}, {}, places, result);
  show(program, options, result, files, seed);
  return Exit::done;
}

Exit availability(const Program& program, const AvailabilityArguments& options) {
  if (options.input.models.empty() == options.mef.empty())
    throw Failure(Exit::usage, program.words("Name either a model or a fault tree (--mef FILE)."));
  std::vector<std::string> inputs = files_read(options.input);
  inputs.insert(inputs.end(), options.mef.begin(), options.mef.end());
  for (const std::string& file : {options.json, options.to_mef}) expect_place(program, file, inputs);
  return options.mef.empty() ? of_hospital(program, options) : of_fault_tree(program, options);
}

}  // namespace

void add_availability(CommandLine& line, const Program& program) {
  const auto options = std::make_shared<AvailabilityArguments>();
  constexpr std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
  Command command =
      line.add("availability", msgid("how likely is each service down, and what brings it down?"),
               "hakyu availability scenarios/ge-2017");
  command.optional_models(options->input.models);
  command.text("--defaults", options->input.defaults, "FILE",
               msgid("table of defaults to use instead of the shipped one (models/defaults.json)"));
  command.commas("--of", options->of, "ID,ID",
                 msgid("nodes to compute (default: all services; of a fault tree: its top)"));
  command.whole("--cuts", options->cuts, 0, 1'000'000,
                msgid("how many minimal cut sets to list, most probable first (0: none)"));
  command.whole("--order", options->order, 1, 1000, msgid("only cut sets of at most so many things"));
  command.list("--mef", options->mef, "FILE", msgid("a fault tree in Open-PSA format instead of a model"));
  command.text("--to-mef", options->to_mef, "FILE",
               msgid("also write the nodes as Open-PSA fault trees (- = standard output)"));
  command.text("--method", options->method, "auto|bdd|montecarlo",
               msgid("exact (bdd), drawn at random (montecarlo), or exact with the other in reserve (auto)"));
  command.text("--limit-time", options->limit_time, "DURATION",
               msgid("time for the exact answer (default: 60s)"));
  command.whole("--limit-memory", options->limit_memory, 1, 1 << 24, msgid("memory in MiB (default: 2048)"));
  command.flag("--ignore-filters", options->ignore_filters,
               msgid("leave out buffers, recovery times, operating clocks and help needed for repairs"));
  command.text("--mission-time", options->mission_time, "DURATION",
               msgid("mission time of a fault tree (default: 8760h)"));
  command.whole("--worlds", options->worlds, 1, std::uint64_t{1} << 40U,
                msgid("worlds to draw at random (default: 10,000,000)"));
  command.whole("--seed", options->seed, 0, most,
                msgid("seed of the random numbers (default: of the study, else 1)"));
  command.whole("--threads", options->threads, 0, 1024,
                msgid("threads; 0 = all cores (results do not depend on it)"));
  command.between("--confidence", options->confidence, 0.0, 1.0,
                  msgid("confidence of the intervals (default: of the study, else 0.95)"));
  add_json(command, options->json);
  command.run([options, &program] { return availability(program, *options); });
}

}  // namespace hakyu::cli
