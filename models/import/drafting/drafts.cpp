#include "models/import/drafting/drafts.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "models/import/drafting/fields.hpp"
#include "models/read/sha256.hpp"
#include "models/read/units.hpp"

namespace hakyu::models::drafting {

namespace {

/// A word in an id.
std::string slug(const std::string& text) {
  const bool plain =
      !text.empty() && text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789._-") == std::string::npos;
  return plain ? text : reading::sha256(text).substr(0, 8);
}

class Drafter {
 public:
  Drafter(const Model& model, const DraftOptions& options, const Defaults& defaults)
      : model_(model), options_(options), defaults_(defaults), taken_(other_measures(model, options)) {
    for (const Measure& each : model.measures)
      if (options.own_file && each.annotation.origin.file == *options.own_file)
        earlier_.emplace(each.id, &each);
    for (const Party& each : model.parties)
      if (each.kind == PartyKind::hospital) hospital_.insert(each.id);
  }

  Drafts run(std::vector<Case> cases) {
    for (const Case& each : cases)
      if (is_unclear(each) && !options_.unclear) ++row_of(each.resource).unclear;
    result_.cases = judged(model_, std::move(cases), options_);
    for (std::size_t c = 0; c < result_.cases.size(); ++c)
      row_of(result_.cases[c].found.resource).cases.push_back(c);
    for (auto& [key, row] : rows_) draft_for(row);
    if (options_.by_system) join_systems();
    finish();
    return std::move(result_);
  }

 private:
  [[nodiscard]] const Id& id(std::size_t resource) const { return model_.resources[resource].id; }
  DraftRow& row_of(std::size_t resource) {
    DraftRow& row = rows_[id(resource)];
    row.resource = resource;
    return row;
  }

  void draft_for(DraftRow& row) {
    std::vector<const Case*> open;
    std::vector<std::size_t> numbers;
    for (const std::size_t c : row.cases)
      if (result_.cases[c].covered_by.empty()) {
        open.push_back(&result_.cases[c].found);
        numbers.push_back(c);
      }
    if (open.empty()) return;
    std::map<std::pair<Advised, std::string>, std::vector<Advice>> alternatives;
    std::vector<Advice> fixes;
    for (Advice& each : advice(open)) {
      if (each.kind == Advised::fix)
        fixes.push_back(std::move(each));
      else if (is_measure(each.kind) && !each.link_only)
        alternatives[{each.kind, normalised(each.text)}].push_back(std::move(each));
      else
        row.facts.push_back(std::move(each));
    }
    if (!fixes.empty())
      add(row, MeasureKind::vendor_fix, "fix-" + id(row.resource), std::move(fixes), numbers);
    for (auto& [key, same] : alternatives) {
      const bool workaround = key.first == Advised::workaround;
      add(row, workaround ? MeasureKind::workaround : MeasureKind::mitigation,
          (workaround ? "workaround-" : "mitigation-") + id(row.resource) + "-" +
              reading::sha256(key.second).substr(0, 6),
          std::move(same), numbers);
    }
    note_without_remedy(row, numbers);
    const std::string acceptance = "accept-" + id(row.resource);
    if (!taken_.contains("draft-" + acceptance))
      add(row, MeasureKind::acceptance, acceptance, row.facts, numbers);
  }

  /// `open`: cases of the row, before an acceptance is added. Where a remedy is known but not whether it is
  /// for this product, something else has to be found out.
  void note_without_remedy(DraftRow& row, const std::vector<std::size_t>& open) const {
    row.ask = party_of(row.resource);
    for (const std::size_t c : open) {
      const bool drafted = std::any_of(row.measures.begin(), row.measures.end(), [&](std::size_t m) {
        const std::vector<std::size_t>& cases = result_.measures[m].cases;
        return std::find(cases.begin(), cases.end(), c) != cases.end();
      });
      if (!drafted && result_.cases[c].found.unidentified.empty()) row.without_remedy.push_back(c);
    }
  }

  /// `open`: cases of the row. An acceptance is about all of them; its advice is what speaks for it.
  void add(DraftRow& row, MeasureKind kind, const std::string& name, std::vector<Advice> advice,
           const std::vector<std::size_t>& open) {
    Draft draft;
    draft.measure.id = free_id("draft-" + name);
    draft.measure.kind = kind;
    draft.measure.treatment = kind == MeasureKind::acceptance ? Treatment::retain : Treatment::reduce;
    draft.measure.targets = {id(row.resource)};
    draft.resources = {row.resource};
    draft.advice = std::move(advice);
    for (const std::size_t c : open) {
      const Id& vulnerability = result_.cases[c].found.vulnerability.id;
      const bool meant = std::any_of(draft.advice.begin(), draft.advice.end(), [&](const Advice& each) {
        return std::binary_search(each.vulnerabilities.begin(), each.vulnerabilities.end(), vulnerability);
      });
      if (meant || kind == MeasureKind::acceptance) draft.cases.push_back(c);
    }
    row.measures.push_back(result_.measures.size());
    result_.measures.push_back(std::move(draft));
  }

