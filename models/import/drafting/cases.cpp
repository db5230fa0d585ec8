#include "models/import/drafting/cases.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "models/merge.hpp"

namespace hakyu::models::drafting {

namespace {

using matching::Candidate;

bool concerns(FindingStatus status) {
  return status != FindingStatus::fixed && status != FindingStatus::not_affected;
}

/// The vulnerabilities of the model under all their numbers.
class ModelVulnerabilities {
 public:
  explicit ModelVulnerabilities(const Model& model) {
    for (const Vulnerability& each : merged(model.vulnerabilities)) all_.emplace(each.id, each);
    for (const auto& [id, each] : all_)
      for (const std::string& alias : each.aliases) id_of_.emplace(alias, id);
  }

  [[nodiscard]] const Vulnerability* find(const Id& id) const {
    const auto found = all_.find(id);
    return found == all_.end() ? nullptr : &found->second;
  }

  /// The id the model uses for it; its own if the model does not know it.
  [[nodiscard]] Id id_of(const Vulnerability& v) const {
    if (find(v.id) != nullptr) return v.id;
    if (const auto found = id_of_.find(v.id); found != id_of_.end()) return found->second;
    for (const std::string& alias : v.aliases)
      if (find(alias) != nullptr) return alias;
    return v.id;
  }

 private:
  std::map<Id, Vulnerability> all_;
  std::unordered_map<std::string, Id> id_of_;
};

/// A product of a document: key of the document and id inside it.
using Product = std::pair<std::string, std::string>;

class Collector {
 public:
  Collector(const Model& model, const matching::Matcher& matcher, const store::Store& store)
      : model_(model), matcher_(matcher), store_(store), known_(model) {
    for (std::size_t i = 0; i < model.resources.size(); ++i) place_.emplace(model.resources[i].id, i);
  }

  void add(const Candidate& candidate) {
    const Id id = known_.id_of(*candidate.vulnerability);
    seen_.emplace(candidate.match.resource, id);
    const FindingStatus status = candidate.stated.value_or(candidate.match.status);
    if (!concerns(status)) return;
    std::set<Product> products;
    for (const std::size_t p : candidate.match.identified)
      products.emplace(matcher_.pairing(p).document, matcher_.pairing(p).product_id);
    put(candidate.match.resource, id, *candidate.vulnerability, status, candidate.stated.has_value(),
        std::move(products));
  }

  /// What the model states and matching does not know.
  void add(const Finding& finding) {
    const auto at = place_.find(finding.resource);
    if (at == place_.end() || !concerns(finding.status) ||
        model_.resources[at->second].usable == Usable::retired ||
        !seen_.emplace(at->second, finding.vulnerability).second)
      return;
    Vulnerability v;
    v.id = finding.vulnerability;
    if (auto found = in_store(v.id)) v = *std::move(found);
    put(at->second, finding.vulnerability, v, finding.status, true, {});
  }

  [[nodiscard]] std::vector<Case> take() {
    std::vector<Case> all;
    for (auto& [key, each] : cases_) all.push_back(std::move(each));
    return all;
  }

 private:
  std::optional<Vulnerability> in_store(const Id& id) const {
    if (auto found = store_.vulnerability(id)) return found;
    for (const Id& other : store_.ids_of_alias(id))
      if (auto found = store_.vulnerability(other)) return found;
    return std::nullopt;
  }

  void put(std::size_t resource, const Id& id, const Vulnerability& said, FindingStatus status, bool stated,
           std::set<Product> products) {
    const auto [at, fresh] = cases_.try_emplace(std::pair(model_.resources[resource].id, id));
    Case& each = at->second;
    each.resource = resource;
    each.described = each.described || (said.id == id && store_.vulnerability(id).has_value());
    if (fresh || (status == FindingStatus::affected && !each.stated)) each.status = status;
    each.stated = each.stated || stated;
    Vulnerability v = said;
    if (v.id != id) v.aliases.push_back(v.id);
    v.id = id;
    if (const Vulnerability* own = known_.find(id)) v = merged(v, *own);
    each.vulnerability = fresh ? v : merged(each.vulnerability, v);
    remedies(each, said.id, std::move(products));
  }

  /// Products of this maker and name; only where matching knows none that the resource is.
  void add_by_name(std::size_t resource, const Id& vulnerability, std::set<Product>& products) {
    for (const store::StoredStatus& each : store_.statuses(vulnerability)) {
      const auto product = store_.product(each.product);
      if (product &&
          matcher_.identities().identifies(resource, product->product.vendor, product->product.name))
        products.emplace(document(each.document).key, product->product.id);
    }
  }

  void remedies(Case& into, const Id& vulnerability, std::set<Product> products) {
    const auto& all = remediations(vulnerability);
    if (products.empty() && !all.empty()) add_by_name(into.resource, vulnerability, products);
    for (const store::StoredRemediation& each : all) {
      const store::StoredDocument& from = document(each.document);
      const auto first = products.lower_bound({from.key, ""});
      const bool any = first != products.end() && first->first == from.key;
      const bool meant = each.remediation.products.empty()
                             ? any
                             : std::any_of(each.remediation.products.begin(), each.remediation.products.end(),
                                           [&](const std::string& p) {
                                             return products.contains({from.key, p});
                                           });
      if (meant)
        into.remedies.push_back({each.remediation, from, each.number});
      else if (products.empty())
        into.unidentified.push_back({each.remediation, from, each.number});
    }
  }

  const std::vector<store::StoredRemediation>& remediations(const Id& vulnerability) {
    const auto [at, fresh] = remediations_.try_emplace(vulnerability);
    if (fresh) at->second = store_.remediations(vulnerability);
    return at->second;
  }

  const store::StoredDocument& document(std::int64_t number) {
    const auto [at, fresh] = documents_.try_emplace(number);
    if (fresh)
      if (auto found = store_.document(number)) at->second = *std::move(found);
    return at->second;
  }

  const Model& model_;
  const matching::Matcher& matcher_;
  const store::Store& store_;
  ModelVulnerabilities known_;
  std::unordered_map<Id, std::size_t> place_;
  std::set<std::pair<std::size_t, Id>> seen_;
  std::map<std::pair<Id, Id>, Case> cases_;
  std::unordered_map<Id, std::vector<store::StoredRemediation>> remediations_;
  std::unordered_map<std::int64_t, store::StoredDocument> documents_;
};

void sort(std::vector<Remedy>& all) {
  std::sort(all.begin(), all.end(), [](const Remedy& a, const Remedy& b) {
    return std::tie(a.document.key, a.number) < std::tie(b.document.key, b.number);
  });
}

}  // namespace

bool is_unclear(const Case& each) { return each.status != FindingStatus::affected; }

std::vector<Case> cases(const Model& model, const matching::Matcher& matcher,
                        const std::vector<Candidate>& candidates, const store::Store& store) {
  Collector collector(model, matcher, store);
  for (const Candidate& each : candidates) collector.add(each);
  for (const Finding& each : model.findings) collector.add(each);
  std::vector<Case> all = collector.take();
  for (Case& each : all) {
    sort(each.remedies);
    sort(each.unidentified);
  }
  return all;
}

}  // namespace hakyu::models::drafting
