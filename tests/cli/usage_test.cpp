// Wrong and right usage: exit status, help, languages.
#include <gtest/gtest.h>

#include "tests/cli/process.hpp"

namespace {

using hakyu::test::Finished;
using hakyu::test::hakyu;
using hakyu::test::has;
using hakyu::test::How;
using hakyu::test::scenario;

constexpr const char* commands[] = {"check", "impact", "simulate", "rank", "start-order",
                                    "graph", "report", "import",   "demo", "availability"};

bool japanese(const std::string& text) { return text.find("\xe3\x81") != std::string::npos; }

void expect_usage_error(const Finished& done, const std::string& what) {
  EXPECT_EQ(done.status, 2) << done.err;
  EXPECT_TRUE(has(done.err, what)) << done.err;
  EXPECT_TRUE(has(done.err, "--help")) << "no hint where to read on: " << done.err;
  EXPECT_EQ(done.out, "");
}

TEST(Usage, WithoutACommandTheHelpIsShown) {
  const Finished done = hakyu({});
  EXPECT_EQ(done.status, 2);
  for (const char* command : commands) EXPECT_TRUE(has(done.out, command)) << command;
}

TEST(Usage, EveryCommandHasHelpWithAnExampleInBothLanguages) {
  for (const char* command : commands) {
    const Finished english = hakyu({command, "--help"});
    EXPECT_EQ(english.status, 0);
    EXPECT_TRUE(has(english.out, std::string("Example:\n  hakyu ") + command)) << english.out;
    EXPECT_FALSE(japanese(english.out)) << english.out;
    const Finished in_japanese = hakyu({"--lang", "ja", command, "--help"});
    EXPECT_EQ(in_japanese.status, 0);
    EXPECT_TRUE(has(in_japanese.out, std::string("例:\n  hakyu ") + command)) << in_japanese.out;
    EXPECT_FALSE(has(in_japanese.out, "Options")) << in_japanese.out;
  }
}

TEST(Usage, TheLastLanguageCounts) {
  EXPECT_EQ(hakyu({"--lang", "ja", "check", scenario("clinic"), "--lang", "en"}).out.substr(0, 8),
            "0 errors");
  const Finished done =
      hakyu({"--lang", "fr", "check", "clinic"}, {.environment = {{"LANG", "ja_JP.UTF-8"}}});
  EXPECT_EQ(done.status, 2);
  EXPECT_TRUE(japanese(done.err)) << done.err;
  EXPECT_TRUE(has(done.err, "fr")) << done.err;
}

TEST(Usage, AnUnknownNameShowsWhatThereIs) {
  const Finished done = hakyu({"simulate", scenario("clinic"), "--plan", "xyzzy"});
  EXPECT_EQ(done.status, 2);
  EXPECT_TRUE(has(done.err, "sunday-all (")) << done.err;
}

TEST(Usage, VersionIsThatOfTheSources) {
  const Finished done = hakyu({"--version"});
  EXPECT_EQ(done.status, 0);
  EXPECT_EQ(done.out, "hakyu " + hakyu::test::read_file(HAKYU_SOURCE_DIR "/VERSION"));
}

TEST(Usage, LanguageFollowsTheLocaleAndTheOption) {
  const auto help = [](How how, std::vector<std::string> arguments) {
    return japanese(hakyu(arguments, how).out);
  };
  EXPECT_TRUE(help({.environment = {{"LANG", "ja_JP.UTF-8"}}}, {"--help"}));
  EXPECT_FALSE(help({.environment = {{"LANG", "ja_JP.UTF-8"}, {"LC_ALL", "en_US.UTF-8"}}}, {"--help"}));
  EXPECT_TRUE(help({.environment = {{"LC_MESSAGES", "ja_JP.UTF-8"}, {"LANG", "C"}}}, {"--help"}));
  EXPECT_FALSE(help({.environment = {}}, {"--help"}));
  EXPECT_FALSE(help({.environment = {{"LANG", "ja_JP.UTF-8"}}}, {"--lang", "en", "--help"}));
  EXPECT_TRUE(help({}, {"--lang=ja", "--help"}));
  EXPECT_TRUE(help({}, {"check", "--help", "--lang", "ja"}));
  expect_usage_error(hakyu({"--lang", "fr", "check", scenario("clinic")}), "fr");
}

TEST(Usage, UnknownWordsAreNamedWithTheNearestKnownOne) {
  expect_usage_error(hakyu({"chekc", scenario("clinic")}), "Did you mean “check”?");
  expect_usage_error(hakyu({"check", scenario("clinic"), "--jsno", "x"}), "Did you mean “--json”?");
  expect_usage_error(hakyu({"rank", scenario("clinic"), "--plan", "x"}), "Did you mean “--plans”?");
}

TEST(Usage, MissingAndWrongValues) {
  expect_usage_error(hakyu({"check"}), "No model was named");
  expect_usage_error(hakyu({"simulate", scenario("clinic"), "--plan"}), "--plan");
  for (const char* wrong : {"0", "-1", "1.5", "many", "99999999999999999999", ""})
    expect_usage_error(hakyu({"simulate", scenario("clinic"), "--replications", wrong}), "--replications");
  for (const char* wrong : {"0", "1", "1.5", "nan", "inf", "x", "-0.5"})
    expect_usage_error(hakyu({"rank", scenario("clinic"), "--confidence", wrong}), "--confidence");
}

TEST(Usage, ImportWithoutAKindSaysWhatCanBeImported) {
  const Finished done = hakyu({"--lang", "ja", "import"});
  EXPECT_EQ(done.status, 2);
  EXPECT_FALSE(has(done.err, "「」")) << done.err;
  for (const char* part :
       {"ledger", "advisories", "csaf", "vuls", "hakyu import ledger docs/import/ledger.csv"})
    EXPECT_TRUE(has(done.err, part)) << part << " is not in " << done.err;
  EXPECT_TRUE(has(hakyu({"import", "xyz"}).err, "“xyz” cannot be imported"));
}

TEST(Usage, NodesAreSeparatedByCommas) {
  const auto levels = [](std::vector<std::string> nodes) {
    nodes.insert(nodes.begin(), {"impact", scenario("clinic"), "--down"});
    const Finished done = hakyu(nodes);
    EXPECT_EQ(done.status, 0) << done.err;
    return done.out;
  };
  EXPECT_EQ(levels({"switch,nas"}), levels({"switch", "nas"}));
  EXPECT_EQ(levels({"switch,nas"}), levels({"nas", "--down", "switch"}));
  EXPECT_EQ(hakyu({"impact", scenario("clinic"), "--measure", "vpn-firmware,os-update"}).status, 0);
  EXPECT_EQ(hakyu({"graph", scenario("clinic"), "--down", "switch,nas", "--degraded", "ehr,mains"}).status,
            0);
  EXPECT_EQ(
      hakyu({"graph", scenario("clinic"), "--importance", "reception,billing", "--ignore-filters"}).status,
      0);
}

TEST(Usage, ImpactNeedsToKnowWhatAndHowLong) {
  const auto impact = [](std::vector<std::string> more) {
    more.insert(more.begin(), {"impact", scenario("clinic")});
    const Finished done = hakyu(more);
    EXPECT_EQ(done.status, 2) << done.err;
    EXPECT_EQ(done.out, "");
    return done.err;
  };
  EXPECT_TRUE(has(impact({}), "--down"));
  EXPECT_TRUE(has(impact({"--down", "mains", "--at", "2026-12-06T02:00"}), "--for"));
  EXPECT_TRUE(has(impact({"--down", "mains", "--for", "5"}), "90m"));
  EXPECT_TRUE(has(impact({"--down", "mains", "--for", "0s"}), "90m"));
  EXPECT_TRUE(has(impact({"--down", "mains", "--for", "1h", "--at", "noon"}), "2026-12-06T02:00"));
  EXPECT_TRUE(has(impact({"--down", "mains", "--for", "1h", "--at", "2001-01-01T00:00"}), "outside"));
}

}  // namespace
