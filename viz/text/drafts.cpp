#include "viz/text/drafts.hpp"

#include <algorithm>
#include <map>

#include "viz/text/draft_words.hpp"
#include "viz/text/gaps.hpp"
#include "viz/text/lists.hpp"
#include "viz/text/table.hpp"
#include "viz/text/width.hpp"

namespace hakyu::viz {

namespace {

using namespace models::drafting;
using models::MeasureKind;

constexpr std::size_t most_drafts = 20, most_cases = 3, most_lines = 4;

class DraftsView {
 public:
  DraftsView(const models::Model& model, const Drafts& drafts, const Words& words)
      : model_(model), drafts_(drafts), words_(words), names_(model, words) {}

  [[nodiscard]] std::string text() {
    if (drafts_.rows.empty())
      return words_(
                 "Nothing to draft: nothing says that a resource is affected. That does not mean that "
                 "nothing "
                 "is; “hakyu match” shows what is unclear.") +
             "\n";
    std::string all = summary();
    std::size_t drafted = 0;
    for (const DraftRow& each : drafts_.rows)
      if (!each.measures.empty() && ++drafted <= most_drafts) all += "\n" + row(drafted, each);
    if (drafted > most_drafts)
      all += "\n" +
             words_.count("… and {0} more resource; --csv and --xlsx write all",
                          "… and {0} more resources; --csv and --xlsx write all", drafted - most_drafts) +
             "\n";
    return all + to_supply();
  }

 private:
  std::string line(std::size_t indent, const std::string& text) const {
    return on_screen(std::string(indent, ' ') + text) + "\n";
  }

  [[nodiscard]] std::string summary() const {
    std::size_t unclear = 0, covered = 0;
    for (const DraftRow& each : drafts_.rows) unclear += each.unclear;
    for (const JudgedCase& each : drafts_.cases) covered += each.covered_by.empty() ? 0 : 1;
    std::string all =
        line(0, words_.format("resources: {0}; findings: {1}; measures drafted: {2}; values to supply: {3}",
                              drafts_.rows.size(), drafts_.cases.size(), drafts_.measures.size(),
                              drafts_.to_supply.size()));
    if (covered > 0)
      all += line(
          0, words_.count("{0} finding is covered by the model's own measures; nothing is drafted for it.",
                          "{0} findings are covered by the model's own measures; nothing is drafted for "
                          "them.",
                          covered));
    if (unclear > 0)
      all += line(0, words_.count(
                         "Confirm first: {0} finding is unclear. Nothing is drafted for it (--unclear does).",
                         "Confirm first: {0} findings are unclear. Nothing is drafted for them (--unclear "
                         "does).",
                         unclear));
    return all;
  }

  std::string row(std::size_t number, const DraftRow& row) const {
    const models::Resource& resource = model_.resources[row.resource];
    const std::string name = printable(names_.node(resource.id));
    std::string all =
        line(0, std::to_string(number) + ". " + name + (name == resource.id ? "" : " (" + resource.id + ")"));
    if (row.ssvc) {
      all += line(3, words_.format("Urgency: SSVC {0}; BOD 26-04 {1}", ssvc(*row.ssvc), bod(*row.bod)));
      all += cases(row);
      for (const std::string& each : reasons(names_, first(row).urgency)) all += line(3, "- " + each);
    }
    for (const std::size_t m : row.measures) all += measure(m);
    all += covered(row) + facts(row);
    if (const std::string none = without_remedy(names_, model_, drafts_, row, most_cases); !none.empty())
      all += line(3, none);
    if (row.unclear > 0) all += line(3, words_.format("Confirm first: {0}", row.unclear));
    return all;
  }

  [[nodiscard]] const JudgedCase& first(const DraftRow& row) const {
    return drafts_.cases[row.cases.front()];
  }
  [[nodiscard]] std::string ssvc(const OutcomeSpan& span) const {
    return outcomes(words_, models::scores::decision_table("ssvc-deployer"), span);
  }
  [[nodiscard]] std::string bod(const OutcomeSpan& span) const {
    return outcomes(words_, models::scores::decision_table("cisa-bod-26-04"), span);
  }
  /// Those that something is drafted for.
  std::string cases(const DraftRow& row) const {
    std::string all;
    std::size_t open = 0;
    for (const std::size_t c : row.cases) {
      const JudgedCase& each = drafts_.cases[c];
      if (!each.covered_by.empty() || ++open > most_cases) continue;
      const std::string known = figures(words_, each);
      all += line(3, printable(each.found.vulnerability.id) + (known.empty() ? "" : " – " + known));
      for (const ScoredVector& vector : each.vectors)
        if (!vector.version) all += line(5, score(words_, vector));
    }
    if (open > most_cases)
      all += line(3, words_.count("… and {0} more vulnerability", "… and {0} more vulnerabilities",
                                  open - most_cases));
    return all;
  }

