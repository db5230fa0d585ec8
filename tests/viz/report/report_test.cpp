// The report as a file: self-contained, escaped, complete, deterministic.
#include "viz/report/report.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <regex>

#include "example.hpp"
#include "viz/chart/escape.hpp"
#include "viz/chart/vega_script.hpp"
#include "viz/report/markup.hpp"
#include "viz/report/sanitise.hpp"

namespace hakyu::viz {
namespace {

using models::Language;
using ::testing::HasSubstr;
using ::testing::Not;

std::string page(const testing::Example& e, Language language = Language::ja,
                 const char* reader = "operations") {
  ReportInput in;
  in.system = &e.system;
  in.ranking = &e.ranking;
  in.language = language;
  in.audience = *audience(reader);
  in.version = "1.2.3";
  return html(in);
}

/// The page without the embedded Vega script, which is not ours.
std::string own(std::string text) {
  const std::size_t at = text.find(vega_script());
  return at == std::string::npos ? text : text.erase(at, vega_script().size());
}

/// The text of every element whose opening tag begins like this. (std::regex needs a piece of the stack for
/// every character that such an expression passes over.)
std::vector<std::string> contents(const std::string& text, const std::string& opening,
                                  const std::string& closing) {
  std::vector<std::string> all;
  for (std::size_t at = text.find(opening); at != std::string::npos; at = text.find(opening, at)) {
    at = text.find('>', at) + 1;
    const std::size_t end = text.find(closing, at);
    all.push_back(text.substr(at, end - at));
    at = end;
  }
  return all;
}

/// What a reader sees.
std::string without_markup(std::string text) {
  for (const auto& [opening, closing] : {std::pair("<style", "</style>"), std::pair("<script", "</script>")})
    for (const std::string& hidden : contents(text, opening, closing))
      if (!hidden.empty()) text.erase(text.find(hidden), hidden.size());
  return std::regex_replace(text, std::regex("<[^>]*>"), " ");
}

std::size_t count(const std::string& text, const std::string& what) {
  std::size_t n = 0;
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++n;
  return n;
}

std::string section(const std::string& text, const std::string& id) {
  const std::size_t from = text.find("id=\"" + id + "\"");
  return from == std::string::npos ? "" : text.substr(from, text.find("</section>", from) - from);
}

TEST(Report, RefersToNothingOutside) {
  for (const char* reader : {"operations", "management", "vendor:kitahama"}) {
    const std::string text = own(page(hakyu::testing::example(), Language::ja, reader));
    const std::string bare = std::regex_replace(text, std::regex("http://www\\.w3\\.org/2000/svg"), "");
    EXPECT_THAT(bare, Not(HasSubstr("http:")));
    EXPECT_THAT(bare, Not(HasSubstr("https:")));
    EXPECT_THAT(bare, Not(HasSubstr("src=")));
    EXPECT_THAT(bare, Not(HasSubstr("@import")));
    EXPECT_THAT(bare, Not(HasSubstr("<link")));
    EXPECT_THAT(bare, Not(HasSubstr("<iframe")));
    EXPECT_FALSE(std::regex_search(bare, std::regex("href=\"[^#]")));
    EXPECT_FALSE(std::regex_search(bare, std::regex("url\\((?!#)")));
  }
}

TEST(Report, PolicyForbidsEverythingButTheNamedScript) {
  const std::string text = page(hakyu::testing::example());
  EXPECT_THAT(text, HasSubstr("default-src 'none'"));
  EXPECT_TRUE(std::regex_search(text, std::regex("script-src 'sha256-[A-Za-z0-9+/]{43}='")));
  EXPECT_THAT(text, Not(HasSubstr("unsafe-eval")));
  EXPECT_THAT(page(hakyu::testing::example(), Language::ja, "vendor:minato"), HasSubstr("script-src 'none'"));
}

TEST(Report, TextOfTheModelIsNeverMarkup) {
  const std::string mark = "</script><img onerror=alert(1)>&\"'";
  for (const Language language : {Language::ja, Language::en})
    for (const char* reader : {"operations", "management", "vendor:kitahama"}) {
      const std::string text = own(page(hakyu::testing::example(mark), language, reader));
      EXPECT_THAT(text, Not(HasSubstr("<img")));
      EXPECT_EQ(count(text, "<script"), count(text, "</script")) << reader;
      EXPECT_EQ(count(text, "<script"),
                count(own(page(hakyu::testing::example(), language, reader)), "<script"));
      EXPECT_THAT(text, HasSubstr(escaped(mark)));
    }
}

TEST(Report, EveryPictureStandsThereWithoutScriptAndWithItsNumbers) {
  const std::string text = own(page(hakyu::testing::example()));
  const std::size_t figures = count(text, "<figure");
  EXPECT_GE(figures, 7U);
  EXPECT_EQ(count(text, "<svg xmlns"), figures);
  EXPECT_EQ(count(text, "application/json"), figures);
  EXPECT_EQ(count(text, "class=\"numbers\""), figures);
  const auto specifications = contents(text, "<script type=\"application/json\"", "</script>");
  EXPECT_EQ(specifications.size(), figures);
  for (const std::string& each : specifications) EXPECT_TRUE(nlohmann::json::accept(each));
}

TEST(Report, IsTheSameAgainAndHasNoTimeOfItsOwn) {
  EXPECT_EQ(page(hakyu::testing::example()), page(hakyu::testing::example()));
  testing::Example e = hakyu::testing::example();
  ReportInput in;
  in.system = &e.system;
  in.ranking = &e.ranking;
  in.generated = "2026-11-22 12:00";
  EXPECT_THAT(html(in), HasSubstr("2026-11-22 12:00"));
}

TEST(Report, SaysWhatTheDirectorNeeds) {
  const std::string text = page(hakyu::testing::example());
  for (const char* words :
       {"推奨", "日曜にまとめて適用", "悪い方から20回に1回の平均", "切り戻し判断時刻", "12月14日(月) 01:00",
        "2026年12月4日(金)", "承認: 病院長", "次回見直し日", "事業者から回答のない質問: 1件", "未対処日数",
        "142(135〜148)", "悪用が確認されたとき"})
    EXPECT_THAT(text, HasSubstr(words));
  EXPECT_THAT(text, HasSubstr(std::string(64, 'a')));  // SHA-256 of the input
  EXPECT_THAT(text, HasSubstr("CVE-2024-21762"));
  EXPECT_THAT(text, HasSubstr("診療機能ごとの重みを掛けた合計")) << "the unit of the impact is explained";
}

TEST(Report, AReasonInAColumnOfNumbersIsBrokenLikeText) {
  Markup out;
  DataTable table;
  table.columns = {"a", "b"};
  const std::string reason = "計算していません(救急外来端末の故障間隔の記載がないため)";
  table.rows = {{"x", "1,006(987〜1,025)"}, {"y", reason}};
  EXPECT_THAT(out.table(table).str(), HasSubstr("<td class=\"number\">1,006"));
  EXPECT_THAT(out.str(), HasSubstr("<td>" + reason));
}

TEST(Report, TimesOfTheWorkAreNotBroken) {
  EXPECT_THAT(section(page(hakyu::testing::example()), "work"),
              HasSubstr("<td class=\"number\">12月13日(日) 22:00</td>"));
}

TEST(Report, ResponsibilitiesSpeakOfNames) {
  testing::Example e = hakyu::testing::example();
  const auto model = std::make_shared<models::Model>(*e.system.model);
  model->resources.front().system = "ehr-system";
  model->systems.push_back({"ehr-system", {"", "電子カルテ一式", "all of the EHR"}, {}});
  model->responsibilities.front().scope = {"ehr-system", "lab-import"};
  e.system.model = model;
  EXPECT_THAT(section(page(e), "basis"), HasSubstr("電子カルテ一式、検査結果取込"));
  EXPECT_THAT(section(page(e), "basis"), Not(HasSubstr("ehr-system")));
}

TEST(Report, NamesFilesWithTheirFolderOnly) {
  testing::Example e = hakyu::testing::example();
  const auto model = std::make_shared<models::Model>(*e.system.model);
  model->files.front().name = "/home/somebody/models/hospital.json";
  e.system.model = model;
  EXPECT_THAT(page(e), HasSubstr(">models/hospital.json<"));
  EXPECT_THAT(page(e), Not(HasSubstr("somebody")));
}

TEST(Report, TheDirectorReadsTheKeyFiguresWithThoseOfDoingNothing) {
  const testing::Example e = hakyu::testing::example();
  const std::string figures = section(page(e), "decision");
  const std::size_t from = figures.find("class=\"figures\"");
  ASSERT_NE(from, std::string::npos);
  const std::string strip = figures.substr(from, figures.find("</div>\n</div>", from) - from);
  for (const char* words : {"作業期間", "費用(円)", "診療影響(換算人数)", "悪い方から20回に1回の平均",
                            "残る未対処日数", "現状維持との差", "現状維持では"})
    EXPECT_THAT(figures, HasSubstr(words));
  testing::Example hopeless = hakyu::testing::example();
  for (sim::RankedPlan& plan : hopeless.ranking.plans) plan.admissible = false;
  EXPECT_THAT(section(page(hopeless), "decision"), Not(HasSubstr("class=\"figures\"")))
      << "figures of a plan that is not recommended";
}

TEST(Report, AssumptionsSpeakOfNamesAndUnitsOfTheReader) {
  testing::Example e = hakyu::testing::example();
  const std::string node = e.system.model->resources.front().id;
  const std::string& name = e.system.model->resources.front().name.in(Language::ja);
  ASSERT_FALSE(name.empty());
  e.system.assumptions = {
      {"failure.interval", "x", "server", "exponential 730d", "90 d-1 y", "assumption", ""},
      {"requirement", "x", "stated", node + "; holdover 10m", "", "assumption", ""}};
  for (int i = 0; i < 20; ++i)
    e.system.assumptions.push_back({"statement.probability", "thing-" + std::to_string(i),
                                    "silence/os_update", "4%", "1-10 %", "assumption", ""});
  e.system.assumptions.push_back(
      {"statement.probability", "y", "compatible/os_update", "1%", "", "assumption", ""});
  e.ranking.assumptions = e.system.assumptions;
  const std::string text = page(e);
  const std::string basis = section(text, "basis");
  EXPECT_THAT(basis, HasSubstr("90日〜1年"));
  EXPECT_THAT(basis, HasSubstr(escaped(name) + "、つなぎ時間 10分"));
  EXPECT_THAT(basis, Not(HasSubstr("thing-19"))) << "the first ones are enough on paper";
  EXPECT_THAT(basis, HasSubstr("ほか14"));
  const std::string fields = section(page(e, Language::ja, "management"), "basis");
  EXPECT_THAT(fields, HasSubstr("1%〜4%"));
  EXPECT_THAT(fields, HasSubstr(">21</td>"));
  EXPECT_THAT(fields, Not(HasSubstr("thing-0")));
}

TEST(Report, RiskOfTheWorkIsToldOnceForWhatItIsTheSameFor) {
  testing::Example e = hakyu::testing::example();
  const auto degraded = [](std::uint32_t service) {
    sim::ServiceRisk risk;
    risk.service = sim::ServiceIndex(service);
    risk.planned = models::Level::degraded;
    risk.usual_per_hour = risk.per_hour = 1e-4;
    risk.in_step = 2e-4;
    return risk;
  };
  sim::PlanRisk plan;
  for (std::uint32_t step = 0; step < 2; ++step)
    plan.steps.push_back({step, sim::MeasureIndex(step), 0, 3600, {degraded(0), degraded(1)}});
  e.ranking.work_risks.assign(e.ranking.plans.size(), plan);
  e.ranking.work_risks[0].steps.clear();
  const std::string work = section(page(e), "work");
  const std::size_t from = work.find("class=\"risks\"");
  ASSERT_NE(from, std::string::npos);
  const std::string table = work.substr(from, work.find("</table>", from) - from);
  EXPECT_EQ(count(table, "<tr"), 3U) << "titles, both steps, both services";
  EXPECT_THAT(table, HasSubstr("<tr class=\"group\">"));
  EXPECT_THAT(table, HasSubstr("サーバOSの更新／"));
  EXPECT_THAT(table, HasSubstr(">救急、外来<"));
  EXPECT_EQ(count(table, "計画どおり縮退"), 1U);
  e.ranking.work_risks[1].steps[1].services[1].per_hour = 2e-4;
  const std::string differing = section(page(e), "work");
  EXPECT_THAT(differing, HasSubstr("約5,000回に1回")) << "no figure is lost";
}

TEST(Report, ManyPlansDoNotMakeItLong) {
  const testing::Example e = hakyu::testing::crowded(9, 14);
  const std::string services = section(page(e), "services");
  EXPECT_LE(count(services, "<figure"), 2U) << "the recommended plan and doing nothing";
  EXPECT_THAT(services, HasSubstr(">I</th>")) << "the others in a table";
  const std::string pairs = section(page(e, Language::ja, "management"), "comparison");
  EXPECT_LE(count(pairs, " − "), 8U) << "the recommended plan against the others";
}

TEST(Report, IsCompleteInBothLanguages) {
  const testing::Example e = hakyu::testing::example();
  const std::string ja = own(page(e, Language::ja));
  const std::string en = own(page(e, Language::en));
  EXPECT_EQ(count(ja, "<table"), count(en, "<table"));
  EXPECT_EQ(count(ja, "<tr"), count(en, "<tr"));
  // Kana and ideographs in the English page would be texts that were never translated, and English sentences
  // in the Japanese page likewise. The style sheet, ids and the model's own ids do not count.
  const std::regex japanese("[\\xE3-\\xE9][\\x80-\\xBF][\\x80-\\xBF]");
  std::smatch found;
  EXPECT_FALSE(std::regex_search(en, found, japanese))
      << en.substr(static_cast<std::size_t>(found.position()), 60);
  const std::string visible = without_markup(ja);
  EXPECT_FALSE(std::regex_search(visible, found, std::regex("[a-z]{3,} [a-z]{2,} [a-z]{2,}")))
      << visible.substr(static_cast<std::size_t>(found.position()), 80);
}

TEST(Report, ManagementGetsNoAddressesNorVulnerabilityLists) {
  const std::string text = page(hakyu::testing::example(), Language::ja, "management");
  EXPECT_THAT(text, Not(HasSubstr("CVE-")));
  EXPECT_THAT(text, HasSubstr("承認"));
  EXPECT_THAT(page(hakyu::testing::example()), Not(HasSubstr("192.0.2.77")));
}

TEST(VendorSheet, HoldsItsOwnItemsOnly) {
  const std::string lab = page(hakyu::testing::example(), Language::ja, "vendor:kitahama");
  EXPECT_THAT(lab, HasSubstr("北浜検査センター 御中"));
  EXPECT_THAT(lab, HasSubstr("検査結果取込"));      // the question about its own system
  EXPECT_THAT(lab, HasSubstr("ネットワーク分割"));  // its own work
  EXPECT_THAT(lab, HasSubstr("□ 適用可 □ 条件付 □ 不可"));
  EXPECT_THAT(lab, Not(HasSubstr("192.0.2.77")));
  EXPECT_THAT(lab, Not(HasSubstr("版 2.1 以上")));  // what another vendor answered
  EXPECT_THAT(lab, Not(HasSubstr("A12")));
  EXPECT_THAT(lab, Not(HasSubstr("CVE-")));
  const std::string record = page(hakyu::testing::example(), Language::ja, "vendor:minato");
  EXPECT_THAT(record, HasSubstr("版 2.1 以上"));
  EXPECT_THAT(record, Not(HasSubstr("検査結果取込")));
}

TEST(VendorSheet, NamesAPlanOnceForAllItsWork) {
  testing::Example e = hakyu::testing::example();
  const auto model = std::make_shared<models::Model>(*e.system.model);
  model->measures[1].by = "minato";
  e.system.model = model;
  const std::string sheet = page(e, Language::ja, "vendor:minato");
  const std::string work = sheet.substr(0, sheet.find("貴社への質問"));
  EXPECT_EQ(count(work, "日曜にまとめて適用"), 1U);
  EXPECT_EQ(count(work, ">ネットワーク分割<"), 2U) << "in both plans";
}

TEST(VendorSheet, UnknownVendorIsAnError) {
  EXPECT_THROW(page(hakyu::testing::example(), Language::ja, "vendor:nobody"), models::Error);
}

TEST(Audience, ReadsItsThreeForms) {
  EXPECT_EQ(audience("management")->kind, Audience::Kind::management);
  EXPECT_EQ(audience("operations")->kind, Audience::Kind::operations);
  EXPECT_EQ(audience("vendor:minato")->vendor, "minato");
  EXPECT_FALSE(audience("vendor:"));
  EXPECT_FALSE(audience("Management"));
  EXPECT_FALSE(audience(""));
}

TEST(HarmlessSvg, KeepsWhatDrawsAndDropsTheRest) {
  const std::string svg = harmless_svg(
      R"svg(<?xml version="1.0"?><!DOCTYPE svg><svg width="10pt" onload="alert(1)" xmlns:xlink="x">)svg"
      R"svg(<script>alert(1)</script><style>*{}</style><foreignObject><b/></foreignObject>)svg"
      R"svg(<g id="n1"><title>a &lt; b</title><path d="M0 0" fill="url(#g)" style="x"/>)svg"
      R"svg(<a xlink:href="javascript:alert(1)"><text>1</text></a><a href="#n1"><text>2</text></a>)svg"
      R"svg(<image href="http://x/y.png"/><rect fill="url(http://x)"/></g></svg>)svg",
      "w-");
  EXPECT_THAT(svg, HasSubstr("<path d=\"M0 0\" fill=\"url(#w-g)\">"));
  EXPECT_THAT(svg, HasSubstr("a &lt; b"));
  EXPECT_THAT(svg, HasSubstr("id=\"w-n1\""));
  EXPECT_THAT(svg, HasSubstr("<a href=\"#w-n1\">"));
  for (const char* bad : {"script", "style", "foreign", "onload", "javascript", "image", "http://x"})
    EXPECT_THAT(svg, Not(HasSubstr(bad)));
}

TEST(HarmlessSvg, IsEmptyForWhatIsNoSvg) {
  EXPECT_EQ(harmless_svg("", "w-"), "");
  EXPECT_EQ(harmless_svg("<html></html>", "w-"), "");
  EXPECT_EQ(harmless_svg("<svg", "w-"), "");
}

TEST(HarmlessSvg, DeepNestingIsCutNotFollowed) {
  std::string deep = "<svg>";
  for (int i = 0; i < 100'000; ++i) deep += "<g>";
  for (int i = 0; i < 100'000; ++i) deep += "</g>";
  EXPECT_LT(harmless_svg(deep + "</svg>", "w-").size(), 2'000U);
}

TEST(Report, TakesTheWorstMomentOver) {
  const testing::Example e = hakyu::testing::example();
  ReportInput in;
  in.system = &e.system;
  in.ranking = &e.ranking;
  in.worst = WorstMoment{"<svg><g id='a'><text>サーバ</text></g></svg>", "12月13日 22:00"};
  EXPECT_THAT(html(in), HasSubstr("id=\"worst-a\""));
  EXPECT_THAT(html(in), HasSubstr("12月13日 22:00"));
  in.worst->impact.emplace();
  in.worst->impact->levels.assign(e.system.model->resources.size() + e.system.model->services.size(),
                                  models::Level::up);
  in.worst->impact->levels[e.system.services.front().node] = models::Level::down;
  EXPECT_THAT(section(html(in), "worst"), HasSubstr("✕ 停止"));
  in.worst->svg = "no picture";
  EXPECT_THAT(html(in), HasSubstr("図を描けませんでした"));
}

}  // namespace
}  // namespace hakyu::viz
