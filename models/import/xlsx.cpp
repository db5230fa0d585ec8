#include "models/import/xlsx.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <pugixml.hpp>
#include <set>

#include "models/import/archive.hpp"
#include "models/import/codes.hpp"
#include "models/import/values.hpp"
#include "models/read/encoding.hpp"

namespace hakyu::models::import {

namespace {

using pugi::xml_node;

// Names without their prefix: some programs write <x:row>.
std::string_view local(const char* name) {
  const std::string_view all(name);
  const std::size_t colon = all.rfind(':');
  return colon == std::string_view::npos ? all : all.substr(colon + 1);
}

xml_node child(const xml_node& parent, std::string_view name) {
  for (const xml_node node : parent.children())
    if (local(node.name()) == name) return node;
  return {};
}

std::string attribute(const xml_node& node, std::string_view name) {
  for (const pugi::xml_attribute each : node.attributes())
    if (local(each.name()) == name) return each.value();
  return {};
}

/// Texts of a string with its runs, without the reading aids (phonetic runs) that Japanese workbooks carry.
std::string rich_text(const xml_node& item) {
  std::string text;
  for (const xml_node node : item.children()) {
    if (local(node.name()) == "t") text += node.text().get();
    if (local(node.name()) == "r") text += child(node, "t").text().get();
  }
  return text;
}

struct Position {
  std::uint32_t row = 0, column = 0;
};

/// "B5" → 5, 2; zero if it is none.
Position position(std::string_view name) {
  Position at;
  std::size_t i = 0;
  for (; i < name.size() && name[i] >= 'A' && name[i] <= 'Z' && i < 3; ++i)
    at.column = at.column * 26 + static_cast<std::uint32_t>(name[i] - 'A' + 1);
  const auto [end, error] = std::from_chars(name.data() + i, name.data() + name.size(), at.row);
  if (error != std::errc{} || end != name.data() + name.size() || at.column == 0) return {};
  return at;
}

/// Whether a number format shows a date: day, month or year outside quotes and brackets.
bool shows_date(std::string_view format) {
  bool quoted = false, bracket = false;
  for (std::size_t i = 0; i < format.size(); ++i) {
    const char c = format[i];
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == '\\' || c == '_') {
      ++i;
      continue;
    }
    if (c == '[') bracket = true;
    if (c == ']') bracket = false;
    if (!bracket && std::string_view("yYdDeE").find(c) != std::string_view::npos &&
        !(c == 'E' && i + 1 < format.size() && (format[i + 1] == '+' || format[i + 1] == '-')))
      return true;
  }
  return false;
}

/// Formats without a text of their own: 14–22 and the Japanese ones 27–36, 50–58 (times 18–21, 32–35 not).
bool is_built_in_date(int id) {
  return (id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 54) ||
         (id >= 57 && id <= 58);
}

struct Sheet {
  std::string name, part;
};

class Workbook {
 public:
  Workbook(const std::string& file, std::string_view bytes, const TableLimits& limits)
      : archive_(bytes, limits), limits_(limits) {
    place_.file = file;
    place_.encoding = "XLSX";
  }

  TableResult read() {
    read_workbook();
    if (diagnostics_.empty()) read_strings();
    if (diagnostics_.empty()) read_styles();
    TableResult result;
    for (const Sheet& sheet : sheets_)
      if (!failed()) result.tables.push_back(read_sheet(sheet));
    if (failed()) result.tables.clear();
    std::erase_if(result.tables, [](const Table& table) { return table.rows.empty(); });
    result.diagnostics = std::move(diagnostics_);
    return result;
  }

 private:
  [[nodiscard]] bool failed() const { return has_errors(diagnostics_); }

  void fail(std::string_view code, const std::string& found, std::string expected) {
    if (!failed())
      diagnostics_.push_back(about(place_, 0, 0, Severity::error, code, found, std::move(expected)));
  }

