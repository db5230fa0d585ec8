#include "sim/montecarlo/exposure_ledger.hpp"

namespace hakyu::sim {

ExposureLedger::ExposureLedger(const System& system) : system_(&system), open_(system.findings.size()) {
  std::vector<std::vector<std::uint32_t>> of(system.measures.size());
  for (std::size_t f = 0; f < system.findings.size(); ++f)
    for (const OpenFinding::Remedy& remedy : system.findings[f].remedies) {
      auto& list = of[remedy.measure];
      if (list.empty() || list.back() != f) list.push_back(static_cast<std::uint32_t>(f));
    }
  for (const auto& list : of) {
    findings_of_measure_.items.insert(findings_of_measure_.items.end(), list.begin(), list.end());
    findings_of_measure_.end_row();
  }
}

void ExposureLedger::reset() {
  for (std::size_t f = 0; f < open_.size(); ++f) open_[f] = {system_->findings[f].from, 1.0, 0.0};
}

void ExposureLedger::book(std::size_t finding, Time t) {
  Open& open = open_[finding];
  if (t <= open.since) return;  // not yet published
  open.seconds += open.rate * static_cast<double>(t - open.since);
  open.since = t;
}

void ExposureLedger::change(MeasureIndex m, Time t, const std::vector<std::uint8_t>& in_force) {
  for (const std::uint32_t f : findings_of_measure_[m]) {
    book(f, t);
    double rate = 1.0;
    for (const OpenFinding::Remedy& remedy : system_->findings[f].remedies)
      if (in_force[remedy.measure] != 0) rate *= 1.0 - remedy.effectiveness;
    open_[f].rate = rate;
  }
}

void ExposureLedger::close(Time horizon, Outcome& outcome) {
  outcome.exposure_days = 0.0;
  outcome.exposure_days_kev = 0.0;
  for (std::size_t f = 0; f < open_.size(); ++f) {
    book(f, horizon);
    const double days = open_[f].seconds / 86400.0;
    outcome.exposure_days += days;
    if (system_->findings[f].known_exploited) outcome.exposure_days_kev += days;
  }
}

}  // namespace hakyu::sim
