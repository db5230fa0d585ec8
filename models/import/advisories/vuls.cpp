// Result of a vuls scan: one host, its packages and libraries, and what was found in them.
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "models/diagnostic_codes.hpp"
#include "models/import/advisories/tools.hpp"

namespace hakyu::models::advisories {

namespace {

/// Text or number as text.
std::string word(const Json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end() || found->is_null() || found->is_structured()) return {};
  return found->is_string() ? found->get<std::string>() : found->dump();
}

/// The services that have to be started anew after a package was updated.
std::string restarts(const Json& package) {
  std::string names;
  for (const Json& process : list_of(package, "NeedRestartProcs")) {
    const std::string service = text_of(process, "serviceName");
    const std::string name = service.empty() ? text_of(process, "path") : service;
    if (!name.empty()) names += (names.empty() ? "NeedRestartProcs: " : ", ") + name;
  }
  return names;
}

void vuls_packages(const Json& packages, const std::string& host, Advisory& advisory) {
  const std::string family = advisory.components.front().vendor;
  for (const auto& [name, package] : packages.items()) {
    if (!package.is_object()) continue;
    ComponentRecord record;
    record.id = host + " " + name;
    record.kind = "package";
    record.vendor = family;
    record.name = name;
    const std::string release = word(package, "release");
    record.version = word(package, "version") + (release.empty() ? "" : "-" + release);
    record.parent = host;
    record.note = restarts(package);
    if (const std::string next = word(package, "newVersion"); !next.empty())
      record.note += (record.note.empty() ? "" : "; ") + ("newVersion: " + next);
    advisory.components.push_back(std::move(record));
  }
}

void vuls_libraries(const Json& lists, const std::string& host, Advisory& advisory) {
  for (const Json& list : lists)
    for (const Json& library : list_of(list, "libs")) {
      ComponentRecord record;
      record.name = word(library, "name");
      record.id = host + " " + text_of(list, "path") + " " + record.name;
      record.kind = "library";
      record.version = word(library, "version");
      if (const std::string purl = word(library, "purl"); !purl.empty()) record.purls.push_back(purl);
      record.parent = host;
      record.note = text_of(list, "path");
      if (!record.name.empty()) advisory.components.push_back(std::move(record));
    }
}

/// What vuls found: the vulnerabilities, and in which of the host's parts.
class VulsFindings {
 public:
  VulsFindings(const std::string& file, const std::string& host, Advisory& advisory, Diagnostics& diagnostics)
      : file_(file), host_(host), advisory_(advisory), diagnostics_(diagnostics) {
    for (std::size_t i = 0; i < advisory.components.size(); ++i) parts_.emplace(advisory.components[i].id, i);
  }

  void read(const Json& found) {
    for (const auto& [id, each] : found.items())
      if (each.is_object()) one(id, each);
  }

 private:
  void one(const std::string& id, const Json& found) {
    const std::string pointer = "/scannedCves/" + id;
    Vulnerability record;
    record.id = id;
    record.annotation.source = advisory_.document;
    // A list for each source; files of older versions have one object.
    for (const auto& [source, contents] : object_of(found, "cveContents").items())
      for (const Json& content : contents.is_array() ? contents : Json::array({contents}))
        describe(content, pointer, record);
    advisory_.vulnerabilities.push_back(std::move(record));
    for (const Json& package : list_of(found, "affectedPackages"))
      affected(id, host_ + " " + text_of(package, "name"), text_of(package, "fixedIn"), pointer);
    for (const Json& library : list_of(found, "libraryFixedIns"))
      affected(id, host_ + " " + text_of(library, "path") + " " + text_of(library, "name"),
               text_of(library, "fixedIn"), pointer);
    for (const Json& cpe : list_of(found, "cpeURIs"))
      if (cpe.is_string()) affected_cpe(id, cpe.get<std::string>());
    for (const Json& update : list_of(found, "windowsKBFixedIns"))
      if (update.is_string()) fix(id, {}, update.get<std::string>(), pointer);
  }

