// CVSS vectors of the versions 2.0, 3.0, 3.1 and 4.0: parsed strictly, scored by FIRST's published formulas.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace hakyu::models::scores {

enum class CvssVersion : std::uint8_t { v2_0, v3_0, v3_1, v4_0 };

/// "2.0", "3.0", "3.1", "4.0".
[[nodiscard]] std::string_view name(CvssVersion version);

struct CvssMetric {
  std::string_view name;  ///< "AV"; points into static storage
  std::string_view value;
  friend bool operator==(const CvssMetric&, const CvssMetric&) = default;
};

/// A complete, valid vector: every mandatory metric once, none twice, only values the version has.
struct CvssVector {
  CvssVersion version = CvssVersion::v3_1;
  std::vector<CvssMetric> metrics;  ///< as stated, in the order of the specification

  /// The stated value; "X" (in version 2.0 "ND") if the vector does not state it.
  [[nodiscard]] std::string_view value(std::string_view metric) const;
  [[nodiscard]] bool states(std::string_view metric) const;
};

struct CvssError {
  enum class Kind : std::uint8_t { prefix, syntax, metric, value, duplicate, missing };
  Kind kind = Kind::syntax;
  std::size_t offset = 0;  ///< byte of the text where the offending part begins; for `missing` its end
  std::string found;       ///< offending part, at most 40 bytes
  std::string expected;    ///< what may stand there, separated by blanks
};

/// Reads one vector. The prefix decides the version ("CVSS:3.1/"); without one it is 2.0, optionally in
/// parentheses. The order of the metrics is free except in 4.0, whose specification fixes it; that order is
/// not demanded here, because published vectors deviate and the score does not depend on it.
/// Complexity: linear.
[[nodiscard]] std::variant<CvssVector, CvssError> parse_cvss(std::string_view text);

/// The canonical text: metrics in the order of the specification, undefined ones left out.
[[nodiscard]] std::string to_string(const CvssVector& vector);

struct CvssScores {
  double base = 0.0;                    ///< version 4.0: the one score, whatever metrics are stated
  std::optional<double> temporal;       ///< 2.0: only if a temporal metric is stated; 4.0: never
  std::optional<double> environmental;  ///< 2.0: only if an environmental metric is stated; 4.0: never
};

/// Scores with one decimal, 0.0–10.0. Sources: FIRST, A Complete Guide to CVSS 2.0 §3.2; CVSS 3.0 and 3.1
/// specifications §7 and appendix A; CVSS 4.0 specification §8.
[[nodiscard]] CvssScores score(const CvssVector& vector);

/// The one number that stands for the vector: environmental, else temporal, else base.
[[nodiscard]] double overall(const CvssScores& scores);

enum class CvssSeverity : std::uint8_t { none, low, medium, high, critical };

/// Qualitative rating of FIRST (CVSS 3.x and 4.0), used for 2.0 too (where NVD knows no critical).
[[nodiscard]] CvssSeverity severity(double score);

}  // namespace hakyu::models::scores
