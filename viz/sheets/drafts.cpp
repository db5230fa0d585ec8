#include "viz/sheets/drafts.hpp"

#include "viz/text/draft_words.hpp"
#include "viz/text/gaps.hpp"
#include "viz/text/lists.hpp"
#include "viz/text/width.hpp"

namespace hakyu::viz {

namespace {

using namespace models::drafting;

std::string joined_lines(const std::vector<std::string>& lines) {
  std::string all;
  for (const std::string& each : lines) all += (all.empty() ? "" : " / ") + each;
  return all;
}

std::vector<SheetColumn> measure_columns(const Words& w) {
  return {{w(msgid("draft", "resource id")), 18},
          {w(msgid("draft", "resource")), 28},
          {w(msgid("draft", "kind")), 14},
          {w(msgid("draft", "measure id")), 26},
          {w(msgid("draft", "what to do")), 70},
          {w(msgid("draft", "what stands still")), 24},
          {"SSVC", 22},
          {"BOD 26-04", 22},
          {w(msgid("draft", "why so urgent")), 60},
          {w(msgid("draft", "vulnerabilities")), 40},
          {w(msgid("draft", "to be supplied")), 40},
          {w(msgid("draft", "to ask")), 20}};
}

std::vector<SheetColumn> supply_columns(const Words& w) {
  return {{w(msgid("draft", "resource id")), 18}, {w(msgid("draft", "resource")), 28},
          {w(msgid("draft", "measure id")), 26},  {w(msgid("draft", "field")), 22},
          {w(msgid("draft", "what")), 30},        {w(msgid("draft", "value")), 14},
          {w(msgid("draft", "unit")), 20},        {w(msgid("draft", "to ask")), 20},
          {w(msgid("draft", "until then")), 44}};
}

class Rows {
 public:
  Rows(const models::Model& model, const Drafts& drafts, const Words& words)
      : model_(model), drafts_(drafts), words_(words), names_(model, words) {}

  [[nodiscard]] Sheet measures() const {
    Sheet sheet{words_(msgid("sheet", "Measures")),
                words_("Drafts to be judged by people; advisories use their categories loosely."),
                measure_columns(words_),
                {}};
    for (const DraftRow& row : drafts_.rows) {
      for (const std::size_t m : row.measures)
        if (drafts_.measures[m].resources.front() == row.resource) sheet.rows.push_back(measure(m));
      remarks(row, sheet);
    }
    return sheet;
  }

  [[nodiscard]] Sheet to_supply() const {
    Sheet sheet{words_(msgid("sheet", "To be supplied")),
                words_("Values nobody has stated. Write them into the model file of the drafts."),
                supply_columns(words_),
                {}};
    for (const ToSupply& each : drafts_.to_supply) {
      const Draft& draft = drafts_.measures[each.measure];
      sheet.rows.push_back({ids(draft), resources(draft), draft.measure.id, each.field,
                            supplied_name(words_, each.field), "", supplied_unit(words_, each.field),
                            printable(whom(names_, each.ask)), until_then(words_, each)});
    }
    return sheet;
  }

 private:
  using Row = std::vector<SheetCell>;

  [[nodiscard]] std::string ids(const Draft& draft) const {
    std::vector<std::string> all;
    for (const std::size_t r : draft.resources) all.push_back(model_.resources[r].id);
    return listed(words_, all);
  }
  [[nodiscard]] std::string resources(const Draft& draft) const {
    std::vector<std::string> all;
    for (const std::size_t r : draft.resources) all.push_back(printable(names_.node(model_.resources[r].id)));
    return listed(words_, all);
  }

  [[nodiscard]] std::string vulnerability(std::size_t c) const {
    const JudgedCase& each = drafts_.cases[c];
    std::vector<std::string> parts{printable(each.found.vulnerability.id)};
    if (const std::string known = figures(words_, each); !known.empty()) parts.push_back(known);
    for (const ScoredVector& vector : each.vectors) parts.push_back(score(words_, vector));
    std::string text;
    for (const std::string& part : parts) text += (text.empty() ? "" : " – ") + part;
    return text;
  }

  [[nodiscard]] Row measure(std::size_t m) const {
    const Draft& draft = drafts_.measures[m];
    std::vector<std::string> advice, vulnerabilities, fields;
    for (const Advice& each : draft.advice) {
      const std::string said = restart_said(words_, each);
      advice.push_back(advice_text(words_, each) + (said.empty() ? "" : " – " + said));
    }
    if (draft.later) advice.push_back(words_.format("Not available before {0}.", *draft.later));
    for (const std::size_t c : draft.cases) vulnerabilities.push_back(vulnerability(c));
    std::string ask;
    for (const ToSupply& each : drafts_.to_supply) {
      if (each.measure != m) continue;
      ask = printable(whom(names_, each.ask));
      fields.push_back(supplied_name(words_, each.field));
    }
    return {ids(draft),
            resources(draft),
            words_.name(draft.measure.kind),
            draft.measure.id,
            joined_lines(advice),
            stands_still(words_, draft.measure),
            outcomes(words_, models::scores::decision_table("ssvc-deployer"), draft.ssvc),
            outcomes(words_, models::scores::decision_table("cisa-bod-26-04"), draft.bod),
            joined_lines(reasons(names_, drafts_.cases[draft.cases.front()].urgency)),
            joined_lines(vulnerabilities),
            listed(words_, fields),
            ask};
  }

  void remark(const DraftRow& row, const std::string& kind, const std::string& text,
              const std::string& vulnerabilities, Sheet& sheet, const std::string& ask = {}) const {
    const models::Resource& resource = model_.resources[row.resource];
    sheet.rows.push_back({resource.id, printable(names_.node(resource.id)), kind, "", text, "", "", "", "",
                          vulnerabilities, "", ask});
  }

  void remark_without_remedy(const DraftRow& row, Sheet& sheet) const {
    std::vector<std::string> vulnerabilities;
    for (const std::size_t c : row.without_remedy) vulnerabilities.push_back(vulnerability(c));
    remark(row, words_(msgid("draft", "no remedy named")),
           without_remedy(names_, model_, drafts_, row, row.without_remedy.size()),
           joined_lines(vulnerabilities), sheet, who_may_know(names_, model_, row));
  }

  void remarks(const DraftRow& row, Sheet& sheet) const {
    for (const std::size_t c : row.cases) {
      const JudgedCase& each = drafts_.cases[c];
      if (!each.covered_by.empty())
        remark(row, words_(msgid("draft", "covered")), covered_by(names_, each), vulnerability(c), sheet);
    }
    for (const Advice& each : row.facts)
      remark(row, words_(msgid("draft", "stated")), advice_text(words_, each),
             listed(words_, each.vulnerabilities), sheet);
    if (!row.without_remedy.empty()) remark_without_remedy(row, sheet);
    for (const std::size_t c : row.cases)
      for (const Remedy& each : drafts_.cases[c].found.unidentified)
        remark(row, words_(msgid("draft", "product not identified")), remedy_text(words_, each),
               vulnerability(c), sheet);
    if (row.unclear > 0)
      remark(row, words_(msgid("draft", "confirm first")),
             words_.count("{0} finding is unclear", "{0} findings are unclear", row.unclear), "", sheet);
  }

  const models::Model& model_;
  const Drafts& drafts_;
  const Words& words_;
  ModelNames names_;
};

}  // namespace

std::vector<Sheet> draft_sheets(const models::Model& model, const Drafts& drafts, const Words& words) {
  const Rows rows(model, drafts, words);
  return {rows.measures(), rows.to_supply()};
}

}  // namespace hakyu::viz
