// What every part of the report needs, and the parts.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "viz/chart/plan_charts.hpp"
#include "viz/report/markup.hpp"
#include "viz/report/report.hpp"

namespace hakyu::viz {

/// A plan of the ranking with its steps placed in time.
struct PlacedPlan {
  std::size_t position = 0;
  std::vector<sim::PlacedStep> steps;
};

struct Page {
  explicit Page(const ReportInput& in);

  const ReportInput& input;
  const sim::System& system;
  const sim::Ranking& ranking;
  Words words;
  Names names;
  std::size_t recommended = 0;     ///< position in ranking.plans; beyond its end if none is recommended
  std::size_t focus = 0;           ///< the plan told in detail: the recommended one, else the first
  std::vector<PlacedPlan> placed;  ///< per plan of the ranking

  /// "A apply all on Sunday night"
  [[nodiscard]] std::string plan_name(std::size_t position) const;
  [[nodiscard]] std::string at(sim::Time t) const { return words.time(to_minute(system, t)); }
  [[nodiscard]] const sim::RankedPlan& focused() const { return ranking.plans[focus]; }
};

// Each appends one part.
void director_page(Markup& out, const Page& page);
void approval(Markup& out, const Page& page);
void comparison(Markup& out, const Page& page);
void work_plan(Markup& out, const Page& page);
void services(Markup& out, const Page& page);
void worst_moment(Markup& out, const Page& page);
void questions(Markup& out, const Page& page);
void findings(Markup& out, const Page& page);
void basis(Markup& out, const Page& page);

/// The sheet of one vendor: its work, the questions to it; nothing of other vendors.
void vendor_sheet(Markup& out, const Page& page, const models::Id& vendor);

/// A question to a party about a neighbour's measure, or about something it stated with a condition.
struct Question {
  models::Id to;          ///< empty: nobody is known
  bool answered = false;  ///< a conditional or unverified answer is there; otherwise silence
  std::string about;      ///< resource
  std::string when;       ///< measures and who does them
  std::string state;      ///< silence, or what was answered and its conditions
  bool in_focus = false;  ///< about measures of the plan told in detail
};
[[nodiscard]] std::vector<Question> questions_of(const Page& page);

/// Violations of one plan (position in the ranking), told in words.
[[nodiscard]] std::vector<std::string> violations_of(const Page& page, std::size_t position);

/// The style sheet of the page.
[[nodiscard]] std::string_view style_sheet();

}  // namespace hakyu::viz
