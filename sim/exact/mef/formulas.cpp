// Gates and nested formulas become nodes of a Formula; depth first with a stack of our own.
#include <algorithm>

#include "models/diagnostic_codes.hpp"
#include "sim/exact/mef/parts.hpp"

namespace hakyu::sim::exact::mef {

namespace {

struct Connective {
  std::string_view element;
  std::size_t least;
  std::size_t most;
  std::string_view attributes;
};
constexpr std::size_t unlimited = static_cast<std::size_t>(-1);
constexpr Connective connectives[] = {
    {"and", 1, unlimited, ""},
    {"or", 1, unlimited, ""},
    {"not", 1, 1, ""},
    {"nand", 1, unlimited, ""},
    {"nor", 1, unlimited, ""},
    {"xor", 2, 2, ""},
    {"iff", 2, 2, ""},
    {"imply", 2, 2, ""},
    {"atleast", 1, unlimited, "min"},
    {"cardinality", 1, unlimited, "min max"},
};
constexpr std::string_view formula_words =
    "and or not nand nor xor iff imply atleast cardinality gate basic-event house-event event constant";

const Connective* connective(std::string_view element) {
  const auto* found = std::find_if(std::begin(connectives), std::end(connectives),
                                   [&](const Connective& each) { return each.element == element; });
  return found == std::end(connectives) ? nullptr : found;
}

bool is_reference(std::string_view element) {
  return element == "gate" || element == "basic-event" || element == "house-event" || element == "event";
}

std::string_view word(What what) {
  if (what == What::gate) return "gate";
  return what == What::basic_event ? "basic-event" : "house-event";
}

/// What a reference element means; `none` after noting why not.
std::uint32_t referred(Context& context, std::uint32_t document, std::uint32_t scope,
                       pugi::xml_node element) {
  const std::string_view kind = element.name();
  context.allow_empty(document, element, kind == "event" ? "name type" : "name");
  const std::string_view name = context.attribute(document, element, "name");
  if (!element.attribute("name")) return none;
  const std::string_view wanted = kind == "event" ? element.attribute("type").value() : kind;
  const std::uint32_t found = context.resolve(scope, Space::event, name);
  if (found == none) {
    context.error(document, element, models::codes::unknown_reference, std::string(name),
                  std::string(wanted.empty() ? "event" : wanted));
  } else if (!wanted.empty() && wanted != word(context.definitions[found].what)) {
    context.error(document, element, codes::wrong_kind, std::string(name), std::string(wanted));
    return none;
  }
  return found;
}

/// True if two arguments are the same event by name. (Different gates may well come to the same literal.)
bool repeats(pugi::xml_node connective) {
  std::vector<std::string_view> names;
  for (const pugi::xml_node each : connective.children())
    if (is_reference(each.name())) names.emplace_back(each.attribute("name").value());
  std::sort(names.begin(), names.end());
  return std::adjacent_find(names.begin(), names.end()) != names.end();
}

}  // namespace

struct Formulas::Frame {
  std::uint32_t document;
  std::uint32_t scope;
  pugi::xml_node element;  ///< a connective, or the definition of a gate
  pugi::xml_node next;
  std::size_t base;
  std::uint32_t gate;  ///< the definition, or none
};

Formulas::Formulas(Context& context)
    : context_(context),
      expressions_(context),
      states_(context.definitions.size(), State::unknown),
      literals_(context.definitions.size()) {}

std::optional<Literal> Formulas::gate(std::uint32_t definition) {
  if (states_[definition] == State::known) return literals_[definition];
  std::vector<Frame> stack;
  arguments_.clear();
  bool good = push_gate(stack, definition);
  while (good && !stack.empty()) {
    Frame& top = stack.back();
    if (const pugi::xml_node next = top.next) {
      top.next = element_from(context_, top.document, next.next_sibling());
      good = enter(stack, top.document, top.scope, next);
    } else {
      const Frame done = top;
      stack.pop_back();
      good = finish(done);
    }
  }
  for (const Frame& frame : stack)  // after an error: so that it is told once, and no cycle is seen in it
    if (frame.gate != none) states_[frame.gate] = State::known;
  return good ? std::optional(literals_[definition]) : std::nullopt;
}

bool Formulas::push_gate(std::vector<Frame>& stack, std::uint32_t definition) {
  if (states_[definition] == State::known) return arguments_.push_back(literals_[definition]), true;
  if (states_[definition] == State::open) return note_cycle(stack, definition), false;
  states_[definition] = State::open;
  const Definition& gate = context_.definitions[definition];
  stack.push_back({gate.document, gate.scope, gate.node, first_content(context_, gate.document, gate.node),
                   arguments_.size(), definition});
  return true;
}

void Formulas::note_cycle(const std::vector<Frame>& stack, std::uint32_t definition) {
  constexpr std::size_t most_names = 12;
  const Definition& gate = context_.definitions[definition];
  const std::string name = context_.full_name(gate);
  std::string text;
  std::size_t names = 0;
  bool inside = false;
  for (const Frame& frame : stack) {
    inside |= frame.gate == definition;
    if (!inside || frame.gate == none) continue;
    if (++names <= most_names) text += context_.full_name(context_.definitions[frame.gate]) + " → ";
  }
  if (names > most_names) text += "… → ";
  context_.error(gate, codes::cycle, text + name);
}

bool Formulas::enter(std::vector<Frame>& stack, std::uint32_t document, std::uint32_t scope,
                     pugi::xml_node element) {
  const std::string_view name = element.name();
  if (is_reference(name)) return refer(stack, document, scope, element);
  if (name == "constant") {
    context_.allow_empty(document, element, "value");
    const auto value = truth(context_.attribute(document, element, "value"));
    if (value) return arguments_.push_back(*value ? always : never), true;
    if (element.attribute("value"))
      context_.error(document, element, codes::bad_value, element.attribute("value").value(), "true false");
    return false;
  }
  const Connective* known = connective(name);
  if (known == nullptr)
    return context_.error(document, element, codes::element, std::string(name), std::string(formula_words)),
           false;
  context_.allow(document, element, known->attributes);
  stack.push_back({document, scope, element, element_from(context_, document, element.first_child()),
                   arguments_.size(), none});
  return true;
}

bool Formulas::refer(std::vector<Frame>& stack, std::uint32_t document, std::uint32_t scope,
                     pugi::xml_node element) {
  const std::uint32_t index = referred(context_, document, scope, element);
  if (index == none) return false;
  const What what = context_.definitions[index].what;
  if (what == What::gate) return push_gate(stack, index);
  const auto literal = what == What::basic_event ? basic_event(index) : house_event(index);
  if (literal) arguments_.push_back(*literal);
  return literal.has_value();
}

bool Formulas::finish(const Frame& frame) {
  const std::span<const Literal> arguments(arguments_.data() + frame.base, arguments_.size() - frame.base);
  std::optional<Literal> literal;
  if (frame.gate == none) {
    literal = combine(frame, arguments);
  } else if (arguments.size() == 1) {
    literal = arguments.front();
  } else {
    context_.error(frame.document, frame.element, models::codes::wrong_count,
                   std::to_string(arguments.size()), "1");
  }
  if (!literal) return false;
  if (frame.gate != none) {
    states_[frame.gate] = State::known;
    literals_[frame.gate] = *literal;
  }
  arguments_.resize(frame.base);
  arguments_.push_back(*literal);
  return true;
}

std::optional<Literal> Formulas::combine(const Frame& frame, std::span<const Literal> arguments) {
  const Connective& known = *connective(frame.element.name());
  const std::size_t n = arguments.size();
  if (n < known.least || n > known.most) {
    context_.error(
        frame.document, frame.element, models::codes::wrong_count, std::to_string(n),
        known.most == unlimited ? "≥ " + std::to_string(known.least) : std::to_string(known.least));
    return std::nullopt;
  }
  Formula& formula = tree.formula;
  const std::string_view name = known.element;
  if (name == "and") return formula.all_of(arguments);
  if (name == "nand") return !formula.all_of(arguments);
  if (name == "or") return formula.any_of(arguments);
  if (name == "nor") return !formula.any_of(arguments);
  if (name == "not") return !arguments[0];
  if (name == "xor") return formula.exclusive_or(arguments);
  if (name == "iff") return !formula.exclusive_or(arguments);
  if (name == "imply") return formula.any_of(std::vector{!arguments[0], arguments[1]});
  if (repeats(frame.element)) {
    context_.error(frame.document, frame.element, models::codes::duplicate_item, std::string(name));
    return std::nullopt;
  }
  const auto all = static_cast<std::uint32_t>(n);
  const auto least = whole(context_, frame.document, frame.element, "min", 0, all);
  if (!least || name == "atleast")
    return least ? std::optional(formula.at_least(*least, arguments)) : std::nullopt;
  const auto most = whole(context_, frame.document, frame.element, "max", *least, all);
  if (!most) return std::nullopt;
  return formula.all_of(
      std::vector{formula.at_least(*least, arguments), !formula.at_least(*most + 1, arguments)});
}

std::optional<Literal> Formulas::event(std::string name, const Definition& definition, Value probability) {
  if (!(probability.value >= 0.0 && probability.value <= 1.0)) {
    context_.error(definition, codes::probability, name + " = " + digits(probability.value), "0 – 1");
    return std::nullopt;
  }
  // A group makes very many events, and a long name of a component stands in all of its private ones.
  constexpr std::uint64_t bytes_per_event = 128;
  constexpr std::uint64_t copies_of_name = 3;
  if (!context_.hold(copies_of_name * name.size() + bytes_per_event))
    return context_.note_too_large(definition.document, definition.node), std::nullopt;
  tree.event_names.push_back(std::move(name));
  tree.probabilities.push_back(probability.value);
  tree.deviates += probability.deviate ? 1U : 0U;
  return tree.formula.event();
}

std::optional<Literal> Formulas::basic_event(std::uint32_t index) {
  if (states_[index] == State::known) return literals_[index];
  const Definition definition = context_.definitions[index];
  if (definition.group != none)
    return expand(definition.group) ? std::optional(literals_[index]) : std::nullopt;
  const pugi::xml_node content = first_content(context_, definition.document, definition.node);
  if (!content)
    return context_.error(definition, codes::no_probability, context_.full_name(definition)), std::nullopt;
  if (!expect_last(context_, definition.document, content)) return std::nullopt;
  const auto value = expressions_.evaluate(definition.document, definition.scope, content);
  if (!value) return std::nullopt;
  const auto literal = event(context_.full_name(definition), definition, *value);
  if (!literal) return std::nullopt;
  states_[index] = State::known;
  literals_[index] = *literal;
  return literal;
}

std::optional<Literal> Formulas::house_event(std::uint32_t index) {
  const Definition& definition = context_.definitions[index];
  const pugi::xml_node content = first_content(context_, definition.document, definition.node);
  if (!content) return never;  // the default of the standard
  if (!expect_last(context_, definition.document, content)) return std::nullopt;
  context_.allow_empty(definition.document, content, "value");
  const auto value = truth(content.attribute("value").value());
  if (std::string_view(content.name()) == "constant" && value) return *value ? always : never;
  context_.error(definition.document, content, codes::element, content.name(), "constant value=\"true\"");
  return std::nullopt;
}

bool Formulas::expand(std::uint32_t group_index) {
  const Definition group = context_.definitions[group_index];
  const std::vector<std::uint32_t> members = members_of(context_, group);
  std::vector<std::vector<Literal>> causes(members.size());
  const std::vector<Combination> all = common_cause(context_, expressions_, group, members.size());
  for (const Combination& each : all) {
    std::vector<std::uint32_t> chosen(each.size);
    for (std::uint32_t i = 0; i < each.size; ++i) chosen[i] = i;
    for (bool more = true; more;) {
      std::string name = "[";
      for (const std::uint32_t i : chosen)
        name += (name.size() == 1 ? "" : " ") + context_.full_name(context_.definitions[members[i]]);
      const auto literal = event(name + "]", group, each.probability);
      if (!literal) return false;
      for (const std::uint32_t i : chosen) causes[i].push_back(*literal);
      // The next combination in lexicographic order.
      std::size_t at = each.size;
      while (at > 0 && chosen[at - 1] == members.size() - each.size + at - 1) --at;
      more = at > 0;
      if (!more) break;
      ++chosen[at - 1];
      for (std::size_t i = at; i < each.size; ++i) chosen[i] = chosen[i - 1] + 1;
    }
  }
  if (all.empty()) return false;
  for (std::size_t i = 0; i < members.size(); ++i) {
    states_[members[i]] = State::known;
    literals_[members[i]] = tree.formula.any_of(causes[i]);
  }
  return true;
}

std::vector<std::uint32_t> roots(Context& context) {
  std::vector<bool> used(context.definitions.size(), false);
  for (const Definition& gate : context.definitions) {
    if (gate.what != What::gate) continue;
    // Every element below the gate, without recursion.
    for (pugi::xml_node node = gate.node.first_child(); node && node != gate.node;) {
      if (is_reference(node.name())) {
        const std::uint32_t found = context.resolve(gate.scope, Space::event, node.attribute("name").value());
        if (found != none) used[found] = true;
      }
      if (node.first_child()) {
        node = node.first_child();
        continue;
      }
      while (node != gate.node && !node.next_sibling()) node = node.parent();
      if (node != gate.node) node = node.next_sibling();
    }
  }
  std::vector<std::uint32_t> unused;
  for (std::uint32_t i = 0; i < used.size(); ++i)
    if (!used[i] && context.definitions[i].what == What::gate) unused.push_back(i);
  return unused;
}

}  // namespace hakyu::sim::exact::mef
