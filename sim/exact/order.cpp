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

/// How the arguments of the gates of a region are sorted: the smaller weight first.
class Weights {
 public:
  Weights(const Network& network, Order order) : order_(order), used_(network.size()) {
    if (order == Order::shared_first) used_ = uses(network);
    weight_.assign(network.size(), 1.0);
    for (auto node = network.events + 1; node < network.size(); ++node) add(network, node);
  }
  [[nodiscard]] double operator()(Literal argument) const {
    const double weight = weight_[argument.node()];
    switch (order_) {
      case Order::light_first:
        return weight;
      case Order::heavy_first:
        return -weight;
      case Order::shared_first:
        return -static_cast<double>(used_[argument.node()]);
      default:
        return 0.0;
    }
  }

 private:
  void add(const Network& network, std::uint32_t node) {
    double sum = 0.0;
    for (const auto argument : network.gate(node).arguments) sum += weight_[argument.node()];
    weight_[node] = std::min(sum, 1e300);
  }
  Order order_;
  std::vector<std::uint32_t> used_;
  std::vector<double> weight_;
};

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

Region region(const Network& network, std::span<const Literal> roots, const std::vector<bool>& is_module,
              Order order) {
  Region result;
  result.roots.assign(roots.begin(), roots.end());
  const Weights weight(network, order);
  std::vector<bool> met(network.size());
  std::vector<Step> path;
  std::vector<std::vector<Literal>> waiting;
  const auto meet = [&](std::uint32_t node, bool is_root) {
    if (met[node] || node == 0) return;
    met[node] = true;
    if (!network.is_gate(node) || (is_module[node] && !is_root)) {
      result.variables.push_back(node);
      return;
    }
    path.push_back({node, 0});
    waiting.push_back(network.gate(node).arguments);
    std::stable_sort(waiting.back().begin(), waiting.back().end(),
                     [&](Literal a, Literal b) { return weight(a) < weight(b); });
  };
  const bool one = roots.size() == 1;
  for (const auto root : roots) {
    meet(root.node(), one);
    while (!path.empty()) {
      if (path.back().next < waiting.back().size()) {
        meet(waiting.back()[path.back().next++].node(), false);
      } else {
        result.gates.push_back(path.back().node);
        path.pop_back();
        waiting.pop_back();
      }
    }
  }
  return result;
}

}  // namespace hakyu::sim::exact