  std::string measure(std::size_t m) const {
    const Draft& draft = drafts_.measures[m];
    std::string all = line(3, (draft.measure.kind == MeasureKind::vendor_fix ? "* " : "- ") +
                                  draft_name(names_, model_, draft) + " [" + draft.measure.id + "]");
    if (draft.measure.kind == MeasureKind::vendor_fix)
      for (std::size_t i = 0; i < std::min(most_lines, draft.advice.size()); ++i)
        all += line(5, advice_text(words_, draft.advice[i]));
    if (draft.advice.size() > most_lines && draft.measure.kind == MeasureKind::vendor_fix)
      all += line(5, words_.format("… and {0} more of the kind", draft.advice.size() - most_lines));
    const bool acceptance = draft.measure.kind == MeasureKind::acceptance;
    if (!acceptance) all += line(5, words_.format("Stands still: {0}", stands_still(words_, draft.measure)));
    if (draft.later) all += line(5, words_.format("Not available before {0}.", *draft.later));
    return all + missing(m);
  }

  /// All names for what is done first; of the alternatives how many.
  std::string missing(std::size_t m) const {
    const Draft& draft = drafts_.measures[m];
    if (draft.missing.empty()) return {};
    std::vector<std::string> fields;
    for (const std::string& each : draft.missing) fields.push_back(supplied_name(words_, each));
    const bool alternative =
        draft.measure.kind == MeasureKind::workaround || draft.measure.kind == MeasureKind::mitigation;
    const std::string what =
        alternative ? words_.count("{0} value", "{0} values", fields.size()) : listed(words_, fields);
    return line(5, words_.format("To supply ({0}): {1}", whom_of(m), what));
  }

  [[nodiscard]] std::string whom_of(std::size_t m) const {
    for (const ToSupply& each : drafts_.to_supply)
      if (each.measure == m) return printable(whom(names_, each.ask));
    return {};
  }

  std::string covered(const DraftRow& row) const {
    std::string all;
    for (const std::size_t c : row.cases) {
      const JudgedCase& each = drafts_.cases[c];
      if (each.covered_by.empty()) continue;
      all += line(3, words_.format("{0} is covered by the model's own: {1}",
                                   printable(each.found.vulnerability.id), covered_by(names_, each)));
    }
    return all;
  }

  std::string facts(const DraftRow& row) const {
    std::string all;
    for (const Advice& each : row.facts)
      all += line(3, words_("Stated: ") + shortened(advice_text(words_, each), 2 * screen_columns));
    std::size_t unidentified = 0;
    for (const std::size_t c : row.cases) unidentified += drafts_.cases[c].found.unidentified.size();
    if (unidentified > 0)
      all += line(
          3, words_.count("{0} remediation exists, but its product is not identified with this resource; "
                          "--json and --xlsx name it.",
                          "{0} remediations exist, but their products are not identified with this "
                          "resource; --json and --xlsx name them.",
                          unidentified));
    return all;
  }

  [[nodiscard]] std::string to_supply() const {
    if (drafts_.to_supply.empty()) return {};
    std::map<std::string, std::size_t> of_party;
    for (const ToSupply& each : drafts_.to_supply) ++of_party[whom(names_, each.ask)];
    Table table({{words_(msgid("ledger", "to ask")), Align::left, 40},
                 {words_(msgid("supply", "values to supply")), Align::right}});
    for (const auto& [party, count] : of_party)
      table.add({party, words_.integer(static_cast<std::int64_t>(count))});
    return "\n" +
           line(0, words_("To be supplied by people; until then documented defaults count and are named as "
                          "assumptions:")) +
           table.text();
  }

  const models::Model& model_;
  const Drafts& drafts_;
  const Words& words_;
  ModelNames names_;
};

}  // namespace

std::string drafts_text(const models::Model& model, const Drafts& drafts, const Words& words) {
  return DraftsView(model, drafts, words).text();
}

}  // namespace hakyu::viz
