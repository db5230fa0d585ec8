// The working parts of one replication; internal to sim/montecarlo.
#pragma once

#include <vector>

#include "sim/levels/propagation.hpp"
#include "sim/montecarlo/event_queue.hpp"
#include "sim/montecarlo/exposure_ledger.hpp"
#include "sim/montecarlo/replication.hpp"
#include "sim/montecarlo/service_ledger.hpp"

namespace hakyu::sim {

/// Kinds of scheduled events, in the order in which they happen within one second (semantics §4): work ends,
/// measures come into force or leave it, limits end and begin, things fail; steps start last, after the
/// levels have settled.
enum class Due : std::uint8_t {
  repaired,
  limit_end,
  limit_begin,
  work_end,
  rollback_end,
  latent_repaired,
  statement_over,
  expiry,
  latent_appears,
  statement_appears,
  failure,
  step
};

class Replicator::Run {
 public:
  Run(const System& system, const StopFlag* stop);
  const Outcome& run(const CompiledPlan& plan, std::uint32_t replication, std::uint64_t seed,
                     const TraceSink& trace);

 private:
  static constexpr Time never = Propagation::never;

  // replication.cpp: the clock, failures and repairs
  void reset(const CompiledPlan& plan, const TraceSink& trace);
  void advance_to(Time t);
  void handle(const Event& event, Time t);
  void commit(Time t);
  void schedule_first_failures();
  void schedule_failure(std::size_t f, Time t);
  void fail(std::size_t f, Time t);
  void schedule_repair(std::size_t f, Time t, Time extra);
  void repairs_that_may_need_travel(Time t);
  void pause_or_resume(NodeIndex node, Level previous, Time t);
  [[nodiscard]] bool needs_are_met(const FailingResource& resource) const;

  // plan_execution.cpp: steps, measures, latent defects and combinations
  struct StepState {
    Time start = 0;
    bool abandoned = false;
    bool failed = false;
    bool window_known = false;
    Time window_end = 0;  ///< of the window the work began in
  };
  struct MeasureState {
    std::uint32_t working = 0;  ///< steps of it under way
    std::uint32_t attempt = 0;  ///< that hid the pending latent defect
    Time defect_at = never;     ///< when the latent defect shows; never if none or cancelled
    Time repaired_at = never;   ///< when its repair ends and decides on the measure
  };
  struct StatementState {
    std::uint32_t missing = 0;  ///< measures of its set that are not in force
    Time appears_at = never;    ///< when the effect sets in; never if it does not or was cancelled
    bool lasting = false;       ///< its limit is in place until the set is broken
  };
  struct TimedLimit {
    NodeIndex node;
    Level level;
    Cause cause;
    Time until;
  };
  void schedule_plan();
  void start_ready_steps(Time t);
  [[nodiscard]] bool must_skip(const CompiledMeasure& measure) const;
  void start(std::uint32_t step, Time t);
  void withdraw(std::uint32_t step, Time t);
  void limit_scope(const CompiledMeasure& measure, Time t, Time planned_end, Time end);
  void work_ends(std::uint32_t step, Time t);
  void rollback_ends(std::uint32_t step, Time t);
  void step_ends(std::uint32_t step, Time t);
  void judge_overrun(std::uint32_t step, Time t);
  void enter_force(MeasureIndex m, Time t, bool at_start);
  void leave_force(MeasureIndex m, Time t, EventKind why);
  void plan_latent_defect(MeasureIndex m, std::uint32_t attempt, Time t);
  void latent_appears(MeasureIndex m, Time t);
  void latent_repaired(MeasureIndex m, Time t);
  void combination_complete(StatementIndex s, Time t);
  void combination_broken(StatementIndex s, Time t);
  void statement_appears(StatementIndex s, Time t);
  [[nodiscard]] Time in_next_load_peak(Time after, double u) const;
  void limit_for(NodeIndex node, Level level, Cause cause, Time from, Time until);

  void schedule(Time t, Due due, std::size_t id) {
    if (t < system_->horizon)
      queue_.push(Event(t, static_cast<std::uint8_t>(due), static_cast<std::uint32_t>(id)));
  }
  void report(const TraceEvent& event) const {
    if (trace_ != nullptr) (*trace_)(event);
  }

  const System* system_;
  const StopFlag* stop_;
  const CompiledPlan* plan_ = nullptr;
  const TraceSink* trace_ = nullptr;  ///< null: nobody listens
  Stream stream_{0, 0};
  Propagation propagation_;
  EventQueue queue_;
  ServiceLedger services_;
  ExposureLedger exposure_;
  Outcome outcome_;

  // failures, per FailingResource
  /// What starting a replication needs of a FailingResource, close together in memory.
  struct Clock {
    std::uint64_t key = 0;
    double beyond = 1.0;   ///< numbers from here on fall beyond the horizon; only if `inverts`
    bool inverts = false;  ///< both laws: one pair of numbers gives time to failure and time to repair
    bool operating = false;
  };
  struct Cycle {
    double repair_u = 0.0;     ///< number that the next time to repair is drawn with
    std::uint32_t number = 0;  ///< failures so far
    Time remaining = 0;        ///< operating clocks: time to failure left when the clock was last started
    Time running_since = -1;   ///< operating clocks: −1 while stopped
  };
  /// Whether a failure scheduled earlier still stands: the clock has not been stopped since.
  [[nodiscard]] static bool is_due(const Cycle& cycle, Time t) {
    return cycle.running_since >= 0 && cycle.running_since + cycle.remaining == t;
  }
  std::vector<Cycle> cycles_;
  std::vector<Clock> clocks_;
  std::vector<std::uint32_t>
      operating_of_node_;  ///< FailingResource with an operating clock; none: 0xFFFFFFFF
  std::vector<std::uint32_t> travel_pending_;

  // plan
  Lists<StatementIndex> statements_of_measure_;
  std::vector<std::uint8_t> in_force_;
  std::vector<MeasureState> measures_;
  std::vector<StatementState> statements_;
  std::vector<StepState> steps_;
  std::vector<std::uint32_t> ready_;
  std::vector<TimedLimit> limits_;
  bool steps_started_ = false;  ///< within the current second, after the levels settled
  Time now_ = 0;
};

}  // namespace hakyu::sim
