#include "sim/exact/order.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace hakyu::sim::exact {
namespace {

/// One gate on the way down and the next argument to look at.
struct Step {
  std::uint32_t node;
  std::uint32_t next;
};

struct Dates {
  std::uint32_t entered = 0;
  std::uint32_t left = 0;
  std::uint32_t last = 0;
};

/// When a walk from the roots enters, leaves and last meets each node.
std::vector<Dates> dates(const Network& network) {
  std::vector<Dates> of(network.size());
  std::uint32_t now = 0;
  std::vector<Step> path;
  const auto meet = [&](std::uint32_t node) {
    auto& date = of[node];
    date.last = ++now;
    if (date.entered != 0) return;
    date.entered = now;
    if (network.is_gate(node))
      path.push_back({node, 0});
    else
      date.left = now;
  };
  for (const auto root : network.roots) {
    meet(root.node());
    while (!path.empty()) {
      auto& [node, next] = path.back();
      const auto& arguments = network.gate(node).arguments;
      if (next < arguments.size()) {
        meet(arguments[next++].node());
      } else {
        of[node].left = of[node].last = ++now;
        path.pop_back();
      }
    }
  }
  return of;
}

}  // namespace

Network grouped(const Network& network) {
  const auto is_module = find_modules(network);
  const auto used = uses(network);
  Network result;
  result.events = network.events;
  std::vector<Literal> to;
  for (std::uint32_t node = 0; node <= network.events; ++node) to.emplace_back(node, false);
  const auto now = [&](Literal literal) {
    return literal.negated() ? !to[literal.node()] : to[literal.node()];
  };
  for (const auto& gate : network.gates) {
    Network::Gate kept{gate.kind, gate.number, {}};
    Network::Gate own{gate.kind, gate.number, {}};
    for (const auto argument : gate.arguments) {
      const auto node = argument.node();
      const bool is_own =
          gate.kind != Kind::at_least && used[node] == 1 && (!network.is_gate(node) || is_module[node]);
      (is_own ? own : kept).arguments.push_back(now(argument));
    }
    if (own.arguments.size() > 1 && !kept.arguments.empty()) {
      kept.arguments.emplace_back(result.size(), false);
      result.gates.push_back(std::move(own));
    } else {
      kept.arguments.clear();
      for (const auto argument : gate.arguments) kept.arguments.push_back(now(argument));
    }
    to.emplace_back(result.size(), false);
    result.gates.push_back(std::move(kept));
  }
  for (const auto root : network.roots) result.roots.push_back(now(root));
  return result;
}

std::vector<bool> find_modules(const Network& network) {
  const auto date = dates(network);
  std::vector<bool> is_module(network.size());
  // Of everything below each gate: when it was first entered and last met.
  std::vector<std::uint32_t> first(network.size(), std::numeric_limits<std::uint32_t>::max());
  std::vector<std::uint32_t> last(network.size(), 0);
  for (auto node = network.events + 1; node < network.size(); ++node) {
    if (date[node].entered == 0) continue;
    for (const auto argument : network.gate(node).arguments) {
      const auto below = argument.node();
      first[node] = std::min({first[node], first[below], date[below].entered});
      last[node] = std::max({last[node], last[below], date[below].last});
    }
    // The last meeting of a gate from elsewhere comes after it was left and does not count for itself.
    is_module[node] = first[node] > date[node].entered && last[node] < date[node].left;
  }
  return is_module;
}

Regions::Regions(const Network& network, const std::vector<bool>& is_module)
    : network_(&network),
      is_module_(&is_module),
      used_(uses(network)),
      below_(network.size(), 1.0),
      place_(network.size()) {
  for (auto node = network.events + 1; node < network.size(); ++node) {
    double sum = 0.0;
    for (const auto argument : network.gate(node).arguments) sum += below_[argument.node()];
    below_[node] = std::min(sum, 1e300);
  }
}

/// The smaller comes first.
double Regions::weight(Literal argument, Order order) const {
  if (order == Order::light_first) return below_[argument.node()];
  if (order == Order::heavy_first) return -below_[argument.node()];
  return order == Order::shared_first ? -static_cast<double>(used_[argument.node()]) : 0.0;
}

void Regions::meet(Region& region, std::uint32_t node, bool is_root, Order order) {
  if (node == 0 || place_[node] != 0) return;
  met_.push_back(node);
  place_[node] = static_cast<std::uint32_t>(met_.size());
  if (!network_->is_gate(node) || ((*is_module_)[node] && !is_root)) {
    region.variables.push_back(node);
    return;
  }
  path_.push_back({0, node, network_->gate(node).arguments});
  auto& arguments = path_.back().arguments;
  std::stable_sort(arguments.begin(), arguments.end(),
                   [&](Literal a, Literal b) { return weight(a, order) < weight(b, order); });
}

Region Regions::region(std::span<const Literal> roots, Order order) {
  for (const auto node : met_) place_[node] = 0;
  met_.clear();
  Region result;
  result.roots.assign(roots.begin(), roots.end());
  for (const auto root : roots) {
    meet(result, root.node(), roots.size() == 1, order);
    while (!path_.empty()) {
      auto& step = path_.back();
      if (step.next < step.arguments.size()) {
        meet(result, step.arguments[step.next++].node(), false, order);
      } else {
        result.gates.push_back(step.node);
        path_.pop_back();
      }
    }
  }
  return result;
}

}  // namespace hakyu::sim::exact
