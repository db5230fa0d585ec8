// What counts where statements about one thing contradict each other.
#include <gtest/gtest.h>

#include "models/import/matching/matcher.hpp"

namespace hakyu::models::matching::contradictions_test {
namespace {

using advisories::Advisory;
using advisories::StatusRecord;

Resource server(const char* id, const char* software, const char* version) {
  Resource resource;
  resource.id = id;
  Software& one = resource.software.emplace_back();
  one.name = software;
  one.vendor = "Acme";
  one.version = version;
  return resource;
}

struct Said {
  const char* product;
  const char* version;
  FindingStatus meaning;
};
constexpr FindingStatus affected = FindingStatus::affected, fixed = FindingStatus::fixed,
                        not_affected = FindingStatus::not_affected, unclear = FindingStatus::unknown;

Advisory document(const std::vector<Said>& all, const char* key = "https://acme.example X-1",
                  const char* date = "2026-10-01") {
  Advisory advisory;
  advisory.document = key;
  advisory.date = date;
  for (const Said& each : all) {
    const std::string id = std::to_string(advisory.products.size());
    advisory.products.push_back({id, "Acme", each.product, each.version, {}, {}, {}});
    StatusRecord status;
    status.vulnerability = "CVE-1";
    status.product = id;
    status.status = "said";
    status.meaning = each.meaning;
    advisory.statuses.push_back(std::move(status));
  }
  return advisory;
}

/// The status of each resource; those without a match are left out.
std::map<std::string, FindingStatus> statuses(std::vector<Resource> resources,
                                              const std::vector<Advisory>& advisories,
                                              const std::vector<Decision>& decisions = {}) {
  Model model;
  model.resources = std::move(resources);
  const Identities identities(model, Vendors::shipped());
  Matcher matcher(model, identities, decisions);
  for (const Advisory& each : advisories) matcher.add(each);
  std::map<std::string, FindingStatus> result;
  for (const Match& each : matcher.matches()) result[model.resources[each.resource].id] = each.status;
  return result;
}

using Statuses = std::map<std::string, FindingStatus>;

TEST(Contradictions, AnotherEditionIsAnotherProduct) {
  const Advisory advisory =
      document({{"Acme PACS Enterprise", "5.0", affected}, {"Acme PACS Standard", "5.0", not_affected}});
  EXPECT_EQ(statuses({server("ent", "Acme PACS Enterprise", "5.0"), server("std", "PACS Standard", "5.0"),
                      server("which", "Acme PACS", "5.0")},
                     {advisory}),
            (Statuses{{"ent", affected}, {"std", not_affected}, {"which", affected}}));
  EXPECT_EQ(statuses({server("a", "Foo x86", "5.0")},
                     {document({{"Foo x86", "5.0", affected}, {"Foo x64", "5.0", not_affected}})}),
            (Statuses{{"a", affected}}));
  EXPECT_EQ(statuses({server("a", "Foo Software", "5.0")},
                     {document({{"Foo Software", "5.0", affected}, {"Foo Device", "5.0", not_affected}})}),
            (Statuses{{"a", affected}}));
  EXPECT_TRUE(statuses({server("which", "Acme PACS", "5.0")},
                       {document({{"Acme PACS Standard", "5.0", not_affected}})})
                  .empty())
      << "nothing says which edition it is";
}

TEST(Contradictions, TwoRangesThatOverlapAreUnclear) {
  const Advisory advisory = document({{"Foo", "<7.4.4", affected}, {"Foo", ">=7.2.8", fixed}});
  EXPECT_EQ(statuses({server("a", "Foo", "7.4.1"), server("b", "Foo", "7.4.4"), server("c", "Foo", "7.2")},
                     {advisory}),
            (Statuses{{"a", unclear}, {"b", fixed}, {"c", affected}}));
  EXPECT_EQ(statuses({server("a", "Foo", "7.2.8")},
                     {document({{"Foo", "<7.4.4", affected}, {"Foo", "7.2.8", fixed}})}),
            (Statuses{{"a", fixed}}))
      << "this very version is named";
  EXPECT_EQ(statuses({server("a", "Foo", "7.2")},
                     {document({{"Foo", "7.2", affected}, {"Foo", "7.2", not_affected}})}),
            (Statuses{{"a", unclear}}));
}

TEST(Contradictions, TheNewerDocumentOfAPublisherCounts) {
  const auto both = [](const char* old_key, const char* new_key, FindingStatus old, FindingStatus now) {
    return statuses({server("a", "Foo", "5.0")}, {document({{"Foo", "5.0", old}}, old_key, "2020-01-01"),
                                                  document({{"Foo", "5.0", now}}, new_key, "2026-09-01")});
  };
  const char* one = "https://acme.example OLD";
  const char* two = "https://acme.example NEW";
  EXPECT_EQ(both(one, two, not_affected, affected), (Statuses{{"a", affected}}));
  EXPECT_EQ(both(one, two, affected, not_affected), (Statuses{{"a", not_affected}}));
  EXPECT_EQ(both(one, "https://other.example NEW", affected, not_affected), (Statuses{{"a", unclear}}));
}

TEST(Contradictions, TwoVersionsSideBySideAreTwoThings) {
  Resource both = server("both", "Foo", "4.0");
  both.software.push_back(server("", "Foo", "5.0").software.front());
  EXPECT_EQ(statuses({both}, {document({{"Foo", "<4.5", affected}, {"Foo", "5.0", fixed}})}),
            (Statuses{{"both", affected}}));
}

TEST(Contradictions, ADecisionIsAboutTheProductAsItIsNamed) {
  const std::vector<Advisory> advisories{document({{"PACS Enterprise", "5.0", affected}})};
  const Decision standard{Verdict::reject, "a", "", "Acme", "PACS Standard", "why", "me", {}};
  const Decision enterprise{Verdict::reject, "a", "", "Acme", "PACS Enterprise", "why", "me", {}};
  EXPECT_EQ(statuses({server("a", "PACS", "5.0")}, advisories, {standard}), (Statuses{{"a", affected}}));
  EXPECT_EQ(statuses({server("a", "PACS", "5.0")}, advisories, {enterprise}),
            (Statuses{{"a", not_affected}}));
  EXPECT_FALSE(same_subject(standard, enterprise));
}

/// A CSAF document with this tree of products and these statuses of CVE-1.
std::vector<Advisory> csaf(const std::string& tree, const std::string& status) {
  return advisories::read_csaf(
             "f", R"({"document":{"category":"csaf_vex","csaf_version":"2.0","publisher":{"namespace":
                  "https://acme.example"},"tracking":{"id":"X-1"}},"product_tree":{)" +
                      tree + R"(},"vulnerabilities":[{"cve":"CVE-1","product_status":{)" + status + "}}]}")
      .advisories;
}