  Id free_id(const Id& wanted) {
    Id free = wanted;
    for (int n = 2; taken_.contains(free) || !used_.insert(free).second; ++n)
      free = wanted + "-" + std::to_string(n);
    return free;
  }

  /// The fixes of a draft, whatever resource it is for.
  using FixSet = std::set<std::tuple<std::string, std::string, std::vector<std::string>>>;
  static FixSet fix_set(const Draft& draft) {
    FixSet set;
    for (const Advice& each : draft.advice) set.emplace(each.document.key, normalised(each.text), each.links);
    return set;
  }

  /// Resources of one system with the same fixes: one measure.
  void join_systems() {
    std::map<std::pair<std::string, FixSet>, std::vector<std::size_t>> groups;
    for (const auto& [key, row] : rows_)  // by id, so that the first of a group is always the same
      for (const std::size_t m : row.measures) {
        const Draft& draft = result_.measures[m];
        const std::string& system = model_.resources[row.resource].system;
        if (draft.measure.kind == MeasureKind::vendor_fix && !system.empty())
          groups[{system, fix_set(draft)}].push_back(m);
      }
    for (const auto& [key, members] : groups) {
      if (members.size() < 2) continue;
      Draft& first = result_.measures[members.front()];
      first.measure.id = free_id("draft-fix-" + slug(key.first) + "-" + first.measure.targets.front());
      for (std::size_t i = 1; i < members.size(); ++i) join(first, members[i], members.front());
    }
  }

  void join(Draft& into, std::size_t other, std::size_t first) {
    Draft& draft = result_.measures[other];
    into.resources.push_back(draft.resources.front());
    into.measure.targets.push_back(draft.measure.targets.front());
    into.cases.insert(into.cases.end(), draft.cases.begin(), draft.cases.end());
    draft.measure.id.clear();  // left out when the measures are put in order
    auto& measures = rows_.at(id(draft.resources.front())).measures;
    std::replace(measures.begin(), measures.end(), other, first);
  }

  /// Most urgent first; what is covered already comes last.
  void order_cases(std::vector<std::size_t>& cases) const {
    std::stable_sort(cases.begin(), cases.end(), [&](std::size_t a, std::size_t b) {
      const JudgedCase &x = result_.cases[a], &y = result_.cases[b];
      if (x.covered_by.empty() != y.covered_by.empty()) return x.covered_by.empty();
      return more_urgent(x, y);
    });
  }

  void finish() {
    for (auto& [key, row] : rows_) {
      order_cases(row.cases);
      for (const std::size_t c : row.cases) {
        const JudgedCase& each = result_.cases[c];
        const bool any_open = result_.cases[row.cases.front()].covered_by.empty();
        if (any_open && !each.covered_by.empty()) break;
        row.ssvc = row.ssvc ? most_urgent(*row.ssvc, each.ssvc) : each.ssvc;
        row.bod = row.bod ? most_urgent(*row.bod, each.bod) : each.bod;
      }
      result_.rows.push_back(row);
    }
    std::stable_sort(result_.rows.begin(), result_.rows.end(),
                     [&](const DraftRow& a, const DraftRow& b) { return before(a, b); });
    order_measures();
    for (std::size_t m = 0; m < result_.measures.size(); ++m) complete(m);
  }

  /// Rows for which something is drafted come first, those with nothing but questions last.
  [[nodiscard]] bool before(const DraftRow& a, const DraftRow& b) const {
    const auto part = [](const DraftRow& row) { return row.measures.empty() + row.cases.empty(); };
    if (part(a) != part(b) || a.cases.empty()) return part(a) < part(b);
    const auto key = [](const DraftRow& row) {
      return std::tuple(row.ssvc->high, row.ssvc->low, row.bod->high, row.bod->low);
    };
    if (key(a) != key(b)) return key(a) > key(b);
    return more_urgent(result_.cases[a.cases.front()], result_.cases[b.cases.front()]);
  }

  /// In the order of the rows; a measure of several rows where it comes first.
  void order_measures() {
    std::vector<Draft> ordered;
    std::map<std::size_t, std::size_t> place;
    for (DraftRow& row : result_.rows)
      for (std::size_t& m : row.measures) {
        const auto [at, fresh] = place.emplace(m, ordered.size());
        if (fresh) ordered.push_back(std::move(result_.measures[m]));
        m = at->second;
      }
    result_.measures = std::move(ordered);
  }

