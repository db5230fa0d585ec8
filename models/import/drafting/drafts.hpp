// Measures drafted from findings and remediations: what could be done about each resource, how urgent it is,
// and which numbers a person has to supply.
#pragma once

#include <compare>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "models/defaults.hpp"
#include "models/import/drafting/advice.hpp"
#include "models/import/drafting/judge.hpp"

namespace hakyu::models::drafting {

/// One measure, and what it was drafted from.
struct Draft {
  Measure measure;
  std::vector<std::size_t> resources;  ///< its targets, in the order of their ids
  std::vector<Advice> advice;          ///< of an acceptance: what advisories say instead of a remedy
  std::vector<std::size_t> cases;      ///< of Drafts::cases, most urgent first
  std::vector<std::string> missing;    ///< fields that people have to supply, see ToSupply
  OutcomeSpan ssvc, bod;               ///< at least as urgent as its most urgent vulnerability
  std::optional<std::string> later;  ///< the latest day from which a remediation is available, if after as_of
};

/// A resource and all there is to say about it.
struct DraftRow {
  std::size_t resource = 0;
  std::vector<std::size_t> cases;     ///< most urgent first, covered ones last
  std::vector<std::size_t> measures;  ///< of Drafts::measures: fix, workarounds, mitigations, acceptance
  std::vector<Advice> facts;          ///< what advisories say and nobody can carry out
  std::vector<std::size_t> without_remedy;  ///< cases for which nothing but the acceptance could be drafted
  Id ask;                                   ///< who may know more: see ToSupply::ask
  std::size_t unclear = 0;  ///< vulnerabilities to be confirmed first, for which nothing is drafted
  std::optional<OutcomeSpan> ssvc, bod;  ///< of the cases that are not covered, if any; none without cases
};

/// A value that nobody has stated.
struct ToSupply {
  std::size_t measure = 0;            ///< of Drafts::measures
  std::string field;                  ///< of the measure, as the model file writes it: "work.duration"
  Id ask;                             ///< party; empty: the hospital itself
  const DefaultRow* until = nullptr;  ///< what is used until then, if the table of defaults says so
};

struct Drafts {
  std::vector<JudgedCase> cases;  ///< by id of resource and vulnerability
  std::vector<Draft> measures;    ///< by row, in the order of DraftRow::measures
  std::vector<DraftRow> rows;     ///< most urgent first
  std::vector<ToSupply> to_supply;
};

/// Drafts for all cases that the model's own measures do not cover. The result does not depend on the order
/// of anything. What people wrote into the file drafted earlier counts as supplied. Complexity: O(n log n),
/// plus two calls of `losses` for each resource and vulnerability.
[[nodiscard]] Drafts draft(const Model& model, std::vector<Case> cases, const DraftOptions& options,
                           const Defaults& defaults);

/// Names and notes of a measure, for people.
struct Wording {
  std::function<Text(const Draft&)> name, note;
};

/// A model of one file, named `output`, with the measures and the vulnerabilities they speak of.
[[nodiscard]] Model draft_model(const Drafts& drafts, const std::string& output, const Wording& wording);

/// The text of a model file without its measures: when they are drafted anew, those for things that are gone
/// must not be an error. A text that cannot be parsed is returned as it is.
[[nodiscard]] std::string without_measures(const std::string& text);

/// What the kind of a component suggests about its restart (formats.md §6): a hint for people, no statement.
[[nodiscard]] std::optional<RestartScope> rule_of_thumb(ResourceKind kind);

/// The scope that serves all: of the same fix in several advisories the most trusted word counts (formats.md
/// §6), else the widest; unknown if any is unknown.
[[nodiscard]] RestartScope scope_of(const std::vector<Advice>& fixes);

}  // namespace hakyu::models::drafting
