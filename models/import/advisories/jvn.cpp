// MyJVN 3.2: VULDEF (details) and JVNRSS (overviews).
#include "models/import/advisories/jvn.hpp"

#include <algorithm>
#include <cstring>
#include <pugixml.hpp>
#include <set>

#include "models/diagnostic_codes.hpp"
#include "models/import/advisories/tools.hpp"

namespace hakyu::models::advisories {

std::string solution_kind(const std::string& text) {
  const auto says = [&](const char* word) { return text.find(word) != std::string::npos; };
  if (says("[アップデートする]") || says("[パッチを適用する]")) return "vendor_fix";
  if (says("[ワークアラウンドを実施する]")) return "workaround";
  if (says("[現行製品の利用を停止") || says("サポート終了")) return "no_fix_planned";
  return {};
}

std::vector<std::string> solution_parts(const std::string& text) {
  constexpr std::string_view ending = "る]";
  std::vector<std::string> parts;
  std::size_t begin = 0;
  for (std::size_t at = text.find('['); at != std::string::npos; at = text.find('[', at + 1)) {
    const std::size_t close = text.find(']', at);
    if (close == std::string::npos || !std::string_view(text).substr(0, close + 1).ends_with(ending))
      continue;
    std::string before = trimmed(std::string_view(text).substr(begin, at - begin));
    if (!before.empty()) parts.push_back(std::move(before));
    begin = at;
  }
  std::string rest = trimmed(std::string_view(text).substr(begin));
  if (!rest.empty()) parts.push_back(std::move(rest));
  return parts;
}

std::vector<std::string> cves_in(std::string_view text) {
  std::vector<std::string> found;
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  for (std::size_t at = text.find("CVE-"); at != std::string_view::npos; at = text.find("CVE-", at + 4)) {
    std::size_t end = at + 4;
    while (end < text.size() && (digit(text[end]) || text[end] == '-')) ++end;
    if (end > at + 8) found.emplace_back(text.substr(at, end - at));
  }
  return found;
}

namespace {

class JvnReader {
 public:
  explicit JvnReader(const std::string& file) : file_(file) {}

  void vulinfo(const pugi::xml_node& info) {
    const pugi::xml_node data = info.child("VulinfoData");
    const std::string number = inner(info, "VulinfoID");
    if (number.empty()) return missing("VulinfoID", info);
    Advisory advisory = entry("JVN ", "VULDEF", number, inner(data, "DateLastUpdated"));
    std::set<std::string> cves;
    for (const pugi::xml_node& item : data.child("Related").children("RelatedItem"))
      if (inner(item, "Name").find("(CVE)") != std::string::npos) cves.insert(inner(item, "VulinfoID"));
    Vulnerability record = common(number, inner(data, "Title"), inner(data, "DatePublic"));
    record.description.ja = inner(data, "VulinfoDescription/Overview");
    // With several CVEs a vector cannot be attributed to one of them.
    if (cves.size() <= 1)
      for (const pugi::xml_node& cvss : data.child("Impact").children("Cvss"))
        add_vector(record, inner(cvss, "Vector"), file_, number, diagnostics);
    const std::vector<Id> ids = add(record, cves, number, advisory);
    for (const pugi::xml_node& item : data.child("Affected").children("AffectedItem")) {
      std::vector<std::string> versions;
      for (const pugi::xml_node& version : item.children("VersionNumber"))
        versions.push_back(trimmed(version.text().get()));
      if (versions.empty()) versions.emplace_back();
      std::vector<std::string> cpes;
      for (const pugi::xml_node& cpe : item.children("Cpe")) cpes.push_back(trimmed(cpe.text().get()));
      for (const std::string& version : versions)
        product({{}, inner(item, "Name"), inner(item, "ProductName"), version, cpes, {}, {}}, ids, advisory);
    }
    for (const pugi::xml_node& item : data.child("Solution").children("SolutionItem"))
      solution(inner(item, "Description"), ids, number, advisory);
    advisories.push_back(std::move(advisory));
  }

