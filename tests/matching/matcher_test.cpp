#include "models/import/matching/matcher.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace hakyu::models::matching {
namespace {

using advisories::Advisory;
using advisories::ProductRecord;
using advisories::StatusRecord;

Resource device(const char* id, const char* maker, const char* model, const char* firmware = "") {
  Resource resource;
  resource.id = id;
  resource.maker = maker;
  resource.model = model;
  if (*firmware != '\0') {
    Software software;
    software.name = "ファームウェア";
    software.version = firmware;
    resource.software.push_back(software);
  }
  return resource;
}

Resource server(const char* id, Software software) {
  Resource resource;
  resource.id = id;
  resource.software.push_back(std::move(software));
  return resource;
}

Software package(const char* name, const char* vendor, const char* version, const char* cpe = "",
                 const char* purl = "") {
  Software software;
  software.name = name;
  software.vendor = vendor;
  software.version = version;
  software.cpe = cpe;
  software.purl = purl;
  return software;
}

/// An advisory about one product.
Advisory about(const char* vulnerability, ProductRecord product,
               FindingStatus meaning = FindingStatus::affected, const char* word = "known_affected",
               const char* document = "test 1", const char* justification = "") {
  Advisory advisory;
  advisory.document = document;
  product.id = "p";
  advisory.products.push_back(std::move(product));
  StatusRecord status;
  status.vulnerability = vulnerability;
  status.product = "p";
  status.status = word;
  status.meaning = meaning;
  status.justification = justification;
  advisory.statuses.push_back(std::move(status));
  return advisory;
}

ProductRecord product(const char* vendor, const char* name, const char* version,
                      std::vector<std::string> cpes = {}) {
  ProductRecord record;
  record.vendor = vendor;
  record.name = name;
  record.version = version;
  record.cpes = std::move(cpes);
  return record;
}

struct Result {
  std::vector<Match> matches;
  std::vector<Pairing> pairings;  ///< of the matches
};

Result run(const Model& model, const std::vector<Advisory>& advisories,
           const std::vector<Decision>& decisions = {}, MatchOptions options = {}) {
  const Identities identities(model, Vendors::shipped());
  Matcher matcher(model, identities, decisions);
  for (const Advisory& each : advisories) matcher.add(each);
  Result result{matcher.matches(options), {}};
  for (const Match& each : result.matches)
    result.pairings.push_back(each.pairing ? matcher.pairing(*each.pairing) : Pairing{});
  return result;
}

Model with(std::vector<Resource> resources) {
  Model model;
  model.resources = std::move(resources);
  return model;
}

TEST(Matcher, CpeAndVersionInRange) {
  const Model model = with(
      {server("fw", package("FortiOS", "フォーティネット", "7.2.4", "cpe:2.3:o:fortinet:fortios:7.2.4"))});
  const Result result =
      run(model, {about("CVE-1", product("fortinet", "fortios", "vers:generic/>=7.2.0|<7.2.5",
                                         {"cpe:2.3:o:fortinet:fortios:*:*:*:*:*:*:*:*"}))});
  ASSERT_EQ(result.matches.size(), 1U);
  EXPECT_EQ(result.matches[0].status, FindingStatus::affected);
  EXPECT_EQ(result.matches[0].method, Method::range);
  EXPECT_DOUBLE_EQ(result.matches[0].confidence, 1.0);
  EXPECT_EQ(result.pairings[0].fit, Fit::cpe);
}

TEST(Matcher, TheExactVersionOfACpe) {
  const Model model = with({server("a", package("", "", "", "cpe:/a:cisco:finesse:12.5%281%29:su1")),
                            server("b", package("", "", "", "cpe:/a:cisco:finesse:12.5%281%29:su2")),
                            server("c", package("", "", "", "cpe:/a:cisco:finesse:12.5%281%29"))});
  const Result result =
      run(model, {about("CVE-1", product("cisco", "finesse", "12.5(1)",
                                         {R"(cpe:2.3:a:cisco:finesse:12.5\(1\):su1:*:*:*:*:*:*)"}))});
  ASSERT_EQ(result.matches.size(), 2U);
  EXPECT_EQ(result.matches[0].method, Method::exact);
  EXPECT_EQ(result.matches[0].status, FindingStatus::affected);
  EXPECT_EQ(result.matches[1].resource, 2U) << "without its update nothing is certain";
  EXPECT_EQ(result.matches[1].status, FindingStatus::unknown);
}

TEST(Matcher, AnyMakerOrProductMatchesNothing) {
  const Model model = with({server("a", package("x", "", "1.0", "cpe:2.3:a:*:*:1.0")),
                            server("b", package("y", "", "1.0", "cpe:2.3:a:acme:*:1.0"))});
  EXPECT_TRUE(
      run(model, {about("CVE-1", product("acme", "thing", "vers:generic/*", {"cpe:2.3:a:acme:thing:*"}))})
          .matches.empty());
  EXPECT_TRUE(
      run(model, {about("CVE-1", product("", "", "vers:generic/*", {"cpe:2.3:a:*:*:*"}))}).matches.empty());
}

TEST(Matcher, JapaneseMakerAndProse) {
  const Model model =
      with({device("pacs", "富士フイルム株式会社", "Synapse", "5.7.1"),
            device("old", "富士フイルム㈱", "Synapse", "5.9"), device("bare", "FUJIFILM", "SYNAPSE")});
  const Result result = run(model, {about("CVE-1", product("Fujifilm", "Synapse", "5.8 未満"))});
  ASSERT_EQ(result.matches.size(), 2U);
  EXPECT_EQ(result.matches[0].resource, 2U);
  EXPECT_EQ(result.matches[0].status, FindingStatus::unknown) << "no version in the ledger";
  EXPECT_EQ(result.matches[0].method, Method::vendor_product);
  EXPECT_EQ(result.matches[1].resource, 0U);
  EXPECT_EQ(result.matches[1].status, FindingStatus::affected);
  EXPECT_EQ(result.matches[1].method, Method::range);
  EXPECT_NEAR(result.matches[1].confidence, 0.8 * 0.9, 1e-12);
}

TEST(Matcher, WhatIsNotUnderstoodCannotBeExcluded) {
  const Model model = with({device("pump", "Baxter", "Sigma Spectrum", "8.0")});
  const Result result = run(
      model,
      {about("CVE-1", product("Baxter", "Sigma Spectrum", "v6.x (with Wireless Battery Modules v9 | v11)"))});
  ASSERT_EQ(result.matches.size(), 1U);
  EXPECT_EQ(result.matches[0].status, FindingStatus::unknown);
  EXPECT_EQ(result.pairings[0].containment, Containment::cannot_exclude);
}

TEST(Matcher, VersionsThatAreRuledOutAreToldOnDemandOnly) {
  const Model model = with({device("pacs", "Philips", "Vue PACS", "13.0")});
  const std::vector<Advisory> advisories{about("CVE-1", product("Philips", "Vue PACS", "<12.2.8.410"))};
  EXPECT_TRUE(run(model, advisories).matches.empty());
  const Result all = run(model, advisories, {}, {.excluded = true});
  ASSERT_EQ(all.matches.size(), 1U);
  EXPECT_EQ(all.matches[0].status, FindingStatus::not_affected);
  EXPECT_EQ(all.pairings[0].containment, Containment::outside);
}

TEST(Matcher, OneRangeThatHoldsIsEnough) {
  const Model model = with({device("pacs", "Philips", "Vue PACS", "13.0")});
  const Result result = run(model, {about("CVE-1", product("Philips", "Vue PACS", "<12.2")),
                                    about("CVE-1", product("Philips", "Vue PACS", "13.0"))});
  ASSERT_EQ(result.matches.size(), 1U);
  EXPECT_EQ(result.matches[0].status, FindingStatus::affected);
}

TEST(Matcher, AFormerMakerIsAnAlias) {
  const Model model = with({device("ct", "東芝メディカルシステムズ㈱", "Aquilion ONE", "7.0")});
  const Result result =
      run(model, {about("CVE-1", product("Canon Medical Systems", "Aquilion ONE", "8.0 未満"))});
  ASSERT_EQ(result.matches.size(), 1U);
  EXPECT_EQ(result.matches[0].method, Method::alias);
  EXPECT_EQ(result.matches[0].status, FindingStatus::affected);
  EXPECT_EQ(result.pairings[0].fit, Fit::renamed);
  EXPECT_LT(result.matches[0].confidence, 0.6);
}

TEST(Matcher, SoftwareWithoutAMakerIsByTheMakerOfItsDevice) {
  Resource gateway = device("gw", "Fortinet", "FortiGate");
  gateway.software.push_back(package("GateSystem", "", "7.0.13"));
  Resource dell = device("host", "Dell", "PowerEdge");
  dell.software.push_back(package("GateSystem", "", "7.0.13"));
  const Model model = with({gateway, dell});
  const Result result =
      run(model, {about("CVE-1", product("Fortinet", "GateSystem", "vers:generic/>=7.0.0|<=7.0.13"))});
  ASSERT_EQ(result.matches.size(), 2U);
  EXPECT_EQ(result.matches[0].status, FindingStatus::affected);
  EXPECT_EQ(result.pairings[0].fit, Fit::implied);
  EXPECT_EQ(result.matches[1].status, FindingStatus::unknown) << "somebody else's device";
  EXPECT_EQ(result.pairings[1].fit, Fit::no_vendor);
  EXPECT_TRUE(
      run(with({gateway}), {about("CVE-1", product("Fortinet", "GateSystem", "vers:generic/<7.0.13"))})
          .matches.empty())
      << "a version that is not meant is ruled out";
}

TEST(Matcher, TheNameOfAProductMayTellItsMaker) {
  const Model model = with({server("a", package("Windows Server 2019", "", "10.0.17763.6893")),
                            server("b", package("Apache Log4j", "", "2.14.1"))});
  const Result result = run(
      model, {about("CVE-1", product("Microsoft", "Windows Server 2019", "vers:generic/<10.0.17763.7136")),
              about("CVE-2", product("apache", "log4j", "vers:generic/<2.15.0"))});
  ASSERT_EQ(result.matches.size(), 2U);
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_EQ(result.matches[i].status, FindingStatus::affected);
    EXPECT_EQ(result.pairings[i].fit, Fit::implied);
  }
}

