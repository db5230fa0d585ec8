#include "viz/text/assumption_names.hpp"

#include <algorithm>
#include <string_view>

namespace hakyu::viz {

AssumptionNames::AssumptionNames(const Names& names) : names_(names) {
  const sim::System& system = names.system();
  for (std::size_t i = 0; i < std::min(system.statements.size(), system.statement_ids.size()); ++i) {
    const sim::CompiledStatement& statement = system.statements[i];
    std::string text;
    for (const sim::MeasureIndex m : statement.when) text += (text.empty() ? "" : " + ") + names.measure(m);
    statements_.emplace(system.statement_ids[i], text + " → " + names.node(statement.resource));
  }
}

std::string AssumptionNames::name(const std::string& id) const {
  if (const auto at = statements_.find(id); at != statements_.end()) return at->second;
  for (const std::string* name : {&names_.node(id), &names_.measure(id), &names_.plan(id)})
    if (*name != id) return *name;
  return id;
}

std::string AssumptionNames::value(const std::string& value) const {
  std::string text;
  for (std::string_view rest = value; !rest.empty();) {
    const std::size_t end = std::min(rest.find_first_of(",;"), rest.size());
    text += name(std::string(rest.substr(0, end)));
    rest.remove_prefix(end);
    const std::size_t next = std::min(rest.find_first_not_of(",; "), rest.size());
    text += rest.substr(0, next);
    rest.remove_prefix(next);
  }
  return text;
}

}  // namespace hakyu::viz
