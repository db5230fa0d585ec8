// A view as DOT text.
#pragma once

#include <string>

#include "viz/graph/view.hpp"

namespace hakyu::viz {

[[nodiscard]] std::string write_dot(const sim::System& system, const GraphOptions& options, const View& view,
                                    const Words& words);

/// The HTML-like label of the legend: only what occurs in the picture, in so many columns (at least one).
[[nodiscard]] std::string legend_html(const GraphOptions& options, const View& view, const Words& words,
                                      std::size_t columns);

}  // namespace hakyu::viz
