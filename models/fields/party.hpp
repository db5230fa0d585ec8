// Fields of parties, contracts, responsibilities and decisions.
#pragma once

#include <array>
#include <string_view>

#include "models/fields/calendar.hpp"
#include "models/fields/field.hpp"
#include "models/party.hpp"

namespace hakyu::models::fields {

template <class F>
void describe(F& f, Type<Party>) {
  f.required("id", &Party::id, defines(party));
  f.required("kind", &Party::kind);
  f.optional("name", &Party::name);
  f.optional("people", &Party::people, not_negative);
  f.optional("attendance", &Party::attendance);
  f.optional("contact", &Party::contact);
}

/// `reporting`: {`vulnerability_information`: within} ↔ vulnerability_reporting.
struct ReportingKeys {
  static constexpr std::array<std::string_view, 1> keys{"reporting"};
  static constexpr std::string_view within = "vulnerability_information";
};

template <class F>
void describe(F& f, Type<Contract>) {
  f.required("id", &Contract::id, defines(contract));
  f.required("parties", &Contract::parties, Rule{.refers = party, .not_empty = true});
  f.optional("scope", &Contract::scope, refers_to(node | system));
  f.optional("patching", &Contract::patching);
  f.special(ReportingKeys{});
  f.optional("hours", &Contract::hours);
  f.optional("response", &Contract::response);
  f.optional("open_source", &Contract::open_source, refers_to_party);
  f.optional("ends", &Contract::ends);
  f.optional("document", &Contract::document);
}

template <class F>
void describe(F& f, Type<Role>) {
  f.required("party", &Role::party, refers_to_party);
  f.required("role", &Role::role);
  f.optional("phase", &Role::phase);
}

/// `scope`: a node or system, or a pair of systems ↔ one or two names.
struct ScopeKeys {
  static constexpr std::array<std::string_view, 1> keys{"scope"};
};

template <class F>
void describe(F& f, Type<Responsibility>) {
  f.required("item", &Responsibility::item);
  f.special(ScopeKeys{});
  f.optional("roles", &Responsibility::roles);
  f.optional("initial", &Responsibility::initial, Rule{.yes_no = true});
  f.optional("target", &Responsibility::target);
  f.optional("completed", &Responsibility::completed);
  f.optional("agreement", &Responsibility::agreement);
}

template <class F>
void describe(F& f, Type<Decision>) {
  f.required("plan", &Decision::plan, refers_to(plan));
  f.optional("by", &Decision::by);
  f.optional("date", &Decision::date);
  f.optional("until", &Decision::until);
  f.optional("review_when", &Decision::review_when);
  f.optional("default_if_expired", &Decision::default_if_expired);
}

}  // namespace hakyu::models::fields
