// Which resources have which vulnerabilities, and what advisories say can be done about them.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "models/import/matching/candidates.hpp"

namespace hakyu::models::drafting {

/// A remediation of an advisory, and where it stands.
struct Remedy {
  advisories::RemediationRecord record;
  store::StoredDocument document;
  std::int64_t number = 0;  ///< store::StoredRemediation::number
};

/// A vulnerability that a resource has, or may have.
struct Case {
  std::size_t resource = 0;
  Vulnerability vulnerability;  ///< under the id the model knows it by, with what model and store say
  bool described = false;       ///< the store describes it under this id
  FindingStatus status = FindingStatus::unknown;  ///< affected, under investigation or unknown
  bool stated = false;                            ///< the model says so itself
  std::vector<Remedy> remedies;                   ///< for products that the resource is without doubt
  /// Where no product is known that the resource is without doubt: all that any advisory says. Whether it is
  /// meant for this resource has to be found out.
  std::vector<Remedy> unidentified;
};

/// Whether people have to confirm it first.
[[nodiscard]] bool is_unclear(const Case& each);

/// All of them by id of resource and vulnerability. What the model states stands above what matching found.
/// Remedies come by document, each in the order of its document. Complexity: O(n log n), and look-ups in the
/// store for each vulnerability.
[[nodiscard]] std::vector<Case> cases(const Model& model, const matching::Matcher& matcher,
                                      const std::vector<matching::Candidate>& candidates,
                                      const store::Store& store);

}  // namespace hakyu::models::drafting
