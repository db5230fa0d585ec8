#include "models/import/scores/cvss.hpp"

#include <algorithm>
#include <cmath>

#include "models/import/scores/metrics.hpp"

namespace hakyu::models::scores {

namespace {

constexpr std::size_t longest_shown = 40;

/// Static text of `word` in a list separated by blanks, empty if it is not there.
std::string_view listed(std::string_view list, std::string_view word) {
  for (std::size_t from = 0; from <= list.size();) {
    const std::size_t to = std::min(list.find(' ', from), list.size());
    if (list.substr(from, to - from) == word && !word.empty()) return list.substr(from, to - from);
    from = to + 1;
  }
  return {};
}

struct Prefix {
  std::string_view text;
  CvssVersion version;
};

constexpr Prefix prefixes[] = {{"CVSS:3.0/", CvssVersion::v3_0},
                               {"CVSS:3.1/", CvssVersion::v3_1},
                               {"CVSS:4.0/", CvssVersion::v4_0},
                               {"CVSS:2.0/", CvssVersion::v2_0}};

CvssError error(CvssError::Kind kind, std::size_t offset, std::string_view found, std::string expected) {
  return {kind, offset, std::string(found.substr(0, longest_shown)), std::move(expected)};
}

std::string names_of(CvssVersion version) {
  std::string all;
  for (const Metric& each : metrics(version)) all += (all.empty() ? "" : " ") + std::string(each.name);
  return all;
}

/// Reads one "name:value" into `vector`; nothing if it was right.
std::optional<CvssError> read_metric(std::string_view part, std::size_t offset, CvssVector& vector) {
  using Kind = CvssError::Kind;
  const std::size_t colon = part.find(':');
  if (colon == std::string_view::npos) return error(Kind::syntax, offset, part, "METRIC:VALUE");
  const std::string_view word = part.substr(0, colon);
  const auto all = metrics(vector.version);
  const auto metric = std::find_if(all.begin(), all.end(), [&](const Metric& m) { return m.name == word; });
  if (metric == all.end()) return error(Kind::metric, offset, word, names_of(vector.version));
  if (vector.states(word)) return error(Kind::duplicate, offset, word, {});
  const std::string_view value = listed(metric->values, part.substr(colon + 1));
  if (value.empty())
    return error(Kind::value, offset + colon + 1, part.substr(colon + 1), std::string(metric->values));
  vector.metrics.push_back({metric->name, value});
  return std::nullopt;
}

std::size_t place(CvssVersion version, std::string_view metric) {
  const auto all = metrics(version);
  return static_cast<std::size_t>(
      std::find_if(all.begin(), all.end(), [&](const Metric& m) { return m.name == metric; }) - all.begin());
}

std::string missing(const CvssVector& vector) {
  std::string names;
  for (const Metric& each : metrics(vector.version))
    if (each.mandatory && !vector.states(each.name))
      names += (names.empty() ? "" : " ") + std::string(each.name);
  return names;
}

}  // namespace

std::string_view name(CvssVersion version) {
  constexpr std::string_view names[] = {"2.0", "3.0", "3.1", "4.0"};
  return names[static_cast<std::size_t>(version)];
}

bool CvssVector::states(std::string_view metric) const {
  return std::any_of(metrics.begin(), metrics.end(), [&](const CvssMetric& m) { return m.name == metric; });
}

std::string_view CvssVector::value(std::string_view metric) const {
  for (const CvssMetric& each : metrics)
    if (each.name == metric) return each.value;
  return version == CvssVersion::v2_0 ? "ND" : "X";
}

std::variant<CvssVector, CvssError> parse_cvss(std::string_view text) {
  CvssVector vector{CvssVersion::v2_0, {}};
  std::size_t at = 0;
  std::size_t end = text.size();
  if (end >= 2 && text.front() == '(' && text.back() == ')') ++at, --end;
  if (text.substr(at, 5) == "CVSS:") {
    const auto prefix = std::find_if(std::begin(prefixes), std::end(prefixes), [&](const Prefix& p) {
      return text.substr(at, p.text.size()) == p.text;
    });
    if (prefix == std::end(prefixes))
      return error(CvssError::Kind::prefix, at, text.substr(at, 9),
                   "CVSS:2.0/ CVSS:3.0/ CVSS:3.1/ CVSS:4.0/");
    vector.version = prefix->version;
    at += prefix->text.size();
  }
  while (at < end) {
    const std::size_t slash = std::min(text.find('/', at), end);
    if (auto problem = read_metric(text.substr(at, slash - at), at, vector)) return *problem;
    at = slash + 1;
    if (at == end) return error(CvssError::Kind::syntax, slash, "/", "METRIC:VALUE");
  }
  if (std::string names = missing(vector); !names.empty())
    return error(CvssError::Kind::missing, end, {}, std::move(names));
  std::sort(vector.metrics.begin(), vector.metrics.end(), [&](const CvssMetric& a, const CvssMetric& b) {
    return place(vector.version, a.name) < place(vector.version, b.name);
  });
  return vector;
}

std::string to_string(const CvssVector& vector) {
  std::string text =
      vector.version == CvssVersion::v2_0 ? "" : "CVSS:" + std::string(name(vector.version)) + "/";
  const std::size_t start = text.size();
  for (const CvssMetric& each : vector.metrics) {
    if (each.value == "X" || each.value == "ND") continue;
    if (text.size() > start) text += '/';
    text.append(each.name).append(":").append(each.value);
  }
  return text;
}

CvssScores score(const CvssVector& vector) {
  if (vector.version == CvssVersion::v2_0) return score_v2(vector);
  if (vector.version == CvssVersion::v4_0) return {score_v4(vector), std::nullopt, std::nullopt};
  return score_v3(vector);
}

double overall(const CvssScores& scores) {
  if (scores.environmental) return *scores.environmental;
  return scores.temporal.value_or(scores.base);
}

CvssSeverity severity(double score) {
  if (score < 0.1) return CvssSeverity::none;
  if (score < 4.0) return CvssSeverity::low;
  if (score < 7.0) return CvssSeverity::medium;
  return score < 9.0 ? CvssSeverity::high : CvssSeverity::critical;
}

double half_up(double value) { return std::floor(value * 10.0 + 0.5 + 1e-6) / 10.0; }

}  // namespace hakyu::models::scores
