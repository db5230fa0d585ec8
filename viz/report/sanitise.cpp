#include "viz/report/sanitise.hpp"

#include <algorithm>
#include <array>
#include <pugixml.hpp>

#include "viz/chart/escape.hpp"

namespace hakyu::viz {

namespace {

constexpr std::array<std::string_view, 18> elements{
    "a",    "circle",  "defs",    "desc",     "ellipse", "g",    "line", "linearGradient", "marker",
    "path", "pattern", "polygon", "polyline", "rect",    "stop", "svg",  "text",           "title"};

constexpr std::array<std::string_view, 46> attributes{"class",
                                                      "cx",
                                                      "cy",
                                                      "d",
                                                      "dx",
                                                      "dy",
                                                      "fill",
                                                      "fill-opacity",
                                                      "font-family",
                                                      "font-size",
                                                      "font-style",
                                                      "font-weight",
                                                      "gradientUnits",
                                                      "height",
                                                      "id",
                                                      "markerHeight",
                                                      "markerWidth",
                                                      "offset",
                                                      "opacity",
                                                      "orient",
                                                      "patternUnits",
                                                      "points",
                                                      "preserveAspectRatio",
                                                      "r",
                                                      "refX",
                                                      "refY",
                                                      "rx",
                                                      "ry",
                                                      "stop-color",
                                                      "stop-opacity",
                                                      "stroke",
                                                      "stroke-dasharray",
                                                      "stroke-linecap",
                                                      "stroke-linejoin",
                                                      "stroke-opacity",
                                                      "stroke-width",
                                                      "text-anchor",
                                                      "transform",
                                                      "viewBox",
                                                      "width",
                                                      "x",
                                                      "x1",
                                                      "x2",
                                                      "y",
                                                      "y1",
                                                      "y2"};

/// Nesting that a picture needs at most; a deeper one is cut, not followed.
constexpr int deepest = 64;

template <class List>
bool among(const List& list, std::string_view name) {
  return std::ranges::find(list, name) != list.end();
}

class Copy {
 public:
  explicit Copy(std::string_view prefix) : prefix_(prefix) {}

  void element(const pugi::xml_node& node, int depth) {
    const std::string_view name = node.name();
    if (!among(elements, name) || depth > deepest) return;
    (out_ += '<') += name;
    if (name == "svg" && depth == 0) out_ += " xmlns=\"http://www.w3.org/2000/svg\" role=\"img\"";
    for (const pugi::xml_attribute& each : node.attributes()) attribute(name, each.name(), each.value());
    out_ += '>';
    for (const pugi::xml_node& child : node.children()) {
      if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) {
        out_ += escaped(child.value());
      } else if (child.type() == pugi::node_element) {
        element(child, depth + 1);
      }
    }
    ((out_ += "</") += name) += '>';
  }

  std::string take() { return std::move(out_); }

 private:
  void put(std::string_view name, const std::string& value) {
    (((out_ += ' ') += name) += "=\"") += escaped(value);
    out_ += '"';
  }

  void attribute(std::string_view element, std::string_view name, const std::string& value) {
    const bool href = name == "href" || name == "xlink:href";
    if (href && element == "a" && value.starts_with('#')) return put("href", "#" + prefix_ + value.substr(1));
    if (name == "id") return put(name, prefix_ + value);
    if (!among(attributes, name)) return;
    const std::size_t reference = value.find("url(");
    if (reference == std::string::npos) return put(name, value);
    // Only url(#id): a place within this picture.
    if (reference == 0 && value.starts_with("url(#") && value.ends_with(')'))
      put(name, "url(#" + prefix_ + value.substr(5));
  }

  std::string prefix_;
  std::string out_;
};

}  // namespace

std::string harmless_svg(std::string_view document, std::string_view prefix) {
  pugi::xml_document xml;
  if (!xml.load_buffer(document.data(), document.size(), pugi::parse_default, pugi::encoding_utf8)) return {};
  const pugi::xml_node root = xml.child("svg");
  if (!root) return {};
  Copy copy(prefix);
  copy.element(root, 0);
  return copy.take();
}

}  // namespace hakyu::viz
