// CSAF 2.0 and 2.1, VEX, and what has their shape.
#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "models/diagnostic_codes.hpp"
#include "models/import/advisories/tools.hpp"
#include "models/names.hpp"

namespace hakyu::models::advisories {

namespace {

/// One status, what it means, and the group of which a product may be in one only (0: none).
struct StatusWord {
  const char* word;
  FindingStatus meaning;
  int group;
};
constexpr StatusWord status_words[] = {{"known_affected", FindingStatus::affected, 1},
                                       {"first_affected", FindingStatus::affected, 1},
                                       {"last_affected", FindingStatus::affected, 1},
                                       {"known_not_affected", FindingStatus::not_affected, 2},
                                       {"fixed", FindingStatus::fixed, 3},
                                       {"first_fixed", FindingStatus::fixed, 3},
                                       {"under_investigation", FindingStatus::under_investigation, 4},
                                       {"unknown", FindingStatus::unknown, 5},
                                       {"recommended", FindingStatus::unknown, 0}};

class CsafReader {
 public:
  CsafReader(const std::string& file, const Json& root) : file_(file), root_(root) {}

  Reading read() && {
    if (!head()) return finish({}, std::move(diagnostics_));
    const Json& tree = object_of(root_, "product_tree");
    branches(tree, {}, {}, {});
    for (const Json& product : list_of(tree, "full_product_names")) add_product(product, {}, {}, {});
    relationships(tree);
    for (const Json& group : list_of(tree, "product_groups"))
      for (const Json& id : list_of(group, "product_ids"))
        if (id.is_string()) groups_[text_of(group, "group_id")].push_back(id.get<std::string>());
    const Json& all = list_of(root_, "vulnerabilities");
    for (std::size_t i = 0; i < all.size(); ++i) {
      const std::string pointer = "/vulnerabilities/" + std::to_string(i);
      if (!all[i].is_array()) vulnerability(all[i], pointer);
      // Fortinet publishes lists inside the list.
      if (all[i].is_array())
        for (std::size_t j = 0; j < all[i].size(); ++j)
          vulnerability(all[i][j], pointer + "/" + std::to_string(j));
    }
    return finish(std::move(advisory_), std::move(diagnostics_));
  }

 private:
  bool head() {
    if (!root_.is_object() || !root_.contains("document")) {
      const bool feed = root_.is_object() && root_.contains("feed");
      diagnostics_.push_back(
          problem(file_, feed ? "/feed" : "", codes::not_an_advisory, feed ? "ROLIE feed" : "?", "CSAF"));
      return false;
    }
    const Json& document = object_of(root_, "document");
    const std::string version = text_of(document, "csaf_version");
    if (version != "2.0" && version != "2.1") {
      diagnostics_.push_back(
          problem(file_, "/document/csaf_version", models::codes::unsupported_format, version, "2.0 2.1"));
      return false;
    }
    advisory_.format = "CSAF " + version;
    advisory_.category = text_of(document, "category");
    advisory_.label = text_of(object_of(object_of(document, "distribution"), "tlp"), "label");
    const Json& publisher = object_of(document, "publisher");
    number_ = text_of(object_of(document, "tracking"), "id");
    red_hat_ = text_of(publisher, "namespace").find("redhat.com") != std::string::npos;
    japanese_ = text_of(document, "lang").starts_with("ja");
    advisory_.document = text_of(publisher, "namespace") + " " + number_;
    if (!number_.empty()) return true;
    diagnostics_.push_back(problem(file_, "/document/tracking", models::codes::missing_key, {}, "id"));
    return false;
  }

  void add_product(const Json& product, const std::string& vendor, const std::string& name,
                   const std::string& version) {
    ProductRecord record{text_of(product, "product_id"), vendor, name, version, {}, {}, {}};
    if (record.name.empty()) record.name = text_of(product, "name");
    const std::string cpe = text_of(object_of(product, "product_identification_helper"), "cpe");
    if (!cpe.empty()) record.cpes.push_back(cpe);
    if (!record.id.empty() && known_.insert(record.id).second)
      advisory_.products.push_back(std::move(record));
  }

