// CycloneDX 1.2 to 1.6: components, services, dependencies, and what is said about vulnerabilities (VEX).
#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "models/diagnostic_codes.hpp"
#include "models/import/advisories/tools.hpp"

namespace hakyu::models::advisories {

namespace {

FindingStatus meaning_of_state(const std::string& state) {
  if (state == "exploitable") return FindingStatus::affected;
  if (state == "not_affected" || state == "false_positive") return FindingStatus::not_affected;
  if (state == "resolved" || state == "resolved_with_pedigree") return FindingStatus::fixed;
  if (state == "in_triage") return FindingStatus::under_investigation;
  return FindingStatus::unknown;
}

/// Makers write vectors without the prefix that tells their version.
std::string with_prefix(std::string vector, const std::string& method) {
  if (vector.starts_with("CVSS:")) return vector;
  if (method == "CVSSv3") vector.insert(0, "CVSS:3.0/");
  if (method == "CVSSv31") vector.insert(0, "CVSS:3.1/");
  if (method == "CVSSv4") vector.insert(0, "CVSS:4.0/");
  return vector;
}

/// A document for the inventory, and one for each vulnerability. Files without a number of their own may
/// speak of the same product: one must not replace what another says about another vulnerability.
std::vector<Advisory> by_vulnerability(Advisory whole) {
  std::map<Id, Advisory> parts;
  for (Vulnerability& each : whole.vulnerabilities) {
    Advisory& part = parts[each.id];
    part.document = whole.document + " " + each.id;
    part.format = whole.format;
    part.revision = whole.revision;
    part.date = whole.date;
    part.vulnerabilities.push_back(std::move(each));
  }
  std::map<std::string, const ProductRecord*> products;
  for (const ProductRecord& each : whole.products) products.emplace(each.id, &each);
  std::set<std::pair<Id, std::string>> described;
  for (StatusRecord& each : whole.statuses) {
    Advisory& part = parts[each.vulnerability];
    const auto product = products.find(each.product);
    if (product != products.end() && described.emplace(each.vulnerability, each.product).second)
      part.products.push_back(*product->second);
    part.statuses.push_back(std::move(each));
  }
  for (RemediationRecord& each : whole.remediations)
    parts[each.vulnerabilities.front()].remediations.push_back(std::move(each));
  whole.vulnerabilities.clear();
  whole.statuses.clear();
  whole.products.clear();
  whole.remediations.clear();
  std::vector<Advisory> all;
  all.push_back(std::move(whole));
  for (auto& [id, part] : parts) all.push_back(std::move(part));
  return all;
}

class BomReader {
 public:
  BomReader(const std::string& file, const Json& root) : file_(file), root_(root) {}

  Reading read() && {
    const std::string version = text_of(root_, "specVersion");
    if (text_of(root_, "bomFormat") != "CycloneDX")
      return {
          {},
          {problem(file_, "/bomFormat", codes::not_an_advisory, text_of(root_, "bomFormat"), "CycloneDX")}};
    if (version < "1.2" || version > "1.6" || version.size() != 3)
      return {{},
              {problem(file_, "/specVersion", models::codes::unsupported_format, version,
                       "1.2 1.3 1.4 1.5 1.6")}};
    const Json& metadata = object_of(root_, "metadata");
    identify(metadata, version);
    if (metadata.contains("component")) component(object_of(metadata, "component"), {});
    // Everything listed is a part of what the document is about.
    const std::string subject = advisory_.components.empty() ? "" : advisory_.components.front().id;
    for (const Json& each : list_of(root_, "components")) component(each, subject);
    for (const Json& each : list_of(root_, "services")) service(each, subject);
    for (const Json& each : list_of(root_, "dependencies")) dependency(each);
    const Json& all = list_of(root_, "vulnerabilities");
    for (std::size_t i = 0; i < all.size(); ++i)
      vulnerability(all[i], "/vulnerabilities/" + std::to_string(i));
    const bool numbered = !text_of(root_, "serialNumber").empty();
    return finish(numbered ? one(std::move(advisory_)) : by_vulnerability(std::move(advisory_)),
                  std::move(diagnostics_));
  }

