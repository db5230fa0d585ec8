#include "models/import/matching/cpe.hpp"

#include <algorithm>
#include <vector>

#include "models/import/matching/characters.hpp"

namespace hakyu::models::matching {

namespace {

using Kind = CpeValue::Kind;

constexpr std::size_t longest_name = 1000;

void append_literal(std::string& out, char c) {
  c = lower(c);
  // Characters beyond ASCII are not allowed in names; they stay as they are, so that they can be compared.
  const bool bare =
      is_alphanumeric(c) || c == '_' || c == '-' || c == '.' || static_cast<unsigned char>(c) >= 0x80;
  if (!bare) out += '\\';
  out += c;
}

/// A value in three: wildcards, what is between, wildcards.
struct Pattern {
  std::string_view front, core, back;
};

Pattern pattern_of(std::string_view text) {
  std::size_t begin = 0;
  if (text.starts_with('*'))
    begin = 1;
  else
    while (begin < text.size() && text[begin] == '?') ++begin;
  const auto is_wild = [&](std::size_t at, char c) {
    std::size_t slashes = 0;
    while (slashes < at && text[at - slashes - 1] == '\\') ++slashes;
    return text[at] == c && slashes % 2 == 0;
  };
  std::size_t end = text.size();
  if (end > begin && is_wild(end - 1, '*'))
    --end;
  else
    while (end > begin && is_wild(end - 1, '?')) --end;
  return {text.substr(0, begin), text.substr(begin, end - begin), text.substr(end)};
}

bool has_wildcards(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\')
      ++i;
    else if (text[i] == '*' || text[i] == '?')
      return true;
  }
  return false;
}

/// Wildcards may only stand at the ends: one `*` or several `?` (NISTIR 7695 §5.3.2).
bool wildcards_stand_right(std::string_view text) {
  const Pattern pattern = pattern_of(text);
  const bool nothing_else = pattern.core.empty() && text.find('*') != std::string_view::npos;
  return !nothing_else && !has_wildcards(pattern.core);
}

/// A component of a formatted string.
std::optional<CpeValue> formatted_value(std::string_view component) {
  if (component.empty() || component == "*") return CpeValue{};
  if (component == "-") return CpeValue{Kind::not_applicable, {}};
  CpeValue value{Kind::text, {}};
  for (std::size_t i = 0; i < component.size(); ++i) {
    const char c = component[i];
    if (c == '\\') {
      if (++i == component.size()) return std::nullopt;
      append_literal(value.text, component[i]);
    } else if (const int byte = percent_byte(component, i); byte >= 0x20) {
      append_literal(value.text, static_cast<char>(byte));
      i += 2;
    } else if (c == '*' || c == '?') {
      value.text += c;
    } else {
      append_literal(value.text, c);
    }
  }
  if (!wildcards_stand_right(value.text)) return std::nullopt;
  return value;
}

/// A component of a URI.
std::optional<CpeValue> uri_value(std::string_view component) {
  if (component.empty()) return CpeValue{};
  if (component == "-") return CpeValue{Kind::not_applicable, {}};
  CpeValue value{Kind::text, {}};
  for (std::size_t i = 0; i < component.size(); ++i) {
    const int byte = percent_byte(component, i);
    if (component[i] == '%' && (byte <= 0 || (byte > 2 && byte < 0x20))) return std::nullopt;
    if (byte >= 0) i += 2;
    if (byte == 1 || byte == 2)
      value.text += byte == 1 ? '?' : '*';
    else
      append_literal(value.text, byte >= 0 ? static_cast<char>(byte) : component[i]);
  }
  if (value.text == "*") return CpeValue{};
  if (!wildcards_stand_right(value.text)) return std::nullopt;
  return value;
}

/// Splits at `separator` where no backslash stands before it.
std::vector<std::string_view> split(std::string_view text, char separator, bool escapes) {
  std::vector<std::string_view> parts;
  std::size_t from = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (escapes && text[i] == '\\') {
      ++i;
    } else if (text[i] == separator) {
      parts.push_back(text.substr(from, i - from));
      from = i + 1;
    }
  }
  parts.push_back(text.substr(from));
  return parts;
}

template <class Read>
bool assign(Cpe& cpe, std::size_t attribute, std::string_view component, const Read& read) {
  auto value = read(component);
  if (!value) return false;
  cpe.values[attribute] = *std::move(value);
  return true;
}