TEST(Matcher, ACellWithMoreThanOneVersionExcludesNothing) {
  for (const char* version : {"7.0.15/7.0.10", "7.0.15以前", "7.x"}) {
    const Model model = with({server("fw", package("FortiOS", "Fortinet", version))});
    const Result result =
        run(model, {about("CVE-1", product("Fortinet", "FortiOS", "vers:generic/>=7.0.0|<=7.0.13"))});
    ASSERT_EQ(result.matches.size(), 1U) << version;
    EXPECT_EQ(result.matches[0].status, FindingStatus::unknown) << version;
  }
  const Model windows = with({server("s", package("Windows Server 2019", "Microsoft", "10.0.20348.9999"))});
  const Result fixed = run(
      windows, {about("CVE-1", product("Microsoft", "Windows Server 2019", "vers:generic/>=10.0.17763.7136"),
                      FindingStatus::fixed, "fixed")});
  EXPECT_TRUE(fixed.matches.empty()) << "a build of Windows Server 2022";
}

TEST(Matcher, ANameAndAWholeNumberMayBeANameAndAVersion) {
  const Advisory advisory = about("CVE-1", product("PostgreSQL", "PostgreSQL", "vers:generic/<14.14"));
  const Result result = run(with({server("db", package("PostgreSQL 14", "", ""))}), {advisory});
  ASSERT_EQ(result.matches.size(), 1U);
  EXPECT_NE(result.matches[0].status, FindingStatus::not_affected);
  const Result named = run(with({server("pc", package("Windows 11", "", ""))}),
                           {about("CVE-2", product("Microsoft", "Windows", "vers:generic/<12"))});
  ASSERT_EQ(named.matches.size(), 1U);
  EXPECT_EQ(named.pairings[0].fit, Fit::resembling) << "the number belongs to the name";
  EXPECT_EQ(named.matches[0].status, FindingStatus::unknown);
}

