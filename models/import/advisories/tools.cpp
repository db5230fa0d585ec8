#include "models/import/advisories/tools.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <set>

#include "models/diagnostic_codes.hpp"
#include "models/import/scores/cvss.hpp"
#include "models/read/encoding.hpp"
#include "models/read/report.hpp"
#include "models/read/tree.hpp"

namespace hakyu::models::advisories {

Diagnostic problem_at(const std::string& file, std::string_view bytes, std::size_t offset,
                      std::string_view code, const std::string& found, std::string expected) {
  Diagnostic d;
  d.code = code;
  d.file = file;
  d.line = 1;
  d.column = 1;
  for (const char c : bytes.substr(0, offset)) {
    if (c == '\n') {
      ++d.line;
      d.column = 1;
    } else if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) {
      ++d.column;
    }
  }
  d.found = reading::shortened(found);
  d.expected = std::move(expected);
  return d;
}

Diagnostic problem(const std::string& file, std::string pointer, std::string_view code,
                   const std::string& found, std::string expected) {
  Diagnostic d;
  d.code = code;
  d.file = file;
  d.pointer = std::move(pointer);
  d.found = reading::shortened(found);
  d.expected = std::move(expected);
  return d;
}

Diagnostic cut_off(const std::string& file, std::string_view bytes) {
  return problem_at(file, bytes, bytes.size(), codes::ends_early, {});
}

namespace {

/// Whether this is the beginning of a character of UTF-8 whose rest is missing.
bool half_character(std::string_view rest) {
  const auto lead = static_cast<unsigned char>(rest.front());
  const std::size_t length = lead > 0xF4U ? 1 : lead >= 0xF0U ? 4 : lead >= 0xE0U ? 3 : lead >= 0xC2U ? 2 : 1;
  return rest.size() < length && std::all_of(rest.begin() + 1, rest.end(), [](char c) {
           return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
         });
}

}  // namespace

bool is_text(const std::string& file, std::string_view bytes, std::size_t limit, Diagnostics& diagnostics) {
  if (bytes.size() > limit) {
    diagnostics.push_back(problem(file, {}, models::codes::too_large, std::to_string(bytes.size()),
                                  "<= " + std::to_string(limit)));
    return false;
  }
  const auto wrong = reading::first_invalid_utf8(bytes);
  if (!wrong) return true;
  if (half_character(bytes.substr(*wrong))) {
    diagnostics.push_back(cut_off(file, bytes));
    return false;
  }
  const std::string found = fmt::format("0x{:02X} @ {}", static_cast<unsigned char>(bytes[*wrong]), *wrong);
  Diagnostic d = problem_at(file, bytes, *wrong, models::codes::not_utf8, found, "UTF-8");
  d.suggestion = reading::guess_encoding(bytes);
  diagnostics.push_back(std::move(d));
  return false;
}

namespace {

/// Nesting is bounded before parsing, so that no later walk can exhaust the stack.
std::optional<std::size_t> too_deep(std::string_view bytes) {
  std::size_t depth = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const char c = bytes[i];
    if (quoted) {
      if (c == '\\') ++i;
      if (c == '"') quoted = false;
    } else if (c == '"') {
      quoted = true;
    } else if (c == '{' || c == '[') {
      if (++depth > 200) return i;
    } else if ((c == '}' || c == ']') && depth > 0) {
      --depth;
    }
  }
  return std::nullopt;
}

}  // namespace

namespace {

std::size_t members(const Json& json) {
  std::size_t count = json.is_object() ? json.size() : 0;
  if (json.is_structured())
    for (const Json& each : json) count += members(each);
  return count;
}

/// Colons outside of strings.
std::size_t written_members(std::string_view bytes) {
  std::size_t count = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const char c = bytes[i];
    if (quoted && c == '\\')
      ++i;
    else if (c == '"')
      quoted = !quoted;
    else if (!quoted && c == ':')
      ++count;
  }
  return count;
}

/// The first key that an object has twice.
std::string repeated_key(std::string_view bytes) {
  std::vector<std::set<std::string>> open;
  std::string found;
  [[maybe_unused]] const Json whole = Json::parse(bytes, [&](int, Json::parse_event_t event, Json& parsed) {
    if (event == Json::parse_event_t::object_start) open.emplace_back();
    if (event == Json::parse_event_t::object_end) open.pop_back();
    if (event == Json::parse_event_t::key && !open.back().insert(parsed.get<std::string>()).second &&
        found.empty())
      found = parsed.get<std::string>();
    return true;
  });
  return found;
}

const Json& checked(const Json& found, const Json& whole, const char* key, const std::string& file,
                    const std::string& pointer, Diagnostics& diagnostics) {
  const auto there = whole.is_object() ? whole.find(key) : whole.end();
  if (whole.is_object() && there != whole.end() && !there->is_null() && there->type() != found.type())
    diagnostics.push_back(
        problem(file, pointer + "/" + key, models::codes::wrong_type, there->type_name(), found.type_name()));
  return found;
}

}  // namespace

const Json& checked_list(const Json& object, const char* key, const std::string& file,
                         const std::string& pointer, Diagnostics& diagnostics) {
  return checked(list_of(object, key), object, key, file, pointer, diagnostics);
}

const Json& checked_object(const Json& object, const char* key, const std::string& file,
                           const std::string& pointer, Diagnostics& diagnostics) {
  return checked(object_of(object, key), object, key, file, pointer, diagnostics);
}

