#include "viz/text/trace.hpp"

#include "viz/text/width.hpp"

namespace hakyu::viz {

namespace {

std::string quoted(const Words& words, const std::string& name) {
  return words.format("“{0}”", printable(name));
}

// Whose silence or statement stands behind an effect of a combination.
std::string statement_note(const Names& names, sim::StatementIndex statement) {
  if (!statement.valid()) return {};
  const sim::CompiledStatement& s = names.system().statements[statement];
  std::string measures;
  for (const sim::MeasureIndex m : s.when) measures += (measures.empty() ? "" : " + ") + names.measure(m);
  return names.words().format(" – {0}: {1}", printable(measures), names.words().name(s.origin));
}

}  // namespace

TraceLog::TraceLog(const Names& names)
    : names_(names), levels_(names.system().graph.size(), models::Level::up) {
  for (std::size_t node = 0; node < levels_.size(); ++node)
    if (names.system().excluded[node] != 0) levels_[node] = models::Level::down;
}

std::string TraceLog::change_of_level(const sim::TraceEvent& event) {
  const Words& words = names_.words();
  const bool same = levels_[event.node] == event.level;
  levels_[event.node] = event.level;
  std::string line =
      std::string(Words::symbol(event.level)) + " " + quoted(words, names_.node(event.node)) + " ";
  line += same ? words.format("still {0}", words.name(event.level)) : words.name(event.level);
  if (event.causes == 0) return line;
  return line + (same ? words.format(" – now because of: {0}", words.causes(event.causes))
                      : words.format(" – because of: {0}", words.causes(event.causes)));
}

std::string TraceLog::line(const sim::TraceEvent& event) {
  const Words& words = names_.words();
  std::string line = words.time(names_.system().start + std::chrono::seconds(event.at)) + "  ";
  if (event.kind == sim::EventKind::level_change) return line + change_of_level(event);
  line += words.name(event.kind);
  if (event.measure.valid()) line += " " + quoted(words, names_.measure(event.measure));
  if (event.node.valid()) line += " " + quoted(words, names_.node(event.node));
  line += statement_note(names_, event.statement);
  if (event.extra_travel) line += words(" – the repair needs travel: what makes it quick is not available");
  return line;
}

}  // namespace hakyu::viz
