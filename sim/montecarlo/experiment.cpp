#include "sim/montecarlo/experiment.hpp"

#include <algorithm>
#include <utility>

namespace hakyu::sim {

RunnerFactory replicators(const System& system, const StopFlag* stop) {
  return [&system, stop]() -> ReplicationRunner {
    auto replicator =
        std::make_shared<Replicator>(system, stop);  // shared: std::function copies what it holds
    return [replicator](const CompiledPlan& plan, std::uint32_t replication,
                        std::uint64_t seed) -> const Outcome& {
      return replicator->run(plan, replication, seed);
    };
  };
}

Experiment::Experiment(const System& system, std::vector<const CompiledPlan*> plans,
                       SimulationOptions options, RunnerFactory factory)
    : system_(&system),
      plans_(std::move(plans)),
      options_(std::move(options)),
      factory_(std::move(factory)),
      threads_(options_.threads),
      runners_(threads_.workers()),
      slots_(threads_.slots()),
      tallies_(plans_.size(), Tally(system.services.size(), system.measures.size())) {}

void Experiment::work(const Ticket& ticket, std::uint32_t first, std::uint32_t last) {
  Slot& slot = slots_[ticket.slot];
  slot.done = 0;
  slot.impacts.clear();
  slot.outcomes.resize(plans_.size());
  slot.tallies.assign(plans_.size(), Tally(system_->services.size(), system_->measures.size()));
  ReplicationRunner& runner = runners_[ticket.worker];
  if (!runner) runner = factory_();
  for (std::uint32_t replication = first; replication < last; ++replication) {
    for (std::size_t plan = 0; plan < plans_.size(); ++plan) {
      if (is_set(options_.stop)) return;
      slot.outcomes[plan] = runner(*plans_[plan], replication, options_.seed);
    }
    if (is_set(options_.stop)) return;  // the last one may have been cut short
    for (std::size_t plan = 0; plan < plans_.size(); ++plan) {
      slot.tallies[plan].add(slot.outcomes[plan]);
      slot.impacts.push_back(slot.outcomes[plan].impact);
    }
    ++slot.done;
  }
}

bool Experiment::take(Slot& slot, std::uint32_t expected) {
  for (std::size_t plan = 0; plan < plans_.size(); ++plan) tallies_[plan].merge(slot.tallies[plan]);
  impacts_.insert(impacts_.end(), slot.impacts.begin(), slot.impacts.end());
  done_ += slot.done;
  if (options_.progress) options_.progress(done_, options_.replications);
  return slot.done == expected;
}

bool Experiment::run_until(std::uint32_t target) {
  if (stopped_) return false;
  if (target <= done_) return true;
  const std::uint64_t start = done_;
  const std::uint64_t end = target;
  // Blocks end at multiples of `block`, wherever the last call stopped.
  const std::uint64_t first_block = start / block;
  const std::uint64_t blocks = (end + block - 1) / block - first_block;
  const auto first_of = [&](std::size_t i) { return std::max(start, (first_block + i) * block); };
  const auto last_of = [&](std::size_t i) { return std::min(end, (first_block + i + 1) * block); };
  stopped_ = !threads_.run(
      blocks,
      [&](const Ticket& ticket) {
        work(ticket, static_cast<std::uint32_t>(first_of(ticket.block)),
             static_cast<std::uint32_t>(last_of(ticket.block)));
      },
      [&](const Ticket& ticket) {
        return take(slots_[ticket.slot],
                    static_cast<std::uint32_t>(last_of(ticket.block) - first_of(ticket.block)));
      });
  return !stopped_;
}

std::vector<double> Experiment::impacts_of(std::size_t plan) const {
  std::vector<double> column(done_);
  for (std::size_t i = 0; i < column.size(); ++i) column[i] = impacts_[i * plans_.size() + plan];
  return column;
}

Simulation Experiment::simulation(std::size_t plan) const {
  Simulation result = tallies_[plan].figures(*plans_[plan], options_.confidence);
  result.cvar95 = worst_twentieth_mean(impacts_of(plan));
  result.stopped_early = stopped_;
  return result;
}

}  // namespace hakyu::sim
