// What switching something off costs besides what stops at once: blocked flows, slower repairs, cut lines.
#include <algorithm>

#include "viz/chart/names.hpp"
#include "viz/text/lists.hpp"
#include "viz/text/table.hpp"
#include "viz/text/tables.hpp"
#include "viz/text/width.hpp"

namespace hakyu::viz {

namespace {

constexpr std::size_t shown_users = 4;

std::string flow_name(const Names& names, sim::FlowIndex flow) {
  const models::Flow& stated = names.system().model->flows[flow];
  const std::string& purpose = names.words()(stated.purpose);
  return purpose.empty() ? stated.id : names.words().format("{0} ({1})", purpose, stated.id);
}

std::string blocked_table(const Names& names, const sim::RemoteHelp& help) {
  const Words& words = names.words();
  Table table(
      {{words("blocked flow"), Align::left, 38}, {words("needed all the time by"), Align::left, 200}});
  for (const sim::BlockedFlow& each : help.blocked)
    table.add({flow_name(names, each.flow),
               each.required_by.empty() ? words(msgid("flow", "none stated"))
                                        : first_few(words, each.required_by, shown_users,
                                                    [&](sim::NodeIndex n) { return names.node(n); })});
  return table.text();
}

// "2 to 4 h, mostly 3 h (assumption of the author)".
std::string extra_cell(const Words& words, const sim::SlowerRepair& each) {
  switch (each.from) {
    case sim::ExtraFrom::stated:
      return words.value(each.extra);
    case sim::ExtraFrom::assumed_in_model:
      return words.format("{0} (assumption in the model)", words.value(each.extra));
    case sim::ExtraFrom::table_of_defaults:
      return words.format("{0} (not stated: table of defaults)", words.value(each.extra));
    case sim::ExtraFrom::unknown:
      return words(msgid("unknown"));
  }
  return {};
}

std::string missing_cell(const Names& names, const std::vector<sim::FlowIndex>& blocked,
                         const std::vector<sim::NodeIndex>& not_up) {
  std::vector<std::string> all;
  for (const sim::FlowIndex f : blocked) all.push_back(names.system().flow_ids[f]);
  for (const sim::NodeIndex n : not_up) all.push_back(names.node(n));
  return listed(names.words(), all);
}

std::string slower_table(const Names& names, const sim::RemoteHelp& help) {
  const Words& words = names.words();
  Table table({{words("slower to repair"), Align::left, 26},
               {words("missing"), Align::left, 26},
               {words("added to the repair"), Align::left, 200}});
  for (const sim::SlowerRepair& each : help.slower)
    table.add(
        {names.node(each.node), missing_cell(names, each.blocked, each.not_up), extra_cell(words, each)});
  return table.text();
}

std::string cut_table(const Names& names, const sim::RemoteHelp& help) {
  const Words& words = names.words();
  Table table({{words("remote maintenance cut"), Align::left, 26},
               {words(msgid("party", "vendor")), Align::left, 26},
               {words("missing"), Align::left, 200}});
  for (const sim::CutLine& each : help.cut) {
    const models::RemoteMaintenance& line =
        names.system().model->resources[each.node].remote_maintenance[each.line];
    const std::vector<sim::NodeIndex> via(each.via.valid() ? 1 : 0, each.via);
    table.add({names.node(each.node), line.party.empty() ? words(msgid("unknown")) : names.party(line.party),
               missing_cell(names, each.blocked, via)});
  }
  return table.text();
}

}  // namespace

std::string remote_help_text(const sim::System& system, const sim::RemoteHelp& help, const Words& words) {
  if (help.empty()) return {};
  const Names names(system, words);
  std::string text;
  if (!help.blocked.empty()) text += blocked_table(names, help);
  if (!help.slower.empty())
    text += (text.empty() ? "" : "\n") +
            words.count("{0} repair takes longer if something fails meanwhile:",
                        "{0} repairs take longer if something fails meanwhile:", help.slower.size()) +
            "\n" + slower_table(names, help);
  if (!help.cut.empty()) text += (text.empty() ? "" : "\n") + cut_table(names, help);
  if (!help.blocked.empty() && help.slower.empty() && help.cut.empty())
    text += words(
                "The model states no repair and no remote maintenance that uses what is blocked; whether "
                "one does is not known.") +
            "\n";
  return text;
}

}  // namespace hakyu::viz
