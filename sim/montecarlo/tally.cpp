#include "sim/montecarlo/tally.hpp"

#include <algorithm>

namespace hakyu::sim {

namespace {

constexpr double seconds_per_hour = 3600.0;

/// Interval in hours of a time measured in seconds.
Figure hours(const Moments& seconds, double confidence) {
  const Figure figure = mean_figure(seconds, confidence);
  return {figure.mean / seconds_per_hour, figure.low / seconds_per_hour, figure.high / seconds_per_hour};
}

}  // namespace

void Tally::add(const Outcome& outcome) {
  impact_.add(outcome.impact);
  exposure_.add(outcome.exposure_days);
  exposure_kev_.add(outcome.exposure_days_kev);
  cost_.add(outcome.cost);
  for (std::size_t i = 0; i < services_.size(); ++i) {
    const ServiceOutcome& seen = outcome.services[i];
    ServiceTally& tally = services_[i];
    tally.down.add(static_cast<double>(seen.down));
    tally.degraded.add(static_cast<double>(seen.degraded));
    tally.affected.add(seen.affected);
    tally.outages.add(static_cast<double>(seen.outages));
    tally.longest.add(static_cast<double>(seen.longest));
    tally.tolerance_exceeded += seen.tolerance_exceeded ? 1U : 0U;
    tally.limit_exceeded += seen.limit_exceeded ? 1U : 0U;
    down_seconds_ += seen.down;
  }
  for (std::size_t i = 0; i < measures_.size(); ++i) {
    const MeasureOutcome& seen = outcome.measures[i];
    MeasureTally& tally = measures_[i];
    tally.in_force += seen.in_force_at_end ? 1U : 0U;
    tally.failed += seen.failed;
    tally.abandoned += seen.abandoned;
    tally.skipped += seen.skipped;
    tally.latent += seen.latent;
    tally.overrun += seen.overrun ? 1U : 0U;
  }
  for (std::size_t set = 0; set < causes_.size(); ++set) causes_[set] += outcome.causes[set];
  cut_seconds_ += outcome.cut_outage_seconds;
  events_ += outcome.events;
}

void Tally::merge(const Tally& later) {
  impact_.merge(later.impact_);
  exposure_.merge(later.exposure_);
  exposure_kev_.merge(later.exposure_kev_);
  cost_.merge(later.cost_);
  for (std::size_t i = 0; i < services_.size(); ++i) {
    const ServiceTally& from = later.services_[i];
    ServiceTally& to = services_[i];
    to.down.merge(from.down);
    to.degraded.merge(from.degraded);
    to.affected.merge(from.affected);
    to.outages.merge(from.outages);
    to.longest.merge(from.longest);
    to.tolerance_exceeded += from.tolerance_exceeded;
    to.limit_exceeded += from.limit_exceeded;
  }
  for (std::size_t i = 0; i < measures_.size(); ++i) {
    const MeasureTally& from = later.measures_[i];
    MeasureTally& to = measures_[i];
    to.in_force += from.in_force;
    to.failed += from.failed;
    to.abandoned += from.abandoned;
    to.skipped += from.skipped;
    to.latent += from.latent;
    to.overrun += from.overrun;
  }
  for (std::size_t set = 0; set < causes_.size(); ++set) causes_[set] += later.causes_[set];
  down_seconds_ += later.down_seconds_;
  cut_seconds_ += later.cut_seconds_;
  events_ += later.events_;
}

ServiceFigures Tally::service_figures(const ServiceTally& tally, double confidence) const {
  return {.down_hours = hours(tally.down, confidence),
          .degraded_hours = hours(tally.degraded, confidence),
          .affected = mean_figure(tally.affected, confidence),
          .outages = mean_figure(tally.outages, confidence),
          .longest_hours = hours(tally.longest, confidence),
          .tolerance_exceeded = share_figure(tally.tolerance_exceeded, count(), confidence),
          .limit_exceeded = share_figure(tally.limit_exceeded, count(), confidence)};
}

MeasureFigures Tally::measure_figures(const MeasureTally& tally, std::uint64_t steps,
                                      double confidence) const {
  // Each of these happens at most once per step of the measure; one that the plan leaves alone has no steps.
  const auto times = [&](std::uint64_t total) {
    const std::uint64_t least = (total + count() - 1) / count();
    return steps == 0 && total == 0 ? Figure{}
                                    : share_figure(total, count(), confidence, std::max(steps, least));
  };
  const Figure in_force = share_figure(tally.in_force, count(), confidence);
  const bool fixed = steps == 0 && (tally.in_force == 0 || tally.in_force == count());
  return {.in_force = fixed ? Figure{in_force.mean, in_force.mean, in_force.mean} : in_force,
          .failed = times(tally.failed),
          .abandoned = times(tally.abandoned),
          .skipped = times(tally.skipped),
          .latent = times(tally.latent),
          .overrun = steps == 0 ? Figure{} : share_figure(tally.overrun, count(), confidence)};
}

Simulation Tally::figures(const CompiledPlan& plan, double confidence) const {
  Simulation result;
  result.plan = plan.id;
  result.replications = static_cast<std::uint32_t>(count());
  result.impact = mean_figure(impact_, confidence);
  result.exposure_days = mean_figure(exposure_, confidence);
  result.exposure_days_kev = mean_figure(exposure_kev_, confidence);
  result.cost = cost_.mean;
  for (const ServiceTally& tally : services_) result.services.push_back(service_figures(tally, confidence));
  std::vector<std::uint64_t> steps(measures_.size(), 0);
  for (const CompiledStep& step : plan.steps) ++steps[step.measure];
  for (std::size_t i = 0; i < measures_.size(); ++i)
    result.measures.push_back(measure_figures(measures_[i], steps[i], confidence));
  const auto replications = static_cast<double>(count());
  for (std::size_t set = 0; set < causes_.size(); ++set)
    if (causes_[set] != 0)
      result.cause_hours[name(static_cast<CauseSet>(set))] =
          static_cast<double>(causes_[set]) / (replications * seconds_per_hour);
  if (down_seconds_ > 0)
    result.cut_share = static_cast<double>(cut_seconds_) / static_cast<double>(down_seconds_);
  result.events = events_;
  return result;
}

}  // namespace hakyu::sim
