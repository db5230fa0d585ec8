// What people wrote into the list of matches.
#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "models/import/matching/decisions.hpp"
#include "models/import/table.hpp"
#include "models/resource.hpp"

namespace hakyu::models::matching {

/// Problems of the list.
namespace codes {
/// No row has the headings of the list.
inline constexpr std::string_view no_answers = "answers-no-headings";
/// A decision without its reason or author; found: the resource and vulnerability, expected: the heading as
/// it is written in the list.
inline constexpr std::string_view unfounded = "answers-unfounded";
/// A word that is no decision; found: it.
inline constexpr std::string_view no_decision = "answers-no-decision";
/// A decision about a product, and the row names none; found: the resource and vulnerability.
inline constexpr std::string_view no_product = "answers-no-product";
/// A date that cannot be read; found: it.
inline constexpr std::string_view date = "answers-date";
/// A date that has not come yet, which no later decision could replace; found: it, expected: today's.
inline constexpr std::string_view future = "answers-future";
/// A resource that the model does not have; found: its id.
inline constexpr std::string_view no_resource = "answers-no-resource";
/// The same question answered in two ways; found: the resource and what it is about.
inline constexpr std::string_view contradiction = "answers-contradiction";

inline constexpr std::array all{no_answers, unfounded, no_decision, no_product,
                                date,       future,    no_resource, contradiction};
}  // namespace codes

struct AnswersResult : DecisionsResult {
  std::size_t unfinished = 0;  ///< rows with a reason or an author, but no decision
};

/// Reads the decisions from the list that `hakyu match --csv` or `--xlsx` wrote, in either language, however
/// its columns and rows were sorted since, about resources of the model. Rows without a decision say nothing;
/// a decision without a date was made `today`. All of the list or, if it has errors, nothing. Complexity:
/// linear, n log n in the resources.
[[nodiscard]] AnswersResult read_answers(const std::vector<import::Table>& tables,
                                         const std::vector<Resource>& resources, Date today);

}  // namespace hakyu::models::matching
