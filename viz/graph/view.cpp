#include "viz/graph/view.hpp"

#include <algorithm>
#include <map>

#include "sim/graph/unconnected.hpp"
#include "viz/chart/names.hpp"
#include "viz/graph/select.hpp"
#include "viz/text/width.hpp"

namespace hakyu::viz {

namespace {

using sim::NodeIndex;
using sim::RequirementIndex;

constexpr std::size_t none = ViewNode::none;
constexpr std::size_t large_picture = 40;  // nodes
constexpr std::size_t followed_lines = 60;

// Builds a view in steps: boxes, then which of them collapse, then nodes, then edges.
class Builder {
 public:
  Builder(const sim::System& system, const GraphOptions& options, const Words& words)
      : system_(system),
        graph_(system.graph),
        options_(options),
        words_(words),
        names_(*system.model, words),
        shown_(selected(system, options)),
        hit_(affected(system, options)) {}

  View build() {
    assign_boxes();
    choose_collapsed();
    add_nodes();
    for (std::size_t r = 0; r < graph_.requirement_count(); ++r) add_requirement(RequirementIndex(r));
    if (!options_.only_affected) count_hidden();
    add_notes();
    return std::move(view_);
  }

 private:
  [[nodiscard]] std::string box_title(NodeIndex node) const {
    if (system_.is_service(node)) return words_("Clinical services");
    const models::Model& model = *system_.model;
    const models::Resource& resource = model.resources[node];
    switch (options_.by) {
      case Grouping::zone:
        return resource.zone.empty() ? words_("(no zone stated)") : names_.zone(resource.zone);
      case Grouping::vendor:
        return resource.maintainer.empty() ? words_("(no maintainer stated)")
                                           : names_.party(resource.maintainer);
      case Grouping::kind:
        return words_.name(resource.kind);
      case Grouping::system:
        return resource.system.empty() ? words_("(no system stated)") : names_.system_name(resource.system);
    }
    return {};
  }
  void assign_boxes() {
    std::map<std::string, std::size_t> known;
    box_.assign(graph_.size(), none);
    view_.boxes.push_back(words_("Clinical services"));
    for (std::size_t i = 0; i < graph_.size(); ++i) {
      if (shown_[i] == 0) continue;
      const NodeIndex node(i);
      if (system_.is_service(node)) {
        box_[i] = 0;
        continue;
      }
      const auto [at, added] = known.try_emplace(box_title(node), view_.boxes.size());
      if (added) view_.boxes.push_back(at->first);
      box_[i] = at->second;
    }
  }

  // All groups collapsed, then opened again – most affected first, then smallest – while there is room.
  void choose_collapsed() {
    collapsed_.assign(view_.boxes.size(), 0);
    const auto total = static_cast<std::size_t>(std::count(shown_.begin(), shown_.end(), std::uint8_t{1}));
    if (total <= options_.max_nodes && options_.detail != Detail::collapsed) return;
    // Once something must be collapsed, a picture that fits on a page says more than a crowded one.
    const std::size_t room = std::min<std::size_t>(options_.max_nodes, 120);
    struct Group {
      std::size_t box, size = 0, hit = 0;
    };
    std::vector<Group> groups;
    for (std::size_t b = 0; b < view_.boxes.size(); ++b) groups.push_back({b});
    for (std::size_t i = 0; i < shown_.size(); ++i)
      if (shown_[i] != 0) {
        ++groups[box_[i]].size;
        groups[box_[i]].hit += hit_[i];
      }
    std::stable_sort(groups.begin(), groups.end(), [](const Group& a, const Group& b) {
      if ((a.box == 0) != (b.box == 0)) return a.box == 0;  // services are what the picture is for
      return a.hit != b.hit ? a.hit > b.hit : a.size < b.size;
    });
    std::size_t used = groups.size();
    for (const Group& group : groups) {
      if (group.size <= 1 || used + group.size - 1 <= room)
        used += group.size > 0 ? group.size - 1 : 0;
      else
        collapsed_[group.box] = 1;
    }
  }

  void add_nodes() {
    place_.assign(graph_.size(), none);
    std::vector<std::size_t> group_place(view_.boxes.size(), none);
    std::vector<std::uint8_t> reduced(graph_.size(), 0);
    for (const NodeIndex node : options_.reduced_redundancy) reduced[node] = 1;
    for (std::size_t i = 0; i < graph_.size(); ++i) {
      if (shown_[i] == 0) continue;
      const std::size_t box = box_[i];
      if (collapsed_[box] == 0) {
        place_[i] = view_.nodes.size();
        ViewNode one;
        one.node = NodeIndex(i);
        one.not_told = system_.excluded[i] == 0 && graph_.is_unconnected(one.node);
        one.box = box;
        view_.nodes.push_back(one);
        continue;
      }
      if (group_place[box] == none) {
        group_place[box] = view_.nodes.size();
        ViewNode group;
        group.kind = ViewNode::Kind::group;
        group.box = box;
        group.services = box == 0;
        view_.nodes.push_back(group);
      }
      place_[i] = group_place[box];
      count_member(view_.nodes[place_[i]], i, reduced[i] != 0);
    }
  }

