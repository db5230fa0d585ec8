// A formula as an Open-PSA document that other programs accept.
#include <algorithm>
#include <charconv>
#include <unordered_set>

#include "sim/exact/open_psa.hpp"

namespace hakyu::sim::exact {

namespace {

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (static_cast<unsigned char>(c) < 0x20)
      out += ' ';
    else
      out += c;
  }
  return out;
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

/// Letters, digits and single hyphens inside, beginning with a letter: what every reader of the format takes.
std::string as_name(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool digit = c >= '0' && c <= '9';
    if (out.empty() && !is_letter(c)) out += "e_";
    if (is_letter(c) || digit)
      out += c;
    else
      out += c == '-' && out.back() != '-' && !out.empty() ? '-' : '_';
  }
  while (!out.empty() && out.back() == '-') out.back() = '_';
  return out.empty() ? "e_" : out;
}

std::string digits(double value) {
  char buffer[40];
  return {buffer, std::to_chars(std::begin(buffer), std::end(buffer), value).ptr};
}

class Writer {
 public:
  explicit Writer(const FaultTree& tree) : tree_(tree), formula_(tree.formula) {}

  std::string run(std::string_view name) {
    mark();
    out_ = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opsa-mef>\n<define-fault-tree name=\"" +
           as_name(name) + "\">\n";
    name_events();
    for (std::size_t i = 0; i < tree_.tops.size(); ++i)
      gate(unique(as_name(tree_.top_names[i])), tree_.top_names[i], reference(tree_.tops[i]));
    for (std::uint32_t node = formula_.size(); node-- > 1;)
      if (needed_[node] && formula_.kind(node) != Kind::event) gate(gate_name(node), {}, body(node));
    for (const std::string& more : helpers_) out_ += more;
    out_ += "</define-fault-tree>\n<model-data>\n";
    for (std::uint32_t e = 0; e < formula_.events(); ++e)
      if (needed_[formula_.node_of_event(e)]) event(e);
    return out_ + "</model-data>\n</opsa-mef>\n";
  }

 private:
  /// Everything below the tops; arguments have smaller numbers than gates.
  void mark() {
    needed_.assign(formula_.size(), false);
    for (const Literal top : tree_.tops) needed_[top.node()] = true;
    for (std::uint32_t node = formula_.size(); node-- > 0;)
      if (needed_[node])
        for (const Literal argument : formula_.arguments(node)) needed_[argument.node()] = true;
  }

  void name_events() {
    // Gates are called g<number>; an event that is called so too gives way.
    for (std::uint32_t node = 0; node < formula_.size(); ++node) taken_.insert("g" + std::to_string(node));
    names_.resize(formula_.events());
    for (std::uint32_t e = 0; e < formula_.events(); ++e)
      if (needed_[formula_.node_of_event(e)]) names_[e] = unique(as_name(tree_.event_names[e]));
  }

  std::string unique(const std::string& wanted) {
    if (taken_.insert(wanted).second) return wanted;
    for (std::size_t i = 2;; ++i)
      if (std::string name = wanted + "_" + std::to_string(i); taken_.insert(name).second) return name;
  }

  [[nodiscard]] static std::string gate_name(std::uint32_t node) { return "g" + std::to_string(node); }

  [[nodiscard]] std::string reference(Literal literal) const {
    const std::uint32_t node = literal.node();
    if (node == 0) return literal.negated() ? "<constant value=\"false\"/>" : "<constant value=\"true\"/>";
    const std::string plain = formula_.kind(node) == Kind::event
                                  ? "<basic-event name=\"" + names_[formula_.number(node)] + "\"/>"
                                  : "<gate name=\"" + gate_name(node) + "\"/>";
    return literal.negated() ? "<not>" + plain + "</not>" : plain;
  }

  /// A gate of its own around what stands a second time among the arguments: readers refuse repetitions.
  std::string again(std::uint32_t node, const std::string& what) {
    const std::string name = unique(gate_name(node) + "_again");
    helpers_.push_back("<define-gate name=\"" + name + "\">" + what + "</define-gate>\n");
    return "<gate name=\"" + name + "\"/>";
  }

  std::string body(std::uint32_t node) {
    const auto arguments = formula_.arguments(node);
    if (formula_.kind(node) == Kind::exclusive_or) return parity(node);
    std::string open = "or";
    if (formula_.kind(node) == Kind::all_of) open = "and";
    std::string close = open;
    if (formula_.kind(node) == Kind::at_least) {
      open = "atleast min=\"" + std::to_string(formula_.number(node)) + "\"";
      close = "atleast";
    }
    std::string text = "<" + open + ">";
    std::unordered_set<std::uint32_t> met;
    for (const Literal argument : arguments) {
      const std::string one = reference(argument);
      text += met.insert(argument.node()).second || formula_.kind(node) != Kind::at_least ? one
                                                                                          : again(node, one);
    }
    return text + "</" + close + ">";
  }

  /// The format's xor takes two arguments.
  std::string parity(std::uint32_t node) {
    const auto arguments = formula_.arguments(node);
    std::string text = reference(arguments.back());
    for (std::size_t i = arguments.size() - 1; i-- > 0;) {
      if (i + 2 < arguments.size()) text = again(node, text);
      text = "<xor>" + reference(arguments[i]) + text + "</xor>";
    }
    return text;
  }

  void gate(const std::string& name, std::string_view label, const std::string& formula) {
    out_ += "<define-gate name=\"" + name + "\">" + label_of(name, label) + formula + "</define-gate>\n";
  }

  void event(std::uint32_t e) {
    out_ += "<define-basic-event name=\"" + names_[e] + "\">" + label_of(names_[e], tree_.event_names[e]) +
            "<float value=\"" + digits(tree_.probabilities[e]) + "\"/></define-basic-event>\n";
  }

  static std::string label_of(const std::string& name, std::string_view original) {
    return original.empty() || original == name ? "" : "<label>" + escaped(original) + "</label>";
  }

  const FaultTree& tree_;
  const Formula& formula_;
  std::vector<bool> needed_;
  std::vector<std::string> names_;
  std::unordered_set<std::string> taken_;
  std::vector<std::string> helpers_;
  std::string out_;
};

}  // namespace

std::string to_open_psa(const FaultTree& tree, std::string_view name) { return Writer(tree).run(name); }

}  // namespace hakyu::sim::exact
