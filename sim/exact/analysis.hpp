// Exact probabilities, importances and frequencies of the roots of a Boolean formula, by binary decision
// diagrams. Building costs (worst case exponential in the number of events, bounded by limits); everything
// asked of the built diagrams is linear in their size. Algorithms and sources: docs/exact.md.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/exact/formula.hpp"
#include "sim/exact/large_vector.hpp"
#include "sim/exact/limits.hpp"

namespace hakyu::sim::exact {

/// How the variables of a diagram are ordered. Every order gives the same values; only size and time differ.
enum class Order : std::uint8_t {
  automatic,     ///< one of the others, by trials (docs/exact.md)
  depth_first,   ///< as met depth first, arguments as given
  shared_first,  ///< depth first, arguments that are needed most often first
  fresh_first,   ///< depth first, arguments that bring the fewest events not met yet first
  fresh_share,   ///< depth first, arguments with the smallest share of events not met yet first
  weighted,      ///< events with the greatest weight first, which roots hand down in equal shares
};

struct BuildOptions {
  Order order = Order::automatic;
  bool modules = true;   ///< an independent part gets a diagram of its own
  bool simplify = true;  ///< nested gates of one kind become one, equal gates and arguments are shared
};

/// What building took; for people who tune and for reports.
struct BuildStatistics {
  std::uint32_t gates_given = 0;  ///< gates of the formula below the roots
  std::uint32_t gates_kept = 0;   ///< after simplification
  std::uint32_t modules = 0;      ///< independent parts, the whole included
  std::uint64_t steps = 0;        ///< of all operations, trials of orders included
  std::uint64_t nodes = 0;        ///< of the finished diagrams, without complement edges
  std::uint64_t peak_nodes = 0;   ///< largest table of one diagram while building
  std::uint64_t peak_memory = 0;  ///< bytes
};

/// Importances of one event for one root. With Q the probability of the root, q that of the event, and
/// Q(e = 1), Q(e = 0) the probability of the root given that the event happened, did not happen:
struct Importance {
  double birnbaum = 0.0;                ///< Q(e = 1) − Q(e = 0); negative where an event helps
  double criticality = 0.0;             ///< birnbaum · q / Q; 0 if Q = 0
  double risk_achievement_worth = 1.0;  ///< Q(e = 1) / Q; infinite if only Q = 0; 1 if both are
  double risk_reduction_worth = 1.0;    ///< Q / Q(e = 0); infinite if only Q(e = 0) = 0; 1 if both are
};

/// Failure and repair of one event as exponential laws, per hour. An event with both 0 never changes.
struct Rates {
  double failure = 0.0;
  double repair = 0.0;
};

/// Of a repairable system in its steady state. Hours and per hour. Mean times are infinite if the frequency
/// is 0.
struct Frequency {
  double unavailability = 0.0;
  double frequency = 0.0;  ///< expected failures of the root per hour
  double mean_up = 0.0;    ///< mean time between a repair of the root and its next failure
  double mean_down = 0.0;
};

/// The diagrams of the roots, laid out for evaluation: nodes in an order in which everything comes after what
/// it is made of, without complement edges (so that no probability is a difference and small ones keep all
/// their digits), modules as variables. Immutable: any number of threads may ask at once.
class Diagrams {
 public:
  /// One node: `variable ? high : low`. Numbers 0 and 1 are the constants; others index `nodes()`.
  struct Node {
    std::uint32_t variable = 0;  ///< an event, or events() + the number of a module
    std::uint32_t high = 0;
    std::uint32_t low = 0;
    friend bool operator==(const Node&, const Node&) = default;
  };
  /// An independent part: the nodes [begin, end) and the node whose truth is the variable of that module.
  struct Module {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    std::uint32_t root = 0;
  };

  /// Builds the diagrams of all `roots` at once; they share what they have in common. Pre-condition: the
  /// roots are literals of `formula`, fewer than 2^30 nodes. Errors: a limit was reached.
  static Outcome<Diagrams> build(const Formula& formula, std::span<const Literal> roots,
                                 const Limits& limits = {}, const BuildOptions& options = {});

  [[nodiscard]] std::uint32_t events() const { return events_; }
  [[nodiscard]] std::size_t roots() const { return roots_.size(); }
  [[nodiscard]] const BuildStatistics& statistics() const { return statistics_; }
  /// True if no root needs the negation of an event: then more events never make a root false.
  [[nodiscard]] bool monotone() const { return monotone_; }

  /// Probability of every root. `probabilities`: one per event, in [0, 1]; events are independent.
  /// O(nodes).
  [[nodiscard]] std::vector<double> probability(std::span<const double> probabilities) const;
  /// The same for many vectors in few passes: `vectors` holds `count` vectors one after the other; the result
  /// holds the roots of the first vector, then of the second, … Bit-identical to one call per vector.
  [[nodiscard]] std::vector<double> probabilities(std::span<const double> vectors, std::size_t count) const;
  /// Probability of every root given that `event` has happened ("taken out of service now"). O(nodes).
  [[nodiscard]] std::vector<double> probability_given(std::span<const double> probabilities,
                                                      std::uint32_t event) const;

  /// Importance of every event for one root: one pass forward, one in reverse. O(nodes + events).
  [[nodiscard]] std::vector<Importance> importances(std::size_t root,
                                                    std::span<const double> probabilities) const;
  /// Probability that the root changes its value if the event does: the Birnbaum importance of a monotone
  /// root, and its generalisation for others (where it is not Q(e = 1) − Q(e = 0)). O(nodes) if monotone,
  /// otherwise limited like building.
  [[nodiscard]] Outcome<std::vector<double>> influences(std::size_t root,
                                                        std::span<const double> probabilities,
                                                        const Limits& limits = {}) const;
  /// Fussell–Vesely importance of every event: the probability that some minimal cut set that contains the
  /// event has happened, divided by that of the root (0 if that is 0). Exact: no sum over cut sets, no
  /// cut-off. One diagram per event: limited like building.
  [[nodiscard]] Outcome<std::vector<double>> fussell_vesely(std::size_t root,
                                                            std::span<const double> probabilities,
                                                            const Limits& limits = {}) const;
  /// Steady state of a repairable system whose events fail and are repaired independently: the unavailability
  /// of an event is failure / (failure + repair). Pre-condition: rates ≥ 0; an event with a failure rate
  /// has a repair rate. O(nodes) if monotone, otherwise limited like building.
  [[nodiscard]] Outcome<Frequency> frequency(std::size_t root, std::span<const Rates> rates,
                                             const Limits& limits = {}) const;

  // For other analyses of the same diagrams (cut sets).
  [[nodiscard]] std::span<const Node> nodes() const { return nodes_; }
  [[nodiscard]] std::span<const Module> modules() const { return modules_; }
  /// Position of a variable in the order of its diagram.
  [[nodiscard]] std::uint32_t rank(std::uint32_t variable) const { return ranks_[variable]; }
  [[nodiscard]] std::uint32_t node_of_root(std::size_t root) const { return roots_[root]; }

 private:
  friend class DiagramsBuilder;
  std::uint32_t events_ = 0;
  bool monotone_ = true;
  LargeVector<Node> nodes_;
  std::vector<Module> modules_;
  std::vector<std::uint32_t> ranks_;
  std::vector<std::uint32_t> roots_;
  BuildStatistics statistics_;
};

}  // namespace hakyu::sim::exact
