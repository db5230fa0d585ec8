// Counter-based random numbers: the same (seed, replication, entity, purpose, index) gives the same numbers
// in every order, thread and process (semantics §9). Philox4x32-10 of Random123 (Salmon et al., SC 2011).
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include <Random123/philox.h>

namespace hakyu::sim {

/// What a number is drawn for. Values are part of the reproducible results: never renumber.
enum class Purpose : std::uint16_t {
  failure_cycle = 1,  ///< first number: time to failure, second: time to repair
  travel = 2,
  work_duration = 3,
  downtime = 4,
  change_fails = 5,
  rollback = 6,
  latent_defect = 7,  ///< first: whether, second: when in the load peak
  latent_repair = 8,
  statement = 9,  ///< first: whether, second: when in the load peak
  statement_delay = 10,
  statement_repair = 11,
  bootstrap = 12,
  threat = 13,
  repair = 14,  ///< time to repair, if one of the two laws of a failure cycle cannot be inverted
};

/// Two numbers in (0, 1), each on the grid (k + 1/2) / 2^52.
struct UniformPair {
  double first;
  double second;
};

/// Key of a name (an id with its kind, e.g. "resource:ehr-db"): FNV-1a 64, mixed. Compilation checks that no
/// two names collide.
[[nodiscard]] std::uint64_t stream_key(std::string_view kind, std::string_view id);

/// Random numbers of one replication.
class Stream {
 public:
  Stream(std::uint64_t seed, std::uint32_t replication) : replication_(replication) {
    key_.v[0] = static_cast<std::uint32_t>(seed);
    key_.v[1] = static_cast<std::uint32_t>(seed >> 32U);
  }

  /// The numbers of `entity` for `purpose`, the `index`-th time (index < 65536·…: see `block`).
  [[nodiscard]] UniformPair uniforms(std::uint64_t entity, Purpose purpose, std::uint32_t index,
                                     std::uint32_t block = 0) const {
    const std::array<std::uint32_t, 4> bits = raw(entity, purpose, index, block);
    return {unit(bits[0], bits[1]), unit(bits[2], bits[3])};
  }

  [[nodiscard]] std::array<std::uint32_t, 4> raw(std::uint64_t entity, Purpose purpose, std::uint32_t index,
                                                 std::uint32_t block = 0) const {
    // 32 bits: index (20) | purpose (8) | block (4) would limit long studies, so the entity is mixed with
    // them.
    const std::uint64_t what =
        (static_cast<std::uint64_t>(purpose) << 48U) ^ (static_cast<std::uint64_t>(block) << 32U);
    const std::uint64_t who = entity ^ (what * 0x9E3779B97F4A7C15ULL);
    const philox4x32_ctr_t counter{
        {replication_, index, static_cast<std::uint32_t>(who), static_cast<std::uint32_t>(who >> 32U)}};
    const philox4x32_ctr_t out = philox4x32(counter, key_);
    return {out.v[0], out.v[1], out.v[2], out.v[3]};
  }

 private:
  static double unit(std::uint32_t high, std::uint32_t low) {
    const std::uint64_t bits = ((static_cast<std::uint64_t>(high) << 32U) | low) >> 12U;
    return (static_cast<double>(bits) + 0.5) * 0x1p-52;
  }

  std::uint32_t replication_;
  philox4x32_key_t key_{};
};

}  // namespace hakyu::sim
