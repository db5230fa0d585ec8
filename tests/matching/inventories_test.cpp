// SBOMs and scans: whose parts they list, and what that says about vulnerabilities.
#include "models/import/matching/inventories.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "models/import/matching/store_matches.hpp"

namespace hakyu::models::matching {
namespace {

namespace fs = std::filesystem;
using advisories::Reading;

constexpr const char* sbom = R"({"bomFormat": "CycloneDX", "specVersion": "1.5", "serialNumber": "urn:uuid:1",
  "metadata": {"component": {"bom-ref": "pacs", "type": "application", "name": "Viewer", "version": "3.1",
    "supplier": {"name": "Acme Inc."}}},
  "components": [{"bom-ref": "log", "type": "library", "group": "org.apache.logging.log4j", "name": "log4j-core",
    "version": "2.14.1", "purl": "pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1",
    "components": [{"type": "library", "name": "inner", "version": "1.0"}]},
    {"type": "library", "name": "nameless"}]})";
constexpr const char* scan =
    R"(<?xml version="1.0"?><nmaprun args="nmap -sV" start="1" xmloutputversion="1.05">
  <host><status state="up"/><address addr="10.0.0.7" addrtype="ipv4"/>
  <ports><port protocol="tcp" portid="22"><state state="open"/><service name="ssh" product="OpenSSH" version="7.4">
    <cpe>cpe:/a:openbsd:openssh:7.4</cpe></service></port>
    <port protocol="tcp" portid="80"><state state="open"/><service name="http"/></port></ports></host>
  <host><status state="up"/><address addr="10.0.0.99" addrtype="ipv4"/></host></nmaprun>)";
constexpr const char* log4shell =
    R"({"id": "OSV-1", "modified": "2024-01-01T00:00:00Z", "affected": [{"package":
  {"ecosystem": "Maven", "name": "org.apache.logging.log4j:log4j-core",
   "purl": "pkg:maven/org.apache.logging.log4j/log4j-core"},
  "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "2.13.0"}, {"fixed": "2.15.0"}]}]}]})";
constexpr const char* regresshion =
    R"({"id": "OSV-2", "modified": "2024-01-01T00:00:00Z", "affected": [{"package":
  {"ecosystem": "openbsd", "name": "OpenSSH"},
  "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "8.0"}]}]}]})";

Resource viewer(const char* id, const char* version) {
  Resource resource;
  resource.id = id;
  Software software;
  software.vendor = "Acme";
  software.name = "Viewer";
  software.version = version;
  resource.software = {software};
  return resource;
}

