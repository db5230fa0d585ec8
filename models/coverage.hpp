// What the ledger says about the resources, and what it leaves out.
#pragma once

#include <cstddef>
#include <optional>
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

/// The resources of one system (as written in the ledger).
struct SystemCoverage {
  std::string system;  ///< empty: those that name none
  std::size_t resources = 0;
  std::vector<std::size_t> of, stated;  ///< one for each of Coverage::fields
};

/// How long ago the entries were confirmed, at the reference date.
struct EntryAges {
  std::size_t half_a_year = 0;  ///< at most 6 months ago
  std::size_t year = 0;         ///< at most 1 year
  std::size_t two_years = 0;
  std::size_t older = 0;
  std::size_t later = 0;  ///< confirmed after the reference date
  std::size_t never = 0;  ///< not stated
};

struct Coverage {
  std::size_t resources = 0;            ///< not retired
  std::vector<FieldCoverage> fields;    ///< in a fixed order
  std::vector<SystemCoverage> systems;  ///< in the order in which the model first names them
  std::optional<Date> as_of;            ///< the reference date: without it nothing is old or out of support
  std::optional<EntryAges> ages;        ///< only with a reference date
  std::vector<Id> unowned;              ///< neither owner nor maintainer
  std::vector<Id> unconnected;          ///< need nothing, and nothing needs them
  std::vector<Id> support_ended;        ///< before the reference date
  std::size_t confirmed_by_both = 0, confirmed_by_one = 0, confirmed_by_none = 0;  ///< stated dependencies
  std::size_t findings_open = 0;                                                   ///< affected
  std::size_t findings_unclear = 0;  ///< under investigation or unknown
};

/// The day on which the study starts; the clock of the computer is never asked.
[[nodiscard]] std::optional<Date> study_date(const Model& model);

/// Counts what is stated; ages and ends of support at the reference date `as_of`. Absence is only counted,
/// never judged. Complexity: linear in the model.
[[nodiscard]] Coverage coverage(const Model& model, std::optional<Date> as_of);
/// At the day on which the study starts.
[[nodiscard]] Coverage coverage(const Model& model);

/// True if support ends before the day. False if no end is stated: that is unknown, not endless.
[[nodiscard]] bool support_ended(const Resource& resource, Date day);
/// True if the entry was confirmed more than a year before the day (stock is taken once a year).
[[nodiscard]] bool stale(const Resource& resource, Date day);

/// A side has confirmed if it claimed or confirmed the dependency; the side of a resource is its maintainer,
/// else its owner; the side of a service is any party of kind hospital. A side nobody is known for has not
/// confirmed. With neither claim nor confirmation: none.
[[nodiscard]] Confirmation confirmation(const Model& model, const Dependency& dependency);
/// The same for all dependencies of the model, in its order. Complexity: linear.
[[nodiscard]] std::vector<Confirmation> confirmations(const Model& model);

}  // namespace hakyu::models
