#include <algorithm>
#include <map>
#include <tuple>

#include "models/names.hpp"
#include "models/read/units.hpp"
#include "sim/compile/combination.hpp"
#include "sim/compile/parts.hpp"

namespace hakyu::sim::compiling {

namespace {

using models::Says;
using models::Statement;

/// Order of statements by how bad they are.
int badness(Says says) {
  switch (says) {
    case Says::incompatible:
      return 3;
    case Says::unverified:
      return 2;
    case Says::conditional:
      return 1;
    case Says::compatible:
      break;
  }
  return 0;
}

std::string kind_of(const Context& context, const Statement& statement, MeasureIndex measure) {
  return std::string(models::name(statement.says)) + '/' + change_of(context, measure);
}

/// Of several measures, the one whose change has the highest default probability.
std::string riskiest_kind(Context& context, const Statement& statement,
                          const std::vector<MeasureIndex>& when) {
  std::string riskiest;
  double highest = -1.0;
  for (const MeasureIndex measure : when) {
    const std::string kind = kind_of(context, statement, measure);
    const double probability = context.silent_number(fields::statement_probability, kind);
    if (probability <= highest) continue;
    highest = probability;
    riskiest = kind;
  }
  return riskiest;
}

/// A statement with its combination; the defaults it uses are noted only if it is the one that applies.
struct Candidate {
  const Statement* statement = nullptr;
  std::size_t model_index = 0;
  std::vector<MeasureIndex> when;
  double probability = 0.0;
  std::string kind;  ///< row of the defaults it uses

  /// Worst last.
  [[nodiscard]] auto rank() const {
    const double severity = statement->level == models::Level::down ? 1.0 : 0.5;
    return std::make_tuple(badness(statement->says), probability * severity, probability);
  }
};

Candidate candidate(Context& context, std::size_t index, std::vector<MeasureIndex> when) {
  const Statement& statement = context.model.statements[index];
  Candidate made{&statement, index, std::move(when), 1.0, {}};
  const bool certain = statement.says == Says::incompatible;
  if (!statement.probability || !statement.repair) {
    made.kind = certain ? kind_of(context, statement, made.when.front())
                        : riskiest_kind(context, statement, made.when);
  }
  if (statement.probability)
    made.probability = statement.probability->mean;
  else if (!certain)
    made.probability = context.silent_number(fields::statement_probability, made.kind);
  return made;
}

CompiledStatement compiled_statement(Context& context, const Candidate& chosen) {
  const Statement& statement = *chosen.statement;
  const About about{statement.id, statement.by};
  const bool certain = statement.says == Says::incompatible;
  CompiledStatement compiled;
  compiled.key = context.key("statement", statement.id, statement.annotation.origin);
  compiled.when = chosen.when;
  compiled.resource = context.node(statement.resource);
  compiled.probability = chosen.probability;
  if (!statement.probability && !certain)
    context.note_default(fields::statement_probability, chosen.kind, about);
  compiled.level = statement.level;
  if (!statement.appears)
    compiled.at_load_peak = !certain;
  else if (const auto* delay = std::get_if<models::Law>(&*statement.appears))
    compiled.delay = Sampler(*delay);
  else
    compiled.at_load_peak = true;
  if (!statement.repair) {
    if (!certain) compiled.repair = context.law(std::nullopt, fields::statement_repair, chosen.kind, about);
  } else if (const auto* repair = std::get_if<models::Law>(&*statement.repair)) {
    compiled.repair = Sampler(*repair);
  }
  compiled.model_index = chosen.model_index;
  compiled.ask = statement.by;
  return compiled;
}

/// The end of the last day of validity, in seconds since the start; nothing if unlimited.
std::optional<Time> valid_to(const System& system, const Statement& statement) {
  if (!statement.valid_until) return std::nullopt;
  return (std::chrono::local_days(*statement.valid_until) + std::chrono::days(1) - system.start).count();
}

/// Statements that still count; those left out are noted.
std::vector<std::size_t> valid_statements(Context& context) {
  const std::vector<Statement>& all = context.model.statements;
  std::unordered_map<std::string, const Statement*> replaced_by;
  for (const Statement& each : all)
    if (!each.supersedes.empty() && each.supersedes != each.id) replaced_by.emplace(each.supersedes, &each);
  std::vector<std::size_t> valid;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const About about{all[i].id, all[i].by};
    const std::optional<Time> end = valid_to(context.system, all[i]);
    if (const auto newer = replaced_by.find(all[i].id); newer != replaced_by.end())
      context.note_rule(rules::superseded, about, newer->second->id);
    else if (end && *end <= 0)
      context.note_rule(rules::expired, about, models::reading::format_date(*all[i].valid_until));
    else
      valid.push_back(i);
  }
  return valid;
}

/// What remains open about a statement that is used.
void note_limits(Context& context, const Statement& statement) {
  const About about{statement.id, statement.by};
  if (const std::optional<Time> end = valid_to(context.system, statement);
      end && *end < context.system.horizon)
    context.note_rule(rules::expires_within, about, models::reading::format_date(*statement.valid_until));
  std::string versions;
  for (const std::string& each : statement.versions) versions += (versions.empty() ? "" : ", ") + each;
  if (!versions.empty()) context.note_rule(rules::versions, about, versions);
}

/// Warns if statements about one combination contradict each other.
void report_conflict(Context& context, const std::vector<Candidate>& same, const Candidate& worst) {
  std::string ids;
  bool differ = false;
  for (const Candidate& each : same) {
    differ = differ || each.statement->says != worst.statement->says;
    ids += (ids.empty() ? "" : ", ") + each.statement->id;
  }
  if (differ)
    context.report(models::Severity::warning, "conflicting-statements", worst.statement->annotation.origin,
                   ids, worst.statement->id);
}

}  // namespace

Combination combination(std::vector<MeasureIndex> when, NodeIndex resource) {
  std::sort(when.begin(), when.end());
  when.erase(std::unique(when.begin(), when.end()), when.end());
  return {std::move(when), resource};
}

std::set<Combination> covered(const System& system) {
  std::set<Combination> all;
  for (const CompiledStatement& each : system.statements) all.emplace(each.when, each.resource);
  return all;
}

std::string change_of(const Context& context, MeasureIndex measure) {
  return std::string(models::name(context.model.measures[measure].change));
}

void compile_statements(Context& context) {
  std::map<Combination, std::vector<Candidate>> groups;
  std::vector<const std::vector<Candidate>*> in_order;  // of their first statement in the model
  for (const std::size_t i : valid_statements(context)) {
    const Statement& statement = context.model.statements[i];
    if (statement.when.empty()) continue;  // says nothing; the reader refuses it
    const Combination about = combination(context.measures(statement.when), context.node(statement.resource));
    std::vector<Candidate>& group = groups[about];
    if (group.empty()) in_order.push_back(&group);
    group.push_back(candidate(context, i, about.first));
  }
  for (const std::vector<Candidate>* group : in_order) {
    const Candidate& worst =
        *std::max_element(group->begin(), group->end(),
                          [](const Candidate& a, const Candidate& b) { return a.rank() < b.rank(); });
    report_conflict(context, *group, worst);
    note_limits(context, *worst.statement);
    context.system.statements.push_back(compiled_statement(context, worst));
    context.system.statement_ids.push_back(worst.statement->id);
  }
}

}  // namespace hakyu::sim::compiling
