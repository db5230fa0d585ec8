// What one advisory advises for a resource, in pieces that can be carried out. Advisories write a list as one
// remediation for each line, with lines that only introduce others ("…:") and bare links (formats.md §1.6).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "models/import/drafting/cases.hpp"

namespace hakyu::models::drafting {

/// What an advisory's own category makes of it. It is a hint: advisories use the words loosely.
enum class Advised : std::uint8_t {
  fix,
  workaround,
  mitigation,
  fix_planned,
  no_fix_planned,
  none_available,
  optional_patch,
  other  ///< no category, or a word that says no more
};

[[nodiscard]] Advised advised(std::string_view category);

/// Whether it can be carried out, and so becomes a measure.
[[nodiscard]] constexpr bool is_measure(Advised kind) { return kind <= Advised::mitigation; }

struct Advice {
  Advised kind = Advised::other;
  std::string category;             ///< the advisory's own word
  std::string text;                 ///< with the lines that introduce it
  std::vector<std::string> links;   ///< also lines that introduce nothing that follows
  std::vector<Id> vulnerabilities;  ///< ids of cases, sorted
  advisories::Outage outage;
  std::string available_from;
  std::vector<std::string> entitlements;
  store::StoredDocument document;
  bool link_only = false;  ///< the advisory says no more than where to look
};

/// The remedies of all cases of one resource, each once. No line of an advisory is lost. The result does not
/// depend on the order of `cases`. Complexity: O(n log n).
[[nodiscard]] std::vector<Advice> advice(const std::vector<const Case*>& cases);

/// Words of two advisories that say the same: blanks do not count.
[[nodiscard]] std::string normalised(std::string_view text);

}  // namespace hakyu::models::drafting