std::optional<Json> parse_json(const std::string& file, std::string_view bytes, Diagnostics& diagnostics) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (!is_text(file, bytes, reading::document_limit, diagnostics)) return std::nullopt;
  if (const auto deep = too_deep(bytes)) {
    diagnostics.push_back(problem_at(file, bytes, *deep, models::codes::too_deep, "> 200", "<= 200"));
    return std::nullopt;
  }
  try {
    std::optional<Json> json = Json::parse(bytes);
    // Only counted, because asking for every key takes several times as long.
    if (members(*json) == written_members(bytes)) return json;
    diagnostics.push_back(problem(file, {}, codes::repeated_key, repeated_key(bytes)));
  } catch (const Json::parse_error& error) {
    const std::size_t at = error.byte > 0 ? std::min<std::size_t>(error.byte - 1, bytes.size()) : 0;
    diagnostics.push_back(at == bytes.size() ? cut_off(file, bytes)
                                             : problem_at(file, bytes, at, models::codes::syntax,
                                                          std::string(bytes.substr(at, 20)), "JSON"));
  } catch (const Json::out_of_range&) {
    diagnostics.push_back(problem(file, {}, models::codes::number_overflow, {}));
  }
  return std::nullopt;
}

std::string text_of(const Json& object, const char* key) {
  if (!object.is_object()) return {};
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

const Json& list_of(const Json& object, const char* key) {
  static const Json none = Json::array();
  if (!object.is_object()) return none;
  const auto found = object.find(key);
  return found != object.end() && found->is_array() ? *found : none;
}

const Json& object_of(const Json& object, const char* key) {
  static const Json none = Json::object();
  if (!object.is_object()) return none;
  const auto found = object.find(key);
  return found != object.end() && found->is_object() ? *found : none;
}

std::optional<Date> day_of(std::string_view text) {
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  if (text.size() < 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto number = [&](std::size_t from, std::size_t count, auto& into) {
    const char* end = text.data() + from + count;
    return std::from_chars(text.data() + from, end, into).ptr == end;
  };
  if (!number(0, 4, year) || !number(5, 2, month) || !number(8, 2, day)) return std::nullopt;
  const Date date{std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
  return date.ok() && year > 0 ? std::optional(date) : std::nullopt;
}

void add_vector(Vulnerability& vulnerability, const std::string& vector, const std::string& file,
                const std::string& pointer, Diagnostics& diagnostics) {
  if (vector.empty()) return;
  const auto parsed = scores::parse_cvss(vector);
  if (const auto* error = std::get_if<scores::CvssError>(&parsed)) {
    Diagnostic d = problem(file, pointer, models::codes::out_of_range, vector, "CVSS: " + error->expected);
    d.severity = Severity::warning;
    diagnostics.push_back(std::move(d));
    return;
  }
  std::string text = to_string(std::get<scores::CvssVector>(parsed));
  auto& all = vulnerability.cvss;
  if (std::find(all.begin(), all.end(), text) == all.end()) all.push_back(std::move(text));
}

std::string trimmed(std::string_view text) {
  constexpr std::string_view wide = "\xE3\x80\x80";
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
  for (bool again = true; again;) {
    again = false;
    if (!text.empty() && blank(text.front())) text.remove_prefix(1), again = true;
    if (!text.empty() && blank(text.back())) text.remove_suffix(1), again = true;
    if (text.starts_with(wide)) text.remove_prefix(3), again = true;
    if (text.ends_with(wide)) text.remove_suffix(3), again = true;
  }
  return std::string(text);
}

void append(const Json& list, std::vector<std::string>& into) {
  for (const Json& each : list)
    if (each.is_string()) into.push_back(each.get<std::string>());
}

CpeName cpe_name(std::string_view cpe) {
  std::vector<std::string> fields(1);
  for (std::size_t i = 0; i < cpe.size(); ++i) {
    if (cpe[i] == ':') {
      fields.emplace_back();
    } else {
      if (cpe[i] == '\\' && i + 1 < cpe.size()) ++i;
      fields.back() += cpe[i];
    }
  }
  fields.resize(std::max<std::size_t>(fields.size(), 6));
  const std::size_t vendor = cpe.starts_with("cpe:/") ? 2 : 3;
  return {fields[vendor], fields[vendor + 1], fields[vendor + 2]};
}

std::string coded_version(std::string_view version) {
  std::string text;
  for (const char c : version) {
    if (std::string_view("|,<>=!*%").find(c) == std::string_view::npos)
      text += c;
    else
      text += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return text;
}

std::string vers(const Bounds& bounds, std::string_view type) {
  std::string text = "vers:" + std::string(type) + "/";
  if (!bounds.from.empty()) text += (bounds.from_included ? ">=" : ">") + coded_version(bounds.from);
  if (!bounds.from.empty() && !bounds.to.empty()) text += "|";
  if (!bounds.to.empty()) text += (bounds.to_included ? "<=" : "<") + coded_version(bounds.to);
  return bounds.from.empty() && bounds.to.empty() ? text + "*" : text;
}

std::vector<Advisory> one(Advisory advisory) {
  std::vector<Advisory> list;
  list.push_back(std::move(advisory));
  return list;
}

Reading finish(std::vector<Advisory> advisories, Diagnostics diagnostics) {
  if (has_errors(diagnostics)) return {{}, std::move(diagnostics)};
  return {std::move(advisories), std::move(diagnostics)};
}

}  // namespace hakyu::models::advisories
