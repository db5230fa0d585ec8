// Fields of measures.
#pragma once

#include <array>
#include <string_view>

#include "models/fields/field.hpp"
#include "models/measure.hpp"

namespace hakyu::models::fields {

template <class F>
void describe(F& f, Type<Remediation>) {
  f.required("vulnerability", &Remediation::vulnerability, refers_to(vulnerability));
  f.optional("on", &Remediation::on, refers_to(resource));
  f.optional("effectiveness", &Remediation::effectiveness, probability);
}

/// One of five ways to say what an effect does ↔ the alternative of Effect::what.
struct EffectKeys {
  static constexpr std::array<std::string_view, 8> keys{
      "limits", "level", "blocks", "reduces", "factor", "removes_credential", "recovery", "law"};
};

template <class F>
void describe(F& f, Type<LimitsNode>) {
  f.required("limits", &LimitsNode::node, refers_to_node);
  f.optional("level", &LimitsNode::level);
}
template <class F>
void describe(F& f, Type<BlocksFlow>) {
  f.required("blocks", &BlocksFlow::flow, refers_to(flow));
}
template <class F>
void describe(F& f, Type<ReducesHazard>) {
  f.required("reduces", &ReducesHazard::of, refers_to(entry | flow));
  f.required("factor", &ReducesHazard::factor, probability);
}
template <class F>
void describe(F& f, Type<RemovesCredential>) {
  f.required("removes_credential", &RemovesCredential::credential, refers_to(credential));
}
template <class F>
void describe(F& f, Type<ReplacesRecovery>) {
  f.required("recovery", &ReplacesRecovery::system, refers_to(system));
  f.required("law", &ReplacesRecovery::law);
}
template <class F>
void describe(F& f, Type<Effect>) {
  f.special(EffectKeys{});
}

template <class F>
void describe(F& f, Type<Crew>) {
  f.required("party", &Crew::party, refers_to_party);
  f.optional("people", &Crew::people, Rule{.min = 1.0});
}

template <class F>
void describe(F& f, Type<Work>) {
  f.optional("duration", &Work::duration);
  f.optional("downtime", &Work::downtime);
  f.optional("restart", &Work::restart);
  f.optional("level_during", &Work::level_during);
  f.optional("give_up_after", &Work::give_up_after);
  f.optional("crew", &Work::crew);
}

template <class F>
void describe(F& f, Type<Failure>) {
  f.optional("probability", &Failure::probability, probability);
  f.optional("rollback", &Failure::rollback);
}

template <class F>
void describe(F& f, Type<Latent>) {
  f.optional("probability", &Latent::probability, probability);
  f.optional("affects", &Latent::affects, refers_to_node);
  f.optional("level", &Latent::level);
  f.optional("repair", &Latent::repair);
  f.optional("then", &Latent::then);
}

template <class F>
void describe(F& f, Type<Measure>) {
  f.required("id", &Measure::id, defines(measure));
  f.required("kind", &Measure::kind);
  f.required("targets", &Measure::targets, Rule{.refers = node, .not_empty = true});
  f.optional("by", &Measure::by, speaks_for_party);
  f.optional("name", &Measure::name);
  f.optional("treatment", &Measure::treatment);
  f.optional("change", &Measure::change);
  f.optional("verified", &Measure::verified);
  f.optional("in_force_at_start", &Measure::in_force_at_start);
  f.optional("remediates", &Measure::remediates);
  f.optional("effects", &Measure::effects);
  f.optional("work", &Measure::work);
  f.optional("failure", &Measure::failure);
  f.optional("latent", &Measure::latent);
  f.optional("requires", &Measure::requires_measures, refers_to(measure));
  f.optional("conflicts", &Measure::conflicts, refers_to(measure));
  f.optional("lead_time", &Measure::lead_time);
  f.optional("cost", &Measure::cost, not_negative);
  f.optional("windows", &Measure::windows, refers_to(window));
  f.optional("owner", &Measure::owner, refers_to_party);
  f.optional("expires", &Measure::expires);
  f.optional("review_when", &Measure::review_when);
}

}  // namespace hakyu::models::fields
