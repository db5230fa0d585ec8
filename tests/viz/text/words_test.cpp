// Every value that people see has words in both languages; every diagnostic has a sentence.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "models/coverage.hpp"
#include "models/defaults.hpp"
#include "models/diagnostic.hpp"
#include "models/diagnostic_codes.hpp"
#include "models/model.hpp"
#include "sim/assumption.hpp"
#include "sim/causes.hpp"
#include "sim/compile/fields.hpp"
#include "sim/montecarlo/replication.hpp"
#include "sim/plans/rank.hpp"
#include "sim/plans/violations.hpp"
#include "viz/text/text.hpp"
#include "viz/text/width.hpp"

namespace hakyu::viz {
namespace {

using models::Language;

bool has_japanese(const std::string& text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0xE3; });
}

// Names of all values up to `last` differ, are not empty and are Japanese in Japanese (but for names that
// are Latin in both languages); the value after `last` has none: a new enumerator must be added here.
template <class Enum>
void expect_named(Enum last, const std::set<std::string>& latin = {}) {
  const Words ja(Language::ja);
  const Words en(Language::en);
  std::set<std::string> seen;
  const auto end = static_cast<unsigned>(last) + 1U;
  for (unsigned i = 0; i < end; ++i) {
    const auto value = static_cast<Enum>(i);
    EXPECT_FALSE(en.name(value).empty() || en.name(value) == "?") << i;
    EXPECT_FALSE(has_japanese(en.name(value))) << en.name(value);
    EXPECT_TRUE(has_japanese(ja.name(value)) || latin.count(ja.name(value)) > 0) << ja.name(value);
    EXPECT_TRUE(seen.insert(ja.name(value)).second) << "twice: " << ja.name(value);
  }
  EXPECT_EQ(ja.name(static_cast<Enum>(end)), "?");
}

TEST(Names, OfTheModel) {
  using namespace models;
  expect_named(Level::up);
  expect_named(ResourceKind::data, {"OS"});
  expect_named(RequirementKind::other);
  expect_named(MeasureKind::change);
  expect_named(Treatment::retain);
  expect_named(Verified::no);
  expect_named(ChangeKind::other);
  expect_named(RestartScope::system);
  expect_named(AfterDefect::keep);
  expect_named(Says::unverified);
  expect_named(Warranty::void_);
  expect_named(PartyKind::authority);
  expect_named(Patching::none);
  expect_named(RoleKind::pay);
  expect_named(Phase::emergency);
  expect_named(FindingStatus::unknown);
  expect_named(Usable::retired);
  expect_named(Procurement::service);
  expect_named(ImpactClass::IV);
  expect_named(Failures::none);
  expect_named(Ages::operating);
  expect_named(DayKind::every);
  expect_named(StepKind::withdraw);
  expect_named(Severity::error);
}

TEST(Names, OfTheResults) {
  using namespace sim;
  expect_named(Cause::out_of_use);
  expect_named(StatementOrigin::unconfirmed_pair);
  expect_named(EventKind::level_change);
  expect_named(ViolationKind::beyond_horizon);
  expect_named(Verdict::undecided);
  expect_named(StopReason::interrupted);
  expect_named(models::Confirmation::none);
}

TEST(Names, TermsThatTheGlossaryFixes) {
  const Words ja(Language::ja);
  EXPECT_EQ(ja.name(models::Level::degraded), "縮退");
  EXPECT_EQ(ja.name(models::Says::unverified), "未確認");
  EXPECT_EQ(ja.name(models::PartyKind::vendor), "事業者");
  EXPECT_EQ(ja.name(models::Treatment::retain), "保有");
  EXPECT_EQ(ja.name(sim::Verdict::undecided), "差を確認できず");
  EXPECT_EQ(ja.name(models::Confirmation::both), "双方確認");
}

