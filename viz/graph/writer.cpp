#include "viz/graph/writer.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "viz/chart/names.hpp"
#include "viz/graph/cgraph.hpp"
#include "viz/graph/escape.hpp"
#include "viz/graph/style.hpp"
#include "viz/text/width.hpp"

namespace hakyu::viz {

namespace {

using sim::NodeIndex;

// ① … ⑳, ㉑ … ㉟, ㊱ … ㊿, then (51).
std::string circled(std::size_t number) {
  const auto utf8 = [](unsigned code) {
    return std::string{static_cast<char>(0xE0U | code >> 12U),
                       static_cast<char>(0x80U | (code >> 6U & 0x3FU)),
                       static_cast<char>(0x80U | (code & 0x3FU))};
  };
  const auto n = static_cast<unsigned>(number);
  if (n <= 20) return utf8(0x2460U + n - 1);
  if (n <= 35) return utf8(0x3251U + n - 21);
  if (n <= 50) return utf8(0x32B1U + n - 36);
  return fmt::format("({})", number);
}

class Writer {
 public:
  Writer(const sim::System& system, const GraphOptions& options, const View& view, const Words& words)
      : system_(system), options_(options), view_(view), words_(words), names_(system, words) {
    const auto mark = [&](const std::vector<NodeIndex>& list, std::vector<std::uint8_t>& flags) {
      flags.assign(system.graph.size(), 0);
      for (const NodeIndex node : list) flags[node] = 1;
    };
    mark(options.reduced_redundancy, reduced_);
    mark(options.on_buffer, buffered_);
    mark(options.causes, causes_);
    mark(options.importance_of, asked_);
    large_ = in_columns(view);
    constexpr double smallest = 40.0, largest = 200.0;  // nodes
    const auto nodes = static_cast<double>(view.nodes.size());
    if (large_) scale_ = 1.0 + std::clamp((nodes - smallest) / (largest - smallest), 0.0, 1.0);
  }

  std::string text() {
    presets();
    std::vector<std::uint8_t> used(view_.boxes.size(), 0);
    for (const ViewNode& node : view_.nodes)
      if (in_box(node)) used[node.box] = 1;
    boxes_.assign(view_.boxes.size(), nullptr);
    for (std::size_t b = 0; b < view_.boxes.size(); ++b)
      if (used[b] != 0) write_box(b);
    for (std::size_t i = 0; i < view_.nodes.size(); ++i) write_node(i);
    for (const ViewEdge& edge : view_.edges) write_edge(edge);
    write_layers();
    write_legend();
    return document_.text();
  }

 private:
  void presets() {
    const std::string title = options_.title.empty() ? words_(system_.model->title()) : options_.title;
    document_.preset(AGRAPH, "linelength", "0");
    document_.preset(AGRAPH, "charset", "UTF-8");
    document_.preset(AGRAPH, "rankdir", "LR");
    document_.preset(AGRAPH, "fontname", font);
    document_.preset(AGRAPH, "fontsize", font_size(20.0));
    document_.preset(AGRAPH, "label", "");
    document_.preset(AGRAPH, "labelloc", "t");
    document_.preset(AGRAPH, "labeljust", "l");
    document_.preset(AGRAPH, "tooltip", "");
    document_.preset(AGRAPH, "nodesep", "0.12");
    document_.preset(AGRAPH, "ranksep", large_ ? "0.5" : "0.7");
    document_.preset(AGRAPH, "newrank", "true");
    document_.preset(AGRAPH, "splines", options_.detail == Detail::straight ? "line" : "true");
    if (options_.detail != Detail::full) {
      document_.preset(AGRAPH, "nslimit", "2");
      document_.preset(AGRAPH, "nslimit1", "2");
      document_.preset(AGRAPH, "mclimit", "0.3");
    }
    DotDocument::set(document_.root(), "label", label_text(title));
    DotDocument::set(document_.root(), "tooltip", tooltip_text(title));
    document_.preset(AGNODE, "fontname", font);
    document_.preset(AGNODE, "fontsize", "12");
    document_.preset(AGNODE, "shape", "box");
    document_.preset(AGNODE, "style", "filled");
    document_.preset(AGNODE, "height", "0.36");
    document_.preset(AGNODE, "margin", "0.10,0.05");
    document_.preset(AGEDGE, "color", edge_color);
    document_.preset(AGEDGE, "arrowsize", "0.6");
    document_.preset(AGEDGE, "fontname", font);
    document_.preset(AGEDGE, "fontsize", "10");
  }

