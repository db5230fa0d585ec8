// Importances, influences and frequencies from one pass forward and one in reverse.
// Sources: Birnbaum 1969; Vesely, Nuclear Engineering and Design 13 (1970) 337.
#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <unordered_map>

#include "sim/exact/evaluate.hpp"
#include "sim/exact/meter.hpp"

namespace hakyu::sim::exact {
namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

/// a / b where 0 / 0 is 1 and anything else / 0 infinite.
double ratio(double a, double b) {
  if (b == 0.0) return a == 0.0 ? 1.0 : infinite;
  return a / b;
}

/// Probability that exactly one of two nodes of the same diagram is true.
class Difference {
 public:
  Difference(const Diagrams& diagrams, const Values& values, Meter& meter)
      : diagrams_(diagrams), values_(values), meter_(meter) {}

  double operator()(std::uint32_t a, std::uint32_t b) {
    if (a == b) return 0.0;
    if (a > b) std::swap(a, b);
    if (a == 0) return values_.of_node[b];
    if (b == 1) return 1.0;
    const auto key = std::uint64_t{a} << 32U | b;
    if (const auto known = known_.find(key); known != known_.end()) return known->second;
    const Meter::Descent descent(meter_);
    if (!descent.allowed() || !meter_.step() || !meter_.may_hold(known_.size() * bytes_per_entry)) return 0.0;
    const auto variable = top(a, b);
    const double p = values_.of_variable[variable];
    const auto split = [&](std::uint32_t node, bool up) {
      const auto& it = diagrams_.nodes()[node];
      return node < 2 || it.variable != variable ? node : up ? it.high : it.low;
    };
    const double result =
        p * (*this)(split(a, true), split(b, true)) + (1.0 - p) * (*this)(split(a, false), split(b, false));
    known_.emplace(key, result);
    return result;
  }

 private:
  static constexpr std::uint64_t bytes_per_entry = 48;

  std::uint32_t top(std::uint32_t a, std::uint32_t b) const {
    const auto of_b = diagrams_.nodes()[b].variable;
    if (a < 2) return of_b;
    const auto of_a = diagrams_.nodes()[a].variable;
    return diagrams_.rank(of_a) < diagrams_.rank(of_b) ? of_a : of_b;
  }
  const Diagrams& diagrams_;
  const Values& values_;
  Meter& meter_;
  std::unordered_map<std::uint64_t, double> known_;
};

/// The probability of a root if a variable is true for certain, and if it is false for certain.
struct Given {
  double high = 0.0;
  double low = 0.0;
};

/// That for every variable, from one pass in reverse, as sums of non-negative numbers only: of the walks that
/// come to a node of the variable, and of those that pass by its level.
class GivenEach {
 public:
  GivenEach(const Diagrams& diagrams, const Values& values)
      : diagrams_(diagrams),
        values_(values),
        reached_(diagrams.nodes().size()),
        given_(values.of_variable.size()) {}

  std::vector<Given> of(std::uint32_t root) {
    const auto modules = diagrams_.modules();
    const auto nodes = static_cast<std::uint32_t>(diagrams_.nodes().size());
    std::fill(given_.begin(), given_.end(), Given{values_.of_node[root], values_.of_node[root]});
    pass(modules.empty() ? 2 : modules.back().end, nodes, root, {1.0, 0.0});
    for (auto m = modules.size(); m-- > 0;)
      pass(modules[m].begin, modules[m].end, modules[m].root, given_[diagrams_.events() + m]);
    return std::move(given_);
  }

