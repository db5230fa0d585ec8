#include <algorithm>
#include <utility>

#include "sim/compile/parts.hpp"

namespace hakyu::sim::compiling {

namespace {

/// Collects the requirements of all nodes for the graph.
class Requirements {
 public:
  explicit Requirements(Context& context) : context_(context) {}

  void add_host(NodeIndex owner, const models::Resource& resource) {
    models::Requirement host;
    host.of = {resource.runs_on};
    host.annotation.origin = resource.annotation.origin;
    add(owner, host, "/runs_on");
  }

  void add_all(NodeIndex owner, const std::vector<models::Requirement>& requirements) {
    for (std::size_t i = 0; i < requirements.size(); ++i)
      add(owner, requirements[i], "/requires/" + std::to_string(i));
  }

  void add(NodeIndex owner, const models::Requirement& requirement, const std::string& place) {
    if (context_.system.excluded[owner] != 0) return;  // down whatever it requires
    RequirementInput input;
    input.owner = owner;
    std::size_t different = 0;
    input.providers = providers(requirement, different);
    // A provider named twice is one provider; the reader reports it.
    input.k_up = limited(requirement.k_up, different);
    input.k_degraded = limited(requirement.k_degraded, different);
    if (input.k_up > input.providers.size()) return report(requirement, owner, input, place);
    input.on_loss = requirement.on_loss;
    input.holdover = requirement.holdover.count();
    input.recovery = requirement.recovery.count();
    for (const models::Id& flow : requirement.over) input.over.push_back(context_.flow(flow));
    inputs_.push_back(std::move(input));
  }

  std::vector<RequirementInput> take() { return std::move(inputs_); }

 private:
  static std::uint32_t limited(int k, std::size_t different) {
    return static_cast<std::uint32_t>(
        std::min<std::size_t>(static_cast<std::size_t>(std::max(k, 1)), different));
  }

  /// Providers in use; `different`: how many are named, in use or not.
  std::vector<NodeIndex> providers(const models::Requirement& requirement, std::size_t& different) const {
    std::vector<NodeIndex> named;
    for (const models::Id& id : requirement.of) {
      const NodeIndex provider = context_.node(id);
      if (std::find(named.begin(), named.end(), provider) == named.end()) named.push_back(provider);
    }
    different = named.size();
    std::erase_if(named, [this](NodeIndex provider) { return context_.system.excluded[provider] != 0; });
    return named;
  }

  /// A quorum of `up` that equipment in use cannot reach: the owner could never be up.
  void report(const models::Requirement& requirement, NodeIndex owner, const RequirementInput& input,
              const std::string& place) {
    models::Origin origin = requirement.annotation.origin;
    if (origin.pointer.empty()) origin.pointer = context_.system.node_ids[owner] + place;
    context_.report(models::Severity::error, "quorum-unreachable", origin,
                    std::to_string(input.providers.size()), std::to_string(input.k_up));
  }

  Context& context_;
  std::vector<RequirementInput> inputs_;
};

}  // namespace

void compile_requirements(Context& context) {
  const models::Model& model = context.model;
  Requirements requirements(context);
  for (std::size_t i = 0; i < model.resources.size(); ++i) {
    if (!model.resources[i].runs_on.empty()) requirements.add_host(NodeIndex(i), model.resources[i]);
    requirements.add_all(NodeIndex(i), model.resources[i].requirements);
  }
  for (std::size_t i = 0; i < model.services.size(); ++i)
    requirements.add_all(NodeIndex(model.resources.size() + i), model.services[i].requirements);
  for (const models::Dependency& each : model.dependencies)
    requirements.add(context.node(each.from), each.requirement, "/dependency");
  context.system.graph =
      DependencyGraph(context.system.node_ids.size(), context.system.flow_ids.size(), requirements.take());
}

}  // namespace hakyu::sim::compiling
