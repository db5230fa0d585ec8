// What the ledger says about the resources, and what it leaves out.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "models/model.hpp"

namespace hakyu::models {

/// Whether both sides of a dependency have confirmed it (双方確認 / 片方のみ / 未確認).
enum class Confirmation : std::uint8_t { both, one_side, none };

/// One field of the ledger over all resources that are not retired.
struct FieldCoverage {
  std::string field;        ///< key of the model file, e.g. "maintainer"
  std::size_t of = 0;       ///< resources for which the field makes sense
  std::vector<Id> missing;  ///< those that do not state it, in the order of the model
};

struct Coverage {
  std::size_t resources = 0;          ///< not retired
  std::vector<FieldCoverage> fields;  ///< in a fixed order
  std::vector<Id> unowned;            ///< neither owner nor maintainer
  std::vector<Id> unconnected;        ///< need nothing, and nothing needs them
  std::vector<Id> support_ended;      ///< before the start of the study
  std::size_t confirmed_by_both = 0, confirmed_by_one = 0, confirmed_by_none = 0;  ///< stated dependencies
  std::size_t findings_open = 0;                                                   ///< affected
  std::size_t findings_unclear = 0;  ///< under investigation or unknown
};

/// Counts what is stated. Absence is only counted, never judged. Complexity: linear in the model.
[[nodiscard]] Coverage coverage(const Model& model);

/// A side has confirmed if it claimed or confirmed the dependency; the side of a resource is its maintainer,
/// else its owner; the side of a service is any party of kind hospital. A side nobody is known for has not
/// confirmed. With neither claim nor confirmation: none.
[[nodiscard]] Confirmation confirmation(const Model& model, const Dependency& dependency);

}  // namespace hakyu::models
