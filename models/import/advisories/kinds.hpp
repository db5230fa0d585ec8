// The kinds of files that can be imported, and how to tell them apart.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "models/import/advisories/record.hpp"

namespace hakyu::models::advisories {

struct Kind {
  std::string_view name;  ///< as on the command line
  Reading (*read)(const std::string& file, std::string_view bytes);
};

/// All kinds, in the order of the command's help.
[[nodiscard]] std::span<const Kind> kinds();
/// The kind of that name, or a null pointer.
[[nodiscard]] const Kind* kind_named(std::string_view name);

/// What a file looks like, by its first bytes (64 KiB are enough): the name of a kind, "rolie" for a list of
/// advisories, "zip" for an archive, "html" for a page of the web, "" if nothing is recognised.
[[nodiscard]] std::string_view recognised(std::string_view beginning);

}  // namespace hakyu::models::advisories