  void describe(const Json& content, const std::string& pointer, Vulnerability& record) {
    if (!content.is_object()) return;
    if (record.title.en.empty()) record.title.en = trimmed(text_of(content, "title"));
    if (record.description.en.empty()) record.description.en = trimmed(text_of(content, "summary"));
    for (const auto& [key, prefix] : {std::pair("cvss40Vector", "CVSS:4.0/"),
                                      std::pair("cvss3Vector", "CVSS:3.1/"), std::pair("cvss2Vector", "")}) {
      std::string vector = text_of(content, key);
      if (vector.empty()) continue;
      if (!vector.starts_with("CVSS:")) vector.insert(0, prefix);
      add_vector(record, vector, file_, pointer, diagnostics_);
    }
  }

  void affected(const Id& id, const std::string& product, const std::string& fixed_in,
                const std::string& pointer) {
    advisory_.statuses.push_back({id, product, "affected", FindingStatus::affected, {}, {}});
    const auto part = parts_.find(product);
    if (part != parts_.end() && known_.insert(product).second) {
      const ComponentRecord& component = advisory_.components[part->second];
      advisory_.products.push_back(
          {product, component.vendor, component.name, component.version, {}, component.purls, {}});
    }
    if (!fixed_in.empty()) fix(id, {product}, fixed_in, pointer);
  }

  /// What stands in its settings as installed. Only with a version: else all that have the product would be
  /// meant.
  void affected_cpe(const Id& id, const std::string& cpe) {
    const CpeName name = cpe_name(cpe);
    if (name.version.empty() || name.version == "*" || name.version == "-") return;
    advisory_.statuses.push_back({id, cpe, "affected", FindingStatus::affected, {}, {}});
    if (!known_.insert(cpe).second) return;
    advisory_.products.push_back({cpe, name.vendor, name.product, name.version, {cpe}, {}, {}});
    advisory_.components.push_back(
        {host_ + " " + cpe, "cpe", name.vendor, name.product, name.version, {cpe}, {}, {}, host_, {}});
  }

  void fix(const Id& id, std::vector<std::string> products, const std::string& text,
           const std::string& pointer) {
    RemediationRecord record;
    record.vulnerabilities = {id};
    record.products = std::move(products);
    record.kind = "fixedIn";
    record.text = text;
    record.pointer = pointer;
    advisory_.remediations.push_back(std::move(record));
  }

  const std::string& file_;
  const std::string& host_;
  Advisory& advisory_;
  Diagnostics& diagnostics_;
  std::map<std::string, std::size_t> parts_;  ///< components by id
  std::set<std::string> known_;               ///< products that have a record
};

}  // namespace

Reading read_vuls(const std::string& file, std::string_view bytes) {
  Diagnostics diagnostics;
  const auto json = parse_json(file, bytes, diagnostics);
  if (!json) return finish({}, std::move(diagnostics));
  if (!json->is_object() || !json->contains("serverName"))
    return {{}, {problem(file, {}, codes::not_an_advisory, "?", "serverName")}};
  const std::string host = text_of(*json, "serverName");
  Advisory advisory;
  advisory.document = "vuls " + host;
  advisory.format = "vuls " + word(*json, "jsonVersion");
  advisory.revision = text_of(*json, "scannedAt");
  advisory.date = advisory.revision.substr(0, 10);
  ComponentRecord record;
  record.id = record.name = host;
  record.kind = "host";
  record.vendor = text_of(*json, "family");
  record.version = text_of(*json, "release");
  append(list_of(*json, "ipv4Addrs"), record.addresses);
  append(list_of(*json, "ipv6Addrs"), record.addresses);
  const Json& kernel = object_of(*json, "runningKernel");
  const auto reboot = kernel.find("rebootRequired");
  if (reboot != kernel.end() && reboot->is_boolean() && reboot->get<bool>())
    record.note = "rebootRequired: " + text_of(kernel, "release");
  advisory.components.push_back(std::move(record));
  vuls_packages(object_of(*json, "packages"), host, advisory);
  vuls_libraries(list_of(*json, "libraries"), host, advisory);
  VulsFindings(file, host, advisory, diagnostics).read(object_of(*json, "scannedCves"));
  return finish(one(std::move(advisory)), std::move(diagnostics));
}

}  // namespace hakyu::models::advisories
