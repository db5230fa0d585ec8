// A small hospital, its compiled system and a ranking, all written by hand: tests of what people see do not
// need the engine, and every number is known.
#pragma once

#include <memory>
#include <string>

#include "sim/plans/rank.hpp"

namespace hakyu::testing {

struct Example {
  sim::System system;
  sim::Ranking ranking;
};

/// Every text of the model (names, titles, notes, vendor's words) contains `mark`: with markup in it the page
/// must not change its structure.
[[nodiscard]] Example example(const std::string& mark = "");

/// The same with `plans` plans, `services` services and long names: the most that a page may have to hold.
[[nodiscard]] Example crowded(std::size_t plans, std::size_t services);

}  // namespace hakyu::testing
