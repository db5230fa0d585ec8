// CSAF 2.0 and 2.1, VEX, and what has their shape.
#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "models/diagnostic_codes.hpp"
#include "models/import/advisories/csaf_products.hpp"
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

/// Versions are whole numbers or x.y.z; padded they sort as they count.
std::string sortable(std::string_view version) {
  std::string text;
  for (std::size_t from = 0; from <= version.size();) {
    const std::size_t to = std::min(version.find('.', from), version.size());
    const std::string_view part = version.substr(from, to - from);
    text += std::string(part.size() < 8 ? 8 - part.size() : 0, '0') + std::string(part) + '.';
    from = to + 1;
  }
  return text;
}

class CsafReader {
 public:
  CsafReader(const std::string& file, const Json& root) : file_(file), root_(root) {}

  Advisory read(Diagnostics& diagnostics) && {
    if (head() && advisory_.category != "csaf_withdrawn" && advisory_.category != "csaf_superseded") body();
    diagnostics.insert(diagnostics.end(), diagnostics_.begin(), diagnostics_.end());
    return std::move(advisory_);
  }

 private:
  void body() {
    const Json& tree = object_of(root_, "product_tree");
    products_.emplace(file_, tree, diagnostics_);
    advisory_.products = products_->list();
    for (const Json& group : list_of(tree, "product_groups"))
      for (const Json& id : list_of(group, "product_ids"))
        if (id.is_string()) groups_[text_of(group, "group_id")].push_back(id.get<std::string>());
    const Json& all = checked_list(root_, "vulnerabilities", file_, {}, diagnostics_);
    for (std::size_t i = 0; i < all.size(); ++i) {
      const std::string pointer = "/vulnerabilities/" + std::to_string(i);
      if (!all[i].is_array()) vulnerability(all[i], pointer);
      // Fortinet publishes lists inside the list.
      if (all[i].is_array())
        for (std::size_t j = 0; j < all[i].size(); ++j)
          vulnerability(all[i][j], pointer + "/" + std::to_string(j));
    }
    if (root_.contains("jvn_extension")) apply_jvn_extension(root_["jvn_extension"], advisory_);
  }

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
    const Json& tracking = object_of(document, "tracking");
    const std::string released = text_of(tracking, "current_release_date");
    advisory_.revision = sortable(text_of(tracking, "version")) + " " + released;
    advisory_.date = released.substr(0, 10);
    if (!number_.empty()) return true;
    diagnostics_.push_back(problem(file_, "/document/tracking", models::codes::missing_key, {}, "id"));
    return false;
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
    // What helps a part helps the product that contains it.
    for (const std::string& id : std::set<std::string>(ids))
      for (const CsafProducts::Whole& each : products_->wholes(id)) ids.insert(each.product);
    return {ids.begin(), ids.end()};
  }

  [[nodiscard]] Id id_of(const Json& vulnerability) const {
    const std::string cve = text_of(vulnerability, "cve");
    if (!cve.empty()) return cve;
    for (const Json& id : list_of(vulnerability, "ids"))
      if (!text_of(id, "text").empty()) return text_of(id, "text");
    // What has no number of its own is called by that of the document.
    const std::string place = std::to_string(advisory_.vulnerabilities.size() + 1);
    return advisory_.vulnerabilities.empty() ? number_ : number_ + "#" + place;
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
    for (const Json& reference : list_of(json, "references")) linked_vector(record, reference, pointer);
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

  /// CISA gives vectors of version 4 only as the fragment of a link to the calculator.
  void linked_vector(Vulnerability& record, const Json& reference, const std::string& pointer) {
    const std::string url = text_of(reference, "url");
    const std::size_t at = url.find("#CVSS:4.0/");
    if (at != std::string::npos) add_vector(record, url.substr(at + 1), file_, pointer, diagnostics_);
  }

  /// Returns the affected products.
  std::vector<std::string> statuses(const Json& json, const Id& id, const std::string& pointer) {
    std::map<std::string, const StatusWord*> seen;
    std::map<std::string, std::string> why;
    for (const Json& flag : list_of(json, "flags"))
      for (const std::string& product : products_of(flag)) why[product] = text_of(flag, "label");
    const Json& said = checked_object(json, "product_status", file_, pointer, diagnostics_);
    expect_known(said, pointer + "/product_status");
    std::vector<std::string> affected;
    for (const StatusWord& word : status_words) {
      for (const Json& product :
           checked_list(said, word.word, file_, pointer + "/product_status", diagnostics_)) {
        if (!product.is_string()) {
          diagnostics_.push_back(problem(file_, pointer + "/product_status/" + word.word,
                                         models::codes::wrong_type, product.type_name(), "string"));
          continue;
        }
        const std::string name = product.get<std::string>();
        expect_defined(name, pointer);
        state(id, name, word, why[name]);
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

  /// What a product is affected by, that which contains it is affected by as well; what makes an exception of
  /// a part makes none of the whole.
  void state(const Id& id, const std::string& product, const StatusWord& word, const std::string& why) {
    const std::vector<std::string>& conditions = products_->conditions(product);
    const bool denies = word.meaning == FindingStatus::fixed || word.meaning == FindingStatus::not_affected;
    const auto unless = [&](bool certain) {
      return certain || word.meaning != FindingStatus::affected ? word.meaning : FindingStatus::unknown;
    };
    advisory_.statuses.push_back({id, product, word.word, unless(conditions.empty()), why, conditions});
    if (denies || word.group == 0) return;
    for (const CsafProducts::Whole& each : products_->wholes(product))
      advisory_.statuses.push_back({id, each.product, word.word, unless(each.certain), {}, {}});
  }

  /// A misspelt status says something that nobody would miss.
  void expect_known(const Json& said, const std::string& pointer) {
    for (const auto& [key, value] : said.items())
      if (std::none_of(std::begin(status_words), std::end(status_words),
                       [&, &key = key](const StatusWord& word) { return key == word.word; }))
        diagnostics_.push_back(problem(file_, pointer + "/" + key, models::codes::unknown_key, key,
                                       "known_affected | fixed | …"));
  }

  /// Nothing can be matched with a product that has no name: whoever reads the advisory has to know.
  void expect_defined(const std::string& product, const std::string& pointer) {
    if (products_->has(product) || !undefined_.insert(product).second) return;
    diagnostics_.push_back(problem(file_, pointer + "/product_status", codes::undefined_product, product));
    diagnostics_.back().severity = Severity::warning;
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
    append(list_of(json, "entitlements"), record.entitlements);
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
  std::optional<CsafProducts> products_;
  std::map<std::string, std::vector<std::string>> groups_;
  std::map<std::string, std::size_t> place_;
  std::set<std::string> undefined_;  ///< ids of products that were told not to be known
};

}  // namespace

Advisory csaf_document(const std::string& file, const Json& root, Diagnostics& diagnostics) {
  return CsafReader(file, root).read(diagnostics);
}

Reading read_csaf(const std::string& file, std::string_view bytes) {
  Diagnostics diagnostics;
  const auto json = parse_json(file, bytes, diagnostics);
  if (!json) return finish({}, std::move(diagnostics));
  Advisory advisory = csaf_document(file, *json, diagnostics);
  return finish(one(std::move(advisory)), std::move(diagnostics));
}

}  // namespace hakyu::models::advisories
