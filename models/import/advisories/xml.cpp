// XML as the readers of advisories and scans see it.
#include <algorithm>
#include <pugixml.hpp>

#include "models/diagnostic_codes.hpp"
#include "models/import/advisories/tools.hpp"

namespace hakyu::models::advisories {

namespace {

constexpr std::size_t xml_limit = std::size_t{64} << 20U;

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
    const auto at = static_cast<std::size_t>(std::max<std::ptrdiff_t>(parsed.offset, 0));
    diagnostics.push_back(problem_at(file, bytes, at, codes::xml_syntax, parsed.description(), "XML"));
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