TEST(Matcher, NamesAreReadAsLedgersWriteThem) {
  const auto status_of = [](Software software, ProductRecord record) {
    const Result result =
        run(with({server("s", std::move(software))}), {about("CVE-1", std::move(record))}, {}, {true});
    return result.matches.empty() ? std::nullopt : std::optional(result.matches[0].status);
  };
  EXPECT_EQ(status_of(package("PostgreSQL14.9", "", ""),
                      product("PostgreSQL", "PostgreSQL", "vers:generic/>=14|<14.14")),
            FindingStatus::affected);
  EXPECT_EQ(
      status_of(package("PostgreSQL14.9", "", ""), product("PostgreSQL", "PostgreSQL", "vers:generic/<13")),
      FindingStatus::not_affected);
  EXPECT_EQ(status_of(package("Office 365", "Microsoft", ""),
                      product("Microsoft", "Office", "vers:generic/<16.0.1")),
            FindingStatus::unknown)
      << "365 is no version";
  EXPECT_EQ(status_of(package("Win2019", "", "10.0.17763.6893"),
                      product("Microsoft", "Windows Server 2019", "vers:generic/<10.0.17763.7136")),
            FindingStatus::unknown)
      << "people have to say that it is the server";
  EXPECT_EQ(status_of(package("Win 10", "", ""), product("Microsoft", "Windows 10", "vers:generic/*")),
            FindingStatus::affected);
  EXPECT_EQ(status_of(package("Veeam Backup and Replication", "", "12.0"),
                      product("Veeam", "Veeam Backup & Replication", "vers:generic/<12.1")),
            FindingStatus::affected);
  EXPECT_EQ(
      status_of(package("log4j-core", "", "2.14.1"), product("apache", "log4j", "vers:generic/<2.15.0")),
      FindingStatus::unknown)
      << "a resemblance";
}

