#include "models/import/advisories/chunks.hpp"

#include <zlib.h>

namespace hakyu::models::advisories {

struct Unpacked::Stream {
  z_stream z{};
  std::string input;  ///< zlib wants it writable
  std::string output = std::string(std::size_t{1} << 18U, '\0');
  bool ended = false;  ///< a member is complete

  Stream() { inflateInit2(&z, 16 + MAX_WBITS); }
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;
  ~Stream() { inflateEnd(&z); }

  void take(std::string_view bytes) {
    input.assign(bytes);
    z.next_in = reinterpret_cast<Bytef*>(input.data());
    z.avail_in = static_cast<uInt>(input.size());
  }
};

Unpacked::Unpacked(Chunks source, std::uint64_t limit) : source_(std::move(source)), limit_(limit) {}
Unpacked::~Unpacked() = default;

std::string_view Unpacked::next() {
  if (damaged_ || too_large_) return {};
  std::string_view piece;
  if (!begun_) {
    begun_ = true;
    piece = source_();
    if (piece.starts_with("\x1F\x8B")) {
      stream_ = std::make_unique<Stream>();
      stream_->take(piece);
      piece = inflated();
    }
  } else {
    piece = stream_ ? inflated() : source_();
  }
  given_ += piece.size();
  too_large_ = given_ > limit_;
  return too_large_ ? std::string_view{} : piece;
}

std::string_view Unpacked::inflated() {
  z_stream& z = stream_->z;
  for (;;) {
    if (z.avail_in == 0) {
      const std::string_view more = source_();
      if (more.empty()) {
        damaged_ = !stream_->ended;
        return {};
      }
      stream_->take(more);
    }
    // Another member may follow a complete one.
    if (stream_->ended && inflateReset(&z) == Z_OK) stream_->ended = false;
    z.next_out = reinterpret_cast<Bytef*>(stream_->output.data());
    z.avail_out = static_cast<uInt>(stream_->output.size());
    const int status = inflate(&z, Z_NO_FLUSH);
    stream_->ended = status == Z_STREAM_END;
    const std::size_t size = stream_->output.size() - z.avail_out;
    // What was unpacked before the damage is of no use without the rest.
    damaged_ = status != Z_OK && status != Z_STREAM_END && status != Z_BUF_ERROR;
    if (damaged_) return {};
    if (size > 0) return std::string_view(stream_->output).substr(0, size);
  }
}

}  // namespace hakyu::models::advisories
