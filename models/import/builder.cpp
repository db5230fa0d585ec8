#include "models/import/builder.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "models/import/codes.hpp"
#include "models/import/text.hpp"
#include "models/import/values.hpp"
#include "models/names.hpp"

namespace hakyu::models::import {

namespace {

std::string base_name(const std::string& file) {
  const std::size_t slash = file.find_last_of("/\\");
  return slash == std::string::npos ? file : file.substr(slash + 1);
}

std::string text_at(const Row& row, const Column& column) {
  return column.number <= row.cells.size() ? trimmed(row.cells[column.number - 1].text) : std::string();
}

/// Whether the known cells are blank, or are the headings again.
bool says_nothing_new(const Header& header, const Row& row) {
  bool blank = true, repeated = true;
  for (const Column& column : header.columns) {
    const std::string text = text_at(row, column);
    blank = blank && (text.empty() || row.cells[column.number - 1].merged);
    repeated = repeated && compact(text) == compact(column.heading);
  }
  return blank || repeated;
}

std::vector<std::string> texts_of(const Row& row) {
  std::vector<std::string> all;
  for (const Cell& cell : row.cells)
    if (!cell.merged) all.push_back(trimmed(cell.text));
  return all;
}

/// The first text that is no number.
std::string label_in(const std::vector<std::string>& texts) {
  const auto found = std::find_if(texts.begin(), texts.end(), [](const std::string& each) {
    return !each.empty() && !read_quantity(each);
  });
  return found == texts.end() ? std::string() : *found;
}

}  // namespace

LedgerBuilder::LedgerBuilder(const Mapping& mapping, const std::string& output) : mapping_(mapping) {
  SourceFile file;
  file.name = output;
  model_.files.push_back(std::move(file));
}

Model LedgerBuilder::take_model() {
  const auto by_id = [](const auto& a, const auto& b) { return a.id < b.id; };
  std::sort(model_.resources.begin(), model_.resources.end(), by_id);
  std::sort(model_.parties.begin(), model_.parties.end(), by_id);
  std::sort(model_.zones.begin(), model_.zones.end(), by_id);
  std::sort(model_.contracts.begin(), model_.contracts.end(), by_id);
  std::sort(model_.flows.begin(), model_.flows.end(), by_id);
  return std::move(model_);
}

void LedgerBuilder::warn(const Table& table, std::uint32_t row, std::uint32_t column, std::string_view code,
                         const std::string& found, const std::string& expected) {
  diagnostics_.push_back(about(table, row, column, Severity::warning, code, found, expected));
}

/// The cells of a row that the mapping knows. `above` is what the row above says, and becomes what this one
/// says: 〃 below a blank cell repeats that nothing is known.
RowCells LedgerBuilder::read_row(const Table& table, const Header& header, const Row& row,
                                 std::vector<std::string>& above) {
  RowCells cells{row.number, {}};
  for (std::size_t c = 0; c < header.columns.size(); ++c) {
    const Column& column = header.columns[c];
    std::string text = text_at(row, column);
    const auto& fills = mapping_.blank_means_above;
    const bool fill = text.empty() && std::find(fills.begin(), fills.end(), column.field) != fills.end();
    if (!text.empty() && says_same(text)) {
      if (above[c].empty()) warn(table, row.number, column.number, codes::nothing_above, text);
      text = above[c];
    } else if (fill) {
      text = above[c];
    }
    if (!text.empty()) cells.entries.push_back({&column, text});
    above[c] = std::move(text);
  }
  return cells;
}

template <class Take>
void LedgerBuilder::each_row(const Table& table, const Header& header, SheetReport& report, Take take) {
  std::vector<std::string> above(header.columns.size());
  for (std::size_t i = header.below; i < table.rows.size(); ++i) {
    const Row& row = table.rows[i];
    if (says_nothing_new(header, row)) continue;
    ++report.rows;
    report.hidden += row.hidden ? 1U : 0U;
    if (const std::vector<std::string> texts = texts_of(row); sums_up(texts)) {
      warn(table, row.number, 0, codes::total, label_in(texts));
      ++report.skipped;
    } else {
      ++(take(read_row(table, header, row, above)) ? report.resources : report.skipped);
    }
  }
}

void LedgerBuilder::read_devices(const Table& table, const Header& header, SheetReport& report) {
  each_row(table, header, report, [&](const RowCells& row) {
    if (!naming(row).empty()) {
      devices_.push_back({row, &table});
      return true;
    }
    warn(table, row.number, 0, codes::no_name,
         row.entries.empty() ? std::string() : row.entries.front().text);
    return false;
  });
}

void LedgerBuilder::read_connections(const Table& table, const Header& header, SheetReport& report) {
  each_row(table, header, report, [&](const RowCells& row) {
    if (row.find(Field::from) == nullptr || row.find(Field::to) == nullptr) {
      warn(table, row.number, 0, codes::no_name, row.entries.front().text);
      return false;
    }
    connections_.push_back({row, &table});
    return true;
  });
}

std::string LedgerBuilder::naming(const RowCells& row) const {
  for (const Field field : {Field::name, Field::host_name, Field::model, Field::asset_number, Field::serial})
    if (std::string text = row.name(field); !text.empty()) return text;
  return {};
}

void LedgerBuilder::make_devices() {
  const std::vector<Id> ids = identify();
  for (std::size_t i = 0; i < devices_.size(); ++i)
    if (!ids[i].empty()) make_device(*devices_[i].table, devices_[i].cells, ids[i]);
  for (const auto& [table, rows] : without_kind_)
    warn(*table, 0, 0, codes::no_kind, std::to_string(rows),
         std::string(name(mapping_.default_kind.value_or(ResourceKind::appliance))));
  for (const auto& [column, cells] : assumed_days_)
    warn(*column.first, 0, column.second->number, codes::day, column.second->heading, std::to_string(cells));
}

void LedgerBuilder::make_device(const Table& table, const RowCells& row, const Id& id) {
  const std::string name = naming(row);
  Resource resource;
  resource.id = id;
  resource.name.plain = name;
  const std::string number = row.text(Field::asset_number);
  resource.annotation.source = base_name(table.file) + (table.sheet.empty() ? "" : " / " + table.sheet) +
                               " / " + (number.empty() ? name : number);
  for (const RowCells::Entry& entry : row.entries) {
    if (entry.column->field == Field::note) note(resource.annotation, entry.text);
    if (entry.column->field == Field::keep && !says_nothing(entry.text)) keep(resource.annotation, entry);
  }
  fill_texts(row, resource);
  fill_kind(table, row, resource);
  fill_words(table, row, resource);
  fill_software(table, row, resource);
  fill_dates(table, row, resource);
  fill_addresses(table, row, resource);
  fill_maintenance(table, row, resource);
  remember(table, row, resource.id);
  put(std::move(resource), host_names(row.name(Field::host_name)));
}

void LedgerBuilder::note(Annotation& annotation, const std::string& text) const {
  std::string& all = annotation.note.plain;
  all += (all.empty() ? "" : " / ") + one_line(text);
}

void LedgerBuilder::keep(Annotation& annotation, const RowCells::Entry& entry) const {
  note(annotation, entry.column->heading + ": " + entry.text);
}

void LedgerBuilder::not_understood(const Table& table, const RowCells& row, const RowCells::Entry& entry,
                                   Resource& resource, const std::string& expected) {
  warn(table, row.number, entry.column->number, codes::value, entry.text, expected);
  keep(resource.annotation, entry);
}

void LedgerBuilder::remember(const Table& table, const RowCells& row, const Id& id) {
  for (const Field field : {Field::asset_number, Field::name, Field::host_name})
    if (const std::string text = row.name(field); !text.empty()) by_name_[compact(text)].insert(id);
  for (const std::string& host : host_names(row.name(Field::host_name))) by_name_[compact(host)].insert(id);
  by_name_[id].insert(id);
  std::vector<Link>& links = links_[id];
  links.clear();
  for (const auto& entry : row.entries) {
    const Field field = entry.column->field;
    if ((field != Field::runs_on && field != Field::requires_ && field != Field::remote_via) ||
        names_nothing(entry.text))
      continue;
    const auto parts =
        field == Field::runs_on ? std::vector<std::string>{entry.text} : split_list(entry.text);
    for (std::size_t i = 0; i < parts.size(); ++i)
      links.push_back({id, field, parts[i], &table, row.number, entry.column->number, i, parts.size()});
  }
}

void LedgerBuilder::put(Resource resource, const std::vector<std::string>& hosts) {
  const int number = resource.quantity.value_or(1);
  if (mapping_.several == Several::each && number > 1 && number <= 256)
    return put_each(resource, number, hosts);
  resource.addresses.insert(resource.addresses.end(), hosts.begin(), hosts.end());
  index_.emplace(resource.id, model_.resources.size());
  model_.resources.push_back(std::move(resource));
}

/// The devices of a row that stands for several. As many addresses or host names belong to one each.
void LedgerBuilder::put_each(const Resource& resource, int number, const std::vector<std::string>& hosts) {
  const bool host_each = static_cast<int>(hosts.size()) == number;
  const std::vector<Link> links = links_[resource.id];
  links_.erase(resource.id);
  std::vector<Id> ids;
  for (int i = 1; i <= number; ++i) {
    Resource one = resource;
    one.id = unused_id(fmt::format("{}-{}", resource.id, i));
    one.name.plain = fmt::format("{} ({}/{})", resource.name.plain, i, number);
    one.quantity.reset();
    if (static_cast<int>(resource.addresses.size()) == number)
      one.addresses = {resource.addresses[static_cast<std::size_t>(i - 1)]};
    if (host_each)
      one.addresses.push_back(hosts[static_cast<std::size_t>(i - 1)]);
    else
      one.addresses.insert(one.addresses.end(), hosts.begin(), hosts.end());
    for (Link link : links) {
      link.resource = one.id;
      links_[one.id].push_back(link);
    }
    ids.push_back(one.id);
    by_name_[one.id].insert(one.id);
    index_.emplace(one.id, model_.resources.size());
    model_.resources.push_back(std::move(one));
  }
  // The row's names mean all of its devices, which a reference cannot.
  for (auto& [name, named] : by_name_)
    if (named.erase(resource.id) > 0) named.insert(ids.begin(), ids.end());
  for (std::size_t i = 0; host_each && i < hosts.size(); ++i) {
    std::set<Id>& named = by_name_[compact(hosts[i])];
    for (const Id& id : ids) named.erase(id);
    named.insert(ids[i]);
  }
  for (Contract& contract : model_.contracts)
    if (contract.id == "contract-" + resource.id) contract.scope = ids;
}

}  // namespace hakyu::models::import
