#include <algorithm>

#include "models/diagnostic_codes.hpp"
#include "sim/exact/mef/parts.hpp"

namespace hakyu::sim::exact::mef {

namespace {

constexpr std::size_t most_problems = 1000;
constexpr std::size_t longest_excerpt = 200;

/// Enough to recognise it; never half a character.
std::string shortened(std::string text) {
  if (text.size() <= longest_excerpt) return text;
  std::size_t end = longest_excerpt;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return text.substr(0, end) + "…";
}

}  // namespace

void Context::error_at(std::uint32_t document, std::size_t offset, std::string_view code, std::string found,
                       std::string expected, models::Severity severity) {
  if (++problems_ > most_problems) {
    if (problems_ == most_problems + 1) {
      diagnostics.emplace_back();
      diagnostics.back().code = models::codes::too_many;
      diagnostics.back().file = documents[document].file;
    }
    diagnostics.back().found = std::to_string(problems_);
    return;
  }
  const Document& in = documents[document];
  models::Diagnostic problem;
  problem.severity = severity;
  problem.code = code;
  problem.file = in.file;
  if (!in.lines.empty()) {
    const auto after = std::upper_bound(in.lines.begin(), in.lines.end(), offset);
    problem.line = static_cast<std::uint32_t>(after - in.lines.begin());
    problem.column = static_cast<std::uint32_t>(offset - *(after - 1) + 1);
  }
  problem.found = shortened(std::move(found));
  problem.expected = shortened(std::move(expected));
  // What several gates need is met more than once; it is told once.
  if (std::find(diagnostics.begin(), diagnostics.end(), problem) == diagnostics.end())
    diagnostics.push_back(std::move(problem));
}

void Context::error(std::uint32_t document, pugi::xml_node at, std::string_view code, std::string found,
                    std::string expected, models::Severity severity) {
  std::ptrdiff_t offset = std::max<std::ptrdiff_t>(at.offset_debug(), 0);
  if (at.type() == pugi::node_element && offset > 0) --offset;  // from the name to the bracket before it
  error_at(document, static_cast<std::size_t>(offset), code, std::move(found), std::move(expected), severity);
}

void Context::note_too_large(std::uint32_t document, pugi::xml_node at) {
  error(document, at, models::codes::too_large, std::to_string(held_ >> 20U) + " MiB",
        std::to_string(options.memory >> 20U) + " MiB");
}

std::string Context::place(const Definition& definition) const {
  const Document& in = documents[definition.document];
  const auto offset =
      static_cast<std::size_t>(std::max<std::ptrdiff_t>(definition.node.offset_debug() - 1, 0));
  const auto after = std::upper_bound(in.lines.begin(), in.lines.end(), offset);
  return in.file + ":" + std::to_string(after - in.lines.begin()) + ":" +
         std::to_string(offset - *(after - 1) + 1);
}

bool Context::enter(std::uint32_t scope, Space space, std::string_view name, std::uint32_t what) {
  return names_.try_emplace({scope, space, name}, what).second;
}

std::uint32_t Context::find(std::uint32_t scope, Space space, std::string_view name) const {
  const auto found = names_.find({scope, space, name});
  return found == names_.end() ? none : found->second;
}

std::uint32_t Context::resolve(std::uint32_t scope, Space space, std::string_view reference) const {
  for (; scope != none; scope = scopes[scope].parent) {
    std::uint32_t inside = scope;
    std::string_view rest = reference;
    for (std::size_t dot = rest.find('.'); inside != none && dot != std::string_view::npos;
         dot = rest.find('.')) {
      inside = find(inside, Space::container, rest.substr(0, dot));
      rest.remove_prefix(dot + 1);
    }
    const std::uint32_t found = inside == none ? none : find(inside, space, rest);
    if (found != none) return found;
  }
  return none;
}

std::string Context::full_name(const Definition& definition) const {
  std::string name(definition.name);
  if (!definition.is_private) return name;
  for (std::uint32_t scope = definition.scope; scope != 0 && scope != none; scope = scopes[scope].parent)
    name = std::string(scopes[scope].name) + "." + name;
  return name;
}

std::string_view Context::attribute(std::uint32_t document, pugi::xml_node node, const char* name) {
  const pugi::xml_attribute found = node.attribute(name);
  if (!found) error(document, node, codes::missing_attribute, "<" + std::string(node.name()) + ">", name);
  return found.value();
}

void Context::allow(std::uint32_t document, pugi::xml_node node, std::string_view names) {
  std::size_t index = 0;
  for (const pugi::xml_attribute each : node.attributes()) {
    const std::string_view name = each.name();
    bool known = false;
    for (std::string_view rest = names; !rest.empty() && !known;) {
      const std::string_view word = rest.substr(0, rest.find(' '));
      known = word == name;
      rest.remove_prefix(std::min(word.size() + 1, rest.size()));
    }
    bool twice = false;
    std::size_t before = 0;
    for (pugi::xml_attribute other = node.first_attribute(); known && before < index;
         other = other.next_attribute(), ++before)
      twice |= name == other.name();
    if (!known || twice)
      return error(document, node, codes::unknown_attribute, std::string(name), std::string(names));
    ++index;
  }
}

void Context::allow_empty(std::uint32_t document, pugi::xml_node node, std::string_view names) {
  allow(document, node, names);
  if (const pugi::xml_node inside = element_from(*this, document, node.first_child()))
    error(document, inside, codes::element, inside.name(), "</" + std::string(node.name()) + ">");
}

pugi::xml_node element_from(Context& context, std::uint32_t document, pugi::xml_node node) {
  for (; node && node.type() != pugi::node_element; node = node.next_sibling())
    if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata)
      context.error(document, node, codes::text, node.value());
  return node;
}

pugi::xml_node first_content(Context& context, std::uint32_t document, pugi::xml_node parent) {
  pugi::xml_node node = element_from(context, document, parent.first_child());
  for (const char* optional : {"label", "attributes"})
    if (node && std::string_view(node.name()) == optional)
      node = element_from(context, document, node.next_sibling());
  return node;
}

bool expect_last(Context& context, std::uint32_t document, pugi::xml_node content) {
  const pugi::xml_node more = element_from(context, document, content.next_sibling());
  if (more)
    context.error(document, more, codes::element, more.name(),
                  "</" + std::string(more.parent().name()) + ">");
  return !more;
}

}  // namespace hakyu::sim::exact::mef
