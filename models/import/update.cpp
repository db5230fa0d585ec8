#include "models/import/update.hpp"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <vector>

#include "models/import/codes.hpp"
#include "models/read/read.hpp"
#include "models/read/report.hpp"
#include "models/write.hpp"

namespace hakyu::models::import {

namespace {

using Json = nlohmann::ordered_json;

std::string shown(const Json& value) {
  return value.is_discarded()
             ? "–"
             : reading::shortened(value.dump(-1, ' ', false, Json::error_handler_t::replace));
}

/// What makes an object of a list the same as one of another list; empty if nothing does.
std::string key_of(const Json& item) {
  if (!item.is_object()) return item.dump(-1, ' ', false, Json::error_handler_t::replace);
  if (item.contains("id")) return item["id"].dump();
  if (item.contains("vulnerability") && item.contains("resource"))
    return item["resource"].dump() + item["vulnerability"].dump();
  if (item.contains("from") && item.contains("requirement")) {
    const Json& requirement = item["requirement"];
    return item["from"].dump() + (requirement.is_object() && requirement.contains("all_of")
                                      ? requirement["all_of"].dump()
                                      : requirement.dump());
  }
  for (const char* key : {"all_of", "name", "party"})
    if (item.contains(key)) return item[key].dump();
  return item.dump();
}

/// Absent values are "discarded" ones.
const Json& absent() {
  static const Json none(nlohmann::detail::value_t::discarded);
  return none;
}

const Json& member(const Json& object, const std::string& key) {
  const auto found = object.find(key);
  return found == object.end() ? absent() : *found;
}

/// Equal whatever the order of members. Without copies: this is asked at every level.
bool same(const Json& a, const Json& b) {
  if (a.is_discarded() || b.is_discarded()) return a.is_discarded() && b.is_discarded();
  if (a.is_object() && b.is_object())
    return a.size() == b.size() && std::all_of(a.items().begin(), a.items().end(), [&](const auto& each) {
             const auto other = b.find(each.key());
             return other != b.end() && same(each.value(), *other);
           });
  if (a.is_array() && b.is_array()) return std::equal(a.begin(), a.end(), b.begin(), b.end(), same);
  return a == b;
}

/// Commands that write files of different kinds give them different titles, or none. What one of them says is
/// no news about what the other one said.
bool same_writer(const Json& record, const Json& imported) {
  return same(member(record, "title"), member(imported, "title"));
}

class Merger {
 public:
  Merger(const std::string& file, Diagnostics& diagnostics) : file_(file), diagnostics_(diagnostics) {}

  Json merge(const Json& base, const Json& mine, const Json& theirs, const std::string& pointer) {
    if (same(mine, theirs) || same(base, theirs)) return mine;
    if (same(base, mine)) {
      ++changes;
      return theirs;
    }
    const bool objects = mine.is_object() && theirs.is_object();
    if (objects) return merge_objects(base.is_object() ? base : Json::object(), mine, theirs, pointer);
    if (mine.is_array() && theirs.is_array() && unique(mine) && unique(theirs))
      return merge_lists(base.is_array() ? base : Json::array(), mine, theirs, pointer);
    diagnostics_.push_back({Severity::warning,
                            std::string(codes::conflict),
                            file_,
                            0,
                            0,
                            pointer,
                            shown(mine),
                            shown(theirs),
                            {}});
    return mine;
  }

  std::size_t changes = 0;

 private:
  Json merge_objects(const Json& base, const Json& mine, const Json& theirs, const std::string& pointer) {
    Json out = Json::object();
    const auto put = [&](const std::string& key) {
      Json value = merge(member(base, key), member(mine, key), member(theirs, key), pointer + "/" + key);
      if (!value.is_discarded()) out[key] = std::move(value);
    };
    for (const auto& [key, value] : mine.items()) put(key);
    for (const auto& [key, value] : theirs.items())
      if (!mine.contains(key)) put(key);
    return out;
  }

  using Index = std::map<std::string, const Json*>;

  static Index index(const Json& list) {
    Index all;
    for (const Json& item : list) all.emplace(key_of(item), &item);
    return all;
  }

  static bool unique(const Json& list) { return index(list).size() == list.size(); }

  static const Json& item(const Index& index, const std::string& key) {
    const auto found = index.find(key);
    return found == index.end() ? absent() : *found->second;
  }

  Json merge_lists(const Json& base, const Json& mine, const Json& theirs, const std::string& pointer) {
    const Index old = index(base), ours = index(mine), new_ones = index(theirs);
    Json out = Json::array();
    const auto put = [&](const std::string& key) {
      Json value = merge(item(old, key), item(ours, key), item(new_ones, key), pointer + "/" + key);
      if (!value.is_discarded()) out.push_back(std::move(value));
    };
    for (const Json& each : mine) put(key_of(each));
    for (const Json& each : theirs)
      if (const std::string key = key_of(each); ours.count(key) == 0) put(key);
    return out;
  }

