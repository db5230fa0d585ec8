#include "models/import/matching/range.hpp"

#include <gtest/gtest.h>

namespace hakyu::models::matching {
namespace {

std::string shown(const VersionRange& range) {
  if (!range.understood) return "?";
  constexpr const char* signs[] = {"=", "!=", "<", "<=", ">", ">=", "~"};
  std::string text;
  for (const Interval& interval : range.alternatives) {
    text += text.empty() ? "" : " | ";
    for (std::size_t i = 0; i < interval.size(); ++i)
      text += (i > 0 ? " " : "") + std::string(signs[static_cast<std::size_t>(interval[i].comparator)]) +
              interval[i].version;
    if (interval.empty()) text += "*";
  }
  return text;
}

struct Row {
  const char *text, *range;
};

TEST(VersionProse, HandCheckedExamples) {
  const Row rows[] = {// JVN, as its feeds write it
                      {"5.16.3 未満", "<5.16.3"},
                      {"7.3.7 より前のバージョン", "<7.3.7"},
                      {"7.6.2より前のバージョン", "<7.6.2"},
                      {"v6 R4 およびそれ以前のバージョン", "<=6 r4"},
                      {"ファームウェアバージョン 1.05およびそれ以前", "<=1.05"},
                      {"2.13.0 から 2.15.0 より前のバージョン", ">=2.13.0 <2.15.0"},
                      {"core 2.0-beta9 から 2.12.1 より前のバージョン", ">=2.0-beta9 <2.12.1"},
                      {"for Windows 5.8 (Build 1575) 未満", "<5.8 (build 1575)"},
                      {"Ver.1.4.2より前のバージョン（CVE-2025-0354、CVE-2025-0355）", "<1.4.2"},
                      {"バージョン 2.1.0以上 2.1.3以下", ">=2.1.0 <=2.1.3"},
                      {"バージョン 3.1.1a以上 3.1.1d未満", ">=3.1.1a <3.1.1d"},
                      {"バージョン 12.3 以降 12.5 まで", ">=12.3 <=12.5"},
                      {"10.0 以上 10.0.5 未満、11.0 以上 11.0.2 未満", ">=10.0 <10.0.5 | >=11.0 <11.0.2"},
                      {"7.0.0 から 7.0.9 および 7.2.0 から 7.2.3", ">=7.0.0 <=7.0.9 | >=7.2.0 <=7.2.3"},
                      {"4.3.3 未満の 4.x", ">=4 <4.3.3"},
                      {"4.x 系の 4.3.3 未満", ">=4 <4.3.3"},
                      {"7.0系および7.1系", "~7.0 | ~7.1"},
                      {"６．０．３未満", "<6.0.3"},
                      {"1.2 より新しい", ">1.2"},
                      {"ver.3.10 以降", ">=3.10"},
                      {"すべてのバージョン", "*"},
                      {"全てのバージョン", "*"},
                      {"7.7、8.0、8.1", "=7.7 | =8.0 | =8.1"},
                      {"1.0 のみ", "=1.0"},
                      {"A.02.19 より前", "<a.02.19"},
                      {"3.1 SP2 およびそれ以前", "<=3.1 sp2"},
                      {"1.0 ～ 1.4", ">=1.0 <=1.4"},
                      // CISA
                      {"< V4.33", "<4.33"},
                      {"All versions < V4.33", "<4.33"},
                      {"<= 3.0 D15", "<=3.0 d15"},
                      {"< 1.8.4 Service Pack 01", "<1.8.4 service pack 01"},
                      {"<= U61 |<= L81", "<=u61 | <=l81"},
                      {">= 2.0 | <= 3.0", ">=2.0 <=3.0"},
                      {">=BT02 | <= BT06", ">=bt02 <=bt06"},
                      {"0 < 9.8.12", ">=0 <9.8.12"},
                      {"A10 | A11", "=a10 | =a11"},
                      {"4.X | 5.X", "~4 | ~5"},
                      {"5.0.*", "~5.0"},
                      {"<=E", "<=e"},
                      {"all versions", "*"},
                      // English
                      {"1.2 and earlier", "<=1.2"},
                      {"versions prior to 3.4", "<3.4"},
                      {"versions 1.0 through 2.5", ">=1.0 <=2.5"},
                      {"2.0 or later", ">=2.0"},
                      {"up to and including 4.2", "<=4.2"},
                      {"up to 4.2", "<=4.2"},
                      {"upto 4.2", "<=4.2"},
                      {"at most 4.2", "<=4.2"},
                      {"no later than 4.2", "<=4.2"},
                      {"最大 4.2", "<=4.2"},
                      {"below 4.2", "<4.2"},
                      {"under 4.2", "<4.2"},
                      {"Firmware below 4.2", "<4.2"},
                      {"since 4.2", ">=4.2"},
                      {"starting with 4.2", ">=4.2"},
                      {"after 4.2", ">4.2"},
                      {"from 4.2", ">=4.2"},
                      {"from 4.0 to 4.2", ">=4.0 <=4.2"},
                      {"from 4.0 up to 4.2", ">=4.0 <=4.2"},
                      {"from 4.0 before 4.2", ">=4.0 <4.2"},
                      {"release 4.2", "=4.2"},
                      {"4.2 版", "=4.2"},
                      // VERS and vls
                      {"vers:all/*", "*"},
                      {"vers:generic/>=1.0|<=2.3", ">=1.0 <=2.3"},
                      {"vers:all/<V7.0.3", "<V7.0.3"},
                      {"vers:npm/1.2.3|>=2.0.0|<5.0.0", "=1.2.3 | >=2.0.0 <5.0.0"},
                      {"vers:pypi/<1.0|>=1.2|<1.4|!=1.3", "<1.0 !=1.3 | >=1.2 <1.4 !=1.3"},
                      {"vers:generic/>10.9a|!=10.9c|<=10.9k", ">10.9a <=10.9k !=10.9c"},
                      {"vers:generic/!=1.3", "!=1.3"},
                      {"vers:maven/=1%2B2", "=1+2"}};
  for (const Row& row : rows) EXPECT_EQ(shown(read_range(row.text)), row.range) << row.text;
}

TEST(VersionProse, WhatIsNotWhollyUnderstoodIsNotUnderstood) {
  for (const char* text : {"",
                           "？",
                           "1.0、1.1 および 1.2 以前",
                           "8.5.x (8.5.5.20 未満)",
                           "7.3 未満 8.0 未満",
                           "1.0 以外",
                           "1.2.3-1.2.9",
                           "Windows 10 Version 1809 for x64-based Systems",
                           "v6.x (with Wireless Battery Modules v9 | v11)",
                           "6.x model 35700BAX",
                           "<=the_first_5_digits_of_serial_number_22031",
                           "<May 2018",
                           "<11.2 on Windows 8.1 with IIS 7.5",
                           "distributed < april 1, 2018",
                           "U61 (US) | L81 (non-US)",
                           "US",
                           "until 7.2.8",
                           "fixed in 7.2.8",
                           "not 7.2.8",
                           "except 7.2.8",
                           "prior 7.2.8",
                           "older 7.2.8",
                           "unpatched 7.2.8",
                           "旧 7.2.8",
                           "修正版 7.2.8",
                           "! 7.2.8",
                           "7.0..7.2.8",
                           "FortiOS 7.2.8",
                           "n/a",
                           "-",
                           "none",
                           "1.0 以前 (一部を除く)",
                           "vers:",
                           "vers:npm",
                           "vers:npm/<",
                           "vers:npm/>=1|",
                           "vers:npm/<1*",
                           "<",
                           "未満",
                           "から 1.0",
                           "1.0 から 2.0 以上",
                           "7.x 系 7.3 以降",
                           "1.0 ベータ版を除く"}) {
    const VersionRange range = read_range(text);
    EXPECT_FALSE(range.understood) << text << " → " << shown(range);
    EXPECT_EQ(range.original, text);
    EXPECT_EQ(contains(range, "1.0"), Containment::cannot_exclude) << text;
  }
}

TEST(VersionProse, TheNameOfTheProductMayStandBefore) {
  EXPECT_EQ(shown(read_range("FortiDLP/ 10.4 all versions", "Fortinet FortiDLP")), "~10.4");
  EXPECT_EQ(shown(read_range("FortiDLP/>=12.2.1|<=12.2.2", "FortiDLP")), ">=12.2.1 <=12.2.2");
  EXPECT_EQ(shown(read_range("Fortinet FortiOS 7.2.8", "Fortinet FortiOS")), "=7.2.8");
  EXPECT_EQ(shown(read_range("Agent 7.2.8", "Fortinet FortiOS")), "?") << "another one";
}

TEST(VersionProse, KeepsScopesQualifiersAndTheOriginal) {
  const VersionRange scoped = read_range("Ver.1.4.2より前のバージョン（CVE-2025-0355、CVE-2025-0354）");
  EXPECT_EQ(scoped.scopes, (std::vector<std::string>{"CVE-2025-0354", "CVE-2025-0355"}));
  EXPECT_EQ(scoped.original, "Ver.1.4.2より前のバージョン（CVE-2025-0355、CVE-2025-0354）");
  const VersionRange qualified = read_range("for Windows 5.8 (Build 1575) 未満");
  EXPECT_EQ(qualified.qualifier, "for windows");
  EXPECT_LT(qualified.confidence, read_range("5.8 未満").confidence);
  EXPECT_LT(read_range("vers:all/<V7.0.3").confidence, read_range("vers:generic/<7.0.3").confidence);
}

struct Inside {
  const char *range, *version;
  Containment containment;
};

TEST(Containment, OnlyWhatIsCertainIsOutside) {
  using enum Containment;
  const Inside rows[] = {
      {"7.3.7 より前のバージョン", "7.3.6", inside},
      {"7.3.7 より前のバージョン", "7.3.7", outside},
      {"7.3.7 より前のバージョン", "7.3", probably_inside},  // the ledger may have shortened it
      {"7.3.7 より前のバージョン", "8", outside},
      {"7.3.7 より前のバージョン", "", cannot_exclude},
      {"4.2 以前", "4.2", inside},
      {"4.2 以前", "4.2.3", cannot_exclude},  // "4.2" may mean all of 4.2
      {"4.2 以前", "4.3", outside},
      {"4.2 未満", "4.2.3", outside},
      {"vers:generic/<=4.2", "4.2.3", outside},  // made for programs: as written
      {"vers:generic/<=4.2", "4.2 build7", cannot_exclude},
      {"vers:generic/<=4.2", "4.2J", cannot_exclude},
      {"vers:generic/<=4.2", "4.3 build7", outside},
      {"vers:generic/<=4.2", "4.1 build7", inside},
      {"vers:generic/4.2", "4.2-1", cannot_exclude},
      {"vers:generic/<4.2", "4.2 SP1", outside},
      {"vers:generic/>=9.0.0|<9.16.33", "32:9.11.36-3.el8", cannot_exclude},
      {"vers:generic/>=9.0.0|<9.16.33", "32:9.16.36-3.el8", outside},
      {"vers:rpm/<1.1.1k-12.el8", "1:1.1.1k-9.el8", cannot_exclude},
      {"7.3.1 から 7.3.7 より前", "7.3", cannot_exclude},
      {"8.2", "8.2", inside},
      {"8.2", "8.2.1", cannot_exclude},
      {"8.2", "8.3", outside},
      {"4.2 系", "4.2.9", inside},
      {"4.2 系", "4.2", inside},
      {"4.2 系", "4.3", outside},
      {"4.2 系", "4", cannot_exclude},
      {"<= U61 |<= L81", "U60", inside},
      {"<= U61 |<= L81", "L90", cannot_exclude},  // another region than U61
      {"0", "7.2.5", cannot_exclude},             // nobody stated it
      {"vers:generic/0", "7.2.5", cannot_exclude},
      {"0 から 7.2 未満", "7.2.5", outside},
      {"すべてのバージョン", "", inside},
      {"すべてのバージョン", "何か", inside},
      {"< 10.0.17763", "1809", cannot_exclude},
      {"vers:generic/>10.9a|!=10.9c|<=10.9k", "10.9c", outside},
      {"vers:generic/>10.9a|!=10.9c|<=10.9k", "10.9d", inside},
      {"vers:generic/>10.9a|!=10.9c|<=10.9k", "10.9a", outside},
      {"vers:npm/1.2.3|>=2.0.0|<5.0.0", "1.2.4", outside},
      {"vers:npm/1.2.3|>=2.0.0|<5.0.0", "2.0.0-rc.1", outside},
      {"vers:npm/>=2.0.0|<5.0.0", "4.99.0", inside},
      {"vers:semver/<1.3.0", "1.3.0-rc.1", inside},
      {"vers:semver/>=2.0.0|<2.0.5", "2.0.5", outside},
      {"vers:deb/<7.50.3-1+deb9u2", "7.50.3-1+deb9u1", inside},
      {"vers:rpm/<7.50.3-2.fc25", "7.50.3-10.fc25", outside}};
  for (const Inside& row : rows)
    EXPECT_EQ(contains(read_range(row.range), row.version), row.containment)
        << row.range << " ∋ " << row.version;
}

}  // namespace
}  // namespace hakyu::models::matching
