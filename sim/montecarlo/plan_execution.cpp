// Steps, measures, latent defects and combinations of one replication (semantics §4, §5).
#include <algorithm>
#include <variant>

#include "sim/montecarlo/run.hpp"

namespace hakyu::sim {

void Replicator::Run::schedule_plan() {
  for (std::size_t i = 0; i < plan_->steps.size(); ++i)
    if (const auto* at = std::get_if<StepAt>(&plan_->steps[i].when)) schedule(at->at, Due::step, i);
  for (std::size_t m = 0; m < system_->measures.size(); ++m) {
    const CompiledMeasure& measure = system_->measures[m];
    if (measure.expires && *measure.expires >= 0) schedule(*measure.expires, Due::expiry, m);
  }
  for (std::size_t m = 0; m < system_->measures.size(); ++m)
    if (system_->measures[m].in_force_at_start) enter_force(MeasureIndex(m), 0, true);
}

// ---------------------------------------------------------------- steps

void Replicator::Run::start_ready_steps(Time t) {
  // A skipped or withdrawing step may make a later one ready within the same second.
  while (!ready_.empty()) {
    const auto first = std::min_element(ready_.begin(), ready_.end());
    const std::uint32_t step = *first;
    ready_.erase(first);
    steps_started_ = true;
    if (plan_->steps[step].withdraw)
      withdraw(step, t);
    else
      start(step, t);
  }
}

bool Replicator::Run::must_skip(const CompiledMeasure& measure) const {
  const auto missing = [&](MeasureIndex m) { return in_force_[m] == 0; };
  const auto in_the_way = [&](MeasureIndex m) { return in_force_[m] != 0 || measures_[m].working != 0; };
  return std::any_of(measure.requires_measures.begin(), measure.requires_measures.end(), missing) ||
         std::any_of(measure.conflicts.begin(), measure.conflicts.end(), in_the_way);
}

void Replicator::Run::start(std::uint32_t step, Time t) {
  const CompiledStep& planned = plan_->steps[step];
  const CompiledMeasure& measure = system_->measures[planned.measure];
  MeasureOutcome& outcome = outcome_.measures[planned.measure];
  ++outcome.attempts;
  if (must_skip(measure)) {
    ++outcome.skipped;
    report({.at = t, .kind = EventKind::step_skipped, .measure = planned.measure});
    step_ends(step, t);
    return;
  }
  report({.at = t, .kind = EventKind::step_started, .measure = planned.measure});
  outcome_.cost += measure.cost;
  StepState& state = steps_[step];
  state = {};
  state.start = t;
  if (!measure.has_work) {
    enter_force(planned.measure, t, false);
    step_ends(step, t);
    return;
  }
  ++measures_[planned.measure].working;
  for (const Interval& window : measure.windows)
    if (window.from <= t && t < window.to) {
      state.window_known = true;
      state.window_end = window.to;
    }
  const std::uint32_t attempt = planned.attempt;
  Time work = measure.duration.draw(stream_, measure.key, Purpose::work_duration, attempt);
  const Time downtime =
      measure.downtime
          ? std::min(work, measure.downtime->draw(stream_, measure.key, Purpose::downtime, attempt))
          : work;
  state.abandoned = measure.give_up_after && work > *measure.give_up_after;
  if (state.abandoned) work = *measure.give_up_after;
  state.failed = !state.abandoned && stream_.uniforms(measure.key, Purpose::change_fails, attempt).first <
                                         measure.failure_probability;
  const Time planned_end = t + std::min(downtime, work);
  Time end = planned_end;
  if (state.abandoned || state.failed) {
    end = t + work + measure.rollback.draw(stream_, measure.key, Purpose::rollback, attempt);
    schedule(end, Due::rollback_end, step);
  }
  limit_scope(measure, t, planned_end, end);
  schedule(t + work, Due::work_end, step);
}

void Replicator::Run::limit_scope(const CompiledMeasure& measure, Time t, Time planned_end, Time end) {
  for (const ScopedNode& scoped : measure.scope) {
    if (end == planned_end) {
      limit_for(scoped.node, measure.level_during, Cause::planned_work, t, planned_end + scoped.extra);
      continue;
    }
    // What was planned is booked as planned; what the failure adds is booked to it, restart of dependents
    // included.
    limit_for(scoped.node, measure.level_during, Cause::planned_work, t, planned_end);
    limit_for(scoped.node, measure.level_during, Cause::failed_change, planned_end, end + scoped.extra);
  }
}

void Replicator::Run::limit_for(NodeIndex node, Level level, Cause cause, Time from, Time until) {
  if (until <= from || level == Level::up) return;
  limits_.push_back({node, level, cause, until});
  const std::size_t id = limits_.size() - 1;
  if (from > now_) {
    schedule(from, Due::limit_begin, id);
    return;
  }
  propagation_.limit(node, level, cause);
  schedule(until, Due::limit_end, id);
}

void Replicator::Run::withdraw(std::uint32_t step, Time t) {
  const MeasureIndex m = plan_->steps[step].measure;
  if (in_force_[m] != 0)
    leave_force(m, t, EventKind::withdrawn);
  else
    report({.at = t, .kind = EventKind::step_skipped, .measure = m});
  step_ends(step, t);
}

void Replicator::Run::work_ends(std::uint32_t step, Time t) {
  const MeasureIndex m = plan_->steps[step].measure;
  const StepState& state = steps_[step];
  MeasureOutcome& outcome = outcome_.measures[m];
  if (state.abandoned || state.failed) {
    if (state.abandoned) {
      ++outcome.abandoned;
    } else {
      ++outcome.failed;
    }
    report({.at = t,
            .kind = state.abandoned ? EventKind::work_abandoned : EventKind::work_failed,
            .measure = m});
    return;
  }
  --measures_[m].working;
  report({.at = t, .kind = EventKind::work_done, .measure = m});
  judge_overrun(step, t);
  enter_force(m, t, false);
  if (in_force_[m] != 0) plan_latent_defect(m, plan_->steps[step].attempt, t);
  step_ends(step, t);
}

void Replicator::Run::rollback_ends(std::uint32_t step, Time t) {
  const MeasureIndex m = plan_->steps[step].measure;
  --measures_[m].working;
  report({.at = t, .kind = EventKind::rolled_back, .measure = m});
  judge_overrun(step, t);
  if (in_force_[m] != 0) leave_force(m, t, EventKind::out_of_force);
  step_ends(step, t);
}

void Replicator::Run::step_ends(std::uint32_t step, Time t) {
  for (std::size_t i = 0; i < plan_->steps.size(); ++i)
    if (const auto* after = std::get_if<StepAfter>(&plan_->steps[i].when);
        after != nullptr && after->step == step) {
      if (after->lag == 0 && steps_started_)
        ready_.push_back(static_cast<std::uint32_t>(i));  // within the second in which the step was skipped
      else
        schedule(t + after->lag, Due::step, i);
    }
}

void Replicator::Run::judge_overrun(std::uint32_t step, Time t) {
  const StepState& state = steps_[step];
  if (state.window_known && t > state.window_end)
    outcome_.measures[plan_->steps[step].measure].overrun = true;
}

// ---------------------------------------------------------------- in force

void Replicator::Run::enter_force(MeasureIndex m, Time t, bool at_start) {
  const CompiledMeasure& measure = system_->measures[m];
  if (in_force_[m] != 0) return;
  if (measure.expires && *measure.expires <= t) {
    report({.at = t, .kind = EventKind::expired, .measure = m});
    return;
  }
  in_force_[m] = 1;
  for (const StandingLimit& effect : measure.limits)
    if (effect.level != Level::up) propagation_.limit(effect.node, effect.level, Cause::standing_effect);
  for (const FlowIndex flow : measure.blocks) propagation_.block(flow);
  exposure_.change(m, t, in_force_);
  report({.at = t, .kind = EventKind::in_force, .measure = m});
  for (const StatementIndex s : statements_of_measure_[m]) {
    if (--statements_[s].missing != 0) continue;
    // Silence about measures that were in force before the study began has been answered by operation.
    if (at_start && system_->statements[s].origin != StatementOrigin::stated) continue;
    combination_complete(s, t);
  }
}

void Replicator::Run::leave_force(MeasureIndex m, Time t, EventKind why) {
  in_force_[m] = 0;
  measures_[m].defect_at = measures_[m].repaired_at = never;
  const CompiledMeasure& measure = system_->measures[m];
  for (const StandingLimit& effect : measure.limits)
    if (effect.level != Level::up) propagation_.release(effect.node, effect.level, Cause::standing_effect);
  for (const FlowIndex flow : measure.blocks) propagation_.unblock(flow);
  exposure_.change(m, t, in_force_);
  report({.at = t, .kind = why, .measure = m});
  for (const StatementIndex s : statements_of_measure_[m])
    if (statements_[s].missing++ == 0) combination_broken(s, t);
}

// ---------------------------------------------------------------- latent defects

Time Replicator::Run::in_next_load_peak(Time after, double u) const {
  if (system_->latent_window) return after + std::max<Time>(1, system_->latent_window->quantile(u));
  const std::vector<Interval>& peaks = system_->load_peaks;
  const auto next = std::upper_bound(peaks.begin(), peaks.end(), after,
                                     [](Time t, const Interval& peak) { return t < peak.from; });
  if (next != peaks.end())
    return next->from + static_cast<Time>(u * static_cast<double>(next->to - next->from));
  return system_->horizon;
}

void Replicator::Run::plan_latent_defect(MeasureIndex m, std::uint32_t attempt, Time t) {
  const CompiledMeasure& measure = system_->measures[m];
  const UniformPair u = stream_.uniforms(measure.key, Purpose::latent_defect, attempt);
  if (u.first >= measure.latent_probability) return;
  measures_[m].attempt = attempt;
  measures_[m].defect_at = in_next_load_peak(t, u.second);
  schedule(measures_[m].defect_at, Due::latent_appears, m);
}

void Replicator::Run::latent_appears(MeasureIndex m, Time t) {
  if (measures_[m].defect_at != t) return;
  measures_[m].defect_at = never;
  const CompiledMeasure& measure = system_->measures[m];
  ++outcome_.measures[m].latent;
  const Time repair =
      measure.latent_repair.draw(stream_, measure.key, Purpose::latent_repair, measures_[m].attempt);
  for (const NodeIndex node : measure.latent_nodes) {
    report({.at = t,
            .kind = EventKind::latent_defect,
            .node = node,
            .measure = m,
            .level = measure.latent_level});
    limit_for(node, measure.latent_level, Cause::latent_defect, t, t + repair);
  }
  measures_[m].repaired_at = t + repair;
  schedule(t + repair, Due::latent_repaired, m);
}

void Replicator::Run::latent_repaired(MeasureIndex m, Time t) {
  report({.at = t, .kind = EventKind::latent_repaired, .measure = m});
  if (measures_[m].repaired_at != t || system_->measures[m].latent_keeps) return;
  leave_force(m, t, EventKind::out_of_force);
}

// ---------------------------------------------------------------- combinations

void Replicator::Run::combination_complete(StatementIndex s, Time t) {
  const CompiledStatement& statement = system_->statements[s];
  const UniformPair u = stream_.uniforms(statement.key, Purpose::statement, 0);
  if (u.first >= statement.probability) return;
  const Time at = statement.at_load_peak
                      ? in_next_load_peak(t, u.second)
                      : t + statement.delay.draw(stream_, statement.key, Purpose::statement_delay, 0);
  statements_[s].appears_at = at;
  schedule(at, Due::statement_appears, s);
}

void Replicator::Run::combination_broken(StatementIndex s, Time t) {
  StatementState& state = statements_[s];
  state.appears_at = never;
  if (!state.lasting) return;
  state.lasting = false;
  const CompiledStatement& statement = system_->statements[s];
  propagation_.release(statement.resource, statement.level, Cause::combination);
  report({.at = t, .kind = EventKind::combination_over, .node = statement.resource, .statement = s});
}

void Replicator::Run::statement_appears(StatementIndex s, Time t) {
  StatementState& state = statements_[s];
  if (state.appears_at != t) return;
  state.appears_at = never;
  const CompiledStatement& statement = system_->statements[s];
  if (statement.level == Level::up) return;
  report({.at = t,
          .kind = EventKind::combination_effect,
          .node = statement.resource,
          .statement = s,
          .level = statement.level});
  if (!statement.repair) {
    state.lasting = true;
    propagation_.limit(statement.resource, statement.level, Cause::combination);
    return;
  }
  const Time repair = statement.repair->draw(stream_, statement.key, Purpose::statement_repair, 0);
  limit_for(statement.resource, statement.level, Cause::combination, t, t + repair);
  schedule(t + repair, Due::statement_over, s);
}

}  // namespace hakyu::sim
