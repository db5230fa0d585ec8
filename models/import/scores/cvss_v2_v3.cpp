// The formulas of CVSS 2.0, 3.0 and 3.1.
#include <algorithm>
#include <cmath>
#include <initializer_list>

#include "models/import/scores/metrics.hpp"

namespace hakyu::models::scores {

namespace {

struct Weight {
  std::string_view value;
  double weight;
};

/// The weight of a value; 1 for one that is not in the list ("not defined").
double weight(std::string_view value, std::initializer_list<Weight> weights) {
  for (const Weight& each : weights)
    if (each.value == value) return each.weight;
  return 1.0;
}

// ---- 2.0

double impact_weight_v2(std::string_view value) {
  return weight(value, {{"N", 0.0}, {"P", 0.275}, {"C", 0.660}});
}

double requirement_v2(std::string_view value) { return weight(value, {{"L", 0.5}, {"M", 1.0}, {"H", 1.51}}); }

double base_v2(const CvssVector& v, double impact) {
  const double exploitability = 20.0 * weight(v.value("AC"), {{"H", 0.35}, {"M", 0.61}, {"L", 0.71}}) *
                                weight(v.value("Au"), {{"M", 0.45}, {"S", 0.56}, {"N", 0.704}}) *
                                weight(v.value("AV"), {{"L", 0.395}, {"A", 0.646}, {"N", 1.0}});
  if (impact <= 0.0) return 0.0;
  return half_up((0.6 * impact + 0.4 * exploitability - 1.5) * 1.176);
}

double temporal_v2(const CvssVector& v, double base) {
  return half_up(base * weight(v.value("E"), {{"U", 0.85}, {"POC", 0.9}, {"F", 0.95}}) *
                 weight(v.value("RL"), {{"OF", 0.87}, {"TF", 0.9}, {"W", 0.95}}) *
                 weight(v.value("RC"), {{"UC", 0.9}, {"UR", 0.95}}));
}

bool any_stated(const CvssVector& v, std::initializer_list<std::string_view> names) {
  return std::any_of(names.begin(), names.end(), [&](std::string_view name) { return v.states(name); });
}

// ---- 3.x

double impact_weight_v3(std::string_view value) {
  return weight(value, {{"H", 0.56}, {"L", 0.22}, {"N", 0.0}});
}

double requirement_v3(std::string_view value) { return weight(value, {{"H", 1.5}, {"M", 1.0}, {"L", 0.5}}); }

/// Smallest number with one decimal that is not below the value, in the integer form of 3.1 appendix A.
double round_up(double value) {
  const auto whole = static_cast<long long>(std::llround(value * 100000.0));
  if (whole % 10000 == 0) return static_cast<double>(whole) / 100000.0;
  const long long tenths = whole / 10000 + 1;
  return static_cast<double>(tenths) / 10.0;
}

/// The metrics that decide a score: those stated, or the modified ones where they are.
struct Choice {
  const CvssVector& vector;
  bool modified;
  [[nodiscard]] std::string_view operator()(std::string_view name) const {
    if (!modified) return vector.value(name);
    const std::string_view changed = vector.value("M" + std::string(name));
    return changed == "X" ? vector.value(name) : changed;
  }
};

double exploitability_v3(const Choice& at) {
  const bool changed = at("S") == "C";
  const double privileges =
      weight(at("PR"), {{"N", 0.85}, {"L", changed ? 0.68 : 0.62}, {"H", changed ? 0.5 : 0.27}});
  return 8.22 * weight(at("AV"), {{"N", 0.85}, {"A", 0.62}, {"L", 0.55}, {"P", 0.2}}) *
         weight(at("AC"), {{"L", 0.77}, {"H", 0.44}}) * privileges *
         weight(at("UI"), {{"N", 0.85}, {"R", 0.62}});
}

double combined(const Choice& at, double impact) {
  if (impact <= 0.0) return 0.0;
  const double factor = at("S") == "C" ? 1.08 : 1.0;
  return round_up(std::min(factor * (impact + exploitability_v3(at)), 10.0));
}

double base_impact_v3(const Choice& at) {
  const double subscore = 1.0 - (1.0 - impact_weight_v3(at("C"))) * (1.0 - impact_weight_v3(at("I"))) *
                                    (1.0 - impact_weight_v3(at("A")));
  if (at("S") == "U") return 6.42 * subscore;
  return 7.52 * (subscore - 0.029) - 3.25 * std::pow(subscore - 0.02, 15.0);
}

double modified_impact_v3(const Choice& at, const CvssVector& v) {
  const auto remaining = [&](std::string_view metric, std::string_view requirement) {
    return 1.0 - impact_weight_v3(at(metric)) * requirement_v3(v.value(requirement));
  };
  const double subscore =
      std::min(1.0 - remaining("C", "CR") * remaining("I", "IR") * remaining("A", "AR"), 0.915);
  if (at("S") == "U") return 6.42 * subscore;
  // 3.1 changed the term that bends the impact of changed scopes.
  const double bend = v.version == CvssVersion::v3_0 ? std::pow(subscore - 0.02, 15.0)
                                                     : std::pow(subscore * 0.9731 - 0.02, 13.0);
  return 7.52 * (subscore - 0.029) - 3.25 * bend;
}

}  // namespace

CvssScores score_v2(const CvssVector& v) {
  const auto left = [&](std::string_view metric, double requirement) {
    return 1.0 - impact_weight_v2(v.value(metric)) * requirement;
  };
  const double impact = 10.41 * (1.0 - left("C", 1.0) * left("I", 1.0) * left("A", 1.0));
  CvssScores scores{base_v2(v, impact), std::nullopt, std::nullopt};
  if (any_stated(v, {"E", "RL", "RC"})) scores.temporal = temporal_v2(v, scores.base);
  if (!any_stated(v, {"CDP", "TD", "CR", "IR", "AR"})) return scores;
  const double adjusted = std::min(10.0, 10.41 * (1.0 - left("C", requirement_v2(v.value("CR"))) *
                                                            left("I", requirement_v2(v.value("IR"))) *
                                                            left("A", requirement_v2(v.value("AR")))));
  const double temporal = temporal_v2(v, base_v2(v, adjusted));
  const std::string_view damage_value = v.value("CDP");
  const double damage =
      damage_value == "ND"
          ? 0.0
          : weight(damage_value, {{"N", 0.0}, {"L", 0.1}, {"LM", 0.3}, {"MH", 0.4}, {"H", 0.5}});
  scores.environmental = half_up((temporal + (10.0 - temporal) * damage) *
                                 weight(v.value("TD"), {{"N", 0.0}, {"L", 0.25}, {"M", 0.75}, {"H", 1.0}}));
  return scores;
}

CvssScores score_v3(const CvssVector& v) {
  const double time = weight(v.value("E"), {{"F", 0.97}, {"P", 0.94}, {"U", 0.91}}) *
                      weight(v.value("RL"), {{"W", 0.97}, {"T", 0.96}, {"O", 0.95}}) *
                      weight(v.value("RC"), {{"R", 0.96}, {"U", 0.92}});
  const Choice stated{v, false};
  const Choice modified{v, true};
  const double base = combined(stated, base_impact_v3(stated));
  const double changed = combined(modified, modified_impact_v3(modified, v));
  return {base, round_up(base * time), round_up(changed * time)};
}

}  // namespace hakyu::models::scores
