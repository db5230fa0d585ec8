#include "models/names.hpp"
#include "sim/compile/parts.hpp"

namespace hakyu::sim::compiling {

namespace {

using models::Failures;
using models::Reliability;

/// What a quick repair needs: nodes, or flows.
void add_needs(Context& context, const Reliability& reliability, FailingResource& failing) {
  for (const models::Id& id : reliability.needs) {
    const auto node = context.system.node_of.find(id);
    if (node != context.system.node_of.end())
      failing.needs_nodes.push_back(node->second);
    else
      failing.needs_flows.push_back(context.flow(id));
  }
}

bool has_laws(const Reliability& reliability) {
  return reliability.time_to_failure.has_value() || reliability.time_to_repair.has_value();
}

/// True if the resource fails by itself in the simulation.
bool fails(Context& context, const models::Resource& resource, Failures mode) {
  if (mode == Failures::none) return false;
  if (!resource.reliability) return mode == Failures::default_;
  if (has_laws(*resource.reliability) || !resource.reliability->availability) return true;
  context.note_rule(rules::availability_only, {resource.id, resource.maintainer});
  return false;
}

FailingResource failing_resource(Context& context, NodeIndex node, const models::Resource& resource) {
  static const Reliability nothing_stated;
  const Reliability& stated = resource.reliability ? *resource.reliability : nothing_stated;
  const std::string_view kind = models::name(resource.kind);
  const About about{resource.id, resource.maintainer};
  FailingResource failing;
  failing.node = node;
  failing.time_to_failure = context.law(stated.time_to_failure, fields::time_to_failure, kind, about);
  failing.time_to_repair = context.law(stated.time_to_repair, fields::time_to_repair, kind, about);
  failing.ages_operating = stated.ages == models::Ages::operating;
  add_needs(context, stated, failing);
  if (!stated.needs.empty())
    failing.extra_if_unavailable =
        context.law(stated.extra_if_unavailable, fields::extra_if_unavailable, kind, about);
  failing.key = context.key("resource", resource.id, resource.annotation.origin);
  return failing;
}

}  // namespace

void compile_reliability(Context& context) {
  const std::vector<models::Resource>& resources = context.model.resources;
  const Failures mode = context.model.study->failures;
  if (mode == Failures::default_) context.system.failing.reserve(resources.size());
  for (std::size_t i = 0; i < resources.size(); ++i) {
    if (context.system.excluded[i] != 0) continue;
    if (fails(context, resources[i], mode))
      context.system.failing.push_back(failing_resource(context, NodeIndex(i), resources[i]));
  }
}

}  // namespace hakyu::sim::compiling
