// Whole files into the store: recognised by content, all or nothing, once; and every sample there is.
#include "models/import/store/import.hpp"

#include <gtest/gtest.h>
#include <unistd.h>
#include <zlib.h>

#include <filesystem>
#include <fstream>

#include "models/diagnostic_codes.hpp"
#include "models/import/advisories/kinds.hpp"
#include "models/import/advisories/nvd.hpp"
#include "models/import/matching/answers.hpp"
#include "viz/text/text.hpp"

namespace {

using namespace hakyu::models;
using namespace hakyu::models::advisories;
using hakyu::models::store::Counts;
using hakyu::models::store::FileReport;
using hakyu::models::store::Store;
namespace fs = std::filesystem;
namespace adv = hakyu::models::advisories::codes;

const fs::path samples = fs::path(HAKYU_SOURCE_DIR) / ".." / "shared" / "data";

std::string bytes_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// A text as a file, in pieces of seven bytes so that every border is met.
Chunks pieces(const std::string& bytes, std::size_t size = 7) {
  return [&bytes, size, at = std::size_t{0}]() mutable {
    const std::string_view piece = std::string_view(bytes).substr(at, size);
    at += piece.size();
    return piece;
  };
}

std::string gz(const std::string& bytes) {
  z_stream z{};
  deflateInit2(&z, 9, Z_DEFLATED, 16 + MAX_WBITS, 9, Z_DEFAULT_STRATEGY);
  std::string in = bytes, out(deflateBound(&z, bytes.size()), '\0');
  z.next_in = reinterpret_cast<Bytef*>(in.data());
  z.avail_in = static_cast<uInt>(in.size());
  z.next_out = reinterpret_cast<Bytef*>(out.data());
  z.avail_out = static_cast<uInt>(out.size());
  deflate(&z, Z_FINISH);
  out.resize(z.total_out);
  deflateEnd(&z);
  return out;
}

class ImportTest : public ::testing::Test {
 protected:
  ImportTest() {
    std::string name = (fs::temp_directory_path() / "hakyu-import-XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
    Diagnostics diagnostics;
    store_.emplace(*Store::open((folder_ / "s").string(), Store::Access::write, diagnostics));
  }
  ~ImportTest() override {
    store_.reset();
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }
  FileReport put(const std::string& bytes, const std::string& kind = {}, std::size_t size = 65536) {
    store_->begin();
    const Input input{"f", bytes.size(), [&bytes, size] { return pieces(bytes, size); }};
    FileReport report = store::import_file(*store_, input, {kind, false, "2026-11-27", {}});
    store_->commit();
    return report;
  }
  std::string code(const std::string& bytes, const std::string& kind = {}) {
    const FileReport report = put(bytes, kind);
    return has_errors(report.diagnostics) ? report.diagnostics.front().code : std::string{};
  }
  [[nodiscard]] Store& store() { return *store_; }

 private:
  fs::path folder_;
  std::optional<Store> store_;
};

std::string nvd(const std::string& cves, const std::string& end = "]}") {
  return "{\n\"resultsPerPage\":1,\"format\":\"NVD_CVE\",\"vulnerabilities\":[" + cves + end;
}
const std::string first_cve =
    R"({"cve":{"id":"CVE-1-1","lastModified":"2024-01-01","descriptions":[{"lang":"en","value":"a \"]}{[ b"}],
"configurations":[{"operator":"AND","nodes":[{"operator":"OR","cpeMatch":[{"vulnerable":true,
"criteria":"cpe:2.3:o:ma\\:ker:fw:*:*:*:*:*:*:*:*","versionStartIncluding":"1.0","versionEndExcluding":"2.0"}]},
{"operator":"OR","cpeMatch":[{"vulnerable":false,"criteria":"cpe:2.3:h:maker:hw:-:*:*:*:*:*:*:*"}]}]}]}})";
const std::string rejected = R"({"cve":{"id":"CVE-1-2","vulnStatus":"Rejected"}})";

