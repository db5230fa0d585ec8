// What the ledger leaves open, in words.
#pragma once

#include <string>
#include <vector>

#include "sim/gaps/gaps.hpp"
#include "viz/chart/names.hpp"

namespace hakyu::viz {

/// The kind of a gap, in a word or two: to sort a sheet by.
[[nodiscard]] std::string kind_name(const Words& words, sim::GapKind kind);

/// What is missing, in a few words: "version", "support ended on 2026-03-31".
[[nodiscard]] std::string what(const ModelNames& names, const sim::Gap& gap);

/// The question that would close the gap.
[[nodiscard]] std::string question(const ModelNames& names, const sim::Gap& gap);

/// Whom to ask: the name of the party, or "in the hospital".
[[nodiscard]] std::string whom(const ModelNames& names, const models::Id& party);

/// The gaps of one party (empty id: of the hospital itself), in their order.
struct PartyGaps {
  models::Id party;
  std::vector<const sim::Gap*> gaps;
};
/// By party, in the order in which `gaps` first names them; the hospital itself comes last. `gaps` must
/// outlive the result.
[[nodiscard]] std::vector<PartyGaps> by_party(const std::vector<sim::Gap>& gaps);

/// `check`: what to find out first, and how many questions there are for whom; empty without gaps.
[[nodiscard]] std::string gaps_text(const models::Model& model, const std::vector<sim::Gap>& gaps,
                                    const Words& words);

}  // namespace hakyu::viz
