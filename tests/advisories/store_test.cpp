// The store: what is put in comes out, in any order, once, or not at all.
#include "models/import/store/store.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace {

using namespace hakyu::models;
using namespace hakyu::models::advisories;
using hakyu::models::store::Added;
using hakyu::models::store::Counts;
using hakyu::models::store::Store;
using ::testing::ElementsAre;
namespace fs = std::filesystem;

/// A folder of its own for each test, gone afterwards.
class StoreTest : public ::testing::Test {
 protected:
  StoreTest() {
    std::string name = (fs::temp_directory_path() / "hakyu-store-XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
  }
  ~StoreTest() override {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }
  [[nodiscard]] std::string path(const char* name = "s.store") const { return (folder_ / name).string(); }

  static Store opened(const std::string& path, Store::Access access = Store::Access::write) {
    Diagnostics diagnostics;
    auto store = Store::open(path, access, diagnostics);
    EXPECT_TRUE(store) << (diagnostics.empty() ? "" : diagnostics[0].found);
    return std::move(*store);
  }
  static Added put(Store& store, const Advisory& advisory, const std::string& file) {
    store.begin();
    store.begin_file({file, "sha of " + file, "2026-11-27", advisory.format});
    const Added added = store.add(advisory);
    store.keep_file();
    store.commit();
    return added;
  }

 private:
  fs::path folder_;
};

Advisory everything(const std::string& revision = "1") {
  Advisory a;
  a.document = "https://example.jp A-1";
  a.format = "CSAF 2.0";
  a.category = "csaf_vex";
  a.label = "AMBER";
  a.revision = revision;
  a.date = "2026-01-02";
  Vulnerability v;
  v.id = "CVE-2026-1";
  v.aliases = {"JVNDB-2026-000001", "X"};
  v.title = {"plain", "題", "title"};
  v.description = {"", "説明\n二行目", "text"};
  v.published = Date{std::chrono::year(2026), std::chrono::month(1), std::chrono::day(2)};
  v.cvss = {"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"};
  v.epss = 0.25;
  v.known_exploited = false;
  v.known_exploited_since = v.published;
  v.ransomware = true;
  v.annotation.source = "A-1";
  a.vulnerabilities = {v};
  a.products = {{"P1", "会社", "装置", "1.0 未満", {"cpe:/h:a:b"}, {"pkg:generic/b"}, {"M-1", "M-2"}}};
  a.statuses = {{"CVE-2026-1", "P1", "known_affected", FindingStatus::affected, "why", {"cpe:/o:c:d"}},
                {"CVE-2026-1", "not in the tree", "fixed", FindingStatus::fixed, "", {}}};
  RemediationRecord r;
  r.vulnerabilities = {"CVE-2026-1"};
  r.products = {"P1"};
  r.kind = "vendor_fix";
  r.text = "Install 1.0\nand restart.";
  r.url = "https://example.jp/fix";
  r.available_from = "2026-02-01";
  r.entitlements = {"contract"};
  r.outage = {RestartScope::machine, OutageSource::csaf, "machine"};
  r.pointer = "/vulnerabilities/0/remediations/0";
  a.remediations = {r};
  a.components = {{"h", "host", "v", "n", "1", {"cpe:/a:b:c"}, {"pkg:a/b"}, {"10.0.0.1"}, "", "up"}};
  a.dependencies = {{"h", "g", "dependsOn"}};
  return a;
}

TEST_F(StoreTest, WhatIsPutInComesOut) {
  const Advisory a = everything();
  {
    Store store = opened(path());
    EXPECT_EQ(put(store, a, "a.json"), Added::fresh);
  }
  const Store store = opened(path(), Store::Access::read);
  EXPECT_EQ(store.vulnerability("CVE-2026-1"), a.vulnerabilities[0]);
  EXPECT_FALSE(store.vulnerability("CVE-2026-2"));
  EXPECT_THAT(store.ids_of_alias("JVNDB-2026-000001"), ElementsAre("CVE-2026-1"));
  const auto statuses = store.statuses("CVE-2026-1");
  ASSERT_EQ(statuses.size(), 2U);
  EXPECT_EQ(statuses[0].status, a.statuses[0]);
  EXPECT_EQ(statuses[1].status, a.statuses[1]);
  EXPECT_EQ(statuses[1].product, 0);
  EXPECT_EQ(store.product(statuses[0].product)->product, a.products[0]);
  const auto remediations = store.remediations("CVE-2026-1");
  ASSERT_EQ(remediations.size(), 1U);
  EXPECT_EQ(remediations[0].remediation, a.remediations[0]);
  std::vector<ComponentRecord> components;
  store.components(0, [&](std::int64_t, const ComponentRecord& each) { components.push_back(each); });
  EXPECT_EQ(components, a.components);
  std::vector<DependencyRecord> dependencies;
  store.dependencies(0, [&](std::int64_t, const DependencyRecord& each) { dependencies.push_back(each); });
  EXPECT_EQ(dependencies, a.dependencies);
  const auto document = store.document(statuses[0].document);
  ASSERT_TRUE(document);
  EXPECT_EQ(document->key, a.document);
  EXPECT_EQ(document->label, "AMBER");
  EXPECT_EQ(document->date, "2026-01-02");
  EXPECT_EQ(document->file.name, "a.json");
  EXPECT_EQ(document->file.sha256, "sha of a.json");
  EXPECT_EQ(document->file.imported, "2026-11-27");
}

TEST_F(StoreTest, BrandsLeadToProductsAndWhatIsSaidOfThem) {
  Store store = opened(path());
  const Advisory a = everything();
  put(store, a, "a.json");
  std::size_t said = 0;
  store.brands([&](const store::Brand& brand) {
    EXPECT_EQ(brand.vendor, "会社");
    store.statements(brand.number,
                     [&](const store::StoredProduct& product, const std::vector<StatusRecord>& statuses) {
                       EXPECT_EQ(product.product, a.products[0]);
                       ASSERT_EQ(statuses.size(), 1U);
                       EXPECT_EQ(statuses[0], a.statuses[0]);
                       ++said;
                     });
  });
  EXPECT_EQ(said, 1U);
}

TEST_F(StoreTest, OnlyTheNewestRevisionCountsInAnyOrder) {
  Advisory old = everything("1"), fresh = everything("2");
  fresh.vulnerabilities[0].title.en = "new";
  fresh.statuses.clear();
  fresh.remediations.clear();
  Store a = opened(path("a")), b = opened(path("b"));
  EXPECT_EQ(put(a, old, "1"), Added::fresh);
  EXPECT_EQ(put(a, fresh, "2"), Added::replaced);
  EXPECT_EQ(put(b, fresh, "2"), Added::fresh);
  EXPECT_EQ(put(b, old, "1"), Added::kept);
  EXPECT_EQ(put(b, fresh, "3"), Added::replaced);  // the same revision in another file
  EXPECT_EQ(put(a, fresh, "3"), Added::replaced);
  EXPECT_EQ(put(a, fresh, "2b"), Added::kept);
  for (const Store* store : {&a, &b}) {
    EXPECT_EQ(store->vulnerability("CVE-2026-1")->title.en, "new");
    EXPECT_TRUE(store->remediations("CVE-2026-1").empty());
    EXPECT_TRUE(store->statuses("CVE-2026-1").empty());
  }
  EXPECT_EQ(a.counts(), b.counts());
}

TEST_F(StoreTest, SourcesAreJoinedWhenAsked) {
  Advisory kev, epss;
  kev.document = "CISA KEV";
  epss.document = "EPSS";
  Vulnerability v;
  v.id = "CVE-2026-1";
  v.known_exploited = true;
  kev.vulnerabilities = {v};
  v = {};
  v.id = "CVE-2026-1";
  v.epss = 0.5;
  epss.vulnerabilities = {v};
  v.id = "CVE-2026-0";
  epss.vulnerabilities.push_back(v);
  Store store = opened(path());
  put(store, kev, "k");
  put(store, epss, "e");
  const auto joined = store.vulnerability("CVE-2026-1");
  EXPECT_EQ(joined->epss, 0.5);
  EXPECT_EQ(joined->known_exploited, true);
  std::vector<Id> ids;
  store.vulnerabilities([&](const Vulnerability& each) { ids.push_back(each.id); });
  EXPECT_THAT(ids, ElementsAre("CVE-2026-0", "CVE-2026-1"));
  EXPECT_EQ(store.counts().vulnerabilities, 2U);
}

TEST_F(StoreTest, NothingIsLeftOfWhatWasTakenBack) {
  Store store = opened(path());
  store.begin();
  store.begin_file({"bad", "1", "2026-11-27", ""});
  store.add(everything());
  store.drop_file();
  EXPECT_FALSE(store.has_file("1"));
  store.begin_file({"good", "2", "2026-11-27", ""});
  store.add(everything());
  store.keep_file();
  store.commit();
  EXPECT_EQ(store.files().size(), 1U);
  EXPECT_EQ(store.counts(), (Counts{1, 1, 1, 1, 2, 1, 1}));
  {
    Store second = opened(path("t"));
    second.begin();
    second.begin_file({"x", "1", "2026-11-27", ""});
    second.add(everything());
    second.roll_back();
    EXPECT_FALSE(second.has_file("1"));
  }
  EXPECT_FALSE(fs::exists(path("t"))) << "a store that was never committed leaves no file";
}

TEST_F(StoreTest, AStoreThatIsNoneIsADiagnostic) {
  Diagnostics diagnostics;
  EXPECT_FALSE(Store::open(path("missing"), Store::Access::read, diagnostics));
  EXPECT_EQ(diagnostics.at(0).code, store::codes::cannot_open);
  std::ofstream(path("text"))
      << "this is no database, whatever its name is, and it is long enough to be read";
  EXPECT_FALSE(Store::open(path("text"), Store::Access::write, diagnostics));
  EXPECT_EQ(diagnostics.at(1).code, store::codes::not_a_store);
}

}  // namespace
