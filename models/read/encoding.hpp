// Is it UTF-8, and if not, what may it be?
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace hakyu::models::reading {

/// Offset of the first byte that is not part of well-formed UTF-8 (Unicode 15, table 3-7) or is a NUL.
[[nodiscard]] std::optional<std::size_t> first_invalid_utf8(std::string_view bytes);

/// Name of the encoding that `bytes`, which are not UTF-8, look like: "UTF-16LE", "UTF-16BE", "EUC-JP",
/// "CP932" or "".
[[nodiscard]] std::string_view guess_encoding(std::string_view bytes);

}  // namespace hakyu::models::reading
