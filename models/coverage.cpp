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
  for (const Confirmation each : confirmations(model)) switch (each) {
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

using std::chrono::months;
using std::chrono::sys_days;
using std::chrono::years;

/// The day `back` earlier; the last of the month where that day does not exist (29 February).
template <class Back>
sys_days earlier(Date day, Back back) {
  const Date made = day - back;
  return made.ok() ? sys_days(made) : sys_days(made.year() / made.month() / std::chrono::last);
}

void count_age(const std::optional<Date>& confirmed, Date as_of, EntryAges& ages) {
  if (!confirmed) {
    ++ages.never;
    return;
  }
  const sys_days day(*confirmed);
  if (day > sys_days(as_of))
    ++ages.later;
  else if (day >= earlier(as_of, months(6)))
    ++ages.half_a_year;
  else if (day >= earlier(as_of, years(1)))
    ++ages.year;
  else if (day >= earlier(as_of, years(2)))
    ++ages.two_years;
  else
    ++ages.older;
}

std::vector<SystemCoverage> systems_of(const std::vector<const Resource*>& resources) {
  std::vector<SystemCoverage> all;
  std::unordered_map<std::string, std::size_t> place;
  for (const Resource* resource : resources) {
    const auto [at, added] = place.emplace(resource->system, all.size());
    if (added)
      all.push_back({resource->system, 0, std::vector<std::size_t>(std::size(ledger_fields)),
                     std::vector<std::size_t>(std::size(ledger_fields))});
    SystemCoverage& system = all[at->second];
    ++system.resources;
    for (std::size_t i = 0; i < std::size(ledger_fields); ++i) {
      if (!ledger_fields[i].applies(*resource)) continue;
      ++system.of[i];
      if (ledger_fields[i].stated(*resource)) ++system.stated[i];
    }
  }
  return all;
}

}  // namespace

std::optional<Date> study_date(const Model& model) {
  if (!model.study) return std::nullopt;
  return Date(std::chrono::floor<std::chrono::days>(model.study->start));
}

bool support_ended(const Resource& resource, Date day) {
  return resource.support_ends && sys_days(*resource.support_ends) < sys_days(day);
}

bool stale(const Resource& resource, Date day) {
  return resource.last_confirmed && sys_days(*resource.last_confirmed) < earlier(day, years(1));
}

Coverage coverage(const Model& model) { return coverage(model, study_date(model)); }

Coverage coverage(const Model& model, std::optional<Date> as_of) {
  Coverage out;
  out.as_of = as_of;
  if (as_of) out.ages.emplace();
  std::vector<const Resource*> resources;
  const std::unordered_set<Id> connected = connected_nodes(model);
  for (const Resource& resource : model.resources) {
    if (resource.usable == Usable::retired) continue;
    resources.push_back(&resource);
    if (resource.owner.empty() && resource.maintainer.empty()) out.unowned.push_back(resource.id);
    if (connected.count(resource.id) == 0) out.unconnected.push_back(resource.id);
    if (as_of && support_ended(resource, *as_of)) out.support_ended.push_back(resource.id);
    if (as_of) count_age(resource.last_confirmed, *as_of, *out.ages);
  }
  out.resources = resources.size();
  for (const LedgerField& field : ledger_fields) out.fields.push_back(field_coverage(field, resources));
  out.systems = systems_of(resources);
  count_dependencies(model, out);
  count_findings(model, out);
  return out;
}

Confirmation confirmation(const Model& model, const Dependency& dependency) {
  return Sides(model).confirmation(dependency);
}

std::vector<Confirmation> confirmations(const Model& model) {
  const Sides sides(model);
  std::vector<Confirmation> all;
  all.reserve(model.dependencies.size());
  for (const Dependency& each : model.dependencies) all.push_back(sides.confirmation(each));
  return all;
}

}  // namespace hakyu::models