  [[nodiscard]] std::string font_size(double usual) const { return fmt::format("{:.0f}", usual * scale_); }

  void write_box(std::size_t b) {
    Agraph_t* box = document_.box(fmt::format("cluster_{}", b));
    boxes_[b] = box;
    DotDocument::set(box, "label", label_text(view_.boxes[b]));
    DotDocument::set(box, "tooltip", tooltip_text(view_.boxes[b]));
    DotDocument::set(box, "fontsize", font_size(13.0));
    DotDocument::set(box, "style", b == 0 ? "rounded,filled" : "rounded,filled,dashed");
    DotDocument::set(box, "color", "#9A9A9A");
    DotDocument::set(box, "fillcolor", b == 0 ? "#F3F6FB" : "#FAFAFA");
    DotDocument::set(box, "margin", "10");
  }

  void write_node(std::size_t i) {
    const ViewNode& view = view_.nodes[i];
    Agraph_t* where = in_box(view) ? boxes_[view.box] : document_.root();
    Agnode_t* node = document_.node(where, name_of(i));
    nodes_.push_back(node);
    switch (view.kind) {
      case ViewNode::Kind::node:
        write_plain(node, view);
        break;
      case ViewNode::Kind::quorum:
        write_quorum(node, view);
        break;
      case ViewNode::Kind::group:
        write_group(node, view);
        break;
    }
  }

  // A box around a single group node would only repeat its name.
  static bool in_box(const ViewNode& view) {
    return view.box != ViewNode::none && view.kind != ViewNode::Kind::group;
  }

  [[nodiscard]] std::string name_of(std::size_t i) const {
    const ViewNode& view = view_.nodes[i];
    switch (view.kind) {
      case ViewNode::Kind::node:
        return system_.node_ids[view.node];
      case ViewNode::Kind::quorum:
        return fmt::format("quorum {}", view.requirement.value);
      case ViewNode::Kind::group:
        return fmt::format("group {}", view.box);
    }
    return {};
  }

  [[nodiscard]] const sim::exact::NodeImportance* importance(NodeIndex node) const {
    if (options_.importance.empty() || !options_.importance[node]) return nullptr;
    return &*options_.importance[node];
  }

  /// Was down before, whatever is studied.
  [[nodiscard]] bool is_out_of_use(NodeIndex node) const {
    return system_.excluded[node] != 0 && causes_[node] == 0;
  }

  /// Up as far as is stated, which is nothing.
  [[nodiscard]] bool is_not_told(NodeIndex node) const {
    return options_.levels[node] == models::Level::up && system_.graph.is_unconnected(node);
  }

  [[nodiscard]] NodeStyle style(NodeIndex node) const {
    if (const auto* shown = importance(node)) return style_of(*shown);
    if (options_.levels.empty()) return style_of(models::Level::up, false);
    if (is_out_of_use(node)) return style_of(models::Level::up, false);
    const models::Level level = options_.levels[node];
    if (is_not_told(node)) return not_told_style;
    if (level == models::Level::up && buffered_[node] != 0) return buffer_style;
    if (level == models::Level::up && reduced_[node] != 0) return reduced_style;
    return style_of(level, true);
  }

  void apply(Agnode_t* node, const NodeStyle& look, const char* extra_style) {
    DotDocument::set(node, "fillcolor", look.fill);
    DotDocument::set(node, "color", look.border);
    DotDocument::set(node, "penwidth", look.pen);
    DotDocument::set(node, "style", fmt::format("filled,{}{}", look.style, extra_style));
  }

