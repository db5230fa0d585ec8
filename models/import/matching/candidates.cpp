#include "models/import/matching/candidates.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "models/import/matching/catalogue.hpp"
#include "models/import/scores/cvss.hpp"
#include "models/import/update.hpp"

namespace hakyu::models::matching {

namespace {

std::optional<double> highest_score(const std::vector<std::string>& vectors) {
  std::optional<double> highest;
  for (const std::string& text : vectors) {
    const auto parsed = scores::parse_cvss(text);
    const auto* vector = std::get_if<scores::CvssVector>(&parsed);
    if (vector == nullptr) continue;
    const double value = scores::overall(scores::score(*vector));
    if (!highest || value > *highest) highest = value;
  }
  return highest;
}

/// What the model says itself, by resource and vulnerability, under all numbers of the vulnerability.
class Stated {
 public:
  explicit Stated(const Model& model) {
    std::unordered_map<Id, const Vulnerability*> described;
    for (const Vulnerability& each : model.vulnerabilities) described.emplace(each.id, &each);
    for (const Finding& each : model.findings) {
      put(each, each.vulnerability);
      const auto found = described.find(each.vulnerability);
      if (found == described.end()) continue;
      for (const std::string& alias : found->second->aliases) put(each, alias);
    }
  }

  [[nodiscard]] std::optional<FindingStatus> find(const Id& resource, const Vulnerability& v) const {
    auto found = status_.find({resource, v.id});
    for (const std::string& alias : v.aliases)
      if (found == status_.end()) found = status_.find({resource, alias});
    return found == status_.end() ? std::nullopt : std::optional(found->second);
  }

 private:
  void put(const Finding& finding, const Id& vulnerability) {
    status_.emplace(std::pair(finding.resource, vulnerability), finding.status);
  }
  std::map<std::pair<Id, Id>, FindingStatus> status_;
};

/// The store's words about vulnerabilities and documents, each asked for once.
class Known {
 public:
  explicit Known(const store::Store& store) : store_(store), catalogue_(known_exploited_catalogue(store)) {}

  struct Described {
    std::shared_ptr<const Vulnerability> vulnerability;
    std::optional<double> cvss;
    std::optional<Date> unlisted_until;
  };

  const Described& vulnerability(const Id& id) {
    const auto [at, fresh] = vulnerabilities_.try_emplace(id);
    if (fresh) {
      Vulnerability found = store_.vulnerability(id).value_or(Vulnerability{});
      found.id = id;
      at->second = {std::make_shared<const Vulnerability>(found), highest_score(found.cvss),
                    unlisted_until(catalogue_, found)};
    }
    return at->second;
  }

  const std::shared_ptr<const store::StoredDocument>& document(const std::string& key) {
    const auto [at, fresh] = documents_.try_emplace(key);
    if (fresh)
      if (auto found = store_.document(key))
        at->second = std::make_shared<const store::StoredDocument>(*std::move(found));
    return at->second;
  }

 private:
  const store::Store& store_;
  Catalogue catalogue_;
  std::unordered_map<Id, Described> vulnerabilities_;
  std::unordered_map<std::string, std::shared_ptr<const store::StoredDocument>> documents_;
};

int urgency_of(FindingStatus status) {
  switch (status) {
    case FindingStatus::affected:
      return 0;
    case FindingStatus::under_investigation:
    case FindingStatus::unknown:
      return 1;
    case FindingStatus::fixed:
    case FindingStatus::not_affected:
      return 2;
  }
  return 1;
}

double rounded(double confidence) { return std::round(confidence * 1000.0) / 1000.0; }

}  // namespace

bool is_open(const Candidate& candidate) {
  const FindingStatus status = candidate.match.status;
  return status == FindingStatus::unknown || status == FindingStatus::under_investigation;
}

std::vector<Candidate> candidates(const Model& model, const Matcher& matcher,
                                  const std::vector<Match>& matches, const store::Store& store) {
  const Stated stated(model);
  Known known(store);
  std::vector<Candidate> all;
  all.reserve(matches.size());
  for (const Match& match : matches) {
    const auto& [vulnerability, cvss, unlisted] = known.vulnerability(match.vulnerability);
    Candidate candidate{match,
                        vulnerability,
                        cvss,
                        nullptr,
                        stated.find(model.resources[match.resource].id, *vulnerability),
                        unlisted};
    candidate.match.confidence = rounded(match.confidence);
    if (match.pairing) candidate.document = known.document(matcher.pairing(*match.pairing).document);
    all.push_back(std::move(candidate));
  }
  const auto key = [](const Candidate& c) {
    return std::tuple(urgency_of(c.match.status), !c.vulnerability->known_exploited.value_or(false),
                      -c.cvss.value_or(-1.0), -c.vulnerability->epss.value_or(-1.0), -c.match.confidence);
  };
  // Matches come sorted by resource and vulnerability.
  std::stable_sort(all.begin(), all.end(),
                   [&](const Candidate& a, const Candidate& b) { return key(a) < key(b); });
  return all;
}

Model findings_model(const Model& model, const std::vector<Candidate>& candidates, const std::string& output,
                     const std::function<Text(const Candidate&)>& evidence) {
  Model result;
  SourceFile& file = result.files.emplace_back();
  file.name = output;
  file.title = {"", "照合で見つかった該当状況", "Findings by matching"};
  std::map<Id, const Vulnerability*> vulnerabilities;
  result.findings.reserve(candidates.size());
  for (const Candidate& each : candidates) {
    if (each.stated) continue;
    vulnerabilities.emplace(each.vulnerability->id, each.vulnerability.get());
    Finding finding;
    finding.vulnerability = each.vulnerability->id;
    finding.resource = model.resources[each.match.resource].id;
    finding.status = each.match.status;
    finding.justification.plain = each.match.justification;
    finding.confidence = each.match.confidence;
    finding.evidence = evidence(each);
    if (each.document) finding.annotation.source = each.document->key + " (" + each.document->file.name + ")";
    result.findings.push_back(std::move(finding));
  }
  for (const auto& [id, vulnerability] : vulnerabilities) result.vulnerabilities.push_back(*vulnerability);
  std::sort(result.findings.begin(), result.findings.end(), [](const Finding& a, const Finding& b) {
    return std::tie(a.resource, a.vulnerability) < std::tie(b.resource, b.vulnerability);
  });
  return result;
}

std::string without_findings(const std::string& text) { return import::without_section(text, "findings"); }

}  // namespace hakyu::models::matching
