// Statements and plans.
#include <unordered_map>

#include "models/read/reader.hpp"

namespace hakyu::models::reading {

void read_special(fields::AppearsKeys, Context& context, const Value& object, Statement& out) {
  const auto appears = object.find("appears");
  if (!appears || !expect(context, *appears, JsonKind::object)) return;
  const auto after = appears->find("after");
  const auto at = appears->find("at");
  const std::vector<std::string_view> known{"after", "at"};
  if (after && at) add(context.report, *appears, {codes::conflicting_keys, "after, at", alternatives(known)});
  if (!after && !at) report_missing_key(context, *appears, alternatives(known));
  if (at && at->is(JsonKind::string) && at->text() == "load_peak")
    out.appears = AtLoadPeak{};
  else if (at)
    add(context.report, *at, {codes::unknown_word, at->shown(), "load_peak", "load_peak"});
  Law law;
  if (after && decode(context, *after, law, {})) out.appears = law;
  finish_inner_object(context, *appears, known);
}

void read_special(fields::RepairKeys, Context& context, const Value& object, Statement& out) {
  const auto repair = object.find("repair");
  const auto lasting = object.find("lasting");
  bool lasts = false;
  if (lasting) decode(context, *lasting, lasts, {});
  if (repair && lasts) {
    add_at_key(context.report, *lasting, {codes::conflicting_keys, "repair, lasting", "repair | lasting"});
    return;
  }
  if (repair && repair->is(JsonKind::string) && repair->text() == "lasting")
    lasts = true;
  else if (Law law; repair && decode(context, *repair, law, {}))
    out.repair = law;
  if (lasts) out.repair = Lasting{};
}

void read_special(fields::StepKeys, Context& context, const Value& object, Step& out) {
  const auto one_of = [&](std::string_view a, std::string_view b) -> std::optional<Value> {
    const auto first = object.find(a);
    const auto second = object.find(b);
    const std::vector<std::string_view> both{a, b};
    if (first && second)
      add_at_key(context.report, *second,
                 {codes::conflicting_keys, std::string(a) + ", " + std::string(b), alternatives(both)});
    if (!first && !second) report_missing_key(context, object, alternatives(both));
    return first ? first : second;
  };
  if (const auto what = one_of("measure", "withdraw")) {
    out.kind = what->key() == "measure" ? StepKind::carry_out : StepKind::withdraw;
    decode(context, *what, out.measure, fields::refers_to(fields::measure));
  }
  const auto when = one_of("at", "after");
  LocalTime time{};
  After after;
  if (when && when->key() == "at") {
    if (decode(context, *when, time, {})) context.step_times.emplace_back(*when, time);
    out.when = time;
  } else if (when && decode(context, *when, after, {})) {
    out.when = after;
  }
}

namespace {

/// The steps of one plan as `after` sees them: which other step each one waits for.
class Waiting {
 public:
  Waiting(Context& context, const Value& plan, const Plan& read) : context_(context), steps_(read.steps) {
    for (std::size_t i = 0; i < steps_.size(); ++i)
      if (steps_[i].kind == StepKind::carry_out) carried_out_[steps_[i].measure].push_back(i);
    if (const auto list = plan.find("steps"))
      for (const Value step : *list) values_.push_back(step);
  }

  void check() {
    if (values_.size() != steps_.size()) return;
    waits_for_.assign(steps_.size(), nothing);
    for (std::size_t i = 0; i < steps_.size(); ++i)
      if (const auto* after = std::get_if<After>(&steps_[i].when)) resolve(i, *after);
    report_cycles();
    report_withdrawn();
  }

 private:
  static constexpr std::size_t nothing = std::numeric_limits<std::size_t>::max();

  [[nodiscard]] Value after_measure(std::size_t step) const {
    return *values_[step].find("after")->find("measure");
  }

  void resolve(std::size_t step, const After& after) {
    if (after.measure.empty()) return;  // reported already
    const auto found = carried_out_.find(after.measure);
    std::vector<std::size_t> others;
    if (found != carried_out_.end())
      for (const std::size_t other : found->second)
        if (other != step) others.push_back(other);
    const Value value = after_measure(step);
    if (others.empty()) {
      std::vector<std::string_view> measures;
      for (const Step& s : steps_)
        if (s.kind == StepKind::carry_out && &s != &steps_[step]) measures.push_back(s.measure);
      add(context_.report, value,
          {codes::after_not_in_plan, value.shown(), alternatives(measures), nearest(value.text(), measures)});
      return;
    }
    if (others.size() > 1)
      add(context_.report, value, {codes::ambiguous_after, value.shown(), "", "", Severity::warning});
    waits_for_[step] = others.front();
  }

  void report_cycles() {
    std::vector<std::size_t> seen_in(steps_.size(), nothing);
    for (std::size_t start = 0; start < steps_.size(); ++start) {
      std::size_t i = start;
      while (i != nothing && seen_in[i] == nothing) {
        seen_in[i] = start;
        i = waits_for_[i];
      }
      if (i == nothing || seen_in[i] != start) continue;
      std::string chain = steps_[i].measure;
      for (std::size_t j = waits_for_[i]; j != i; j = waits_for_[j]) chain += " → " + steps_[j].measure;
      add(context_.report, after_measure(i),
          {codes::after_cycle, shortened(chain + " → " + steps_[i].measure)});
    }
  }

  void report_withdrawn() {
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      if (steps_[i].kind != StepKind::withdraw || carried_out_.contains(steps_[i].measure)) continue;
      if (const auto value = values_[i].find("withdraw")) context_.withdrawn.push_back(*value);
    }
  }

  Context& context_;
  const std::vector<Step>& steps_;
  std::vector<Value> values_;
  std::vector<std::size_t> waits_for_;
  std::unordered_map<std::string_view, std::vector<std::size_t>> carried_out_;
};

}  // namespace

void check(Context& context, const Value& object, const Plan& read) {
  Waiting(context, object, read).check();
}

}  // namespace hakyu::models::reading
