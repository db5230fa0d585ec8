// Readers of advisories: own small inputs, bad input, and the real samples counted a second time.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "models/diagnostic_codes.hpp"
#include "models/import/advisories/chunks.hpp"
#include "models/import/advisories/record.hpp"

namespace readers_test {
namespace {

using namespace hakyu::models;
using namespace hakyu::models::advisories;
using Json = nlohmann::json;
namespace fs = std::filesystem;
namespace adv = hakyu::models::advisories::codes;

const fs::path samples = fs::path(HAKYU_SOURCE_DIR) / ".." / "shared" / "data";

std::string bytes_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string code(const Reading& reading) {
  return has_errors(reading.diagnostics) ? reading.diagnostics.front().code : std::string{};
}

/// All documents of a file as if they were one.
Advisory joined(const Reading& reading) {
  Advisory all;
  const auto add = [](auto& into, const auto& more) { into.insert(into.end(), more.begin(), more.end()); };
  for (const Advisory& each : reading.advisories) {
    add(all.vulnerabilities, each.vulnerabilities);
    add(all.products, each.products);
    add(all.remediations, each.remediations);
    add(all.statuses, each.statuses);
  }
  return all;
}

std::string csaf(const std::string& rest, const std::string& publisher = "https://example.jp") {
  return R"({"document":{"category":"csaf_vex","csaf_version":"2.0","publisher":{"namespace":")" + publisher +
         R"("},"tracking":{"id":"A-1"}},)" + rest + "}";
}

/// What a plain walk over the raw JSON finds, written without looking at the reader.
struct Counts {
  std::size_t vulnerabilities = 0;
  std::size_t statuses = 0;
  std::set<std::string> remediations, products;
};

void walk_products(const Json& node, Counts& counts) {
  if (node.is_object() && node.contains("product_id") && node.contains("name"))
    counts.products.insert(node["product_id"].get<std::string>());
  if (node.is_structured())
    for (const Json& child : node) walk_products(child, counts);
}

Counts count(const Json& json) {
  Counts counts;
  if (json.contains("product_tree")) walk_products(json["product_tree"], counts);
  if (!json.contains("vulnerabilities")) return counts;
  // One publisher puts the list into a list.
  Json all = Json::array();
  for (const Json& v : json["vulnerabilities"])
    for (const Json& each : v.is_array() ? v : Json::array({v})) all.push_back(each);
  counts.vulnerabilities = all.size();
  for (const Json& v : all) {
    for (const Json& list : v.value("product_status", Json::object())) counts.statuses += list.size();
    for (const Json& r : v.value("remediations", Json::array())) {
      Json same = Json::array({r.value("category", ""), r.value("details", ""), r.value("url", ""),
                               r.value("date", ""), r.value("entitlements", Json::array()), ""});
      if (r.contains("restart_required")) same[5] = r["restart_required"].value("category", "");
      counts.remediations.insert(same.dump());
    }
  }
  return counts;
}

TEST(Csaf, EverySampleCountedTwice) {
  if (!fs::exists(samples)) GTEST_SKIP() << "no sample files here";
  std::size_t files = 0;
  for (const char* folder : {"icsma", "icsa", "other", "vex", "v2.1"}) {
    for (const auto& entry : fs::directory_iterator(samples / "csaf" / folder)) {
      const std::string name = entry.path().filename().string();
      const std::string bytes = bytes_of(entry.path());
      const Reading reading = read_csaf(name, bytes);
      if (name == "csaf-feed-tlp-white.json") {
        EXPECT_EQ(code(reading), adv::not_an_advisory);
        continue;
      }
      ASSERT_EQ(code(reading), "") << name << " " << reading.diagnostics.front().found;
      const Counts expected = count(Json::parse(bytes));
      EXPECT_EQ(joined(reading).vulnerabilities.size(), expected.vulnerabilities) << name;
      EXPECT_EQ(joined(reading).statuses.size(), expected.statuses) << name;
      EXPECT_EQ(joined(reading).remediations.size(), expected.remediations.size()) << name;
      EXPECT_EQ(joined(reading).products.size(), expected.products.size()) << name;
      ++files;
    }
  }
  EXPECT_GE(files, 37U);
}

