#include "viz/text/availability.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "viz/text/table.hpp"
#include "viz/text/tables.hpp"
#include "viz/text/width.hpp"

namespace hakyu::viz {

namespace {

using namespace sim::exact;  // NOLINT(google-build-using-namespace): this file only speaks of its results

constexpr double hours_per_year = 8760.0;
constexpr std::size_t most_listed = 20;

/// Four digits, whatever the size: 0.0002171, 3.2e-11.
std::string digits(double value) { return fmt::format("{:.4g}", value); }

std::string share(const Words& words, const std::optional<Estimate>& estimate, bool drawn) {
  if (!estimate) return words("not computed");
  if (!drawn) return digits(estimate->mean);
  return fmt::format("{} ({}–{})", digits(estimate->mean), digits(estimate->low), digits(estimate->high));
}

std::string obstacle(const Words& words, Obstacle what) {
  switch (what) {
    case Obstacle::time_filter:
      return words("a buffer or a recovery time applies");
    case Obstacle::operating_clock:
      return words("ages only while it operates");
    case Obstacle::needs:
      return words("its repair takes longer while something else is down");
  }
  return "?";
}

std::string nodes_table(const Availability& result, const Words& words) {
  const bool drawn = result.method == Method::worlds;
  std::vector<Table::Column> columns{{words("name"), Align::left, 40},
                                     {words("probability of being down"), Align::right}};
  if (result.hospital != nullptr) {
    columns.push_back({words("probability of being degraded"), Align::right});
    columns.push_back({words("down per year"), Align::right});
    columns.push_back({words("outages per year"), Align::right});
  }
  Table table(std::move(columns));
  for (const AskedNode& node : result.nodes) {
    std::vector<std::string> cells{node.name, share(words, node.down, drawn)};
    if (result.hospital != nullptr) {
      const bool known = node.down && node.not_up;
      cells.push_back(known ? digits(std::max(0.0, node.not_up->mean - node.down->mean)) : "–");
      cells.push_back(node.down ? words.hours(node.down->mean * hours_per_year) : "–");
      const bool counted = node.why && node.why->frequency;
      cells.push_back(counted ? digits(node.why->frequency->frequency * hours_per_year) : "–");
    }
    table.add(std::move(cells));
  }
  return table.text();
}

std::string refusals_text(const Availability& result, const Words& words) {
  std::string text;
  for (const AskedNode& node : result.nodes) {
    if (node.refused.empty()) continue;
    text += words.format("“{0}” has no exact steady-state answer:", printable(node.name)) + "\n";
    for (std::size_t i = 0; i < node.refused.size() && i < 5; ++i)
      text += "  " + printable(node.refused[i].second) + ": " + obstacle(words, node.refused[i].first) + "\n";
    if (node.refused.size() > 5)
      text += "  " + words.count("and {0} more", "and {0} more", node.refused.size() - 5) + "\n";
  }
  if (!text.empty())
    text += words("simulate computes it over time; --ignore-filters gives the answer without these.") + "\n";
  return text;
}

std::string joined(const Availability& result, const CutSet& set, const Words& words) {
  std::string text;
  for (const std::uint32_t event : set.events)
    text += (text.empty() ? "" : words(msgid("cut set", " and "))) + printable(result.event_names[event]);
  return text;
}

std::string cut_set_line(const Availability& result, const AskedNode& node, const CutSet& set,
                         const Words& words) {
  const std::string things = joined(result, set, words);
  const std::string name = printable(node.name);
  std::string text;
  if (set.events.empty())
    text = words.format("“{0}” is down whatever happens.", name);
  else if (set.events.size() == 1)
    text = words.format("If this alone fails, “{0}” is down: {1}", name, things);
  else if (set.events.size() == 2)
    text = words.format("If these two fail at the same time, “{0}” is down: {1}", name, things);
  else
    text = words.format("If these {0} fail at the same time, “{1}” is down: {2}", set.events.size(), name,
                        things);
  return "  " + text + " (" + digits(set.probability) + ")\n";
}

std::string cut_sets_text(const Availability& result, const Words& words) {
  std::string text;
  for (const AskedNode& node : result.nodes) {
    if (!node.why || !node.why->cut_sets) continue;
    const CutSetList& list = *node.why->cut_sets;
    text += (text.empty() ? "" : "\n") +
            words.format("“{0}”: {1} minimal combinations bring it down.", printable(node.name),
                         *node.why->count) +
            "\n";
    for (const CutSet& set : list.sets) text += cut_set_line(result, node, set, words);
    if (list.sets.empty())
      text += "  " + words("No single failure and no pair among those asked for does.") + "\n";
    if (!list.complete) text += "  " + words("More of them exist (--cuts N lists more).") + "\n";
  }
  return text;
}

std::string importance_text(const Availability& result, const Words& words) {
  if (!result.any || result.any->importances.empty()) return {};
  const Explanation& why = *result.any;
  std::vector<std::uint32_t> order;
  for (std::uint32_t e = 0; e < why.importances.size(); ++e)
    if (why.importances[e].birnbaum != 0.0) order.push_back(e);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t x, std::uint32_t y) {
    return why.importances[x].criticality > why.importances[y].criticality;
  });
  Table table({{words("what matters most"), Align::left, 40},
               {words("probability of failure"), Align::right},
               {"Birnbaum", Align::right},
               {words("criticality"), Align::right},
               {"Fussell–Vesely", Align::right},
               {"RAW", Align::right},
               {"RRW", Align::right}});
  const auto worth = [](double value) { return std::isfinite(value) ? digits(value) : std::string("∞"); };
  for (std::size_t i = 0; i < order.size() && i < most_listed; ++i) {
    const std::uint32_t e = order[i];
    const Importance& row = why.importances[e];
    table.add({result.event_names[e], digits(result.probabilities[e]), digits(row.birnbaum),
               digits(row.criticality), why.fussell_vesely.empty() ? "–" : digits(why.fussell_vesely[e]),
               worth(row.risk_achievement_worth), worth(row.risk_reduction_worth)});
  }
  if (table.empty()) return {};
  std::string text = table.text();
  if (order.size() > most_listed)
    text += "  " +
            words.count("and {0} more (all of them: --json)", "and {0} more (all of them: --json)",
                        order.size() - most_listed) +
            "\n";
  return text;
}

