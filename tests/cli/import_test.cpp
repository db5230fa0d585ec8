// hakyu import csaf|kev|… as a person or a script sees it.
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/cli/process.hpp"

namespace {

using hakyu::test::Finished;
using hakyu::test::Folder;
using hakyu::test::hakyu;
using hakyu::test::has;
namespace fs = std::filesystem;

constexpr const char* vex_advisory = R"({"document":{"category":"csaf_vex","csaf_version":"2.0",
  "publisher":{"namespace":"https://example.jp"},"tracking":{"id":"A-1","version":"1"}},
  "product_tree":{"full_product_names":[{"product_id":"P","name":"Pump"}]},
  "vulnerabilities":[{"cve":"CVE-2026-1","product_status":{"known_affected":["P"]},
    "remediations":[{"category":"vendor_fix","details":"Update.","product_ids":["P"]}]}]})";
constexpr const char* scores = "cve,epss\nCVE-2026-1,0.5\n";

TEST(ImportAdvisories, KindsAreRecognisedAndCounted) {
  const Folder folder;
  const std::string store = folder.at("s.sqlite");
  const std::string a = folder.write("a.json", vex_advisory), e = folder.write("e.csv", scores);
  const Finished first = hakyu({"import", "advisories", a, e, "--store", store});
  EXPECT_EQ(first.status, 0) << first.err;
  EXPECT_TRUE(has(first.out, "csaf: files 1")) << first.out;
  EXPECT_TRUE(has(first.out, "vendor fix 1")) << first.out;
  EXPECT_TRUE(has(first.out, "what has to be restarted is not said for 1")) << first.out;
  EXPECT_TRUE(has(first.out, "documents 2, vulnerabilities 1, products 1")) << first.out;
  const std::string bytes = hakyu::test::read_file(store);
  const Finished again = hakyu({"import", "advisories", a, e, "--store", store});
  EXPECT_TRUE(has(again.out, "imported before: 1")) << again.out;
  EXPECT_EQ(hakyu::test::read_file(store), bytes) << "importing twice changes nothing";
  const Finished japanese = hakyu({"import", "csaf", a, "--store", store, "--lang", "ja"});
  EXPECT_TRUE(has(japanese.out, "取り込み済み 1")) << japanese.out;
}

TEST(ImportAdvisories, WhatIsRefusedLeavesNothing) {
  const Folder folder;
  const std::string store = folder.at("s.sqlite");
  const std::string rolie = folder.write("r.json", R"({"feed":{"entry":[]}})");
  const std::string broken = folder.write("b.json", "{\"document\":{},\n\"a\":,}");
  const Finished done = hakyu({"import", "advisories", rolie, broken, "--store", store});
  EXPECT_EQ(done.status, 1);
  EXPECT_TRUE(has(done.err, "rolie")) << done.err;
  EXPECT_TRUE(has(done.err, "b.json:2")) << done.err;
  EXPECT_TRUE(has(done.err, "Refused files: 2")) << done.err;
  EXPECT_TRUE(has(done.out, "documents 0")) << done.out;
  EXPECT_EQ(hakyu({"import", "kev", folder.write("e.csv", scores), "--store", store}).status, 1);
  EXPECT_EQ(hakyu({"import", "csaf", folder.at("missing"), "--store", store}).status, 1);
  const Finished unknown = hakyu({"import", "advisories", folder.write("u.txt", "?"), "--store", store});
  EXPECT_EQ(unknown.status, 1);
  EXPECT_TRUE(has(unknown.out, "unknown: files 1")) << unknown.out;
  EXPECT_EQ(hakyu({"import", "csaf"}).status, 2);
  EXPECT_EQ(hakyu({"import", "nothing", rolie}).status, 2);
  EXPECT_EQ(hakyu({"import", "csaf", rolie, "--store", folder.write("t", std::string(4096, 'x'))}).status, 1);
}

TEST(ImportAdvisories, AFolderIsTakenUpAndADryRunWritesNothing) {
  const Folder folder;
  fs::create_directory(folder.path() / "in");
  (void)folder.write("in/a.json", vex_advisory);
  (void)folder.write("in/index.txt", "a.json\n");
  const std::string store = folder.at("s.sqlite");
  const Finished dry = hakyu({"import", "csaf", folder.at("in"), "--store", store, "--dry-run"});
  EXPECT_EQ(dry.status, 0) << dry.err;
  EXPECT_TRUE(has(dry.out, "csaf: files 1")) << dry.out;
  EXPECT_TRUE(has(dry.err, "passed over: 1")) << "no reader complains about an index";
  EXPECT_TRUE(has(dry.err, "index.txt (of no kind that is known)")) << dry.err;
  EXPECT_FALSE(fs::exists(store));
  const Finished done = hakyu({"import", "advisories", folder.at("in"), "--store", folder.path().string()});
  EXPECT_EQ(done.status, 0) << done.err;
  EXPECT_TRUE(has(done.err, "passed over: 1")) << done.err;
  EXPECT_TRUE(fs::exists(folder.at("vulnerabilities.sqlite")));
}

TEST(ImportAdvisories, FilesOfAFolderThatWerePassedOverAreNamedWithTheReason) {
  const Folder folder;
  fs::create_directory(folder.path() / "in");
  (void)folder.write("in/a.json", vex_advisory);
  (void)folder.write("in/b.json", "<html><body>Sign in</body></html>");
  (void)folder.write("in/c.json", "");
  (void)folder.write("in/d.csv", scores);
  (void)folder.write("in/e.json", R"({"feed":{"entry":[]}})");
  (void)folder.write("in/f.json", "\xFF\xFE{");
  for (const char* name : {"in/g", "in/h"}) (void)folder.write(name, "?");
  const std::string store = folder.at("s.sqlite");
  const Finished english = hakyu({"import", "csaf", folder.at("in"), "--store", store});
  EXPECT_EQ(english.status, 0) << english.err;
  for (const char* text : {"passed over: 7", "b.json (a page of the web)", "c.json (empty)", "d.csv (epss)",
                           "e.json (a list of advisories)", "f.json (not in UTF-8)", "and 2 more"})
    EXPECT_TRUE(has(english.err, text)) << text << "\n" << english.err;
  const Finished japanese = hakyu({"import", "csaf", folder.at("in"), "--store", store, "--lang", "ja"});
  EXPECT_TRUE(has(japanese.err, "対象にしなかったファイル: 7 件")) << japanese.err;
  EXPECT_TRUE(has(japanese.err, "c.json(空)")) << japanese.err;
}

TEST(ImportAdvisories, AFolderWithNothingToImportIsAProblem) {
  const Folder folder;
  fs::create_directory(folder.path() / "in");
  const auto import_kev = [&] {
    return hakyu({"import", "kev", folder.at("in"), "--store", folder.at("s.sqlite")});
  };
  EXPECT_EQ(import_kev().status, 1) << "it is empty";
  (void)folder.write("in/a.json", vex_advisory);
  const Finished done = import_kev();
  EXPECT_EQ(done.status, 1);
  EXPECT_TRUE(has(done.err, "passed over: 1")) << done.err;
  EXPECT_TRUE(has(done.err, "Nothing was imported.")) << done.err;
}

}  // namespace
