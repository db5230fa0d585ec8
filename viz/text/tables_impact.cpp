// Tables of check, impact and start-order.
#include <algorithm>
#include <set>

#include "sim/graph/unconnected.hpp"
#include "viz/chart/names.hpp"
#include "viz/text/lists.hpp"
#include "viz/text/table.hpp"
#include "viz/text/tables.hpp"
#include "viz/text/width.hpp"

namespace hakyu::viz {

namespace {

using sim::NodeIndex;

std::string level_cell(const Words& words, models::Level level) {
  return std::string(Words::symbol(level)) + " " + words.name(level);
}

// Services are what people ask about first.
std::vector<NodeIndex> services_first(const sim::System& system) {
  std::vector<NodeIndex> order;
  for (std::size_t i = system.resource_count(); i < system.graph.size(); ++i) order.emplace_back(i);
  for (std::size_t i = 0; i < system.resource_count(); ++i) order.emplace_back(i);
  return order;
}

std::string kind_cell(const sim::System& system, NodeIndex node, const Words& words) {
  if (system.is_service(node)) return words("service");
  return words.name(system.model->resources[node].kind);
}

std::string redundancy_text(const Names& names, const sim::StaticImpact& impact) {
  const Words& words = names.words();
  if (impact.reduced_redundancy.empty()) return {};
  Table table({{words("reduced redundancy")},
               {words("providers up"), Align::right},
               {words("needed"), Align::right},
               {words("margin left"), Align::right}});
  for (const sim::RedundancyLoss& loss : impact.reduced_redundancy) {
    const std::int64_t margin = static_cast<std::int64_t>(loss.providers_up) - loss.needed_up;
    table.add({"◐ " + names.node(loss.node), words.integer(loss.providers_up), words.integer(loss.needed_up),
               words.integer(margin)});
  }
  return "\n" + table.text();
}

std::string nothing_stops(const Words& words) {
  return words(
             "No service and no resource stops or is degraded at once (which does not mean that it does no "
             "harm).") +
         "\n";
}

// When each service is there again: what can do without something is degraded first and up later.
std::string service_times(const Names& names, const sim::StartOrder& order) {
  const sim::System& system = names.system();
  const Words& words = names.words();
  Table table({{words("service"), Align::left, 40},
               {words("at least degraded"), Align::right},
               {words("up in full"), Align::right}});
  const auto after = [&](const std::optional<sim::Time>& time, Message never) {
    if (!time) return words(never);
    return *time == 0 ? words("at once") : words.duration(*time);
  };
  for (std::size_t i = system.resource_count(); i < system.graph.size(); ++i)
    table.add({names.node(NodeIndex(i)), after(order.ready[i], msgid("never")),
               after(order.in_full[i], order.ready[i] ? msgid("stays degraded") : msgid("never"))});
  if (table.empty()) return {};
  return "\n" + words("Time from power-on until each service is there again:") + "\n" + table.text();
}

// "  12  this, that" with further lines below the first name.
std::string numbered(std::size_t number, const std::string& list) {
  std::string text;
  for (const std::string& line : wrapped(list, 73))
    text += (text.empty() ? fmt::format("  {:>3}  ", number) : std::string(7, ' ')) + line + "\n";
  return text;
}

constexpr std::size_t most_unconnected = 5;

/// What nothing spreads to or from, because nothing is stated: a list without it would look like an
/// all-clear.
std::string not_told(const Names& names) {
  std::vector<std::string> found;
  for (const NodeIndex node : sim::unconnected(names.system())) found.push_back(names.node(node));
  if (found.empty()) return {};
  const Words& words = names.words();
  return "\n" +
         on_screen(words.count(
             "Of {0} thing no dependency is stated at all, so it cannot be told whether it is "
             "affected: {1}.",
             "Of {0} things no dependency is stated at all, so it cannot be told whether they are "
             "affected: {1}.",
             found.size(), first_few(words, found, most_unconnected, printable))) +
         "\n";
}

}  // namespace

std::string chain(const Names& names, const sim::Reason& reason) {
  std::string text;
  for (std::size_t i = 1; i < reason.path.size(); ++i) {
    // What was left out stood before the last link, which is the cause.
    if (reason.left_out > 0 && i + 1 == reason.path.size())
      text += names.words().count("← ({0} link left out) ", "← ({0} links left out) ", reason.left_out);
    text += "← " + names.node(reason.path[i].node) + " ";
  }
  if (reason.blocked_flow) text += names.words()(msgid("← a blocked flow "));
  if (text.empty()) return names.words()(msgid("the cause itself"));
  text.pop_back();
  return text;
}

std::string diagnostics_text(const models::Diagnostics& diagnostics, const Words& words) {
  std::string text;
  std::uint64_t errors = 0;
  for (const models::Severity severity : {models::Severity::error, models::Severity::warning})
    for (const models::Diagnostic& each : diagnostics) {
      if (each.severity != severity) continue;
      if (severity == models::Severity::error) ++errors;
      const std::string place = printable(Words::place(each));
      const std::string what =
          words.name(severity) + ": " + words.sentence(each) + " [" + printable(each.code) + "]";
      const std::string line = place.empty() ? what : place + ": " + what;
      // A place is never broken: people copy it, and editors look for it.
      if (display_width(line) <= screen_columns)
        text += line + "\n";
      else
        text += place.empty() ? on_screen(what) + "\n" : place + ":\n" + on_screen("  " + what) + "\n";
    }
  const std::uint64_t warnings = diagnostics.size() - errors;
  return text +
         words.format("{0}, {1}", words.count("{0} error", "{0} errors", errors),
                      words.count("{0} warning", "{0} warnings", warnings)) +
         "\n";
}

std::string impact_text(const sim::System& system, const sim::StaticImpact& impact, const Words& words) {
  const Names names(system, words);
  std::vector<const sim::Reason*> reason(system.graph.size(), nullptr);
  for (const auto& [node, why] : impact.because) reason[node] = &why;
  Table table({{words("level")},
               {words("name"), Align::left, 30},
               {words("kind")},
               {words("why"), Align::left, 600}});
  std::size_t down = 0;
  std::size_t degraded = 0;
  for (const NodeIndex node : services_first(system)) {
    const models::Level level = impact.levels[node];
    // What is out of use was down before; the timed form does not show it either.
    if (level == models::Level::up || system.excluded[node] != 0) continue;
    ++(level == models::Level::down ? down : degraded);
    table.add({level_cell(words, level), names.node(node), kind_cell(system, node, words),
               reason[node] != nullptr ? chain(names, *reason[node]) : std::string()});
  }
  std::string text =
      words.format("{down} down, {degraded} degraded, {reduced} with reduced redundancy, of {all}",
                   fmt::arg("down", down), fmt::arg("degraded", degraded),
                   fmt::arg("reduced", impact.reduced_redundancy.size()),
                   fmt::arg("all", std::count(system.excluded.begin(), system.excluded.end(), 0))) +
      "\n";
  if (table.empty()) text += nothing_stops(words);
  if (!table.empty()) text += "\n" + table.text();
  return text + redundancy_text(names, impact) + not_told(names);
}

std::string impact_text(const sim::System& system, const sim::TimedImpact& impact, const Words& words) {
  const Names names(system, words);
  Table table({{words("level")},
               {words("name"), Align::left, 30},
               {words("kind")},
               {words("from")},
               {words("to")},
               {words("length"), Align::right}});
  for (const NodeIndex node : services_first(system))
    for (const sim::LevelSpan& span : impact.intervals[node])
      table.add({level_cell(words, span.level), names.node(node), kind_cell(system, node, words),
                 "+" + words.duration(span.from), "+" + words.duration(span.to),
                 words.duration(span.to - span.from)});
  std::string text = table.empty()
                         ? nothing_stops(words)
                         : words("Times count from the start of the outage.") + "\n\n" + table.text();
  Table buffers({{words("on buffer"), Align::left, 40}, {words("from")}, {words("to")}});
  for (const sim::BufferSpan& span : impact.buffers)
    buffers.add({names.node(system.graph.owner[span.requirement]), "+" + words.duration(span.from),
                 "+" + words.duration(span.to)});
  if (!buffers.empty()) text += "\n" + buffers.text();
  return text + not_told(names);
}

std::string start_order_text(const sim::System& system, const sim::StartOrder& order, const Words& words) {
  const Names names(system, words);
  const auto listed = [&](const std::vector<NodeIndex>& nodes) {
    std::string text;
    for (const NodeIndex node : nodes)
      text += (text.empty() ? "" : words(msgid("list", ", "))) + printable(names.node(node));
    return text;
  };
  std::string text = words("Start order: everything in one line can be started together.") + "\n";
  for (std::size_t i = 0; i < order.order.size(); ++i) text += numbered(i + 1, listed(order.order[i]));
  const std::vector<sim::Waiter> waiters = sim::waiters(system, order);
  const auto only_waits = [&](NodeIndex node) {
    return std::any_of(waiters.begin(), waiters.end(), [=](const sim::Waiter& w) { return w.node == node; });
  };
  for (const auto& group : order.deadlocks) {
    if (group.size() == 1 && only_waits(group.front())) continue;
    text += on_screen(
        (group.size() == 1
             ? words.format("Deadlock: this waits for itself and does not come up: {0}", listed(group))
             : words.format("Deadlock: these wait for each other and do not come up by themselves: {0}",
                            listed(group))) +
        "\n");
  }
  for (const sim::Waiter& each : waiters)
    text += on_screen(words.format("Not in a circle, but does not come up either: {0} waits for {1}",
                                   printable(names.node(each.node)), listed(each.for_nodes)) +
                      "\n");
  return text + service_times(names, order) + not_told(names);
}

std::string unconnected_text(const sim::System& system, const std::vector<sim::NodeIndex>& nodes,
                             const Words& words) {
  const Names names(system, words);
  std::set<std::string> found;
  for (const sim::NodeIndex node : nodes)
    if (system.graph.is_unconnected(node)) found.insert(names.node(node));
  if (found.empty()) return {};
  return words.format(
      "No dependency is stated for {0}: that no effect was found does not mean that there is none.",
      first_few(words, std::vector<std::string>(found.begin(), found.end()), most_unconnected, printable));
}

}  // namespace hakyu::viz
