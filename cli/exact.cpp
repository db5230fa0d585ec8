#include "cli/exact.hpp"

#include <algorithm>

#include "cli/find.hpp"

namespace hakyu::cli {

void out_of_limits(const Program& program, sim::exact::OutOf what) {
  if (what == sim::exact::OutOf::stopped)
    throw Failure(Exit::interrupted, program.words("Interrupted before there was an answer."));
  throw Failure(Exit::problem,
                what == sim::exact::OutOf::memory
                    ? program.words("The memory limit was reached before an exact answer (--limit-memory).")
                    : program.words("The time limit was reached before an exact answer (--limit-time)."));
}

std::vector<sim::NodeIndex> nodes_or_services(const Program& program, const sim::System& system,
                                              const std::vector<std::string>& names) {
  std::vector<sim::NodeIndex> nodes = find_nodes(program, system, names);
  if (nodes.empty())
    for (std::size_t i = system.resource_count(); i < system.graph.size(); ++i) nodes.emplace_back(i);
  std::vector<sim::NodeIndex> unique;
  for (const sim::NodeIndex node : nodes)
    if (std::find(unique.begin(), unique.end(), node) == unique.end()) unique.push_back(node);
  if (unique.empty()) throw Failure(Exit::usage, program.words("The model has no services; name nodes."));
  return unique;
}

}  // namespace hakyu::cli
