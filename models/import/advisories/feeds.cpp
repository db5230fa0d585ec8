// JSON catalogues: KEV, OSV.
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

/// How the versions of a range are ordered: the type of its vers.
std::string_view order_of(std::string_view type, std::string_view ecosystem) {
  if (type == "SEMVER") return "semver";
  for (const std::string_view each : {"Debian", "Ubuntu", "Echo"})
    if (ecosystem.starts_with(each)) return "deb";
  for (const std::string_view each :
       {"Red Hat", "Rocky", "AlmaLinux", "SUSE", "openSUSE", "Mageia", "openEuler"})
    if (ecosystem.starts_with(each)) return "rpm";
  return "generic";
}

/// The versions of one range, as many as it has intervals. Events out of order only widen them.
std::vector<std::string> osv_intervals(const Json& range, std::string_view ecosystem) {
  const std::string_view order = order_of(text_of(range, "type"), ecosystem);
  std::vector<std::string> all;
  Bounds open;
  bool begun = false;
  const auto close = [&](const std::string& to, bool included) {
    open.to = to;
    open.to_included = included;
    if (begun) all.push_back(vers(open, order));
    begun = false;
  };
  for (const Json& event : list_of(range, "events")) {
    if (event.contains("introduced")) {
      const std::string from = text_of(event, "introduced");
      if (begun) close({}, false);
      open = {from == "0" ? std::string{} : from, true, {}, false};
      begun = true;
    } else if (event.contains("fixed")) {
      close(text_of(event, "fixed"), false);
    } else if (event.contains("last_affected")) {
      close(text_of(event, "last_affected"), true);
    }
  }
  if (begun) close({}, false);
  return all;
}

/// The versions that are listed, in pieces that a reader of ranges takes.
std::vector<std::string> osv_lists(const Json& affected, std::string_view order) {
  constexpr std::size_t longest = 1000;
  std::vector<std::string> single, lists;
  append(list_of(affected, "versions"), single);
  for (const std::string& each : single) {
    if (lists.empty() || lists.back().size() > longest)
      lists.push_back("vers:" + std::string(order) + "/" + coded_version(each));
    else
      lists.back() += "|" + coded_version(each);
  }
  return lists;
}

void osv_products(const Json& affected, const Id& id, Advisory& advisory) {
  const Json& package = object_of(affected, "package");
  const std::string purl = text_of(package, "purl");
  std::vector<std::string> versions;
  for (const Json& range : list_of(affected, "ranges")) {
    // Commits say nothing about what stands in a ledger.
    if (text_of(range, "type") == "GIT") continue;
    for (std::string& interval : osv_intervals(range, text_of(package, "ecosystem")))
      versions.push_back(std::move(interval));
  }
  // Affected is what is in the ranges or in the list.
  for (std::string& list : osv_lists(affected, order_of({}, text_of(package, "ecosystem"))))
    versions.push_back(std::move(list));
  if (versions.empty()) versions.emplace_back();
  for (std::string& version : versions) {
    const std::string place = std::to_string(advisory.products.size() + 1);
    ProductRecord product{
        place, text_of(package, "ecosystem"), text_of(package, "name"), std::move(version), {}, {}, {}};
    if (!purl.empty()) product.purls.push_back(purl);
    advisory.statuses.push_back({id, place, "affected", FindingStatus::affected, {}, {}});
    advisory.products.push_back(std::move(product));
  }
}

void osv_record(const Json& json, const std::string& pointer, const std::string& file, Reading& reading) {
  Vulnerability record;
  record.id = text_of(json, "id");
  if (record.id.empty()) return missing(file, pointer, "id", reading.diagnostics);
  Advisory advisory;
  advisory.document = "OSV " + record.id;
  advisory.format = "OSV";
  advisory.revision = text_of(json, "modified");
  advisory.date = advisory.revision.substr(0, 10);
  if (advisory.revision.empty()) return missing(file, pointer, "modified", reading.diagnostics);
  if (!json.contains("withdrawn")) {
    record.title.en = trimmed(text_of(json, "summary"));
    record.description.en = trimmed(text_of(json, "details"));
    record.published = day_of(text_of(json, "published"));
    record.annotation.source = "OSV " + record.id;
    append(list_of(json, "aliases"), record.aliases);
    for (const Json& severity : list_of(json, "severity"))
      if (text_of(severity, "type").starts_with("CVSS"))
        add_vector(record, text_of(severity, "score"), file, pointer, reading.diagnostics);
    for (const Json& affected : list_of(json, "affected")) osv_products(affected, record.id, advisory);
    advisory.vulnerabilities.push_back(std::move(record));
  }
  reading.advisories.push_back(std::move(advisory));
}

Reading kev_json(const std::string& file, std::string_view bytes) {
  Diagnostics diagnostics;
  const auto json = parse_json(file, bytes, diagnostics);
  if (!json) return finish({}, std::move(diagnostics));
  if (!json->is_object() || !json->contains("catalogVersion"))
    return {{}, {problem(file, {}, codes::not_an_advisory, "?", "KEV")}};
  Advisory advisory = kev_catalogue();
  const Json& list = checked_list(*json, "vulnerabilities", file, {}, diagnostics);
  for (std::size_t i = 0; i < list.size(); ++i) {
    const KevRow row{text_of(list[i], "cveID"),         text_of(list[i], "vulnerabilityName"),
                     text_of(list[i], "dateAdded"),     text_of(list[i], "knownRansomwareCampaignUse"),
                     text_of(list[i], "vendorProject"), text_of(list[i], "product")};
    if (!add_kev(row, advisory))
      diagnostics.push_back(
          problem(file, at("vulnerabilities", i), models::codes::missing_key, row.id, "cveID, dateAdded"));
  }
  const auto count = json->find("count");
  if (count != json->end() && count->is_number_integer() && *count != list.size())
    diagnostics.push_back(
        problem(file, "/count", codes::incomplete_catalogue, std::to_string(list.size()), count->dump()));
  // The day of the last addition is in the CSV as well; the JSON says more exactly.
  const std::string released = text_of(*json, "dateReleased");
  advisory.revision += " " + released;
  if (!released.empty()) advisory.date = released.substr(0, 10);
  return finish(one(std::move(advisory)), std::move(diagnostics));
}

}  // namespace

Reading read_kev(const std::string& file, std::string_view bytes) {
  const std::size_t first = bytes.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  const bool json = first != std::string_view::npos && (bytes[first] == '{' || bytes[first] == '[');
  return json ? kev_json(file, bytes) : read_kev_csv(file, bytes);
}

Reading read_osv(const std::string& file, std::string_view bytes) {
  Reading reading;
  const auto json = parse_json(file, bytes, reading.diagnostics);
  if (!json) return reading;
  if (json->is_array()) {
    for (std::size_t i = 0; i < json->size(); ++i)
      osv_record((*json)[i], "/" + std::to_string(i), file, reading);
  } else {
    osv_record(*json, {}, file, reading);
  }
  return finish(std::move(reading.advisories), std::move(reading.diagnostics));
}

}  // namespace hakyu::models::advisories
