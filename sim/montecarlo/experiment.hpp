// Replications of several plans on common random numbers, in parallel, continued from look to look.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "sim/montecarlo/parallel.hpp"
#include "sim/montecarlo/simulate.hpp"
#include "sim/montecarlo/tally.hpp"

namespace hakyu::sim {

/// Gives the outcome of one replication of a plan, or anything once the stop flag is set; may keep working
/// memory, so each thread has its own.
using ReplicationRunner =
    std::function<const Outcome&(const CompiledPlan&, std::uint32_t replication, std::uint64_t seed)>;

/// Makes runners. May be called from several threads at the same time.
using RunnerFactory = std::function<ReplicationRunner()>;

/// Runners that simulate `system` until `stop`, if not null, is true; both must outlive them.
[[nodiscard]] RunnerFactory replicators(const System& system, const StopFlag* stop);

/// Replications 0, 1, 2 … of every plan. Results are bit-identical for any number of threads, and for any
/// sequence of targets that are multiples of `block`: they are summed in blocks of that many replications, in
/// order.
class Experiment {
 public:
  static constexpr std::uint32_t block = 50;

  /// Keeps a reference to `system` and `plans`' elements. Plans need not belong to the system's list.
  Experiment(const System& system, std::vector<const CompiledPlan*> plans, SimulationOptions options,
             RunnerFactory factory);

  /// Continues until `target` replications of every plan are done. Returns false if the stop flag ended it
  /// earlier; what is done then is the same replications of every plan, without a gap.
  bool run_until(std::uint32_t target);

  [[nodiscard]] std::uint32_t done() const { return done_; }
  [[nodiscard]] bool stopped() const { return stopped_; }
  [[nodiscard]] std::size_t plan_count() const { return plans_.size(); }
  [[nodiscard]] const CompiledPlan& plan(std::size_t i) const { return *plans_[i]; }
  [[nodiscard]] const Tally& tally(std::size_t plan) const { return tallies_[plan]; }

  /// Impact of every plan, one row of plan_count() numbers per replication.
  [[nodiscard]] std::span<const double> impacts() const { return impacts_; }
  [[nodiscard]] std::vector<double> impacts_of(std::size_t plan) const;

  /// Pre-condition: done() > 0.
  [[nodiscard]] Simulation simulation(std::size_t plan) const;

 private:
  struct Slot {
    std::uint32_t done = 0;
    std::vector<Outcome> outcomes;  ///< of the replication at hand, per plan
    std::vector<Tally> tallies;
    std::vector<double> impacts;
  };
  void work(const Ticket& ticket, std::uint32_t first, std::uint32_t last);
  bool take(Slot& slot, std::uint32_t expected);

  const System* system_;
  std::vector<const CompiledPlan*> plans_;
  SimulationOptions options_;
  RunnerFactory factory_;
  OrderedBlocks threads_;
  std::vector<ReplicationRunner> runners_;  ///< per worker
  std::vector<Slot> slots_;
  std::vector<Tally> tallies_;
  std::vector<double> impacts_;
  std::uint32_t done_ = 0;
  bool stopped_ = false;
};

}  // namespace hakyu::sim
