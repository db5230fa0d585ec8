// What-if: these nodes are limited – who is affected, when, and through what.
#pragma once

#include <optional>
#include <vector>

#include "sim/system.hpp"

namespace hakyu::sim {

/// A limit that is assumed: the node reaches at most `level`.
struct Limit {
  NodeIndex node;
  Level level = Level::down;
  Time longer = 0;  ///< by how much it outlasts the outage: what starts anew once it is over
};

/// One link of the chain from an affected node back to a cause.
struct Link {
  NodeIndex node;
  RequirementIndex
      requirement;  ///< of `node`, the one that broke; invalid at the end of the chain (the cause itself)
};

/// Links a path keeps at most, so that a chain of a million nodes does not take a million million links.
inline constexpr std::size_t longest_path = 64;

/// Why a node is affected. The cause is a node that is limited (or excluded), or a flow that is blocked.
struct Reason {
  std::vector<Link> path;     ///< from the affected node to the cause; shortest, ties by model order
  bool blocked_flow = false;  ///< the requirement of the last link is lost because a flow of it is blocked
  std::size_t left_out = 0;   ///< links left out before the last one, which is always the cause's
};

struct RedundancyLoss {
  NodeIndex node;
  RequirementIndex requirement;
  std::uint32_t providers_up = 0;
  std::uint32_t needed_up = 0;  ///< margin left = providers_up − needed_up
};

/// Outcome of an outage that lasts for ever: every holdover has run out.
struct StaticImpact {
  std::vector<Level> levels;
  std::vector<RedundancyLoss> reduced_redundancy;     ///< by node, then by requirement
  std::vector<std::pair<NodeIndex, Reason>> because;  ///< every node below up, in node order
};

struct LevelSpan {
  Time from = 0;  ///< seconds from the start of the outage
  Time to = 0;
  Level level = Level::down;
  friend bool operator==(const LevelSpan&, const LevelSpan&) = default;
};

/// A time in which a requirement was felt at a higher level than it had. A buffer that bridges the loss of
/// one level longer than that of the other gives two spans.
struct BufferSpan {
  RequirementIndex requirement;
  Time from = 0;
  Time to = 0;  ///< the loss is felt from here on, or the buffer refills
  friend bool operator==(const BufferSpan&, const BufferSpan&) = default;
};

/// Outcome of an outage of limited length, all in use up before it.
struct TimedImpact {
  /// Per node, only below up. Nodes excluded from the system have none: the outage does not change them.
  std::vector<std::vector<LevelSpan>> intervals;
  std::vector<BufferSpan> buffers;  ///< times in which a holdover bridged a loss, by start, then requirement
};

/// The worst level of every node in the course of it; of those excluded from the system, down.
[[nodiscard]] std::vector<Level> worst_levels(const System& system, const TimedImpact& impact);

/// Levels of all nodes. Nodes excluded from the system count as limited to down. models::Error
/// "invalid-levels" if a node or flow is out of range. Complexity: O(nodes + edges).
[[nodiscard]] std::vector<Level> levels(const System& system, const std::vector<Limit>& limits,
                                        const std::vector<FlowIndex>& blocked = {});

/// The same with the reasons.
[[nodiscard]] StaticImpact impact(const System& system, const std::vector<Limit>& limits,
                                  const std::vector<FlowIndex>& blocked = {});

/// Limits hold on [0, duration + longer), flows are blocked on [0, duration); the intervals end when
/// everything is up again. models::Error "invalid-levels" if the duration is negative or a node or flow is
/// out of range. Complexity: that of `Propagation`, and per moment at which something changes the number of
/// buffers in use.
[[nodiscard]] TimedImpact impact_for(const System& system, const std::vector<Limit>& limits, Time duration,
                                     const std::vector<FlowIndex>& blocked = {});

}  // namespace hakyu::sim
