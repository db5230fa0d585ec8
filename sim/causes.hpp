// Classes of causes of lost availability (semantics §7).
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace hakyu::sim {

enum class Cause : std::uint8_t {
  planned_work,
  failed_change,
  latent_defect,
  combination,
  standing_effect,
  failure,
  attack,
  out_of_use
};

inline constexpr std::array<std::string_view, 8> cause_names{
    "planned_work",    "failed_change", "latent_defect", "combination",
    "standing_effect", "failure",       "attack",        "out_of_use"};

/// A set of causes, one bit each.
using CauseSet = std::uint8_t;

constexpr CauseSet bit(Cause cause) { return static_cast<CauseSet>(1U << static_cast<unsigned>(cause)); }

/// "failed_change+failure": names of the set in alphabetical order, joined by "+"; "" for the empty set.
[[nodiscard]] std::string name(CauseSet set);

}  // namespace hakyu::sim