 private:
  /// Without a serial number of its own a document is known by what it describes.
  void identify(const Json& metadata, const std::string& version) {
    std::string serial = text_of(root_, "serialNumber");
    const Json& subject = object_of(metadata, "component");
    if (serial.empty()) serial = text_of(subject, "name") + " " + text_of(subject, "version");
    if (serial == " ") serial = file_;
    advisory_.document = "CycloneDX " + serial;
    advisory_.format = "CycloneDX " + version;
    advisory_.date = text_of(metadata, "timestamp").substr(0, 10);
    const auto number = root_.find("version");
    const std::string revision =
        number != root_.end() && number->is_number_integer() ? number->dump() : std::string{};
    advisory_.revision = std::string(revision.size() < 8 ? 8 - revision.size() : 0, '0') + revision + " " +
                         text_of(metadata, "timestamp");
  }

  std::string id_of(const Json& json) const {
    const std::string ref = text_of(json, "bom-ref");
    return ref.empty() ? "#" + std::to_string(advisory_.components.size() + 1) : ref;
  }

  static std::string group_and_name(const Json& json) {
    const std::string group = text_of(json, "group");
    return (group.empty() ? "" : group + "/") + text_of(json, "name");
  }

  void component(const Json& json, const std::string& parent) {
    ComponentRecord record;
    record.id = id_of(json);
    record.kind = text_of(json, "type");
    for (const char* who : {"manufacturer", "supplier", "manufacture"})
      if (record.vendor.empty()) record.vendor = text_of(object_of(json, who), "name");
    if (record.vendor.empty()) record.vendor = text_of(json, "publisher");
    record.name = group_and_name(json);
    record.version = text_of(json, "version");
    const std::string cpe = text_of(json, "cpe"), purl = text_of(json, "purl");
    if (!cpe.empty()) record.cpes.push_back(cpe);
    if (!purl.empty()) record.purls.push_back(purl);
    record.parent = parent;
    record.note = text_of(json, "description");
    add(std::move(record), json, "components", &BomReader::component);
  }

  void service(const Json& json, const std::string& parent) {
    ComponentRecord record;
    record.id = id_of(json);
    record.kind = "service";
    record.vendor = text_of(object_of(json, "provider"), "name");
    record.name = group_and_name(json);
    record.version = text_of(json, "version");
    append(list_of(json, "endpoints"), record.addresses);
    record.parent = parent;
    record.note = text_of(json, "description");
    add(std::move(record), json, "services", &BomReader::service);
  }

  void add(ComponentRecord record, const Json& json, const char* inside,
           void (BomReader::*each_of)(const Json&, const std::string&)) {
    const std::string id = record.id;
    places_.emplace(id, advisory_.components.size());
    advisory_.components.push_back(std::move(record));
    for (const Json& each : list_of(json, inside)) (this->*each_of)(each, id);
  }

  void dependency(const Json& json) {
    const std::string from = text_of(json, "ref");
    for (const char* kind : {"dependsOn", "provides"})
      for (const Json& to : list_of(json, kind))
        if (to.is_string()) advisory_.dependencies.push_back({from, to.get<std::string>(), kind});
  }