  void complete(std::size_t m) {
    Draft& draft = result_.measures[m];
    order_cases(draft.cases);
    for (const std::size_t c : draft.cases) {
      draft.ssvc = most_urgent(draft.ssvc, result_.cases[c].ssvc);
      draft.bod = most_urgent(draft.bod, result_.cases[c].bod);
    }
    if (draft.measure.kind != MeasureKind::acceptance) remediate(draft);
    sources(draft);
    const auto found = earlier_.find(draft.measure.id);
    const Measure* earlier = found == earlier_.end() ? nullptr : found->second;
    draft.missing = missing_fields(draft.measure, earlier);
    for (const std::string& field : draft.missing)
      result_.to_supply.push_back(
          {m, field, ask(draft), default_of(defaults_, field, draft.measure, earlier)});
  }

  void remediate(Draft& draft) const {
    std::map<Id, std::vector<Id>> on;
    for (const std::size_t c : draft.cases)
      on[result_.cases[c].found.vulnerability.id].push_back(id(result_.cases[c].found.resource));
    for (auto& [vulnerability, resources] : on) {
      std::sort(resources.begin(), resources.end());
      Remediation remediation;
      remediation.vulnerability = vulnerability;
      if (resources.size() != draft.resources.size()) remediation.on = resources;
      if (draft.measure.kind != MeasureKind::vendor_fix) {
        // How much it helps is not known: it counts for nothing until somebody says so.
        remediation.effectiveness.mean = 0.0;
        remediation.annotation.assumption = true;
      }
      draft.measure.remediates.push_back(std::move(remediation));
    }
    const RestartScope scope = scope_of(draft.advice);
    if (scope != RestartScope::unknown) draft.measure.work.emplace().restart = scope;
  }

  void sources(Draft& draft) const {
    std::set<std::string> all;
    for (const Advice& each : draft.advice) {
      all.insert(each.document.key + " (" + each.document.file.name + ")");
      const std::string day = each.available_from.substr(0, 10);
      if (options_.as_of && day > reading::format_date(*options_.as_of) && reading::parse_date(day))
        draft.later = std::max(draft.later.value_or(day), day);
    }
    for (const std::string& each : all) {
      std::string& source = draft.measure.annotation.source;
      source += (source.empty() ? "" : "; ") + each;
    }
  }

  /// Whoever maintains it, else its owner; a hospital need not write to itself.
  [[nodiscard]] Id party_of(std::size_t resource) const {
    const Resource& r = model_.resources[resource];
    const Id& party = r.maintainer.empty() ? r.owner : r.maintainer;
    return hospital_.contains(party) ? Id() : party;
  }

  /// The hospital accepts risks itself.
  [[nodiscard]] Id ask(const Draft& draft) const {
    return draft.measure.kind == MeasureKind::acceptance ? Id() : party_of(draft.resources.front());
  }

  const Model& model_;
  const DraftOptions& options_;
  const Defaults& defaults_;
  std::map<Id, const Measure*> taken_, earlier_;
  std::set<Id> hospital_, used_;
  std::map<Id, DraftRow> rows_;
  Drafts result_;
};

}  // namespace

std::optional<RestartScope> rule_of_thumb(ResourceKind kind) {
  switch (kind) {
    case ResourceKind::operating_system:
    case ResourceKind::server:
    case ResourceKind::virtual_machine:
    case ResourceKind::workstation:
    case ResourceKind::appliance:
    case ResourceKind::medical_device:
      return RestartScope::machine;
    case ResourceKind::database:
    case ResourceKind::middleware:
    case ResourceKind::hypervisor:
    case ResourceKind::storage:
      return RestartScope::dependencies;
    case ResourceKind::network:
    case ResourceKind::firewall:
    case ResourceKind::vpn:
      return RestartScope::connected;
    case ResourceKind::application:
      return RestartScope::vulnerable_component;
    default:
      return std::nullopt;
  }
}

RestartScope scope_of(const std::vector<Advice>& fixes) {
  using advisories::OutageSource;
  std::map<std::pair<std::string, std::vector<std::string>>, advisories::Outage> of_fix;
  const auto wider = [](RestartScope a, RestartScope b) {
    return a == RestartScope::unknown || b == RestartScope::unknown ? RestartScope::unknown : std::max(a, b);
  };
  for (const Advice& each : fixes) {
    const auto [at, fresh] = of_fix.try_emplace({normalised(each.text), each.links}, each.outage);
    advisories::Outage& known = at->second;
    if (fresh || each.outage.source > known.source) continue;
    if (each.outage.source < known.source)
      known = each.outage;
    else
      known.scope = wider(known.scope, each.outage.scope);
  }
  if (of_fix.empty()) return RestartScope::unknown;
  RestartScope scope = RestartScope::none;
  for (const auto& [fix, outage] : of_fix) scope = wider(scope, outage.scope);
  return scope;
}

Drafts draft(const Model& model, std::vector<Case> cases, const DraftOptions& options,
             const Defaults& defaults) {
  return Drafter(model, options, defaults).run(std::move(cases));
}

}  // namespace hakyu::models::drafting
