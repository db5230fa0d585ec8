// Building the diagrams: network, modules, order, one store per module, and laying out the result.
#include "sim/exact/analysis.hpp"

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <utility>

#include "sim/exact/bdd.hpp"
#include "sim/exact/network.hpp"
#include "sim/exact/order.hpp"

namespace hakyu::sim::exact {
namespace {

using Edge = Bdd::Edge;

/// One region as edges of a store.
class RegionDiagram {
 public:
  RegionDiagram(const Network& network, const Regions& regions, Region region,
                const std::vector<bool>& flipped, Meter& meter, std::uint64_t most_nodes)
      : network_(&network),
        regions_(&regions),
        region_(std::move(region)),
        bdd_(meter, most_nodes),
        edge_(region_.variables.size() + region_.gates.size() + 1, Bdd::none),
        waiting_for_(edge_.size()) {
    edge_[0] = Bdd::yes;
    for (std::uint32_t level = 0; level < region_.variables.size(); ++level) {
      const auto node = region_.variables[level];
      const auto variable = bdd_.variable(level);
      if (variable == Bdd::none) {
        full_ = true;
        break;
      }
      edge_[regions.place(node)] = variable ^ static_cast<Edge>(flipped[node]);
    }
  }

  /// False if a limit was reached. Pre-condition: the region is the last one taken.
  bool build() {
    if (full_) return false;
    for (const auto node : region_.gates)
      for (const auto argument : network_->gate(node).arguments)
        ++waiting_for_[regions_->place(argument.node())];
    for (const auto root : region_.roots) ++waiting_for_[regions_->place(root.node())];
    for (const auto node : region_.gates) {
      auto& made = edge_[regions_->place(node)];
      made = gate(network_->gate(node));
      if (made == Bdd::none) return false;
      for (const auto argument : network_->gate(node).arguments) release(argument.node());
      tidy();
    }
    for (const auto root : region_.roots) roots_.push_back(edge(root));
    edge_.clear();
    waiting_for_.clear();
    return true;
  }
  /// After building.
  [[nodiscard]] const std::vector<Edge>& roots() const { return roots_; }
  [[nodiscard]] const Bdd& bdd() const { return bdd_; }
  [[nodiscard]] const Region& region() const { return region_; }

 private:
  [[nodiscard]] Edge edge(Literal literal) const {
    return edge_[regions_->place(literal.node())] ^ static_cast<Edge>(literal.negated());
  }
  Edge gate(const Network::Gate& gate) {
    std::vector<Edge> arguments;
    for (const auto argument : gate.arguments) arguments.push_back(edge(argument));
    // From the bottom of the order upwards: what is made first is not rebuilt by what follows.
    std::stable_sort(arguments.begin(), arguments.end(),
                     [this](Edge a, Edge b) { return bdd_.level(a) > bdd_.level(b); });
    if (gate.kind == Kind::at_least) return at_least(gate.number, arguments);
    Edge result = gate.kind == Kind::all_of ? Bdd::yes : Bdd::no;
    for (const auto argument : arguments) {
      result = gate.kind == Kind::all_of ? bdd_.all(result, argument) : bdd_.exclusive_or(result, argument);
      if (result == Bdd::none) break;
    }
    return result;
  }
  /// reached[k]: at least k of the arguments so far. One row of the table per argument: O(count · arguments)
  /// operations.
  Edge at_least(std::uint32_t count, const std::vector<Edge>& arguments) {
    std::vector<Edge> reached(count + 1, Bdd::no);
    reached[0] = Bdd::yes;
    std::uint32_t given = 0;
    for (const auto argument : arguments)
      for (auto k = std::min(count, ++given); k > 0; --k) {  // no more than were given can be true
        reached[k] = bdd_.choose(argument, reached[k - 1], reached[k]);
        if (reached[k] == Bdd::none) return Bdd::none;
      }
    return reached[count];
  }
  void release(std::uint32_t node) {
    const auto place = regions_->place(node);
    if (--waiting_for_[place] == 0 && network_->is_gate(node)) edge_[place] = Bdd::none;
  }
  void tidy() {
    if (bdd_.wants_collection()) bdd_.collect(edge_);
  }

