#include "sim/plans/violations.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "models/read/units.hpp"
#include "sim/plans/step_order.hpp"

namespace hakyu::sim {

namespace {

using models::reading::format_duration;

constexpr Time day = 86'400;

Time mean_of(const Sampler& law) {
  return static_cast<Time>(std::ceil(std::min(law.mean(), static_cast<double>(Sampler::longest))));
}

PlacedStep placed(const System& system, const CompiledStep& step, std::uint32_t number, Time start) {
  PlacedStep made{number, step.measure, step.withdraw, start, start, start, start, std::nullopt};
  const CompiledMeasure& measure = system.measures[step.measure];
  if (step.withdraw || !measure.has_work) return made;
  const Time work = mean_of(measure.duration);
  Time longest = std::max(work, measure.duration.near_quantile(0.95));
  if (measure.give_up_after) {
    longest = std::min(longest, *measure.give_up_after);
    made.turn_back = start + *measure.give_up_after;
  }
  made.work_end = start + work;
  if (!measure.scope.empty())
    made.downtime_end = start + std::min(work, measure.downtime ? mean_of(*measure.downtime) : work);
  const bool may_fail = measure.give_up_after || measure.failure_probability > 0.0;
  made.latest_end = std::max(made.work_end, start + longest + (may_fail ? mean_of(measure.rollback) : 0));
  return made;
}

/// True if one of the (disjoint) intervals contains all of [from, to], which may be a point.
bool contained(const std::vector<Interval>& all, Time from, Time to) {
  return std::any_of(all.begin(), all.end(), [=](const Interval& each) {
    return each.from <= from && from < each.to && to <= each.to;
  });
}

/// A text of the model as it was written: in every language, or in Japanese.
const std::string& as_written(const models::Text& text) { return text.in(models::Language::ja); }

/// Checks the steps of one plan.
class Checker {
 public:
  Checker(const System& system, PlanIndex plan)
      : system_(system), model_(*system.model), index_(plan), steps_(place(system, system.plans[plan])) {
    for (const models::Party& party : model_.parties) parties_.emplace(party.id, &party);
    for (const PlacedStep& step : steps_) crews_.push_back(crew(step));
  }

  std::vector<Violation> all() {
    for (const PlacedStep& step : steps_) {
      check_window(step);
      check_blackouts(step);
      if (!step.withdraw) {
        check_crew(step);
        check_attendance(step);
      }
      check_lead_time(step);
      if (step.latest_end > system_.horizon)
        add(ViolationKind::beyond_horizon, step, {},
            format_duration(models::Seconds(step.latest_end - system_.horizon)));
    }
    return std::move(found_);
  }

 private:
  [[nodiscard]] const models::Measure& measure(const PlacedStep& step) const {
    return model_.measures[step.measure];
  }

  void add(ViolationKind kind, const PlacedStep& step, const models::Id& party, std::string what) {
    Violation violation{kind,  index_,          step.step, step.measure, step.start, step.work_end,
                        party, std::move(what), {}};
    // A plan that compilation added has no steps, so a plan with steps is one of the model, at the same
    // place.
    violation.origin = model_.plans[index_].steps[step.step].annotation.origin;
    found_.push_back(std::move(violation));
  }

  void check_window(const PlacedStep& step) {
    const std::vector<models::Id>& wanted = measure(step).windows;
    if (wanted.empty()) return;
    std::vector<Interval> open;
    std::string names;
    for (const models::Window& window : model_.calendar.windows) {
      if (std::find(wanted.begin(), wanted.end(), window.id) == wanted.end()) continue;
      const std::vector<Interval> each =
          occurrences(window, model_.calendar, system_.start, step.start - day, step.work_end + day);
      open.insert(open.end(), each.begin(), each.end());
      names += (names.empty() ? "" : ", ") + window.id;
    }
    if (!contained(merged(std::move(open)), step.start, step.work_end))
      add(ViolationKind::outside_window, step, {}, names);
  }

  void check_blackouts(const PlacedStep& step) {
    for (const models::TimeSpan& span : model_.calendar.blackouts) {
      const Time from = (span.from - system_.start).count();
      const Time to = (span.to - system_.start).count();
      const bool overlaps = step.start < to && (from < step.work_end || from == step.start);
      if (overlaps) add(ViolationKind::in_blackout, step, {}, as_written(span.text));
    }
  }

  /// People of each party that the step needs.
  [[nodiscard]] std::map<models::Id, int> crew(const PlacedStep& step) const {
    std::map<models::Id, int> people;
    if (step.withdraw || !measure(step).work) return people;
    for (const models::Crew& each : measure(step).work->crew) people[each.party] += each.people;
    return people;
  }