TEST(Csaf, RestartScopeComesFromTheDocumentOnly) {
  const std::string text = R"("vulnerabilities":[{"cve":"CVE-1-1","product_status":{"known_affected":["P"]},
    "remediations":[{"category":"vendor_fix","details":"a","restart_required":{"category":"machine"}},
                    {"category":"vendor_fix","details":"b"},
                    {"category":"vendor_fix","details":"c","restart_required":{"category":"none"}}]}])";
  const Reading vendor = read_csaf("a.json", csaf(text));
  ASSERT_EQ(joined(vendor).remediations.size(), 3U);
  EXPECT_EQ(joined(vendor).remediations[0].outage.scope, RestartScope::machine);
  EXPECT_EQ(joined(vendor).remediations[0].products, std::vector<std::string>{"P"});
  EXPECT_EQ(joined(vendor).remediations[1].outage.scope, RestartScope::unknown);
  EXPECT_EQ(joined(vendor).remediations[2].outage.scope, RestartScope::none);
  const Reading constant = read_csaf("a.json", csaf(text, "https://www.redhat.com"));
  EXPECT_EQ(joined(constant).remediations[2].outage.scope, RestartScope::unknown);
}

TEST(Csaf, ContradictionsAndCyclesAreErrorsAndNothingIsKept) {
  const Reading both =
      read_csaf("a.json", csaf(R"("product_tree":{"full_product_names":[{"product_id":"P","name":"x"}]},
      "vulnerabilities":[{"cve":"CVE-1-1","product_status":{"known_affected":["P"],"known_not_affected":["P"]}}])"));
  EXPECT_EQ(code(both), adv::contradicting_status);
  EXPECT_EQ(both.diagnostics[0].pointer, "/vulnerabilities/0/product_status");
  EXPECT_TRUE(joined(both).vulnerabilities.empty());
  const auto made = [](const char* id, const char* from) {
    return std::string(R"({"category":"installed_on","product_reference":")") + from +
           R"(","relates_to_product_reference":"X","full_product_name":{"name":"n","product_id":")" + id +
           "\"}}";
  };
  EXPECT_EQ(code(read_csaf("a.json", csaf("\"product_tree\":{\"relationships\":[" + made("A", "B") + "," +
                                          made("B", "A") + "]}"))),
            adv::relationship_cycle);
  EXPECT_EQ(code(read_csaf("a.json", csaf("\"product_tree\":{\"relationships\":[" + made("A", "B") + "," +
                                          made("B", "C") + "]}"))),
            "");
}

TEST(Csaf, AProductThatIsNotDefinedIsTold) {
  const Reading reading = read_csaf(
      "a.json",
      csaf("\"product_tree\":{\"full_product_names\":[{\"product_id\":\"P\",\"name\":\"x\"}]},"
           "\"vulnerabilities\":[{\"cve\":\"CVE-2026-1\",\"product_status\":{\"known_affected\":[\"P\","
           "\"Q\",\"Q\"]}}]"));
  ASSERT_EQ(reading.diagnostics.size(), 1U) << "once";
  EXPECT_EQ(reading.diagnostics[0].code, adv::undefined_product);
  EXPECT_EQ(reading.diagnostics[0].found, "Q");
  EXPECT_EQ(reading.diagnostics[0].severity, hakyu::models::Severity::warning);
  EXPECT_EQ(reading.advisories.size(), 1U) << "the rest counts";
}

TEST(Json, BadBytesHaveAPlace) {
  const Reading broken = read_csaf("a.json", "{\n \"a\": ,\n}");
  EXPECT_EQ(code(broken), hakyu::models::codes::syntax);
  EXPECT_EQ(broken.diagnostics[0].line, 2U);
  EXPECT_EQ(broken.diagnostics[0].column, 7U);
  EXPECT_EQ(code(read_csaf("a.json", "{\"a\":\"\x93\xFA\"}")), hakyu::models::codes::not_utf8);
  EXPECT_EQ(code(read_csaf("a.json", std::string(1'000'000, '['))), hakyu::models::codes::too_deep);
  EXPECT_EQ(code(read_csaf("a.json", csaf("\"x\":\"" + std::string(10'000'000, 'x') + "\""))), "");
  for (const char* text : {"", "[]", "1", "null", "{}"})
    EXPECT_NE(code(read_csaf("a.json", text)), "") << text;
}

TEST(Json, ACutDownloadIsNamedAsOne) {
  const std::string whole = "{\n \"document\": {\"title\": \"脆弱性\"},\n \"a\": [12, true]\n}";
  for (std::size_t size = 1; size < whole.size(); ++size)
    EXPECT_EQ(code(read_csaf("a.json", whole.substr(0, size))), adv::ends_early) << whole.substr(0, size);
  EXPECT_NE(code(read_csaf("a.json", whole)), adv::ends_early);
  const Reading cut = read_csaf("a.json", whole.substr(0, whole.find("true")));
  EXPECT_EQ(cut.diagnostics[0].line, 3U);
  EXPECT_EQ(cut.diagnostics[0].column, 12U);
}

TEST(Xml, ACutDownloadIsNamedAsOneAndDamageHasItsElement) {
  const std::string whole =
      "<?xml version=\"1.0\"?>\n<rdf:RDF a=\"1>2\">\n<item><title>題</title></item>\n<item/></rdf:RDF>\n";
  ASSERT_EQ(code(read_jvn("j", whole)), hakyu::models::codes::missing_key) << "sound XML";
  for (std::size_t size = whole.find("<rdf") + 8; size < whole.find("/rdf:RDF>") + 8; ++size)
    EXPECT_EQ(code(read_jvn("j", whole.substr(0, size))), adv::ends_early) << whole.substr(0, size);
  const Reading cut = read_jvn("j", whole.substr(0, whole.find("<item/>")));
  EXPECT_EQ(cut.diagnostics.at(0).line, 4U);
  EXPECT_EQ(cut.diagnostics.at(0).column, 1U);
  const Reading damaged = read_jvn("j", "<rdf:RDF>\n<item><title>a</item>\n</rdf:RDF>");
  EXPECT_EQ(code(damaged), adv::xml_syntax);
  EXPECT_EQ(damaged.diagnostics[0].line, 2U);
  EXPECT_EQ(damaged.diagnostics[0].pointer, "/rdf:RDF/item/title");
}

TEST(Kev, JsonAndCsvSayTheSame) {
  if (!fs::exists(samples)) GTEST_SKIP() << "no sample files here";
  const Reading json = read_kev("k", bytes_of(samples / "kev" / "known_exploited_vulnerabilities.json"));
  const Reading csv = read_kev("k", bytes_of(samples / "kev" / "known_exploited_vulnerabilities.csv"));
  EXPECT_EQ(joined(json).vulnerabilities.size(), 1404U);
  EXPECT_EQ(merged(joined(json).vulnerabilities), merged(joined(csv).vulnerabilities));
  ASSERT_EQ(json.advisories.size(), 1U);
  EXPECT_GE(json.advisories[0].products.size(), 1404U) << "every row names a product";
  EXPECT_EQ(json.advisories[0].statuses.size(), csv.advisories.at(0).statuses.size());
  const auto& all = joined(json).vulnerabilities;
  EXPECT_EQ(
      std::count_if(all.begin(), all.end(), [](const Vulnerability& v) { return v.ransomware == true; }),
      293);
}

TEST(Kev, ACutDownloadIsNamedAsOne) {
  const std::string head =
      "cveID,vendorProject,product,vulnerabilityName,dateAdded\nCVE-1-1,A,B,x,2024-02-09\n";
  EXPECT_FALSE(has_errors(read_kev("k", head).diagnostics));
  for (const char* cut : {"CVE-1-2,Acme,B", "CVE-1-2,Acme,\"Bo"}) {
    const Reading reading = read_kev("k", head + cut);
    ASSERT_TRUE(has_errors(reading.diagnostics)) << cut;
    EXPECT_EQ(reading.diagnostics[0].code, adv::ends_early) << cut;
  }
}

TEST(Kev, ARowMayNameSeveralProducts) {
  const Reading reading =
      read_kev("k",
               "cveID,vendorProject,product,vulnerabilityName,dateAdded\n"
               "CVE-1-1,Fortinet,FortiOS and FortiProxy,x,2024-02-09\n"
               "CVE-1-2,Apple,\"iOS, iPadOS, and macOS\",y,2024-02-10\nCVE-1-3,Acme,Box,z,2024-02-11\n");
  ASSERT_EQ(reading.advisories.size(), 1U);
  std::vector<std::string> names;
  for (const ProductRecord& each : reading.advisories[0].products)
    names.push_back(each.vendor + " " + each.name);
  EXPECT_EQ(names, (std::vector<std::string>{"Fortinet FortiOS and FortiProxy", "Fortinet FortiOS",
                                             "Fortinet FortiProxy", "Apple iOS, iPadOS, and macOS",
                                             "Apple iOS", "Apple iPadOS", "Apple macOS", "Acme Box"}));
  for (const StatusRecord& each : reading.advisories[0].statuses)
    EXPECT_EQ(each.meaning, FindingStatus::unknown);
}

std::string unpacked(const std::string& bytes) {
  bool given = false;
  Unpacked data([&] { return std::exchange(given, true) ? std::string_view{} : std::string_view(bytes); },
                1'000'000);
  std::string all;
  for (std::string_view piece = data.next(); !piece.empty(); piece = data.next()) all += piece;
  return all;
}

TEST(Epss, EveryGenerationAndDamage) {
  EXPECT_EQ(joined(read_epss("e", "cve,epss\nCVE-1-1,0.5\n")).vulnerabilities.at(0).epss, 0.5);
  const Reading dated = read_epss(
      "e", "#model_version:v1,score_date:2022-02-04T00:00:00+0000\ncve,epss,percentile\nCVE-1-1,1,1\n");
  EXPECT_EQ(joined(dated).vulnerabilities.at(0).annotation.source, "EPSS 2022-02-04");
  const Reading wrong = read_epss("e", "cve,epss\nCVE-1-1,0.5\nCVE-1-2,2\n");
  EXPECT_EQ(code(wrong), hakyu::models::codes::out_of_range);
  EXPECT_EQ(wrong.diagnostics[0].line, 3U);
  EXPECT_TRUE(joined(wrong).vulnerabilities.empty());
  for (const char* value : {"", "abc", "\"0,5\"", "50%", "nan", "0.5 "})
    EXPECT_EQ(code(read_epss("e", "cve,epss\nCVE-1-1," + std::string(value) + "\n")), adv::not_a_number);
  for (const char* value : {"1.01", "-0.1", "inf", "1e999"})
    EXPECT_EQ(code(read_epss("e", "cve,epss\nCVE-1-1," + std::string(value) + "\n")),
              hakyu::models::codes::out_of_range);
  EXPECT_EQ(code(read_epss("e", "cve,epss\n,0.5\n")), adv::bad_row);
  EXPECT_EQ(code(read_epss("e",
                           "\xEF\xBB\xBF"
                           "cve,epss\nCVE-1-1,0.5\n")),
            "")
      << "byte order mark";
  if (!fs::exists(samples)) GTEST_SKIP() << "no sample files here";
  for (const auto& entry : fs::directory_iterator(samples / "epss")) {
    if (entry.path().extension() != ".gz") continue;
    const std::string bytes = unpacked(bytes_of(entry.path()));
    EXPECT_EQ(code(read_epss("e", bytes)), "") << entry.path();
    EXPECT_GT(joined(read_epss("e", bytes)).vulnerabilities.size(), 0U);
  }
}

TEST(Nvd, PagesCountedTwice) {
  if (!fs::exists(samples)) GTEST_SKIP() << "no sample files here";
  for (const char* page : {"cve_page_3items", "cve_page_ssvc_affected"}) {
    const std::string bytes = bytes_of(samples / "nvd" / page / "0-3.json");
    const Reading reading = read_nvd("n", bytes);
    ASSERT_EQ(code(reading), "");
    std::size_t expected = 0;
    const Json page_json = Json::parse(bytes);
    for (const Json& each : page_json["vulnerabilities"])
      expected += each["cve"].value("vulnStatus", "") != "Rejected";
    EXPECT_EQ(joined(reading).vulnerabilities.size(), expected);
  }
  EXPECT_EQ(code(read_nvd("n", bytes_of(samples / "nvd" / "cpematch" / "0-3.json"))), adv::not_an_advisory);
}

TEST(Osv, EverySample) {
  EXPECT_TRUE(joined(read_osv("o", R"({"id":"A","modified":"x","withdrawn":"y"})")).vulnerabilities.empty());
  EXPECT_EQ(code(read_osv("o", R"({"id":"A"})")), hakyu::models::codes::missing_key);
  const auto version = [](const std::string& ecosystem, const std::string& type) {
    return joined(read_osv("o", R"({"id":"A","modified":"x","affected":[{"package":{"ecosystem":")" +
                                    ecosystem + R"(","name":"a"},"ranges":[{"type":")" + type +
                                    R"(","events":[{"introduced":"0"},{"fixed":"1.2-3"}]}]}]})"))
        .products.at(0)
        .version;
  };
  EXPECT_EQ(version("Debian:12", "ECOSYSTEM"), "vers:deb/<1.2-3");
  EXPECT_EQ(version("AlmaLinux:9", "ECOSYSTEM"), "vers:rpm/<1.2-3");
  EXPECT_EQ(version("npm", "SEMVER"), "vers:semver/<1.2-3");
  EXPECT_EQ(version("PyPI", "ECOSYSTEM"), "vers:generic/<1.2-3");
  if (!fs::exists(samples)) GTEST_SKIP() << "no sample files here";
  for (const auto& entry : fs::directory_iterator(samples / "osv")) {
    if (entry.path().extension() != ".json" || entry.path().stem() == "osv_schema") continue;
    EXPECT_EQ(code(read_osv("o", bytes_of(entry.path()))), "") << entry.path();
  }
}

