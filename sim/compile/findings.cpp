#include <algorithm>

#include "models/merge.hpp"
#include "sim/compile/parts.hpp"

namespace hakyu::sim::compiling {

namespace {

using models::FindingStatus;

/// Vulnerabilities by every name they are known under.
class Names {
 public:
  explicit Names(const models::Model& model) : vulnerabilities_(models::merged(model.vulnerabilities)) {
    for (std::size_t i = 0; i < vulnerabilities_.size(); ++i) of_.emplace(vulnerabilities_[i].id, i);
    for (std::size_t i = 0; i < vulnerabilities_.size(); ++i)
      for (const std::string& alias : vulnerabilities_[i].aliases) of_.emplace(alias, i);
  }

  [[nodiscard]] const models::Vulnerability* find(const std::string& name) const {
    const auto found = of_.find(name);
    return found == of_.end() ? nullptr : &vulnerabilities_[found->second];
  }

  /// The id under which a vulnerability is listed; the name itself if it is not.
  [[nodiscard]] const std::string& canonical(const std::string& name) const {
    const models::Vulnerability* vulnerability = find(name);
    return vulnerability == nullptr ? name : vulnerability->id;
  }

 private:
  std::vector<models::Vulnerability> vulnerabilities_;  ///< what all files say, joined
  std::unordered_map<std::string, std::size_t> of_;
};

using Remedies = std::map<std::pair<std::string, std::string>, std::vector<OpenFinding::Remedy>>;

/// Remedies by vulnerability and resource. A measure named twice for one finding counts once, as well as it
/// can.
Remedies remedies(const Context& context, const Names& names) {
  Remedies all;
  for (std::size_t m = 0; m < context.model.measures.size(); ++m) {
    const models::Measure& measure = context.model.measures[m];
    for (const models::Remediation& each : measure.remediates) {
      for (const models::Id& resource : each.on.empty() ? measure.targets : each.on) {
        std::vector<OpenFinding::Remedy>& list = all[{names.canonical(each.vulnerability), resource}];
        if (!list.empty() && list.back().measure == MeasureIndex(m))
          list.back().effectiveness = std::max(list.back().effectiveness, each.effectiveness.mean);
        else
          list.push_back({MeasureIndex(m), each.effectiveness.mean});
      }
    }
  }
  return all;
}

bool is_open(FindingStatus status) {
  return status == FindingStatus::affected || status == FindingStatus::under_investigation ||
         status == FindingStatus::unknown;
}

/// Exploited if it says so or gives the date from which it is; unknown counts as not, and is noted.
bool known_exploited(Context& context, const models::Vulnerability& vulnerability) {
  if (vulnerability.known_exploited) return *vulnerability.known_exploited;
  if (vulnerability.known_exploited_since) return true;
  context.note_rule(rules::exploited, {vulnerability.id, {}});
  return false;
}

}  // namespace

void compile_findings(Context& context) {
  const Names names(context.model);
  const Remedies known = remedies(context, names);
  for (std::size_t i = 0; i < context.model.findings.size(); ++i) {
    const models::Finding& finding = context.model.findings[i];
    if (!is_open(finding.status)) continue;
    OpenFinding open;
    open.model_index = i;
    if (const models::Vulnerability* vulnerability = names.find(finding.vulnerability)) {
      if (vulnerability->published)
        open.from = std::max<Time>(
            0, (models::LocalTime(std::chrono::local_days(*vulnerability->published)) - context.system.start)
                   .count());
      open.known_exploited = known_exploited(context, *vulnerability);
    }
    const auto found = known.find({names.canonical(finding.vulnerability), finding.resource});
    if (found != known.end()) open.remedies = found->second;
    context.system.findings.push_back(std::move(open));
  }
}

}  // namespace hakyu::sim::compiling
