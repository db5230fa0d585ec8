// One description of a picture: drawn as static SVG (readable without scripts, printed) and as a Vega
// specification (tooltips on screen), and told as a table. It holds data only: no scripts, no addresses, and
// texts are data, never expressions.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace hakyu::viz {

/// What a mark means. Colour, pattern and outline follow from it (Okabe–Ito palette), so that the same thing
/// looks the same in every picture and differs in black and white too.
enum class Look : std::uint8_t {
  work,         ///< planned work
  stop,         ///< what stands still during work
  tail,         ///< until when it may last
  window,       ///< time window for work
  blackout,     ///< no work allowed
  turn_back,    ///< 切り戻し判断時刻
  withdrawal,   ///< a measure is taken back
  down,         ///< hours down
  degraded,     ///< hours degraded
  recommended,  ///< the plan that is recommended
  plan,         ///< another plan
  broken_plan   ///< a plan that breaks a hard limit
};

enum class Shape : std::uint8_t { circle, square, diamond, cross };

struct Tick {
  double at = 0.0;
  std::string label;
};

struct Axis {
  std::string title;
  double min = 0.0;
  double max = 1.0;
  std::vector<Tick> ticks;
};

/// A filled rectangle in data coordinates.
struct Bar {
  double x1 = 0.0, x2 = 0.0, y1 = 0.0, y2 = 0.0;
  Look look = Look::work;
  std::string tooltip;
};

/// A straight line, e.g. an interval.
struct Line {
  double x1 = 0.0, y1 = 0.0, x2 = 0.0, y2 = 0.0;
  Look look = Look::plan;
  std::string tooltip;
};

struct Point {
  double x = 0.0, y = 0.0;
  Shape shape = Shape::circle;
  double size = 1.0;  ///< 1 is normal; area grows with it
  Look look = Look::plan;
  std::string label;  ///< written to the right of it
  std::string tooltip;
};

struct LegendEntry {
  Look look = Look::work;
  Shape shape = Shape::square;
  std::string label;
};

/// The numbers of a chart as people read them. Rows have as many cells as there are columns.
struct DataTable {
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;  ///< a row of one cell is a heading of those that follow
  std::size_t text_columns = 1;                ///< leading columns that hold words, not numbers
};

/// A picture with two linear axes. If `rows`, y counts rows from the top: row i fills [i, i + 1], and the
/// ticks of y are the names of the rows.
struct Chart {
  std::string id;  ///< [a-z0-9-]+, unique on a page
  std::string title;
  std::string description;  ///< for readers who do not see the picture
  Axis x, y;
  bool rows = true;
  double row_height = 26.0;  ///< pixels, if rows
  std::vector<Bar> bars;     ///< drawn in this order
  std::vector<Line> lines;
  std::vector<Point> points;
  std::vector<LegendEntry> legend;
  DataTable table;
};

/// Where things go, in pixels; the same for SVG and Vega.
struct Layout {
  double left = 0.0, top = 0.0;      ///< of the plot
  double width = 0.0, height = 0.0;  ///< of the plot
  double total_width = 0.0, total_height = 0.0;
};
[[nodiscard]] Layout layout(const Chart& chart);

/// Static SVG. Deterministic. Complexity: linear in the marks.
[[nodiscard]] std::string svg(const Chart& chart);

/// Vega 5 specification. Deterministic; refers to no address and contains no expression.
[[nodiscard]] nlohmann::ordered_json vega(const Chart& chart);

/// Round ticks that cover [0, max] (max > 0), about `count` of them; the last is ≥ max.
[[nodiscard]] std::vector<double> round_ticks(double max, int count);

/// Colours of a look, as "#rrggbb".
struct Colours {
  const char* fill;
  const char* stroke;
};
[[nodiscard]] Colours colours(Look look);

}  // namespace hakyu::viz