TEST(Jvn, DetailsWithSeveralNumbersHaveNoVector) {
  const auto document = [](const std::string& cves) {
    std::string text =
        "<VULDEF-Document><Vulinfo><VulinfoID>JVNDB-2024-1</VulinfoID><VulinfoData><Title>題</Title>"
        "<Impact><Cvss><Vector>AV:N/AC:L/Au:N/C:P/I:P/A:P</Vector></Cvss></Impact>"
        "<Solution><SolutionItem><Description>[ワークアラウンドを実施する] 無効にする</Description>"
        "</SolutionItem></Solution><Related>";
    for (const char c : cves)
      text += std::string(
                  "<RelatedItem type=\"advisory\"><Name>Common Vulnerabilities and Exposures "
                  "(CVE)</Name><VulinfoID>CVE-1-") +
              c + "</VulinfoID></RelatedItem>";
    return text + "</Related></VulinfoData></Vulinfo></VULDEF-Document>";
  };
  const Reading one = read_jvn("j", document("1"));
  ASSERT_EQ(joined(one).vulnerabilities.size(), 1U);
  EXPECT_EQ(joined(one).vulnerabilities[0].cvss.size(), 1U);
  EXPECT_EQ(joined(one).remediations.at(0).kind, "workaround");
  const Reading two = read_jvn("j", document("12"));
  ASSERT_EQ(joined(two).vulnerabilities.size(), 2U);
  EXPECT_TRUE(joined(two).vulnerabilities[0].cvss.empty());
  EXPECT_EQ(joined(read_jvn("j", document(""))).vulnerabilities.at(0).id, "JVNDB-2024-1");
  EXPECT_EQ(code(read_jvn("j", "<!DOCTYPE a [<!ENTITY b \"c\">]><VULDEF-Document/>")), adv::doctype);
  EXPECT_EQ(code(read_jvn("j", "<rdf:RDF><item></rdf:RDF>")), adv::xml_syntax);
}

