// What a picture shows, before it becomes DOT: nodes, quorums, collapsed groups, edges, boxes.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "viz/graph/graph.hpp"
#include "viz/text/text.hpp"

namespace hakyu::viz {

/// A line that is replaced by the number of its target (see number_hubs).
struct ViewReference {
  std::size_t number = 0;
  bool soft = false, lost = false;
};

struct ViewNode {
  enum class Kind : std::uint8_t { node, quorum, group };
  Kind kind = Kind::node;
  sim::NodeIndex node;                ///< kind node
  sim::RequirementIndex requirement;  ///< kind quorum
  std::size_t box = none;             ///< index into View::boxes
  std::size_t hidden_neighbours = 0;  ///< direct neighbours that are not in the picture
  std::size_t members = 0, down = 0, degraded = 0, reduced = 0;  ///< kind group
  std::size_t single_points = 0;                                 ///< kind group, with importances
  double importance = 0.0;                                       ///< the same: the largest of a member
  bool not_told = false;   ///< kind node: no dependency is stated, so nothing can spread to it
  bool services = false;   ///< kind group: made of services
  std::size_t number = 0;  ///< 1, 2, …: lines to it are drawn as this number; 0: lines are lines
  std::size_t users = 0;   ///< how many lines the number stands for
  std::vector<ViewReference> references;
  std::optional<std::size_t> layer;  ///< from the left, in a picture placed in columns
  static constexpr std::size_t none = static_cast<std::size_t>(-1);
};

struct ViewEdge {
  std::size_t from = 0, to = 0;  ///< indices into View::nodes
  bool soft = true;              ///< all requirements behind it only degrade
  bool lost = false;             ///< carries a loss that is felt: the owner is below up because of it
  bool hub = false;              ///< one of very many edges to the same node: drawn faintly
  bool constraint = true;        ///< takes part in placing the nodes
  std::vector<sim::RequirementIndex> requirements;
};

/// Longer names get several lines.
inline constexpr std::size_t most_name_columns = 26;

struct View {
  std::vector<ViewNode> nodes;
  std::vector<ViewEdge> edges;
  std::vector<std::string> boxes;  ///< titles; the first is the services'
  std::vector<std::string> notes;  ///< what was left out or simplified, as sentences
};

/// Chooses what to show. Pre-conditions: options.levels is empty or has one entry per node.
[[nodiscard]] View make_view(const sim::System& system, const GraphOptions& options, const Words& words);

/// Removes direct hard edges between two nodes that also hang together through a longer chain of hard edges;
/// returns how many. Only edges of all_of requirements count as hard.
std::size_t thin_out(const sim::System& system, View& view);

/// Replaces the lines to what very many need (power, core network, directory) by numbers, as plugs: the
/// target is numbered, and every node that needs it shows the number. Only if there are more than `enough`
/// lines; only for targets with more than `limit` lines. Returns the number of lines replaced.
std::size_t number_hubs(View& view, std::size_t enough = 120, std::size_t limit = 7);

using Line = std::pair<std::size_t, std::size_t>;  ///< from, to

/// Length of the longest chain of lines that ends at each node, cycles cut where they close.
[[nodiscard]] std::vector<std::size_t> chain_lengths(std::size_t nodes, const std::vector<Line>& lines);

/// Gives the nodes layers: boxes stand in as many columns as make the picture about as wide as a landscape
/// page
/// (`name_width`: usual width of a name, in columns of text), the services leftmost, and only lines to the
/// right take part in placing. Complexity: linear but for sorting.
void place_in_columns(View& view, double name_width);
[[nodiscard]] bool in_columns(const View& view);

/// Lets edges to nodes with more than `limit` incoming ones not constrain the layout, which would otherwise
/// take minutes: all but the one from the deepest dependent.
void relax_hubs(View& view, std::size_t limit = 20);

}  // namespace hakyu::viz
