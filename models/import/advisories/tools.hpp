// What the readers share. Internal to advisories/.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "models/import/advisories/record.hpp"

namespace hakyu::models::advisories {

using Json = nlohmann::json;

/// An error at a byte of the text; gives line and column.
[[nodiscard]] Diagnostic problem_at(const std::string& file, std::string_view bytes, std::size_t offset,
                                    std::string_view code, const std::string& found,
                                    std::string expected = {});
/// An error at a JSON pointer.
[[nodiscard]] Diagnostic problem(const std::string& file, std::string pointer, std::string_view code,
                                 const std::string& found, std::string expected = {});

/// Parses UTF-8 JSON, with or without a byte order mark; problems are added to `diagnostics`.
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

/// The day of "2024-02-09…".
[[nodiscard]] std::optional<Date> day_of(std::string_view text);

/// Adds a valid CVSS vector in canonical form; others are told as warnings.
void add_vector(Vulnerability& vulnerability, const std::string& vector, const std::string& file,
                const std::string& pointer, Diagnostics& diagnostics);

/// `text` without blanks around it (also ideographic ones).
[[nodiscard]] std::string trimmed(std::string_view text);

/// The result of a reader: nothing of the advisory if there are errors.
[[nodiscard]] Reading finish(Advisory advisory, Diagnostics diagnostics);

}  // namespace hakyu::models::advisories