TEST(Names, SetsOfCauses) {
  const Words ja(Language::ja);
  EXPECT_EQ(ja.causes("failed_change+failure"), "変更の失敗 + 故障");
  EXPECT_EQ(ja.causes(static_cast<sim::CauseSet>(sim::bit(sim::Cause::failure) |
                                                 sim::bit(sim::Cause::failed_change))),
            "変更の失敗 + 故障");
  EXPECT_EQ(ja.causes("martians"), "martians");
  EXPECT_EQ(ja.causes(""), "");
}

TEST(Names, OfEverythingAResultCanRestOn) {
  const Words ja(Language::ja);
  const Words en(Language::en);
  std::set<std::string> fields;
  for (const auto& all : {std::vector<std::string_view>(sim::fields::all.begin(), sim::fields::all.end()),
                          std::vector<std::string_view>(sim::rules::all.begin(), sim::rules::all.end()),
                          std::vector<std::string_view>(sim::stated::all.begin(), sim::stated::all.end())})
    fields.insert(all.begin(), all.end());
  for (const std::string& field : fields) {
    EXPECT_NE(en.field(field), field) << "no words for this field";
    EXPECT_TRUE(has_japanese(ja.field(field))) << field;
  }
  EXPECT_EQ(en.field("of.the.future"), "of.the.future");
}

TEST(Names, OfValuesAndKindsOfAssumptions) {
  const Words ja(Language::ja);
  const Words en(Language::en);
  EXPECT_EQ(ja.value("lognormal 5h34m 17h"), "半数は5時間34分以内、95%は17時間以内(対数正規分布)");
  EXPECT_EQ(en.value("weibull 2190d 1.5"), "63% within 2,190 d, shape 1.5 (Weibull)");
  EXPECT_EQ(ja.value("triangular 2h 3h 4h"), "2時間〜4時間、多くは3時間(三角分布)");
  EXPECT_EQ(en.value("exponential 365d"), "365 d on average (exponential)");
  EXPECT_EQ(ja.value("empirical 1h 2h"), "次のいずれか: 1時間、2時間");
  EXPECT_EQ(
      en.value("failure exponential 365d; repair lognormal 1h 4h; availability 99%"),
      "time between failures 365 d on average (exponential), time to repair half within 1 h, 95% within "
      "4 h (lognormal), availability 99%");
  EXPECT_EQ(ja.value("時刻サーバ; holdover 1w"), "時刻サーバ、つなぎ時間 7日");
  EXPECT_EQ(en.value("Windows Server 2019"), "Windows Server 2019") << "versions are no list";
  EXPECT_EQ(ja.value("2027-01-31"), "2027年1月31日(日)");
  EXPECT_EQ(ja.range("0.5-3 x"), "0.5〜3倍");
  EXPECT_EQ(ja.range("1.8-17 h"), "1.8〜17時間");
  EXPECT_EQ(en.range("15 min-6 h"), "15 min–6 h");
  EXPECT_EQ(ja.range("90 d-1 y"), "90日〜1年");
  EXPECT_EQ(en.range("2h-6h"), "2 to 6 h");
  EXPECT_EQ(ja.range("0.3%–3%"), "0.3〜3%");
  EXPECT_EQ(ja.range("0.1–0.5"), "0.1〜0.5");
  EXPECT_EQ(ja.range("0.1-100 /h"), "毎時0.1〜100件");
  EXPECT_EQ(en.range("about as long"), "about as long");
  EXPECT_EQ(en.value("4%"), "4%");
  EXPECT_EQ(en.value("30m"), "30 min");
  EXPECT_EQ(en.value("みなとカルテ"), "みなとカルテ");
  EXPECT_EQ(ja.kind("failure.probability", "database/no"), "データベース更新 / 動作検証なし");
  EXPECT_EQ(ja.kind("resource.restart", "database"), "データベース");
  EXPECT_EQ(ja.kind("statement.probability", "silence/os_update"), "回答なし / OS更新");
  EXPECT_EQ(ja.kind("statement.repair", "compatible/any"), "動作確認済み / 全種別");
}

