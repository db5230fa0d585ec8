// CSV (RFC 4180, with the delimiters that spreadsheets write).
#pragma once

#include "models/import/table.hpp"

namespace hakyu::models::import {

/// Decodes, finds out the delimiter (comma, tab or semicolon) and reads all records.
[[nodiscard]] TableResult read_csv(const std::string& file, std::string_view bytes, std::string_view encoding,
                                   const TableLimits& limits);

}  // namespace hakyu::models::import
