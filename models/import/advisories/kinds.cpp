#include "models/import/advisories/kinds.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <set>

namespace hakyu::models::advisories {

namespace {

constexpr std::array all{Kind{"csaf", read_csaf}, Kind{"jvn", read_jvn},
                         Kind{"nvd", read_nvd},   Kind{"kev", read_kev},
                         Kind{"epss", read_epss}, Kind{"osv", read_osv},
                         Kind{"msrc", read_msrc}, Kind{"cyclonedx", read_cyclonedx},
                         Kind{"nmap", read_nmap}, Kind{"vuls", read_vuls}};

bool blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

/// Name of the first element of an XML document, "" if there is none yet.
std::string_view root_element(std::string_view text) {
  for (std::size_t at = text.find('<'); at != std::string_view::npos; at = text.find('<', at + 1)) {
    if (text.substr(at).starts_with("<!--")) {
      at = text.find("-->", at);
      if (at == std::string_view::npos) return {};
      continue;
    }
    const std::string_view rest = text.substr(at + 1);
    if (rest.empty() || rest.front() == '?' || rest.front() == '!') continue;
    return rest.substr(0, rest.find_first_of(" \t\r\n>/"));
  }
  return {};
}

/// Keys of the outermost object, or of the first object of the outermost list, as far as the text goes.
std::set<std::string_view> outer_keys(std::string_view text) {
  std::set<std::string_view> keys;
  std::size_t depth = 0, wanted = text.starts_with("[") ? 2 : 1;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '{' || c == '[') ++depth;
    if ((c == '}' || c == ']') && depth > 0) --depth;
    if (c != '"') continue;
    const std::size_t begin = ++i;
    while (i < text.size() && text[i] != '"') i += text[i] == '\\' ? 2 : 1;
    std::size_t after = i + 1;
    while (after < text.size() && blank(text[after])) ++after;
    if (depth == wanted && after < text.size() && text[after] == ':')
      keys.insert(text.substr(begin, i - begin));
  }
  return keys;
}

std::string_view json_kind(std::string_view text) {
  const std::set<std::string_view> keys = outer_keys(text);
  const auto has = [&](std::initializer_list<std::string_view> wanted) {
    return std::all_of(wanted.begin(), wanted.end(),
                       [&](std::string_view key) { return keys.contains(key); });
  };
  if (has({"bomFormat"})) return "cyclonedx";
  if (has({"serverName"})) return "vuls";
  if (has({"catalogVersion"})) return "kev";
  if (has({"resultsPerPage"}) || has({"format", "vulnerabilities"})) return "nvd";
  const bool japanese = text.find("jvndb.jvn.jp") != std::string_view::npos ||
                        text.find("jvn-jp-sdo") != std::string_view::npos;
  if (has({"feed"})) return japanese ? "jvn" : "rolie";
  if (has({"objects", "type"})) return "jvn";
  if (has({"document"}))
    return text.find("myjvn_security_advisory") != std::string_view::npos ? "jvn" : "csaf";
  if (has({"id", "modified"})) return "osv";
  return {};
}

bool is_web_page(std::string_view root) {
  std::string name(root);
  std::transform(name.begin(), name.end(), name.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return name == "html" || name == "head" || name == "body";
}

std::string_view xml_kind(std::string_view text) {
  std::string_view root = root_element(text);
  if (is_web_page(root)) return "html";
  if (root == "rdf:RDF" || root == "VULDEF-Document") return "jvn";
  if (const std::size_t colon = root.find(':'); colon != std::string_view::npos)
    root.remove_prefix(colon + 1);
  if (root == "cvrfdoc") return "msrc";
  return root == "nmaprun" ? "nmap" : "";
}

}  // namespace

std::span<const Kind> kinds() { return all; }

const Kind* kind_named(std::string_view name) {
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const Kind& kind) { return kind.name == name; });
  return found == all.end() ? nullptr : &*found;
}

std::string_view recognised(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  if (text.starts_with("PK\x03\x04")) return "zip";
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  if (text.starts_with("{") || text.starts_with("[")) return json_kind(text);
  if (text.starts_with("<")) return xml_kind(text);
  const std::string_view first = text.substr(0, text.find('\n'));
  if (first.starts_with("#model_version") || first.starts_with("cve,epss")) return "epss";
  return first.find("cveID") != std::string_view::npos ? "kev" : "";
}

}  // namespace hakyu::models::advisories
