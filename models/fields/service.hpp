// Fields of services.
#pragma once

#include "models/fields/field.hpp"
#include "models/service.hpp"

namespace hakyu::models::fields {

template <class F>
void describe(F& f, Type<WeeklyDemand>) {
  f.required("weekday", &WeeklyDemand::weekday);
  f.optional("saturday", &WeeklyDemand::saturday);
  f.optional("sunday", &WeeklyDemand::sunday);
  f.optional("holiday", &WeeklyDemand::holiday);
}

template <class F>
void describe(F& f, Type<Fallback>) {
  f.required("capacity", &Fallback::capacity, probability);
  f.optional("sustain", &Fallback::sustain);
  f.optional("exhausted", &Fallback::exhausted, probability);
}

template <class F>
void describe(F& f, Type<Service>) {
  f.required("id", &Service::id, defines(service));
  f.required("requires", &Service::requirements);
  f.optional("name", &Service::name);
  f.optional("department", &Service::department);
  f.optional("weight", &Service::weight, not_negative);
  f.optional("demand", &Service::demand);
  f.optional("degraded_capacity", &Service::degraded_capacity, probability);
  f.optional("fallback", &Service::fallback);
  f.optional("tolerance", &Service::tolerance);
  f.optional("limit", &Service::limit);
  f.optional("impact_class", &Service::impact_class);
}

}  // namespace hakyu::models::fields
