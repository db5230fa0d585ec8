#include "models/import/drafting/judge.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "models/import/drafting/advice.hpp"

namespace hakyu::models::drafting {

namespace {

OutcomeSpan span_of(const Priority& priority) {
  const auto& all = priority.table->outcomes;
  const auto number = [&](const std::string& outcome) {
    return static_cast<std::size_t>(std::find(all.begin(), all.end(), outcome) - all.begin());
  };
  return {number(priority.outcomes.front()), number(priority.outcomes.back())};
}

std::optional<double> highest(const std::vector<ScoredVector>& vectors) {
  std::optional<double> found;
  for (const ScoredVector& each : vectors)
    if (const auto* scores = std::get_if<scores::CvssScores>(&each.result))
      found = std::max(found.value_or(0.0), scores::overall(*scores));
  return found;
}

auto urgency_key(const JudgedCase& c) {
  const Vulnerability& v = c.found.vulnerability;
  return std::tuple(c.ssvc.high, c.ssvc.low, c.bod.high, c.bod.low, v.known_exploited.value_or(false),
                    c.cvss.value_or(-1.0), v.epss.value_or(-1.0));
}

class Judge {
 public:
  Judge(const Model& model, const DraftOptions& options, const std::vector<Case>& cases)
      : model_(model),
        options_(options),
        reach_(reach_from_outside(model)),
        others_(other_measures(model, options)) {
    for (const Case& each : cases) with_[each.vulnerability.id].push_back(id(each));
  }

  [[nodiscard]] const Id& id(const Case& each) const { return model_.resources[each.resource].id; }

  [[nodiscard]] JudgedCase judge(Case found) {
    JudgedCase result;
    result.urgency = urgency(found.vulnerability, circumstances(found));
    result.ssvc = span_of(result.urgency.ssvc);
    result.bod = span_of(result.urgency.bod);
    result.vectors = scored(found.vulnerability.cvss);
    result.cvss = highest(result.vectors);
    result.covered_by = covering(found);
    result.fix_left = !result.covered_by.empty() && leaves_fix(found, result.covered_by);
    result.found = std::move(found);
    return result;
  }

 private:
  /// An alternative may cover it for now; that a fix exists is worth knowing.
  [[nodiscard]] bool leaves_fix(const Case& each, const std::vector<Id>& measures) const {
    const bool named = std::any_of(each.remedies.begin(), each.remedies.end(), [](const Remedy& remedy) {
      return advised(remedy.record.kind) == Advised::fix;
    });
    return named && std::none_of(measures.begin(), measures.end(), [&](const Id& measure) {
             return others_.at(measure)->kind == MeasureKind::vendor_fix;
           });
  }

  [[nodiscard]] Circumstances circumstances(const Case& each) {
    Circumstances c;
    c.reach = reach_[each.resource];
    c.catalogue = options_.catalogue;
    if (!options_.losses) return c;
    c.alone = loss({id(each)});
    c.together = loss(with_[each.vulnerability.id]);
    return c;
  }

  const std::optional<Loss>& loss(const std::vector<Id>& down) {
    const auto [at, fresh] = losses_.try_emplace(down);
    if (fresh) at->second = options_.losses(down);
    return at->second;
  }

  /// An acceptance remediates nothing.
  [[nodiscard]] std::vector<Id> covering(const Case& each) const {
    std::vector<Id> found;
    const Vulnerability& v = each.vulnerability;
    const auto same = [&](const Id& other) {
      return other == v.id || std::find(v.aliases.begin(), v.aliases.end(), other) != v.aliases.end();
    };
    for (const auto& [measure_id, measure] : others_) {
      const bool covers = std::any_of(
          measure->remediates.begin(), measure->remediates.end(), [&, m = measure](const auto& r) {
            const std::vector<Id>& on = r.on.empty() ? m->targets : r.on;
            return same(r.vulnerability) && std::find(on.begin(), on.end(), id(each)) != on.end();
          });
      if (covers) found.push_back(measure_id);
    }
    return found;
  }

  const Model& model_;
  const DraftOptions& options_;
  std::vector<Reach> reach_;
  std::map<Id, const Measure*> others_;
  std::map<Id, std::vector<Id>> with_;  ///< resources that have or may have a vulnerability, by its id
  std::map<std::vector<Id>, std::optional<Loss>> losses_;
};

}  // namespace

std::map<Id, const Measure*> other_measures(const Model& model, const DraftOptions& options) {
  std::map<Id, const Measure*> others;
  for (const Measure& each : model.measures)
    if (!options.own_file || each.annotation.origin.file != *options.own_file) others.emplace(each.id, &each);
  return others;
}

std::vector<JudgedCase> judged(const Model& model, std::vector<Case> cases, const DraftOptions& options) {
  std::sort(cases.begin(), cases.end(), [&](const Case& a, const Case& b) {
    return std::tie(model.resources[a.resource].id, a.vulnerability.id) <
           std::tie(model.resources[b.resource].id, b.vulnerability.id);
  });
  Judge judge(model, options, cases);
  std::vector<JudgedCase> all;
  for (Case& each : cases)
    if (options.unclear || !is_unclear(each)) all.push_back(judge.judge(std::move(each)));
  return all;
}

OutcomeSpan most_urgent(const OutcomeSpan& a, const OutcomeSpan& b) {
  return {std::max(a.low, b.low), std::max(a.high, b.high)};
}

bool more_urgent(const JudgedCase& a, const JudgedCase& b) { return urgency_key(a) > urgency_key(b); }

}  // namespace hakyu::models::drafting
