#include "models/coverage.hpp"

#include <algorithm>
#include <set>
#include <unordered_map>
#include <unordered_set>

namespace hakyu::models {

namespace {

bool carries_software(const Resource& resource) {
  switch (resource.kind) {
    case ResourceKind::facility:
    case ResourceKind::power:
    case ResourceKind::data:
    case ResourceKind::external_system:
      return false;
    default:
      return true;
  }
}

bool has_place(const Resource& resource) {
  switch (resource.kind) {
    case ResourceKind::cloud_service:
    case ResourceKind::external_system:
    case ResourceKind::virtual_machine:
    case ResourceKind::operating_system:
    case ResourceKind::database:
    case ResourceKind::middleware:
    case ResourceKind::application:
    case ResourceKind::data:
      return false;
    default:
      return true;
  }
}

bool always(const Resource& /*resource*/) { return true; }

bool states_version(const Resource& resource) {
  return std::any_of(resource.software.begin(), resource.software.end(),
                     [](const Software& each) { return !each.version.empty(); });
}

/// A field, for which resources it makes sense, and whether a resource states it.
struct LedgerField {
  const char* name;
  bool (*applies)(const Resource&);
  bool (*stated)(const Resource&);
};

constexpr LedgerField ledger_fields[] = {
    {"asset_number", always, [](const Resource& r) { return !r.asset_number.empty(); }},
    {"owner", always, [](const Resource& r) { return !r.owner.empty(); }},
    {"maintainer", always, [](const Resource& r) { return !r.maintainer.empty(); }},
    {"location", has_place, [](const Resource& r) { return !r.location.empty(); }},
    {"software.version", carries_software, states_version},
    {"support_ends", carries_software, [](const Resource& r) { return r.support_ends.has_value(); }},
    {"last_confirmed", always, [](const Resource& r) { return r.last_confirmed.has_value(); }},
};

FieldCoverage field_coverage(const LedgerField& field, const std::vector<const Resource*>& resources) {
  FieldCoverage out{.field = field.name, .of = 0, .missing = {}};
  for (const Resource* resource : resources) {
    if (!field.applies(*resource)) continue;
    ++out.of;
    if (!field.stated(*resource)) out.missing.push_back(resource->id);
  }
  return out;
}

// Every node that a requirement names or that has one.
std::unordered_set<Id> connected_nodes(const Model& model) {
  std::unordered_set<Id> all;
  const auto add = [&all](const Id& owner, const Requirement& requirement) {
    all.insert(owner);
    all.insert(requirement.of.begin(), requirement.of.end());
  };
  for (const Resource& resource : model.resources) {
    for (const Requirement& requirement : resource.requirements) add(resource.id, requirement);
    if (resource.runs_on.empty()) continue;
    all.insert(resource.id);
    all.insert(resource.runs_on);
  }
  for (const Service& service : model.services)
    for (const Requirement& requirement : service.requirements) add(service.id, requirement);
  for (const Dependency& dependency : model.dependencies) add(dependency.from, dependency.requirement);
  return all;
}

/// Who speaks for a node.
class Sides {
 public:
  explicit Sides(const Model& model) {
    for (const Resource& resource : model.resources)
      of_[resource.id] = {resource.maintainer.empty() ? resource.owner : resource.maintainer};
    std::vector<Id> hospital;
    for (const Party& party : model.parties)
      if (party.kind == PartyKind::hospital) hospital.push_back(party.id);
    for (const Service& service : model.services) of_[service.id] = hospital;
  }

  [[nodiscard]] Confirmation confirmation(const Dependency& dependency) const {
    std::set<Id> agreed(dependency.confirmed_by.begin(), dependency.confirmed_by.end());
    if (!dependency.claimed_by.empty()) agreed.insert(dependency.claimed_by);
    if (agreed.empty()) return Confirmation::none;
    const auto has_agreed = [&](const Id& node) {
      const auto found = of_.find(node);
      return found != of_.end() && std::any_of(found->second.begin(), found->second.end(),
                                               [&](const Id& party) { return agreed.count(party) > 0; });
    };
    const auto& providers = dependency.requirement.of;
    const bool both =
        has_agreed(dependency.from) && std::all_of(providers.begin(), providers.end(), has_agreed);
    return both ? Confirmation::both : Confirmation::one_side;
  }

 private:
  std::unordered_map<Id, std::vector<Id>> of_;
};

void count_dependencies(const Model& model, Coverage& out) {
  const Sides sides(model);
  for (const Dependency& dependency : model.dependencies) switch (sides.confirmation(dependency)) {
      case Confirmation::both:
        ++out.confirmed_by_both;
        break;
      case Confirmation::one_side:
        ++out.confirmed_by_one;
        break;
      case Confirmation::none:
        ++out.confirmed_by_none;
        break;
    }
}

void count_findings(const Model& model, Coverage& out) {
  for (const Finding& finding : model.findings) {
    if (finding.status == FindingStatus::affected) ++out.findings_open;
    if (finding.status == FindingStatus::under_investigation || finding.status == FindingStatus::unknown)
      ++out.findings_unclear;
  }
}

bool support_ended(const Model& model, const Resource& resource) {
  return model.study && resource.support_ends &&
         std::chrono::local_days(*resource.support_ends) <
             std::chrono::floor<std::chrono::days>(model.study->start);
}

}  // namespace

Coverage coverage(const Model& model) {
  Coverage out;
  std::vector<const Resource*> resources;
  const std::unordered_set<Id> connected = connected_nodes(model);
  for (const Resource& resource : model.resources) {
    if (resource.usable == Usable::retired) continue;
    resources.push_back(&resource);
    if (resource.owner.empty() && resource.maintainer.empty()) out.unowned.push_back(resource.id);
    if (connected.count(resource.id) == 0) out.unconnected.push_back(resource.id);
    if (support_ended(model, resource)) out.support_ended.push_back(resource.id);
  }
  out.resources = resources.size();
  for (const LedgerField& field : ledger_fields) out.fields.push_back(field_coverage(field, resources));
  count_dependencies(model, out);
  count_findings(model, out);
  return out;
}

Confirmation confirmation(const Model& model, const Dependency& dependency) {
  return Sides(model).confirmation(dependency);
}

}  // namespace hakyu::models
