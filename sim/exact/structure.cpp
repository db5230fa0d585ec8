#include "sim/exact/structure.hpp"

#include <algorithm>
#include <unordered_map>

namespace hakyu::sim::exact {

namespace {

using std::chrono::steady_clock;

/// Gates of one formula, each made once.
class Gates {
 public:
  Gates(Formula& formula, const Limits& limits)
      : formula_(formula), limits_(limits), begun_(steady_clock::now()) {}

  Literal any_of(std::vector<Literal> arguments) {
    std::erase(arguments, never);  // what cannot happen must not make another gate of the same
    return arguments.empty() ? never : at_least(1, std::move(arguments));
  }

  Literal at_least(std::uint32_t count, std::vector<Literal> arguments) {
    std::sort(arguments.begin(), arguments.end());
    const std::size_t key = hash(count, arguments);
    const auto [begin, end] = made_.equal_range(key);
    for (auto each = begin; each != end; ++each)
      if (each->second.count == count && each->second.arguments == arguments) return each->second.literal;
    memory_ += 160 + 8 * arguments.size();
    const Literal literal = count == 1 ? formula_.any_of(arguments) : formula_.at_least(count, arguments);
    made_.emplace(key, Made{count, std::move(arguments), literal});
    return literal;
  }

  /// What has run out, if anything.
  [[nodiscard]] std::optional<OutOf> out_of() const {
    if (memory_ > limits_.memory) return OutOf::memory;
    if (is_set(limits_.stop)) return OutOf::stopped;
    if (steady_clock::now() - begun_ > limits_.time) return OutOf::time;
    return std::nullopt;
  }

 private:
  struct Made {
    std::uint32_t count;
    std::vector<Literal> arguments;
    Literal literal;
  };
  static std::size_t hash(std::uint32_t count, const std::vector<Literal>& arguments) {
    std::uint64_t h = count;
    for (const Literal each : arguments) h = (h ^ each.code) * 0x9E3779B97F4A7C15ULL, h ^= h >> 29U;
    return h;
  }
  Formula& formula_;
  const Limits& limits_;
  steady_clock::time_point begun_;
  std::uint64_t memory_ = 0;
  std::unordered_multimap<std::size_t, Made> made_;
};

/// What limits nodes and blocks flows, as literals.
struct Imposed {
  std::vector<Literal> to_down;      ///< per node
  std::vector<Literal> to_degraded;  ///< per node: at most degraded
  std::vector<Literal> blocked;      ///< per flow
};

Conditions in_force_at_start(const System& system) {
  Conditions all;
  for (const CompiledMeasure& measure : system.measures) {
    if (!measure.in_force_at_start) continue;
    for (const StandingLimit& each : measure.limits) all.limits.push_back({each.node, each.level});
    all.blocked.insert(all.blocked.end(), measure.blocks.begin(), measure.blocks.end());
  }
  return all;
}

/// `literal` makes the one that stands for a condition; several for one node or flow act together.
template <typename Literals>
Imposed imposed(const System& system, const Conditions& conditions, Formula& formula,
                const Literals& literal) {
  Imposed made{std::vector<Literal>(system.graph.size(), never),
               std::vector<Literal>(system.graph.size(), never),
               std::vector<Literal>(system.flow_ids.size(), never)};
  for (std::size_t node = 0; node < system.excluded.size(); ++node)
    if (system.excluded[node] != 0) made.to_down[node] = always;
  const auto add = [&](Literal& to) {
    const Literal both[] = {to, literal()};
    to = formula.any_of(both);
  };
  for (const Limit& each : conditions.limits)
    if (each.level != Level::up)
      add(each.level == Level::down ? made.to_down[each.node] : made.to_degraded[each.node]);
  for (const FlowIndex flow : conditions.blocked) add(made.blocked[flow]);
  return made;
}

/// Losses of one level: `lost[v]` says when node v is below it.
class Losses {
 public:
  Losses(const System& system, const Imposed& imposed, Gates& gates, Level level,
         const std::vector<Literal>& failed)
      : graph_(system.graph),
        imposed_(imposed),
        gates_(gates),
        level_(level),
        failed_(failed),
        lost(system.graph.size(), never) {}

  std::optional<OutOf> run() {
    for (std::size_t c = 0; c < graph_.members.size(); ++c) {
      const auto members = graph_.members[c];
      if (graph_.cyclic[c] == 0)
        lost[members.front()] = equation(members.front());
      else if (const auto out = solve(members))
        return out;
      if (const auto out = gates_.out_of()) return out;
    }
    return std::nullopt;
  }

