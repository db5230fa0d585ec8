// Matches with what is known about their vulnerabilities: for people to judge, and as a model file.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "models/import/matching/matcher.hpp"
#include "models/import/store/store.hpp"

namespace hakyu::models::matching {

struct Candidate {
  Match match;  ///< its confidence in steps of 0.001: more would be a pretence
  /// As the store joins it; only its id if the store does not describe it. Never null; shared by all
  /// resources.
  std::shared_ptr<const Vulnerability> vulnerability;
  std::optional<double> cvss;  ///< highest score of its vectors; none can be read: no value
  std::shared_ptr<const store::StoredDocument>
      document;                         ///< the advisory that says so; null: only people say so
  std::optional<FindingStatus> stated;  ///< what the model says itself about this resource
  std::optional<Date> unlisted_until;   ///< day of the catalogue (KEV) that does not list it; see there
};

/// Whether people have to look: nothing says for certain that the resource has it or has it not.
[[nodiscard]] bool is_open(const Candidate& candidate);

/// All matches, most urgent first: affected before unclear before denied, those known to be exploited before
/// others, by score and by probability of exploitation (EPSS), the surest first. Complexity: O(n log n), and
/// a look-up in the store for each vulnerability.
[[nodiscard]] std::vector<Candidate> candidates(const Model& model, const Matcher& matcher,
                                                const std::vector<Match>& matches, const store::Store& store);

/// A model of one file, named `output`, with the vulnerabilities and findings of all candidates but those
/// that the model states itself (people's words stand). `evidence` makes the sentence of a finding. Sorted by
/// resource and vulnerability.
[[nodiscard]] Model findings_model(const Model& model, const std::vector<Candidate>& candidates,
                                   const std::string& output,
                                   const std::function<Text(const Candidate&)>& evidence);

/// The text of a model file that findings_model made, without its findings: when it is made anew, what it
/// said must not stand against itself, nor must resources that are gone since be an error. Its
/// vulnerabilities stay, because other files may refer to them. A text that cannot be parsed is returned as
/// it is.
[[nodiscard]] std::string without_findings(const std::string& text);

}  // namespace hakyu::models::matching
