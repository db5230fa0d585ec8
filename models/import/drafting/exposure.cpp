#include "models/import/drafting/exposure.hpp"

#include <algorithm>
#include <set>
#include <unordered_map>

namespace hakyu::models::drafting {

namespace {

/// Zones and resources by id, and what flows lead to.
class Paths {
 public:
  explicit Paths(const Model& model) : model_(model) {
    for (const Zone& each : model.zones)
      if (each.trust == 0.0) outside_.insert(each.id);
    for (const Resource& each : model.resources) resources_.emplace(each.id, &each);
    for (const Flow& each : model.flows)
      if (is_outside(each.from) && !is_outside(each.to)) direct_.insert(each.to);
    if (model.threat)
      for (const Entry& each : model.threat->entries) direct_.insert(each.at);
    spread();
  }

  [[nodiscard]] Reach of(const Resource& resource) const {
    Reach best = Reach::unknown;
    const Resource* at = &resource;
    // A chain that leads back to itself ends with the number of resources.
    for (std::size_t i = 0; at != nullptr && i <= resources_.size(); ++i) {
      best = std::max(best, own(*at));
      const auto next = resources_.find(at->runs_on);
      at = next == resources_.end() ? nullptr : next->second;
    }
    return best;
  }

 private:
  [[nodiscard]] bool is_outside(const Id& id) const {
    if (outside_.contains(id)) return true;
    const auto found = resources_.find(id);
    return found != resources_.end() && outside_.contains(found->second->zone);
  }

  [[nodiscard]] Reach own(const Resource& each) const {
    if (outside_.contains(each.zone) || direct_.contains(each.id) || direct_.contains(each.zone))
      return Reach::direct;
    return reached(each) || !each.remote_maintenance.empty() ? Reach::indirect : Reach::unknown;
  }

  [[nodiscard]] bool reached(const Resource& each) const {
    return reached_.contains(each.id) || (!each.zone.empty() && reached_.contains(each.zone));
  }

  /// Follows the flows from what is reached until nothing new is.
  void spread() {
    reached_.insert(direct_.begin(), direct_.end());
    for (std::size_t before = 0; before != reached_.size();) {
      before = reached_.size();
      for (const Resource& each : model_.resources)
        if (reached_.contains(each.id) && !each.zone.empty()) reached_.insert(each.zone);
      for (const Flow& each : model_.flows) {
        const auto from = resources_.find(each.from);
        if (reached_.contains(each.from) || (from != resources_.end() && reached(*from->second)))
          reached_.insert(each.to);
      }
    }
  }

  const Model& model_;
  std::set<Id> outside_, direct_, reached_;
  std::unordered_map<Id, const Resource*> resources_;
};

}  // namespace

std::vector<Reach> reach_from_outside(const Model& model) {
  const Paths paths(model);
  std::vector<Reach> all;
  all.reserve(model.resources.size());
  for (const Resource& each : model.resources) all.push_back(paths.of(each));
  return all;
}

}  // namespace hakyu::models::drafting
