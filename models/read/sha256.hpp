// SHA-256 (FIPS 180-4), to say in results which input they were made from. Not for secrets.
#pragma once

#include <string>
#include <string_view>

namespace hakyu::models::reading {

/// Digest of `bytes` as 64 lower-case hexadecimal digits. Complexity: linear.
[[nodiscard]] std::string sha256(std::string_view bytes);

}  // namespace hakyu::models::reading