  const std::string& file_;
  Diagnostics& diagnostics_;
};

Json parse(const std::string& text) { return Json::parse(text, nullptr, false, true); }

/// The program's own layout where the file is a whole model; what refers to other files is laid out plainly.
std::string text_of(const std::string& name, const Json& merged) {
  const std::string plain = merged.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
  const ReadResult read = models::read({{name, plain}});
  return has_errors(read.diagnostics) ? plain : write(read.model).front().text;
}

/// A name as people know it: of a text in several languages the first.
std::string text_in(const Json& object, const char* key) {
  const Json& text = member(object, key);
  if (text.is_string()) return text.get<std::string>();
  return text.is_object() && !text.empty() && text.front().is_string() ? text.front().get<std::string>() : "";
}

/// The ids that a requirement names, however it is written.
std::vector<std::string> needed(const Json& requirement) {
  if (requirement.is_string()) return {requirement.get<std::string>()};
  std::vector<std::string> all;
  if (const Json& list = member(requirement, "all_of"); list.is_array())
    for (const Json& each : list) all.push_back(each.is_string() ? each.get<std::string>() : "");
  return all;
}

std::string label_of(const Json& item) {
  const std::string from = text_in(item, "from"), id = text_in(item, "id"), name = text_in(item, "name");
  if (!from.empty()) {
    std::string to = text_in(item, "to");
    for (const std::string& each : needed(member(item, "requirement"))) to += (to.empty() ? "" : ", ") + each;
    return from + " → " + to;
  }
  return name.empty() || name == id ? id : id + " (" + name + ")";
}

const Json& list_in(const Json& model, const std::string& section) {
  static const Json none = Json::array();
  const Json& list = member(model, section);
  return list.is_array() ? list : none;
}

std::vector<SectionChange> section_changes(const Json& before, const Json& after) {
  std::set<std::string> sections;
  for (const Json* model : {&before, &after})
    for (const auto& [section, value] : model->items())
      if (value.is_array()) sections.insert(section);
  std::vector<SectionChange> all;
  for (const std::string& section : sections) {
    SectionChange change{section, {}, 0};
    std::set<std::string> old, now;
    for (const Json& each : list_in(before, section)) old.insert(key_of(each));
    for (const Json& each : list_in(after, section)) now.insert(key_of(each));
    for (const Json& each : list_in(before, section))
      if (!now.contains(key_of(each))) change.gone.push_back(label_of(each));
    for (const std::string& key : now) change.added += old.contains(key) ? 0U : 1U;
    if (!change.gone.empty() || change.added > 0) all.push_back(std::move(change));
  }
  return all;
}

/// Adds the parties that a dependency names and that only a list of connections had named.
void keep_parties(const Json& dependency, const Json& old, Json& now) {
  std::set<std::string> named{text_in(dependency, "claimed_by")};
  for (const Json& each : list_in(dependency, "confirmed_by"))
    if (each.is_string()) named.insert(each.get<std::string>());
  for (const Json& each : list_in(now, "parties")) named.erase(text_in(each, "id"));
  for (const Json& each : list_in(old, "parties"))
    if (named.contains(text_in(each, "id"))) now["parties"].push_back(each);
}

}  // namespace

KeptConnections keep_connections(const std::string& name, const std::string& record,
                                 const std::string& imported) {
  const Json old = parse(record);
  Json now = parse(imported);
  KeptConnections result{imported, 0};
  if (!old.is_object() || !now.is_object()) return result;
  std::set<std::string> ids;
  for (const Json& each : list_in(now, "resources")) ids.insert(text_in(each, "id"));
  for (const Json& each : list_in(old, "dependencies")) {
    std::vector<std::string> ends = needed(member(each, "requirement"));
    ends.push_back(text_in(each, "from"));
    if (!std::all_of(ends.begin(), ends.end(), [&](const auto& id) { return ids.contains(id); })) continue;
    keep_parties(each, old, now);
    now["dependencies"].push_back(each);
    ++result.number;
  }
  for (const Json& each : list_in(old, "flows"))
    if (ids.contains(text_in(each, "from")) && ids.contains(text_in(each, "to"))) {
      now["flows"].push_back(each);
      ++result.number;
    }
  if (result.number > 0) result.model = text_of(name, now);
  return result;
}

UpdateResult update_model(const std::string& name, const std::optional<std::string>& record,
                          const std::string& current, const std::string& imported) {
  UpdateResult result;
  result.record = imported;
  const bool unchanged = record && *record == imported;  // the ledger says what it said: nothing to merge
  const Json base = record && !unchanged ? parse(*record) : Json::object();
  const Json mine = parse(current);
  const auto refuse = [&](const char* what) {
    result.diagnostics.push_back(
        {Severity::error, std::string(codes::record), name, 0, 0, {}, what, "hakyu/1", {}});
    return result;
  };
  if (!base.is_object()) return refuse(".imported");
  if (!mine.is_object()) return refuse(name.c_str());
  if (unchanged) {
    result.model = current;
    return result;
  }
  const Json theirs = parse(imported);
  if (record && !same_writer(base, theirs)) {
    result.diagnostics.push_back(
        {Severity::error, std::string(codes::other_writer), name, 0, 0, {}, {}, {}, {}});
    return result;
  }
  Merger merger(name, result.diagnostics);
  const Json merged = merger.merge(base, mine, theirs, "");
  result.changes = merger.changes;
  result.sections = section_changes(mine, merged);
  result.model = merged == mine ? current : text_of(name, merged);
  return result;
}

std::string without_section(const std::string& text, const char* section) {
  Json json = parse(text);
  if (!json.is_object() || json.erase(section) == 0) return text;
  return json.dump(2, ' ', false, Json::error_handler_t::replace);
}

}  // namespace hakyu::models::import