  static void set_border(Agnode_t* node, double birnbaum) {
    DotDocument::set(node, "penwidth", fmt::format("{:.1f}", border_width(birnbaum)));
  }

  void write_plain(Agnode_t* node, const ViewNode& view) {
    const NodeStyle look = style(view.node);
    const bool service = system_.is_service(view.node);
    apply(node, look, service ? ",rounded" : "");
    DotDocument::set(node, "shape", service ? "box" : shape_of(system_.model->resources[view.node].kind));
    if (service) DotDocument::set(node, "fontsize", "14");
    if (causes_[view.node] != 0) DotDocument::set(node, "penwidth", "5.0");
    if (const auto* shown = importance(view.node)) set_border(node, shown->birnbaum);
    if (asked_[view.node] != 0) DotDocument::set(node, "fillcolor", asked_fill);
    std::string label = *look.sign != '\0' ? std::string(look.sign) + " " : "";
    label += names_.node(view.node);
    label = wrapped_label(label, most_name_columns);
    if (system_.excluded[view.node] != 0) {
      label +=
          "\\n" + label_text(words_.format("({0})", words_.name(system_.model->resources[view.node].usable)));
      DotDocument::set(node, "fillcolor", out_of_use_fill);
    }
    if (options_.focus == view.node || asked_[view.node] != 0) label = "▶ " + label;
    label = with_numbers(label, view);
    if (view.hidden_neighbours > 0) label += fmt::format("\\n⋯+{}", view.hidden_neighbours);
    DotDocument::set(node, "label", label);
    DotDocument::set(node, "tooltip", tooltip_text(tooltip(view)));
    DotDocument::set(node, "id", "graph-" + system_.node_ids[view.node]);
    const std::string link = options_.link_prefix + percent_encoded(system_.node_ids[view.node]);
    if (!options_.link_prefix.empty() && harmless_link(link)) DotDocument::set(node, "URL", link);
  }

  [[nodiscard]] std::string told_level(NodeIndex node) const {
    return is_not_told(node) ? words_("not known: no dependency is stated")
                             : words_.name(options_.levels[node]);
  }

  [[nodiscard]] std::string tooltip(const ViewNode& view) const {
    std::string text = names_.node(view.node) + " (" + system_.node_ids[view.node] + ")";
    if (!options_.levels.empty()) text += "\n" + told_level(view.node);
    if (view.node < options_.why.size() && !options_.why[view.node].empty())
      text += ": " + options_.why[view.node];
    if (const auto* shown = importance(view.node)) text += "\n" + importance_tooltip(*shown);
    if (system_.is_service(view.node)) return text;
    const models::Resource& r = system_.model->resources[view.node];
    text += "\n" + words_.name(r.kind);
    if (!r.maker.empty() || !r.model.empty())
      text += "\n" + words_.format("Product: {0} {1}", r.maker, r.model);
    if (!r.maintainer.empty()) text += "\n" + words_.format("Maintainer: {0}", names_.party(r.maintainer));
    return text;
  }

  [[nodiscard]] std::string importance_tooltip(const sim::exact::NodeImportance& shown) const {
    std::string text = words_.format("Birnbaum importance: {0}", fmt::format("{:.3g}", shown.birnbaum));
    if (shown.alone) text += "\n" + words_("Single point of failure: stops it alone");
    if (!shown.failures_stated) text += "\n" + words_("No failure data: counted as never failing by itself");
    return text;
  }

  // "③ EHR\n①(②)": its own number and the numbers of what it needs.
  static std::string with_numbers(std::string label, const ViewNode& view) {
    if (view.number > 0) label = circled(view.number) + " " + label;
    if (view.references.empty()) return label;
    std::string line;
    for (const ViewReference& r : view.references) {
      const std::string number = (r.lost ? "✕" : "") + circled(r.number);
      line += r.soft ? "(" + number + ")" : number;
    }
    return label + "\\n" + line;
  }

