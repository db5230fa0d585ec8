// What tells two plans apart, and how rare it is (semantics §9).
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "sim/system.hpp"

namespace hakyu::sim {

/// Per measure 1 if it can go differently in the two plans: its steps differ (presence, time, what they wait
/// for), or those of a measure it waits for, requires or conflicts with do. Cautious: a 1 may turn out to
/// make no difference. Complexity: O(measures² + steps²).
[[nodiscard]] std::vector<std::uint8_t> distinguishing_measures(const System& system, const CompiledPlan& a,
                                                                const CompiledPlan& b);

/// True if all measures of the statement can be in force at once when `plan` is carried out.
[[nodiscard]] bool can_take_effect(const System& system, const CompiledStatement& statement,
                                   const CompiledPlan& plan);

/// The smallest positive probability among the failures and latent defects of distinguishing measures that
/// either plan carries out, and of statements that can take effect in one plan only or at another time.
/// Absent if the plans differ in nothing that has a probability.
[[nodiscard]] std::optional<double> rarest_distinction(const System& system, const CompiledPlan& a,
                                                       const CompiledPlan& b);

}  // namespace hakyu::sim
