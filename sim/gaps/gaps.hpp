// What the ledger leaves open, and whom to ask.
#pragma once

#include <optional>
#include <vector>

#include "models/coverage.hpp"
#include "models/model.hpp"
#include "sim/gaps/stakes.hpp"
#include "sim/system.hpp"

namespace hakyu::sim {

/// In the order in which gaps of equal stake are listed: what blocks an answer first. From `number` on they
/// are a matter of keeping the ledger: no result rests on them.
enum class GapKind : std::uint8_t {
  finding,        ///< not known whether a vulnerability affects it
  statement,      ///< a neighbour or a combination nobody has answered for, or only with conditions
  work,           ///< how long the work of a measure takes, how long it stops, or what restarts
  dependencies,   ///< no dependency is stated
  confirmation,   ///< a dependency that not both sides have confirmed
  remote_party,   ///< a line of remote maintenance, and nobody knows whose
  version,        ///< no software with a version
  support_ended,  ///< before the reference date
  support_ends,   ///< within the study
  unowned,        ///< neither owner nor maintainer
  maintainer,     ///< none, though an owner
  number,         ///< an asset number that stands on several things
  stale,          ///< confirmed more than a year before the reference date
  owner,          ///< none, though a maintainer
  location        ///< none
};

struct Gap {
  GapKind kind = GapKind::location;
  models::Id resource;
  models::Id ask;                         ///< party; empty: the hospital itself has to find out
  models::Id vulnerability;               ///< finding
  std::vector<models::Id> measures;       ///< statement, work: what would be done
  std::vector<models::Id> others;         ///< number: what else bears it
  std::vector<models::Id> providers;      ///< confirmation: what is needed
  models::Id claimed_by;                  ///< confirmation
  std::optional<models::Date> date;       ///< support_ended, support_ends, stale
  std::optional<StatementOrigin> origin;  ///< statement
  std::optional<models::Says> says;       ///< statement: what was answered so far
  Stake stake;
};

/// All gaps of the model: those a result can rest on before those of keeping the ledger, then the weightier
/// resource, then the kind, then the order of the model. Retired resources have none. Without a reference
/// date in `coverage` nothing is called stale or out of support; without `system` (a ledger without a study)
/// nothing is known about statements. Pre-conditions: `coverage` is that of `model`; `system`, if given, is
/// compiled from it. Complexity: that of stakes, plus O(gaps · log).
[[nodiscard]] std::vector<Gap> gaps(const models::Model& model, const models::Coverage& coverage,
                                    const System* system);

/// Whether a statement leaves a question: nobody has answered, or the answer is unverified or conditional.
[[nodiscard]] bool leaves_a_question(const System& system, const CompiledStatement& statement);
/// The party a statement's question goes to; empty if nobody is known.
[[nodiscard]] models::Id party_to_ask(const System& system, const CompiledStatement& statement);

}  // namespace hakyu::sim
