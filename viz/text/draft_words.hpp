// Words for drafted measures: urgency and its reasons, what stands still, what is to be supplied.
#pragma once

#include <string>
#include <vector>

#include "models/import/drafting/drafts.hpp"
#include "viz/chart/names.hpp"

namespace hakyu::viz {

/// "out-of-cycle to immediate"; one word if only one outcome is possible.
[[nodiscard]] std::string outcomes(const Words& words, const models::scores::DecisionTable& table,
                                   const models::drafting::OutcomeSpan& span);

/// Why a case is as urgent as it is: one sentence for each decision point of both tables about which
/// something is known, and one that names the others.
[[nodiscard]] std::vector<std::string> reasons(const ModelNames& names,
                                               const models::drafting::Urgency& urgency);

/// A vector scored anew: "CVSS 3.1: 9.8 (critical)", or what is wrong with it.
[[nodiscard]] std::string score(const Words& words, const models::drafting::ScoredVector& vector);

/// "KEV, CVSS 9.8, EPSS 12%": what is known of it.
[[nodiscard]] std::string figures(const Words& words, const models::drafting::JudgedCase& each);

/// "update of … – an advisory names a vendor fix as well": the model's own measures that cover a case.
[[nodiscard]] std::string covered_by(const ModelNames& names, const models::drafting::JudgedCase& each);

/// What an advisory says: its number and own category, its words, its links.
[[nodiscard]] std::string advice_text(const Words& words, const models::drafting::Advice& advice);

[[nodiscard]] std::string remedy_text(const Words& words, const models::drafting::Remedy& remedy);

/// What an advisory says about restarting; empty if it says nothing.
[[nodiscard]] std::string restart_said(const Words& words, const models::drafting::Advice& advice);

/// What stands still while the measure is carried out, as far as it is known.
[[nodiscard]] std::string stands_still(const Words& words, const models::Measure& measure);

/// Who may know what can be done about a row: whoever maintains or owns the thing, or its maker where that is
/// the hospital itself.
[[nodiscard]] std::string who_may_know(const ModelNames& names, const models::Model& model,
                                       const models::drafting::DraftRow& row);

/// For which vulnerabilities of the row nothing but an acceptance could be drafted, and whom to ask; "" if
/// there are none. At most `most` are named.
[[nodiscard]] std::string without_remedy(const ModelNames& names, const models::Model& model,
                                         const models::drafting::Drafts& drafts,
                                         const models::drafting::DraftRow& row, std::size_t most);

/// Name of a field that people have to supply, and the unit of its value ("" for words).
[[nodiscard]] std::string supplied_name(const Words& words, const std::string& field);
[[nodiscard]] std::string supplied_unit(const Words& words, const std::string& field);
/// What counts until somebody supplies it.
[[nodiscard]] std::string until_then(const Words& words, const models::drafting::ToSupply& missing);

/// Names and notes of the measures for the model file, in both languages. `model` and `drafts` must outlive
/// it.
[[nodiscard]] models::drafting::Wording draft_wording(const models::Model& model,
                                                      const models::drafting::Drafts& drafts);

/// The same in one language.
[[nodiscard]] std::string draft_name(const ModelNames& names, const models::Model& model,
                                     const models::drafting::Draft& draft);
[[nodiscard]] std::string draft_note(const ModelNames& names, const models::Model& model,
                                     const models::drafting::Drafts& drafts,
                                     const models::drafting::Draft& draft);

}  // namespace hakyu::viz