std::optional<Cpe> read_formatted(std::string_view text) {
  const auto parts = split(text, ':', true);
  if (parts.size() > cpe_attributes) return std::nullopt;
  Cpe cpe;
  for (std::size_t i = 0; i < parts.size(); ++i)
    if (!assign(cpe, i, parts[i], formatted_value)) return std::nullopt;
  return cpe;
}

std::optional<Cpe> read_uri(std::string_view text) {
  constexpr auto edition = static_cast<std::size_t>(CpeAttribute::edition);
  const auto parts = split(text, ':', false);
  if (parts.size() > 7) return std::nullopt;
  Cpe cpe;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i != edition || !parts[i].starts_with('~')) {
      if (!assign(cpe, i, parts[i], uri_value)) return std::nullopt;
      continue;
    }
    // "~edition~sw_edition~target_sw~target_hw~other"
    const auto packed = split(parts[i].substr(1), '~', false);
    if (packed.size() > 5) return std::nullopt;
    for (std::size_t p = 0; p < packed.size(); ++p)
      if (!assign(cpe, p == 0 ? edition : edition + 1 + p, packed[p], uri_value)) return std::nullopt;
  }
  return cpe;
}

/// Number of characters; an escaped one is one.
std::size_t length(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++i, ++count)
    if (text[i] == '\\') ++i;
  return count;
}

/// Whether `text`, free of wildcards, is what `value` describes: `*` any number of characters, each `?` one
/// or none (NISTIR 7696 §6.3).
bool matches(std::string_view value, std::string_view text) {
  const Pattern pattern = pattern_of(value);
  const auto allowed = [](std::string_view wild, std::size_t count) {
    return wild == "*" || count <= wild.size();
  };
  for (std::size_t at = 0; at + pattern.core.size() <= text.size(); at += text[at] == '\\' ? 2 : 1) {
    if (text.substr(at, pattern.core.size()) == pattern.core &&
        allowed(pattern.front, length(text.substr(0, at))) &&
        allowed(pattern.back, length(text.substr(at + pattern.core.size()))))
      return true;
    if (at == text.size()) break;
  }
  return false;
}

}  // namespace

bool CpeValue::has_wildcard() const { return has_wildcards(text); }

std::string CpeValue::plain() const {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\' && i + 1 < text.size()) ++i;
    out += text[i];
  }
  return out;
}

std::optional<Cpe> read_cpe(std::string_view text) {
  if (text.size() > longest_name) return std::nullopt;
  std::string head(text.substr(0, 8));
  std::transform(head.begin(), head.end(), head.begin(), lower);
  std::optional<Cpe> cpe;
  if (head.starts_with("cpe:2.3:"))
    cpe = read_formatted(text.substr(8));
  else if (head.starts_with("cpe:/"))
    cpe = read_uri(text.substr(5));
  if (!cpe) return std::nullopt;
  const CpeValue& part = (*cpe)[CpeAttribute::part];
  const bool known = part.is_any() || part.text == "a" || part.text == "o" || part.text == "h";
  return known ? cpe : std::nullopt;
}

std::string to_string(const Cpe& cpe) {
  std::string out = "cpe:2.3";
  for (const CpeValue& value : cpe.values) {
    out += ':';
    if (value.kind == Kind::any) out += '*';
    if (value.kind == Kind::not_applicable) out += '-';
    // A text of a single "-" must not become NA.
    if (value.kind == Kind::text) out += value.text == "-" ? "\\-" : value.text;
  }
  return out;
}

Relation compare(const CpeValue& source, const CpeValue& target) {
  if (target.has_wildcard()) return source == target ? Relation::equal : Relation::undefined;
  if (source == target) return Relation::equal;
  if (source.is_any()) return Relation::superset;
  if (target.is_any()) return Relation::subset;
  if (!source.is_text() || !target.is_text()) return Relation::disjoint;
  if (!source.has_wildcard()) return Relation::disjoint;
  return matches(source.text, target.text) ? Relation::superset : Relation::disjoint;
}

Relation compare(const Cpe& source, const Cpe& target) {
  bool subset = true;
  bool superset = true;
  bool undefined = false;
  for (std::size_t i = 0; i < cpe_attributes; ++i) {
    const Relation each = compare(source.values[i], target.values[i]);
    if (each == Relation::disjoint) return Relation::disjoint;
    undefined = undefined || each == Relation::undefined;
    subset = subset && (each == Relation::subset || each == Relation::equal);
    superset = superset && (each == Relation::superset || each == Relation::equal);
  }
  if (undefined) return Relation::undefined;
  if (subset && superset) return Relation::equal;
  if (subset) return Relation::subset;
  return superset ? Relation::superset : Relation::undefined;
}

}  // namespace hakyu::models::matching
