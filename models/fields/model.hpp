// Sections of a model file, and the study.
#pragma once

#include "models/fields/field.hpp"
#include "models/model.hpp"

namespace hakyu::models::fields {

template <class F>
void describe(F& f, Type<Study>) {
  constexpr Seconds century{std::int64_t{36'525} * 86'400};
  f.required("start", &Study::start);
  f.required("horizon", &Study::horizon, Rule{.not_zero = true, .longest = century});
  f.optional("replications", &Study::replications, Rule{.min = 1.0, .max = 1e12});
  f.optional("seed", &Study::seed);
  f.optional("confidence", &Study::confidence, Rule{.min = 0.5, .max = 0.9999});
  f.optional("indifference", &Study::indifference, probability);
  f.optional("failures", &Study::failures);
}

template <class F>
void describe(F& f, Type<Model>) {
  f.optional("study", &Model::study);
  f.optional("calendar", &Model::calendar);
  f.optional("parties", &Model::parties);
  f.optional("contracts", &Model::contracts);
  f.optional("responsibilities", &Model::responsibilities);
  f.optional("decisions", &Model::decisions);
  f.optional("resources", &Model::resources);
  f.optional("services", &Model::services);
  f.optional("dependencies", &Model::dependencies);
  f.optional("zones", &Model::zones);
  f.optional("systems", &Model::systems);
  f.optional("flows", &Model::flows);
  f.optional("credentials", &Model::credentials);
  f.optional("vulnerabilities", &Model::vulnerabilities);
  f.optional("findings", &Model::findings);
  f.optional("measures", &Model::measures);
  f.optional("statements", &Model::statements);
  f.optional("plans", &Model::plans);
  f.optional("threat", &Model::threat);
}

}  // namespace hakyu::models::fields
