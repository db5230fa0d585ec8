#include "models/import/advisories/csaf_products.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace hakyu::models::advisories {

namespace {

/// Vendor, name and version as a CPE whose part is open.
std::string cpe_of(const ProductRecord& product) {
  std::string text = "cpe:2.3:*";
  for (const std::string& value : {product.vendor, product.name, product.version}) {
    text += ':';
    if (value.empty()) text += '*';
    for (const char c : value) {
      const bool bare = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                        static_cast<unsigned char>(c) >= 0x80;
      if (!bare) text += '\\';
      text += c;
    }
  }
  return text;
}

bool any_starts(const std::vector<std::string>& list, std::initializer_list<std::string_view> beginnings) {
  return std::any_of(list.begin(), list.end(), [&](const std::string& each) {
    return std::any_of(beginnings.begin(), beginnings.end(),
                       [&](std::string_view start) { return each.starts_with(start); });
  });
}

}  // namespace

CsafProducts::CsafProducts(const std::string& file, const Json& tree, Diagnostics& diagnostics)
    : file_(file), diagnostics_(diagnostics) {
  branches(tree, {});
  for (const Json& product : list_of(tree, "full_product_names")) add(product, {});
  relations(tree);
}

const std::vector<std::string>& CsafProducts::conditions(const std::string& id) const {
  static const std::vector<std::string> none;
  const auto found = conditions_.find(id);
  return found == conditions_.end() ? none : found->second;
}

const std::vector<CsafProducts::Whole>& CsafProducts::wholes(const std::string& id) const {
  static const std::vector<Whole> none;
  const auto found = wholes_.find(id);
  return found == wholes_.end() ? none : found->second;
}

void CsafProducts::branches(const Json& parent, const Place& above) {
  for (const Json& branch : list_of(parent, "branches")) {
    Place place = above;
    descend(place, text_of(branch, "category"), text_of(branch, "name"));
    if (branch.is_object() && branch.contains("product")) add(branch["product"], place);
    branches(branch, place);
  }
}

void CsafProducts::descend(Place& place, const std::string& category, const std::string& word) {
  if (category == "vendor") {
    place.vendor = word;
  } else if (category == "product_name") {
    place.name = word;
  } else if (category == "product_version" || category == "product_version_range") {
    place.version = word;
    place.exact = category == "product_version";
  } else if (category != "product_family" && !place.name.empty()) {
    // "7.2" below which is "SP3" is the version "7.2 SP3"; what else narrows a product no ledger states.
    if (place.exact && (category == "service_pack" || category == "patch_level"))
      place.version += " " + word;
    else
      place.conditions.push_back(category + " " + word);
  }
}

void CsafProducts::add(const Json& product, const Place& place) {
  ProductRecord record{text_of(product, "product_id"), place.vendor, place.name, place.version, {}, {}, {}};
  if (record.name.empty()) record.name = text_of(product, "name");
  const Json& helper = object_of(product, "product_identification_helper");
  const std::string cpe = text_of(helper, "cpe"), purl = text_of(helper, "purl");
  if (!cpe.empty()) record.cpes.push_back(cpe);
  if (!purl.empty()) record.purls.push_back(purl);
  append(list_of(helper, "purls"), record.purls);
  append(list_of(helper, "model_numbers"), record.model_numbers);
  if (!place.conditions.empty()) conditions_.emplace(record.id, place.conditions);
  add(std::move(record));
}

void CsafProducts::add(ProductRecord record) {
  if (record.id.empty()) return;
  const auto [at, fresh] = places_.emplace(record.id, products_.size());
  if (fresh)
    products_.push_back(std::move(record));
  else if (products_[at->second] != record)
    // Which of the two a statement means cannot be told.
    diagnostics_.push_back(problem(file_, "/product_tree", codes::ambiguous_product, record.id));
}

/// 2.0 `relationships` and 2.1 `product_paths` make new products of old ones.
void CsafProducts::relations(const Json& tree) {
  std::map<std::string, std::vector<std::string>> made_of;
  const auto take = [&](const Json& product, const std::string& part, const std::vector<Step>& steps) {
    combine(product, part, steps);
    auto& parts = made_of[text_of(product, "product_id")];
    parts = {part};
    for (const auto& [category, id] : steps) parts.push_back(id);
  };
  for (const Json& each : list_of(tree, "relationships"))
    take(object_of(each, "full_product_name"), text_of(each, "product_reference"),
         {{text_of(each, "category"), text_of(each, "relates_to_product_reference")}});
  for (const Json& each : list_of(tree, "product_paths")) {
    std::vector<Step> steps;
    for (const Json& sub : list_of(each, "subpaths"))
      steps.emplace_back(text_of(sub, "category"), text_of(sub, "next_product_reference"));
    take(object_of(each, "full_product_name"), text_of(each, "beginning_product_reference"), steps);
  }
  expect_no_cycle(std::move(made_of));
}

/// A product made of others is the first of them, where it is part of the others; they contain it.
void CsafProducts::combine(const Json& product, const std::string& part, const std::vector<Step>& steps) {
  const auto at = places_.find(part);
  if (at == places_.end()) return add(product, Place{});
  ProductRecord record = products_[at->second];
  record.id = text_of(product, "product_id");
  const std::string id = record.id;
  // What a distribution packs is known by the package itself, and the system below is not what is at fault.
  if (!is_package(record, steps)) {
    std::vector<std::string> needed = conditions(part);
    std::vector<Whole> wholes = wholes_[part];
    for (const auto& [category, other] : steps) {
      const auto whole = places_.find(other);
      // More than one condition cannot be expressed: then none of them can be shown to hold.
      const bool expressed = whole != places_.end() && needed.empty() && steps.size() == 1;
      needed.push_back(expressed ? cpe_of(products_[whole->second]) : category + " " + other);
      if (needed.size() > 1) needed = {"several"};
      if (category.ends_with("component_of"))
        wholes.push_back({other, category == "default_component_of" && conditions(other).empty()});
    }
    if (!needed.empty()) conditions_[id] = needed;
    if (!wholes.empty()) wholes_[id] = wholes;
  }
  add(std::move(record));
}

bool CsafProducts::is_package(const ProductRecord& part, const std::vector<Step>& steps) const {
  return any_starts(part.purls, {"pkg:rpm/", "pkg:deb/", "pkg:apk/"}) ||
         std::any_of(steps.begin(), steps.end(), [&](const Step& step) {
           const auto whole = places_.find(step.second);
           return whole != places_.end() &&
                  any_starts(products_[whole->second].cpes, {"cpe:/o:", "cpe:2.3:o:"});
         });
}

/// What is made of known things only is taken away until nothing changes; what remains is a cycle.
void CsafProducts::expect_no_cycle(std::map<std::string, std::vector<std::string>> made_of) {
  for (bool changed = true; changed;) {
    changed = false;
    for (auto at = made_of.begin(); at != made_of.end();) {
      const bool open = std::any_of(at->second.begin(), at->second.end(),
                                    [&](const std::string& part) { return made_of.contains(part); });
      if (!open) changed = true;
      at = open ? std::next(at) : made_of.erase(at);
    }
  }
  for (const auto& [id, parts] : made_of)
    diagnostics_.push_back(problem(file_, "/product_tree", codes::relationship_cycle, id));
}

}  // namespace hakyu::models::advisories
