#include "models/import/wording.hpp"

#include <gtest/gtest.h>

namespace hakyu::models::import {
namespace {

using Texts = std::vector<std::string>;

TEST(Wording, NamesThatNameNothing) {
  for (const char* text : {"", "-", "不明", "なし", "無", "無し", "該当なし", "None"})
    EXPECT_TRUE(names_nothing(text)) << text;
  for (const char* text : {"なし電機", "有", "X"}) EXPECT_FALSE(names_nothing(text)) << text;
}

TEST(Wording, RowsThatSumUp) {
  for (const Texts& row : {Texts{"合計", "", "447"}, Texts{"", "1", "小計", "12台"}, Texts{"総 計"},
                           Texts{"計", "1,200"}, Texts{"放射線科 小計", "3"}})
    EXPECT_TRUE(sums_up(row)) << row[0];
  for (const Texts& row :
       {Texts{"合計", "サーバ", "3"}, Texts{"", "12"}, Texts{"心電計", "3"}, Texts{"会計", ""}, Texts{""}})
    EXPECT_FALSE(sums_up(row)) << row[0];
}

TEST(Wording, DepartmentsAreNoCompanies) {
  for (const char* name : {"医療情報課", "放射線科", "ＭＥ室", "看護部"})
    EXPECT_TRUE(names_department(name)) << name;
  for (const char* name :
       {"㈱日本総合課", "富士通 ヘルスケア事業部", "A社", "医療情報課 山田", "GE サービス部"})
    EXPECT_FALSE(names_department(name)) << name;
  EXPECT_TRUE(names_hospital("院 内"));
  EXPECT_FALSE(names_hospital("院内感染対策㈱"));
}

TEST(Wording, TelephoneNumbersAreNoPartOfAName) {
  for (const char* text : {"富士通Japan㈱(03-1234-5678)", "富士通Japan㈱（０３－１２３４－５６７８）",
                           "富士通Japan㈱\n(TEL 03-1234-5678)", "富士通Japan㈱ 03-1234-5678"}) {
    EXPECT_EQ(split_phone(text).name, "富士通Japan㈱") << text;
    EXPECT_NE(split_phone(text).phone.find("03-1234-5678"), std::string::npos) << text;
  }
  for (const char* text : {"A社(東京)", "A社(2)", "A社", "(03-1234-5678)"}) {
    EXPECT_EQ(split_phone(text).name, text);
    EXPECT_EQ(split_phone(text).phone, "");
  }
}

TEST(Wording, HostNamesOfSeveralDevices) {
  EXPECT_EQ(host_names("core-sw1,core-sw2"), (Texts{"core-sw1", "core-sw2"}));
  EXPECT_EQ(host_names("ESX01～03"), (Texts{"ESX01", "ESX02", "ESX03"}));
  EXPECT_EQ(host_names("OPD-008〜OPD-010"), (Texts{"OPD-008", "OPD-009", "OPD-010"}));
  EXPECT_EQ(host_names("HIS-AP01"), Texts{"HIS-AP01"});
  for (const char* text : {"A～B", "PC1～999", "PC3～1", "～3", "PC1～", "1～3"})
    EXPECT_EQ(host_names(text), Texts{text}) << "is not written out";
}

TEST(Wording, SoftwareAndItsVersions) {
  EXPECT_EQ(split_software("Apache/2.4.6, PHP/5.4"), (Texts{"Apache/2.4.6", "PHP/5.4"}));
  EXPECT_EQ(split_software("Mirth Connect 4.3.0 / PostgreSQL14.9"),
            (Texts{"Mirth Connect 4.3.0", "PostgreSQL14.9"}));
  for (const char* text : {"6.4.13", "1.5", "8.1.1.3", "13.0-91.13", "Ver.7.0.12 build0523", "v10.8"})
    EXPECT_TRUE(is_bare_version(text)) << text;
  for (const char* text : {"8.1 Pro", "22H2", "2019", "FortiOS 7.0", "", "L81", "10"})
    EXPECT_FALSE(is_bare_version(text)) << text;
}

}  // namespace
}  // namespace hakyu::models::import