TEST(Matcher, WhatBelongsToAProductIsACandidate) {
  const Advisory about_fortios =
      about("CVE-1", product("fortinet", "fortios", "vers:generic/>=7.0.0|<=7.0.13"));
  const Result silent = run(with({device("fw", "Fortinet", "FortiGate-60F")}), {about_fortios});
  ASSERT_EQ(silent.matches.size(), 1U);
  EXPECT_EQ(silent.matches[0].status, FindingStatus::unknown);
  EXPECT_EQ(silent.pairings[0].fit, Fit::part);
  Resource named = device("fw", "Fortinet", "FortiGate-60F");
  named.software.push_back(package("FortiOS 7.4.9", "", ""));
  EXPECT_TRUE(run(with({named}), {about_fortios}).matches.empty()) << "the ledger names it, with its version";
  const Result suite = run(with({server("h", package("vSphere 8.0", "", ""))}),
                           {about("CVE-2", product("VMware", "ESXi", "vers:generic/>=8.0|<8.0.3")),
                            about("CVE-3", product("VMware", "ESXi", "vers:generic/<7.0.3"))});
  ASSERT_EQ(suite.matches.size(), 1U);
  EXPECT_EQ(suite.matches[0].vulnerability, "CVE-2");
  EXPECT_EQ(suite.matches[0].status, FindingStatus::unknown);
}

TEST(Matcher, AnAdvisoryMayWriteTheVersionIntoTheName) {
  const std::vector<Advisory> advisories{
      about("CVE-1", product("Phillips", "IntelliSpace Portal 8.0.x", "vers:all/*"))};
  const auto status_of = [&](const char* version) {
    const Result result =
        run(with({device("isp", "フィリップス", "IntelliSpace Portal", version)}), advisories, {}, {true});
    return result.matches.empty() ? std::nullopt : std::optional(result.matches[0].status);
  };
  EXPECT_EQ(status_of("8.0.1"), FindingStatus::affected);
  EXPECT_EQ(status_of(""), FindingStatus::unknown);
  EXPECT_EQ(status_of("9.0.1"), FindingStatus::not_affected);
  EXPECT_NE(status_of("8.0"), FindingStatus::not_affected);
}

TEST(Matcher, AVersionInTheModelColumnRulesNothingOut) {
  const Model model =
      with({device("pacs", "Philips", "Vue PACS 12.2.0"), device("mr", "Philips", "Achieva 1.5")});
  const Result result =
      run(model, {about("CVE-1", product("Philips", "Vue PACS", "vers:generic/<12.2.8")),
                  about("CVE-2", product("Philips", "Achieva", "vers:generic/>=5.0|<6.0"))});
  ASSERT_EQ(result.matches.size(), 2U);
  EXPECT_EQ(result.matches[0].resource, 1U);
  EXPECT_EQ(result.matches[0].status, FindingStatus::unknown);
  EXPECT_EQ(result.matches[1].status, FindingStatus::unknown);
}

