// Names as ledgers write them: with the version in the same cell, glued or shortened.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace hakyu::models::matching {

/// A name with a version behind it.
struct NamedVersion {
  std::string name, version;
  bool dotted = false;  ///< "14.9"; else a whole number, which may as well belong to the name
};

/// Takes a version off the end of a name: "PostgreSQL 14", "vSphere 8.0", "PostgreSQL14.9", "Vue PACS
/// Ver.12.2". None: "FortiGate-60F", "CR-IR357", "Windows Server 2019". Complexity: linear.
[[nodiscard]] std::optional<NamedVersion> trailing_version(std::string_view name);

/// The same of an advisory's product: "IntelliSpace Portal 8.0.x", "CSCS 1.X", "Vue PACS 12.2". A whole
/// number alone is none.
[[nodiscard]] std::optional<NamedVersion> version_in_product(std::string_view name);

}  // namespace hakyu::models::matching
