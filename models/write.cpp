#include "models/write.hpp"

#include <algorithm>
#include <functional>
#include <map>

#include "models/write/encode.hpp"

namespace hakyu::models {

namespace writing {

namespace {

/// What of a model stands in one file. Sections that are lists are written item by item when their turn
/// comes: half a million findings as one tree of JSON would take gigabytes.
class FileWriter {
 public:
  FileWriter(const Model& model, std::size_t file, Json& out) : model_(model), file_(file), out_(out) {}

  template <class T>
  void optional(const char* key, std::vector<T> Model::*section, const Rule& = {}) {
    const std::vector<T>& all = model_.*section;
    if (std::none_of(all.begin(), all.end(), [&](const T& item) { return is_own(item.annotation); })) return;
    out_[key] = nullptr;  // its place
    lists_[key] = [this, &all](std::string& text) { write_list(all, text); };
  }

  void optional(const char* key, std::optional<Study> Model::*, const Rule& = {}) {
    if (model_.study && is_own(model_.study->annotation)) out_[key] = encode_object(*model_.study);
  }

  /// Holidays are bare dates that do not say where they stood: they go to the first file.
  void optional(const char* key, Calendar Model::*, const Rule& = {}) {
    const Calendar& all = model_.calendar;
    Calendar mine{{}, own(all.load_peaks), own(all.windows), own(all.blackouts)};
    if (file_ == 0) mine.holidays = all.holidays;
    if (!(mine == Calendar{})) out_[key] = encode_object(mine);
  }

  /// Goals and dwell time go to the file whose threat came first.
  void optional(const char* key, std::optional<Threat> Model::*, const Rule& = {}) {
    if (!model_.threat) return;
    const Threat& all = *model_.threat;
    Threat mine;
    const bool first = is_own(all.annotation);
    if (first) mine = all;
    mine.entries = own(all.entries);
    mine.recovery = own(all.recovery);
    if (first || !(mine == Threat{})) out_[key] = encode_object(mine);
  }

  /// The file's text from its members.
  [[nodiscard]] std::string text() const;

 private:
  template <class T>
  void write_list(const std::vector<T>& all, std::string& text) const;

  [[nodiscard]] bool is_own(const Annotation& annotation) const {
    const std::size_t stated = annotation.origin.file;
    return (stated < model_.files.size() ? stated : 0) == file_;
  }

  template <class T>
  [[nodiscard]] std::vector<T> own(const std::vector<T>& all) const {
    std::vector<T> mine;
    std::copy_if(all.begin(), all.end(), std::back_inserter(mine),
                 [&](const T& item) { return is_own(item.annotation); });
    return mine;
  }

  const Model& model_;
  std::size_t file_;
  Json& out_;
  std::map<std::string, std::function<void(std::string&)>, std::less<>> lists_;
};

std::string quoted(const std::string& text) {
  return Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// Adds JSON on one line, with a space after each comma and colon; stops and returns false as soon as `text`
/// is longer than `most`.
bool one_line(const Json& value, std::size_t most, std::string& text) {
  if (!value.is_structured()) {
    text += value.is_string() ? quoted(value.get_ref<const std::string&>()) : value.dump();
    return text.size() <= most;
  }
  text += value.is_array() ? '[' : '{';
  bool first = true;
  for (const auto& [key, item] : value.items()) {
    if (!first) text += ", ";
    first = false;
    if (value.is_object()) text += quoted(key) + ": ";
    if (!one_line(item, most, text)) return false;
  }
  text += value.is_array() ? ']' : '}';
  return text.size() <= most;
}

constexpr std::size_t step = 2;  // of indentation

void new_line(bool& first, std::size_t indent, std::string& out) {
  out += first ? "\n" : ",\n";
  first = false;
  out.append(indent, ' ');
}

/// JSON as people write it: what fits on a line stays on one.
void pretty(const Json& value, std::size_t indent, std::string& out) {
  constexpr std::size_t width = 110;
  const std::size_t start = out.size();
  if (!value.is_structured()) {
    one_line(value, out.max_size(), out);
    return;
  }
  if (indent > step) {
    if (one_line(value, start + width - std::min(indent, width), out)) return;
    out.resize(start);
  }
  if (value.empty()) {
    out += value.is_array() ? "[]" : "{}";
    return;
  }
  out += value.is_array() ? "[" : "{";
  bool first = true;
  for (const auto& [key, item] : value.items()) {
    new_line(first, indent + step, out);
    if (value.is_object()) out += quoted(key) + ": ";
    pretty(item, indent + step, out);
  }
  out += '\n';
  out.append(indent, ' ');
  out += value.is_array() ? ']' : '}';
}

template <class T>
void FileWriter::write_list(const std::vector<T>& all, std::string& text) const {
  bool first = true;
  text += '[';
  for (const T& item : all) {
    if (!is_own(item.annotation)) continue;
    new_line(first, 2 * step, text);
    pretty(encode(item, {}), 2 * step, text);
  }
  text += '\n';
  text.append(step, ' ');
  text += ']';
}

std::string FileWriter::text() const {
  std::string text = "{";
  bool first = true;
  for (const auto& [key, value] : out_.items()) {
    new_line(first, step, text);
    text += quoted(key) + ": ";
    if (const auto list = lists_.find(key); list != lists_.end())
      list->second(text);
    else
      pretty(value, step, text);
  }
  return text + "\n}\n";
}

Document write_file(const Model& model, std::size_t index, const SourceFile& file) {
  Json root = Json::object();
  if (!file.schema.empty()) root["$schema"] = file.schema;
  root["format"] = "hakyu/1";
  if (!file.title.empty()) root["title"] = encode(file.title, {});
  if (!file.from.empty()) root["from"] = file.from;
  FileWriter writer(model, index, root);
  describe(writer, Type<Model>{});
  write_annotation(file.annotation, root);
  return {file.name, writer.text()};
}

}  // namespace

}  // namespace writing

std::vector<Document> write(const Model& model) {
  std::vector<Document> documents;
  for (std::size_t i = 0; i < model.files.size(); ++i)
    documents.push_back(writing::write_file(model, i, model.files[i]));
  if (model.files.empty()) {
    SourceFile only;
    only.name = "model.json";
    documents.push_back(writing::write_file(model, 0, only));
  }
  return documents;
}

}  // namespace hakyu::models