  void count_member(ViewNode& group, std::size_t i, bool reduced) {
    ++group.members;
    if (reduced) ++group.reduced;
    if (i < options_.importance.size() && options_.importance[i]) {
      group.single_points += options_.importance[i]->alone ? 1 : 0;
      group.importance = std::max(group.importance, options_.importance[i]->birnbaum);
    }
    if (options_.levels.empty() || system_.excluded[i] != 0) return;
    if (options_.levels[i] == models::Level::down) ++group.down;
    if (options_.levels[i] == models::Level::degraded) ++group.degraded;
  }

  // True if the requirement is one of the reasons why its owner is below up.
  [[nodiscard]] bool lost(RequirementIndex r) const {
    if (options_.levels.empty() || options_.levels[graph_.owner[r]] == models::Level::up) return false;
    return raw(r) <= options_.levels[graph_.owner[r]];
  }
  [[nodiscard]] models::Level raw(RequirementIndex r) const {
    std::uint32_t up = 0;
    std::uint32_t working = 0;
    for (const NodeIndex p : graph_.providers[r]) {
      if (options_.levels[p] == models::Level::up) ++up;
      if (options_.levels[p] != models::Level::down) ++working;
    }
    if (up >= graph_.k_up[r]) return models::Level::up;
    return working >= graph_.k_degraded[r] ? models::Level::degraded : graph_.on_loss[r];
  }

  void add_requirement(RequirementIndex r) {
    const NodeIndex owner = graph_.owner[r];
    if (place_[owner] == none) return;
    std::vector<std::size_t> targets;
    for (const NodeIndex p : graph_.providers[r])
      if (place_[p] != none) targets.push_back(place_[p]);
    if (targets.empty()) return;
    const bool one_target = std::all_of(targets.begin(), targets.end(),
                                        [&](std::size_t place) { return place == targets.front(); });
    const bool redundant = graph_.k_up[r] < graph_.providers[r].size();
    const bool felt = lost(r);
    std::size_t from = place_[owner];
    if (redundant && !one_target && view_.nodes[from].kind == ViewNode::Kind::node) {
      const std::size_t quorum = quorum_for(r);
      add_edge(from, quorum, r, felt);
      from = quorum;
    }
    for (const NodeIndex p : graph_.providers[r])
      if (place_[p] != none && place_[p] != from)
        add_edge(from, place_[p], r, felt && options_.levels[p] != models::Level::up);
  }

  // Requirements with the same providers and numbers share one quorum.
  std::size_t quorum_for(RequirementIndex r) {
    std::vector<std::size_t> key{graph_.k_up[r], graph_.k_degraded[r]};
    for (const NodeIndex p : graph_.providers[r]) key.push_back(p);
    std::sort(key.begin() + 2, key.end());
    const auto [at, added] = quorum_of_.try_emplace(std::move(key), view_.nodes.size());
    if (!added) return at->second;
    ViewNode quorum;
    quorum.kind = ViewNode::Kind::quorum;
    quorum.requirement = r;
    quorum.box = quorum_box(r);
    view_.nodes.push_back(quorum);
    return at->second;
  }

  // The box of all providers, else the owner's.
  [[nodiscard]] std::size_t quorum_box(RequirementIndex r) const {
    std::size_t box = none;
    for (const NodeIndex p : graph_.providers[r]) {
      if (place_[p] == none) continue;
      if (collapsed_[box_[p]] != 0 || (box != none && box_[p] != box)) return box_[graph_.owner[r]];
      box = box_[p];
    }
    return box;
  }

  void add_edge(std::size_t from, std::size_t to, RequirementIndex r, bool felt) {
    const auto [at, added] = edge_of_.try_emplace({from, to}, view_.edges.size());
    if (added) {
      ViewEdge edge;
      edge.from = from;
      edge.to = to;
      view_.edges.push_back(edge);
    }
    ViewEdge& edge = view_.edges[at->second];
    edge.soft = edge.soft && graph_.on_loss[r] == models::Level::degraded;
    edge.lost = edge.lost || felt;
    edge.requirements.push_back(r);
  }

