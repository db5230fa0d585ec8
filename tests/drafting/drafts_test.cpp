// Drafts: what becomes one measure, what stays open, and that nothing depends on the order.
#include "models/import/drafting/drafts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "models/read/read.hpp"
#include "models/write.hpp"
#include "viz/sheets/drafts.hpp"
#include "viz/text/draft_words.hpp"
#include "viz/text/drafts.hpp"
#include "viz/text/width.hpp"

namespace hakyu::models::drafting::drafts_test {
namespace {

using advisories::OutageSource;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr const char* ward = R"({"format": "hakyu/1",
  "parties": [{"id": "hospital", "kind": "hospital"}, {"id": "acme", "kind": "vendor"}],
  "vulnerabilities": [{"id": "CVE-1", "aliases": ["JVNDB-1"]}, {"id": "CVE-2"}],
  "resources": [
    {"id": "pump-1", "kind": "medical_device", "system": "pumps", "maintainer": "acme"},
    {"id": "pump-2", "kind": "medical_device", "system": "pumps", "maintainer": "acme"},
    {"id": "pc", "kind": "workstation", "maintainer": "hospital"}],
  "measures": [%]})";

Model read_ward(const std::string& measures = "", const std::string& second_file = "") {
  std::string text = ward;
  text.replace(text.find('%'), 1, measures);
  std::vector<Document> documents{{"ward.json", text}};
  if (!second_file.empty()) documents.push_back({"measures.json", second_file});
  ReadResult result = read(documents);
  EXPECT_FALSE(has_errors(result.diagnostics));
  return std::move(result.model);
}

Remedy remedy(std::int64_t number, const char* kind, const char* text,
              RestartScope scope = RestartScope::unknown) {
  Remedy out;
  out.record.kind = kind;
  out.record.text = text;
  if (scope != RestartScope::unknown) out.record.outage = {scope, OutageSource::csaf, "stated"};
  out.document.key = "https://example.jp A-1";
  out.document.file.name = "a.json";
  out.number = number;
  return out;
}

Case affected(std::size_t resource, const char* id, std::vector<Remedy> remedies, bool exploited = false) {
  Case out;
  out.resource = resource;
  out.vulnerability.id = id;
  out.vulnerability.cvss = {"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"};
  if (exploited) out.vulnerability.known_exploited = true;
  out.described = true;
  out.status = FindingStatus::affected;
  out.remedies = std::move(remedies);
  return out;
}

Drafts run(const Model& model, const std::vector<Case>& cases, const DraftOptions& options = {}) {
  return draft(model, cases, options, Defaults::shipped());
}

const Draft* find(const Drafts& drafts, const std::string& id) {
  for (const Draft& each : drafts.measures)
    if (each.measure.id == id) return &each;
  return nullptr;
}

std::vector<std::string> ids(const Drafts& drafts) {
  std::vector<std::string> all;
  for (const Draft& each : drafts.measures) all.push_back(each.measure.id);
  return all;
}

std::string file_of(const Model& model, const Drafts& drafts) {
  return write(draft_model(drafts, "measures.json", viz::draft_wording(model, drafts))).front().text;
}

std::vector<std::string> remediated(const Draft& draft) {
  std::vector<std::string> all;
  for (const Remediation& each : draft.measure.remediates) all.push_back(each.vulnerability);
  return all;
}

TEST(Drafts, AllFixesOfAResourceAreOneMeasure) {
  const Model model = read_ward();
  const Drafts drafts =
      run(model, {affected(0, "CVE-1", {remedy(1, "vendor_fix", "update A", RestartScope::machine)}),
                  affected(0, "CVE-2", {remedy(2, "vendor_fix", "update B", RestartScope::none)})});
  EXPECT_THAT(ids(drafts), ElementsAre("draft-fix-pump-1", "draft-accept-pump-1"));
  const Draft& fix = drafts.measures[0];
  EXPECT_THAT(remediated(fix), ElementsAre("CVE-1", "CVE-2"));
  EXPECT_EQ(fix.measure.work->restart, RestartScope::machine);
  EXPECT_EQ(fix.measure.kind, MeasureKind::vendor_fix);
  EXPECT_FALSE(fix.measure.work->duration) << "no number is invented";
  EXPECT_THAT(fix.missing, Contains("work.duration"));
  EXPECT_THAT(fix.missing, Not(Contains("work.restart")));
  const Measure& acceptance = drafts.measures[1].measure;
  EXPECT_THAT(acceptance.remediates, IsEmpty());
  EXPECT_EQ(acceptance.treatment, Treatment::retain);
  EXPECT_THAT(drafts.measures[1].missing, ElementsAre("owner", "expires", "review_when"));
}

