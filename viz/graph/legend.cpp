// The legend: what the signs, borders and lines mean. Only our own words, so an HTML-like label is harmless.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "viz/graph/escape.hpp"
#include "viz/graph/style.hpp"
#include "viz/graph/writer.hpp"

namespace hakyu::viz {

namespace {

using Rows = std::vector<std::string>;  ///< a sample and what it means: two cells each

std::string row(const std::string& sample, const std::string& text) {
  return fmt::format("{}<TD ALIGN=\"LEFT\">{}</TD>", sample, html_text(text));
}

std::string swatch(const NodeStyle& style) {
  const std::string_view border = style.style;
  const char* table_style = border == "dashed" ? "dashed" : border == "dotted" ? "dotted" : "solid";
  const int width = border == "bold" ? 3 : border == "solid" ? 1 : 2;
  return fmt::format(
      "<TD><TABLE BORDER=\"{}\" CELLBORDER=\"0\" CELLPADDING=\"2\" STYLE=\"{}\" COLOR=\"{}\" BGCOLOR=\"{}\">"
      "<TR><TD WIDTH=\"28\">{}</TD></TR></TABLE></TD>",
      width, table_style, style.border, style.fill, *style.sign != '\0' ? style.sign : " ");
}

// A small empty box; a border of 4 with nothing between stands for the double border.
std::string shape(const char* style, int border) {
  return fmt::format(
      "<TD><TABLE BORDER=\"{}\" CELLBORDER=\"0\" CELLPADDING=\"2\" STYLE=\"{}\" COLOR=\"#4D4D4D\">"
      "<TR><TD WIDTH=\"28\"> </TD></TR></TABLE></TD>",
      border, style);
}

std::string line(const char* color, const char* sample) {
  return fmt::format("<TD><FONT COLOR=\"{}\">{}</FONT></TD>", color, sample);
}

/// What a border of this importance looks like.
std::string border_row(double birnbaum, const std::string& text) {
  return row(shape("SOLID", static_cast<int>(std::lround(border_width(birnbaum)))), text);
}

void add_importance(Rows& rows, const GraphOptions& options, const Words& words) {
  rows.push_back(border_row(1.0, words("Birnbaum importance 1 (weight of the border)")));
  rows.push_back(border_row(0.01, words("Birnbaum importance 0.01")));
  rows.push_back(border_row(0.0001, words("Birnbaum importance 0.0001 or less")));
  const auto any = [&](auto what) {
    return std::any_of(options.importance.begin(), options.importance.end(),
                       [&](const auto& each) { return each && what(*each); });
  };
  using sim::exact::NodeImportance;
  if (any([](const NodeImportance& i) { return i.alone && i.failures_stated; }))
    rows.push_back(row(swatch(single_point_style), words("single point of failure: stops it alone")));
  if (any([](const NodeImportance& i) { return i.alone && !i.failures_stated; }))
    rows.push_back(row(swatch(unstated_single_point_style),
                       words("single point of failure, no failure data (counted as never failing)")));
  if (any([](const NodeImportance& i) { return !i.alone && !i.failures_stated && i.birnbaum > 0.0; }))
    rows.push_back(row(swatch(unstated_style), words("no failure data (counted as never failing)")));
}

void add_levels(Rows& rows, const GraphOptions& options, const Words& words) {
  using models::Level;
  for (const Level level : {Level::up, Level::degraded, Level::down})
    rows.push_back(row(swatch(style_of(level, true)), words.name(level)));
  if (!options.reduced_redundancy.empty())
    rows.push_back(row(swatch(reduced_style), words("reduced redundancy")));
  if (!options.on_buffer.empty()) rows.push_back(row(swatch(buffer_style), words("on buffer")));
}

/// Read down the columns.
std::string table(const Rows& rows, std::size_t columns, const std::string& heading) {
  const std::size_t height = (rows.size() + columns - 1) / columns;
  std::string text = fmt::format("<TR><TD COLSPAN=\"{}\" ALIGN=\"LEFT\"><B>{}</B></TD></TR>", 2 * columns,
                                 html_text(heading));
  for (std::size_t line = 0; line < height; ++line) {
    text += "<TR>";
    for (std::size_t i = line; i < height * columns; i += height)
      text += i < rows.size() ? rows[i] : "<TD></TD><TD></TD>";
    text += "</TR>";
  }
  return "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"2\" CELLPADDING=\"1\">" + text + "</TABLE>";
}

}  // namespace

std::string legend_html(const GraphOptions& options, const View& view, const Words& words,
                        std::size_t columns) {
  const auto any_node = [&](auto what) { return std::any_of(view.nodes.begin(), view.nodes.end(), what); };
  const auto any_edge = [&](auto what) { return std::any_of(view.edges.begin(), view.edges.end(), what); };
  Rows rows;
  if (!options.levels.empty()) add_levels(rows, options, words);
  if (!options.levels.empty() && any_node([](const ViewNode& n) { return n.not_told; }))
    rows.push_back(row(swatch(not_told_style), words("not known: no dependency is stated")));
  if (!options.importance.empty()) add_importance(rows, options, words);
  rows.push_back(row(shape("ROUNDED", 1), words("clinical service (rounded box)")));
  rows.push_back(row(line(edge_color, "A ―▶ B"), words("A requires B: without B, A stops")));
  if (any_edge([](const ViewEdge& e) { return e.soft; }))
    rows.push_back(row(line(edge_color, "A ┄▶ B"), words("without B, A is only degraded (dashed)")));
  if (any_node([](const ViewNode& n) { return n.kind == ViewNode::Kind::quorum; }))
    rows.push_back(row("<TD>(1/2)</TD>", words("redundancy: needed / available")));
  if (any_node([](const ViewNode& n) {
        return std::ranges::any_of(n.references, [](const ViewReference& r) { return r.lost; });
      }))
    rows.push_back(row("<TD>✕①</TD>", words("the loss spreads from the node with this number")));
  if (any_edge([](const ViewEdge& e) { return e.lost; }))
    rows.push_back(row(line(lost_color, "<B>―▶</B>"), words("the loss spreads along this line (thick)")));
  if (any_edge([](const ViewEdge& e) { return e.hub; }))
    rows.push_back(row(line(faint_color, "―▶"), words("to something that very many need (faint)")));
  if (options.levels.empty() && in_columns(view))
    rows.push_back(row(line(line_colors[1], "―▶"),
                       words("one colour: lines from one node (it tells them apart, no more)")));
  if (any_node([](const ViewNode& n) { return n.kind == ViewNode::Kind::group; }))
    rows.push_back(row(shape("SOLID", 4), words("several nodes drawn together (double border)")));
  return table(rows, columns, words("Legend"));
}

}  // namespace hakyu::viz
