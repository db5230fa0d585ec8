// JSON catalogues: KEV, NVD CVE API 2.0, OSV.
#include <nlohmann/json.hpp>

#include "models/diagnostic_codes.hpp"
#include "models/import/advisories/csv.hpp"
#include "models/import/advisories/tools.hpp"

namespace hakyu::models::advisories {

namespace {

std::string at(const char* list, std::size_t i) { return std::string("/") + list + "/" + std::to_string(i); }

void missing(const std::string& file, std::string pointer, const char* key, Diagnostics& diagnostics) {
  diagnostics.push_back(problem(file, std::move(pointer), models::codes::missing_key, {}, key));
}

/// The text of the wanted language in a list of {lang, value}.
std::string in_language(const Json& list, std::string_view language) {
  for (const Json& each : list)
    if (text_of(each, "lang") == language) return trimmed(text_of(each, "value"));
  return {};
}

void nvd_vectors(const Json& metrics, Vulnerability& record, const std::string& file,
                 const std::string& pointer, Diagnostics& diagnostics) {
  for (const char* key : {"cvssMetricV40", "cvssMetricV31", "cvssMetricV30", "cvssMetricV2"})
    for (const Json& metric : list_of(metrics, key))
      add_vector(record, text_of(object_of(metric, "cvssData"), "vectorString"), file, pointer, diagnostics);
}

void osv_record(const Json& json, const std::string& pointer, const std::string& file, Advisory& advisory,
                Diagnostics& diagnostics) {
  Vulnerability record;
  record.id = text_of(json, "id");
  if (record.id.empty()) return missing(file, pointer, "id", diagnostics);
  if (text_of(json, "modified").empty()) return missing(file, pointer, "modified", diagnostics);
  if (json.contains("withdrawn")) return;
  record.title.en = trimmed(text_of(json, "summary"));
  record.published = day_of(text_of(json, "published"));
  record.annotation.source = "OSV " + record.id;
  for (const Json& alias : list_of(json, "aliases"))
    if (alias.is_string()) record.aliases.push_back(alias.get<std::string>());
  for (const Json& severity : list_of(json, "severity"))
    if (text_of(severity, "type").starts_with("CVSS"))
      add_vector(record, text_of(severity, "score"), file, pointer, diagnostics);
  advisory.vulnerabilities.push_back(std::move(record));
}

Reading kev_json(const std::string& file, std::string_view bytes) {
  Diagnostics diagnostics;
  const auto json = parse_json(file, bytes, diagnostics);
  if (!json) return finish({}, std::move(diagnostics));
  if (!json->is_object() || !json->contains("catalogVersion"))
    return {{}, {problem(file, {}, codes::not_an_advisory, "?", "KEV")}};
  Advisory advisory;
  advisory.format = "KEV";
  const Json& list = list_of(*json, "vulnerabilities");
  for (std::size_t i = 0; i < list.size(); ++i) {
    const KevRow row{text_of(list[i], "cveID"), text_of(list[i], "vulnerabilityName"),
                     text_of(list[i], "dateAdded"), text_of(list[i], "knownRansomwareCampaignUse")};
    if (!add_kev(row, advisory))
      diagnostics.push_back(
          problem(file, at("vulnerabilities", i), models::codes::missing_key, row.id, "cveID, dateAdded"));
  }
  return finish(std::move(advisory), std::move(diagnostics));
}

}  // namespace

Reading read_kev(const std::string& file, std::string_view bytes) {
  const std::size_t first = bytes.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  const bool json = first != std::string_view::npos && (bytes[first] == '{' || bytes[first] == '[');
  return json ? kev_json(file, bytes) : read_kev_csv(file, bytes);
}

Reading read_nvd(const std::string& file, std::string_view bytes) {
  Diagnostics diagnostics;
  const auto json = parse_json(file, bytes, diagnostics);
  if (!json) return finish({}, std::move(diagnostics));
  if (text_of(*json, "format") != "NVD_CVE")
    return {{}, {problem(file, "/format", codes::not_an_advisory, text_of(*json, "format"), "NVD_CVE")}};
  Advisory advisory;
  advisory.format = "NVD";
  const Json& list = list_of(*json, "vulnerabilities");
  for (std::size_t i = 0; i < list.size(); ++i) {
    const Json& cve = object_of(list[i], "cve");
    const std::string pointer = at("vulnerabilities", i);
    Vulnerability record;
    record.id = text_of(cve, "id");
    if (record.id.empty()) {
      missing(file, pointer, "cve/id", diagnostics);
      continue;
    }
    if (text_of(cve, "vulnStatus") == "Rejected") continue;
    record.title.en = text_of(cve, "cisaVulnerabilityName");
    record.description.en = in_language(list_of(cve, "descriptions"), "en");
    record.published = day_of(text_of(cve, "published"));
    record.annotation.source = "NVD";
    if (const auto added = day_of(text_of(cve, "cisaExploitAdd"))) {
      record.known_exploited = true;
      record.known_exploited_since = added;
    }
    nvd_vectors(object_of(cve, "metrics"), record, file, pointer, diagnostics);
    advisory.vulnerabilities.push_back(std::move(record));
  }
  return finish(std::move(advisory), std::move(diagnostics));
}

Reading read_osv(const std::string& file, std::string_view bytes) {
  Diagnostics diagnostics;
  const auto json = parse_json(file, bytes, diagnostics);
  if (!json) return finish({}, std::move(diagnostics));
  Advisory advisory;
  advisory.format = "OSV";
  if (json->is_array()) {
    for (std::size_t i = 0; i < json->size(); ++i)
      osv_record((*json)[i], "/" + std::to_string(i), file, advisory, diagnostics);
  } else {
    osv_record(*json, {}, file, advisory, diagnostics);
  }
  return finish(std::move(advisory), std::move(diagnostics));
}

}  // namespace hakyu::models::advisories
