// The Vega script that a page carries within itself; made by the build from the distribution's modules.
#pragma once

#include <string_view>

namespace hakyu::viz {

/// Script text for a <script> element: the modules, then the lines that bring every
/// <figure class="chart-figure"> to life. Contains neither "</script" nor "<!--".
[[nodiscard]] std::string_view vega_script();

/// SHA-256 of vega_script() in hex, for the page's content security policy.
[[nodiscard]] std::string_view vega_script_sha256();

}  // namespace hakyu::viz
