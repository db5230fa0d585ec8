#include "models/defaults.hpp"

#include <tuple>

#include "models/embedded.hpp"
#include "models/read/reader.hpp"

namespace hakyu::models {

namespace reading {

namespace {

constexpr std::string_view defaults_format = "hakyu-defaults/1";

/// A law is a text or an object with the name of a law; anything else is an estimate.
bool decode_value(Context& context, const Value& value, std::variant<Law, Estimate>& out) {
  const bool estimate = value.is(JsonKind::number) || (value.is(JsonKind::object) && value.find("mean"));
  Law law;
  Estimate number;
  if (estimate && decode(context, value, number, fields::not_negative))
    out = number;
  else if (!estimate && decode(context, value, law, {}))
    out = law;
  else
    return false;
  return true;
}

bool decode_row(Context& context, const Value& value, DefaultRow& row) {
  if (!expect(context, value, JsonKind::object)) return false;
  const std::vector<std::string_view> keys{"field", "kind", "value", "range", "source", "assumption", "note"};
  bool good = true;
  const auto required = [&](std::string_view key, auto&& read) {
    const auto member = value.find(key);
    if (!member) report_missing_key(context, value, key);
    good = member && read(*member) && good;
  };
  const auto text = [&](std::string& out) {
    return [&](const Value& v) { return decode(context, v, out, {}); };
  };
  required("field", text(row.field));
  required("kind", text(row.kind));
  required("value", [&](const Value& v) { return decode_value(context, v, row.value); });
  required("range", text(row.range));
  required("source", text(row.source));
  if (const auto assumption = value.find("assumption"))
    good = decode(context, *assumption, row.assumption, {}) && good;
  if (const auto note = value.find("note")) good = decode(context, *note, row.note, {}) && good;
  report_unknown_keys(context, value, keys);
  return good;
}

auto order(const DefaultRow& row) { return std::tie(row.field, row.kind); }

std::vector<DefaultRow> decode_table(Context& context, const Value& root) {
  std::vector<DefaultRow> rows;
  if (!expect(context, root, JsonKind::object)) return rows;
  const auto format = root.find("format");
  if (!format)
    report_missing_key(context, root, "format");
  else if (format->text() != defaults_format)
    add(context.report, *format, {codes::unsupported_format, format->shown(), std::string(defaults_format)});
  report_unknown_keys(context, root, {"format", "rows"});
  const auto list = root.find("rows");
  if (!list) report_missing_key(context, root, "rows");
  if (!list || !expect(context, *list, JsonKind::array)) return rows;
  std::vector<std::pair<DefaultRow, Value>> read;
  for (const Value item : *list) {
    DefaultRow row;
    if (decode_row(context, item, row)) read.emplace_back(std::move(row), item);
  }
  std::stable_sort(read.begin(), read.end(),
                   [](const auto& a, const auto& b) { return order(a.first) < order(b.first); });
  for (std::size_t i = 0; i < read.size(); ++i) {
    const bool twice = i > 0 && order(read[i].first) == order(read[i - 1].first);
    const std::string name = read[i].first.field + " / " + read[i].first.kind;
    if (twice) add(context.report, read[i].second, {codes::duplicate_id, name, place(read[i - 1].second)});
  }
  for (auto& [row, value] : read)
    if (rows.empty() || order(rows.back()) != order(row)) rows.push_back(std::move(row));
  return rows;
}

}  // namespace

}  // namespace reading

Defaults Defaults::parse(std::string_view json, const std::string& file, Diagnostics& diagnostics) {
  using namespace reading;
  Report report;
  Names names;
  const std::vector<SourceFile> files;
  Context context{report, names, files};
  Tree tree;
  tree.file = file;
  Defaults table;
  if (reading::parse(json, tree, report)) table.rows_ = decode_table(context, Value(tree, 0));
  Diagnostics found = std::move(report).finish();
  diagnostics.insert(diagnostics.end(), std::make_move_iterator(found.begin()),
                     std::make_move_iterator(found.end()));
  return table;
}

const Defaults& Defaults::shipped() {
  static const Defaults table = [] {
    Diagnostics diagnostics;
    Defaults read = parse(embedded::defaults(), "defaults.json", diagnostics);
    if (!diagnostics.empty())
      throw Error("broken-defaults", diagnostics.front().code + " " + diagnostics.front().pointer);
    return read;
  }();
  return table;
}

const DefaultRow* Defaults::find(std::string_view field, std::string_view kind) const {
  const auto at = [&](std::string_view wanted) -> const DefaultRow* {
    const auto row = std::lower_bound(
        rows_.begin(), rows_.end(), std::tie(field, wanted), [](const DefaultRow& a, const auto& key) {
          return std::tuple<std::string_view, std::string_view>(a.field, a.kind) < key;
        });
    return row != rows_.end() && row->field == field && row->kind == wanted ? &*row : nullptr;
  };
  const DefaultRow* const exact = at(kind);
  return exact != nullptr ? exact : at("any");
}

}  // namespace hakyu::models
