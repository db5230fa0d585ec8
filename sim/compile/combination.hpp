// Combinations of measures and the node they act on: what statements and silences are about (semantics §5).
#pragma once

#include <set>
#include <utility>
#include <vector>

#include "sim/compile/context.hpp"

namespace hakyu::sim::compiling {

/// A set of measures, ascending, and a node.
using Combination = std::pair<std::vector<MeasureIndex>, NodeIndex>;

[[nodiscard]] Combination combination(std::vector<MeasureIndex> when, NodeIndex resource);

/// Combinations that some valid statement covers, as compiled so far.
[[nodiscard]] std::set<Combination> covered(const System& system);

/// Kind of change of a measure as in the table of defaults.
[[nodiscard]] std::string change_of(const Context& context, MeasureIndex measure);

/// A combination nobody spoke about: unverified, at the next load peak, with the defaults of `kind`.
[[nodiscard]] CompiledStatement unverified(Context& context, Combination about, StatementOrigin origin,
                                           const models::Id& id, const std::string& kind);

}  // namespace hakyu::sim::compiling
