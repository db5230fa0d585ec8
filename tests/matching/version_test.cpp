#include "models/import/matching/version.hpp"

#include <gtest/gtest.h>

#include <array>
#include <random>

namespace hakyu::models::matching::version_test {
namespace {

Order reversed(Order order) {
  if (order == Order::less) return Order::greater;
  return order == Order::greater ? Order::less : order;
}

struct Row {
  const char *a, *b;
  Order order;
};

void expect(Scheme scheme, const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    EXPECT_EQ(compare(scheme, row.a, row.b), row.order) << row.a << " " << row.b;
    EXPECT_EQ(compare(scheme, row.b, row.a), reversed(row.order)) << row.b << " " << row.a;
  }
}

constexpr Order less = Order::less, equal = Order::equal, greater = Order::greater, unknown = Order::unknown;

TEST(GenericVersion, ComparesWhatHasAnOrder) {
  expect(Scheme::generic, {{"1.2.3", "1.2.4", less},
                           {"1.9", "1.10", less},
                           {"V4.33", "4.4", greater},
                           {"Ver.1.2", "バージョン 1.2", equal},
                           {"１．２", "1.2", equal},
                           {"1.0", "1.0.0", equal},
                           {"8", "8.0.1", less},
                           {"11.2", "11.2a", less},
                           {"11.2a", "11.2b", less},
                           {"3.1.1a", "3.1.1d", less},
                           {"0.9.8z", "0.9.8za", less},
                           {"2.0-beta9", "2.0", less},
                           {"2.0-beta9", "2.0-rc1", less},
                           {"2.0-rc1", "2.0.1", less},
                           {"6 R4", "6 R5", less},
                           {"1.8.4", "1.8.4 Service Pack 01", less},
                           {"1.8.4 SP1", "1.8.4 Service Pack 01", equal},
                           {"5.8 (Build 1299)", "5.8 (Build 1575)", less},
                           {"12.5(1)su1", "12.5(1)su3", less},
                           {"BT02", "BT06", less},
                           {"R15", "R9", greater},
                           {"A.02.19", "A.02.21", less},
                           {"22D24", "22D28", less},
                           {"E", "W", less},
                           {"2024-11-27", "2024-12-01", less},
                           {"22H2", "23H2", less},
                           {"99999999999999999999.1", "100000000000000000000.1", less}});
}

TEST(GenericVersion, SaysSoWhereNothingIsCertain) {
  expect(Scheme::generic, {{"U61", "L81", unknown},     // regions
                           {"1.2.3", "1.2a", unknown},  // a patch of 1.2, or 1.2.1?
                           {"1.2b3", "1.2", unknown},   // third beta?
                           {"May 2018", "2.1", unknown},
                           {"12.5(1)su1", "12.5(1)sr7", unknown},
                           {"1.05", "1.5", unknown},  // decimal or fifth?
                           {"2.43.02", "2.43.2", unknown},
                           {"1809", "10.0.17763", unknown},
                           {"22H2", "10.0.22621", unknown},
                           {"2019", "15.0", unknown},
                           {"1.4.2.0-9d9eff4", "1.4.2.0", unknown},
                           {"11.0.0-M5", "11.0.0", unknown},
                           {"11.0.0.M5", "11.0.0", unknown},
                           {"7.2.8-ea", "7.2.8", unknown},
                           {"7.2.8 β", "7.2.8", unknown},
                           {"1.2.3 t1", "1.2.3", unknown},
                           {"1.2.3 ES", "1.2.3", unknown},
                           {"7.2.8JP", "7.2.8", unknown},
                           {"7.2.8 build1639", "7.2.8.5", unknown},
                           {"3.0 D15", "3.0", unknown},
                           {"", "1", unknown},
                           {"最新", "1.0", unknown},
                           {"1.0 特別版", "1.0", unknown}});
  EXPECT_EQ(compare(Scheme::generic, std::string(300, '1'), "1"), unknown);
}

TEST(GenericVersion, ShortenedOnesBeginLongerOnes) {
  EXPECT_TRUE(begins("7.3", "7.3.7"));
  EXPECT_TRUE(begins("5.8", "5.8 (Build 1575)"));
  EXPECT_TRUE(begins("v7", "7.0"));
  EXPECT_FALSE(begins("7.3", "7.31"));
  EXPECT_FALSE(begins("7.3", "7.3"));
  EXPECT_FALSE(begins("", "7.3"));
}

TEST(Semver, OrderOfTheStandard) {
  // semver.org 2.0.0 §11: 1.0.0-alpha < … < 1.0.0.
  constexpr std::array chain{"1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta",
                             "1.0.0-beta",  "1.0.0-beta.2",  "1.0.0-beta.11",
                             "1.0.0-rc.1",  "1.0.0",         "2.0.0",
                             "2.1.0",       "2.1.1"};
  for (std::size_t i = 0; i < chain.size(); ++i)
    for (std::size_t j = 0; j < chain.size(); ++j)
      EXPECT_EQ(compare(Scheme::semver, chain[i], chain[j]), i < j ? less : (i == j ? equal : greater))
          << chain[i] << " " << chain[j];
  expect(Scheme::semver,
         {{"1.0.0+5", "1.0.0+6", equal}, {"v1.2.3", "1.2.3", equal}, {"1.2.x", "1.2.3", unknown}});
}

TEST(Rpm, OrderOfItsOwnTests) {
  // The rows of rpm's tests/rpmvercmp.at; their "greater" are our "less" the other way round.
  expect(Scheme::rpm, {{"1.0", "1.0", equal},
                       {"1.0", "2.0", less},
                       {"2.0", "2.0.1", less},
                       {"2.0.1", "2.0.1a", less},
                       {"5.5p1", "5.5p2", less},
                       {"5.5p1", "5.5p10", less},
                       {"10xyz", "10.1xyz", less},
                       {"xyz10", "xyz10.1", less},
                       {"xyz.4", "8", less},
                       {"xyz.4", "2", less},
                       {"5.5p2", "5.6p1", less},
                       {"5.6p1", "6.5p1", less},
                       {"6.0", "6.0.rc1", less},
                       {"10a2", "10b2", less},
                       {"10a1", "10b2", less},
                       {"1.0a", "1.0aa", less},
                       {"10.0001", "10.1", equal},
                       {"10.0001", "10.0039", less},
                       {"4.999.9", "5.0", less},
                       {"20101121", "20101122", less},
                       {"2_0", "2.0", equal},
                       {"a+", "a_", equal},
                       {"+a", "_a", equal},
                       {"+_", "_+", equal},
                       {"+", "_", equal},
                       {"1.0~rc1", "1.0", less},
                       {"1.0~rc1", "1.0~rc2", less},
                       {"1.0~rc1~git123", "1.0~rc1", less}});
  expect(Scheme::rpm, {{"1:1.0", "0:2.0", greater},
                       {"1:1.0", "2.0", unknown},  // whoever wrote 2.0 may have left the epoch out
                       {"1:2.0", "1.0", greater},
                       {"7.50.3-1.fc25", "7.50.3-2.fc25", less},
                       {"7.50.3", "7.50.3-2.fc25", equal}});
}

TEST(Deb, OrderOfThePolicy) {
  // Debian policy §5.6.12: ~~, ~~a, ~, the empty text, a.
  expect(Scheme::deb, {{"1~~", "1~~a", less},
                       {"1~~a", "1~", less},
                       {"1~", "1", less},
                       {"1", "1a", less},
                       {"1:0.9", "0:2.0", greater},
                       {"1:0.9", "2.0", unknown},
                       {"1.0-1", "1.0-2", less},
                       {"1.0", "1.0-0", equal},
                       {"7.50.3-1", "7.50.3-10", less},
                       {"1.2.3-1+deb9u1", "1.2.3-1", greater},
                       {"2.0~rc1-1", "2.0-1", less},
                       {"1.0a7u1", "1.0a7u10", less}});
}

TEST(GenericVersion, IsAntisymmetricAndNeverCyclic) {
  // Random versions: a < b and b < c never give c < a.
  std::mt19937 random(11);
  const std::array pieces{"1", "2", "10", "0", ".", ".", "a", "b", "rc", "sp", " ", "-", "05", "x"};
  const auto make = [&] {
    std::string text;
    for (auto n = 1 + random() % 6; n > 0; --n) text += pieces[random() % pieces.size()];
    return text;
  };
  for (int i = 0; i < 30000; ++i) {
    const std::string a = make(), b = make(), c = make();
    const Order ab = compare(Scheme::generic, a, b);
    ASSERT_EQ(compare(Scheme::generic, b, a), reversed(ab)) << a << " | " << b;
    if (ab == less && compare(Scheme::generic, b, c) == less) {
      ASSERT_NE(compare(Scheme::generic, a, c), greater) << a << " | " << b << " | " << c;
    }
  }
}

TEST(Version, WhatALedgerHasMayBeMoreThanOne) {
  for (const char* one : {"7.0.13",
                          "10.0.17763.6893",
                          "8.0 U2 (22380479)",
                          "13.1-48.47",
                          "11.2a SP3",
                          "Ver.4.2",
                          "V11.2",
                          "12.5(1)",
                          "1809",
                          "2:1.0-3.el9",
                          "7.0.13 build0566",
                          "バージョン 4.2",
                          "ファームウェア1.05",
                          "6 R4",
                          "3.0 D15",
                          "1.8.4 Service Pack 01",
                          "8u202",
                          "8 Update 202",
                          "31.1-jre",
                          "7.74.0-1.3+deb11u7",
                          "XG SP1",
                          "E",
                          "v0.0.0-20210921155107-089bfa567519",
                          "9.0.1 RC2",
                          "5.8 (Build 1575)",
                          "4.2版"})
    EXPECT_EQ(plain_version(one), one);
  for (const char* more : {"7.0.15/7.0.10",
                           "7.0.15、7.0.10",
                           "7.0.15 or 7.0.10",
                           "7.0.15 (7.0.10)",
                           "7.0.15(2号機は7.0.10)",
                           "7.0.15予定(現在7.0.10)",
                           "14.20(予備機14.9)",
                           "9.0/8.0",
                           "７．０．１５以前",
                           "7.0.15以下",
                           "7.0.15未満",
                           "7.0.15まで",
                           "<7.0.15",
                           "7.0.15?",
                           "7.0.15頃",
                           "8.x",
                           "8.X",
                           "2.x",
                           "7.0系",
                           "8.*",
                           "7.0.15～7.2",
                           "0",
                           "-",
                           "*",
                           "n/a",
                           "4台",
                           "9 旧3",
                           "9 3",
                           "9 (3)",
                           "2019 (3.5)",
                           "Rev. 3 (Ver 2.0)",
                           "3.1(予定) 現2.0",
                           "7.2.8 未適用",
                           "7.2.8 planned",
                           "7.2.8 20240313",
                           "7.2.8 #3",
                           "7.2.8 β",
                           "2019年4月",
                           "2.0 第2版",
                           "4.7E+01",
                           "7.0-7.2",
                           "1.2.3-1.2.9",
                           "5.5.5-10.3.39-MariaDB"})
    EXPECT_EQ(plain_version(more), "") << more;
}

TEST(Version, WhatDoesNotBelongToItIsLeftOut) {
  for (const char* cell :
       {"3.5 64bit", "64bit 3.5", "(64bit)3.5", "3.5 (x64)", "3.5 32ビット", "3.5 2台", "3.5(2台)"})
    EXPECT_EQ(plain_version(cell), "3.5") << cell;
}

TEST(Version, WhatIsAddedToOneIsNoFurtherPlace) {
  for (const char* more : {"7.2.8 build1639", "7.2.8-1", "7.2.8+1", "7.2.8_1", "7.2.8 SP1", "7.2.8J",
                           "7.2.8 Rev.B", "7.2.8 (2024)", "7.2.8 r12345", "7.2.8.0 SP1"})
    EXPECT_TRUE(adds_to("7.2.8", more)) << more;
  for (const char* other : {"7.2.8", "7.2.8.0", "7.2.8.1", "7.2.81", "7.2", "7.2.8.1 SP1"})
    EXPECT_FALSE(adds_to("7.2.8", other)) << other;
}

TEST(GenericVersion, JavaCountsInTwoWays) {
  expect(Scheme::generic, {{"8u202", "1.8.0_202", equal},
                           {"8 Update 202", "1.8.0 update202", equal},
                           {"8u202", "1.8.0_211", less},
                           {"8u221", "1.8.0_211", greater},
                           {"1.8.0_202", "1.8.0_211", less},
                           {"1.8.0_202", "11.0.2", less},
                           {"8u202", "1.8.0", greater},
                           {"8.0.2020.8", "1.8.0_211", unknown},
                           {"1.8.0_2", "1.9", unknown}});  // of another product, older
}

TEST(GenericVersion, DistributionsPortBack) {
  expect(Scheme::generic, {{"32:9.11.36-3.el8", "9.16.33", unknown},
                           {"32:9.16.36-3.el8", "9.16.33", greater},
                           {"32:9.11.36-3.el8", "9.0.0", greater},
                           {"7.74.0-1.3+deb11u7", "7.75", unknown},
                           {"7.74.0-1.3+deb11u7", "7.73", greater},
                           {"1.18.0-6ubuntu14.4", "1.18.0", equal},
                           {"1.1.1k-9.el8", "1.1.1k-9.el7", unknown}});
}

TEST(Version, WindowsOfAnotherLineIsNoLaterState) {
  EXPECT_TRUE(is_other_windows_line("10.0.20348.9999", "10.0.17763.7136"));
  EXPECT_TRUE(is_other_windows_line("12.2.0", "10.0.14393.7969"));
  EXPECT_FALSE(is_other_windows_line("10.0.17763.1", "10.0.17763.7136"));
  EXPECT_FALSE(is_other_windows_line("10.0.17763", "10.0.17763.7136"));
  EXPECT_FALSE(is_other_windows_line("10.0", "10.0.17763.7136")) << "of no line";
  EXPECT_FALSE(is_other_windows_line("10.0.2", "10.0.5")) << "not Windows";
}

}  // namespace
}  // namespace hakyu::models::matching::version_test
