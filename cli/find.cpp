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

constexpr std::size_t most_suggestions = 6;
constexpr std::size_t most_examples = 12;

/// Everything a thing is called, in both languages.
std::vector<std::string_view> all_names(const Called& thing) {
  std::vector<std::string_view> names;
  const auto add = [&](const std::string* text) {
    if (text != nullptr && !text->empty()) names.emplace_back(*text);
  };
  add(thing.id);
  add(thing.asset_number);
  if (thing.name != nullptr) {
    add(&thing.name->plain);
    add(&thing.name->ja);
    add(&thing.name->en);
  }
  return names;
}

/// 0: a name begins with the word; 1: contains it; 2: does not.
int closeness(const Called& thing, const std::string& wanted) {
  int best = 2;
  for (const std::string_view name : all_names(thing)) {
    const std::string text = folded(name);
    if (text.starts_with(wanted)) return 0;
    if (text.find(wanted) != std::string::npos) best = 1;
  }
  return best;
}

/// Things of which a name contains the word, those that begin with it first; then the one spelled most like
/// it.
std::vector<const Called*> similar(const std::vector<Called>& all, const std::string& word) {
  const std::string wanted = folded(word);
  std::vector<const Called*> found;
  for (const int rank : {0, 1})
    for (const Called& thing : all)
      if (!wanted.empty() && closeness(thing, wanted) == rank) found.push_back(&thing);
  std::vector<std::string_view> names;
  for (const Called& thing : all)
    for (const std::string_view name : all_names(thing)) names.push_back(name);
  const std::string near = models::reading::nearest(word, names);
  for (const Called& thing : all) {
    const std::vector<std::string_view> own = all_names(thing);
    const bool spelled_like_it = !near.empty() && std::find(own.begin(), own.end(), near) != own.end();
    if (spelled_like_it && std::find(found.begin(), found.end(), &thing) == found.end())
      found.push_back(&thing);
  }
  return found;
}

/// Nothing is spelled like the word: what there is.
std::string examples(const Program& program, const std::vector<Called>& all) {
  if (all.empty()) return program.words(" The model has none.");
  std::string text = program.words(" Write its id or its name. The model has:");
  for (std::size_t i = 0; i < std::min(all.size(), most_examples); ++i)
    text += "\n  " + described(program, all[i]);
  if (all.size() > most_examples)
    text += "\n  " + program.words.count("and {0} more", "and {0} more", all.size() - most_examples);
  return text;
}

std::string suggestions(const Program& program, const std::vector<Called>& all, const std::string& word) {
  const std::vector<const Called*> found = similar(all, word);
  if (found.empty()) return examples(program, all);
  if (found.size() == 1)
    return program.words.format(" Did you mean “{0}”?", described(program, *found.front()));
  std::string text = program.words(" Did you mean one of these?");
  for (std::size_t i = 0; i < std::min(found.size(), most_suggestions); ++i)
    text += "\n  " + described(program, *found[i]);
  if (found.size() > most_suggestions)
    text += "\n  " + program.words.count("and {0} more", "and {0} more", found.size() - most_suggestions);
  return text;
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
  if (found.empty())
    throw Failure(Exit::usage,
                  program.words.format(unknown, viz::printable(word)) + suggestions(program, all, word));
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

std::vector<Called> called_resources(const models::Model& model) {
  std::vector<Called> all;
  for (const models::Resource& resource : model.resources)
    all.push_back({&resource.id, &resource.name, &resource.asset_number, all.size()});
  return all;
}

}  // namespace

const models::Resource& find_resource(const Program& program, const models::Model& model,
                                      const std::string& word) {
  return model.resources[find(program, called_resources(model), word,
                              msgid("There is no resource “{0}” in the model."))];
}

sim::NodeIndex find_node(const Program& program, const sim::System& system, const std::string& word) {
  const auto exact = system.node_of.find(word);
  if (exact != system.node_of.end()) return exact->second;
  std::vector<Called> all = called_resources(*system.model);
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
