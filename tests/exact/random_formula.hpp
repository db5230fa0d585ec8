// Random formulas and everything about them by looking at every world: slow, and independent of diagrams.
#pragma once

#include <cstdint>
#include <random>
#include <vector>

#include "sim/exact/analysis.hpp"
#include "sim/exact/cut_sets.hpp"
#include "sim/exact/formula.hpp"

namespace hakyu::test {

struct RandomFormula {
  sim::exact::Formula formula;
  std::vector<sim::exact::Literal> roots;
  std::vector<double> probabilities;
  std::vector<sim::exact::Rates> rates;
};

/// `events` ≤ 14. A coherent formula has no negation and no exclusive disjunction.
RandomFormula random_formula(std::mt19937& random, std::uint32_t events, std::uint32_t gates, bool coherent);

/// The truth of one root in all worlds; bit i of the index is event i.
std::vector<bool> truth_table(const sim::exact::Formula& formula, sim::exact::Literal root);

double probability(const std::vector<bool>& table, const std::vector<double>& probabilities);

/// Minimal true worlds, ascending.
std::vector<std::uint32_t> minimal_worlds(const std::vector<bool>& table);

}  // namespace hakyu::test
