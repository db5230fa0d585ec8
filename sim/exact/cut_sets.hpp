// Minimal cut sets: the smallest sets of events that make a root true while no other event has happened.
// Kept as zero-suppressed diagrams, so that 10^12 of them can be counted and the most probable ones listed
// without ever being written out. Algorithms and sources: docs/exact.md.
#pragma once

#include <boost/multiprecision/cpp_int.hpp>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "sim/exact/analysis.hpp"

namespace hakyu::sim::exact {

using Count = boost::multiprecision::cpp_int;

struct CutSet {
  std::vector<std::uint32_t> events;  ///< ascending
  double probability = 0.0;           ///< product of the probabilities of its events
};

/// Which cut sets to list.
struct CutSetQuery {
  std::size_t most = 100;                                           ///< at most so many
  std::uint32_t order = std::numeric_limits<std::uint32_t>::max();  ///< with at most so many events
  double probability = 0.0;                                         ///< at least so probable
};

struct CutSetList {
  std::vector<CutSet> sets;  ///< most probable first; equal ones: fewer events first, then by event
  bool complete = true;      ///< nothing that satisfies the query was left out because of `most`
};

/// The minimal cut sets of one root. A root that is always true has the empty set as its only cut set. For a
/// root that is not monotone these are the minimal sets whose events alone, with all others absent, make it
/// true; a larger set may then make it false again.
class CutSets {
 public:
  /// Errors: a limit was reached.
  static Outcome<CutSets> of(const Diagrams& diagrams, std::size_t root, const Limits& limits = {});

  /// How many there are, exactly. O(nodes).
  [[nodiscard]] Count count() const;
  /// The same within limits: the numbers of a large diagram can be long ones.
  [[nodiscard]] Outcome<Count> count(const Limits& limits) const;
  /// How many have 0, 1, … `order` events.
  [[nodiscard]] std::vector<Count> counts_by_order(std::uint32_t order) const;
  /// Lists the most probable. Best first through the diagram: no set is made that is not listed.
  /// Errors: a limit was reached.
  [[nodiscard]] Outcome<CutSetList> list(std::span<const double> probabilities, const CutSetQuery& query = {},
                                         const Limits& limits = {}) const;
  /// Sum of the probabilities of all cut sets (the rare-event bound on the probability of a monotone root).
  [[nodiscard]] double rare_event_sum(std::span<const double> probabilities) const;
  [[nodiscard]] std::size_t nodes() const { return nodes_.size(); }

 private:
  friend class CutSetsBuilder;
  std::uint32_t events_ = 0;
  std::vector<Diagrams::Node> nodes_;      ///< zero-suppressed; 0 is no set, 1 the empty set
  std::vector<std::uint32_t> of_modules_;  ///< the node of each module of the diagrams
  std::uint32_t root_ = 0;
};

}  // namespace hakyu::sim::exact
