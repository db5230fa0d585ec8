// The question of people put to the exact engines: how likely is each of these roots, what brings it about,
// what matters most – exactly if that is possible within the limits, else by drawing worlds.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sim/exact/analysis.hpp"
#include "sim/exact/cut_sets.hpp"
#include "sim/exact/worlds.hpp"

namespace hakyu::sim::exact {

enum class Method : std::uint8_t { automatic, diagrams, worlds };

struct Question {
  std::span<const Literal> roots;
  std::span<const double> probabilities;  ///< per event
  std::span<const Rates> rates;           ///< per event, for frequencies; empty: not asked for
  std::vector<std::size_t> explained;     ///< roots whose cut sets and importances are asked for
  std::optional<CutSetQuery> cut_sets;    ///< absent: no cut sets
  bool importances = true;
  bool fussell_vesely = true;  ///< with the importances; costs a diagram per event
};

struct AnswerOptions {
  Method method = Method::automatic;
  Limits limits;  ///< of all steps together
  WorldsOptions worlds;
};

/// Why the probability of a root is true.
struct Explanation {
  std::size_t root = 0;
  std::optional<CutSetList> cut_sets;   ///< absent if not asked for, or out of reach
  std::optional<std::string> count;     ///< of all minimal cut sets, exact, decimal
  std::vector<Importance> importances;  ///< per event; empty if not asked for, or by drawing worlds
  std::vector<double> fussell_vesely;   ///< per event; empty if out of reach
  std::optional<Frequency> frequency;   ///< absent if not asked for, or out of reach
};

struct Answer {
  std::optional<OutOf> fell_back;         ///< the limit that kept some root from an exact answer
  std::vector<Estimate> roots;            ///< exact ones have low = mean = high and no worlds
  std::vector<Explanation> explanations;  ///< in the order of Question::explained; of drawn roots: empty
  BuildStatistics statistics;             ///< of the diagrams
  double seconds = 0.0;                   ///< wall clock; the only part that differs from run to run
};

/// Answers root by root. `automatic`: roots that cannot be answered exactly within their share of the limits
/// are drawn, those alone; drawing has the limits once more, so that there is an answer. Errors: the chosen
/// method is out of its limits for some root (`automatic`: both are). Cut sets, importances and frequencies
/// that are out of reach are absent and no error.
[[nodiscard]] Outcome<Answer> answer(const Formula& formula, const Question& question,
                                     const AnswerOptions& options = {});

}  // namespace hakyu::sim::exact
