// Schedules: all plans over the study, and the steps of one plan by the clock.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "viz/chart/plan_charts.hpp"
#include "viz/text/width.hpp"

namespace hakyu::viz {

namespace {

using sim::Interval;
using sim::Time;

constexpr Time hour = 3600;
constexpr Time day = 24 * hour;

double d(Time t) { return static_cast<double>(t); }

/// Seconds from the start of the study to the midnight before (or at) `t`.
Time midnight(const sim::System& system, Time t) {
  const models::LocalTime at = local(system, t);
  return t - (at - std::chrono::floor<std::chrono::days>(at)).count();
}

struct Blackout {
  Interval when;
  std::string name;
};

std::vector<Blackout> blackouts(const sim::System& system, Time from, Time to, const Words& words) {
  std::vector<Blackout> all;
  for (const models::TimeSpan& span : system.model->calendar.blackouts) {
    const Time begin = std::max(from, Time{(span.from - system.start).count()});
    const Time end = std::min(to, Time{(span.to - system.start).count()});
    const std::string& text = words(span.text);
    if (begin < end)
      all.push_back({{begin, end},
                     text.empty() ? words("blackout period") : words.format("blackout period: {0}", text)});
  }
  return all;
}

std::vector<Interval> windows(const sim::System& system, sim::MeasureIndex measure, Time from, Time to) {
  std::vector<Interval> all;
  for (const models::Id& id : system.model->measures[measure].windows)
    for (const models::Window& window : system.model->calendar.windows)
      if (window.id == id)
        for (const Interval& each : sim::occurrences(window, system.model->calendar, system.start, from, to))
          all.push_back({std::max(from, each.from), std::min(to, each.to)});
  return all;
}

std::string date_only(const sim::System& system, Time t, const Words& words) {
  const std::string text = words.time(local(system, midnight(system, t)));
  return text.substr(0, text.rfind(' '));
}

// ---- by the clock -----------------------------------------------------------------------------------

/// A step with the midnight its row starts from: steps of one night share it, so that they stand in order.
struct Row {
  const sim::PlacedStep* step;
  Time origin;
  [[nodiscard]] Time end() const {
    return std::max({step->work_end, step->downtime_end, step->latest_end, step->turn_back.value_or(0)});
  }
};

std::vector<Row> rows_of(const sim::System& system, const std::vector<sim::PlacedStep>& placed) {
  std::vector<Row> rows;
  rows.reserve(placed.size());
  for (const sim::PlacedStep& step : placed) rows.push_back({&step, midnight(system, step.start)});
  std::ranges::stable_sort(rows, {}, [](const Row& row) { return row.step->start; });
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const Row& before = rows[i - 1];
    const bool same_night =
        rows[i].step->start - before.origin < 30 * hour && rows[i].step->start - before.end() < 12 * hour;
    if (same_night) rows[i].origin = before.origin;
  }
  return rows;
}

/// "22:00", "翌02:00": the clock `offset` after the midnight of a row.
std::string clock(Time offset, const Words& words) {
  std::string time = fmt::format("{:02}:{:02}", offset % day / hour, offset % hour / 60);
  const Time days = offset / day;
  if (days == 0) return time;
  if (days == 1) return words.format("{0} next day", time);
  return words.format("{0} after {1} days", time, days);
}

Axis clock_axis(const std::vector<Row>& rows, const Words& words) {
  Time from = rows.front().step->start - rows.front().origin;
  Time to = from;
  for (const Row& row : rows) {
    from = std::min(from, row.step->start - row.origin);
    to = std::max(to, row.end() - row.origin);
  }
  Time step = hour;
  for (const Time each : {2 * hour, 3 * hour, 6 * hour, 12 * hour, day, 2 * day, 7 * day, 28 * day})
    if ((to - from) / step > 5) step = each;
  Axis axis;
  axis.title = words("time of day");
  const Time first = from / step * step;
  for (Time at = first;; at += step) {
    // The day is said once: the ticks after it are the same day's.
    const bool same_day = at > first && at / day == (at - step) / day;
    axis.ticks.push_back({d(at), clock(same_day ? at % day : at, words)});
    if (at >= to && at > first) break;
  }
  axis.min = d(first);
  axis.max = axis.ticks.back().at;
  return axis;
}

class Gantt {
 public:
  Gantt(Chart& chart, const Names& names) : chart_(chart), names_(names), w_(names.words()) {}

