#include "viz/graph/graph.hpp"

#include <algorithm>
#include <mutex>

#include "viz/chart/names.hpp"
#include "viz/graph/view.hpp"
#include "viz/graph/writer.hpp"

namespace hakyu::viz {

namespace {

// libcgraph keeps tables that all of its graphs share.
std::mutex& cgraph_lock() {
  static std::mutex lock;
  return lock;
}

std::string reason_text(const Names& names, const sim::Reason& reason) {
  std::string text;
  for (std::size_t i = 1; i < reason.path.size(); ++i) text += "← " + names.node(reason.path[i].node) + " ";
  if (reason.blocked_flow) text += names.words()(msgid("← a blocked flow "));
  if (text.empty()) return names.words()(msgid("the cause itself"));
  text.pop_back();
  return text;
}

}  // namespace

void show(GraphOptions& options, const sim::System& system, const std::vector<sim::Limit>& limits,
          const sim::StaticImpact& impact) {
  const Words words(options.language);
  const Names names(system, words);
  options.levels = impact.levels;
  options.causes.clear();
  for (const sim::Limit& limit : limits)
    if (limit.level != models::Level::up) options.causes.push_back(limit.node);
  options.reduced_redundancy.clear();
  for (const sim::RedundancyLoss& loss : impact.reduced_redundancy)
    options.reduced_redundancy.push_back(loss.node);
  options.why.assign(system.graph.size(), {});
  for (const auto& [node, reason] : impact.because) options.why[node] = reason_text(names, reason);
}

std::string dot(const sim::System& system, const GraphOptions& options) {
  if (!options.levels.empty() && options.levels.size() != system.graph.size())
    throw models::Error("invalid-levels", "one entry per node, got " + std::to_string(options.levels.size()));
  if (!options.importance.empty() && options.importance.size() != system.graph.size())
    throw models::Error("invalid-importance",
                        "one entry per node, got " + std::to_string(options.importance.size()));
  const Words words(options.language);
  const View view = make_view(system, options, words);
  const std::lock_guard<std::mutex> guard(cgraph_lock());
  return write_dot(system, options, view, words);
}

RenderResult draw(const sim::System& system, const GraphOptions& options, Format format,
                  const RenderLimits& limits) {
  struct Rung {
    Detail detail;
    std::size_t max_nodes;
    Grouping by;
  };
  std::vector<Rung> ladder{{options.detail, options.max_nodes, options.by}};
  if (options.detail == Detail::full) ladder.push_back({Detail::straight, options.max_nodes, options.by});
  for (const std::size_t n : {std::size_t{80}, std::size_t{40}, std::size_t{0}})
    if (n < options.max_nodes) ladder.push_back({Detail::collapsed, n, options.by});
  ladder.push_back({Detail::collapsed, 0, Grouping::kind});  // at most one node per kind of resource
  RenderResult result;
  for (const Rung& rung : ladder) {
    GraphOptions simpler = options;
    simpler.detail = rung.detail;
    simpler.max_nodes = rung.max_nodes;
    simpler.by = rung.by;
    result = render(dot(system, simpler), format, limits);
    result.detail = rung.detail;
    if (result.ok() || result.problem == RenderProblem::no_program) break;
  }
  return result;
}

}  // namespace hakyu::viz
