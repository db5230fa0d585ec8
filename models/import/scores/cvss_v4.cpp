// CVSS 4.0: MacroVector, table look-up, interpolation between neighbouring MacroVectors (specification §8).
#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "models/import/scores/data.hpp"
#include "models/import/scores/metrics.hpp"

namespace hakyu::models::scores {

namespace {

/// Levels of the equivalence sets EQ1 … EQ6, at index 0 … 5.
using Macro = std::array<int, 6>;

/// The metrics that count: modified ones before base ones, what is not defined at its worst.
class Effective {
 public:
  explicit Effective(const CvssVector& vector) : vector_(vector) {}
  [[nodiscard]] std::string_view operator()(std::string_view name) const {
    if (name == "E") return vector_.value(name) == "X" ? "A" : vector_.value(name);
    if (name == "CR" || name == "IR" || name == "AR")
      return vector_.value(name) == "X" ? "H" : vector_.value(name);
    const std::string_view changed = vector_.value("M" + std::string(name));
    return changed == "X" ? vector_.value(name) : changed;
  }
  [[nodiscard]] bool is(std::string_view name, std::string_view value) const {
    return (*this)(name) == value;
  }

 private:
  const CvssVector& vector_;
};

Macro macro_of(const Effective& m) {
  const int easy = m.is("AV", "N") + m.is("PR", "N") + m.is("UI", "N");
  const bool both = m.is("VC", "H") && m.is("VI", "H");
  const bool any = m.is("VC", "H") || m.is("VI", "H") || m.is("VA", "H");
  const bool harm = m.is("SI", "S") || m.is("SA", "S");
  const bool spreads = m.is("SC", "H") || m.is("SI", "H") || m.is("SA", "H");
  const bool needed = (m.is("CR", "H") && m.is("VC", "H")) || (m.is("IR", "H") && m.is("VI", "H")) ||
                      (m.is("AR", "H") && m.is("VA", "H"));
  Macro macro{};
  macro[0] = easy == 3 ? 0 : (easy > 0 && !m.is("AV", "P") ? 1 : 2);
  macro[1] = m.is("AC", "L") && m.is("AT", "N") ? 0 : 1;
  macro[2] = both ? 0 : (any ? 1 : 2);
  macro[3] = harm ? 0 : (spreads ? 1 : 2);
  macro[4] = m.is("E", "A") ? 0 : (m.is("E", "P") ? 1 : 2);
  macro[5] = needed ? 0 : 1;
  return macro;
}

/// Steps of severity below the worst value of a metric.
int steps(std::string_view metric, std::string_view value) {
  std::string_view order = "HLN";
  if (metric == "AV") order = "NALP";
  if (metric == "PR") order = "NLH";
  if (metric == "UI") order = "NPA";
  if (metric == "AC") order = "LH";
  if (metric == "AT") order = "NP";
  if (metric == "CR" || metric == "IR" || metric == "AR") order = "HML";
  if (metric == "SC" || metric == "SI" || metric == "SA") order = "SHLN";
  return static_cast<int>(order.find(value.front()));
}

class Tables {
 public:
  Tables() : data_(nlohmann::json::parse(embedded::cvss4(), nullptr, true, true)) {}

  [[nodiscard]] std::optional<double> score(const Macro& m) const {
    if (m[0] > 2 || m[1] > 1 || m[2] > 2 || m[3] > 2 || m[4] > 2 || m[5] > 1) return std::nullopt;
    const std::string row = std::to_string(m[0]) + std::to_string(m[1]) + std::to_string(m[2]);
    const auto& cell = data_.at("scores").at(row).at(at(m[3])).at(at(m[5] * 3 + m[4]));
    return cell.is_null() ? std::nullopt : std::optional(cell.get<double>());
  }
  [[nodiscard]] const nlohmann::json& highest(const char* set, const Macro& m) const {
    return level(data_.at("highest").at(set), set, m);
  }
  [[nodiscard]] int depth(const char* set, const Macro& m) const {
    return level(data_.at("depth").at(set), set, m).get<int>();
  }

 private:
  static std::size_t at(int number) { return static_cast<std::size_t>(number); }
  static const nlohmann::json& level(const nlohmann::json& table, std::string_view set, const Macro& m) {
    if (set == "eq3eq6") return table.at(at(m[2])).at(at(m[5]));
    return table.at(at(m[static_cast<std::size_t>(set[2] - '1')]));
  }
  nlohmann::json data_;
};

/// Steps from `highest` down to the vector; nothing if the vector is worse in a metric.
std::optional<int> distance(const Effective& m, const std::string& highest) {
  int sum = 0;
  for (std::size_t from = 0; from < highest.size();) {
    const std::size_t to = std::min(highest.find('/', from), highest.size());
    const std::string metric = highest.substr(from, to - from);
    const std::size_t colon = metric.find(':');
    const std::string_view name = std::string_view(metric).substr(0, colon);
    const int each = steps(name, m(name)) - steps(name, std::string_view(metric).substr(colon + 1));
    if (each < 0) return std::nullopt;
    sum += each;
    from = to + 1;
  }
  return sum;
}

/// Steps to the most severe vector of the vector's own level that covers it.
int distance(const Tables& tables, const Effective& m, const char* set, const Macro& macro) {
  for (const auto& highest : tables.highest(set, macro))
    if (const auto found = distance(m, highest.get<std::string>())) return *found;
  return 0;
}

Macro lowered(Macro macro, std::size_t index) {
  ++macro[index];
  return macro;
}

/// Score of the next lower MacroVector in EQ3 and EQ6, which are not independent.
std::optional<double> next_of_eq3_eq6(const Tables& tables, const Macro& m) {
  if (m[2] == 0 && m[5] == 0) {
    const auto left = tables.score(lowered(m, 5));
    const auto right = tables.score(lowered(m, 2));
    return std::max(left, right);
  }
  if (m[2] <= 1 && m[5] == 1) return tables.score(lowered(m, 2));
  if (m[2] == 1) return tables.score(lowered(m, 5));
  return std::nullopt;
}

}  // namespace

double score_v4(const CvssVector& vector) {
  static const Tables tables;
  const Effective m(vector);
  const bool harmless = m.is("VC", "N") && m.is("VI", "N") && m.is("VA", "N") && m.is("SC", "N") &&
                        m.is("SI", "N") && m.is("SA", "N");
  if (harmless) return 0.0;
  const Macro macro = macro_of(m);
  const double value = tables.score(macro).value_or(0.0);
  double sum = 0.0;
  int count = 0;
  const auto add = [&](const char* set, std::optional<double> lower) {
    if (!lower) return;
    ++count;
    sum += (value - *lower) * distance(tables, m, set, macro) / tables.depth(set, macro);
  };
  add("eq1", tables.score(lowered(macro, 0)));
  add("eq2", tables.score(lowered(macro, 1)));
  add("eq3eq6", next_of_eq3_eq6(tables, macro));
  add("eq4", tables.score(lowered(macro, 3)));
  if (tables.score(lowered(macro, 4))) ++count;  // E alone makes the levels of EQ5, so the distance is 0
  const double mean = count > 0 ? sum / count : 0.0;
  return half_up(std::clamp(value - mean, 0.0, 10.0));
}

}  // namespace hakyu::models::scores
