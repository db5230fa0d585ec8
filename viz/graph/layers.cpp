// Where the nodes of a large picture stand: its boxes in columns, so that the page is wider than high.
#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "viz/graph/view.hpp"

namespace hakyu::viz {

namespace {

constexpr double paper = 1.41;      // width : height of A3 and A4, landscape
constexpr double row_height = 0.7;  // inches, with the lines between
constexpr std::size_t most_columns = 6;
constexpr std::size_t least_layers = 3;  // of a column

struct Placement {
  std::vector<std::size_t> layer;  // per node
  double misfit = 0.0;             // how far from the shape of the paper, as a logarithm
};

std::vector<Line> lines_of(const View& view, bool with_numbers) {
  std::vector<Line> lines;
  for (const ViewEdge& edge : view.edges) lines.emplace_back(edge.from, edge.to);
  if (!with_numbers) return lines;
  std::map<std::size_t, std::size_t> numbered;
  for (std::size_t i = 0; i < view.nodes.size(); ++i)
    if (view.nodes[i].number > 0) numbered[view.nodes[i].number] = i;
  for (std::size_t i = 0; i < view.nodes.size(); ++i)
    for (const ViewReference& each : view.nodes[i].references)
      lines.emplace_back(i, numbered.at(each.number));
  return lines;
}

// Services first, then what depends on much, then what much depends on.
std::vector<std::size_t> order_of_boxes(const View& view, const std::vector<std::size_t>& members) {
  const std::vector<std::size_t> chain = chain_lengths(view.nodes.size(), lines_of(view, true));
  std::vector<double> mean(view.boxes.size(), 0.0);
  for (std::size_t i = 0; i < view.nodes.size(); ++i)
    mean[view.nodes[i].box] +=
        static_cast<double>(chain[i]) / static_cast<double>(members[view.nodes[i].box]);
  std::vector<std::size_t> order(view.boxes.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin() + 1, order.end(),
                   [&](std::size_t a, std::size_t b) { return mean[a] < mean[b]; });
  return order;
}

// The boxes in their order, in columns of about equal height.
std::vector<std::size_t> columns_of_boxes(const std::vector<std::size_t>& order,
                                          const std::vector<std::size_t>& members, std::size_t count) {
  constexpr double usual_layers = 4.0, title = 1.5;
  const auto height = [&](std::size_t box) {
    return static_cast<double>(members[box]) / usual_layers + title;
  };
  double total = 0.0;
  for (const std::size_t box : order) total += height(box);
  std::vector<std::size_t> column(order.size(), 0);
  std::size_t at = 0;
  double filled = 0.0;
  for (const std::size_t box : order) {
    if (filled > 0.0 && at + 1 < count && filled + height(box) / 2 > total / static_cast<double>(count)) {
      ++at;
      filled = 0.0;
    }
    column[box] = at;
    filled += height(box);
  }
  return column;
}

// Layers within each column by the longest chains of lines; what has no line there fills gaps.
Placement place(const View& view, const std::vector<std::size_t>& column, std::size_t count,
                double layer_width) {
  const auto column_at = [&](std::size_t node) { return column[view.nodes[node].box]; };
  std::vector<Line> inside = lines_of(view, false);
  std::erase_if(inside, [&](const Line& line) { return column_at(line.first) != column_at(line.second); });
  Placement made{chain_lengths(view.nodes.size(), inside), 0.0};
  std::vector<std::uint8_t> tied(view.nodes.size(), 0);
  for (const auto& [from, to] : inside) tied[from] = tied[to] = 1;
  std::vector<std::size_t> width(count, least_layers);
  std::vector<std::map<std::size_t, std::size_t>> used(column.size());  // per box: nodes in a layer
  for (std::size_t i = 0; i < view.nodes.size(); ++i) {
    width[column_at(i)] = std::max(width[column_at(i)], made.layer[i] + 1);
    if (tied[i] != 0) ++used[view.nodes[i].box][made.layer[i]];
  }
  for (std::size_t i = 0; i < view.nodes.size(); ++i) {
    if (tied[i] != 0) continue;
    auto& load = used[view.nodes[i].box];
    for (std::size_t layer = 0; layer < width[column_at(i)]; ++layer)
      if (load[layer] < load[made.layer[i]]) made.layer[i] = layer;
    ++load[made.layer[i]];
  }
  std::vector<std::size_t> first(count, 0), rows(count, 0);
  std::exclusive_scan(width.begin(), width.end(), first.begin(), std::size_t{0});
  for (std::size_t i = 0; i < view.nodes.size(); ++i) made.layer[i] += first[column_at(i)];
  for (std::size_t box = 0; box < column.size(); ++box) {
    std::size_t highest = 0;
    for (const auto& [layer, nodes] : used[box]) highest = std::max(highest, nodes);
    rows[column[box]] += highest + 1;
  }
  const double wide = layer_width * static_cast<double>(first.back() + width.back());
  const double high = row_height * static_cast<double>(*std::max_element(rows.begin(), rows.end()));
  made.misfit = std::abs(std::log(wide / high / paper));
  return made;
}

}  // namespace

std::vector<std::size_t> chain_lengths(std::size_t nodes, const std::vector<Line>& lines) {
  std::vector<std::vector<std::size_t>> into(nodes);
  for (const auto& [from, to] : lines) into[to].push_back(from);
  std::vector<std::size_t> length(nodes, 0);
  std::vector<std::uint8_t> state(nodes, 0);  // 1: on the path, 2: done
  std::vector<Line> path;
  for (std::size_t start = 0; start < nodes; ++start) {
    if (state[start] != 0) continue;
    path.emplace_back(start, 0);
    state[start] = 1;
    while (!path.empty()) {
      auto& [node, next] = path.back();
      if (next == into[node].size()) {
        for (const std::size_t from : into[node])
          if (state[from] == 2) length[node] = std::max(length[node], length[from] + 1);
        state[node] = 2;
        path.pop_back();
        continue;
      }
      const std::size_t from = into[node][next++];
      if (state[from] != 0) continue;
      state[from] = 1;
      path.emplace_back(from, 0);
    }
  }
  return length;
}

void place_in_columns(View& view, double name_width) {
  const double layer_width = 0.9 + 0.11 * name_width;  // inches, with the lines between
  std::vector<std::size_t> members(view.boxes.size(), 0);
  for (const ViewNode& node : view.nodes) ++members[node.box];
  const std::vector<std::size_t> order = order_of_boxes(view, members);
  Placement best;
  for (std::size_t count = 1; count <= most_columns; ++count) {
    const std::vector<std::size_t> column = columns_of_boxes(order, members, count);
    Placement tried = place(view, column, count, layer_width);
    if (best.layer.empty() || tried.misfit < best.misfit) best = std::move(tried);
  }
  for (std::size_t i = 0; i < view.nodes.size(); ++i) view.nodes[i].layer = best.layer[i];
  for (ViewEdge& edge : view.edges)
    edge.constraint = edge.constraint && best.layer[edge.from] < best.layer[edge.to];
}

bool in_columns(const View& view) { return !view.nodes.empty() && view.nodes.front().layer.has_value(); }

}  // namespace hakyu::viz
