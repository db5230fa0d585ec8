#include "models/import/values.hpp"

#include <gtest/gtest.h>

namespace hakyu::models::import {
namespace {

std::string date(std::string_view text, bool end = true) {
  const auto read = read_date(text, end);
  return read ? iso_date(read->date) + (read->exact ? "" : " ~") : "";
}

TEST(Dates, AreReadAsLedgersWriteThem) {
  for (const char* text : {"2027-03-31", "2027/3/31", "2027.3.31", "20270331", "２０２７年３月３１日",
                           "令和9年3月31日", "R9.3.31", "Ｒ９．３．３１", "r09/03/31", "2027/3/31 0:00:00"})
    EXPECT_EQ(date(text), "2027-03-31") << text;
  EXPECT_EQ(date("令和元年5月1日"), "2019-05-01");
  EXPECT_EQ(date("H31.4.30"), "2019-04-30");
  EXPECT_EQ(date("S64.1.7"), "1989-01-07");
}

TEST(Dates, OfMonthsAndSerialNumbersSayThatTheyAreReadings) {
  EXPECT_EQ(date("2026年9月"), "2026-09-30 ~");
  EXPECT_EQ(date("2028.2"), "2028-02-29 ~");
  EXPECT_EQ(date("2026/9", false), "2026-09-01 ~");
  EXPECT_EQ(date("R8.9"), "2026-09-30 ~");
  EXPECT_EQ(date("45931"), "2025-10-01 ~");
}

TEST(Dates, ThatAreNoneStayUnknown) {
  for (const char* text : {"", "未定", "2027/13/1", "2027/2/29", "27/3/31", "H32.1.1", "S65.1.1", "R0.1.1",
                           "3月", "2027", "1234567", "令和9年", "2027/3/31/1", "10.0.14393.5786"})
    EXPECT_EQ(date(text), "") << text;
}

TEST(Dates, SerialNumbersOfBothSystems) {
  EXPECT_EQ(iso_date(*date_of_serial(45931)), "2025-10-01");
  EXPECT_EQ(iso_date(*date_of_serial(45931.99)), "2025-10-01");
  EXPECT_EQ(iso_date(*date_of_serial(45931 - 1462, true)), "2025-10-01");
  EXPECT_FALSE(date_of_serial(1.0));
  EXPECT_FALSE(date_of_serial(-5.0));
  EXPECT_FALSE(date_of_serial(1e9));
}

TEST(YesNo, KnowsTheSignsAndNothingElse) {
  for (const char* text : {"○", "〇", "◯", "有", "あり", "はい", "有(VPN)", "有（ＶＰＮ）", "TRUE", "ＹＥＳ"})
    EXPECT_EQ(read_yes_no(text), true) << text;
  for (const char* text : {"×", "✕", "無", "なし", "いいえ", "false", "無（予定なし）"})
    EXPECT_EQ(read_yes_no(text), false) << text;
  for (const char* text : {"△", "－", "", "有無", "(VPN)", "検討中"})
    EXPECT_EQ(read_yes_no(text), std::nullopt) << text;
  EXPECT_TRUE(says_nothing("－"));
  EXPECT_TRUE(says_nothing(" 不明　"));
  EXPECT_FALSE(says_nothing("無"));
}

TEST(Same, KnowsTheSigns) {
  for (const char* text : {"同上", "〃", "″", " 同　上", "々"}) EXPECT_TRUE(says_same(text)) << text;
  EXPECT_FALSE(says_same("同上位"));
  EXPECT_FALSE(says_same(""));
}

TEST(Quantities, AreReadFromCellsAndProse) {
  EXPECT_EQ(read_quantity("４台"), 4);
  EXPECT_EQ(read_quantity("1,200"), 1200);
  EXPECT_EQ(read_quantity("4台くらい"), std::nullopt);
  EXPECT_EQ(read_quantity("３台まとめて"), 3);
  EXPECT_EQ(read_quantity("4台まとめて"), 4);
  EXPECT_EQ(read_quantity("×4"), 4);
  EXPECT_EQ(read_quantity("×"), std::nullopt);
  EXPECT_EQ(read_quantity("4台×2"), std::nullopt);
  EXPECT_EQ(quantity_in_prose("4台まとめて記載"), 4);
  EXPECT_EQ(quantity_in_prose("病棟計１２台"), 12);
  EXPECT_EQ(quantity_in_prose("輸液ポンプ×4"), 4);
  EXPECT_EQ(quantity_in_prose("端末 x 3台"), 3);
  EXPECT_EQ(quantity_in_prose("PCx3"), std::nullopt) << "the letter x after a letter may belong to a name";
  EXPECT_EQ(quantity_in_prose("予備機2台あり"), std::nullopt);
  EXPECT_EQ(quantity_in_prose("SwitchBlade x908"), std::nullopt);
}

TEST(Addresses, RangesAreWrittenOut) {
  using List = std::vector<std::string>;
  EXPECT_EQ(read_addresses("192.168.30.57～60").list,
            (List{"192.168.30.57", "192.168.30.58", "192.168.30.59", "192.168.30.60"}));
  EXPECT_EQ(read_addresses("10.0.0.254 〜 10.0.1.1").list,
            (List{"10.0.0.254", "10.0.0.255", "10.0.1.0", "10.0.1.1"}));
  EXPECT_EQ(read_addresses("10.0.0.1-2、10.0.0.9\n10.1.0.0/16").list,
            (List{"10.0.0.1", "10.0.0.2", "10.0.0.9", "10.1.0.0/16"}));
  EXPECT_EQ(read_addresses("10.0.0.0-10.9.0.0").list, (List{"10.0.0.0-10.9.0.0"}));
  EXPECT_EQ(read_addresses("00:11:22:33:44:55 fe80::1").list, (List{"00:11:22:33:44:55", "fe80::1"}));
}

TEST(Addresses, ThatAreNoneAreKeptApart) {
  for (const char* text : {"DHCP", "10.0.0.256", "10.0.0", "10.0.0.9-1", "10.0.0.0/33", "cafe"}) {
    const Addresses read = read_addresses(text);
    EXPECT_TRUE(read.list.empty()) << text;
    EXPECT_EQ(read.others.size(), 1U) << text;
  }
}

TEST(Ids, AreStableAndDiffer) {
  EXPECT_EQ(make_id("SV-001", "item"), "sv-001");
  EXPECT_EQ(make_id("ＳＶ－００１", "item"), "sv-001");
  EXPECT_NE(make_id("A/1", "item"), make_id("A-1", "item"));
  EXPECT_NE(make_id("検査DB", "item"), make_id("会計DB", "item"));
  EXPECT_EQ(make_id("検査 DB", "item"), make_id("検査ＤＢ", "item"));
  EXPECT_TRUE(make_id("電子カルテ", "item").starts_with("item-"));
  EXPECT_LE(make_id(std::string(5000, 'a'), "item").size(), 120U);
}

TEST(Values, VersionsOfWindows) {
  for (const char* text : {"10.0.17763.6893", "22H2", "1809", "SP2", "R2 SP1", "19045.3570", "2019 Standard",
                           "Ver 21H2", "22H2(19045)", "６．３", "10", "LTSC 2019", "v1909"})
    EXPECT_TRUE(may_be_windows_version(text)) << text;
  for (const char* text : {"12.2.0", "7.0.15", "V3.1", "", "1.5", "190450", "B.00.12"})
    EXPECT_FALSE(may_be_windows_version(text)) << text;
  for (const char* name : {"Windows Server 2019", "Win10", "ＷＩＮＤＯＷＳ １０"})
    EXPECT_TRUE(is_windows(name));
  for (const char* name : {"Red Hat", "WinCC", ""}) EXPECT_FALSE(is_windows(name));
}

}  // namespace
}  // namespace hakyu::models::import
