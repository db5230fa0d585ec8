// SHA-256 (FIPS 180-4), to say in results which input they were made from. Not for secrets.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace hakyu::models::reading {

/// Digest of bytes that come in pieces.
class Sha256 {
 public:
  Sha256();
  void add(std::string_view bytes);
  /// 64 lower-case hexadecimal digits; ends the object's use.
  [[nodiscard]] std::string digest();

 private:
  std::array<std::uint32_t, 8> state_;
  std::uint64_t length_ = 0;  ///< bytes so far
  std::string rest_;          ///< of a block that is not full yet
};

/// Digest of `bytes` as 64 lower-case hexadecimal digits. Complexity: linear.
[[nodiscard]] std::string sha256(std::string_view bytes);

}  // namespace hakyu::models::reading
