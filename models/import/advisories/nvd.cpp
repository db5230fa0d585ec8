#include "models/import/advisories/nvd.hpp"

#include <nlohmann/json.hpp>

#include "models/diagnostic_codes.hpp"
#include "models/import/advisories/splitter.hpp"
#include "models/import/advisories/tools.hpp"

namespace hakyu::models::advisories {

namespace {

/// More CPEs than this are not kept as a condition; without one the statement holds for more.
constexpr std::size_t context_limit = 16;

/// The text of the wanted language in a list of {lang, value}.
std::string in_language(const Json& list, std::string_view language) {
  for (const Json& each : list)
    if (text_of(each, "lang") == language) return trimmed(text_of(each, "value"));
  return {};
}

bool says_true(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_boolean() && found->get<bool>();
}

/// One CVE of the feed.
class CveReader {
 public:
  CveReader(const std::string& file, std::string pointer, const Json& cve, Diagnostics& diagnostics)
      : file_(file), pointer_(std::move(pointer)), cve_(cve), diagnostics_(diagnostics) {}

  Advisory read() && {
    id_ = text_of(cve_, "id");
    advisory_.document = "NVD " + id_;
    advisory_.format = "NVD";
    advisory_.category = text_of(cve_, "vulnStatus");
    advisory_.revision = text_of(cve_, "lastModified");
    advisory_.date = advisory_.revision.substr(0, 10);
    if (id_.empty())
      diagnostics_.push_back(problem(file_, pointer_, models::codes::missing_key, {}, "cve/id"));
    else if (advisory_.category != "Rejected")
      body();
    return std::move(advisory_);
  }

 private:
  void body() {
    Vulnerability record;
    record.id = id_;
    record.title.en = text_of(cve_, "cisaVulnerabilityName");
    record.description.en = in_language(list_of(cve_, "descriptions"), "en");
    record.published = day_of(text_of(cve_, "published"));
    record.annotation.source = "NVD";
    if (const auto added = day_of(text_of(cve_, "cisaExploitAdd"))) {
      record.known_exploited = true;
      record.known_exploited_since = added;
    }
    const Json& metrics = object_of(cve_, "metrics");
    for (const char* key : {"cvssMetricV40", "cvssMetricV31", "cvssMetricV30", "cvssMetricV2"})
      for (const Json& metric : list_of(metrics, key))
        add_vector(record, text_of(object_of(metric, "cvssData"), "vectorString"), file_, pointer_,
                   diagnostics_);
    advisory_.vulnerabilities.push_back(std::move(record));
    for (const Json& configuration : checked_list(cve_, "configurations", file_, pointer_, diagnostics_))
      products(configuration);
    // Many CVEs have not been analysed yet; newer ones carry what the maker said.
    if (advisory_.products.empty())
      for (const Json& each : list_of(cve_, "affected")) maker_said(each);
  }

  void products(const Json& configuration) {
    const bool all = text_of(configuration, "operator") == "AND";
    const Json& nodes = checked_list(configuration, "nodes", file_, pointer_, diagnostics_);
    for (const Json& node : nodes) {
      if (!node.is_object() || says_true(node, "negate")) continue;
      const std::vector<std::string> context = all ? others(nodes, node) : std::vector<std::string>{};
      for (const Json& match : checked_list(node, "cpeMatch", file_, pointer_, diagnostics_))
        if (match.is_object() && is_vulnerable(match))
          add({}, match, context, says_true(configuration, "negate"));
    }
  }

  bool is_vulnerable(const Json& match) {
    const auto found = match.find("vulnerable");
    if (found != match.end() && !found->is_boolean())
      diagnostics_.push_back(problem(file_, pointer_, models::codes::wrong_type, found->type_name(),
                                     "vulnerable: true | false"));
    return says_true(match, "vulnerable");
  }

  /// The CPEs of the other nodes, of which one must be there as well.
  static std::vector<std::string> others(const Json& nodes, const Json& node) {
    std::vector<std::string> cpes;
    for (const Json& other : nodes) {
      if (&other == &node || !other.is_object() || says_true(other, "negate")) continue;
      for (const Json& match : list_of(other, "cpeMatch")) cpes.push_back(text_of(match, "criteria"));
    }
    if (cpes.size() > context_limit) cpes.clear();
    return cpes;
  }

  void add(ProductRecord product, const Json& match, const std::vector<std::string>& context, bool negated) {
    const std::string criteria = text_of(match, "criteria");
    CpeName name = cpe_name(criteria);
    product.id = std::to_string(advisory_.products.size() + 1);
    product.vendor = std::move(name.vendor);
    product.name = std::move(name.product);
    product.version = name.version == "*" ? range(match) : name.version;
    product.cpes.push_back(criteria);
    advisory_.statuses.push_back({id_,
                                  product.id,
                                  "vulnerable",
                                  negated ? FindingStatus::unknown : FindingStatus::affected,
                                  {},
                                  context});
    advisory_.products.push_back(std::move(product));
  }

  /// Two bounds for one end: which of them is meant cannot be told, so the text is none that rules out.
  std::string range(const Json& match) {
    for (const std::string end : {"versionStart", "versionEnd"}) {
      const std::string with = text_of(match, (end + "Including").c_str()),
                        without = text_of(match, (end + "Excluding").c_str());
      if (with.empty() || without.empty()) continue;
      const std::string found = end + "Including " + with + ", " + end + "Excluding " + without;
      diagnostics_.push_back(problem(file_, pointer_, codes::contradicting_bounds, found));
      diagnostics_.back().severity = Severity::warning;
      return found;
    }
    return vers(bounds(match));
  }

