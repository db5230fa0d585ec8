#include "models/import/mapping.hpp"

#include <gtest/gtest.h>

#include "models/import/codes.hpp"
#include "models/import/ledger.hpp"
#include "viz/text/text.hpp"

namespace hakyu::models::import {
namespace {

TEST(Mapping, ShippedOnesAreRight) {
  for (const std::string_view name : shipped_mappings()) {
    const MappingResult result = read_mapping(std::string(name), shipped_mapping(name).value());
    EXPECT_TRUE(result.diagnostics.empty()) << name;
    EXPECT_GT(result.mapping.columns.size(), 10U) << name;
    EXPECT_TRUE(result.mapping.default_kind.has_value()) << name;
  }
  EXPECT_FALSE(shipped_mapping("nothing"));
}

TEST(Mapping, HeadingsAreComparedInOneForm) {
  const MappingResult result =
      read_mapping("m", R"({"format": "hakyu-mapping/1", "columns": {"ＩＰ アドレス": "address"}, // remark
    "values": {"kind": {"電カル端末": "workstation"}}, "several": "each", "header_row": 3, "blank_means_above": ["system"]})");
  ASSERT_TRUE(result.diagnostics.empty());
  EXPECT_EQ(result.mapping.columns.at("ipアドレス"), Field::address);
  EXPECT_EQ(read_word(result.mapping, Field::kind, "電カル 端末")->word, "workstation");
  EXPECT_EQ(result.mapping.several, Several::each);
}

struct Bad {
  std::string text, pointer, suggestion;
};

TEST(Mapping, ErrorsNameThePlaceAndTheNearestWord) {
  const std::string start = R"({"format": "hakyu-mapping/1", )";
  for (const Bad& bad :
       {Bad{"[]", "", ""}, Bad{R"({"columns": {"a": "name"}})", "/format", ""},
        Bad{start + R"("columns": {"a": "adress"}})", "/columns/a", "address"},
        Bad{start + R"("colums": {}, "columns": {"a": "name"}})", "/colums", "columns"},
        Bad{start + R"("columns": {"a": 1}})", "/columns/a", ""},
        Bad{start + R"("columns": []})", "/columns", ""}, Bad{start + R"("columns": {}})", "/columns", ""},
        Bad{start + R"("columns": {"a": "kind"}, "values": {"kind": {"x": "sever"}}})", "/values/kind/x",
            "server"},
        Bad{start + R"("columns": {"a": "kind"}, "defaults": {"kind": "sever"}})", "/defaults/kind",
            "server"},
        Bad{start + R"("columns": {"a": "kind"}, "several": "all"})", "/several", ""},
        Bad{start + R"("columns": {"a": "kind"}, "header_row": 0})", "/header_row", ""},
        Bad{start + R"("columns": {"a": "kind"}, "sheet": 3})", "/sheet", ""},
        Bad{start + R"("columns": {"a": "kind"}, "required": "kind"})", "/required", ""},
        Bad{start + R"("columns": {"a": "kind"}, "encoding": "SJIS"})", "/encoding", ""}}) {
    const MappingResult result = read_mapping("m.json", bad.text);
    ASSERT_EQ(result.diagnostics.size(), 1U) << bad.text;
    EXPECT_EQ(result.diagnostics[0].code, codes::mapping);
    EXPECT_EQ(result.diagnostics[0].pointer, bad.pointer) << bad.text;
    EXPECT_EQ(result.diagnostics[0].suggestion, bad.suggestion) << bad.text;
    EXPECT_FALSE(result.diagnostics[0].expected.empty()) << bad.text;
  }
}

TEST(Mapping, ErrorsNameLineAndColumn) {
  const auto place = [](const std::string& text) {
    const Diagnostic found = read_mapping("m.json", text).diagnostics.at(0);
    return found.code + " " + std::to_string(found.line) + ":" + std::to_string(found.column);
  };
  const std::string start = "{\"format\": \"hakyu-mapping/1\",\n";
  EXPECT_EQ(place(start + "\"columns\": {\n  \"a\": \"name\"\n  \"b\": \"kind\"}}"), "syntax 4:3");
  EXPECT_EQ(place(start + "\"columns\": {\"S/N\": \"seriell\"}}"), "import-mapping 2:20");
  EXPECT_EQ(place(start + "\"colums\": {}, \"columns\": {\"a\": \"name\"}}"), "import-mapping 2:1");
  EXPECT_EQ(place(start + "\"columns\": {\"a\": \"name\",\n \"a\": \"kind\"}}"), "duplicate-key 3:2");
  EXPECT_TRUE(place("{\"\x8a\xc7\x97\x9d\": 1}").starts_with("not-utf8 1:")) << "saved as CP932";
}

TEST(Mapping, PartsOfWordsCountButAreNotExact) {
  EXPECT_TRUE(read_word({}, Field::kind, "Ｌ３スイッチ")->exact);
  const auto part = read_word({}, Field::kind, "L3スイッチ(コア)");
  EXPECT_EQ(part->word, "network");
  EXPECT_FALSE(part->exact);
  EXPECT_FALSE(read_word({}, Field::kind, "その他"));
}

TEST(Guess, ProposesWithConfidenceAndEvidence) {
  const TableResult read = read_tables("a.csv",
                                       "第1版\n管理番号,社内ＯＳ区分,X,備考,IPアドレス\n1,Windows,10.0.0.1,a,"
                                       "DHCP\n2,b,10.0.0.2,b,固定\n3,c,10.0.0.3,c,DHCP\n");
  const GuessResult guess = guess_mapping(read.tables, "");
  ASSERT_EQ(guess.columns.size(), 5U);
  EXPECT_EQ(guess.columns[0].field, Field::asset_number);
  EXPECT_GT(guess.columns[0].confidence, 0.9);
  EXPECT_EQ(guess.columns[2].heading, "X");
  EXPECT_LT(guess.columns[2].confidence, 0.6) << "only the contents speak for it";
  EXPECT_LT(guess.columns[4].confidence, 0.7) << "the contents contradict the heading";
  for (const Guess& each : guess.columns)
    EXPECT_TRUE(each.field == Field::ignore || each.ground != Ground::none) << each.heading;
  EXPECT_TRUE(read_mapping("guess", guess.mapping).diagnostics.empty()) << guess.mapping;
}

TEST(Guess, KnowsTheUsualHeadingsOfLedgers) {
  const std::pair<const char*, Field> usual[] = {{"品番", Field::model},
                                                 {"版数", Field::version},
                                                 {"導入ソフト", Field::software},
                                                 {"ベンダー", Field::maker},
                                                 {"サーバー名", Field::host_name},
                                                 {"資産No.", Field::asset_number},
                                                 {"物品名", Field::name},
                                                 {"機器の種類", Field::kind},
                                                 {"搭載OS", Field::os},
                                                 {"Ｓ／Ｎ", Field::serial},
                                                 {"F/W", Field::firmware},
                                                 {"設置箇所", Field::location},
                                                 {"使用部署", Field::department},
                                                 {"導入ベンダー", Field::maintainer},
                                                 {"保守終了日", Field::contract_ends},
                                                 {"現物確認日", Field::last_confirmed},
                                                 {"ベンダー連絡先", Field::keep}};
  for (const auto& [heading, field] : usual) {
    const TableResult read = read_tables("a.csv", "摘要,備考," + std::string(heading) + "\n1,a,b\n");
    const GuessResult guess = guess_mapping(read.tables, "");
    ASSERT_EQ(guess.columns.size(), 3U) << heading;
    EXPECT_EQ(guess.columns[2].field, field) << heading;
  }
}

/// "heading=field, …" as the proposal says.
std::string proposed(const std::string& csv) {
  std::string all;
  for (const Guess& each : guess_mapping(read_tables("a.csv", csv).tables, "").columns)
    all += (all.empty() ? "" : ", ") + each.heading + "=" + std::string(field_name(each.field));
  return all;
}

TEST(Guess, AFieldHasOneColumn) {
  EXPECT_EQ(proposed("No.,管理番号,備考\n1,A-1,x\n"), "No.=ignore, 管理番号=asset_number, 備考=note");
  EXPECT_EQ(proposed("管理番号,No.,備考\nA-1,1,x\n"), "管理番号=asset_number, No.=ignore, 備考=note");
  EXPECT_EQ(proposed("番号,機器名,備考\n1,a,x\n"), "番号=asset_number, 機器名=name, 備考=note")
      << "nothing else numbers the devices";
  EXPECT_EQ(proposed("予備の機器名,機器名,備考\na,b,x\n"), "予備の機器名=ignore, 機器名=name, 備考=note");
  EXPECT_EQ(proposed("機器名,IPアドレス,管理用IPアドレス\na,10.0.0.1,10.0.0.2\n"),
            "機器名=name, IPアドレス=address, 管理用IPアドレス=address")
      << "a device has several addresses";
}

TEST(Guess, AHeadingThatSpeaksOfTheSystem) {
  EXPECT_EQ(proposed("機器名,ＯＳ・バージョン,備考\na,RHEL 7.9,x\n"),
            "機器名=name, ＯＳ・バージョン=os, 備考=note");
  EXPECT_EQ(proposed("機器名,搭載OSとその版数,BIOS版数,備考\na,RHEL 7.9,1.2,x\n"),
            "機器名=name, 搭載OSとその版数=os, BIOS版数=version, 備考=note");
  EXPECT_EQ(proposed("機器名,OS,OSバージョン\na,RHEL,7.9\n"), "機器名=name, OS=os, OSバージョン=version");
  EXPECT_EQ(proposed("機器名,OSバージョン,備考\na,RHEL 7.9,x\n"), "機器名=name, OSバージョン=os, 備考=note");
  EXPECT_EQ(proposed("機器名,OSのサポート終了,備考\na,2027/3/31,x\n"),
            "機器名=name, OSのサポート終了=support_ends, 備考=note");
}

TEST(Guess, AListOfConnectionsIsPartOfTheSameMapping) {
  std::vector<Table> tables = read_tables("a.csv", "管理番号,機器名,備考\nA-1,a,x\n").tables;
  tables.push_back(
      read_tables("b.csv", "接続一覧\n接続元(機器),接続先(機器),プロトコル,ポート,確認日\na,b,TCP,443,\n")
          .tables.at(0));
  tables.push_back(read_tables("c.csv", "改訂履歴,版\n初版,1\n").tables.at(0));
  const GuessResult guess = guess_mapping(tables, "");
  const Mapping mapping = read_mapping("m", guess.mapping).mapping;
  EXPECT_EQ(mapping.columns.size(), 3U);
  EXPECT_EQ(mapping.connections.at("接続元(機器)"), Field::from);
  EXPECT_EQ(mapping.connections.at("接続先(機器)"), Field::to);
  EXPECT_EQ(mapping.connections.at("ポート"), Field::ports);
  EXPECT_EQ(mapping.connections.at("確認日"), Field::date);
  ASSERT_EQ(guess.diagnostics.size(), 1U);
  EXPECT_EQ(guess.diagnostics[0].code, codes::no_headings);
  EXPECT_EQ(guess.diagnostics[0].file, "c.csv");
}

TEST(Guess, AVendorBesideAMakerIsWhoMaintains) {
  const auto vendor = [](const std::string& headings) {
    const GuessResult guess = guess_mapping(read_tables("a.csv", headings + "\n1,a,b,c\n").tables, "");
    for (const Guess& each : guess.columns)
      if (each.heading == "ベンダー") return each;
    return Guess{};
  };
  EXPECT_EQ(vendor("管理番号,ベンダー,備考").field, Field::maker);
  EXPECT_EQ(vendor("管理番号,ベンダー,メーカー").field, Field::maintainer);
  EXPECT_EQ(vendor("管理番号,メーカー,ベンダー").field, Field::maintainer);
  EXPECT_EQ(vendor("管理番号,ベンダー,メーカー,保守業者").field, Field::ignore)
      << "somebody has to say what it is";
  EXPECT_LT(vendor("管理番号,ベンダー,備考").confidence, 0.9);
}

TEST(Codes, EachHasASentence) {
  for (const std::string_view code : codes::all) EXPECT_TRUE(viz::diagnostic_message(code)) << code;
}

}  // namespace
}  // namespace hakyu::models::import
