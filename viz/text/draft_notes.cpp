// Names and notes of drafted measures. They go into a model file: what a person needs to judge the draft.
#include <algorithm>
#include <memory>

#include "viz/text/draft_words.hpp"
#include "viz/text/width.hpp"

namespace hakyu::viz {

namespace {

using namespace models::drafting;
using models::MeasureKind;

constexpr std::size_t longest_note_name = 60;

std::string ids(const Words& w, const Drafts& drafts, const Draft& draft, bool unclear_only) {
  std::vector<std::string> all;
  for (const std::size_t c : draft.cases) {
    const Case& found = drafts.cases[c].found;
    const std::string id = printable(found.vulnerability.id);
    if ((!unclear_only || is_unclear(found)) && std::find(all.begin(), all.end(), id) == all.end())
      all.push_back(id);
  }
  return listed(w, all);
}

/// Fixed words, so that programs find what is missing: "To be supplied: FIELD, FIELD.".
std::string missing(const Words& w, const Draft& draft) {
  if (draft.missing.empty()) return {};
  std::string fields;
  for (const std::string& each : draft.missing) fields += (fields.empty() ? "" : ", ") + each;
  return w.format("To be supplied: {0}.", fields);
}

std::string hint(const Words& w, const models::Model& model, const Draft& draft) {
  const auto rule = rule_of_thumb(model.resources[draft.resources.front()].kind);
  if (!rule) return w("What stands still is unknown: no advisory says it for all of this.");
  return w.format(
      "What stands still is unknown: no advisory says it for all of this. By the kind of the component it "
      "would be {0}; that is a rule of thumb, no statement.",
      w.name(*rule));
}

void restart(const Words& w, const models::Model& model, const Draft& draft,
             std::vector<std::string>& lines) {
  if (draft.measure.kind == MeasureKind::acceptance) return;
  const bool known = draft.measure.work && draft.measure.work->restart != models::RestartScope::unknown;
  lines.push_back(
      known ? w.format("What stands still, by the advisories: {0}.", w.name(draft.measure.work->restart))
            : hint(w, model, draft));
}

std::string kind_of_work(const Words& w, const Drafts& drafts, const Draft& draft) {
  const std::string all = ids(w, drafts, draft, false);
  switch (draft.measure.kind) {
    case MeasureKind::vendor_fix:
      return w.format("Draft: all fixes at once, one restart serves them all. Vulnerabilities: {0}.", all);
    case MeasureKind::acceptance:
      return w.format("Draft: the risk is kept. Nothing is remediated. Vulnerabilities: {0}.", all);
    default:
      return w.format("Draft: one alternative. How much it helps against {0} is not known.", all);
  }
}

}  // namespace

std::string draft_name(const ModelNames& names, const models::Model& model, const Draft& draft) {
  const Words& w = names.words();
  std::string what = printable(names.node(model.resources[draft.resources.front()].id));
  if (draft.resources.size() > 1) what = w.format("{0} and {1} more", what, draft.resources.size() - 1);
  const std::string text =
      draft.advice.empty() ? "" : shortened(printable(draft.advice.front().text), longest_note_name);
  switch (draft.measure.kind) {
    case MeasureKind::vendor_fix:
      return w.format(msgid("draft", "Fixes for {0}"), what);
    case MeasureKind::workaround:
      return w.format(msgid("draft", "Workaround for {0}: {1}"), what, text);
    case MeasureKind::acceptance:
      return w.format(msgid("draft", "Acceptance of the risk of {0}"), what);
    default:
      return w.format(msgid("draft", "Mitigation for {0}: {1}"), what, text);
  }
}

std::string draft_note(const ModelNames& names, const models::Model& model, const Drafts& drafts,
                       const Draft& draft) {
  const Words& w = names.words();
  std::vector<std::string> lines{missing(w, draft), kind_of_work(w, drafts, draft)};
  if (const std::string unclear = ids(w, drafts, draft, true); !unclear.empty())
    lines.push_back(w.format("Nobody has confirmed yet that it is affected by: {0}.", unclear));
  restart(w, model, draft, lines);
  if (draft.resources.size() > 1)
    lines.push_back(
        w.format("All {0} stop at the same time; where one stands in for another, that is lost meanwhile.",
                 draft.resources.size()));
  if (draft.later) lines.push_back(w.format("Not available before {0}.", *draft.later));
  if (!draft.advice.empty())
    lines.push_back(w("The advisories' own words and categories (a hint only; please judge them):"));
  for (const Advice& each : draft.advice) {
    const std::string said = restart_said(w, each);
    lines.push_back("- " + advice_text(w, each) + (said.empty() ? "" : " – " + said));
  }
  std::string note;
  for (const std::string& each : lines)
    if (!each.empty()) note += (note.empty() ? "" : "\n") + each;
  return note;
}

Wording draft_wording(const models::Model& model, const Drafts& drafts) {
  struct Languages {
    explicit Languages(const models::Model& model)
        : ja(models::Language::ja), en(models::Language::en), ja_names(model, ja), en_names(model, en) {}
    Words ja, en;
    ModelNames ja_names, en_names;
  };
  const auto both = std::make_shared<const Languages>(model);
  return {[both, &model](const Draft& draft) {
            return models::Text{
                {}, draft_name(both->ja_names, model, draft), draft_name(both->en_names, model, draft)};
          },
          [both, &model, &drafts](const Draft& draft) {
            return models::Text{{},
                                draft_note(both->ja_names, model, drafts, draft),
                                draft_note(both->en_names, model, drafts, draft)};
          }};
}

}  // namespace hakyu::viz