  void vulnerability(const Json& json, const std::string& pointer) {
    Vulnerability record;
    record.id = text_of(json, "id");
    if (record.id.empty()) {
      diagnostics_.push_back(problem(file_, pointer, models::codes::missing_key, {}, "id"));
      diagnostics_.back().severity = Severity::warning;
      record.id = advisory_.document + "#" + std::to_string(advisory_.vulnerabilities.size() + 1);
    }
    record.description.en = trimmed(text_of(json, "description"));
    record.published = day_of(text_of(json, "published"));
    record.annotation.source = advisory_.document;
    for (const Json& reference : list_of(json, "references"))
      if (const std::string id = text_of(reference, "id"); !id.empty() && id != record.id)
        record.aliases.push_back(id);
    for (const Json& rating : list_of(json, "ratings")) {
      const std::string method = text_of(rating, "method");
      if (method.starts_with("CVSS"))
        add_vector(record, with_prefix(text_of(rating, "vector"), method), file_, pointer, diagnostics_);
    }
    const std::vector<std::string> products = statuses(json, record.id);
    for (const char* kind : {"recommendation", "workaround"})
      remediation(json, kind, record.id, products, pointer);
    advisory_.vulnerabilities.push_back(std::move(record));
  }

  /// Returns the products the statement is about.
  std::vector<std::string> statuses(const Json& json, const Id& id) {
    const Json& analysis = object_of(json, "analysis");
    const std::string state = text_of(analysis, "state"), why = text_of(analysis, "justification");
    std::vector<std::string> products;
    for (const Json& affects : list_of(json, "affects")) {
      const std::string ref = text_of(affects, "ref");
      const Json& versions = list_of(affects, "versions");
      if (versions.empty()) products.push_back(stated(id, ref, {}, state, meaning_of_state(state), why));
      for (const Json& each : versions) {
        const std::string version = text_of(each, "version"), range = text_of(each, "range"),
                          word = text_of(each, "status");
        // What is said about one version is more than what is said about all; not saying it means affected.
        const bool affected = word.empty() || word == "affected";
        const FindingStatus version_meaning = word == "unaffected" ? FindingStatus::not_affected
                                              : affected           ? FindingStatus::affected
                                                                   : FindingStatus::unknown;
        const FindingStatus of_state = state.empty() ? FindingStatus::affected : meaning_of_state(state);
        const bool denied = of_state == FindingStatus::not_affected || of_state == FindingStatus::fixed;
        // "Not affected" as a whole and "affected" for this version contradict each other.
        const FindingStatus meaning = !affected                      ? version_meaning
                                      : denied && word == "affected" ? FindingStatus::unknown
                                                                     : of_state;
        products.push_back(
            stated(id, ref, version.empty() ? range : version, affected ? state : word, meaning, why));
      }
    }
    std::sort(products.begin(), products.end());
    return products;
  }

  std::string stated(const Id& id, const std::string& ref, const std::string& version,
                     const std::string& word, FindingStatus meaning, const std::string& why) {
    std::string product = version.empty() ? ref : ref + "@" + version;
    advisory_.statuses.push_back({id, product, word, meaning, why, {}});
    const auto at = places_.find(ref);
    if (at == places_.end() || !stated_.insert(product).second) return product;
    const ComponentRecord& part = advisory_.components[at->second];
    advisory_.products.push_back({product,
                                  part.vendor,
                                  part.name,
                                  version.empty() ? part.version : version,
                                  part.cpes,
                                  part.purls,
                                  {}});
    return product;
  }

  void remediation(const Json& json, const char* kind, const Id& id, const std::vector<std::string>& products,
                   const std::string& pointer) {
    RemediationRecord record;
    record.text = trimmed(text_of(json, kind));
    if (record.text.empty()) return;
    record.vulnerabilities = {id};
    record.products = products;
    record.kind = kind;
    record.pointer = pointer + "/" + kind;
    advisory_.remediations.push_back(std::move(record));
  }

  const std::string& file_;
  const Json& root_;
  Advisory advisory_;
  Diagnostics diagnostics_;
  std::map<std::string, std::size_t> places_;  ///< components by id
  std::set<std::string> stated_;               ///< ids of products that have a record
};

}  // namespace

Reading read_cyclonedx(const std::string& file, std::string_view bytes) {
  Diagnostics diagnostics;
  const auto json = parse_json(file, bytes, diagnostics);
  if (!json) return finish({}, std::move(diagnostics));
  return BomReader(file, *json).read();
}

}  // namespace hakyu::models::advisories
