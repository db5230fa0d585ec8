// Lists of makers: our own table and MyJVN's dictionaries.
#include <nlohmann/json.hpp>
#include <pugixml.hpp>

#include "models/diagnostic_codes.hpp"
#include "models/import/advisories/tools.hpp"
#include "models/import/matching/cpe.hpp"
#include "models/import/matching/names.hpp"

namespace hakyu::models::matching {

namespace {

using advisories::Json;
using advisories::list_of;
using advisories::object_of;
using advisories::text_of;

std::vector<std::string> texts(const Json& list) {
  std::vector<std::string> all;
  for (const Json& each : list)
    if (each.is_string()) all.push_back(each.get<std::string>());
  return all;
}

void read_table(const Json& table, Vendors& vendors) {
  for (const Json& each : list_of(table, "vendors"))
    vendors.name(text_of(each, "id"), texts(list_of(each, "names")));
  for (const Json& each : list_of(table, "products"))
    vendors.product(text_of(each, "maker"), texts(list_of(each, "names")));
  for (const Json& each : list_of(table, "parts"))
    vendors.parts(text_of(each, "maker"), texts(list_of(each, "names")), texts(list_of(each, "parts")));
  for (const Json& each : list_of(table, "words"))
    vendors.word(text_of(each, "maker"), text_of(each, "word"), text_of(each, "means"));
  for (const Json& each : list_of(table, "successors"))
    vendors.add(Succession{text_of(each, "from"), text_of(each, "to"), text_of(each, "since"),
                           text_of(each, "what"), text_of(each, "source")});
}

/// The maker's name in a CPE of MyJVN: "cpe:2.3::fujitsu", "cpe:/:fujitsu". "misc" stands for makers that
/// have none, so it makes nobody the same.
std::string vendor_of(const std::string& cpe) {
  const auto read = read_cpe(cpe);
  std::string name = read ? (*read)[CpeAttribute::vendor].plain() : std::string{};
  return name == "misc" ? std::string{} : name;
}

void add_names(std::vector<std::string> names, Vendors& vendors) {
  std::erase(names, "");
  if (names.size() > 1) vendors.add(names);
}

void read_dictionary(const Json& dictionary, Vendors& vendors) {
  for (const Json& each : list_of(dictionary, "vendors")) {
    const Json& other = object_of(each, "vname_i18n");
    add_names(
        {text_of(each, "vname"), text_of(other, "ja"), text_of(other, "en"), vendor_of(text_of(each, "cpe"))},
        vendors);
  }
}

void read_xml(const std::string& file, std::string_view bytes, VendorsResult& result) {
  pugi::xml_document document;
  if (!advisories::parse_xml(file, bytes, false, document, result.diagnostics)) return;
  const pugi::xml_node list = document.document_element().child("VendorInfo");
  if (!list) {
    result.diagnostics.push_back(advisories::problem(file, {}, advisories::codes::not_an_advisory,
                                                     document.document_element().name(), "VendorInfo"));
    return;
  }
  for (const pugi::xml_node& each : list.children("Vendor"))
    add_names({each.attribute("vname").value(), vendor_of(each.attribute("cpe").value())}, result.vendors);
}

}  // namespace

VendorsResult read_vendors(const std::string& file, std::string_view bytes, Vendors base) {
  VendorsResult result;
  result.vendors = std::move(base);
  const std::size_t before = result.vendors.size();
  const std::size_t first = bytes.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  if (first != std::string_view::npos && bytes[first] == '<') {
    read_xml(file, bytes, result);
  } else if (const auto json = advisories::parse_json(file, bytes, result.diagnostics)) {
    if (text_of(*json, "format") == "hakyu-vendors/1")
      read_table(*json, result.vendors);
    else if (json->is_object() && json->contains("jvn-product-dictionary"))
      read_dictionary(object_of(*json, "jvn-product-dictionary"), result.vendors);
    else
      result.diagnostics.push_back(advisories::problem(file, {}, advisories::codes::not_an_advisory, "?",
                                                       "hakyu-vendors/1, jvn-product-dictionary"));
  }
  result.added = result.vendors.size() - before;
  return result;
}

}  // namespace hakyu::models::matching
