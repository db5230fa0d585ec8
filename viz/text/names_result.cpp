// Names of what results speak of.
#include <array>

#include "models/coverage.hpp"
#include "sim/causes.hpp"
#include "sim/montecarlo/replication.hpp"
#include "sim/plans/rank.hpp"
#include "sim/plans/violations.hpp"
#include "viz/text/text.hpp"

namespace hakyu::viz {

using namespace sim;  // NOLINT(google-build-using-namespace): this file names all of its enumerations

std::string Words::name(Cause cause) const {
  switch (cause) {
    case Cause::planned_work:
      return translate(msgid("cause", "planned work"));
    case Cause::failed_change:
      return translate(msgid("cause", "failed change"));
    case Cause::latent_defect:
      return translate(msgid("cause", "hidden defect after a change"));
    case Cause::combination:
      return translate(msgid("cause", "combination of measures"));
    case Cause::standing_effect:
      return translate(msgid("cause", "standing effect of a measure"));
    case Cause::failure:
      return translate(msgid("cause", "failure"));
    case Cause::attack:
      return translate(msgid("cause", "attack"));
    case Cause::out_of_use:
      return translate(msgid("cause", "out of use"));
  }
  return "?";
}

std::string Words::causes(std::uint8_t set) const { return causes(std::string_view(sim::name(set))); }

std::string Words::causes(std::string_view set) const {
  std::string text;
  while (!set.empty()) {
    const std::string_view one = set.substr(0, set.find('+'));
    set.remove_prefix(std::min(one.size() + 1, set.size()));
    if (!text.empty()) text += " + ";
    bool known = false;
    for (std::size_t i = 0; i < cause_names.size() && !known; ++i)
      if (cause_names[i] == one) {
        text += name(static_cast<Cause>(i));
        known = true;
      }
    if (!known) text += one;
  }
  return text;
}

std::string Words::name(StatementOrigin origin) const {
  switch (origin) {
    case StatementOrigin::stated:
      return translate(msgid("statement origin", "stated"));
    case StatementOrigin::silence:
      return translate(msgid("statement origin", "no answer yet (treated as unverified)"));
    case StatementOrigin::unconfirmed_pair:
      return translate(msgid("statement origin", "each confirmed alone, the combination unverified"));
  }
  return "?";
}

std::string Words::name(EventKind event) const {
  switch (event) {
    case EventKind::failure:
      return translate(msgid("event", "failure"));
    case EventKind::repaired:
      return translate(msgid("event", "repaired"));
    case EventKind::step_started:
      return translate(msgid("event", "work starts"));
    case EventKind::step_skipped:
      return translate(msgid("event", "step skipped"));
    case EventKind::withdrawn:
      return translate(msgid("event", "withdrawn"));
    case EventKind::work_done:
      return translate(msgid("event", "work done"));
    case EventKind::work_failed:
      return translate(msgid("event", "change failed"));
    case EventKind::work_abandoned:
      return translate(msgid("event", "work given up at the turn-back time"));
    case EventKind::rolled_back:
      return translate(msgid("event", "rolled back"));
    case EventKind::in_force:
      return translate(msgid("event", "in force"));
    case EventKind::out_of_force:
      return translate(msgid("event", "no longer in force"));
    case EventKind::expired:
      return translate(msgid("event", "expired"));
    case EventKind::latent_defect:
      return translate(msgid("event", "hidden defect shows"));
    case EventKind::latent_repaired:
      return translate(msgid("event", "hidden defect repaired"));
    case EventKind::combination_effect:
      return translate(msgid("event", "measures do not work together"));
    case EventKind::combination_over:
      return translate(msgid("event", "effect of the combination over"));
    case EventKind::level_change:
      return translate(msgid("event", "change of level"));
  }
  return "?";
}

std::string Words::name(ViolationKind kind) const {
  switch (kind) {
    case ViolationKind::outside_window:
      return translate(msgid("violation", "outside the work window"));
    case ViolationKind::in_blackout:
      return translate(msgid("violation", "in a blackout period"));
    case ViolationKind::crew_exceeded:
      return translate(msgid("violation", "not enough people"));
    case ViolationKind::party_absent:
      return translate(msgid("violation", "party not in attendance"));
    case ViolationKind::lead_time:
      return translate(msgid("violation", "lead time too short"));
    case ViolationKind::beyond_horizon:
      return translate(msgid("violation", "may end after the study"));
  }
  return "?";
}

std::string Words::name(sim::Verdict verdict) const {
  switch (verdict) {
    case sim::Verdict::a_better:
      return translate(msgid("verdict", "first is better"));
    case sim::Verdict::b_better:
      return translate(msgid("verdict", "second is better"));
    case sim::Verdict::equivalent:
      return translate(msgid("verdict", "practically equal"));
    case sim::Verdict::undecided:
      return translate(msgid("verdict", "no difference could be confirmed"));
  }
  return "?";
}

std::string Words::name(StopReason reason) const {
  switch (reason) {
    case StopReason::all_decided:
      return translate(msgid("stop", "every pair of plans is decided"));
    case StopReason::replications_used_up:
      return translate(msgid("stop", "the allowed replications are used up"));
    case StopReason::interrupted:
      return translate(msgid("stop", "interrupted"));
  }
  return "?";
}

std::string Words::name(models::Confirmation confirmation) const {
  switch (confirmation) {
    case models::Confirmation::both:
      return translate(msgid("confirmation", "confirmed by both sides"));
    case models::Confirmation::one_side:
      return translate(msgid("confirmation", "one side only"));
    case models::Confirmation::none:
      return translate(msgid("confirmation", "unconfirmed"));
  }
  return "?";
}

}  // namespace hakyu::viz
