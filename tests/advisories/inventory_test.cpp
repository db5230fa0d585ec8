// Readers of CVRF, CycloneDX, nmap and vuls. The numbers of the samples were counted in Python over the raw
// files (json, xml.etree): elements of that name, nested ones included.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "models/diagnostic_codes.hpp"
#include "models/import/advisories/kinds.hpp"

namespace inventory_test {
namespace {

using namespace hakyu::models;
using namespace hakyu::models::advisories;
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

struct Sample {
  const char* file;
  std::size_t components, dependencies, vulnerabilities, statuses, remediations;
};

TEST(CycloneDx, SamplesCountedTwice) {
  if (!fs::exists(samples)) GTEST_SKIP() << "no sample files here";
  for (const Sample& each : {Sample{"defectdojo_log4j.json", 2, 0, 8, 8, 0},
                             {"defectdojo_valid-vulnerability-1.4.json", 1, 0, 1, 3, 1},
                             {"examples/HBOM_PCIe-SATA-adapter-board_bom.json", 7, 0, 0, 0, 0},
                             {"examples/OBOM_Example-1-Standalone_bom.json", 905, 994, 0, 0, 0},
                             {"examples/SBOM_dropwizard-1.3.15_bom.json", 168, 170, 0, 0, 0},
                             {"examples/SaaSBOM_apigateway-microservices-datastores_bom.json", 7, 6, 0, 0, 0},
                             {"examples/VEX_CISA-Use-Cases_Case-1_vex-affected.json", 1, 0, 1, 1, 0},
                             {"examples/VEX_CISA-Use-Cases_Case-8_vex.json", 0, 0, 8, 24, 0},
                             {"examples/VEX_Use-Cases_Case-9_vex.json", 0, 0, 19, 57, 0},
                             {"examples/VEX_bom.json", 4, 0, 0, 0, 0},
                             {"examples/VEX_vex.json", 0, 0, 1, 1, 1},
                             {"spec-1.6/valid-bom-1.6.json", 4, 1, 0, 0, 0},
                             {"spec-1.6/valid-service-1.6.json", 2, 1, 0, 0, 0},
                             {"spec-1.6/valid-vulnerability-1.6.json", 1, 0, 1, 3, 2}}) {
    const std::string bytes = bytes_of(samples / "cyclonedx" / each.file);
    EXPECT_EQ(recognised(bytes), "cyclonedx") << each.file;
    const Reading reading = read_cyclonedx(each.file, bytes);
    ASSERT_EQ(code(reading), "") << each.file;
    Sample found{each.file, 0, 0, 0, 0, 0};
    for (const Advisory& a : reading.advisories) {
      found.components += a.components.size();
      found.dependencies += a.dependencies.size();
      found.vulnerabilities += a.vulnerabilities.size();
      found.statuses += a.statuses.size();
      found.remediations += a.remediations.size();
    }
    EXPECT_EQ(found.components, each.components) << each.file;
    EXPECT_EQ(found.dependencies, each.dependencies) << each.file;
    EXPECT_EQ(found.vulnerabilities, each.vulnerabilities) << each.file;
    EXPECT_EQ(found.statuses, each.statuses) << each.file;
    EXPECT_EQ(found.remediations, each.remediations) << each.file;
  }
}

TEST(CycloneDx, AnalysisBecomesStatements) {
  const Reading reading = read_cyclonedx("b", R"({"bomFormat":"CycloneDX","specVersion":"1.5","version":3,
    "serialNumber":"urn:uuid:1","components":[{"bom-ref":"c","type":"firmware","name":"n","version":"2",
      "supplier":{"name":"maker"},"purl":"pkg:generic/n@2","components":[{"type":"library","name":"inner"}]}],
    "dependencies":[{"ref":"c","dependsOn":["d"],"provides":["e"]},{"ref":"d"}],
    "vulnerabilities":[{"id":"CVE-1-1","ratings":[{"method":"CVSSv31","vector":"AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}],
      "workaround":"Close port 80.","analysis":{"state":"not_affected","justification":"protected_by_mitigating_control"},
      "affects":[{"ref":"c"},{"ref":"c","versions":[{"version":"1","status":"unknown"}]}]}]})");
  ASSERT_EQ(code(reading), "");
  const Advisory& a = reading.advisories.at(0);
  EXPECT_EQ(a.components.at(1).parent, "c");
  EXPECT_EQ(a.dependencies, (std::vector<DependencyRecord>{{"c", "d", "dependsOn"}, {"c", "e", "provides"}}));
  EXPECT_EQ(a.vulnerabilities.at(0).cvss.at(0), "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H");
  ASSERT_EQ(a.statuses.size(), 2U);
  EXPECT_EQ(a.statuses[0].meaning, FindingStatus::not_affected);
  EXPECT_EQ(a.statuses[0].justification, "protected_by_mitigating_control");
  EXPECT_EQ(a.statuses[1].meaning, FindingStatus::unknown);
  EXPECT_EQ(a.products.at(0).vendor, "maker");
  EXPECT_EQ(a.products.at(1).version, "1");
  EXPECT_EQ(a.remediations.at(0).kind, "workaround");
  EXPECT_EQ(code(read_cyclonedx("b", R"({"bomFormat":"CycloneDX","specVersion":"9.9"})")),
            hakyu::models::codes::unsupported_format);
  EXPECT_EQ(code(read_cyclonedx("b", "{}")), adv::not_an_advisory);
}

TEST(CycloneDx, FilesWithoutANumberDoNotReplaceWhatOthersSay) {
  const auto keys = [](const char* vulnerabilities) {
    std::vector<std::string> all;
    const std::string text =
        std::string(R"({"bomFormat":"CycloneDX","specVersion":"1.4","metadata":{"component":{"bom-ref":"c",
          "name":"n","version":"2"}},"vulnerabilities":[)") +
        vulnerabilities + "]}";
    for (const Advisory& each : read_cyclonedx("vex.json", text).advisories)
      all.push_back(each.document + ": " + std::to_string(each.statuses.size()) + ", " +
                    std::to_string(each.products.size()));
    return all;
  };
  using Keys = std::vector<std::string>;
  EXPECT_EQ(keys(R"({"id":"CVE-1-1","affects":[{"ref":"c"}]})"),
            (Keys{"CycloneDX n 2: 0, 0", "CycloneDX n 2 CVE-1-1: 1, 1"}));
  EXPECT_EQ(keys(R"({"id":"CVE-1-2","affects":[{"ref":"c"},{"ref":"d"}]},
                    {"id":"CVE-1-2","affects":[{"ref":"c"}]},{"id":"CVE-1-3"})"),
            (Keys{"CycloneDX n 2: 0, 0", "CycloneDX n 2 CVE-1-2: 3, 1", "CycloneDX n 2 CVE-1-3: 0, 0"}));
}

TEST(Msrc, RestartRequiredIsKeptAndMaybeIsUnknown) {
  const auto cvrf = [](const std::string& restart) {
    return "<c:cvrfdoc xmlns:c='x' xmlns:v='y'><c:DocumentTracking><c:Identification><c:ID>2024-Mar</c:ID>"
           "</c:Identification></c:DocumentTracking><v:Vulnerability><v:CVE>CVE-1-1</v:CVE><v:Remediations>"
           "<v:Remediation Type='Vendor "
           "Fix'><v:Description>5035849</v:Description><v:ProductID>1</v:ProductID>" +
           restart + "</v:Remediation></v:Remediations></v:Vulnerability></c:cvrfdoc>";
  };
  const auto outage = [&](const std::string& word) {
    const Reading reading =
        read_msrc("m", cvrf(word.empty() ? "" : "<v:RestartRequired>" + word + "</v:RestartRequired>"));
    EXPECT_EQ(code(reading), "");
    EXPECT_EQ(reading.advisories.at(0).remediations.at(0).text, "KB5035849");
    return reading.advisories.at(0).remediations.at(0).outage;
  };
  EXPECT_EQ(outage("Yes"), (Outage{RestartScope::machine, OutageSource::msrc, "Yes"}));
  EXPECT_EQ(outage("No"), (Outage{RestartScope::none, OutageSource::msrc, "No"}));
  EXPECT_EQ(outage("Maybe"), (Outage{RestartScope::unknown, OutageSource::msrc, "Maybe"}));
  EXPECT_EQ(outage(""), (Outage{RestartScope::unknown, OutageSource::unknown, ""}));
}

TEST(Msrc, SamplesCountedTwice) {
  if (!fs::exists(samples)) GTEST_SKIP() << "no sample files here";
  for (const auto& [file, products, statuses] :
       {std::tuple("msrc-cvrf-2016-Apr.xml", 124U, 6U), std::tuple("msrc-cvrf-2024-Mar.xml", 7U, 6U)}) {
    const std::string bytes = bytes_of(samples / "msrc" / file);
    EXPECT_EQ(recognised(bytes), "msrc");
    const Reading reading = read_msrc(file, bytes);
    ASSERT_EQ(code(reading), "");
    const Advisory& a = reading.advisories.at(0);
    EXPECT_EQ(a.vulnerabilities.size(), 1U);
    EXPECT_EQ(a.products.size(), products) << file;
    EXPECT_EQ(a.statuses.size(), statuses) << file;
    // 6 fixes in each, one of them for one product: "Yes" in 2016, "Maybe" in 2024.
    std::size_t fixes = 0;
    for (const RemediationRecord& each : a.remediations)
      if (each.kind == "vendor_fix") fixes += each.products.size();
    EXPECT_GE(fixes, 6U) << file;
  }
}

TEST(Nmap, HostsAndPorts) {
  const Reading reading =
      read_nmap("n", R"(<!DOCTYPE nmaprun><nmaprun args="nmap x" start="1" xmloutputversion="1.04">
    <host><status state="up"/><address addr="10.0.0.1" addrtype="ipv4"/><address addr="00:11" addrtype="mac" vendor="V"/>
    <ports><port protocol="tcp" portid="104"><state state="open"/></port><port protocol="tcp" portid="22">
    <state state="open"/><service name="ssh" product="OpenSSH" version="7.4"><cpe>cpe:/a:openbsd:openssh:7.4</cpe>
    </service></port></ports></host></nmaprun>)");
  ASSERT_EQ(code(reading), "");
  const auto& parts = reading.advisories.at(0).components;
  ASSERT_EQ(parts.size(), 3U);
  EXPECT_EQ(parts[0].addresses, (std::vector<std::string>{"10.0.0.1", "00:11"}));
  EXPECT_EQ(parts[1].name, "") << "a port without a service";
  EXPECT_EQ(parts[2].name, "OpenSSH");
  EXPECT_EQ(parts[2].parent, "10.0.0.1");
  EXPECT_EQ(parts[2].cpes.at(0), "cpe:/a:openbsd:openssh:7.4");
  EXPECT_EQ(code(read_nmap("n", "<!DOCTYPE n [<!ENTITY a 'b'>]><nmaprun/>")), adv::doctype);
  if (!fs::exists(samples)) GTEST_SKIP() << "no sample files here";
  for (const auto& [file, ports] : {std::pair("nmap_1port.xml", 1U), std::pair("nmap_multiple_port.xml", 13U),
                                    std::pair("nmap_script_vulners.xml", 1U)}) {
    const Reading real = read_nmap(file, bytes_of(samples / "inventory" / "nmap" / file));
    ASSERT_EQ(code(real), "") << file;
    EXPECT_EQ(real.advisories.at(0).components.size(), 1 + ports) << file;
  }
}

TEST(Vuls, PackagesAndWhatHasToBeRestarted) {
  const Reading reading =
      read_vuls("v", R"({"jsonVersion":4,"serverName":"web1","family":"debian","release":"12",
    "scannedAt":"2026-01-02T03:04:05Z","ipv4Addrs":["10.0.0.2"],"runningKernel":{"release":"6.1","rebootRequired":true},
    "packages":{"openssl":{"name":"openssl","version":"3.0","release":"1","newVersion":"3.1",
      "NeedRestartProcs":[{"pid":"1","path":"/usr/sbin/nginx","serviceName":"nginx"}]}},
    "scannedCves":{"CVE-1-1":{"cveID":"CVE-1-1","affectedPackages":[{"name":"openssl"}]}}})");
  ASSERT_EQ(code(reading), "");
  const Advisory& a = reading.advisories.at(0);
  ASSERT_EQ(a.components.size(), 2U);
  EXPECT_EQ(a.components[0].note, "rebootRequired: 6.1");
  EXPECT_EQ(a.components[1].version, "3.0-1");
  EXPECT_EQ(a.components[1].note, "NeedRestartProcs: nginx; newVersion: 3.1");
  EXPECT_EQ(a.statuses.at(0).product, a.products.at(0).id);
  EXPECT_EQ(code(read_vuls("v", "{}")), adv::not_an_advisory);
}

TEST(Vuls, WhatWasFoundIsDescribedAndSaysWhereItIsFixed) {
  const Reading reading =
      read_vuls("v", R"({"jsonVersion":4,"serverName":"web1","family":"debian","release":"12",
    "scannedAt":"2026-01-02T03:04:05Z","packages":{"openssl":{"name":"openssl","version":"3.0","release":"1"}},
    "libraries":[{"Type":"jar","path":"/opt/a.jar","libs":[{"Name":"x"},{"name":"log4j-core","version":"2.14.1",
      "purl":"pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1"}]}],
    "scannedCves":{
      "CVE-1-1":{"affectedPackages":[{"name":"openssl","fixedIn":"3.0-2"}],
        "cveContents":{"nvd":[{"title":"t","summary":"s","cvss3Vector":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
          "cvss2Vector":"AV:N/AC:L/Au:N/C:P/I:P/A:P"}]}},
      "CVE-1-2":{"libraryFixedIns":[{"name":"log4j-core","fixedIn":"2.15.0","path":"/opt/a.jar"}],
        "cveContents":{"jvn":{"title":"old form"}}},
      "CVE-1-3":{"cpeURIs":["cpe:/o:fortinet:fortios:7.0.1","cpe:/o:fortinet:fortios"]},
      "CVE-1-4":{"windowsKBFixedIns":["KB5001234"]}}})");
  ASSERT_EQ(code(reading), "");
  const Advisory& a = reading.advisories.at(0);
  EXPECT_EQ(a.vulnerabilities.at(0).cvss,
            (std::vector<std::string>{"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
                                      "AV:N/AC:L/Au:N/C:P/I:P/A:P"}));
  EXPECT_EQ(a.vulnerabilities[0].title.en, "t");
  EXPECT_EQ(a.vulnerabilities.at(1).title.en, "old form");
  ASSERT_EQ(a.products.size(), 3U);
  EXPECT_EQ(a.products[0].vendor, "debian");
  EXPECT_EQ(a.products[1].purls.at(0), "pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1");
  EXPECT_EQ(a.products[2].name + " " + a.products[2].version, "fortios 7.0.1")
      << "without a version it is anybody's";
  EXPECT_EQ(a.statuses.size(), 3U);
  std::vector<std::string> fixes;
  for (const RemediationRecord& each : a.remediations)
    fixes.push_back(each.vulnerabilities.at(0) + " " + each.text);
  EXPECT_EQ(fixes, (std::vector<std::string>{"CVE-1-1 3.0-2", "CVE-1-2 2.15.0", "CVE-1-4 KB5001234"}));
}

}  // namespace
}  // namespace inventory_test