  void write_quorum(Agnode_t* node, const ViewNode& view) {
    const auto r = view.requirement;
    const std::size_t providers = system_.graph.providers[r].size();
    DotDocument::set(node, "label",
                     with_numbers(fmt::format("{}/{}", system_.graph.k_up[r], providers), view));
    DotDocument::set(node, "shape", "ellipse");
    DotDocument::set(node, "fontsize", "10");
    DotDocument::set(node, "margin", "0.02,0.01");
    DotDocument::set(node, "width", "0.38");
    DotDocument::set(node, "height", "0.26");
    DotDocument::set(node, "fillcolor", "#FFFFFF");
    DotDocument::set(node, "color", edge_color);
    DotDocument::set(node, "tooltip",
                     tooltip_text(words_.format("{0} of {1} must work", system_.graph.k_up[r], providers)));
  }

  void write_group(Agnode_t* node, const ViewNode& view) {
    const models::Level worst = view.down > 0       ? models::Level::down
                                : view.degraded > 0 ? models::Level::degraded
                                                    : models::Level::up;
    const NodeStyle look = style_of(worst, !options_.levels.empty());
    apply(node, look, view.services ? ",rounded" : "");
    DotDocument::set(node, "peripheries", "2");
    std::string counts = words_.count("{0} node", "{0} nodes", view.members);
    if (!options_.levels.empty()) {
      counts += words_.format(": down {0}", view.down);
      if (view.degraded > 0) counts += words_.format(", degraded {0}", view.degraded);
      if (view.reduced > 0) counts += words_.format(", reduced redundancy {0}", view.reduced);
    }
    if (!options_.importance.empty()) set_border(node, view.importance);
    if (view.single_points > 0) counts += words_.format(": single points of failure {0}", view.single_points);
    std::string sign = *look.sign != '\0' ? std::string(look.sign) + " " : "";
    if (view.single_points > 0) sign = std::string(single_point_style.sign) + " ";
    DotDocument::set(
        node, "label",
        with_numbers(wrapped_label(sign + view_.boxes[view.box], 30) + "\\n" + label_text(counts), view));
    DotDocument::set(node, "tooltip", tooltip_text(view_.boxes[view.box] + "\n" + counts));
  }

  void write_edge(const ViewEdge& view) {
    Agedge_t* edge = document_.edge(nodes_[view.from], nodes_[view.to]);
    if (view.soft) DotDocument::set(edge, "style", "dashed");
    if (large_ && options_.levels.empty())
      DotDocument::set(edge, "color", line_colors[view.from % line_colors.size()]);
    if (view.hub) DotDocument::set(edge, "color", faint_color);
    if (!view.constraint) DotDocument::set(edge, "constraint", "false");
    if (view.lost) {
      DotDocument::set(edge, "color", lost_color);
      DotDocument::set(edge, "penwidth", "2.4");
    }
    const ViewNode& from = view_.nodes[view.from];
    const ViewNode& to = view_.nodes[view.to];
    if (from.kind == ViewNode::Kind::quorum || to.kind == ViewNode::Kind::quorum)
      DotDocument::set(edge, "arrowhead", to.kind == ViewNode::Kind::quorum ? "none" : "normal");
    const bool grouped = from.kind == ViewNode::Kind::group || to.kind == ViewNode::Kind::group;
    if (grouped && view.requirements.size() > 1) {
      DotDocument::set(edge, "label", fmt::format("×{}", view.requirements.size()));
      const double width = 1.0 + 0.5 * std::log2(static_cast<double>(view.requirements.size()));
      if (!view.lost) DotDocument::set(edge, "penwidth", fmt::format("{:.1f}", width));
    }
    if (!grouped) DotDocument::set(edge, "tooltip", tooltip_text(edge_tooltip(view)));
  }

