#include "sim/montecarlo/service_ledger.hpp"

#include <algorithm>
#include <utility>

namespace hakyu::sim {

void ServiceLedger::reset() { std::fill(open_.begin(), open_.end(), Open{}); }

void ServiceLedger::book(std::size_t s, Time t, Outcome& outcome) {
  Open& open = open_[s];
  const Time from = std::exchange(open.since, t);
  if (open.level == Level::up || from == t) return;
  const CompiledService& service = system_->services[s];
  ServiceOutcome& booked = outcome.services[s];
  outcome.causes[open.causes] += t - from;
  const auto contacts = [&](Time a, Time b) { return service.demand.until(b) - service.demand.until(a); };
  if (open.level == Level::degraded) {
    booked.degraded += t - from;
    booked.affected += contacts(from, t) * (1.0 - service.degraded_capacity);
    return;
  }
  booked.down += t - from;
  // What a plan takes down on purpose, and the rollback of its work: both are hours the plan has to answer
  // for.
  constexpr CauseSet planned =
      bit(Cause::planned_work) | bit(Cause::failed_change) | bit(Cause::standing_effect);
  if ((open.causes & planned) != 0) booked.planned_down += t - from;
  // Paper operation carries part of the demand until the staff is exhausted; the clock runs from the start of
  // the outage.
  const Time paper_ends = std::clamp(open.outage_start + service.fallback_sustain, from, t);
  booked.affected += contacts(from, paper_ends) * (1.0 - service.fallback_capacity);
  booked.affected += contacts(paper_ends, t) * (1.0 - service.fallback_exhausted);
}

void ServiceLedger::end_outage(std::size_t s, Time t, ServiceOutcome& outcome) const {
  const Time length = t - open_[s].outage_start;
  outcome.longest = std::max(outcome.longest, length);
  const std::optional<Time>& tolerance = system_->services[s].tolerance;
  if (tolerance && length > *tolerance) outcome.tolerance_exceeded = true;
}

void ServiceLedger::change(ServiceIndex s, Time t, Level level, CauseSet causes, Outcome& outcome) {
  book(s, t, outcome);
  Open& open = open_[s];
  ServiceOutcome& booked = outcome.services[s];
  if (open.level != Level::down && level == Level::down) {
    open.outage_start = t;
    ++booked.outages;
  } else if (open.level == Level::down && level != Level::down) {
    end_outage(s, t, booked);
  }
  open.level = level;
  open.causes = causes;
}

void ServiceLedger::close(Time horizon, Outcome& outcome) {
  outcome.impact = 0.0;
  for (std::size_t s = 0; s < open_.size(); ++s) {
    book(s, horizon, outcome);
    ServiceOutcome& booked = outcome.services[s];
    if (open_[s].level == Level::down) {
      end_outage(s, horizon, booked);
      outcome.cut_outage_seconds += horizon - open_[s].outage_start;
    }
    const CompiledService& service = system_->services[s];
    booked.limit_exceeded = service.limit && booked.planned_down > *service.limit;
    outcome.impact += service.weight * booked.affected;
  }
}

}  // namespace hakyu::sim