TEST(Matcher, ASourceWithoutVersionsYieldsToOneThatKnowsThem) {
  const Model model = with({server("fw", package("FortiOS", "Fortinet", "7.4.9"))});
  const Advisory kev = about("CVE-1", product("Fortinet", "FortiOS", ""), FindingStatus::unknown,
                             "known_exploited", "CISA KEV");
  const Result alone = run(model, {kev});
  ASSERT_EQ(alone.matches.size(), 1U);
  EXPECT_EQ(alone.matches[0].status, FindingStatus::unknown);
  EXPECT_TRUE(alone.pairings[0].any_version);
  EXPECT_EQ(alone.pairings[0].containment, Containment::cannot_exclude);
  const auto nvd = [](const char* versions) {
    return about("CVE-1", product("fortinet", "fortios", versions), FindingStatus::affected, "known_affected",
                 "NVD");
  };
  EXPECT_TRUE(run(with({server("pc", package("Windows 11", "", ""))}),
                  {about("CVE-2", product("Microsoft", "Windows", ""), FindingStatus::unknown,
                         "known_exploited", "CISA KEV")})
                  .matches.empty())
      << "neither the product nor the version is certain";
  const Result exchange = run(with({server("mail", package("Exchange Server 2016", "", ""))}),
                              {about("CVE-3", product("Microsoft", "Exchange Server", ""),
                                     FindingStatus::unknown, "known_exploited", "CISA KEV")});
  ASSERT_EQ(exchange.matches.size(), 1U);
  EXPECT_EQ(exchange.matches[0].status, FindingStatus::unknown);
  EXPECT_TRUE(run(model, {kev, nvd("vers:generic/<7.4.3")}).matches.empty());
  EXPECT_EQ(run(model, {kev, nvd("vers:generic/<7.4.10")}).matches.at(0).status, FindingStatus::affected);
}

TEST(Matcher, WhatIsLeftOutIsCounted) {
  const Model model =
      with({server("a", package("Windows 11", "", "")), server("b", package("Windows 10", "", ""))});
  const Identities identities(model, Vendors::shipped());
  Matcher matcher(model, identities, {});
  for (const char* id : {"CVE-1", "CVE-2"})
    matcher.add(about(id, product("Microsoft", "Windows", ""), FindingStatus::unknown, "known_exploited",
                      "CISA KEV"));
  matcher.add(about("CVE-2", product("Microsoft", "Windows 10", "vers:generic/*")));
  const std::vector<LeftOut> left = matcher.left_out();
  ASSERT_EQ(left.size(), 1U);
  EXPECT_EQ(left[0].product, "Windows");
  EXPECT_EQ(left[0].vulnerabilities, 1U) << "CVE-2 is judged by another source";
  EXPECT_EQ(left[0].resources, 2U);
}

TEST(Matcher, WhatPeopleTookForAnotherProductStaysToBeSeen) {
  const Model model = with({device("mon", "GE", "Central Station", "V2")});
  const std::vector<Advisory> advisories{about("CVE-1", product("GE", "Central Station 1.X", "vers:all/*")),
                                         about("CVE-1", product("GE", "Central Station 2.X", "vers:all/*"),
                                               FindingStatus::affected, "known_affected", "test 2")};
  EXPECT_EQ(run(model, advisories).matches.at(0).status, FindingStatus::affected);
  const Decision wrong{Verdict::reject, "mon", "", "GE", "Central Station 2.X", "it is 2.X", "me", {}};
  const Result result = run(model, advisories, {wrong});
  ASSERT_EQ(result.matches.size(), 1U);
  EXPECT_EQ(result.matches[0].status, FindingStatus::not_affected);
  ASSERT_TRUE(result.matches[0].decision);
  EXPECT_EQ(result.matches[0].decision->reason, "it is 2.X");
}

