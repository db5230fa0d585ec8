// Which plans are not beaten in every respect (semantics §9).
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

namespace hakyu::sim {

/// What a plan costs, each the smaller the better: impact of work, impact of attack, exposure days, cost.
using Objectives = std::array<double, 4>;

/// True if `a` is nowhere worse than `b` and better in at least one respect.
[[nodiscard]] bool dominates(const Objectives& a, const Objectives& b);

/// For every entry whether no other dominates it. Equal entries do not dominate each other. Complexity:
/// O(n²).
[[nodiscard]] std::vector<bool> pareto_front(std::span<const Objectives> plans);

}  // namespace hakyu::sim
