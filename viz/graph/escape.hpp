// Names of a model inside DOT attributes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace hakyu::viz {

/// A plain label: what Graphviz would expand (\N, &amp;) is shown as written; control characters are gone.
[[nodiscard]] std::string label_text(std::string_view text);

/// The same in lines of at most `columns` terminal columns, broken at spaces if possible. Lines are
/// separated by `\n` of DOT (centred), or `\l` (left-aligned) with `end` 'l'.
[[nodiscard]] std::string wrapped_label(std::string_view text, std::size_t columns, char end = 'n');

/// A tooltip; keeps line ends.
[[nodiscard]] std::string tooltip_text(std::string_view text);

/// Text inside an HTML-like label of our own.
[[nodiscard]] std::string html_text(std::string_view text);

/// True if a link that begins so cannot run a script: relative, "#…", http, https or mailto.
[[nodiscard]] bool harmless_link(std::string_view link);

/// Characters that have a meaning in a URL, as %XX.
[[nodiscard]] std::string percent_encoded(std::string_view text);

}  // namespace hakyu::viz
