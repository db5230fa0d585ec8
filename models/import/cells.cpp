// What the cells of a row say about its device.
#include <algorithm>

#include "models/import/builder.hpp"
#include "models/import/codes.hpp"
#include "models/import/text.hpp"
#include "models/import/values.hpp"
#include "models/names.hpp"

namespace hakyu::models::import {

namespace {

/// "FortiOS v7.0.12 build0523", "Apache/2.4.6" → name and version; without a number like 7.0 all is the name.
Software split_version(const std::string& text) {
  for (std::size_t at = text.find_first_of(" /"); at != std::string::npos;
       at = text.find_first_of(" /", at + 1)) {
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

/// A version that names nothing is that of the device's own software.
Software firmware(const std::string& version) {
  Software software;
  software.name = "firmware";
  software.version = one_line(version);
  return software;
}

/// States in which a device is in use, but which say more than that.
bool says_more(std::string_view state) {
  const std::string word = compact(state);
  return word == "移動" || word.find("貸") != std::string::npos || word.ends_with("予定");
}

}  // namespace

void LedgerBuilder::fill_texts(const RowCells& row, Resource& resource) const {
  const auto take = [&](Field field) { return one_line(row.name(field)); };
  resource.asset_number = take(Field::asset_number);
  if (const std::string system = take(Field::system); !system.empty())
    resource.system = id_of(Field::system, system, system);
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
      if (!word->exact) keep(resource.annotation, *entry);
      return;
    }
  if (entry != nullptr) keep(resource.annotation, *entry);
  if (medical == true) {
    resource.kind = ResourceKind::medical_device;
    return;
  }
  resource.kind = mapping_.default_kind.value_or(ResourceKind::appliance);
  resource.annotation.assumption = true;
  if (entry != nullptr)
    warn(table, row.number, entry->column->number, codes::kind, entry->text,
         std::string(name(resource.kind)));
  else
    ++without_kind_[&table];
}

void LedgerBuilder::fill_words(const Table& table, const RowCells& row, Resource& resource) {
  if (const auto* entry = row.find(Field::usable); entry != nullptr && !says_nothing(entry->text)) {
    const auto word = read_word(mapping_, Field::usable, entry->text);
    // Only an exact word may take a device out of the computation.
    if (word && word->exact) resource.usable = value_of<Usable>(word->word).value();
    if (!word || !word->exact)
      not_understood(table, row, *entry, resource, "in_use, spare, repair, retired");
    else if (says_more(entry->text))
      keep(resource.annotation, *entry);
  }
  if (const auto* entry = row.find(Field::procurement); entry != nullptr && !says_nothing(entry->text)) {
    const auto word = read_word(mapping_, Field::procurement, entry->text);
    if (word) resource.procurement = value_of<Procurement>(word->word).value();
    if (!word)
      not_understood(table, row, *entry, resource, "bought, leased, service");
    else if (!word->exact)
      keep(resource.annotation, *entry);
  }
  if (const std::string text = row.name(Field::zone); !text.empty()) resource.zone = zone(text);
}

void LedgerBuilder::fill_software(const Table& table, const RowCells& row, Resource& resource) {
  // A version belongs to the column to its left, if that names one thing and leaves its version open.
  std::size_t of_last_column = 0;
  // But ledgers with one column of versions put that of the device there too.
  const auto is_anothers = [&](const RowCells::Entry& version, const Software& left) {
    if (!is_windows(left.name) || may_be_windows_version(version.text)) return false;
    warn(table, row.number, version.column->number, codes::version_owner, version.text, left.name);
    return true;
  };
  for (const auto& entry : row.entries) {
    const Field field = entry.column->field;
    if (field != Field::os && field != Field::firmware && field != Field::software && field != Field::version)
      continue;
    if (names_nothing(entry.text)) {
      of_last_column = 0;
      continue;
    }
    std::vector<Software>& all = resource.software;
    const std::size_t before = all.size();
    if (field == Field::version && of_last_column == 1 && all.back().version.empty() &&
        !is_anothers(entry, all.back())) {
      all.back().version = one_line(entry.text);
    } else if (field == Field::firmware || is_bare_version(entry.text) ||
               (field == Field::version && !is_windows(entry.text))) {
      all.push_back(firmware(entry.text));
    } else if (field == Field::os || field == Field::version) {
      add_system(table, row, entry, resource);  // a column like "OS・バージョン" too
    } else {
      for (const std::string& each : split_software(entry.text))
        if (!names_nothing(each)) all.push_back(split_version(each));
    }
    of_last_column = all.size() - before;
  }
}

/// A number alone ("2019", "22H2", "8.1 Pro") does not say which system it is.
void LedgerBuilder::add_system(const Table& table, const RowCells& row, const RowCells::Entry& entry,
                               Resource& resource) {
  const std::string folded = fold(entry.text);
  if (folded[0] >= '0' && folded[0] <= '9')
    not_understood(table, row, entry, resource, "Windows 10 22H2, RHEL 8.6");
  else
    resource.software.push_back(split_version(one_line(entry.text)));
}

void LedgerBuilder::fill_dates(const Table& table, const RowCells& row, Resource& resource) {
  for (const Field field : {Field::support_ends, Field::last_confirmed, Field::contract_ends}) {
    const auto* entry = row.find(field);
    if (entry == nullptr || says_nothing(entry->text)) continue;
    const auto date = read_date(entry->text, field != Field::last_confirmed);
    if (!date) {
      not_understood(table, row, *entry, resource, "2027-03-31, 2027/3/31, R9.3.31");
      continue;
    }
    if (!date->exact) {  // the day, or that it is a date, is our reading
      keep(resource.annotation, *entry);
      ++assumed_days_[{&table, entry->column}];
    }
    if (field == Field::support_ends) resource.support_ends = date->date;
    if (field == Field::last_confirmed) resource.last_confirmed = date->date;
    if (field == Field::contract_ends) fill_contract(table, row, *entry, *date, resource);
  }
}

void LedgerBuilder::fill_contract(const Table& table, const RowCells& row, const RowCells::Entry& entry,
                                  const DateReading& ends, Resource& resource) {
  const std::string by = row.name(Field::maintainer);
  if (by.empty()) {
    warn(table, row.number, entry.column->number, codes::no_party, entry.text);
    return keep(resource.annotation, entry);
  }
  Contract contract;
  contract.id = "contract-" + resource.id;
  contract.parties = {party(by)};
  contract.scope = {resource.id};
  contract.ends = ends.date;
  contract.annotation.source = resource.annotation.source;
  contract.annotation.assumption = !ends.exact;
  model_.contracts.push_back(std::move(contract));
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
  const auto* maintainer = row.find(Field::maintainer);
  if (const std::string by = row.name(Field::maintainer); !by.empty())
    resource.maintainer = party(by);
  else if (maintainer != nullptr && !says_nothing(maintainer->text))
    keep(resource.annotation, *maintainer);  // "none" is more than a blank
  if (const std::string by = row.name(Field::owner); !by.empty()) resource.owner = party(by);
  fill_remote(table, row, resource);
}

/// Lines of remote maintenance: of the parties that are named, else, if there is one, of the maintainer.
void LedgerBuilder::fill_remote(const Table& table, const RowCells& row, Resource& resource) {
  const auto* entry = row.find(Field::remote);
  const std::string parties = row.name(Field::remote_party);
  std::optional<bool> remote;
  if (entry != nullptr && !says_nothing(entry->text)) {
    remote = read_yes_no(entry->text);
    if (!remote) not_understood(table, row, *entry, resource, "有 / 無");
    if (remote && compact(entry->text).find('(') != std::string::npos) keep(resource.annotation, *entry);
  }
  if (entry != nullptr && says_unknown(entry->text))
    keep(resource.annotation, *entry);  // a person has to ask
  if (!parties.empty() && remote != false) {
    for (const std::string& each : split_list(parties)) {
      RemoteMaintenance line;
      line.party = party(each);
      resource.remote_maintenance.push_back(std::move(line));
    }
    return;
  }
  if (!says_nothing(parties))
    keep(resource.annotation, *row.find(Field::remote_party));  // contradicts "none"
  if (remote != true) return;
  RemoteMaintenance line;
  line.party = resource.maintainer;
  line.annotation.assumption = true;  // the ledger says that there is a line, not whose it is
  if (line.party.empty()) warn(table, row.number, entry->column->number, codes::no_remote_party, entry->text);
  resource.remote_maintenance.push_back(std::move(line));
}

}  // namespace hakyu::models::import
