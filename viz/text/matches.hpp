// What matching found, in words: why a vulnerability is said to concern a resource, and what is to be judged.
#pragma once

#include <string>
#include <vector>

#include "models/import/matching/candidates.hpp"
#include "viz/chart/names.hpp"

namespace hakyu::viz {

/// Why: what the ledger says, what the advisory says, how both fit, and who decided.
[[nodiscard]] std::string evidence(const models::matching::Matcher& matcher,
                                   const models::matching::Candidate& candidate, const Words& words);
/// The same in both languages, for a model file.
[[nodiscard]] models::Text evidence(const models::matching::Matcher& matcher,
                                    const models::matching::Candidate& candidate);

/// The number of an advisory, without the address of its publisher.
[[nodiscard]] std::string document_name(const std::string& key);

/// How a match was found, in a word or two.
[[nodiscard]] std::string name(const Words& words, models::matching::Method method);

/// What people decided, in a word; models::matching::read_answers knows these words.
[[nodiscard]] std::string name(const Words& words, const models::matching::Decision& decision);

/// That a new decision is the contrary of the one that held until now: which one counts, and what both say.
[[nodiscard]] std::string reversal(const Words& words, const models::matching::Decision& before,
                                   const models::matching::Decision& now);

/// `match`: how many of each status, the most urgent ones, what contradicts the model, and what to do next.
[[nodiscard]] std::string matches_text(const models::Model& model,
                                       const std::vector<models::matching::Candidate>& candidates,
                                       const Words& words);

/// Products without versions that resources only resemble, and what to import to judge them; "" if there are
/// none.
[[nodiscard]] std::string left_out_text(const std::vector<models::matching::LeftOut>& left,
                                        const Words& words);

}  // namespace hakyu::viz
