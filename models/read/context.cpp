#include "models/read/context.hpp"

#include <algorithm>
#include <bit>

#include "models/diagnostic_codes.hpp"
#include "models/read/suggest.hpp"

namespace hakyu::models::reading {

namespace {

Diagnostic placed(const Value& value, Position at, Problem problem) {
  Diagnostic d;
  d.severity = problem.severity;
  d.code = problem.code;
  d.file = value.tree().file;
  d.line = at.line;
  d.column = at.column;
  d.pointer = value.pointer();
  d.found = std::move(problem.found);
  d.expected = std::move(problem.expected);
  d.suggestion = std::move(problem.suggestion);
  return d;
}

// In the order of the bits of fields::Kinds.
constexpr std::array<std::string_view, 16> kind_names{
    "resource",      "service", "party",     "contract", "window", "zone",        "flow",   "credential",
    "vulnerability", "measure", "statement", "plan",     "entry",  "requirement", "system", "vulnerability"};

std::string name_kinds(fields::Kinds kinds) {
  std::string text;
  const auto append = [&](std::string_view name) { text += (text.empty() ? "" : " | ") + std::string(name); };
  if ((kinds & fields::node) == fields::node) {
    append("node");
    kinds &= ~fields::node;
  }
  for (; kinds != 0; kinds &= kinds - 1)
    append(kind_names[static_cast<std::size_t>(std::countr_zero(kinds))]);
  return text;
}

/// Resources and services share the names of nodes.
std::size_t table_of(fields::Kinds kind) {
  const auto index = static_cast<std::size_t>(std::countr_zero(kind));
  return index == 1 ? 0 : index;
}

}  // namespace

void add(Report& report, const Value& value, Problem problem) {
  report.add(placed(value, value.node().at, std::move(problem)));
}

void add_at_key(Report& report, const Value& value, Problem problem) {
  report.add(placed(value, value.node().key_at, std::move(problem)));
}

std::string place(const Value& value) {
  const Position at = value.node().at;
  return value.tree().file + ":" + std::to_string(at.line) + ":" + std::to_string(at.column);
}

void Names::define(fields::Kinds kind, const Value& value, Report& report) {
  Definition definition{kind, value};
  const auto [first, fresh] = tables_[table_of(kind)].try_emplace(value.text(), definition);
  if (fresh || kind == fields::system) return;
  // Several files may describe one vulnerability (the hospital's own, imported feeds); one file only once.
  if (kind == fields::vulnerability && first->second.value.tree().file_index != value.tree().file_index) {
    first->second = definition;
    return;
  }
  add(report, value, {codes::duplicate_id, value.shown(), place(first->second.value)});
}

void Names::check(Report& report) const {
  Suggester suggest(*this);
  for (const Use& use : uses_) {
    fields::Kinds found = 0;
    for (fields::Kinds rest = use.kinds; rest != 0; rest &= rest - 1) {
      const fields::Kinds kind = rest & (~rest + 1);
      const Table& table = tables_[table_of(kind)];
      const auto at = table.find(use.value.text());
      if (at != table.end()) found |= at->second.kind & use.kinds;
    }
    const bool one = std::has_single_bit(found);
    // A system may bear the name of a node: the node is meant.
    if (one || (found & ~fields::system & ~fields::node) == 0) {
      if (found != 0) continue;
      add(report, use.value,
          {codes::unknown_reference, use.value.shown(), name_kinds(use.kinds), suggest(use)});
    } else {
      add(report, use.value, {codes::ambiguous_reference, use.value.shown(), name_kinds(found)});
    }
  }
}

std::vector<std::string_view> Names::known(fields::Kinds kinds) const {
  std::vector<std::string_view> names;
  for (const Table& table : tables_)
    for (const auto& [id, definition] : table)
      if ((definition.kind & kinds) != 0) names.push_back(id);
  // The tables have no order of their own; equally near names must give the same suggestion everywhere.
  std::sort(names.begin(), names.end());
  return names;
}

std::string Names::Suggester::operator()(const Use& use) {
  const auto alias = names_.aliases_.find(use.value.text());
  if (alias != names_.aliases_.end() && (use.kinds & fields::vulnerability) != 0)
    return std::string(alias->second);
  if (budget_ == 0) return {};
  const auto [known, fresh] = known_.try_emplace(use.kinds);
  if (fresh) known->second = names_.known(use.kinds);
  budget_ -= std::min(budget_, known->second.size());
  return nearest(use.value.text(), known->second);
}

}  // namespace hakyu::models::reading
