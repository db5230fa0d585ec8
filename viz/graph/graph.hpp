// Pictures of the dependency graph: DOT text, and SVG, PNG or PDF through Graphviz.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/text.hpp"
#include "sim/exact/node_importance.hpp"
#include "sim/levels/impact.hpp"
#include "sim/system.hpp"

namespace hakyu::viz {

/// What the boxes around nodes stand for.
enum class Grouping : std::uint8_t { zone, vendor, system, kind };

/// How much a picture shows; the fallback ladder of `draw` goes down it.
enum class Detail : std::uint8_t {
  full,      ///< every node, curved lines
  straight,  ///< every node, straight lines
  collapsed  ///< groups of nodes as one node each, as far as needed
};

/// What to draw. A default-constructed value draws the whole structure by zone, without levels.
struct GraphOptions {
  models::Language language = models::Language::ja;
  std::string title;  ///< empty: the title of the model
  Grouping by = Grouping::zone;

  /// Only what the focus needs and what needs it, up to `depth` requirements away.
  std::optional<sim::NodeIndex> focus;
  unsigned depth = 2;
  /// Only nodes below up, with reduced redundancy or on a buffer; with importances only single points of
  /// failure and what the importances are of.
  bool only_affected = false;

  std::vector<models::Level> levels;   ///< one per node; empty: structure only
  std::vector<sim::NodeIndex> causes;  ///< what is limited by itself: drawn with a heavy border
  std::vector<sim::NodeIndex> reduced_redundancy;
  std::vector<sim::NodeIndex> on_buffer;
  std::vector<std::string> why;    ///< per node, for the tooltip; empty or one per node
  std::vector<std::string> notes;  ///< further remarks shown in the picture

  /// Importance of each node for the nodes in `importance_of`, shown by the weight of its border; empty: not
  /// shown. Not together with levels, whose borders mean something else.
  std::vector<std::optional<sim::exact::NodeImportance>> importance;
  std::vector<sim::NodeIndex> importance_of;

  bool thin = false;  ///< leave out direct requirements that follow from a longer chain of hard ones
  /// With more nodes than this, groups are collapsed until about 120 are left, the most affected last.
  std::size_t max_nodes = 300;
  Detail detail = Detail::full;

  /// SVG links: prefix + id of the node, e.g. "#node-"; empty: none. A prefix that could run a script (any
  /// scheme but http, https, mailto) is ignored.
  std::string link_prefix;
};

/// Fills levels, reduced redundancy, causes and the tooltips' reasons from a what-if.
void show(GraphOptions& options, const sim::System& system, const std::vector<sim::Limit>& limits,
          const sim::StaticImpact& impact);

/// The graph as DOT text. The same input gives the same text. Nothing of the model becomes markup: names are
/// escaped, there are no HTML labels made of them. What is left out is said in the legend. Complexity: linear
/// in nodes and edges, but for `thin` (nodes × edges).
[[nodiscard]] std::string dot(const sim::System& system, const GraphOptions& options);

enum class Format : std::uint8_t { svg, png, pdf };

struct RenderLimits {
  /// Per attempt. Processor time decides first, so that a busy machine draws the same picture.
  std::chrono::milliseconds time{40'000};  ///< wall clock
  std::chrono::seconds processor{8};
  std::uint64_t memory = 2'147'483'648;  ///< bytes of address space
  std::uint64_t output = 268'435'456;    ///< bytes of the picture
  std::string program = "dot";           ///< looked up in PATH
};

enum class RenderProblem : std::uint8_t { none, no_program, timed_out, failed };

struct RenderResult {
  RenderProblem problem = RenderProblem::none;
  std::string picture;           ///< bytes of the file; empty if there was a problem
  std::string messages;          ///< what the program said, at most 4 KiB
  Detail detail = Detail::full;  ///< what `draw` had to fall back to
  [[nodiscard]] bool ok() const { return problem == RenderProblem::none; }
};

/// Runs Graphviz on a DOT text as a child process, without a shell, under the limits: the one seam of `viz`
/// to other processes. Never throws for what the child does.
[[nodiscard]] RenderResult render(const std::string& dot_text, Format format,
                                  const RenderLimits& limits = {});

/// `dot` and `render` with the fallback ladder: full, then straight lines, then collapsed groups with ever
/// fewer nodes. The picture says what was simplified.
[[nodiscard]] RenderResult draw(const sim::System& system, const GraphOptions& options, Format format,
                                const RenderLimits& limits = {});

}  // namespace hakyu::viz
