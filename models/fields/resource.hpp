// Fields of resources, requirements, zones, systems, flows and credentials.
#pragma once

#include <array>
#include <string_view>

#include "models/fields/field.hpp"
#include "models/resource.hpp"

namespace hakyu::models::fields {

/// `all_of` / `any_of` / `at_least` + `of` (+ `degraded_at_least`) ↔ of, k_up, k_degraded.
struct QuorumKeys {
  static constexpr std::array<std::string_view, 5> keys{"all_of", "any_of", "at_least", "of",
                                                        "degraded_at_least"};
};

template <class F>
void describe(F& f, Type<Requirement>) {
  f.optional("id", &Requirement::id, defines(requirement));
  f.special(QuorumKeys{});
  f.optional("on_loss", &Requirement::on_loss);
  f.optional("holdover", &Requirement::holdover);
  f.optional("recovery", &Requirement::recovery);
  f.optional("over", &Requirement::over, refers_to(flow));
  f.optional("kind", &Requirement::kind);
}

template <class F>
void describe(F& f, Type<Dependency>) {
  f.required("from", &Dependency::from, refers_to_node);
  f.required("requirement", &Dependency::requirement);
  f.optional("claimed_by", &Dependency::claimed_by, speaks_for_party);
  f.optional("confirmed_by", &Dependency::confirmed_by, speaks_for_party);
  f.optional("date", &Dependency::date);
}

template <class F>
void describe(F& f, Type<Software>) {
  f.required("name", &Software::name);
  f.optional("vendor", &Software::vendor);
  f.optional("version", &Software::version);
  f.optional("cpe", &Software::cpe);
  f.optional("purl", &Software::purl);
}

template <class F>
void describe(F& f, Type<RemoteMaintenance>) {
  f.optional("party", &RemoteMaintenance::party, refers_to_party);
  f.optional("via", &RemoteMaintenance::via, refers_to_node);
  f.optional("over", &RemoteMaintenance::over, refers_to(flow));
  f.optional("always_on", &RemoteMaintenance::always_on);
}

template <class F>
void describe(F& f, Type<Reliability>) {
  f.optional("time_to_failure", &Reliability::time_to_failure, Rule{.not_zero = true});
  f.optional("time_to_repair", &Reliability::time_to_repair);
  f.optional("ages", &Reliability::ages);
  f.optional("needs", &Reliability::needs, refers_to(node | flow));
  f.optional("extra_if_unavailable", &Reliability::extra_if_unavailable);
  f.optional("availability", &Reliability::availability, probability);
}

template <class F>
void describe(F& f, Type<Backup>) {
  f.optional("restorable", &Backup::restorable);
  f.optional("offline", &Backup::offline);
}

template <class F>
void describe(F& f, Type<Resource>) {
  f.required("id", &Resource::id, defines(resource));
  f.required("kind", &Resource::kind);
  f.optional("name", &Resource::name);
  f.optional("runs_on", &Resource::runs_on, refers_to(resource));
  f.optional("requires", &Resource::requirements);
  f.optional("zone", &Resource::zone, refers_to(zone));
  f.optional("system", &Resource::system, defines(system));
  f.optional("asset_number", &Resource::asset_number);
  f.optional("maker", &Resource::maker);
  f.optional("model", &Resource::model);
  f.optional("serial", &Resource::serial);
  f.optional("location", &Resource::location);
  f.optional("department", &Resource::department);
  f.optional("users", &Resource::users);
  f.optional("quantity", &Resource::quantity, not_negative);
  f.optional("owner", &Resource::owner, refers_to_party);
  f.optional("maintainer", &Resource::maintainer, refers_to_party);
  f.optional("procurement", &Resource::procurement);
  f.optional("software", &Resource::software);
  f.optional("addresses", &Resource::addresses);
  f.optional("usable", &Resource::usable);
  f.optional("support_ends", &Resource::support_ends);
  f.optional("last_confirmed", &Resource::last_confirmed);
  f.optional("remote_maintenance", &Resource::remote_maintenance);
  f.optional("restart", &Resource::restart);
  f.optional("reliability", &Resource::reliability);
  f.optional("backup", &Resource::backup);
}

template <class F>
void describe(F& f, Type<Zone>) {
  f.required("id", &Zone::id, defines(zone));
  f.optional("name", &Zone::name);
  f.optional("trust", &Zone::trust, not_negative);
}

template <class F>
void describe(F& f, Type<SystemName>) {
  f.required("id", &SystemName::id, refers_to(system));
  f.required("name", &SystemName::name);
}

/// `ports`: texts or numbers.
struct PortKeys {
  static constexpr std::array<std::string_view, 1> keys{"ports"};
};

template <class F>
void describe(F& f, Type<Flow>) {
  f.required("id", &Flow::id, defines(flow));
  f.required("from", &Flow::from, refers_to(zone | node));
  f.required("to", &Flow::to, refers_to(zone | node));
  f.optional("protocol", &Flow::protocol);
  f.special(PortKeys{});
  f.optional("purpose", &Flow::purpose);
}

template <class F>
void describe(F& f, Type<Credential>) {
  f.required("id", &Credential::id, defines(credential));
  f.optional("on", &Credential::on, refers_to_node);
}

}  // namespace hakyu::models::fields
