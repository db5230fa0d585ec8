#include "aralia.hpp"

#include <map>
#include <pugixml.hpp>
#include <set>
#include <stdexcept>

namespace hakyu::test {
namespace {

using sim::exact::Literal;

class Reader {
 public:
  explicit Reader(const std::string& path) {
    if (!document_.load_file(path.c_str())) throw std::runtime_error("cannot read " + path);
  }
  FaultTree read() {
    const auto model = document_.child("opsa-mef");
    const auto tree = model.child("define-fault-tree");
    for (const auto gate : tree.children("define-gate")) {
      gates_[name(gate)] = gate.first_child();
      for (const auto& inner : gate.select_nodes(".//gate")) referred_.insert(name(inner.node()));
    }
    for (const auto event : model.child("model-data").children("define-basic-event"))
      probabilities_[name(event)] = event.child("float").attribute("value").as_double();
    for (const auto gate : tree.children("define-gate"))
      if (!referred_.contains(name(gate))) made_.top = gate_of(name(gate));
    return std::move(made_);
  }

 private:
  static std::string name(const pugi::xml_node& node) { return node.attribute("name").value(); }
  Literal gate_of(const std::string& name) {
    if (const auto known = known_.find(name); known != known_.end()) return known->second;
    return known_[name] = formula(gates_.at(name));
  }
  Literal event_of(const std::string& name) {
    if (const auto known = known_.find(name); known != known_.end()) return known->second;
    made_.probabilities.push_back(probabilities_.at(name));
    return known_[name] = made_.formula.event();
  }
  Literal formula(const pugi::xml_node& node) {
    const std::string kind = node.name();
    if (kind == "gate") return gate_of(name(node));
    if (kind == "basic-event") return event_of(name(node));
    std::vector<Literal> arguments;
    for (const auto child : node.children()) arguments.push_back(formula(child));
    if (kind == "and") return made_.formula.all_of(arguments);
    if (kind == "or") return made_.formula.any_of(arguments);
    if (kind == "xor") return made_.formula.exclusive_or(arguments);
    if (kind == "atleast") return made_.formula.at_least(node.attribute("min").as_uint(), arguments);
    if (kind == "not") return !arguments.at(0);
    throw std::runtime_error("unknown formula: " + kind);
  }

  pugi::xml_document document_;
  std::map<std::string, pugi::xml_node> gates_;
  std::set<std::string> referred_;
  std::map<std::string, double> probabilities_;
  std::map<std::string, Literal> known_;
  FaultTree made_;
};

}  // namespace

FaultTree read_aralia(const std::string& path) { return Reader(path).read(); }

}  // namespace hakyu::test
