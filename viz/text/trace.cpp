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

std::string trace_line(const Names& names, const sim::TraceEvent& event) {
  const Words& words = names.words();
  std::string line = words.time(names.system().start + std::chrono::seconds(event.at)) + "  ";
  if (event.kind == sim::EventKind::level_change) {
    line += std::string(Words::symbol(event.level)) + " " + quoted(words, names.node(event.node)) + " " +
            words.name(event.level);
    if (event.causes != 0) line += words.format(" – because of: {0}", words.causes(event.causes));
    return line;
  }
  line += words.name(event.kind);
  if (event.measure.valid()) line += " " + quoted(words, names.measure(event.measure));
  if (event.node.valid()) line += " " + quoted(words, names.node(event.node));
  line += statement_note(names, event.statement);
  if (event.extra_travel) line += words(" – the repair needs travel: what makes it quick is not available");
  return line;
}

}  // namespace hakyu::viz
