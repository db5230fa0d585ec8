// Random small systems, full of cycles, quorums, soft requirements, flows and time filters.
#pragma once

#include <rapidcheck.h>

#include <ostream>

#include "tests/reference/reference.hpp"

namespace hakyu::reference {

/// Found by RapidCheck to print a counterexample.
void showValue(const System& system, std::ostream& out);

}  // namespace hakyu::reference

namespace hakyu::test {

struct Shape {
  int most_nodes = 7;
  int most_requirements = 3;  ///< per node
  bool filters = false;
  bool acyclic = false;
};

rc::Gen<reference::System> systems(Shape shape = {});

/// Levels for the nodes of a system, up more often than not.
rc::Gen<reference::Levels> intrinsic_levels(const reference::System& system);

rc::Gen<reference::Blocked> blocked_flows(const reference::System& system);

}  // namespace hakyu::test
