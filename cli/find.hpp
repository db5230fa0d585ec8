// Things of the model by what people call them: id, name or asset number.
#pragma once

#include <string>
#include <vector>

#include "cli/program.hpp"
#include "sim/system.hpp"

namespace hakyu::cli {

/// Finds by exact id; else by name in either language or asset number, where capital letters and blanks at
/// the ends do not count. Throws Failure(Exit::usage) with the candidates if several things are called so, or
/// with ids and names of those whose name contains the word or is spelled much like it if there is none.
/// Complexity: linear in the number of things.
[[nodiscard]] sim::NodeIndex find_node(const Program& program, const sim::System& system,
                                       const std::string& word);
/// A resource, also of a model that is not compiled.
[[nodiscard]] const models::Resource& find_resource(const Program& program, const models::Model& model,
                                                    const std::string& word);
[[nodiscard]] sim::MeasureIndex find_measure(const Program& program, const sim::System& system,
                                             const std::string& word);
[[nodiscard]] sim::PlanIndex find_plan(const Program& program, const sim::System& system,
                                       const std::string& word);
[[nodiscard]] models::Id find_party(const Program& program, const sim::System& system,
                                    const std::string& word);

[[nodiscard]] std::vector<sim::NodeIndex> find_nodes(const Program& program, const sim::System& system,
                                                     const std::vector<std::string>& list);

}  // namespace hakyu::cli