std::string branch(const std::string& category, const std::string& name, const std::string& rest) {
  return R"({"category":")" + category + R"(","name":")" + name + R"(",)" + rest + "}";
}

std::string branches(const std::string& category, const std::string& name, const std::string& inner) {
  return branch(category, name, "\"branches\":[" + inner + "]");
}

std::string leaf(const std::string& category, const std::string& name, const std::string& id) {
  return branch(category, name, R"("product":{"product_id":")" + id + R"(","name":"x"})");
}

std::string foo(const std::string& below) {
  return "\"branches\":[" + branches("vendor", "Acme", branches("product_name", "Foo", below)) + "]";
}

TEST(Contradictions, WhatStandsBelowAVersionNarrowsIt) {
  for (const char* category : {"service_pack", "patch_level", "architecture", "language", "platform",
                               "specification", "legacy", "host_name"}) {
    const std::string tree = foo(branches("product_version", "7.2", leaf(category, "SP3", "P")));
    EXPECT_TRUE(statuses({server("a", "Foo", "7.2")}, csaf(tree, R"("known_not_affected":["P"])")).empty())
        << category;
    EXPECT_EQ(statuses({server("a", "Foo", "7.2")}, csaf(tree, R"("known_affected":["P"])")),
              (Statuses{{"a", unclear}}))
        << category;
  }
  const std::string tree = foo(branches("product_version", "7.2", leaf("service_pack", "SP3", "P")));
  EXPECT_EQ(statuses({server("a", "Foo", "7.2 SP3")}, csaf(tree, R"("known_not_affected":["P"])")),
            (Statuses{{"a", not_affected}}));
}