TEST_F(ImportTest, NvdInPiecesOfAnySize) {
  const std::string text = nvd(first_cve + "\n, " + rejected);
  for (const std::size_t size : {std::size_t{1}, std::size_t{7}, text.size()}) {
    std::vector<Advisory> got;
    const Diagnostics problems =
        stream_nvd("n", pieces(text, size), [&](Advisory&& each) { got.push_back(std::move(each)); });
    ASSERT_TRUE(problems.empty()) << size << problems[0].code << problems[0].found;
    ASSERT_EQ(got.size(), 2U);
    EXPECT_TRUE(got[1].vulnerabilities.empty()) << "rejected";
    EXPECT_EQ(got[0].vulnerabilities.at(0).description.en, "a \"]}{[ b");
    EXPECT_EQ(got[0].products.at(0).vendor, "ma:ker");
    EXPECT_EQ(got[0].products.at(0).version, "vers:generic/>=1.0|<2.0");
    EXPECT_EQ(got[0].statuses.at(0).context.at(0), "cpe:2.3:h:maker:hw:-:*:*:*:*:*:*:*");
  }
}

TEST_F(ImportTest, NvdThatIsDamagedLeavesNothing) {
  EXPECT_EQ(code(nvd(first_cve, "")), adv::ends_early);
  EXPECT_EQ(code(nvd(first_cve + rejected)), hakyu::models::codes::syntax) << "no comma";
  EXPECT_EQ(code(nvd(first_cve + ",{\"cve\":}")), hakyu::models::codes::syntax);
  EXPECT_EQ(code(nvd(first_cve + ",{\"cve\":{}}")), hakyu::models::codes::missing_key);
  EXPECT_EQ(code(nvd(first_cve.substr(0, 100), "")), adv::ends_early);
  EXPECT_EQ(store().counts(), Counts{});
  const FileReport late = put(nvd("\n\n" + first_cve + ",\n{\"cve\": x}"));
  EXPECT_EQ(late.diagnostics.at(0).line, 8U) << "counted in the whole file";
}

TEST_F(ImportTest, TheSameFileTwiceChangesNothing) {
  const std::string text = nvd(first_cve);
  EXPECT_EQ(put(text).fresh, 1U);
  const Counts before = store().counts();
  EXPECT_TRUE(put(text).already);
  EXPECT_EQ(store().counts(), before);
  EXPECT_EQ(store().files().size(), 1U);
  EXPECT_EQ(store().files()[0].sha256.size(), 64U);
}

TEST_F(ImportTest, CompressedFiles) {
  const std::string text = "cve,epss\nCVE-1-1,0.5\n", packed = gz(text);
  EXPECT_EQ(code(packed.substr(0, packed.size() - 9)), adv::bad_compression);
  std::string flipped = packed;
  flipped[flipped.size() - 6] ^= 1;
  EXPECT_EQ(code(flipped), adv::bad_compression) << "wrong checksum";
  EXPECT_EQ(store().counts(), Counts{});
  EXPECT_EQ(put(packed).vulnerabilities, 1U);
  const std::string members = gz("cve,epss\nCVE-1-1,0.5\n") + gz("CVE-1-2,0.5\n");
  EXPECT_EQ(put(members).kind, "epss");
  // More than 256 MiB out of 300 kB: many members, each of a megabyte of the same line.
  std::string lines, bomb = gz("cve,epss\n");
  while (lines.size() < 1'000'000) lines += "CVE-2024-10000,0.5\n";
  const std::string member = gz(lines);
  for (int i = 0; i < 280; ++i) bomb += member;
  EXPECT_EQ(code(bomb), hakyu::models::codes::too_large);
}

