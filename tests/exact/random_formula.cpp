#include "random_formula.hpp"

#include <algorithm>

namespace hakyu::test {

using sim::exact::Formula;
using sim::exact::Literal;

namespace {

std::uint32_t below(std::mt19937& random, std::uint32_t n) {
  return std::uniform_int_distribution<std::uint32_t>(0, n - 1)(random);
}

Literal random_gate(std::mt19937& random, Formula& formula, const std::vector<Literal>& from, bool coherent) {
  std::vector<Literal> arguments;
  const auto count = 2 + below(random, 4);
  for (std::uint32_t i = 0; i < count; ++i) {
    // Recent gates more often, so that formulas get deep.
    const auto size = static_cast<std::uint32_t>(from.size());
    auto pick =
        from[below(random, 2) == 0 ? below(random, size) : size - 1 - below(random, std::min(size, 6U))];
    if (!coherent && below(random, 4) == 0) pick = !pick;
    arguments.push_back(pick);
  }
  switch (below(random, coherent ? 3 : 4)) {
    case 0:
      return formula.all_of(arguments);
    case 1:
      return formula.any_of(arguments);
    case 2:
      return formula.at_least(1 + below(random, count), arguments);
    default:
      return formula.exclusive_or(arguments);
  }
}

}  // namespace

RandomFormula random_formula(std::mt19937& random, std::uint32_t events, std::uint32_t gates, bool coherent) {
  RandomFormula made;
  std::vector<Literal> literals;
  std::uniform_real_distribution<double> uniform;
  for (std::uint32_t i = 0; i < events; ++i) {
    literals.push_back(made.formula.event());
    const auto kind = below(random, 12);
    made.probabilities.push_back(kind == 0   ? 0.0
                                 : kind == 1 ? 1.0
                                 : kind < 5  ? 1e-3 * uniform(random)
                                             : uniform(random));
    made.rates.push_back({below(random, 8) == 0 ? 0.0 : uniform(random), 0.1 + uniform(random)});
  }
  for (std::uint32_t i = 0; i < gates; ++i)
    literals.push_back(random_gate(random, made.formula, literals, coherent));
  made.roots = {literals.back(), literals[literals.size() - 2], literals[below(random, events)]};
  if (!coherent) made.roots.front() = !made.roots.front();
  return made;
}

std::vector<bool> truth_table(const Formula& formula, Literal root) {
  std::vector<bool> table(std::size_t{1} << formula.events());
  // std::vector<bool> has no span; 14 events at most.
  bool world[32] = {};
  for (std::size_t state = 0; state < table.size(); ++state) {
    for (std::uint32_t i = 0; i < formula.events(); ++i) world[i] = (state >> i & 1U) != 0;
    const auto truth = evaluate(formula, std::span<const bool>(world, formula.events()));
    table[state] = truth[root.node()] != root.negated();
  }
  return table;
}

double probability(const std::vector<bool>& table, const std::vector<double>& probabilities) {
  double sum = 0.0;
  for (std::size_t state = 0; state < table.size(); ++state) {
    if (!table[state]) continue;
    double p = 1.0;
    for (std::size_t i = 0; i < probabilities.size(); ++i)
      p *= (state >> i & 1U) != 0 ? probabilities[i] : 1.0 - probabilities[i];
    sum += p;
  }
  return sum;
}

std::vector<std::uint32_t> minimal_worlds(const std::vector<bool>& table) {
  std::vector<bool> below_or_at(table.size());  // some true world is contained in this one
  std::vector<std::uint32_t> minimal;
  for (std::size_t state = 0; state < table.size(); ++state) {
    bool smaller = false;
    for (std::size_t bit = 1; bit < table.size() && !smaller; bit <<= 1U)
      smaller = (state & bit) != 0 && below_or_at[state ^ bit];
    below_or_at[state] = smaller || table[state];
    if (table[state] && !smaller) minimal.push_back(static_cast<std::uint32_t>(state));
  }
  return minimal;
}

}  // namespace hakyu::test
