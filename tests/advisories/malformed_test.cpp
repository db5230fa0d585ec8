// What a file says in a wrong form must not be read as nothing: nothing said is read as nothing affected.
#include <gtest/gtest.h>

#include "models/diagnostic_codes.hpp"
#include "models/import/advisories/record.hpp"
#include "models/import/matching/decisions.hpp"

namespace hakyu::models::advisories::malformed_test {
namespace {

std::string code(const Reading& reading) {
  return has_errors(reading.diagnostics) ? reading.diagnostics.front().code : std::string{};
}

Reading csaf(const std::string& tree, const std::string& vulnerabilities) {
  return read_csaf("f", R"({"document":{"csaf_version":"2.0","publisher":{"namespace":"https://a.example"},
    "tracking":{"id":"A-1"}},"product_tree":{"full_product_names":[)" +
                            tree + R"(]},"vulnerabilities":)" + vulnerabilities + "}");
}
constexpr const char* one_product = R"({"product_id":"P","name":"Foo"})";

TEST(Malformed, Csaf) {
  const auto status = [](const std::string& text) {
    return code(csaf(one_product, R"([{"cve":"CVE-2026-1","product_status":)" + text + "}]"));
  };
  EXPECT_EQ(status(R"({"known_affected":["P"]})"), "");
  EXPECT_EQ(status(R"({"known_affected":null})"), "");
  EXPECT_EQ(status(R"({"known_affected":"P"})"), models::codes::wrong_type);
  EXPECT_EQ(status(R"({"known_affected":[7]})"), models::codes::wrong_type);
  EXPECT_EQ(status(R"([{"known_affected":["P"]}])"), models::codes::wrong_type);
  EXPECT_EQ(status(R"({"known_afected":["P"]})"), models::codes::unknown_key);
  EXPECT_EQ(status(R"({"known_affected":["P"],"known_affected":[]})"), codes::repeated_key);
  EXPECT_EQ(code(csaf(one_product, R"({"cve":"CVE-2026-1"})")), models::codes::wrong_type);
  EXPECT_EQ(code(csaf(std::string(one_product) + R"(,{"product_id":"P","name":"Bar"})", "[]")),
            codes::ambiguous_product);
  EXPECT_EQ(code(csaf(std::string(one_product) + "," + one_product, "[]")), "");
}

Reading nvd(const std::string& rest) {
  return read_nvd("f",
                  R"({"format":"NVD_CVE","vulnerabilities":[{"cve":{"id":"CVE-2026-1",)" + rest + "}}]}");
}

Reading nvd_match(const std::string& match) {
  return nvd(R"("configurations":[{"nodes":[{"cpeMatch":[{"criteria":"cpe:2.3:a:acme:foo:*",)" + match +
             "}]}]}]");
}

TEST(Malformed, Nvd) {
  EXPECT_EQ(code(nvd_match(R"("vulnerable":true,"versionEndExcluding":"5")")), "");
  EXPECT_EQ(code(nvd_match(R"("vulnerable":"true")")), models::codes::wrong_type);
  EXPECT_EQ(code(nvd_match(R"("vulnerable":true,"versionEndExcluding":"5","versionEndExcluding":"1")")),
            codes::repeated_key);
  EXPECT_EQ(code(nvd(R"("configurations":{})")), models::codes::wrong_type);
  const Reading both =
      nvd_match(R"("vulnerable":true,"versionEndExcluding":"9.0","versionEndIncluding":"1.0")");
  ASSERT_EQ(both.diagnostics.size(), 1U);
  EXPECT_EQ(both.diagnostics[0].code, codes::contradicting_bounds);
  EXPECT_EQ(both.diagnostics[0].severity, Severity::warning);
  EXPECT_EQ(both.advisories.at(0).products.at(0).version.find("vers:"), std::string::npos);
}

/// What is said about each version.
std::map<std::string, FindingStatus> versions(const Reading& reading) {
  std::map<std::string, FindingStatus> said;
  for (const Advisory& each : reading.advisories)
    for (std::size_t i = 0; i < each.products.size(); ++i)
      said[each.products[i].version] = each.statuses.at(i).meaning;
  return said;
}

TEST(Malformed, WhatMakersSayInCveRecordsIsReadWhole) {
  const auto affected = [](const std::string& data) {
    return versions(nvd(R"("affected":[{"affectedData":[{"vendor":"a","product":"b",)" + data + "}]}]"));
  };
  using Said = std::map<std::string, FindingStatus>;
  EXPECT_EQ(affected(R"("versions":[{"version":"0","lessThan":"8.0","status":"unaffected","changes":
                        [{"at":"7.4","status":"affected"},{"at":"7.4.4","status":"unaffected"}]}])"),
            (Said{{"vers:generic/<7.4", FindingStatus::not_affected},
                  {"vers:generic/>=7.4|<7.4.4", FindingStatus::affected},
                  {"vers:generic/>=7.4.4|<8.0", FindingStatus::not_affected}}));
  EXPECT_EQ(affected(R"("defaultStatus":"affected","versions":[{"version":"7.4","status":"unaffected"}])"),
            (Said{{"7.4", FindingStatus::not_affected}, {"vers:generic/*", FindingStatus::affected}}));
}

