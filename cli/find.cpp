#include "cli/find.hpp"

#include <algorithm>
#include <string_view>

#include "models/read/suggest.hpp"
#include "viz/text/width.hpp"

namespace hakyu::cli {

namespace {

using viz::msgid;

/// A thing and everything it is called.
struct Called {
  const models::Id* id = nullptr;
  const models::Text* name = nullptr;
  const std::string* asset_number = nullptr;
  std::size_t index = 0;
};

std::string folded(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  const auto first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  std::string out(text.substr(first, text.find_last_not_of(blanks) - first + 1));
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return out;
}

bool is_called(const Called& thing, const std::string& wanted) {
  const auto equals = [&](const std::string* text) {
    return text != nullptr && !text->empty() && folded(*text) == wanted;
  };
  return equals(thing.id) || equals(thing.asset_number) ||
         (thing.name != nullptr &&
          (equals(&thing.name->plain) || equals(&thing.name->ja) || equals(&thing.name->en)));
}

std::string described(const Program& program, const Called& thing) {
  std::string text = *thing.id;
  if (thing.name != nullptr && !thing.name->empty())
    text += " (" + viz::printable(program.words(*thing.name)) + ")";
  return text;
}

std::string nearest(const Program& program, const std::vector<Called>& all, const std::string& word) {
  std::vector<std::string_view> candidates;
  for (const Called& thing : all) {
    candidates.emplace_back(*thing.id);
    if (thing.name != nullptr && !thing.name->empty()) candidates.emplace_back(program.words(*thing.name));
    if (thing.asset_number != nullptr && !thing.asset_number->empty())
      candidates.emplace_back(*thing.asset_number);
  }
  return models::reading::nearest(word, candidates);
}

std::size_t find(const Program& program, const std::vector<Called>& all, const std::string& word,
                 viz::Message unknown) {
  for (const Called& thing : all)
    if (*thing.id == word) return thing.index;
  const std::string wanted = folded(word);
  std::vector<const Called*> found;
  for (const Called& thing : all)
    if (is_called(thing, wanted)) found.push_back(&thing);
  if (found.size() == 1) return found.front()->index;
  if (found.empty()) {
    std::string text = program.words.format(unknown, viz::printable(word));
    const std::string near = nearest(program, all, word);
    if (!near.empty()) text += program.words.format(" Did you mean “{0}”?", viz::printable(near));
    throw Failure(Exit::usage, text);
  }
  std::string text = program.words.format("“{0}” is not unique; use one of these ids:", viz::printable(word));
  for (const Called* thing : found) text += "\n  " + described(program, *thing);
  throw Failure(Exit::usage, text);
}

template <class Things>
std::vector<Called> by_id_and_name(const Things& things) {
  std::vector<Called> all;
  all.reserve(things.size());
  for (const auto& thing : things) all.push_back({&thing.id, &thing.name, nullptr, all.size()});
  return all;
}

}  // namespace

sim::NodeIndex find_node(const Program& program, const sim::System& system, const std::string& word) {
  const auto exact = system.node_of.find(word);
  if (exact != system.node_of.end()) return exact->second;
  std::vector<Called> all;
  for (const models::Resource& resource : system.model->resources)
    all.push_back({&resource.id, &resource.name, &resource.asset_number, all.size()});
  for (const models::Service& service : system.model->services)
    all.push_back({&service.id, &service.name, nullptr, all.size()});
  return sim::NodeIndex(
      find(program, all, word, msgid("There is no resource or service “{0}” in the model.")));
}

sim::MeasureIndex find_measure(const Program& program, const sim::System& system, const std::string& word) {
  return sim::MeasureIndex(find(program, by_id_and_name(system.model->measures), word,
                                msgid("There is no measure “{0}” in the model.")));
}

sim::PlanIndex find_plan(const Program& program, const sim::System& system, const std::string& word) {
  std::vector<Called> all;
  for (const sim::CompiledPlan& plan : system.plans) {
    const auto& written = system.model->plans;
    const auto same = std::find_if(written.begin(), written.end(),
                                   [&](const models::Plan& each) { return each.id == plan.id; });
    all.push_back({&plan.id, same == written.end() ? nullptr : &same->name, nullptr, all.size()});
  }
  return sim::PlanIndex(find(program, all, word, msgid("There is no plan “{0}” in the model.")));
}

models::Id find_party(const Program& program, const sim::System& system, const std::string& word) {
  const auto& parties = system.model->parties;
  return parties[find(program, by_id_and_name(parties), word, msgid("There is no party “{0}” in the model."))]
      .id;
}

std::vector<sim::NodeIndex> find_nodes(const Program& program, const sim::System& system,
                                       const std::vector<std::string>& list) {
  std::vector<sim::NodeIndex> nodes;
  nodes.reserve(list.size());
  for (const std::string& word : list) nodes.push_back(find_node(program, system, word));
  return nodes;
}

}  // namespace hakyu::cli
