// Finds the headings of a table.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "models/import/mapping.hpp"

namespace hakyu::models::import {

struct Column {
  std::uint32_t number = 0;  ///< 1-based
  std::string heading;       ///< as written, on one line
  Field field = Field::ignore;
};

struct Header {
  std::size_t row = 0;    ///< index into Table::rows
  std::size_t below = 0;  ///< index of the first row below
  std::vector<Column> columns;
  std::vector<std::string> unused;
  std::size_t matched = 0;
};

/// The row (among the first 50, or `stated`) with the most headings of `known`; none if less than two fit.
[[nodiscard]] std::optional<Header> find_header(const Table& table, const std::map<std::string, Field>& known,
                                                std::uint32_t stated, std::uint32_t rows);

/// A heading on one line, as people see it.
[[nodiscard]] std::string one_line(const std::string& text);

}  // namespace hakyu::models::import