std::string method_text(const Availability& result, const Words& words) {
  std::string text;
  if (result.fell_back)
    text += (*result.fell_back == OutOf::memory
                 ? words("The memory limit was reached before an exact answer (--limit-memory).")
                 : words("The time limit was reached before an exact answer (--limit-time).")) +
            "\n";
  if (result.method == Method::worlds)
    text += words.format(
                "Drawn at random: {0} worlds; intervals at {1} confidence. Cut sets and importances need the "
                "exact method.",
                words.integer(static_cast<std::int64_t>(result.worlds)), words.percent(result.confidence)) +
            "\n";
  else
    text += words.format("Exact ({0} nodes in the decision diagrams).",
                         words.integer(static_cast<std::int64_t>(result.statistics.nodes))) +
            "\n";
  if (result.filters_ignored)
    text += words(
                "Buffers, recovery times, operating clocks and help needed for repairs were left out "
                "(--ignore-filters).") +
            "\n";
  if (result.deviates > 0)
    text += words.count("{0} probability is the mean of a random deviate.",
                        "{0} probabilities are means of random deviates.", result.deviates) +
            "\n";
  return text;
}

void append_section(std::string& text, const std::string& section) {
  if (!section.empty()) text += "\n" + section;
}

}  // namespace

std::string availability_text(const Availability& result, const Words& words) {
  const bool any = std::any_of(result.nodes.begin(), result.nodes.end(),
                               [](const AskedNode& node) { return node.down.has_value(); });
  std::string text = any ? method_text(result, words) : "";
  if (any) text += "\n" + nodes_table(result, words);
  append_section(text, refusals_text(result, words));
  append_section(text, cut_sets_text(result, words));
  append_section(text, importance_text(result, words));
  if (result.hospital != nullptr)
    append_section(text, assumptions_text(*result.hospital, result.assumptions, words));
  return text;
}

}  // namespace hakyu::viz
