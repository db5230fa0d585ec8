#include "models/import/mapping.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "models/import/codes.hpp"
#include "models/import/embedded.hpp"
#include "models/import/text.hpp"
#include "models/import/values.hpp"
#include "models/names.hpp"
#include "models/read/report.hpp"
#include "models/read/suggest.hpp"
#include "models/read/tree.hpp"

namespace hakyu::models::import {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<std::string_view, 43> names{"ignore",
                                                 "asset_number",
                                                 "name",
                                                 "host_name",
                                                 "kind",
                                                 "system",
                                                 "maker",
                                                 "model",
                                                 "serial",
                                                 "os",
                                                 "firmware",
                                                 "software",
                                                 "version",
                                                 "address",
                                                 "location",
                                                 "department",
                                                 "users",
                                                 "owner",
                                                 "maintainer",
                                                 "remote",
                                                 "remote_party",
                                                 "remote_via",
                                                 "contract_ends",
                                                 "support_ends",
                                                 "last_confirmed",
                                                 "medical_device",
                                                 "usable",
                                                 "procurement",
                                                 "quantity",
                                                 "runs_on",
                                                 "requires",
                                                 "zone",
                                                 "note",
                                                 "keep",
                                                 "from",
                                                 "to",
                                                 "relation",
                                                 "protocol",
                                                 "ports",
                                                 "purpose",
                                                 "claimed_by",
                                                 "confirmed_by",
                                                 "date"};
static_assert(names.size() == static_cast<std::size_t>(Field::date) + 1);

std::string joined(const std::vector<std::string_view>& words) {
  std::string all;
  for (const std::string_view word : words) all += (all.empty() ? "" : ", ") + std::string(word);
  return all;
}

template <class E>
std::vector<std::string_view> all_words() {
  std::vector<std::string_view> all;
  for (const Word<E>& word : words<E>())
    if (word.use == WordUse::canonical) all.push_back(word.name);
  return all;
}

/// The words of the model that a field's values can become; empty if its values are not words.
std::vector<std::string_view> words_of(Field field) {
  if (field == Field::kind) return all_words<ResourceKind>();
  if (field == Field::usable) return all_words<Usable>();
  if (field == Field::procurement) return all_words<Procurement>();
  if (field == Field::relation) return all_words<RequirementKind>();
  return {};
}

class MappingReader {
 public:
  explicit MappingReader(const std::string& file) { result_.mapping.name = file; }

  MappingResult read(std::string_view text) {
    reading::Tree tree;
    tree.file = result_.mapping.name;
    reading::Report report;
    const bool good = reading::parse(text, tree, report);
    result_.diagnostics = std::move(report).finish();
    if (!good) return std::move(result_);
    const Json root = Json::parse(text.substr(text.starts_with("\xEF\xBB\xBF") ? 3 : 0), nullptr, true, true);
    if (!root.is_object())
      add("", "[…]", "{…}");
    else
      root_object(root);
    place_diagnostics(tree);
    return std::move(result_);
  }

 private:
  /// Line and column of what is wrong: of the key if that is it, else of the value.
  void place_diagnostics(const reading::Tree& tree) {
    std::map<std::string, const reading::Node*> places;
    for (std::uint32_t i = 0; i < tree.nodes.size(); ++i)
      places.emplace(reading::pointer_of(tree, i), &tree.nodes[i]);
    for (Diagnostic& each : result_.diagnostics) {
      const auto found = places.find(each.pointer);
      if (each.line > 0 || found == places.end()) continue;
      const reading::Position at =
          found->second->key == each.found ? found->second->key_at : found->second->at;
      each.line = at.line;
      each.column = at.column;
    }
  }

  /// RFC 6901: headings may contain the signs of pointers.
  static std::string below(const std::string& pointer, const std::string& key) {
    std::string all = pointer + "/";
    for (const char c : key) all += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
    return all;
  }

  void root_object(const Json& root) {
    static const std::vector<std::string_view> keys{
        "format",      "title",   "note",        "encoding", "sheet",    "header_row",
        "header_rows", "columns", "connections", "values",   "required", "blank_means_above",
        "defaults",    "several", "key"};
    for (const auto& [key, value] : root.items())
      if (std::find(keys.begin(), keys.end(), key) == keys.end())
        add(below("", key), key, joined(keys), reading::nearest(key, keys));
    if (root.value("format", Json()) != "hakyu-mapping/1")
      add("/format", shown(root, "format"), "\"hakyu-mapping/1\"");
    Mapping& m = result_.mapping;
    text(root, "encoding", m.encoding);
    if (!m.encoding.empty()) encoding(m.encoding);
    text(root, "sheet", m.sheet);
    number(root, "header_row", 1, 1'000'000, m.header_row);
    number(root, "header_rows", 1, 5, m.header_rows);
    columns(root, "columns", m.columns);
    columns(root, "connections", m.connections);
    values(root);
    fields(root, "required", m.required);
    fields(root, "blank_means_above", m.blank_means_above);
    defaults(root);
    several(root);
    key(root);
    if (m.columns.empty() && m.connections.empty() && result_.diagnostics.empty())
      add("/columns", "{}", "{\"管理番号\": \"asset_number\", …}");
  }

