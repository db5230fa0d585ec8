#include <cmath>

#include "sim/compile/parts.hpp"

namespace hakyu::sim::compiling {

namespace {

/// Stated demand; else the default number of contacts per hour.
DemandIntegral demand(Context& context, const models::Service& service) {
  const System& system = context.system;
  const models::Demand used =
      service.demand
          ? *service.demand
          : models::Demand(models::Rate{context.number(fields::demand, "any", {service.id, {}}) / 3600});
  return {used, context.model.calendar, system.start, system.horizon};
}

void compile_fallback(Context& context, const models::Service& service, CompiledService& compiled) {
  const About about{service.id, {}};
  const models::Fallback stated = service.fallback.value_or(models::Fallback{});
  compiled.fallback_capacity =
      service.fallback ? stated.capacity : context.number(fields::fallback_capacity, "any", about);
  compiled.fallback_exhausted = stated.exhausted;
  if (stated.sustain)
    compiled.fallback_sustain = stated.sustain->count();
  else if (compiled.fallback_capacity != stated.exhausted)
    compiled.fallback_sustain = static_cast<Time>(
        std::ceil(context.law(std::nullopt, fields::fallback_sustain, "any", about).mean()));
}

std::optional<Time> seconds(const std::optional<models::Seconds>& value) {
  return value ? std::optional<Time>(value->count()) : std::nullopt;
}

}  // namespace

void compile_services(Context& context) {
  const std::vector<models::Service>& services = context.model.services;
  for (std::size_t i = 0; i < services.size(); ++i) {
    const models::Service& service = services[i];
    CompiledService compiled;
    compiled.node = NodeIndex(context.model.resources.size() + i);
    compiled.weight = service.weight.mean;
    compiled.demand = demand(context, service);
    compiled.degraded_capacity = service.degraded_capacity;
    compile_fallback(context, service, compiled);
    compiled.tolerance = seconds(service.tolerance);
    compiled.limit = seconds(service.limit);
    context.system.services.push_back(std::move(compiled));
  }
}

}  // namespace hakyu::sim::compiling
