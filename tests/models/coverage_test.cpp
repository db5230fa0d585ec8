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

TEST(Coverage, TheReferenceDateCanBeStated) {
  using namespace std::chrono_literals;
  Model model;
  Resource fresh = resource("fresh"), half = resource("half"), year = resource("year"), old = resource("old"),
           future = resource("future");
  fresh.last_confirmed = 2026y / 8 / 31;
  half.last_confirmed = 2026y / 2 / 27;
  year.last_confirmed = 2025y / 8 / 30;
  old.last_confirmed = 2024y / 8 / 30;
  future.last_confirmed = 2026y / 9 / 1;
  model.resources = {fresh, half, year, old, future, resource("never")};
  EXPECT_FALSE(coverage(model).ages) << "no study, no date: nothing is old";
  const EntryAges ages = coverage(model, 2026y / 8 / 31).ages.value();
  EXPECT_EQ(ages.half_a_year, 1U);
  EXPECT_EQ(ages.year, 1U) << "six months before 31 August is the end of February";
  EXPECT_EQ(ages.two_years, 1U);
  EXPECT_EQ(ages.older, 1U);
  EXPECT_EQ(ages.later, 1U);
  EXPECT_EQ(ages.never, 1U);
  EXPECT_FALSE(stale(half, 2026y / 8 / 31));
  EXPECT_TRUE(stale(year, 2026y / 8 / 31));
  EXPECT_FALSE(stale(resource("never"), 2026y / 8 / 31)) << "unknown is not old";
}

TEST(Coverage, IsCountedBySystem) {
  Model model;
  Resource a = resource("a"), b = resource("b", ResourceKind::power), c = resource("c");
  a.system = b.system = "lab";
  a.maintainer = "vendor";
  model.resources = {a, b, c};
  const Coverage all = coverage(model);
  ASSERT_EQ(all.systems.size(), 2U);
  EXPECT_EQ(all.systems[0].system, "lab");
  EXPECT_EQ(all.systems[0].resources, 2U);
  EXPECT_EQ(all.systems[1].system, "");
  for (std::size_t f = 0; f < all.fields.size(); ++f) {
    std::size_t of = 0, stated = 0;
    for (const SystemCoverage& each : all.systems) {
      of += each.of[f];
      stated += each.stated[f];
    }
    EXPECT_EQ(of, all.fields[f].of);
    EXPECT_EQ(of - stated, all.fields[f].missing.size());
    if (all.fields[f].field == "maintainer") {
      EXPECT_EQ(all.systems[0].stated[f], 1U);
    }
    if (all.fields[f].field == "software.version") {
      EXPECT_EQ(all.systems[0].of[f], 1U);
    }
  }
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