TEST_F(ImportTest, OtherKindsAreNamed) {
  const FileReport rolie = put(R"({"feed":{"entry":[]}})");
  EXPECT_EQ(rolie.diagnostics.at(0).code, adv::not_an_advisory);
  EXPECT_EQ(rolie.diagnostics.at(0).found, "rolie");
  EXPECT_EQ(code("cve,epss\nCVE-1-1,0.5\n", "kev"), adv::not_an_advisory);
  EXPECT_EQ(code("PK\x03\x04"), adv::zip_archive);
  for (const char* text : {"hello", "<a></a>", "{}", "[]", "{\"a\":\""})
    EXPECT_EQ(code(text), adv::unknown_kind) << text;
  EXPECT_EQ(code("<!DOCTYPE a [<!ENTITY b \"&c;&c;\">]><VULDEF-Document>&b;</VULDEF-Document>"),
            adv::doctype);
  EXPECT_EQ(store().counts(), Counts{});
  EXPECT_EQ(put("<rdf:RDF></rdf:RDF>").diagnostics.at(0).code, adv::nothing_found);
}

TEST_F(ImportTest, WhatIsNoDocumentIsNamedWhateverWasAskedFor) {
  const std::string utf16("\xFF\xFE{\0\"\0", 6), without_mark("{\0\"\0d\0", 6);
  for (const char* kind : {"", "csaf", "jvn", "nvd", "kev", "epss"}) {
    for (const char* text : {"", " \r\n", "\xEF\xBB\xBF"})
      EXPECT_EQ(code(text, kind), adv::empty_file) << kind;
    for (const char* text : {"<html></html>", "<!DOCTYPE html>\n<HTML lang=\"ja\">", "<!-- a --><head>",
                             "<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\">"})
      EXPECT_EQ(code(text, kind), adv::web_page) << text << kind;
    for (const std::string& text : {utf16, without_mark}) {
      const FileReport report = put(text, kind);
      ASSERT_EQ(report.diagnostics.size(), 1U);
      EXPECT_EQ(report.diagnostics[0].code, hakyu::models::codes::not_utf8) << kind;
      EXPECT_EQ(report.diagnostics[0].suggestion, "UTF-16LE");
    }
  }
  EXPECT_EQ(code(gz("")), adv::empty_file);
}

TEST_F(ImportTest, EverySampleOfEveryKind) {
  if (!fs::exists(samples)) GTEST_SKIP() << "no sample files here";
  std::map<std::string, std::size_t> taken, refused;
  for (const char* folder :
       {"csaf/icsma", "csaf/icsa", "csaf/other", "csaf/vex", "csaf/v2.1", "kev", "epss", "osv", "nvd",
        "jvn/feeds", "jvn/myjvn-np-examples", "msrc", "cyclonedx/examples", "inventory/nmap"}) {
    for (const auto& entry : fs::recursive_directory_iterator(samples / folder)) {
      if (!entry.is_regular_file()) continue;
      const FileReport report = put(bytes_of(entry.path()));
      ++(has_errors(report.diagnostics) ? refused : taken)[report.kind];
    }
  }
  // What each folder holds: 37 advisories of CSAF and two of Microsoft's; KEV as JSON and CSV; …
  EXPECT_EQ(taken["csaf"], 39U);
  EXPECT_EQ(taken["kev"], 2U);
  EXPECT_EQ(taken["epss"], 4U);
  EXPECT_EQ(taken["msrc"], 2U);
  EXPECT_EQ(taken["cyclonedx"], 12U);
  EXPECT_EQ(taken["nmap"], 3U);
  EXPECT_GE(store().counts().vulnerabilities, 1404U);
}

TEST(Codes, EachHasASentence) {
  for (const std::string_view code : adv::all) EXPECT_TRUE(hakyu::viz::diagnostic_message(code)) << code;
  for (const std::string_view code : store::codes::all)
    EXPECT_TRUE(hakyu::viz::diagnostic_message(code)) << code;
  for (const std::string_view code : hakyu::models::matching::codes::all)
    EXPECT_TRUE(hakyu::viz::diagnostic_message(code)) << code;
}

}  // namespace
