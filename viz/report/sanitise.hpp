// Taking over a picture that another program drew.
#pragma once

#include <string>
#include <string_view>

namespace hakyu::viz {

/// The <svg> element of `document` with only the elements and attributes that draw: no scripts, no styles,
/// no links except to places on the same page, no event attributes, no references to addresses. Every id gets
/// `prefix`, so that it cannot clash with the page's. Empty if `document` is not an SVG. Complexity: linear.
[[nodiscard]] std::string harmless_svg(std::string_view document, std::string_view prefix);

}  // namespace hakyu::viz
