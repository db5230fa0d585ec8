#include "viz/report/markup.hpp"

#include <nlohmann/json.hpp>

#include "viz/chart/escape.hpp"
#include "viz/text/width.hpp"

namespace hakyu::viz {

namespace {

/// What stands in a column of numbers instead of one, such as a reason: broken like text, for numbers never
/// are.
bool is_prose(const std::string& cell) {
  constexpr std::size_t widest_number = 36;
  return display_width(cell) > widest_number;
}

}  // namespace

Markup& Markup::open(std::string_view tag, std::string_view classes, std::string_view id) {
  out_.append("<").append(tag);
  if (!classes.empty()) out_.append(" class=\"").append(classes).append("\"");
  if (!id.empty()) out_.append(" id=\"").append(escaped(id)).append("\"");
  out_ += '>';
  return *this;
}

Markup& Markup::close(std::string_view tag) {
  out_.append("</").append(tag).append(">");
  return *this;
}

Markup& Markup::text(std::string_view text) {
  out_ += escaped(text);
  return *this;
}

Markup& Markup::element(std::string_view tag, std::string_view content, std::string_view classes) {
  return open(tag, classes).text(content).close(tag).raw("\n");
}

Markup& Markup::link(std::string_view fragment, std::string_view content) {
  out_.append("<a href=\"#").append(escaped(fragment)).append("\">");
  return text(content).close("a");
}

Markup& Markup::raw(std::string_view markup) {
  out_ += markup;
  return *this;
}

Markup& Markup::table(const DataTable& table, std::string_view classes) {
  open("table", classes).open("thead").open("tr");
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    raw(i < table.text_columns ? "<th scope=\"col\">" : "<th scope=\"col\" class=\"number\">");
    text(table.columns[i]).close("th");
  }
  close("tr").close("thead").raw("\n").open("tbody");
  for (const std::vector<std::string>& row : table.rows) {
    if (row.size() == 1 && table.columns.size() > 1) {
      raw("<tr class=\"group\"><th scope=\"rowgroup\" colspan=\"" + std::to_string(table.columns.size()) +
          "\">");
      text(row.front()).close("th").close("tr").raw("\n");
      continue;
    }
    open("tr");
    for (std::size_t i = 0; i < row.size(); ++i)
      open("td", i < table.text_columns || is_prose(row[i]) ? "" : "number").text(row[i]).close("td");
    close("tr").raw("\n");
  }
  return close("tbody").close("table").raw("\n");
}

Markup& Markup::list(const std::vector<std::string>& items, std::string_view classes) {
  open("ul", classes);
  for (const std::string& item : items) element("li", item);
  return close("ul").raw("\n");
}

Markup& Markup::figure(const Chart& chart, const Words& words) {
  open("figure", "chart-figure");
  element("figcaption", chart.title);
  raw(svg(chart)).raw("\n<script type=\"application/json\">").raw(embeddable(vega(chart)));
  raw("</script>\n");
  element("p", chart.description, "hint");
  open("div", "numbers").element("p", words("The numbers of the picture"), "hint").table(chart.table);
  return close("div").close("figure").raw("\n");
}

std::string embeddable(const nlohmann::ordered_json& json) {
  const std::string text = json.dump(-1, ' ', true, nlohmann::ordered_json::error_handler_t::replace);
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    if (c == '<') {
      out += "\\u003c";
    } else if (c == '>') {
      out += "\\u003e";
    } else if (c == '&') {
      out += "\\u0026";
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace hakyu::viz
