// MyJVN 4.0: entries shaped like CSAF 2.1, alone, in a STIX bundle or as a feed of overviews.
#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "models/diagnostic_codes.hpp"
#include "models/import/advisories/jvn.hpp"
#include "models/import/advisories/tools.hpp"

namespace hakyu::models::advisories {

namespace {

/// "versions" of the extension: bounds where there are any, else one version, else the Japanese text.
std::string version_text(const Json& version) {
  const std::string from = text_of(version, "version"), below = text_of(version, "lessThan"),
                    until = text_of(version, "lessThanOrEqual");
  if (!below.empty() || !until.empty())
    return vers({from, true, below.empty() ? until : below, below.empty()});
  return from.empty() ? text_of(version, "description") : from;
}

FindingStatus meaning_of_status(const std::string& status) {
  if (status == "affected") return FindingStatus::affected;
  return status == "unaffected" ? FindingStatus::not_affected : FindingStatus::unknown;
}

struct Version {
  std::string text, status;
};

/// One product of the tree becomes one for each of its versions, and so do the statements about it.
void split(const std::string& id, const std::vector<Version>& versions, Advisory& advisory) {
  const auto at = std::find_if(advisory.products.begin(), advisory.products.end(),
                               [&](const ProductRecord& p) { return p.id == id; });
  const ProductRecord whole = *at;
  std::vector<StatusRecord> about;
  for (const StatusRecord& each : advisory.statuses)
    if (each.product == id) about.push_back(each);
  std::erase_if(advisory.statuses, [&](const StatusRecord& each) { return each.product == id; });
  advisory.products.erase(at);
  std::vector<std::string> ids;
  for (const Version& version : versions) {
    ProductRecord product = whole;
    product.id += "#" + std::to_string(ids.size() + 1);
    product.version = version.text;
    for (StatusRecord status : about) {
      const auto named = cves_in(version.text);
      if (!named.empty() && std::find(named.begin(), named.end(), status.vulnerability) == named.end())
        continue;
      status.product = product.id;
      status.status = version.status;
      status.meaning = meaning_of_status(version.status);
      advisory.statuses.push_back(std::move(status));
    }
    ids.push_back(product.id);
    advisory.products.push_back(std::move(product));
  }
  for (RemediationRecord& remediation : advisory.remediations) {
    if (std::erase(remediation.products, id) == 0) continue;
    remediation.products.insert(remediation.products.end(), ids.begin(), ids.end());
    std::sort(remediation.products.begin(), remediation.products.end());
  }
}

void overview(const Json& entry, const std::string& pointer, const std::string& file, Reading& reading) {
  const std::string number = text_of(entry, "id");
  if (!number.starts_with("JVNDB-")) {
    reading.diagnostics.push_back(problem(file, pointer + "/id", codes::not_an_advisory, number, "JVNDB-…"));
    return;
  }
  Advisory advisory;
  advisory.document = "JVNRSS " + number;
  advisory.format = "JVNRSS 4.0";
  advisory.revision = text_of(entry, "modified");
  advisory.date = advisory.revision.substr(0, 10);
  std::vector<Id> ids;
  for (const Json& reference : list_of(entry, "references"))
    for (std::string& cve : cves_in(text_of(reference, "summary"))) ids.push_back(std::move(cve));
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  if (ids.empty()) ids.push_back(number);
  for (const Id& id : ids) {
    Vulnerability record;
    record.id = id;
    if (id != number && ids.size() == 1) record.aliases.push_back(number);
    record.title.ja = trimmed(text_of(entry, "title"));
    record.description.ja = trimmed(text_of(entry, "summary"));
    record.published = day_of(text_of(entry, "public"));
    record.annotation.source = number;
    advisory.vulnerabilities.push_back(std::move(record));
  }
  for (const Json& product : list_of(entry, "products")) {
    ProductRecord record{std::to_string(advisory.products.size() + 1),
                         text_of(product, "vname"),
                         text_of(product, "pname"),
                         text_of(product, "version"),
                         {},
                         {},
                         {}};
    const std::string cpe = text_of(object_of(product, "product_ids"), "cpe");
    if (!cpe.empty()) record.cpes.push_back(cpe);
    for (const Id& id : ids)
      advisory.statuses.push_back({id, record.id, "Affected", FindingStatus::affected, {}, {}});
    advisory.products.push_back(std::move(record));
  }
  reading.advisories.push_back(std::move(advisory));
}

/// A detailed entry; its number is its identity in the XML of version 3.2 as well.
void detail(const std::string& file, const Json& root, Reading& reading) {
  Advisory advisory = csaf_document(file, root, reading.diagnostics);
  const Json& tracking = object_of(object_of(root, "document"), "tracking");
  advisory.document = "JVN " + text_of(tracking, "id");
  advisory.revision = text_of(tracking, "current_release_date");
  for (RemediationRecord& each : advisory.remediations) {
    const std::string kind = solution_kind(each.text);
    if (!kind.empty()) each.kind = kind;
  }
  reading.advisories.push_back(std::move(advisory));
}

}  // namespace

void apply_jvn_extension(const Json& extension, Advisory& advisory) {
  for (const Json& affected : list_of(extension, "affected")) {
    std::vector<Version> versions;
    for (const Json& version : list_of(affected, "versions"))
      versions.push_back({version_text(version), text_of(version, "status")});
    const std::string vendor = text_of(affected, "vendor"), name = text_of(affected, "product");
    const auto found = std::find_if(
        advisory.products.begin(), advisory.products.end(),
        [&](const ProductRecord& p) { return p.vendor == vendor && p.name == name && p.version.empty(); });
    if (versions.empty() || found == advisory.products.end()) continue;
    const std::string id = found->id;
    split(id, versions, advisory);
  }
}

Reading read_jvn_json(const std::string& file, std::string_view bytes) {
  Reading reading;
  const auto json = parse_json(file, bytes, reading.diagnostics);
  if (!json) return reading;
  const Json& status = object_of(*json, "status");
  if (status.contains("retCd") && status["retCd"].is_number() && status["retCd"] != 0)
    reading.diagnostics.push_back(
        problem(file, "/status", codes::not_an_advisory, text_of(status, "errMsg"), "retCd 0"));
  if (json->is_object() && json->contains("feed")) {
    const Json& entries = list_of(object_of(*json, "feed"), "entry");
    for (std::size_t i = 0; i < entries.size(); ++i)
      overview(entries[i], "/feed/entry/" + std::to_string(i), file, reading);
  } else if (text_of(*json, "type") == "bundle") {
    for (const Json& object : list_of(*json, "objects"))
      for (const Json& entry : list_of(object, "VULDEF-Document")) detail(file, entry, reading);
    if (reading.advisories.empty())
      reading.diagnostics.push_back(
          problem(file, "/objects", codes::not_an_advisory, "STIX", "VULDEF-Document"));
  } else {
    detail(file, *json, reading);
  }
  return finish(std::move(reading.advisories), std::move(reading.diagnostics));
}

}  // namespace hakyu::models::advisories
