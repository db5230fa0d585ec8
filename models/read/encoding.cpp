#include "models/read/encoding.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace hakyu::models::reading {

namespace {

unsigned byte(std::string_view bytes, std::size_t i) { return static_cast<unsigned char>(bytes[i]); }

bool between(unsigned value, unsigned low, unsigned high) { return value >= low && value <= high; }

/// Length of the well-formed sequence at i, 0 if there is none.
std::size_t sequence_length(std::string_view bytes, std::size_t i) {
  const unsigned lead = byte(bytes, i);
  const auto follows = [&](std::size_t offset, unsigned low, unsigned high) {
    return i + offset < bytes.size() && between(byte(bytes, i + offset), low, high);
  };
  if (between(lead, 0x01, 0x7F)) return 1;
  if (between(lead, 0xC2, 0xDF)) return follows(1, 0x80, 0xBF) ? 2 : 0;
  if (between(lead, 0xE0, 0xEF)) {
    const unsigned low = lead == 0xE0 ? 0xA0 : 0x80;
    const unsigned high = lead == 0xED ? 0x9F : 0xBF;  // no surrogates
    return follows(1, low, high) && follows(2, 0x80, 0xBF) ? 3 : 0;
  }
  if (between(lead, 0xF0, 0xF4)) {
    const unsigned low = lead == 0xF0 ? 0x90 : 0x80;
    const unsigned high = lead == 0xF4 ? 0x8F : 0xBF;
    return follows(1, low, high) && follows(2, 0x80, 0xBF) && follows(3, 0x80, 0xBF) ? 4 : 0;
  }
  return 0;
}

/// Whether all bytes from 0x80 on form pairs (or singles) of a two-byte encoding.
template <class Single, class Lead, class Trail>
bool consists_of(std::string_view bytes, Single single, Lead lead, Trail trail) {
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (single(byte(bytes, i))) continue;
    if (!lead(byte(bytes, i))) return false;
    if (++i < bytes.size() && !trail(byte(bytes, i))) return false;
  }
  return true;
}

bool is_euc_jp(std::string_view bytes) {
  return consists_of(
      bytes, [](unsigned b) { return b < 0x80; },
      [](unsigned b) { return b == 0x8E || between(b, 0xA1, 0xFE); },
      [](unsigned b) { return between(b, 0xA1, 0xFE); });
}

bool is_cp932(std::string_view bytes) {
  return consists_of(
      bytes, [](unsigned b) { return b < 0x80 || between(b, 0xA1, 0xDF); },
      [](unsigned b) { return between(b, 0x81, 0x9F) || between(b, 0xE0, 0xFC); },
      [](unsigned b) { return between(b, 0x40, 0x7E) || between(b, 0x80, 0xFC); });
}

}  // namespace

std::optional<std::size_t> first_invalid_utf8(std::string_view bytes) {
  std::size_t i = 0;
  while (i < bytes.size()) {
    if (i + 8 <= bytes.size()) {
      std::uint64_t eight = 0;
      std::memcpy(&eight, bytes.data() + i, 8);
      const std::uint64_t zero_bytes = (eight - 0x0101010101010101ULL) & ~eight & 0x8080808080808080ULL;
      if ((eight & 0x8080808080808080ULL) == 0 && zero_bytes == 0) {
        i += 8;
        continue;
      }
    }
    const std::size_t length = sequence_length(bytes, i);
    if (length == 0) return i;
    i += length;
  }
  return std::nullopt;
}

std::string_view guess_encoding(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE")) return "UTF-16LE";
  if (bytes.starts_with("\xFE\xFF")) return "UTF-16BE";
  const std::string_view start = bytes.substr(0, 4096);
  if (start.find('\0') != std::string_view::npos) {
    if (start.size() > 1 && start[0] == '\0' && start[1] != '\0') return "UTF-16BE";
    if (start.size() > 1 && start[0] != '\0' && start[1] == '\0') return "UTF-16LE";
    return {};
  }
  if (is_euc_jp(start)) return "EUC-JP";
  if (is_cp932(start)) return "CP932";
  return {};
}

}  // namespace hakyu::models::reading
