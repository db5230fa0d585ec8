// What is drafted for, judged: how urgent each case is, and what the model's own measures cover already.
#pragma once

#include <compare>
#include <cstddef>
#include <map>
#include <optional>
#include <vector>

#include "models/import/drafting/cases.hpp"
#include "models/import/drafting/priority.hpp"

namespace hakyu::models::drafting {

struct DraftOptions {
  bool by_system = false;               ///< one measure for resources of a system with the same fixes
  bool unclear = false;                 ///< also for what people have not confirmed
  std::optional<std::size_t> own_file;  ///< index into Model::files of the file that is drafted
  Losses losses;                        ///< empty: the model tells nothing about mission impact
  matching::Catalogue catalogue;        ///< of the store
  std::optional<Date> as_of;            ///< remediations that are available later say so
};

/// Outcomes of a decision table, from the least urgent to the most urgent one that is possible; numbers of
/// DecisionTable::outcomes.
struct OutcomeSpan {
  std::size_t low = 0, high = 0;
  friend bool operator==(const OutcomeSpan&, const OutcomeSpan&) = default;
};

/// A case, judged.
struct JudgedCase {
  Case found;
  Urgency urgency;
  OutcomeSpan ssvc, bod;
  std::vector<ScoredVector> vectors;
  std::optional<double> cvss;  ///< highest score of its vectors
  /// Measures of the model that remediate it on this resource: nothing is drafted.
  std::vector<Id> covered_by;
  bool fix_left = false;  ///< an advisory names a fix, and none of these measures is one
};

/// Measures that are not those of the file drafted earlier, by id.
[[nodiscard]] std::map<Id, const Measure*> other_measures(const Model& model, const DraftOptions& options);

/// By id of resource and vulnerability, with two calls of `losses` for each at most.
[[nodiscard]] std::vector<JudgedCase> judged(const Model& model, std::vector<Case> cases,
                                             const DraftOptions& options);

/// Of several things the urgency of the most urgent one, as far as it is known.
[[nodiscard]] OutcomeSpan most_urgent(const OutcomeSpan& a, const OutcomeSpan& b);

/// Whether `a` is strictly more urgent.
[[nodiscard]] bool more_urgent(const JudgedCase& a, const JudgedCase& b);

}  // namespace hakyu::models::drafting
