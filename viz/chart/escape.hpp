// Text of the model inside markup and pictures: never markup itself.
#pragma once

#include <string>
#include <string_view>

namespace hakyu::viz {

/// `text` for the content or a quoted attribute of HTML, SVG or XML: & < > " ' become references; control
/// characters, direction overrides and bytes that are not UTF-8 are treated as in `printable`.
/// Complexity: linear.
[[nodiscard]] std::string escaped(std::string_view text);

/// Estimated width of one line of `text` in units of the font size.
[[nodiscard]] double width_em(std::string_view text);

}  // namespace hakyu::viz
