// Files in pieces, so that large ones need little memory; gz is unpacked on the way.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace hakyu::models::advisories {

/// The next piece of a file, empty at its end; valid until the next call. May throw if the file cannot be
/// read.
using Chunks = std::function<std::string_view()>;

/// A file that can be read from its beginning as often as needed; who opens it, decides how.
struct Input {
  std::string name;
  std::uint64_t size = 0;
  std::function<Chunks()> open;
};

/// Gives the content of a file that may be compressed with gzip (several members, too). Memory: constant.
class Unpacked {
 public:
  /// Never gives more than `limit` bytes, whatever the ratio of compression.
  Unpacked(Chunks source, std::uint64_t limit);
  ~Unpacked();
  Unpacked(const Unpacked&) = delete;
  Unpacked& operator=(const Unpacked&) = delete;

  [[nodiscard]] std::string_view next();
  /// After next() gave nothing: whether that is not the end of sound data.
  [[nodiscard]] bool damaged() const { return damaged_; }
  [[nodiscard]] bool too_large() const { return too_large_; }
  [[nodiscard]] std::uint64_t given() const { return given_; }

 private:
  std::string_view inflated();

  struct Stream;
  Chunks source_;
  std::uint64_t limit_;
  std::uint64_t given_ = 0;
  std::unique_ptr<Stream> stream_;  ///< if compressed
  bool begun_ = false, damaged_ = false, too_large_ = false;
};

}  // namespace hakyu::models::advisories
