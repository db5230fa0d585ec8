// Ledgers write makers in their own way: dealers, branches, nobody; and products by order codes.
#include <gtest/gtest.h>

#include <algorithm>

#include "models/import/matching/matcher.hpp"

namespace hakyu::models::matching::makers_test {
namespace {

struct Ledger {
  const char *maker, *model, *version;
};
struct Product {
  const char *vendor, *name, *version;
};

/// What is found for a device of the ledger and one product of an advisory; none if nothing is.
struct Found {
  FindingStatus status;
  Fit fit;
};
std::optional<Found> found(const Model& model, const Product& product, FindingStatus meaning) {
  advisories::Advisory advisory;
  advisory.document = "test 1";
  advisories::ProductRecord& record = advisory.products.emplace_back();
  record.id = "p";
  record.vendor = product.vendor;
  record.name = product.name;
  record.version = product.version;
  advisories::StatusRecord& status = advisory.statuses.emplace_back();
  status.vulnerability = "CVE-1";
  status.product = "p";
  status.meaning = meaning;
  const Identities identities(model, Vendors::shipped());
  Matcher matcher(model, identities, {});
  matcher.add(advisory);
  const std::vector<Match> matches = matcher.matches();
  if (matches.empty()) return std::nullopt;
  return Found{matches[0].status, matcher.pairing(matches[0].pairing.value()).fit};
}

std::optional<Found> found(const Ledger& ledger, const Product& product) {
  Model model;
  Resource& resource = model.resources.emplace_back();
  resource.id = "r";
  resource.maker = ledger.maker;
  resource.model = ledger.model;
  Software& software = resource.software.emplace_back();
  software.name = "firmware";
  software.version = ledger.version;
  return found(model, product, FindingStatus::affected);
}

std::optional<Found> found_software(const char* name, const char* vendor, const Product& product) {
  Model model;
  Resource& resource = model.resources.emplace_back();
  resource.id = "r";
  resource.maker = "富士通";
  resource.model = "PRIMERGY";
  Software& software = resource.software.emplace_back();
  software.name = name;
  software.vendor = vendor;
  return found(model, product, FindingStatus::affected);
}

void expect(const std::optional<Found>& found, FindingStatus status, Fit fit) {
  ASSERT_TRUE(found);
  EXPECT_EQ(found->status, status);
  EXPECT_EQ(found->fit, fit);
}

constexpr Product vue{"Philips", "Vue PACS", "<12.2.8.410"};
constexpr Product fortios{"Fortinet", "FortiOS", "vers:generic/>=7.0.0|<=7.0.13"};

TEST(Makers, ADealerInTheLedgerHidesNoProduct) {
  expect(found({"ムトウ", "Vue PACS", "12.2.5"}, vue), FindingStatus::unknown, Fit::other_maker);
  expect(found({"ムトウ", "Philips Vue PACS", "12.2.5"}, vue), FindingStatus::unknown, Fit::other_maker);
  EXPECT_FALSE(found({"ムトウ", "Vue PACS", "12.3"}, vue)) << "its version does not fit";
  expect(found({"NTT東日本", "FortiGate-60F", "7.0.12"}, fortios), FindingStatus::unknown, Fit::part);
  expect(
      found_software("Windows Server 2019", "富士通", {"Microsoft", "Windows Server 2019", "vers:generic/*"}),
      FindingStatus::unknown, Fit::other_maker);
  expect(found_software("FortiOS", "NTT東日本", fortios), FindingStatus::unknown, Fit::other_maker);
}

TEST(Makers, WordsForNobodyAreBlank) {
  for (const char* maker : {"不明", "なし", "-"}) {
    expect(found({maker, "Vue PACS", "12.2.5"}, vue), FindingStatus::unknown, Fit::no_vendor);
    expect(found({maker, "FortiGate-60F", "7.0.12"}, fortios), FindingStatus::unknown, Fit::part);
  }
}

TEST(Makers, AGeneralNameUnderAnotherMakerTellsNothing) {
  for (const char* name : {"PACS", "Server", "Viewer", "Router", "Synapse", "Web Server", "Monitor 5"})
    EXPECT_FALSE(found({"ムトウ", name, "1.0"}, {"Acme", name, "vers:generic/*"})) << name;
  EXPECT_FALSE(found({"ムトウ", "Vue PACS Server", "12.2"}, vue)) << "another maker and only similar";
}

TEST(Makers, BranchesAndShortNamesMeetTheMaker) {
  const Product aterm{"日本電気", "Aterm WG2600HS2 ファームウェア", "Ver.1.3.2より前のバージョン"};
  expect(found({"NECプラットフォームズ", "Aterm WG2600HS2", "1.3.0"}, aterm), FindingStatus::affected,
         Fit::name);
  expect(found({"NEC", "PA-WG2600HS2", "1.3.0"}, aterm), FindingStatus::affected, Fit::name);
  expect(found({"シュナイダー", "Data Center Expert", "8.1.1.3"},
               {"Schneider Electric", "Data Center Expert", "<=8.1.1.3"}),
         FindingStatus::affected, Fit::name);
  for (const char* maker : {"GE", "GEヘルスケア", "GEヘルスケア・ジャパン"})
    expect(found({maker, "CARESCAPE B650", "1.5"}, {"General Electric (GE)", "B650", "1.X"}),
           FindingStatus::unknown, Fit::resembling);
}

TEST(Makers, ProductsAreKnownByOrderCodesAndOldNames) {
  expect(found({"Fortinet", "FG-60F", "7.0.12"}, fortios), FindingStatus::unknown, Fit::part);
  expect(found({"フィリップス", "Vue PACS(旧Carestream)", "12.2.5"}, vue), FindingStatus::affected,
         Fit::name);
  expect(found_software("Philips Vue PACS Server", "", vue), FindingStatus::unknown, Fit::resembling);
  expect(found({"Citrix", "NetScaler MPX 5550", ""}, {"Citrix", "NetScaler ADC", "vers:generic/*"}),
         FindingStatus::unknown, Fit::part);
  expect(
      found({"Cisco", "ASA5506", "9.8(4)"}, {"Cisco", "Adaptive Security Appliance (ASA)", "vers:generic/*"}),
      FindingStatus::unknown, Fit::part);
  expect(found({"F5", "BIG-IP 2000s", "15.1.2"}, {"F5", "BIG-IP", "vers:generic/*"}), FindingStatus::unknown,
         Fit::resembling);
}

TEST(Makers, WindowsIsKnownToAnAdvisoryThatNamesNoMaker) {
  const Product r2{"", "Windows Server 2012 R2", ""};
  for (const char* name : {"Win2012R2", "Windows 2012 R2"})
    expect(found_software(name, "", r2), FindingStatus::unknown, Fit::resembling);
  expect(found_software("Windows Server 2012 R2", "Microsoft", r2), FindingStatus::unknown, Fit::name);
  EXPECT_FALSE(found_software("Win2012R2", "", {"", "Windows Server 2012", ""})) << "not the same release";
  for (const char* system : {"x64-based", "32-bit", "ARM64-based"})
    for (const char* release : {"", "Version 22H2 "}) {
      const std::string name = std::string("Windows 10 ") + release + "for " + system + " Systems";
      for (const char* vendor : {"", "Microsoft"})
        expect(found_software("Windows 10", "", {vendor, name.c_str(), ""}), FindingStatus::unknown,
               Fit::resembling);
    }
}

}  // namespace
}  // namespace hakyu::models::matching::makers_test
