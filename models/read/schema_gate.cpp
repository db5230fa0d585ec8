#include "models/read/schema_gate.hpp"

#include <algorithm>
#include <atomic>
#include <future>
#include <limits>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <thread>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include "models/diagnostic_codes.hpp"
#include "models/embedded.hpp"
#include "models/read/context.hpp"

namespace hakyu::models::reading {

namespace {

using nlohmann::json;
using Adapter = valijson::adapters::NlohmannJsonAdapter;

/// Takes away what says nothing about validity, and the patterns: the reader checks the grammar of ids,
/// durations and times itself, and the library's regular expressions overflow the stack on long texts.
void prune(json& schema) {
  if (schema.is_array())
    for (json& item : schema) prune(item);
  if (!schema.is_object()) return;
  for (const char* key : {"title", "description", "pattern"})
    if (schema.contains(key) && schema[key].is_string()) schema.erase(key);
  for (auto& [key, item] : schema.items()) prune(item);
}

/// The shipped schema, ready to be applied to a whole file and to the items of its sections.
class Schemas {
 public:
  Schemas() : document_(json::parse(embedded::schema())) {
    document_.erase("$id");
    prune(document_);
    compile("", document_);
    for (const auto& [section, schema] : document_["properties"].items()) {
      if (!schema.contains("items")) continue;
      json item = schema["items"];
      item["definitions"] = document_["definitions"];
      compile(section, item);
    }
  }

  /// The schema of the items of a section that is a list, or nullptr.
  [[nodiscard]] const valijson::Schema* items_of(std::string_view section) const {
    const auto found = compiled_.find(section);
    return found == compiled_.end() || section.empty() ? nullptr : found->second.get();
  }

  [[nodiscard]] const valijson::Schema& file() const { return *compiled_.at(""); }

 private:
  void compile(const std::string& name, const json& schema) {
    auto target = std::make_unique<valijson::Schema>();
    valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
    parser.populateSchema(Adapter(schema), *target);
    compiled_.emplace(name, std::move(target));
  }

  json document_;
  std::map<std::string, std::unique_ptr<valijson::Schema>, std::less<>> compiled_;
};

const Schemas& schemas() {
  static const Schemas compiled;
  return compiled;
}

json number(const Value& value) {
  if (const auto whole = value.whole<std::int64_t>()) return *whole;
  // The validator would take the largest unsigned numbers for negative ones.
  if (value.whole<std::uint64_t>()) return std::numeric_limits<std::int64_t>::max();
  return value.node().number;
}

/// The value for the validator. Recursion is bounded by the nesting limit.
json to_json(const Value& value) {
  switch (value.node().kind) {
    case JsonKind::null:
      return nullptr;
    case JsonKind::boolean:
      return value.node().number != 0.0;
    case JsonKind::number:
      return number(value);
    case JsonKind::string:
      return std::string(value.text());
    case JsonKind::array: {
      json out = json::array();
      for (const Value item : value) out.push_back(to_json(item));
      return out;
    }
    case JsonKind::object: {
      json out = json::object();
      for (const Value member : value) out.emplace(std::string(member.key()), to_json(member));
      return out;
    }
  }
  return nullptr;
}

/// The value that the validator's path ("<root>", "[requires]", "[0]") leads to, as far as it goes.
Value at_path(Value value, const std::vector<std::string>& path) {
  for (std::size_t i = 1; i < path.size() && path[i].size() >= 2; ++i) {
    const std::string key = path[i].substr(1, path[i].size() - 2);
    std::optional<Value> next;
    if (value.is(JsonKind::object)) next = value.find(key);
    if (value.is(JsonKind::array))
      for (const Value item : value)
        if (std::to_string(item.node().ordinal) == key) next = item;
    if (!next) break;
    value = *next;
  }
  return value;
}

/// A run of the items of a section, and those of it that the schema refuses.
struct Chunk {
  const valijson::Schema* schema = nullptr;
  std::vector<Value> items;
  std::vector<Value> refused;

