// What the ranking says in words: what to do, what it costs in affected patients, how sure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/plans/rank.hpp"
#include "viz/text/text.hpp"

namespace hakyu::viz {

/// How far a plan brings exposure days down against doing nothing.
enum class Reduction : std::uint8_t { none, some, half };

/// Which plan the text recommends, and why it is this one.
struct Choice {
  /// Nothing is admissible, or only doing nothing was compared.
  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  std::size_t plan = none;                ///< position in Ranking::plans
  std::size_t do_nothing = none;          ///< position of the plan without steps
  std::vector<std::size_t> rivals;        ///< plans that were candidates too
  Reduction reduction = Reduction::none;  ///< what the candidates have in common
  bool known_exploited = false;           ///< it is about exposure days of known-exploited vulnerabilities
  bool leaves_open = false;               ///< doing nothing leaves exposure days
};

/// The rule: attacks are not part of the impact, so the least impact alone would always favour doing nothing.
/// Candidates are therefore the admissible plans that at least halve the exposure days of known-exploited
/// vulnerabilities of doing nothing; if there is none, those that reduce them; if there is none, those that
/// do the same for all exposure days and do not add to the known-exploited ones; if there is none, all
/// admissible plans. Of the candidates the one with the least mean impact is chosen. The text states the
/// rule. Complexity: linear in the plans.
[[nodiscard]] Choice choose(const sim::System& system, const sim::Ranking& ranking);

/// Difference in impact, plan at position `a` minus plan at position `b`; none if they were not compared.
[[nodiscard]] std::optional<sim::Figure> difference(const sim::Ranking& ranking, std::size_t a,
                                                    std::size_t b);

/// The recommendation by what its sentences tell.
struct Recommendation {
  std::vector<std::string> what;     ///< which plan, and by which rule it was chosen
  std::vector<std::string> costs;    ///< impact and exposure, also against doing nothing
  std::vector<std::string> certain;  ///< against whom it is confirmed
  std::vector<std::string> mind;     ///< what is broken, what is not counted, what it rests on

  /// All of it, a line per sentence.
  [[nodiscard]] std::string text() const;
};
[[nodiscard]] Recommendation recommend(const sim::System& system, const sim::Ranking& ranking,
                                       const Words& words);

/// The recommendation in a few sentences: the plan and the rule it was chosen by, impact and patients with
/// intervals, the difference to doing nothing, against which rivals it is confirmed and against which no
/// difference could be confirmed, broken limits and violations, what is not counted. Never calls anything
/// safe.
[[nodiscard]] std::string recommendation(const sim::System& system, const sim::Ranking& ranking,
                                         const Words& words);

}  // namespace hakyu::viz