  void item(const pugi::xml_node& node) {
    const std::string number = inner(node, "sec:identifier");
    if (number.empty()) return missing("sec:identifier", node);
    // Overviews say less than details, so they never replace these.
    Advisory advisory = entry("JVNRSS ", "JVNRSS", number, inner(node, "dcterms:modified"));
    std::set<std::string> cves;
    for (const pugi::xml_node& reference : node.children("sec:references"))
      if (std::strcmp(reference.attribute("source").value(), "CVE") == 0)
        cves.insert(reference.attribute("id").value());
    Vulnerability record = common(number, inner(node, "title"), inner(node, "dcterms:issued"));
    if (cves.size() <= 1)
      for (const pugi::xml_node& cvss : node.children("sec:cvss"))
        add_vector(record, cvss.attribute("vector").value(), file_, number, diagnostics);
    const std::vector<Id> ids = add(record, cves, number, advisory);
    for (const pugi::xml_node& cpe : node.children("sec:cpe"))
      product({{},
               cpe.attribute("vendor").value(),
               cpe.attribute("product").value(),
               {},
               {trimmed(cpe.text().get())},
               {},
               {}},
              ids, advisory);
    advisories.push_back(std::move(advisory));
  }

  std::vector<Advisory> advisories;
  Diagnostics diagnostics;

 private:
  void missing(const char* what, const pugi::xml_node& node) {
    diagnostics.push_back(problem(file_, node.path(), models::codes::missing_key, {}, what));
  }

  static Advisory entry(const char* publisher, const char* format, const std::string& number,
                        const std::string& updated) {
    Advisory advisory;
    advisory.document = publisher + number;
    advisory.format = format;
    advisory.revision = updated;
    advisory.date = updated.substr(0, 10);
    return advisory;
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
  static std::vector<Id> add(const Vulnerability& record, std::set<std::string> ids,
                             const std::string& number, Advisory& advisory) {
    ids.erase("");
    if (ids.empty()) ids.insert(number);
    for (const std::string& id : ids) {
      Vulnerability each = record;
      each.id = id;
      // Under this number it is known in Japan, as long as no other CVE shares it.
      if (id != number && ids.size() == 1) each.aliases.push_back(number);
      advisory.vulnerabilities.push_back(std::move(each));
    }
    return {ids.begin(), ids.end()};
  }

  /// All products of an entry are affected; a version may name the CVEs it is about.
  static void product(ProductRecord record, const std::vector<Id>& ids, Advisory& advisory) {
    record.id = std::to_string(advisory.products.size() + 1);
    const std::vector<std::string> named = cves_in(record.version);
    for (const Id& id : ids)
      if (named.empty() || std::find(named.begin(), named.end(), id) != named.end())
        advisory.statuses.push_back({id, record.id, "Affected", FindingStatus::affected, {}, {}});
    advisory.products.push_back(std::move(record));
  }

  static void solution(const std::string& text, const std::vector<Id>& ids, const std::string& number,
                       Advisory& advisory) {
    for (const std::string& part : solution_parts(text)) {
      RemediationRecord remediation;
      remediation.vulnerabilities = ids;
      for (const ProductRecord& each : advisory.products) remediation.products.push_back(each.id);
      std::sort(remediation.products.begin(), remediation.products.end());
      remediation.text = part;
      remediation.kind = solution_kind(part);
      remediation.pointer = number;
      advisory.remediations.push_back(std::move(remediation));
    }
  }

  const std::string& file_;
};

Reading read_xml(const std::string& file, std::string_view bytes) {
  Diagnostics problems;
  pugi::xml_document document;
  if (!parse_xml(file, bytes, false, document, problems)) return {{}, std::move(problems)};
  JvnReader reader(file);
  const pugi::xml_node root = document.document_element();
  const std::string_view name = root.name();
  if (name != "VULDEF-Document" && name != "rdf:RDF")
    return {{},
            {problem(file, root.path(), codes::not_an_advisory, root.name(), "VULDEF-Document, rdf:RDF")}};
  const pugi::xml_attribute code = root.child("status:Status").attribute("retCd");
  if (!code.empty() && code.as_int() != 0)
    return {{},
            {problem(file, root.path(), codes::not_an_advisory,
                     root.child("status:Status").attribute("errMsg").value(), "retCd 0")}};
  for (const pugi::xml_node& info : root.children("Vulinfo")) reader.vulinfo(info);
  for (const pugi::xml_node& item : root.children("item")) reader.item(item);
  return finish(std::move(reader.advisories), std::move(reader.diagnostics));
}

}  // namespace

Reading read_jvn(const std::string& file, std::string_view bytes) {
  const std::size_t first = bytes.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  const bool json = first != std::string_view::npos && bytes[first] == '{';
  return json ? read_jvn_json(file, bytes) : read_xml(file, bytes);
}

}  // namespace hakyu::models::advisories
