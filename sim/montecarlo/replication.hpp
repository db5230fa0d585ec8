// One replication of one plan (semantics §2–7).
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "sim/causes.hpp"
#include "sim/stop.hpp"
#include "sim/system.hpp"

namespace hakyu::sim {

struct ServiceOutcome {
  Time down = 0;          ///< seconds
  Time degraded = 0;      ///< seconds
  double affected = 0.0;  ///< patient contacts not served normally, unweighted
  std::uint32_t outages = 0;
  Time longest = 0;
  Time planned_down =
      0;  ///< seconds down with planned work, its rollback or a standing effect among the causes
  bool tolerance_exceeded = false;
  bool limit_exceeded = false;
};

struct MeasureOutcome {
  bool in_force_at_end = false;
  std::uint32_t attempts = 0, failed = 0, abandoned = 0, skipped = 0, latent = 0;
  bool overrun = false;  ///< work or rollback ended outside the window it began in
};

/// The vector of semantics §7 for one replication.
struct Outcome {
  double impact = 0.0;                   ///< Σ weight · affected
  std::vector<ServiceOutcome> services;  ///< as in System::services
  std::vector<MeasureOutcome> measures;  ///< as in System::measures
  std::array<Time, 256> causes{};        ///< lost seconds of services by CauseSet
  double exposure_days = 0.0;
  double exposure_days_kev = 0.0;
  double cost = 0.0;
  std::uint64_t events = 0;     ///< handled, for measuring speed
  Time cut_outage_seconds = 0;  ///< of outages still open at the horizon
};

enum class EventKind : std::uint8_t {
  failure,
  repaired,
  step_started,
  step_skipped,
  withdrawn,
  work_done,
  work_failed,
  work_abandoned,
  rolled_back,
  in_force,
  out_of_force,
  expired,
  latent_defect,
  latent_repaired,
  combination_effect,
  combination_over,
  level_change
};

/// One line of the event log.
struct TraceEvent {
  Time at = 0;
  EventKind kind = EventKind::failure;
  NodeIndex node{};            ///< failure, repaired, latent…, combination…, level_change
  MeasureIndex measure{};      ///< steps, force, latent
  StatementIndex statement{};  ///< combination…
  Level level = Level::up;     ///< level_change: the new level
  CauseSet causes = 0;         ///< level_change: why it is below up
  bool extra_travel = false;   ///< failure: the repair needed travel
};

using TraceSink = std::function<void(const TraceEvent&)>;

/// A work window to judge overruns by: occurrences per measure (empty list: no window stated).
using MeasureWindows = std::vector<std::vector<Interval>>;

/// Runs replications of plans; keeps its working memory between runs. One object per thread.
class Replicator {
 public:
  /// Once `stop`, if given, is true, a replication ends at its next event.
  explicit Replicator(const System& system, const StopFlag* stop = nullptr);
  ~Replicator();
  Replicator(Replicator&&) noexcept;
  Replicator& operator=(Replicator&&) noexcept;

  /// Simulates replication number `replication` of `plan`. The result depends only on (system, plan, seed,
  /// replication); it is of no use if `stop` was set meanwhile.
  const Outcome& run(const CompiledPlan& plan, std::uint32_t replication, std::uint64_t seed,
                     const TraceSink& trace = {});

 private:
  class Run;
  std::unique_ptr<Run> run_;
};

}  // namespace hakyu::sim
