#include "viz/graph/escape.hpp"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>

#include "viz/text/width.hpp"

namespace hakyu::viz {

namespace {

std::string replaced(std::string_view text, char from, std::string_view to) {
  std::string out;
  for (const char c : text)
    if (c == from)
      out += to;
    else
      out += c;
  return out;
}

}  // namespace

std::string label_text(std::string_view text) {
  return replaced(replaced(printable(text), '&', "&amp;"), '\\', "\\\\");
}

std::string wrapped_label(std::string_view text, std::size_t columns, char end) {
  std::string label;
  for (const std::string& line : wrapped(printable(text), columns)) {
    if (!label.empty()) label += {'\\', end};
    label += label_text(line);
  }
  return label;
}

std::string tooltip_text(std::string_view text) {
  std::string clean;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    // Tooltips expand \N and the like but keep "\\": a full-width backslash has no such meaning.
    clean += replaced(replaced(printable(text.substr(0, end)), '&', "&amp;"), '\\', "＼");
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!text.empty()) clean += '\n';
  }
  return clean;
}

std::string html_text(std::string_view text) {
  return replaced(replaced(replaced(replaced(printable(text), '&', "&amp;"), '<', "&lt;"), '>', "&gt;"), '"',
                  "&quot;");
}

bool harmless_link(std::string_view link) {
  const bool plain = std::all_of(link.begin(), link.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte > 0x20 && byte < 0x7F && c != '"' && c != '<' && c != '>' && c != '\\';
  });
  if (!plain) return false;
  const std::size_t colon = link.find(':');
  if (colon == std::string_view::npos || link.find_first_of("/?#") < colon) return true;
  std::string scheme(link.substr(0, colon));
  std::transform(scheme.begin(), scheme.end(), scheme.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return scheme == "http" || scheme == "https" || scheme == "mailto";
}

std::string percent_encoded(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool plain = std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_' || c == '.';
    out += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

}  // namespace hakyu::viz
