// The advisories written for the shipped hospital (docs/import/advisories) say what its model files say.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>

#include "models/import/advisories/record.hpp"
#include "models/read/read.hpp"

namespace {

using namespace hakyu::models;
using namespace hakyu::models::advisories;
namespace fs = std::filesystem;

const fs::path folder = fs::path(HAKYU_SOURCE_DIR) / "docs/import/advisories";

/// The one advisory of a file; nothing may be wrong with it.
Advisory advisory_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(in)), {});
  const std::string name = file.filename().string();
  const Reading reading = file.extension() == ".xml" ? read_jvn(name, bytes) : read_csaf(name, bytes);
  EXPECT_TRUE(reading.diagnostics.empty()) << file;
  EXPECT_EQ(reading.advisories.size(), 1U) << file;
  return reading.advisories.empty() ? Advisory() : reading.advisories.front();
}

TEST(Examples, TellOfVulnerabilitiesOfTheModelWithTheSameVectors) {
  Diagnostics found;
  const Model model = read(load({fs::path(HAKYU_SOURCE_DIR) / "scenarios/general-hospital"}, found)).model;
  std::set<Id> told;
  for (const auto& entry : fs::directory_iterator(folder)) {
    const Advisory advisory = advisory_of(entry.path());
    EXPECT_FALSE(advisory.remediations.empty()) << entry.path();
    EXPECT_FALSE(advisory.products.empty()) << entry.path();
    for (const Vulnerability& each : advisory.vulnerabilities) {
      const auto is = [&](const Vulnerability& other) {
        return other.id == each.id ||
               std::find(each.aliases.begin(), each.aliases.end(), other.id) != each.aliases.end();
      };
      const auto known = std::find_if(model.vulnerabilities.begin(), model.vulnerabilities.end(), is);
      ASSERT_NE(known, model.vulnerabilities.end()) << each.id;
      told.insert(known->id);
      ASSERT_FALSE(each.cvss.empty()) << each.id;
      // The model's vectors may carry temporal metrics behind the same base metrics.
      EXPECT_TRUE(known->cvss.at(0).starts_with(each.cvss[0])) << each.id;
    }
  }
  EXPECT_EQ(told.size(), 5U);
}

TEST(Examples, SayWhatStandsStillWhileTheFixIsApplied) {
  const Advisory fortios = advisory_of(folder / "fortios.json");
  ASSERT_EQ(fortios.remediations.size(), 2U);
  for (const RemediationRecord& each : fortios.remediations)
    EXPECT_EQ(each.outage.scope, each.kind == "vendor_fix" ? RestartScope::system : RestartScope::none);
  const Advisory netscaler = advisory_of(folder / "netscaler.json");
  for (const RemediationRecord& each : netscaler.remediations)
    EXPECT_EQ(each.outage.scope, RestartScope::unknown) << "it does not say";
}

}  // namespace
