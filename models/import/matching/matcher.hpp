// Which vulnerabilities concern which resources.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "models/import/advisories/record.hpp"
#include "models/import/matching/decisions.hpp"
#include "models/import/matching/editions.hpp"
#include "models/import/matching/identities.hpp"
#include "models/import/matching/range.hpp"

namespace hakyu::models::matching {

/// How a match was found (formats.md §6).
enum class Method : std::uint8_t {
  exact,           ///< an identifier and exactly this version
  range,           ///< the version is in a range
  vendor_product,  ///< maker and product, the version decides nothing
  alias,           ///< a former maker, or a name that only resembles
  manual           ///< people decided
};

/// One product of an advisory held against one identity. Data for the sentence that explains a finding.
struct Pairing {
  std::size_t identity = 0;
  Fit fit = Fit::name;
  Method method = Method::vendor_product;
  Containment containment = Containment::cannot_exclude;
  double confidence = 0.0;  ///< 0–1: a product of the factors in matcher.cpp
  Edition edition = Edition::same;
  bool single = false;       ///< the advisory names single versions, no range
  bool every = false;        ///< the advisory means every version
  bool other_part = false;   ///< software in one CPE, hardware in the other
  bool any_version = false;  ///< the source knows nothing of versions (KEV): any other one knows more
  std::string vendor, product, version;  ///< as the advisory writes them
  std::string document;                  ///< the advisory
  std::string date;                      ///< of the advisory, as it states it
  std::string product_id;                ///< of the product inside the advisory
};

/// The advisory that a statement comes from.
struct Origin {
  std::string document;  ///< its publisher and number
  std::string date;      ///< of its revision, "2026-10-01"
};

/// A vulnerability of a resource, with the pairing that says so best; without one if only people say so.
struct Match {
  std::size_t resource = 0;
  Id vulnerability;
  FindingStatus status = FindingStatus::unknown;
  Method method = Method::vendor_product;
  double confidence = 0.0;
  std::optional<std::size_t> pairing;
  std::optional<std::size_t> contrary;  ///< a pairing that says the opposite and was not followed
  std::string justification;            ///< of a VEX statement, its own word
  bool unproven_context = false;        ///< holds only together with something the model does not name
  /// The pairings with products that the resource is without doubt, and whose versions may be its own: what
  /// an advisory says about these products is meant for it. Rising.
  std::vector<std::size_t> identified;
  std::shared_ptr<const Decision> decision;  ///< of people, null if there is none
};

/// A product without versions (KEV) that resources only resemble: too uncertain to be listed one by one.
struct LeftOut {
  std::string vendor, product, document;
  std::size_t vulnerabilities = 0;  ///< of which nobody else says anything
  std::size_t resources = 0;
};

struct MatchOptions {
  bool excluded = false;  ///< also those that a version rules out, as not_affected
};

/// Holds products of advisories against the resources of a model: give it every product whose maker and name
/// fit (Identities::fits), then ask for the result. The result does not depend on the order.
class Matcher {
 public:
  /// `identities` and `model` must outlive the matcher.
  Matcher(const Model& model, const Identities& identities, const std::vector<Decision>& decisions);

  /// One product of an advisory and what is said about it. `fits`: of the product's maker and name.
  void add(const advisories::ProductRecord& product, const std::vector<advisories::StatusRecord>& statuses,
           const Origin& origin, const std::vector<NameFit>& fits);

  /// A whole advisory in memory.
  void add(const advisories::Advisory& advisory);

  /// All matches, sorted by resource and vulnerability. A statement that the product is fixed or not affected
  /// counts against one that it is affected only if it fits the resource at least as surely and is the newer
  /// one of the same publisher or the more exact one: in the name, or because it names this very version. One
  /// that holds only together with something else counts only if that is there, in its version.
  /// Statements that are equal contradict each other: unknown. People's decisions stand above all.
  [[nodiscard]] std::vector<Match> matches(const MatchOptions& options = {}) const;

  /// What was left out, by vendor and product.
  [[nodiscard]] std::vector<LeftOut> left_out() const;

  [[nodiscard]] const Pairing& pairing(std::size_t i) const { return pairings_[i]; }
  [[nodiscard]] const Identity& identity(const Pairing& pairing) const {
    return identities_.all()[pairing.identity];
  }
  [[nodiscard]] const Identities& identities() const { return identities_; }

 private:
  /// One sentence about one identity.
  struct Claim {
    std::size_t vulnerability = 0, identity = 0, pairing = 0;
    FindingStatus status = FindingStatus::unknown;
    bool excluded = false;
    std::size_t justification = 0;
    std::optional<std::size_t> context;
  };
  /// What must be there as well, one of several.
  struct Needed {
    std::string vendor_id, key;
    bool device = false;
    std::string version;  ///< as written; empty: any
  };
  class Resolver;

  /// Whether a product without versions is listed for the identity that its name fits; else it is left out.
  bool listed(const Pairing& pairing, const std::vector<advisories::StatusRecord>& statuses);
  std::optional<Pairing> pair(const advisories::ProductRecord& product, const NameFit& fit,
                              VersionRange& range) const;
  void claim(const Pairing& pairing, const VersionRange& range, std::optional<std::size_t>& place,
             const advisories::StatusRecord& status);
  std::size_t number_of(const std::string& text);
  std::size_t context_of(const std::vector<std::string>& cpes);

  const Model& model_;
  const Identities& identities_;
  std::vector<Decision> decisions_;
  std::vector<Pairing> pairings_;
  std::vector<Claim> claims_;
  struct Resembling {
    std::set<std::size_t> vulnerabilities, resources;
  };
  std::map<std::tuple<std::string, std::string, std::string>, Resembling>
      left_out_;                    ///< vendor, product, document
  std::vector<std::string> texts_;  ///< vulnerabilities and justifications
  std::unordered_map<std::string, std::size_t> number_of_text_;
  std::vector<std::vector<Needed>> contexts_;
  std::unordered_map<std::string, std::size_t> number_of_context_;
};

}  // namespace hakyu::models::matching