 private:
  /// The loss of `node`, from what is known of its providers' losses.
  Literal equation(NodeIndex node) {
    std::vector<Literal> causes{failed_[node], imposed_.to_down[node]};
    if (level_ == Level::up) causes.push_back(imposed_.to_degraded[node]);
    for (std::uint32_t r = graph_.first_requirement[node]; r < graph_.first_requirement[node + 1]; ++r) {
      if (graph_.on_loss[r] >= level_) continue;
      for (const FlowIndex flow : graph_.over[r]) causes.push_back(imposed_.blocked[flow]);
      const auto providers = graph_.providers[r];
      const std::uint32_t wanted = level_ == Level::up ? graph_.k_up[r] : graph_.k_degraded[r];
      std::vector<Literal> losses;
      for (const NodeIndex provider : providers) losses.push_back(lost[provider]);
      causes.push_back(
          gates_.at_least(static_cast<std::uint32_t>(providers.size()) - wanted + 1, std::move(losses)));
    }
    return gates_.any_of(std::move(causes));
  }

  /// Least fixed point from "nothing is lost". One round goes through the members in an order in which only
  /// `feedback` nodes are read before they are written; so the round computes all others exactly from the
  /// feedback nodes' values, and those reach their fixed point after one round for each of them.
  std::optional<OutOf> solve(std::span<const NodeIndex> members) {
    const std::vector<NodeIndex> order = providers_first(members);
    std::vector<std::uint32_t> place(graph_.size(), 0);
    for (std::size_t i = 0; i < order.size(); ++i) place[order[i]] = static_cast<std::uint32_t>(i + 1);
    std::size_t feedback = 0;
    for (const NodeIndex node : order) feedback += read_early(node, place) ? 1 : 0;
    for (std::size_t round = 0; round <= feedback; ++round) {
      bool changed = false;
      for (const NodeIndex node : order) {
        const Literal next = equation(node);
        changed |= next != lost[node];
        lost[node] = next;
      }
      if (!changed) break;
      if (const auto out = gates_.out_of()) return out;
    }
    return std::nullopt;
  }

  /// True if a member that comes no later in the order requires `node`.
  [[nodiscard]] bool read_early(NodeIndex node, const std::vector<std::uint32_t>& place) const {
    for (const RequirementIndex r : graph_.dependents[node]) {
      const std::uint32_t owner = place[graph_.owner[r]];
      if (owner != 0 && owner <= place[node]) return true;
    }
    return false;
  }

  /// Members in the order in which a depth-first search along requirements leaves them.
  [[nodiscard]] std::vector<NodeIndex> providers_first(std::span<const NodeIndex> members) const {
    std::unordered_map<std::uint32_t, std::uint8_t> met;
    for (const NodeIndex node : members) met[node.value] = 0;
    std::vector<NodeIndex> order;
    struct Open {
      NodeIndex node;
      std::uint32_t requirement;
      std::size_t provider;
    };
    std::vector<Open> stack;
    const auto open = [&](NodeIndex node) {
      met[node.value] = 1;
      stack.push_back({node, graph_.first_requirement[node], 0});
    };
    for (const NodeIndex start : members) {
      if (met[start.value] == 0) open(start);
      while (!stack.empty()) {
        Open& top = stack.back();
        if (top.requirement == graph_.first_requirement[top.node + 1]) {
          order.push_back(top.node);
          stack.pop_back();
        } else if (top.provider == graph_.providers[top.requirement].size()) {
          ++top.requirement;
          top.provider = 0;
        } else {
          const NodeIndex next = graph_.providers[top.requirement][top.provider++];
          const auto found = met.find(next.value);
          if (found != met.end() && found->second == 0) open(next);
        }
      }
    }
    return order;
  }

  const DependencyGraph& graph_;
  const Imposed& imposed_;
  Gates& gates_;
  Level level_;
  const std::vector<Literal>& failed_;

