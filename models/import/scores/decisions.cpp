#include "models/import/scores/decisions.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "models/diagnostic.hpp"
#include "models/import/scores/data.hpp"

namespace hakyu::models::scores {

namespace {

DecisionTable table_of(const nlohmann::json& json) {
  DecisionTable table{json.at("id").get<std::string>(),
                      json.at("source").get<std::string>(),
                      {},
                      json.at("outcomes").get<std::vector<std::string>>(),
                      json.at("cells").get<std::vector<std::size_t>>()};
  for (const auto& point : json.at("points"))
    table.points.push_back(
        {point.at("name").get<std::string>(), point.at("values").get<std::vector<std::string>>()});
  return table;
}

void check(const DecisionTable& table, const Answers& answers) {
  if (answers.size() != table.points.size())
    throw Error("bad-answer", table.id + ": " + std::to_string(answers.size()) + " answers");
  for (std::size_t i = 0; i < answers.size(); ++i) {
    const auto& values = table.points[i].values;
    if (answers[i] && std::find(values.begin(), values.end(), *answers[i]) == values.end())
      throw Error("bad-answer", table.points[i].name + ": " + *answers[i]);
  }
}

/// Whether the combination with this number agrees with what is known.
bool agrees(const DecisionTable& table, const Answers& answers, std::size_t number) {
  for (std::size_t i = table.points.size(); i-- > 0;) {
    const auto& values = table.points[i].values;
    if (answers[i] && *answers[i] != values[number % values.size()]) return false;
    number /= values.size();
  }
  return true;
}

}  // namespace

const std::vector<DecisionTable>& decision_tables() {
  static const std::vector<DecisionTable> tables = [] {
    std::vector<DecisionTable> all;
    for (const auto& each : nlohmann::json::parse(embedded::decisions(), nullptr, true, true))
      all.push_back(table_of(each));
    return all;
  }();
  return tables;
}

const DecisionTable& decision_table(std::string_view id) {
  for (const DecisionTable& table : decision_tables())
    if (table.id == id) return table;
  throw Error("unknown-table", std::string(id));
}

std::vector<std::string> possible_outcomes(const DecisionTable& table, const Answers& answers) {
  check(table, answers);
  std::vector<bool> possible(table.outcomes.size(), false);
  for (std::size_t number = 0; number < table.cells.size(); ++number)
    if (agrees(table, answers, number)) possible[table.cells[number]] = true;
  std::vector<std::string> found;
  for (std::size_t i = 0; i < possible.size(); ++i)
    if (possible[i]) found.push_back(table.outcomes[i]);
  return found;
}

}  // namespace hakyu::models::scores
