// The report: one self-contained HTML file that is readable without scripts and prints on A4.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/text.hpp"
#include "sim/exact/weak_points.hpp"
#include "sim/levels/impact.hpp"
#include "sim/plans/rank.hpp"

namespace hakyu::viz {

/// Whom a report is for. Management gets the decision page, the comparison and what it rests on; operations
/// all of it; a vendor only its own items and the questions to it, nothing of other vendors.
struct Audience {
  enum class Kind : std::uint8_t { operations, management, vendor };
  Kind kind = Kind::operations;
  models::Id vendor;
};

/// Reads "operations", "management" or "vendor:ID"; no value for anything else.
[[nodiscard]] std::optional<Audience> audience(std::string_view text);

/// The worst moment of the recommended plan as a picture.
struct WorstMoment {
  std::string svg;      ///< as Graphviz writes it; only harmless elements are taken over
  std::string caption;  ///< what is shown and when
  std::optional<sim::StaticImpact> impact =
      std::nullopt;  ///< what is below up then, for the list of services
};

/// What a report is made of. Everything it points to must outlive the call.
struct ReportInput {
  const sim::System* system = nullptr;
  const sim::Ranking* ranking = nullptr;
  models::Language language = models::Language::ja;
  Audience audience;
  std::optional<WorstMoment> worst;
  std::vector<sim::exact::WeakPoints> weak_points;  ///< of the services, in their order; empty: left out
  std::string version;                              ///< of the program
  std::optional<std::string>
      generated;  ///< printed only if given: without it the same input gives the same bytes
};

/// The whole page. Makes no reference to anything outside itself; all text of the model is escaped.
/// Throws models::Error("unknown-party") for a vendor that the model does not have.
/// Complexity: linear in the model, the results and the plans' steps.
[[nodiscard]] std::string html(const ReportInput& input);

}  // namespace hakyu::viz
