#include "viz/chart/escape.hpp"

#include "viz/text/width.hpp"

namespace hakyu::viz {

std::string escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  for (const char c : printable(text)) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

double width_em(std::string_view text) {
  // A column is half an ideograph; proportional Latin letters are a little wider than that on average.
  return 0.54 * static_cast<double>(display_width(text));
}

}  // namespace hakyu::viz
