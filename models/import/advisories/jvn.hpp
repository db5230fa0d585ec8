// What the readers of MyJVN's two generations share. Internal to advisories/.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "models/import/advisories/record.hpp"

namespace hakyu::models::advisories {

/// Category by the verb in brackets with which a solution begins, "" if it has none that is known.
[[nodiscard]] std::string solution_kind(const std::string& text);
/// A solution may have several parts, each beginning with a verb in brackets.
[[nodiscard]] std::vector<std::string> solution_parts(const std::string& text);
/// Numbers of the form CVE-… in a text, in order.
[[nodiscard]] std::vector<std::string> cves_in(std::string_view text);
[[nodiscard]] Reading read_jvn_json(const std::string& file, std::string_view bytes);

}  // namespace hakyu::models::advisories
