// How levels look: colour (Okabe–Ito), border and sign each tell the same, so that a black-and-white print
// and a colour-blind reader lose nothing.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "models/resource.hpp"
#include "models/units.hpp"
#include "sim/exact/node_importance.hpp"

namespace hakyu::viz {

struct NodeStyle {
  const char* fill;
  const char* border;
  const char* pen;    ///< width of the border
  const char* style;  ///< of the border, in DOT words
  const char* sign;
};

/// Looks of a level; `known` false: no levels are shown.
[[nodiscard]] inline NodeStyle style_of(models::Level level, bool known) {
  if (!known) return {"#FFFFFF", "#4D4D4D", "1.0", "solid", ""};
  switch (level) {
    case models::Level::down:
      return {"#EFA27A", "#D55E00", "3.0", "bold", "✕"};
    case models::Level::degraded:
      return {"#FBE3AE", "#B87A00", "2.2", "dashed", "▲"};
    case models::Level::up:
      return {"#F1FAF6", "#009E73", "1.0", "solid", "●"};
  }
  return {"#FFFFFF", "#4D4D4D", "1.0", "solid", ""};
}

inline constexpr NodeStyle reduced_style{"#E3F2FB", "#0072B2", "1.6", "solid", "◐"};
inline constexpr NodeStyle buffer_style{"#FBF8CF", "#0072B2", "1.8", "dotted", "◷"};
/// Nothing is stated that could spread to the node.
inline constexpr NodeStyle not_told_style{"#FFFFFF", "#4D4D4D", "1.2", "dotted", "?"};
/// A node without levels whose importance is shown. The weight of the border is a separate matter.
inline constexpr NodeStyle single_point_style{"#F3DDE9", "#A3336F", "1.0", "solid", "◆"};
inline constexpr NodeStyle unstated_single_point_style{"#F3DDE9", "#A3336F", "1.0", "dashed", "◇"};
inline constexpr NodeStyle unstated_style{"#FFFFFF", "#4D4D4D", "1.0", "dashed", ""};
inline constexpr NodeStyle irrelevant_style{"#FFFFFF", "#B4B4B4", "0.8", "solid", ""};
inline constexpr const char* asked_fill = "#E3F2FB";

/// Looks of a node by its importance.
[[nodiscard]] inline NodeStyle style_of(const sim::exact::NodeImportance& importance) {
  if (importance.alone) return importance.failures_stated ? single_point_style : unstated_single_point_style;
  if (importance.birnbaum <= 0.0) return irrelevant_style;
  return importance.failures_stated ? style_of(models::Level::up, false) : unstated_style;
}

/// Width of a border in points: 8 for a Birnbaum importance of 1, a quarter of the range less for each power
/// of ten, 0.8 from 0.0001 down.
[[nodiscard]] inline double border_width(double birnbaum) {
  constexpr double thinnest = 0.8, thickest = 8.0, decades = 4.0;
  if (birnbaum <= 0.0) return thinnest;
  return thinnest + (thickest - thinnest) * std::clamp(1.0 + std::log10(birnbaum) / decades, 0.0, 1.0);
}

inline constexpr const char* out_of_use_fill = "#E0E0E0";

inline constexpr const char* font = "Noto Sans CJK JP,Yu Gothic,Meiryo,sans-serif";
inline constexpr const char* edge_color = "#7F7F7F";
inline constexpr const char* faint_color = "#C8C8C8";
/// Tell the lines of neighbours apart, and none is the colour of a loss.
inline constexpr std::array line_colors{"#5F5F5F", "#0072B2", "#007A5A", "#A3336F", "#8A6D00", "#5B4FA3"};
inline constexpr const char* lost_color = "#D55E00";

/// A few shapes only: more would have to be learnt.
[[nodiscard]] inline const char* shape_of(models::ResourceKind kind) {
  using models::ResourceKind;
  switch (kind) {
    case ResourceKind::database:
    case ResourceKind::storage:
    case ResourceKind::backup:
    case ResourceKind::data:
      return "cylinder";
    case ResourceKind::network:
    case ResourceKind::firewall:
    case ResourceKind::vpn:
      return "octagon";
    case ResourceKind::server:
    case ResourceKind::hypervisor:
    case ResourceKind::appliance:
      return "box3d";
    case ResourceKind::facility:
    case ResourceKind::power:
      return "house";
    case ResourceKind::cloud_service:
    case ResourceKind::external_system:
      return "tab";
    default:
      return "box";
  }
}

}  // namespace hakyu::viz