TEST(Malformed, ListedVersionsBelongToTheRanges) {
  const auto said = versions(read_osv("f", R"({"id":"X","modified":"2026-01-01T00:00:00Z","affected":[{
      "package":{"ecosystem":"PyPI","name":"foo"},"versions":["1.4","1.5"],
      "ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"0"},{"fixed":"1.1"}]}]}]})"));
  EXPECT_EQ(said.size(), 2U);
  EXPECT_TRUE(said.contains("vers:generic/1.4|1.5"));
}

TEST(Malformed, AnIncompleteCatalogueIsRefused) {
  const auto kev = [](const char* count) {
    return code(
        read_kev("f", std::string(R"({"catalogVersion":"2026.11.01","count":)") + count +
                          R"(,"vulnerabilities":[{"cveID":"CVE-2026-1","dateAdded":"2026-11-01"}]})"));
  };
  EXPECT_EQ(kev("1"), "");
  EXPECT_EQ(kev("1404"), codes::incomplete_catalogue);
}

TEST(Malformed, AVexThatContradictsItselfAboutAVersionIsUnclear) {
  const auto said = versions(read_cyclonedx("f", R"({"bomFormat":"CycloneDX","specVersion":"1.5",
      "serialNumber":"urn:uuid:1","components":[{"bom-ref":"r","name":"PacsA","type":"application"}],
      "vulnerabilities":[{"id":"CVE-2026-1","analysis":{"state":"not_affected"},"affects":[{"ref":"r","versions":[
      {"version":"2.0","status":"unaffected"},{"range":"vers:generic/<2.0","status":"affected"}]}]}]})"));
  EXPECT_EQ(said.at("2.0"), FindingStatus::not_affected);
  EXPECT_EQ(said.at("vers:generic/<2.0"), FindingStatus::unknown);
}

TEST(Malformed, DecisionsOfTheFutureAndRepeatedKeys) {
  using namespace std::chrono_literals;
  const auto read = [](const std::string& rest) {
    const matching::DecisionsResult result = matching::read_decisions(
        "d",
        R"({"format":"hakyu-decisions/1","decisions":[{"decision":"reject","resource":"a",
               "vulnerability":"CVE-2026-1","reason":"r","by":"b",)" +
            rest + "}]}",
        2026y / 11 / 28);
    return result.diagnostics.empty() ? std::string{} : result.diagnostics.front().code;
  };
  EXPECT_EQ(read(R"("date":"2026-11-28")"), "");
  EXPECT_EQ(read(R"("date":"2062-11-28")"), "answers-future");
  EXPECT_EQ(read(R"("date":"2026-11-28","date":"2026-11-27")"), codes::repeated_key);
}

}  // namespace
}  // namespace hakyu::models::advisories::malformed_test
