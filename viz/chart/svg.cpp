// Chart → static SVG.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>

#include "viz/chart/chart.hpp"
#include "viz/chart/escape.hpp"
#include "viz/text/width.hpp"

namespace hakyu::viz {

namespace {

constexpr double page_width = 700.0;  // pixels: the printable width of A4 at 96 per inch
constexpr double font = 12.0;
constexpr std::size_t label_columns = 40;  // longest name of a row before it is cut
constexpr double legend_row = 20.0;

/// Lines drawn over a colour. They are written out one by one: printers and PDF make huge images of SVG's own
/// patterns.
enum class Pattern : std::uint8_t { none, diagonal, upright, cross };

struct Style {
  Colours colours;
  Pattern pattern;
};

/// Okabe–Ito; patterns keep neighbours apart in black and white.
Style style(Look look) {
  constexpr std::array<Style, 12> styles{{
      {{"#0072B2", "#004c78"}, Pattern::none},      // work
      {{"#D55E00", "#8a3d00"}, Pattern::none},      // stop
      {{"#cfe3f1", "#0072B2"}, Pattern::diagonal},  // tail
      {{"#e3f4ee", "#009E73"}, Pattern::none},      // window
      {{"#d9d9d9", "#777777"}, Pattern::cross},     // blackout
      {{"#ffffff", "#111111"}, Pattern::none},      // turn_back
      {{"#ffffff", "#0072B2"}, Pattern::none},      // withdrawal
      {{"#D55E00", "#8a3d00"}, Pattern::diagonal},  // down
      {{"#F5C96B", "#8a6200"}, Pattern::upright},   // degraded
      {{"#0072B2", "#00324f"}, Pattern::none},      // recommended
      {{"#ffffff", "#444444"}, Pattern::none},      // plan
      {{"#ffffff", "#D55E00"}, Pattern::none},      // broken_plan
  }};
  return styles[static_cast<std::size_t>(look)];
}

std::string px(double value) {
  const double rounded = std::round(value * 10.0) / 10.0;
  return fmt::format("{:g}", rounded == 0.0 ? 0.0 : rounded);
}

/// Places of the legend's entries: as many in a line as fit.
struct LegendPlace {
  double x, y;
};
std::vector<LegendPlace> legend_places(const Chart& chart) {
  std::vector<LegendPlace> places;
  double x = 0.0;
  double y = 0.0;
  for (const LegendEntry& entry : chart.legend) {
    const double width = 34.0 + width_em(entry.label) * font;
    if (x > 0.0 && x + width > page_width) {
      x = 0.0;
      y += legend_row;
    }
    places.push_back({x, y});
    x += width;
  }
  return places;
}

class Drawing {
 public:
  explicit Drawing(const Chart& chart) : chart_(chart), at_(layout(chart)) {}

  std::string draw() {
    open();
    grid();
    for (const Bar& bar : chart_.bars) draw(bar);
    for (const Line& line : chart_.lines) draw(line);
    for (const Point& point : chart_.points) draw(point);
    axes();
    legend();
    out_ += "</svg>";
    return std::move(out_);
  }

 private:
  template <class... Args>
  void put(fmt::format_string<Args...> text, Args&&... args) {
    fmt::format_to(std::back_inserter(out_), text, std::forward<Args>(args)...);
  }

  [[nodiscard]] double x(double value) const {
    const double share = (value - chart_.x.min) / (chart_.x.max - chart_.x.min);
    return at_.left + at_.width * std::clamp(share, 0.0, 1.0);
  }
  [[nodiscard]] double y(double value) const {
    const double share = std::clamp((value - chart_.y.min) / (chart_.y.max - chart_.y.min), 0.0, 1.0);
    return at_.top + at_.height * (chart_.rows ? share : 1.0 - share);
  }

  void open() {
    put(R"(<svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="0 0 {0} {1}" width="{0}" height="{1}" )"
        R"(role="img" aria-labelledby="{2}-title {2}-desc" font-size="{3}">)",
        px(at_.total_width), px(at_.total_height), chart_.id, font);
    put(R"(<title id="{0}-title">{1}</title><desc id="{0}-desc">{2}</desc>)", chart_.id,
        escaped(chart_.title), escaped(chart_.description));
  }

  /// Lines x + y = k (rising) or x − y = k (falling) inside a rectangle, every 6 pixels of the whole picture.
  static std::string diagonals(double x1, double y1, double w, double h, bool rising) {
    std::string path;
    const double x2 = x1 + w;
    const double y2 = y1 + h;
    const double first = rising ? x1 + y1 : x1 - y2;
    const double last = rising ? x2 + y2 : x2 - y1;
    for (double k = (std::floor(first / 6.0) + 1.0) * 6.0; k < last; k += 6.0) {
      const double from = std::max(x1, rising ? k - y2 : k + y1);
      const double to = std::min(x2, rising ? k - y1 : k + y2);
      path += fmt::format("M{} {}L{} {}", px(from), px(rising ? k - from : from - k), px(to),
                          px(rising ? k - to : to - k));
    }
    return path;
  }

