// Microsoft's security updates as CVRF 1.1: the source that says whether a restart is needed.
#include <algorithm>
#include <map>
#include <pugixml.hpp>

#include "models/diagnostic_codes.hpp"
#include "models/import/advisories/tools.hpp"

namespace hakyu::models::advisories {

namespace {

/// Names without the prefix of their namespace, which the maker chooses.
std::string_view local(const pugi::xml_node& node) {
  const std::string_view name = node.name();
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

pugi::xml_node child(const pugi::xml_node& node, std::string_view name) {
  for (const pugi::xml_node& each : node.children())
    if (local(each) == name) return each;
  return {};
}

std::string text(const pugi::xml_node& node, std::string_view name) {
  return trimmed(child(node, name).text().get());
}

/// Calls back for each child of that name.
template <class Take>
void each(const pugi::xml_node& node, std::string_view name, const Take& take) {
  for (const pugi::xml_node& at : node.children())
    if (local(at) == name) take(at);
}

/// Status of CVRF 1.1 and what it means.
FindingStatus meaning_of_type(std::string_view type) {
  if (type == "Known Affected" || type == "First Affected" || type == "Last Affected")
    return FindingStatus::affected;
  if (type == "Known Not Affected") return FindingStatus::not_affected;
  if (type == "Fixed" || type == "First Fixed") return FindingStatus::fixed;
  return FindingStatus::unknown;
}

std::string kind_of(const std::string& type) {
  const std::map<std::string, std::string> kinds{{"Vendor Fix", "vendor_fix"},
                                                 {"Workaround", "workaround"},
                                                 {"Mitigation", "mitigation"},
                                                 {"None Available", "none_available"},
                                                 {"Will Not Fix", "no_fix_planned"}};
  const auto found = kinds.find(type);
  return found == kinds.end() ? type : found->second;
}

/// "Maybe" is not no; nothing said is unknown.
Outage outage_of(const std::string& restart) {
  if (restart == "Yes") return {RestartScope::machine, OutageSource::msrc, restart};
  if (restart == "No") return {RestartScope::none, OutageSource::msrc, restart};
  return {RestartScope::unknown, restart.empty() ? OutageSource::unknown : OutageSource::msrc, restart};
}

class CvrfReader {
 public:
  CvrfReader(const std::string& file, const pugi::xml_node& root) : file_(file), root_(root) {}

  Reading read() && {
    const pugi::xml_node tracking = child(root_, "DocumentTracking");
    number_ = text(child(tracking, "Identification"), "ID");
    if (number_.empty())
      return {{}, {problem(file_, root_.path(), models::codes::missing_key, {}, "DocumentTracking/ID")}};
    advisory_.document = "MSRC " + number_;
    advisory_.format = "CVRF 1.1";
    advisory_.category = text(root_, "DocumentType");
    advisory_.revision = text(tracking, "CurrentReleaseDate");
    advisory_.date = advisory_.revision.substr(0, 10);
    branches(child(root_, "ProductTree"), {}, 0);
    each(root_, "Vulnerability", [&](const pugi::xml_node& at) { vulnerability(at); });
    return finish(one(std::move(advisory_)), std::move(diagnostics_));
  }

 private:
  void branches(const pugi::xml_node& parent, const std::string& vendor, std::size_t depth) {
    if (depth > 100) {
      diagnostics_.push_back(problem(file_, parent.path(), models::codes::too_deep, "> 100", "<= 100"));
      return;
    }
    each(parent, "FullProductName", [&](const pugi::xml_node& at) {
      ProductRecord record{
          at.attribute("ProductID").value(), vendor, trimmed(at.text().get()), {}, {}, {}, {}};
      const std::string cpe = at.attribute("CPE").value();
      if (!cpe.empty()) record.cpes.push_back(cpe);
      // The tree lists all products by family and once more in one list.
      if (!record.id.empty() && known_.emplace(record.id, advisory_.products.size()).second)
        advisory_.products.push_back(std::move(record));
    });
    each(parent, "Branch", [&](const pugi::xml_node& at) {
      const bool names_vendor = std::string_view(at.attribute("Type").value()) == "Vendor";
      branches(at, names_vendor ? at.attribute("Name").value() : vendor, depth + 1);
    });
  }

  void vulnerability(const pugi::xml_node& node) {
    Vulnerability record;
    record.id = text(node, "CVE");
    const std::string ordinal = node.attribute("Ordinal").value();
    if (record.id.empty()) record.id = number_ + "#" + ordinal;
    record.title.en = text(node, "Title");
    record.annotation.source = "MSRC " + number_;
    each(child(node, "Notes"), "Note", [&](const pugi::xml_node& at) {
      if (record.description.empty() && std::string_view(at.attribute("Type").value()) == "Description")
        record.description.en = trimmed(at.text().get());
    });
    each(child(node, "CVSSScoreSets"), "ScoreSet", [&](const pugi::xml_node& at) {
      add_vector(record, text(at, "Vector"), file_, record.id, diagnostics_);
    });
    each(child(node, "ProductStatuses"), "Status", [&](const pugi::xml_node& at) {
      const std::string type = at.attribute("Type").value();
      each(at, "ProductID", [&](const pugi::xml_node& product) {
        advisory_.statuses.push_back(
            {record.id, trimmed(product.text().get()), type, meaning_of_type(type), {}, {}});
      });
    });
    each(child(node, "Remediations"), "Remediation",
         [&](const pugi::xml_node& at) { remediation(at, record.id); });
    advisory_.vulnerabilities.push_back(std::move(record));
  }

  void remediation(const pugi::xml_node& node, const Id& id) {
    RemediationRecord record;
    record.vulnerabilities = {id};
    each(node, "ProductID",
         [&](const pugi::xml_node& at) { record.products.push_back(trimmed(at.text().get())); });
    std::sort(record.products.begin(), record.products.end());
    record.kind = kind_of(node.attribute("Type").value());
    record.text = described(node);
    record.url = text(node, "URL");
    record.available_from = text(node, "Date");
    record.outage = outage_of(text(node, "RestartRequired"));
    record.pointer = id;
    const auto same = std::find_if(
        advisory_.remediations.begin(), advisory_.remediations.end(), [&](const RemediationRecord& r) {
          return r.kind == record.kind && r.text == record.text && r.url == record.url &&
                 r.outage == record.outage && r.available_from == record.available_from;
        });
    if (same == advisory_.remediations.end()) return advisory_.remediations.push_back(std::move(record));
    unite(same->vulnerabilities, record.vulnerabilities);
    unite(same->products, record.products);
  }

  /// A number of a knowledge base article says little without what kind of update it is and what it replaces.
  static std::string described(const pugi::xml_node& node) {
    std::string all = text(node, "Description");
    const bool number = !all.empty() && all.find_first_not_of("0123456789") == std::string::npos;
    if (number) all.insert(0, "KB");
    for (const auto& [name, label] : {std::pair("SubType", ""), std::pair("FixedBuild", "FixedBuild: "),
                                      std::pair("Supercedence", "Supercedence: ")})
      if (const std::string more = text(node, name); !more.empty()) all += "; " + std::string(label) + more;
    return all;
  }

  static void unite(std::vector<std::string>& into, const std::vector<std::string>& more) {
    into.insert(into.end(), more.begin(), more.end());
    std::sort(into.begin(), into.end());
    into.erase(std::unique(into.begin(), into.end()), into.end());
  }

  const std::string& file_;
  const pugi::xml_node& root_;
  std::string number_;
  Advisory advisory_;
  Diagnostics diagnostics_;
  std::map<std::string, std::size_t> known_;
};

}  // namespace

Reading read_msrc(const std::string& file, std::string_view bytes) {
  Diagnostics diagnostics;
  pugi::xml_document document;
  if (!parse_xml(file, bytes, false, document, diagnostics)) return {{}, std::move(diagnostics)};
  const pugi::xml_node root = document.document_element();
  if (local(root) != "cvrfdoc")
    return {{}, {problem(file, root.path(), codes::not_an_advisory, root.name(), "cvrfdoc")}};
  return CvrfReader(file, root).read();
}

}  // namespace hakyu::models::advisories
