#include "models/read/read.hpp"

#include <deque>
#include <future>

#include "models/read/reader.hpp"
#include "models/read/schema_gate.hpp"
#include "models/read/semantics.hpp"
#include "models/read/sha256.hpp"

namespace hakyu::models {

namespace reading {

namespace {

constexpr std::string_view format_1 = "hakyu/1";
constexpr std::array<std::string_view, 3> file_keys{"format", "title", "from"};

void read_format(Context& context, const Value& root) {
  const auto format = root.find("format");
  if (!format) return report_missing_key(context, root, "format");
  if (!format->is(JsonKind::string) || format->text() != format_1)
    add(context.report, *format,
        {codes::unsupported_format, format->shown(), std::string(format_1), std::string(format_1)});
}

/// Reads one file into the model. The file's entry in `files` exists already.
void read_file(Context& context, const Value& root, SourceFile& file, Model& model) {
  if (!expect(context, root, JsonKind::object)) return;
  file.annotation.origin = root.origin();
  context.holder = &file.annotation;
  context.holder_value = root;
  read_format(context, root);
  if (const auto schema = root.find("$schema")) decode(context, *schema, file.schema, {});
  if (const auto title = root.find("title")) decode(context, *title, file.title, {});
  if (const auto from = root.find("from")) decode(context, *from, file.from, fields::refers_to_party);
  context.from = file.from;
  ObjectReader<Model> reader(context, root, model);
  describe(reader, Type<Model>{});
  read_annotation(context, root, file.annotation);
  std::vector<std::string_view> known = keys_of<Model>();
  known.insert(known.begin(), file_keys.begin(), file_keys.end());
  report_unknown_keys(context, root, known);
}

/// The check sum of every document; "" for one that is too large to be read.
std::vector<std::string> sums_of(const std::vector<Document>& documents) {
  std::vector<std::string> sums;
  for (const Document& document : documents)
    sums.push_back(document.text.size() <= document_limit ? sha256(document.text) : "");
  return sums;
}

}  // namespace

}  // namespace reading

ReadResult read(const std::vector<Document>& documents) {
  using namespace reading;
  ReadResult result;
  Report report;
  Names names;
  std::deque<Tree> trees;  // outlives `names`' views of it
  Model& model = result.model;
  for (const Document& document : documents) model.files.emplace_back().name = document.name;
  auto sums = std::async([&documents] { return sums_of(documents); });
  Context context{report, names, model.files};
  bool complete = true;
  for (std::size_t i = 0; i < documents.size(); ++i) {
    Tree& tree = trees.emplace_back();
    tree.file = documents[i].name;
    tree.file_index = static_cast<std::uint32_t>(i);
    if (!parse(documents[i].text, tree, report)) {
      complete = false;
      continue;
    }
    SchemaCheck schema(Value(tree, 0));
    read_file(context, Value(tree, 0), model.files[i], model);
    schema.finish(report);
  }
  // Without the names of a file that cannot be parsed, every reference to them would look unknown.
  if (complete) check_whole(context, model);
  std::vector<std::string> all_sums = sums.get();
  for (std::size_t i = 0; i < documents.size(); ++i) model.files[i].sha256 = std::move(all_sums[i]);
  result.diagnostics = std::move(report).finish();
  return result;
}

}  // namespace hakyu::models