  static Bounds bounds(const Json& match) {
    const std::string from = text_of(match, "versionStartIncluding"),
                      to = text_of(match, "versionEndIncluding");
    Bounds found;
    found.from = from.empty() ? text_of(match, "versionStartExcluding") : from;
    found.from_included = !from.empty();
    found.to = to.empty() ? text_of(match, "versionEndExcluding") : to;
    found.to_included = !to.empty();
    return found;
  }

  void maker_said(const Json& affected) {
    for (const Json& data : checked_list(affected, "affectedData", file_, pointer_, diagnostics_)) {
      for (const Json& version : checked_list(data, "versions", file_, pointer_, diagnostics_))
        maker_said(data, version);
      // What is not listed is then affected as well.
      if (text_of(data, "defaultStatus") == "affected") maker_said(data, vers({}), "affected");
    }
  }

  /// One entry; `changes` divide its range at versions from which another status holds.
  void maker_said(const Json& data, const Json& version) {
    std::string status = text_of(version, "status"), from = text_of(version, "version");
    const std::string below = text_of(version, "lessThan"), until = text_of(version, "lessThanOrEqual");
    if (below.empty() && until.empty())
      return maker_said(data, from, list_of(version, "changes").empty() ? status : "unknown");
    if (from == "0" || from == "*" || from == "unspecified") from.clear();
    for (const Json& change : list_of(version, "changes")) {
      std::string at = text_of(change, "at");
      maker_said(data, vers({from, true, at, false}), at.empty() ? "unknown" : status);
      from = std::move(at);
      status = text_of(change, "status");
    }
    maker_said(data, vers({from, true, below.empty() ? until : below, below.empty()}), status);
  }

  void maker_said(const Json& data, const std::string& version, const std::string& status) {
    ProductRecord product{std::to_string(advisory_.products.size() + 1),
                          text_of(data, "vendor"),
                          text_of(data, "product"),
                          version,
                          {},
                          {},
                          {}};
    const FindingStatus meaning = status == "affected"     ? FindingStatus::affected
                                  : status == "unaffected" ? FindingStatus::not_affected
                                                           : FindingStatus::unknown;
    advisory_.statuses.push_back({id_, product.id, status, meaning, {}, {}});
    advisory_.products.push_back(std::move(product));
  }

  const std::string& file_;
  std::string pointer_;
  const Json& cve_;
  Diagnostics& diagnostics_;
  Id id_;
  Advisory advisory_;
};

/// Lines of a part are counted from its own beginning.
void move_down(Diagnostics& diagnostics, std::size_t from, std::uint64_t line) {
  for (std::size_t i = from; i < diagnostics.size(); ++i)
    if (diagnostics[i].line > 0) diagnostics[i].line += static_cast<std::uint32_t>(line - 1);
}

bool sound_envelope(const std::string& file, const ListSplitter& splitter, Diagnostics& diagnostics) {
  const std::size_t before = diagnostics.size();
  const auto json = parse_json(file, splitter.envelope(), diagnostics);
  if (splitter.inside() || !json) {
    // The values were cut out, so only the end of the file is a sure place.
    const bool early = splitter.inside() || diagnostics.back().code == codes::ends_early;
    diagnostics.resize(before);
    Diagnostic d = early ? cut_off(file, {}) : problem(file, {}, models::codes::syntax, {}, "JSON");
    d.line = static_cast<std::uint32_t>(splitter.line());
    diagnostics.push_back(std::move(d));
    return false;
  }
  if (text_of(*json, "format") != "NVD_CVE") {
    diagnostics.push_back(
        problem(file, "/format", codes::not_an_advisory, text_of(*json, "format"), "NVD_CVE"));
    return false;
  }
  const std::size_t values = list_of(*json, "vulnerabilities").size();
  if (values != splitter.values())
    diagnostics.push_back(
        problem(file, "/vulnerabilities", models::codes::wrong_type, std::to_string(values), "{cve}"));
  return values == splitter.values();
}

}  // namespace

Diagnostics stream_nvd(const std::string& file, const Chunks& chunks,
                       const std::function<void(Advisory&&)>& take) {
  Diagnostics diagnostics;
  ListSplitter splitter("vulnerabilities", [&](const ListSplitter::Value& value) {
    const std::size_t before = diagnostics.size();
    const auto json = parse_json(file, value.text, diagnostics);
    if (json) {
      Advisory advisory = CveReader(file, "/vulnerabilities/" + std::to_string(value.index),
                                    object_of(*json, "cve"), diagnostics)
                              .read();
      if (!has_errors(diagnostics)) take(std::move(advisory));
    }
    move_down(diagnostics, before, value.line);
    return json.has_value();
  });
  bool begun = false;
  for (std::string_view piece = chunks(); !piece.empty(); piece = chunks()) {
    if (!begun && piece.starts_with("\xEF\xBB\xBF")) piece.remove_prefix(3);
    begun = true;
    if (!splitter.feed(piece)) break;
  }
  if (splitter.too_large())
    diagnostics.push_back(problem(file, {}, models::codes::too_large, "> 64 MiB", "<= 64 MiB"));
  if (!has_errors(diagnostics)) (void)sound_envelope(file, splitter, diagnostics);
  return diagnostics;
}

Reading read_nvd(const std::string& file, std::string_view bytes) {
  Reading reading;
  bool given = false;
  const Chunks all = [&] { return std::exchange(given, true) ? std::string_view{} : bytes; };
  reading.diagnostics =
      stream_nvd(file, all, [&](Advisory&& each) { reading.advisories.push_back(std::move(each)); });
  return finish(std::move(reading.advisories), std::move(reading.diagnostics));
}

}  // namespace hakyu::models::advisories
