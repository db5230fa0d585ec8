// From a store to findings in a model file.
#include "models/import/matching/candidates.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <map>

#include "models/import/matching/store_matches.hpp"
#include "models/write.hpp"

namespace hakyu::models::matching {
namespace {

using namespace std::chrono_literals;
using advisories::Advisory;
namespace fs = std::filesystem;

Resource server(const char* id, const char* vendor, const char* name, const char* version) {
  Resource resource;
  resource.id = id;
  Software software;
  software.vendor = vendor;
  software.name = name;
  software.version = version;
  resource.software = {software};
  return resource;
}

/// One vulnerability of one product.
Advisory about(const std::string& id, const char* product, const char* version, const char* vector,
               bool exploited) {
  Advisory advisory;
  advisory.document = "https://example.jp A-" + id;
  advisory.format = "CSAF 2.0";
  Vulnerability v;
  v.id = id;
  v.aliases = {"JVNDB-" + id};
  if (*vector != '\0') v.cvss = {vector};
  if (exploited) v.known_exploited = true;
  advisory.vulnerabilities = {v};
  advisory.products = {{"P", "Acme", product, version, {}, {}, {}}};
  advisory.statuses = {{id, "P", "known_affected", FindingStatus::affected, "", {}}};
  return advisory;
}

constexpr const char* critical = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H";  // 9.8
constexpr const char* low = "CVSS:3.1/AV:L/AC:H/PR:H/UI:R/S:U/C:L/I:N/A:N";       // 1.8

class CandidatesTest : public ::testing::Test {
 protected:
  CandidatesTest() {
    std::string name = (fs::temp_directory_path() / "hakyu-candidates-XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
    Diagnostics diagnostics;
    store_.emplace(*store::Store::open((folder_ / "s").string(), store::Store::Access::write, diagnostics));
    model_.resources = {server("gate", "Acme", "Gateway", "1.5"), server("old", "Acme", "Gateway", "1.0"),
                        server("print", "Acme", "Printer", "")};
    put(about("CVE-1", "Gateway", "< 2.0", low, false));
    put(about("CVE-2", "Gateway", "< 1.2", critical, false));
    put(about("CVE-3", "Printer", "< 2.0", critical, true));
  }
  ~CandidatesTest() override {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }
  void put(const Advisory& advisory) {
    store_->begin();
    store_->begin_file({advisory.document + ".json", "sha of " + advisory.document, "2026-11-27", "CSAF"});
    (void)store_->add(advisory);
    store_->keep_file();
    store_->commit();
  }
  std::vector<Candidate> run(const std::vector<Decision>& decisions = {}) {
    const Identities identities(model_, Vendors::shipped());
    Matcher matcher(model_, identities, decisions);
    add_store(matcher, *store_);
    return candidates(model_, matcher, matcher.matches(), *store_);
  }
  static Text why(const Candidate& each) { return {"because " + each.vulnerability->id, "", ""}; }

  fs::path folder_;
  std::optional<store::Store> store_;
  Model model_;
};

TEST_F(CandidatesTest, TheMostUrgentComesFirst) {
  const std::vector<Candidate> all = run();
  ASSERT_EQ(all.size(), 4U);
  // What is sure before what is unclear, though that is known to be exploited; CVE-2 is outside for the
  // gateway.
  EXPECT_EQ(all[0].vulnerability->id, "CVE-2");
  EXPECT_EQ(model_.resources[all[0].match.resource].id, "old");
  EXPECT_EQ(all[0].cvss, 9.8);
  EXPECT_EQ(all[0].document->file.name, "https://example.jp A-CVE-2.json");
  EXPECT_EQ(all[1].vulnerability->id, "CVE-1");
  EXPECT_EQ(all[2].vulnerability->id, "CVE-1");
  EXPECT_EQ(all[3].vulnerability->id, "CVE-3");
  EXPECT_EQ(all[3].match.status, FindingStatus::unknown);
  EXPECT_TRUE(is_open(all[3]));
}

TEST_F(CandidatesTest, TheModelFileReadsBackAndLeavesOutWhatTheModelStates) {
  Vulnerability stated;
  stated.id = "JVNDB-CVE-1";  // the same under its other number
  model_.vulnerabilities = {stated};
  model_.findings = {{"JVNDB-CVE-1", "gate", FindingStatus::not_affected, {}, {}, {}, {}}};
  const std::vector<Candidate> all = run();
  const Model found = findings_model(model_, all, "findings.json", why);
  ASSERT_EQ(found.findings.size(), 3U);
  EXPECT_EQ(found.findings[0].resource, "old");
  EXPECT_EQ(found.findings[0].vulnerability, "CVE-1");
  EXPECT_EQ(found.findings[0].evidence.plain, "because CVE-1");
  EXPECT_EQ(found.findings[0].annotation.source,
            "https://example.jp A-CVE-1 (https://example.jp A-CVE-1.json)");
  const std::string text = write(found).front().text;
  EXPECT_EQ(without_findings(text).find("because"), std::string::npos);
  const Document resources{"r.json", R"({"format": "hakyu/1", "resources": [
    {"id": "gate", "kind": "server"}, {"id": "old", "kind": "server"}, {"id": "print", "kind": "server"}]})"};
  const ReadResult read = models::read({resources, {"findings.json", text}});
  EXPECT_FALSE(has_errors(read.diagnostics));
  EXPECT_EQ(read.model.findings, found.findings);
  EXPECT_EQ(read.model.vulnerabilities, found.vulnerabilities);
  const ReadResult again = models::read({resources, {"findings.json", without_findings(text)}});
  EXPECT_FALSE(has_errors(again.diagnostics));
  EXPECT_TRUE(again.model.findings.empty());
  EXPECT_EQ(again.model.vulnerabilities, found.vulnerabilities);
  EXPECT_EQ(without_findings("{ broken"), "{ broken");
}

TEST_F(CandidatesTest, WhatPeopleConfirmedStaysEvenIfNoAdvisorySaysSo) {
  const Decision made{Verdict::confirm, "print", "CVE-9", "", "", "told by the maker", "Y", 2026y / 11 / 28};
  const Decision gone{Verdict::reject, "print", "CVE-3", "", "", "no network", "Y", 2026y / 11 / 28};
  const std::vector<Candidate> all = run({made, gone});
  std::map<Id, const Candidate*> printer;
  for (const Candidate& each : all)
    if (each.match.resource == 2) printer[each.vulnerability->id] = &each;
  ASSERT_EQ(printer.size(), 2U);
  EXPECT_EQ(printer["CVE-9"]->match.status, FindingStatus::affected);
  EXPECT_EQ(printer["CVE-9"]->match.method, Method::manual);
  EXPECT_FALSE(printer["CVE-9"]->match.pairing);
  EXPECT_FALSE(printer["CVE-9"]->document);
  EXPECT_EQ(printer["CVE-3"]->match.status, FindingStatus::not_affected);
  EXPECT_EQ(findings_model(model_, all, "f.json", why).vulnerabilities.size(), 4U);
}

TEST_F(CandidatesTest, AStoreGivesWhatItsAdvisoriesGive) {
  const Identities identities(model_, Vendors::shipped());
  Matcher direct(model_, identities, {}), stored(model_, identities, {});
  direct.add(about("CVE-3", "Printer", "< 2.0", "", false));
  direct.add(about("CVE-1", "Gateway", "< 2.0", "", false));
  direct.add(about("CVE-2", "Gateway", "< 1.2", "", false));
  std::uint64_t names = 0;
  add_store(stored, *store_, [&](std::uint64_t done) { names = done; });
  EXPECT_EQ(names, 1U) << "progress begins with the first name";
  const auto a = direct.matches({.excluded = true}), b = stored.matches({.excluded = true});
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    EXPECT_EQ(a[i].resource, b[i].resource);
    EXPECT_EQ(a[i].vulnerability, b[i].vulnerability);
    EXPECT_EQ(a[i].status, b[i].status);
    EXPECT_EQ(a[i].confidence, b[i].confidence);
  }
}

}  // namespace
}  // namespace hakyu::models::matching