TEST(Drafts, UnknownStaysUnknown) {
  const Model model = read_ward();
  const Drafts drafts =
      run(model, {affected(0, "CVE-1", {remedy(1, "vendor_fix", "update A", RestartScope::none)}),
                  affected(0, "CVE-2", {remedy(2, "vendor_fix", "update B")})});
  const Draft& fix = *find(drafts, "draft-fix-pump-1");
  EXPECT_FALSE(fix.measure.work);
  EXPECT_THAT(fix.missing, Contains("work.restart"));
  const std::string file = file_of(model, drafts);
  EXPECT_THAT(file, HasSubstr("To be supplied: change, work.restart, work.duration"));
  EXPECT_THAT(file, HasSubstr("要記入: change, work.restart"));
  EXPECT_THAT(file, HasSubstr("rule of thumb")) << "a hint, no fact";
  EXPECT_THAT(file, HasSubstr("“stated” (no restart)")) << "what the others said";
}

TEST(Drafts, AlternativesHelpNothingUntilSomebodySaysHowMuch) {
  const Drafts drafts = run(
      read_ward(), {affected(0, "CVE-1",
                             {remedy(1, "workaround", "unplug it"), remedy(2, "mitigation", "close the port"),
                              remedy(3, "mitigation", "log more")})});
  ASSERT_EQ(drafts.measures.size(), 4U);
  for (const Draft& each : drafts.measures) {
    if (each.measure.kind == MeasureKind::acceptance) continue;
    EXPECT_EQ(each.measure.remediates.at(0).effectiveness.mean, 0.0);
    EXPECT_TRUE(each.measure.remediates.at(0).annotation.assumption);
    EXPECT_THAT(each.missing, Contains("remediates.effectiveness"));
    EXPECT_THAT(each.missing, Contains("effects")) << "a workaround takes something away";
  }
}

TEST(Drafts, WhatCannotBeCarriedOutIsStated) {
  const Drafts drafts = run(
      read_ward(),
      {affected(0, "CVE-1", {remedy(1, "no_fix_planned", "end of life"), remedy(2, "", "ask the vendor")})});
  EXPECT_THAT(ids(drafts), ElementsAre("draft-accept-pump-1"));
  ASSERT_EQ(drafts.rows.at(0).facts.size(), 2U);
  EXPECT_EQ(drafts.rows[0].facts[0].kind, Advised::no_fix_planned);
}

TEST(Drafts, WhereNothingButAnAcceptanceIsPossibleSomebodyIsAsked) {
  const Model model = read_ward();
  Case elsewhere = affected(1, "CVE-2", {});
  elsewhere.unidentified = {remedy(4, "vendor_fix", "update")};
  const Drafts drafts = run(model, {affected(0, "CVE-1", {remedy(1, "vendor_fix", "update")}),
                                    affected(0, "CVE-2", {remedy(2, "no_fix_planned", "end of life")}),
                                    elsewhere, affected(2, "CVE-1", {})});
  for (const DraftRow& row : drafts.rows) {
    const Id& id = model.resources[row.resource].id;
    std::vector<Id> open;
    for (const std::size_t c : row.without_remedy) open.push_back(drafts.cases[c].found.vulnerability.id);
    if (id == "pump-1") {
      EXPECT_THAT(open, ElementsAre("CVE-2")) << "there is a fix for the other";
      EXPECT_EQ(row.ask, "acme");
    } else if (id == "pump-2") {
      EXPECT_THAT(open, IsEmpty()) << "whether the fix is for this product has to be found out";
    } else {
      EXPECT_THAT(open, ElementsAre("CVE-1"));
      EXPECT_EQ(row.ask, "") << "the hospital maintains it";
    }
  }
  const std::string english = viz::drafts_text(model, drafts, viz::Words(Language::en));
  EXPECT_THAT(english, HasSubstr("CVE-2. Ask what can be done: acme."));
  EXPECT_THAT(viz::drafts_text(model, drafts, viz::Words(Language::ja)), HasSubstr("acme)。"));
  const auto sheet = viz::draft_sheets(model, drafts, viz::Words(Language::en)).front();
  EXPECT_EQ(std::count_if(sheet.rows.begin(), sheet.rows.end(),
                          [](const auto& row) { return row[2] == viz::SheetCell("no remedy named"); }),
            2);
  EXPECT_TRUE(std::any_of(sheet.rows.begin(), sheet.rows.end(), [](const auto& row) {
    return row[2] == viz::SheetCell("no remedy named") && row.back() == viz::SheetCell("acme");
  }));
}

