#include "sim/gaps/gaps.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace hakyu::sim {

namespace {

using models::Id;

/// Collects the gaps of one model.
class Collector {
 public:
  Collector(const models::Model& model, const models::Coverage& coverage)
      : model_(model), stakes_(stakes(model)) {
    for (std::size_t i = 0; i < model.resources.size(); ++i) place_.emplace(model.resources[i].id, i);
    for (const models::Party& each : model.parties)
      if (each.kind == models::PartyKind::hospital) hospital_.insert(each.id);
    for (const models::FieldCoverage& field : coverage.fields)
      missing_[field.field].insert(field.missing.begin(), field.missing.end());
    unconnected_.insert(coverage.unconnected.begin(), coverage.unconnected.end());
  }

  /// A gap of the resource; to be asked of whoever maintains or else owns it.
  Gap& add(GapKind kind, const models::Resource& resource) {
    Gap& gap = found_.emplace_back();
    gap.kind = kind;
    gap.resource = resource.id;
    gap.ask = outside(resource.maintainer.empty() ? resource.owner : resource.maintainer);
    gap.stake = stakes_[place_.at(resource.id)];
    return gap;
  }
  void add_for_hospital(GapKind kind, const models::Resource& resource) { add(kind, resource).ask.clear(); }

  [[nodiscard]] bool lacks(const char* field, const models::Resource& resource) const {
    return missing_.at(field).contains(resource.id);
  }
  [[nodiscard]] bool unconnected(const models::Resource& resource) const {
    return unconnected_.contains(resource.id);
  }
  /// The resource in use with this id, or null (a service, a retired one).
  [[nodiscard]] const models::Resource* in_use(const Id& id) const {
    const auto at = place_.find(id);
    if (at == place_.end()) return nullptr;
    const models::Resource& resource = model_.resources[at->second];
    return resource.usable == models::Usable::retired ? nullptr : &resource;
  }
  /// The party, or nobody if it is the hospital, which need not write to itself.
  [[nodiscard]] Id outside(const Id& party) const { return hospital_.contains(party) ? Id() : party; }

  [[nodiscard]] std::vector<Gap> take() {
    const auto keeping = [](const Gap& gap) { return gap.kind >= GapKind::number; };
    std::stable_sort(found_.begin(), found_.end(), [&](const Gap& a, const Gap& b) {
      if (keeping(a) != keeping(b)) return keeping(b);
      if (weightier(a.stake, b.stake)) return true;
      if (weightier(b.stake, a.stake)) return false;
      return a.kind < b.kind;
    });
    return std::move(found_);
  }