  void encoding(const std::string& name) {
    static const std::vector<std::string_view> known{"UTF-8", "UTF-16LE", "UTF-16BE", "CP932", "EUC-JP"};
    if (std::find(known.begin(), known.end(), name) == known.end())
      add("/encoding", name, joined(known), reading::nearest(name, known));
  }

  static std::string shown(const Json& root, const char* key) {
    return root.contains(key)
               ? reading::shortened(root[key].dump(-1, ' ', false, Json::error_handler_t::replace))
               : "";
  }

  void text(const Json& root, const char* key, std::string& into) {
    if (!root.contains(key)) return;
    if (root[key].is_string())
      into = root[key].get<std::string>();
    else
      add(std::string("/") + key, shown(root, key), "\"…\"");
  }

  void number(const Json& root, const char* key, std::uint32_t low, std::uint32_t high, std::uint32_t& into) {
    if (!root.contains(key)) return;
    const Json& value = root[key];
    if (value.is_number_unsigned() && value >= low && value <= high)
      into = value.get<std::uint32_t>();
    else
      add(std::string("/") + key, shown(root, key), std::to_string(low) + "–" + std::to_string(high));
  }

  std::optional<Field> field(const std::string& pointer, const Json& value) {
    const auto known = value.is_string() ? field_of(value.get<std::string>()) : std::nullopt;
    if (!known) {
      const std::string found = value.is_string() ? value.get<std::string>() : value.dump();
      add(pointer, found, joined(field_names()), reading::nearest(found, field_names()));
    }
    return known;
  }

  void columns(const Json& root, const char* section, std::map<std::string, Field>& into) {
    if (!root.contains(section)) return;
    if (!root[section].is_object()) return add(std::string("/") + section, shown(root, section), "{…}");
    for (const auto& [heading, value] : root[section].items())
      if (const auto known = field(below(std::string("/") + section, heading), value))
        into[compact(heading)] = *known;
  }

  void fields(const Json& root, const char* key, std::vector<Field>& into) {
    if (!root.contains(key)) return;
    if (!root[key].is_array()) return add(std::string("/") + key, shown(root, key), "[…]");
    for (const Json& each : root[key])
      if (const auto known = field(std::string("/") + key, each)) into.push_back(*known);
  }

  void values(const Json& root) {
    if (!root.contains("values")) return;
    if (!root["values"].is_object()) return add("/values", shown(root, "values"), "{…}");
    for (const auto& [key, table] : root["values"].items()) {
      const std::string pointer = below("/values", key);
      const auto known = field(pointer, Json(key));
      if (!known) continue;
      if (!table.is_object()) {
        add(pointer, reading::shortened(table.dump()), "{…}");
        continue;
      }
      for (const auto& [cell, word] : table.items()) value(*known, below(pointer, cell), cell, word);
    }
  }

  void value(Field field, const std::string& pointer, const std::string& cell, const Json& word) {
    const std::vector<std::string_view> possible = words_of(field);
    const std::string found = word.is_string() ? word.get<std::string>() : reading::shortened(word.dump());
    if (!word.is_string() ||
        (!possible.empty() && std::find(possible.begin(), possible.end(), found) == possible.end()))
      return add(pointer, found, possible.empty() ? "\"…\"" : joined(possible),
                 reading::nearest(found, possible));
    if (possible.empty() && make_id(found, "") != found)
      return add(pointer, found, "[a-z0-9][a-z0-9._-]*", make_id(found, "id"));
    result_.mapping.values[field][compact(cell)] = found;
  }

  void defaults(const Json& root) {
    if (!root.contains("defaults")) return;
    const Json& all = root["defaults"];
    if (!all.is_object()) return add("/defaults", shown(root, "defaults"), "{…}");
    for (const auto& [key, value] : all.items()) {
      const std::string found = value.is_string() ? value.get<std::string>() : value.dump();
      if (key != "kind")
        add(below("/defaults", key), key, "kind");
      else if (const auto kind = value_of<ResourceKind>(found))
        result_.mapping.default_kind = kind;
      else
        add("/defaults/kind", found, joined(all_words<ResourceKind>()),
            reading::nearest(found, all_words<ResourceKind>()));
    }
  }