TEST(Matcher, SoftwareWithTheNameOfItsDeviceTellsTheVersionOfTheDevice) {
  Resource pacs = device("pacs", "Philips", "Vue PACS");
  pacs.software.push_back(package("Vue PACS", "", "12.2.8.300"));
  const Result result =
      run(with({pacs}), {about("CVE-1", product("Philips", "Vue PACS", "vers:generic/<12.2.8.410"))});
  ASSERT_EQ(result.matches.size(), 1U);
  EXPECT_EQ(result.matches[0].status, FindingStatus::affected);
  EXPECT_EQ(result.pairings[0].fit, Fit::name);
}

TEST(Matcher, AResemblanceOnlyMakesACandidate) {
  const Model model = with({device("mon", "Philips", "IntelliVue MX800", "M.2")});
  const Result result = run(
      model, {about("CVE-1", product("Philips", "IntelliVue Patient Monitors MX800", "すべてのバージョン"))});
  ASSERT_EQ(result.matches.size(), 1U);
  EXPECT_EQ(result.matches[0].status, FindingStatus::unknown);
  EXPECT_EQ(result.matches[0].method, Method::alias);
}

TEST(Matcher, ModelNumbersWithWildcards) {
  ProductRecord record = product("Siemens", "SIMATIC CPU", "<V2.9");
  record.model_numbers = {"6ES7 515-*", "*"};
  const Model model = with({device("plc", "シーメンス", "6ES7515-2AM02", "V2.8"),
                            device("other", "Siemens", "6ES7516-3AN02", "V2.8")});
  const Result result = run(model, {about("CVE-1", record)});
  ASSERT_EQ(result.matches.size(), 1U);
  EXPECT_EQ(result.matches[0].resource, 0U);
  EXPECT_EQ(result.pairings[0].fit, Fit::model);
  EXPECT_EQ(result.matches[0].status, FindingStatus::affected);
}

TEST(Matcher, PackagesByPurl) {
  ProductRecord record =
      product("Maven", "org.apache.logging.log4j:log4j-core", "vers:maven/>=2.13.0|<2.15.0");
  record.purls = {"pkg:maven/org.apache.logging.log4j/log4j-core"};
  const Model model =
      with({server("app", package("log4j-core", "", "", "",
                                  "pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1?type=jar")),
            server("new",
                   package("log4j-core", "", "", "", "pkg:maven/org.apache.logging.log4j/log4j-core@2.17.1")),
            server("else", package("log4j-core", "", "", "", "pkg:maven/com.example/log4j-core@2.14.1"))});
  const Result result = run(model, {about("CVE-2021-44228", record)});
  ASSERT_EQ(result.matches.size(), 1U);
  EXPECT_EQ(result.matches[0].resource, 0U);
  EXPECT_EQ(result.pairings[0].fit, Fit::package);
  EXPECT_EQ(result.matches[0].status, FindingStatus::affected);
}

TEST(Matcher, PackagesOfAnotherDistributionOrWithoutTheEpochAreNotRuledOut) {
  ProductRecord curl = product("Debian", "curl", "vers:deb/<7.64.0-4+deb10u9");
  curl.purls = {"pkg:deb/debian/curl?distro=debian-10"};
  ProductRecord openssl = product("Red Hat", "openssl", "vers:rpm/<1.1.1k-12.el8");
  openssl.purls = {"pkg:rpm/redhat/openssl"};
  const Model model =
      with({server("ten", package("curl", "", "", "", "pkg:deb/debian/curl@7.74.0-1?distro=debian-10")),
            server("eleven", package("curl", "", "", "", "pkg:deb/debian/curl@7.74.0-1?distro=debian-11")),
            server("rhel", package("openssl", "", "", "", "pkg:rpm/redhat/openssl@1.1.1k-9.el8?epoch=1"))});
  const Result result = run(model, {about("CVE-1", curl), about("CVE-1", openssl, FindingStatus::affected,
                                                                "known_affected", "test 2")});
  ASSERT_EQ(result.matches.size(), 2U);
  for (const Match& match : result.matches) EXPECT_EQ(match.status, FindingStatus::unknown);
}

