// The ids of the rows: the same whatever their order, and different for different rows.
#include <algorithm>

#include "models/import/builder.hpp"
#include "models/import/codes.hpp"
#include "models/import/text.hpp"
#include "models/import/values.hpp"

namespace hakyu::models::import {

namespace {

/// What a row is known by: the mapping's key, else its number, else its host name, else name and serial
/// number.
std::string key_of(const RowCells& row, const std::string& name, Field wanted) {
  for (const Field field : {wanted, Field::asset_number, Field::host_name})
    if (std::string text = row.name(field); !text.empty()) return text;
  const std::string serial = row.name(Field::serial);
  return serial.empty() || serial == name ? name : name + " " + serial;
}

/// What tells a row from another one with the same key; empty if nothing does.
std::string mark_of(const RowCells& row, const std::string& key) {
  const std::string known = compact(key);
  for (const Field field :
       {Field::serial, Field::host_name, Field::name, Field::model, Field::location, Field::department})
    if (std::string text = row.name(field); !text.empty() && known.find(compact(text)) == std::string::npos)
      return text;
  return {};
}

/// All cells in one text, for an order that does not depend on that of the rows.
std::string contents_of(const RowCells& row) {
  std::string all;
  for (const RowCells::Entry& entry : row.entries)
    all += compact(entry.column->heading) + '\n' + compact(entry.text) + '\n';
  return all;
}

/// Whether the row itself says which device it is; rows that only name a kind of device may be many alike.
bool numbered(const RowCells& row) {
  return !row.name(Field::asset_number).empty() || !row.name(Field::host_name).empty() ||
         !row.name(Field::serial).empty();
}

}  // namespace

Id LedgerBuilder::unused_id(const Id& wanted) {
  Id id = wanted;
  for (int n = 2; !taken_.insert(id).second; ++n) id = wanted + "-" + std::to_string(n);
  return id;
}

std::string LedgerBuilder::place(std::size_t device) const {
  const Device& here = devices_[device];
  return here.table->file + " " + cell_name(here.table->sheet, here.cells.number, 1);
}

/// Ids of rows with the same key. A number that stands twice means nothing certain: both rows are kept under
/// ids of their own, and neither bears the number as its id, so that nothing refers to the wrong one.
void LedgerBuilder::tell_apart(const std::string& key, std::vector<std::size_t> rows, std::vector<Id>& ids) {
  std::map<std::size_t, std::string> contents;
  for (const std::size_t i : rows) contents[i] = contents_of(devices_[i].cells);
  const std::size_t first = rows.front();
  std::stable_sort(rows.begin(), rows.end(),
                   [&](std::size_t a, std::size_t b) { return contents[a] < contents[b]; });
  const std::string* last = nullptr;
  for (const std::size_t i : rows) {
    const Device& here = devices_[i];
    const bool repeated = last != nullptr && *last == contents[i] && numbered(here.cells);
    last = &contents[i];
    if (repeated) {
      warn(*here.table, here.cells.number, 0, codes::repeated, key, place(first));
      continue;  // its id stays empty
    }
    const std::string mark = mark_of(here.cells, key);
    ids[i] = unused_id(make_id(mark.empty() ? key : key + " " + mark, "item"));
  }
  std::sort(rows.begin(), rows.end());
  for (const std::size_t i : rows)
    if (i != first && !ids[i].empty())
      warn(*devices_[i].table, devices_[i].cells.number, 0, codes::duplicate, key, place(first));
}

std::vector<Id> LedgerBuilder::identify() {
  std::map<Id, std::vector<std::size_t>> groups;
  std::vector<std::string> keys;
  keys.reserve(devices_.size());
  for (std::size_t i = 0; i < devices_.size(); ++i) {
    keys.push_back(key_of(devices_[i].cells, naming(devices_[i].cells), mapping_.key));
    groups[make_id(keys.back(), "item")].push_back(i);
  }
  std::vector<Id> ids(devices_.size());
  for (const auto& [id, rows] : groups)
    if (rows.size() == 1) ids[rows.front()] = unused_id(id);
  for (const auto& [id, rows] : groups)
    if (rows.size() > 1) tell_apart(keys[rows.front()], rows, ids);
  return ids;
}

}  // namespace hakyu::models::import
