// What scanners found: hosts with their ports, packages and services (nmap XML, vuls JSON).
#include <map>
#include <nlohmann/json.hpp>
#include <pugixml.hpp>
#include <set>

#include "models/diagnostic_codes.hpp"
#include "models/import/advisories/tools.hpp"

namespace hakyu::models::advisories {

namespace {

std::string attribute(const pugi::xml_node& node, const char* name) { return node.attribute(name).value(); }

void nmap_port(const pugi::xml_node& port, const std::string& host, Advisory& advisory) {
  const pugi::xml_node service = port.child("service");
  ComponentRecord record;
  const std::string place = attribute(port, "protocol") + "/" + attribute(port, "portid");
  record.id = host + " " + place;
  record.kind = "port";
  record.name = attribute(service, "product");
  if (record.name.empty()) record.name = attribute(service, "name");
  record.version = attribute(service, "version");
  for (const pugi::xml_node& cpe : service.children("cpe"))
    record.cpes.emplace_back(trimmed(cpe.text().get()));
  record.addresses.push_back(place);
  record.parent = host;
  record.note = attribute(port.child("state"), "state");
  if (const std::string name = attribute(service, "name"); !name.empty()) record.note += " " + name;
  advisory.components.push_back(std::move(record));
}

void nmap_host(const pugi::xml_node& host, Advisory& advisory) {
  ComponentRecord record;
  record.kind = "host";
  for (const pugi::xml_node& address : host.children("address")) {
    record.addresses.push_back(attribute(address, "addr"));
    // The maker of the network card, which need not be that of the device.
    if (const std::string vendor = attribute(address, "vendor"); !vendor.empty())
      record.note = "network card: " + vendor;
  }
  record.name = attribute(host.child("hostnames").child("hostname"), "name");
  const pugi::xml_node os = host.child("os").child("osmatch");
  if (!os.empty())
    record.note += (record.note.empty() ? "" : "; ") + ("os: " + attribute(os, "name")) + " (" +
                   attribute(os, "accuracy") + " %)";
  for (const pugi::xml_node& match : os.children("osclass"))
    for (const pugi::xml_node& cpe : match.children("cpe"))
      record.cpes.emplace_back(trimmed(cpe.text().get()));
  record.id = record.addresses.empty() ? record.name : record.addresses.front();
  if (record.id.empty()) record.id = "host " + std::to_string(advisory.components.size() + 1);
  const std::string id = record.id;
  const std::string state = attribute(host.child("status"), "state");
  if (!state.empty() && state != "up") record.note += (record.note.empty() ? "" : "; ") + state;
  advisory.components.push_back(std::move(record));
  for (const pugi::xml_node& port : host.child("ports").children("port")) nmap_port(port, id, advisory);
}

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
  for (const auto& [name, package] : packages.items()) {
    if (!package.is_object()) continue;
    ComponentRecord record;
    record.id = host + " " + name;
    record.kind = "package";
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

void vuls_findings(const Json& found, const std::string& host, Advisory& advisory) {
  const std::string family = advisory.components.front().vendor;
  std::map<std::string, const ComponentRecord*> parts;
  for (const ComponentRecord& each : advisory.components) parts.emplace(each.id, &each);
  std::set<std::string> known;
  for (const auto& [id, each] : found.items()) {
    if (!each.is_object()) continue;
    Vulnerability record;
    record.id = id;
    record.annotation.source = advisory.document;
    advisory.vulnerabilities.push_back(std::move(record));
    for (const Json& package : list_of(each, "affectedPackages")) {
      const std::string product = host + " " + text_of(package, "name");
      advisory.statuses.push_back({id, product, "affectedPackages", FindingStatus::affected, {}, {}});
      const auto part = parts.find(product);
      if (part != parts.end() && known.insert(product).second)
        advisory.products.push_back({product, family, part->second->name, part->second->version, {}, {}, {}});
    }
  }
}

}  // namespace

Reading read_nmap(const std::string& file, std::string_view bytes) {
  Diagnostics diagnostics;
  pugi::xml_document document;
  if (!parse_xml(file, bytes, true, document, diagnostics)) return {{}, std::move(diagnostics)};
  const pugi::xml_node root = document.document_element();
  if (std::string_view(root.name()) != "nmaprun")
    return {{}, {problem(file, root.path(), codes::not_an_advisory, root.name(), "nmaprun")}};
  Advisory advisory;
  advisory.format = "nmap " + attribute(root, "xmloutputversion");
  const std::string call = attribute(root, "args");
  advisory.document = call.starts_with("nmap ") ? call : "nmap " + call;
  // Seconds since 1970, ten digits for centuries to come.
  advisory.revision = attribute(root, "start");
  advisory.date = attribute(root, "startstr");
  for (const pugi::xml_node& host : root.children("host")) nmap_host(host, advisory);
  return finish(one(std::move(advisory)), std::move(diagnostics));
}

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
  vuls_findings(object_of(*json, "scannedCves"), host, advisory);
  return finish(one(std::move(advisory)), std::move(diagnostics));
}

}  // namespace hakyu::models::advisories