  /// Parses a part. An absent one that is needed, and one with a document type (the way of entity bombs), is
  /// an error.
  xml_node load(const std::string& name, pugi::xml_document& document, bool needed) {
    const std::optional<std::string> text = archive_.part(name);
    if (archive_.problem()) {
      fail(archive_.problem()->code, archive_.problem()->found, archive_.problem()->expected);
      return {};
    }
    if (!text) {
      if (needed) fail(codes::workbook, name, ".xlsx");
      return {};
    }
    if (text->find("<!DOCTYPE") != std::string::npos || text->find("<!ENTITY") != std::string::npos) {
      fail(codes::workbook, name + ": <!DOCTYPE", ".xlsx");
      return {};
    }
    const pugi::xml_parse_result parsed =
        document.load_buffer(text->data(), text->size(), pugi::parse_default | pugi::parse_ws_pcdata_single);
    // What looks like UTF-8 to the parser need not be.
    if (!parsed || (text->starts_with("<") && reading::first_invalid_utf8(*text))) {
      fail(codes::workbook, name, ".xlsx");
      return {};
    }
    return document.document_element();
  }

  void read_workbook() {
    pugi::xml_document relations_document, document;
    std::map<std::string, std::string> parts;
    for (const xml_node each : load("xl/_rels/workbook.xml.rels", relations_document, true).children()) {
      std::string target = attribute(each, "Target");
      target = target.starts_with('/') ? target.substr(1) : "xl/" + target;
      if (attribute(each, "Type").ends_with("/worksheet")) parts[attribute(each, "Id")] = target;
      if (attribute(each, "Type").ends_with("/sharedStrings")) strings_part_ = target;
      if (attribute(each, "Type").ends_with("/styles")) styles_part_ = target;
    }
    if (failed()) return;
    const xml_node root = load("xl/workbook.xml", document, true);
    const std::string mode = attribute(child(root, "workbookPr"), "date1904");
    from_1904_ = mode == "1" || mode == "true";
    for (const xml_node each : child(root, "sheets").children()) {
      const auto part = parts.find(attribute(each, "id"));
      if (part != parts.end()) sheets_.push_back({attribute(each, "name"), part->second});
    }
    if (sheets_.empty()) fail(codes::workbook, "xl/workbook.xml", "<sheet>");
  }

  void read_strings() {
    pugi::xml_document document;
    if (strings_part_.empty()) return;
    for (const xml_node item : load(strings_part_, document, true).children())
      if (local(item.name()) == "si") strings_.push_back(rich_text(item));
  }

  void read_styles() {
    pugi::xml_document document;
    if (styles_part_.empty()) return;
    const xml_node root = load(styles_part_, document, true);
    std::map<int, bool> own;
    for (const xml_node each : child(root, "numFmts").children())
      own[std::atoi(attribute(each, "numFmtId").c_str())] = shows_date(attribute(each, "formatCode"));
    for (const xml_node each : child(root, "cellXfs").children()) {
      const int id = std::atoi(attribute(each, "numFmtId").c_str());
      const auto stated = own.find(id);
      is_date_.push_back(stated != own.end() ? stated->second : is_built_in_date(id));
    }
  }

  Table read_sheet(const Sheet& sheet) {
    Table table = place_;
    table.sheet = sheet.name;
    place_.sheet = sheet.name;
    pugi::xml_document document;
    const xml_node root = load(sheet.part, document, true);
    std::uint32_t last = 0;
    for (const xml_node node : child(root, "sheetData").children()) {
      if (failed()) break;
      const std::string stated = attribute(node, "r");
      std::uint32_t number = last + 1;
      std::from_chars(stated.data(), stated.data() + stated.size(), number);
      if (number <= last || number > limits_.rows) {
        fail(codes::limit, fmt::format("row {}", number), fmt::format("{}–{}", last + 1, limits_.rows));
        break;
      }
      last = number;
      const std::string hidden = attribute(node, "hidden");
      Row& row = table.rows.emplace_back();
      row.number = number;
      row.hidden = hidden == "1" || hidden == "true";
      read_cells(node, table, row);
    }
    if (!failed()) repeat_merged(child(root, "mergeCells"), table);
    return table;
  }

