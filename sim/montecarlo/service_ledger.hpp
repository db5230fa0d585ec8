// Books what the services lose: time, patient contacts, outages and their causes (semantics §7).
#pragma once

#include <vector>

#include "sim/montecarlo/replication.hpp"
#include "sim/system.hpp"

namespace hakyu::sim {

class ServiceLedger {
 public:
  /// `system` must outlive the ledger.
  explicit ServiceLedger(const System& system) : system_(&system), open_(system.services.size()) {}

  /// All services up at t = 0.
  void reset();

  /// Service `s` has level `level` because of `causes` from second t on.
  void change(ServiceIndex s, Time t, Level level, CauseSet causes, Outcome& outcome);

  /// Ends all books at the horizon and fills in the sums.
  void close(Time horizon, Outcome& outcome);

 private:
  struct Open {
    Time since = 0;
    Time outage_start = 0;
    Level level = Level::up;
    CauseSet causes = 0;
  };
  void book(std::size_t s, Time t, Outcome& outcome);
  void end_outage(std::size_t s, Time t, ServiceOutcome& outcome) const;

  const System* system_;
  std::vector<Open> open_;
};

}  // namespace hakyu::sim
