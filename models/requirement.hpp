// What a node needs from others (semantics §2, §3).
#pragma once

#include <optional>
#include <vector>

#include "models/origin.hpp"
#include "models/units.hpp"

namespace hakyu::models {

enum class RequirementKind : std::uint8_t {
  unspecified,
  power,
  host,
  network,
  authentication,
  data,
  order,
  licence,
  version,
  certificate,
  support,
  other
};

/// A requirement: `k_up` of `of` must be up, `k_degraded` at least degraded, and no flow of `over` blocked.
/// 1 ≤ k_degraded ≤ k_up ≤ |of|.
struct Requirement {
  Id id;  ///< may be empty
  std::vector<Id> of;
  int k_up = 1;
  int k_degraded = 1;
  Level on_loss = Level::down;
  Seconds holdover{0};
  Seconds recovery{0};
  std::vector<Id> over;  ///< flows
  RequirementKind kind = RequirementKind::unspecified;
  Annotation annotation;
  friend bool operator==(const Requirement&, const Requirement&) = default;
};

/// A requirement stated from outside the node, e.g. by a new vendor about an existing system.
struct Dependency {
  Id from;  ///< the node that requires
  Requirement requirement;
  Id claimed_by;
  std::vector<Id> confirmed_by;
  std::optional<Date> date;
  Annotation annotation;
  friend bool operator==(const Dependency&, const Dependency&) = default;
};

}  // namespace hakyu::models