  void branches(const Json& parent, const std::string& vendor, const std::string& name,
                const std::string& version) {
    for (const Json& branch : list_of(parent, "branches")) {
      const std::string category = text_of(branch, "category");
      const std::string word = text_of(branch, "name");
      const std::string& v = category == "vendor" ? word : vendor;
      const std::string& n = category == "product_name" ? word : name;
      const bool is_version = category == "product_version" || category == "product_version_range";
      if (branch.is_object() && branch.contains("product"))
        add_product(branch["product"], v, n, is_version ? word : version);
      branches(branch, v, n, is_version ? word : version);
    }
  }

  /// 2.0 `relationships` and 2.1 `product_paths` make new products of old ones.
  void relationships(const Json& tree) {
    std::map<std::string, std::vector<std::string>> made_of;
    for (const Json& each : list_of(tree, "relationships")) {
      const Json& product = object_of(each, "full_product_name");
      add_product(product, {}, {}, {});
      auto& parts = made_of[text_of(product, "product_id")];
      parts = {text_of(each, "product_reference"), text_of(each, "relates_to_product_reference")};
    }
    for (const Json& each : list_of(tree, "product_paths")) {
      const Json& product = object_of(each, "full_product_name");
      add_product(product, {}, {}, {});
      auto& parts = made_of[text_of(product, "product_id")];
      parts.push_back(text_of(each, "beginning_product_reference"));
      for (const Json& sub : list_of(each, "subpaths"))
        parts.push_back(text_of(sub, "next_product_reference"));
    }
    // What is made of known things only is taken away until nothing changes; what remains is a cycle.
    for (bool changed = true; changed;) {
      changed = false;
      for (auto at = made_of.begin(); at != made_of.end();) {
        const bool open = std::any_of(at->second.begin(), at->second.end(),
                                      [&](const std::string& part) { return made_of.contains(part); });
        if (!open) changed = true;
        at = open ? std::next(at) : made_of.erase(at);
      }
    }
    for (const auto& [id, parts] : made_of)
      diagnostics_.push_back(problem(file_, "/product_tree", codes::relationship_cycle, id));
  }

  [[nodiscard]] std::vector<std::string> products_of(const Json& object) const {
    std::set<std::string> ids;
    for (const Json& id : list_of(object, "product_ids"))
      if (id.is_string()) ids.insert(id.get<std::string>());
    for (const Json& group : list_of(object, "group_ids")) {
      if (!group.is_string()) continue;
      const auto found = groups_.find(group.get<std::string>());
      if (found != groups_.end()) ids.insert(found->second.begin(), found->second.end());
    }
    return {ids.begin(), ids.end()};
  }

  [[nodiscard]] Id id_of(const Json& vulnerability) const {
    const std::string cve = text_of(vulnerability, "cve");
    if (!cve.empty()) return cve;
    for (const Json& id : list_of(vulnerability, "ids"))
      if (!text_of(id, "text").empty()) return text_of(id, "text");
    return number_ + "#" + std::to_string(advisory_.vulnerabilities.size() + 1);
  }

  void vulnerability(const Json& json, const std::string& pointer) {
    if (!json.is_object()) {
      diagnostics_.push_back(problem(file_, pointer, models::codes::wrong_type, json.type_name(), "object"));
      return;
    }
    Vulnerability record;
    record.id = id_of(json);
    (japanese_ ? record.title.ja : record.title.en) = trimmed(text_of(json, "title"));
    const std::string released = text_of(json, "release_date");
    record.published = day_of(released.empty() ? text_of(json, "disclosure_date") : released);
    record.annotation.source = number_;
    for (const Json& score : list_of(json, "scores")) vectors(record, score, pointer);
    for (const Json& metric : list_of(json, "metrics"))
      vectors(record, object_of(metric, "content"), pointer);
    const std::vector<std::string> affected = statuses(json, record.id, pointer);
    const Json& remediations = list_of(json, "remediations");
    for (std::size_t i = 0; i < remediations.size(); ++i)
      remediation(remediations[i], record.id, affected, pointer + "/remediations/" + std::to_string(i));
    advisory_.vulnerabilities.push_back(std::move(record));
  }

