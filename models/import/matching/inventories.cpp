#include "models/import/matching/inventories.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <utility>

#include "models/import/matching/certainty.hpp"
#include "models/import/matching/version.hpp"
#include "models/import/text.hpp"

namespace hakyu::models::matching {

namespace {

using advisories::ComponentRecord;

/// The components of one document as trees.
class Forest {
 public:
  explicit Forest(std::vector<ComponentRecord> components) : components_(std::move(components)) {
    std::unordered_map<std::string, std::size_t> place;
    for (std::size_t i = 0; i < components_.size(); ++i) place.emplace(components_[i].id, i);
    root_.resize(components_.size());
    for (std::size_t i = 0; i < components_.size(); ++i) {
      std::size_t at = i;
      // As many steps as there are components: parents of untrusted files may run in a circle.
      for (std::size_t steps = 0; steps < components_.size(); ++steps) {
        const auto parent = place.find(components_[at].parent);
        if (parent == place.end() || parent->second == at) break;
        at = parent->second;
      }
      root_[i] = at;
      if (at != i)
        parts_[at].push_back(i);
      else if (components_[i].kind == "host")
        parts_[i];
    }
  }

  [[nodiscard]] const ComponentRecord& operator[](std::size_t i) const { return components_[i]; }
  [[nodiscard]] const std::map<std::size_t, std::vector<std::size_t>>& subjects() const { return parts_; }
  [[nodiscard]] std::size_t size() const { return components_.size(); }

 private:
  std::vector<ComponentRecord> components_;
  std::vector<std::size_t> root_;
  std::map<std::size_t, std::vector<std::size_t>> parts_;  ///< below each root that has any, and below hosts
};

/// Resources by what a scan knows of them.
class Hosts {
 public:
  explicit Hosts(const Model& model) {
    for (std::size_t i = 0; i < model.resources.size(); ++i) {
      const Resource& resource = model.resources[i];
      if (resource.usable == Usable::retired) continue;
      for (const std::string& address : resource.addresses) put(address, i);
      for (const std::string* name :
           {&resource.id, &resource.name.plain, &resource.name.ja, &resource.name.en})
        put(*name, i);
    }
  }

  [[nodiscard]] std::vector<std::size_t> find(const ComponentRecord& host) const {
    std::vector<std::size_t> all;
    for (const std::string& address : host.addresses) take(address, all);
    if (all.empty()) take(host.name, all);
    if (all.empty()) take(host.name.substr(0, host.name.find('.')), all);
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
  }

 private:
  void put(const std::string& name, std::size_t resource) {
    if (!name.empty()) of_[import::compact(name)].push_back(resource);
  }
  void take(const std::string& name, std::vector<std::size_t>& all) const {
    const auto found = of_.find(import::compact(name));
    if (!name.empty() && found != of_.end())
      all.insert(all.end(), found->second.begin(), found->second.end());
  }

  std::unordered_map<std::string, std::vector<std::size_t>> of_;
};

bool is_other_version(const std::string& a, const std::string& b) {
  const Order order = compare(Scheme::generic, a, b);
  return !a.empty() && !b.empty() && (order == Order::less || order == Order::greater) && !begins(a, b) &&
         !begins(b, a);
}

void find_product(const Identities& ledger, const ComponentRecord& product, Inventory& inventory) {
  for (const NameFit& fit : ledger.fits(product.vendor, product.name)) {
    if (!fit.fit || !is_strong(*fit.fit)) continue;
    const Identity& identity = ledger.all()[fit.identity];
    if (is_other_version(identity.version, product.version))
      inventory.other_version = true;
    else
      inventory.resources.insert(inventory.resources.end(), identity.resources.begin(),
                                 identity.resources.end());
  }
  std::sort(inventory.resources.begin(), inventory.resources.end());
  inventory.resources.erase(std::unique(inventory.resources.begin(), inventory.resources.end()),
                            inventory.resources.end());
}

std::string subject_name(const ComponentRecord& subject) {
  if (subject.kind == "host")
    return subject.addresses.empty() || !subject.name.empty() ? subject.name : subject.addresses.front();
  std::string name;
  for (const std::string* each : {&subject.vendor, &subject.name, &subject.version})
    if (!each->empty()) name += (name.empty() ? "" : " ") + *each;
  return name;
}

/// A piece of software, if enough is known of it to be matched: the name of a service alone ("http") is not.
std::optional<Software> software_of(const ComponentRecord& part) {
  if (part.version.empty() && part.cpes.empty() && part.purls.empty()) return std::nullopt;
  Software software;
  software.name = part.name;
  software.vendor = part.vendor;
  software.version = part.version;
  if (!part.cpes.empty()) software.cpe = part.cpes.front();
  if (!part.purls.empty()) software.purl = part.purls.front();
  return software;
}

class Finder {
 public:
  Finder(const Model& model, const Identities& ledger) : hosts_(model), ledger_(ledger) {}

  void take(const store::StoredDocument& document, std::vector<ComponentRecord> components) {
    const Forest forest(std::move(components));
    if (forest.subjects().empty()) {
      if (forest.size() > 0) result_.all.push_back({document.key, {}, forest.size(), {}, false});
      return;
    }
    for (const auto& [root, parts] : forest.subjects()) subject(document, forest, root, parts);
  }

  [[nodiscard]] Inventories result() && { return std::move(result_); }

 private:
  void subject(const store::StoredDocument& document, const Forest& forest, std::size_t root,
               const std::vector<std::size_t>& parts) {
    Inventory inventory{document.key, subject_name(forest[root]), 0, {}, false};
    if (forest[root].kind == "host")
      inventory.resources = hosts_.find(forest[root]);
    else
      find_product(ledger_, forest[root], inventory);
    const bool observed = document.format.starts_with("nmap");
    std::vector<std::size_t> pieces{root};
    pieces.insert(pieces.end(), parts.begin(), parts.end());
    for (const std::size_t piece : pieces) {
      // The subject itself stands in the ledger already; what counts is how programs call it.
      if (piece == root && forest[root].cpes.empty() && forest[root].purls.empty()) continue;
      const auto software = software_of(forest[piece]);
      if (!software) continue;
      ++inventory.parts;
      for (const std::size_t resource : inventory.resources)
        result_.found.push_back({resource, *software, inventory.subject, observed});
    }
    result_.all.push_back(std::move(inventory));
  }

  Hosts hosts_;
  const Identities& ledger_;
  Inventories result_;
};

}  // namespace

Inventories inventories(const Model& model, const store::Store& store, const Vendors& vendors) {
  const Identities ledger(model, vendors);
  Finder finder(model, ledger);
  std::int64_t current = 0;
  std::vector<ComponentRecord> components;
  const auto finish = [&] {
    if (const auto document = store.document(current)) finder.take(*document, std::exchange(components, {}));
  };
  store.components(0, [&](std::int64_t document, const ComponentRecord& component) {
    if (document != current && !components.empty()) finish();
    current = document;
    components.push_back(component);
  });
  if (!components.empty()) finish();
  return std::move(finder).result();
}

}  // namespace hakyu::models::matching
