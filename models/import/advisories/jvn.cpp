// MyJVN 3.2: VULDEF (details) and JVNRSS (overviews).
#include <cstring>
#include <pugixml.hpp>
#include <set>

#include "models/diagnostic_codes.hpp"
#include "models/import/advisories/tools.hpp"

namespace hakyu::models::advisories {

namespace {

constexpr std::size_t xml_limit = std::size_t{64} << 20U;

std::string inner(const pugi::xml_node& node, const char* path) {
  return trimmed(node.first_element_by_path(path).text().get());
}

/// Segments of a solution begin with a verb in brackets.
std::string kind_of(const std::string& text) {
  const auto says = [&](const char* word) { return text.find(word) != std::string::npos; };
  if (says("[アップデートする]") || says("[パッチを適用する]")) return "vendor_fix";
  if (says("[ワークアラウンドを実施する]")) return "workaround";
  if (says("[現行製品の利用を停止") || says("サポート終了")) return "no_fix_planned";
  return {};
}

class JvnReader {
 public:
  explicit JvnReader(const std::string& file) : file_(file) {}

  void vulinfo(const pugi::xml_node& info) {
    const pugi::xml_node data = info.child("VulinfoData");
    const std::string number = inner(info, "VulinfoID");
    if (number.empty()) return missing("VulinfoID", info);
    std::set<std::string> cves;
    for (const pugi::xml_node& item : data.child("Related").children("RelatedItem"))
      if (inner(item, "Name").find("(CVE)") != std::string::npos) cves.insert(inner(item, "VulinfoID"));
    Vulnerability record = common(number, inner(data, "Title"), inner(data, "DatePublic"));
    record.description.ja = inner(data, "VulinfoDescription/Overview");
    // With several CVEs a vector cannot be attributed to one of them.
    if (cves.size() <= 1)
      for (const pugi::xml_node& cvss : data.child("Impact").children("Cvss"))
        add_vector(record, inner(cvss, "Vector"), file_, number, diagnostics);
    std::vector<Id> ids = add(record, cves, number);
    for (const pugi::xml_node& item : data.child("Affected").children("AffectedItem")) product(item, number);
    for (const pugi::xml_node& item : data.child("Solution").children("SolutionItem")) {
      RemediationRecord remediation;
      remediation.vulnerabilities = ids;
      remediation.text = inner(item, "Description");
      remediation.kind = kind_of(remediation.text);
      remediation.pointer = number;
      advisory.remediations.push_back(std::move(remediation));
    }
  }

  void item(const pugi::xml_node& node) {
    const std::string number = inner(node, "sec:identifier");
    if (number.empty()) return missing("sec:identifier", node);
    std::set<std::string> cves;
    for (const pugi::xml_node& reference : node.children("sec:references"))
      if (std::strcmp(reference.attribute("source").value(), "CVE") == 0)
        cves.insert(reference.attribute("id").value());
    Vulnerability record = common(number, inner(node, "title"), inner(node, "dcterms:issued"));
    if (cves.size() <= 1)
      for (const pugi::xml_node& cvss : node.children("sec:cvss"))
        add_vector(record, cvss.attribute("vector").value(), file_, number, diagnostics);
    (void)add(record, cves, number);
  }

  Advisory advisory;
  Diagnostics diagnostics;

 private:
  void missing(const char* what, const pugi::xml_node& node) {
    diagnostics.push_back(problem(file_, node.path(), models::codes::missing_key, {}, what));
  }

  static Vulnerability common(const std::string& number, std::string title, const std::string& published) {
    Vulnerability record;
    record.id = number;
    record.title.ja = std::move(title);
    record.published = day_of(published);
    record.annotation.source = number;
    return record;
  }

  /// One vulnerability for each CVE, or the entry itself if it has none.
  std::vector<Id> add(const Vulnerability& record, std::set<std::string> ids, const std::string& number) {
    ids.erase("");
    if (ids.empty()) ids.insert(number);
    for (const std::string& id : ids) {
      Vulnerability each = record;
      each.id = id;
      advisory.vulnerabilities.push_back(std::move(each));
    }
    return {ids.begin(), ids.end()};
  }

  void product(const pugi::xml_node& item, const std::string& number) {
    ProductRecord record{number, inner(item, "Name"), inner(item, "ProductName"), {}, {}, {}, {}};
    for (const pugi::xml_node& cpe : item.children("Cpe")) record.cpes.push_back(trimmed(cpe.text().get()));
    bool any = false;
    for (const pugi::xml_node& version : item.children("VersionNumber")) {
      record.version = trimmed(version.text().get());
      advisory.products.push_back(record);
      any = true;
    }
    if (!any) advisory.products.push_back(record);
  }

  const std::string& file_;
};

Reading read_xml(const std::string& file, std::string_view bytes) {
  Diagnostics problems;
  if (!is_text(file, bytes, xml_limit, problems)) return {{}, std::move(problems)};
  pugi::xml_document document;
  const auto parsed = document.load_buffer(bytes.data(), bytes.size(),
                                           pugi::parse_default | pugi::parse_doctype, pugi::encoding_utf8);
  if (!parsed)
    return {{},
            {problem_at(file, bytes, static_cast<std::size_t>(std::max<std::ptrdiff_t>(parsed.offset, 0)),
                        models::codes::syntax, parsed.description(), "XML")}};
  for (const pugi::xml_node& node : document.children())
    if (node.type() == pugi::node_doctype)
      return {{}, {problem_at(file, bytes, bytes.find("<!DOCTYPE"), codes::doctype, "<!DOCTYPE")}};
  JvnReader reader(file);
  const pugi::xml_node root = document.document_element();
  const std::string_view name = root.name();
  if (name != "VULDEF-Document" && name != "rdf:RDF")
    return {{},
            {problem(file, root.path(), codes::not_an_advisory, root.name(), "VULDEF-Document, rdf:RDF")}};
  reader.advisory.format = name == "rdf:RDF" ? "JVNRSS" : "VULDEF";
  for (const pugi::xml_node& info : root.children("Vulinfo")) reader.vulinfo(info);
  for (const pugi::xml_node& item : root.children("item")) reader.item(item);
  return finish(std::move(reader.advisory), std::move(reader.diagnostics));
}

}  // namespace

Reading read_jvn(const std::string& file, std::string_view bytes) {
  const std::size_t first = bytes.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  const bool json = first != std::string_view::npos && bytes[first] == '{';
  return json ? read_csaf(file, bytes) : read_xml(file, bytes);
}

}  // namespace hakyu::models::advisories