  void validate() {
    valijson::Validator validator(valijson::Validator::kStrongTypes);
    for (const Value& item : items)
      if (const json content = to_json(item); !validator.validate(*schema, Adapter(content), nullptr))
        refused.push_back(item);
  }
};

constexpr std::size_t chunk_size = 500;

std::vector<Chunk> chunks_of(const Value& root) {
  std::vector<Chunk> chunks;
  for (const Value section : root) {
    const valijson::Schema* schema = schemas().items_of(section.key());
    if (schema == nullptr || !section.is(JsonKind::array)) continue;
    std::size_t room = 0;
    for (const Value item : section) {
      if (room == 0) {
        chunks.push_back({schema, {}, {}});
        room = chunk_size;
      }
      chunks.back().items.push_back(item);
      --room;
    }
  }
  return chunks;
}

/// The sections that are not validated item by item.
json without_items(const Value& root) {
  json file = json::object();
  for (const Value section : root) {
    const bool by_item = schemas().items_of(section.key()) != nullptr && section.is(JsonKind::array);
    file.emplace(std::string(section.key()), by_item ? json::array() : to_json(section));
  }
  return file;
}

class Gate {
 public:
  Gate(const Value& root, Report& report)
      : report_(report), known_(report.error_pointers(root.tree().file)) {}

  /// Reports what the schema finds in a value, unless the reader has.
  void check(const valijson::Schema& schema, const Value& value, const json& content) {
    valijson::Validator validator(valijson::Validator::kStrongTypes);
    valijson::ValidationResults results;
    if (validator.validate(schema, Adapter(content), &results)) return;
    valijson::ValidationResults::Error error;
    valijson::ValidationResults::Error deepest;
    while (results.popError(error))
      if (error.context.size() >= deepest.context.size()) deepest = error;
    const Value place = at_path(value, deepest.context);
    if (!reported(value.pointer()))
      add(report_, place, {codes::schema, place.shown(), shortened(deepest.description)});
  }

 private:
  /// Whether the reader has reported an error at `pointer` or below it.
  [[nodiscard]] bool reported(const std::string& pointer) const {
    if (pointer.empty()) return !known_.empty();
    const auto next = std::lower_bound(known_.begin(), known_.end(), pointer);
    if (next != known_.end() && *next == pointer) return true;
    const auto below = std::lower_bound(known_.begin(), known_.end(), pointer + "/");
    return below != known_.end() && below->starts_with(pointer + "/");
  }

  Report& report_;
  std::vector<std::string> known_;  ///< sorted
};

}  // namespace

/// The chunks of a file; whoever is free takes the next one, and which one it was changes no result.
class SchemaCheck::Work {
 public:
  explicit Work(const Value& root) : chunks_(chunks_of(root)) {
    const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
    for (std::size_t other = 1; other < std::min(cores, chunks_.size()); ++other)
      others_.push_back(std::async([this] { take(); }));
  }

  ~Work() { next_ = chunks_.size(); }  // nobody waits for what has not begun

  [[nodiscard]] const std::vector<Chunk>& finish() {
    take();
    for (std::future<void>& other : others_) other.get();
    return chunks_;
  }

 private:
  void take() {
    for (std::size_t i = next_++; i < chunks_.size(); i = next_++) chunks_[i].validate();
  }

  std::vector<Chunk> chunks_;
  std::atomic<std::size_t> next_{0};
  std::vector<std::future<void>> others_;  ///< last: they are waited for before the chunks go
};

SchemaCheck::SchemaCheck(const Value& root) : root_(root) {
  if (root.is(JsonKind::object)) work_ = std::make_unique<Work>(root);  // else reported by the reader
}

SchemaCheck::~SchemaCheck() = default;

void SchemaCheck::finish(Report& report) {
  if (!work_ || report.overflown()) return;  // what the reader said about a place may have been dropped
  Gate gate(root_, report);
  for (const Chunk& chunk : work_->finish())
    for (const Value& bad : chunk.refused) gate.check(*chunk.schema, bad, to_json(bad));
  gate.check(schemas().file(), root_, without_items(root_));
}

}  // namespace hakyu::models::reading
