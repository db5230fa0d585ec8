#include "models/import/matching/names.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "models/import/embedded.hpp"
#include "models/import/text.hpp"

namespace hakyu::models::matching {
namespace {

TEST(VendorNames, AreComparedWithoutCompanyForms) {
  const char* groups[][5] = {
      {"Fujitsu", "FUJITSU LIMITED", "Fujitsu Ltd.", "ＦＵＪＩＴＳＵ", "fujitsu"},
      {" Mitsubishi Electric", "Mitsubishi Electric", "Mitsubishi Electric Corporation",
       "mitsubishi_electric", "Mitsubishi Electric Co., Ltd."},
      {"富士通", "富士通株式会社", "㈱富士通", "（株）富士通", "富士通 有限会社"},
      {"B. Braun", "B.Braun", "B. Braun, Inc.", "b_braun", "B Braun GmbH"},
      {"General Electric", "General Electric (GE)", "General Electric Company", "general_electric",
       "The General Electric Co."},
      {"フィリップス・ジャパン", "株式会社フィリップス・ジャパン", "フィリップスジャパン", "フィリップス",
       "㈱フィリップス"}};
  for (const auto& group : groups)
    for (const char* name : group) EXPECT_EQ(vendor_key(name), vendor_key(group[0])) << name;
  EXPECT_NE(vendor_key("Canon"), vendor_key("Canon Medical Systems"));
  EXPECT_EQ(vendor_key("日本マイクロソフト"), vendor_key("マイクロソフト"));
  EXPECT_EQ(vendor_key("フィリップス日本"), vendor_key("フィリップス"));
  for (const char* name : {"日本電気", "NTT東日本", "日本光電", "日本"})
    EXPECT_EQ(vendor_key(name), import::fold(name));
  for (const char* none : {"不明", "なし", "-", "―", "N/A", "unknown", "（不明）", ""})
    EXPECT_EQ(vendor_key(none), "") << none;
  EXPECT_EQ(vendor_key("Inc."), "inc") << "nothing would be left";
  EXPECT_EQ(vendor_key(""), "");
}

TEST(ProductNames, ShortWordsAreWrittenOut) {
  using Words = std::vector<std::string>;
  const Vendors& vendors = Vendors::shipped();
  EXPECT_EQ(vendors.written_out({"win2019"}), (Words{"windows", "2019"}));
  EXPECT_EQ(vendors.written_out({"win", "10"}), (Words{"windows", "10"}));
  EXPECT_EQ(vendors.written_out({"winsv2016", "std"}), (Words{"windows", "server", "2016", "std"}));
  EXPECT_EQ(vendors.written_out({"winter", "win7x", "2019"}), (Words{"winter", "win7x", "2019"}));
  EXPECT_EQ(vendors.written_out({"win2012r2"}), (Words{"windows", "2012", "r2"}));
  EXPECT_EQ(vendors.words_of("FG-60F", "Fortinet"), (Words{"fortigate", "60f"})) << "an order code";
  EXPECT_EQ(vendors.words_of("FG60F", "フォーティネット"), (Words{"fortigate", "60f"}));
  EXPECT_EQ(vendors.words_of("FG-60F", "Acme"), (Words{"fg", "60f"})) << "of another maker";
  EXPECT_EQ(vendors.words_of("Philips Vue PACS", "フィリップス"), (Words{"vue", "pacs"}));
}

TEST(ProductNames, NumbersGluedToKnownProductsAreSetApart) {
  const Vendors& vendors = Vendors::shipped();
  EXPECT_EQ(vendors.spaced("FortiGate100E"), "FortiGate 100E");
  EXPECT_EQ(vendors.spaced("ＦｏｒｔｉＧａｔｅ１００Ｅ"), "fortigate 100e");
  EXPECT_EQ(vendors.spaced("Apache Log4j2.14.1"), "Apache Log4j 2.14.1");
  EXPECT_EQ(vendors.spaced("DCMTK3.6.5"), "DCMTK 3.6.5");
  for (const char* name : {"CR-IR357", "FortiGate-60F", "MyFortiGate100", "", "電子カルテ2"})
    EXPECT_EQ(vendors.spaced(name), name);
}

TEST(ProductNames, WhatBelongsToAProduct) {
  const Vendors& vendors = Vendors::shipped();
  using Parts = std::vector<std::pair<std::string, std::string>>;
  EXPECT_EQ(vendors.parts_of("fortinet", {"fortigate", "60f"}), (Parts{{"fortinet", "FortiOS"}}));
  EXPECT_EQ(vendors.parts_of("", {"fortigate", "60f"}), (Parts{{"fortinet", "FortiOS"}}));
  EXPECT_EQ(vendors.parts_of("paloaltonetworks", {"pa", "220"}), (Parts{{"paloaltonetworks", "PAN-OS"}}));
  EXPECT_TRUE(vendors.parts_of("", {"pa", "220"}).empty()) << "anybody's";
  EXPECT_EQ(vendors.parts_of("dell", {"fortigate"}), (Parts{{"fortinet", "FortiOS"}}))
      << "a dealer's, but only one maker makes it";
  EXPECT_TRUE(vendors.parts_of("dell", {"srx", "300"}).empty());
  EXPECT_EQ(vendors.parts_of("juniper", {"srx300"}).size(), 2U);
  EXPECT_TRUE(vendors.parts_of("juniper", {"exit", "5"}).empty());
  EXPECT_EQ(vendors.parts_of("", {"vmware", "vsphere", "7"}),
            (Parts{{"vmware", "ESXi"}, {"vmware", "vCenter Server"}}));
}

TEST(VendorNames, JapaneseAndEnglishNamesAreOneMaker) {
  const Vendors& vendors = Vendors::shipped();
  const char* pairs[][2] = {{"富士フイルム株式会社", "Fujifilm"},
                            {"FUJIFILM Healthcare Americas Corporation", "富士フイルム"},
                            {"フジフィルム", "Fujifilm"},
                            {"GE横河メディカル", "GE Healthcare"},
                            {"シーメンスヘルスケアー", "Siemens Healthcare"},
                            {"日本光電工業㈱", "Nihon Kohden"},
                            {"マイクロソフト", "Microsoft Corporation"},
                            {"Phillips", "フィリップス・ジャパン"},
                            {"ドレーゲル・メディカル ジャパン", "Drägerwerk"},
                            {"Siemans", "シーメンス"},
                            {"NECプラットフォームズ株式会社", "日本電気"},
                            {"シュナイダー", "Schneider Electric"},
                            {"プラネックス", "プラネックスコミュニケーションズ株式会社"},
                            {"日本ネットアップ合同会社", "NetApp"},
                            {"Fortinet PSIRT", "フォーティネットジャパン株式会社"}};
  for (const auto& pair : pairs)
    EXPECT_EQ(vendors.id_of(pair[0]), vendors.id_of(pair[1])) << pair[0] << " " << pair[1];
  EXPECT_EQ(vendors.id_of("しらない製作所"), vendor_key("しらない製作所"));
}

TEST(VendorNames, RenamedMakersAreRelatedAndNotTheSame) {
  const Vendors& vendors = Vendors::shipped();
  const auto related = [&](const char* a, const char* b) {
    const auto all = vendors.related(vendors.id_of(a));
    return std::find(all.begin(), all.end(), vendors.id_of(b)) != all.end();
  };
  EXPECT_TRUE(related("東芝メディカルシステムズ", "キヤノンメディカルシステムズ株式会社"));
  EXPECT_TRUE(related("Welch Allyn", "Baxter")) << "over Hillrom";
  EXPECT_TRUE(related("Baxter", "Welch Allyn"));
  EXPECT_TRUE(related("Carestream Health", "Philips"));
  EXPECT_FALSE(related("Baxter", "Philips"));
  EXPECT_NE(vendors.id_of("東芝メディカルシステムズ"), vendors.id_of("キヤノンメディカルシステムズ"));
}

TEST(VendorNames, EveryRowOfTheTableHasASourceAndAPlaceOfItsOwn) {
  const auto table = nlohmann::json::parse(embedded::matching_vendors());
  std::map<std::string, std::string> owner;
  std::set<std::string> ids;
  for (const auto& row : table["vendors"]) {
    const std::string id = row["id"];
    EXPECT_TRUE(ids.insert(id).second) << id;
    EXPECT_FALSE(row["source"].get<std::string>().empty()) << id;
    for (const std::string name : row["names"]) {
      const auto [at, fresh] = owner.emplace(vendor_key(name), id);
      EXPECT_EQ(at->second, id) << name << " stands at two makers";
    }
  }
  for (const auto& row : table["successors"]) {
    EXPECT_TRUE(ids.contains(row["from"])) << row;
    EXPECT_TRUE(ids.contains(row["to"])) << row;
    EXPECT_FALSE(row["source"].get<std::string>().empty()) << row;
  }
}

TEST(ProductNames, AreWords) {
  using Words = std::vector<std::string>;
  EXPECT_EQ(product_words("Microsoft Windows Server 2019 Standard", "Microsoft Corporation"),
            (Words{"windows", "server", "2019"}));
  EXPECT_EQ(product_key(product_words("windows_server_2019", "microsoft")), "windowsserver2019");
  EXPECT_EQ(product_key(product_words("Vue PACS", "Philips")),
            product_key(product_words("vue_pacs", "philips")));
  EXPECT_EQ(product_words("FortiGate-60F ファームウェア", ""), (Words{"fortigate", "60f"}));
  EXPECT_EQ(product_words("Firmware", ""), (Words{"firmware"})) << "something must be left";
  EXPECT_EQ(product_key(product_words("CARESCAPE Central Station (CSCS)", "GE")), "carescapecentralstation");
  EXPECT_EQ(product_words("Monitor (CT) 5", ""), (Words{"monitor", "ct", "5"})) << "no abbreviation of it";
  EXPECT_EQ(product_words("FCR XC-2 (CR-IR 357)", ""), (Words{"fcr", "xc", "2", "cr", "ir", "357"}));
  EXPECT_EQ(product_words("(", ""), (Words{}));
  EXPECT_EQ(product_words("Vue PACS(旧Carestream)", ""), (Words{"vue", "pacs"})) << "a former name";
  EXPECT_EQ(product_words("Windows Server 2012R2", ""), (Words{"windows", "server", "2012", "r2"}));
  EXPECT_EQ(product_words("Windows 10 Version 22H2 for x64-based Systems", ""),
            (Words{"windows", "10", "22h2", "x64based"}));
}

TEST(ProductNames, SomeTellTheProductWhateverTheMaker) {
  const auto tells = [](const char* name) { return tells_product(product_words(name, "")); };
  for (const char* name :
       {"Vue PACS", "CARESCAPE B650", "B650", "Data Center Expert", "FortiGate-60F", "WG2600HS2"})
    EXPECT_TRUE(tells(name)) << name;
  for (const char* name : {"PACS", "Synapse", "Server", "File Server", "Router", "Web Client", "Monitor 5",
                           "2019", "画像サーバ", "AC9", "Server 2019", ""})
    EXPECT_FALSE(tells(name)) << name;
}

TEST(ProductNames, ResembleIfOneIsTheOtherWithMoreWords) {
  const auto resemble = [](const char* a, const char* b) {
    return names_resemble(product_words(a, ""), product_words(b, ""));
  };
  EXPECT_TRUE(resemble("IntelliVue MX800", "IntelliVue Patient Monitors MX800"));
  EXPECT_TRUE(resemble("Synapse", "Synapse PACS"));
  EXPECT_TRUE(resemble("Vue PACS", "Vue PACS Server")) << "two short words together";
  EXPECT_TRUE(resemble("Windows 10", "Windows 10 Version 1511 for x64-based Systems"));
  EXPECT_FALSE(resemble("Windows 10 22H2", "Windows 10 Version 1511 for x64-based Systems"));
  EXPECT_FALSE(resemble("IOS", "IOS XE"));
  EXPECT_FALSE(resemble("Synapse Mobility", "Synapse PACS"));
  EXPECT_FALSE(resemble("Windows Server 2019", "Windows Server 2016"));
  EXPECT_FALSE(resemble("PACS", "PACS Viewer")) << "only a common word";
  EXPECT_FALSE(resemble("Windows", "Windows Media Player Network Sharing Service")) << "too little of it";
}

std::filesystem::path data(const char* name) {
  return std::filesystem::path(HAKYU_SOURCE_DIR) / ".." / "shared" / "data" / name;
}

std::string bytes(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST(VendorNames, MyJvnsDictionaryTellsJapaneseFromEnglish) {
  if (!std::filesystem::exists(data("jvn"))) GTEST_SKIP() << "no ../shared/data";
  for (const char* file :
       {"jvn/myjvn-np-examples/hnd/getVendorList_hnd.xml", "jvn/myjvn-np-examples/oka/getVendorList_oka.json",
        "jvn/feeds/myjvn_product_202311.rdf", "jvn/myjvn-np-examples/oka/getProductList_oka.json"}) {
    const VendorsResult result = read_vendors(file, bytes(data(file)), {});
    EXPECT_TRUE(result.diagnostics.empty()) << file;
    EXPECT_GT(result.added, 1U) << file;
  }
  const Vendors vendors =
      read_vendors("x", bytes(data("jvn/myjvn-np-examples/hnd/getVendorList_hnd.xml")), {}).vendors;
  EXPECT_EQ(vendors.id_of("日本アルカテル・ルーセント"), vendors.id_of("alcatel"));
  EXPECT_EQ(vendors.id_of("東日本電信電話株式会社"), vendors.id_of("ntt_east"));
  // "misc" stands for many makers that have nothing to do with one another.
  EXPECT_NE(vendors.id_of("竹中エンジニアリング株式会社"), vendors.id_of("特許庁"));
}

TEST(VendorNames, BadDictionariesAreRefusedWithAPlace) {
  const VendorsResult broken = read_vendors("d.json", "{\"a\": ,}", {});
  ASSERT_EQ(broken.diagnostics.size(), 1U);
  EXPECT_EQ(broken.diagnostics[0].line, 1U);
  EXPECT_FALSE(read_vendors("d.xml", "<a><b></a>", {}).diagnostics.empty());
  EXPECT_FALSE(read_vendors("d.json", "{}", {}).diagnostics.empty());
}

}  // namespace
}  // namespace hakyu::models::matching