  const Network* network_;
  const Regions* regions_;
  Region region_;
  Bdd bdd_;
  std::vector<Edge> edge_;  ///< by place in the region
  std::vector<Edge> roots_;
  std::vector<std::uint32_t> waiting_for_;
  bool full_ = false;  ///< not even the variables had room
};

/// The values of all nodes if no event has happened.
std::vector<bool> with_nothing(const Network& network) {
  std::vector<bool> value(network.size());
  value[0] = true;
  for (auto node = network.events + 1; node < network.size(); ++node) {
    const auto& gate = network.gate(node);
    const auto held = static_cast<std::size_t>(
        std::count_if(gate.arguments.begin(), gate.arguments.end(),
                      [&](Literal literal) { return value[literal.node()] != literal.negated(); }));
    value[node] = gate.kind == Kind::all_of     ? held == gate.arguments.size()
                  : gate.kind == Kind::at_least ? held >= gate.number
                                                : held % 2 == 1;
  }
  return value;
}

}  // namespace

class DiagramsBuilder {
 public:
  DiagramsBuilder(Network network, const Limits& limits, const BuildOptions& options)
      : network_(std::move(network)), options_(options), meter_(limits) {}

  Outcome<Diagrams> build(std::uint32_t gates_given) {
    auto& statistics = made_.statistics_;
    statistics.gates_given = gates_given;
    if (!meter_.may_hold(memory_to_simplify(network_))) return *meter_.reason();
    if (options_.simplify) network_ = simplify(std::move(network_), meter_);
    if (meter_.reason()) return *meter_.reason();
    if (options_.modules) network_ = grouped(network_);
    if (!meter_.hold_beside(network_.memory())) return *meter_.reason();
    is_module_ = options_.modules ? find_modules(network_) : std::vector<bool>(network_.size());
    const auto is_needed = uses(network_);
    made_.events_ = network_.events;
    made_.monotone_ = is_monotone(network_);
    made_.nodes_.resize(2);
    made_.ranks_.resize(made_.events_);
    // A module's variable means that it differs from its value when nothing has happened: then every module
    // is false in the empty state, which cut sets rely on.
    flipped_ = with_nothing(network_);
    for (std::uint32_t node = 0; node < network_.size(); ++node)
      if (!is_module_[node]) flipped_[node] = false;
    regions_.emplace(network_, is_module_);
    const bool one = network_.roots.size() == 1;
    variable_.resize(network_.size());
    for (std::uint32_t node = 1; node <= network_.events; ++node) variable_[node] = node - 1;
    for (auto node = network_.events + 1; node < network_.size(); ++node) {
      if (is_needed[node] == 0) continue;
      ++statistics.gates_kept;
      if (!is_module_[node] || (one && node == network_.roots.front().node())) continue;
      const Literal root(node, flipped_[node]);
      if (!add({&root, 1}, true)) return *reason_;
      variable_[node] = made_.events_ + static_cast<std::uint32_t>(made_.modules_.size() - 1);
    }
    if (!add(network_.roots, false)) return *reason_;
    statistics.modules = static_cast<std::uint32_t>(made_.modules_.size()) + 1;
    statistics.nodes = made_.nodes_.size() - 2;
    statistics.steps = meter_.steps();
    statistics.peak_memory = meter_.peak();
    return std::move(made_);
  }

 private:
  static constexpr auto all_nodes = std::uint64_t{1} << 30U;
  static constexpr std::uint32_t unknown = 0xFFFFFFFFU;

  bool add(std::span<const Literal> roots, bool is_module) {
    const auto diagram =
        options_.order == Order::automatic ? automatic(roots) : attempt(roots, options_.order, all_nodes);
    if (!diagram) {
      reason_ = meter_.reason().value_or(OutOf::memory);
      return false;
    }
    auto& statistics = made_.statistics_;
    statistics.peak_nodes = std::max<std::uint64_t>(statistics.peak_nodes, diagram->bdd().peak_nodes());
    const auto& variables = diagram->region().variables;
    for (std::uint32_t level = 0; level < variables.size(); ++level)
      made_.ranks_[variable_[variables[level]]] = level;
    const auto begin = static_cast<std::uint32_t>(made_.nodes_.size());
    std::vector<std::uint32_t> of_roots;
    const auto laid_out = 2 * diagram->bdd().peak_nodes() * sizeof(std::uint32_t) +
                          (made_.nodes_.size() + diagram->bdd().nodes()) * sizeof(Diagrams::Node);
    if (!meter_.may_hold(diagram->bdd().memory() + laid_out)) {
      reason_ = meter_.reason();
      return false;
    }
    LargeVector<std::uint32_t> known(2 * diagram->bdd().peak_nodes(), unknown);
    known[Bdd::yes] = 1;
    known[Bdd::no] = 0;
    for (const auto root : diagram->roots()) of_roots.push_back(lay_out(*diagram, root, known));
    const auto end = static_cast<std::uint32_t>(made_.nodes_.size());
    if (is_module) {
      made_.modules_.push_back({begin, end, of_roots.front()});
      made_.ranks_.push_back(0);
    } else
      made_.roots_ = std::move(of_roots);
    return true;
  }