 private:
  [[nodiscard]] std::uint32_t level(std::uint32_t node) const {
    return node < 2 ? levels_ : diagrams_.rank(diagrams_.nodes()[node].variable);
  }
  /// One diagram; `outside`: the same of what its value is a variable of.
  void pass(std::uint32_t begin, std::uint32_t end, std::uint32_t root, Given outside) {
    const auto nodes = diagrams_.nodes();
    levels_ = 0;
    for (auto i = begin; i < end; ++i) levels_ = std::max(levels_, level(i) + 1);
    at_.assign(levels_, {});
    variable_.assign(levels_, none);
    passing_.assign(2 * std::size_t{levels_}, 0.0);
    reached_[root] = 1.0;
    pass_by(0, root, 1.0);
    for (auto i = end; i-- > begin;) {
      if (reached_[i] == 0.0) continue;
      const auto& node = nodes[i];
      const auto here = level(i);
      variable_[here] = node.variable;
      at_[here].high += reached_[i] * values_.of_node[node.high];
      at_[here].low += reached_[i] * values_.of_node[node.low];
      const double p = values_.of_variable[node.variable];
      reached_[node.high] += reached_[i] * p;
      reached_[node.low] += reached_[i] * (1.0 - p);
      pass_by(here + 1, node.high, reached_[i] * p);
      pass_by(here + 1, node.low, reached_[i] * (1.0 - p));
    }
    for (std::uint32_t each = 0; each < levels_; ++each)
      if (variable_[each] != none) given_[variable_[each]] = whole(each, outside);
  }
  /// Walks of this probability pass by the levels from `from` to before that of `to`: a binary tree over the
  /// levels, in which each range is a few nodes.
  void pass_by(std::uint32_t from, std::uint32_t to, double probability) {
    const double mass = probability * values_.of_node[to];
    if (mass == 0.0) return;
    std::size_t left = from + levels_;
    std::size_t right = level(to) + levels_;
    for (; left < right; left /= 2, right /= 2) {
      if (left % 2 == 1) passing_[left++] += mass;
      if (right % 2 == 1) passing_[--right] += mass;
    }
  }
  [[nodiscard]] Given whole(std::uint32_t at, Given outside) const {
    double passing = 0.0;
    for (std::size_t i = at + levels_; i > 0; i /= 2) passing += passing_[i];
    const auto mixed = [&](double inside) {
      const double p = std::min(1.0, inside + passing);
      return p * outside.high + (1.0 - p) * outside.low;
    };
    return {mixed(at_[at].high), mixed(at_[at].low)};
  }

  static constexpr std::uint32_t none = 0xFFFFFFFFU;
  const Diagrams& diagrams_;
  const Values& values_;
  LargeVector<double> reached_;
  std::vector<Given> given_;  ///< by variable
  // Of one diagram, by level:
  std::uint32_t levels_ = 0;
  std::vector<Given> at_;
  std::vector<std::uint32_t> variable_;
  std::vector<double> passing_;
};

}  // namespace

std::vector<Importance> Diagrams::importances(std::size_t root, std::span<const double> probabilities) const {
  const auto value = values(*this, probabilities);
  const double whole = value.of_node[roots_[root]];
  const auto birnbaum = reverse(*this, roots_[root], value, [&](const Node& node) {
    return value.of_node[node.high] - value.of_node[node.low];
  });
  std::vector<Importance> result(events_);
  // Where most of the probability goes with the event, Q − q · birnbaum would be the small difference of two
  // large numbers: those are evaluated without the event.
  std::vector<Given> given;
  for (std::uint32_t event = 0; event < events_; ++event) {
    const double q = probabilities[event];
    const double b = birnbaum[event];
    result[event].birnbaum = b;
    result[event].criticality = whole == 0.0 ? 0.0 : b * q / whole;
    result[event].risk_achievement_worth = ratio(std::max(0.0, whole + (1.0 - q) * b), whole);
    result[event].risk_reduction_worth = ratio(whole, whole - q * b);
    if (q * b <= whole / 2) continue;
    if (given.empty()) given = GivenEach(*this, value).of(roots_[root]);
    result[event].risk_reduction_worth = ratio(whole, given[event].low);
  }
  return result;
}

Outcome<std::vector<double>> Diagrams::influences(std::size_t root, std::span<const double> probabilities,
                                                  const Limits& limits) const {
  const auto value = values(*this, probabilities);
  Meter meter(limits);
  std::vector<double> result;
  if (monotone_) {
    result = reverse(*this, roots_[root], value, [&](const Node& node) {
      return std::max(0.0, value.of_node[node.high] - value.of_node[node.low]);
    });
  } else {
    Difference difference(*this, value, meter);
    result = reverse(*this, roots_[root], value,
                     [&](const Node& node) { return difference(node.high, node.low); });
  }
  if (meter.reason()) return *meter.reason();
  result.resize(events_);
  return result;
}

Outcome<Frequency> Diagrams::frequency(std::size_t root, std::span<const Rates> rates,
                                       const Limits& limits) const {
  assert(rates.size() == events_);
  std::vector<double> down;
  for (const auto& rate : rates)
    down.push_back(rate.failure == 0.0 ? 0.0 : rate.failure / (rate.failure + rate.repair));
  const auto influence = influences(root, down, limits);
  if (!influence) return influence.out_of();
  Frequency result;
  result.unavailability = probability(down)[root];
  // Every event fails as often as it is repaired, and the root changes with the event with the probability
  // of its influence; half of the changes of the root are failures.
  for (std::uint32_t event = 0; event < events_; ++event)
    result.frequency += (*influence)[event] * rates[event].failure * (1.0 - down[event]);
  result.mean_up = result.frequency == 0.0 ? infinite : (1.0 - result.unavailability) / result.frequency;
  result.mean_down = result.frequency == 0.0 ? infinite : result.unavailability / result.frequency;
  return result;
}

}  // namespace hakyu::sim::exact
