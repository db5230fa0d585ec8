// The steps of compilation, in the order in which they run.
#pragma once

#include "sim/compile/context.hpp"

namespace hakyu::sim::compiling {

/// Names, excluded resources, restart times.
void compile_nodes(Context& context);
/// The dependency graph; reports "quorum-unreachable".
void compile_requirements(Context& context);
/// Background failures (semantics §6).
void compile_reliability(Context& context);
/// Services with their demand (semantics §7).
void compile_services(Context& context);
/// Measures (semantics §4).
void compile_measures(Context& context);
/// Stated combinations (semantics §5), then the silences and unconfirmed pairs they leave.
void compile_statements(Context& context);
void compile_silences(Context& context);
/// Plans with their steps; adds 現状維持.
void compile_plans(Context& context);
/// Warns about risk that may lie after the end of the study (semantics §4.7).
void check_horizon(Context& context);
/// Findings that leave a door open (semantics §7, exposure).
void compile_findings(Context& context);
/// Inputs marked as assumptions, and the general rules that were used.
void note_inputs(Context& context);
void note_rules(Context& context);

}  // namespace hakyu::sim::compiling
