// How urgent a vulnerability of a resource is: SSVC for those who apply patches, and CISA's BOD 26-04.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "models/import/drafting/exposure.hpp"
#include "models/import/matching/catalogue.hpp"
#include "models/import/scores/cvss.hpp"
#include "models/import/scores/decisions.hpp"
#include "models/vulnerability.hpp"

namespace hakyu::models::drafting {

/// Why a decision point is answered so.
enum class Because : std::uint8_t {
  not_known,           ///< nothing says; every value is possible
  known_exploited,     ///< in CISA's catalogue
  not_in_catalogue,    ///< the catalogue in the store does not list it, as of its date; what: its document
  stated_not_listed,   ///< the model or a source says that it is not exploited
  exploit_metric,      ///< exploit maturity of a vector; what: the metric
  automatable_metric,  ///< stated by a vector of CVSS 4.0; what: the metric
  over_the_network,    ///< assumed: over the network, without effort, rights or help
  whole_product,       ///< assumed: all of confidentiality, integrity and availability
  way_from_outside,    ///< the model states a direct way
  way_through_others,  ///< the model states a way through other things
  services_stop,       ///< without all that have the vulnerability, according to the model; what: services
  services_limp,       ///< nothing stops, some work worse; what: services
  stops_alone,         ///< without this resource, more is not known; what: services
  human_impact         ///< from mission impact, safety impact not being known
};

/// What the answer to a decision point may be.
struct Answer {
  std::vector<std::string> values;  ///< those that are possible, in the order of the table
  Because because = Because::not_known;
  std::vector<std::string> what;  ///< what the reason names
  bool assumption = false;
};

/// A decision table applied: an answer for each of its points, and the outcomes that are still possible.
struct Priority {
  const scores::DecisionTable* table = nullptr;
  std::vector<Answer> answers;
  std::vector<std::string> outcomes;  ///< least urgent first
};

/// What no longer works, according to the model.
struct Loss {
  std::vector<Id> down, degraded;  ///< services
  std::size_t services = 0;        ///< of the model
};
/// Of these resources being down for good; nothing if the model cannot tell (no service is stated to need one
/// of them).
using Losses = std::function<std::optional<Loss>(const std::vector<Id>& down)>;

/// What is known beside the vulnerability itself.
struct Circumstances {
  Reach reach = Reach::unknown;
  std::optional<Loss> alone;     ///< with this resource down
  std::optional<Loss> together;  ///< with all down that have the vulnerability
  matching::Catalogue catalogue;
};

struct Urgency {
  Priority ssvc;   ///< ssvc-deployer
  Answer mission;  ///< mission impact, from which human impact follows
  Priority bod;    ///< cisa-bod-26-04
};

/// Nothing is assumed to be harmless: what nobody states leaves all values of its point possible.
[[nodiscard]] Urgency urgency(const Vulnerability& vulnerability, const Circumstances& circumstances);

/// A vector, scored anew, or what is wrong with it.
struct ScoredVector {
  std::string text;
  std::variant<scores::CvssScores, scores::CvssError> result;
  std::optional<scores::CvssVersion> version;  ///< if it could be read
};
[[nodiscard]] std::vector<ScoredVector> scored(const std::vector<std::string>& vectors);

/// The outcomes that remain possible if each point has one of several values. Complexity: the product of
/// their numbers × size of the table.
[[nodiscard]] std::vector<std::string> possible_outcomes(const scores::DecisionTable& table,
                                                         const std::vector<Answer>& answers);

}  // namespace hakyu::models::drafting
