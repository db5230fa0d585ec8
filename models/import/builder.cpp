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

/// "FortiOS v7.0.12 build0523" → name and version; without a number like 7.0 all is the name.
Software split_version(const std::string& text) {
  for (std::size_t at = text.find(' '); at != std::string::npos; at = text.find(' ', at + 1)) {
    std::size_t i = at + 1;
    if (i < text.size() && (text[i] == 'v' || text[i] == 'V')) ++i;
    const std::size_t start = i;
    while (i < text.size() && text[i] >= '0' && text[i] <= '9') ++i;
    if (i > start && i + 1 < text.size() && text[i] == '.' && text[i + 1] >= '0' && text[i + 1] <= '9') {
      Software software;
      software.name = trimmed(text.substr(0, at));
      software.version = text.substr(start);
      return software;
    }
  }
  Software software;
  software.name = text;
  return software;
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

template <class Take>
void LedgerBuilder::each_row(const Table& table, const Header& header, SheetReport& report, Take take) {
  std::vector<std::string> above(header.columns.size());
  for (std::size_t i = header.below; i < table.rows.size(); ++i) {
    const Row& row = table.rows[i];
    RowCells cells{row.number, {}};
    bool blank = true, repeated = true;
    for (std::size_t c = 0; c < header.columns.size(); ++c) {
      const Column& column = header.columns[c];
      std::string text =
          column.number <= row.cells.size() ? trimmed(row.cells[column.number - 1].text) : std::string();
      blank = blank && (text.empty() || row.cells[column.number - 1].merged);
      repeated = repeated && compact(text) == compact(column.heading);
      const auto& fills = mapping_.blank_means_above;
      const bool fill = text.empty() && std::find(fills.begin(), fills.end(), column.field) != fills.end();
      if (!text.empty() && says_same(text)) {
        if (above[c].empty()) warn(table, row.number, column.number, codes::nothing_above, text);
        text = above[c];
      } else if (fill) {
        text = above[c];
      }
      if (!text.empty()) cells.entries.push_back({&column, text});
      if (!text.empty()) above[c] = std::move(text);
    }
    if (blank || repeated) continue;
    ++report.rows;
    report.hidden += row.hidden ? 1U : 0U;
    ++(take(cells) ? report.resources : report.skipped);
  }
}

void LedgerBuilder::read_devices(const Table& table, const Header& header, SheetReport& report) {
  each_row(table, header, report, [&](const RowCells& row) { return make_device(table, row); });
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
    if (const std::string text = row.text(field); !says_nothing(text)) return text;
  return {};
}

Id LedgerBuilder::new_id(const Table& table, const RowCells& row, const std::string& name) {
  const std::string number = row.text(Field::asset_number);
  const std::string here = table.file + " " + cell_name(table.sheet, row.number, 1);
  if (!says_nothing(number)) {
    const Id id = make_id(number, "item");
    const auto [place, added] = place_.emplace(id, here);
    if (!added)
      warn(table, row.number, row.find(Field::asset_number)->column->number, codes::duplicate, number,
           place->second);
    return id;
  }
  const std::string host = row.text(Field::host_name);
  const std::string serial = row.text(Field::serial);
  const std::string key = !says_nothing(host)                      ? host
                          : says_nothing(serial) || serial == name ? name
                                                                   : name + " " + serial;
  const Id first = make_id(key, "item");
  Id id = first;
  for (int n = 2; !place_.emplace(id, here).second; ++n) id = first + "-" + std::to_string(n);
  if (id != first) warn(table, row.number, 0, codes::duplicate, key, place_[first]);
  return id;
}

bool LedgerBuilder::make_device(const Table& table, const RowCells& row) {
  const std::string name = naming(row);
  if (name.empty()) {
    warn(table, row.number, 0, codes::no_name,
         row.entries.empty() ? std::string() : row.entries.front().text);
    return false;
  }
  Resource resource;
  resource.id = new_id(table, row, name);
  resource.name.plain = name;
  const std::string number = row.text(Field::asset_number);
  resource.annotation.source = base_name(table.file) + (table.sheet.empty() ? "" : " / " + table.sheet) +
                               " / " + (number.empty() ? name : number);
  if (const auto* remark = row.find(Field::note)) note(resource, remark->text);
  fill_texts(row, resource);
  fill_kind(table, row, resource);
  fill_words(table, row, resource);
  fill_software(row, resource);
  fill_dates(table, row, resource);
  fill_addresses(table, row, resource);
  fill_maintenance(table, row, resource);
  remember(table, row, resource.id);
  put(resource, row);
  return true;
}

void LedgerBuilder::note(Resource& resource, const std::string& text) const {
  std::string& all = resource.annotation.note.plain;
  all += (all.empty() ? "" : " / ") + one_line(text);
}

void LedgerBuilder::keep(Resource& resource, const RowCells::Entry& entry) const {
  note(resource, entry.column->heading + ": " + entry.text);
}

void LedgerBuilder::not_understood(const Table& table, const RowCells& row, const RowCells::Entry& entry,
                                   Resource& resource, const std::string& expected) {
  warn(table, row.number, entry.column->number, codes::value, entry.text, expected);
  keep(resource, entry);
}

void LedgerBuilder::fill_texts(const RowCells& row, Resource& resource) const {
  const auto take = [&](Field field) {
    const std::string text = row.text(field);
    return says_nothing(text) ? std::string() : one_line(text);
  };
  resource.asset_number = take(Field::asset_number);
  resource.system = take(Field::system);
  resource.maker = take(Field::maker);
  resource.model = take(Field::model);
  resource.serial = take(Field::serial);
  resource.location.plain = take(Field::location);
  resource.department.plain = take(Field::department);
  resource.users.plain = take(Field::users);
}

void LedgerBuilder::fill_kind(const Table& table, const RowCells& row, Resource& resource) {
  const auto* entry = row.find(Field::kind);
  const auto* flag = row.find(Field::medical_device);
  const std::optional<bool> medical = flag == nullptr ? std::nullopt : read_yes_no(flag->text);
  if (flag != nullptr && !medical && !says_nothing(flag->text))
    not_understood(table, row, *flag, resource, "○ / ×");
  if (entry != nullptr)
    if (const auto word = read_word(mapping_, Field::kind, entry->text)) {
      resource.kind = value_of<ResourceKind>(word->word).value();
      if (!word->exact) keep(resource, *entry);
      return;
    }
  if (entry != nullptr) keep(resource, *entry);
  if (medical == true) {
    resource.kind = ResourceKind::medical_device;
    return;
  }
  resource.kind = mapping_.default_kind.value_or(ResourceKind::appliance);
  resource.annotation.assumption = true;
  warn(table, row.number, entry == nullptr ? 0 : entry->column->number, codes::kind,
       entry == nullptr ? resource.name.plain : entry->text, std::string(name(resource.kind)));
}

void LedgerBuilder::fill_words(const Table& table, const RowCells& row, Resource& resource) {
  if (const auto* entry = row.find(Field::usable); entry != nullptr && !says_nothing(entry->text)) {
    const auto word = read_word(mapping_, Field::usable, entry->text);
    // Only an exact word may take a device out of the computation.
    if (word && word->exact) resource.usable = value_of<Usable>(word->word).value();
    if (!word || !word->exact)
      not_understood(table, row, *entry, resource, "in_use, spare, repair, retired");
    else if (compact(entry->text) == "移動")
      keep(resource, *entry);
  }
  if (const auto* entry = row.find(Field::procurement); entry != nullptr && !says_nothing(entry->text)) {
    const auto word = read_word(mapping_, Field::procurement, entry->text);
    if (word) resource.procurement = value_of<Procurement>(word->word).value();
    if (!word)
      not_understood(table, row, *entry, resource, "bought, leased, service");
    else if (!word->exact)
      keep(resource, *entry);
  }
  if (const std::string text = row.text(Field::zone); !says_nothing(text)) resource.zone = zone(text);
}

void LedgerBuilder::fill_software(const RowCells& row, Resource& resource) const {
  for (const auto& entry : row.entries) {
    if (says_nothing(entry.text)) continue;
    if (entry.column->field == Field::os) resource.software.push_back(split_version(one_line(entry.text)));
    if (entry.column->field == Field::firmware) {
      Software firmware;
      firmware.name = "firmware";
      firmware.version = one_line(entry.text);
      resource.software.push_back(std::move(firmware));
    }
    if (entry.column->field == Field::software)
      for (const std::string& each : split_list(entry.text)) resource.software.push_back(split_version(each));
  }
}

void LedgerBuilder::fill_dates(const Table& table, const RowCells& row, Resource& resource) {
  for (const auto& [field, end] :
       {std::pair(Field::support_ends, true), std::pair(Field::last_confirmed, false),
        std::pair(Field::contract_ends, true)}) {
    const auto* entry = row.find(field);
    if (entry == nullptr || says_nothing(entry->text)) continue;
    const auto date = read_date(entry->text, end);
    if (!date) {
      not_understood(table, row, *entry, resource, "2027-03-31, 2027/3/31, R9.3.31");
      continue;
    }
    if (!date->exact) keep(resource, *entry);  // the day, or that it is a date, is our reading
    if (field == Field::support_ends) resource.support_ends = date->date;
    if (field == Field::last_confirmed) resource.last_confirmed = date->date;
    if (field != Field::contract_ends) continue;
    const std::string by = row.text(Field::maintainer);
    if (says_nothing(by)) {
      warn(table, row.number, entry->column->number, codes::no_party, entry->text);
      keep(resource, *entry);
      continue;
    }
    Contract contract;
    contract.id = "contract-" + resource.id;
    contract.parties = {party(by)};
    contract.scope = {resource.id};
    contract.ends = date->date;
    contract.annotation.source = resource.annotation.source;
    std::erase_if(model_.contracts, [&](const Contract& each) {
      return index_.count(resource.id) > 0 && each.id == contract.id;
    });
    model_.contracts.push_back(std::move(contract));
  }
}

void LedgerBuilder::fill_addresses(const Table& table, const RowCells& row, Resource& resource) {
  std::size_t ranges = 0;
  for (const auto& entry : row.entries) {
    if (entry.column->field != Field::address || says_nothing(entry.text)) continue;
    const Addresses read = read_addresses(entry.text);
    ranges += read.ranges;
    for (const std::string& each : read.list)
      if (std::find(resource.addresses.begin(), resource.addresses.end(), each) == resource.addresses.end())
        resource.addresses.push_back(each);
    if (!read.others.empty())
      not_understood(table, row, entry, resource, "192.0.2.1, 192.0.2.1-4, 192.0.2.0/24");
  }
  if (const auto* entry = row.find(Field::quantity); entry != nullptr && !says_nothing(entry->text)) {
    resource.quantity = read_quantity(entry->text);
    if (!resource.quantity) not_understood(table, row, *entry, resource, "4, 4台");
  }
  for (const Field field : {Field::note, Field::name, Field::model})
    if (!resource.quantity) resource.quantity = quantity_in_prose(row.text(field));
  const auto addresses = static_cast<int>(resource.addresses.size());
  if (ranges > 0 && resource.quantity && *resource.quantity != addresses)
    warn(table, row.number, row.find(Field::address)->column->number, codes::count,
         std::to_string(*resource.quantity), std::to_string(addresses));
  if (ranges > 0 && !resource.quantity && addresses > 1) resource.quantity = addresses;
}

void LedgerBuilder::fill_maintenance(const Table& table, const RowCells& row, Resource& resource) {
  const std::string by = row.text(Field::maintainer);
  if (!says_nothing(by)) resource.maintainer = party(by);
  const auto* entry = row.find(Field::remote);
  if (entry == nullptr || says_nothing(entry->text)) return;
  const std::optional<bool> remote = read_yes_no(entry->text);
  if (!remote) return not_understood(table, row, *entry, resource, "有 / 無");
  if (compact(entry->text).find('(') != std::string::npos) keep(resource, *entry);
  if (!*remote) return;
  if (resource.maintainer.empty()) {
    warn(table, row.number, entry->column->number, codes::no_party, entry->text);
    return keep(resource, *entry);
  }
  RemoteMaintenance line;
  line.party = resource.maintainer;
  resource.remote_maintenance.push_back(std::move(line));
}

void LedgerBuilder::remember(const Table& table, const RowCells& row, const Id& id) {
  for (const Field field : {Field::asset_number, Field::name, Field::host_name})
    if (const std::string text = row.text(field); !says_nothing(text)) by_name_[compact(text)].insert(id);
  by_name_[id].insert(id);
  std::vector<Link>& links = links_[id];
  links.clear();
  for (const auto& entry : row.entries) {
    const Field field = entry.column->field;
    if ((field != Field::runs_on && field != Field::requires_ && field != Field::remote_via) ||
        says_nothing(entry.text))
      continue;
    const auto parts =
        field == Field::requires_ ? split_list(entry.text) : std::vector<std::string>{entry.text};
    for (const std::string& part : parts)
      links.push_back({id, field, part, &table, row.number, entry.column->number});
  }
}

/// Adds the resource, or replaces the one of an earlier row with the same number; of several, as the mapping
/// says.
void LedgerBuilder::put(const Resource& resource, const RowCells&) {
  const int number = resource.quantity.value_or(1);
  if (mapping_.several == Several::each && number > 1 && number <= 256) {
    const std::vector<Link> links = links_[resource.id];
    links_.erase(resource.id);
    for (int i = 1; i <= number; ++i) {
      Resource one = resource;
      one.id = fmt::format("{}-{}", resource.id, i);
      one.name.plain = fmt::format("{} ({}/{})", resource.name.plain, i, number);
      one.quantity.reset();
      if (static_cast<int>(resource.addresses.size()) == number)
        one.addresses = {resource.addresses[static_cast<std::size_t>(i - 1)]};
      for (Link link : links) {
        link.resource = one.id;
        links_[one.id].push_back(link);
      }
      by_name_[one.id].insert(one.id);
      const auto [at, added] = index_.emplace(one.id, model_.resources.size());
      if (added)
        model_.resources.push_back(std::move(one));
      else
        model_.resources[at->second] = std::move(one);
    }
    // The row's names mean all of its devices, which a reference cannot.
    for (auto& [name, ids] : by_name_)
      if (ids.erase(resource.id) > 0)
        for (int i = 1; i <= number; ++i) ids.insert(fmt::format("{}-{}", resource.id, i));
    for (Contract& contract : model_.contracts)
      if (contract.id == "contract-" + resource.id) {
        contract.scope.clear();
        for (int i = 1; i <= number; ++i) contract.scope.push_back(fmt::format("{}-{}", resource.id, i));
      }
    return;
  }
  const auto [at, added] = index_.emplace(resource.id, model_.resources.size());
  if (added)
    model_.resources.push_back(resource);
  else
    model_.resources[at->second] = resource;
}

}  // namespace hakyu::models::import
