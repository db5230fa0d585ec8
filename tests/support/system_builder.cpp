#include "tests/support/system_builder.hpp"

#include <utility>

namespace hakyu::test {

SystemBuilder::SystemBuilder(sim::Time horizon) : model_(std::make_shared<models::Model>()) {
  system_.horizon = horizon;
  system_.plans.push_back({"nothing", {}});
}

sim::NodeIndex SystemBuilder::node(std::string id) {
  const sim::NodeIndex index(system_.node_ids.size());
  system_.node_of.emplace(id, index);
  system_.node_ids.push_back(std::move(id));
  system_.excluded.push_back(0);
  system_.restart.push_back(0);
  return index;
}

sim::NodeIndex SystemBuilder::resource() {
  models::Resource& resource = model_->resources.emplace_back();
  resource.id = std::string("r").append(std::to_string(model_->resources.size() - 1));
  return node(resource.id);
}

sim::NodeIndex SystemBuilder::repairable(const models::Law& time_to_failure,
                                         const models::Law& time_to_repair, bool operating) {
  sim::FailingResource failing;
  failing.node = resource();
  failing.time_to_failure = sim::Sampler(time_to_failure);
  failing.time_to_repair = sim::Sampler(time_to_repair);
  failing.ages_operating = operating;
  failing.key = sim::stream_key("resource", system_.node_ids[failing.node]);
  system_.failing.push_back(failing);
  return failing.node;
}

sim::NodeIndex SystemBuilder::service(const models::Demand& demand, double weight) {
  models::Service& service = model_->services.emplace_back();
  service.id = std::string("s").append(std::to_string(model_->services.size() - 1));
  service.weight.mean = weight;
  service.demand = demand;
  sim::CompiledService compiled;
  compiled.node = node(service.id);
  compiled.weight = weight;
  compiled.demand = sim::DemandIntegral(demand, {}, {}, system_.horizon);
  system_.services.push_back(std::move(compiled));
  return system_.services.back().node;
}

void SystemBuilder::require(sim::NodeIndex owner, std::vector<sim::NodeIndex> providers, std::uint32_t k) {
  sim::RequirementInput requirement;
  requirement.owner = owner;
  requirement.providers = std::move(providers);
  requirement.k_up = k;
  requirement.k_degraded = k;
  requirements_.push_back(std::move(requirement));
}

void SystemBuilder::require_all(sim::NodeIndex owner, std::vector<sim::NodeIndex> providers) {
  const auto all = static_cast<std::uint32_t>(providers.size());
  require(owner, std::move(providers), all);
}

sim::System SystemBuilder::build() const {
  sim::System system = system_;
  system.model = model_;
  system.graph = sim::DependencyGraph(system.node_ids.size(), 0, requirements_);
  return system;
}

void complete_model(sim::System& system) {
  auto model = std::make_shared<models::Model>(*system.model);
  model->measures.resize(system.measures.size());
  model->plans.resize(system.plans.size());
  for (std::size_t i = 0; i < system.plans.size(); ++i) {
    model->plans[i].id = system.plans[i].id;
    model->plans[i].steps.resize(system.plans[i].steps.size());
  }
  system.model = model;
}

models::Law exponential(models::Seconds mean) { return models::Exponential{mean}; }

models::Demand per_hour(double contacts) { return models::Rate{contacts / 3600.0}; }

}  // namespace hakyu::test
