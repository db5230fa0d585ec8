// Which remediations of a store are meant for which resource.
#include "models/import/drafting/cases.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "models/import/matching/store_matches.hpp"

namespace hakyu::models::drafting {
namespace {

using advisories::Advisory;
using matching::Decision;
using matching::Verdict;
using testing::ElementsAre;
using testing::IsEmpty;
namespace fs = std::filesystem;

Resource device(const char* id, const char* maker, const char* model, const char* version) {
  Resource resource;
  resource.id = id;
  resource.maker = maker;
  resource.model = model;
  Software firmware;
  firmware.name = "firmware";
  firmware.version = version;
  if (*version != '\0') resource.software = {firmware};
  return resource;
}

/// Two products of one advisory, each with its own fix, and a mitigation for all.
Advisory advisory() {
  Advisory out;
  out.document = "A-1";
  out.format = "CSAF 2.0";
  Vulnerability v;
  v.id = "CVE-1";
  v.aliases = {"VENDOR-1"};
  out.vulnerabilities = {v};
  out.products = {{"P1", "Acme", "Pump", "< 2.0", {}, {}, {}},
                  {"P2", "Acme", "Gateway", "< 3.0", {}, {}, {}}};
  for (const char* id : {"P1", "P2"})
    out.statuses.push_back({"CVE-1", id, "known_affected", FindingStatus::affected, "", {}});
  out.remediations = {{{"CVE-1"}, {"P1"}, "vendor_fix", "pump 2.0", "", "", {}, {}, "/0"},
                      {{"CVE-1"}, {"P2"}, "vendor_fix", "gateway 3.0", "", "", {}, {}, "/1"},
                      {{"CVE-1"}, {}, "mitigation", "firewall", "", "", {}, {}, "/2"}};
  return out;
}

class CasesTest : public ::testing::Test {
 protected:
  CasesTest() {
    std::string name = (fs::temp_directory_path() / "hakyu-cases-XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
    Diagnostics diagnostics;
    store_.emplace(*store::Store::open((folder_ / "s").string(), store::Store::Access::write, diagnostics));
    store_->begin();
    store_->begin_file({"a.json", "digest", "2026-11-27", "CSAF"});
    (void)store_->add(advisory());
    store_->keep_file();
    store_->commit();
  }
  ~CasesTest() override {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }
  std::vector<Case> run(const std::vector<Decision>& decisions = {}) {
    const matching::Identities identities(model_, matching::Vendors::shipped());
    matching::Matcher matcher(model_, identities, decisions);
    matching::add_store(matcher, *store_);
    return cases(model_, matcher, candidates(model_, matcher, matcher.matches(), *store_), *store_);
  }
  static std::vector<std::string> texts(const std::vector<Remedy>& remedies) {
    std::vector<std::string> all;
    for (const Remedy& each : remedies) all.push_back(each.record.text);
    return all;
  }
  void state(const char* vulnerability, const char* resource, FindingStatus status) {
    Finding finding;
    finding.vulnerability = vulnerability;
    finding.resource = resource;
    finding.status = status;
    model_.findings.push_back(finding);
    Vulnerability v;
    v.id = vulnerability;
    model_.vulnerabilities = {v};
  }

  fs::path folder_;
  std::optional<store::Store> store_;
  Model model_;
};

TEST_F(CasesTest, OnlyTheRemediationsOfTheProductItIs) {
  model_.resources = {device("pump", "Acme", "Pump", "1.4")};
  const std::vector<Case> all = run();
  ASSERT_EQ(all.size(), 1U);
  EXPECT_FALSE(is_unclear(all[0]));
  EXPECT_TRUE(all[0].described);
  EXPECT_THAT(texts(all[0].remedies), ElementsAre("pump 2.0", "firewall"));
  EXPECT_THAT(all[0].unidentified, IsEmpty());
  EXPECT_EQ(all[0].remedies[0].document.file.name, "a.json");
}

TEST_F(CasesTest, WhatDoesNotConcernItIsNoCase) {
  model_.resources = {device("new", "Acme", "Pump", "2.5"), device("other", "Bdco", "Bed", "1")};
  EXPECT_THAT(run(), IsEmpty());
}

TEST_F(CasesTest, TheModelsWordStandsAboveMatching) {
  model_.resources = {device("pump", "Acme", "Pump", "1.4")};
  state("CVE-1", "pump", FindingStatus::not_affected);
  EXPECT_THAT(run(), IsEmpty());
}

TEST_F(CasesTest, AFindingOfTheModelFindsItsRemediationsByName) {
  model_.resources = {device("pump", "Acme", "Pump", "2.5")};  // matching rules it out by the version
  state("VENDOR-1", "pump", FindingStatus::affected);
  const std::vector<Case> all = run();
  ASSERT_EQ(all.size(), 1U);
  EXPECT_TRUE(all[0].stated);
  EXPECT_EQ(all[0].vulnerability.id, "VENDOR-1") << "the model's own number";
  EXPECT_FALSE(all[0].described) << "the store describes it under another one";
  EXPECT_THAT(texts(all[0].remedies), ElementsAre("pump 2.0", "firewall"));
}

TEST_F(CasesTest, AProductThatIsNotIdentifiedTakesNothing) {
  model_.resources = {device("mystery", "", "", "")};
  state("CVE-1", "mystery", FindingStatus::affected);
  const std::vector<Case> all = run();
  ASSERT_EQ(all.size(), 1U);
  EXPECT_THAT(all[0].remedies, IsEmpty());
  EXPECT_THAT(texts(all[0].unidentified), ElementsAre("pump 2.0", "gateway 3.0", "firewall"));
}

TEST_F(CasesTest, ANameThatOnlyResemblesIsIdentifiedByPeopleOnly) {
  model_.resources = {device("pump", "Acme", "Pump Station Deluxe", "1.4")};
  const std::vector<Case> before = run();
  for (const Case& each : before) EXPECT_THAT(each.remedies, IsEmpty());
  Decision decision;
  decision.resource = "pump";
  decision.vulnerability = "CVE-1";
  decision.reason = "the maker says so";
  decision.by = "Sato";
  const std::vector<Case> confirmed = run({decision});
  ASSERT_EQ(confirmed.size(), 1U);
  EXPECT_FALSE(is_unclear(confirmed[0]));
  EXPECT_THAT(confirmed[0].remedies, IsEmpty()) << "affected, but which product it is nobody said";
  EXPECT_EQ(confirmed[0].unidentified.size(), 3U);
}

TEST_F(CasesTest, UnclearOnesAreCases) {
  model_.resources = {device("pump", "Acme", "Pump", "")};
  const std::vector<Case> all = run();
  ASSERT_EQ(all.size(), 1U);
  EXPECT_TRUE(is_unclear(all[0]));
  EXPECT_THAT(texts(all[0].remedies), ElementsAre("pump 2.0", "firewall"));
}

}  // namespace
}  // namespace hakyu::models::drafting
