// Ledgers (台帳) into a model.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "models/import/mapping.hpp"
#include "models/import/table.hpp"
#include "models/model.hpp"

namespace hakyu::models::import {

/// What was read from one sheet or file.
struct SheetReport {
  std::string file, sheet, encoding;
  char delimiter = '\0';
  bool used = false;         ///< whether headings were found that the mapping knows
  bool connections = false;  ///< a table of connections
  std::uint32_t header_row = 0;
  std::size_t rows = 0;                                ///< below the headings, blank ones not counted
  std::size_t hidden = 0;                              ///< of these
  std::size_t resources = 0;                           ///< or dependencies
  std::size_t skipped = 0;                             ///< a diagnostic says why
  std::vector<std::pair<std::string, Field>> columns;  ///< headings that are used
  std::vector<std::string> unused;                     ///< headings that are not
};

struct LedgerResult {
  Model model;  ///< use it only if !has_errors(diagnostics)
  std::vector<SheetReport> sheets;
  Diagnostics diagnostics;  ///< warnings: what could not be understood and was left out
};

/// Makes resources, parties, contracts, zones, dependencies and flows of all tables whose headings the
/// mapping knows. `sheet` restricts the ledger to one sheet. Ids come from the number of a row, else from its
/// name, so that the order of rows does not matter. The model has one file, named `output`. Complexity:
/// O(cells · log).
[[nodiscard]] LedgerResult make_ledger(const std::vector<Table>& tables, const Mapping& mapping,
                                       const std::string& sheet, const std::string& output);

/// Why a column of a proposed mapping means what it is said to mean.
enum class Ground : std::uint8_t {
  none,
  heading,          ///< the heading is known
  part_of_heading,  ///< a part of it is, or that it speaks of the operating system
  contents,         ///< the cells alone
  beside,           ///< the heading's first meaning is that of another column
  taken,            ///< means nothing of its own: another column has the field
  row_number        ///< numbers the rows
};

/// One column of a proposed mapping.
struct Guess {
  std::string file, sheet, heading;
  bool connections = false;  ///< of a list of connections
  Field field = Field::ignore;
  double confidence = 0.0;  ///< 0–1: heading known 0.95, part of it 0.7, only the contents 0.5; more if both
  Ground ground = Ground::none;
  std::string because_of;         ///< the heading or the part of it that is known; the other column
  std::optional<double> fitting;  ///< share of the cells that look like the field's values, if they can
  std::size_t cells = 0;          ///< that were looked at
};

struct GuessResult {
  std::vector<Guess> columns;
  std::string mapping;  ///< text of a mapping file
  Diagnostics diagnostics;
};

/// Proposes one mapping for all tables, ledgers and lists of connections, from headings and contents.
/// `sheet` restricts the ledger to one sheet, as in make_ledger.
[[nodiscard]] GuessResult guess_mapping(const std::vector<Table>& tables, const std::string& sheet);

/// Whether a table has the headings of a list of connections: from and to.
[[nodiscard]] bool looks_like_connections(const Table& table);

}  // namespace hakyu::models::import
