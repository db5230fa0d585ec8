// Fields of statements and plans.
#pragma once

#include <array>
#include <string_view>

#include "models/fields/field.hpp"
#include "models/plan.hpp"
#include "models/statement.hpp"

namespace hakyu::models::fields {

/// `repair`: a law, or `lasting`: true ↔ repair.
struct RepairKeys {
  static constexpr std::array<std::string_view, 2> keys{"repair", "lasting"};
};

/// `appears`: {`after`: law} or {`at`: "load_peak"} ↔ appears.
struct AppearsKeys {
  static constexpr std::array<std::string_view, 1> keys{"appears"};
};

template <class F>
void describe(F& f, Type<Statement>) {
  f.required("id", &Statement::id, defines(statement));
  f.required("by", &Statement::by, speaks_for_party);
  f.required("when", &Statement::when, Rule{.refers = measure, .not_empty = true});
  f.required("resource", &Statement::resource, refers_to_node);
  f.required("says", &Statement::says);
  f.optional("conditions", &Statement::conditions);
  f.optional("versions", &Statement::versions);
  f.optional("tested_on", &Statement::tested_on);
  f.optional("reason", &Statement::reason);
  f.optional("alternative", &Statement::alternative, refers_to(measure));
  f.optional("warranty", &Statement::warranty);
  f.optional("probability", &Statement::probability, probability);
  f.optional("level", &Statement::level);
  f.special(AppearsKeys{});
  f.special(RepairKeys{});
  f.optional("date", &Statement::date);
  f.optional("valid_until", &Statement::valid_until);
  f.optional("supersedes", &Statement::supersedes, refers_to(statement));
}

template <class F>
void describe(F& f, Type<After>) {
  f.required("measure", &After::measure, refers_to(measure));
  f.optional("lag", &After::lag);
}

/// (`measure` or `withdraw`) and (`at` or `after`) ↔ kind, measure, when.
struct StepKeys {
  static constexpr std::array<std::string_view, 4> keys{"measure", "withdraw", "at", "after"};
};

template <class F>
void describe(F& f, Type<Step>) {
  f.special(StepKeys{});
}

template <class F>
void describe(F& f, Type<Plan>) {
  f.required("id", &Plan::id, defines(plan));
  f.required("steps", &Plan::steps);
  f.optional("name", &Plan::name);
  f.optional("proposed_by", &Plan::proposed_by, speaks_for_party);
}

}  // namespace hakyu::models::fields
