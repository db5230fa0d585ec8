// Enters everything that has a name: what is defined where, and who may see it.
#include <algorithm>

#include "models/diagnostic_codes.hpp"
#include "sim/exact/mef/parts.hpp"

namespace hakyu::sim::exact::mef {

namespace {

constexpr std::uint32_t deepest = 64;
constexpr std::string_view contents =
    "define-gate define-basic-event define-house-event define-parameter define-CCF-group define-component";

struct Kind {
  std::string_view element;
  What what;
  Space space;
  std::string_view attributes;
};
constexpr Kind kinds[] = {
    {"define-gate", What::gate, Space::event, "name role"},
    {"define-basic-event", What::basic_event, Space::event, "name role"},
    {"define-house-event", What::house_event, Space::event, "name role"},
    {"define-parameter", What::parameter, Space::parameter, "name role unit"},
    {"define-CCF-group", What::group, Space::group, "name model"},
};

const Kind* kind_of(std::string_view element) {
  const auto* found = std::find_if(std::begin(kinds), std::end(kinds),
                                   [&](const Kind& each) { return each.element == element; });
  return found == std::end(kinds) ? nullptr : found;
}

bool is_name(std::string_view name) {
  return !name.empty() && name.find_first_of(".&<>\"' \t\r\n") == std::string_view::npos;
}

class Collector {
 public:
  explicit Collector(Context& context) : context_(context) {}

  void run(std::uint32_t document) {
    document_ = document;
    std::vector<std::pair<pugi::xml_node, std::uint32_t>> open;  // next element, its scope
    open.emplace_back(first_content(context_, document, context_.documents[document].xml.document_element()),
                      0);
    while (!open.empty()) {
      const auto [node, scope] = open.back();
      if (!node) {
        open.pop_back();
        continue;
      }
      open.back().first = element_from(context_, document, node.next_sibling());
      const std::uint32_t inside = visit(node, scope);
      if (inside != none) open.emplace_back(first_content(context_, document, node), inside);
    }
  }

 private:
  /// The scope of the element's own contents, or none if there is nothing to go into.
  std::uint32_t visit(pugi::xml_node node, std::uint32_t scope) {
    const std::string_view element = node.name();
    if (scope == 0 && element == "model-data") return context_.allow(document_, node, "name"), 0;
    if (scope == 0 ? element == "define-fault-tree" : element == "define-component")
      return container(node, scope);
    if (const Kind* kind = kind_of(element)) return define(node, scope, *kind), none;
    if (scope == 0 && passed_over(node)) return none;
    context_.error(document_, node, codes::element, std::string(element),
                   scope == 0 ? "define-fault-tree model-data define-CCF-group" : std::string(contents));
    return none;
  }

  bool passed_over(pugi::xml_node node) {
    const std::string_view element = node.name();
    if (element == "define-substitution" || element == "include") {
      context_.error(document_, node, codes::unsupported, std::string(element));
      return true;
    }
    constexpr std::string_view others[] = {
        "define-event-tree",  "define-initiating-event",  "define-rule",
        "define-alignment",   "define-extern-library",    "define-extern-function",
        "define-consequence", "define-consequence-group", "define-missions"};
    if (std::find(std::begin(others), std::end(others), element) == std::end(others)) return false;
    context_.error(document_, node, codes::passed_over, std::string(element), {}, models::Severity::warning);
    return true;
  }

  std::string_view name_of(pugi::xml_node node) {
    const std::string_view name = context_.attribute(document_, node, "name");
    if (is_name(name)) return name;
    if (node.attribute("name")) context_.error(document_, node, codes::bad_name, std::string(name));
    return {};
  }

  bool is_private(pugi::xml_node node, bool inherited) {
    const pugi::xml_attribute role = node.attribute("role");
    if (!role) return inherited;
    const std::string_view word = role.value();
    if (word != "private" && word != "public")
      context_.error(document_, node, codes::bad_value, "role=\"" + std::string(word) + "\"",
                     "public private");
    return word == "private";
  }