TEST(Sentences, AssumptionsNameValueSourceAndWhomToAsk) {
  const sim::Assumption a{"failure.probability", "ehr-patch", "os_update/no", "4%", "2%–8%",
                          "assumption",          "miyama"};
  EXPECT_EQ(
      Words(Language::en).sentence(a),
      "probability that the change fails of “ehr-patch”: 4% (range 2 to 8%) – assumption without a source; "
      "ask miyama");
  EXPECT_EQ(Words(Language::ja).sentence(a),
            "変更が失敗する確率(「ehr-patch」): 4%(範囲 2〜8%) – 出典のない仮定。確認先: miyama");
}

TEST(Sentences, TheTableOfDefaultsIsReadableInJapanese) {
  const Words ja(Language::ja);
  const Words en(Language::en);
  for (const models::DefaultRow& row : models::Defaults::shipped().rows()) {
    EXPECT_TRUE(row.source == "assumption" || has_japanese(ja.source(row.source))) << row.source;
    EXPECT_EQ(en.source(row.source), row.source);
    const std::string range = ja.range(row.range);
    for (const char* foreign : {" h", " d", " y", " x", " min", "-"})
      EXPECT_EQ(range.find(foreign), std::string::npos) << row.range << " → " << range;
  }
}

TEST(Sentences, AssumptionsSayWhoseTheyAre) {
  const Words en(Language::en);
  const sim::Assumption stated{"latent", "m", "stated", "1%", "", "vendor's test report", ""};
  EXPECT_EQ(
      en.sentence(stated),
      "the hidden defect of “m”: 1% – marked as an assumption in the model – source: vendor's test report");
  const sim::Assumption cut{"outages-cut-at-horizon", "p", "rule", "0.24%", "", "", ""};
  EXPECT_EQ(en.sentence(cut).find("without a source"), std::string::npos) << en.sentence(cut);
  EXPECT_NE(en.sentence(cut).find("a result of this computation"), std::string::npos);
  const sim::Assumption rule{"buffers-refill-at-once", "", "rule", "", "", "assumption", ""};
  EXPECT_EQ(Words(Language::ja).sentence(rule),
            "使った予備(電池・キャッシュ等)は直ちに元に戻るとみなす – 計算上の取り決め");
}

TEST(Sentences, EveryDiagnosticCodeHasOne) {
  for (const std::string_view code : models::codes::all) {
    EXPECT_TRUE(diagnostic_message(code).has_value()) << code;
    models::Diagnostic d;
    d.code = code;
    d.found = "FOUND";
    d.expected = "EXPECTED";
    for (const Language language : {Language::ja, Language::en}) {
      const std::string text = Words(language).sentence(d);
      EXPECT_EQ(has_japanese(text), language == Language::ja) << text;
      EXPECT_THAT(text, testing::Not(testing::ContainsRegex("[{][a-z]*[}]"))) << "a place that nothing fills";
    }
  }
}

TEST(Sentences, AnotherEncodingIsAGuessNotASpellingMistake) {
  models::Diagnostic d;
  d.code = "not-utf8";
  d.found = "0x82 @ 93";
  d.suggestion = "CP932";
  EXPECT_THAT(Words(Language::ja).sentence(d), ::testing::HasSubstr("今の文字コードはCP932のようです"));
  EXPECT_THAT(Words(Language::en).sentence(d), ::testing::HasSubstr("It seems to be in CP932."));
}

TEST(Sentences, SayWhatWasFoundExpectedAndMeant) {
  models::Diagnostic d;
  d.code = "unknown-reference";
  d.file = "hospital.json";
  d.line = 12;
  d.column = 7;
  d.pointer = "/resources/3/runs_on";
  d.found = "ehr-bd";
  d.expected = "node";
  d.suggestion = "ehr-db";
  EXPECT_EQ(Words(Language::en).sentence(d),
            "There is no “ehr-bd” (wanted: resource or service). Check the spelling or add it to the model. "
            "Did you mean "
            "“ehr-db”?");
  EXPECT_EQ(Words(Language::ja).sentence(d),
            "「ehr-bd」が見つかりません(必要なもの: "
            "資源または診療機能)。つづりを確認するか、モデルに追加してください。「ehr-"
            "db」の間違いではありませんか。");
  EXPECT_EQ(Words::place(d), "hospital.json:12:7 /resources/3/runs_on");
}

