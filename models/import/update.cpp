#include "models/import/update.hpp"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
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

}  // namespace

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
  result.model = merged == mine ? current : text_of(name, merged);
  return result;
}

std::string without_section(const std::string& text, const char* section) {
  Json json = parse(text);
  if (!json.is_object() || json.erase(section) == 0) return text;
  return json.dump(2, ' ', false, Json::error_handler_t::replace);
}

}  // namespace hakyu::models::import