TEST(Drafts, WhatTheModelCoversIsNotDraftedAgain) {
  const Model model = read_ward(R"({"id": "own", "kind": "vendor_fix", "targets": ["pump-1", "pump-2"],
    "remediates": [{"vulnerability": "CVE-1", "on": ["pump-1"]}]})");
  std::vector<Case> cases{affected(0, "CVE-1", {remedy(1, "vendor_fix", "update")}),
                          affected(1, "CVE-1", {remedy(1, "vendor_fix", "update")})};
  const Drafts drafts = run(model, cases);
  EXPECT_EQ(find(drafts, "draft-fix-pump-1"), nullptr);
  EXPECT_EQ(find(drafts, "draft-accept-pump-1"), nullptr);
  EXPECT_NE(find(drafts, "draft-fix-pump-2"), nullptr) << "the measure remediates it on pump-1 only";
  EXPECT_THAT(drafts.cases[0].covered_by, ElementsAre("own"));
  // Under its other number it is the same.
  cases.resize(1);
  cases[0].vulnerability.id = "JVNDB-1";
  cases[0].vulnerability.aliases = {"CVE-1"};
  EXPECT_THAT(run(model, cases).measures, IsEmpty());
}

TEST(Drafts, AnAlternativeThatCoversDoesNotHideAFix) {
  const auto left = [](const char* kind) {
    const Model model = read_ward(R"({"id": "own", "kind": ")" + std::string(kind) +
                                  R"(", "targets": ["pump-1"], "remediates": [{"vulnerability": "CVE-1"}]})");
    return run(model, {affected(0, "CVE-1", {remedy(1, "vendor_fix", "update")})}).cases.at(0).fix_left;
  };
  EXPECT_TRUE(left("mitigation"));
  EXPECT_FALSE(left("vendor_fix"));
}

TEST(Drafts, WhatIsCoveredDoesNotMakeTheRestUrgent) {
  const Model model = read_ward(R"({"id": "own", "kind": "vendor_fix", "targets": ["pump-1"],
    "remediates": [{"vulnerability": "CVE-1"}]})");
  const std::vector<Case> cases{affected(0, "CVE-1", {remedy(1, "vendor_fix", "update")}, true),
                                affected(0, "CVE-2", {remedy(2, "vendor_fix", "more")})};
  const Drafts drafts = run(model, cases), alone = run(model, {cases[1]});
  EXPECT_EQ(drafts.rows.at(0).ssvc, alone.rows.at(0).ssvc);
  EXPECT_EQ(drafts.rows[0].bod, alone.rows[0].bod);
  EXPECT_EQ(drafts.cases[drafts.rows[0].cases.front()].found.vulnerability.id, "CVE-2");
}

TEST(Drafts, EarlierDraftsDoNotCoverAndWhatPeopleSuppliedIsNotAskedAgain) {
  const std::vector<Case> cases{
      affected(0, "CVE-1", {remedy(1, "vendor_fix", "update"), remedy(2, "workaround", "unplug it")})};
  const Model first = read_ward();
  const Drafts fresh = run(first, cases);
  std::string id;
  for (const Draft& each : fresh.measures)
    if (each.measure.kind == MeasureKind::workaround) id = each.measure.id;
  const Model second = read_ward("", R"({"format": "hakyu/1", "measures": [
    {"id": "draft-fix-pump-1", "kind": "vendor_fix", "targets": ["pump-1"], "change": "firmware", "verified": "yes",
     "remediates": [{"vulnerability": "CVE-1"}],
     "work": {"duration": "40m", "restart": "machine"}, "failure": {"probability": 0.02}},
    {"id": ")" + id + R"(", "kind": "workaround", "targets": ["pump-1"],
     "remediates": [{"vulnerability": "CVE-1", "effectiveness": 0.7}],
     "effects": [{"limits": "pump-1", "level": "degraded"}]}]})");
  DraftOptions options;
  options.own_file = 1;
  const Drafts again = run(second, cases, options);
  EXPECT_EQ(ids(again), ids(fresh)) << "the same measures under the same ids";
  const Draft& fix = *find(again, "draft-fix-pump-1");
  EXPECT_THAT(fix.missing, ElementsAre("work.downtime", "failure.rollback", "latent.probability",
                                       "latent.repair", "cost"));
  EXPECT_FALSE(fix.measure.work) << "it is people's, not the draft's";
  EXPECT_THAT(find(again, id)->missing, Not(Contains("remediates.effectiveness")));
  EXPECT_THAT(find(again, id)->missing, Not(Contains("effects")));
  for (const ToSupply& each : again.to_supply)
    if (each.measure == 0 && each.field == "latent.probability") {
      EXPECT_EQ(each.until, Defaults::shipped().find("latent.probability", "firmware/yes"));
    }
}