TEST(Sentences, AnUnknownCodeIsStillShown) {
  models::Diagnostic d;
  d.code = "from-the-future";
  d.found = "x";
  EXPECT_NE(Words(Language::ja).sentence(d).find("from-the-future"), std::string::npos);
}

TEST(Sentences, NamesFromFilesCannotSteerTheTerminal) {
  models::Diagnostic d;
  d.code = "unknown-key";
  d.found = "a\x1b[2Jb\n";
  EXPECT_EQ(Words(Language::en).sentence(d).find('\x1b'), std::string::npos);
  EXPECT_EQ(Words(Language::en).sentence(d).find('\n'), std::string::npos);
}

TEST(Width, WrapsAtBlanksAndPhrases) {
  using Lines = std::vector<std::string>;
  EXPECT_EQ(wrapped("one two three", 7), (Lines{"one two", "three"}));
  EXPECT_EQ(wrapped("電子カルテ、検査", 10), (Lines{"電子", "カルテ、", "検査"})) << "no mark begins a line";
  EXPECT_EQ(wrapped("どの計画にもすべての点で劣ってはいない", 22),
            (Lines{"どの計画にもすべての", "点で劣ってはいない"}));
  EXPECT_EQ(wrapped("← オーダエントリ ← 電子カルテ", 24), (Lines{"← オーダエントリ", "← 電子カルテ"}))
      << "an arrow stays with the name it points to";
  EXPECT_EQ(wrapped("データベース", 8), (Lines{"データ", "ベース"})) << "ー does not begin a line either";
  EXPECT_EQ(wrapped("unbreakable", 4), (Lines{"unbr", "eaka", "ble"}));
  EXPECT_EQ(wrapped("", 4), Lines{""});
  EXPECT_EQ(wrapped("一二三", 6), Lines{"一二三"});
  for (const std::string& line : wrapped("VPNは昼休みに先行、OSは日曜 (10.0.17763.6893) に「適用」する", 12))
    EXPECT_LE(display_width(line), 12U) << line;
}

TEST(Width, WrappingCutsNoNumberAndBeginsNoLineWithAClosingMark) {
  const std::string text =
      "VPN-R2の停止(09:00〜09:33)は、10.0.17763.6893への更新と「再起動」で12,345円。docs/"
      "a.json（付録）を参照。";
  for (std::size_t limit = 14; limit < 60; ++limit) {
    std::string all;
    for (const std::string& line : wrapped(text, limit)) {
      EXPECT_LE(display_width(line), limit) << line;
      for (const char* mark : {"、", "。", ")", "）", "」"}) EXPECT_FALSE(line.starts_with(mark)) << line;
      all += line + "|";
    }
    for (const char* whole : {"VPN-R2", "09:00〜09:33", "12,345", "docs/a.json"})
      EXPECT_THAT(all, ::testing::HasSubstr(whole)) << limit;
    std::erase(all, '|');
    EXPECT_EQ(all, text) << "nothing is lost";
  }
}

TEST(Width, CountsColumnsNotBytes) {
  EXPECT_EQ(display_width("abc"), 3U);
  EXPECT_EQ(display_width("電子カルテ"), 10U);
  EXPECT_EQ(display_width("ｶﾙﾃ"), 3U) << "half-width kana";
  EXPECT_EQ(display_width("か\xE3\x82\x99"), 2U) << "combining voiced sound mark";
  EXPECT_EQ(display_width("\xff\xfe"), 2U);
  EXPECT_EQ(shortened("電子カルテ", 6), "電子…");
  EXPECT_EQ(shortened("電子", 4), "電子");
  EXPECT_EQ(printable("a\xff"), "a\xEF\xBF\xBD");
  EXPECT_EQ(printable("a\xE2\x80\xAE"
                      "b"),
            "a b")
      << "right-to-left override";
}

}  // namespace
}  // namespace hakyu::viz
