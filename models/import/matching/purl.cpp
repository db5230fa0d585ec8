#include "models/import/matching/purl.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "models/import/matching/characters.hpp"

namespace hakyu::models::matching {

namespace {

constexpr std::size_t longest_purl = 2000;

void to_lower(std::string& text) {
  for (char& c : text) c = lower(c);
}

std::string encoded(std::string_view text, std::string_view bare = {}) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    if (is_letter(c) || is_digit(c) || std::string_view(".-_~:").find(c) != std::string_view::npos ||
        bare.find(c) != std::string_view::npos) {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += '%';
      out += digits[byte >> 4U];
      out += digits[byte & 15U];
    }
  }
  return out;
}

/// The decoded segments of a path joined by "/"; empty ones are left out, and "." and ".." if told to.
std::string path(std::string_view text, bool without_dots) {
  std::string out;
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t to = std::min(text.find('/', from), text.size());
    const std::string segment = percent_decoded(text.substr(from, to - from));
    from = to + 1;
    if (segment.empty() || (without_dots && (segment == "." || segment == ".."))) continue;
    out += (out.empty() ? "" : "/") + segment;
  }
  return out;
}

bool read_qualifiers(std::string_view text, std::map<std::string, std::string>& out) {
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t to = std::min(text.find('&', from), text.size());
    const std::string_view pair = text.substr(from, to - from);
    from = to + 1;
    const std::size_t equals = pair.find('=');
    if (equals == std::string_view::npos) return false;
    std::string key(pair.substr(0, equals));
    to_lower(key);
    const bool good = !key.empty() && !is_digit(key[0]) && std::all_of(key.begin(), key.end(), [](char c) {
      return is_letter(c) || is_digit(c) || c == '.' || c == '-' || c == '_';
    });
    std::string value = percent_decoded(pair.substr(equals + 1));
    if (!good) return false;
    if (!value.empty() && !out.emplace(std::move(key), std::move(value)).second) return false;
  }
  return true;
}

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

/// The rules of the types (their definitions at packageurl.org).
void normalise(Purl& p) {
  if (is_one_of(p.type, {"alpm", "apk", "bitbucket", "bitnami", "brew", "composer", "deb", "github", "hex",
                         "luarocks", "qpkg", "rpm", "vscode-extension", "yocto"}))
    to_lower(p.space);
  if (is_one_of(p.type, {"alpm", "apk", "bitbucket", "bitnami", "brew", "chrome-extension", "composer", "deb",
                         "github", "hex", "luarocks", "oci", "otp", "pub", "pypi", "vscode-extension"}))
    to_lower(p.name);
  if (is_one_of(p.type, {"huggingface", "oci", "vscode-extension", "pypi"})) to_lower(p.version);
  if (p.type == "pypi") std::replace(p.name.begin(), p.name.end(), '_', '-');
  if (p.type == "pub")
    for (char& c : p.name)
      if (!is_letter(c) && !is_digit(c)) c = '_';
  const auto repository = p.qualifiers.find("repository_url");
  const bool databricks =
      repository != p.qualifiers.end() && repository->second.find("databricks") != std::string::npos;
  if (p.type == "mlflow" && databricks) to_lower(p.name);
}

}  // namespace

std::optional<Purl> read_purl(std::string_view text) {
  if (text.size() > longest_purl || !text.starts_with("pkg:")) return std::nullopt;
  text.remove_prefix(4);
  while (text.starts_with('/')) text.remove_prefix(1);
  Purl purl;
  if (const auto at = text.find('#'); at != std::string_view::npos) {
    purl.subpath = path(text.substr(at + 1), true);
    text = text.substr(0, at);
  }
  if (const auto at = text.find('?'); at != std::string_view::npos) {
    if (!read_qualifiers(text.substr(at + 1), purl.qualifiers)) return std::nullopt;
    text = text.substr(0, at);
  }
  const auto slash = text.find('/');
  if (slash == std::string_view::npos || slash == 0 || is_digit(text[0])) return std::nullopt;
  purl.type = text.substr(0, slash);
  if (!std::all_of(purl.type.begin(), purl.type.end(),
                   [](char c) { return is_letter(c) || is_digit(c) || c == '.' || c == '-'; }))
    return std::nullopt;
  to_lower(purl.type);
  text.remove_prefix(slash + 1);
  while (text.ends_with('/')) text.remove_suffix(1);
  // An "@" before the last "/" belongs to the namespace (npm scopes).
  const auto at = text.rfind('@');
  const auto last = text.rfind('/');
  if (at != std::string_view::npos && at != 0 && (last == std::string_view::npos || at > last)) {
    purl.version = percent_decoded(text.substr(at + 1));
    text = text.substr(0, at);
  }
  const auto name_from = text.rfind('/');
  purl.name = percent_decoded(name_from == std::string_view::npos ? text : text.substr(name_from + 1));
  if (name_from != std::string_view::npos) purl.space = path(text.substr(0, name_from), false);
  if (purl.name.empty() || purl.name[0] == '@') return std::nullopt;
  normalise(purl);
  return purl;
}

std::string to_string(const Purl& purl) {
  std::string out = "pkg:" + purl.type + "/";
  if (!purl.space.empty()) out += encoded(purl.space, "/") + "/";
  out += encoded(purl.name);
  if (!purl.version.empty()) out += "@" + encoded(purl.version);
  char before = '?';
  for (const auto& [key, value] : purl.qualifiers) {
    out += before + key + "=" + encoded(value);
    before = '&';
  }
  if (!purl.subpath.empty()) out += "#" + encoded(purl.subpath, "/");
  return out;
}

}  // namespace hakyu::models::matching
