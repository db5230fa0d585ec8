// Workbooks of spreadsheets (Office Open XML, ECMA-376): the values as they are stored, nothing is computed.
#pragma once

#include "models/import/table.hpp"

namespace hakyu::models::import {

/// Reads all visible and hidden sheets with cells, in the workbook's order. Formulas count with their stored
/// result; merged cells repeat their first; dates (1900 and 1904) become 2026-12-06. A document type
/// declaration, too much after unpacking, or a damaged part is an error.
[[nodiscard]] TableResult read_xlsx(const std::string& file, std::string_view bytes,
                                    const TableLimits& limits);

}  // namespace hakyu::models::import
