// From text to elements: bounded memory, no entities, positions for diagnostics.
#include <algorithm>
#include <cstring>

#include "models/diagnostic_codes.hpp"
#include "sim/exact/mef/parts.hpp"

namespace hakyu::sim::exact::mef {

namespace {

/// First byte that breaks UTF-8 (RFC 3629) or that XML does not allow (controls), or npos.
std::size_t broken_utf8(std::string_view text) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
  for (std::size_t i = 0; i < text.size();) {
    const unsigned first = byte(i);
    if (first < 0x80) {
      if (first < 0x20 && first != '\t' && first != '\n' && first != '\r') return i;
      ++i;
      continue;
    }
    const std::size_t more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1;
    if (first < 0xC2 || first > 0xF4) return i;
    for (std::size_t k = 1; k <= more; ++k)
      if ((byte(i + k) & 0xC0U) != 0x80U) return i;
    const unsigned second = byte(i + 1);
    const bool overlong = (first == 0xE0 && second < 0xA0) || (first == 0xF0 && second < 0x90);
    const bool outside = (first == 0xED && second > 0x9F) || (first == 0xF4 && second > 0x8F);
    if (overlong || outside) return i;
    i += more + 1;
  }
  return std::string_view::npos;
}

/// What the elements of the text take in memory, from above: the copy of the text, a node for every bracket
/// (elements, texts beside them), an attribute for every equals sign, and what is made of them later.
std::uint64_t memory_of(std::string_view text) {
  const auto brackets = static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '<'));
  const auto equals = static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '='));
  const auto lines = static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n'));
  return 2 * text.size() + 320 * brackets + 64 * equals + 4 * lines;
}

void find_lines(Document& document) {
  document.lines.push_back(0);
  for (std::size_t at = document.text.find('\n'); at != std::string_view::npos;
       at = document.text.find('\n', at + 1))
    document.lines.push_back(static_cast<std::uint32_t>(at + 1));
}

bool check_top_level(Context& context, std::uint32_t index) {
  Document& document = context.documents[index];
  pugi::xml_node root;
  for (const pugi::xml_node node : document.xml.children()) {
    if (node.type() == pugi::node_doctype && std::strchr(node.value(), '[') != nullptr) {
      context.error(index, node, codes::doctype, "<!DOCTYPE " + std::string(node.value()).substr(0, 60));
      return false;
    }
    if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata ||
        (node.type() == pugi::node_element && root)) {
      context.error(index, node, codes::syntax,
                    node.type() == pugi::node_element ? node.name() : node.value(), "end of file");
      return false;
    }
    if (node.type() == pugi::node_element) root = node;
  }
  if (!root) {
    context.error_at(index, 0, codes::syntax, "end of file", "<opsa-mef>");
    return false;
  }
  const std::string encoding = document.xml.first_child().type() == pugi::node_declaration
                                   ? document.xml.first_child().attribute("encoding").value()
                                   : "";
  std::string upper = encoding;
  std::transform(upper.begin(), upper.end(), upper.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  if (!upper.empty() && upper != "UTF-8" && upper != "UTF8" && upper != "US-ASCII" && upper != "ASCII") {
    context.error_at(index, 0, models::codes::not_utf8, "encoding=\"" + encoding + "\"", "UTF-8");
    return false;
  }
  if (std::string_view(root.name()) != "opsa-mef") {
    context.error(index, root, codes::root, root.name(), "opsa-mef");
    return false;
  }
  context.allow(index, root, "name");
  return true;
}

bool parse_one(Context& context, std::uint32_t index) {
  Document& document = context.documents[index];
  if (document.text.starts_with("\xEF\xBB\xBF")) document.text.remove_prefix(3);
  find_lines(document);
  if (const std::size_t bad = broken_utf8(document.text); bad != std::string_view::npos) {
    context.error_at(index, bad, models::codes::not_utf8,
                     "byte " + std::to_string(static_cast<unsigned char>(document.text[bad])), "UTF-8");
    return false;
  }
  constexpr unsigned flags =
      (pugi::parse_default | pugi::parse_doctype | pugi::parse_declaration | pugi::parse_fragment);
  const pugi::xml_parse_result result =
      document.xml.load_buffer(document.text.data(), document.text.size(), flags, pugi::encoding_utf8);
  if (!result) {
    const auto offset =
        std::min(static_cast<std::size_t>(std::max<std::ptrdiff_t>(result.offset, 0)), document.text.size());
    context.error_at(index, offset, codes::syntax, result.description(), "XML 1.0");
    return false;
  }
  return check_top_level(context, index);
}

}  // namespace

bool parse(Context& context, std::span<const XmlText> texts) {
  std::uint64_t memory = 0;
  for (const XmlText& text : texts) {
    memory += memory_of(text.text);
    context.documents.emplace_back();
    context.documents.back().file = text.file;
    context.documents.back().text = text.text;
  }
  if (!context.hold(memory) || memory / 2 > 0xFFFFFFFFULL) {
    context.note_too_large(0, {});
    return false;
  }
  bool good = !texts.empty();
  for (std::uint32_t i = 0; i < context.documents.size(); ++i) good &= parse_one(context, i);
  return good;
}

}  // namespace hakyu::sim::exact::mef