TEST(Drafts, ADraftThatPeopleMadeTheirOwnKeepsItsId) {
  const Model model = read_ward(R"({"id": "draft-fix-pump-1", "kind": "vendor_fix", "targets": ["pump-1"],
      "remediates": [{"vulnerability": "CVE-1"}]},
    {"id": "draft-accept-pump-1", "kind": "acceptance", "targets": ["pump-1"]})");
  const Drafts drafts = run(model, {affected(0, "CVE-1", {remedy(1, "vendor_fix", "update")}),
                                    affected(0, "CVE-2", {remedy(2, "vendor_fix", "update more")})});
  EXPECT_THAT(ids(drafts), ElementsAre("draft-fix-pump-1-2"));
  EXPECT_THAT(remediated(drafts.measures[0]), ElementsAre("CVE-2"));
}

TEST(Drafts, NothingDependsOnTheOrder) {
  const Model model = read_ward();
  std::vector<Case> cases{
      affected(0, "CVE-1", {remedy(1, "vendor_fix", "update"), remedy(2, "mitigation", "log")}),
      affected(0, "CVE-2", {remedy(3, "vendor_fix", "update more"), remedy(2, "mitigation", "log")}),
      affected(1, "CVE-1", {remedy(1, "vendor_fix", "update")}, true), affected(2, "CVE-2", {})};
  const Drafts drafts = run(model, cases);
  const std::string file = file_of(model, drafts);
  std::sort(cases.begin(), cases.end(),
            [](const Case& a, const Case& b) { return a.vulnerability.id > b.vulnerability.id; });
  do {
    const Drafts other = run(model, cases);
    EXPECT_EQ(file_of(model, other), file);
    EXPECT_EQ(ids(other), ids(drafts));
  } while (std::next_permutation(cases.begin(), cases.end(), [](const Case& a, const Case& b) {
    return std::pair(a.resource, a.vulnerability.id) < std::pair(b.resource, b.vulnerability.id);
  }));
}

TEST(Drafts, TheMostUrgentComesFirstAndGivesItsUrgency) {
  const Drafts drafts = run(read_ward(), {affected(0, "CVE-1", {remedy(1, "vendor_fix", "update")}),
                                          affected(1, "CVE-1", {remedy(1, "vendor_fix", "update")}),
                                          affected(1, "CVE-2", {remedy(2, "vendor_fix", "more")}, true)});
  EXPECT_EQ(drafts.rows.at(0).resource, 1U);
  EXPECT_EQ(drafts.measures.at(0).measure.id, "draft-fix-pump-2");
  EXPECT_EQ(drafts.cases[drafts.measures[0].cases.front()].found.vulnerability.id, "CVE-2");
  EXPECT_GT(drafts.measures[0].ssvc.low, drafts.rows[1].ssvc->low);
}

TEST(Drafts, BySystemResourcesWithTheSameFixesAreOneMeasure) {
  const Model model = read_ward();
  const std::vector<Case> cases{
      affected(0, "CVE-1", {remedy(1, "vendor_fix", "update")}),
      affected(1, "CVE-1", {remedy(1, "vendor_fix", "update"), remedy(2, "workaround", "unplug")}),
      affected(2, "CVE-1", {remedy(1, "vendor_fix", "update")})};
  DraftOptions options;
  options.by_system = true;
  const Drafts drafts = run(model, cases, options);
  const Draft* joined = find(drafts, "draft-fix-pumps-pump-1");
  ASSERT_NE(joined, nullptr) << testing::PrintToString(ids(drafts));
  EXPECT_THAT(joined->measure.targets, ElementsAre("pump-1", "pump-2"));
  EXPECT_EQ(joined->measure.remediates.size(), 1U);
  EXPECT_THAT(joined->measure.remediates[0].on, IsEmpty()) << "on all targets";
  EXPECT_EQ(find(drafts, "draft-fix-pump-2"), nullptr);
  EXPECT_NE(find(drafts, "draft-fix-pc"), nullptr) << "it belongs to no system";
  EXPECT_THAT(file_of(model, drafts), HasSubstr("stop at the same time"));
  // Other fixes: not the same measure.
  std::vector<Case> different = cases;
  different[1].remedies[0].record.text = "another update";
  different[1].remedies[0].number = 9;
  EXPECT_NE(find(run(model, different, options), "draft-fix-pump-2"), nullptr);
}

