#include "sim/montecarlo/random.hpp"

namespace hakyu::sim {

namespace {

/// FNV-1a, continued from `hash` (Fowler, Noll, Vo; 64 bits).
std::uint64_t hashed(std::uint64_t hash, std::string_view text) {
  for (const char c : text) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 0x100000001B3ULL;
  }
  return hash;
}

/// Spreads the bits: FNV-1a alone leaves names that differ in the last letter close to each other.
/// Finalizer of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014).
std::uint64_t mixed(std::uint64_t x) {
  x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9ULL;
  x = (x ^ (x >> 27U)) * 0x94D049BB133111EBULL;
  return x ^ (x >> 31U);
}

}  // namespace

std::uint64_t stream_key(std::string_view kind, std::string_view id) {
  return mixed(hashed(hashed(hashed(0xCBF29CE484222325ULL, kind), ":"), id));
}

}  // namespace hakyu::sim