  static std::string uprights(double x1, double y1, double w, double h) {
    std::string path;
    for (double x = (std::floor(x1 / 4.0) + 1.0) * 4.0; x < x1 + w; x += 4.0)
      path += fmt::format("M{} {}v{}", px(x), px(y1), px(h));
    return path;
  }

  /// Second layer of a filled shape: lines over the colour.
  void overlay(Look look, double x1, double y1, double w, double h) {
    std::string path;
    switch (style(look).pattern) {
      case Pattern::none:
        return;
      case Pattern::diagonal:
        path = diagonals(x1, y1, w, h, true);
        break;
      case Pattern::upright:
        path = uprights(x1, y1, w, h);
        break;
      case Pattern::cross:
        path = diagonals(x1, y1, w, h, true) + diagonals(x1, y1, w, h, false);
        break;
    }
    if (!path.empty())
      put(R"(<path d="{}" stroke="#222" stroke-opacity=".5" stroke-width=".8" fill="none"/>)", path);
  }

  void rectangle(double x1, double y1, double width, double height, Look look, const std::string& tooltip) {
    const Colours c = style(look).colours;
    const std::string shape =
        fmt::format(R"(x="{}" y="{}" width="{}" height="{}")", px(x1), px(y1), px(width), px(height));
    out_ += "<g>";
    if (!tooltip.empty()) put("<title>{}</title>", escaped(tooltip));
    put(R"(<rect {} fill="{}" stroke="{}" stroke-width=".7"/>)", shape, c.fill, c.stroke);
    overlay(look, x1, y1, width, height);
    out_ += "</g>";
  }

  void symbol(double cx, double cy, Shape shape, double size, Look look) {
    const Colours c = style(look).colours;
    const double r = 5.0 * std::sqrt(size);
    const char* width = look == Look::recommended ? "1" : "1.8";
    const auto path = [&](const std::string& d) {
      put(R"(<path d="{}" fill="{}" stroke="{}" stroke-width="{}"/>)", d, c.fill, c.stroke, width);
    };
    switch (shape) {
      case Shape::circle:
        put(R"(<circle cx="{}" cy="{}" r="{}" fill="{}" stroke="{}" stroke-width="{}"/>)", px(cx), px(cy),
            px(r), c.fill, c.stroke, width);
        break;
      case Shape::square:
        path(fmt::format("M{} {}h{}v{}h-{}z", px(cx - r), px(cy - r), px(2 * r), px(2 * r), px(2 * r)));
        break;
      case Shape::diamond:
        path(fmt::format("M{} {}l{} {}l-{} {}l-{} -{}z", px(cx), px(cy - r), px(r), px(r), px(r), px(r),
                         px(r), px(r)));
        break;
      case Shape::cross:
        path(fmt::format("M{} {}l{} {}m0 -{}l-{} {}", px(cx - r), px(cy - r), px(2 * r), px(2 * r), px(2 * r),
                         px(2 * r), px(2 * r)));
        break;
    }
  }

  void draw(const Bar& bar) {
    const double left = x(bar.x1);
    const double top = y(std::min(bar.y1, bar.y2));
    const double bottom = y(std::max(bar.y1, bar.y2));
    const double width = std::max(bar.x2 > bar.x1 ? 1.5 : 0.0, x(bar.x2) - left);
    if (width <= 0.0) return;
    rectangle(left, std::min(top, bottom), width, std::abs(bottom - top), bar.look, bar.tooltip);
  }

  void draw(const Line& line) {
    put(R"(<line x1="{}" y1="{}" x2="{}" y2="{}" stroke="{}" stroke-width="2.5"><title>{}</title></line>)",
        px(x(line.x1)), px(y(line.y1)), px(x(line.x2)), px(y(line.y2)), style(line.look).colours.stroke,
        escaped(line.tooltip));
  }

  void draw(const Point& point) {
    out_ += "<g>";
    if (!point.tooltip.empty()) put("<title>{}</title>", escaped(point.tooltip));
    const double cx = x(point.x);
    const double cy = y(point.y);
    symbol(cx, cy, point.shape, point.size, point.look);
    if (!point.label.empty()) {
      const double gap = 5.0 * std::sqrt(point.size) + 5.0;
      const bool fits = cx + gap + width_em(point.label) * font <= at_.total_width;
      put(R"(<text x="{}" y="{}" text-anchor="{}" font-weight="600">{}</text>)",
          px(fits ? cx + gap : cx - gap), px(cy + 4.0), fits ? "start" : "end", escaped(point.label));
    }
    out_ += "</g>";
  }

  void grid() {
    for (const Tick& tick : chart_.x.ticks)
      put(R"(<line x1="{0}" y1="{1}" x2="{0}" y2="{2}" stroke="#dddddd"/>)", px(x(tick.at)), px(at_.top),
          px(at_.top + at_.height));
    const std::size_t lines = chart_.rows ? chart_.y.ticks.size() : 0;
    for (std::size_t row = 1; row < lines; ++row)
      put(R"(<line x1="{}" y1="{}" x2="{}" y2="{}" stroke="#eeeeee"/>)", px(at_.left),
          px(y(static_cast<double>(row))), px(at_.left + at_.width), px(y(static_cast<double>(row))));
    if (chart_.rows) return;
    for (const Tick& tick : chart_.y.ticks)
      put(R"(<line x1="{1}" y1="{0}" x2="{2}" y2="{0}" stroke="#dddddd"/>)", px(y(tick.at)), px(at_.left),
          px(at_.left + at_.width));
  }

  void axes() {
    put(R"(<path d="M{} {}v{}h{}" fill="none" stroke="#444"/>)", px(at_.left), px(at_.top), px(at_.height),
        px(at_.width));
    const double base = at_.top + at_.height;
    for (const Tick& tick : chart_.x.ticks)
      put(R"(<text x="{}" y="{}" text-anchor="middle" fill="#333">{}</text>)", px(x(tick.at)),
          px(base + 16.0), escaped(tick.label));
    put(R"(<text x="{}" y="{}" text-anchor="end" fill="#333">{}</text>)", px(at_.left + at_.width),
        px(base + 33.0), escaped(chart_.x.title));
    for (const Tick& tick : chart_.y.ticks)
      put(R"(<text x="{}" y="{}" text-anchor="end" fill="#111"><title>{}</title>{}</text>)",
          px(at_.left - 8.0), px(y(tick.at) + 4.0), escaped(tick.label),
          escaped(shortened(tick.label, label_columns)));
    if (!chart_.rows)
      put(R"(<text x="{}" y="{}" fill="#333">{}</text>)", px(4.0), px(at_.top - 8.0),
          escaped(chart_.y.title));
  }

  void legend() {
    const double top = at_.top + at_.height + 44.0;
    const std::vector<LegendPlace> places = legend_places(chart_);
    for (std::size_t i = 0; i < places.size(); ++i) {
      const LegendEntry& entry = chart_.legend[i];
      const double cy = top + places[i].y + 6.0;
      const bool swatch = entry.shape == Shape::square && entry.look < Look::recommended;
      if (swatch) {
        rectangle(places[i].x + 2.0, cy - 6.0, 16.0, 12.0, entry.look, "");
      } else {
        symbol(places[i].x + 10.0, cy, entry.shape, 1.0, entry.look);
      }
      put(R"(<text x="{}" y="{}" fill="#333">{}</text>)", px(places[i].x + 23.0), px(cy + 4.0),
          escaped(entry.label));
    }
  }

  const Chart& chart_;
  Layout at_;
  std::string out_;
};

}  // namespace

Colours colours(Look look) { return style(look).colours; }

Layout layout(const Chart& chart) {
  double widest = 2.0;
  for (const Tick& tick : chart.y.ticks)
    widest = std::max(widest, width_em(shortened(tick.label, label_columns)));
  double right = 8.0;
  if (!chart.x.ticks.empty()) right += width_em(chart.x.ticks.back().label) * font / 2.0;
  Layout at;
  at.left = widest * font + 12.0;
  at.top = chart.rows ? 6.0 : 30.0;
  at.width = page_width - at.left - right;
  at.height = chart.rows ? chart.row_height * std::max(1.0, chart.y.max - chart.y.min) : 260.0;
  at.total_width = page_width;
  at.total_height = at.top + at.height + 40.0;
  if (!chart.legend.empty()) at.total_height += legend_places(chart).back().y + legend_row + 4.0;
  return at;
}

std::vector<double> round_ticks(double max, int count) {
  // Powers of ten by repeated multiplication: the same bits everywhere, which pow() does not promise.
  const double rough = max / std::max(1, count);
  double unit = 1.0;
  while (unit * 10.0 <= rough) unit *= 10.0;
  while (unit > rough && unit > 1e-12) unit /= 10.0;
  double step = unit;
  for (const double factor : {2.0, 5.0, 10.0})
    if (step < rough) step = unit * factor;
  std::vector<double> ticks;
  for (int i = 0;; ++i) {
    ticks.push_back(step * i);
    if (ticks.back() >= max) return ticks;
  }
}

std::string svg(const Chart& chart) { return Drawing(chart).draw(); }

}  // namespace hakyu::viz
