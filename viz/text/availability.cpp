#include "viz/text/availability.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "viz/text/lists.hpp"
#include "viz/text/table.hpp"
#include "viz/text/tables.hpp"
#include "viz/text/width.hpp"

namespace hakyu::viz {

namespace {

using namespace sim::exact;  // NOLINT(google-build-using-namespace): this file only speaks of its results

constexpr double hours_per_year = 8760.0;
constexpr std::size_t most_listed = 20;
constexpr std::size_t most_obstacles = 3;

/// Four digits, whatever the size: 0.0002171, 3.2e-11.
std::string digits(double value) { return fmt::format("{:.4g}", value); }

/// For tables with many columns.
std::string three_digits(double value) { return fmt::format("{:.3g}", value); }

std::string share(const Words& words, const std::optional<Estimate>& estimate) {
  if (!estimate) return words("not computed");
  if (estimate->exact()) return digits(estimate->mean);
  return fmt::format("{} ({}–{})", three_digits(estimate->mean), three_digits(estimate->low),
                     three_digits(estimate->high));
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

/// How long that is in a year, besides the number; for fault trees only the number.
std::string in_words(const Availability& result, double probability, const Words& words) {
  if (result.hospital == nullptr || probability <= 0.0) return digits(probability);
  return words.format("{0} per year ({1})", words.hours(probability * hours_per_year), digits(probability));
}

bool any_exact(const Availability& result) {
  return std::any_of(result.nodes.begin(), result.nodes.end(),
                     [](const AskedNode& node) { return node.down && node.down->exact(); });
}

std::string nodes_table(const Availability& result, const Words& words) {
  const bool drawn = result.worlds > 0;
  const bool explained = any_exact(result);
  const bool services = std::all_of(result.nodes.begin(), result.nodes.end(),
                                    [](const AskedNode& node) { return node.service; });
  std::vector<Table::Column> columns{
      {services ? words("Clinical service") : words("name"), Align::left, drawn ? 26U : 36U},
      {words("probability of being down"), Align::right}};
  if (result.hospital != nullptr) {
    columns.push_back({words("probability of being degraded"), Align::right});
    columns.push_back({words("down per year"), Align::right});
    if (explained) columns.push_back({words("outages per year"), Align::right});
  }
  Table table(std::move(columns));
  for (const AskedNode& node : result.nodes) {
    std::vector<std::string> cells{node.name, share(words, node.down)};
    if (result.hospital != nullptr) {
      const bool known = node.down && node.not_up;
      cells.push_back(known ? digits(std::max(0.0, node.not_up->mean - node.down->mean)) : "–");
      cells.push_back(node.down ? words.hours(node.down->mean * hours_per_year) : "–");
      const bool counted = node.why && node.why->frequency;
      if (explained) cells.push_back(counted ? digits(node.why->frequency->frequency * hours_per_year) : "–");
    }
    table.add(std::move(cells));
  }
  return table.text();
}

/// `text` in lines of the screen, the further ones indented.
std::string lines(const std::string& text, std::size_t indent) {
  std::string all;
  std::size_t more = 0;
  for (const std::string& line : wrapped(text, screen_columns - indent - 2)) {
    all += std::string(indent + more, ' ') + line + "\n";
    more = 2;
  }
  return all;
}

std::string joined(const Availability& result, const CutSet& set, const Words& words) {
  std::string text;
  for (const std::uint32_t event : set.events)
    text += (text.empty() ? "" : words(msgid("cut set", " and "))) + printable(result.event_names[event]);
  return text;
}

std::string cut_set_line(const Availability& result, const CutSet& set, const Words& words) {
  const auto sure = std::find_if(set.events.begin(), set.events.end(),
                                 [&](std::uint32_t event) { return result.probabilities[event] == 0.0; });
  std::string how = in_words(result, set.probability, words);
  if (sure != set.events.end())
    how = words.format("never happens as stated: “{0}” has availability 1 by itself",
                       printable(result.event_names[*sure]));
  return lines(joined(result, set, words) + ": " + how, 4);
}

std::string cut_set_heading(std::size_t things, const Words& words) {
  if (things == 1) return words("Down if this one thing fails:");
  if (things == 2) return words("Down if these two fail at the same time:");
  return words.format("Down if these {0} fail at the same time:", things);
}

/// The listed cut sets by their number of things; within a group the most probable first.
std::string grouped_cut_sets(const Availability& result, const CutSetList& list, const Words& words) {
  std::map<std::size_t, std::string> groups;
  for (const CutSet& set : list.sets)
    if (!set.events.empty()) groups[set.events.size()] += cut_set_line(result, set, words);
  std::string text;
  for (const auto& [things, body] : groups) text += "  " + cut_set_heading(things, words) + "\n" + body;
  return text;
}

std::string unstated_text(const AskedNode& node, const Words& words) {
  if (node.unstated.empty()) return {};
  std::string text = lines(
      words("Down if this one thing fails, failure data not stated (counted as never failing by itself):"),
      2);
  for (std::size_t i = 0; i < node.unstated.size() && i < most_listed; ++i)
    text += lines(printable(node.unstated[i].second), 4);
  if (node.unstated.size() > most_listed)
    text += "    " +
            words.count("and {0} more (all of them: --json)", "and {0} more (all of them: --json)",
                        node.unstated.size() - most_listed) +
            "\n";
  return text;
}

std::string cut_sets_text(const Availability& result, const Words& words) {
  std::string text;
  for (const AskedNode& node : result.nodes) {
    if (!node.why || !node.why->cut_sets) continue;
    const CutSetList& list = *node.why->cut_sets;
    const std::string name = printable(node.name);
    const bool always = list.sets.size() == 1 && list.sets.front().events.empty();
    std::string body = grouped_cut_sets(result, list, words) + unstated_text(node, words);
    if (always)
      text += (text.empty() ? "" : "\n") + lines(words.format("“{0}” is down whatever happens.", name), 0);
    else
      text +=
          (text.empty() ? "" : "\n") +
          lines(node.service ? words.format("Clinical service “{0}”: {1} smallest combinations of failures "
                                            "stop it; {2} are listed.",
                                            name, *node.why->count, list.sets.size())
                             : words.format("“{0}”: {1} smallest combinations of failures stop it; {2} are "
                                            "listed.",
                                            name, *node.why->count, list.sets.size()),
                0) +
          body;
    if (list.sets.empty() && *node.why->count != "0")
      text += lines(words("No combination of the number of things asked for (--order)."), 2);
    if (!list.complete) text += lines(words("More of them exist (--cuts N lists more)."), 2);
  }
  return text;
}

std::string importance_text(const Availability& result, const Words& words) {
  if (!result.any && any_exact(result))
    return lines(words("What matters most for any of them going down is out of reach within the limits; "
                       "--json has it for each of them (importance_of)."),
                 0);
  if (!result.any || result.any->importances.empty()) return {};
  const Explanation& why = *result.any;
  std::vector<std::uint32_t> order;
  for (std::uint32_t e = 0; e < why.importances.size(); ++e)
    if (why.importances[e].birnbaum != 0.0) order.push_back(e);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t x, std::uint32_t y) {
    return why.importances[x].criticality > why.importances[y].criticality;
  });
  Table table({{words("what matters most"), Align::left, 24},
               {words("probability of failure"), Align::right},
               {"Birnbaum", Align::right},
               {words("criticality"), Align::right},
               {"Fussell– Vesely", Align::right},
               {"RAW", Align::right}});
  const auto worth = [](double value) {
    return std::isfinite(value) ? three_digits(value) : std::string("∞");
  };
  for (std::size_t i = 0; i < order.size() && i < most_listed; ++i) {
    const std::uint32_t e = order[i];
    const Importance& row = why.importances[e];
    table.add({result.event_names[e], three_digits(result.probabilities[e]), three_digits(row.birnbaum),
               three_digits(row.criticality),
               why.fussell_vesely.empty() ? "–" : three_digits(why.fussell_vesely[e]),
               worth(row.risk_achievement_worth)});
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
  const auto diagrams = words.integer(static_cast<std::int64_t>(result.statistics.nodes));
  if (result.worlds == 0)
    text += lines(words.format("Exact ({0} nodes in the decision diagrams).", diagrams), 0);
  else if (any_exact(result))
    text += lines(
        words.format("Exact where no interval is given ({0} nodes in the decision diagrams).", diagrams), 0);
  if (result.fell_back)
    text += lines(*result.fell_back == OutOf::memory
                      ? words("The memory limit was reached before an exact answer (--limit-memory).")
                      : words("The time limit was reached before an exact answer (--limit-time)."),
                  0);
  if (result.worlds > 0)
    text += lines(
        words.format(
            "Drawn at random: {0} worlds; intervals at {1} confidence. Cut sets and importances need the "
            "exact method.",
            words.integer(static_cast<std::int64_t>(result.worlds)), words.percent(result.confidence)),
        0);
  if (result.filters_ignored)
    text += lines(words("Buffers, recovery times, operating clocks and help needed for repairs were left out "
                        "(--ignore-filters)."),
                  0);
  if (result.deviates > 0)
    text += lines(words.count("{0} probability is the mean of a random deviate.",
                              "{0} probabilities are means of random deviates.", result.deviates),
                  0);
  return text;
}

void append_section(std::string& text, const std::string& section) {
  if (!section.empty()) text += "\n" + section;
}

}  // namespace

std::string refusals_text(const Availability& result, const Words& words) {
  // What stands in the way is mostly the same for all of them: it is said once.
  std::map<Obstacle, std::vector<std::string>> met;
  std::vector<std::string> refused;
  for (const AskedNode& node : result.nodes) {
    if (!node.refused.empty()) refused.push_back(printable(node.name));
    for (const auto& [what, name] : node.refused)
      if (auto& names = met[what]; std::find(names.begin(), names.end(), name) == names.end())
        names.push_back(name);
  }
  if (refused.empty()) return {};
  std::string text = refused.size() == 1
                         ? lines(words.format("“{0}” has no exact steady-state answer:", refused[0]), 0)
                         : lines(words.format("These {0} have no exact steady-state answer: {1}",
                                              refused.size(), listed(words, refused)),
                                 0);
  for (const auto& [what, names] : met)
    text += lines(obstacle(words, what) + ": " + first_few(words, names, most_obstacles, printable), 2);
  return text +
         lines(words("simulate computes it over time; --ignore-filters gives the answer without these."), 0);
}

std::string availability_text(const Availability& result, const Words& words) {
  const bool any = std::any_of(result.nodes.begin(), result.nodes.end(),
                               [](const AskedNode& node) { return node.down.has_value(); });
  std::string text = any ? method_text(result, words) : "";
  if (any) text += "\n" + nodes_table(result, words);
  append_section(text, refusals_text(result, words));
  append_section(text, cut_sets_text(result, words));
  append_section(text, importance_text(result, words));
  if (any && result.hospital != nullptr)
    append_section(text, assumptions_text(*result.hospital, result.assumptions, words));
  return text;
}

}  // namespace hakyu::viz