  void add(const Row& row, std::size_t number) {
    const double y = static_cast<double>(number);
    const sim::PlacedStep& step = *row.step;
    const std::string& name = names_.measure(step.measure);
    background(row, y);
    if (step.withdraw) {
      point(row, y, step.start, Look::withdrawal, Shape::square,
            w_.format("{0} is withdrawn: {1}", name, at(step.start)));
    } else {
      const std::string tooltip = w_.format("{0}: start {1}, expected end {2}, at the latest {3}", name,
                                            at(step.start), at(step.work_end), at(step.latest_end));
      bar(row, y + 0.30, y + 0.70, step.work_end, step.latest_end, Look::tail, tooltip);
      bar(row, y + 0.20, y + 0.80, step.start, step.work_end, Look::work, tooltip);
      bar(row, y + 0.62, y + 0.80, step.start, step.downtime_end, Look::stop,
          w_.format("{0}: standstill until {1}", name, at(step.downtime_end)));
    }
    if (step.turn_back)
      point(row, y, *step.turn_back, Look::turn_back, Shape::diamond,
            w_.format("{0}: turn-back time {1}", name, at(*step.turn_back)));
    chart_.y.ticks.push_back(
        {y + 0.5, date_only(names_.system(), step.start, w_) + " " + shortened(name, 24)});
    tell(step, number);
  }

 private:
  [[nodiscard]] std::string at(Time t) const { return w_.time(to_minute(names_.system(), t)); }

  /// The clock alone on the day of `start`, else with the date.
  [[nodiscard]] std::string after(Time start, Time t) const {
    const std::string whole = at(t);
    const auto day_of = [&](Time each) {
      return std::chrono::floor<std::chrono::days>(to_minute(names_.system(), each));
    };
    return day_of(start) == day_of(t) ? whole.substr(whole.rfind(' ') + 1) : whole;
  }

  void bar(const Row& row, double y1, double y2, Time from, Time to, Look look, std::string tooltip) {
    if (from < to)
      chart_.bars.push_back({d(from - row.origin), d(to - row.origin), y1, y2, look, std::move(tooltip)});
  }

  void point(const Row& row, double y, Time t, Look look, Shape shape, std::string tooltip) {
    chart_.points.push_back({d(t - row.origin), y + 0.5, shape, 1.0, look, "", std::move(tooltip)});
  }

  void background(const Row& row, double y) {
    const sim::System& system = names_.system();
    const Time from = row.origin + static_cast<Time>(chart_.x.min);
    const Time to = row.origin + static_cast<Time>(chart_.x.max);
    for (const Interval& each : windows(system, row.step->measure, from, to))
      bar(row, y + 0.06, y + 0.94, each.from, each.to, Look::window,
          w_.format("window for this work: {0}", w_.span(local(system, each.from), local(system, each.to))));
    for (const Blackout& each : blackouts(system, from, to, w_))
      bar(row, y + 0.06, y + 0.94, each.when.from, each.when.to, Look::blackout, each.name);
  }

  void tell(const sim::PlacedStep& step, std::size_t number) {
    const std::string& name = names_.measure(step.measure);
    const std::string dash = "–";
    const auto ends = [&](Time t) { return step.withdraw ? dash : after(step.start, t); };
    chart_.table.rows.push_back({std::to_string(number + 1),
                                 step.withdraw ? w_.format("withdraw: {0}", name) : name, at(step.start),
                                 step.turn_back ? after(step.start, *step.turn_back) : dash,
                                 ends(step.work_end), ends(step.downtime_end), ends(step.latest_end)});
  }

  Chart& chart_;
  const Names& names_;
  const Words& w_;
};

// ---- the whole study --------------------------------------------------------------------------------

Axis calendar_axis(const sim::System& system, const Words& words) {
  Axis axis;
  axis.max = d(std::max<Time>(system.horizon, 1));
  Time step = day;
  for (const Time each : {2 * day, 7 * day, 14 * day, 21 * day, 28 * day, 91 * day, 364 * day})
    if (system.horizon / step > 5) step = each;
  Time at = midnight(system, 0);
  if (at < 0) at += day;
  for (; at <= system.horizon; at += step) axis.ticks.push_back({d(at), date_only(system, at, words)});
  return axis;
}

}  // namespace