  void count_hidden() {
    std::vector<std::pair<std::size_t, NodeIndex>> pairs;
    const auto note = [&](NodeIndex node, NodeIndex neighbour) {
      if (place_[node] != none && place_[neighbour] == none) pairs.emplace_back(place_[node], neighbour);
    };
    for (std::size_t r = 0; r < graph_.requirement_count(); ++r)
      for (const NodeIndex p : graph_.providers[r]) {
        note(graph_.owner[r], p);
        note(p, graph_.owner[r]);
      }
    std::sort(pairs.begin(), pairs.end());
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
    for (const auto& [place, neighbour] : pairs) ++view_.nodes[place].hidden_neighbours;
  }

  void add_notes() {
    const auto hidden = static_cast<std::size_t>(std::count(shown_.begin(), shown_.end(), std::uint8_t{0}));
    if (options_.focus)
      view_.notes.push_back(words_.count("Shown up to {1} step from the chosen node, in both directions.",
                                         "Shown up to {1} steps from the chosen node, in both directions.",
                                         options_.depth, options_.depth));
    if (options_.only_affected)
      view_.notes.push_back(options_.importance.empty() ? words_("Only affected nodes are shown.")
                                                        : words_("Only single points of failure are shown."));
    if (hidden > 0 && options_.only_affected)
      view_.notes.push_back(words_.count("{0} node is not shown.", "{0} nodes are not shown.", hidden));
    else if (hidden > 0)
      view_.notes.push_back(
          words_.count("{0} node is not shown; “⋯+n” marks where neighbours are left out.",
                       "{0} nodes are not shown; “⋯+n” marks where neighbours are left out.", hidden));
    const std::size_t not_told = options_.levels.empty() ? 0 : sim::unconnected(system_).size();
    if (not_told > 0)
      view_.notes.push_back(words_.count(
          "Of {0} thing no dependency is stated at all: it cannot be told whether it is affected.",
          "Of {0} things no dependency is stated at all: it cannot be told whether they are affected.",
          not_told));
    std::size_t groups = 0;
    std::size_t members = 0;
    for (const ViewNode& node : view_.nodes)
      if (node.kind == ViewNode::Kind::group) {
        ++groups;
        members += node.members;
      }
    if (groups > 0)
      view_.notes.push_back(
          words_.count("{1} nodes are drawn together as {0} group; “×n” counts the requirements.",
                       "{1} nodes are drawn together as {0} groups; “×n” counts the requirements.", groups,
                       words_.integer(static_cast<std::int64_t>(members))));
  }

  const sim::System& system_;
  const sim::DependencyGraph& graph_;
  const GraphOptions& options_;
  const Words& words_;
  ModelNames names_;
  std::vector<std::uint8_t> shown_, hit_;
  std::vector<std::size_t> box_, place_;  ///< per node
  std::vector<std::uint8_t> collapsed_;   ///< per box
  std::map<std::pair<std::size_t, std::size_t>, std::size_t> edge_of_;
  std::map<std::vector<std::size_t>, std::size_t> quorum_of_;
  View view_;
};

double name_width(const sim::System& system, const View& view, const Words& words) {
  const Names names(system, words);
  std::size_t sum = 0, count = 0;
  for (const ViewNode& node : view.nodes) {
    if (node.kind == ViewNode::Kind::quorum) continue;
    const std::string& name =
        node.kind == ViewNode::Kind::node ? names.node(node.node) : view.boxes[node.box];
    sum += std::min(display_width(name), most_name_columns);
    ++count;
  }
  return static_cast<double>(sum) / static_cast<double>(std::max<std::size_t>(count, 1));
}

}  // namespace

View make_view(const sim::System& system, const GraphOptions& options, const Words& words) {
  View view = Builder(system, options, words).build();
  if (options.thin) {
    const std::size_t removed = thin_out(system, view);
    if (removed > 0)
      view.notes.push_back(words.count(
          "{0} direct dependency that also follows from a longer chain of lines is left out.",
          "{0} direct dependencies that also follow from a longer chain of lines are left out.", removed));
  }
  // Across a large picture only few lines can be followed with the eye.
  const bool large = !options.focus && view.nodes.size() > large_picture;
  const std::size_t plugs = large ? number_hubs(view, followed_lines, 3) : number_hubs(view);
  if (plugs > 0)
    view.notes.push_back(
        words.count("① ② …: a number stands for a line to the node with that number ({0} line); (①) means "
                    "degraded without it.",
                    "① ② …: a number stands for a line to the node with that number ({0} lines); (①) means "
                    "degraded without it.",
                    plugs));
  relax_hubs(view);
  if (large) place_in_columns(view, name_width(system, view, words));
  return view;
}

}  // namespace hakyu::viz
