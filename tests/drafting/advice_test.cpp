// Lines of advisories into advice that can be carried out.
#include "models/import/drafting/advice.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "models/import/drafting/drafts.hpp"

namespace hakyu::models::drafting {
namespace {

using advisories::OutageSource;
using testing::ElementsAre;
using testing::IsEmpty;

Remedy remedy(std::int64_t number, const char* kind, const char* text, const char* document = "A") {
  Remedy out;
  out.record.kind = kind;
  out.record.text = text;
  out.document.key = document;
  out.number = number;
  return out;
}

Case with(const char* id, std::vector<Remedy> remedies) {
  Case out;
  out.vulnerability.id = id;
  out.remedies = std::move(remedies);
  return out;
}

std::vector<Advice> of(const std::vector<Case>& cases) {
  std::vector<const Case*> all;
  for (const Case& each : cases) all.push_back(&each);
  return advice(all);
}

TEST(Advice, ALineThatIntroducesIsJoinedToWhatFollows) {
  const auto all = of({with(
      "CVE-1", {remedy(1, "mitigation", "Users should:"), remedy(2, "mitigation", "close port 104"),
                remedy(3, "mitigation", "use a firewall"), remedy(4, "mitigation", "Administrators should："),
                remedy(5, "mitigation", "change the password")})});
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[0].text, "Users should:\nclose port 104");
  EXPECT_EQ(all[1].text, "Users should:\nuse a firewall");
  EXPECT_EQ(all[2].text, "Administrators should：\nchange the password");
}

TEST(Advice, AddressesBelongToTheOthersOfTheDocument) {
  const auto all =
      of({with("CVE-1", {remedy(1, "mitigation", "https://example.jp/a \n http://example.jp/b"),
                         remedy(2, "mitigation", "use a firewall"), remedy(3, "workaround", "unplug it"),
                         remedy(4, "mitigation", "read on at https://example.jp/c")})});
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[0].kind, Advised::workaround);
  EXPECT_THAT(all[0].links, IsEmpty()) << "there are others of its own category";
  EXPECT_THAT(all[1].links, ElementsAre("https://example.jp/a \n http://example.jp/b"));
  EXPECT_EQ(all[2].text, "read on at https://example.jp/c") << "words and an address are no bare address";
}

TEST(Advice, WhatNothingFollowsIsNotLost) {
  const auto joined = of({with(
      "CVE-1", {remedy(1, "vendor_fix", "update to 2.0"), remedy(2, "mitigation", "https://example.jp/guide"),
                remedy(3, "mitigation", "See also:")})});
  ASSERT_EQ(joined.size(), 1U);
  EXPECT_THAT(joined[0].links, ElementsAre("See also:", "https://example.jp/guide"));
  const auto alone = of({with("CVE-1", {remedy(1, "mitigation", "https://example.jp/guide")})});
  ASSERT_EQ(alone.size(), 1U);
  EXPECT_TRUE(alone[0].link_only);
}

TEST(Advice, AFixThatIsOnlyAnAddressStaysAFix) {
  const auto all = of({with("CVE-1", {remedy(1, "vendor_fix", "update to 2.0")}),
                       with("CVE-2", {remedy(2, "vendor_fix", "https://example.jp/download")})});
  ASSERT_EQ(all.size(), 2U) << "it is the only fix of CVE-2";
  EXPECT_THAT(all[0].vulnerabilities, ElementsAre("CVE-1"));
  EXPECT_THAT(all[1].vulnerabilities, ElementsAre("CVE-2"));
  const auto same = of({with("CVE-1", {remedy(1, "vendor_fix", "update to 2.0"),
                                       remedy(2, "vendor_fix", "https://example.jp/download")})});
  ASSERT_EQ(same.size(), 1U);
  EXPECT_THAT(same[0].links, ElementsAre("https://example.jp/download"));
}

TEST(Advice, ARemediationOfSeveralVulnerabilitiesComesOnce) {
  const Remedy shared = remedy(7, "vendor_fix", "update");
  const auto all = of({with("CVE-2", {shared}), with("CVE-1", {shared})});
  ASSERT_EQ(all.size(), 1U);
  EXPECT_THAT(all[0].vulnerabilities, ElementsAre("CVE-1", "CVE-2"));
}

TEST(Advice, UnknownWordsAreNoMeasures) {
  EXPECT_EQ(advised("recommendation"), Advised::other);
  EXPECT_EQ(advised(""), Advised::other);
  for (const char* word : {"none_available", "no_fix_planned", "fix_planned", "optional_patch", "other"})
    EXPECT_FALSE(is_measure(advised(word))) << word;
  for (const char* word : {"vendor_fix", "workaround", "mitigation"}) EXPECT_TRUE(is_measure(advised(word)));
}

Advice fix(const char* text, RestartScope scope, OutageSource source) {
  Advice out;
  out.kind = Advised::fix;
  out.text = text;
  out.outage = {scope, source, "x"};
  return out;
}

TEST(Scope, UnknownDominates) {
  EXPECT_EQ(scope_of({}), RestartScope::unknown);
  EXPECT_EQ(scope_of({fix("a", RestartScope::system, OutageSource::csaf),
                      fix("b", RestartScope::unknown, OutageSource::unknown)}),
            RestartScope::unknown);
  EXPECT_EQ(scope_of({fix("b", RestartScope::unknown, OutageSource::msrc),
                      fix("a", RestartScope::none, OutageSource::csaf)}),
            RestartScope::unknown)
      << "“Maybe” is not “no”";
}

TEST(Scope, TheWidestServesAll) {
  EXPECT_EQ(scope_of({fix("a", RestartScope::none, OutageSource::csaf),
                      fix("b", RestartScope::machine, OutageSource::msrc),
                      fix("c", RestartScope::vulnerable_component, OutageSource::csaf)}),
            RestartScope::machine);
  EXPECT_EQ(scope_of({fix("a", RestartScope::none, OutageSource::csaf)}), RestartScope::none);
}

TEST(Scope, AboutTheSameFixTheMostTrustedWordCounts) {
  const Advice silent = fix("KB1", RestartScope::unknown, OutageSource::unknown);
  const Advice microsoft = fix("KB1 ", RestartScope::none, OutageSource::msrc);
  const Advice vendor = fix(" KB1", RestartScope::machine, OutageSource::csaf);
  EXPECT_EQ(scope_of({silent, microsoft}), RestartScope::none);
  EXPECT_EQ(scope_of({microsoft, vendor, silent}), RestartScope::machine);
  EXPECT_EQ(scope_of({silent, vendor, microsoft}), RestartScope::machine);
}

}  // namespace
}  // namespace hakyu::models::drafting