  /// Appends the nodes of one function, children first, both polarities of a shared node as two nodes.
  std::uint32_t lay_out(const RegionDiagram& diagram, Edge root, LargeVector<std::uint32_t>& known) {
    const auto& bdd = diagram.bdd();
    std::vector<Edge> todo{root};
    while (!todo.empty()) {
      const auto edge = todo.back();
      if (known[edge] != unknown) {
        todo.pop_back();
        continue;
      }
      const auto high = known[bdd.high(edge)];
      const auto low = known[bdd.low(edge)];
      if (high == unknown) todo.push_back(bdd.high(edge));
      if (low == unknown) todo.push_back(bdd.low(edge));
      if (high == unknown || low == unknown) continue;
      todo.pop_back();
      known[edge] = static_cast<std::uint32_t>(made_.nodes_.size());
      made_.nodes_.push_back({variable_[diagram.region().variables[bdd.level(edge)]], high, low});
    }
    return known[root];
  }

  /// Orders are tried under budgets of nodes, not of seconds, so that the choice is the same everywhere. What
  /// is small is worth a search for the smallest; what is large is kept as soon as it is done. What no order
  /// builds within the largest budget is built in the one that measured best on such trees.
  std::optional<RegionDiagram> automatic(std::span<const Literal> roots) {
    using enum Order;
    for (const auto budget : {1U << 12U, 1U << 15U})
      if (auto diagram = smallest(roots, budget, {fresh_share, shared_first, weighted})) return diagram;
    constexpr auto large = std::uint64_t{1} << 19U;
    for (const auto order : {weighted, fresh_first, fresh_share, shared_first}) {
      if (meter_.reason()) return std::nullopt;
      if (auto diagram = attempt(roots, order, large)) return diagram;
    }
    return attempt(roots, fresh_share, all_nodes);
  }

  std::optional<RegionDiagram> smallest(std::span<const Literal> roots, std::uint64_t budget,
                                        std::initializer_list<Order> orders) {
    std::optional<RegionDiagram> best;
    for (const auto order : orders) {
      if (meter_.reason()) return std::nullopt;
      auto diagram = attempt(roots, order, budget);
      if (!diagram) continue;
      const auto nodes = diagram->bdd().peak_nodes();
      // Hardly more nodes than variables: no order can be much better.
      const bool good = nodes <= 3 * diagram->region().variables.size();
      if (!best || nodes < best->bdd().peak_nodes()) best = std::move(diagram);
      if (good) break;
      budget = std::min<std::uint64_t>(budget, nodes);
    }
    return best;
  }

  std::optional<RegionDiagram> attempt(std::span<const Literal> roots, Order order, std::uint64_t nodes) {
    RegionDiagram diagram(network_, *regions_, regions_->region(roots, order), flipped_, meter_, nodes);
    if (!diagram.build()) return std::nullopt;
    return diagram;
  }

  Network network_;
  BuildOptions options_;
  Meter meter_;
  std::vector<bool> is_module_;
  std::vector<bool> flipped_;
  std::optional<Regions> regions_;
  std::vector<std::uint32_t> variable_;  ///< of the laid out diagrams, by node
  std::optional<OutOf> reason_;
  Diagrams made_;
};

Outcome<Diagrams> Diagrams::build(const Formula& formula, std::span<const Literal> roots,
                                  const Limits& limits, const BuildOptions& options) {
  auto network = reachable(formula, roots);
  const auto given = static_cast<std::uint32_t>(network.gates.size());
  return DiagramsBuilder(std::move(network), limits, options).build(given);
}

}  // namespace hakyu::sim::exact
