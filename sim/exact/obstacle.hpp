// Why a steady-state answer would not be the one of the semantics (§10).
#pragma once

#include <compare>
#include <cstdint>

#include "sim/index.hpp"

namespace hakyu::sim::exact {

enum class Obstacle : std::uint8_t {
  time_filter,      ///< a requirement bridges losses, or feels them for longer
  operating_clock,  ///< a resource ages only while it operates, and others can stop it
  needs,            ///< a repair takes longer while something else is unavailable
};

struct Refusal {
  Obstacle obstacle = Obstacle::time_filter;
  NodeIndex node;  ///< the owner of the requirement, or the resource that fails
  friend bool operator==(const Refusal&, const Refusal&) = default;
  friend auto operator<=>(const Refusal&, const Refusal&) = default;
};

}  // namespace hakyu::sim::exact