TEST(Contradictions, APartIsMeantWhereItIsAPart) {
  const std::string tree =
      "\"branches\":[" +
      branches("vendor", "Acme",
               branches("product_name", "Logger", leaf("product_version", "2.14", "L")) + "," +
                   branches("product_name", "PacsA", leaf("product_version", "5.0", "A"))) +
      R"(],"relationships":[{"category":"default_component_of","product_reference":"L",
          "relates_to_product_reference":"A","full_product_name":{"product_id":"LA","name":"x"}}])";
  Resource both = server("both", "PacsA", "5.0");
  both.software.push_back(server("", "Logger", "2.14").software.front());
  const std::vector<Resource> all{server("alone", "Logger", "2.14"), both, server("pacs", "PacsA", "5.0"),
                                  server("other", "PacsA", "6.0")};
  EXPECT_EQ(statuses(all, csaf(tree, R"("known_not_affected":["LA"])")), (Statuses{{"both", not_affected}}));
  EXPECT_EQ(statuses(all, csaf(tree, R"("known_affected":["LA"])")),
            (Statuses{{"alone", unclear}, {"both", affected}, {"pacs", affected}}));
}

TEST(Contradictions, AnyUpdateIsEveryUpdateAndAnEditionIsNotAll) {
  const auto of_cpe = [](const char* theirs, const char* version, FindingStatus meaning, const char* ours,
                         const char* ledger) {
    Advisory advisory = document({{"foo", version, meaning}});
    advisory.products[0].cpes = {theirs};
    Resource resource = server("a", "foo", ledger);
    resource.software[0].cpe = ours;
    return statuses({resource}, {advisory});
  };
  EXPECT_EQ(of_cpe("cpe:2.3:a:acme:foo:2.0:*", "2.0", affected, "cpe:2.3:a:acme:foo:2.0:sp1", ""),
            (Statuses{{"a", affected}}));
  EXPECT_EQ(of_cpe("cpe:2.3:a:acme:foo:2019:*", "2019", affected, "", "2019 CU13"),
            (Statuses{{"a", affected}}));
  EXPECT_TRUE(of_cpe("cpe:2.3:a:acme:foo:2.0:*", "2.0", affected, "", "2.0.1").empty());
  EXPECT_TRUE(
      of_cpe("cpe:2.3:a:acme:foo:2.0:*:*:*:enterprise", "2.0", not_affected, "cpe:2.3:a:acme:foo:2.0", "")
          .empty());
}

TEST(Contradictions, ARangeThatEndsBeforeItBeginsRulesNothingOut) {
  EXPECT_EQ(statuses({server("a", "Foo", "7.2")}, {document({{"Foo", "vers:generic/>=9.0|<5.0", affected}})}),
            (Statuses{{"a", unclear}}));
}

TEST(Contradictions, AnExceptionFromEveryVersionIsOne) {
  const Advisory advisory =
      document({{"Foo", "vers:generic/*", affected}, {"Foo", "vers:generic/>=2.0", fixed}});
  EXPECT_EQ(statuses({server("a", "Foo", "1.0"), server("b", "Foo", "2.1")}, {advisory}),
            (Statuses{{"a", affected}, {"b", fixed}}));
}

}  // namespace
}  // namespace hakyu::models::matching::contradictions_test