  std::uint32_t container(pugi::xml_node node, std::uint32_t scope) {
    context_.allow(document_, node, scope == 0 ? "name" : "name role");
    const std::string_view name = name_of(node);
    if (name.empty()) return none;
    const Scope& around = context_.scopes[scope];
    if (around.depth == deepest) {
      context_.error(document_, node, codes::too_deep, std::string(name), std::to_string(deepest));
      return none;
    }
    const Scope inside{scope, around.depth + 1, is_private(node, around.is_private), name};
    const auto index = static_cast<std::uint32_t>(context_.scopes.size());
    if (!context_.enter(scope, Space::container, name, index)) {
      context_.error(document_, node, models::codes::duplicate_id, std::string(name));
      return none;
    }
    context_.scopes.push_back(inside);
    return index;
  }

  void define(pugi::xml_node node, std::uint32_t scope, const Kind& kind) {
    context_.allow(document_, node, kind.attributes);
    const std::string_view name = name_of(node);
    if (name.empty()) return;
    Definition made{.what = kind.what,
                    .is_private = is_private(node, context_.scopes[scope].is_private),
                    .document = document_,
                    .scope = scope,
                    .name = name,
                    .node = node};
    if (kind.what == What::gate && scope == 0)
      context_.error(document_, node, codes::element, std::string(kind.element), "define-fault-tree");
    const auto index = static_cast<std::uint32_t>(context_.definitions.size());
    if (!add(made, kind.space)) return;
    if (kind.what == What::group) groups_.push_back(index);
  }

  bool add(const Definition& made, Space space) {
    const auto index = static_cast<std::uint32_t>(context_.definitions.size());
    std::uint32_t other = context_.find(made.scope, space, made.name);
    if (other == none && !made.is_private) other = context_.find(0, space, made.name);
    if (other != none) {
      context_.error(made, models::codes::duplicate_id, std::string(made.name),
                     context_.place(context_.definitions[other]));
      return false;
    }
    context_.enter(made.scope, space, made.name, index);
    if (!made.is_private) context_.enter(0, space, made.name, index);
    context_.definitions.push_back(made);
    return true;
  }

 public:
  /// Binds the members of all groups, once everything else is known: a member without a definition of its
  /// own is defined by the group.
  void adopt() {
    for (const std::uint32_t index : groups_) {
      const Definition group = context_.definitions[index];
      document_ = group.document;
      check_group(context_, group);
      const pugi::xml_node members = group.node.child("members");
      for (pugi::xml_node node = element_from(context_, document_, members.first_child()); node;
           node = element_from(context_, document_, node.next_sibling()))
        adopt(group, index, node);
    }
  }

 private:
  void adopt(const Definition& group, std::uint32_t index, pugi::xml_node node) {
    if (std::string_view(node.name()) != "basic-event")
      return context_.error(document_, node, codes::element, node.name(), "basic-event");
    context_.allow_empty(document_, node, "name");
    const std::string_view name = context_.attribute(document_, node, "name");
    std::uint32_t member = context_.resolve(group.scope, Space::event, name);
    if (member == none) {
      if (!is_name(name)) return context_.error(document_, node, codes::bad_name, std::string(name));
      member = static_cast<std::uint32_t>(context_.definitions.size());
      if (!add({.what = What::basic_event,
                .is_private = context_.scopes[group.scope].is_private,
                .document = document_,
                .scope = group.scope,
                .name = name,
                .node = node},
               Space::event))
        return;
    }
    Definition& event = context_.definitions[member];
    if (event.what != What::basic_event)
      return context_.error(document_, node, codes::wrong_kind, std::string(name), "basic-event");
    if (event.group != none)
      return context_.error(document_, node, models::codes::duplicate_id, std::string(name),
                            context_.place(context_.definitions[event.group]));
    if (event.node != node && first_content(context_, event.document, event.node))
      return context_.error(document_, node, models::codes::duplicate_id, std::string(name),
                            context_.place(event));
    event.group = index;
  }

  Context& context_;
  std::uint32_t document_ = 0;
  std::vector<std::uint32_t> groups_;
};

}  // namespace

void collect(Context& context) {
  Collector collector(context);
  for (std::uint32_t i = 0; i < context.documents.size(); ++i) collector.run(i);
  collector.adopt();
}

std::vector<std::uint32_t> members_of(const Context& context, const Definition& group) {
  std::vector<std::uint32_t> members;
  for (const pugi::xml_node node : group.node.child("members").children("basic-event"))
    members.push_back(context.resolve(group.scope, Space::event, node.attribute("name").value()));
  return members;
}

}  // namespace hakyu::sim::exact::mef
