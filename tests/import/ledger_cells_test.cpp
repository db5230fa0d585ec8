// How ledgers of hospitals are really written: rows that are no devices, names that are none, several in a
// cell.
#include <gtest/gtest.h>

#include "models/import/codes.hpp"
#include "models/import/ledger.hpp"
#include "models/names.hpp"
#include "viz/text/ledgers.hpp"

namespace hakyu::models::import::ledger_cells_test {
namespace {

using Codes = std::vector<std::string>;

Mapping shipped() { return read_mapping("it-ledger", shipped_mapping("it-ledger").value()).mapping; }

LedgerResult import_csv(const std::string& text, const Mapping& mapping = shipped(),
                        const std::string& more = "") {
  std::vector<Table> tables = read_tables("dir/a.csv", text).tables;
  if (!more.empty()) tables.push_back(read_tables("b.csv", more).tables.at(0));
  return make_ledger(tables, mapping, "", "m.json");
}

Codes found_codes(const LedgerResult& result) {
  Codes all;
  for (const Diagnostic& each : result.diagnostics) all.push_back(each.code);
  return all;
}

TEST(LedgerCells, NumbersOfRowsAreNotThoseOfDevices) {
  const LedgerResult result = import_csv("No.,管理番号,機器種別,機器名\n1,IT-6,PC,a\n2,,PC,b\n", shipped(),
                                         "接続元,接続先\nIT-6,b\n");
  EXPECT_EQ(found_codes(result), Codes{});
  EXPECT_EQ(result.model.resources.at(1).id, "it-6");
  EXPECT_EQ(result.model.resources.at(0).asset_number, "") << "2 is the number of the row";
  EXPECT_EQ(result.model.dependencies.size(), 1U);
  EXPECT_EQ(result.sheets.at(0).unused, std::vector<std::string>{"No."});
  EXPECT_EQ(import_csv("No.,機器種別\n7,PC\n").model.resources.at(0).asset_number, "7");
}

TEST(LedgerCells, NamesEveryTableOfWhichNothingWasRead) {
  Mapping mapping = shipped();
  const std::string devices = "管理番号,機器種別\n1,PC\n2,PC\n", list = "接続元,接続先,ポート\n1,2,443\n";
  const auto codes_of = [&](const std::string& more) {
    return found_codes(import_csv(devices, mapping, more));
  };
  EXPECT_EQ(codes_of(list), Codes{});
  EXPECT_EQ(codes_of("接続元,接続先\n"), Codes{std::string(codes::no_rows)});
  EXPECT_EQ(codes_of("改訂履歴,版\n初版,1\n"), Codes{std::string(codes::not_read)});
  mapping.connections.clear();
  EXPECT_EQ(codes_of(list), Codes{std::string(codes::connections_not_read)});
  EXPECT_EQ(import_csv(devices, mapping, list).diagnostics.at(0).file, "b.csv");
}

TEST(LedgerCells, KeepsTheRemarksOfConnections) {
  const LedgerResult result = import_csv("管理番号,機器種別\n1,PC\n2,PC\n", shipped(),
                                         "接続元,接続先,用途,備考\n1,2,参照,夜間のみ\n1,1,,\n");
  EXPECT_EQ(found_codes(result), Codes{std::string(codes::reference)}) << "a device that needs itself";
  ASSERT_EQ(result.model.dependencies.size(), 1U);
  EXPECT_EQ(result.model.dependencies[0].annotation.note.plain, "用途: 参照 / 夜間のみ");
}

TEST(LedgerCells, ATotalIsNoDevice) {
  const LedgerResult result = import_csv("No.,管理番号,機器種別,台数\n1,A-1,PC,3\n,,,\n合計,,,3\n");
  EXPECT_EQ(found_codes(result), Codes{std::string(codes::total)});
  EXPECT_EQ(result.diagnostics.at(0).found, "合計");
  EXPECT_EQ(result.diagnostics[0].pointer, "") << "the line is named already";
  EXPECT_EQ(result.model.resources.size(), 1U);
  EXPECT_EQ(result.sheets.at(0).skipped, 1U);
}

TEST(LedgerCells, TheSameAsABlankCellIsBlank) {
  const LedgerResult result = import_csv(
      "管理番号,機器種別,メーカー\nA-1,PC,NEC\nA-2,PC,\nA-3,PC,〃\nA-4,PC,〃\n,,\nA-5,同上,HP\nA-6,PC,〃\n");
  EXPECT_EQ(found_codes(result),
            (Codes{std::string(codes::nothing_above), std::string(codes::nothing_above)}));
  const auto& all = result.model.resources;
  EXPECT_EQ(all.at(2).maker, "");
  EXPECT_EQ(all.at(3).maker, "");
  EXPECT_EQ(all.at(4).kind, ResourceKind::workstation) << "a blank row is no row above";
  EXPECT_EQ(all.at(5).maker, "HP");
}

TEST(LedgerCells, NoneIsNobodysName) {
  const LedgerResult result =
      import_csv("管理番号,機器種別,メーカー,保守業者,ソフトウェア,バージョン\nA-1,PC,無,なし,なし,-\n");
  const Resource& only = result.model.resources.at(0);
  EXPECT_TRUE(result.model.parties.empty());
  EXPECT_TRUE(only.software.empty());
  EXPECT_EQ(only.maker, "");
  EXPECT_EQ(only.annotation.note.plain, "保守業者: なし") << "nobody maintains it: more than a blank";
}

TEST(LedgerCells, PartiesAreVendorsOrTheHospital) {
  const LedgerResult result = import_csv(
      "管理番号,機器種別,保守業者\n1,PC,院内\n2,PC,放射線科\n3,PC,富士通Japan㈱\n4,PC,富士通Japan㈱(03-1234-"
      "5678)\n");
  std::map<std::string, const Party*> by_name;
  for (const Party& each : result.model.parties) by_name[each.name.plain] = &each;
  ASSERT_EQ(by_name.size(), 3U);
  EXPECT_EQ(by_name.at("院内")->kind, PartyKind::hospital);
  EXPECT_EQ(by_name.at("放射線科")->kind, PartyKind::hospital);
  EXPECT_TRUE(by_name.at("放射線科")->annotation.assumption);
  EXPECT_EQ(by_name.at("富士通Japan㈱")->kind, PartyKind::vendor);
  EXPECT_EQ(by_name.at("富士通Japan㈱")->contact.plain, "03-1234-5678");
}

TEST(LedgerCells, AVersionAloneIsThatOfTheDevice) {
  const LedgerResult result = import_csv(
      "管理番号,機器種別,OS,ソフトウェア\n1,PC,6.4.13,\n2,PC,,8.1.1.3\n3,PC,RHEL "
      "7.9,Apache/2.4.6\n4,PC,22H2,\n");
  const auto software = [&](std::size_t i) {
    std::string all;
    for (const Software& each : result.model.resources.at(i).software)
      all += (all.empty() ? "" : ", ") + each.name + "|" + each.version;
    return all;
  };
  EXPECT_EQ(software(0), "firmware|6.4.13");
  EXPECT_EQ(software(1), "firmware|8.1.1.3");
  EXPECT_EQ(software(2), "RHEL|7.9, Apache|2.4.6");
  EXPECT_EQ(software(3), "") << "which system has version 22H2 is not said";
  EXPECT_EQ(found_codes(result), Codes{std::string(codes::value)});
}

TEST(LedgerCells, EveryHostOfACellCanBeNamed) {
  const std::string devices =
      "管理番号,機器種別,ホスト名,台数\n1,L3スイッチ,\"core-sw1,core-sw2\",2\n2,サーバ,ESX01～03,3台\n3,"
      "サーバ,AP1,\n";
  const std::string list = "接続元,接続先,ポート\nAP1,core-sw2,\nAP1,ESX02,６６６１\n";
  const LedgerResult one = import_csv(devices, shipped(), list);
  EXPECT_EQ(found_codes(one), Codes{});
  ASSERT_EQ(one.model.dependencies.size(), 2U);
  EXPECT_EQ(one.model.dependencies[1].requirement.of, std::vector<Id>{"2"});
  EXPECT_EQ(one.model.flows.at(0).ports, std::vector<std::string>{"6661"});
  EXPECT_EQ(one.model.resources.at(1).addresses, (std::vector<std::string>{"ESX01", "ESX02", "ESX03"}));
  Mapping mapping = shipped();
  mapping.several = Several::each;
  const LedgerResult each = import_csv(devices, mapping, list);
  EXPECT_EQ(found_codes(each), Codes{});
  EXPECT_EQ(each.model.dependencies.at(1).requirement.of, std::vector<Id>{"2-2"});
}

TEST(LedgerCells, StatesInUseThatSayMoreStandInTheNote) {
  const LedgerResult result =
      import_csv("管理番号,機器種別,状態\n1,PC,稼動中\n2,PC,廃棄予定\n3,PC,貸出中\n4,PC,リース返却済\n");
  EXPECT_EQ(found_codes(result), Codes{});
  const auto& all = result.model.resources;
  for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(all.at(i).usable, Usable::in_use);
  EXPECT_EQ(all.at(0).annotation.note.plain, "");
  EXPECT_EQ(all.at(1).annotation.note.plain, "状態: 廃棄予定");
  EXPECT_EQ(all.at(2).annotation.note.plain, "状態: 貸出中");
  EXPECT_EQ(all.at(3).usable, Usable::retired);
}

// Messages offer words; a person who writes them into the ledger must be understood.
TEST(LedgerCells, TheWordsThatMessagesOfferAreUnderstood) {
  const auto understood = [](const viz::Words& words, Field field, std::string_view word) {
    const std::string offered = viz::ledger_words(words, std::string(word));
    const auto read = read_word({}, field, offered);
    EXPECT_TRUE(read && read->exact && read->word == word) << offered;
  };
  for (const Language language : {Language::ja, Language::en}) {
    const viz::Words words(language);
    for (const char* word : {"in_use", "spare", "repair", "retired"}) understood(words, Field::usable, word);
    for (const char* word : {"bought", "leased", "service"}) understood(words, Field::procurement, word);
    for (const Word<ResourceKind>& kind : models::words<ResourceKind>())
      if (kind.use == WordUse::canonical) understood(words, Field::kind, kind.name);
  }
  EXPECT_EQ(viz::ledger_words(viz::Words(Language::ja), "in_use, spare"), "使用中, 予備");
  EXPECT_EQ(viz::ledger_words(viz::Words(Language::ja), "4, 4台"), "4, 4台");
}

}  // namespace
}  // namespace hakyu::models::import::ledger_cells_test
