// XML as the readers of advisories and scans see it.
#include <algorithm>
#include <pugixml.hpp>

#include "models/diagnostic_codes.hpp"
#include "models/import/advisories/tools.hpp"
#include "models/read/report.hpp"

namespace hakyu::models::advisories {

namespace {

constexpr std::size_t xml_limit = std::size_t{64} << 20U;

pugi::xml_node last_element(const pugi::xml_node& parent) {
  pugi::xml_node last = parent.last_child();
  while (last && last.type() != pugi::node_element) last = last.previous_sibling();
  return last;
}

/// The element in which the parser stopped: the last one it began.
pugi::xml_node stopped_in(const pugi::xml_document& document) {
  pugi::xml_node element = last_element(document);
  while (const pugi::xml_node inside = last_element(element)) element = inside;
  return element;
}

/// Whether the end of the outermost element is missing.
bool is_cut_off(std::string_view bytes, std::string_view outermost) {
  const std::size_t last = bytes.rfind("</");
  return last == std::string_view::npos || !bytes.substr(last + 2).starts_with(outermost);
}

Diagnostic broken(const std::string& file, std::string_view bytes, const pugi::xml_document& document,
                  const pugi::xml_parse_result& parsed) {
  if (is_cut_off(bytes, document.document_element().name())) return cut_off(file, bytes);
  const auto at = static_cast<std::size_t>(std::max<std::ptrdiff_t>(parsed.offset, 0));
  Diagnostic d = problem_at(file, bytes, at, codes::xml_syntax, parsed.description());
  d.pointer = reading::shortened(stopped_in(document).path());
  return d;
}

}  // namespace

std::string inner(const pugi::xml_node& node, const char* path) {
  return trimmed(node.first_element_by_path(path).text().get());
}

bool parse_xml(const std::string& file, std::string_view bytes, bool bare_doctype,
               pugi::xml_document& document, Diagnostics& diagnostics) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (!is_text(file, bytes, xml_limit, diagnostics)) return false;
  const auto parsed = document.load_buffer(bytes.data(), bytes.size(),
                                           pugi::parse_default | pugi::parse_doctype, pugi::encoding_utf8);
  if (!parsed) {
    diagnostics.push_back(broken(file, bytes, document, parsed));
    return false;
  }
  for (const pugi::xml_node& node : document.children()) {
    if (node.type() != pugi::node_doctype) continue;
    const bool bare = std::string_view(node.value()).find('[') == std::string_view::npos;
    if (bare && bare_doctype) continue;
    diagnostics.push_back(problem_at(file, bytes, bytes.find("<!DOCTYPE"), codes::doctype, "<!DOCTYPE"));
    return false;
  }
  return true;
}

}  // namespace hakyu::models::advisories
