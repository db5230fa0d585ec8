// From nothing to the findings of the shipped hospital: its ledger, advisories written for it, what its
// people decided.
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "tests/cli/process.hpp"

namespace {

using hakyu::test::Finished;
using hakyu::test::Folder;
using hakyu::test::hakyu;
using hakyu::test::read_file;
using hakyu::test::scenario;
using nlohmann::json;

const std::string samples = std::string(HAKYU_SOURCE_DIR) + "/docs/import/general-hospital";

/// Status by vulnerability and resource.
using Findings = std::map<std::string, std::string>;
Findings findings_in(const std::string& file) {
  Findings result;
  const json model = json::parse(read_file(file), nullptr, true, true);
  for (const json& each : model["findings"])
    result[each["vulnerability"].get<std::string>() + " " + each["resource"].get<std::string>()] =
        each["status"];
  return result;
}

// What only people raise: nothing in the ledger says which product it is, or nobody has answered yet.
const std::set<std::string> asked_by_people{"CVE-2017-0144 mri-1",         "CVE-2017-0144 xray",
                                            "CVE-2021-44228 pharmacy-app", "CVE-2021-44228 regional-app",
                                            "CVE-2024-21762 vpn-monitor",  "CVE-2025-29824 pc-icu",
                                            "CVE-2025-29824 vm-dwh"};

void expect_done(const std::vector<std::string>& arguments) {
  const Finished done = hakyu(arguments);
  EXPECT_EQ(done.status, 0) << done.err;
}

TEST(Findings, OfTheGeneralHospitalAreReachedFromItsLedgerAndAdvisories) {
  const Folder folder;
  const std::string ledger = folder.at("ledger.json"), store = folder.at("s.sqlite"),
                    found = folder.at("findings.json");
  const std::string sheets = scenario("general-hospital") + "/ledger";
  expect_done({"import", "ledger", sheets + "/ledger-cp932.csv", sheets + "/connections-cp932.csv",
               "--mapping", sheets + "/mapping.jsonc", "-o", ledger});
  expect_done({"import", "advisories", samples + "/advisories", "--store", store});
  const std::string decisions = folder.write("decisions.json", read_file(samples + "/decisions.json"));
  expect_done({"match", ledger, "--store", store, "--decisions", decisions, "--all", "-o", found});

  Findings reached = findings_in(found);
  for (const auto& [what, status] : findings_in(scenario("general-hospital") + "/70-vulnerabilities.json")) {
    if (asked_by_people.contains(what)) {
      EXPECT_FALSE(reached.contains(what)) << what << " can be matched: take it off the list";
      continue;
    }
    EXPECT_EQ(reached[what], status) << what;
    reached.erase(what);
  }
  for (const auto& [what, status] : reached)
    EXPECT_TRUE(status == "fixed" || status == "not_affected")
        << what << ": the model does not know it as " << status;
}

}  // namespace
