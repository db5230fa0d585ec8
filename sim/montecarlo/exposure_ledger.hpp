// Books how long findings stay open (semantics §7, exposure).
#pragma once

#include <vector>

#include "sim/montecarlo/replication.hpp"
#include "sim/system.hpp"

namespace hakyu::sim {

class ExposureLedger {
 public:
  /// `system` must outlive the ledger.
  explicit ExposureLedger(const System& system);

  /// No measure in force at t = 0.
  void reset();

  /// Measure `m` came into force or left it at second t; `in_force` tells the state of all measures from t
  /// on.
  void change(MeasureIndex m, Time t, const std::vector<std::uint8_t>& in_force);

  /// Ends all books at the horizon.
  void close(Time horizon, Outcome& outcome);

 private:
  void book(std::size_t finding, Time t);

  struct Open {
    Time since = 0;
    double rate = 1.0;  ///< Π (1 − effectiveness of the remedies in force)
    double seconds = 0.0;
  };
  const System* system_;
  Lists<std::uint32_t> findings_of_measure_;
  std::vector<Open> open_;
};

}  // namespace hakyu::sim
