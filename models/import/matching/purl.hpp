// Package URLs (purl): names of software packages.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace hakyu::models::matching {

struct Purl {
  std::string type, space, name, version;
  std::map<std::string, std::string> qualifiers;
  std::string subpath;
  friend bool operator==(const Purl&, const Purl&) = default;
};

/// Reads `pkg:type/namespace/name@version?qualifiers#subpath` (ECMA-427) and brings it into the form its type
/// wants (lower case, "_" as "-" for pypi, …), so that equal packages are equal values. Nothing for what is
/// no purl. Complexity: linear. Texts of over 2,000 bytes are refused.
[[nodiscard]] std::optional<Purl> read_purl(std::string_view text);

/// The canonical text.
[[nodiscard]] std::string to_string(const Purl& purl);

}  // namespace hakyu::models::matching