 private:
  const models::Model& model_;
  std::vector<Stake> stakes_;
  std::unordered_map<Id, std::size_t> place_;
  std::unordered_set<Id> hospital_, unconnected_;
  std::unordered_map<std::string, std::unordered_set<Id>> missing_;
  std::vector<Gap> found_;
};

void add_fields(Collector& all, const models::Resource& resource) {
  if (all.unconnected(resource)) all.add(GapKind::dependencies, resource);
  for (const models::RemoteMaintenance& line : resource.remote_maintenance)
    if (line.party.empty()) all.add(GapKind::remote_party, resource);
  if (all.lacks("software.version", resource)) all.add(GapKind::version, resource);
  const bool no_owner = all.lacks("owner", resource), no_maintainer = all.lacks("maintainer", resource);
  if (no_owner && no_maintainer)
    all.add_for_hospital(GapKind::unowned, resource);
  else if (no_maintainer)
    all.add_for_hospital(GapKind::maintainer, resource);
  else if (no_owner)
    all.add_for_hospital(GapKind::owner, resource);
  if (all.lacks("location", resource)) all.add_for_hospital(GapKind::location, resource);
}

void add_dates(Collector& all, const models::Resource& resource, models::Date as_of,
               std::optional<models::Date> end) {
  if (models::support_ended(resource, as_of))
    all.add(GapKind::support_ended, resource).date = resource.support_ends;
  else if (end && models::support_ended(resource, *end))
    all.add(GapKind::support_ends, resource).date = resource.support_ends;
  if (models::stale(resource, as_of)) all.add(GapKind::stale, resource).date = resource.last_confirmed;
}

/// One number for several things: which row of the ledger speaks of which device is not known.
void add_numbers(Collector& all, const models::Model& model) {
  std::unordered_map<std::string, std::vector<const models::Resource*>> bearers;
  for (const models::Resource& each : model.resources)
    if (!each.asset_number.empty() && all.in_use(each.id) != nullptr)
      bearers[each.asset_number].push_back(&each);
  for (const models::Resource& each : model.resources) {
    const auto found = bearers.find(each.asset_number);
    if (found == bearers.end() || found->second.size() < 2 || all.in_use(each.id) == nullptr) continue;
    Gap& gap = all.add(GapKind::number, each);
    gap.ask.clear();
    for (const models::Resource* other : found->second)
      if (other->id != each.id) gap.others.push_back(other->id);
  }
}

void add_findings(Collector& all, const models::Model& model) {
  for (const models::Finding& each : model.findings) {
    if (each.status != models::FindingStatus::unknown &&
        each.status != models::FindingStatus::under_investigation)
      continue;
    if (const models::Resource* resource = all.in_use(each.resource))
      all.add(GapKind::finding, *resource).vulnerability = each.vulnerability;
  }
}

/// An acceptance is no work.
bool lacks_times(const models::Measure& m) {
  return m.kind != models::MeasureKind::acceptance &&
         !(states_restart(m) && states_duration(m) && states_downtime(m));
}

/// Measures that were drafted from advisories begin like this: they are asked about once, not for each
/// target.
void add_work(Collector& all, const models::Model& model) {
  for (const models::Measure& each : model.measures) {
    if (!lacks_times(each)) continue;
    const auto target = std::find_if(each.targets.begin(), each.targets.end(),
                                     [&](const Id& id) { return all.in_use(id) != nullptr; });
    if (target == each.targets.end()) continue;
    Gap& gap = all.add(GapKind::work, *all.in_use(*target));
    if (!each.by.empty()) gap.ask = all.outside(each.by);
    gap.measures = {each.id};
  }
}

void add_dependencies(Collector& all, const models::Model& model) {
  const std::vector<models::Confirmation> confirmed = models::confirmations(model);
  for (std::size_t i = 0; i < confirmed.size(); ++i) {
    const models::Dependency& each = model.dependencies[i];
    const models::Resource* resource = all.in_use(each.from);
    if (resource == nullptr || confirmed[i] == models::Confirmation::both) continue;
    Gap& gap = all.add(GapKind::confirmation, *resource);
    gap.providers = each.requirement.of;
    gap.claimed_by = each.claimed_by;
    // Who has said it already is not asked again: the question goes to the other side.
    if (gap.ask.empty() || gap.ask != each.claimed_by || each.requirement.of.empty()) continue;
    if (const models::Resource* other = all.in_use(each.requirement.of.front()))
      gap.ask = all.outside(other->maintainer.empty() ? other->owner : other->maintainer);
  }
}

void add_statements(Collector& all, const System& system) {
  for (const CompiledStatement& each : system.statements) {
    if (!leaves_a_question(system, each)) continue;
    const models::Resource* resource = all.in_use(system.node_ids[each.resource]);
    if (resource == nullptr) continue;
    Gap& gap = all.add(GapKind::statement, *resource);
    gap.ask = all.outside(party_to_ask(system, each));
    gap.origin = each.origin;
    if (each.origin == StatementOrigin::stated && each.model_index)
      gap.says = system.model->statements[*each.model_index].says;
    gap.stake.in_question = true;
    for (const MeasureIndex m : each.when) gap.measures.push_back(system.measure_ids[m]);
  }
}

}  // namespace

std::vector<Gap> gaps(const models::Model& model, const models::Coverage& coverage, const System* system) {
  Collector all(model, coverage);
  const std::optional<models::Date> as_of = coverage.as_of;
  std::optional<models::Date> end;
  if (as_of && model.study && model.study->horizon.count() > 0)
    end = models::Date(std::chrono::sys_days(*as_of) +
                       std::chrono::ceil<std::chrono::days>(model.study->horizon));
  for (const models::Resource& resource : model.resources) {
    if (all.in_use(resource.id) == nullptr) continue;
    add_fields(all, resource);
    if (as_of) add_dates(all, resource, *as_of, end);
  }
  add_numbers(all, model);
  add_findings(all, model);
  add_work(all, model);
  add_dependencies(all, model);
  if (system != nullptr) add_statements(all, *system);
  return all.take();
}

bool leaves_a_question(const System& system, const CompiledStatement& statement) {
  if (statement.origin != StatementOrigin::stated) return true;
  if (!statement.model_index) return false;
  const models::Says says = system.model->statements[*statement.model_index].says;
  return says == models::Says::unverified || says == models::Says::conditional;
}

models::Id party_to_ask(const System& system, const CompiledStatement& statement) {
  if (!statement.ask.empty()) return statement.ask;
  if (statement.model_index) return system.model->statements[*statement.model_index].by;
  if (system.is_service(statement.resource)) return {};
  return system.model->resources[statement.resource].maintainer;
}

}  // namespace hakyu::sim