TEST(Jvn, SamplesAndBrokenExamples) {
  if (!fs::exists(samples)) GTEST_SKIP() << "no sample files here";
  const fs::path jvn = samples / "jvn";
  for (const char* bad :
       {"hnd/dataFeed_jvndb_rss_hnd.xml", "oka/dataFeed_jvndb_detail_oka.json",
        "oka/dataFeed_myjvn_product_oka.json", "oka/dataFeed_myjvn_product_version_oka.json"}) {
    const Reading reading = read_jvn("j", bytes_of(jvn / "myjvn-np-examples" / bad));
    EXPECT_EQ(code(reading),
              fs::path(bad).extension() == ".xml" ? adv::xml_syntax : hakyu::models::codes::syntax)
        << bad;
    EXPECT_GT(reading.diagnostics[0].line, 0U) << bad;
  }
  for (const char* feed : {"jvndb_detail_2021", "jvndb_detail_2022", "jvndb_detail_2023", "jvndb_2022"}) {
    const std::string bytes = bytes_of(jvn / "feeds" / (std::string(feed) + ".rdf"));
    const Reading reading = read_jvn(feed, bytes);
    ASSERT_EQ(code(reading), "") << feed;
    EXPECT_GT(joined(reading).vulnerabilities.size(), 0U) << feed;
    std::size_t cpes = 0;
    for (std::size_t at = 0; (at = bytes.find("<AffectedItem", at)) != std::string::npos; ++at) ++cpes;
    EXPECT_GE(joined(reading).products.size(), cpes) << feed;
  }
}

