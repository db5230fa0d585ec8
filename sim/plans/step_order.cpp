#include "sim/plans/step_order.hpp"

namespace hakyu::sim {

namespace {
enum class State : std::uint8_t { open, waiting, placed };
}  // namespace

std::vector<std::uint32_t> step_order(const CompiledPlan& plan) {
  std::vector<std::uint32_t> order;
  order.reserve(plan.steps.size());
  std::vector<State> state(plan.steps.size(), State::open);
  std::vector<std::uint32_t> chain;  // without recursion: a plan may chain any number of steps
  for (std::uint32_t first = 0; first < plan.steps.size(); ++first) {
    std::uint32_t at = first;
    while (state[at] == State::open) {
      state[at] = State::waiting;
      chain.push_back(at);
      const auto* after = std::get_if<StepAfter>(&plan.steps[at].when);
      if (after == nullptr) break;
      at = after->step;
      if (state.at(at) == State::waiting) throw models::Error("after-cycle", plan.id);
    }
    for (; !chain.empty(); chain.pop_back()) {
      state[chain.back()] = State::placed;
      order.push_back(chain.back());
    }
  }
  return order;
}

}  // namespace hakyu::sim
