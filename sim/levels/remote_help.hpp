// What-if, the price of switching something off: quick repairs and remote maintenance that are cut.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/system.hpp"

namespace hakyu::sim {

/// A flow that is blocked and which nodes have a requirement that runs over it.
struct BlockedFlow {
  FlowIndex flow;
  std::vector<NodeIndex> required_by;  ///< ascending
};

/// Where the time that travelling adds to a repair comes from.
enum class ExtraFrom : std::uint8_t { stated, assumed_in_model, table_of_defaults, unknown };

/// A resource whose repair takes longer, should it fail: something its quick repair needs is not there
/// (semantics §6).
struct SlowerRepair {
  NodeIndex node;
  std::vector<FlowIndex> blocked;  ///< of its needs, as written
  std::vector<NodeIndex> not_up;   ///< of its needs, as written
  std::string extra;               ///< added to the repair: "triangular 2h 3h 4h"; empty if unknown
  ExtraFrom from = ExtraFrom::unknown;
};

/// A remote maintenance line that does not get through.
struct CutLine {
  NodeIndex node;
  std::size_t line = 0;            ///< of models::Resource::remote_maintenance
  std::vector<FlowIndex> blocked;  ///< of the flows it runs over
  NodeIndex via;                   ///< the device it ends at if that is not up; else invalid
};

struct RemoteHelp {
  std::vector<BlockedFlow> blocked;  ///< ascending, without duplicates
  std::vector<SlowerRepair> slower;  ///< in the order of the model
  std::vector<CutLine> cut;          ///< in the order of the model
  [[nodiscard]] bool empty() const { return blocked.empty() && slower.empty() && cut.empty(); }
};

/// What `levels` (one per node) and the blocked flows take away besides what they stop at once. Only what the
/// model states counts: a repair that names no needs is not slower. Resources that are not in use have none.
/// models::Error "invalid-levels" if the levels are not one per node or a flow is out of range. Complexity:
/// linear in the model.
[[nodiscard]] RemoteHelp lost_remote_help(const System& system, const std::vector<Level>& levels,
                                          const std::vector<FlowIndex>& blocked);

}  // namespace hakyu::sim
