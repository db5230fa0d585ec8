// Rows of a ledger into resources (used by make_ledger only).
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "models/import/header.hpp"
#include "models/import/ledger.hpp"
#include "models/import/values.hpp"
#include "models/import/wording.hpp"

namespace hakyu::models::import {

/// The understood cells of a row.
struct RowCells {
  struct Entry {
    const Column* column = nullptr;
    std::string text;
  };
  std::uint32_t number = 0;
  std::vector<Entry> entries;

  [[nodiscard]] const Entry* find(Field field) const {
    for (const Entry& entry : entries)
      if (entry.column->field == field) return &entry;
    return nullptr;
  }
  [[nodiscard]] std::string text(Field field) const {
    const Entry* entry = find(field);
    return entry == nullptr ? std::string() : entry->text;
  }
  /// The same of a name; "" if the cell names nothing.
  [[nodiscard]] std::string name(Field field) const {
    const std::string all = text(field);
    return names_nothing(all) ? std::string() : all;
  }
};

class LedgerBuilder {
 public:
  LedgerBuilder(const Mapping& mapping, const std::string& output);

  void read_devices(const Table& table, const Header& header, SheetReport& report);
  void read_connections(const Table& table, const Header& header, SheetReport& report);
  /// Makes the devices, then resolves what cells say about others; afterwards the model is complete.
  void finish();
  [[nodiscard]] Model take_model();
  [[nodiscard]] Diagnostics& diagnostics() { return diagnostics_; }

 private:
  /// A cell that names another device, to be resolved when all are known.
  struct Link {
    Id resource;
    Field field = Field::ignore;
    std::string text;
    const Table* table = nullptr;
    std::uint32_t row = 0, column = 0;
    std::size_t item = 0, of = 1;  ///< place in a list
  };
  struct Connection {
    RowCells row;
    const Table* table = nullptr;
  };
  struct Device {
    RowCells cells;
    const Table* table = nullptr;
  };

  RowCells read_row(const Table& table, const Header& header, const Row& row,
                    std::vector<std::string>& above);
  template <class Take>
  void each_row(const Table& table, const Header& header, SheetReport& report, Take take);
  void make_devices();
  void make_device(const Table& table, const RowCells& row, const Id& id);
  std::vector<Id> identify();
  void tell_apart(const std::string& key, std::vector<std::size_t> rows, std::vector<Id>& ids);
  Id unused_id(const Id& wanted);
  std::string place(std::size_t device) const;
  std::string naming(const RowCells& row) const;
  void fill_texts(const RowCells& row, Resource& resource) const;
  void fill_kind(const Table& table, const RowCells& row, Resource& resource);
  void fill_words(const Table& table, const RowCells& row, Resource& resource);
  void fill_software(const Table& table, const RowCells& row, Resource& resource);
  void add_system(const Table& table, const RowCells& row, const RowCells::Entry& entry, Resource& resource);
  void fill_dates(const Table& table, const RowCells& row, Resource& resource);
  void fill_contract(const Table& table, const RowCells& row, const RowCells::Entry& entry,
                     const DateReading& ends, Resource& resource);
  void fill_addresses(const Table& table, const RowCells& row, Resource& resource);
  void fill_maintenance(const Table& table, const RowCells& row, Resource& resource);
  void fill_remote(const Table& table, const RowCells& row, Resource& resource);
  void remember(const Table& table, const RowCells& row, const Id& id);
  void put(Resource resource, const std::vector<std::string>& hosts);
  void put_each(const Resource& resource, int number, const std::vector<std::string>& hosts);
  void note(Annotation& annotation, const std::string& text) const;
  void keep(Annotation& annotation, const RowCells::Entry& entry) const;
  void not_understood(const Table& table, const RowCells& row, const RowCells::Entry& entry,
                      Resource& resource, const std::string& expected);
  void warn(const Table& table, std::uint32_t row, std::uint32_t column, std::string_view code,
            const std::string& found, const std::string& expected = {});
  Id id_of(Field field, const std::string& name, const std::string& made) const;
  Id party(const std::string& name);
  Id zone(const std::string& name);
  std::vector<Id> resolve(const std::string& text) const;
  std::optional<Id> resolve(const Link& link);
  void apply(const Link& link);
  void keep_remarks(const RowCells& row, Dependency& dependency) const;
  void connect(const Connection& connection);
  Id flow(const RowCells& row, const Id& from, const Id& to);

  const Mapping& mapping_;
  Model model_;
  Diagnostics diagnostics_;
  std::map<Id, std::size_t> index_;              ///< resource by id
  std::map<std::string, std::set<Id>> by_name_;  ///< compact names → ids
  std::map<Id, std::vector<Link>> links_;        ///< by resource
  std::vector<Device> devices_;
  std::vector<Connection> connections_;
  std::set<Id> taken_;
  /// How many dates of a column have no day of their own.
  std::map<std::pair<const Table*, const Column*>, std::size_t> assumed_days_;
  std::map<const Table*, std::size_t> without_kind_;  ///< rows that say nothing of the kind of device
  std::set<Id> flow_ids_;
};

}  // namespace hakyu::models::import
