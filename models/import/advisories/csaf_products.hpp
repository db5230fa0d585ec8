// The product tree of a CSAF document. Internal to advisories/.
#pragma once

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <utility>
#include <vector>

#include "models/import/advisories/tools.hpp"

namespace hakyu::models::advisories {

class CsafProducts {
 public:
  CsafProducts(const std::string& file, const Json& tree, Diagnostics& diagnostics);

  [[nodiscard]] const std::vector<ProductRecord>& list() const { return products_; }
  [[nodiscard]] bool has(const std::string& id) const { return places_.contains(id); }

  /// What must hold as well for what is said about a product (StatusRecord::context): the product that
  /// contains it, as a CPE, or what its record cannot express, as written. Empty: nothing.
  [[nodiscard]] const std::vector<std::string>& conditions(const std::string& id) const;

  struct Whole {
    std::string product;
    bool certain = false;  ///< it always contains the part
  };
  /// The products that contain the product.
  [[nodiscard]] const std::vector<Whole>& wholes(const std::string& id) const;

 private:
  /// What the branches above say.
  struct Place {
    std::string vendor, name, version;
    bool exact = false;                   ///< a version, no range
    std::vector<std::string> conditions;  ///< language, platform …
  };
  using Step = std::pair<std::string, std::string>;  ///< category of a relation, id of the other product

  void branches(const Json& parent, const Place& above);
  static void descend(Place& place, const std::string& category, const std::string& word);
  void add(const Json& product, const Place& place);
  void add(ProductRecord record);
  void relations(const Json& tree);
  void combine(const Json& product, const std::string& part, const std::vector<Step>& steps);
  [[nodiscard]] bool is_package(const ProductRecord& part, const std::vector<Step>& steps) const;
  void expect_no_cycle(std::map<std::string, std::vector<std::string>> made_of);

  const std::string& file_;
  Diagnostics& diagnostics_;
  std::vector<ProductRecord> products_;
  std::map<std::string, std::size_t> places_;  ///< in products_, by id
  std::map<std::string, std::vector<std::string>> conditions_;
  std::map<std::string, std::vector<Whole>> wholes_;
};

}  // namespace hakyu::models::advisories
