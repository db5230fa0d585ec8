// Chart → Vega 5 specification. Only data, scales and fixed encodings: no signal, no expression, no address.
#include <nlohmann/json.hpp>

#include "viz/chart/chart.hpp"
#include "viz/text/width.hpp"

namespace hakyu::viz {

namespace {

using Json = nlohmann::ordered_json;

/// Those of the page. Not “inherit”: Vega measures words before it places them, and no width belongs to that.
constexpr const char* fonts = "Noto Sans CJK JP, Noto Sans JP, Yu Gothic, Meiryo, Hiragino Sans, sans-serif";

constexpr const char* vega_shape(Shape shape) {
  switch (shape) {
    case Shape::circle:
      return "circle";
    case Shape::square:
      return "square";
    case Shape::diamond:
      return "diamond";
    case Shape::cross:
      break;
  }
  return "M-1-1L1 1M-1 1L1-1";  // an x; Vega's own "cross" is upright and looks like a plus
}

Json bars(const Chart& chart) {
  Json rows = Json::array();
  for (const Bar& bar : chart.bars)
    rows.push_back({{"x1", bar.x1},
                    {"x2", bar.x2},
                    {"y1", bar.y1},
                    {"y2", bar.y2},
                    {"fill", colours(bar.look).fill},
                    {"stroke", colours(bar.look).stroke},
                    {"tooltip", printable(bar.tooltip)}});
  return rows;
}

Json lines(const Chart& chart) {
  Json rows = Json::array();
  for (const Line& line : chart.lines)
    rows.push_back({{"x1", line.x1},
                    {"x2", line.x2},
                    {"y1", line.y1},
                    {"y2", line.y2},
                    {"stroke", colours(line.look).stroke},
                    {"tooltip", printable(line.tooltip)}});
  return rows;
}

Json points(const Chart& chart) {
  Json rows = Json::array();
  for (const Point& point : chart.points)
    rows.push_back({{"x", point.x},
                    {"y", point.y},
                    {"shape", vega_shape(point.shape)},
                    {"size", 100.0 * point.size},
                    {"fill", colours(point.look).fill},
                    {"stroke", colours(point.look).stroke},
                    {"label", printable(point.label)},
                    {"tooltip", printable(point.tooltip)}});
  return rows;
}

Json data(const Chart& chart) {
  return Json::array({{{"name", "bars"}, {"values", bars(chart)}},
                      {{"name", "lines"}, {"values", lines(chart)}},
                      {{"name", "points"}, {"values", points(chart)}}});
}

/// Values of ticks → their words, as a scale that axes look labels up in.
Json words_of(const char* name, const Axis& axis) {
  Json domain = Json::array();
  Json range = Json::array();
  for (const Tick& tick : axis.ticks) {
    domain.push_back(tick.at);
    range.push_back(shortened(tick.label, 40));
  }
  return {{"name", name}, {"type", "ordinal"}, {"domain", std::move(domain)}, {"range", std::move(range)}};
}

Json scales(const Chart& chart) {
  const char* direction = chart.rows ? "y-down" : "height";
  Json y_range =
      direction == std::string("height") ? Json("height") : Json::array({0.0, layout(chart).height});
  Json fills = Json::array();
  Json strokes = Json::array();
  Json shapes = Json::array();
  Json names = Json::array();
  for (const LegendEntry& entry : chart.legend) {
    names.push_back(printable(entry.label));
    fills.push_back(colours(entry.look).fill);
    strokes.push_back(colours(entry.look).stroke);
    shapes.push_back(vega_shape(entry.shape));
  }
  const auto linear = [](const char* name, const Axis& axis, Json range) {
    return Json{{"name", name},
                {"type", "linear"},
                {"domain", {axis.min, axis.max}},
                {"range", std::move(range)},
                {"clamp", true},
                {"zero", false},
                {"nice", false}};
  };
  const auto legend_scale = [&](const char* name, const Json& range) {
    return Json{{"name", name}, {"type", "ordinal"}, {"domain", names}, {"range", range}};
  };
  return Json::array({linear("x", chart.x, "width"), linear("y", chart.y, std::move(y_range)),
                      words_of("x-words", chart.x), words_of("y-words", chart.y), legend_scale("fill", fills),
                      legend_scale("stroke", strokes), legend_scale("shape", shapes)});
}

Json axis(const char* orient, const char* scale, const Axis& axis, bool grid, bool title) {
  Json values = Json::array();
  for (const Tick& tick : axis.ticks) values.push_back(tick.at);
  Json out{{"orient", orient},
           {"scale", scale},
           {"values", std::move(values)},
           {"grid", grid},
           {"gridColor", "#dddddd"},
           {"labelLimit", 260},
           {"labelOverlap", false},
           {"labelFontSize", 12},
           {"ticks", false},
           {"encode",
            {{"labels",
              {{"update", {{"text", {{"scale", std::string(scale) + "-words"}, {"field", "value"}}}}}}}}}};
  if (title) {
    out["title"] = printable(axis.title);
    out["titleFontWeight"] = "normal";
  }
  return out;
}

Json field(const char* name) { return {{"field", name}}; }
Json scaled(const char* scale, const char* name) { return {{"scale", scale}, {"field", name}}; }

Json mark(const char* type, const char* from, Json update) {
  return {{"type", type},
          {"from", {{"data", from}}},
          {"encode", {{"update", std::move(update)}, {"hover", {{"strokeWidth", {{"value", 3}}}}}}}};
}

Json marks() {
  Json bar{{"x", scaled("x", "x1")},          {"x2", scaled("x", "x2")},    {"y", scaled("y", "y1")},
           {"y2", scaled("y", "y2")},         {"fill", field("fill")},      {"stroke", field("stroke")},
           {"strokeWidth", {{"value", 0.8}}}, {"tooltip", field("tooltip")}};
  Json line{{"x", scaled("x", "x1")},     {"x2", scaled("x", "x2")},   {"y", scaled("y", "y1")},
            {"y2", scaled("y", "y2")},    {"stroke", field("stroke")}, {"strokeWidth", {{"value", 2.5}}},
            {"tooltip", field("tooltip")}};
  Json point{{"x", scaled("x", "x")},           {"y", scaled("y", "y")},      {"shape", field("shape")},
             {"size", field("size")},           {"fill", field("fill")},      {"stroke", field("stroke")},
             {"strokeWidth", {{"value", 1.8}}}, {"tooltip", field("tooltip")}};
  Json label{{"x", scaled("x", "x")},          {"y", scaled("y", "y")},
             {"dx", {{"value", 11}}},          {"baseline", {{"value", "middle"}}},
             {"fontWeight", {{"value", 600}}}, {"text", field("label")}};
  Json text{{"type", "text"}, {"from", {{"data", "points"}}}, {"encode", {{"update", std::move(label)}}}};
  return Json::array({mark("rect", "bars", std::move(bar)), mark("rule", "lines", std::move(line)),
                      mark("symbol", "points", std::move(point)), std::move(text)});
}

}  // namespace

Json vega(const Chart& chart) {
  const Layout at = layout(chart);
  Json spec{{"description", printable(chart.description)},
            {"width", at.width},
            {"height", at.height},
            {"padding", 5},
            {"autosize", "pad"},
            {"background", "#ffffff"}};
  spec["config"] = {{"text", {{"font", fonts}, {"fontSize", 12}}},
                    {"axis", {{"labelFont", fonts}, {"titleFont", fonts}}},
                    {"legend", {{"labelFont", fonts}, {"labelFontSize", 12}, {"labelLimit", 400}}}};
  spec["data"] = data(chart);
  spec["scales"] = scales(chart);
  spec["axes"] = Json::array(
      {axis("bottom", "x", chart.x, true, true), axis("left", "y", chart.y, !chart.rows, !chart.rows)});
  spec["marks"] = marks();
  if (!chart.legend.empty())
    spec["legends"] = Json::array({{{"fill", "fill"},
                                    {"stroke", "stroke"},
                                    {"shape", "shape"},
                                    {"orient", "bottom"},
                                    {"direction", "horizontal"},
                                    {"columns", 4},
                                    {"symbolSize", 120}}});
  return spec;
}

}  // namespace hakyu::viz
