// What the readers share. Internal to advisories/.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "models/import/advisories/record.hpp"

namespace pugi {
class xml_document;
class xml_node;
}  // namespace pugi

namespace hakyu::models::advisories {

using Json = nlohmann::json;

/// An error at a byte of the text; gives line and column.
[[nodiscard]] Diagnostic problem_at(const std::string& file, std::string_view bytes, std::size_t offset,
                                    std::string_view code, const std::string& found,
                                    std::string expected = {});
/// An error at a JSON pointer.
[[nodiscard]] Diagnostic problem(const std::string& file, std::string pointer, std::string_view code,
                                 const std::string& found, std::string expected = {});

/// The error that the text stops before it is complete.
[[nodiscard]] Diagnostic cut_off(const std::string& file, std::string_view bytes);

/// Parses UTF-8 JSON, with or without a byte order mark. A key that is given twice is an error, as the last
/// would silently win. Problems are added to `diagnostics`.
[[nodiscard]] std::optional<Json> parse_json(const std::string& file, std::string_view bytes,
                                             Diagnostics& diagnostics);
/// Whether the bytes are UTF-8 within the limit; else a problem is added.
[[nodiscard]] bool is_text(const std::string& file, std::string_view bytes, std::size_t limit,
                           Diagnostics& diagnostics);

/// The string under `key`, "" if there is none.
[[nodiscard]] std::string text_of(const Json& object, const char* key);
/// The list under `key`, an empty one if there is none.
[[nodiscard]] const Json& list_of(const Json& object, const char* key);
/// The object under `key`, an empty one if there is none.
[[nodiscard]] const Json& object_of(const Json& object, const char* key);

/// The same, but what is there and of another type is an error: read as nothing it would say that nothing is
/// affected. null is nothing.
[[nodiscard]] const Json& checked_list(const Json& object, const char* key, const std::string& file,
                                       const std::string& pointer, Diagnostics& diagnostics);
[[nodiscard]] const Json& checked_object(const Json& object, const char* key, const std::string& file,
                                         const std::string& pointer, Diagnostics& diagnostics);

/// The day of "2024-02-09…".
[[nodiscard]] std::optional<Date> day_of(std::string_view text);

/// Adds a valid CVSS vector in canonical form; others are told as warnings.
void add_vector(Vulnerability& vulnerability, const std::string& vector, const std::string& file,
                const std::string& pointer, Diagnostics& diagnostics);

/// `text` without blanks around it (also ideographic ones).
[[nodiscard]] std::string trimmed(std::string_view text);

/// Adds the strings of a list.
void append(const Json& list, std::vector<std::string>& into);

/// Parses UTF-8 XML of at most 64 MiB. A document type declaration is an error, as it could define entities
/// without bound; one without a list in brackets ("<!DOCTYPE nmaprun>") defines nothing and may be
/// allowed.
[[nodiscard]] bool parse_xml(const std::string& file, std::string_view bytes, bool bare_doctype,
                             pugi::xml_document& document, Diagnostics& diagnostics);
/// The text of the element at `path` below `node`, without blanks around it; "" if there is none.
[[nodiscard]] std::string inner(const pugi::xml_node& node, const char* path);

/// Vendor, product and version (5th to 7th field) of a CPE 2.3 name, without escapes; "" where missing.
struct CpeName {
  std::string vendor, product, version;
};
[[nodiscard]] CpeName cpe_name(std::string_view cpe);

/// Bounds of a range of versions; empty where there is none.
struct Bounds {
  std::string from;
  bool from_included = true;
  std::string to;
  bool to_included = false;
};
/// A version in the notation of vers: characters with a meaning there are written as %XX.
[[nodiscard]] std::string coded_version(std::string_view version);
/// "vers:generic/>=1.0|<2.0", "vers:generic/*" without bounds. `type` tells how versions are ordered: deb,
/// rpm, semver.
[[nodiscard]] std::string vers(const Bounds& bounds, std::string_view type = "generic");

/// One CSAF document that is parsed already; problems are added.
[[nodiscard]] Advisory csaf_document(const std::string& file, const Json& root, Diagnostics& diagnostics);
/// MyJVN 4.0: the versions are in an extension beside the product tree.
void apply_jvn_extension(const Json& extension, Advisory& advisory);

/// A list of one.
[[nodiscard]] std::vector<Advisory> one(Advisory advisory);
/// The result of a reader: nothing if there are errors.
[[nodiscard]] Reading finish(std::vector<Advisory> advisories, Diagnostics diagnostics);

}  // namespace hakyu::models::advisories