Chart gantt_chart(std::size_t position, const std::vector<sim::PlacedStep>& placed, const Names& names) {
  const Words& w = names.words();
  const std::vector<Row> rows = rows_of(names.system(), placed);
  Chart chart;
  chart.id = "gantt-" + std::to_string(position + 1);
  chart.title = w.format("Steps of plan {0} by the clock", plan_sign(position));
  chart.description =
      w("One row per step, by the clock of its day. Expected times; the thin part may be needed "
        "if the work takes longer or is rolled back.");
  chart.row_height = rows.size() > 20 ? 21.0 : 28.0;
  chart.x = clock_axis(rows, w);
  chart.y.max = d(static_cast<Time>(rows.size()));
  chart.table.columns = {w("no."),
                         w("measure"),
                         w("start"),
                         w("turn-back time"),
                         w("expected end"),
                         w("standstill until"),
                         w("latest end (95 %)")};
  chart.table.text_columns = 2;  // a time of day is not broken
  Gantt gantt(chart, names);
  for (std::size_t i = 0; i < rows.size(); ++i) gantt.add(rows[i], i);
  chart.legend = {{Look::work, Shape::square, w("work (expected)")},
                  {Look::stop, Shape::square, w("standstill")},
                  {Look::tail, Shape::square, w("at the latest, with rollback (95 %)")},
                  {Look::turn_back, Shape::diamond, w("turn-back time")},
                  {Look::window, Shape::square, w("window for this work")},
                  {Look::blackout, Shape::square, w("blackout period")}};
  const auto taken_back = [](const sim::PlacedStep& step) { return step.withdraw; };
  if (std::ranges::any_of(placed, taken_back))
    chart.legend.push_back({Look::withdrawal, Shape::square, w("a measure is withdrawn")});
  return chart;
}

Chart schedule_chart(const sim::Ranking& ranking, const Names& names) {
  const Words& w = names.words();
  const sim::System& system = names.system();
  Chart chart;
  chart.id = "schedule";
  chart.title = w("When work is planned");
  chart.description = w("All plans over the whole period that was studied.");
  chart.x = calendar_axis(system, w);
  chart.y.max = d(static_cast<Time>(std::max<std::size_t>(ranking.plans.size(), 1)));
  chart.table.columns = {w("plan"), w("steps"), w("first start"), w("last end (expected)")};
  chart.table.text_columns = 1;
  const std::vector<Blackout> forbidden = blackouts(system, 0, system.horizon, w);
  for (const Blackout& each : forbidden)
    chart.bars.push_back({d(each.when.from), d(each.when.to), 0.0, chart.y.max, Look::blackout, each.name});
  for (std::size_t i = 0; i < ranking.plans.size(); ++i) {
    const auto y = static_cast<double>(i);
    const std::string name = plan_sign(i) + " " + names.plan(ranking.plans[i].id);
    chart.y.ticks.push_back({y + 0.5, name});
    const auto plan = system.plan_of.find(ranking.plans[i].id);
    if (plan == system.plan_of.end()) continue;
    Time first = system.horizon, last = 0;
    const std::vector<sim::PlacedStep> placed = sim::place(system, system.plans[plan->second]);
    for (const sim::PlacedStep& step : placed) {
      const Time end = step.withdraw ? step.start : step.work_end;
      first = std::min(first, step.start);
      last = std::max(last, end);
      chart.bars.push_back({d(step.start), d(std::max(end, step.start + system.horizon / 150)), y + 0.2,
                            y + 0.8, step.withdraw ? Look::withdrawal : Look::work,
                            names.measure(step.measure) + ": " + w.time(to_minute(system, step.start))});
    }
    const bool none = placed.empty();
    chart.table.rows.push_back({name, w.integer(static_cast<std::int64_t>(placed.size())),
                                none ? w("no work") : w.time(to_minute(system, first)),
                                none ? w("no work") : w.time(to_minute(system, last))});
  }
  for (const Blackout& each : forbidden)
    chart.table.rows.push_back(
        {each.name, "–", w.time(local(system, each.when.from)), w.time(local(system, each.when.to))});
  chart.legend = {{Look::work, Shape::square, w("work (drawn longer than it is)")},
                  {Look::blackout, Shape::square, w("blackout period")}};
  return chart;
}

}  // namespace hakyu::viz
