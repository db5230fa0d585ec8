#include "models/import/ledger.hpp"

#include <algorithm>

#include "models/import/builder.hpp"
#include "models/import/codes.hpp"
#include "models/import/text.hpp"

namespace hakyu::models::import {

namespace {

bool has(const Header& header, Field field) {
  return std::any_of(header.columns.begin(), header.columns.end(),
                     [&](const Column& each) { return each.field == field; });
}

bool names_devices(const Header& header) {
  return has(header, Field::asset_number) || has(header, Field::name) || has(header, Field::host_name) ||
         has(header, Field::model) || has(header, Field::serial);
}

struct Found {
  const Table* table;
  Header header;
  bool connections;
};

bool numbers_rows(const Column& column) {
  return column.field == Field::asset_number &&
         Vocabulary::shipped().row_numbers.contains(compact(column.heading));
}

/// "No." numbers the rows where another column numbers the devices.
void drop_row_numbers(Header& header) {
  const auto numbers_devices = [](const Column& each) {
    return each.field == Field::asset_number && !numbers_rows(each);
  };
  if (std::none_of(header.columns.begin(), header.columns.end(), numbers_devices)) return;
  for (const Column& each : header.columns)
    if (numbers_rows(each)) header.unused.push_back(each.heading);
  std::erase_if(header.columns, numbers_rows);
}

/// One column for each field that a device has once; what the others say stands in the note.
void check_columns(Found& found, const Mapping& mapping, Diagnostics& diagnostics) {
  drop_row_numbers(found.header);
  const std::uint32_t row = found.table->rows[found.header.row].number;
  std::map<Field, std::string> seen;
  for (Column& column : found.header.columns) {
    const auto [first, added] = seen.emplace(column.field, column.heading);
    if (added || may_repeat(column.field)) continue;
    diagnostics.push_back(about(*found.table, row, column.number, Severity::warning, codes::second_column,
                                column.heading, first->second));
    column.field = Field::keep;
  }
  for (const Field field : mapping.required)
    if (!found.connections && seen.count(field) == 0)
      diagnostics.push_back(about(*found.table, row, 0, Severity::error, codes::missing_column, "",
                                  std::string(field_name(field))));
}

SheetReport report_of(const Table& table) {
  SheetReport report;
  report.file = table.file;
  report.sheet = table.sheet;
  report.encoding = table.encoding;
  report.delimiter = table.delimiter;
  return report;
}

/// Whether the call asks for what the table says: with a sheet named, the others are passed over.
bool is_wanted(const Table& table, const std::string& wanted) {
  return wanted.empty() || table.sheet.empty() || table.sheet == wanted;
}

std::optional<Found> find(const Table& table, const Mapping& mapping, const std::string& wanted) {
  auto connections = find_header(table, mapping.connections, 0, 1);
  if (connections && (!has(*connections, Field::from) || !has(*connections, Field::to))) connections.reset();
  std::optional<Header> devices;
  if (is_wanted(table, wanted))
    devices = find_header(table, mapping.columns, mapping.header_row, mapping.header_rows);
  if (devices && !names_devices(*devices)) devices.reset();
  if (connections) return Found{&table, std::move(*connections), true};
  if (devices) return Found{&table, std::move(*devices), false};
  return std::nullopt;
}

void report_absence(const std::vector<Table>& tables, const Mapping& mapping, const std::string& wanted,
                    Diagnostics& diagnostics) {
  std::string sheets, headings;
  bool there = wanted.empty();
  for (const Table& table : tables) {
    there = there || table.sheet == wanted || table.sheet.empty();
    sheets += (sheets.empty() ? "" : ", ") + table.sheet;
  }
  for (const auto& [heading, field] : mapping.columns)
    if (headings.size() < 120) headings += (headings.empty() ? "" : ", ") + heading;
  Table place;
  if (!tables.empty()) place.file = tables.front().file;
  if (there)
    diagnostics.push_back(about(place, 0, 0, Severity::error, codes::header, "", headings));
  else
    diagnostics.push_back(about(place, 0, 0, Severity::error, codes::sheet, wanted, sheets));
}

/// What was given but gave nothing must not look as if it had been taken up.
void report_unread(const Table& table, const SheetReport& report, Diagnostics& diagnostics) {
  const auto say = [&](std::string_view code) {
    diagnostics.push_back(about(table, 0, 0, Severity::warning, code, ""));
  };
  if (report.used && report.rows == 0) say(codes::no_rows);
  if (!report.used) say(looks_like_connections(table) ? codes::connections_not_read : codes::not_read);
}

}  // namespace

LedgerResult make_ledger(const std::vector<Table>& tables, const Mapping& mapping, const std::string& sheet,
                         const std::string& output) {
  LedgerResult result;
  LedgerBuilder builder(mapping, output);
  const std::string& wanted = sheet.empty() ? mapping.sheet : sheet;
  bool any = false;
  std::vector<Found> all;  // lives as long as the builder: rows point to its columns
  all.reserve(tables.size());
  for (const Table& table : tables) {
    SheetReport report = report_of(table);
    if (auto found = find(table, mapping, wanted)) {
      all.push_back(std::move(*found));
      Found& here = all.back();
      check_columns(here, mapping, builder.diagnostics());
      report.used = true;
      report.connections = here.connections;
      report.header_row = table.rows[here.header.row].number;
      report.unused = here.header.unused;
      for (const Column& column : here.header.columns)
        report.columns.emplace_back(column.heading, column.field);
      any = any || !here.connections;
      if (here.connections)
        builder.read_connections(table, here.header, report);
      else
        builder.read_devices(table, here.header, report);
    }
    result.sheets.push_back(std::move(report));
  }
  if (!any) report_absence(tables, mapping, wanted, builder.diagnostics());
  for (std::size_t i = 0; any && i < tables.size(); ++i)
    if (is_wanted(tables[i], wanted)) report_unread(tables[i], result.sheets[i], builder.diagnostics());
  builder.finish();
  result.diagnostics = std::move(builder.diagnostics());
  result.model = builder.take_model();
  return result;
}

}  // namespace hakyu::models::import
