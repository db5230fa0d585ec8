// The metrics of each CVSS version and the values they can have. Internal to scores/.
#pragma once

#include <span>
#include <string_view>

#include "models/import/scores/cvss.hpp"

namespace hakyu::models::scores {

struct Metric {
  std::string_view name;
  std::string_view values;  ///< separated by blanks
  bool mandatory = false;
};

/// In the order of the specification.
[[nodiscard]] std::span<const Metric> metrics(CvssVersion version);

[[nodiscard]] CvssScores score_v2(const CvssVector& vector);
[[nodiscard]] CvssScores score_v3(const CvssVector& vector);
[[nodiscard]] double score_v4(const CvssVector& vector);

/// To one decimal, halves up. Inputs are sums and products of decimals; 1e-6 makes up for their binary form.
[[nodiscard]] double half_up(double value);

}  // namespace hakyu::models::scores