 public:
  std::vector<Literal> lost;
};

void add_event(Structure& made, std::vector<Literal>& failed, NodeIndex node, double unavailability,
               double up, double repair) {
  failed[node] = made.formula.event();
  made.event_nodes.push_back(node);
  made.unavailability.push_back(unavailability);
  made.failure_rate.push_back(up > 0.0 ? 3600.0 / up : 0.0);
  made.repair_rate.push_back(repair > 0.0 ? 3600.0 / repair : 0.0);
  made.never_fails[node] = 0;
}

/// One event for each resource in question, in the order of the nodes.
std::vector<Literal> add_events(const System& system, Structure& made, Events events) {
  std::vector<Literal> failed(system.graph.size(), never);
  made.never_fails.assign(system.graph.size(), 0);
  std::vector<const FailingResource*> laws(system.graph.size(), nullptr);
  for (const FailingResource& each : system.failing) laws[each.node] = &each;
  const bool without = system.model->study && system.model->study->failures == models::Failures::none;
  for (std::size_t i = 0; i < system.resource_count(); ++i) {
    if (system.excluded[i] != 0) continue;
    made.never_fails[i] = 1;
    const auto& stated = system.model->resources[i].reliability;
    if (laws[i] != nullptr) {
      const double up = laws[i]->time_to_failure.mean();
      const double repair = laws[i]->time_to_repair.mean();
      add_event(made, failed, NodeIndex(i), up + repair > 0.0 ? repair / (up + repair) : 0.0, up, repair);
    } else if (!without && stated && stated->availability) {
      add_event(made, failed, NodeIndex(i), 1.0 - stated->availability->mean, 0.0, 0.0);
    } else if (events == Events::all) {
      add_event(made, failed, NodeIndex(i), 0.0, 0.0, 0.0);
      made.never_fails[i] = 1;
    }
  }
  return failed;
}

Outcome<Structure> with_losses(const System& system, const Imposed& from_outside,
                               const std::vector<Literal>& failed, Structure made, const Limits& limits) {
  Gates gates(made.formula, limits);
  for (const Level level : {Level::degraded, Level::up}) {
    Losses losses(system, from_outside, gates, level, failed);
    if (const auto out = losses.run()) return *out;
    (level == Level::up ? made.not_up : made.down) = std::move(losses.lost);
  }
  return made;
}

}  // namespace

Outcome<Structure> structure(const System& system, const Limits& limits, Events events) {
  Structure made;
  const std::vector<Literal> failed = add_events(system, made, events);
  const Imposed from_outside =
      imposed(system, in_force_at_start(system), made.formula, [] { return always; });
  return with_losses(system, from_outside, failed, std::move(made), limits);
}

Outcome<Structure> structure(const System& system, const Conditions& conditions, const Limits& limits) {
  Structure made;
  const std::vector<Literal> failed = add_events(system, made, Events::all);
  const Imposed from_outside =
      imposed(system, conditions, made.formula, [&made] { return made.formula.event(); });
  return with_losses(system, from_outside, failed, std::move(made), limits);
}

std::vector<std::uint8_t> cone(const System& system, std::span<const NodeIndex> nodes) {
  const DependencyGraph& graph = system.graph;
  std::vector<std::uint8_t> inside(graph.size(), 0);
  std::vector<NodeIndex> open(nodes.begin(), nodes.end());
  for (const NodeIndex node : open) inside[node] = 1;
  while (!open.empty()) {
    const NodeIndex node = open.back();
    open.pop_back();
    for (std::uint32_t r = graph.first_requirement[node]; r < graph.first_requirement[node + 1]; ++r)
      for (const NodeIndex provider : graph.providers[r])
        if (inside[provider] == 0) {
          inside[provider] = 1;
          open.push_back(provider);
        }
  }
  return inside;
}

std::vector<std::vector<NodeIndex>> unstated_single_failures(const System& system, const Structure& structure,
                                                             std::span<const NodeIndex> nodes) {
  std::vector<std::vector<NodeIndex>> found(nodes.size());
  const std::vector<std::uint8_t> inside = cone(system, nodes);
  Conditions fixed = in_force_at_start(system);
  for (std::size_t i = 0; i < structure.never_fails.size(); ++i) {
    if (structure.never_fails[i] == 0 || inside[i] == 0) continue;
    fixed.limits.push_back({NodeIndex(i), Level::down});
    const std::vector<Level> levels = sim::levels(system, fixed.limits, fixed.blocked);
    fixed.limits.pop_back();
    for (std::size_t n = 0; n < nodes.size(); ++n)
      if (levels[nodes[n]] == Level::down && structure.down[nodes[n]] != always)
        found[n].push_back(NodeIndex(i));
  }
  return found;
}

std::vector<Refusal> refusals(const System& system, const Structure& structure, NodeIndex node) {
  const DependencyGraph& graph = system.graph;
  const std::vector<std::uint8_t> inside = cone(system, std::span(&node, 1));
  const auto can_be_lost = [&](NodeIndex each) { return structure.not_up[each] != never; };
  std::vector<Refusal> found;
  for (const Filter& filter : graph.filters) {
    const auto providers = graph.providers[filter.requirement];
    const NodeIndex owner = graph.owner[filter.requirement];
    if (inside[owner] != 0 && std::any_of(providers.begin(), providers.end(), can_be_lost))
      found.push_back({Obstacle::time_filter, owner});
  }
  std::vector<Literal> own(graph.size(), never);
  for (std::uint32_t e = 0; e < structure.event_nodes.size(); ++e)
    own[structure.event_nodes[e]] = {structure.formula.node_of_event(e), false};
  for (const FailingResource& each : system.failing) {
    if (inside[each.node] == 0) continue;
    // A clock that stands only while the resource itself is being repaired is a calendar clock.
    if (each.ages_operating && structure.down[each.node] != own[each.node])
      found.push_back({Obstacle::operating_clock, each.node});
    // Flows are blocked or not for ever here; one that is lengthens every repair.
    if (each.extra_if_unavailable &&
        (!each.needs_flows.empty() ||
         std::any_of(each.needs_nodes.begin(), each.needs_nodes.end(), can_be_lost)))
      found.push_back({Obstacle::needs, each.node});
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

}  // namespace hakyu::sim::exact