  void read_cells(const xml_node& node, const Table& table, Row& row) {
    std::uint32_t last = 0;
    for (const xml_node cell : node.children()) {
      if (local(cell.name()) != "c") continue;
      const std::string name = attribute(cell, "r");
      const Position at = name.empty() ? Position{row.number, last + 1} : position(name);
      cells_ += at.column > last ? at.column - last : 1;
      if (at.row != row.number || at.column <= last || at.column > limits_.columns || cells_ > limits_.cells)
        return fail(codes::limit, "cell " + name,
                    fmt::format("{} columns, {} cells", limits_.columns, limits_.cells));
      last = at.column;
      row.cells.resize(last);
      row.cells.back().text = value(cell, table, at);
      if (row.cells.back().text.size() > limits_.cell_bytes)
        return fail(codes::limit, fmt::format("{}: {} B", name, row.cells.back().text.size()),
                    fmt::format("{} B", limits_.cell_bytes));
    }
  }

  std::string value(const xml_node& cell, const Table& table, Position at) {
    const std::string type = attribute(cell, "t");
    if (type == "inlineStr") return rich_text(child(cell, "is"));
    const xml_node stored = child(cell, "v");
    const std::string text = stored.text().get();
    if (!stored && child(cell, "f"))
      diagnostics_.push_back(about(table, at.row, at.column, Severity::warning, codes::formula,
                                   std::string("=") + child(cell, "f").text().get()));
    if (type == "s") return shared(text, at);
    if (type == "b") return text == "1" ? "TRUE" : "FALSE";
    if (type == "str" || type == "e" || type == "d" || text.empty()) return text;
    const std::size_t style = static_cast<std::size_t>(std::max(0, std::atoi(attribute(cell, "s").c_str())));
    if (style < is_date_.size() && is_date_[style])
      if (const auto date = date_of_serial(std::atof(text.c_str()), from_1904_)) return iso_date(*date);
    return text;
  }

  std::string shared(const std::string& text, Position at) {
    std::size_t index = strings_.size();
    std::from_chars(text.data(), text.data() + text.size(), index);
    if (index < strings_.size()) return strings_[index];
    fail(codes::workbook, cell_name(place_.sheet, at.row, at.column), "xl/sharedStrings.xml");
    return {};
  }

  void repeat_merged(const xml_node& merged, Table& table) {
    std::map<std::uint32_t, std::size_t> index;
    for (std::size_t i = 0; i < table.rows.size(); ++i) index[table.rows[i].number] = i;
    for (const xml_node each : merged.children()) {
      const std::string reference = attribute(each, "ref");
      const std::size_t colon = reference.find(':');
      const Position from = position(reference.substr(0, colon));
      const Position to = colon == std::string::npos ? from : position(reference.substr(colon + 1));
      const auto first = index.find(from.row);
      if (from.column == 0 || to.column == 0 || first == index.end() || to.column > limits_.columns) continue;
      const Row& top = table.rows[first->second];
      if (from.column > top.cells.size()) continue;
      const std::string text = top.cells[from.column - 1].text;
      // Rows that are not in the sheet have no other cells: nothing to repeat there.
      for (auto row = first; row != index.end() && row->first <= to.row; ++row)
        repeat(text, from, to.column, table.rows[row->second]);
    }
  }

  void repeat(const std::string& text, Position from, std::uint32_t last, Row& row) {
    cells_ += last - from.column + 1;
    if (cells_ > limits_.cells)
      return fail(codes::limit, "<mergeCell>", fmt::format("{} cells", limits_.cells));
    if (row.cells.size() < last) row.cells.resize(last);
    for (std::uint32_t column = from.column; column <= last; ++column)
      if (row.number != from.row || column != from.column) row.cells[column - 1] = {text, true};
  }

  Archive archive_;
  TableLimits limits_;
  Table place_;  ///< file and sheet that are being read
  Diagnostics diagnostics_;
  std::vector<Sheet> sheets_;
  std::vector<std::string> strings_;
  std::vector<bool> is_date_;
  std::string strings_part_, styles_part_;
  std::size_t cells_ = 0;
  bool from_1904_ = false;
};

}  // namespace

TableResult read_xlsx(const std::string& file, std::string_view bytes, const TableLimits& limits) {
  return Workbook(file, bytes, limits).read();
}

}  // namespace hakyu::models::import