TEST(Matcher, VexStatementsAndTheirReasons) {
  const Model model = with(
      {device("a", "Acme", "Box", "2.0"), device("b", "Acme", "Box", "3.0"), device("c", "Acme", "Box")});
  const Result result =
      run(model, {about("CVE-1", product("Acme", "Box", "vers:generic/*"), FindingStatus::affected,
                        "known_affected", "nvd"),
                  about("CVE-1", product("Acme", "Box", "2.0"), FindingStatus::not_affected,
                        "known_not_affected", "vex", "vulnerable_code_not_present"),
                  about("CVE-1", product("Acme", "Box", "3.0"), FindingStatus::fixed, "fixed", "vex")});
  ASSERT_EQ(result.matches.size(), 3U);
  // The maker's statement is about exactly this version, but in prose; the other is sure about every version.
  EXPECT_EQ(result.matches[0].status, FindingStatus::affected);
  EXPECT_TRUE(result.matches[0].contrary);
  EXPECT_EQ(result.matches[2].status, FindingStatus::affected)
      << "a version that is not known denies nothing";
  const Result vex =
      run(model, {about("CVE-1", product("Acme", "Box", "2.0"), FindingStatus::not_affected,
                        "known_not_affected", "vex", "vulnerable_code_not_present"),
                  about("CVE-1", product("Acme", "Box", "3.0 以前")),
                  about("CVE-2", product("Acme", "Box", "3.0"), FindingStatus::fixed, "fixed")});
  ASSERT_EQ(vex.matches.size(), 4U);
  EXPECT_EQ(vex.matches[0].status, FindingStatus::not_affected);
  EXPECT_EQ(vex.matches[0].justification, "vulnerable_code_not_present");
  EXPECT_TRUE(vex.matches[0].contrary);
  EXPECT_EQ(vex.matches[1].status, FindingStatus::affected);
  EXPECT_EQ(vex.matches[2].status, FindingStatus::fixed);
  EXPECT_EQ(vex.matches[3].status, FindingStatus::unknown);
}

TEST(Matcher, FirstAndLastAffectedVersionsLeaveTheMiddleOpen) {
  const Model model = with({device("a", "Acme", "Box", "2.0")});
  const Result result =
      run(model, {about("CVE-1", product("Acme", "Box", "1.0"), FindingStatus::affected, "first_affected"),
                  about("CVE-1", product("Acme", "Box", "3.0"), FindingStatus::affected, "last_affected")});
  ASSERT_EQ(result.matches.size(), 1U);
  EXPECT_EQ(result.matches[0].status, FindingStatus::unknown);
  EXPECT_TRUE(
      run(model, {about("CVE-1", product("Acme", "Box", "2.0"), FindingStatus::unknown, "recommended")})
          .matches.empty());
}

TEST(Matcher, AScopeInTheVersionRestrictsToItsVulnerabilities) {
  const Model model = with({device("ap", "日本電気", "Aterm WG2600", "1.4.1")});
  const Result result = run(
      model,
      {about("CVE-2025-0356", product("NEC", "Aterm WG2600", "Ver.1.4.2より前のバージョン（CVE-2025-0356）")),
       about("CVE-2025-0354",
             product("NEC", "Aterm WG2600", "Ver.1.4.2より前のバージョン（CVE-2025-0356）"))});
  ASSERT_EQ(result.matches.size(), 1U);
  EXPECT_EQ(result.matches[0].vulnerability, "CVE-2025-0356");
}

TEST(Matcher, WhatMustBeThereAsWellIsLookedFor) {
  Advisory advisory =
      about("CVE-1", product("acme", "box_firmware", "vers:generic/<2.0", {"cpe:2.3:o:acme:box_firmware:*"}));
  advisory.statuses[0].context = {"cpe:2.3:h:acme:box:-"};
  Resource whole = device("whole", "Acme", "Box");
  whole.software.push_back(package("Box firmware", "Acme", "1.0"));
  const Result result =
      run(with({whole, server("part", package("Box firmware", "Acme", "1.0"))}), {advisory});
  ASSERT_EQ(result.matches.size(), 2U);
  EXPECT_EQ(result.matches[0].resource, 1U);
  EXPECT_TRUE(result.matches[0].unproven_context);
}

