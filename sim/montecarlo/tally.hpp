// Sums over replications of one plan, kept so that parts can be added together in a fixed order.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "sim/montecarlo/replication.hpp"
#include "sim/montecarlo/simulate.hpp"
#include "sim/montecarlo/statistics.hpp"

namespace hakyu::sim {

/// What a replication of one plan adds to its figures. Counts and seconds are whole numbers and therefore
/// exact; the rest are Moments.
class Tally {
 public:
  Tally() = default;
  Tally(std::size_t services, std::size_t measures) : services_(services), measures_(measures) {}

  /// Pre-condition: as many services and measures as given to the constructor.
  void add(const Outcome& outcome);
  /// Appends what `later` has counted.
  void merge(const Tally& later);

  [[nodiscard]] std::uint64_t count() const { return impact_.count; }
  [[nodiscard]] const Moments& impact() const { return impact_; }
  /// Mean contacts not served normally, unweighted, of a service.
  [[nodiscard]] double affected(std::size_t service) const { return services_[service].affected.mean; }

  /// Figures of `plan`, `cvar95` and `stopped_early` left out. Pre-condition: count() > 0.
  [[nodiscard]] Simulation figures(const CompiledPlan& plan, double confidence) const;

 private:
  struct ServiceTally {
    Moments down, degraded, affected, outages, longest;
    std::uint64_t tolerance_exceeded = 0, limit_exceeded = 0;
  };
  struct MeasureTally {
    std::uint64_t in_force = 0, failed = 0, abandoned = 0, skipped = 0, latent = 0, overrun = 0;
  };
  [[nodiscard]] ServiceFigures service_figures(const ServiceTally& tally, double confidence) const;
  [[nodiscard]] MeasureFigures measure_figures(const MeasureTally& tally, std::uint64_t steps,
                                               double confidence) const;

  Moments impact_, exposure_, exposure_kev_, cost_;
  std::vector<ServiceTally> services_;
  std::vector<MeasureTally> measures_;
  std::array<Time, 256> causes_{};
  Time down_seconds_ = 0;
  Time cut_seconds_ = 0;
  std::uint64_t events_ = 0;
};

}  // namespace hakyu::sim
