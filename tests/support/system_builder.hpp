// Small systems of repairable resources, built without model files.
#pragma once

#include <vector>

#include "models/law.hpp"
#include "models/service.hpp"
#include "sim/system.hpp"

namespace hakyu::test {

/// Adds nodes and requirements one by one. Resources come first, then services; ids are r0, r1 … and s0, s1 …
class SystemBuilder {
 public:
  explicit SystemBuilder(sim::Time horizon);

  /// A resource that never fails by itself. Pre-condition: no service yet.
  sim::NodeIndex resource();
  /// A resource that alternates between the two laws; with `operating` its clock stands while it is down.
  sim::NodeIndex repairable(const models::Law& time_to_failure, const models::Law& time_to_repair,
                            bool operating = false);
  /// A service with this demand, not served at all while down.
  sim::NodeIndex service(const models::Demand& demand, double weight = 1.0);
  /// `owner` is down unless `k` of `providers` are up.
  void require(sim::NodeIndex owner, std::vector<sim::NodeIndex> providers, std::uint32_t k);
  void require_all(sim::NodeIndex owner, std::vector<sim::NodeIndex> providers);

  [[nodiscard]] sim::System build() const;

 private:
  sim::NodeIndex node(std::string id);

  sim::System system_;
  std::shared_ptr<models::Model> model_;
  std::vector<sim::RequirementInput> requirements_;
};

/// Gives the model an empty measure and plan for each compiled one, where violations look for what was
/// written.
void complete_model(sim::System& system);

/// A law with this mean.
[[nodiscard]] models::Law exponential(models::Seconds mean);

/// Contacts per hour.
[[nodiscard]] models::Demand per_hour(double contacts);

}  // namespace hakyu::test