  void vectors(Vulnerability& record, const Json& content, const std::string& pointer) {
    for (const char* key : {"cvss_v2", "cvss_v3", "cvss_v4"})
      add_vector(record, text_of(object_of(content, key), "vectorString"), file_, pointer, diagnostics_);
  }

  /// Returns the affected products.
  std::vector<std::string> statuses(const Json& json, const Id& id, const std::string& pointer) {
    std::map<std::string, const StatusWord*> seen;
    std::map<std::string, std::string> why;
    for (const Json& flag : list_of(json, "flags"))
      for (const std::string& product : products_of(flag)) why[product] = text_of(flag, "label");
    std::vector<std::string> affected;
    for (const StatusWord& word : status_words) {
      for (const Json& product : list_of(object_of(json, "product_status"), word.word)) {
        if (!product.is_string()) continue;
        const std::string name = product.get<std::string>();
        const auto reason = why.find(name);
        advisory_.statuses.push_back(
            {id, name, word.word, word.meaning, reason == why.end() ? std::string{} : reason->second, {}});
        if (word.meaning == FindingStatus::affected) affected.push_back(name);
        if (word.group == 0) continue;
        const auto [at, fresh] = seen.emplace(name, &word);
        if (!fresh && at->second->group != word.group)
          diagnostics_.push_back(problem(file_, pointer + "/product_status", codes::contradicting_status,
                                         name + ": " + at->second->word + ", " + word.word));
      }
    }
    return affected;
  }

  void remediation(const Json& json, const Id& id, const std::vector<std::string>& affected,
                   std::string pointer) {
    RemediationRecord record{{id},
                             products_of(json),
                             text_of(json, "category"),
                             text_of(json, "details"),
                             text_of(json, "url"),
                             text_of(json, "date"),
                             {},
                             {},
                             std::move(pointer)};
    if (record.products.empty()) record.products = affected;
    for (const Json& each : list_of(json, "entitlements"))
      if (each.is_string()) record.entitlements.push_back(each.get<std::string>());
    record.outage = outage(object_of(json, "restart_required"));
    const std::string key = record.kind + '\0' + record.text + '\0' + record.url + '\0' +
                            record.available_from + '\0' + record.outage.original + '\0' +
                            Json(record.entitlements).dump();
    const auto [at, fresh] = place_.emplace(key, advisory_.remediations.size());
    if (fresh) return advisory_.remediations.push_back(std::move(record));
    RemediationRecord& same = advisory_.remediations[at->second];
    unite(same.vulnerabilities, record.vulnerabilities);
    unite(same.products, record.products);
  }

  [[nodiscard]] Outage outage(const Json& restart) const {
    Outage found{RestartScope::unknown, OutageSource::unknown, text_of(restart, "category")};
    if (found.original.empty()) return found;
    // Red Hat writes "none" for everything, so it says nothing.
    if (red_hat_ && found.original == "none") return found;
    // A shared service is as large as the process it runs in; what that is, only the hospital knows.
    const auto scope = value_of<RestartScope>(found.original == "service" ? "parent" : found.original);
    if (!scope) return found;
    return {*scope, OutageSource::csaf, found.original};
  }

  static void unite(std::vector<std::string>& into, const std::vector<std::string>& more) {
    into.insert(into.end(), more.begin(), more.end());
    std::sort(into.begin(), into.end());
    into.erase(std::unique(into.begin(), into.end()), into.end());
  }

  const std::string& file_;
  const Json& root_;
  Advisory advisory_;
  Diagnostics diagnostics_;
  std::string number_;
  bool red_hat_ = false;
  bool japanese_ = false;
  std::set<std::string> known_;
  std::map<std::string, std::vector<std::string>> groups_;
  std::map<std::string, std::size_t> place_;
};

}  // namespace

Reading read_csaf(const std::string& file, std::string_view bytes) {
  Diagnostics diagnostics;
  const auto json = parse_json(file, bytes, diagnostics);
  if (!json) return finish({}, std::move(diagnostics));
  return CsafReader(file, *json).read();
}

}  // namespace hakyu::models::advisories