  /// The crews at work when the step begins, this one included; of steps that begin together the later one
  /// in the plan is the one too many.
  void check_crew(const PlacedStep& step) {
    if (step.start == step.work_end) return;
    for (const auto& [party, own] : crews_[step.step]) {
      const auto known = parties_.find(party);
      if (known == parties_.end() || !known->second->people) continue;
      int busy = own;
      for (const PlacedStep& other : steps_) {
        const bool earlier =
            other.start < step.start || (other.start == step.start && other.step < step.step);
        if (!earlier || other.work_end <= step.start) continue;
        const std::map<models::Id, int>& people = crews_[other.step];
        if (const auto same = people.find(party); same != people.end()) busy += same->second;
      }
      const int there = *known->second->people;
      if (busy > there)
        add(ViolationKind::crew_exceeded, step, party, std::to_string(busy) + '/' + std::to_string(there));
    }
  }

  void check_attendance(const PlacedStep& step) {
    for (const auto& [party, people] : crews_[step.step]) {
      const auto known = parties_.find(party);
      if (known == parties_.end() || known->second->attendance.empty() || people == 0) continue;
      const std::vector<Interval> present = occurrences(known->second->attendance, model_.calendar,
                                                        system_.start, step.start - day, step.work_end + day);
      if (!contained(present, step.start, step.work_end))
        add(ViolationKind::party_absent, step, party, std::to_string(people));
    }
  }

  void check_lead_time(const PlacedStep& step) {
    const std::optional<models::Seconds>& lead = measure(step).lead_time;
    if (!step.withdraw && lead && step.start < lead->count())
      add(ViolationKind::lead_time, step, measure(step).by, format_duration(*lead));
  }

  const System& system_;
  const models::Model& model_;
  PlanIndex index_;
  std::vector<PlacedStep> steps_;
  std::map<models::Id, const models::Party*> parties_;
  std::vector<std::map<models::Id, int>> crews_;  ///< per step
  std::vector<Violation> found_;
};

}  // namespace

std::vector<PlacedStep> place(const System& system, const CompiledPlan& plan) {
  std::vector<PlacedStep> steps(plan.steps.size());
  for (const std::uint32_t i : step_order(plan)) {
    const CompiledStep& step = plan.steps[i];
    const auto* after = std::get_if<StepAfter>(&step.when);
    const Time start = after != nullptr ? std::min(steps[after->step].work_end, Sampler::longest) + after->lag
                                        : std::get<StepAt>(step.when).at;
    steps[i] = placed(system, step, i, start);
  }
  return steps;
}

namespace {

/// What a plan needs is stated in the model alone; a system that was put together by hand may lack it.
void expect_model(const System& system, PlanIndex plan) {
  if (plan >= system.plans.size()) throw models::Error("unknown-plan", std::to_string(plan.value));
  const std::size_t steps = system.plans[plan].steps.size();
  const models::Model* model = system.model.get();
  if (steps > 0 &&
      (model == nullptr || plan >= model->plans.size() || model->plans[plan].steps.size() != steps ||
       model->measures.size() != system.measures.size()))
    throw models::Error("incomplete-model", system.plans[plan].id);
}

}  // namespace

std::vector<Violation> violations(const System& system, PlanIndex plan) {
  expect_model(system, plan);
  if (system.plans[plan].steps.empty()) return {};
  return Checker(system, plan).all();
}

std::vector<ViolationKind> unstated_rules(const System& system, PlanIndex plan) {
  expect_model(system, plan);
  const std::vector<CompiledStep>& steps = system.plans[plan].steps;
  const auto no_step = [&](const auto& states) {
    return std::none_of(steps.begin(), steps.end(), [&](const CompiledStep& step) {
      return states(system.model->measures[step.measure]);
    });
  };
  const auto limits_party = [&](const models::Crew& crew) {
    const auto& parties = system.model->parties;
    return std::any_of(parties.begin(), parties.end(), [&](const models::Party& party) {
      return party.id == crew.party && (party.people || !party.attendance.empty());
    });
  };
  std::vector<ViolationKind> unstated;
  if (no_step([](const models::Measure& m) { return !m.windows.empty(); }))
    unstated.push_back(ViolationKind::outside_window);
  if (steps.empty() || system.model->calendar.blackouts.empty())
    unstated.push_back(ViolationKind::in_blackout);
  if (no_step([&](const models::Measure& m) {
        return m.work && std::any_of(m.work->crew.begin(), m.work->crew.end(), limits_party);
      }))
    unstated.push_back(ViolationKind::crew_exceeded);
  if (no_step([](const models::Measure& m) { return m.lead_time.has_value(); }))
    unstated.push_back(ViolationKind::lead_time);
  return unstated;
}

}  // namespace hakyu::sim
