// Every version text and CPE of the real files: nothing crashes, and how much is understood.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>

#include "models/import/matching/cpe.hpp"
#include "models/import/matching/purl.hpp"
#include "models/import/matching/range.hpp"

namespace hakyu::models::matching::real_versions_test {
namespace {

namespace fs = std::filesystem;

fs::path data() { return fs::path(HAKYU_SOURCE_DIR) / ".." / "shared" / "data"; }

std::string bytes(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<fs::path> files_below(const fs::path& folder) {
  std::vector<fs::path> all;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file() && entry.path().extension() != ".gz") all.push_back(entry.path());
  return all;
}

/// Texts about versions, with the names that stand above them.
using Versions = std::set<std::pair<std::string, std::string>>;

void branches(const nlohmann::json& parent, const std::string& above, Versions& versions) {
  if (!parent.is_object() || !parent.contains("branches")) return;
  for (const auto& branch : parent["branches"]) {
    const std::string category = branch.value("category", ""), name = branch.value("name", "");
    if (category == "product_version" || category == "product_version_range") versions.emplace(name, above);
    branches(branch, above + " " + name, versions);
  }
}

TEST(RealVersions, JvnProseIsUnderstood) {
  if (!fs::exists(data())) GTEST_SKIP() << "no ../shared/data";
  std::set<std::string> texts;
  const std::regex number("<VersionNumber[^>]*>\\s*([^<]*?)\\s*<");
  for (const fs::path& file : files_below(data() / "jvn")) {
    const std::string text = bytes(file);
    for (std::sregex_iterator at(text.begin(), text.end(), number), end; at != end; ++at)
      texts.insert((*at)[1]);
  }
  texts.erase("");
  ASSERT_GE(texts.size(), 20U);
  std::size_t understood = 0;
  for (const std::string& text : texts) {
    understood += read_range(text).understood ? 1U : 0U;
    EXPECT_TRUE(read_range(text).understood) << text;
  }
  RecordProperty("texts", static_cast<int>(texts.size()));
  RecordProperty("understood", static_cast<int>(understood));
}

TEST(RealVersions, AdvisoriesInCsaf) {
  if (!fs::exists(data())) GTEST_SKIP() << "no ../shared/data";
  Versions texts;
  for (const fs::path& file : files_below(data() / "csaf")) {
    const auto json = nlohmann::json::parse(bytes(file), nullptr, false);
    if (json.is_object() && json.contains("product_tree")) branches(json["product_tree"], {}, texts);
  }
  ASSERT_GE(texts.size(), 200U);
  std::size_t understood = 0;
  for (const auto& [text, product] : texts) understood += read_range(text, product).understood ? 1U : 0U;
  RecordProperty("texts", static_cast<int>(texts.size()));
  RecordProperty("understood", static_cast<int>(understood));
  // What is left: container digests, serial numbers, "(with Wireless Battery Modules …)", "US".
  EXPECT_GE(understood * 100, texts.size() * 85) << understood << " of " << texts.size();
}

TEST(RealVersions, EveryCpeAndPurlIsRead) {
  if (!fs::exists(data())) GTEST_SKIP() << "no ../shared/data";
  std::set<std::string> cpes, purls;
  const std::regex cpe("\"(cpe:(2\\.3:|/)[aoh]:[^\"]*)\""), purl("\"(pkg:[a-z]+/[^\"\\[]*)\"");
  for (const fs::path& file : files_below(data())) {
    if (file.extension() != ".json" && !file.filename().empty() &&
        file.string().find("/nvd/") == std::string::npos)
      continue;
    const auto json = nlohmann::json::parse(bytes(file), nullptr, false);
    if (json.is_discarded() || file.string().find("schema") != std::string::npos) continue;
    const std::string text = json.dump();
    for (std::sregex_iterator at(text.begin(), text.end(), cpe), end; at != end; ++at)
      cpes.insert(nlohmann::json::parse("\"" + (*at)[1].str() + "\"").get<std::string>());
    for (std::sregex_iterator at(text.begin(), text.end(), purl), end; at != end; ++at)
      purls.insert((*at)[1]);
  }
  ASSERT_GE(cpes.size(), 300U);
  ASSERT_GE(purls.size(), 300U);
  for (const std::string& each : cpes) {
    const auto read = read_cpe(each);
    ASSERT_TRUE(read) << each;
    EXPECT_EQ(read_cpe(to_string(*read)), read) << each;
  }
  for (const std::string& each : purls) {
    const auto read = read_purl(each);
    ASSERT_TRUE(read) << each;
    EXPECT_EQ(read_purl(to_string(*read)), read) << each;
  }
}

TEST(RealVersions, NvdNamesTheVersionsThatItsRangesHold) {
  // NVD lists for each match string the names of its dictionary that it holds: a second reading of our
  // ranges.
  if (!fs::exists(data())) GTEST_SKIP() << "no ../shared/data";
  std::size_t checked = 0;
  for (const fs::path& file : files_below(data() / "nvd" / "cpematch")) {
    const auto json = nlohmann::json::parse(bytes(file));
    for (const auto& each : json["matchStrings"]) {
      const auto& match = each["matchString"];
      const auto bound = [&](const char* key) { return match.value(key, std::string()); };
      std::string bounds;
      for (const auto& [key, sign] : {std::pair{"versionStartIncluding", ">="},
                                      {"versionStartExcluding", ">"},
                                      {"versionEndIncluding", "<="},
                                      {"versionEndExcluding", "<"}})
        if (const std::string version = bound(key); !version.empty())
          bounds += (bounds.empty() ? "" : "|") + std::string(sign) + version;
      const VersionRange range = read_range("vers:generic/" + (bounds.empty() ? "*" : bounds));
      ASSERT_TRUE(range.understood) << bounds;
      const auto criteria = read_cpe(match["criteria"].get<std::string>());
      ASSERT_TRUE(criteria);
      for (const auto& name : match.value("matches", nlohmann::json::array())) {
        const auto cpe = read_cpe(name["cpeName"].get<std::string>());
        ASSERT_TRUE(cpe);
        const Relation relation = compare(*criteria, *cpe);
        EXPECT_TRUE(relation == Relation::superset || relation == Relation::equal) << name;
        const CpeValue& version = (*cpe)[CpeAttribute::version];
        if (!version.is_text()) continue;
        const Containment containment = contains(range, version.plain());
        EXPECT_TRUE(containment == Containment::inside || containment == Containment::probably_inside)
            << name;
        ++checked;
      }
    }
  }
  EXPECT_GE(checked, 20U);
}

}  // namespace
}  // namespace hakyu::models::matching::real_versions_test