  void several(const Json& root) {
    if (!root.contains("several")) return;
    if (root["several"] == "one")
      result_.mapping.several = Several::one;
    else if (root["several"] == "each")
      result_.mapping.several = Several::each;
    else
      add("/several", shown(root, "several"), "one, each");
  }

  void key(const Json& root) {
    if (!root.contains("key")) return;
    static const std::vector<std::string_view> possible{"asset_number", "host_name", "name", "serial"};
    const Json& value = root["key"];
    const std::string found = value.is_string() ? value.get<std::string>() : shown(root, "key");
    if (std::find(possible.begin(), possible.end(), found) == possible.end())
      add("/key", found, joined(possible), reading::nearest(found, possible));
    else
      result_.mapping.key = field_of(found).value();
  }

  void add(const std::string& pointer, const std::string& found, const std::string& expected,
           std::string suggestion = {}) {
    result_.diagnostics.push_back({Severity::error, std::string(codes::mapping), result_.mapping.name, 0, 0,
                                   pointer, reading::shortened(found), expected, std::move(suggestion)});
  }

  MappingResult result_;
};

/// The vocabulary lists words by meaning; they are looked up by word.
void add_words(const nlohmann::json& lists, std::map<std::string, std::string>& into) {
  for (const auto& [meaning, list] : lists.items())
    for (const auto& word : list) into[compact(word.get<std::string>())] = meaning;
}

Vocabulary read_vocabulary() {
  const auto root = nlohmann::json::parse(embedded::import_vocabulary());
  Vocabulary all;
  for (const auto& [section, into] : {std::pair{"columns", &all.headings}, std::pair{"beside", &all.beside},
                                      std::pair{"connections", &all.connections}}) {
    std::map<std::string, std::string> headings;
    add_words(root[section], headings);
    for (const auto& [heading, field] : headings) (*into)[heading] = field_of(field).value();
  }
  for (const auto& heading : root["row_numbers"]) all.row_numbers.insert(compact(heading.get<std::string>()));
  for (const auto& [field, lists] : root["values"].items())
    add_words(lists, all.values[field_of(field).value()]);
  return all;
}

}  // namespace

std::string_view field_name(Field field) { return names[static_cast<std::size_t>(field)]; }

std::optional<Field> field_of(std::string_view name) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<Field>(found - names.begin());
}

const std::vector<std::string_view>& field_names() {
  static const std::vector<std::string_view> all(names.begin(), names.end());
  return all;
}

bool may_repeat(Field field) {
  switch (field) {
    case Field::software:
    case Field::os:
    case Field::firmware:
    case Field::version:
    case Field::address:
    case Field::requires_:
    case Field::note:
    case Field::keep:
      return true;
    default:
      return false;
  }
}

MappingResult read_mapping(const std::string& file, std::string_view text) {
  return MappingReader(file).read(text);
}

std::vector<std::string_view> shipped_mappings() { return {"it-ledger", "me-ledger", "asset-tool"}; }

std::optional<std::string_view> shipped_mapping(std::string_view name) {
  if (name == "it-ledger") return embedded::mapping_it_ledger();
  if (name == "me-ledger") return embedded::mapping_me_ledger();
  if (name == "asset-tool") return embedded::mapping_asset_tool();
  return std::nullopt;
}

const Vocabulary& Vocabulary::shipped() {
  static const Vocabulary all = read_vocabulary();
  return all;
}

std::optional<WordReading> read_word(const Mapping& mapping, Field field, std::string_view text) {
  const std::string cell = compact(text);
  if (const auto own = mapping.values.find(field); own != mapping.values.end())
    if (const auto found = own->second.find(cell); found != own->second.end())
      return WordReading{found->second, true};
  const auto& all = Vocabulary::shipped().values;
  const auto table = all.find(field);
  if (table == all.end()) return std::nullopt;
  if (const auto found = table->second.find(cell); found != table->second.end())
    return WordReading{found->second, true};
  const std::pair<const std::string, std::string>* best = nullptr;
  for (const auto& entry : table->second)
    if (entry.first.size() >= 5 && cell.find(entry.first) != std::string::npos &&
        (best == nullptr || entry.first.size() > best->first.size()))
      best = &entry;
  if (best == nullptr) return std::nullopt;
  return WordReading{best->second, false};
}

}  // namespace hakyu::models::import
