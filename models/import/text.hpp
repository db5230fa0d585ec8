// Japanese text: from its encoding, and in one form for comparison.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace hakyu::models::import {

struct Decoded {
  std::string text;        ///< UTF-8 without byte order mark
  std::string encoding;    ///< empty if none fits
  std::size_t bad_at = 0;  ///< offset of the first byte that fits no encoding
};

/// Finds out the encoding (UTF-8 and UTF-16 with or without byte order mark, CP932 = Windows-31J, EUC-JP) and
/// decodes strictly. `wanted` names the encoding instead. Complexity: linear.
[[nodiscard]] Decoded decode(std::string_view bytes, std::string_view wanted = {});

/// The text in one form: NFKC, lower case, one kind of wave dash and of minus, blanks and line breaks as one
/// blank, none at the ends. For comparison only: what is shown is the original.
[[nodiscard]] std::string fold(std::string_view text);

/// fold without any blanks.
[[nodiscard]] std::string compact(std::string_view text);

/// Without blanks (full-width ones too) and line breaks at the ends.
[[nodiscard]] std::string trimmed(std::string_view text);

}  // namespace hakyu::models::import
