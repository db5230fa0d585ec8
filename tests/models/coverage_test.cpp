// What the ledger states and leaves out.
#include "models/coverage.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hakyu::models {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Resource resource(const char* id, ResourceKind kind = ResourceKind::server) {
  Resource made;
  made.id = id;
  made.kind = kind;
  return made;
}

const FieldCoverage& field(const Coverage& all, const std::string& name) {
  for (const FieldCoverage& each : all.fields)
    if (each.field == name) return each;
  throw std::out_of_range(name);
}

TEST(Coverage, CountsWhatIsStatedAndNamesWhatIsMissing) {
  Model model;
  Resource full = resource("full");
  full.owner = "us";
  full.maintainer = "vendor";
  full.asset_number = "A-1";
  full.software.push_back(
      {.name = "OS", .vendor = "", .version = "10", .cpe = "", .purl = "", .annotation = {}});
  Resource nameless_version = resource("no-version");
  nameless_version.owner = "us";
  nameless_version.software.push_back(
      {.name = "OS", .vendor = "", .version = "", .cpe = "", .purl = "", .annotation = {}});
  Resource retired = resource("gone");
  retired.usable = Usable::retired;
  model.resources = {full, nameless_version, resource("power", ResourceKind::power), retired};
  const Coverage all = coverage(model);
  EXPECT_EQ(all.resources, 3U);
  EXPECT_THAT(field(all, "owner").missing, ElementsAre("power"));
  EXPECT_THAT(field(all, "maintainer").missing, ElementsAre("no-version", "power"));
  EXPECT_THAT(field(all, "software.version").missing, ElementsAre("no-version"));
  EXPECT_EQ(field(all, "software.version").of, 2U) << "a power supply carries no software";
  EXPECT_THAT(all.unowned, ElementsAre("power"));
}

TEST(Coverage, UnconnectedNeedsNothingAndIsNeededByNothing) {
  Model model;
  Resource host = resource("host"), guest = resource("guest"), alone = resource("alone"),
           needed = resource("needed");
  guest.runs_on = "host";
  Service service;
  service.id = "ward";
  service.requirements.push_back({.id = "", .of = {"needed"}, .over = {}, .annotation = {}});
  model.resources = {host, guest, alone, needed};
  model.services = {service};
  EXPECT_THAT(coverage(model).unconnected, ElementsAre("alone"));
}

TEST(Coverage, SupportEndsBeforeTheStudyStarts) {
  using namespace std::chrono_literals;
  Model model;
  model.study.emplace();
  model.study->start = std::chrono::local_days(2026y / 12 / 1) + std::chrono::hours(9);
  Resource before = resource("before"), on_the_day = resource("on-the-day");
  before.support_ends = 2026y / 11 / 30;
  on_the_day.support_ends = 2026y / 12 / 1;
  model.resources = {before, on_the_day, resource("unknown")};
  EXPECT_THAT(coverage(model).support_ended, ElementsAre("before"));
}

TEST(Coverage, FindingsThatAreNotClearAreCountedApart) {
  Model model;
  for (const FindingStatus status : {FindingStatus::affected, FindingStatus::unknown, FindingStatus::fixed,
                                     FindingStatus::under_investigation, FindingStatus::not_affected}) {
    Finding finding;
    finding.status = status;
    model.findings.push_back(finding);
  }
  const Coverage all = coverage(model);
  EXPECT_EQ(all.findings_open, 1U);
  EXPECT_EQ(all.findings_unclear, 2U);
}

class Confirmed : public testing::Test {
 protected:
  Confirmed() {
    Resource asking = resource("asking"), asked = resource("asked"), nobodys = resource("nobodys");
    asking.maintainer = "new-vendor";
    asked.maintainer = "old-vendor";
    model_.resources = {asking, asked, nobodys};
  }
  Confirmation of(Id claimed_by, std::vector<Id> confirmed_by, std::vector<Id> providers = {"asked"}) {
    Dependency dependency;
    dependency.from = "asking";
    dependency.requirement.of = std::move(providers);
    dependency.claimed_by = std::move(claimed_by);
    dependency.confirmed_by = std::move(confirmed_by);
    return confirmation(model_, dependency);
  }
  Model model_;
};

TEST_F(Confirmed, ByBothSidesOnlyIfBothSpoke) {
  EXPECT_EQ(of("new-vendor", {"old-vendor"}), Confirmation::both);
  EXPECT_EQ(of("", {"old-vendor", "new-vendor"}), Confirmation::both);
  EXPECT_EQ(of("new-vendor", {}), Confirmation::one_side);
  EXPECT_EQ(of("new-vendor", {"somebody-else"}), Confirmation::one_side);
  EXPECT_EQ(of("", {}), Confirmation::none);
}

TEST_F(Confirmed, ASideNobodyIsKnownForHasNotConfirmed) {
  EXPECT_EQ(of("new-vendor", {"old-vendor"}, {"asked", "nobodys"}), Confirmation::one_side);
}

}  // namespace
}  // namespace hakyu::models
