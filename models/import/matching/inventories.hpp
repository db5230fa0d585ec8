// What SBOMs and scans of the store say about the resources of a model.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "models/import/matching/identities.hpp"
#include "models/import/store/store.hpp"

namespace hakyu::models::matching {

/// One subject of an inventory: the product of an SBOM, a host of a scan.
struct Inventory {
  std::string document;                ///< key in the store
  std::string subject;                 ///< "Acme PACS 3.1", "10.0.0.5"; empty: the document does not say
  std::size_t parts = 0;               ///< pieces of software it lists
  std::vector<std::size_t> resources;  ///< those of the model that are the subject, rising
  bool other_version = false;          ///< resources are the product, but of another version
};

struct Inventories {
  std::vector<Inventory> all;        ///< by document, then in its order
  std::vector<FoundSoftware> found;  ///< what the resources have by them
};

/// Finds the resources that inventories are about: hosts by address or name, products by maker and name (as
/// sure as a match has to be, and of no other version than the ledger's). Complexity: that of Identities, and
/// linear in the components, times the resources that are the same subject.
[[nodiscard]] Inventories inventories(const Model& model, const store::Store& store, const Vendors& vendors);

}  // namespace hakyu::models::matching