TEST(Drafts, UnclearOnesAreCountedNotDrafted) {
  const Model model = read_ward();
  std::vector<Case> cases{affected(0, "CVE-1", {remedy(1, "vendor_fix", "update")}),
                          affected(0, "CVE-2", {remedy(2, "vendor_fix", "more")})};
  cases[1].status = FindingStatus::unknown;
  const Drafts drafts = run(model, cases);
  EXPECT_THAT(remediated(*find(drafts, "draft-fix-pump-1")), ElementsAre("CVE-1"));
  EXPECT_EQ(drafts.rows.at(0).unclear, 1U);
  DraftOptions options;
  options.unclear = true;
  const Drafts all = run(model, cases, options);
  EXPECT_THAT(remediated(*find(all, "draft-fix-pump-1")), ElementsAre("CVE-1", "CVE-2"));
  EXPECT_EQ(all.rows.at(0).unclear, 0U);
  EXPECT_THAT(file_of(model, all), HasSubstr("Nobody has confirmed yet that it is affected by: CVE-2."));
}

TEST(Drafts, WhoIsAsked) {
  const Drafts drafts = run(read_ward(), {affected(0, "CVE-1", {remedy(1, "vendor_fix", "update")}),
                                          affected(2, "CVE-1", {remedy(1, "vendor_fix", "update")})});
  for (const ToSupply& each : drafts.to_supply) {
    const Draft& draft = drafts.measures[each.measure];
    const bool outside = draft.measure.id == "draft-fix-pump-1";
    EXPECT_EQ(each.ask, outside ? "acme" : "") << draft.measure.id << " " << each.field;
  }
}

TEST(Drafts, ARemedyOfLaterSaysSo) {
  Remedy later = remedy(1, "vendor_fix", "update");
  later.record.available_from = "2027-03-01T00:00:00Z";
  DraftOptions options;
  options.as_of = Date(std::chrono::year(2026), std::chrono::month(12), std::chrono::day(1));
  EXPECT_EQ(run(read_ward(), {affected(0, "CVE-1", {later})}, options).measures.at(0).later, "2027-03-01");
  options.as_of = Date(std::chrono::year(2027), std::chrono::month(3), std::chrono::day(1));
  EXPECT_FALSE(run(read_ward(), {affected(0, "CVE-1", {later})}, options).measures.at(0).later);
}

TEST(Drafts, TheScreenShowsAllInEightyColumns) {
  const Model model = read_ward();
  std::vector<Case> cases{
      affected(0, "CVE-1",
               {remedy(1, "vendor_fix",
                       "update the firmware of the infusion pump to version 2.0 or "
                       "later with the tool of the maker"),
                remedy(2, "workaround", "使わないときはネットワークから切り離し、薬剤の登録は端末で行う。")},
               true),
      affected(1, "CVE-2", {remedy(3, "none_available", "nothing can be done")})};
  cases[1].vulnerability.cvss.emplace_back("AV:N/nonsense");
  const Drafts drafts = run(model, cases);
  for (const Language language : {Language::ja, Language::en}) {
    const std::string text = viz::drafts_text(model, drafts, viz::Words(language));
    for (const char* part :
         {"draft-fix-pump-1", "KEV, CVSS 9.8", "AV:N/nonsense", "nothing can be done", "acme"})
      EXPECT_THAT(text, HasSubstr(language == Language::ja && part[0] == 'K' ? "KEV、CVSS 9.8" : part));
    std::size_t from = 0;
    for (std::size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n', from)) {
      EXPECT_LE(viz::display_width(text.substr(from, end - from)), viz::screen_columns)
          << text.substr(from, end - from);
      from = end + 1;
    }
  }
}

TEST(Drafts, TheFileIsAModelWhateverTheAdvisoryHolds) {
  const Model model = read_ward();
  const Drafts drafts = run(
      model,
      {affected(0, "CVE-9", {remedy(1, "vendor_fix", "\x1b[31m=cmd|' /C calc'!A0 \xe2\x80\xae \xff <b>")})});
  const std::string file = file_of(model, drafts);
  EXPECT_THAT(file, Not(HasSubstr("\x1b")));
  EXPECT_THAT(file, Not(HasSubstr("\\u001b")));
  const ReadResult back = read({{"ward.json", file_of(model, {})}, {"measures.json", file}});
  for (const Diagnostic& each : back.diagnostics)
    EXPECT_EQ(each.code, "unknown-reference")
        << "nothing but the resources of the other file: " << each.found;
}

}  // namespace
}  // namespace hakyu::models::drafting::drafts_test