TEST(Matcher, PeopleDecide) {
  using namespace std::chrono_literals;
  const Model model = with(
      {device("a", "Philips", "IntelliVue MX800", "2.0"), device("b", "Philips", "IntelliVue MX800", "2.0")});
  const std::vector<Advisory> advisories{
      about("CVE-1", product("Philips", "IntelliVue Patient Monitors MX800", "3.0 未満")),
      about("CVE-2", product("Philips", "IntelliVue MX800", "3.0 未満"))};
  const Date day = 2026y / 11 / 20;
  const Decision confirm{Verdict::confirm, "a",    {}, "Philips", "IntelliVue Patient Monitors MX800",
                         "銘板",           "佐藤", day};
  const Decision reject{Verdict::reject, "b",    {}, "Philips", "IntelliVue Patient Monitors MX800",
                        "別機種",        "佐藤", day};
  const Decision gone{Verdict::reject, "a", "CVE-2", {}, {}, "機能なし", "佐藤", day};
  const Result result = run(model, advisories, {confirm, reject, gone});
  ASSERT_EQ(result.matches.size(), 4U);
  EXPECT_EQ(result.matches[0].status, FindingStatus::affected);
  EXPECT_EQ(result.matches[0].method, Method::manual);
  EXPECT_EQ(*result.matches[0].decision, confirm);
  EXPECT_EQ(result.matches[1].status, FindingStatus::not_affected);
  EXPECT_EQ(*result.matches[1].decision, gone);
  EXPECT_EQ(result.matches[2].vulnerability, "CVE-1");
  EXPECT_EQ(result.matches[2].status, FindingStatus::not_affected);
  EXPECT_EQ(*result.matches[2].decision, reject);
  EXPECT_EQ(result.matches[3].vulnerability, "CVE-2");
  EXPECT_FALSE(result.matches[3].decision);
}

TEST(Matcher, RetiredThingsAndOtherMakersAreLeftAlone) {
  Resource retired = device("old", "Acme", "Box", "1.0");
  retired.usable = Usable::retired;
  const Model model =
      with({retired, device("other", "Other", "Box", "1.0"), device("nobody", "", "Box", "1.0")});
  EXPECT_TRUE(run(model, {about("CVE-1", product("Acme", "Box", "2.0 未満"))}).matches.empty());
}

TEST(Matcher, TheOrderOfAdvisoriesDoesNotMatter) {
  const Model model =
      with({device("a", "Philips", "Vue PACS", "12.0"),
            device("b", "キヤノンメディカルシステムズ", "Aquilion", "3"),
            server("c", package("Windows Server 2019 Standard", "日本マイクロソフト", "10.0.17763.100"))});
  std::vector<Advisory> advisories;
  for (int i = 0; i < 12; ++i) {
    const std::string version = i % 3 == 0 ? "<12.2" : (i % 3 == 1 ? "すべてのバージョン" : "不明");
    const std::string document = "d" + std::to_string(i);
    ProductRecord record = i % 2 == 0 ? product("Philips", "Vue PACS", version.c_str())
                                      : product("Toshiba Medical", "Aquilion", version.c_str());
    advisories.push_back(about(i < 6 ? "CVE-1" : "CVE-2", record,
                               i % 5 == 4 ? FindingStatus::under_investigation : FindingStatus::affected, "x",
                               document.c_str()));
  }
  advisories.push_back(
      about("CVE-3", product("microsoft", "windows_server_2019", "vers:generic/<10.0.17763.200")));
  const auto shown = [&] {
    std::string text;
    const Result result = run(model, advisories);
    for (std::size_t i = 0; i < result.matches.size(); ++i)
      text += std::to_string(result.matches[i].resource) + result.matches[i].vulnerability +
              std::to_string(static_cast<int>(result.matches[i].status)) +
              std::to_string(result.matches[i].confidence) + result.pairings[i].document +
              result.pairings[i].version + "\n";
    return text;
  };
  const std::string first = shown();
  EXPECT_EQ(std::count(first.begin(), first.end(), '\n'), 5);
  std::mt19937 random(3);
  for (int i = 0; i < 30; ++i) {
    std::shuffle(advisories.begin(), advisories.end(), random);
    ASSERT_EQ(shown(), first);
  }
}

}  // namespace
}  // namespace hakyu::models::matching
