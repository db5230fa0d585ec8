// Common Platform Enumeration: names of products and how they compare.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hakyu::models::matching {

/// The attributes of a well-formed name, in the order of the formatted string (NISTIR 7695 §5.2).
enum class CpeAttribute : std::uint8_t {
  part,
  vendor,
  product,
  version,
  update,
  edition,
  language,
  software_edition,
  target_software,
  target_hardware,
  other
};
inline constexpr std::size_t cpe_attributes = 11;

/// A value: ANY (no restriction), NA (not applicable), or a text.
struct CpeValue {
  enum class Kind : std::uint8_t { any, not_applicable, text };
  Kind kind = Kind::any;
  /// As in a formatted string: lower case; `\` before every character but letters, digits, `_`, `-`, `.`;
  /// an unescaped `*` or `?` is a wildcard.
  std::string text;

  [[nodiscard]] bool is_any() const { return kind == Kind::any; }
  [[nodiscard]] bool is_text() const { return kind == Kind::text; }
  [[nodiscard]] bool has_wildcard() const;
  /// The text without escapes: what a person reads. "" for ANY and NA.
  [[nodiscard]] std::string plain() const;
  friend bool operator==(const CpeValue&, const CpeValue&) = default;
};

struct Cpe {
  std::array<CpeValue, cpe_attributes> values;

  [[nodiscard]] const CpeValue& operator[](CpeAttribute a) const {
    return values[static_cast<std::size_t>(a)];
  }
  [[nodiscard]] CpeValue& operator[](CpeAttribute a) { return values[static_cast<std::size_t>(a)]; }
  friend bool operator==(const Cpe&, const Cpe&) = default;
};

/// Reads a formatted string (`cpe:2.3:a:…`, NISTIR 7695 §6.2) or a URI (`cpe:/a:…`, §6.1, with packed
/// editions and %01, %02). Fewer components than eleven are taken as ANY for the rest; characters that the
/// standard wants escaped and catalogues do not escape are taken literally, `%28` in a formatted string as
/// the character. Nothing for what is no name: another prefix, more components, a part that is none of
/// a, o, h, a wildcard in the middle of a value. Complexity: linear. Names of over 1,000 bytes are refused.
[[nodiscard]] std::optional<Cpe> read_cpe(std::string_view text);

/// The formatted string with all eleven components (§6.2.2).
[[nodiscard]] std::string to_string(const Cpe& cpe);

/// Set relation of two values or names (NISTIR 7696 §6). undefined: the target has wildcards.
enum class Relation : std::uint8_t { disjoint, subset, superset, equal, undefined };

/// Table 6-2: how the source's value relates to the target's.
[[nodiscard]] Relation compare(const CpeValue& source, const CpeValue& target);

/// §6.2: disjoint if one pair of values is; else equal, subset or superset if all are that or equal; else
/// undefined (they overlap, or nothing can be said).
[[nodiscard]] Relation compare(const Cpe& source, const Cpe& target);

}  // namespace hakyu::models::matching
