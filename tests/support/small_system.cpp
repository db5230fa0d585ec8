#include "tests/support/small_system.hpp"

namespace hakyu::test {

std::vector<sim::RequirementInput> inputs_of(const reference::System& system) {
  std::vector<sim::RequirementInput> result;
  for (std::size_t v = 0; v < system.needs.size(); ++v)
    for (const reference::Requirement& r : system.needs[v]) {
      sim::RequirementInput input;
      input.owner = sim::NodeIndex(v);
      for (int p : r.of) input.providers.emplace_back(static_cast<std::size_t>(p));
      input.k_up = static_cast<std::uint32_t>(r.k_up);
      input.k_degraded = static_cast<std::uint32_t>(r.k_degraded);
      input.on_loss = sim::Level(r.on_loss);
      input.holdover = r.holdover;
      input.recovery = r.recovery;
      for (int f : r.over) input.over.emplace_back(static_cast<std::size_t>(f));
      result.push_back(input);
    }
  return result;
}

sim::DependencyGraph graph_of(const reference::System& system) {
  return {system.needs.size(), static_cast<std::size_t>(system.flows), inputs_of(system)};
}

sim::System system_of(const reference::System& system) {
  sim::System result;
  result.model = std::make_shared<models::Model>();
  result.graph = graph_of(system);
  result.excluded.assign(system.needs.size(), 0);
  result.restart.assign(system.needs.size(), 0);
  return result;
}

std::vector<sim::Level> levels_of(const reference::Levels& levels) {
  std::vector<sim::Level> result;
  for (int level : levels) result.push_back(sim::Level(level));
  return result;
}

reference::Levels numbers_of(const std::vector<sim::Level>& levels) {
  reference::Levels result;
  for (sim::Level level : levels) result.push_back(static_cast<int>(level));
  return result;
}

std::vector<std::uint8_t> flags_of(const reference::Blocked& blocked) {
  return {blocked.begin(), blocked.end()};
}

}  // namespace hakyu::test
