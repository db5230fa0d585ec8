// Decision tables for the order of work: SSVC for those who apply patches, and CISA's directive BOD 26-04.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hakyu::models::scores {

/// A decision point and its values, lower case, least urgent first.
struct DecisionPoint {
  std::string name;
  std::vector<std::string> values;
};

struct DecisionTable {
  std::string id;
  std::string source;
  std::vector<DecisionPoint> points;
  std::vector<std::string> outcomes;  ///< least urgent first
  std::vector<std::size_t> cells;     ///< outcome of each combination, the last point changing fastest
};

/// All tables; loaded once. Ids: "ssvc-deployer", "ssvc-human-impact", "cisa-bod-26-04".
[[nodiscard]] const std::vector<DecisionTable>& decision_tables();
/// Throws models::Error("unknown-table") for another id.
[[nodiscard]] const DecisionTable& decision_table(std::string_view id);

/// A value of each point in the table's order; nothing: not known, then every value is possible.
using Answers = std::vector<std::optional<std::string>>;

/// The outcomes that are still possible, least urgent first. One answer for each point and only words of the
/// table, else models::Error("bad-answer"). Complexity: linear in the size of the table.
[[nodiscard]] std::vector<std::string> possible_outcomes(const DecisionTable& table, const Answers& answers);

}  // namespace hakyu::models::scores
