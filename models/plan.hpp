// Plans: which measure is carried out or withdrawn when.
#pragma once

#include <variant>
#include <vector>

#include "models/origin.hpp"
#include "models/units.hpp"

namespace hakyu::models {

enum class StepKind : std::uint8_t { carry_out, withdraw };

/// A step starts when the work (or rollback) of the step with `measure` has ended, plus `lag`.
struct After {
  Id measure;
  Seconds lag{0};
  friend bool operator==(const After&, const After&) = default;
};

struct Step {
  StepKind kind = StepKind::carry_out;
  Id measure;
  std::variant<LocalTime, After> when;
  Annotation annotation;
  friend bool operator==(const Step&, const Step&) = default;
};

struct Plan {
  Id id;
  Text name;
  std::vector<Step> steps;  ///< empty: 現状維持
  Id proposed_by;
  Annotation annotation;
  friend bool operator==(const Plan&, const Plan&) = default;
};

}  // namespace hakyu::models
