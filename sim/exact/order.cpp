#include "sim/exact/order.hpp"

#include <algorithm>
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
      place_(network.size()),
      distinct_(network.size()),
      looked_in_(network.size()) {}

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
  if (order == Order::depth_first) return;
  std::stable_sort(arguments.begin(), arguments.end(),
                   [&](Literal a, Literal b) { return used_[a.node()] > used_[b.node()]; });
}

/// Different events and modules below `node`, all or those not met yet; counts to `enough` at most.
std::uint32_t Regions::distinct_below(std::uint32_t node, bool fresh, std::uint32_t enough) {
  ++search_;
  std::uint32_t count = 0;
  const auto see = [&](std::uint32_t each) {
    // What was met and left has nothing fresh below.
    if (each == 0 || looked_in_[each] == search_ || (fresh && place_[each] != 0)) return;
    looked_in_[each] = search_;
    if (ends_at(each))
      ++count;
    else
      to_look_at_.push_back(each);
  };
  to_look_at_.clear();
  see(node);
  while (!to_look_at_.empty() && count < enough) {
    const auto& arguments = network_->gate(to_look_at_.back()).arguments;
    to_look_at_.pop_back();
    looks_ += static_cast<std::uint32_t>(arguments.size());
    for (const auto argument : arguments) see(argument.node());
  }
  return count;
}

/// How much that is not met yet `node` brings; right if it is less than `enough`.
double Regions::freshness(std::uint32_t node, Order order, double enough) {
  constexpr auto all = std::numeric_limits<std::uint32_t>::max();
  if (order == Order::fresh_first)
    return distinct_below(node, true, enough < all ? static_cast<std::uint32_t>(enough) : all);
  if (distinct_[node] == 0) distinct_[node] = std::max(1U, distinct_below(node, false, all));
  return distinct_below(node, true, all) / (distinct_[node] + 1.0);
}

/// Moves the argument that brings the least that is fresh to the place that is next.
void Regions::bring_least_fresh(Step& step, Order order) {
  constexpr std::uint32_t most_looks = 1U << 24U;
  double least = std::numeric_limits<double>::infinity();
  std::size_t best = step.next;
  for (std::size_t i = step.next; i < step.arguments.size() && looks_ < most_looks; ++i) {
    ++looks_;
    const auto found = freshness(step.arguments[i].node(), order, least);
    if (found >= least) continue;
    least = found;
    best = i;
    if (found == 0.0 || (order == Order::fresh_first && found == 1.0)) break;
  }
  const auto begin = step.arguments.begin();
  std::rotate(begin + step.next, begin + static_cast<std::ptrdiff_t>(best),
              begin + static_cast<std::ptrdiff_t>(best) + 1);
}

/// Every root weighs one and hands its weight down in equal shares, gate by gate. The heaviest variable comes
/// first and is taken out; then the shares are worked out anew. O(variables · size of the region).
void Regions::sort_by_weight(Region& region) const {
  constexpr std::size_t most_steps = std::size_t{1} << 24U;
  std::size_t edges = region.gates.size();
  for (const auto gate : region.gates) edges += network_->gate(gate).arguments.size();
  if (edges * region.variables.size() > most_steps) return;
  constexpr double rounding = 1e-12;
  std::vector<double> weight(met_.size() + 1);
  std::vector<std::uint32_t> left(met_.size() + 1, 1);  // arguments with variables still to be ordered
  left[0] = 0;
  const auto count_left = [&](std::uint32_t gate) {
    const auto& arguments = network_->gate(gate).arguments;
    return static_cast<std::uint32_t>(std::count_if(
        arguments.begin(), arguments.end(), [&](Literal each) { return left[place_[each.node()]] != 0; }));
  };
  for (std::size_t next = 0; next < region.variables.size(); ++next) {
    for (const auto gate : region.gates) left[place_[gate]] = count_left(gate);
    std::fill(weight.begin(), weight.end(), 0.0);
    for (const auto root : region.roots) weight[place_[root.node()]] += 1.0;
    for (auto gate = region.gates.rbegin(); gate != region.gates.rend(); ++gate) {
      const auto place = place_[*gate];
      if (left[place] == 0) continue;
      const double share = weight[place] / left[place];
      for (const auto argument : network_->gate(*gate).arguments) weight[place_[argument.node()]] += share;
    }
    auto heaviest = region.variables.begin() + static_cast<std::ptrdiff_t>(next);
    for (auto each = heaviest; each != region.variables.end(); ++each)
      if (weight[place_[*each]] > weight[place_[*heaviest]] * (1.0 + rounding)) heaviest = each;
    left[place_[*heaviest]] = 0;
    std::rotate(region.variables.begin() + static_cast<std::ptrdiff_t>(next), heaviest, heaviest + 1);
  }
}

Region Regions::region(std::span<const Literal> roots, Order order) {
  for (const auto node : met_) place_[node] = 0;
  met_.clear();
  looks_ = 0;
  Region result;
  result.roots.assign(roots.begin(), roots.end());
  for (const auto root : roots) {
    meet(result, root.node(), roots.size() == 1, order);
    while (!path_.empty()) {
      auto& step = path_.back();
      if (step.next < step.arguments.size()) {
        if (order == Order::fresh_first || order == Order::fresh_share) bring_least_fresh(step, order);
        meet(result, step.arguments[step.next++].node(), false, order);
      } else {
        result.gates.push_back(step.node);
        path_.pop_back();
      }
    }
  }
  if (order == Order::weighted) sort_by_weight(result);
  return result;
}

}  // namespace hakyu::sim::exact