TEST(Merge, OrderAndRepetitionDoNotMatter) {
  std::vector<Vulnerability> all(4);
  for (auto& each : all) each.id = "CVE-1-1";
  all[0].epss = 0.1;
  all[0].annotation.source = "EPSS 2024-01-01";
  all[1].epss = 0.05;
  all[1].annotation.source = "EPSS 2024-02-01";
  all[2].known_exploited = true;
  all[2].annotation.source = "CISA KEV";
  all[2].title.en = "B";
  all[3].title.en = "A";
  all[3].cvss = {"b", "a"};
  const std::vector<Vulnerability> expected = merged(all);
  ASSERT_EQ(expected.size(), 1U);
  EXPECT_EQ(expected[0].epss, 0.05);
  EXPECT_EQ(expected[0].annotation.source, "CISA KEV; EPSS 2024-02-01");
  std::vector<std::size_t> order{0, 1, 2, 3};
  do {
    std::vector<Vulnerability> shuffled;
    for (const std::size_t i : order) shuffled.push_back(all[i]);
    EXPECT_EQ(merged(shuffled), expected);
    shuffled.insert(shuffled.end(), expected.begin(), expected.end());
    EXPECT_EQ(merged(shuffled), expected);
  } while (std::next_permutation(order.begin(), order.end()));
}

}  // namespace
}  // namespace readers_test
