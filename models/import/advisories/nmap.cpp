// nmap -oX: hosts, their ports and what answers there.
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

}  // namespace hakyu::models::advisories
