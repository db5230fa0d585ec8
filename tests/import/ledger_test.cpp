#include "models/import/ledger.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <filesystem>
#include <fstream>

#include "models/import/codes.hpp"
#include "models/read/read.hpp"
#include "models/write.hpp"
#include "tests/import/workbook.hpp"

namespace hakyu::models::import {
namespace {

Mapping shipped(std::string_view name = "it-ledger") {
  return read_mapping(std::string(name), shipped_mapping(name).value()).mapping;
}

LedgerResult import_csv(const std::string& text, const Mapping& mapping = shipped(),
                        const std::string& more = "") {
  std::vector<Table> tables = read_tables("dir/a.csv", text).tables;
  if (!more.empty()) tables.push_back(read_tables("b.csv", more).tables.at(0));
  LedgerResult result = make_ledger(tables, mapping, "", "m.json");
  if (has_errors(result.diagnostics)) return result;
  for (const Diagnostic& each : read(write(result.model)).diagnostics)
    EXPECT_NE(each.severity, Severity::error) << each.code << each.found;
  return result;
}

std::vector<std::string> found_codes(const LedgerResult& result) {
  std::vector<std::string> all;
  for (const Diagnostic& each : result.diagnostics) all.push_back(each.code);
  return all;
}

using Codes = std::vector<std::string>;
const std::string head =
    "管理番号,機器名,機器種別,IPアドレス,保守業者,リモート保守,サポート期限,ステータス,台数,備考\n";

TEST(Ledger, KeepsThatRemoteMaintenanceIsUnknown) {
  const LedgerResult result =
      import_csv(head + "SV-1,電カルAP,サーバ,,A社,不明,,,,重要\nSV-2,薬剤,サーバ,,A社,-,,,,\n");
  ASSERT_EQ(result.model.resources.size(), 2U);
  EXPECT_TRUE(result.model.resources[0].remote_maintenance.empty());
  EXPECT_EQ(result.model.resources[0].annotation.note.plain, "重要 / リモート保守: 不明");
  EXPECT_EQ(result.model.resources[1].annotation.note.plain, "");
}

TEST(Ledger, UnderstandsARow) {
  const LedgerResult result = import_csv("情報機器台帳\n\n" + head +
                                         "SV-1,電カルAP,サーバ,10.0.0.1～2,㈱髙橋,有(VPN),R9.3,予備,2台,"
                                         "重要\nSV-2,〃,同上,10.0.0.9,(株)髙橋,無,,,,\n");
  EXPECT_EQ(found_codes(result), Codes{std::string(codes::day)}) << "R9.3 names no day";
  ASSERT_EQ(result.model.resources.size(), 2U);
  const Resource& first = result.model.resources[0];
  EXPECT_EQ(first.id, "sv-1");
  EXPECT_EQ(first.kind, ResourceKind::server);
  EXPECT_EQ(first.addresses, (std::vector<std::string>{"10.0.0.1", "10.0.0.2"}));
  EXPECT_EQ(first.quantity, 2);
  EXPECT_EQ(first.usable, Usable::spare);
  EXPECT_EQ(first.support_ends, (Date{std::chrono::year(2027), std::chrono::month(3), std::chrono::day(31)}));
  ASSERT_EQ(first.remote_maintenance.size(), 1U);
  EXPECT_EQ(first.annotation.source, "a.csv / SV-1");
  EXPECT_EQ(first.annotation.note.plain, "重要 / サポート期限: R9.3 / リモート保守: 有(VPN)");
  EXPECT_EQ(result.model.resources[1].name.plain, "電カルAP");
  EXPECT_TRUE(result.model.resources[1].remote_maintenance.empty());
  EXPECT_EQ(result.model.parties.size(), 1U) << "㈱ and (株) are the same company";
  EXPECT_EQ(result.sheets.at(0).header_row, 3U);
  EXPECT_EQ(result.sheets[0].rows, 2U);
}

struct Case {
  std::string row;
  std::string_view code;
  std::uint32_t column;
};

TEST(Ledger, SaysWhatItDoesNotUnderstandAndWhere) {
  for (const Case& each :
       {Case{"1,a,サーバ,DHCP,,,,,,", codes::value, 4}, Case{"1,a,サーバ,,,△,,,,", codes::value, 6},
        Case{"1,a,サーバ,,,,27/13/1,,,", codes::value, 7},
        Case{"1,a,サーバ,,,,,よくわからない,,", codes::value, 8},
        Case{"1,a,サーバ,,,,,,数台,", codes::value, 9}, Case{"1,a,謎の箱,,,,,,,", codes::kind, 3},
        Case{"1,a,サーバ,,,有,,,,", codes::no_remote_party, 6}, Case{",,サーバ,,,,,,,", codes::no_name, 0},
        Case{"1,a,同上,,,,,,,サーバ", codes::nothing_above, 3},
        Case{"1,a,サーバ,10.0.0.1~3,,,,,4,", codes::count, 4}}) {
    const LedgerResult result = import_csv(head + each.row + "\n");
    ASSERT_FALSE(result.diagnostics.empty()) << each.row;
    const Diagnostic& said = result.diagnostics[0];
    EXPECT_EQ(said.code, each.code) << each.row;
    EXPECT_EQ(said.severity, Severity::warning);
    EXPECT_EQ(said.line, 2U) << each.row;
    EXPECT_EQ(said.column, each.column) << each.row;
  }
}

TEST(Ledger, AnUnknownStateNeverTakesADeviceOut) {
  for (const char* state : {"廃棄検討中", "休止", "停止中"}) {
    const LedgerResult result = import_csv(head + "1,a,サーバ,,,,," + state + ",,\n");
    EXPECT_EQ(result.model.resources.at(0).usable, Usable::in_use) << state;
    EXPECT_EQ(found_codes(result), Codes{std::string(codes::value)}) << state;
  }
}

std::vector<Id> ids_of(const LedgerResult& result) {
  std::vector<Id> all;
  for (const Resource& each : result.model.resources) all.push_back(each.id);
  return all;
}

TEST(Ledger, ANumberThatStandsTwiceLosesNothing) {
  const std::string first = "1,a,サーバ,,業者,有,,,,\n", second = "1,b,PC,,,,,,,\n";
  const LedgerResult result = import_csv(head + first + second);
  EXPECT_EQ(found_codes(result), Codes{std::string(codes::duplicate)});
  EXPECT_EQ(result.diagnostics[0].line, 3U);
  EXPECT_EQ(result.diagnostics[0].expected, "dir/a.csv A2");
  ASSERT_EQ(result.model.resources.size(), 2U);
  for (const Resource& each : result.model.resources) {
    EXPECT_EQ(each.asset_number, "1");
    EXPECT_NE(each.id, "1") << "nothing that refers to 1 may mean one of them";
  }
  EXPECT_EQ(ids_of(result), ids_of(import_csv(head + second + first))) << "whatever the order";
}

TEST(Ledger, ARowThatRepeatsAnotherCountsOnce) {
  const LedgerResult result = import_csv(head + "1,a,サーバ,,,,,,,\n1,a,サーバ,,,,,,,\n");
  EXPECT_EQ(found_codes(result), Codes{std::string(codes::repeated)});
  EXPECT_EQ(result.model.resources.size(), 1U);
  EXPECT_EQ(import_csv("機器名,機器種別\nポンプ,PC\nポンプ,PC\n").model.resources.size(), 2U)
      << "without numbers two pumps are two pumps";
}

TEST(Ledger, AReferenceToANumberThatStandsTwiceIsAmbiguous) {
  const LedgerResult result =
      import_csv("管理番号,機器名,機器種別,物理サーバ\n1,a,サーバ,\n1,b,サーバ,\n2,c,サーバ,1\n");
  EXPECT_EQ(found_codes(result),
            (Codes{std::string(codes::duplicate), std::string(codes::ambiguous_number)}));
}

TEST(Ledger, IdsComeFromTheKeyOfTheMapping) {
  Mapping mapping = shipped();
  mapping.key = Field::host_name;
  const LedgerResult result =
      import_csv("管理番号,ホスト名,機器種別\nSV-1,db-1,サーバ\nSV-2,,サーバ\n", mapping);
  EXPECT_EQ(ids_of(result), (std::vector<Id>{"db-1", "sv-2"}));
  EXPECT_EQ(result.model.resources[0].asset_number, "SV-1");
}

TEST(Ledger, DatesWithoutADayAreNamedAsAssumptions) {
  const LedgerResult result = import_csv(
      "管理番号,機器種別,保守業者,保守期限,サポート期限\n1,PC,A社,2027年3月,R9.3.31\n2,PC,A社,R9.4,R9.4\n");
  EXPECT_EQ(found_codes(result), (Codes{std::string(codes::day), std::string(codes::day)}));
  EXPECT_EQ(result.diagnostics[0].found, "保守期限");
  EXPECT_EQ(result.diagnostics[0].expected, "2");
  EXPECT_EQ(result.diagnostics[1].expected, "1");
  ASSERT_EQ(result.model.contracts.size(), 2U);
  EXPECT_TRUE(result.model.contracts[0].annotation.assumption);
  EXPECT_EQ(result.model.contracts[0].ends,
            (Date{std::chrono::year(2027), std::chrono::month(3), std::chrono::day(31)}));
  EXPECT_NE(result.model.resources[1].annotation.note.plain.find("サポート期限: R9.4"), std::string::npos);
}

TEST(Ledger, ADealerIsNotTheMaintainer) {
  const LedgerResult result = import_csv(
      "ME No.,機種名,型式,販売ディーラー,備考\n1,ポンプ,X-1,山田商会,要点検\n", shipped("me-ledger"));
  EXPECT_EQ(result.model.resources.at(0).maintainer, "");
  EXPECT_TRUE(result.model.parties.empty());
  EXPECT_EQ(result.model.resources[0].annotation.note.plain, "販売ディーラー: 山田商会 / 要点検");
}

TEST(Ledger, RowsWithoutAKindAreToldOnce) {
  const LedgerResult result = import_csv("管理番号,機器名\n1,a\n2,b\n3,c\n");
  EXPECT_EQ(found_codes(result), Codes{std::string(codes::no_kind)});
  EXPECT_EQ(result.diagnostics.at(0).found, "3");
  EXPECT_TRUE(result.model.resources.at(2).annotation.assumption);
}

TEST(Ledger, AContractWithNobodyStandsInTheNote) {
  const LedgerResult result =
      import_csv("管理番号,機器種別,保守業者,契約終了日\n1,サーバ,,2027-03-31\n2,サーバ,A社,2027-03-31\n");
  EXPECT_EQ(found_codes(result), Codes{std::string(codes::no_party)});
  ASSERT_EQ(result.model.contracts.size(), 1U);
  EXPECT_EQ(result.model.contracts[0].scope, std::vector<Id>{"2"});
  EXPECT_EQ(result.model.resources.at(0).annotation.note.plain, "契約終了日: 2027-03-31");
}

TEST(Ledger, ALineOfNobodyKnownIsStillALine) {
  const LedgerResult result = import_csv(head + "1,a,サーバ,,,有,,,,\n");
  EXPECT_EQ(found_codes(result), Codes{std::string(codes::no_remote_party)});
  ASSERT_EQ(result.model.resources.at(0).remote_maintenance.size(), 1U);
  EXPECT_EQ(result.model.resources[0].remote_maintenance[0].party, "");
}

TEST(Ledger, LinesOfSeveralPartiesTakeTheirOwnWays) {
  const LedgerResult result = import_csv(
      "管理番号,機器種別,リモート保守業者,リモート保守経路\nV-1,VPN,,\nV-2,VPN,,\n1,サーバ,\"A社、B社\",V-"
      "1、V-2\n2,サーバ,A社、B社,V-1\n");
  const auto& all = result.model.resources;
  ASSERT_EQ(all.at(0).remote_maintenance.size(), 2U);
  EXPECT_EQ(all[0].remote_maintenance[0].via, "v-1");
  EXPECT_EQ(all[0].remote_maintenance[1].via, "v-2");
  EXPECT_NE(all[0].remote_maintenance[0].party, all[0].remote_maintenance[1].party);
  EXPECT_EQ(all[1].remote_maintenance.at(0).via, "") << "one way for two lines: whose it is stays open";
  EXPECT_NE(all[1].annotation.note.plain.find("V-1"), std::string::npos);
}

TEST(Ledger, OwnersVersionsAndNamesOfTheMapping) {
  Mapping mapping = shipped();
  mapping.values[Field::maintainer]["a社"] = "vendor-a";
  mapping.values[Field::zone]["サーバ"] = "server";
  const LedgerResult result = import_csv(
      "管理番号,機器種別,所有者,保守業者,ゾーン,ソフトウェア,バージョン\n1,サーバ,病院,Ａ社,サーバ,Red "
      "Hat,8\n2,サーバ,,,,,7.0.1\n",
      mapping);
  const Resource& first = result.model.resources.at(0);
  EXPECT_EQ(first.maintainer, "vendor-a");
  EXPECT_EQ(first.zone, "server");
  const auto owner = std::find_if(result.model.parties.begin(), result.model.parties.end(),
                                  [&](const Party& each) { return each.id == first.owner; });
  ASSERT_NE(owner, result.model.parties.end());
  EXPECT_EQ(owner->kind, PartyKind::hospital);
  ASSERT_EQ(first.software.size(), 1U);
  EXPECT_EQ(first.software[0].name, "Red Hat");
  EXPECT_EQ(first.software[0].version, "8");
  EXPECT_EQ(result.model.resources[1].software.at(0).name, "firmware") << "a version of nothing else";
}

TEST(Ledger, AVersionThatCannotBeOfWindowsIsOfTheDevice) {
  const LedgerResult result = import_csv(
      "管理番号,機器種別,型式,OS,バージョン\n1,サーバ,Vue PACS,Windows Server 2019,12.2.0\n"
      "2,サーバ,RX2540,Windows Server 2019,10.0.17763.6893\n3,サーバ,RX2540,Win10,22H2\n"
      "4,サーバ,RX2540,RHEL,8.6\n");
  EXPECT_EQ(found_codes(result), Codes{std::string(codes::version_owner)});
  const auto software = [&](std::size_t i) { return result.model.resources.at(i).software; };
  ASSERT_EQ(software(0).size(), 2U);
  EXPECT_EQ(software(0)[0].version, "");
  EXPECT_EQ(software(0)[1].name, "firmware");
  EXPECT_EQ(software(0)[1].version, "12.2.0");
  EXPECT_EQ(software(1).at(0).version, "10.0.17763.6893");
  EXPECT_EQ(software(2).at(0).version, "22H2");
  EXPECT_EQ(software(3).at(0).version, "8.6");
}

TEST(Ledger, ASystemInTheColumnOfVersionsIsNoVersion) {
  const LedgerResult result = import_csv(
      "管理番号,機器種別,型式,バージョン\n1,サーバ,RX2540,Windows Server 2016\n2,サーバ,Box,2.1\n");
  EXPECT_EQ(result.model.resources.at(0).software.at(0).name, "Windows Server 2016");
  EXPECT_EQ(result.model.resources[0].software[0].version, "");
  EXPECT_EQ(result.model.resources.at(1).software.at(0).name, "firmware");
}

TEST(Ledger, LinksRowsAndConnections) {
  const std::string devices =
      "管理番号,ホスト名,機器種別,物理サーバ,依存先,保守業者,リモート保守,リモート保守経路\n"
      "H-1,host1,仮想基盤,,,,,\nV-1,vm1,仮想サーバ,HOST1,\"DB-1、H-1\",髙橋,有,vpn1\nDB-1,db,データベース,,,,"
      ",\nN-1,vpn1,VPN,,,,,\n";
  const LedgerResult result = import_csv(
      devices, shipped(),
      "接続元,接続先,依存の種別,プロトコル,ポート,確認者\nvm1,db,認証,tcp,\"1433;1434\",\ndb,h-1,,,,山田\n");
  EXPECT_EQ(found_codes(result), Codes{});
  const auto& all = result.model.resources;
  const Resource& vm = *std::find_if(all.begin(), all.end(), [](const Resource& r) { return r.id == "v-1"; });
  EXPECT_EQ(vm.runs_on, "h-1");
  ASSERT_EQ(vm.requirements.size(), 2U);
  EXPECT_EQ(vm.requirements[0].of, std::vector<Id>{"db-1"});
  EXPECT_EQ(vm.remote_maintenance.at(0).via, "n-1");
  ASSERT_EQ(result.model.dependencies.size(), 2U);
  EXPECT_EQ(result.model.dependencies[0].from, "v-1");
  EXPECT_EQ(result.model.dependencies[0].requirement.kind, RequirementKind::authentication);
  EXPECT_TRUE(result.model.dependencies[0].annotation.assumption) << "a connection is not yet a dependency";
  EXPECT_FALSE(result.model.dependencies[1].annotation.assumption) << "somebody confirmed it";
  ASSERT_EQ(result.model.flows.size(), 1U);
  EXPECT_EQ(result.model.flows[0].ports, (std::vector<std::string>{"1433", "1434"}));
  EXPECT_EQ(result.model.dependencies[0].requirement.over, std::vector<Id>{result.model.flows[0].id});
}

TEST(Ledger, DoesNotGuessWhatAReferenceMeans) {
  const LedgerResult result =
      import_csv("管理番号,ホスト名,機器種別,物理サーバ\n1,a,サーバ,nowhere\n2,x,サーバ,a\n3,a,サーバ,\n");
  EXPECT_EQ(found_codes(result), (Codes{std::string(codes::reference), std::string(codes::ambiguous)}));
  EXPECT_EQ(result.diagnostics[1].expected, "1, 3");
  for (const Resource& each : result.model.resources) EXPECT_EQ(each.runs_on, "");
}

TEST(Ledger, SeveralDevicesOfARowBecomeOneOrEach) {
  Mapping mapping = shipped();
  const std::string text = head + "PC-1,端末,PC,192.168.30.57～60,,,,,,4台まとめて記載\n";
  EXPECT_EQ(import_csv(text, mapping).model.resources.at(0).quantity, 4);
  mapping.several = Several::each;
  const LedgerResult each = import_csv(text, mapping);
  ASSERT_EQ(each.model.resources.size(), 4U);
  EXPECT_EQ(each.model.resources[3].id, "pc-1-4");
  EXPECT_EQ(each.model.resources[3].addresses, std::vector<std::string>{"192.168.30.60"});
}

TEST(Ledger, TablesWithoutKnownHeadingsAreRefused) {
  EXPECT_EQ(found_codes(import_csv("a,b\n1,2\n")), Codes{std::string(codes::header)});
  const std::vector<Table> tables =
      read_tables("a.xlsx", tests::zip_of(tests::workbook_parts(
                                "<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData>")))
          .tables;
  const LedgerResult result = make_ledger(tables, shipped(), "機器", "m.json");
  EXPECT_EQ(found_codes(result), Codes{std::string(codes::sheet)});
  EXPECT_EQ(result.diagnostics[0].expected, "台帳");
}

TEST(Ledger, ColumnsThatAreMissingOrTwiceAreReported) {
  Mapping mapping = shipped();
  mapping.required = {Field::maintainer};
  EXPECT_EQ(found_codes(import_csv("管理番号,機器種別\n1,PC\n", mapping)),
            Codes{std::string(codes::missing_column)});
  const LedgerResult second = import_csv("管理番号,機器種別,資産番号\n1,PC,2\n");
  EXPECT_EQ(found_codes(second), Codes{std::string(codes::second_column)});
  EXPECT_EQ(second.model.resources.at(0).annotation.note.plain, "資産番号: 2") << "nothing is lost";
}

TEST(Ledger, WorkbookAndCsvGiveTheSame) {
  const std::string sheet =
      "<sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>管理番号</t></is></c><c r=\"B1\" "
      "t=\"inlineStr\"><is><t>機器種別</t></is></c><c r=\"C1\" "
      "t=\"inlineStr\"><is><t>サポート期限</t></is></c></row>"
      "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>1</t></is></c><c r=\"B2\" "
      "t=\"inlineStr\"><is><t>PC</t></is></c><c r=\"C2\" s=\"1\"><v>45931</v></c></row></sheetData>";
  std::vector<Table> tables = read_tables("dir/a.csv", tests::zip_of(tests::workbook_parts(sheet))).tables;
  tables.at(0).sheet.clear();
  EXPECT_EQ(make_ledger(tables, shipped(), "", "m.json").model,
            import_csv("管理番号,機器種別,サポート期限\n1,PC,2025/10/1\n").model);
}

TEST(Ledger, TheOrderOfRowsDoesNotMatter) {
  std::vector<std::string> rows;
  for (int i = 0; i < 20; ++i)
    rows.push_back("N-" + std::to_string(i * 37 % 20) + ",機器" + std::to_string(i) + ",サーバ,,業者" +
                   std::to_string(i % 3) + ",有,,,,\n");
  const auto text = [&] {
    std::string all = head;
    for (const std::string& row : rows) all += row;
    return write(import_csv(all).model).front().text;
  };
  const std::string first = text();
  std::reverse(rows.begin(), rows.end());
  EXPECT_EQ(text(), first);
}

// By the time of the processor, which a busy machine does not change; tests/bench/ledger.sh measures the
// command.
TEST(Ledger, TwentyThousandRowsTakeAtMostThreeSeconds) {
  std::string text = head;
  for (int i = 0; i < 20'000; ++i)
    text += "PC-" + std::to_string(i) + ",端末" + std::to_string(i) + ",端末ＰＣ,10." +
            std::to_string(i / 65536) + "." + std::to_string(i / 256 % 256) + "." + std::to_string(i % 256) +
            ",㈱業者" + std::to_string(i % 40) + ",有,R9.3.31,利用中,,備考です\n";
  const std::clock_t start = std::clock();
  const LedgerResult result = make_ledger(read_tables("a.csv", text).tables, shipped(), "", "m.json");
  const std::string written = write(result.model).front().text;
  const double took = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  EXPECT_EQ(result.model.resources.size(), 20'000U);
  RecordProperty("seconds", std::to_string(took));
#ifdef NDEBUG
  EXPECT_LT(took, 3.0);
#endif
}

TEST(Ledger, ReadsTheSamplesAlike) {
  const std::filesystem::path folder = std::filesystem::path(HAKYU_SOURCE_DIR) / "../shared/data/inventory";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "no samples here";
  std::vector<LedgerResult> all;
  for (const char* name : {"SYNTHETIC_daicho_cp932.csv", "SYNTHETIC_daicho_utf8bom.csv"}) {
    std::ifstream in(folder / name, std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(in)), {});
    all.push_back(make_ledger(read_tables("daicho.csv", bytes).tables, shipped(), "", "m.json"));
  }
  EXPECT_EQ(all[0].sheets.at(0).encoding, "CP932");
  EXPECT_EQ(all[1].sheets.at(0).encoding, "UTF-8 (BOM)");
  EXPECT_EQ(all[0].model, all[1].model);
  ASSERT_EQ(all[0].model.resources.size(), 7U);
  EXPECT_EQ(all[0].model.contracts.size(), 4U);
  EXPECT_EQ(all[0].model.parties.size(), 3U);
  EXPECT_EQ(found_codes(all[0]), (Codes{std::string(codes::day), std::string(codes::day)}))
      << "two columns name months only";
}

}  // namespace
}  // namespace hakyu::models::import
