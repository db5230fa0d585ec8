// What the hospital has, in the form in which advisories name products.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "models/import/matching/cpe.hpp"
#include "models/import/matching/names.hpp"
#include "models/import/matching/purl.hpp"
#include "models/model.hpp"

namespace hakyu::models::matching {

/// Software that an inventory of the store states, not the ledger.
struct FoundSoftware {
  std::size_t resource = 0;  ///< index into Model::resources
  Software software;
  std::string subject;    ///< what the inventory is of, in its own words
  bool observed = false;  ///< seen from outside: what a service says of itself may be wrong or out of date
};

/// A device or a piece of software, however many resources have it.
struct Identity {
  std::string vendor, product, version;  ///< as the ledger writes them
  std::string carrier;  ///< maker of the device, for software that states no maker; of `whole`, for a part
  std::optional<Cpe> cpe;
  std::optional<Purl> purl;
  std::string whole;      ///< what the ledger names, if `product` is what belongs to it by the table of parts
  std::string source;     ///< the inventory that states it; empty: the ledger
  bool observed = false;  ///< see FoundSoftware: enough for a question, not for an answer
  bool guessed = false;   ///< the version may be a part of the name: it rules nothing out
  bool device = false;    ///< the resource itself, by maker and model
  bool doubted = false;   ///< the maker that the ledger names (a dealer?) is not the one that the name tells
  std::vector<std::size_t> resources;  ///< indices into Model::resources, rising

  std::string vendor_id;           ///< Vendors::id_of
  std::string plain_version;       ///< of `version`, with the epoch of the purl; "" if it was guessed
  std::string implied_id;          ///< the maker that the name or the device tells, if none is stated
  std::vector<std::string> words;  ///< product_words
  std::string key;                 ///< product_key
};

/// How the names of an identity and of a product fit, best first.
enum class Fit : std::uint8_t {
  cpe,         ///< the same maker and product in CPE
  package,     ///< the same package (purl)
  model,       ///< the model number that the advisory names
  name,        ///< the same names
  implied,     ///< the same product name; the maker is not stated, but the name or the device tells it
  renamed,     ///< the same product of a maker that went over into the other
  part,        ///< what belongs to the product by the table of parts, though the ledger does not name it
  resembling,  ///< the same maker, one name is the other with more words
  no_vendor,   ///< the same product name, but the ledger names no maker
  other_maker  ///< the same product name, which tells the product, but the ledger names another maker
};

struct NameFit {
  std::size_t identity = 0;
  std::optional<Fit> fit;  ///< none: only an identifier of the product (purl, model number) can tell
  std::string version{};   ///< that the advisory writes into the product's name: "8.0.x"
};

/// Adds identities that only an identifier of a product tells, unless they are there by name.
void add_identified(std::vector<NameFit>& fits, const std::vector<std::size_t>& identities);

/// All identities of a model, and of what inventories found in its resources. Resources that are retired have
/// none.
class Identities {
 public:
  Identities(const Model& model, const Vendors& vendors, const std::vector<FoundSoftware>& found = {});

  [[nodiscard]] const std::vector<Identity>& all() const { return all_; }
  [[nodiscard]] const Vendors& vendors() const { return vendors_; }

  /// Identities whose names fit a maker and product, in order; for a package also by its name alone (its
  /// vendor is an ecosystem). Ledgers name dealers as makers, so a name that tells the product
  /// (tells_product, or a product that only one maker makes) fits whatever maker the ledger names.
  /// Complexity: a look-up, plus the identities of that maker and its relatives.
  [[nodiscard]] std::vector<NameFit> fits(std::string_view vendor, std::string_view product) const;

  /// Identities that a CPE or purl among these may name, whatever maker and product are called beside it;
  /// rising. Complexity: a look-up each.
  [[nodiscard]] std::vector<std::size_t> named_by(const std::vector<std::string>& cpes,
                                                  const std::vector<std::string>& purls) const;
  /// Whether any identity has a CPE or purl.
  [[nodiscard]] bool have_identifiers() const { return !of_cpe_.empty() || !of_package_.empty(); }

  /// Whether the resource is, or carries, a product of this maker and name without doubt (whatever version).
  [[nodiscard]] bool identifies(std::size_t resource, std::string_view vendor,
                                std::string_view product) const;

  /// Whether the resource has something of this maker and product; `device`: is it itself; `versions`: surely
  /// in one of these, unless empty.
  [[nodiscard]] bool has(std::size_t resource, const std::string& vendor_id, const std::string& key,
                         bool device, std::string_view versions = {}) const;

 private:
  class Wanted;
  void add(Identity identity, std::size_t resource);
  void put(Identity identity, std::size_t resource);
  /// The same by the maker that its name tells, if the ledger names another.
  [[nodiscard]] std::optional<Identity> by_its_name(const Identity& identity) const;
  void imply_maker(Identity& identity) const;
  void add_found(const FoundSoftware& found);
  void add_software(const Resource& resource, std::size_t i, Identity& device);
  void add_device(const Resource& resource, std::size_t i, const Identity& device);
  /// What the table of parts says that `whole` has and the resource does not name.
  void add_parts(const Resource& resource, std::size_t i, const Identity& whole);
  /// "PostgreSQL 14" without a version may be version 14 of PostgreSQL.
  [[nodiscard]] std::optional<Identity> with_version_split(const Identity& identity) const;
  void index();

  const Vendors& vendors_;
  std::vector<Identity> all_;
  std::unordered_map<std::string, std::size_t> place_;
  std::unordered_map<std::string, std::vector<std::size_t>> of_vendor_, of_related_vendor_, of_package_,
      without_vendor_, of_implied_, with_vendor_,
      of_cpe_;  ///< the first by id of the maker; (with)out by key; of_cpe_ by cpe_key
};

}  // namespace hakyu::models::matching
