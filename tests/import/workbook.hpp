// Small workbooks for tests, made part by part.
#pragma once

#include <map>
#include <string>

namespace hakyu::tests {

/// A zip archive of the parts.
[[nodiscard]] std::string zip_of(const std::map<std::string, std::string>& parts);

/// A workbook with one sheet 台帳 of this content of <worksheet>; style 1 is a date.
[[nodiscard]] std::map<std::string, std::string> workbook_parts(const std::string& sheet,
                                                                const std::string& properties = "");

}  // namespace hakyu::tests
