// Which column of a ledger means what.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "models/diagnostic.hpp"
#include "models/import/table.hpp"
#include "models/resource.hpp"

namespace hakyu::models::import {

/// What a column says. The last group stands in tables of connections.
enum class Field : std::uint8_t {
  ignore,
  asset_number,
  name,
  host_name,
  kind,
  system,
  maker,
  model,
  serial,
  os,
  firmware,
  software,
  version,  ///< of what the os, software or firmware column to its left names
  address,
  location,
  department,
  users,
  owner,
  maintainer,
  remote,
  remote_party,
  remote_via,
  contract_ends,
  support_ends,
  last_confirmed,
  medical_device,
  usable,
  procurement,
  quantity,
  runs_on,
  requires_,
  zone,
  note,
  keep,  ///< into the note, with the heading: nothing of it is understood, nothing is lost
  from,
  to,
  relation,
  protocol,
  ports,
  purpose,
  claimed_by,
  confirmed_by,
  date
};

/// The word of a mapping file for a field, and back.
[[nodiscard]] std::string_view field_name(Field field);
[[nodiscard]] std::optional<Field> field_of(std::string_view name);
[[nodiscard]] const std::vector<std::string_view>& field_names();

/// Whether several columns may feed the field: a device has several addresses, but only one name.
[[nodiscard]] bool may_repeat(Field field);

/// What a row for several devices becomes: one resource with their number, or one resource for each.
enum class Several : std::uint8_t { one, each };

struct Mapping {
  std::string name;                      ///< file, or name of a shipped one
  std::string encoding;                  ///< empty: detected
  std::string sheet;                     ///< empty: every sheet whose headings fit
  std::uint32_t header_row = 0;          ///< 0: found
  std::uint32_t header_rows = 1;         ///< headings over several rows are joined
  std::map<std::string, Field> columns;  ///< heading (compact) → field
  std::map<std::string, Field> connections;
  std::map<Field, std::map<std::string, std::string>> values;  ///< cell (compact) → word or id of the model
  Field key = Field::asset_number;                             ///< what the ids come from where it is stated
  std::vector<Field> required;
  std::vector<Field> blank_means_above;
  std::optional<ResourceKind> default_kind;
  Several several = Several::one;
};

struct MappingResult {
  Mapping mapping;
  Diagnostics diagnostics;
};

/// Reads a mapping file (JSON with comments).
[[nodiscard]] MappingResult read_mapping(const std::string& file, std::string_view text);

/// Names of the shipped mappings, and the text of one.
[[nodiscard]] std::vector<std::string_view> shipped_mappings();
[[nodiscard]] std::optional<std::string_view> shipped_mapping(std::string_view name);

/// Words that ledgers use, from models/import/mappings/vocabulary.json.
struct Vocabulary {
  std::map<std::string, Field> headings;  ///< compact
  /// What a heading means beside a column that has its first meaning without doubt: "ベンダー" is who
  /// maintains it where another column is the maker's.
  std::map<std::string, Field> beside;
  /// Headings that number the rows of a list ("No.") unless no other column numbers the devices.
  std::set<std::string> row_numbers;
  std::map<std::string, Field> connections;
  std::map<Field, std::map<std::string, std::string>> values;
  [[nodiscard]] static const Vocabulary& shipped();
};

/// A value in the model's words: exactly the mapping's or the vocabulary's word, else the longest word of
/// the vocabulary within the text (`exact` is then false).
struct WordReading {
  std::string word;
  bool exact = true;
};
[[nodiscard]] std::optional<WordReading> read_word(const Mapping& mapping, Field field,
                                                   std::string_view text);

}  // namespace hakyu::models::import