class InventoriesTest : public ::testing::Test {
 protected:
  InventoriesTest() {
    std::string name = (fs::temp_directory_path() / "hakyu-inventories-XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
    Diagnostics diagnostics;
    store_.emplace(*store::Store::open((folder_ / "s").string(), store::Store::Access::write, diagnostics));
    put("sbom", advisories::read_cyclonedx("sbom", sbom));
    put("scan", advisories::read_nmap("scan", scan));
    put("osv1", advisories::read_osv("osv1", log4shell));
    put("osv2", advisories::read_osv("osv2", regresshion));
    model_.resources = {viewer("new", "3.1"), viewer("old", "2.0"), viewer("unknown", "")};
    model_.resources[1].addresses = {"10.0.0.7"};
  }
  ~InventoriesTest() override {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }
  void put(const std::string& name, const Reading& reading) {
    ASSERT_FALSE(has_errors(reading.diagnostics)) << name;
    store_->begin();
    store_->begin_file({name, "sha of " + name, "2026-11-27", "?"});
    for (const advisories::Advisory& each : reading.advisories) (void)store_->add(each);
    store_->keep_file();
    store_->commit();
  }
  Inventories found() { return inventories(model_, *store_, Vendors::shipped()); }

  fs::path folder_;
  std::optional<store::Store> store_;
  Model model_;
};

TEST_F(InventoriesTest, AreOfTheResourcesThatAreTheirSubject) {
  const Inventories result = found();
  ASSERT_EQ(result.all.size(), 3U);
  EXPECT_EQ(result.all[0].subject, "Acme Inc. Viewer 3.1");
  EXPECT_EQ(result.all[0].parts, 2U) << "a name alone is nothing to match";
  EXPECT_EQ(result.all[0].resources, (std::vector<std::size_t>{0, 2}));
  EXPECT_TRUE(result.all[0].other_version) << "old is another version";
  EXPECT_EQ(result.all[1].subject, "10.0.0.7");
  EXPECT_EQ(result.all[1].resources, (std::vector<std::size_t>{1}));
  EXPECT_EQ(result.all[1].parts, 1U);
  EXPECT_EQ(result.all[2].subject, "10.0.0.99");
  EXPECT_TRUE(result.all[2].resources.empty());
  EXPECT_EQ(result.found.size(), 5U);
}

TEST_F(InventoriesTest, HostsAreFoundByTheirNamesToo) {
  model_.resources[1].addresses.clear();
  model_.resources[0].addresses = {"10.0.0.99"};
  put("vuls",
      advisories::read_vuls("vuls", R"({"serverName": "Old.example.jp", "family": "debian", "release": "12",
    "packages": {"openssl": {"version": "3.0.1", "release": "1"}}, "scannedCves": {}})"));
  const Inventories result = found();
  EXPECT_EQ(result.all.back().subject, "Old.example.jp");
  EXPECT_EQ(result.all.back().resources, (std::vector<std::size_t>{1}));
}

TEST_F(InventoriesTest, PartsOfAnSbomAreAffectedAndWhatAServiceSaysIsAQuestion) {
  const Inventories inventory = found();
  const Identities identities(model_, Vendors::shipped(), inventory.found);
  Matcher matcher(model_, identities, {});
  add_store(matcher, *store_);
  const std::vector<Match> matches = matcher.matches();
  ASSERT_EQ(matches.size(), 3U);
  EXPECT_EQ(model_.resources[matches[0].resource].id, "new");
  EXPECT_EQ(matches[0].vulnerability, "OSV-1");
  EXPECT_EQ(matches[0].status, FindingStatus::affected);
  EXPECT_EQ(matcher.identity(matcher.pairing(*matches[0].pairing)).source, "Acme Inc. Viewer 3.1");
  EXPECT_EQ(model_.resources[matches[1].resource].id, "old");
  EXPECT_EQ(matches[1].vulnerability, "OSV-2");
  EXPECT_EQ(matches[1].status, FindingStatus::unknown);
  EXPECT_EQ(model_.resources[matches[2].resource].id, "unknown");
  EXPECT_EQ(matches[2].status, FindingStatus::affected);
}

TEST_F(InventoriesTest, PackagesAreCandidatesForWhatCataloguesCallThem) {
  advisories::Reading nvd;
  advisories::Advisory& about = nvd.advisories.emplace_back();
  about.document = "NVD CVE-2021-44228";
  about.products = {{"p", "apache", "log4j", "vers:generic/>=2.13.0|<2.15.0", {}, {}, {}}};
  about.statuses = {{"CVE-2021-44228", "p", "affected", FindingStatus::affected, {}, {}}};
  put("nvd", nvd);
  const Inventories inventory = found();
  const Identities identities(model_, Vendors::shipped(), inventory.found);
  Matcher matcher(model_, identities, {});
  add_store(matcher, *store_);
  for (const Match& each : matcher.matches())
    if (each.vulnerability == "CVE-2021-44228") {
      EXPECT_EQ(each.status, FindingStatus::unknown) << "log4j-core resembles log4j";
      return;
    }
  FAIL() << "not found";
}

TEST_F(InventoriesTest, CirclesAndDocumentsWithoutASubjectHarmNobody) {
  put("circle", advisories::read_cyclonedx("circle", R"({"bomFormat": "CycloneDX", "specVersion": "1.5",
    "serialNumber": "urn:uuid:2", "components": [{"bom-ref": "a", "type": "library", "name": "a", "version": "1"},
    {"bom-ref": "a", "type": "library", "name": "b", "version": "1"}]})"));
  const Inventories result = found();
  EXPECT_EQ(result.all[1].subject, "");
  EXPECT_EQ(result.all[1].parts, 2U);
  EXPECT_TRUE(result.all[1].resources.empty());
}

}  // namespace
}  // namespace hakyu::models::matching