  [[nodiscard]] std::string edge_tooltip(const ViewEdge& view) const {
    std::string text;
    for (const sim::RequirementIndex r : view.requirements) {
      const sim::DependencyGraph& graph = system_.graph;
      const ViewNode& to = view_.nodes[view.to];
      std::string line = names_.node(graph.owner[r]);
      if (to.kind == ViewNode::Kind::node) line += " → " + names_.node(to.node);
      line += words_.format("; on loss: {0}", words_.name(graph.on_loss[r]));
      if (graph.filter[r].valid()) {
        const sim::Filter& filter = graph.filters[graph.filter[r]];
        if (filter.holdover > 0) line += words_.format("; bridged for {0}", words_.duration(filter.holdover));
        if (filter.recovery > 0) line += words_.format("; {0} to recover", words_.duration(filter.recovery));
      }
      for (const sim::FlowIndex flow : graph.over[r])
        line += words_.format("; over {0}", system_.flow_ids[flow]);
      text += (text.empty() ? "" : "\n") + line;
    }
    return text;
  }

  // Nodes of a layer stand below each other: each layer is held by an invisible node of a chain.
  void write_layers() {
    std::map<std::size_t, std::vector<std::size_t>> layers;
    for (std::size_t i = 0; i < view_.nodes.size(); ++i)
      if (view_.nodes[i].layer) layers[*view_.nodes[i].layer].push_back(i);
    Agnode_t* before = nullptr;
    for (const auto& [layer, nodes] : layers) {
      Agraph_t* same = document_.box(fmt::format("layer {}", layer));
      DotDocument::set(same, "rank", "same");
      Agnode_t* holder = document_.node(same, fmt::format("holder of layer {}", layer));
      for (const char* attribute : {"label", "tooltip"}) DotDocument::set(holder, attribute, "");
      DotDocument::set(holder, "shape", "point");
      DotDocument::set(holder, "style", "invis");
      for (const std::size_t i : nodes) document_.node(same, name_of(i));
      if (before != nullptr) DotDocument::set(document_.edge(before, holder), "style", "invis");
      before = holder;
    }
  }

  void write_legend() {
    Agraph_t* box = document_.box("cluster_legend");
    DotDocument::set(box, "style", "rounded,filled");
    DotDocument::set(box, "color", "#9A9A9A");
    DotDocument::set(box, "fillcolor", "#FFFFFF");
    DotDocument::set(box, "label", "");
    Agnode_t* legend = document_.node(box, "legend of the picture");
    DotDocument::set(legend, "shape", "plaintext");
    DotDocument::set(legend, "style", "");
    DotDocument::set(legend, "tooltip", words_("Legend"));
    DotDocument::set(legend, "fontsize", font_size(12.0));
    // A large picture is wide: what lies beside it takes no height from it.
    document_.set_html(legend, "label", legend_html(options_, view_, words_, large_ ? 3 : 1));
    std::string notes;
    const auto add = [&](const std::string& note) { notes += wrapped_label("※ " + note, 44, 'l') + "\\l"; };
    for (const std::string& note : view_.notes) add(note);
    for (const std::string& note : options_.notes) add(note);
    if (options_.detail == Detail::straight) add(words_("Drawn with straight lines to keep the time limit."));
    if (notes.empty()) return;
    Agnode_t* remarks = document_.node(box, "remarks on the picture");
    DotDocument::set(remarks, "shape", "plaintext");
    DotDocument::set(remarks, "style", "");
    DotDocument::set(remarks, "tooltip", words_("Remarks"));
    DotDocument::set(remarks, "fontsize", font_size(12.0));
    DotDocument::set(remarks, "label", notes);
    if (large_) DotDocument::set(document_.edge(legend, remarks), "style", "invis");
  }

  const sim::System& system_;
  const GraphOptions& options_;
  const View& view_;
  const Words& words_;
  Names names_;
  std::vector<std::uint8_t> reduced_, buffered_, causes_, asked_;
  bool large_ = false;
  double scale_ = 1.0;  ///< of what is not a node: a large picture is looked at from afar
  DotDocument document_;
  std::vector<Agraph_t*> boxes_;
  std::vector<Agnode_t*> nodes_;
};

}  // namespace

std::string write_dot(const sim::System& system, const GraphOptions& options, const View& view,
                      const Words& words) {
  return Writer(system, options, view, words).text();
}

}  // namespace hakyu::viz
